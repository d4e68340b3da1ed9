/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gestures of a running workshop, each one edit with a label in the facilitator's words. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-run.h"

#include <glib/gi18n.h>

#include "qv-agenda.h"

static GPtrArray *
list_records (GListModel *items)
{
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; items != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (records, (gpointer) qv_item_get_record (item));
    }
  return records;
}

static QvEdit *
begin (const QvWorkshopClock *clock, const char *label)
{
  return qv_edit_new (label, qv_workshop_clock_get_session (clock)->id);
}

static QvEdit *
finish (QvEdit *edit, gboolean has_changes)
{
  if (has_changes)
    return edit;
  qv_edit_free (edit);
  return NULL;
}

/**
 * qv_run_make_clock:
 * @session: a session
 * @steps: (element-type QvStep): its steps, such as a live list of them
 * @round_table: the table whose clock it is, or %QV_ID_NONE
 *
 * Returns: (transfer full): the clock as they stand now
 */
QvWorkshopClock *
qv_run_make_clock (QvSession *session, GListModel *steps, QvId round_table)
{
  g_autoptr (GPtrArray) records = list_records (steps);

  return qv_workshop_clock_new (qv_item_get_record (QV_ITEM (session)), records, round_table);
}

/**
 * qv_run_load_clock:
 * @store: the library
 * @session: a session
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Waits for the disk.
 *
 * Returns: (transfer full) (nullable): the clock as the library's rows say
 */
QvWorkshopClock *
qv_run_load_clock (QvStore *store, QvId session, GError **error)
{
  g_autoptr (QvRecord) record = qv_store_get_record (store, QV_ENTITY_SESSION, session, error);
  g_autoptr (GPtrArray) steps = NULL;

  if (record == NULL)
    return NULL;
  steps = qv_store_list (store, QV_ENTITY_STEP, QV_STEP_SESSION, session, error);
  return steps != NULL ? qv_workshop_clock_new (record, steps, QV_ID_NONE) : NULL;
}

/**
 * qv_run_start:
 * @clock: a clock that has not started
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that begins the first step
 */
QvEdit *
qv_run_start (const QvWorkshopClock *clock, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("Start session"));
  QvClockReading reading;

  qv_workshop_clock_read (clock, now, &reading);
  if (reading.state != QV_WORKSHOP_NOT_STARTED)
    return finish (edit, FALSE);
  return finish (edit, qv_workshop_clock_go (clock, qv_workshop_clock_get_next (clock), now, edit));
}

/**
 * qv_run_next:
 * @clock: a clock
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that goes to the next step; %NULL at the last
 */
QvEdit *
qv_run_next (const QvWorkshopClock *clock, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("Next step"));

  return finish (edit, qv_workshop_clock_go (clock, qv_workshop_clock_get_next (clock), now, edit));
}

/**
 * qv_run_previous:
 * @clock: a clock
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that goes back a step; %NULL at the first
 */
QvEdit *
qv_run_previous (const QvWorkshopClock *clock, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("Previous step"));

  return finish (edit, qv_workshop_clock_go (clock, qv_workshop_clock_get_previous (clock), now, edit));
}

/**
 * qv_run_go:
 * @clock: a clock
 * @step: any step
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that makes it the present step
 */
QvEdit *
qv_run_go (const QvWorkshopClock *clock, QvId step, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("Go to step"));

  return finish (edit, qv_workshop_clock_go (clock, step, now, edit));
}

/**
 * qv_run_toggle:
 * @clock: a clock
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that starts the clock, pauses it or lets it run again; %NULL
 * when the session has ended
 */
QvEdit *
qv_run_toggle (const QvWorkshopClock *clock, gint64 now)
{
  QvClockReading reading;
  QvEdit *edit;

  qv_workshop_clock_read (clock, now, &reading);
  switch (reading.state)
    {
    case QV_WORKSHOP_NOT_STARTED:
      return qv_run_start (clock, now);
    case QV_WORKSHOP_RUNNING:
      edit = begin (clock, _ ("Pause the clock"));
      return finish (edit, qv_workshop_clock_pause (clock, now, edit));
    case QV_WORKSHOP_PAUSED:
      edit = begin (clock, _ ("Resume the clock"));
      return finish (edit, qv_workshop_clock_resume (clock, now, edit));
    case QV_WORKSHOP_ENDED:
    default:
      return NULL;
    }
}

