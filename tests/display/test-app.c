/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: every template shown and gone again, and the way of a session from its making to the
 * wastebasket and back. */
#include "config.h"

#include <glib/gstdio.h>

#include "qv-import-dialog.h"
#include "qv-library-aside.h"
#include "qv-library-page.h"
#include "qv-library-sidebar.h"
#include "qv-preferences-window.h"
#include "qv-running-card.h"
#include "qv-session-dialog.h"
#include "qv-session-row.h"
#include "qv-session-view.h"
#include "qv-template.h"
#include "qv-test-display.h"
#include "qv-test-program.h"

static void
test_templates_in_languages (void)
{
  const char *const languages[] = { "en", "it", "fr" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) templates = qv_template_list (languages[i]);

      g_assert_cmpuint (templates->len, ==, 11);
      for (guint j = 0; j < templates->len; j++)
        {
          const QvTemplate *template = templates->pdata[j];
          guint minutes = 0;

          g_assert_nonnull (template->title);
          g_assert_nonnull (template->summary);
          for (guint k = 0; k < template->steps->len; k++)
            {
              const QvTemplateStep *step = template->steps->pdata[k];

              g_assert_nonnull (step->title);
              minutes += step->minutes;
            }
          g_assert_cmpuint (template->minutes, ==, minutes);
        }
    }
  g_assert_null (qv_template_find ("none-such", NULL));
  g_assert_cmpstr (qv_template_pick_language ("fr_FR"), ==, "fr");
  g_assert_cmpstr (qv_template_pick_language ("de"), ==, "en");
}

static QvSession *
make_session (const char *starts, gint64 minutes, gint64 started, gint64 ended)
{
  g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());

  qv_record_set_text (record, QV_SESSION_TITLE, "A");
  qv_record_set_text (record, QV_SESSION_STARTS, starts);
  if (minutes > 0)
    qv_record_set_int (record, QV_SESSION_MINUTES, minutes);
  if (started > 0)
    qv_record_set_int (record, QV_SESSION_STARTED, started);
  if (ended > 0)
    qv_record_set_int (record, QV_SESSION_ENDED, ended);
  return QV_SESSION (qv_item_new (record));
}

static void
assert_state (const char *starts, gint64 started, gint64 ended, QvSessionState expected)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 5, 28, 12, 0, 0);
  g_autoptr (QvSession) session = make_session (starts, 120, started, ended);

  g_assert_cmpint (qv_session_get_state (session, g_date_time_to_unix (noon) * G_USEC_PER_SEC), ==, expected);
}

static void
test_states (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 5, 28, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon) * G_USEC_PER_SEC;

  assert_state (NULL, 0, 0, QV_SESSION_STATE_DRAFT);
  assert_state ("no date", 0, 0, QV_SESSION_STATE_DRAFT);
  assert_state ("2026-05-28T14:00", 0, 0, QV_SESSION_STATE_UPCOMING);
  assert_state ("2026-05-28T12:00", 0, 0, QV_SESSION_STATE_RUNNING);
  assert_state ("2026-05-28T10:00", 0, 0, QV_SESSION_STATE_PAST);
  assert_state ("2026-05-28T14:00", now - G_TIME_SPAN_MINUTE, 0, QV_SESSION_STATE_RUNNING);
  assert_state ("2026-05-28T14:00", now - G_TIME_SPAN_MINUTE, now, QV_SESSION_STATE_PAST);
  assert_state (NULL, now - 2 * G_TIME_SPAN_DAY, 0, QV_SESSION_STATE_PAST);
}

static void
assert_titles (QvSessionList *list, const char *expected)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (QvSessionEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", qv_session_entry_get_title (entry));
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
add (GListStore *store, const char *title, const char *starts, const char *collection)
{
  g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());
  g_autoptr (QvItem) item = NULL;

  qv_record_set_text (record, QV_SESSION_TITLE, title);
  qv_record_set_text (record, QV_SESSION_STARTS, starts);
  qv_record_set_text (record, QV_SESSION_COLLECTION, collection);
  item = qv_item_new (record);
  g_list_store_append (store, item);
}

