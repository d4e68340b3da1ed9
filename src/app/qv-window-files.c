/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that come in: choosers and drops; backups. */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include <glib/gi18n.h>

#include "qv-import-dialog.h"
#include "qv-toast.h"
#include "qv-window-private.h"

/* A library that was copied within a day is not copied again by itself. */
#define BACKUP_EVERY G_TIME_SPAN_DAY
#define BACKUP_DELAY_SECONDS 5

void
_qv_window_add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
add_all_filter (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("All files"));
  gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GtkNativeDialog) owned = dialog;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      qv_window_import_files (user_data, files);
    }
}

static void
choose_files (QvWindow *self, const char *kind)
{
  const struct
  {
    const char *kind;
    const char *title;
    const char *name;
    const char *patterns[9];
  } kinds[] = {
    { "session", N_ ("Import a Session"), N_ ("Sessions"), { "xml" } },
    { "territories",
      N_ ("Import Territories"),
      N_ ("Layers"),
      { "geojson", "json", "gpkg", "shp", "kml", "gml", "zip", "fgb" } },
    { "indicators", N_ ("Import Figures"), N_ ("Tables"), { "csv", "tsv", "xlsx", "ods", "json", "txt" } },
    { "extract", N_ ("Import a Map Background"), N_ ("Map backgrounds"), { "pbf", "mbtiles" } },
  };
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Import"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                   _ ("_Import"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      {
        gtk_native_dialog_set_title (GTK_NATIVE_DIALOG (chooser), _ (kinds[i].title));
        _qv_window_add_filter (GTK_FILE_CHOOSER (chooser), _ (kinds[i].name), kinds[i].patterns);
      }
  add_all_filter (GTK_FILE_CHOOSER (chooser));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (files_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_files (QV_WINDOW (widget), NULL);
}

