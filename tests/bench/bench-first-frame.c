/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From exec to the first frame, with a library of 100 workshops of 1,000 notes each, beside an empty
 * libadwaita window of the same size. Both are watched from outside, as the user sees them: this program is a
 * client of the same X server and looks at the pixels of the window each time the server says that they
 * changed. Every start is a process of its own, and the two programs take turns, so that what else the
 * machine does meets both. */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "qv-store.h"

#define N_SESSIONS 100
#define N_NOTES 1000
#define N_ROUNDS 15
#define WARM_UP 2
#define WIDTH 1366
#define HEIGHT 768
#define BAR 1.3
#define GIVE_UP (20 * G_TIME_SPAN_SECOND)

typedef struct
{
  double first;  /* milliseconds from exec to the first frame, whatever is in it */
  double filled; /* to the first frame with something in the middle of the window */
  double work;   /* milliseconds of processor time by then, of all threads */
} Start;

typedef struct
{
  Display *display;
  int damage_event;
  GPid pid;
  gint64 begin;
  Window window;
  Start start;
} Watch;

static void
fail (const char *what, const GError *error)
{
  g_printerr ("bench-first-frame: %s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

/* In nanoseconds; of a thread that has ended meanwhile nothing is known, and little was. */
static guint64
read_work (GPid pid)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", (int) pid);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint64 sum = 0;

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, "schedstat", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        sum += g_ascii_strtoull (text, NULL, 10);
    }
  return sum;
}

static double
get_elapsed (Watch *watch)
{
  return (double) (g_get_monotonic_time () - watch->begin) / 1000.0;
}

/* Nothing is drawn where the server's own black still stands. */
static gboolean
is_painted (XImage *image)
{
  return (XGetPixel (image, image->width / 2, image->height / 2) & 0xffffff) != 0;
}

static gboolean
is_filled (XImage *image)
{
  unsigned long ground = XGetPixel (image, 0, 0);
  int n_other = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      n_other += XGetPixel (image, x, y) != ground ? 1 : 0;
  return n_other > 200;
}

static void
look (Watch *watch, gboolean wants_content)
{
  /* The middle of the window: right of the sidebar, below the header bar. */
  XImage *image = XGetImage (watch->display, watch->window, WIDTH * 3 / 10, HEIGHT * 2 / 10, WIDTH * 3 / 10,
                             HEIGHT * 6 / 10, AllPlanes, ZPixmap);

  if (image == NULL)
    return;
  if (watch->start.first <= 0 && is_painted (image))
    watch->start.first = get_elapsed (watch);
  if (watch->start.first > 0 && watch->start.filled <= 0 && (!wants_content || is_filled (image)))
    {
      watch->start.filled = get_elapsed (watch);
      watch->start.work = (double) read_work (watch->pid) / 1e6;
    }
  XDestroyImage (image);
}

static void
handle (Watch *watch, XEvent *event, gboolean wants_content)
{
  if (event->type == MapNotify && watch->window == None)
    {
      XWindowAttributes attributes;

      if (!XGetWindowAttributes (watch->display, event->xmap.window, &attributes) || attributes.width < 300)
        return;
      watch->window = event->xmap.window;
      XDamageCreate (watch->display, watch->window, XDamageReportRawRectangles);
      look (watch, wants_content);
    }
  else if (event->type == watch->damage_event && watch->window != None)
    look (watch, wants_content);
}

static void
end (Watch *watch)
{
  XEvent event;

  kill (watch->pid, SIGKILL);
  waitpid (watch->pid, NULL, 0);
  g_spawn_close_pid (watch->pid);
  XSync (watch->display, False);
  while (XPending (watch->display) > 0)
    XNextEvent (watch->display, &event);
}

static Start
measure (Display *display, int damage_event, const char *const *argv, gboolean wants_content)
{
  Watch watch = { .display = display, .damage_event = damage_event };
  struct pollfd fd = { .fd = ConnectionNumber (display), .events = POLLIN };
  g_autoptr (GError) error = NULL;

  watch.begin = g_get_monotonic_time ();
  if (!g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &watch.pid, &error))
    fail (argv[0], error);
  while (watch.start.filled <= 0 && g_get_monotonic_time () - watch.begin < GIVE_UP)
    {
      if (XPending (display) == 0)
        poll (&fd, 1, 100);
      while (XPending (display) > 0 && watch.start.filled <= 0)
        {
          XEvent event;

          XNextEvent (display, &event);
          handle (&watch, &event, wants_content);
        }
    }
  end (&watch);
  if (watch.start.filled <= 0)
    fail (argv[0], NULL);
  return watch.start;
}