static void
test_list (void)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 5, 28, 12, 0, 0);
  GListStore *sessions = g_list_store_new (QV_TYPE_SESSION);
  g_autoptr (QvSessionList) list = NULL;
  g_auto (GStrv) collections = NULL;

  add (sessions, "Later", "2026-07-01T10:00", NULL);
  add (sessions, "Soon", "2026-06-01T10:00", "Mobilité");
  add (sessions, "Draft", NULL, NULL);
  add (sessions, "Long ago", "2020-01-01T10:00", "Aurora");
  add (sessions, "Before", "2026-05-01T10:00", "Aurora");
  list = qv_session_list_new_for_models (G_LIST_MODEL (sessions), NULL);
  qv_session_list_refresh (list, g_date_time_to_unix (day) * G_USEC_PER_SEC);
  assert_titles (list, "Upcoming|Soon|Later|Draft|Past|Before|Long ago");
  add (sessions, "Now", "2026-05-28T11:00", NULL);
  assert_titles (list, "Now|Upcoming|Soon|Later|Draft|Past|Before|Long ago");
  qv_session_list_set_search (list, "mobilite");
  assert_titles (list, "Upcoming|Soon");
  qv_session_list_set_search (list, NULL);
  qv_session_list_set_filter (list, QV_SESSION_FILTER_COLLECTION, "Aurora");
  assert_titles (list, "Past|Before|Long ago");
  qv_session_list_set_filter (list, QV_SESSION_FILTER_ALL, NULL);
  qv_session_list_set_order (list, QV_SESSION_ORDER_TITLE);
  assert_titles (list, "Now|Upcoming|Draft|Later|Soon|Past|Before|Long ago");
  collections = qv_session_list_get_collections (list);
  g_assert_cmpuint (g_strv_length (collections), ==, 2);
  g_assert_cmpuint (qv_session_list_count (list, QV_SESSION_FILTER_UPCOMING, NULL), ==, 3);
}

