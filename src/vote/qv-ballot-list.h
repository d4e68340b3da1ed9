/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-vote-model.h"

G_BEGIN_DECLS

/**
 * QvBallotList:
 *
 * The ballot of the seat whose turn it is. It holds the keyboard: letters give, Shift and a letter take back; of grades, the
 * letter and then 1 to 5.
 *
 * Signals: "moved" (int step) when Space or Backspace ask for the next (1) or the previous (-1) seat.
 */
#define QV_TYPE_BALLOT_LIST (qv_ballot_list_get_type ())
G_DECLARE_FINAL_TYPE (QvBallotList, qv_ballot_list, QV, BALLOT_LIST, GtkWidget)

void     qv_ballot_list_set_model (QvBallotList *self, QvVoteModel *model);
gboolean qv_ballot_list_press     (QvBallotList *self, GtkEventControllerKey *controller, guint key, guint code,
                                   GdkModifierType state);

G_END_DECLS
