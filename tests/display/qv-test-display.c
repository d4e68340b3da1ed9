/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests with a display share: a window with the application's look, keys that go through the X
 * server, a library in a folder of its own.
 */
#include "config.h"

#include "qv-test-display.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <math.h>
#include <time.h>

#define METER_MS 5

static char *
source_file (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "ui", name, NULL);
}

static void
add_style (const char *name)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *path = source_file (name);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  gtk_css_provider_load_from_path (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* GTK 4.8 says the first of the slider of a scroll bar that appears while its list grows; the next frame
 * draws it. And the second of the round buttons by which its window of shortcuts turns its pages.
 */
static gboolean
is_known_flaw (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") &&
        ((strstr (fields[i].value, "snapshot GtkGizmo") != NULL &&
          strstr (fields[i].value, "without a current allocation") != NULL) ||
         strstr (fields[i].value, "(label) reported min width -3") != NULL))
      return TRUE;
  return FALSE;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (is_known_flaw (fields, n_fields))
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

void
qv_test_init (int *argc, char ***argv)
{
  gboolean is_dark = g_strcmp0 (g_getenv ("QV_TEST_LOOK"), "dark") == 0;
  GtkIconTheme *icons;

  g_log_set_writer_func (write_log, NULL, NULL);
  g_test_init (argc, argv, NULL);
  adw_init ();
  icons = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  gtk_icon_theme_add_resource_path (icons, "/org/quadrivio/Quadrivio/icons");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  add_style ("style.css");
  if (is_dark)
    add_style ("style-dark.css");
}

static gboolean
set_flag_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
qv_test_spin (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, set_flag_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* The first of @type in @widget or below, or NULL. */
GtkWidget *
qv_test_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = qv_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* As qv_test_find(), where there has to be one. */
gpointer
qv_test_get (gpointer widget, GType type)
{
  GtkWidget *found = qv_test_find (widget, type);

  g_assert_nonnull (found);
  return found;
}

/* How many of @type @widget and all below it are. */
guint
qv_test_count (GtkWidget *widget, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += qv_test_count (child, type);
  return n;
}

/* The first window of @type, or NULL. */
GtkWidget *
qv_test_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

/* Whether @condition came true before the time was over. */
gboolean
qv_test_wait (QvTestCondition condition, gpointer data, guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (!condition (data))
    {
      if (g_get_monotonic_time () > end)
        return FALSE;
      qv_test_spin (5);
    }
  return TRUE;
}

typedef struct
{
  GListModel *model;
  guint n;
} Length;

static gboolean
has_length (gpointer data)
{
  Length *length = data;

  return g_list_model_get_n_items (length->model) == length->n;
}

void
qv_test_wait_for_items (GListModel *model, guint n)
{
  Length length = { model, n };

  qv_test_wait (has_length, &length, 60000);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n);
}

typedef struct
{
  QvTestDescribe describe;
  gpointer data;
  const char *expected;
} Described;

static gboolean
is_described (gpointer data)
{
  Described *described = data;
  g_autofree char *text = described->describe (described->data);

  return g_str_equal (text, described->expected);
}

/* That what is shown, as @describe puts it into words, becomes what is expected. */
void
qv_test_assert_described (QvTestDescribe describe, gpointer data, const char *expected)
{
  Described described = { describe, data, expected };
  g_autofree char *text = NULL;

  qv_test_wait (is_described, &described, 3000);
  text = describe (data);
  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (GTK_WINDOW (data));
}

/* There is no window manager under Xvfb, so the window is given the keyboard by hand. */
void
qv_test_give_keyboard (GtkWidget *window)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_nonnull (window);
  id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "windowfocus", id, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (qv_test_wait (is_active, window, 3000));
}

GtkWidget *
qv_test_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "content", child, "default-width", width,
                                    "default-height", height, NULL);

  gtk_window_present (GTK_WINDOW (window));
  qv_test_spin (300);
  qv_test_give_keyboard (window);
  return window;
}

