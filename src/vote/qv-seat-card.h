/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-vote-model.h"

G_BEGIN_DECLS

/**
 * QvSeatCard:
 *
 * Whose turn it is, and what the seat has left to give.
 */
#define QV_TYPE_SEAT_CARD (qv_seat_card_get_type ())
G_DECLARE_FINAL_TYPE (QvSeatCard, qv_seat_card, QV, SEAT_CARD, GtkWidget)

void qv_seat_card_set_model (QvSeatCard *self, QvVoteModel *model);

G_END_DECLS
