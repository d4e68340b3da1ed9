/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program is killed in the middle of a step and started again: the clock has gone on, the note that was
 * being written stands in the entry, and all is looked at as before. What the second program believes is seen
 * in what it does: in the rows that it writes, and on the screen.
 */
#include "config.h"

#include <X11/Xutil.h>
#include <gdk/x11/gdkx.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>

#include "qv-capture.h"
#include "qv-geometry.h"
#include "qv-test-display.h"
#include "qv-test-program.h"
#include "qv-test-squares.h"

#define WIDTH 1366
#define HEIGHT 768
#define WORDS "Sotto i portici manca la luce"
#define PLACE "Borgo 201"
#define SAME 0.02  /* share of the screen that may differ: the clock, the line below the entry */
#define OTHER 0.05 /* at least, between two views */

typedef struct
{
  char *folder;
  char *library;
  QvId session;
  QvId place;
  QvId seat;
  GSubprocess *program;
} Crash;

typedef struct
{
  Crash *crash;
  const char *word;
} Kept;

/* Sixteen squares in the corner of the layer. */
static QvId
add_territories (Crash *crash, QvEdit *edit)
{
  QvRecord *level = qv_test_add (edit, QV_ENTITY_LEVEL);

  qv_record_set_text (level, QV_LEVEL_NAME, "borghi");
  for (int i = 0; i < 16; i++)
    {
      int index = i / 4 * QV_TEST_SQUARE_COLUMNS + i % 4;
      g_autoptr (QvGeometry) geometry = qv_test_make_square (index);
      g_autofree char *name = g_strdup_printf ("Borgo %d", index);
      QvRecord *territory = qv_test_add (edit, QV_ENTITY_TERRITORY);

      qv_record_set_int (territory, QV_TERRITORY_LEVEL, level->id);
      qv_record_set_text (territory, QV_TERRITORY_CODE, name);
      qv_record_set_text (territory, QV_TERRITORY_NAME, name);
      qv_record_set_blob (territory, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (geometry));
      if (g_str_equal (name, PLACE))
        crash->place = territory->id;
    }
  return level->id;
}

static void
add_people_and_steps (Crash *crash, QvEdit *edit)
{
  for (int i = 0; i < QV_N_HELICES * 2; i++)
    {
      QvRecord *seat = qv_test_add (edit, QV_ENTITY_PARTICIPANT);

      qv_record_set_int (seat, QV_PARTICIPANT_SESSION, crash->session);
      qv_record_set_text (seat, QV_PARTICIPANT_HELIX, qv_helix_to_word ((QvHelix) (i / 2 + 1)));
      qv_record_set_int (seat, QV_PARTICIPANT_SEAT, i % 2 + 1);
      crash->seat = seat->id; /* the last: residents, seat 2 */
    }
  for (int i = 0; i < 3; i++)
    {
      QvRecord *step = qv_test_add (edit, QV_ENTITY_STEP);

      qv_record_set_int (step, QV_STEP_SESSION, crash->session);
      qv_record_set_int (step, QV_STEP_POSITION, i + 1);
      qv_record_set_text (step, QV_STEP_TITLE, "Giro di parola");
      qv_record_set_int (step, QV_STEP_MINUTES, 20);
    }
}

static void
make_library (Crash *crash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) store = NULL;
  QvEdit *edit = qv_edit_new ("Set up", QV_ID_NONE);
  QvRecord *session, *note;
  QvId level;

  crash->folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error);
  crash->library = g_build_filename (crash->folder, "library.qvlibrary", NULL);
  store = qv_store_open (crash->library, QV_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  level = add_territories (crash, edit);
  session = qv_test_add (edit, QV_ENTITY_SESSION);
  crash->session = session->id;
  qv_record_set_text (session, QV_SESSION_TITLE, "Abitare");
  qv_record_set_int (session, QV_SESSION_LEVEL, level);
  add_people_and_steps (crash, edit);
  note = qv_test_add (edit, QV_ENTITY_NOTE);
  qv_record_set_int (note, QV_NOTE_SESSION, crash->session);
  qv_record_set_text (note, QV_NOTE_HELIX, "research");
  qv_record_set_text (note, QV_NOTE_KIND, "observation");
  qv_record_set_text (note, QV_NOTE_TEXT, "Prima");
  qv_record_set_int (note, QV_NOTE_SAID, g_get_real_time ());
  qv_test_apply (store, edit);
  qv_store_close (store);
}

static void
clear_crash (Crash *crash)
{
  qv_test_remove_folder (crash->folder);
  g_free (crash->folder);
  g_free (crash->library);
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
}

