/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agenda and the workshop's clock, against values worked out by hand, and against a stop-watch of its own
 * that random gestures also press. */
#include "store-utils.h"

#include <string.h>

#include "qv-agenda.h"
#include "qv-run.h"
#include "qv-workshop-clock.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define T0 (G_GINT64_CONSTANT (1780000000) * G_USEC_PER_SEC)

/* A session in memory. */
typedef struct
{
  QvRecord *session;
  GPtrArray *steps;
} Room;

static void
clear_room (Room *room)
{
  qv_record_free (room->session);
  g_ptr_array_unref (room->steps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, clear_room)

static Room
make_room (const char *starts, int minutes)
{
  Room room = { qv_record_new (QV_ENTITY_SESSION, qv_id_new ()),
                g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free) };

  qv_record_set_text (room.session, QV_SESSION_TITLE, "Room");
  qv_record_set_text (room.session, QV_SESSION_STARTS, starts);
  if (minutes > 0)
    qv_record_set_int (room.session, QV_SESSION_MINUTES, minutes);
  return room;
}

static QvRecord *
add_step (Room *room, int minutes, const char *pinned, QvId table)
{
  QvRecord *step = qv_record_new (QV_ENTITY_STEP, qv_id_new ());

  qv_record_set_int (step, QV_STEP_SESSION, room->session->id);
  qv_record_set_int (step, QV_STEP_POSITION, room->steps->len + 1);
  qv_record_set_text (step, QV_STEP_TITLE, "Step");
  qv_record_set_int (step, QV_STEP_MINUTES, minutes);
  qv_record_set_text (step, QV_STEP_PINNED, pinned);
  if (table != QV_ID_NONE)
    qv_record_set_int (step, QV_STEP_ROUND_TABLE, table);
  g_ptr_array_add (room->steps, step);
  return step;
}

static QvId
get_id (Room *room, guint index)
{
  return ((QvRecord *) room->steps->pdata[index])->id;
}

static void
apply (Room *room, QvEdit *edit)
{
  for (guint i = 0; i < edit->changes->len; i++)
    {
      QvChange *change = &g_array_index (edit->changes, QvChange, i);
      QvRecord *record = change->entity == QV_ENTITY_SESSION ? room->session : NULL;

      g_assert_cmpint (change->type, ==, QV_CHANGE_SET);
      for (guint j = 0; record == NULL && j < room->steps->len; j++)
        if (get_id (room, j) == change->id)
          record = room->steps->pdata[j];
      g_assert_nonnull (record);
      qv_record_take (record, change->field, qv_value_copy (&change->value));
    }
}

static void
assert_slot (QvAgenda *agenda, guint index, const char *starts, int gap, int clash, int wait)
{
  const QvAgendaSlot *slot = &g_array_index (agenda->slots, QvAgendaSlot, index);
  g_autofree char *time = qv_agenda_format_time (slot->starts);

  g_assert_cmpstr (time, ==, starts);
  g_assert_cmpint (slot->gap, ==, gap);
  g_assert_cmpint (slot->clash, ==, clash);
  g_assert_cmpint (slot->wait, ==, wait);
}

static void
test_agenda_chain (void)
{
  const int lengths[] = { 10, 20, 35, 15, 40, 20, 30 };
  const char *const times[] = { "14:00", "14:10", "14:30", "15:05", "15:20", "16:00", "16:20" };
  g_auto (Room) room = make_room ("2026-05-28T14:00", 180);
  g_autoptr (QvAgenda) agenda = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    add_step (&room, lengths[i], NULL, QV_ID_NONE);
  agenda = qv_agenda_new (room.session, room.steps);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    assert_slot (agenda, i, times[i], 0, 0, 0);
  g_assert_cmpint (agenda->ends, ==, 16 * 60 + 50);
  g_assert_true (agenda->has_length);
  g_assert_cmpint (agenda->spare, ==, 10);
}

static void
test_agenda_pins (void)
{
  g_auto (Room) room = make_room ("2026-05-28T14:00", 0);
  g_autoptr (QvAgenda) agenda = NULL;

  add_step (&room, 20, NULL, QV_ID_NONE);
  add_step (&room, 30, "14:30", QV_ID_NONE);
  add_step (&room, 10, "14:45", QV_ID_NONE);
  add_step (&room, 5, NULL, QV_ID_NONE);
  agenda = qv_agenda_new (room.session, room.steps);
  assert_slot (agenda, 1, "14:30", 10, 0, 0);
  assert_slot (agenda, 2, "14:45", 0, 15, 0);
  assert_slot (agenda, 3, "14:55", 0, 0, 0);
  g_assert_cmpint (agenda->ends, ==, 15 * 60);
  g_assert_false (agenda->has_length);
}

