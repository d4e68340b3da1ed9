/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The views of a session, made when they are first shown, and what is said above them. */

#include "config.h"

#include "qv-session-view-private.h"

#include <glib/gi18n.h>

#include "qv-prepare-view.h"
#include "qv-toast.h"
#include "qv-vote-view.h"

#define TOAST_COMES_UP (G_TIME_SPAN_SECOND / 2)

static gboolean
is_on (QvSessionView *self, const char *page)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), page) == 0;
}

gboolean
_qv_session_view_is_on_table (QvSessionView *self)
{
  return is_on (self, "table");
}

/* One at a time: what was said before is over, and its button would undo something else by now. A toast that
 * is still coming up is left alone, because libadwaita 1.2 lets go twice of one that is dismissed then. */
static void
end_toast (QvSessionView *self)
{
  if (self->toast != NULL && g_get_monotonic_time () > self->toast_time + TOAST_COMES_UP)
    adw_toast_dismiss (self->toast);
  g_clear_weak_pointer (&self->toast);
}

/* Above the map, where it does not cover the entry; elsewhere above all. */
void
_qv_session_view_say (QvSessionView *self, const char *sentence, const char *button, const char *action)
{
  AdwToast *toast = qv_toast_new (sentence, button, action);

  end_toast (self);
  g_set_weak_pointer (&self->toast, toast);
  self->toast_time = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (is_on (self, "table") ? self->toasts : self->page_toasts, toast);
}

static void
done_cb (QvSessionView *self, const char *label)
{
  _qv_session_view_say (self, label, _ ("Undo"), "session.undo");
}

static void
failed_cb (QvSessionView *self, const char *sentence)
{
  _qv_session_view_say (self, sentence, NULL, NULL);
}

static void
start_cb (QvSessionView *self)
{
  adw_view_stack_set_visible_child_name (self->pages, "table");
  qv_agenda_panel_do (self->agenda_panel, "start", 0);
}

/* A page that is made may have something to say in the header while it is shown. */
static void
add_header (QvSessionView *self, const char *page, GtkWidget *header)
{
  gtk_stack_add_named (GTK_STACK (qv_session_view_get_header (self)), header, page);
}

static void
show_header (QvSessionView *self)
{
  GtkStack *header = GTK_STACK (qv_session_view_get_header (self));
  const char *page = adw_view_stack_get_visible_child_name (self->pages);
  gboolean has_header = page != NULL && gtk_stack_get_child_by_name (header, page) != NULL;

  gtk_stack_set_visible_child_name (header, has_header ? page : "none");
  gtk_widget_set_visible (GTK_WIDGET (header), has_header);
}

static void
handed_over_cb (QvSessionView *self)
{
  /* What the facilitator could undo is not for the seat. */
  if (!self->is_closing && qv_session_view_is_handed_over (self))
    end_toast (self);
  g_object_notify (G_OBJECT (self), "handed-over");
}

static void
make_prepare (QvSessionView *self)
{
  GtkWidget *view = qv_prepare_view_new (self->store, self->session);

  g_signal_connect_object (view, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "start", G_CALLBACK (start_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->prepare_bin, view);
  add_header (self, "prepare", qv_prepare_view_get_header (QV_PREPARE_VIEW (view)));
}

/* The sheets for the day are in the view that prepares it. */
void
_qv_session_view_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);

  if (qv_session_view_is_handed_over (self))
    return;
  adw_view_stack_set_visible_child_name (self->pages, "prepare");
  if (adw_bin_get_child (self->prepare_bin) != NULL)
    qv_prepare_view_print (QV_PREPARE_VIEW (adw_bin_get_child (self->prepare_bin)));
}

