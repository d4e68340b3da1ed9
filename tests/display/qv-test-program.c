/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the whole program share: the application run until its window is closed, and its library
 * read by a connection of the test's own. */
#include "config.h"

#include "qv-test-program.h"

#include "qv-outline-row.h"
#include "qv-settings.h"
#include "qv-test-display.h"

typedef struct
{
  QvApplication *application;
  QvTestAct act;
  gpointer data;
  gboolean has_acted;
} Run;

static gboolean
has_window (gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window));
}

static gboolean
act_cb (gpointer data)
{
  Run *run = data;

  g_assert_true (qv_test_wait (has_window, run->application, 20000));
  run->act (run->application, run->data);
  run->has_acted = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the program on the library at this path. @act is called when there is a window, and closes it. */
void
qv_test_run_application (const char *library, QvTestAct act, gpointer data)
{
  g_autoptr (GSettings) settings = qv_settings_new ();
  const char *argv[] = { "quadrivio", "--library", library, NULL };
  Run run = { .application = qv_application_new (settings), .act = act, .data = data };

  g_timeout_add (500, act_cb, &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run.application), 3, (char **) argv), ==, 0);
  g_assert_true (run.has_acted);
  g_assert_finalize_object (run.application);
}

static gboolean
has_library (gpointer data)
{
  return qv_application_get_store (data) != NULL;
}

/* Returns: the window, as soon as the library is open */
QvWindow *
qv_test_wait_for_library (QvApplication *application)
{
  g_assert_true (qv_test_wait (has_library, application, 20000));
  return QV_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
}

static gboolean
has_session (gpointer data)
{
  return qv_window_get_session (data) != QV_ID_NONE;
}

/* Returns: the session, as soon as the window shows one */
QvId
qv_test_wait_for_session (QvWindow *window)
{
  g_assert_true (qv_test_wait (has_session, window, 15000));
  return qv_window_get_session (window);
}

/* How many notes the panel lists, without its headings. */
guint
qv_test_count_notes (QvNotesPanel *panel)
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

/* The statement holds its connection; end it with qv_test_end_query(). */
sqlite3_stmt *
qv_test_query (const char *library, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_open_v2 (library, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  return stmt;
}

void
qv_test_end_query (sqlite3_stmt *stmt)
{
  sqlite3 *db = sqlite3_db_handle (stmt);

  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* The first number of the first row; 0 for NULL, -1 for no row. */
gint64
qv_test_ask (const char *library, const char *sql)
{
  sqlite3_stmt *stmt = qv_test_query (library, sql);
  gint64 value = -1;

  if (sqlite3_step (stmt) == SQLITE_ROW)
    value = sqlite3_column_int64 (stmt, 0);
  qv_test_end_query (stmt);
  return value;
}
