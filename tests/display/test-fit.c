/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page of the window fits on a phone's width, in each language, also with texts of twice the size. */
#include "config.h"

#include "qv-catalogue.h"
#include "qv-import-dialog.h"
#include "qv-import.h"
#include "qv-map-view.h"
#include "qv-notes-panel.h"
#include "qv-preferences-window.h"
#include "qv-session-dialog.h"
#include "qv-session-row.h"
#include "qv-session-view.h"
#include "qv-test-display.h"
#include "qv-test-program.h"

#define PHONE 360
#define DIALOG_WITH_LARGE_TEXT 460 /* the buttons of a dialog are not shortened */

typedef struct
{
  GtkWidget *window;
  const char *language;
  double scale;
} Walk;

static gboolean
is_shown (gpointer data)
{
  return qv_test_find_window (*(GType *) data) != NULL;
}

/* The stack that has a page @name. */
static AdwViewStack *
find_named (GtkWidget *widget, const char *name)
{
  AdwViewStack *found = NULL;

  if (ADW_IS_VIEW_STACK (widget) && adw_view_stack_get_child_by_name (ADW_VIEW_STACK (widget), name) != NULL)
    return ADW_VIEW_STACK (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name);
  return found;
}

static int
get_least_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
say (GtkWidget *widget, int width)
{
  g_test_message ("%5d %s %s", width, G_OBJECT_TYPE_NAME (widget),
                  GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget)) : "");
}

/* From @widget down to what is too wide. */
static void
say_widest (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  say (widget, get_least_width (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child) && gtk_widget_should_layout (child) && gtk_widget_get_child_visible (child) &&
        (widest == NULL || get_least_width (child) > get_least_width (widest)))
      widest = child;
  if (widest != NULL)
    say_widest (widest);
}

/* What is seen and does not end within the window, or NULL. What can be scrolled to may lie outside, and pins
 * of a map. */
static GtkWidget *
find_outside (GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t bounds;

  if (GTK_IS_SCROLLED_WINDOW (widget) || QV_IS_MAP_VIEW (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found =
          !GTK_IS_NATIVE (child) && gtk_widget_get_mapped (child) ? find_outside (child, window) : NULL;

      if (found != NULL)
        return found;
    }
  if (widget == window || !gtk_widget_compute_bounds (widget, window, &bounds) || bounds.size.width == 0.0f)
    return NULL;
  /* A header bar reaches a pixel beyond its ends. */
  if (bounds.origin.x > -2.0f &&
      bounds.origin.x + bounds.size.width < (float) gtk_widget_get_width (window) + 2.0f)
    return NULL;
  return widget;
}

static gboolean
is_within (gpointer data)
{
  return find_outside (data, data) == NULL;
}

static void
say_outside (GtkWidget *widget)
{
  for (GtkWidget *parent = widget; parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      say (parent, gtk_widget_get_width (parent));
      if (QV_IS_SESSION_VIEW (parent))
        say_widest (gtk_widget_get_first_child (parent));
    }
}

static void
assert_fits (Walk *walk, GtkWidget *window, const char *page)
{
  g_autofree char *name = g_strdup_printf ("fit-%s-%s-%.0f", page, walk->language, walk->scale * 100.0);
  int most = window == walk->window || walk->scale == 1.0 ? PHONE : DIALOG_WITH_LARGE_TEXT;
  gboolean is_narrow = qv_test_narrow (window, 360, 640, most);

  qv_test_screenshot (name);
  g_test_message ("%s: %d", name, gtk_widget_get_width (window));
  if (!is_narrow)
    {
      say_widest (window);
      g_test_fail ();
    }
  else if (!qv_test_wait (is_within, window, 2000))
    {
      say_outside (find_outside (window, window));
      g_test_fail ();
    }
}

/* A page that asks for more while it opens makes the window grow, and nothing makes it small again. */
static void
assert_opens_small (Walk *walk, const char *page)
{
  for (guint i = 0; i < 60; i++)
    {
      qv_test_spin (10);
      if (get_least_width (walk->window) <= PHONE)
        continue;
      g_test_message ("%s, %s, %.1f: asks for more while it opens", page, walk->language, walk->scale);
      say_widest (walk->window);
      g_test_fail ();
      return;
    }
}

static QvId
bring_session (QvStore *store)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "..", "data", "demo", "torino.quadrivio.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvImportFile) file = qv_import_file_inspect (path, QV_IMPORT_UNKNOWN, NULL, &error);
  g_autoptr (QvImportPlan) plan = NULL;
  g_autoptr (QvImport) work = NULL;

  g_assert_no_error (error);
  plan = qv_import_plan_guess (store, file, 0, &error);
  g_assert_no_error (error);
  work = qv_import_prepare (store, file, plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  qv_import_commit (work, NULL, &error);
  g_assert_no_error (error);
  return qv_import_get_result (work);
}

static gboolean
has_read (gpointer data)
{
  GtkStack *pages = qv_test_get (qv_test_find_window (QV_TYPE_IMPORT_DIALOG), GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (pages), "busy") != 0;
}

static gboolean
has_row (gpointer data)
{
  return qv_test_find (data, QV_TYPE_SESSION_ROW) != NULL;
}

static gboolean
has_notes (gpointer data)
{
  GListModel *shown = qv_notes_panel_get_shown (data);

  return shown != NULL && g_list_model_get_n_items (shown) > 0;
}

static void
assert_dialog_fits (Walk *walk, GType type, const char *page)
{
  GtkWidget *dialog;

  g_assert_true (qv_test_wait (is_shown, &type, 3000));
  dialog = qv_test_find_window (type);
  assert_fits (walk, dialog, page);
  gtk_window_destroy (GTK_WINDOW (dialog));
  qv_test_spin (50);
}

static void
walk_through_dialogs (Walk *walk, QvId session)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "fixtures", "territories", "borghi.geojson", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gtk_widget_activate_action (walk->window, "win.new-session", "s", "world-cafe");
  assert_dialog_fits (walk, QV_TYPE_SESSION_DIALOG, "new");
  gtk_widget_activate_action (walk->window, "win.edit-session", "x", (gint64) session);
  assert_dialog_fits (walk, QV_TYPE_SESSION_DIALOG, "edit");
  gtk_widget_activate_action (walk->window, "win.preferences", NULL);
  assert_dialog_fits (walk, QV_TYPE_PREFERENCES_WINDOW, "preferences");
  g_list_store_append (files, file);
  qv_window_import_files (QV_WINDOW (walk->window), G_LIST_MODEL (files));
  g_assert_true (qv_test_wait (is_shown, &(GType){ QV_TYPE_IMPORT_DIALOG }, 3000));
  g_assert_true (qv_test_wait (has_read, NULL, 10000));
  assert_dialog_fits (walk, QV_TYPE_IMPORT_DIALOG, "import");
}

