/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sits where round the table. */
#include "config.h"

#include "qv-id.h"
#include "qv-seating.h"

static QvParticipant *
add (GListStore *list, QvHelix helix, int seat, int place)
{
  g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_PARTICIPANT, qv_id_new ());
  g_autoptr (QvItem) item = NULL;

  qv_record_set_int (record, QV_PARTICIPANT_SESSION, 1);
  qv_record_set_text (record, QV_PARTICIPANT_HELIX, qv_helix_to_word (helix));
  qv_record_set_int (record, QV_PARTICIPANT_SEAT, seat);
  if (place > 0)
    qv_record_set_int (record, QV_PARTICIPANT_PLACE, place);
  item = qv_item_new (record);
  g_list_store_append (list, item);
  return QV_PARTICIPANT (item);
}

/* Gives the items what @edit would write. */
static void
play (GPtrArray *order, const QvEdit *edit)
{
  for (guint i = 0; i < edit->changes->len; i++)
    {
      const QvChange *change = &g_array_index (edit->changes, QvChange, i);

      g_assert_cmpint (change->field, ==, QV_PARTICIPANT_PLACE);
      for (guint j = 0; j < order->len; j++)
        if (qv_item_get_id (order->pdata[j]) == change->id)
          {
            g_autoptr (QvRecord) record = qv_record_copy (qv_item_get_record (order->pdata[j]));

            qv_record_take (record, change->field, qv_value_copy (&change->value));
            qv_item_update (order->pdata[j], record);
          }
    }
}

static void
test_move (void)
{
  g_autoptr (GListStore) list = g_list_store_new (QV_TYPE_PARTICIPANT);
  QvParticipant *resident = add (list, QV_HELIX_RESIDENTS, 1, 0);
  QvParticipant *second = add (list, QV_HELIX_AUTHORITIES, 2, 0);
  QvParticipant *first = add (list, QV_HELIX_AUTHORITIES, 1, 0);
  QvParticipant *placed = add (list, QV_HELIX_COMPANIES, 1, 7);
  g_autoptr (GPtrArray) order = qv_seating_sort (G_LIST_MODEL (list));
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (QvEdit) edit = qv_edit_new ("Move", 1);
  g_autoptr (QvEdit) nothing = qv_edit_new ("Move", 1);

  /* Who has a place comes first; the others by helix and seat. */
  g_assert_true (order->pdata[0] == placed && order->pdata[1] == first);
  g_assert_true (order->pdata[2] == second && order->pdata[3] == resident);

  g_assert_true (qv_seating_move (order, 3, 1, edit));
  play (order, edit);
  moved = qv_seating_sort (G_LIST_MODEL (list));
  g_assert_true (moved->pdata[0] == placed && moved->pdata[1] == resident);
  g_assert_true (moved->pdata[2] == first && moved->pdata[3] == second);
  /* Who did not have to move was not written. */
  g_assert_cmpuint (edit->changes->len, ==, 3);
  g_assert_cmpint (qv_item_get_int (QV_ITEM (placed), QV_PARTICIPANT_PLACE), ==, 7);
  g_assert_false (qv_seating_move (moved, 2, 2, nothing));
}

static void
test_mix (void)
{
  g_autoptr (GListStore) list = g_list_store_new (QV_TYPE_PARTICIPANT);
  g_autoptr (GPtrArray) order = NULL, mixed = NULL;
  g_autoptr (QvEdit) edit = qv_edit_new ("Mix", 1);

  for (int helix = 1; helix <= QV_N_HELICES; helix++)
    for (int seat = 1; seat <= 4; seat++)
      add (list, (QvHelix) helix, seat, 0);
  order = qv_seating_sort (G_LIST_MODEL (list));
  g_assert_true (qv_seating_mix (order, edit));
  play (order, edit);
  mixed = qv_seating_sort (G_LIST_MODEL (list));
  for (guint i = 0; i < mixed->len; i++)
    {
      g_assert_cmpint (qv_participant_get_helix (mixed->pdata[i]), ==, (int) (i % 4) + 1);
      g_assert_cmpint (qv_item_get_int (mixed->pdata[i], QV_PARTICIPANT_PLACE), ==, i + 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seating/move", test_move);
  g_test_add_func ("/seating/mix", test_mix);
  return g_test_run ();
}
