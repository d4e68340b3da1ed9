/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include "qv-window-private.h"

#include <glib/gi18n.h>

#include "qv-after-frame.h"
#include "qv-library-aside.h"
#include "qv-preferences-window.h"
#include "qv-shortcuts.h"

G_DEFINE_FINAL_TYPE (QvWindow, qv_window, ADW_TYPE_APPLICATION_WINDOW)

void
_qv_window_update_actions (QvWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_store = self->store != NULL;
  gboolean can_undo = has_store && self->undo_label != NULL;
  gboolean can_redo = has_store && self->redo_label != NULL;
  const char *const need_store[] = { "win.new-session",       "win.open-session",   "win.edit-session",
                                     "win.duplicate-session", "win.delete-session", "win.start-session",
                                     "win.restore-session",   "win.end-session",    "win.import",
                                     "win.import-kind" };

  if (self->view != NULL)
    g_object_get (self->view, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (need_store); i++)
    gtk_widget_action_set_enabled (widget, need_store[i], has_store);
  gtk_widget_action_set_enabled (widget, "win.export", has_store && self->exporting == NULL);
  gtk_widget_action_set_enabled (widget, "win.undo", can_undo);
  gtk_widget_action_set_enabled (widget, "win.redo", can_redo);
  gtk_widget_action_set_enabled (widget, "win.close-session", self->view != NULL);
  gtk_widget_action_set_enabled (widget, "win.print", self->view != NULL);
  gtk_widget_action_set_enabled (widget, "win.search", has_store && self->view == NULL);
  gtk_widget_action_set_enabled (widget, "win.backup", has_store && !self->is_backing_up);
}

void
_qv_window_tell_error (QvWindow *self, const char *what, const GError *error)
{
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), what, error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  gboolean is_on;

  g_object_get (self->library_page, "search-mode", &is_on, NULL);
  g_object_set (self->library_page, "search-mode", !is_on, NULL);
}

static void
close_session_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);

  /* Only the facilitator ends a vote on a screen that is handed round. */
  if (self->view == NULL || !qv_session_view_is_handed_over (self->view))
    qv_window_close_session (self);
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (qv_preferences_window_new (QV_WINDOW (widget))));
}

static void
shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  AdwViewStack *pages = self->view != NULL ? qv_session_view_get_pages (self->view) : NULL;
  const char *page = pages != NULL ? adw_view_stack_get_visible_child_name (pages) : NULL;
  const char *section = page == NULL ? "everywhere" : g_str_equal (page, "table") ? "table" : "prepare";

  gtk_window_present (
      qv_shortcuts_new (GTK_WINDOW (self), qv_application_get_settings (self->application), section));
}

static void
about_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *developers[] = { "The Quadrivio maintainers", NULL };

  adw_show_about_window (
      GTK_WINDOW (widget), "application-name", _ ("Quadrivio"), "application-icon", APP_ID, "version",
      VERSION, "developer-name", _ ("The Quadrivio maintainers"), "developers", developers, "license-type",
      GTK_LICENSE_GPL_3_0, "comments",
      _ ("Workshops about a city in which public authorities, research institutes, companies and residents "
         "sit round one table. It needs no network."),
      /* Translators: your names, one a line */
      "translator-credits", _ ("translator-credits"), NULL);
}

static void
order_cb (QvWindow *self)
{
  GSettings *settings = qv_application_get_settings (self->application);

  g_object_set (self->library_page, "order", g_settings_get_enum (settings, "order"), NULL);
}

static void
folded_cb (QvWindow *self)
{
  gboolean is_folded;

  g_object_get (self->library_page, "folded", &is_folded, NULL);
  gtk_widget_set_visible (self->new_label, !is_folded);
  gtk_widget_set_visible (self->search_button, !is_folded);
}

static void
visible_page_changed_cb (QvWindow *self)
{
  if (self->view != NULL && !adw_leaflet_get_child_transition_running (self->leaflet) &&
      adw_leaflet_get_visible_child (self->leaflet) == self->library_box)
    qv_window_close_session (self);
}

static void
make_session_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = _qv_window_make_session_menu (user_data);

  gtk_menu_button_set_menu_model (button, menu);
}

