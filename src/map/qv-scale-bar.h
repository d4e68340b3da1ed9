/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvScaleBar:
 *
 * How long a round number of metres or kilometres is on the map.
 */
#define QV_TYPE_SCALE_BAR (qv_scale_bar_get_type ())
G_DECLARE_FINAL_TYPE (QvScaleBar, qv_scale_bar, QV, SCALE_BAR, GtkWidget)

void       qv_scale_bar_set_metres_per_pixel (QvScaleBar *self, double metres_per_pixel);

G_END_DECLS
