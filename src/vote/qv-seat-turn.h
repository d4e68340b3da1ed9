/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-vote-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvSeatTurn:
 *
 * Whose turn it is, and the buttons that go on to the next seat, back to the one before, or mark it absent.
 */
#define QV_TYPE_SEAT_TURN (qv_seat_turn_get_type ())
G_DECLARE_FINAL_TYPE (QvSeatTurn, qv_seat_turn, QV, SEAT_TURN, GtkWidget)

void qv_seat_turn_set_model (QvSeatTurn *self, QvVoteModel *model);

G_END_DECLS
