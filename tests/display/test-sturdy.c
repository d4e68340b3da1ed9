/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions that nobody planned for: a thousand seats, texts of every kind, and a library that is deleted
 * under the open window. Nothing waits, nothing widens, nothing is lost. */
#include "config.h"

#include "qv-import-dialog.h"
#include "qv-seat-ring.h"
#include "qv-session-view.h"
#include "qv-test-display.h"
#include "qv-test-program.h"
#include "qv-text.h"

#define N_SEATS 1000
#define N_NOTES 400

/* Microseconds of work in one turn of the main loop. */
#define LONGEST G_USEC_PER_SEC

typedef struct
{
  QvStore *store;
  QvId session;
  QvSessionView *view;
  GtkWidget *window;
} Room;

static void
open_room (Room *room)
{
  g_autoptr (GListModel) sessions = qv_store_watch (room->store, QV_ENTITY_SESSION, QV_STORE_ALL, 0);
  g_autoptr (QvItem) session = NULL;
  QvTestMeter meter = { 0 };

  for (guint i = 0; i < 100 && g_list_model_get_n_items (sessions) == 0; i++)
    qv_test_spin (20);
  session = g_list_model_get_item (sessions, 0);
  qv_test_meter_start (&meter);
  room->view = QV_SESSION_VIEW (qv_session_view_new (room->store, QV_SESSION (session)));
  room->window = qv_test_show (GTK_WIDGET (room->view), 1366, 700);
  qv_test_spin (1500);
  qv_test_meter_stop (&meter);
  g_test_message ("opening: longest stall %.0f ms", (double) meter.longest_busy / 1000.0);
  g_assert_cmpint (meter.longest_busy, <, LONGEST);
}

static void
assert_fits (Room *room, const char *what)
{
  int width;

  gtk_widget_measure (GTK_WIDGET (room->view), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_test_message ("%s: at least %d wide", what, width);
  g_assert_cmpint (width, <=, 1366);
  g_assert_cmpint (gtk_widget_get_width (room->window), <=, 1500);
}

static void
visit_pages (Room *room)
{
  static const char *const pages[] = { "prepare", "table", "vote", "prepare" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      QvTestMeter meter = { 0 };

      qv_test_meter_start (&meter);
      adw_view_stack_set_visible_child_name (qv_session_view_get_pages (room->view), pages[i]);
      qv_test_spin (1500);
      qv_test_meter_stop (&meter);
      g_test_message ("%s: longest stall %.0f ms", pages[i], (double) meter.longest_busy / 1000.0);
      qv_test_screenshot (pages[i]);
      g_assert_cmpint (meter.longest_busy, <, LONGEST);
      assert_fits (room, pages[i]);
    }
}

static void
close_room (Room *room)
{
  qv_test_destroy (room->window);
  qv_test_close_store (room->store);
}

static void
add_note (QvEdit *edit, QvId session, const char *text, QvNoteKind kind, int i)
{
  QvRecord *note = qv_record_new (QV_ENTITY_NOTE, qv_id_new ());
  g_autofree char *clean = qv_text_normalize (text);

  qv_record_set_int (note, QV_NOTE_SESSION, session);
  qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word (kind));
  qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word ((QvHelix) (i % QV_N_HELICES + 1)));
  qv_record_set_text (note, QV_NOTE_TEXT, clean);
  qv_record_set_int (note, QV_NOTE_SAID, (gint64) (i + 1) * G_USEC_PER_SEC);
  qv_edit_insert (edit, note);
}

static void
test_thousand_seats (void)
{
  Room room = { .store = qv_test_open_store () };
  QvEdit *edit;
  GtkWidget *ring;

  room.session = qv_test_add_session (room.store, "A thousand", QV_ID_NONE);
  edit = qv_edit_new ("Seats", room.session);
  for (int i = 0; i < N_SEATS; i++)
    {
      QvRecord *seat = qv_record_new (QV_ENTITY_PARTICIPANT, qv_id_new ());

      qv_record_set_int (seat, QV_PARTICIPANT_SESSION, room.session);
      qv_record_set_text (seat, QV_PARTICIPANT_HELIX, qv_helix_to_word ((QvHelix) (i % QV_N_HELICES + 1)));
      qv_record_set_int (seat, QV_PARTICIPANT_SEAT, i / QV_N_HELICES + 1);
      qv_edit_insert (edit, seat);
    }
  for (int i = 0; i < N_NOTES; i++)
    add_note (edit, room.session, "A solution that somebody has", QV_NOTE_KIND_SOLUTION, i);
  qv_test_apply (room.store, edit);
  open_room (&room);
  visit_pages (&room);
  ring = qv_test_find (GTK_WIDGET (room.view), QV_TYPE_SEAT_RING);
  if (ring != NULL)
    {
      QvTestMeter meter = { 0 };
      GtkWidget *stack = gtk_widget_get_ancestor (ring, GTK_TYPE_STACK);

      qv_test_meter_start (&meter);
      gtk_stack_set_visible_child_name (GTK_STACK (stack), "ring");
      qv_test_spin (1000);
      qv_test_meter_stop (&meter);
      g_test_message ("ring: longest stall %.0f ms", (double) meter.longest_busy / 1000.0);
      g_assert_cmpint (meter.longest_busy, <, LONGEST);
    }
  close_room (&room);
}

