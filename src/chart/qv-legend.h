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

/**
 * QvLegend:
 *
 * The key to a thematic map, as cairo draws it on screen, PNG, SVG and PDF. Lengths are in the user space of the drawing.
 */
typedef struct
{
  const QvThematic *thematic;
  QvLegendForm form;
  gboolean has_missing;  /* some territory is without data, so the hatch needs its name */
  double largest_radius; /* of the circle of the greatest value, for counts */
  double room;           /* width beyond which words are shortened, 0 for as wide as they need */
} QvLegend;

void qv_legend_measure (const QvLegend *legend, PangoContext *context, double *out_width, double *out_height);
void qv_legend_draw    (const QvLegend *legend, cairo_t *cr, PangoContext *context, const QvPalette *palette);
void qv_legend_draw_hatch (cairo_t *cr, const QvPalette *palette, double x, double y, double width, double height);

G_END_DECLS