static void
test_widgets (void)
{
  const GType types[] = { QV_TYPE_LIBRARY_PAGE, QV_TYPE_LIBRARY_ASIDE, QV_TYPE_LIBRARY_SIDEBAR,
                          QV_TYPE_RUNNING_CARD, QV_TYPE_SESSION_ROW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    qv_test_destroy (qv_test_show (g_object_new (types[i], NULL), 700, 500));
}

static void
test_dialogs (void)
{
  QvStore *store = qv_test_open_store ();
  GtkWidget *dialogs[3];
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/none.xml");
  g_autoptr (QvSession) session = make_session ("2026-05-28T14:00", 90, 0, 0);

  g_list_store_append (files, missing);
  dialogs[0] = qv_session_dialog_new (NULL, store, "world-cafe");
  dialogs[1] = qv_session_dialog_new_for_edit (NULL, store, session);
  dialogs[2] = qv_import_dialog_new (NULL, store, G_LIST_MODEL (files), QV_ID_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gboolean is_gone;

      qv_test_follow (dialogs[i], &is_gone);
      gtk_window_present (GTK_WINDOW (dialogs[i]));
      qv_test_spin (200);
      gtk_window_destroy (GTK_WINDOW (dialogs[i]));
      qv_test_assert_gone (&is_gone);
    }
  qv_test_close_store (store);
}

/* The day that is shown is the day that is kept, by whatever it was changed. */
static void
test_session_day (void)
{
  QvStore *store = qv_test_open_store ();
  g_autoptr (QvSession) session = make_session ("2026-05-28T14:00", 90, 0, 0);
  GtkWidget *dialog = qv_session_dialog_new_for_edit (NULL, store, session);
  GtkWidget *calendar, *row;
  g_autoptr (GDateTime) date = NULL;

  gtk_window_present (GTK_WINDOW (dialog));
  qv_test_spin (400);
  qv_test_give_keyboard (dialog);
  row = qv_test_find (dialog, ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  qv_test_spin (600);
  calendar = qv_test_find (row, GTK_TYPE_CALENDAR);
  qv_test_wheel (calendar, 3);
  qv_test_spin (300);
  date = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_assert_cmpint (g_date_time_get_month (date), ==, 5);
  g_signal_emit_by_name (qv_test_find (calendar, GTK_TYPE_BUTTON), "clicked");
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "28 April 2026"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  qv_test_close_store (store);
}

typedef struct
{
  QvWindow *window;
  QvStore *store;
  QvLibraryPage *page;
} Journey;

static guint
count (Journey *journey, QvSessionFilter filter)
{
  QvSessionList *list = qv_library_page_get_list (journey->page);

  return list != NULL ? qv_session_list_count (list, filter, NULL) : 0;
}

static gboolean
has_one (gpointer data)
{
  return count (data, QV_SESSION_FILTER_ALL) == 1 && count (data, QV_SESSION_FILTER_WASTEBASKET) == 0;
}

static gboolean
has_none_but_waste (gpointer data)
{
  return count (data, QV_SESSION_FILTER_ALL) == 0 && count (data, QV_SESSION_FILTER_WASTEBASKET) == 1;
}

static void
make_session_by_dialog (Journey *journey)
{
  GtkWidget *dialog;
  GtkWidget *title;

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.new-session", "s", "shared-priorities");
  dialog = qv_test_find_window (QV_TYPE_SESSION_DIALOG);
  g_assert_nonnull (dialog);
  title = qv_test_find (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (title), "Abitare <b>Aurora</b>");
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  qv_test_wait_for_session (journey->window);
}

static QvId
assert_session_in_library (Journey *journey)
{
  QvStore *store = journey->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions = qv_store_list (store, QV_ENTITY_SESSION, QV_STORE_ALL, 0, &error);
  g_autoptr (GPtrArray) steps = NULL;
  QvRecord *session;

  g_assert_no_error (error);
  g_assert_cmpuint (sessions->len, ==, 1);
  session = sessions->pdata[0];
  g_assert_cmpstr (qv_record_get_text (session, QV_SESSION_TITLE), ==, "Abitare <b>Aurora</b>");
  g_assert_cmpstr (qv_record_get_text (session, QV_SESSION_TEMPLATE), ==, "shared-priorities");
  steps = qv_store_list (store, QV_ENTITY_STEP, QV_STEP_SESSION, session->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 6);
  return session->id;
}

/* The frame that a window has where nothing is composited counts too. */
static void
assert_fits_phone (Journey *journey)
{
  g_assert_true (qv_test_narrow (GTK_WIDGET (journey->window), 360, 640, 372));
  qv_test_screenshot ("app-360");
  gtk_window_set_default_size (GTK_WINDOW (journey->window), 1366, 768);
  qv_test_spin (300);
}

static gboolean
is_choosing (gpointer data)
{
  return qv_test_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL;
}

static gboolean
is_there (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

/* Each kind from its chooser, which offers a name with the kind's ending. */
static void
assert_exports (Journey *journey, QvId id)
{
  static const struct
  {
    const char *kind;
    const char *offered;
    const char *name;
    const char *start;
  } exports[] = {
    { "session", "Abitare -b-Aurora--b-.quadrivio.xml", "a.xml", "<?xml" },
    { "page", "Abitare -b-Aurora--b-.html", "a.html", "<!DOCTYPE html" },
    { "map", "Abitare -b-Aurora--b-.png", "a.svg", "<?xml" },
    { "layers", "Abitare -b-Aurora--b-.gpkg", "a.gpkg", "SQLite format 3" },
    { "features", "Abitare -b-Aurora--b-.geojson", "a.geojson", "{" },
    { "table", "Abitare -b-Aurora--b-.csv", "a.csv", "id,kind,helix,text" },
  };
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-test-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *path = g_build_filename (folder, exports[i].name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *offered = NULL;
      GtkWidget *chooser;

      gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.export", "(xs)", (gint64) id,
                                  exports[i].kind);
      g_assert_true (qv_test_wait (is_choosing, NULL, 5000));
      chooser = qv_test_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
      offered = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (chooser));
      g_assert_cmpstr (offered, ==, exports[i].offered);
      qv_test_give_keyboard (chooser);
      qv_test_press ("ctrl+a");
      qv_test_type (path);
      qv_test_spin (300);
      qv_test_press ("Return");
      g_assert_true (qv_test_wait (is_there, path, 5000));
      qv_test_spin (100);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, exports[i].start));
      g_remove (path);
    }
  g_rmdir (folder);
}

static gboolean
has_two (gpointer data)
{
  return count (data, QV_SESSION_FILTER_ALL) == 2;
}

static gboolean
has_template (gpointer data)
{
  g_autoptr (QvTemplate) template = qv_template_find (data, NULL);

  return template != NULL;
}

