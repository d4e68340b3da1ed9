/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main job of the program, from an empty library to the same bytes in another one: by the window's own
 * actions and by keys that go through the X server. What is on the disk is read by a connection of the test's
 * own. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#include "qv-application.h"
#include "qv-capture.h"
#include "qv-export.h"
#include "qv-import.h"
#include "qv-map-view.h"
#include "qv-notes-panel.h"
#include "qv-outline-row.h"
#include "qv-session-dialog.h"
#include "qv-session-view.h"
#include "qv-session-xml.h"
#include "qv-settings.h"
#include "qv-test-display.h"
#include "qv-window.h"

#define TITLE "Abitare i borghi"
#define FIRST_NOTE "Dopo gli sfratti restano 3 stanze <vuote> & chiuse"
#define SECOND_NOTE "Un atelier nel cortile"
#define LONGEST_STALL (500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  QvApplication *application;
  QvWindow *window;
  char *folder;
  char *library;
  char *xml;
  QvId session;
  QvId note;
  gboolean is_done;
  gboolean is_exported;

  QvTestMeter meter;
} Journey;

static gpointer
find_in_window (Journey *journey, GType type)
{
  GtkWidget *found = qv_test_find (GTK_WIDGET (journey->window), type);

  g_assert_nonnull (found);
  return found;
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (QV_IS_SESSION_DIALOG (window))
        return window;
    }
  return NULL;
}

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

static sqlite3_stmt *
prepare (Journey *journey, sqlite3 **out_db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_open_v2 (journey->library, out_db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (*out_db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  return stmt;
}

static void
close_query (Journey *journey, sqlite3_stmt *stmt, sqlite3 *db)
{
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  qv_test_meter_skip (&journey->meter);
}

/* That one note with these words is on the disk; @code: of the territory that it lies in, or NULL for no
 * place.
 */
static void
assert_on_disk (Journey *journey, const char *text, const char *helix, const char *kind, const char *code)
{
  sqlite3 *db;
  sqlite3_stmt *stmt = prepare (journey, &db,
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
  close_query (journey, stmt, db);
}

static gboolean
is_open (gpointer data)
{
  return qv_application_get_store (((Journey *) data)->application) != NULL;
}

static gboolean
is_in_session (gpointer data)
{
  return qv_window_get_session (((Journey *) data)->window) != QV_ID_NONE;
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
  QvSessionView *view = find_in_window (journey, QV_TYPE_SESSION_VIEW);
  QvCapture *capture = find_in_window (journey, QV_TYPE_CAPTURE);

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

  return qv_map_view_get_note_bounds (find_in_window (journey, QV_TYPE_MAP_VIEW), journey->note, &bounds);
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

  g_object_get (find_in_window (data, QV_TYPE_SESSION_VIEW), "can-undo", &can, NULL);
  return can;
}

/* The page has slid in, and its entry has the keyboard. */
static gboolean
has_entry (gpointer data)
{
  Journey *journey = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (journey->window));
  GtkWidget *capture = find_in_window (journey, QV_TYPE_CAPTURE);
  AdwLeaflet *leaflet = find_in_window (journey, ADW_TYPE_LEAFLET);

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
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (qv_test_wait (has_level, dialog, 5000));
  levels = find_choice (dialog, "borghi", &position);
  adw_combo_row_set_selected (levels, position);
  gtk_editable_set_text (GTK_EDITABLE (qv_test_find (dialog, ADW_TYPE_ENTRY_ROW)), TITLE);
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  wait_for (journey, is_in_session);
  journey->session = qv_window_get_session (journey->window);
  qv_test_spin (400);
  qv_test_give_keyboard (GTK_WIDGET (journey->window));
  qv_test_meter_skip (&journey->meter);
}

static void
assert_session_on_disk (Journey *journey)
{
  sqlite3 *db;
  sqlite3_stmt *stmt = prepare (journey, &db,
                                "SELECT title, template, level.name,"
                                " (SELECT count (*) FROM step WHERE step.session = session.id)"
                                " FROM session JOIN level ON level.id = session.level");

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, TITLE);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 1), ==, "territorial-diagnosis");
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 2), ==, "borghi");
  g_assert_cmpint (sqlite3_column_int (stmt, 3), >, 0);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  close_query (journey, stmt, db);
}

