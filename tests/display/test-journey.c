/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main job of the program, from an empty library to the same bytes in another one: by the window's own
 * actions and by keys that go through the X server. What is on the disk is read by a connection of the test's
 * own. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "qv-capture.h"
#include "qv-export.h"
#include "qv-import.h"
#include "qv-map-view.h"
#include "qv-notes-panel.h"
#include "qv-session-dialog.h"
#include "qv-session-view.h"
#include "qv-session-xml.h"
#include "qv-settings.h"
#include "qv-test-display.h"
#include "qv-test-program.h"

#define TITLE "Abitare i borghi"
#define FIRST_NOTE "Dopo gli sfratti restano 3 stanze <vuote> & chiuse"
#define SECOND_NOTE "Un atelier nel cortile"
#define LONGEST_STALL (500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  QvWindow *window;
  QvStore *store;
  char *folder;
  char *library;
  char *xml;
  QvId session;
  QvId note;
  gboolean is_exported;

  QvTestMeter meter;
} Journey;

/* The row that offers @name, with its position; NULL while no row does. */
static AdwComboRow *
find_choice (GtkWidget *widget, const char *name, guint *out_position)
{
  AdwComboRow *row = ADW_IS_COMBO_ROW (widget) ? ADW_COMBO_ROW (widget) : NULL;
  GListModel *names = row != NULL ? adw_combo_row_get_model (row) : NULL;

  for (guint i = 0; names != NULL && i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr (GObject) line = g_list_model_get_item (names, i);

      *out_position = i;
      if (GTK_IS_STRING_OBJECT (line) &&
          g_str_equal (gtk_string_object_get_string (GTK_STRING_OBJECT (line)), name))
        return row;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && row == NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwComboRow *found = find_choice (child, name, out_position);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
end_query (Journey *journey, sqlite3_stmt *stmt)
{
  qv_test_end_query (stmt);
  qv_test_meter_skip (&journey->meter);
}

/* That one note with these words is on the disk; @code: of the territory that it lies in, or NULL for no
 * place.
 */
static void
assert_on_disk (Journey *journey, const char *text, const char *helix, const char *kind, const char *code)
{
  sqlite3_stmt *stmt =
      qv_test_query (journey->library,
                     "SELECT note.id, helix, kind, t.code, note.geometry IS NOT NULL FROM note"
                     " LEFT JOIN territory t ON t.id = note.territory"
                     " WHERE session = ?1 AND text = ?2 AND note.deleted = 0");

  sqlite3_bind_int64 (stmt, 1, journey->session);
  sqlite3_bind_text (stmt, 2, text, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  journey->note = sqlite3_column_int64 (stmt, 0);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 1), ==, helix);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 2), ==, kind);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 3), ==, code);
  if (code == NULL)
    g_assert_false (sqlite3_column_int (stmt, 4));
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  end_query (journey, stmt);
}

static gboolean
has_level (gpointer data)
{
  guint position;

  return find_choice (data, "borghi", &position) != NULL;
}

static gboolean
is_saved (gpointer data)
{
  Journey *journey = data;
  QvSessionView *view = qv_test_get (journey->window, QV_TYPE_SESSION_VIEW);
  QvCapture *capture = qv_test_get (journey->window, QV_TYPE_CAPTURE);

  return qv_session_view_get_n_unsaved (view) == 0 &&
         g_str_has_prefix (qv_capture_get_status (capture), "Saved");
}

static gboolean
shows_territories (gpointer data)
{
  return qv_map_view_get_territory_at (data, 7.64, 45.07) != QV_ID_NONE && qv_map_view_is_settled (data);
}

static gboolean
has_pin (gpointer data)
{
  Journey *journey = data;
  GdkRectangle bounds;

  return qv_map_view_get_note_bounds (qv_test_get (journey->window, QV_TYPE_MAP_VIEW), journey->note,
                                      &bounds);
}