static gboolean
has_no_template (gpointer data)
{
  return !has_template (data);
}

/* Of the two sessions the one that is not @id has what that one was prepared with. */
static void
assert_reused (Journey *journey, QvId id, const char *title)
{
  QvStore *store = journey->store;
  g_autoptr (GPtrArray) sessions = qv_store_list (store, QV_ENTITY_SESSION, QV_STORE_ALL, 0, NULL);
  const QvRecord *copy;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) themes = NULL;

  g_assert_cmpuint (sessions->len, ==, 2);
  copy = sessions->pdata[((QvRecord *) sessions->pdata[0])->id == id ? 1 : 0];
  g_assert_cmpstr (qv_record_get_text (copy, QV_SESSION_TITLE), ==, title);
  g_assert_cmpint (qv_record_get_int (copy, QV_SESSION_TARGET_RESIDENTS), ==, 7);
  g_assert_cmpstr (qv_record_get_text (copy, QV_SESSION_CONSENT_TEXT), ==, "Resta qui.");
  steps = qv_store_list (store, QV_ENTITY_STEP, QV_STEP_SESSION, copy->id, NULL);
  themes = qv_store_list (store, QV_ENTITY_SESSION_THEME, QV_SESSION_THEME_SESSION, copy->id, NULL);
  g_assert_cmpuint (steps->len, ==, 6);
  g_assert_cmpuint (themes->len, ==, 1);
}

static gboolean
is_one_in_waste (gpointer data)
{
  return count (data, QV_SESSION_FILTER_WASTEBASKET) == 1;
}

static gboolean
has_nothing_to_undo (gpointer data)
{
  Journey *journey = data;
  g_autofree char *label = qv_store_get_undo_label (journey->store, qv_window_get_session (journey->window));

  return label == NULL;
}

/* What was done to the library while a session is open is undone by the button that says so, and Ctrl+Z is
 * the session's; where that comes to its end, the session itself stays. */
static void
undo_beside_session (Journey *journey, QvId other)
{
  QvStore *store = journey->store;
  QvId open = qv_window_get_session (journey->window);
  QvEdit *edit = qv_edit_new ("Prepare", open);
  g_autofree char *label = NULL;

  qv_edit_set (edit, QV_ENTITY_SESSION, open, QV_SESSION_TARGET_RESIDENTS, qv_value_int (3));
  qv_test_apply (store, edit);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.delete-session", "x", (gint64) other);
  g_assert_true (qv_test_wait (is_one_in_waste, journey, 5000));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo-library", NULL);
  g_assert_true (qv_test_wait (has_two, journey, 5000));
  label = qv_store_get_undo_label (store, open);
  g_assert_cmpstr (label, ==, "Prepare");

  qv_test_spin (500);
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (qv_test_find (GTK_WIDGET (journey->window), QV_TYPE_SESSION_VIEW),
                                  "session.undo", NULL);
      g_assert_true (qv_test_wait (has_nothing_to_undo, journey, 5000));
      qv_test_spin (200);
    }
  g_assert_cmpint (qv_window_get_session (journey->window), ==, open);
  g_assert_true (has_two (journey));
}

/* A session serves another time: as a copy, and as a template. */
static void
reuse_session (Journey *journey, QvId id)
{
  char word[] = "abitare-b-aurora-b";
  QvEdit *edit = qv_edit_new ("Prepare", id);
  QvRecord *theme = qv_record_new (QV_ENTITY_SESSION_THEME, qv_id_new ());
  GtkWidget *dialog;

  qv_edit_set (edit, QV_ENTITY_SESSION, id, QV_SESSION_TARGET_RESIDENTS, qv_value_int (7));
  qv_edit_set (edit, QV_ENTITY_SESSION, id, QV_SESSION_CONSENT_TEXT, qv_value_text ("Resta qui."));
  qv_record_set_int (theme, QV_SESSION_THEME_SESSION, id);
  qv_record_set_text (theme, QV_SESSION_THEME_NAME, "Affitti");
  qv_record_set_int (theme, QV_SESSION_THEME_POSITION, 1);
  qv_edit_insert (edit, theme);
  qv_test_apply (journey->store, edit);

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.duplicate-session", "x", (gint64) id);
  g_assert_true (qv_test_wait (has_two, journey, 5000));
  assert_reused (journey, id, "Abitare <b>Aurora</b> (copy)");
  qv_test_spin (500);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  g_assert_true (qv_test_wait (has_one, journey, 5000));

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.save-template", "x", (gint64) id);
  g_assert_true (qv_test_wait (has_template, word, 5000));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.new-session", "s", word);
  dialog = qv_test_find_window (QV_TYPE_SESSION_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (qv_test_find (dialog, ADW_TYPE_ENTRY_ROW)), "Ancora");
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  qv_test_wait_for_session (journey->window);
  assert_reused (journey, id, "Ancora");
  undo_beside_session (journey, id);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.close-session", NULL);
  qv_test_spin (500);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  g_assert_true (qv_test_wait (has_one, journey, 5000));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.remove-template", "s", word);
  g_assert_true (qv_test_wait (has_no_template, word, 5000));
}

