/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the widgets to those who do not see them: every one that can be used has a name. */
#include "config.h"

#include "qv-capture.h"
#include "qv-filter-bar.h"
#include "qv-import-dialog.h"
#include "qv-map-view.h"
#include "qv-notes-panel.h"
#include "qv-place-popover.h"
#include "qv-preferences-window.h"
#include "qv-results-list.h"
#include "qv-session-dialog.h"
#include "qv-session-view.h"
#include "qv-test-display.h"
#include "qv-test-program.h"
#include "qv-vote-view.h"

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

/* A tooltip is only a description; a button that has a picture or a box for a child is called after a type.
 */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  if (GTK_IS_MENU_BUTTON (widget))
    return says (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)));
  if (GTK_IS_BUTTON (widget) && !ADW_IS_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (widget))))
    return says (gtk_button_get_label (GTK_BUTTON (widget)));
  return gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Widgets of the toolkit whose inner ones are named by it, or by the widget around them. */
static gboolean
is_whole (GtkWidget *widget)
{
  return GTK_IS_MENU_BUTTON (widget) || ADW_IS_COMBO_ROW (widget) || ADW_IS_ENTRY_ROW (widget) ||
         ADW_IS_EXPANDER_ROW (widget) || ADW_IS_SPLIT_BUTTON (widget) || GTK_IS_WINDOW_CONTROLS (widget) ||
         GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget);
}

static gboolean
needs_name (GtkWidget *widget)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_PRESENTATION ||
      g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkColumnListView"))
    return FALSE;
  /* Those of a view switcher are tabs, which the toolkit names. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwViewSwitcherButton"))
    return FALSE;
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_COLUMN_VIEW (widget) ||
         GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget) ||
         GTK_IS_TEXT_VIEW (widget) || GTK_IS_SCALE (widget) || GTK_IS_LIST_VIEW (widget) ||
         GTK_IS_PROGRESS_BAR (widget);
}

/* Names where it is, by the types above it. */
static char *
describe (GtkWidget *widget)
{
  g_autoptr (GString) text = g_string_new (G_OBJECT_TYPE_NAME (widget));
  const char *icon = GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  if (icon != NULL)
    g_string_append_printf (text, " with %s", icon);
  for (guint i = 0; i < 6 && (widget = gtk_widget_get_parent (widget)) != NULL; i++)
    g_string_append_printf (text, " in %s", G_OBJECT_TYPE_NAME (widget));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
count_nameless (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_visible (widget) && !GTK_IS_POPOVER (widget))
    return 0;
  if (needs_name (widget) && !has_name (widget))
    {
      g_autofree char *where = describe (widget);

      g_test_message ("without a name: %s", where);
      n++;
    }
  if (is_whole (widget))
    return n;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_nameless (child);
  return n;
}

static gboolean
is_in_notes (GtkWidget *focus)
{
  return gtk_widget_get_ancestor (focus, QV_TYPE_NOTES_PANEL) != NULL &&
         gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL;
}

/* Tab goes through the whole of the window and comes back to where it began; nothing keeps it. The list of
 * notes is one stop, however many there are. */
static void
assert_tab_goes_round (GtkWidget *window, const char *key)
{
  const GType places[] = { ADW_TYPE_HEADER_BAR, QV_TYPE_MAP_VIEW,    QV_TYPE_CAPTURE,
                           QV_TYPE_FILTER_BAR,  QV_TYPE_NOTES_PANEL, GTK_TYPE_TEXT_VIEW };
  gboolean was_in[G_N_ELEMENTS (places)] = { FALSE };
  GtkWidget *start;
  GtkWidget *focus;
  guint n_stops = 0, n_stops_in_notes = 0;

  qv_test_give_keyboard (window);
  start = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_nonnull (start);
  do
    {
      g_autofree char *where = NULL;

      qv_test_press (key);
      focus = gtk_root_get_focus (GTK_ROOT (window));
      g_assert_nonnull (focus);
      where = describe (focus);
      g_test_message ("%s goes to %s", key, where);
      n_stops_in_notes += is_in_notes (focus);
      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        was_in[i] |= gtk_widget_get_ancestor (focus, places[i]) != NULL;
      g_assert_cmpuint (++n_stops, <, 80);
    }
  while (focus != start);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!was_in[i])
      {
        g_test_message ("%s does not reach %s", key, g_type_name (places[i]));
        g_test_fail ();
      }
  g_assert_cmpuint (n_stops_in_notes, ==, 1);
}