static void
show_vote (QvSessionView *self)
{
  GtkWidget *vote = adw_bin_get_child (self->vote_bin);

  if (vote == NULL)
    {
      vote = qv_vote_view_new (self->store, self->session);
      g_signal_connect_object (vote, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (vote, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (vote, "notify::handed-over", G_CALLBACK (handed_over_cb), self,
                               G_CONNECT_SWAPPED);
      g_object_bind_property (vote, "ballot", self->presenter, "ballot", G_BINDING_SYNC_CREATE);
      adw_bin_set_child (self->vote_bin, vote);
      add_header (self, "vote", qv_vote_view_get_header (QV_VOTE_VIEW (vote)));
    }
  qv_vote_view_focus (QV_VOTE_VIEW (vote));
}

void
_qv_session_view_page_cb (QvSessionView *self)
{
  if (self->is_closing)
    return;
  if (is_on (self, "table"))
    qv_capture_focus_entry (self->capture);
  if (is_on (self, "prepare") && adw_bin_get_child (self->prepare_bin) == NULL && self->store != NULL)
    make_prepare (self);
  if (is_on (self, "vote") && self->store != NULL)
    show_vote (self);
  show_header (self);
}

/* A seat that has the screen must not undo what was done by the one before. */
gboolean
_qv_session_view_refuse_undo (QvSessionView *self)
{
  if (!qv_session_view_is_handed_over (self))
    return FALSE;
  _qv_session_view_say (
      self, _ ("Nothing is undone while a seat has the screen. Dots are taken back on the ballot."), NULL,
      NULL);
  return TRUE;
}

/**
 * qv_session_view_is_handed_over:
 * @self: a view
 *
 * Returns: whether a seat has the screen to vote alone, and is not to see or undo anything else
 */
gboolean
qv_session_view_is_handed_over (QvSessionView *self)
{
  GtkWidget *vote;

  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), FALSE);

  vote = self->vote_bin != NULL ? adw_bin_get_child (self->vote_bin) : NULL;
  return vote != NULL && is_on (self, "vote") && qv_vote_view_is_handed_over (QV_VOTE_VIEW (vote));
}

/**
 * qv_session_view_get_header:
 * @self: a view
 *
 * Returns: (transfer none): what the page that is shown wants in the header of the window
 */
GtkWidget *
qv_session_view_get_header (QvSessionView *self)
{
  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), NULL);

  if (self->header != NULL)
    return GTK_WIDGET (self->header);
  self->header = GTK_STACK (g_object_ref_sink (gtk_stack_new ()));
  gtk_stack_set_hhomogeneous (self->header, FALSE);
  gtk_stack_add_named (self->header, adw_bin_new (), "none");
  return GTK_WIDGET (self->header);
}

/**
 * qv_session_view_get_pages:
 * @self: a view
 *
 * Returns: (transfer none): the stack of its views, for a switcher
 */
AdwViewStack *
qv_session_view_get_pages (QvSessionView *self)
{
  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), NULL);

  return self->pages;
}

/**
 * qv_session_view_show_page:
 * @self: a view
 * @position: of one of its pages, from 0
 *
 * Shows the page and gives it the keyboard, also if it is shown already.
 *
 * Returns: whether there is such a page
 */
gboolean
qv_session_view_show_page (QvSessionView *self, guint position)
{
  g_autoptr (GListModel) pages = NULL;
  g_autoptr (AdwViewStackPage) page = NULL;

  g_return_val_if_fail (QV_IS_SESSION_VIEW (self), FALSE);

  /* Whoever votes alone stays there. */
  if (qv_session_view_is_handed_over (self))
    return TRUE;
  pages = G_LIST_MODEL (adw_view_stack_get_pages (self->pages));
  page = g_list_model_get_item (pages, position);
  if (page == NULL)
    return FALSE;
  if (is_on (self, adw_view_stack_page_get_name (page)))
    _qv_session_view_page_cb (self);
  else
    adw_view_stack_set_visible_child_name (self->pages, adw_view_stack_page_get_name (page));
  if (is_on (self, "prepare"))
    gtk_widget_child_focus (GTK_WIDGET (self->prepare_bin), GTK_DIR_TAB_FORWARD);
  return TRUE;
}