static void
test_agenda_midnight (void)
{
  g_auto (Room) room = make_room ("2026-05-28T23:00", 120);
  g_autoptr (QvAgenda) agenda = NULL;

  add_step (&room, 50, NULL, QV_ID_NONE);
  add_step (&room, 10, "00:15", QV_ID_NONE);
  add_step (&room, 20, "00:20", QV_ID_NONE);
  agenda = qv_agenda_new (room.session, room.steps);
  assert_slot (agenda, 1, "00:15", 25, 0, 0);
  assert_slot (agenda, 2, "00:20", 0, 5, 0);
  g_assert_cmpint (agenda->ends, ==, 1440 + 40);
  g_assert_cmpint (agenda->spare, ==, 20);
}

static void
test_agenda_draft (void)
{
  g_auto (Room) room = make_room (NULL, 0);
  g_autoptr (QvAgenda) agenda = NULL;
  g_autoptr (QvAgenda) pinned = NULL;

  add_step (&room, 20, NULL, QV_ID_NONE);
  add_step (&room, 30, NULL, QV_ID_NONE);
  agenda = qv_agenda_new (room.session, room.steps);
  g_assert_false (agenda->has_start);
  assert_slot (agenda, 1, "00:20", 0, 0, 0);
  qv_record_set_text (room.steps->pdata[1], QV_STEP_PINNED, "00:05");
  pinned = qv_agenda_new (room.session, room.steps);
  g_assert_true (pinned->has_start);
  assert_slot (pinned, 0, "23:45", 0, 0, 0);
  assert_slot (pinned, 1, "00:05", 0, 0, 0);
}

static void
test_agenda_tables (void)
{
  g_auto (Room) room = make_room ("2026-05-28T09:00", 0);
  g_autoptr (QvAgenda) agenda = NULL;

  add_step (&room, 15, NULL, QV_ID_NONE);
  add_step (&room, 20, NULL, 71);
  add_step (&room, 30, NULL, 72);
  add_step (&room, 25, NULL, 71);
  add_step (&room, 40, "09:20", 73);
  add_step (&room, 10, NULL, QV_ID_NONE);
  agenda = qv_agenda_new (room.session, room.steps);
  assert_slot (agenda, 1, "09:15", 0, 0, 0);
  assert_slot (agenda, 2, "09:15", 0, 0, 15);
  assert_slot (agenda, 3, "09:35", 0, 0, 0);
  assert_slot (agenda, 4, "09:20", 5, 0, 0);
  assert_slot (agenda, 5, "10:00", 0, 0, 0);
  g_assert_true (g_array_index (agenda->slots, QvAgendaSlot, 1).is_main);
  g_assert_false (g_array_index (agenda->slots, QvAgendaSlot, 2).is_main);
  g_assert_true (g_array_index (agenda->slots, QvAgendaSlot, 3).is_main);
  g_assert_true (g_array_index (agenda->slots, QvAgendaSlot, 5).is_main);
  g_assert_cmpint (agenda->ends, ==, 10 * 60 + 10);
}

static void
test_agenda_times (void)
{
  const char *const bad[] = { "", "14", "14:", "14:5", "24:00", "14:60", "-1:00", "014:00", "14:300", "x" };
  int minutes;

  g_assert_false (qv_agenda_parse_time (NULL, &minutes));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (qv_agenda_parse_time (bad[i], &minutes));
  g_assert_true (qv_agenda_parse_time ("9:05", &minutes));
  g_assert_cmpint (minutes, ==, 545);
}