/* Makes the window as small as asked; what is in it may need several goes, as each folding makes room for the
 * next.
 *
 * Returns: whether it got down to @most, and stayed there
 */
gboolean
qv_test_narrow (GtkWidget *window, int width, int height, int most)
{
  const guint n_goes = 60;
  guint n_good = 0;

  for (guint i = 0; i < n_goes && n_good < 2; i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (window), width, height);
      qv_test_spin (80);
      n_good = gtk_widget_get_width (window) <= most ? n_good + 1 : 0;
    }
  return n_good == 2;
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
run_xdotool (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean is_over = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, exited_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  qv_test_spin (40);
}

void
qv_test_type (const char *text)
{
  const char *argv[] = { "xdotool", "type", "--delay", "4", "--", text, NULL };

  run_xdotool (argv);
}

/* Types each of @lines and Enter after it, without a pause. */
void
qv_test_type_lines (GPtrArray *lines)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "xdotool");
  for (guint i = 0; i < lines->len; i++)
    {
      const char *words[] = { "type", "--delay", "1", "--args", "1", g_ptr_array_index (lines, i),
                              "key",  "--delay", "1", "Return" };

      for (guint j = 0; j < G_N_ELEMENTS (words); j++)
        g_ptr_array_add (argv, (gpointer) words[j]);
    }
  g_ptr_array_add (argv, NULL);
  run_xdotool ((const char *const *) argv->pdata);
}

/* @keys: names as xdotool has them, parted by spaces: "4 2 exclam ctrl+Return" */
void
qv_test_press (const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "xdotool");
  g_ptr_array_add (argv, (gpointer) "key");
  g_ptr_array_add (argv, (gpointer) "--delay");
  g_ptr_array_add (argv, (gpointer) "8");
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (argv, names[i]);
  g_ptr_array_add (argv, NULL);
  run_xdotool ((const char *const *) argv->pdata);
}

/* A button that a key presses stays down for a quarter of a second before it acts. */
void
qv_test_press_button (const char *keys)
{
  qv_test_press (keys);
  qv_test_spin (400);
}

/* Adds the words that move the pointer there. The window stands in the corner of the screen. */
static void
add_move (GPtrArray *words, GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double left, top;

  gtk_native_get_surface_transform (native, &left, &top);
  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y));
  g_ptr_array_add (words, g_strdup ("mousemove"));
  g_ptr_array_add (words, g_strdup_printf ("%d", (int) round (x + left)));
  g_ptr_array_add (words, g_strdup_printf ("%d", (int) round (y + top)));
  /* Two clicks in one place are a double click only where they are meant to be. */
  g_ptr_array_add (words, g_strdup ("sleep"));
  g_ptr_array_add (words, g_strdup ("0.03"));
}

static void
click_button (GtkWidget *widget, double x, double y, const char *button, int n_times)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup ("xdotool"));
  add_move (words, widget, x, y);
  g_ptr_array_add (words, g_strdup ("click"));
  g_ptr_array_add (words, g_strdup ("--repeat"));
  g_ptr_array_add (words, g_strdup_printf ("%d", n_times));
  g_ptr_array_add (words, g_strdup ("--delay"));
  g_ptr_array_add (words, g_strdup ("60"));
  g_ptr_array_add (words, g_strdup (button));
  g_ptr_array_add (words, NULL);
  run_xdotool ((const char *const *) words->pdata);
}

/* With the first button at a place in @widget; 2 times is a double click. */
void
qv_test_click (GtkWidget *widget, double x, double y, int n_times)
{
  click_button (widget, x, y, "1", n_times);
}

/* Turns the wheel downwards over the middle of @widget. */
void
qv_test_wheel (GtkWidget *widget, int n_notches)
{
  click_button (widget, gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0, "5",
                n_notches);
}

