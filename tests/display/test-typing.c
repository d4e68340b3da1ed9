/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three hundred notes typed without a pause, by keys that go through the X server, while 35,000 territories
 * and a thousand notes are on the map: nothing typed is dropped or changes its place, and the main loop stays
 * free. With "-m perf" it is the benchmark of that. */
#include "config.h"

#include <string.h>

#include "qv-balance-cell.h"
#include "qv-capture.h"
#include "qv-filter-bar.h"
#include "qv-geometry.h"
#include "qv-map-view.h"
#include "qv-notes-panel.h"
#include "qv-session-view.h"
#include "qv-settings.h"
#include "qv-test-display.h"
#include "qv-test-program.h"
#include "qv-test-squares.h"
#include "qv-wording.h"

#define N_NOTES 300
#define N_BEFORE 1000
#define SEATS_PER_HELIX 4
#define N_ROUNDS 3 /* of the benchmark */
#define BAR_MS 50.0
#define CATCH_UP_MS 1000                              /* until all that counts notes says the same */
#define LONGEST_STALL (500 * G_TIME_SPAN_MILLISECOND) /* of the test, on a machine that does other things */
#define KINDS ".!>?="

static const char *const kind_words[] = { "observation", "problem", "opportunity", "challenge", "solution" };

typedef struct
{
  QvWindow *window;
  char *folder;
  char *library;
  QvId session;
  GPtrArray *texts;
  GPtrArray *lines;
  QvTestMeter opening;
  QvTestMeter typing;
  QvTestMeter placing;
} Typing;

static QvId
add_territories (QvEdit *edit)
{
  QvRecord *record = qv_test_add (edit, QV_ENTITY_LEVEL);
  QvId level = record->id;

  qv_record_set_text (record, QV_LEVEL_NAME, "squares");
  for (int i = 0; i < QV_TEST_N_SQUARES; i++)
    {
      g_autoptr (QvGeometry) geometry = qv_test_make_square (i);
      g_autofree char *code = g_strdup_printf ("S%05d", i);
      g_autofree char *name = g_strdup_printf ("Square %d", i);

      record = qv_test_add (edit, QV_ENTITY_TERRITORY);
      qv_record_set_int (record, QV_TERRITORY_LEVEL, level);
      qv_record_set_text (record, QV_TERRITORY_CODE, code);
      qv_record_set_text (record, QV_TERRITORY_NAME, name);
      qv_record_set_blob (record, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (geometry));
    }
  return level;
}

static QvId
add_session (QvEdit *edit, QvId level)
{
  QvRecord *record = qv_test_add (edit, QV_ENTITY_SESSION);
  QvId session = record->id;

  qv_record_set_text (record, QV_SESSION_TITLE, "Abitare");
  qv_record_set_int (record, QV_SESSION_LEVEL, level);
  for (int i = 0; i < 2; i++)
    {
      record = qv_test_add (edit, QV_ENTITY_STEP);
      qv_record_set_int (record, QV_STEP_SESSION, session);
      qv_record_set_text (record, QV_STEP_TITLE, "Round");
      qv_record_set_int (record, QV_STEP_MINUTES, 30);
      qv_record_set_int (record, QV_STEP_POSITION, i + 1);
    }
  for (int i = 0; i < QV_N_HELICES * SEATS_PER_HELIX; i++)
    {
      record = qv_test_add (edit, QV_ENTITY_PARTICIPANT);
      qv_record_set_int (record, QV_PARTICIPANT_SESSION, session);
      qv_record_set_text (record, QV_PARTICIPANT_HELIX,
                          qv_helix_to_word ((QvHelix) (i / SEATS_PER_HELIX + 1)));
      qv_record_set_int (record, QV_PARTICIPANT_SEAT, i % SEATS_PER_HELIX + 1);
    }
  return session;
}