static void
test_agenda_move (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 300; round++)
    {
      g_auto (Room) room = make_room (NULL, 0);
      g_autoptr (QvEdit) edit = qv_edit_new ("Move step", QV_ID_NONE);
      g_autoptr (GPtrArray) order = NULL;
      g_autoptr (GPtrArray) after = NULL;
      guint n = (guint) g_rand_int_range (rand, 1, 9);
      guint from = (guint) g_rand_int_range (rand, 0, (gint32) n);
      guint to = (guint) g_rand_int_range (rand, 0, (gint32) n);
      gboolean is_tied = round % 3 == 0;

      for (guint i = 0; i < n; i++)
        qv_record_set_int (add_step (&room, 5, NULL, QV_ID_NONE), QV_STEP_POSITION,
                           is_tied ? g_rand_int_range (rand, 1, 5) : (gint64) (i + 1) * 2);
      order = qv_agenda_sort (room.steps);
      g_ptr_array_insert (order, (int) to, g_ptr_array_steal_index (order, from));
      qv_agenda_move (room.steps, from, to, edit);
      if (!is_tied)
        g_assert_cmpuint (edit->changes->len, ==, from == to ? 0 : MAX (from, to) - MIN (from, to) + 1);
      apply (&room, edit);
      after = qv_agenda_sort (room.steps);
      for (guint i = 0; i < n; i++)
        g_assert_true (after->pdata[i] == order->pdata[i]);
    }
}

static QvClockReading
read_at (Room *room, gint64 now)
{
  g_autoptr (QvWorkshopClock) clock = qv_workshop_clock_new (room->session, room->steps, QV_ID_NONE);
  QvClockReading reading;

  qv_workshop_clock_read (clock, now, &reading);
  return reading;
}

typedef QvEdit *(*Gesture) (const QvWorkshopClock *clock, gint64 now);

static gboolean
press (Room *room, Gesture gesture, gint64 now)
{
  g_autoptr (QvWorkshopClock) clock = qv_workshop_clock_new (room->session, room->steps, QV_ID_NONE);
  g_autoptr (QvEdit) edit = gesture (clock, now);

  if (edit != NULL)
    apply (room, edit);
  return edit != NULL;
}

static void
give (Room *room, QvId step, int minutes)
{
  g_autoptr (QvWorkshopClock) clock = qv_workshop_clock_new (room->session, room->steps, QV_ID_NONE);
  g_autoptr (QvEdit) edit = qv_run_give (clock, step, minutes);

  if (edit != NULL)
    apply (room, edit);
}

static QvEdit *
end (const QvWorkshopClock *clock, gint64 now)
{
  return qv_run_end (clock, NULL, now);
}

static void
go (Room *room, guint index, gint64 now)
{
  g_autoptr (QvWorkshopClock) clock = qv_workshop_clock_new (room->session, room->steps, QV_ID_NONE);
  g_autoptr (QvEdit) edit = qv_run_go (clock, get_id (room, index), now);

  if (edit != NULL)
    apply (room, edit);
}

/* The picture of the table: planned 14:00 to 16:25, the third step begun four minutes late. */
static void
test_clock_picture (void)
{
  const int lengths[] = { 10, 20, 30, 10, 35, 20, 20 };
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 5, 28, 14, 0, 0);
  gint64 start = g_date_time_to_unix (day) * G_USEC_PER_SEC;
  g_auto (Room) room = make_room ("2026-05-28T14:00", 145);
  QvClockReading reading;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    add_step (&room, lengths[i], NULL, QV_ID_NONE);
  qv_record_set_text (room.steps->pdata[3], QV_STEP_METHOD, "break");
  g_assert_cmpint (read_at (&room, start).state, ==, QV_WORKSHOP_NOT_STARTED);
  g_assert_cmpint (read_at (&room, start + 3 * MINUTE).behind_minutes, ==, 3);
  g_assert_cmpint (read_at (&room, start - 24 * 60 * MINUTE).behind_minutes, ==, 0);
  press (&room, qv_run_start, start);
  g_assert_false (press (&room, qv_run_start, start));
  press (&room, qv_run_next, start + 10 * MINUTE);
  press (&room, qv_run_next, start + 34 * MINUTE);

  reading = read_at (&room, start + 34 * MINUTE + 17 * MINUTE + 36 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (reading.state, ==, QV_WORKSHOP_RUNNING);
  g_assert_cmpint (reading.step, ==, get_id (&room, 2));
  g_assert_cmpuint (reading.number, ==, 3);
  g_assert_cmpuint (reading.n_steps, ==, 7);
  g_assert_cmpint (reading.remaining, ==, (12 * 60 + 24) * 1000);
  g_assert_cmpint (reading.behind_minutes, ==, 4);
  g_assert_cmpint (reading.planned_end, ==, start + 145 * MINUTE);
  g_assert_cmpint (reading.end, ==, start + 149 * MINUTE);
  g_assert_cmpint (reading.remedy, ==, get_id (&room, 3));
  g_assert_cmpint (reading.remedy_minutes, ==, 4);
  give (&room, reading.remedy, -reading.remedy_minutes);
  g_assert_cmpint (read_at (&room, start + 50 * MINUTE).behind_minutes, ==, 0);
}

