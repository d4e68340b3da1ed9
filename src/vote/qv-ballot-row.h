/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-poll.h"

G_BEGIN_DECLS

/**
 * QvBallotRow:
 *
 * An idea on the ballot of one seat: its letter, its words, what the seat gave it, and buttons to give and take.
 *
 * Signals: "give" (uint value: a grade, or 0 for a dot or the next rank), "take".
 */
#define QV_TYPE_BALLOT_ROW (qv_ballot_row_get_type ())
G_DECLARE_FINAL_TYPE (QvBallotRow, qv_ballot_row, QV, BALLOT_ROW, GtkListBoxRow)

GtkWidget *qv_ballot_row_new      (void);
void       qv_ballot_row_show     (QvBallotRow *self, QvPoll *poll, guint at, QvHelix helix, gint64 value, gboolean can_give);
void       qv_ballot_row_set_marked (QvBallotRow *self, gboolean marked);

G_END_DECLS
