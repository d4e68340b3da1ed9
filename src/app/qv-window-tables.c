/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between tables: a table hands its file out on a USB stick, the theme desk takes in a whole folder of them.
 */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include <glib/gi18n.h>

#include "qv-export.h"
#include "qv-import-file.h"
#include "qv-own-table.h"
#include "qv-toast.h"
#include "qv-window-private.h"

static void
activate_view (GtkWidget *widget, const char *action)
{
  QvWindow *self = QV_WINDOW (widget);

  if (self->view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->view), action, NULL);
}

static void
tables_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  activate_view (widget, "session.tables");
}

static void
commitments_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  activate_view (widget, "session.commitments");
}

typedef struct
{
  QvWindow *window;
  char *path;
} Copying;

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copying *copying = user_data;
  QvWindow *self = copying->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (copying->path);
  g_autofree char *sentence = NULL;
  AdwToast *toast;

  if (!qv_export_session_finish (result, &error))
    _qv_window_tell_error (self, _ ("The session was not copied. It is safe on this computer"), error);
  else if (self->store != NULL)
    {
      sentence = g_strdup_printf (_ ("Copied as %s"), name);
      toast = qv_toast_new (sentence, _ ("Show in Folder"), "win.show-file");
      adw_toast_set_action_target_value (toast, g_variant_new_bytestring (copying->path));
      qv_window_add_toast (self, toast);
    }
  g_object_unref (self);
  g_free (copying->path);
  g_free (copying);
}

/* The theme desk needs everything: votes, and the names that belong to seats. */
static void
copy_to (QvWindow *self, const char *folder)
{
  QvSession *session = qv_session_view_get_session (self->view);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = qv_own_table_make_name (qv_item_get_text (QV_ITEM (session), QV_SESSION_TITLE),
                                                  qv_session_view_get_table_name (self->view), now);
  Copying *copying = g_new (Copying, 1);

  copying->window = g_object_ref (self);
  copying->path = g_build_filename (folder, name, NULL);
  qv_export_session_async (self->store, qv_item_get_id (QV_ITEM (session)), copying->path,
                           QV_EXPORT_FORMAT_XML, QV_EXPORT_NAMED, NULL, copied_cb, copying);
}

static void
copy_folder_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr (GtkNativeDialog) owned = native;
  QvWindow *self = user_data;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT || self->view == NULL)
    return;
  folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  path = g_file_get_path (folder);
  if (path == NULL)
    _qv_window_say (self, _ ("This folder is not on a disk or a stick."));
  else
    copy_to (self, path);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) paths = qv_import_list_folder (data, &error);
  GListStore *files;

  if (paths == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  files = g_list_store_new (G_TYPE_FILE);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths->pdata[i]);

      g_list_store_append (files, file);
    }
  g_task_return_pointer (task, files, g_object_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvWindow *self = QV_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = g_task_propagate_pointer (G_TASK (result), &error);

  if (files != NULL)
    qv_window_import_files (self, files);
  else
    _qv_window_tell_error (self, _ ("Nothing was imported"), error);
}

/**
 * qv_window_import_folder:
 * @self: the window
 * @path: a folder
 *
 * Brings in the session files that lie in it, one after the other.
 */
void
qv_window_import_folder (QvWindow *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, listed_cb, NULL);

  g_task_set_source_tag (task, qv_window_import_folder);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

static void
import_folder_cb (GtkNativeDialog *native, int response, gpointer user_data)
{
  g_autoptr (GtkNativeDialog) owned = native;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  path = g_file_get_path (folder);
  if (path != NULL)
    qv_window_import_folder (user_data, path);
}

/* Where sticks are, if there is one. */
static void
start_at_stick (GtkFileChooser *chooser)
{
  g_autofree char *path = g_build_filename ("/run/media", g_get_user_name (), NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

static void
choose_folder (QvWindow *self, const char *title, const char *accept, GCallback callback)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, accept,
                                   NULL);

  start_at_stick (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", callback, self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  const char *path = g_variant_get_string (parameter, NULL);

  if (self->view == NULL)
    return;
  if (*path != '\0')
    copy_to (self, path);
  else
    choose_folder (self, _ ("Copy to a USB Stick"), _ ("_Copy Here"), G_CALLBACK (copy_folder_cb));
}

static void
merge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_folder (QV_WINDOW (widget), _ ("Take In the Files of the Tables"), _ ("_Take In"),
                 G_CALLBACK (import_folder_cb));
}

GMenuModel *
_qv_window_make_tables_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Co_mmitments"), "win.commitments");
  g_menu_append (menu, _ ("_Tables…"), "win.tables");
  g_menu_append (menu, _ ("_Copy to USB…"), "win.copy-to-usb::");
  g_menu_append (menu, _ ("Take In Ta_bles’ Files…"), "win.merge-folder");
  return G_MENU_MODEL (menu);
}

void
_qv_window_install_tables (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.commitments", NULL, commitments_cb);
  gtk_widget_class_install_action (widget_class, "win.tables", NULL, tables_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-to-usb", "s", copy_cb);
  gtk_widget_class_install_action (widget_class, "win.merge-folder", NULL, merge_cb);
}
