/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* What the window says that was done, and how it is undone: in an open session what was done in it, else, and
 * from the toast of it, what was done to the library. Making or importing a session is the library's, so that
 * no undo takes a session from under whoever works in it. */

#include "config.h"

#include "qv-window-private.h"

#include <glib/gi18n.h>

#include "qv-toast.h"

#define TOAST_COMES_UP (G_TIME_SPAN_SECOND / 2)

static void
labels_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvWindow *self = QV_WINDOW (source);
  g_auto (GStrv) labels = g_task_propagate_pointer (G_TASK (result), NULL);

  if (labels == NULL || g_task_get_task_data (G_TASK (result)) != self->store)
    return;
  g_free (self->undo_label);
  g_free (self->redo_label);
  self->undo_label = *labels[0] != '\0' ? g_strdup (labels[0]) : NULL;
  self->redo_label = *labels[1] != '\0' ? g_strdup (labels[1]) : NULL;
  _qv_window_update_actions (self);
}

static void
read_labels (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  char **labels = g_new0 (char *, 3);
  g_autofree char *undo = qv_store_get_undo_label (task_data, QV_ID_NONE);
  g_autofree char *redo = qv_store_get_redo_label (task_data, QV_ID_NONE);

  labels[0] = g_strdup (undo != NULL ? undo : "");
  labels[1] = g_strdup (redo != NULL ? redo : "");
  g_task_return_pointer (task, labels, (GDestroyNotify) g_strfreev);
}

/* Something of the library has changed. */
void
_qv_window_refresh_undo (QvWindow *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->store == NULL)
    return;
  task = g_task_new (self, NULL, labels_read_cb, NULL);
  g_task_set_source_tag (task, _qv_window_refresh_undo);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, read_labels);
}

static void
toast_dismissed_cb (QvWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_weak_pointer (&self->toast);
}

static gboolean
show_toast_cb (gpointer user_data)
{
  QvWindow *self = user_data;
  AdwToast *next = g_steal_pointer (&self->next_toast);

  self->toast_source = 0;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, next);
  g_signal_connect_object (next, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  self->toast_time = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (self->toasts, next);
  return G_SOURCE_REMOVE;
}

/**
 * qv_window_add_toast:
 * @self: the window
 * @toast: (transfer full): what to say, in place of what is being said
 */
void
qv_window_add_toast (QvWindow *self, AdwToast *toast)
{
  gint64 wait;

  g_return_if_fail (QV_IS_WINDOW (self));

  g_clear_object (&self->next_toast);
  self->next_toast = toast;
  if (self->toast_source != 0)
    return;
  /* libadwaita 1.2 lets go twice of a toast that is dismissed while it is still coming up. */
  wait = self->toast_time + TOAST_COMES_UP - g_get_monotonic_time ();
  if (self->toast != NULL && wait > 0)
    self->toast_source = g_timeout_add ((guint) (wait / 1000 + 1), show_toast_cb, self);
  else
    show_toast_cb (self);
}

void
_qv_window_say (QvWindow *self, const char *sentence)
{
  qv_window_add_toast (self, qv_toast_new (sentence, NULL, NULL));
}

/* What was done to the library, also while a session is open, whose own undo is another. */
void
_qv_window_say_with_undo (QvWindow *self, const char *sentence)
{
  qv_window_add_toast (self, qv_toast_new (sentence, _ ("Undo"), "win.undo-library"));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = qv_store_undo_finish (QV_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  if (label == NULL)
    {
      _qv_window_say (self, error->message);
      return;
    }
  /* Translators: %s is what was done, such as "New session" */
  sentence = g_strdup_printf (_ ("Undone: %s"), label);
  qv_window_add_toast (self, qv_toast_new (sentence, _ ("Redo"), "win.redo-library"));
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (QvWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = qv_store_redo_finish (QV_STORE (source), result, &error);
  /* Translators: %s is what was done, such as "New session" */
  g_autofree char *sentence = label != NULL ? g_strdup_printf (_ ("Done again: %s"), label) : NULL;

  if (label != NULL)
    _qv_window_say_with_undo (self, sentence);
  else
    _qv_window_say (self, error->message);
}

/* A seat that has the screen has nothing but its ballot. */
static gboolean
can_turn_library (QvWindow *self)
{
  return self->store != NULL && (self->view == NULL || !qv_session_view_is_handed_over (self->view));
}

static void
undo_library_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);

  if (can_turn_library (self))
    qv_store_undo_async (self->store, QV_ID_NONE, undone_cb, g_object_ref (self));
}

static void
redo_library_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);

  if (can_turn_library (self))
    qv_store_redo_async (self->store, QV_ID_NONE, redone_cb, g_object_ref (self));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);

  if (self->view != NULL)
    qv_session_view_undo (self->view);
  else
    undo_library_cb (widget, name, parameter);
}

static void
redo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvWindow *self = QV_WINDOW (widget);

  if (self->view != NULL)
    qv_session_view_redo (self->view);
  else
    redo_library_cb (widget, name, parameter);
}

void
_qv_window_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-library", NULL, undo_library_cb);
  gtk_widget_class_install_action (widget_class, "win.redo-library", NULL, redo_library_cb);
}
