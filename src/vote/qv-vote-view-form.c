/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What form the view takes in the width that it gets: its three panes side by side, two, or one at a time. */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-look.h"
#include "qv-vote-view-private.h"

#define NORMAL 1200
#define MEDIUM 900
#define BALLOT_WIDTH 444

void
_qv_vote_view_show_panes (QvVoteView *self)
{
  const char *pane = adw_view_stack_get_visible_child_name (self->panes);
  gboolean has_ballot = _qv_vote_view_is_open (self);
  gboolean is_narrow = self->form == QV_VOTE_FORM_NARROW;

  if (qv_vote_model_get_poll (self->model) == NULL)
    return;
  gtk_widget_set_visible (self->seats_pane, !is_narrow || g_strcmp0 (pane, "seats") == 0);
  gtk_widget_set_visible (self->ballot_pane, has_ballot && (self->form == QV_VOTE_FORM_NORMAL ||
                                                            g_strcmp0 (pane, "ballot") == 0));
  gtk_widget_set_visible (self->results_pane, self->form == QV_VOTE_FORM_NORMAL ||
                                                  g_strcmp0 (pane, "results") == 0 ||
                                                  (!has_ballot && !is_narrow));
  adw_view_stack_page_set_visible (self->seats_page, is_narrow);
  adw_view_stack_page_set_visible (self->ballot_page, has_ballot);
  adw_view_switcher_bar_set_reveal (self->switcher_bar,
                                    is_narrow || (self->form == QV_VOTE_FORM_MEDIUM && has_ballot));
}

static void
move_child (AdwBin *from, AdwBin *to)
{
  g_autoptr (GtkWidget) child = adw_bin_get_child (from);

  if (child == NULL || from == to)
    {
      g_steal_pointer (&child);
      return;
    }
  g_object_ref (child);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, child);
}

/* On a closed ballot there is nothing to be given; where only one pane has room, it is that of the results.
 */
void
_qv_vote_view_choose_pane (QvVoteView *self)
{
  const char *pane = adw_view_stack_get_visible_child_name (self->panes);

  if (qv_vote_model_get_poll (self->model) == NULL)
    return;
  if (!_qv_vote_view_is_open (self) && g_strcmp0 (pane, "ballot") == 0)
    adw_view_stack_set_visible_child_name (self->panes, "results");
  if (self->form == QV_VOTE_FORM_MEDIUM && g_strcmp0 (pane, "seats") == 0)
    adw_view_stack_set_visible_child_name (self->panes, _qv_vote_view_is_open (self) ? "ballot" : "results");
}

static gboolean
change_form_cb (gpointer data)
{
  QvVoteView *self = data;
  gboolean is_narrow = self->form == QV_VOTE_FORM_NARROW;
  gboolean has_room = self->form == QV_VOTE_FORM_NORMAL;

  self->form_source = 0;
  move_child (is_narrow ? self->turn_bin : self->turn_bin_narrow,
              is_narrow ? self->turn_bin_narrow : self->turn_bin);
  /* A header has room for it only where all panes have. */
  move_child (has_room ? self->close_bin : self->header_bin, has_room ? self->header_bin : self->close_bin);
  qv_ballot_setup_set_compact (self->setup, is_narrow);
  qv_results_list_set_compact (self->results, is_narrow);
  gtk_widget_set_hexpand (self->seats_pane, is_narrow);
  gtk_widget_set_hexpand (self->ballot_pane, self->form != QV_VOTE_FORM_NORMAL);
  gtk_widget_set_size_request (self->ballot_pane,
                               self->form == QV_VOTE_FORM_NORMAL
                                   ? (int) (BALLOT_WIDTH * qv_look_get_text_scale (GTK_WIDGET (self)))
                                   : -1,
                               -1);
  _qv_vote_view_choose_pane (self);
  _qv_vote_view_show_panes (self);
  qv_vote_view_focus (self);
  return G_SOURCE_REMOVE;
}

void
_qv_vote_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  /* The form follows the size, so what the present form needs must not hold the window open. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 340 : 300;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1366 : 700;
  *minimum_baseline = *natural_baseline = -1;
}

void
_qv_vote_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvVoteView *self = QV_VOTE_VIEW (widget);
  int effective = (int) (width / qv_look_get_text_scale (widget)), minimum_width, minimum_height;
  QvVoteForm form = effective >= NORMAL   ? QV_VOTE_FORM_NORMAL
                    : effective >= MEDIUM ? QV_VOTE_FORM_MEDIUM
                                          : QV_VOTE_FORM_NARROW;

  if (form != self->form)
    {
      self->form = form;
      if (self->form_source == 0)
        self->form_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, change_form_cb, self, NULL);
    }
  gtk_widget_measure (GTK_WIDGET (self->stack), GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL,
                      NULL);
  minimum_width = MAX (minimum_width, width);
  gtk_widget_measure (GTK_WIDGET (self->stack), GTK_ORIENTATION_VERTICAL, minimum_width, &minimum_height,
                      NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->stack), minimum_width, MAX (minimum_height, height), -1, NULL);
}
