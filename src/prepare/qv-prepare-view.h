/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvPrepareView:
 *
 * A session before its day: the agenda, who comes, what is still missing, what is on the map. Three columns, two where
 * there is less room, or one.
 *
 * Signals: "done" (string label): something was done that may be undone; "failed" (string sentence); "start": the session is to begin.
 */
#define QV_TYPE_PREPARE_VIEW (qv_prepare_view_get_type ())
G_DECLARE_FINAL_TYPE (QvPrepareView, qv_prepare_view, QV, PREPARE_VIEW, GtkWidget)

GtkWidget *qv_prepare_view_new        (QvStore *store, QvSession *session);
GtkWidget *qv_prepare_view_get_header (QvPrepareView *self);
void       qv_prepare_view_read       (QvPrepareView *self);
void       qv_prepare_view_print      (QvPrepareView *self);

G_END_DECLS