/* The first time it is told what to open; afterwards it has to know. */
static void
start (Crash *crash, gboolean is_first)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "..", "..", "src", "app", "quadrivio", NULL);
  g_autofree char *id = g_strdup_printf ("%" PRId64, crash->session);
  const char *argv[] = { path, "--library", crash->library, is_first ? "--session" : NULL, id, NULL };
  const char *const focus[] = { "timeout",       "60",      "xdotool",   "search",      "--sync",
                                "--onlyvisible", "--class", "quadrivio", "windowfocus", NULL };
  g_autoptr (GError) error = NULL;

  crash->program = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  run (focus);
}

static void
kill_program (Crash *crash)
{
  g_autoptr (GSubprocess) program = g_steal_pointer (&crash->program);

  g_subprocess_send_signal (program, SIGKILL);
  g_assert_true (g_subprocess_wait (program, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (program));
}

static gboolean
is_kept (gpointer data)
{
  Kept *kept = data;
  g_autofree char *path = g_strconcat (kept->crash->library, "-view", NULL);
  g_autofree char *content = NULL;

  return g_file_get_contents (path, &content, NULL, NULL) && strstr (content, kept->word) != NULL;
}

static void
wait_until_kept (Crash *crash, const char *word)
{
  Kept kept = { crash, word };

  g_assert_true (qv_test_wait (is_kept, &kept, 20000));
}

static gboolean
is_running (gpointer data)
{
  return qv_test_ask (((Crash *) data)->library, "SELECT running FROM step WHERE position = 1") > 0;
}

static gboolean
is_paused (gpointer data)
{
  return !is_running (data);
}

static gboolean
has_note (gpointer data)
{
  return qv_test_ask (((Crash *) data)->library, "SELECT id FROM note WHERE text = '" WORDS "'") > 0;
}

static XImage *
look (void)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());

  return XGetImage (display, DefaultRootWindow (display), 0, 0, WIDTH, HEIGHT, AllPlanes, ZPixmap);
}