static gboolean
qv_window_close_request (GtkWindow *window)
{
  QvWindow *self = QV_WINDOW (window);
  GSettings *settings = qv_application_get_settings (self->application);
  gboolean is_maximized = gtk_window_is_maximized (window);
  int width;
  int height;

  g_settings_set_boolean (settings, "window-maximized", is_maximized);
  if (!is_maximized)
    {
      /* The width of the widget leaves out the frame, and the window would be smaller each time. */
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set (settings, "window-size", "(ii)", width, height);
    }
  if (self->view != NULL && qv_session_view_get_n_unsaved (self->view) > 0)
    {
      _qv_window_say (self, _ ("Some notes are not on the disk yet. Make room on it, then close."));
      return TRUE;
    }
  return GTK_WINDOW_CLASS (qv_window_parent_class)->close_request (window);
}

static void
qv_window_dispose (GObject *object)
{
  QvWindow *self = QV_WINDOW (object);

  if (self->library_page != NULL)
    qv_window_set_store (self, NULL);
  _qv_window_stop_export (self);
  g_clear_handle_id (&self->backup_source, g_source_remove);
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_object (&self->next_toast);
  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->view_signals);
  g_clear_object (&self->session_signals);
  g_clear_pointer (&self->undo_label, g_free);
  g_clear_pointer (&self->redo_label, g_free);
  g_clear_object (&self->application);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_WINDOW);
  G_OBJECT_CLASS (qv_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/app/qv-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QvWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, library_box);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, new_label);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, library_stack);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, library_page);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_box);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_title);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_header);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_title_box);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_title_label);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_menu_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, notes_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, page_bin);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, session_slot);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, projector_box);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, projector_label);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, projector_menu_button);
  gtk_widget_class_bind_template_child (widget_class, QvWindow, projector_menu);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_changed_cb);
}

static void
qv_window_class_init (QvWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = qv_window_close_request;
  g_type_ensure (QV_TYPE_LIBRARY_PAGE);
  bind_template (widget_class);
  _qv_window_install_undo (widget_class);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.close-session", NULL, close_session_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_cb);
  _qv_window_install_sessions (widget_class);
  _qv_window_install_templates (widget_class);
  _qv_window_install_files (widget_class);
  _qv_window_install_export (widget_class);
  _qv_window_install_tables (widget_class);
}

static void
make_main_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  QvWindow *self = user_data;

  gtk_menu_button_set_menu_model (button, self->main_menu);
}

static void
complete_cb (GtkWidget *widget)
{
  _qv_window_show_templates (QV_WINDOW (widget));
}

/* The frame after the first has the list of workshops; the menu need not be there before. */
static void
painted_cb (GtkWidget *widget)
{
  qv_after_frame (widget, complete_cb);
}

static void
qv_window_init (QvWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->session_title, "notify::title-visible",
                           G_CALLBACK (_qv_window_title_moved_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_main_menu_cb, self, NULL);
  qv_after_frame (GTK_WIDGET (self), painted_cb);
  gtk_window_set_focus_visible (GTK_WINDOW (self), FALSE);
  gtk_menu_button_set_create_popup_func (self->session_menu_button, make_session_menu_cb, self, NULL);
  g_signal_connect_object (self->library_page, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  _qv_window_accept_drops (self);
  _qv_window_watch_keys (self);
  _qv_window_update_actions (self);
}

/**
 * qv_window_new:
 * @application: the application
 *
 * Returns: (transfer none): the main window, in the size in which it was left
 */
QvWindow *
qv_window_new (QvApplication *application)
{
  QvWindow *self = g_object_new (QV_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = qv_application_get_settings (application);
  g_autoptr (GAction) order = g_settings_create_action (settings, "order");
  int width = 0;
  int height = 0;

  self->application = g_object_ref (application);
  g_action_map_add_action (G_ACTION_MAP (self), order);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 360), MAX (height, 360));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_signal_connect_object (settings, "changed::order", G_CALLBACK (order_cb), self, G_CONNECT_SWAPPED);
  order_cb (self);
  return self;
}

/**
 * qv_window_set_store:
 * @self: the window
 * @store: (nullable): the library to show
 */
