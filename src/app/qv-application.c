/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: opens the library in a thread while the window is being made, and hands the window what came
 * of it. */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-application.h"

#include <glib/gi18n.h>

#include "qv-settings.h"
#include "qv-window.h"

struct _QvApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  char *library_path;
  QvStore *store;
  GError *error;
  GCancellable *opening;
  QvViewKeeper *keeper; /* of the library at @library_path, once it was opened */

  /* What the command line asked for, kept until the library is open. */
  QvId session;
  GListStore *files;
};

G_DEFINE_FINAL_TYPE (QvApplication, qv_application, ADW_TYPE_APPLICATION)

static QvWindow *
get_window (QvApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (QV_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
follow_appearance_cb (QvApplication *self)
{
  const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                     ADW_COLOR_SCHEME_FORCE_DARK };
  int appearance = g_settings_get_enum (self->settings, "appearance");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[CLAMP (appearance, 0, 2)]);
}

static void
do_what_was_asked (QvApplication *self)
{
  QvWindow *window = get_window (self);

  QvId left;

  if (window == NULL || self->store == NULL || !qv_view_keeper_is_loaded (self->keeper))
    return;
  left = qv_view_keeper_take_left (self->keeper);
  if (left != QV_ID_NONE && (self->session == QV_ID_NONE || self->session == left))
    qv_window_recover_session (window, left);
  else if (self->session != QV_ID_NONE)
    qv_window_open_session (window, self->session);
  self->session = QV_ID_NONE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 0)
    {
      g_autoptr (GListStore) files = g_steal_pointer (&self->files);

      self->files = g_list_store_new (G_TYPE_FILE);
      qv_window_import_files (window, G_LIST_MODEL (files));
    }
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvApplication) self = user_data;
  QvWindow *window = get_window (self);

  g_clear_object (&self->opening);
  g_clear_error (&self->error);
  self->store = qv_store_open_finish (result, &self->error);
  if (window != NULL && self->store != NULL)
    qv_window_set_store (window, self->store);
  else if (window != NULL && !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    qv_window_set_error (window, self->error);
  do_what_was_asked (self);
}

static void
keeper_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvApplication) self = user_data;

  if (self->keeper == QV_VIEW_KEEPER (source))
    do_what_was_asked (self);
}

static QvWindow *
make_window (QvApplication *self)
{
  QvWindow *window = qv_window_new (self);

  if (self->store != NULL)
    qv_window_set_store (window, self->store);
  else if (self->error != NULL)
    qv_window_set_error (window, self->error);
  return window;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QvWindow *window = get_window (user_data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (G_APPLICATION (user_data));
}

static void
retry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  qv_application_open_library (user_data);
}

static void
qv_application_activate (GApplication *application)
{
  QvApplication *self = QV_APPLICATION (application);
  QvWindow *window = get_window (self);

  if (self->store == NULL && self->opening == NULL && self->error == NULL)
    qv_application_open_library (self);
  if (window == NULL)
    window = make_window (self);
  gtk_window_present (GTK_WINDOW (window));
  do_what_was_asked (self);
}

static void
qv_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  QvApplication *self = QV_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (self->files, files[i]);
  g_application_activate (application);
}

static int
qv_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  QvApplication *self = QV_APPLICATION (application);
  const char *path = NULL;
  const char *id = NULL;
  QvId session;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Quadrivio %s\n", VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "session", "&s", &id) && !qv_id_parse (id, &session))
    {
      g_printerr (_ ("“%s” is not the id of a session.\n"), id);
      return 2;
    }
  if (g_variant_dict_lookup (options, "library", "^&ay", &path))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

      g_free (self->library_path);
      self->library_path = g_file_get_path (file);
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  return -1;
}

static int
qv_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  QvApplication *self = QV_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  const char *id = NULL;

  if (g_variant_dict_lookup (options, "session", "&s", &id))
    qv_id_parse (id, &self->session);
  for (guint i = 1; arguments[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[i]);

      g_list_store_append (self->files, file);
    }
  g_application_activate (application);
  return 0;
}

static gpointer
read_icons_in_thread (gpointer theme)
{
  gtk_icon_theme_has_icon (theme, APP_ID);
  g_object_unref (theme);
  return NULL;
}

/* The list of what icons there are is read when the first is asked for, in the middle of the first layout.
 * GTK does so in a thread, but begins anew when it learns of libadwaita's and the application's own. */
static void
read_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  g_thread_unref (g_thread_new ("icons", read_icons_in_thread, g_object_ref (theme)));
}

static void
qv_application_startup (GApplication *application)
{
  QvApplication *self = QV_APPLICATION (application);
  const GActionEntry actions[] = { { .name = "quit", .activate = quit_cb },
                                   { .name = "retry", .activate = retry_cb } };

  /* Before all else, so that it is read while GTK starts. */
  qv_application_open_library (self);
  G_APPLICATION_CLASS (qv_application_parent_class)->startup (application);
  read_icons ();
  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  qv_window_set_accels (GTK_APPLICATION (self));
  g_signal_connect_object (self->settings, "changed::appearance", G_CALLBACK (follow_appearance_cb), self,
                           G_CONNECT_SWAPPED);
  follow_appearance_cb (self);
}