/* Warnings of Pango, GTK or GLib end the test. */
static void
test_texts (void)
{
  static const char *const texts[] = {
    "<b>bold</b> &amp; <span foreground='red'>x</span> &nosuch; %s %n %d %1$s ${HOME} `x` 'y'",
    "مرحبا بالعالم — هذه ملاحظة عربية طويلة جدا عن المدينة وعن النقل",
    "שלום עולם, 42% (א) [ב]",
    "👩🏽‍🚀👨‍👩‍👧‍👦🇮🇹 emoji 🏳️‍🌈",
    "one\ttwo\nthree\n\n\n\n\nfour\xe2\x80\xa8"
    "five",
    "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81 \xe2\x80\xaetfel\xe2\x80\xac",
    "https://example.org/a?b=c&d=<e>",
  };
  Room room = { .store = qv_test_open_store () };
  g_autofree char *run = g_strnfill (10000, 'x');
  g_autoptr (GString) words = g_string_new (NULL);
  QvEdit *edit;

  while (words->len < 10000)
    g_string_append (words, "parola ");
  room.session = qv_test_add_session (room.store, texts[0], QV_ID_NONE);
  edit = qv_edit_new (texts[0], room.session);
  add_note (edit, room.session, run, QV_NOTE_KIND_SOLUTION, 1);
  add_note (edit, room.session, words->str, QV_NOTE_KIND_SOLUTION, 2);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_note (edit, room.session, texts[i], i % 2 == 0 ? QV_NOTE_KIND_SOLUTION : QV_NOTE_KIND_PROBLEM,
              (int) i);
  qv_test_apply (room.store, edit);
  open_room (&room);
  visit_pages (&room);
  close_room (&room);
}

static gboolean
is_saved (gpointer data)
{
  return qv_session_view_get_n_unsaved (((Room *) data)->view) == 0;
}

/* The folder goes while the session is open; the next note is on the disk again, and so are those before. */
static void
test_deleted_folder (void)
{
  Room room = { .store = qv_test_open_store () };
  g_autofree char *path = g_strdup (qv_store_get_path (room.store));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (QvStore) again = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;

  room.session = qv_test_add_session (room.store, "Deleted", QV_ID_NONE);
  qv_test_add_note (room.store, room.session, QV_HELIX_RESEARCH, QV_NOTE_KIND_PROBLEM, "before", 1);
  open_room (&room);
  adw_view_stack_set_visible_child_name (qv_session_view_get_pages (room.view), "table");
  qv_test_give_keyboard (room.window);
  qv_test_remove_folder (folder);
  qv_session_view_focus_entry (room.view);
  qv_test_press ("1 a Return");
  qv_test_spin (300);
  g_assert_true (qv_test_wait (is_saved, &room, 5000));
  qv_test_destroy (room.window);
  qv_store_close (room.store);

  again = qv_store_open (path, QV_STORE_OPEN_MUST_EXIST, &error);
  g_assert_no_error (error);
  notes = qv_store_list (again, QV_ENTITY_NOTE, QV_NOTE_SESSION, room.session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 2);
  qv_store_close (again);
  qv_test_close_store (room.store);
}

typedef struct
{
  QvWindow *window;
  char *folder;
  guint n_sessions;
} Desk;

static gboolean
has_no_dialog (gpointer data)
{
  return qv_test_find_window (QV_TYPE_IMPORT_DIALOG) == NULL;
}

/* As a file manager does it, from where the pointer lets go. */
static gboolean
drop (Desk *desk, GFile *file)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (desk->window));
  g_autoslist (GFile) list = g_slist_append (NULL, g_object_ref (file));
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, list);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  return taken;
}