void
qv_window_set_store (QvWindow *self, QvStore *store)
{
  g_return_if_fail (QV_IS_WINDOW (self));

  if (self->store == store)
    return;
  qv_window_close_session (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, _qv_window_refresh_undo, self);
  g_set_object (&self->store, store);
  qv_library_page_set_store (self->library_page, store);
  gtk_stack_set_visible_child_name (self->library_stack, store != NULL ? "library" : "opening");
  if (store != NULL)
    {
      qv_library_page_set_last_copy (self->library_page, qv_store_get_last_backup (store));
      g_signal_connect_object (store, "changed", G_CALLBACK (_qv_window_refresh_undo), self,
                               G_CONNECT_SWAPPED);
      _qv_window_refresh_undo (self);
      _qv_window_back_up_if_due (self);
    }
  _qv_window_update_actions (self);
}

/**
 * qv_window_set_error:
 * @self: the window
 * @error: why the library cannot be opened
 *
 * Says what happened, what is safe and what to do.
 */
void
qv_window_set_error (QvWindow *self, const GError *error)
{
  const char *title = _ ("The library cannot be opened");
  const char *advice = _ ("Nothing has been changed. Try again, or restore a copy.");
  const char *icon = "dialog-warning-symbolic";
  gboolean can_restore = TRUE;
  g_autofree char *message = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (QV_IS_WINDOW (self));

  if (g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_DAMAGED))
    {
      title = _ ("The library is damaged");
      advice = _ ("The file has been left as it is. Restore a copy: the damaged file is kept beside it.");
    }
  else if (g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_NEWER))
    {
      title = _ ("The library is of a newer Quadrivio");
      advice = _ ("Everything in it is safe. Open it with the newer program, or update this one.");
      can_restore = FALSE;
    }
  else if (g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_BUSY))
    {
      title = _ ("The library is in use");
      advice = _ ("Everything in it is safe. Close the other program that has it open, then try again.");
      can_restore = FALSE;
    }
  else if (g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_FULL))
    {
      title = _ ("The disk is full");
      advice = _ ("Everything in the library is safe. Make room on the disk, then try again.");
      icon = "drive-harddisk-symbolic";
      can_restore = FALSE;
    }
  else if (g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_FOREIGN))
    {
      title = _ ("This file is not a library");
      advice =
          _ ("It has been left as it is. Start Quadrivio with the file of a library, or restore a copy.");
    }
  message = g_strdup_printf ("%s\n\n%s\n%s", error->message, advice,
                             qv_application_get_library_path (self->application));
  escaped = g_markup_escape_text (message, -1);
  adw_status_page_set_icon_name (self->error_page, icon);
  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, escaped);
  gtk_widget_set_visible (self->restore_button, can_restore);
  gtk_stack_set_visible_child_name (self->library_stack, "error");
  _qv_window_update_actions (self);
}

/* With the first session: a group makes the class of what it follows, with its template. */
static void
make_signals (QvWindow *self)
{
  self->view_signals = g_signal_group_new (QV_TYPE_SESSION_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "notify::table-name",
                                  G_CALLBACK (_qv_window_show_session_title_cb), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::can-undo",
                                  G_CALLBACK (_qv_window_show_undo_labels_cb), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::can-redo",
                                  G_CALLBACK (_qv_window_show_undo_labels_cb), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::undo-label",
                                  G_CALLBACK (_qv_window_show_undo_labels_cb), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::redo-label",
                                  G_CALLBACK (_qv_window_show_undo_labels_cb), self);
  self->session_signals = g_signal_group_new (QV_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify",
                                  G_CALLBACK (_qv_window_show_session_title_cb), self);
}