static void
add_notes (QvEdit *edit, QvId session)
{
  gint64 now = g_get_real_time ();

  for (int i = 0; i < N_BEFORE; i++)
    {
      QvRecord *record = qv_test_add (edit, QV_ENTITY_NOTE);
      g_autoptr (QvGeometry) point =
          qv_geometry_new_point (i * 618 % 1000 / 1000.0, 44.2 + i * 755 % 800 / 1000.0);

      qv_record_set_int (record, QV_NOTE_SESSION, session);
      qv_record_set_text (record, QV_NOTE_HELIX, qv_helix_to_word ((QvHelix) (i % QV_N_HELICES + 1)));
      qv_record_set_text (record, QV_NOTE_KIND, kind_words[i % G_N_ELEMENTS (kind_words)]);
      qv_record_set_text (record, QV_NOTE_TEXT, "Said before, in as many words as a note mostly has");
      qv_record_set_int (record, QV_NOTE_SAID, now - G_TIME_SPAN_HOUR + i * G_TIME_SPAN_SECOND);
      if (i % 2 == 0)
        qv_record_set_blob (record, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (point));
    }
}

static void
make_library (Typing *typing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) store = qv_store_open (typing->library, QV_STORE_OPEN_DEFAULT, &error);
  QvEdit *edit = qv_edit_new ("Set up", QV_ID_NONE);

  g_assert_no_error (error);
  typing->session = add_session (edit, add_territories (edit));
  add_notes (edit, typing->session);
  qv_test_apply (store, edit);
  qv_store_close (store);
}

/* Words that no two notes share, with capitals, digits and signs, which need Shift. */
static char *
make_text (GRand *random, guint i)
{
  const char letters[] = "abcdefghilmnopqrstuvzABCDEFGHILMNOPQRSTUVZ0123456789,;:!?()%&+-=/\"'";
  guint n_words = (guint) g_rand_int_range (random, 3, 9);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "N%u", i + 1);
  for (guint j = 0; j < n_words; j++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 9);

      g_string_append_c (text, ' ');
      for (guint k = 0; k < n; k++)
        g_string_append_c (text, letters[g_rand_int_range (random, 0, (gint32) strlen (letters))]);
    }
  return g_string_free (text, FALSE);
}

static void
make_lines (Typing *typing)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (35000);

  typing->texts = g_ptr_array_new_with_free_func (g_free);
  typing->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_NOTES; i++)
    {
      char *text = make_text (random, i);

      g_ptr_array_add (typing->texts, text);
      g_ptr_array_add (typing->lines, g_strdup_printf ("%u%u%c%s", i % QV_N_HELICES + 1,
                                                       i / QV_N_HELICES % SEATS_PER_HELIX + 1,
                                                       KINDS[i % strlen (KINDS)], text));
    }
}

static gboolean
shows_territories (gpointer data)
{
  QvMapView *map = qv_test_get (((Typing *) data)->window, QV_TYPE_MAP_VIEW);

  return qv_map_view_get_territory_at (map, 0.5, 44.56) != QV_ID_NONE && qv_map_view_is_settled (map);
}

static gboolean
is_acknowledged (gpointer data)
{
  Typing *typing = data;
  QvCapture *capture = qv_test_get (typing->window, QV_TYPE_CAPTURE);

  return qv_session_view_get_n_unsaved (qv_test_get (typing->window, QV_TYPE_SESSION_VIEW)) == 0 &&
         g_str_has_prefix (qv_capture_get_status (capture), "Saved") &&
         qv_test_ask (typing->library, "SELECT count (*) FROM note") >= N_BEFORE + N_NOTES;
}

