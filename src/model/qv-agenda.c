/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Start times of an agenda. They are computed wherever they are shown and stored nowhere, so that no change
 * of a length can leave a stale time behind. */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-agenda.h"

#include <string.h>

#define DAY 1440

/* What a table does while others do something else. */
typedef struct
{
  QvId table;
  int ends;
  guint last; /* its last slot */
} Track;

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const QvRecord *x = *(const QvRecord *const *) a;
  const QvRecord *y = *(const QvRecord *const *) b;
  gint64 p = qv_record_get_int (x, QV_STEP_POSITION);
  gint64 q = qv_record_get_int (y, QV_STEP_POSITION);

  return p != q ? (p > q) - (p < q) : (x->id > y->id) - (x->id < y->id);
}

/**
 * qv_agenda_sort:
 * @steps: (element-type QvRecord): the steps of a session
 *
 * Returns: (transfer container) (element-type QvRecord): those that are not deleted, in the order of the
 * agenda. Where two computers gave one position to two steps, the older step goes first.
 */
GPtrArray *
qv_agenda_sort (GPtrArray *steps)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < steps->len; i++)
    if (!qv_record_is_deleted (steps->pdata[i]))
      g_ptr_array_add (sorted, steps->pdata[i]);
  g_ptr_array_sort (sorted, compare_cb);
  return sorted;
}

/**
 * qv_agenda_parse_time:
 * @text: (nullable): "14:30" or "9:05"
 * @out_minutes: (out): minutes since midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean
qv_agenda_parse_time (const char *text, int *out_minutes)
{
  gsize digits = text != NULL ? strspn (text, "0123456789") : 0;
  gint64 hours;
  gint64 minutes;

  if (digits < 1 || digits > 2 || text[digits] != ':' || !g_ascii_isdigit (text[digits + 1]) ||
      !g_ascii_isdigit (text[digits + 2]) || text[digits + 3] != '\0')
    return FALSE;
  hours = g_ascii_strtoll (text, NULL, 10);
  minutes = g_ascii_strtoll (text + digits + 1, NULL, 10);
  if (hours > 23 || minutes > 59)
    return FALSE;
  *out_minutes = (int) (hours * 60 + minutes);
  return TRUE;
}

/**
 * qv_agenda_format_time:
 * @minutes: since midnight of some day, may be of the next or the day before
 *
 * Returns: (transfer full): the time of day, "14:30"
 */
char *
qv_agenda_format_time (int minutes)
{
  int time = ((minutes % DAY) + DAY) % DAY;

  return g_strdup_printf ("%02d:%02d", time / 60, time % 60);
}

static int
get_minutes (const QvRecord *step)
{
  return (int) CLAMP (qv_record_get_int (step, QV_STEP_MINUTES), 0, 7 * DAY);
}

/* The time of day @pin that is nearest to @expected: after midnight it is on the next day. */
static int
find_day (int pin, int expected)
{
  int day = (int) (((gint64) expected - pin + DAY / 2 + 1000 * DAY) / DAY) - 1000;

  return pin + day * DAY;
}

static int
add_slot (QvAgenda *self, const QvRecord *step, int expected)
{
  QvAgendaSlot slot = {
    .step = step->id, .starts = expected, .minutes = get_minutes (step), .is_main = TRUE
  };
  int pin;

  slot.round_table = qv_record_get_int (step, QV_STEP_ROUND_TABLE);
  slot.is_pinned = qv_agenda_parse_time (qv_record_get_text (step, QV_STEP_PINNED), &pin);
  if (slot.is_pinned && !self->has_start)
    {
      /* The first pinned step says when a session without a start begins. */
      self->has_start = TRUE;
      self->starts = pin < expected ? pin - expected + DAY * (1 + (expected - pin) / DAY) : pin - expected;
    }
  else if (slot.is_pinned)
    {
      slot.starts = find_day (pin, expected);
      slot.gap = MAX (0, slot.starts - expected);
      slot.clash = MAX (0, expected - slot.starts);
    }
  g_array_append_val (self->slots, slot);
  self->ends = MAX (self->ends, slot.starts + slot.minutes);
  return slot.starts + slot.minutes;
}

static Track *
find_track (GArray *tracks, QvId table, int starts)
{
  Track track = { table, starts, 0 };

  for (guint i = 0; i < tracks->len; i++)
    if (g_array_index (tracks, Track, i).table == table)
      return &g_array_index (tracks, Track, i);
  g_array_append_val (tracks, track);
  return &g_array_index (tracks, Track, tracks->len - 1);
}

