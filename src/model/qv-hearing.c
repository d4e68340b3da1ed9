/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-hearing.h"

static GHashTable *
make_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_id (GHashTable *set, QvId id)
{
  if (id != QV_ID_NONE)
    g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

static void
hear (QvHearing *self, QvHelix helix, gint64 when)
{
  self->last[helix] = MAX (self->last[helix], when);
}

/* What notes were merged into says nothing new: those behind it have been counted. */
static GHashTable *
find_merged (GListModel *links)
{
  GHashTable *merged = make_set ();
  guint n = g_list_model_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) link = g_list_model_get_item (links, i);

      if (g_str_equal (qv_item_get_text (link, QV_NOTE_LINK_RELATION), "merged-into"))
        add_id (merged, qv_item_get_int (link, QV_NOTE_LINK_TARGET));
    }
  return merged;
}

static void
count_notes (QvHearing *self, GListModel *notes, GListModel *links, GHashTable *heard)
{
  g_autoptr (GHashTable) merged = find_merged (links);
  guint n = g_list_model_get_n_items (notes);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvNote) note = g_list_model_get_item (notes, i);
      QvId id = qv_item_get_id (QV_ITEM (note));
      QvHelix helix = qv_note_get_helix (note);

      if (g_hash_table_contains (merged, &id))
        continue;
      self->n_notes[helix]++;
      hear (self, helix, qv_item_get_int (QV_ITEM (note), QV_NOTE_SAID));
      add_id (heard, qv_item_get_int (QV_ITEM (note), QV_NOTE_AUTHOR));
    }
}

static void
count_turns (QvHearing *self, GListModel *turns, GHashTable *heard)
{
  guint n = g_list_model_get_n_items (turns);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) turn = g_list_model_get_item (turns, i);
      QvHelix helix;

      if (!qv_helix_from_word (qv_item_get_text (turn, QV_SPEAKING_TURN_HELIX), &helix))
        continue;
      hear (self, helix, qv_item_get_int (turn, QV_SPEAKING_TURN_STARTED));
      hear (self, helix, qv_item_get_int (turn, QV_SPEAKING_TURN_ENDED));
      add_id (heard, qv_item_get_int (turn, QV_SPEAKING_TURN_PARTICIPANT));
    }
}

static gboolean
is_anybody_present (GListModel *participants)
{
  guint n = g_list_model_get_n_items (participants);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) participant = g_list_model_get_item (participants, i);

      if (qv_item_get_int (participant, QV_PARTICIPANT_PRESENT))
        return TRUE;
    }
  return FALSE;
}

static int
compare_seats (gconstpointer a, gconstpointer b)
{
  QvParticipant *x = *(QvParticipant *const *) a, *y = *(QvParticipant *const *) b;
  gint64 seat_x = qv_item_get_int (QV_ITEM (x), QV_PARTICIPANT_SEAT);
  gint64 seat_y = qv_item_get_int (QV_ITEM (y), QV_PARTICIPANT_SEAT);

  if (qv_participant_get_helix (x) != qv_participant_get_helix (y))
    return (int) qv_participant_get_helix (x) - (int) qv_participant_get_helix (y);
  return (seat_x > seat_y) - (seat_x < seat_y);
}

static void
count_seats (QvHearing *self, GListModel *participants, GHashTable *heard)
{
  gboolean only_present = is_anybody_present (participants);
  guint n = g_list_model_get_n_items (participants);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvParticipant) participant = g_list_model_get_item (participants, i);
      QvId id = qv_item_get_id (QV_ITEM (participant));
      QvHelix helix = qv_participant_get_helix (participant);

      if (only_present && !qv_item_get_int (QV_ITEM (participant), QV_PARTICIPANT_PRESENT))
        continue;
      self->n_seats[helix]++;
      if (g_hash_table_contains (heard, &id))
        self->n_heard[helix]++;
      else
        g_ptr_array_add (self->silent, g_steal_pointer (&participant));
    }
  g_ptr_array_sort (self->silent, compare_seats);
}

/**
 * qv_hearing_init:
 * @self: (out): who has been heard; to be cleared
 * @participants: a list of #QvParticipant
 * @notes: a list of #QvNote
 * @links: a list of #QvNoteLink
 * @turns: a list of #QvSpeakingTurn
 *
 * Counts the contributions and turns of a session.
 */
void
qv_hearing_init (
    QvHearing *self, GListModel *participants, GListModel *notes, GListModel *links, GListModel *turns)
{
  g_autoptr (GHashTable) heard = make_set ();

  *self = (QvHearing){ .silent = g_ptr_array_new_with_free_func (g_object_unref) };
  count_notes (self, notes, links, heard);
  count_turns (self, turns, heard);
  count_seats (self, participants, heard);
}

void
qv_hearing_clear (QvHearing *self)
{
  g_clear_pointer (&self->silent, g_ptr_array_unref);
}
