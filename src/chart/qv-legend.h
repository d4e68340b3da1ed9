/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "qv-thematic.h"

G_BEGIN_DECLS

typedef enum
{
  QV_LEGEND_FULL,  /* title, swatches, numbers, caption */
  QV_LEGEND_SHORT, /* swatches, numbers and one line, where room is scarce */
} QvLegendForm;

void qv_legend_measure (PangoContext *context, const QvThematic *thematic, QvLegendForm form, double *out_width,
                        double *out_height);
void qv_legend_draw    (cairo_t *cr, PangoContext *context, const QvPalette *palette, const QvThematic *thematic,
                        QvLegendForm form, double largest_radius, double width);

G_END_DECLS