static void
show_session (QvWindow *self, QvSession *session)
{
  qv_window_close_session (self);
  if (self->view_signals == NULL)
    make_signals (self);
  self->view = QV_SESSION_VIEW (qv_session_view_new (self->store, session));
  qv_session_view_set_keeper (self->view, qv_application_get_keeper (self->application));
  qv_session_view_use_settings (self->view, qv_application_get_settings (self->application));
  adw_bin_set_child (self->session_slot, GTK_WIDGET (self->view));
  g_signal_group_set_target (self->view_signals, self->view);
  g_signal_group_set_target (self->session_signals, session);
  _qv_window_show_switcher (self);
  _qv_window_show_projector (self);
  _qv_window_show_page_header (self);
  g_object_bind_property (self->view, "notes-shown", self->notes_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  _qv_window_watch_page_buttons (self);
  g_object_bind_property (self->view, "narrow", self->redo_button, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  _qv_window_show_session_title_cb (self);
  _qv_window_show_undo_labels_cb (self);
  adw_leaflet_set_visible_child (self->leaflet, self->session_box);
  qv_session_view_focus_entry (self->view);
  qv_view_keeper_set_open (qv_application_get_keeper (self->application), qv_item_get_id (QV_ITEM (session)));
  if (self->recovering == qv_item_get_id (QV_ITEM (session)))
    qv_session_view_tell_recovered (self->view);
  self->recovering = QV_ID_NONE;
  _qv_window_update_actions (self);
}

static void
session_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvWindow *self = QV_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (QvItem) session = NULL;

  if (self->store == NULL || g_task_get_task_data (G_TASK (result)) != self->store)
    return;
  if (record == NULL)
    {
      _qv_window_tell_error (self, _ ("The session cannot be opened"), error);
      return;
    }
  session = (QvItem *) qv_session_list_find (qv_library_page_get_list (self->library_page), record->id);
  if (session == NULL)
    session = qv_item_new (record);
  show_session (self, QV_SESSION (session));
}

static void
read_session (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const gint64 *id = g_object_get_data (G_OBJECT (task), "id");
  g_autoptr (GError) error = NULL;
  QvRecord *record = qv_store_get_record (task_data, QV_ENTITY_SESSION, *id, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, (GDestroyNotify) qv_record_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * qv_window_open_session:
 * @self: the window
 * @session: the session to show
 */
void
qv_window_open_session (QvWindow *self, QvId session)
{
  g_autoptr (QvSession) item = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (QV_IS_WINDOW (self));

  if (self->store == NULL)
    return;
  item = qv_session_list_find (qv_library_page_get_list (self->library_page), session);
  if (item != NULL)
    {
      show_session (self, item);
      return;
    }
  /* The list may not have been read yet. */
  task = g_task_new (self, NULL, session_read_cb, NULL);
  g_task_set_source_tag (task, qv_window_open_session);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "id", g_memdup2 (&session, sizeof session), g_free);
  g_task_run_in_thread (task, read_session);
}

/**
 * qv_window_recover_session:
 * @self: the window
 * @session: the session that was open when the program ended by itself
 *
 * Opens it as it was, and says so.
 */
void
qv_window_recover_session (QvWindow *self, QvId session)
{
  g_return_if_fail (QV_IS_WINDOW (self));

  self->recovering = session;
  qv_window_open_session (self, session);
}

/**
 * qv_window_close_session:
 * @self: the window
 *
 * Goes back to the library.
 */
void
qv_window_close_session (QvWindow *self)
{
  g_return_if_fail (QV_IS_WINDOW (self));

  if (self->view == NULL)
    return;
  self->view = NULL;
  qv_view_keeper_set_open (qv_application_get_keeper (self->application), QV_ID_NONE);
  g_signal_group_set_target (self->view_signals, NULL);
  g_signal_group_set_target (self->session_signals, NULL);
  adw_view_switcher_title_set_stack (self->session_title, NULL);
  _qv_window_show_projector (self);
  _qv_window_show_page_header (self);
  adw_bin_set_child (self->session_slot, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_button), FALSE);
  gtk_widget_set_visible (self->redo_button, FALSE);
  adw_leaflet_set_visible_child (self->leaflet, self->library_box);
  _qv_window_update_actions (self);
}

/**
 * qv_window_get_session:
 * @self: the window
 *
 * Returns: the session that is open, or %QV_ID_NONE
 */
QvId
qv_window_get_session (QvWindow *self)
{
  g_return_val_if_fail (QV_IS_WINDOW (self), QV_ID_NONE);

  return self->view != NULL ? qv_item_get_id (QV_ITEM (qv_session_view_get_session (self->view)))
                            : QV_ID_NONE;
}

/**
 * qv_window_set_accels:
 * @application: the application
 *
 * Sets the keys of the window's actions.
 */
void
qv_window_set_accels (GtkApplication *application)
{
  const struct
  {
    const char *action;
    const char *keys[3];
  } accels[] = {
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.search", { "<Control>f" } },
    { "win.new-session::", { "<Control>n" } },
    { "win.import", { "<Control>o" } },
    { "win.close-session", { "<Alt>Left" } },
    { "win.commitments", { "<Control><Shift>m" } },
    { "win.print", { "<Control>p" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action,
                                           (const char *const *) accels[i].keys);
}
