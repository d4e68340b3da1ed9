/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-presenter-source.h"

G_BEGIN_DECLS

/**
 * QvPresenterSide:
 *
 * The dark column of the projector: title, present step, clock, and how many notes each helix has brought.
 */
#define QV_TYPE_PRESENTER_SIDE (qv_presenter_side_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterSide, qv_presenter_side, QV, PRESENTER_SIDE, GtkWidget)

void  qv_presenter_side_show       (QvPresenterSide *self, QvPresenterSource *source, gboolean is_large);
void  qv_presenter_side_show_clock (QvPresenterSide *self, QvPresenterSource *source);
void  qv_presenter_side_set_width  (QvPresenterSide *self, int width);
char *qv_presenter_format_clock    (const QvClockReading *reading);
char *qv_presenter_format_time     (gint64 when);

G_END_DECLS