/* What is counted in the tooltips "NAME: NUMBER…" of @widget and those below, by name. */
static void
add_told (GtkWidget *widget, GHashTable *told)
{
  g_autofree char *text = g_strdup (gtk_widget_get_tooltip_text (widget));
  char *colon = text != NULL ? strstr (text, ": ") : NULL;

  if (colon != NULL && g_ascii_isdigit (colon[2]))
    {
      *colon = '\0';
      g_hash_table_insert (told, g_strdup (text), GINT_TO_POINTER (atoi (colon + 2)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_told (child, told);
}

/* That @widget tells @n of each of the four helices. */
static gboolean
tells_helices (GtkWidget *widget, int n)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_right = TRUE;

  add_told (widget, told);
  for (int i = 1; i <= QV_N_HELICES; i++)
    is_right =
        is_right && GPOINTER_TO_INT (g_hash_table_lookup (told, qv_helix_get_title ((QvHelix) i))) == n;
  return is_right;
}

/* Of the notes that were typed, which lie in one place. */
static int
count_on_map (Typing *typing)
{
  QvMapView *map = qv_test_get (typing->window, QV_TYPE_MAP_VIEW);
  sqlite3_stmt *stmt = qv_test_query (typing->library, "SELECT id FROM note WHERE territory IS NOT NULL");
  GdkRectangle bounds;
  int n = 0;

  while (sqlite3_step (stmt) == SQLITE_ROW)
    n += qv_map_view_get_note_bounds (map, sqlite3_column_int64 (stmt, 0), &bounds);
  qv_test_end_query (stmt);
  return n;
}

/* The strip of the helices, the filters, the list and the map, beside what is on the disk. */
static gboolean
all_tell_the_same (gpointer data)
{
  Typing *typing = data;
  const int n_all = N_BEFORE + N_NOTES;
  GtkWidget *strip = gtk_widget_get_parent (qv_test_get (typing->window, QV_TYPE_BALANCE_CELL));
  gboolean strip_is_right = tells_helices (strip, n_all / QV_N_HELICES);
  gboolean filters_are_right =
      tells_helices (qv_test_get (typing->window, QV_TYPE_FILTER_BAR), n_all / QV_N_HELICES);
  int n_rows = (int) qv_test_count_notes (qv_test_get (typing->window, QV_TYPE_NOTES_PANEL));
  int n_on_map = count_on_map (typing);

  g_test_message ("the strip is %s, the filters are %s; %d rows, %d on the map",
                  strip_is_right ? "right" : "behind", filters_are_right ? "right" : "behind", n_rows,
                  n_on_map);
  return strip_is_right && filters_are_right && n_rows == n_all && n_on_map == N_NOTES;
}

/* As they were typed, one after the other, each with who said it. */
static void
assert_written (Typing *typing)
{
  sqlite3_stmt *stmt = qv_test_query (typing->library, "SELECT text, note.helix, kind, seat, t.name FROM note"
                                                       " JOIN participant ON participant.id = note.author"
                                                       " JOIN territory t ON t.id = note.territory"
                                                       " WHERE note.deleted = 0 ORDER BY said");

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==,
                       g_ptr_array_index (typing->texts, i));
      g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 1), ==,
                       qv_helix_to_word ((QvHelix) (i % QV_N_HELICES + 1)));
      g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 2), ==,
                       kind_words[i % G_N_ELEMENTS (kind_words)]);
      g_assert_cmpint (sqlite3_column_int (stmt, 3), ==, i / QV_N_HELICES % SEATS_PER_HELIX + 1);
      g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 4), ==, "Square 17600");
    }
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  qv_test_end_query (stmt);
}

static void
open_session (Typing *typing)
{
  qv_test_meter_start (&typing->opening);
  gtk_widget_activate_action (GTK_WIDGET (typing->window), "win.open-session", "x", (gint64) typing->session);
  qv_test_wait_for_session (typing->window);
  g_assert_true (qv_test_wait (shows_territories, typing, 60000));
  qv_test_spin (1500);
  qv_test_meter_stop (&typing->opening);
}

/* The place by its name, which stays for all notes. */
static void
choose_place (Typing *typing)
{
  qv_capture_focus_entry (qv_test_get (typing->window, QV_TYPE_CAPTURE));
  qv_test_press ("F8 ctrl+l");
  qv_test_spin (400);
  qv_test_meter_start (&typing->placing);
  qv_test_type ("Square 17600");
  qv_test_spin (400);
  qv_test_meter_stop (&typing->placing);
  qv_test_press ("Return");
  qv_test_spin (400);
}

