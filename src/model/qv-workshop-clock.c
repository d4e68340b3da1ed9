/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the workshop's clock. All that it knows stands in the rows of the steps; see QvWorkshopClock. */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-workshop-clock-private.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define NEAR_PLAN (12 * G_TIME_SPAN_HOUR)
#define SHORTEST_BREAK_MS (5 * MINUTE_MS)

static gint64
parse_start (const QvRecord *session)
{
  const char *starts = qv_record_get_text (session, QV_SESSION_STARTS);
  g_autofree char *seconds = starts != NULL ? g_strconcat (starts, ":00", NULL) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = seconds != NULL ? g_date_time_new_from_iso8601 (seconds, zone) : NULL;

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

static gboolean
is_of_table (const QvRecord *step, QvId round_table)
{
  QvId table = qv_record_get_int (step, QV_STEP_ROUND_TABLE);

  return round_table == QV_ID_NONE || table == QV_ID_NONE || table == round_table;
}

/* With no table of its own, the clock follows the parallel track that takes longest. */
static gboolean
is_followed (const QvWorkshopClock *self, const QvRecord *step, QvId round_table)
{
  return round_table != QV_ID_NONE || qv_agenda_find (self->agenda, step->id)->is_main;
}

static int
find_present (GPtrArray *steps)
{
  gint64 latest = 0;
  int present = -1;

  for (guint i = 0; i < steps->len; i++)
    if (qv_record_get_int (steps->pdata[i], QV_STEP_ENTERED) > latest)
      {
        latest = qv_record_get_int (steps->pdata[i], QV_STEP_ENTERED);
        present = (int) i;
      }
  return present;
}

/**
 * qv_workshop_clock_new:
 * @session: the session
 * @steps: (element-type QvRecord): its steps, in any order
 * @round_table: the table whose clock it is: its own steps and those for all; or %QV_ID_NONE: all steps
 *
 * Returns: (transfer full): the clock as the rows say
 */
QvWorkshopClock *
qv_workshop_clock_new (const QvRecord *session, GPtrArray *steps, QvId round_table)
{
  QvWorkshopClock *self = g_new0 (QvWorkshopClock, 1);
  g_autoptr (GPtrArray) sorted = qv_agenda_sort (steps);

  self->session = qv_record_copy (session);
  self->agenda = qv_agenda_new (session, steps);
  self->planned_start = parse_start (session);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  self->line = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < sorted->len; i++)
    if (is_of_table (sorted->pdata[i], round_table))
      {
        if (is_followed (self, sorted->pdata[i], round_table))
          g_array_append_val (self->line, self->steps->len);
        g_ptr_array_add (self->steps, qv_record_copy (sorted->pdata[i]));
      }
  self->present = find_present (self->steps);
  return self;
}

void
qv_workshop_clock_free (QvWorkshopClock *self)
{
  qv_record_free (self->session);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->line);
  qv_agenda_free (self->agenda);
  g_free (self);
}

/**
 * qv_workshop_clock_get_session:
 * @self: a clock
 *
 * Returns: (transfer none): the session whose clock it is
 */
const QvRecord *
qv_workshop_clock_get_session (const QvWorkshopClock *self)
{
  return self->session;
}

/* Milliseconds; 0: no set length. */
gint64
_qv_workshop_clock_length (const QvRecord *step)
{
  gint64 minutes = qv_record_get_int (step, QV_STEP_MINUTES);
  gint64 extra = qv_record_get_int (step, QV_STEP_EXTRA);

  return CLAMP (minutes + extra, 0, 7 * 1440) * MINUTE_MS;
}

gboolean
_qv_workshop_clock_is_ended (const QvWorkshopClock *self)
{
  const QvRecord *step = self->present >= 0 ? self->steps->pdata[self->present] : NULL;

  return !qv_record_is_null (self->session, QV_SESSION_ENDED) ||
         (step != NULL && !qv_record_is_null (step, QV_STEP_ENDED) &&
          qv_record_is_null (step, QV_STEP_RUNNING));
}

/* Milliseconds. Two tables' rows, merged, may leave a second step running: it ran until the present one
 * began. */
gint64
_qv_workshop_clock_spent (const QvWorkshopClock *self, guint index, gint64 now)
{
  const QvRecord *step = self->steps->pdata[index];
  gint64 spent = MAX (0, qv_record_get_int (step, QV_STEP_SPENT));
  gint64 running = qv_record_get_int (step, QV_STEP_RUNNING);
  gint64 until = now;

  if (running == 0)
    return spent;
  if ((int) index != self->present && self->present >= 0)
    until = qv_record_get_int (self->steps->pdata[self->present], QV_STEP_ENTERED);
  else if (!qv_record_is_null (self->session, QV_SESSION_ENDED))
    until = qv_record_get_int (self->session, QV_SESSION_ENDED);
  return MIN (spent + CLAMP (until - running, 0, QV_CLOCK_MAX_STRETCH) / 1000, G_MAXINT32);
}

