/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The projector of a session, steered from the facilitator's window. */

#include "config.h"

#include <glib/gi18n.h>

#include "qv-prepare-view.h"
#include "qv-projector-trial.h"
#include "qv-session-view-private.h"

typedef struct
{
  char *library;
  QvProjectorTrial trial;
} Trying;

static void
free_trying (gpointer data)
{
  Trying *trying = data;

  g_free (trying->library);
  g_free (trying);
}

static void
save_trial (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Trying *trying = data;
  GError *error = NULL;

  if (qv_projector_trial_save (trying->library, &trying->trial, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
trial_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvSessionView *self = QV_SESSION_VIEW (source);
  g_autoptr (GError) error = NULL;
  GtkWidget *prepare = self->prepare_bin != NULL ? adw_bin_get_child (self->prepare_bin) : NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_info ("the trial of the projector is not remembered: %s", error->message);
  else if (prepare != NULL)
    qv_prepare_view_read (QV_PREPARE_VIEW (prepare));
}

/* The readiness check tells whether the projector was seen to work. */
static void
remember_trial (QvSessionView *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GTask) task = g_task_new (self, NULL, trial_saved_cb, NULL);
  Trying *trying = g_new (Trying, 1);

  *trying = (Trying){ g_strdup (qv_store_get_path (self->store)),
                      { g_get_real_time (), MAX (g_list_model_get_n_items (monitors), 1) } };
  g_task_set_source_tag (task, remember_trial);
  g_task_set_task_data (task, trying, free_trying);
  g_task_run_in_thread (task, save_trial);
}

static void
shown_cb (QvSessionView *self)
{
  if (qv_presenter_get_window (self->presenter) != NULL)
    remember_trial (self);
}

static void
try_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);

  if (self->presenter != NULL)
    g_object_set (self->presenter, "shown", TRUE, NULL);
}

/* Nobody touches the keyboard while a room looks at the projector. */
static void
keep_awake_cb (QvSessionView *self)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  GtkWindow *window = qv_presenter_get_window (self->presenter);

  if (self->inhibit_cookie != 0)
    gtk_application_uninhibit (application, self->inhibit_cookie);
  self->inhibit_cookie = 0;
  if (window != NULL && application != NULL)
    self->inhibit_cookie = gtk_application_inhibit (application, window, GTK_APPLICATION_INHIBIT_IDLE,
                                                    _ ("The projector is on"));
}

/* The room reads one note, whatever the projector showed before; it is turned on if it was off. */
void
_qv_session_view_project_note (QvSessionView *self, QvId note)
{
  g_object_set (self->presenter, "note", note, "page", "note", "shown", TRUE, "blank", FALSE, NULL);
}

void
_qv_session_view_set_up_projector (QvSessionView *self)
{
  QvPresenterLists lists = { self->steps, self->notes, self->links, self->participants, self->turns };

  self->presenter = qv_presenter_new (self->store, self->session, &lists, self->map_view);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projector", qv_presenter_get_actions (self->presenter));
  g_object_bind_property (self->notes_panel, "selected-note", self->presenter, "note", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->notes_panel, "project-note", G_CALLBACK (_qv_session_view_project_note),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->presenter, "notify::shown", G_CALLBACK (keep_awake_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->presenter, "notify::shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
}

/* The window goes with the session. */
void
_qv_session_view_stop_projector (QvSessionView *self)
{
  if (self->presenter == NULL)
    return;
  qv_presenter_close (self->presenter);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projector", NULL);
  g_clear_object (&self->presenter);
}

void
_qv_session_view_install_projector_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "session.try-projector", NULL, try_action);
  gtk_widget_class_install_action (widget_class, "session.print", NULL, _qv_session_view_print);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "projector.shown", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, GDK_SHIFT_MASK, "projector.blank", NULL);
}

/**
 * qv_session_view_get_projector:
 * @self: a view
 *
 * Returns: (transfer none): the actions of the projector, to be inserted as "projector" where its buttons are
 */
GActionGroup *
qv_session_view_get_projector (QvSessionView *self)
{
  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), NULL);

  return qv_presenter_get_actions (self->presenter);
}
