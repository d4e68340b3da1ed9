/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-commitment-list.h"

G_BEGIN_DECLS

/**
 * QvCommitmentsNotice:
 *
 * Says at the opening of a session what is still open from earlier ones, with a button for the action "session.commitments". Hidden where
 * nothing is, or once it was closed.
 */
#define QV_TYPE_COMMITMENTS_NOTICE (qv_commitments_notice_get_type ())
G_DECLARE_FINAL_TYPE (QvCommitmentsNotice, qv_commitments_notice, QV, COMMITMENTS_NOTICE, GtkWidget)

void qv_commitments_notice_set_list (QvCommitmentsNotice *self, QvCommitmentList *list);

G_END_DECLS