static void
test_clock_levels (void)
{
  g_auto (Room) room = make_room (NULL, 0);
  QvClockReading reading;

  add_step (&room, 20, NULL, QV_ID_NONE);
  add_step (&room, 0, NULL, QV_ID_NONE);
  press (&room, qv_run_start, T0);
  g_assert_cmpint (read_at (&room, T0 + 16 * MINUTE - 1000).level, ==, QV_CLOCK_LEVEL_NORMAL);
  g_assert_cmpint (read_at (&room, T0 + 16 * MINUTE).level, ==, QV_CLOCK_LEVEL_ORANGE);
  g_assert_cmpint (read_at (&room, T0 + 19 * MINUTE - 1000).level, ==, QV_CLOCK_LEVEL_ORANGE);
  g_assert_cmpint (read_at (&room, T0 + 19 * MINUTE).level, ==, QV_CLOCK_LEVEL_RED);
  reading = read_at (&room, T0 + 22 * MINUTE);
  g_assert_cmpint (reading.level, ==, QV_CLOCK_LEVEL_RED);
  g_assert_cmpint (reading.remaining, ==, -2 * 60 * 1000);
  g_assert_false (reading.is_advance_due);
  qv_record_set_int (room.session, QV_SESSION_AUTO_ADVANCE, 1);
  g_assert_true (read_at (&room, T0 + 20 * MINUTE).is_advance_due);
  g_assert_false (read_at (&room, T0 + 20 * MINUTE - 1000).is_advance_due);
  give (&room, QV_ID_NONE, 5);
  reading = read_at (&room, T0 + 22 * MINUTE);
  g_assert_cmpint (reading.remaining, ==, 3 * 60 * 1000);
  g_assert_false (reading.is_advance_due);
  give (&room, QV_ID_NONE, -1000);
  g_assert_cmpint (read_at (&room, T0).length, ==, 60 * 1000);
  press (&room, qv_run_next, T0 + 30 * MINUTE);
  reading = read_at (&room, T0 + 90 * MINUTE);
  g_assert_cmpint (reading.length, ==, 0);
  g_assert_cmpint (reading.level, ==, QV_CLOCK_LEVEL_NORMAL);
  g_assert_false (reading.is_advance_due);
}

/* Going back interrupts; next returns to what was interrupted, and passes over what has ended. */
static void
test_clock_back (void)
{
  g_auto (Room) room = make_room (NULL, 0);
  QvClockReading reading;

  for (int i = 0; i < 4; i++)
    add_step (&room, 10, NULL, QV_ID_NONE);
  press (&room, qv_run_start, T0);
  press (&room, qv_run_next, T0 + 4 * MINUTE);
  press (&room, qv_run_next, T0 + 10 * MINUTE);
  go (&room, 0, T0 + 12 * MINUTE);
  reading = read_at (&room, T0 + 13 * MINUTE);
  g_assert_cmpint (reading.number, ==, 1);
  g_assert_cmpint (reading.spent, ==, 5 * 60 * 1000);
  g_assert_cmpint (reading.end, ==, T0 + (13 + 5 + 8 + 10) * MINUTE);
  press (&room, qv_run_next, T0 + 14 * MINUTE);
  reading = read_at (&room, T0 + 15 * MINUTE);
  g_assert_cmpint (reading.number, ==, 3);
  g_assert_cmpint (reading.spent, ==, 3 * 60 * 1000);
  g_assert_true (press (&room, qv_run_previous, T0 + 15 * MINUTE));
  g_assert_cmpint (read_at (&room, T0 + 15 * MINUTE).number, ==, 2);
}

