/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-indicator-board.h"

G_BEGIN_DECLS

/**
 * QvIndicatorCard:
 *
 * The indicator of a board for one territory: its value, how it stands among the others, and its line in time.
 */
#define QV_TYPE_INDICATOR_CARD (qv_indicator_card_get_type ())
G_DECLARE_FINAL_TYPE (QvIndicatorCard, qv_indicator_card, QV, INDICATOR_CARD, GtkWidget)

void       qv_indicator_card_set_board     (QvIndicatorCard *self, QvIndicatorBoard *board);
void       qv_indicator_card_set_territory (QvIndicatorCard *self, QvId territory);
void       qv_indicator_card_set_brief     (QvIndicatorCard *self, gboolean is_brief);

G_END_DECLS
