/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agendas that are kept as templates of the user's own. */
#define G_LOG_DOMAIN "qv-app"

#include "config.h"

#include <glib/gi18n.h>

#include "qv-library-aside.h"
#include "qv-session-list.h"
#include "qv-template.h"
#include "qv-toast.h"
#include "qv-window-private.h"

typedef struct
{
  QvStore *store;
  QvId session;
  char *title;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->store);
  g_free (saving->title);
  g_free (saving);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  char *id = qv_template_save (saving->store, saving->session, saving->title, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvWindow *self = QV_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_task_propagate_pointer (G_TASK (result), &error);
  AdwToast *toast;

  if (id == NULL)
    {
      _qv_window_tell_error (self, _ ("The template was not saved"), error);
      return;
    }
  _qv_window_show_templates (self);
  toast = qv_toast_new (_ ("Saved as a template"), _ ("Undo"), "win.remove-template");
  adw_toast_set_action_target (toast, "s", id);
  qv_window_add_toast (self, toast);
}

static void
save_template_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  QvId id = g_variant_get_int64 (parameter);
  g_autoptr (QvSession) session = qv_session_list_find (qv_library_page_get_list (self->library_page), id);
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (session == NULL)
    return;
  saving = g_new (Saving, 1);
  *saving = (Saving){ g_object_ref (self->store), id,
                      g_strdup (qv_item_get_text (QV_ITEM (session), QV_SESSION_TITLE)) };
  task = g_task_new (self, NULL, saved_cb, NULL);
  g_task_set_source_tag (task, save_template_cb);
  g_task_set_task_data (task, saving, free_saving);
  g_task_run_in_thread (task, save_in_thread);
}

static void
remove_template_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (!qv_template_remove (g_variant_get_string (parameter, NULL), &error))
    _qv_window_tell_error (self, _ ("The template was not removed"), error);
  _qv_window_show_templates (self);
}

/* A split button makes the widgets of its menu at once. */
void
_qv_window_show_templates (QvWindow *self)
{
  g_autoptr (GMenuModel) templates = qv_library_aside_make_menu ();

  adw_split_button_set_menu_model (self->new_button, templates);
}

void
_qv_window_install_templates (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save-template", "x", save_template_cb);
  gtk_widget_class_install_action (widget_class, "win.remove-template", "s", remove_template_cb);
}