/* With the first button held, along n pairs of x and y in @widget. */
void
qv_test_drag_along (GtkWidget *widget, const double *points, guint n)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup ("xdotool"));
  for (guint i = 0; i < n; i++)
    {
      add_move (words, widget, points[2 * i], points[2 * i + 1]);
      if (i == 0 || i == n - 1)
        {
          g_ptr_array_add (words, g_strdup (i == 0 ? "mousedown" : "mouseup"));
          g_ptr_array_add (words, g_strdup ("1"));
        }
    }
  g_ptr_array_add (words, NULL);
  run_xdotool ((const char *const *) words->pdata);
}

static gint64
get_busy_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Where QV_TEST_STALLS names a number of milliseconds: from when to when, by the clock that perf takes with
 * "-k CLOCK_MONOTONIC".
 */
static void
tell_stall (gint64 from, gint64 to, gint64 busy)
{
  const char *least = g_getenv ("QV_TEST_STALLS");

  if (least != NULL && busy > g_ascii_strtoll (least, NULL, 10) * G_TIME_SPAN_MILLISECOND)
    g_printerr ("STALL %.6f %.6f busy %.1f\n", (double) from / G_USEC_PER_SEC, (double) to / G_USEC_PER_SEC,
                (double) busy / G_TIME_SPAN_MILLISECOND);
}

static gboolean
meter_cb (gpointer data)
{
  QvTestMeter *meter = data;
  gint64 now = g_get_monotonic_time ();
  gint64 busy = get_busy_time ();

  if (meter->last != 0)
    {
      meter->longest = MAX (meter->longest, now - meter->last - METER_MS * G_TIME_SPAN_MILLISECOND);
      meter->longest_busy = MAX (meter->longest_busy, busy - meter->last_busy);
      tell_stall (meter->last, now, busy - meter->last_busy);
    }
  meter->last = now;
  meter->last_busy = busy;
  return G_SOURCE_CONTINUE;
}

void
qv_test_meter_start (QvTestMeter *meter)
{
  qv_test_meter_skip (meter);
  meter->source = g_timeout_add_full (G_PRIORITY_HIGH, METER_MS, meter_cb, meter, NULL);
}

/* The test itself held up the main loop just now. */
void
qv_test_meter_skip (QvTestMeter *meter)
{
  meter->last = 0;
}

void
qv_test_meter_stop (QvTestMeter *meter)
{
  g_clear_handle_id (&meter->source, g_source_remove);
}

/* Only where QV_TEST_SCREENSHOTS names a folder: pictures are for people to look at. */
void
qv_test_screenshot (const char *name)
{
  const char *folder = g_getenv ("QV_TEST_SCREENSHOTS");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  qv_test_spin (400);
  path = g_strdup_printf ("%s/%s%s.png", folder, name,
                          g_strcmp0 (g_getenv ("QV_TEST_LOOK"), "dark") == 0 ? "-dark" : "");
  run_xdotool ((const char *const[]){ "import", "-window", "root", path, NULL });
}

static void
gone_cb (gpointer data, GObject *where)
{
  *(gboolean *) data = TRUE;
}

static void
move_pointer (GtkWidget *widget, int dx)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t bounds;
  double x, y;
  g_autofree char *x_text = NULL;
  g_autofree char *y_text = NULL;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &x, &y);
  x_text = g_strdup_printf ("%d", (int) (x + bounds.origin.x + bounds.size.width / 2.0) + dx);
  y_text = g_strdup_printf ("%d", (int) (y + bounds.origin.y + bounds.size.height / 2.0));
  run_xdotool ((const char *const[]){ "xdotool", "mousemove", x_text, y_text, NULL });
}

/* Drags the middle of @from to that of @to with the pointer; the window is at the upper left of the screen.
 */
