/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "qv-palette.h"

G_BEGIN_DECLS

double qv_scale_get_length (double metres_per_pixel, double longest);
char  *qv_scale_get_label  (double metres);
void   qv_scale_measure    (PangoContext *context, double metres_per_pixel, double longest, double *out_width,
                            double *out_height);
void   qv_scale_draw       (cairo_t *cr, PangoContext *context, const QvPalette *palette, double metres_per_pixel,
                            double longest);

G_END_DECLS
