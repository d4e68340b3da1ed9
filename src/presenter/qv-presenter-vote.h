/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-presenter-source.h"

G_BEGIN_DECLS

/**
 * QvPresenterVote:
 *
 * The page of a ballot: its ideas, and what each helix gave them once the results are released.
 */
#define QV_TYPE_PRESENTER_VOTE (qv_presenter_vote_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterVote, qv_presenter_vote, QV, PRESENTER_VOTE, GtkWidget)

void qv_presenter_vote_show (QvPresenterVote *self, QvPresenterSource *source, QvId ballot, gboolean is_large);

G_END_DECLS
