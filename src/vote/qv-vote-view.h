/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvVoteView:
 *
 * The Vote view: seats round the table, the ballot of the one whose turn it is, and the results.
 *
 * Properties: "handed-over" (boolean): a seat has the screen, and nothing of what others did may be seen or undone by it; "ballot" (int64):
 * which vote is shown.
 *
 * Signals: "done" (string) with what was done and can be undone, "failed" (string) with a sentence.
 */
#define QV_TYPE_VOTE_VIEW (qv_vote_view_get_type ())
G_DECLARE_FINAL_TYPE (QvVoteView, qv_vote_view, QV, VOTE_VIEW, GtkWidget)

GtkWidget *qv_vote_view_new            (QvStore *store, QvSession *session);
GtkWidget *qv_vote_view_get_header     (QvVoteView *self);
void       qv_vote_view_focus          (QvVoteView *self);
gboolean   qv_vote_view_is_handed_over (QvVoteView *self);

G_END_DECLS