/**
 * qv_workshop_clock_get_spent:
 * @self: a clock
 * @step: id of a step
 * @now: microseconds since 1970 UTC
 *
 * Returns: milliseconds that the step has taken so far
 */
gint64
qv_workshop_clock_get_spent (const QvWorkshopClock *self, QvId step, gint64 now)
{
  guint index;

  return qv_record_find (self->steps, step, &index) != NULL ? _qv_workshop_clock_spent (self, index, now) : 0;
}

static gint64
find_first_start (const QvWorkshopClock *self)
{
  gint64 first = qv_record_get_int (self->session, QV_SESSION_STARTED);

  for (guint i = 0; i < self->steps->len; i++)
    {
      gint64 started = qv_record_get_int (self->steps->pdata[i], QV_STEP_STARTED);

      if (started > 0 && (first == 0 || started < first))
        first = started;
    }
  return first;
}

/* When the plan begins: as planned, or where that is another day, as it really began. */
static gint64
find_anchor (const QvWorkshopClock *self, gint64 now)
{
  gint64 started = self->present >= 0 ? find_first_start (self) : 0;

  if (self->planned_start == 0)
    return started > 0 ? started : now;
  if (started > 0)
    return ABS (started - self->planned_start) <= NEAR_PLAN ? self->planned_start : started;
  return now - self->planned_start > NEAR_PLAN ? now : self->planned_start;
}

static gint64
plan_to_time (const QvWorkshopClock *self, gint64 anchor, int minutes)
{
  return anchor + (minutes - self->agenda->starts) * G_TIME_SPAN_MINUTE;
}

/* A past step that began; the present step; or one to come, which moves @inout_time on. */
static QvClockSlot
make_slot (const QvWorkshopClock *self, guint index, gint64 anchor, gint64 now, gint64 *inout_time)
{
  const QvRecord *step = self->steps->pdata[index];
  const QvAgendaSlot *plan = qv_agenda_find (self->agenda, step->id);
  gint64 spent = _qv_workshop_clock_spent (self, index, now);
  gint64 started = qv_record_get_int (step, QV_STEP_STARTED);
  gboolean is_present = (int) index == self->present;
  gboolean is_over = !qv_record_is_null (step, QV_STEP_ENDED) || _qv_workshop_clock_is_ended (self);
  QvClockSlot slot = { step->id, QV_CLOCK_STEP_TO_COME, started, _qv_workshop_clock_length (step) };

  if ((int) index < self->present || (is_over && !is_present))
    {
      slot.state = started > 0 ? QV_CLOCK_STEP_DONE : QV_CLOCK_STEP_SKIPPED;
      if (started == 0)
        slot.starts = *inout_time;
      return slot;
    }
  if (is_present)
    slot.state = is_over ? QV_CLOCK_STEP_DONE : QV_CLOCK_STEP_PRESENT;
  else if (plan->is_pinned)
    *inout_time = MAX (*inout_time, plan_to_time (self, anchor, plan->starts));
  if (started == 0)
    slot.starts = *inout_time;
  if (!is_over)
    *inout_time += (MAX (0, slot.length - spent) + plan->wait * MINUTE_MS) * 1000;
  return slot;
}

static GArray *
list_slots (const QvWorkshopClock *self, gint64 anchor, gint64 now, gint64 *out_end)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (QvClockSlot));
  gint64 time = self->present >= 0 ? now : MAX (now, anchor);

  for (guint i = 0; i < self->line->len; i++)
    {
      QvClockSlot slot = make_slot (self, g_array_index (self->line, guint, i), anchor, now, &time);

      g_array_append_val (slots, slot);
    }
  *out_end = time;
  return slots;
}

/**
 * qv_clock_reading_format:
 * @reading: what the clock shows
 *
 * Returns: (transfer full): what is left of the step, or else how long it has been going on: "12:24",
 * "−00:40", "1:05:00"; "–" before the start and after the end
 */
char *
qv_clock_reading_format (const QvClockReading *reading)
{
  gint64 value = reading->length > 0 ? reading->remaining : reading->spent;
  gboolean is_over = value < 0;
  gint64 seconds = is_over ? -value / 1000 : (value + 999) / 1000;
  const char *sign = is_over ? "−" : "";

  if (reading->state == QV_WORKSHOP_NOT_STARTED || reading->state == QV_WORKSHOP_ENDED)
    return g_strdup ("–");
  if (seconds >= 3600)
    return g_strdup_printf ("%s%d:%02d:%02d", sign, (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));
  return g_strdup_printf ("%s%02d:%02d", sign, (int) (seconds / 60), (int) (seconds % 60));
}