void
qv_test_drag (GtkWidget *from, GtkWidget *to)
{
  move_pointer (from, 0);
  run_xdotool ((const char *const[]){ "xdotool", "mousedown", "1", NULL });
  for (int dx = 4; dx <= 20; dx += 4)
    move_pointer (from, dx);
  qv_test_spin (100);
  move_pointer (to, -6);
  qv_test_spin (100);
  move_pointer (to, 0);
  qv_test_spin (200);
  qv_test_screenshot ("drag");
  run_xdotool ((const char *const[]){ "xdotool", "mouseup", "1", NULL });
  qv_test_spin (200);
}

/* Sets @is_gone when @object is. */
void
qv_test_follow (gpointer object, gboolean *is_gone)
{
  *is_gone = FALSE;
  g_object_weak_ref (object, gone_cb, is_gone);
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

void
qv_test_assert_gone (gboolean *is_gone)
{
  g_assert_true (qv_test_wait (is_set, is_gone, 3000));
}

/* Destroys the window and asserts that its content is gone with it. */
void
qv_test_destroy (GtkWidget *window)
{
  gboolean is_gone;

  qv_test_follow (adw_window_get_content (ADW_WINDOW (window)), &is_gone);
  gtk_window_destroy (GTK_WINDOW (window));
  qv_test_assert_gone (&is_gone);
}

/* With all that is in it. */
void
qv_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        qv_test_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

QvStore *
qv_test_open_store (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "library.quadrivio", NULL);
  QvStore *store = qv_store_open (path, QV_STORE_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  return store;
}

void
qv_test_close_store (QvStore *store)
{
  g_autofree char *folder = g_path_get_dirname (qv_store_get_path (store));

  qv_store_close (store);
  g_object_unref (store);
  qv_test_remove_folder (folder);
}

void
qv_test_apply (QvStore *store, QvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  qv_store_apply (store, edit, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer none): a new record in @edit, to be filled in */
QvRecord *
qv_test_add (QvEdit *edit, QvEntity entity)
{
  QvRecord *record = qv_record_new (entity, qv_id_new ());

  qv_edit_insert (edit, record);
  return record;
}

QvId
qv_test_add_session (QvStore *store, const char *title, QvId level)
{
  QvRecord *session = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());
  QvEdit *edit = qv_edit_new ("New session", QV_ID_NONE);
  QvId id = session->id;

  qv_record_set_text (session, QV_SESSION_TITLE, title);
  if (level != QV_ID_NONE)
    qv_record_set_int (session, QV_SESSION_LEVEL, level);
  qv_edit_insert (edit, session);
  qv_test_apply (store, edit);
  return id;
}

QvId
qv_test_add_seat (QvStore *store, QvId session, QvHelix helix, int seat)
{
  QvRecord *participant = qv_record_new (QV_ENTITY_PARTICIPANT, qv_id_new ());
  QvEdit *edit = qv_edit_new ("Add participant", session);
  QvId id = participant->id;

  qv_record_set_int (participant, QV_PARTICIPANT_SESSION, session);
  qv_record_set_text (participant, QV_PARTICIPANT_HELIX, qv_helix_to_word (helix));
  qv_record_set_int (participant, QV_PARTICIPANT_SEAT, seat);
  qv_edit_insert (edit, participant);
  qv_test_apply (store, edit);
  return id;
}

QvId
qv_test_add_note (QvStore *store, QvId session, QvHelix helix, QvNoteKind kind, const char *text, gint64 said)
{
  QvRecord *note = qv_record_new (QV_ENTITY_NOTE, qv_id_new ());
  QvEdit *edit = qv_edit_new ("Add note", session);
  QvId id = note->id;

  qv_record_set_int (note, QV_NOTE_SESSION, session);
  qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word (helix));
  qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word (kind));
  qv_record_set_text (note, QV_NOTE_TEXT, text);
  qv_record_set_int (note, QV_NOTE_SAID, said);
  qv_edit_insert (edit, note);
  qv_test_apply (store, edit);
  return id;
}