static void
type (QvApplication *application, gpointer data)
{
  Typing *typing = data;

  typing->window = qv_test_wait_for_library (application);
  open_session (typing);
  qv_test_give_keyboard (GTK_WIDGET (typing->window));
  choose_place (typing);
  qv_test_meter_start (&typing->typing);
  qv_test_type_lines (typing->lines);
  qv_test_meter_stop (&typing->typing);
  g_assert_true (qv_test_wait (is_acknowledged, typing, 60000));
  g_assert_true (qv_test_wait (all_tell_the_same, typing, CATCH_UP_MS));
  qv_test_screenshot ("typing");
  assert_written (typing);
  gtk_window_close (GTK_WINDOW (typing->window));
}

static void
run_round (Typing *typing)
{
  g_autoptr (GSettings) settings = qv_settings_new ();
  g_autoptr (GError) error = NULL;

  typing->folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error);
  g_assert_no_error (error);
  typing->library = g_build_filename (typing->folder, "library.qvlibrary", NULL);
  make_library (typing);
  make_lines (typing);
  g_settings_set (settings, "window-size", "(ii)", 1366, 768);
  qv_test_run_application (typing->library, type, typing);
  qv_test_remove_folder (typing->folder);
  g_ptr_array_unref (typing->texts);
  g_ptr_array_unref (typing->lines);
  g_free (typing->folder);
  g_free (typing->library);
}

static double
to_ms (gint64 microseconds)
{
  return (double) microseconds / G_TIME_SPAN_MILLISECOND;
}

static void
report (const char *name, gint64 longest, gint64 longest_busy)
{
  double stall = to_ms (longest);

  g_print ("{\"name\": \"%s\", \"notes\": %d, \"territories\": %d, \"longest_stall_ms\": %.1f, "
           "\"longest_busy_ms\": %.1f, \"bar_ms\": %.0f, \"ratio\": %.3f, \"bar\": 1.0, \"ok\": %s}\n",
           name, N_BEFORE + N_NOTES, QV_TEST_N_SQUARES, stall, to_ms (longest_busy), BAR_MS, stall / BAR_MS,
           stall <= BAR_MS ? "true" : "false");
}

static void
keep_best (QvTestMeter *best, const QvTestMeter *meter)
{
  best->longest = best->longest > 0 ? MIN (best->longest, meter->longest) : meter->longest;
  best->longest_busy =
      best->longest_busy > 0 ? MIN (best->longest_busy, meter->longest_busy) : meter->longest_busy;
}

static void
test_typing (void)
{
  QvTestMeter opening = { 0 }, placing = { 0 }, typed = { 0 };

  for (guint i = 0; i < (g_test_perf () ? N_ROUNDS : 1); i++)
    {
      Typing typing = { 0 };

      run_round (&typing);
      g_test_message ("longest stalls of the main loop, at work: opening %.1f ms, %.1f ms; place %.1f ms, "
                      "%.1f ms; typing %.1f ms, %.1f ms",
                      to_ms (typing.opening.longest), to_ms (typing.opening.longest_busy),
                      to_ms (typing.placing.longest), to_ms (typing.placing.longest_busy),
                      to_ms (typing.typing.longest), to_ms (typing.typing.longest_busy));
      keep_best (&opening, &typing.opening);
      keep_best (&placing, &typing.placing);
      keep_best (&typed, &typing.typing);
    }
  if (g_test_perf ())
    {
      report ("typing-stall", typed.longest, typed.longest_busy);
      report ("typing-place-stall", placing.longest, placing.longest_busy);
      report ("opening-stall", opening.longest, opening.longest_busy);
    }
  g_assert_cmpint (typed.longest_busy, <, LONGEST_STALL);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/typing/three-hundred-notes", test_typing);
  return g_test_run ();
}
