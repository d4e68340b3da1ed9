/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-card-pile.h"
#include "qv-note-outline.h"
#include "qv-note-row.h"
#include "qv-notes-panel.h"

G_BEGIN_DECLS

/**
 * QvCardColumn:
 *
 * A pile of cards under its head. Cards can be dropped on it; what becomes of them is the panel's affair.
 */
#define QV_TYPE_CARD_COLUMN (qv_card_column_get_type ())
G_DECLARE_FINAL_TYPE (QvCardColumn, qv_card_column, QV, CARD_COLUMN, GtkWidget)

GtkWidget  *qv_card_column_new            (QvNotesPanel *panel, QvNoteOutline *outline, QvCardPile *pile);
QvCardPile *qv_card_column_get_pile       (QvCardColumn *self);
void        qv_card_column_share_height   (QvCardColumn *self, GtkSizeGroup *heads);
void        qv_card_column_wake           (QvCardColumn *self);
gboolean    qv_card_column_is_awake       (QvCardColumn *self);
void        qv_card_column_refresh        (QvCardColumn *self);
QvNoteRow  *qv_card_column_find_row       (QvCardColumn *self, guint position);
gboolean    qv_card_column_find_at        (QvCardColumn *self, double y, guint *out_position);
gboolean    qv_card_column_has_head_focus (QvCardColumn *self);
void        qv_card_column_focus_head     (QvCardColumn *self);
gboolean    qv_card_column_reveal         (QvCardColumn *self, guint position);
gboolean    qv_card_column_focus_card     (QvCardColumn *self, guint position, gboolean choose);
void        qv_card_column_choose_cluster (QvCardColumn *self);
void        qv_card_column_set_head_chosen (QvCardColumn *self, gboolean is_chosen);
gboolean    qv_card_column_begin_rename   (QvCardColumn *self);

G_END_DECLS