/* The share of pixels that differ, below the header with its undo buttons. */
static double
compare (XImage *one, XImage *other)
{
  guint n = 0;

  for (int y = 60; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += XGetPixel (one, x, y) != XGetPixel (other, x, y);
  return (double) n / (WIDTH * (HEIGHT - 60));
}

static gboolean
looks_like (gpointer data)
{
  XImage *now = look ();
  gboolean is_same = compare (now, data) < SAME;

  XDestroyImage (now);
  return is_same;
}

static void
wait_for_look (XImage *before)
{
  g_assert_true (qv_test_wait (looks_like, before, 20000));
}

static void
assert_other (XImage *one, XImage *other)
{
  g_assert_cmpfloat (compare (one, other), >, OTHER);
}

static void
click (int x, int y)
{
  g_autofree char *x_text = g_strdup_printf ("%d", x);
  g_autofree char *y_text = g_strdup_printf ("%d", y);
  const char *const argv[] = { "xdotool", "mousemove", x_text, y_text, "sleep", "0.1", "click", "1", NULL };

  run (argv);
  qv_test_spin (1200);
}

/* Clicks along a line of the screen until what was wanted is so. */
static void
click_until_kept (Crash *crash, int from, int to, int y, const char *word)
{
  Kept kept = { crash, word };

  for (int x = from; x <= to && !is_kept (&kept); x += 24)
    click (x, y);
  g_assert_true (is_kept (&kept));
}

/* A note in the middle of being written, the clock running, the map near one corner, the agenda open. */
static void
work (Crash *crash)
{
  qv_test_press ("F8");
  g_assert_true (qv_test_wait (is_running, crash, 10000));
  qv_test_press ("ctrl+l");
  qv_test_spin (600);
  qv_test_type (PLACE);
  qv_test_spin (600);
  qv_test_press ("Return");
  qv_test_spin (300);
  qv_test_press ("4 2 exclam");
  qv_test_type (WORDS);
  qv_test_press ("F9 F6 F6");
  qv_test_press ("plus plus plus plus Right Right Right Up Up F6");
  wait_until_kept (crash, "'map': <(");
  qv_test_spin (2500);
}

/* What the second program writes when Enter is pressed is what the first was told. */
static void
assert_draft (Crash *crash)
{
  qv_test_press ("Return");
  g_assert_true (qv_test_wait (has_note, crash, 10000));
  g_assert_cmpint (qv_test_ask (crash->library,
                                "SELECT author FROM note WHERE text = '" WORDS "' AND helix = 'residents'"
                                " AND kind = 'problem' AND deleted = 0"),
                   ==, crash->seat);
  g_assert_cmpint (qv_test_ask (crash->library, "SELECT territory FROM note WHERE text = '" WORDS "'"), ==,
                   crash->place);
}

/* Pausing writes down how long the step took: the time while nobody ran counts too. */
static void
assert_clock (Crash *crash, gint64 started)
{
  gint64 before = g_get_real_time ();
  gint64 spent;

  qv_test_press ("F8");
  g_assert_true (qv_test_wait (is_paused, crash, 10000));
  spent = qv_test_ask (crash->library, "SELECT spent FROM step WHERE position = 1") * 1000;
  g_assert_cmpint (spent, >=, before - started - G_USEC_PER_SEC / 2);
  g_assert_cmpint (spent, <=, g_get_real_time () - started + G_USEC_PER_SEC / 2);
}

static void
test_table (void)
{
  Crash crash = { 0 };
  XImage *plain, *before;
  gint64 started;

  make_library (&crash);
  start (&crash, TRUE);
  wait_until_kept (&crash, "open=");
  qv_test_spin (2500);
  plain = look ();
  work (&crash);
  started = qv_test_ask (crash.library, "SELECT running FROM step WHERE position = 1");
  before = look ();
  assert_other (plain, before);
  qv_test_screenshot ("crash-before");
  kill_program (&crash);
  g_assert_false (looks_like (before));
  qv_test_spin (3000);

  start (&crash, FALSE);
  wait_for_look (before);
  qv_test_screenshot ("crash-after");
  assert_clock (&crash, started);
  assert_draft (&crash);
  kill_program (&crash);
  XDestroyImage (plain);
  XDestroyImage (before);
  clear_crash (&crash);
}

static void
test_pages (void)
{
  Crash crash = { 0 };
  XImage *plain, *list, *vote;

  make_library (&crash);
  start (&crash, TRUE);
  wait_until_kept (&crash, "open=");
  qv_test_spin (2500);
  plain = look ();
  click_until_kept (&crash, 920, 1016, 116, "'shown-as': <'list'>");
  list = look ();
  assert_other (plain, list);
  kill_program (&crash);

  start (&crash, FALSE);
  wait_for_look (list);
  qv_test_screenshot ("crash-list");
  qv_test_press ("ctrl+3");
  wait_until_kept (&crash, "'page': <'vote'>");
  qv_test_spin (1200);
  vote = look ();
  assert_other (list, vote);
  wait_until_kept (&crash, "open=");
  kill_program (&crash);

  start (&crash, FALSE);
  wait_for_look (vote);
  qv_test_screenshot ("crash-vote");
  kill_program (&crash);
  XDestroyImage (plain);
  XDestroyImage (list);
  XDestroyImage (vote);
  clear_crash (&crash);
}

typedef struct
{
  Crash *crash;
  gboolean is_expected;
} Recovery;

static gboolean
says_recovered (gpointer data)
{
  GtkWidget *capture = qv_test_find (data, QV_TYPE_CAPTURE);

  return capture != NULL &&
         g_str_has_prefix (qv_capture_get_status (QV_CAPTURE (capture)), "Recovered; last note ");
}

static void
recover (QvApplication *application, gpointer data)
{
  const Recovery *recovery = data;
  QvWindow *window = qv_test_wait_for_library (application);

  if (recovery->is_expected)
    {
      g_autofree char *path = g_strconcat (recovery->crash->library, "-view", NULL);
      g_autofree char *content = NULL;

      g_assert_true (qv_test_wait (says_recovered, window, 10000));
      /* If it were opening this session that ends the program, the next start would not open it again. */
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_null (strstr (content, "open="));
    }
  else
    qv_test_spin (500);
  g_assert_cmpint (qv_window_get_session (window), ==,
                   recovery->is_expected ? recovery->crash->session : QV_ID_NONE);
  gtk_window_close (GTK_WINDOW (window));
}

static void
run_recovery (Crash *crash, gboolean is_expected)
{
  Recovery recovery = { .crash = crash, .is_expected = is_expected };

  qv_test_run_application (crash->library, recover, &recovery);
}

/* After a crash it says so; after an orderly end the library is shown, whatever was open. */
static void
test_sentence (void)
{
  Crash crash = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;

  make_library (&crash);
  path = g_strconcat (crash.library, "-view", NULL);
  content = g_strdup_printf ("[window]\nopen=%" PRId64 "\n", crash.session);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  run_recovery (&crash, TRUE);
  run_recovery (&crash, FALSE);
  /* What cannot be read is as if it were not there. */
  g_assert_true (g_file_set_contents (path, "[window]\nopen=none\n[views]\n1={'page':", -1, NULL));
  run_recovery (&crash, FALSE);
  clear_crash (&crash);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/crash/table", test_table);
  g_test_add_func ("/crash/pages", test_pages);
  g_test_add_func ("/crash/sentence", test_sentence);
  return g_test_run ();
}
