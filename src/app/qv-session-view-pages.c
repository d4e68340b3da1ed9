/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The views of a session, made when they are first shown, and what is said above them. */

#include "config.h"

#include "qv-session-view-private.h"

#include <glib/gi18n.h>

#include "qv-prepare-view.h"
#include "qv-vote-view.h"

static gboolean
is_on (QvSessionView *self, const char *page)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), page) == 0;
}

/* Above the map, where it does not cover the entry; elsewhere above all. */
void
_qv_session_view_say (QvSessionView *self, const char *sentence, const char *button, const char *action)
{
  g_autofree char *title = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_timeout (toast, 6);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
    }
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

static void
make_prepare (QvSessionView *self)
{
  GtkWidget *view = qv_prepare_view_new (self->store, self->session);

  g_signal_connect_object (view, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "start", G_CALLBACK (start_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->prepare_bin, view);
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
      adw_bin_set_child (self->vote_bin, vote);
    }
  qv_vote_view_focus (QV_VOTE_VIEW (vote));
}

void
_qv_session_view_page_cb (QvSessionView *self)
{
  if (is_on (self, "table"))
    qv_capture_focus_entry (self->capture);
  if (is_on (self, "prepare") && adw_bin_get_child (self->prepare_bin) == NULL && self->store != NULL)
    make_prepare (self);
  if (is_on (self, "vote") && self->store != NULL)
    show_vote (self);
}

/* A seat that has the screen must not undo what was done by the one before. */
gboolean
_qv_session_view_is_handed_over (QvSessionView *self)
{
  GtkWidget *vote = adw_bin_get_child (self->vote_bin);

  if (vote == NULL || !is_on (self, "vote") || !qv_vote_view_is_handed_over (QV_VOTE_VIEW (vote)))
    return FALSE;
  _qv_session_view_say (
      self, _ ("Nothing is undone while a seat has the screen. Dots are taken back on the ballot."), NULL,
      NULL);
  return TRUE;
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