static GtkWidget *
press_and_look (GtkWidget *window, const char *keys)
{
  qv_test_press (keys);
  return gtk_root_get_focus (GTK_ROOT (window));
}

/* What the keyboard is on in the list of notes: its row, whatever in it has the focus. */
static GtkWidget *
get_note_row (GtkWidget *focus)
{
  while (focus != NULL && !GTK_IS_LIST_VIEW (gtk_widget_get_parent (focus)))
    focus = gtk_widget_get_parent (focus);
  return focus;
}

/* Within the list the arrows move; Tab leaves it and comes back to the same row. */
static void
assert_arrows_move (GtkWidget *window)
{
  GtkWidget *first, *second, *focus;

  qv_capture_focus_entry (QV_CAPTURE (qv_test_find (window, QV_TYPE_CAPTURE)));
  focus = press_and_look (window, "F6");
  g_assert_nonnull (gtk_widget_get_ancestor (focus, QV_TYPE_FILTER_BAR));
  for (guint i = 0; i < 20 && !is_in_notes (focus); i++)
    focus = press_and_look (window, "Tab");
  g_assert_true (is_in_notes (focus));
  first = get_note_row (focus);
  second = get_note_row (press_and_look (window, "Down"));
  g_assert_nonnull (second);
  g_assert_true (second != first);
  g_assert_false (is_in_notes (press_and_look (window, "Tab")));
  g_assert_true (get_note_row (press_and_look (window, "shift+Tab")) == second);
  g_assert_false (is_in_notes (press_and_look (window, "shift+Tab")));
  g_assert_true (get_note_row (press_and_look (window, "Tab")) == second);
  /* And on to the map. */
  g_assert_nonnull (gtk_widget_get_ancestor (press_and_look (window, "F6"), QV_TYPE_MAP_VIEW));
}

/* What is written in a row has buttons of its own, which Tab reaches before it leaves the list. */
static void
assert_tab_in_row (GtkWidget *window)
{
  GtkWidget *focus;
  gboolean was_on_button = FALSE;

  qv_capture_focus_entry (QV_CAPTURE (qv_test_find (window, QV_TYPE_CAPTURE)));
  focus = press_and_look (window, "F6");
  for (guint i = 0; i < 20 && !is_in_notes (focus); i++)
    focus = press_and_look (window, "Tab");
  /* Below the heading. */
  qv_test_press ("Home Down ctrl+r");
  qv_test_spin (300);
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (GTK_IS_TEXT_VIEW (focus) && is_in_notes (focus));
  for (guint i = 0; i < 10 && is_in_notes (focus); i++)
    {
      focus = press_and_look (window, "Tab");
      was_on_button |= GTK_IS_BUTTON (focus) && is_in_notes (focus);
    }
  g_assert_true (was_on_button);
  g_assert_false (is_in_notes (focus));
}