/**
 * qv_workshop_clock_list:
 * @self: a clock
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (element-type QvClockSlot): the agenda as it went and will go
 */
GArray *
qv_workshop_clock_list (const QvWorkshopClock *self, gint64 now)
{
  gint64 end;

  return list_slots (self, find_anchor (self, now), now, &end);
}

static QvClockLevel
find_level (gint64 length, gint64 remaining)
{
  if (length == 0 || remaining * 5 > length)
    return QV_CLOCK_LEVEL_NORMAL;
  return remaining * 20 > length ? QV_CLOCK_LEVEL_ORANGE : QV_CLOCK_LEVEL_RED;
}

/* A workshop that is behind may shorten its next break, down to five minutes. */
static void
find_remedy (const QvWorkshopClock *self, GArray *slots, QvClockReading *reading)
{
  for (guint i = 0; reading->behind_minutes > 0 && i < slots->len; i++)
    {
      const QvClockSlot *slot = &g_array_index (slots, QvClockSlot, i);
      const QvRecord *step = self->steps->pdata[g_array_index (self->line, guint, i)];
      gint64 minutes = MIN (reading->behind_minutes, (slot->length - SHORTEST_BREAK_MS) / MINUTE_MS);

      if (slot->state == QV_CLOCK_STEP_TO_COME && minutes > 0 &&
          g_strcmp0 (qv_record_get_text (step, QV_STEP_METHOD), "break") == 0)
        {
          reading->remedy = slot->step;
          reading->remedy_minutes = (int) minutes;
          return;
        }
    }
}

static void
read_step (const QvWorkshopClock *self, gint64 now, QvClockReading *reading)
{
  const QvRecord *step = self->steps->pdata[self->present];
  gboolean is_running = !qv_record_is_null (step, QV_STEP_RUNNING);

  reading->step = step->id;
  reading->state = is_running ? QV_WORKSHOP_RUNNING : QV_WORKSHOP_PAUSED;
  for (guint i = 0; i < self->line->len; i++)
    if ((int) g_array_index (self->line, guint, i) <= self->present)
      reading->number = i + 1;
  reading->length = _qv_workshop_clock_length (step);
  reading->spent = _qv_workshop_clock_spent (self, (guint) self->present, now);
  reading->remaining = reading->length > 0 ? reading->length - reading->spent : 0;
  reading->level = find_level (reading->length, reading->remaining);
  reading->is_advance_due = is_running && reading->length > 0 && reading->remaining <= 0 &&
                            qv_record_get_int (self->session, QV_SESSION_AUTO_ADVANCE) != 0 &&
                            qv_workshop_clock_get_next (self) != QV_ID_NONE;
}

static gint64
find_real_end (const QvWorkshopClock *self)
{
  if (!qv_record_is_null (self->session, QV_SESSION_ENDED))
    return qv_record_get_int (self->session, QV_SESSION_ENDED);
  return qv_record_get_int (self->steps->pdata[self->present], QV_STEP_ENDED);
}

/**
 * qv_workshop_clock_read:
 * @self: a clock
 * @now: microseconds since 1970 UTC
 * @out_reading: (out caller-allocates): what it shows
 *
 * One stretch without a pause counts at most %QV_CLOCK_MAX_STRETCH: nobody was there any more.
 */
void
qv_workshop_clock_read (const QvWorkshopClock *self, gint64 now, QvClockReading *out_reading)
{
  gint64 anchor = find_anchor (self, now);
  g_autoptr (GArray) slots = NULL;

  *out_reading = (QvClockReading){ .n_steps = self->line->len };
  if (self->present >= 0)
    read_step (self, now, out_reading);
  if (_qv_workshop_clock_is_ended (self))
    {
      out_reading->state = QV_WORKSHOP_ENDED;
      out_reading->is_advance_due = FALSE;
    }
  slots = list_slots (self, anchor, now, &out_reading->end);
  out_reading->planned_end = plan_to_time (self, anchor, self->agenda->ends);
  if (out_reading->state == QV_WORKSHOP_ENDED)
    out_reading->end = find_real_end (self);
  /* On another day than planned, as when it is reopened, there is no plan to be behind. */
  out_reading->behind_minutes =
      ABS (out_reading->end - out_reading->planned_end) <= NEAR_PLAN
          ? (int) ((out_reading->end - out_reading->planned_end) / G_TIME_SPAN_MINUTE)
          : 0;
  if (out_reading->state != QV_WORKSHOP_ENDED)
    find_remedy (self, slots, out_reading);
}
