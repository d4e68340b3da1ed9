/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The projector of a session, steered from the facilitator's window. */

#include "config.h"

#include <glib/gi18n.h>

#include "qv-session-view-private.h"

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

void
_qv_session_view_set_up_projector (QvSessionView *self)
{
  QvPresenterLists lists = { self->steps, self->notes, self->links, self->participants, self->turns };

  self->presenter = qv_presenter_new (self->store, self->session, &lists, self->map_view);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projector", qv_presenter_get_actions (self->presenter));
  g_object_bind_property (self->notes_panel, "selected-note", self->presenter, "note", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->presenter, "notify::shown", G_CALLBACK (keep_awake_cb), self,
                           G_CONNECT_SWAPPED);
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
