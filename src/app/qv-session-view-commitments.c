/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* Who does what by when: the window of it, and the notice at the opening. */

#include "config.h"

#include "qv-commitments-window.h"
#include "qv-session-view-private.h"

/* One window a session, which stays open while the work goes on. */
static QvCommitmentsWindow *
open_window (QvSessionView *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->commitments_window == NULL)
    g_set_weak_pointer (&self->commitments_window,
                        qv_commitments_window_new (parent, self->commitments, self->notes));
  gtk_window_present (GTK_WINDOW (self->commitments_window));
  return QV_COMMITMENTS_WINDOW (self->commitments_window);
}

static void
commitments_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_window (QV_SESSION_VIEW (widget));
}

static void
commit_note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);
  QvId note = qv_notes_panel_get_selected_note (self->notes_panel);

  qv_commitments_window_begin (open_window (self), note);
}

void
_qv_session_view_set_up_commitments (QvSessionView *self)
{
  self->commitments = qv_commitment_list_new (self->store, qv_item_get_id (QV_ITEM (self->session)));
  qv_commitments_notice_set_list (self->commitments_notice, self->commitments);
}

void
_qv_session_view_drop_commitments (QvSessionView *self)
{
  GtkWidget *window = self->commitments_window;

  g_clear_weak_pointer (&self->commitments_window);
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&self->commitments);
}

void
_qv_session_view_install_commitments (GtkWidgetClass *widget_class)
{
  g_type_ensure (QV_TYPE_COMMITMENTS_NOTICE);
  gtk_widget_class_install_action (widget_class, "session.commitments", NULL, commitments_action);
  gtk_widget_class_install_action (widget_class, "session.commit-note", NULL, commit_note_action);
}