static gboolean
has_no_pin (gpointer data)
{
  return !has_pin (data);
}

/* The library is asked what there is to undo after the session has been opened. */
static gboolean
can_undo (gpointer data)
{
  gboolean can = FALSE;

  g_object_get (qv_test_get (((Journey *) data)->window, QV_TYPE_SESSION_VIEW), "can-undo", &can, NULL);
  return can;
}

/* The page has slid in, and its entry has the keyboard. */
static gboolean
has_entry (gpointer data)
{
  Journey *journey = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (journey->window));
  GtkWidget *capture = qv_test_get (journey->window, QV_TYPE_CAPTURE);
  AdwLeaflet *leaflet = qv_test_get (journey->window, ADW_TYPE_LEAFLET);

  return focus != NULL && gtk_widget_is_ancestor (focus, capture) &&
         !adw_leaflet_get_child_transition_running (leaflet);
}

static gboolean
is_exported (gpointer data)
{
  return ((Journey *) data)->is_exported;
}

static void
wait_for (Journey *journey, QvTestCondition condition)
{
  g_assert_true (qv_test_wait (condition, journey, 10000));
}

static void
import (QvStore *store, const char *path, QvImportKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvImportFile) file = qv_import_file_inspect (path, QV_IMPORT_UNKNOWN, NULL, &error);
  g_autoptr (QvImportPlan) plan = NULL;
  g_autoptr (QvImport) work = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (file->kind, ==, kind);
  plan = qv_import_plan_guess (store, file, 0, &error);
  g_assert_no_error (error);
  work = qv_import_prepare (store, file, plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  qv_import_commit (work, NULL, &error);
  g_assert_no_error (error);
}

static void
make_library (Journey *journey)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "fixtures", "territories", "borghi.geojson", NULL);
  g_autoptr (QvStore) store = qv_store_open (journey->library, QV_STORE_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  import (store, path, QV_IMPORT_TERRITORIES);
  qv_store_close (store);
}

static void
make_session (Journey *journey)
{
  GtkWidget *dialog;
  AdwComboRow *levels;
  guint position;

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.new-session", "s", "territorial-diagnosis");
  dialog = qv_test_find_window (QV_TYPE_SESSION_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (qv_test_wait (has_level, dialog, 5000));
  levels = find_choice (dialog, "borghi", &position);
  adw_combo_row_set_selected (levels, position);
  gtk_editable_set_text (GTK_EDITABLE (qv_test_find (dialog, ADW_TYPE_ENTRY_ROW)), TITLE);
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  journey->session = qv_test_wait_for_session (journey->window);
  qv_test_spin (400);
  qv_test_give_keyboard (GTK_WIDGET (journey->window));
  qv_test_meter_skip (&journey->meter);
}

static void
assert_session_on_disk (Journey *journey)
{
  sqlite3_stmt *stmt =
      qv_test_query (journey->library, "SELECT title, template, level.name,"
                                       " (SELECT count (*) FROM step WHERE step.session = session.id)"
                                       " FROM session JOIN level ON level.id = session.level");

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, TITLE);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 1), ==, "territorial-diagnosis");
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 2), ==, "borghi");
  g_assert_cmpint (sqlite3_column_int (stmt, 3), >, 0);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  end_query (journey, stmt);
}

/* A place by its name is shown on the map, and no point is made up for it in the store. */
static void
assert_no_point (Journey *journey)
{
  sqlite3_stmt *stmt = qv_test_query (journey->library, "SELECT geometry IS NULL FROM note WHERE id = ?1");

  sqlite3_bind_int64 (stmt, 1, journey->note);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_true (sqlite3_column_int (stmt, 0));
  end_query (journey, stmt);
}