/* A window may go while it is being looked at. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static QvRecord *
make_session (guint i, GDateTime *now)
{
  const char *const places[] = { "Urban Lab Torino", "Casa del Quartiere", "Maison de la Mobilité",
                                 "Hôtel de Ville" };
  const char *const collections[] = { "Piano Aurora", "Clermont 2030", "Lille en commun" };
  g_autoptr (GDateTime) day = g_date_time_add_days (now, (int) i - N_SESSIONS * 3 / 4);
  g_autofree char *title = g_strdup_printf ("Workshop %u about the squares of the quarter", i + 1);
  g_autofree char *starts = g_date_time_format (day, "%Y-%m-%dT%H:%M");
  QvRecord *session = qv_record_new (QV_ENTITY_SESSION, QV_ID_NONE);

  qv_record_set_text (session, QV_SESSION_TITLE, title);
  qv_record_set_text (session, QV_SESSION_PLACE, places[i % G_N_ELEMENTS (places)]);
  qv_record_set_text (session, QV_SESSION_COLLECTION, collections[i % G_N_ELEMENTS (collections)]);
  qv_record_set_text (session, QV_SESSION_STARTS, starts);
  qv_record_set_int (session, QV_SESSION_MINUTES, 180);
  return session;
}

static gboolean
produce_notes (QvId session, QvRecordFunc sink, gpointer sink_data, GError **error)
{
  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autoptr (QvRecord) note = qv_record_new (QV_ENTITY_NOTE, QV_ID_NONE);
      g_autofree char *text = g_strdup_printf ("Note %u says that the tram comes late in the evening", i);

      qv_record_set_int (note, QV_NOTE_SESSION, session);
      qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word ((QvNoteKind) (i % QV_N_NOTE_KINDS)));
      qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word ((QvHelix) (i % 4 + 1)));
      qv_record_set_text (note, QV_NOTE_TEXT, text);
      qv_record_set_int (note, QV_NOTE_SAID, g_get_real_time ());
      if (!sink (note, sink_data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
produce_cb (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  /* One of them runs while this does. */
  for (guint i = 0; i < N_SESSIONS; i++)
    {
      g_autoptr (QvRecord) session = make_session (i, now);

      if (!sink (session, sink_data, error) || !produce_notes (session->id, sink, sink_data, error))
        return FALSE;
    }
  return TRUE;
}

static void
make_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) store = qv_store_open (path, QV_STORE_OPEN_DEFAULT, &error);

  if (store == NULL || !qv_store_merge (store, "Import", QV_ID_NONE, produce_cb, NULL, NULL, NULL, &error))
    fail (path, error);
  qv_store_close (store);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static gboolean
report (const char *name, gsize field, const Start *ours, const Start *theirs, double bar)
{
  double own[N_ROUNDS], peer[N_ROUNDS], ratio;
  gboolean ok;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      own[i] = G_STRUCT_MEMBER (double, &ours[i], field);
      peer[i] = G_STRUCT_MEMBER (double, &theirs[i], field);
    }
  qsort (own, N_ROUNDS, sizeof *own, compare_doubles);
  qsort (peer, N_ROUNDS, sizeof *peer, compare_doubles);
  /* The least disturbed of the starts. */
  ratio = own[0] / peer[0];
  ok = ratio <= bar;
  g_print ("{\"name\": \"%s\", \"sessions\": %d, \"notes\": %d, \"min_ms\": %.1f, \"median_ms\": %.1f, "
           "\"peer\": \"empty libadwaita window\", \"peer_min_ms\": %.1f, \"peer_median_ms\": %.1f, "
           "\"ratio\": %.3f, \"ratio_of_medians\": %.3f, \"bar\": %.2f, \"ok\": %s}\n",
           name, N_SESSIONS, N_SESSIONS * N_NOTES, own[0], own[N_ROUNDS / 2], peer[0], peer[N_ROUNDS / 2],
           ratio, own[N_ROUNDS / 2] / peer[N_ROUNDS / 2], bar, ok ? "true" : "false");
  return ok;
}

static void
run (Display *display, int damage_event, const char *program, const char *peer, const char *library)
{
  const char *const own_argv[] = { program, "--library", library, NULL };
  const char *const peer_argv[] = { peer, G_STRINGIFY (WIDTH), G_STRINGIFY (HEIGHT), NULL };
  Start ours[N_ROUNDS], theirs[N_ROUNDS];

  for (int i = -WARM_UP; i < N_ROUNDS; i++)
    {
      Start own = measure (display, damage_event, own_argv, TRUE);
      Start other = measure (display, damage_event, peer_argv, FALSE);

      if (i < 0)
        continue;
      ours[i] = own;
      theirs[i] = other;
    }
  report ("first frame", G_STRUCT_OFFSET (Start, first), ours, theirs, BAR);
  report ("first frame with the list of workshops", G_STRUCT_OFFSET (Start, filled), ours, theirs, BAR);
  report ("work until the list of workshops", G_STRUCT_OFFSET (Start, work), ours, theirs, BAR);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_build_filename (g_get_current_dir (), "bench-first-frame-XXXXXX", NULL);
  g_autofree char *library = NULL;
  Display *display = XOpenDisplay (NULL);
  int damage_event, damage_error;

  if (argc != 3)
    fail ("usage: bench-first-frame PROGRAM PEER", NULL);
  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &damage_error))
    {
      g_print ("{\"name\": \"first frame\", \"skipped\": \"no display\"}\n");
      return 0;
    }
  if (g_mkdtemp (folder) == NULL)
    fail (folder, NULL);
  library = g_build_filename (folder, "library.qvlibrary", NULL);
  make_library (library);
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  run (display, damage_event + XDamageNotify, argv[1], argv[2], library);
  XCloseDisplay (display);
  remove_folder (folder);
  return 0;
}
