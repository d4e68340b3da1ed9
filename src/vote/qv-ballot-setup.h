/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-vote-model.h"

G_BEGIN_DECLS

/**
 * QvBallotSetup:
 *
 * What a vote is about and how it is voted, before it is opened.
 *
 * Signals: "cancelled".
 */
#define QV_TYPE_BALLOT_SETUP (qv_ballot_setup_get_type ())
G_DECLARE_FINAL_TYPE (QvBallotSetup, qv_ballot_setup, QV, BALLOT_SETUP, GtkWidget)

void qv_ballot_setup_set_model   (QvBallotSetup *self, QvVoteModel *model);
void qv_ballot_setup_begin       (QvBallotSetup *self, gboolean can_cancel);
void qv_ballot_setup_set_compact (QvBallotSetup *self, gboolean compact);

G_END_DECLS
