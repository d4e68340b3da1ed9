/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-preferences-window.h"

#include <glib/gi18n.h>

#include "qv-helix-keys-group.h"
#include "qv-settings.h"
#include "qv-toast.h"

struct _QvPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *appearance_row;
  AdwComboRow *language_row;
  QvHelixKeysGroup *keys_group;
  AdwActionRow *library_row;
  AdwActionRow *folder_row;
  GtkWidget *clear_button;

  QvWindow *window;
  QvApplication *application;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (QvPreferencesWindow, qv_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const languages[] = { "", "en", "it", "fr" };

static void
appearance_chosen_cb (QvPreferencesWindow *self)
{
  if (self->settings != NULL)
    g_settings_set_enum (self->settings, "appearance",
                         (int) adw_combo_row_get_selected (self->appearance_row));
}

static gboolean
rebuild_cb (gpointer user_data)
{
  qv_application_rebuild_window (user_data);
  return G_SOURCE_REMOVE;
}

static void
language_chosen_cb (QvPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->language_row);
  g_autofree char *language = NULL;

  if (self->settings == NULL || selected >= G_N_ELEMENTS (languages))
    return;
  language = g_settings_get_string (self->settings, "language");
  if (g_str_equal (language, languages[selected]))
    return;
  g_settings_set_string (self->settings, "language", languages[selected]);
  qv_settings_use_language (self->settings);
  /* The windows of before go away with all that is in them, this one too: not while it is busy here. */
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_cb, g_object_ref (self->application), g_object_unref);
}

static void
show_folder_cb (QvPreferencesWindow *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "second-copy-folder");
  g_autofree char *shown = g_filename_display_name (folder);

  adw_action_row_set_subtitle (self->folder_row, *folder != '\0' ? shown : _ ("None"));
  gtk_widget_set_visible (self->clear_button, *folder != '\0');
}

static void
clear_folder_cb (QvPreferencesWindow *self)
{
  g_settings_set_string (self->settings, "second-copy-folder", "");
}

static void
folder_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  QvPreferencesWindow *self = user_data;
  g_autoptr (GtkNativeDialog) owned = dialog;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *path = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = g_file_get_path (folder);
  if (path != NULL && g_utf8_validate (path, -1, NULL))
    g_settings_set_string (self->settings, "second-copy-folder", path);
  else
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self),
                                      qv_toast_new (_ ("Copies cannot be kept in this folder."), NULL, NULL));
}

static void
choose_folder_cb (QvPreferencesWindow *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Folder of the Second Copy"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
do_in_window (QvPreferencesWindow *self, const char *action)
{
  g_autoptr (QvWindow) window = g_object_ref (self->window);

  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
}

static void
backup_cb (QvPreferencesWindow *self)
{
  do_in_window (self, "win.backup");
}

static void
restore_cb (QvPreferencesWindow *self)
{
  do_in_window (self, "win.restore-library");
}

static void
qv_preferences_window_dispose (GObject *object)
{
  QvPreferencesWindow *self = QV_PREFERENCES_WINDOW (object);

  g_clear_object (&self->window);
  g_clear_object (&self->application);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_PREFERENCES_WINDOW);
  G_OBJECT_CLASS (qv_preferences_window_parent_class)->dispose (object);
}

static void
qv_preferences_window_class_init (QvPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_preferences_window_dispose;
  g_type_ensure (QV_TYPE_HELIX_KEYS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/app/qv-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QvPreferencesWindow, appearance_row);
  gtk_widget_class_bind_template_child (widget_class, QvPreferencesWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, QvPreferencesWindow, keys_group);
  gtk_widget_class_bind_template_child (widget_class, QvPreferencesWindow, library_row);
  gtk_widget_class_bind_template_child (widget_class, QvPreferencesWindow, folder_row);
  gtk_widget_class_bind_template_child (widget_class, QvPreferencesWindow, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, appearance_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, backup_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
qv_preferences_window_init (QvPreferencesWindow *self)
{
  const char *const names[] = { _ ("As the system"), "English", "Italiano", "Français", NULL };
  g_autoptr (GtkStringList) model = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  model = gtk_string_list_new (names);
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (model));
}

/**
 * qv_preferences_window_new:
 * @parent: the main window
 *
 * Returns: (transfer none): the preferences
 */
GtkWidget *
qv_preferences_window_new (QvWindow *parent)
{
  QvPreferencesWindow *self = g_object_new (QV_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  QvApplication *application = QV_APPLICATION (gtk_window_get_application (GTK_WINDOW (parent)));
  GSettings *settings = qv_application_get_settings (application);
  g_autofree char *language = g_settings_get_string (settings, "language");
  g_autofree char *path = g_filename_display_name (qv_application_get_library_path (application));

  self->window = g_object_ref (parent);
  self->application = g_object_ref (application);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->library_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->folder_row), FALSE);
  adw_action_row_set_subtitle (self->library_row, path);
  adw_combo_row_set_selected (self->appearance_row, (guint) g_settings_get_enum (settings, "appearance"));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (language, languages[i]))
      adw_combo_row_set_selected (self->language_row, i);
  qv_helix_keys_group_set_settings (self->keys_group, settings);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::second-copy-folder", G_CALLBACK (show_folder_cb), self,
                           G_CONNECT_SWAPPED);
  show_folder_cb (self);
  return GTK_WIDGET (self);
}