static void
walk (QvApplication *application, gpointer data)
{
  GtkWidget *window = GTK_WIDGET (qv_test_wait_for_library (application));
  QvStore *store = qv_application_get_store (application);
  GtkWidget *preferences;
  QvId session;

  session = qv_test_add_session (store, "Abitare", QV_ID_NONE);
  qv_test_add_seat (store, session, QV_HELIX_RESIDENTS, 1);
  for (int i = 1; i <= 5; i++)
    qv_test_add_note (store, session, QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, "Una stanza", i);
  qv_test_spin (600);
  g_assert_cmpuint (count_nameless (window), ==, 0);
  gtk_widget_activate_action (window, "win.open-session", "x", (gint64) session);
  qv_test_spin (800);
  g_assert_nonnull (qv_test_find (window, QV_TYPE_SESSION_VIEW));
  g_assert_cmpuint (count_nameless (window), ==, 0);
  assert_tab_goes_round (window, "Tab");
  assert_tab_goes_round (window, "shift+Tab");
  assert_arrows_move (window);
  assert_tab_in_row (window);
  gtk_widget_activate_action (window, "win.preferences", NULL);
  qv_test_spin (300);
  preferences = qv_test_find_window (QV_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (preferences);
  /* The toolkit names the search of its own preferences itself. */
  g_assert_cmpuint (count_nameless (qv_test_find (preferences, ADW_TYPE_PREFERENCES_PAGE)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (preferences));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_window (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "library.qvlibrary", NULL);

  g_assert_no_error (error);
  qv_test_run_application (path, walk, NULL);
  qv_test_remove_folder (folder);
}

static void
test_dialogs (void)
{
  QvStore *store = qv_test_open_store ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "fixtures", "territories", "borghi.geojson", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *dialogs[2];

  g_list_store_append (files, file);
  dialogs[0] = qv_session_dialog_new (NULL, store, "world-cafe");
  dialogs[1] = qv_import_dialog_new (NULL, store, G_LIST_MODEL (files), QV_ID_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gtk_window_present (GTK_WINDOW (dialogs[i]));
      qv_test_spin (800);
      g_assert_cmpuint (count_nameless (dialogs[i]), ==, 0);
      gtk_window_destroy (GTK_WINDOW (dialogs[i]));
      qv_test_spin (100);
    }
  qv_test_close_store (store);
}

/* Rows and panes that take the keyboard, and are seen. */
static guint
count_nameless_stops (GtkWidget *widget)
{
  gboolean is_row =
      GTK_IS_LIST_BOX_ROW (widget) || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget");
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if ((is_row || GTK_IS_SCROLLED_WINDOW (widget)) && gtk_widget_get_focusable (widget) && !has_name (widget))
    {
      g_autofree char *where = describe (widget);

      g_test_message ("without a name: %s", where);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !is_whole (widget);
       child = gtk_widget_get_next_sibling (child))
    n += count_nameless_stops (child);
  return n;
}

static void
test_vote (void)
{
  QvStore *store = qv_test_open_store ();
  QvId session = qv_test_add_session (store, "Abitare", QV_ID_NONE);
  g_autoptr (QvRecord) record = NULL;
  g_autoptr (QvItem) item = NULL;
  GtkWidget *view;
  GtkWidget *window;

  qv_test_add_seat (store, session, QV_HELIX_RESIDENTS, 1);
  for (int i = 1; i <= 5; i++)
    qv_test_add_note (store, session, QV_HELIX_RESIDENTS, QV_NOTE_KIND_SOLUTION, "Una stanza", i);
  record = qv_store_get_record (store, QV_ENTITY_SESSION, session, NULL);
  item = qv_item_new (record);
  view = qv_vote_view_new (store, QV_SESSION (item));
  window = qv_test_show (view, 1366, 720);
  qv_test_spin (500);
  g_assert_cmpuint (qv_test_count (view, GTK_TYPE_LIST_VIEW), >, 0);
  g_assert_cmpuint (count_nameless_stops (view), ==, 0);
  qv_test_press_button ("alt+u");
  qv_test_press_button ("alt+o");
  qv_test_spin (500);
  g_assert_cmpuint (count_nameless_stops (gtk_widget_get_ancestor (qv_test_find (view, QV_TYPE_RESULTS_LIST),
                                                                   GTK_TYPE_SCROLLED_WINDOW)),
                    ==, 0);
  qv_test_destroy (window);
  qv_test_close_store (store);
}

static void
test_popover (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = g_object_new (QV_TYPE_PLACE_POPOVER, NULL);
  GtkWidget *window;

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  window = qv_test_show (button, 400, 300);
  g_assert_cmpuint (count_nameless (popover), ==, 0);
  qv_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  /* The tests' own record of what is said; nobody listens. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  qv_test_init (&argc, &argv);
  g_test_add_func ("/access/popover", test_popover);
  g_test_add_func ("/access/dialogs", test_dialogs);
  g_test_add_func ("/access/vote", test_vote);
  g_test_add_func ("/access/window", test_window);
  return g_test_run ();
}