/* The views, each opened for the first time in a window that is small already. */
static void
walk_through_views (Walk *walk, QvSessionView *view)
{
  const char *const pages[] = { "prepare", "table", "vote" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_assert_true (qv_session_view_show_page (view, i));
      assert_opens_small (walk, pages[i]);
      assert_fits (walk, walk->window, pages[i]);
    }
  g_assert_true (qv_session_view_show_page (view, 1));
}

static void
walk_through (QvApplication *application, gpointer data)
{
  Walk *walk = data;
  const char *const pages[] = { "map", "notes", "agenda" };
  QvSessionView *view;
  QvId session;

  walk->window = GTK_WIDGET (qv_test_wait_for_library (application));
  assert_fits (walk, walk->window, "empty");
  session = bring_session (qv_application_get_store (application));
  g_assert_true (qv_test_wait (has_row, walk->window, 5000));
  assert_fits (walk, walk->window, "sessions");
  walk_through_dialogs (walk, session);
  qv_window_open_session (QV_WINDOW (walk->window), session);
  assert_opens_small (walk, "session");
  g_assert_true (qv_test_wait_for_session (QV_WINDOW (walk->window)) == session);
  view = qv_test_get (walk->window, QV_TYPE_SESSION_VIEW);
  g_assert_true (qv_test_wait (has_notes, qv_test_get (view, QV_TYPE_NOTES_PANEL), 5000));
  walk_through_views (walk, view);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwViewStack *stack = find_named (GTK_WIDGET (view), pages[i]);

      adw_view_stack_set_visible_child_name (stack, pages[i]);
      assert_fits (walk, walk->window, pages[i]);
    }
  gtk_window_destroy (GTK_WINDOW (walk->window));
}

static void
walk_in_language (gconstpointer data)
{
  const double scales[] = { 1.0, 1.5, 2.0 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error);
      g_autofree char *path = g_build_filename (folder, "library.qvlibrary", NULL);
      Walk walk = { .language = data, .scale = scales[i] };

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (scales[i] * 96 * 1024),
                    "gtk-decoration-layout", ":close", NULL);
      qv_test_run_application (path, walk_through, &walk);
      qv_test_remove_folder (folder);
    }
}

/* In a process of its own: GLib and GTK decide once whether they translate. */
static void
test_language (gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/fit/%s/subprocess", (const char *) data);

  g_setenv ("LANGUAGE", data, TRUE);
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_INHERIT_STDOUT | G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  const char *const languages[] = { "en", "it", "fr" };

  qv_catalogue_use ();
  qv_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fit/%s", languages[i]);
      g_autofree char *own = g_strconcat (path, "/subprocess", NULL);

      g_test_add_data_func (path, languages[i], test_language);
      g_test_add_data_func (own, languages[i], walk_in_language);
    }
  return g_test_run ();
}
