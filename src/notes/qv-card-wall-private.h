/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-card-column.h"
#include "qv-card-deck.h"
#include "qv-card-wall.h"

G_BEGIN_DECLS

struct _QvCardWall
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *summary;
  GtkWidget *clear_button;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkBox *columns;
  GtkWidget *menu;

  QvNotesPanel *panel;
  QvNoteOutline *outline; /* (nullable): before it was first shown */
  QvCardDeck *deck;
  GtkSizeGroup *heads; /* all as high as the highest, so that cards begin at one height */
  QvId wanted;            /* the note or cluster to go to once it has its place */
  gboolean wants_focus;   /* or only to see it */
  guint wanted_tries;
  guint wanted_source;
  guint refresh_source;
  guint form_source;
  guint wake_source;
  guint wake_more_source; /* in the next frame */
  guint scroll_source;
  double scroll_speed; /* px in each frame, while a card is dragged along an edge */
  int column_width;
};

/* qv-card-wall.c */
void          _qv_card_wall_want             (QvCardWall *self, QvId id, gboolean wants_focus);
void          _qv_card_wall_show_column      (QvCardWall *self, guint index);

/* qv-card-wall-keys.c */
QvCardColumn *_qv_card_wall_get_column       (QvCardWall *self, guint index);
QvCardColumn *_qv_card_wall_get_focus_column (QvCardWall *self, guint *out_index);
QvNoteRow    *_qv_card_wall_get_focus_row    (QvCardWall *self);
void          _qv_card_wall_watch_keys       (QvCardWall *self);
void          _qv_card_wall_watch_pointer    (QvCardWall *self);
void          _qv_card_wall_install_actions  (GtkWidgetClass *widget_class);

G_END_DECLS