static const char *
get_page (void)
{
  GtkWidget *dialog = qv_test_find_window (QV_TYPE_IMPORT_DIALOG);

  g_assert_nonnull (dialog);
  return gtk_stack_get_visible_child_name (GTK_STACK (qv_test_find (dialog, GTK_TYPE_STACK)));
}

static gboolean
is_error (gpointer data)
{
  return g_strcmp0 (get_page (), "error") == 0;
}

static gboolean
is_ready (gpointer data)
{
  return qv_test_find_window (QV_TYPE_IMPORT_DIALOG) == NULL || g_strcmp0 (get_page (), "busy") != 0;
}

/* Goes on with what the dialog proposes. */
static void
accept (void)
{
  for (guint i = 0; i < 4 && qv_test_find_window (QV_TYPE_IMPORT_DIALOG) != NULL; i++)
    {
      g_assert_true (qv_test_wait (is_ready, NULL, 30000));
      if (qv_test_find_window (QV_TYPE_IMPORT_DIALOG) != NULL)
        gtk_widget_activate (
            gtk_window_get_default_widget (GTK_WINDOW (qv_test_find_window (QV_TYPE_IMPORT_DIALOG))));
      qv_test_spin (100);
    }
  g_assert_true (qv_test_wait (has_no_dialog, NULL, 30000));
}

static guint
count_sessions (QvStore *store)
{
  g_autoptr (GPtrArray) sessions = qv_store_list (store, QV_ENTITY_SESSION, QV_STORE_ALL, 0, NULL);

  return sessions->len;
}

/* Many squares, which take a while. */
static GFile *
make_layer (Desk *desk)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  g_autofree char *path = g_build_filename (desk->folder, "squares.geojson", NULL);

  for (guint i = 0; i < 20000; i++)
    {
      double x = i % 200 * 0.01, y = 40.0 + i / 200 * 0.01;

      g_string_append_printf (text,
                              "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"%05u\",\"name\":\"%u\"},"
                              "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%.2f,%.2f],[%.2f,%.2f],"
                              "[%.2f,%.2f],[%.2f,%.2f]]]}}",
                              i == 0 ? "" : ",", i, i, x, y, x + 0.01, y, x + 0.01, y + 0.01, x, y);
    }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return g_file_new_for_path (path);
}

static void
drop_files (QvApplication *application, gpointer data)
{
  Desk *desk = data;
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "..", "data", "demo", "torino.quadrivio.xml", NULL);
  g_autoptr (GFile) session = g_file_new_for_path (path);
  g_autoptr (GFile) remote = g_file_new_for_uri ("nothing://example.org/a.csv");
  g_autoptr (GFile) layer = make_layer (desk);

  desk->window = qv_test_wait_for_library (application);
  g_assert_true (drop (desk, session));
  accept ();
  desk->n_sessions = count_sessions (qv_application_get_store (application));

  g_assert_true (drop (desk, remote));
  g_assert_true (qv_test_wait (is_error, NULL, 10000));
  gtk_window_close (GTK_WINDOW (qv_test_find_window (QV_TYPE_IMPORT_DIALOG)));
  g_assert_true (qv_test_wait (has_no_dialog, NULL, 5000));

  /* The window goes while the file is read. */
  g_assert_true (drop (desk, layer));
  qv_test_spin (50);
  g_assert_cmpstr (get_page (), ==, "busy");
  gtk_window_close (GTK_WINDOW (desk->window));
}

static void
test_drops (void)
{
  g_autofree char *library = NULL;
  Desk desk = { .folder = g_dir_make_tmp ("quadrivio-XXXXXX", NULL) };
  g_autoptr (QvStore) store = NULL;
  g_autoptr (GPtrArray) levels = NULL;

  library = g_build_filename (desk.folder, "library.qvlibrary", NULL);
  qv_test_run_application (library, drop_files, &desk);
  g_assert_cmpuint (desk.n_sessions, ==, 1);

  store = qv_store_open (library, QV_STORE_OPEN_MUST_EXIST, NULL);
  g_assert_nonnull (store);
  levels = qv_store_list (store, QV_ENTITY_TERRITORY, QV_STORE_ALL, 0, NULL);
  g_assert_cmpuint (levels->len, <, 20000);
  qv_store_close (store);
  qv_test_remove_folder (desk.folder);
  g_free (desk.folder);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/sturdy/thousand-seats", test_thousand_seats);
  g_test_add_func ("/sturdy/texts", test_texts);
  g_test_add_func ("/sturdy/deleted-folder", test_deleted_folder);
  g_test_add_func ("/sturdy/drops", test_drops);
  return g_test_run ();
}