static void
test_clock_end (void)
{
  g_auto (Room) room = make_room (NULL, 0);
  QvClockReading reading;

  add_step (&room, 10, NULL, QV_ID_NONE);
  add_step (&room, 10, NULL, QV_ID_NONE);
  press (&room, qv_run_start, T0);
  press (&room, qv_run_next, T0 + 8 * MINUTE);
  g_assert_false (press (&room, qv_run_next, T0 + 9 * MINUTE));
  g_assert_true (press (&room, end, T0 + 15 * MINUTE));
  g_assert_false (press (&room, end, T0 + 16 * MINUTE));
  reading = read_at (&room, T0 + 60 * MINUTE);
  g_assert_cmpint (reading.state, ==, QV_WORKSHOP_ENDED);
  g_assert_cmpint (reading.end, ==, T0 + 15 * MINUTE);
  g_assert_cmpint (reading.behind_minutes, ==, -5);
  g_assert_cmpint (reading.spent, ==, 7 * 60 * 1000);
  g_assert_false (press (&room, qv_run_toggle, T0 + 60 * MINUTE));
  g_assert_true (press (&room, qv_run_reopen, T0 + 60 * MINUTE));
  reading = read_at (&room, T0 + 61 * MINUTE);
  g_assert_cmpint (reading.state, ==, QV_WORKSHOP_PAUSED);
  g_assert_cmpint (reading.spent, ==, 7 * 60 * 1000);
  press (&room, end, T0 + 62 * MINUTE);
  go (&room, 0, T0 + 70 * MINUTE);
  reading = read_at (&room, T0 + 71 * MINUTE);
  g_assert_cmpint (reading.state, ==, QV_WORKSHOP_RUNNING);
  g_assert_cmpint (reading.spent, ==, 9 * 60 * 1000);
}

static void
test_clock_jumps (void)
{
  g_auto (Room) room = make_room (NULL, 0);
  QvClockReading reading;

  add_step (&room, 10, NULL, QV_ID_NONE);
  add_step (&room, 10, NULL, QV_ID_NONE);
  press (&room, qv_run_start, T0);
  reading = read_at (&room, T0 - 300 * MINUTE);
  g_assert_cmpint (reading.spent, ==, 0);
  g_assert_cmpint (reading.remaining, ==, 600 * 1000);
  press (&room, qv_run_next, T0 - 300 * MINUTE);
  reading = read_at (&room, T0 - 299 * MINUTE);
  g_assert_cmpint (reading.step, ==, get_id (&room, 1));
  g_assert_cmpint (reading.spent, ==, 60 * 1000);
  reading = read_at (&room, T0 + G_TIME_SPAN_DAY * 400);
  g_assert_cmpint (reading.spent, ==, 12 * 60 * 60 * 1000);
  g_assert_cmpint (reading.level, ==, QV_CLOCK_LEVEL_RED);

  g_assert_false (press (&room, qv_run_mend, T0));
  g_assert_true (press (&room, qv_run_mend, T0 - 400 * MINUTE));
  g_assert_cmpint (read_at (&room, T0 - 399 * MINUTE).spent, ==, 60 * 1000);
}

/* A table follows its own steps; with none, the longest track. */
static void
test_clock_tables (void)
{
  g_auto (Room) room = make_room (NULL, 0);
  const QvId tables[] = { 71, 72, QV_ID_NONE };
  const guint expected[] = { 1, 2, 2 };

  add_step (&room, 10, NULL, QV_ID_NONE);
  add_step (&room, 20, NULL, 71);
  add_step (&room, 30, NULL, 72);
  add_step (&room, 10, NULL, QV_ID_NONE);
  press (&room, qv_run_start, T0);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (QvWorkshopClock) clock = qv_workshop_clock_new (room.session, room.steps, tables[i]);
      g_autoptr (GArray) slots = qv_workshop_clock_list (clock, T0 + MINUTE);
      QvClockReading reading;

      qv_workshop_clock_read (clock, T0 + MINUTE, &reading);
      g_assert_cmpint (qv_workshop_clock_get_next (clock), ==, get_id (&room, expected[i]));
      g_assert_cmpint (reading.end, ==, T0 + 50 * MINUTE);
      g_assert_cmpint (reading.behind_minutes, ==, 0);
      g_assert_cmpuint (slots->len, ==, 3);
      g_assert_cmpint (g_array_index (slots, QvClockSlot, 2).starts, ==, T0 + 40 * MINUTE);
    }
}

static gint64
sum_spent (Room *room, gint64 now)
{
  g_autoptr (QvWorkshopClock) clock = qv_workshop_clock_new (room->session, room->steps, QV_ID_NONE);
  gint64 sum = 0;

  for (guint i = 0; i < room->steps->len; i++)
    sum += qv_workshop_clock_get_spent (clock, get_id (room, i), now);
  return sum;
}

