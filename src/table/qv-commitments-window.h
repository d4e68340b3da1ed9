/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-commitment-list.h"

G_BEGIN_DECLS

/**
 * QvCommitmentsWindow:
 *
 * Who does what by when: what was agreed in a session, and what is still open from earlier ones of its series. The window above goes on
 * working meanwhile.
 */
#define QV_TYPE_COMMITMENTS_WINDOW (qv_commitments_window_get_type ())
G_DECLARE_FINAL_TYPE (QvCommitmentsWindow, qv_commitments_window, QV, COMMITMENTS_WINDOW, AdwWindow)

GtkWidget *qv_commitments_window_new   (GtkWindow *parent, QvCommitmentList *list, GListModel *notes);
void       qv_commitments_window_begin (QvCommitmentsWindow *self, QvId note);

G_END_DECLS
