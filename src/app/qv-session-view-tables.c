/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The tables of a session: which this computer is at, and what of the session is that table's. */

#include "config.h"

#include "qv-own-table.h"
#include "qv-session-view-private.h"
#include "qv-tables-dialog.h"

typedef struct
{
  char *library;
  QvId session;
  QvId table;
} Choice;

static void
free_choice (gpointer data)
{
  g_free (((Choice *) data)->library);
  g_free (data);
}

static GTask *
make_task (QvSessionView *self, GAsyncReadyCallback callback)
{
  GTask *task = g_task_new (self, NULL, callback, NULL);
  Choice *choice = g_new0 (Choice, 1);

  choice->library = g_strdup (qv_store_get_path (self->store));
  choice->session = qv_item_get_id (QV_ITEM (self->session));
  choice->table = self->own_table;
  g_task_set_task_data (task, choice, free_choice);
  return task;
}

/* Seats that have no table are at every one. */
static gboolean
is_seat_here (gpointer item, gpointer data)
{
  QvSessionView *self = data;
  QvId table = qv_item_get_int (item, QV_PARTICIPANT_ROUND_TABLE);

  return self->own_table == QV_ID_NONE || table == QV_ID_NONE || table == self->own_table;
}

static void
seats_changed_cb (QvStore *store, GArray *rows, QvSessionView *self)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, QvRowChange, i).entity == QV_ENTITY_PARTICIPANT)
      {
        gtk_filter_changed (self->seat_filter, GTK_FILTER_CHANGE_DIFFERENT);
        return;
      }
}

static void
show_table (QvSessionView *self)
{
  gtk_filter_changed (self->seat_filter, GTK_FILTER_CHANGE_DIFFERENT);
  qv_note_queue_set_round_table (self->queue, self->own_table);
  qv_agenda_panel_set_round_table (self->agenda_panel, self->own_table);
  g_object_notify (G_OBJECT (self), "table-name");
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Choice *choice = data;

  choice->table = qv_own_table_load (choice->library, choice->session);
  g_task_return_boolean (task, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvSessionView *self = QV_SESSION_VIEW (source);
  Choice *choice = g_task_get_task_data (G_TASK (result));

  if (self->is_closing || choice->table == self->own_table)
    return;
  self->own_table = choice->table;
  show_table (self);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Choice *choice = data;
  GError *error = NULL;

  if (qv_own_table_save (choice->library, choice->session, choice->table, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvSessionView *self = QV_SESSION_VIEW (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && !self->is_closing)
    _qv_session_view_say (self, error->message, NULL, NULL);
}

static void
chosen_cb (QvSessionView *self, gint64 table)
{
  g_autoptr (GTask) task = NULL;

  self->own_table = table;
  show_table (self);
  task = make_task (self, saved_cb);
  g_task_set_source_tag (task, chosen_cb);
  g_task_run_in_thread (task, save_in_thread);
}

static void
failed_cb (QvSessionView *self, const char *sentence)
{
  _qv_session_view_say (self, sentence, NULL, NULL);
}

static void
tables_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);
  GtkWidget *dialog =
      qv_tables_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->store,
                            qv_item_get_id (QV_ITEM (self->session)), self->round_tables, self->own_table);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
notify_name (QvSessionView *self)
{
  g_object_notify (G_OBJECT (self), "table-name");
}

/**
 * qv_session_view_get_table_name:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the name of the table that this computer is at
 */
const char *
qv_session_view_get_table_name (QvSessionView *self)
{
  for (guint i = 0; self->round_tables != NULL && i < g_list_model_get_n_items (self->round_tables); i++)
    {
      g_autoptr (QvItem) table = g_list_model_get_item (self->round_tables, i);

      if (qv_item_get_id (table) == self->own_table)
        return qv_item_get_text (table, QV_ROUND_TABLE_NAME);
    }
  return NULL;
}

/* Before the seats are given to those who show them. */
void
_qv_session_view_watch_tables (QvSessionView *self)
{
  QvId id = qv_item_get_id (QV_ITEM (self->session));
  g_autoptr (GTask) task = make_task (self, loaded_cb);

  self->round_tables = qv_store_watch (self->store, QV_ENTITY_ROUND_TABLE, QV_ROUND_TABLE_SESSION, id);
  self->seat_filter = GTK_FILTER (gtk_custom_filter_new (is_seat_here, self, NULL));
  self->seats = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (self->participants), g_object_ref (self->seat_filter)));
  g_signal_connect_object (self->round_tables, "items-changed", G_CALLBACK (notify_name), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (seats_changed_cb), self, G_CONNECT_AFTER);
  g_task_set_source_tag (task, _qv_session_view_watch_tables);
  g_task_run_in_thread (task, load_in_thread);
}

void
_qv_session_view_drop_tables (QvSessionView *self)
{
  /* The filter asks the view. */
  if (self->seats != NULL)
    gtk_filter_list_model_set_filter (GTK_FILTER_LIST_MODEL (self->seats), NULL);
  g_clear_object (&self->seats);
  g_clear_object (&self->seat_filter);
  g_clear_object (&self->round_tables);
}

void
_qv_session_view_install_tables (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "session.tables", NULL, tables_action);
}
