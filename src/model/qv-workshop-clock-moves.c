/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the workshop's clock changes when it is told to. Leaving a step for one that comes later ends it;
 * leaving it for an earlier one interrupts it, so that "next" comes back to it. */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-workshop-clock-private.h"

static const QvValue nothing = { QV_VALUE_NULL };

static void
set_step (QvEdit *edit, const QvRecord *step, guint field, QvValue value)
{
  if (qv_value_compare (&step->values[field], &value) != 0)
    qv_edit_set (edit, QV_ENTITY_STEP, step->id, field, value);
}

static void
set_session (const QvWorkshopClock *self, QvEdit *edit, guint field, QvValue value)
{
  if (qv_value_compare (&self->session->values[field], &value) != 0)
    qv_edit_set (edit, QV_ENTITY_SESSION, self->session->id, field, value);
}

static const QvRecord *
get_present (const QvWorkshopClock *self)
{
  return self->present >= 0 ? self->steps->pdata[self->present] : NULL;
}

static gboolean
is_running (const QvRecord *step)
{
  return !qv_record_is_null (step, QV_STEP_RUNNING);
}

static void
bank (const QvWorkshopClock *self, guint index, gint64 now, QvEdit *edit)
{
  set_step (edit, self->steps->pdata[index], QV_STEP_SPENT,
            qv_value_int (_qv_workshop_clock_spent (self, index, now)));
}

static void
stop (const QvWorkshopClock *self, guint index, gint64 now, QvEdit *edit)
{
  const QvRecord *step = self->steps->pdata[index];

  if (!is_running (step))
    return;
  bank (self, index, now, edit);
  set_step (edit, step, QV_STEP_RUNNING, nothing);
}

static void
stop_others (const QvWorkshopClock *self, int kept, gint64 now, QvEdit *edit)
{
  for (guint i = 0; i < self->steps->len; i++)
    if ((int) i != kept)
      stop (self, i, now, edit);
}

/* After the computer's clock was set back, "now" may lie before what the rows know. */
static gint64
find_entering (const QvWorkshopClock *self, gint64 now)
{
  const QvRecord *present = get_present (self);

  return present != NULL ? MAX (now, qv_record_get_int (present, QV_STEP_ENTERED) + 1) : now;
}

static void
end_step (const QvRecord *step, gint64 now, QvEdit *edit)
{
  if (qv_record_is_null (step, QV_STEP_ENDED))
    set_step (edit, step, QV_STEP_ENDED, qv_value_int (MAX (now, qv_record_get_int (step, QV_STEP_STARTED))));
}

static void
enter (const QvWorkshopClock *self, guint index, gint64 now, QvEdit *edit)
{
  const QvRecord *step = self->steps->pdata[index];
  const QvRecord *present = get_present (self);
  gboolean is_new = present != step;

  stop_others (self, (int) index, now, edit);
  if (present != NULL && (int) index > self->present)
    end_step (present, now, edit);
  if (is_new)
    set_step (edit, step, QV_STEP_ENTERED, qv_value_int (find_entering (self, now)));
  if (is_running (step) && (is_new || _qv_workshop_clock_is_ended (self)))
    bank (self, index, now, edit);
  if (!is_running (step) || is_new || _qv_workshop_clock_is_ended (self))
    set_step (edit, step, QV_STEP_RUNNING, qv_value_int (now));
  if (qv_record_is_null (step, QV_STEP_STARTED))
    set_step (edit, step, QV_STEP_STARTED, qv_value_int (now));
  set_step (edit, step, QV_STEP_ENDED, nothing);
  if (qv_record_is_null (self->session, QV_SESSION_STARTED))
    set_session (self, edit, QV_SESSION_STARTED, qv_value_int (now));
  set_session (self, edit, QV_SESSION_ENDED, nothing);
}

static int
find_index (const QvWorkshopClock *self, QvId step)
{
  guint index;

  return qv_record_find (self->steps, step, &index) != NULL ? (int) index : -1;
}

/**
 * qv_workshop_clock_get_next:
 * @self: a clock
 *
 * Returns: the step that "next" goes to: the first one before the start, then the first after the present one
 * that has not ended; or %QV_ID_NONE
 */
QvId
qv_workshop_clock_get_next (const QvWorkshopClock *self)
{
  for (guint i = 0; i < self->line->len; i++)
    {
      guint index = g_array_index (self->line, guint, i);
      const QvRecord *step = self->steps->pdata[index];

      if ((int) index > self->present && qv_record_is_null (step, QV_STEP_ENDED))
        return step->id;
    }
  return QV_ID_NONE;
}

/**
 * qv_workshop_clock_get_previous:
 * @self: a clock
 *
 * Returns: the step before the present one, or %QV_ID_NONE
 */
QvId
qv_workshop_clock_get_previous (const QvWorkshopClock *self)
{
  for (guint i = self->line->len; i > 0; i--)
    {
      guint index = g_array_index (self->line, guint, i - 1);

      if ((int) index < self->present)
        return ((const QvRecord *) self->steps->pdata[index])->id;
    }
  return QV_ID_NONE;
}