static void
type_notes (Journey *journey)
{
  qv_test_press ("4 exclam");
  qv_test_type (FIRST_NOTE);
  qv_test_press ("Return");
  wait_for (journey, is_saved);
  qv_test_screenshot ("journey-note");
  assert_on_disk (journey, FIRST_NOTE, "residents", "problem", NULL);

  /* The place by its name, while the words are being written. */
  qv_test_press ("3 equal");
  qv_test_type (SECOND_NOTE);
  qv_test_press ("ctrl+l");
  qv_test_spin (200);
  qv_test_type ("levante");
  qv_test_spin (200);
  qv_test_press ("Return");
  qv_test_spin (200);
  qv_test_press ("Return");
  wait_for (journey, is_saved);
  qv_test_spin (300);
  assert_on_disk (journey, SECOND_NOTE, "companies", "solution", "B3");
  wait_for (journey, has_pin);
  assert_no_point (journey);
}

/* The cross-hair starts in the middle of the map, which is in the middle one of the three. */
static void
place_note (Journey *journey)
{
  QvNotesPanel *panel = qv_test_get (journey->window, QV_TYPE_NOTES_PANEL);
  QvMapView *map = qv_test_get (journey->window, QV_TYPE_MAP_VIEW);

  assert_on_disk (journey, FIRST_NOTE, "residents", "problem", NULL);
  g_assert_true (qv_test_wait (shows_territories, map, 5000));
  qv_notes_panel_set_selected_note (panel, journey->note);
  gtk_widget_activate_action (GTK_WIDGET (panel), "note.place", NULL);
  qv_test_screenshot ("journey-cross");
  qv_test_press ("Right Right Up Return");
  wait_for (journey, has_pin);
  qv_test_screenshot ("journey-placed");
  assert_on_disk (journey, FIRST_NOTE, "residents", "problem", "B2");
  qv_test_press ("ctrl+z");
  wait_for (journey, has_no_pin);
  assert_on_disk (journey, FIRST_NOTE, "residents", "problem", NULL);
  qv_test_press ("ctrl+shift+z");
  wait_for (journey, has_pin);
  assert_on_disk (journey, FIRST_NOTE, "residents", "problem", "B2");
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  qv_export_session_finish (result, &error);
  g_assert_no_error (error);
  ((Journey *) data)->is_exported = TRUE;
}

static void export(Journey *journey)
{
  g_autoptr (GError) error = NULL;
  QvId session = QV_ID_NONE;
  int fd;

  qv_export_session_async (journey->store, journey->session, journey->xml, QV_EXPORT_FORMAT_XML,
                           QV_EXPORT_DEFAULT, NULL, exported_cb, journey);
  wait_for (journey, is_exported);
  fd = g_open (journey->xml, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  qv_session_xml_validate (fd, "journey.xml", &session, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (session, ==, journey->session);
  close (fd);
  qv_test_meter_skip (&journey->meter);
}

static void
make_through (QvApplication *application, gpointer data)
{
  Journey *journey = data;

  journey->window = qv_test_wait_for_library (application);
  journey->store = qv_application_get_store (application);
  qv_test_meter_start (&journey->meter);
  make_session (journey);
  assert_session_on_disk (journey);
  type_notes (journey);
  place_note (journey);
  export(journey);
  qv_test_spin (100);
  qv_test_meter_stop (&journey->meter);
  gtk_window_close (GTK_WINDOW (journey->window));
}

/* The cross-hair went to the right and up from the middle of the middle one: 7.64, 45.07. */
static void
assert_point (Journey *journey)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) note = qv_store_get_record (journey->store, QV_ENTITY_NOTE, journey->note, &error);
  g_autoptr (QvGeometry) geometry = NULL;
  gint32 bounds[4];

  g_assert_no_error (error);
  geometry = qv_geometry_new_from_bytes (qv_record_get_blob (note, QV_NOTE_GEOMETRY), &error);
  g_assert_no_error (error);
  g_assert_cmpint (qv_geometry_get_kind (geometry), ==, QV_GEOMETRY_POINT);
  qv_geometry_get_bounds (geometry, bounds);
  g_assert_cmpint (bounds[0], >, 76400000);
  g_assert_cmpint (bounds[0], <, 76600000);
  g_assert_cmpint (bounds[1], >, 450700000);
  g_assert_cmpint (bounds[1], <, 450900000);
  qv_test_meter_skip (&journey->meter);
}

