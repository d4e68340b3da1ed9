/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-agenda-panel.h"
#include "qv-balance-strip.h"
#include "qv-capture.h"
#include "qv-card-wall.h"
#include "qv-commitments-notice.h"
#include "qv-indicator-board.h"
#include "qv-indicator-drawer.h"
#include "qv-indicator-popover.h"
#include "qv-map-view.h"
#include "qv-note-popover.h"
#include "qv-notes-panel.h"
#include "qv-presenter.h"
#include "qv-session-view.h"
#include "qv-territory-list.h"
#include "qv-view-keeper.h"

G_BEGIN_DECLS

/* What fits in the width; see the table of widths in the design. */
typedef enum
{
  QV_SESSION_FORM_NONE,
  QV_SESSION_FORM_NARROW, /* one pane at a time */
  QV_SESSION_FORM_MEDIUM, /* notes over the map, capture in a bar below it */
  QV_SESSION_FORM_NORMAL,
  QV_SESSION_FORM_WIDE,
} QvSessionForm;

struct _QvSessionView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *agenda_bin;
  AdwBin *agenda_page_bin;
  AdwViewStackPage *agenda_page;
  QvAgendaPanel *agenda_panel;
  QvBalanceStrip *balance_strip;
  QvCommitmentsNotice *commitments_notice;
  AdwToastOverlay *page_toasts;
  AdwViewStack *pages; /* the views: Prepare, Table, … */
  AdwBin *prepare_bin;
  AdwBin *vote_bin;
  GtkStack *header; /* what each page has in the header of the window; "none" for those that have nothing */
  AdwToastOverlay *toasts;
  AdwViewStack *stack;
  AdwViewStackPage *notes_page;
  AdwFlap *flap;
  AdwBin *notes_bin;
  AdwBin *notes_page_bin;
  GtkWidget *notes_box;
  AdwBin *capture_top;
  AdwBin *capture_bottom;
  AdwViewSwitcherBar *switcher_bar;
  GtkStack *map_stack;
  GtkRevealer *drawer;
  GtkToggleButton *map_button;
  GtkToggleButton *cards_button;
  GtkToggleButton *list_button;
  GtkWidget *cards_box; /* what lies over the map's upper edge */
  GtkWidget *indicator_box;
  GtkWidget *card_button;
  GtkWidget *indicator_button;
  GtkLabel *indicator_label;
  GtkLabel *period_label;
  GtkWidget *no_data_box;
  GtkLabel *no_data_label;
  GtkButton *no_data_button;
  GtkLabel *territory_label;
  QvMapView *map_view;
  QvTerritoryList *territory_list;
  QvCardWall *card_wall;
  QvIndicatorPopover *indicator_popover;
  QvIndicatorDrawer *cards;
  QvCapture *capture;
  QvNotesPanel *notes_panel;
  QvNotePopover *popover;

  QvStore *store;
  QvSession *session;
  GListModel *notes;
  GListModel *participants;
  GListModel *seats; /* participants of the table that this computer is at */
  GtkFilter *seat_filter;
  GListModel *round_tables;
  QvId own_table; /* or QV_ID_NONE */
  GListModel *steps;
  GListModel *links;
  GListModel *turns;
  GListModel *clusters;
  GListModel *evidence;
  GListModel *themes;
  GListModel *territories;
  QvNoteQueue *queue;
  QvNoteContext *context;
  QvIndicatorBoard *board;
  QvCommitmentList *commitments;
  GtkWidget *commitments_window; /* (nullable) (weak) */
  QvPresenter *presenter;
  AdwToast *toast; /* (nullable) (weak): what was said last */
  gint64 toast_time;
  guint inhibit_cookie; /* 0: the screen may go to sleep */
  QvId draft;   /* stands for the note that is being written while its place is set */
  QvId reveal;  /* the note to scroll to once the live list has it */
  char *undo_label;
  char *redo_label;
  gboolean undo_ends_at_vote;
  QvSessionForm form;
  guint form_source;
  gboolean is_short;      /* too low for the drawer */
  double text_scale;      /* for which the form was chosen */
  gboolean drawer_wanted;
  int agenda_wanted; /* a QvAgendaPanelForm, or -1: as fits */
  gboolean is_closing;

  QvViewKeeper *keeper; /* (nullable) */
  GVariant *kept;       /* (nullable): how it was shown last, until that is so again */
  guint keep_source;
};

void _qv_session_view_install_actions (GtkWidgetClass *widget_class);
void _qv_session_view_set_up_projector (QvSessionView *self);
void _qv_session_view_stop_projector (QvSessionView *self);
void _qv_session_view_project_note (QvSessionView *self, QvId note);
void _qv_session_view_install_projector_keys (GtkWidgetClass *widget_class);
void _qv_session_view_connect_map     (QvSessionView *self);
void _qv_session_view_begin_place     (QvSessionView *self, QvId note);
void _qv_session_view_show_background (QvSessionView *self);
void _qv_session_view_update_labels   (QvSessionView *self);
void _qv_session_view_show_board      (QvSessionView *self);
void _qv_session_view_show_territory  (QvSessionView *self);
void _qv_session_view_say             (QvSessionView *self, const char *sentence, const char *button,
                                       const char *action);
void _qv_session_view_queue_form      (QvSessionView *self, int width, int height);
void _qv_session_view_show_map        (QvSessionView *self);
void _qv_session_view_toggled_cb      (QvSessionView *self);
void _qv_session_view_list_wanted_cb  (QvSessionView *self);
gboolean _qv_session_view_is_on_table (QvSessionView *self);
void _qv_session_view_page_cb         (QvSessionView *self);
void _qv_session_view_print           (GtkWidget *widget, const char *name, GVariant *parameter);
gboolean _qv_session_view_refuse_undo (QvSessionView *self);
void _qv_session_view_show_agenda     (QvSessionView *self);
void _qv_session_view_install_table_actions (GtkWidgetClass *widget_class);
void _qv_session_view_watch_keys      (QvSessionView *self);
void _qv_session_view_seat_chosen_cb  (QvSessionView *self, int helix, int seat);
void _qv_session_view_agenda_form_cb  (QvSessionView *self, int form);
void _qv_session_view_step_changed_cb (QvSessionView *self, QvId step);
void _qv_session_view_set_up_commitments (QvSessionView *self);
void _qv_session_view_drop_commitments (QvSessionView *self);
void _qv_session_view_install_commitments (GtkWidgetClass *widget_class);
void _qv_session_view_queue_keep     (QvSessionView *self);
void _qv_session_view_restore_panels (QvSessionView *self);
void _qv_session_view_stop_keeping   (QvSessionView *self);
void _qv_session_view_watch_tables      (QvSessionView *self);
void _qv_session_view_drop_tables       (QvSessionView *self);
void _qv_session_view_install_tables    (GtkWidgetClass *widget_class);

G_END_DECLS