static char *
describe_gift (int minutes)
{
  if (minutes == 5)
    return g_strdup (_ ("Five more minutes"));
  if (minutes == -5)
    return g_strdup (_ ("Five minutes less"));
  if (minutes > 0)
    return g_strdup_printf (ngettext ("%d more minute", "%d more minutes", (gulong) minutes), minutes);
  return g_strdup_printf (ngettext ("%d minute less", "%d minutes less", (gulong) -minutes), -minutes);
}

/**
 * qv_run_give:
 * @clock: a clock
 * @step: a step, or %QV_ID_NONE for the present one
 * @minutes: to give, or below zero: to take
 *
 * Returns: (transfer full) (nullable): the edit that changes the length for today
 */
QvEdit *
qv_run_give (const QvWorkshopClock *clock, QvId step, int minutes)
{
  g_autofree char *label = describe_gift (CLAMP (minutes, -1440, 1440));
  QvEdit *edit = begin (clock, label);

  return finish (edit, qv_workshop_clock_give (clock, step, CLAMP (minutes, -1440, 1440), edit));
}

static gboolean
end_turns (GListModel *turns, gint64 now, QvEdit *edit)
{
  g_autoptr (GPtrArray) records = list_records (turns);
  gboolean has_changes = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *turn = records->pdata[i];

      if (qv_record_is_deleted (turn) || !qv_record_is_null (turn, QV_SPEAKING_TURN_ENDED))
        continue;
      qv_edit_set (edit, QV_ENTITY_SPEAKING_TURN, turn->id, QV_SPEAKING_TURN_ENDED,
                   qv_value_int (MAX (now, qv_record_get_int (turn, QV_SPEAKING_TURN_STARTED))));
      has_changes = TRUE;
    }
  return has_changes;
}

/**
 * qv_run_end:
 * @clock: a clock
 * @turns: (nullable) (element-type QvSpeakingTurn): the session's speaking turns; who still speaks ends too
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that ends the session
 */
QvEdit *
qv_run_end (const QvWorkshopClock *clock, GListModel *turns, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("End session"));
  gboolean has_changes = qv_workshop_clock_end (clock, now, edit);

  if (has_changes)
    end_turns (turns, now, edit);
  return finish (edit, has_changes);
}

/* A session without an agenda has no clock, and still begins and ends. */
static QvEdit *
set_moment (QvId session, guint field, const char *label, gint64 now)
{
  QvEdit *edit = qv_edit_new (label, session);

  qv_edit_set (edit, QV_ENTITY_SESSION, session, field, qv_value_int (now));
  return edit;
}

/**
 * qv_run_start_stored:
 * @store: the library
 * @session: a session that is not open
 * @now: microseconds since 1970 UTC
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Waits for the disk.
 *
 * Returns: (transfer full) (nullable): the edit that starts the session
 */
QvEdit *
qv_run_start_stored (QvStore *store, QvId session, gint64 now, GError **error)
{
  g_autoptr (QvWorkshopClock) clock = qv_run_load_clock (store, session, error);
  QvEdit *edit;

  if (clock == NULL)
    return NULL;
  edit = qv_run_start (clock, now);
  return edit != NULL ? edit : set_moment (session, QV_SESSION_STARTED, _ ("Start session"), now);
}

/**
 * qv_run_end_stored:
 * @store: the library
 * @session: a session that is not open
 * @now: microseconds since 1970 UTC
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Waits for the disk.
 *
 * Returns: (transfer full) (nullable): the edit that ends the session
 */
