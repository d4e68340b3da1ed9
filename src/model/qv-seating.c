/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sits where round the table. */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-seating.h"

static int
compare (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* Those without a place come after those who have one. */
static gint64
get_place (QvParticipant *participant)
{
  gint64 place = qv_item_get_int (QV_ITEM (participant), QV_PARTICIPANT_PLACE);

  return place > 0 ? place : G_MAXINT64;
}

static int
compare_seats (gconstpointer a, gconstpointer b)
{
  QvParticipant *participant_a = *(QvParticipant *const *) a, *participant_b = *(QvParticipant *const *) b;
  int result = compare (get_place (participant_a), get_place (participant_b));

  if (result == 0)
    result = compare (qv_participant_get_helix (participant_a), qv_participant_get_helix (participant_b));
  if (result == 0)
    result = compare (qv_item_get_int (QV_ITEM (participant_a), QV_PARTICIPANT_SEAT),
                      qv_item_get_int (QV_ITEM (participant_b), QV_PARTICIPANT_SEAT));
  return result != 0
             ? result
             : compare (qv_item_get_id (QV_ITEM (participant_a)), qv_item_get_id (QV_ITEM (participant_b)));
}

/**
 * qv_seating_sort:
 * @participants: a list of #QvParticipant
 *
 * Returns: (transfer full) (element-type QvParticipant): them clockwise round the table: by place, and those
 * who have none by helix and seat
 */
GPtrArray *
qv_seating_sort (GListModel *participants)
{
  GPtrArray *order = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (participants);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, g_list_model_get_item (participants, i));
  g_ptr_array_sort (order, compare_seats);
  return order;
}

static gboolean
set_places (GPtrArray *order, const gint64 *places, QvEdit *edit)
{
  guint n_before = edit->changes->len;

  for (guint i = 0; i < order->len; i++)
    if (qv_item_get_int (order->pdata[i], QV_PARTICIPANT_PLACE) != places[i])
      qv_edit_set (edit, QV_ENTITY_PARTICIPANT, qv_item_get_id (order->pdata[i]), QV_PARTICIPANT_PLACE,
                   qv_value_int (places[i]));
  return edit->changes->len > n_before;
}

/**
 * qv_seating_move:
 * @order: (element-type QvParticipant): as qv_seating_sort() returned it
 * @from: who moves
 * @to: index in @order that they are to have
 * @edit: gets the changes
 *
 * Puts a seat elsewhere round the table; those between move on by one.
 *
 * Returns: whether anything changes
 */
gboolean
qv_seating_move (GPtrArray *order, guint from, guint to, QvEdit *edit)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  g_autofree gint64 *places = g_new (gint64, order->len);

  g_return_val_if_fail (from < order->len && to < order->len, FALSE);

  if (from == to)
    return FALSE;
  for (guint i = 0; i < order->len; i++)
    {
      gint64 place = qv_item_get_int (order->pdata[i], QV_PARTICIPANT_PLACE);

      places[i] = MAX (place, i > 0 ? places[i - 1] + 1 : 1);
      g_ptr_array_add (moved, order->pdata[i]);
    }
  g_ptr_array_insert (moved, (int) to, g_ptr_array_steal_index (moved, from));
  return set_places (moved, places, edit);
}

typedef struct
{
  gpointer participant;
  double share; /* how far round the table, from 0 to 1 */
  guint helix;
} Chair;

static int
compare_chairs (gconstpointer a, gconstpointer b)
{
  const Chair *chair_a = a, *chair_b = b;

  if (chair_a->share != chair_b->share)
    return chair_a->share < chair_b->share ? -1 : 1;
  return (chair_a->helix > chair_b->helix) - (chair_a->helix < chair_b->helix);
}

/**
 * qv_seating_mix:
 * @order: (element-type QvParticipant): participants in any order
 * @edit: gets the changes
 *
 * Spreads each helix evenly round the table, so that neighbours are mostly of different ones.
 *
 * Returns: whether anything changes
 */
gboolean
qv_seating_mix (GPtrArray *order, QvEdit *edit)
{
  guint n_helix[QV_N_HELICES + 1] = { 0 }, n_seen[QV_N_HELICES + 1] = { 0 };
  g_autofree Chair *chairs = g_new (Chair, order->len);
  g_autofree gint64 *places = g_new (gint64, order->len);
  g_autoptr (GPtrArray) mixed = g_ptr_array_new ();

  for (guint i = 0; i < order->len; i++)
    n_helix[qv_participant_get_helix (order->pdata[i])]++;
  for (guint i = 0; i < order->len; i++)
    {
      guint helix = qv_participant_get_helix (order->pdata[i]);

      chairs[i] = (Chair){ order->pdata[i], (n_seen[helix]++ + 0.5) / n_helix[helix], helix };
      places[i] = i + 1;
    }
  if (order->len > 0)
    qsort (chairs, order->len, sizeof (Chair), compare_chairs);
  for (guint i = 0; i < order->len; i++)
    g_ptr_array_add (mixed, chairs[i].participant);
  return set_places (mixed, places, edit);
}