static void
qv_application_shutdown (GApplication *application)
{
  qv_application_close_library (QV_APPLICATION (application));
  G_APPLICATION_CLASS (qv_application_parent_class)->shutdown (application);
}

static void
qv_application_finalize (GObject *object)
{
  QvApplication *self = QV_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->files);
  g_clear_object (&self->opening);
  g_clear_object (&self->keeper);
  g_clear_error (&self->error);
  g_clear_pointer (&self->library_path, g_free);
  G_OBJECT_CLASS (qv_application_parent_class)->finalize (object);
}

static void
qv_application_class_init (QvApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = qv_application_finalize;
  application_class->startup = qv_application_startup;
  application_class->shutdown = qv_application_shutdown;
  application_class->activate = qv_application_activate;
  application_class->open = qv_application_open;
  application_class->command_line = qv_application_command_line;
  application_class->handle_local_options = qv_application_handle_local_options;
}

static void
qv_application_init (QvApplication *self)
{
  const GOptionEntry options[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open another library"), N_ ("FILE") },
    { "session", 's', 0, G_OPTION_ARG_STRING, NULL, N_ ("Open a session at once"), N_ ("ID") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  self->files = g_list_store_new (G_TYPE_FILE);
  self->library_path = g_build_filename (g_get_user_data_dir (), "quadrivio", "library.qvlibrary", NULL);
}

/**
 * qv_application_new:
 * @settings: the settings of the program
 *
 * Returns: (transfer full): the application
 */
QvApplication *
qv_application_new (GSettings *settings)
{
  QvApplication *self = g_object_new (QV_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path",
                                      "/org/quadrivio/Quadrivio", "flags",
                                      G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, NULL);

  self->settings = g_object_ref (settings);
  return self;
}

GSettings *
qv_application_get_settings (QvApplication *self)
{
  g_return_val_if_fail (QV_IS_APPLICATION (self), NULL);

  return self->settings;
}

const char *
qv_application_get_library_path (QvApplication *self)
{
  g_return_val_if_fail (QV_IS_APPLICATION (self), NULL);

  return self->library_path;
}

/**
 * qv_application_get_store:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): the open library
 */
QvStore *
qv_application_get_store (QvApplication *self)
{
  g_return_val_if_fail (QV_IS_APPLICATION (self), NULL);

  return self->store;
}

/**
 * qv_application_get_keeper:
 * @self: the application
 *
 * Returns: (transfer none): what knows how the sessions of the open library are looked at
 */
QvViewKeeper *
qv_application_get_keeper (QvApplication *self)
{
  g_return_val_if_fail (QV_IS_APPLICATION (self), NULL);

  return self->keeper;
}

/**
 * qv_application_open_library:
 * @self: the application
 *
 * Opens the library in the background and tells the window what came of it.
 */
void
qv_application_open_library (QvApplication *self)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (QV_IS_APPLICATION (self));

  if (self->store != NULL || self->opening != NULL)
    return;
  g_clear_error (&self->error);
  folder = g_path_get_dirname (self->library_path);
  g_mkdir_with_parents (folder, 0700);
  self->opening = g_cancellable_new ();
  qv_store_open_async (self->library_path, QV_STORE_OPEN_DEFAULT, self->opening, store_opened_cb,
                       g_object_ref (self));
  g_clear_object (&self->keeper);
  self->keeper = qv_view_keeper_new (self->library_path);
  qv_view_keeper_load_async (self->keeper, keeper_loaded_cb, g_object_ref (self));
}

/**
 * qv_application_close_library:
 * @self: the application
 *
 * Lets go of the library, so that the file can be replaced. What was acknowledged is on the disk already.
 */
void
qv_application_close_library (QvApplication *self)
{
  QvWindow *window;

  g_return_if_fail (QV_IS_APPLICATION (self));

  window = get_window (self);
  g_cancellable_cancel (self->opening);
  if (window != NULL)
    qv_window_set_store (window, NULL);
  if (self->keeper != NULL)
    {
      /* An orderly end, also where something still holds the window, which so has not closed its session. */
      qv_view_keeper_set_open (self->keeper, QV_ID_NONE);
      qv_view_keeper_flush (self->keeper);
    }
  if (self->store != NULL)
    qv_store_close (self->store);
  g_clear_object (&self->store);
}

/**
 * qv_application_rebuild_window:
 * @self: the application
 *
 * Makes the window anew, for a change of language.
 */
void
qv_application_rebuild_window (QvApplication *self)
{
  QvWindow *old;
  QvWindow *window;

  g_return_if_fail (QV_IS_APPLICATION (self));

  old = get_window (self);
  if (old != NULL)
    self->session = qv_window_get_session (old);
  window = make_window (self);
  gtk_window_present (GTK_WINDOW (window));
  if (old != NULL)
    gtk_window_destroy (GTK_WINDOW (old));
  do_what_was_asked (self);
}