QvEdit *
qv_run_end_stored (QvStore *store, QvId session, gint64 now, GError **error)
{
  g_autoptr (QvWorkshopClock) clock = qv_run_load_clock (store, session, error);
  g_autoptr (GPtrArray) turns = NULL;
  g_autoptr (GListStore) items = g_list_store_new (QV_TYPE_ITEM);
  QvEdit *edit;

  if (clock == NULL)
    return NULL;
  turns = qv_store_list (store, QV_ENTITY_SPEAKING_TURN, QV_SPEAKING_TURN_SESSION, session, error);
  if (turns == NULL)
    return NULL;
  for (guint i = 0; i < turns->len; i++)
    {
      g_autoptr (QvItem) turn = qv_item_new (turns->pdata[i]);

      g_list_store_append (items, turn);
    }
  edit = qv_run_end (clock, G_LIST_MODEL (items), now);
  return edit != NULL ? edit : set_moment (session, QV_SESSION_ENDED, _ ("End session"), now);
}

/**
 * qv_run_reopen:
 * @clock: a clock that has ended
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that opens the session again, paused at its last step
 */
QvEdit *
qv_run_reopen (const QvWorkshopClock *clock, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("Reopen session"));

  return finish (edit, qv_workshop_clock_reopen (clock, now, edit));
}

/**
 * qv_run_mend:
 * @clock: a clock, when its session is opened or another table's file came in
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that puts right what a computer's clock or two tables did,
 * see qv_workshop_clock_mend(); mostly %NULL
 */
QvEdit *
qv_run_mend (const QvWorkshopClock *clock, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("Put the clock right"));

  return finish (edit, qv_workshop_clock_mend (clock, now, edit));
}

/**
 * qv_run_get_turn:
 * @turns: (element-type QvSpeakingTurn): a session's speaking turns
 *
 * Returns: the turn that goes on, or %QV_ID_NONE
 */
QvId
qv_run_get_turn (GListModel *turns)
{
  g_autoptr (GPtrArray) records = list_records (turns);
  const QvRecord *latest = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *turn = records->pdata[i];

      if (!qv_record_is_deleted (turn) && qv_record_is_null (turn, QV_SPEAKING_TURN_ENDED) &&
          (latest == NULL || qv_record_get_int (turn, QV_SPEAKING_TURN_STARTED) >=
                                 qv_record_get_int (latest, QV_SPEAKING_TURN_STARTED)))
        latest = turn;
    }
  return latest != NULL ? latest->id : QV_ID_NONE;
}

/**
 * qv_run_speak:
 * @clock: the clock, whose present step the turn is in
 * @turns: (element-type QvSpeakingTurn): the session's speaking turns; the one that goes on ends
 * @helix: who speaks
 * @participant: the seat, or %QV_ID_NONE
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full): the edit that begins a speaking turn
 */
QvEdit *
qv_run_speak (const QvWorkshopClock *clock, GListModel *turns, QvHelix helix, QvId participant, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("Begin speaking turn"));
  QvRecord *turn = qv_record_new (QV_ENTITY_SPEAKING_TURN, qv_id_new ());
  QvClockReading reading;

  qv_workshop_clock_read (clock, now, &reading);
  end_turns (turns, now, edit);
  qv_record_set_int (turn, QV_SPEAKING_TURN_SESSION, edit->session);
  if (reading.step != QV_ID_NONE)
    qv_record_set_int (turn, QV_SPEAKING_TURN_STEP, reading.step);
  qv_record_set_text (turn, QV_SPEAKING_TURN_HELIX, qv_helix_to_word (helix));
  if (participant != QV_ID_NONE)
    qv_record_set_int (turn, QV_SPEAKING_TURN_PARTICIPANT, participant);
  qv_record_set_int (turn, QV_SPEAKING_TURN_STARTED, now);
  qv_edit_insert (edit, turn);
  return edit;
}

/**
 * qv_run_hush:
 * @clock: the clock
 * @turns: (element-type QvSpeakingTurn): the session's speaking turns
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (nullable): the edit that ends the turn that goes on
 */
QvEdit *
qv_run_hush (const QvWorkshopClock *clock, GListModel *turns, gint64 now)
{
  QvEdit *edit = begin (clock, _ ("End speaking turn"));

  return finish (edit, end_turns (turns, now, edit));
}