static void
press_anything (Room *room, GRand *rand, gint64 now)
{
  const Gesture gestures[] = { qv_run_start,  qv_run_next,   qv_run_previous, qv_run_toggle,
                               qv_run_toggle, qv_run_reopen, qv_run_mend,     end };
  int what = g_rand_int_range (rand, 0, 12);

  if (what < (int) G_N_ELEMENTS (gestures))
    press (room, gestures[what], now);
  else if (what < 10)
    go (room, (guint) g_rand_int_range (rand, 0, (gint32) room->steps->len), now);
  else
    give (room, QV_ID_NONE, g_rand_boolean (rand) ? 5 : -5);
}

/* At most one step runs, and it is the present one. */
static void
assert_one_runs (Room *room, const QvClockReading *reading)
{
  guint n_running = 0;

  for (guint i = 0; i < room->steps->len; i++)
    if (!qv_record_is_null (room->steps->pdata[i], QV_STEP_RUNNING))
      {
        n_running++;
        g_assert_cmpint (get_id (room, i), ==, reading->step);
      }
  g_assert_cmpuint (n_running, ==, reading->state == QV_WORKSHOP_RUNNING ? 1 : 0);
}

static void
test_clock_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260528);

  for (int round = 0; round < 200; round++)
    {
      g_auto (Room) room = make_room (NULL, 0);
      gint64 now = T0;
      gint64 watch = 0; /* pressed by the state alone */

      for (int i = g_rand_int_range (rand, 1, 6); i > 0; i--)
        add_step (&room, g_rand_int_range (rand, 0, 30), NULL, QV_ID_NONE);
      for (int i = 0; i < 60; i++)
        {
          gint64 passed = g_rand_int_range (rand, 0, 600000);
          QvClockReading reading = read_at (&room, now);

          assert_one_runs (&room, &reading);
          now += passed * 1000;
          if (reading.state == QV_WORKSHOP_RUNNING)
            watch += passed;
          g_assert_cmpint (sum_spent (&room, now), ==, watch);
          press_anything (&room, rand, now);
          g_assert_cmpint (sum_spent (&room, now), ==, watch);
        }
    }
}

static QvWorkshopClock *
load_clock (Fixture *fixture, QvId session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record = qv_store_get_record (fixture->store, QV_ENTITY_SESSION, session, &error);
  g_autoptr (GPtrArray) steps =
      qv_store_list (fixture->store, QV_ENTITY_STEP, QV_STEP_SESSION, session, &error);

  g_assert_no_error (error);
  return qv_workshop_clock_new (record, steps, QV_ID_NONE);
}

static QvId
store_room (Fixture *fixture)
{
  g_auto (Room) room = make_room ("2026-05-28T14:00", 0);
  QvEdit *edit = qv_edit_new ("New session", QV_ID_NONE);
  QvId id = room.session->id;

  for (int i = 0; i < 4; i++)
    add_step (&room, 15, NULL, QV_ID_NONE);
  qv_edit_insert (edit, qv_record_copy (room.session));
  for (guint i = 0; i < room.steps->len; i++)
    qv_edit_insert (edit, qv_record_copy (room.steps->pdata[i]));
  fixture_apply (fixture, edit);
  return id;
}

/* What is on the disk tells the same after a restart, at any moment; undo brings all back. */
static void
test_clock_store (void)
{
  const Gesture gestures[] = { qv_run_start, qv_run_next, qv_run_toggle, qv_run_previous, qv_run_next, end };
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = store_room (fixture);
  g_autofree char *before = fixture_export (fixture, session);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (gestures); i++)
    {
      gint64 now = T0 + i * 7 * MINUTE;
      g_autoptr (QvWorkshopClock) clock = load_clock (fixture, session);
      g_autoptr (QvWorkshopClock) again = NULL;
      g_autoptr (QvWorkshopClock) restarted = NULL;
      QvEdit *edit = gestures[i](clock, now);
      QvClockReading here;
      QvClockReading there;

      g_assert_nonnull (edit);
      fixture_apply (fixture, edit);
      again = load_clock (fixture, session);
      qv_workshop_clock_read (again, now + MINUTE, &here);
      fixture_reopen (fixture);
      restarted = load_clock (fixture, session);
      qv_workshop_clock_read (restarted, now + MINUTE, &there);
      g_assert_cmpint (here.state, ==, there.state);
      g_assert_cmpint (here.step, ==, there.step);
      g_assert_cmpint (here.spent, ==, there.spent);
      g_assert_cmpint (here.remaining, ==, there.remaining);
      g_assert_cmpint (here.end, ==, there.end);
      g_assert_cmpint (here.behind_minutes, ==, there.behind_minutes);
    }
  for (guint i = 0; i < G_N_ELEMENTS (gestures); i++)
    {
      qv_store_undo (fixture->store, session, NULL, &error);
      g_assert_no_error (error);
    }
  after = fixture_export (fixture, session);
  g_assert_cmpstr (before, ==, after);
}

