/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-ballot-list.h"
#include "qv-ballot-setup.h"
#include "qv-hand-over.h"
#include "qv-results-list.h"
#include "qv-seat-ring.h"
#include "qv-seat-turn.h"
#include "qv-vote-model.h"
#include "qv-vote-view.h"

G_BEGIN_DECLS

typedef enum
{
  QV_VOTE_FORM_NONE,
  QV_VOTE_FORM_NARROW, /* one pane at a time */
  QV_VOTE_FORM_MEDIUM, /* the seats, and beside them the ballot or the results */
  QV_VOTE_FORM_NORMAL,
} QvVoteForm;

struct _QvVoteView
{
  GtkWidget parent_instance;

  GtkStack *stack; /* loading, setup, vote, handed */
  QvBallotSetup *setup;
  QvHandOver *hand_over;
  GtkWidget *seats_pane;
  GtkWidget *ballot_pane;
  GtkWidget *results_pane;
  GtkDropDown *ballot_drop;
  GtkLabel *ballot_title;
  QvSeatRing *ring;
  GtkLabel *n_voted_label;
  GtkLabel *of_label;
  GtkLabel *voted_label;
  AdwBin *turn_bin;
  AdwBin *turn_bin_narrow;
  QvSeatTurn *turn;
  GtkWidget *hand_over_button;
  GtkSwitch *projector_switch;
  GtkLabel *projector_label;
  AdwBin *close_bin;
  AdwBin *header_bin; /* stands in the header of the window */
  GtkWidget *close_button; /* in the one or the other */
  GtkLabel *ballot_label;
  GtkLabel *last_key;
  GtkWidget *keys_box;
  GtkWidget *no_keys;
  QvBallotList *ballot;
  GtkLabel *refusal;
  QvResultsList *results;
  AdwViewStack *panes; /* its pages only name the panes */
  AdwViewStackPage *seats_page;
  AdwViewStackPage *ballot_page;
  AdwViewSwitcherBar *switcher_bar;

  QvVoteModel *model;
  GArray *ballots; /* (element-type QvId), in the order of the switch */
  QvId shown; /* the ballot that was last shown */
  gboolean was_open; /* that ballot */
  QvVoteForm form;
  guint form_source;
  gboolean is_showing;
  gboolean is_setting_up;
};

gboolean _qv_vote_view_is_open       (QvVoteView *self);
gboolean _qv_vote_view_is_on         (QvVoteView *self, const char *page);
void     _qv_vote_view_show_page     (QvVoteView *self, const char *page);
void     _qv_vote_view_refresh       (QvVoteView *self);
void     _qv_vote_view_show_close    (QvVoteView *self);
void     _qv_vote_view_refuse        (QvVoteView *self, const char *sentence);
void     _qv_vote_view_show_panes    (QvVoteView *self);
void     _qv_vote_view_choose_pane   (QvVoteView *self);
void     _qv_vote_view_measure       (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                      int *natural, int *minimum_baseline, int *natural_baseline);
void     _qv_vote_view_size_allocate (GtkWidget *widget, int width, int height, int baseline);

G_END_DECLS