static void
reopen (QvApplication *application, gpointer data)
{
  Journey *journey = data;

  journey->window = qv_test_wait_for_library (application);
  journey->store = qv_application_get_store (application);
  qv_test_meter_start (&journey->meter);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.open-session", "x",
                              (gint64) journey->session);
  qv_test_wait_for_session (journey->window);
  wait_for (journey, has_pin);
  qv_test_screenshot ("journey-reopened");
  g_assert_cmpuint (qv_test_count_notes (qv_test_get (journey->window, QV_TYPE_NOTES_PANEL)), ==, 2);
  assert_on_disk (journey, SECOND_NOTE, "companies", "solution", "B3");
  assert_on_disk (journey, FIRST_NOTE, "residents", "problem", "B2");
  assert_point (journey);
  qv_test_give_keyboard (GTK_WIDGET (journey->window));
  wait_for (journey, can_undo);
  wait_for (journey, has_entry);
  qv_test_press ("ctrl+z");
  wait_for (journey, has_no_pin);
  qv_test_press ("ctrl+shift+z");
  wait_for (journey, has_pin);
  qv_test_meter_stop (&journey->meter);
  gtk_window_close (GTK_WINDOW (journey->window));
}

static void
assert_size (GSettings *settings, int expected_width, int expected_height)
{
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  g_assert_cmpint (width, ==, expected_width);
  g_assert_cmpint (height, ==, expected_height);
}

static void
run_application (Journey *journey, QvTestAct act)
{
  g_autoptr (GSettings) settings = qv_settings_new ();

  g_settings_set (settings, "window-size", "(ii)", 1280, 720);
  qv_test_run_application (journey->library, act, journey);
  assert_size (settings, 1280, 720);
}

/* The same bytes come out of a library that knew nothing. */
static void
assert_travels (Journey *journey)
{
  g_autofree char *library = g_build_filename (journey->folder, "other.qvlibrary", NULL);
  g_autofree char *xml = g_build_filename (journey->folder, "other.quadrivio.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvStore) store = qv_store_open (library, QV_STORE_OPEN_DEFAULT, &error);
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  gsize n_here, n_there;

  g_assert_no_error (error);
  import (store, journey->xml, QV_IMPORT_SESSION);
  qv_export_session (store, journey->session, xml, QV_EXPORT_FORMAT_XML, QV_EXPORT_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  qv_store_close (store);
  g_assert_true (g_file_get_contents (journey->xml, &here, &n_here, NULL));
  g_assert_true (g_file_get_contents (xml, &there, &n_there, NULL));
  g_assert_nonnull (strstr (here, SECOND_NOTE));
  g_assert_cmpmem (here, n_here, there, n_there);
}

static void
test_journey (void)
{
  g_autoptr (GError) error = NULL;
  Journey journey = { .folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error) };

  g_assert_no_error (error);
  journey.library = g_build_filename (journey.folder, "library.qvlibrary", NULL);
  journey.xml = g_build_filename (journey.folder, "journey.quadrivio.xml", NULL);
  make_library (&journey);
  run_application (&journey, make_through);
  run_application (&journey, reopen);
  assert_travels (&journey);
  g_test_message ("longest stall of the main loop: %.1f ms",
                  (double) journey.meter.longest / G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (journey.meter.longest, <, LONGEST_STALL);
  qv_test_remove_folder (journey.folder);
  g_free (journey.folder);
  g_free (journey.library);
  g_free (journey.xml);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/journey/main-job", test_journey);
  return g_test_run ();
}