static GListModel *
watch (Fixture *fixture, QvEntity entity, QvId session)
{
  g_autoptr (GPtrArray) rows =
      qv_store_list (fixture->store, entity, (guint) qv_entity_get_info (entity)->session_field, session,
                     NULL);
  GListStore *items = g_list_store_new (QV_TYPE_ITEM);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (QvItem) item = qv_item_new (rows->pdata[i]);

      g_list_store_append (items, item);
    }
  return G_LIST_MODEL (items);
}

static void
test_turns (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = store_room (fixture);
  g_autoptr (QvWorkshopClock) clock = load_clock (fixture, session);
  g_autoptr (GListModel) none = watch (fixture, QV_ENTITY_SPEAKING_TURN, session);
  g_autoptr (GListModel) one = NULL;
  g_autoptr (GListModel) two = NULL;
  g_autoptr (GListModel) all = NULL;

  g_assert_null (qv_run_hush (clock, none, T0));
  g_assert_cmpint (qv_run_get_turn (none), ==, QV_ID_NONE);
  fixture_apply (fixture, qv_run_speak (clock, none, QV_HELIX_COMPANIES, QV_ID_NONE, T0));
  one = watch (fixture, QV_ENTITY_SPEAKING_TURN, session);
  fixture_apply (fixture, qv_run_speak (clock, one, QV_HELIX_RESIDENTS, QV_ID_NONE, T0 + MINUTE));
  two = watch (fixture, QV_ENTITY_SPEAKING_TURN, session);
  g_assert_cmpuint (g_list_model_get_n_items (two), ==, 2);
  fixture_apply (fixture, qv_run_hush (clock, two, T0 + 3 * MINUTE));
  all = watch (fixture, QV_ENTITY_SPEAKING_TURN, session);
  g_assert_cmpint (qv_run_get_turn (all), ==, QV_ID_NONE);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (QvItem) turn = g_list_model_get_item (all, i);
      gboolean is_first = g_str_equal (qv_item_get_text (turn, QV_SPEAKING_TURN_HELIX), "companies");

      g_assert_cmpint (qv_item_get_int (turn, QV_SPEAKING_TURN_STARTED), ==, is_first ? T0 : T0 + MINUTE);
      g_assert_cmpint (qv_item_get_int (turn, QV_SPEAKING_TURN_ENDED), ==,
                       is_first ? T0 + MINUTE : T0 + 3 * MINUTE);
    }
}

static void
test_steady (void)
{
  gint64 first = qv_clock_steady_now ();
  gint64 second = qv_clock_steady_now ();

  g_assert_cmpint (second, >=, first);
  g_assert_cmpint (ABS (second - g_get_real_time ()), <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/chain", test_agenda_chain);
  g_test_add_func ("/agenda/pins", test_agenda_pins);
  g_test_add_func ("/agenda/midnight", test_agenda_midnight);
  g_test_add_func ("/agenda/draft", test_agenda_draft);
  g_test_add_func ("/agenda/tables", test_agenda_tables);
  g_test_add_func ("/agenda/times", test_agenda_times);
  g_test_add_func ("/agenda/move", test_agenda_move);
  g_test_add_func ("/clock/picture", test_clock_picture);
  g_test_add_func ("/clock/levels", test_clock_levels);
  g_test_add_func ("/clock/back", test_clock_back);
  g_test_add_func ("/clock/end", test_clock_end);
  g_test_add_func ("/clock/jumps", test_clock_jumps);
  g_test_add_func ("/clock/tables", test_clock_tables);
  g_test_add_func ("/clock/random", test_clock_random);
  g_test_add_func ("/clock/store", test_clock_store);
  g_test_add_func ("/turns", test_turns);
  g_test_add_func ("/steady", test_steady);
  return g_test_run ();
}