/* Steps of single tables, from @first on. Returns the index after the last of them. */
static guint
add_tracks (QvAgenda *self, GPtrArray *steps, guint first, int *inout_time)
{
  g_autoptr (GArray) tracks = g_array_new (FALSE, FALSE, sizeof (Track));
  const Track *longest;
  guint i = first;

  for (; i < steps->len && !qv_record_is_null (steps->pdata[i], QV_STEP_ROUND_TABLE); i++)
    {
      QvId table = qv_record_get_int (steps->pdata[i], QV_STEP_ROUND_TABLE);
      Track *track = find_track (tracks, table, *inout_time);

      track->ends = add_slot (self, steps->pdata[i], track->ends);
      track->last = self->slots->len - 1;
    }
  longest = &g_array_index (tracks, Track, 0);
  for (guint j = 1; j < tracks->len; j++)
    if (g_array_index (tracks, Track, j).ends > longest->ends)
      longest = &g_array_index (tracks, Track, j);
  for (guint j = 0; j < tracks->len; j++)
    {
      const Track *track = &g_array_index (tracks, Track, j);

      g_array_index (self->slots, QvAgendaSlot, track->last).wait = longest->ends - track->ends;
    }
  for (guint j = first; j < i; j++)
    {
      QvAgendaSlot *slot = &g_array_index (self->slots, QvAgendaSlot, j);

      slot->is_main = slot->round_table == longest->table;
    }
  *inout_time = longest->ends;
  return i;
}

static void
lay_out (QvAgenda *self, GPtrArray *steps)
{
  int time = self->starts;

  g_array_set_size (self->slots, 0);
  self->ends = self->starts;
  for (guint i = 0; i < steps->len;)
    {
      if (!qv_record_is_null (steps->pdata[i], QV_STEP_ROUND_TABLE))
        i = add_tracks (self, steps, i, &time);
      else
        time = add_slot (self, steps->pdata[i++], time);
    }
}

static gboolean
parse_start (const QvRecord *session, int *out_minutes)
{
  const char *starts = qv_record_get_text (session, QV_SESSION_STARTS);

  return starts != NULL && strlen (starts) == strlen ("2026-05-28T14:00") &&
         qv_agenda_parse_time (starts + strlen ("2026-05-28T"), out_minutes);
}

/**
 * qv_agenda_new:
 * @session: the session
 * @steps: (element-type QvRecord): its steps, in any order
 *
 * Returns: (transfer full): the agenda with its times. What was given or taken during the session is not in
 * it: it is the plan.
 */
QvAgenda *
qv_agenda_new (const QvRecord *session, GPtrArray *steps)
{
  QvAgenda *self = g_new0 (QvAgenda, 1);
  g_autoptr (GPtrArray) sorted = qv_agenda_sort (steps);
  gboolean has_start;

  g_return_val_if_fail (session->entity == QV_ENTITY_SESSION, self);

  self->slots = g_array_new (FALSE, FALSE, sizeof (QvAgendaSlot));
  self->has_start = has_start = parse_start (session, &self->starts);
  lay_out (self, sorted);
  if (self->has_start && !has_start)
    lay_out (self, sorted);
  self->has_length = qv_record_get_int (session, QV_SESSION_MINUTES) > 0;
  if (self->has_length)
    self->spare =
        self->starts + (int) MIN (qv_record_get_int (session, QV_SESSION_MINUTES), 100 * DAY) - self->ends;
  return self;
}

void
qv_agenda_free (QvAgenda *self)
{
  g_clear_pointer (&self->slots, g_array_unref);
  g_free (self);
}

/**
 * qv_agenda_find:
 * @self: an agenda
 * @step: id of a step
 *
 * Returns: (nullable): when it is
 */
const QvAgendaSlot *
qv_agenda_find (const QvAgenda *self, QvId step)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_array_index (self->slots, QvAgendaSlot, i).step == step)
      return &g_array_index (self->slots, QvAgendaSlot, i);
  return NULL;
}

/**
 * qv_agenda_move:
 * @steps: (element-type QvRecord): the steps of a session, in any order
 * @from: place of a step in the order of the agenda, from 0
 * @to: place where it is to be
 * @edit: gets the changes
 *
 * Puts a step elsewhere. The steps between give each other their positions; no other row changes, so that two
 * tables that reorder different parts of one agenda do not meet.
 *
 * Returns: whether anything changes
 */
gboolean
qv_agenda_move (GPtrArray *steps, guint from, guint to, QvEdit *edit)
{
  g_autoptr (GPtrArray) sorted = qv_agenda_sort (steps);
  g_autofree gint64 *positions = g_new (gint64, sorted->len);
  guint n_before = edit->changes->len;

  g_return_val_if_fail (from < sorted->len && to < sorted->len, FALSE);

  for (guint i = 0; i < sorted->len; i++)
    positions[i] =
        MAX (qv_record_get_int (sorted->pdata[i], QV_STEP_POSITION), i > 0 ? positions[i - 1] + 1 : 1);
  g_ptr_array_insert (sorted, (int) to, g_ptr_array_steal_index (sorted, from));
  for (guint i = 0; i < sorted->len; i++)
    {
      const QvRecord *step = sorted->pdata[i];

      if (qv_record_get_int (step, QV_STEP_POSITION) != positions[i])
        qv_edit_set (edit, QV_ENTITY_STEP, step->id, QV_STEP_POSITION, qv_value_int (positions[i]));
    }
  return edit->changes->len > n_before;
}