/**
 * qv_workshop_clock_go:
 * @self: a clock
 * @step: any step of this table, also one that has ended: it goes on from the time that it took
 * @now: microseconds since 1970 UTC
 * @edit: gets the changes
 *
 * Makes a step the present one, and the clock runs, whether it was paused, not started or ended.
 *
 * Returns: whether anything changes
 */
gboolean
qv_workshop_clock_go (const QvWorkshopClock *self, QvId step, gint64 now, QvEdit *edit)
{
  guint n_before = edit->changes->len;
  int index = find_index (self, step);

  if (index >= 0)
    enter (self, (guint) index, now, edit);
  return edit->changes->len > n_before;
}

/**
 * qv_workshop_clock_pause:
 * @self: a clock
 * @now: microseconds since 1970 UTC
 * @edit: gets the changes
 *
 * Returns: whether anything changes
 */
gboolean
qv_workshop_clock_pause (const QvWorkshopClock *self, gint64 now, QvEdit *edit)
{
  guint n_before = edit->changes->len;

  if (!_qv_workshop_clock_is_ended (self))
    stop_others (self, -1, now, edit);
  return edit->changes->len > n_before;
}

/**
 * qv_workshop_clock_resume:
 * @self: a clock that is paused
 * @now: microseconds since 1970 UTC
 * @edit: gets the changes
 *
 * Returns: whether anything changes
 */
gboolean
qv_workshop_clock_resume (const QvWorkshopClock *self, gint64 now, QvEdit *edit)
{
  const QvRecord *present = get_present (self);

  if (present == NULL || is_running (present) || _qv_workshop_clock_is_ended (self))
    return FALSE;
  set_step (edit, present, QV_STEP_RUNNING, qv_value_int (now));
  return TRUE;
}

/**
 * qv_workshop_clock_give:
 * @self: a clock
 * @step: a step, or %QV_ID_NONE for the present one
 * @minutes: to give, or below zero: to take
 * @edit: gets the changes
 *
 * A step that has a length keeps at least one minute.
 *
 * Returns: whether anything changes
 */
gboolean
qv_workshop_clock_give (const QvWorkshopClock *self, QvId step, int minutes, QvEdit *edit)
{
  int index = step == QV_ID_NONE ? self->present : find_index (self, step);
  const QvRecord *record = index >= 0 ? self->steps->pdata[index] : NULL;
  gint64 planned;
  gint64 extra;
  gint64 least;

  if (record == NULL)
    return FALSE;
  planned = qv_record_get_int (record, QV_STEP_MINUTES);
  extra = qv_record_get_int (record, QV_STEP_EXTRA);
  least = _qv_workshop_clock_length (record) > 0 ? 1 - planned : -planned;
  if (minutes == 0 || CLAMP (extra + minutes, least, 1440) == extra)
    return FALSE;
  set_step (edit, record, QV_STEP_EXTRA, qv_value_int (CLAMP (extra + minutes, least, 1440)));
  return TRUE;
}

/**
 * qv_workshop_clock_end:
 * @self: a clock
 * @now: microseconds since 1970 UTC
 * @edit: gets the changes
 *
 * Ends the workshop and the present step.
 *
 * Returns: whether anything changes
 */
gboolean
qv_workshop_clock_end (const QvWorkshopClock *self, gint64 now, QvEdit *edit)
{
  const QvRecord *present = get_present (self);

  if (present == NULL || _qv_workshop_clock_is_ended (self))
    return FALSE;
  stop_others (self, -1, now, edit);
  end_step (present, now, edit);
  set_session (self, edit, QV_SESSION_ENDED,
               qv_value_int (MAX (now, qv_record_get_int (self->session, QV_SESSION_STARTED))));
  return TRUE;
}

/**
 * qv_workshop_clock_reopen:
 * @self: a clock that has ended
 * @now: microseconds since 1970 UTC
 * @edit: gets the changes
 *
 * The workshop is at its last step again, paused: nothing runs in an empty room.
 *
 * Returns: whether anything changes
 */
gboolean
qv_workshop_clock_reopen (const QvWorkshopClock *self, gint64 now, QvEdit *edit)
{
  const QvRecord *present = get_present (self);

  if (!_qv_workshop_clock_is_ended (self))
    return FALSE;
  stop_others (self, -1, now, edit);
  if (present != NULL)
    set_step (edit, present, QV_STEP_ENDED, nothing);
  set_session (self, edit, QV_SESSION_ENDED, nothing);
  return TRUE;
}

/**
 * qv_workshop_clock_mend:
 * @self: a clock
 * @now: microseconds since 1970 UTC
 * @edit: gets the changes
 *
 * For when a session is opened. Where the computer's clock was set back since the step began, the clock would
 * stand still until the time comes again; it goes on from now. Where merged rows have two steps running, the
 * present one does.
 *
 * Returns: whether anything changes
 */
gboolean
qv_workshop_clock_mend (const QvWorkshopClock *self, gint64 now, QvEdit *edit)
{
  const QvRecord *present = get_present (self);
  guint n_before = edit->changes->len;

  stop_others (self, self->present, now, edit);
  if (present != NULL && qv_record_get_int (present, QV_STEP_RUNNING) > now)
    set_step (edit, present, QV_STEP_RUNNING, qv_value_int (now));
  return edit->changes->len > n_before;
}