static void
import_kind_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_files (QV_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
imported_cb (QvWindow *self, const char *sentence, gint64 session, GtkWidget *dialog)
{
  if (session != QV_ID_NONE)
    {
      AdwToast *toast = qv_toast_new (sentence, _ ("Open"), "win.open-session");

      adw_toast_set_action_target (toast, "x", session);
      qv_window_add_toast (self, toast);
    }
  else
    _qv_window_say_with_undo (self, sentence);
}

/**
 * qv_window_import_files:
 * @self: the window
 * @files: (element-type GFile): what to bring in, one after the other
 */
void
qv_window_import_files (QvWindow *self, GListModel *files)
{
  GtkWidget *dialog;

  g_return_if_fail (QV_IS_WINDOW (self));

  if (self->store == NULL || g_list_model_get_n_items (files) == 0)
    return;
  dialog = qv_import_dialog_new (GTK_WINDOW (self), self->store, files, qv_window_get_session (self));
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
dropped_cb (QvWindow *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (self->store == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  for (const GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  qv_window_import_files (self, G_LIST_MODEL (files));
  return TRUE;
}

void
_qv_window_accept_drops (QvWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    _qv_window_say (self, _ ("The folder cannot be shown here."));
}

static void
show_file_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));
  g_autofree char *uri = g_file_get_uri (file);
  const char *uris[] = { uri, NULL };
  GDBusConnection *connection = g_application_get_dbus_connection (g_application_get_default ());

  if (connection == NULL)
    {
      _qv_window_say (QV_WINDOW (widget), _ ("The folder cannot be shown here."));
      return;
    }
  g_dbus_connection_call (connection, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, g_object_ref (widget));
}

typedef struct
{
  QvStore *store;
  char *folder;
  char *second; /* folder of the second copy, or "" */
} BackingUp;

static void
free_backing_up (BackingUp *data)
{
  g_object_unref (data->store);
  g_free (data->folder);
  g_free (data->second);
  g_free (data);
}

static void
back_up (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  BackingUp *data = task_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_mkdir_with_parents (data->folder, 0700);
  first = qv_store_backup (data->store, data->folder, &error);
  if (first != NULL && *data->second != '\0')
    {
      second = qv_store_backup (data->store, data->second, &error);
      if (second == NULL)
        g_prefix_error (&error, "%s ",
                        _ ("The library is safe on this computer, but not in the second place."));
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvWindow *self = QV_WINDOW (source);
  gboolean is_asked = GPOINTER_TO_INT (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  self->is_backing_up = FALSE;
  if (self->store == NULL)
    return;
  qv_library_page_set_last_copy (self->library_page, qv_store_get_last_backup (self->store));
  _qv_window_update_actions (self);
  if (is_done && is_asked)
    _qv_window_say (self, _ ("The library has been copied"));
  else if (!is_done)
    _qv_window_tell_error (self, _ ("The library was not copied"), error);
}

static void
start_backup (QvWindow *self, gboolean is_asked)
{
  GSettings *settings = qv_application_get_settings (self->application);
  g_autoptr (GTask) task = NULL;
  g_autofree char *beside = NULL;
  BackingUp *data;

  if (self->store == NULL || self->is_backing_up)
    return;
  beside = g_path_get_dirname (qv_store_get_path (self->store));
  data = g_new0 (BackingUp, 1);
  data->store = g_object_ref (self->store);
  data->folder = g_build_filename (beside, "backups", NULL);
  data->second = g_settings_get_string (settings, "second-copy-folder");
  self->is_backing_up = TRUE;
  _qv_window_update_actions (self);
  task = g_task_new (self, NULL, backed_up_cb, GINT_TO_POINTER (is_asked));
  g_task_set_source_tag (task, start_backup);
  g_task_set_task_data (task, data, (GDestroyNotify) free_backing_up);
  g_task_run_in_thread (task, back_up);
}

static void
backup_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_backup (QV_WINDOW (widget), TRUE);
}

static gboolean
backup_due_cb (gpointer user_data)
{
  QvWindow *self = user_data;

  self->backup_source = 0;
  if (self->store != NULL &&
      qv_session_list_count (qv_library_page_get_list (self->library_page), QV_SESSION_FILTER_ALL, NULL) > 0)
    start_backup (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
_qv_window_back_up_if_due (QvWindow *self)
{
  g_clear_handle_id (&self->backup_source, g_source_remove);
  if (self->store != NULL && g_get_real_time () - qv_store_get_last_backup (self->store) > BACKUP_EVERY)
    self->backup_source = g_timeout_add_seconds (BACKUP_DELAY_SECONDS, backup_due_cb, self);
}

typedef struct
{
  char *backup;
  char *path;
  char *kept;
} Restoring;

static void
free_restoring (Restoring *data)
{
  g_free (data->backup);
  g_free (data->path);
  g_free (data->kept);
  g_free (data);
}

static void
restore (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Restoring *data = task_data;
  g_autoptr (GError) error = NULL;

  if (qv_store_restore (data->backup, data->path, &data->kept, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvWindow *self = QV_WINDOW (source);
  Restoring *data = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *name = data->kept != NULL ? g_path_get_basename (data->kept) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  g_autofree char *sentence = NULL;

  if (self->application == NULL)
    return;
  qv_application_open_library (self->application);
  if (!is_done)
    {
      _qv_window_tell_error (self, _ ("The copy was not restored"), error);
      return;
    }
  sentence = shown != NULL ? g_strdup_printf (_ ("Restored. What was there before is kept as %s."), shown)
                           : g_strdup (_ ("Restored."));
  _qv_window_say (self, sentence);
}

static void
restore_confirmed_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  QvWindow *self = user_data;
  Restoring *data;
  g_autoptr (GTask) task = NULL;

  if (g_strcmp0 (response, "restore") != 0 || self->application == NULL)
    return;
  data = g_new0 (Restoring, 1);
  data->backup = g_strdup (g_object_get_data (G_OBJECT (dialog), "backup"));
  data->path = g_strdup (qv_application_get_library_path (self->application));
  qv_application_close_library (self->application);
  task = g_task_new (self, NULL, restored_cb, NULL);
  g_task_set_source_tag (task, restore_confirmed_cb);
  g_task_set_task_data (task, data, (GDestroyNotify) free_restoring);
  g_task_run_in_thread (task, restore);
}

static void
backup_chosen_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr (GtkNativeDialog) owned = native;
  QvWindow *self = user_data;
  g_autoptr (GFile) file = NULL;
  GtkWidget *dialog;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Restore this copy?"),
      _ ("The library becomes what it was when the copy was made; a vote that was open then is open again. "
         "The library of now is kept beside it."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore",
                                    _ ("_Restore"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "backup", g_file_get_path (file), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (restore_confirmed_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
restore_library_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  g_autofree char *beside = g_path_get_dirname (qv_application_get_library_path (self->application));
  g_autofree char *path = g_build_filename (beside, "backups", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Restore a Copy"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                   _ ("_Restore"), NULL);

  if (g_file_query_exists (folder, NULL))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (backup_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
_qv_window_install_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.import-kind", "s", import_kind_cb);
  gtk_widget_class_install_action (widget_class, "win.show-file", "ay", show_file_cb);
  gtk_widget_class_install_action (widget_class, "win.backup", NULL, backup_cb);
  gtk_widget_class_install_action (widget_class, "win.restore-library", NULL, restore_library_cb);
}