/* A place by its name is shown on the map, and no point is made up for it in the store. */
static void
assert_no_point (Journey *journey)
{
  sqlite3 *db;
  sqlite3_stmt *stmt = prepare (journey, &db, "SELECT geometry IS NULL FROM note WHERE id = ?1");

  sqlite3_bind_int64 (stmt, 1, journey->note);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_true (sqlite3_column_int (stmt, 0));
  close_query (journey, stmt, db);
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
  QvNotesPanel *panel = find_in_window (journey, QV_TYPE_NOTES_PANEL);
  QvMapView *map = find_in_window (journey, QV_TYPE_MAP_VIEW);

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

  qv_export_session_async (qv_application_get_store (journey->application), journey->session, journey->xml,
                           QV_EXPORT_FORMAT_XML, QV_EXPORT_DEFAULT, NULL, exported_cb, journey);
  wait_for (journey, is_exported);
  fd = g_open (journey->xml, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  qv_session_xml_validate (fd, "journey.xml", &session, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (session, ==, journey->session);
  close (fd);
  qv_test_meter_skip (&journey->meter);
}

static gboolean
make_cb (gpointer data)
{
  Journey *journey = data;

  wait_for (journey, is_open);
  journey->window = QV_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (journey->application)));
  qv_test_meter_start (&journey->meter);
  make_session (journey);
  assert_session_on_disk (journey);
  type_notes (journey);
  place_note (journey);
  export(journey);
  qv_test_spin (100);
  qv_test_meter_stop (&journey->meter);
  journey->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (journey->window));
  return G_SOURCE_REMOVE;
}

static guint
count_notes (QvNotesPanel *panel)
{
  GListModel *shown = qv_notes_panel_get_shown (panel);
  guint n = 0;

  for (guint i = 0; shown != NULL && i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (QvOutlineRow) row = g_list_model_get_item (shown, i);

      n += qv_outline_row_get_note (row) != NULL;
    }
  return n;
}

/* The cross-hair went to the right and up from the middle of the middle one: 7.64, 45.07. */
static void
assert_point (Journey *journey)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) note = qv_store_get_record (qv_application_get_store (journey->application),
                                                   QV_ENTITY_NOTE, journey->note, &error);
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

static gboolean
reopen_cb (gpointer data)
{
  Journey *journey = data;

  wait_for (journey, is_open);
  journey->window = QV_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (journey->application)));
  qv_test_meter_start (&journey->meter);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.open-session", "x",
                              (gint64) journey->session);
  wait_for (journey, is_in_session);
  wait_for (journey, has_pin);
  qv_test_screenshot ("journey-reopened");
  g_assert_cmpuint (count_notes (find_in_window (journey, QV_TYPE_NOTES_PANEL)), ==, 2);
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
  journey->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (journey->window));
  return G_SOURCE_REMOVE;
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
run_application (Journey *journey, GSourceFunc start)
{
  g_autoptr (GSettings) settings = qv_settings_new ();
  const char *argv[] = { "quadrivio", "--library", journey->library, NULL };

  journey->is_done = FALSE;
  g_settings_set (settings, "window-size", "(ii)", 1280, 720);
  journey->application = qv_application_new (settings);
  g_timeout_add (1000, start, journey);
  g_assert_cmpint (g_application_run (G_APPLICATION (journey->application), 3, (char **) argv), ==, 0);
  g_assert_true (journey->is_done);
  assert_size (settings, 1280, 720);
  g_assert_finalize_object (journey->application);
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
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
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
  run_application (&journey, make_cb);
  run_application (&journey, reopen_cb);
  assert_travels (&journey);
  g_test_message ("longest stall of the main loop: %.1f ms",
                  (double) journey.meter.longest / G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (journey.meter.longest, <, LONGEST_STALL);
  remove_folder (journey.folder);
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