static void
run_journey (Journey *journey)
{
  QvId id;

  qv_test_screenshot ("app-empty");
  make_session_by_dialog (journey);
  id = assert_session_in_library (journey);
  qv_test_spin (400);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.close-session", NULL);
  g_assert_true (qv_test_wait (has_one, journey, 5000));
  qv_test_spin (400);
  qv_test_screenshot ("app-sessions");
  assert_fits_phone (journey);
  assert_exports (journey, id);
  reuse_session (journey, id);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.delete-session", "x", (gint64) id);
  g_assert_true (qv_test_wait (has_none_but_waste, journey, 5000));
  /* The action comes on when the journal has been read. */
  qv_test_spin (500);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  g_assert_true (qv_test_wait (has_one, journey, 5000));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.delete-session", "x", (gint64) id);
  g_assert_true (qv_test_wait (has_none_but_waste, journey, 5000));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.restore-session", "x", (gint64) id);
  g_assert_true (qv_test_wait (has_one, journey, 5000));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.preferences", NULL);
  qv_test_spin (300);
  g_assert_nonnull (qv_test_find_window (QV_TYPE_PREFERENCES_WINDOW));
  gtk_window_destroy (GTK_WINDOW (qv_test_find_window (QV_TYPE_PREFERENCES_WINDOW)));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.about", NULL);
  qv_test_spin (300);
  gtk_window_destroy (GTK_WINDOW (qv_test_find_window (ADW_TYPE_ABOUT_WINDOW)));
}

static void
go (QvApplication *application, gpointer data)
{
  Journey journey = { .window = qv_test_wait_for_library (application) };

  journey.store = qv_application_get_store (application);
  journey.page = qv_test_get (journey.window, QV_TYPE_LIBRARY_PAGE);
  run_journey (&journey);
  gtk_window_destroy (GTK_WINDOW (journey.window));
}

static GtkWidget *
find_mapped (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_error (gpointer data)
{
  return find_mapped (data, ADW_TYPE_STATUS_PAGE) != NULL;
}

static void
look_at_error (QvApplication *application, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  GtkWidget *page;

  g_assert_true (qv_test_wait (has_error, window, 5000));
  page = find_mapped (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE);
  qv_test_screenshot ("app-error");
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, "The library is damaged");
  gtk_window_destroy (window);
}

static void
test_journey (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "library.qvlibrary", NULL);

  qv_test_run_application (path, go, NULL);
  qv_test_remove_folder (folder);
}

static void
test_damaged (void)
{
  const char *broken = "not a library & <b>no markup</b>";
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "<i>library&.qvlibrary", NULL);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, broken, -1, &error));
  qv_test_run_application (path, look_at_error, NULL);
  g_assert_true (g_file_get_contents (path, &contents, NULL, &error));
  g_assert_cmpstr (contents, ==, broken);
  qv_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/app/templates-in-languages", test_templates_in_languages);
  g_test_add_func ("/app/states", test_states);
  g_test_add_func ("/app/list", test_list);
  g_test_add_func ("/app/widgets", test_widgets);
  g_test_add_func ("/app/dialogs", test_dialogs);
  g_test_add_func ("/app/session-day", test_session_day);
  g_test_add_func ("/app/damaged", test_damaged);
  g_test_add_func ("/app/journey", test_journey);
  return g_test_run ();
}
