/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines and areas that notes are about, the same on screen and in pictures. Colour says who, and so does
 * the form of the pin that stands on each. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-shape-drawing.h"

#include "qv-background-drawing.h"

#define LINE_WIDTH 3.0
#define CHOSEN_WIDTH 5.0
#define CASING 1.5 /* on each side */
#define EDGE 1.0   /* round the casing, in high contrast */
#define FILL_OPACITY 0.2

/**
 * qv_shape_draw:
 * @cr: a drawing whose user space is the pixels of @view
 * @palette: its colours
 * @helix: whose it is
 * @shape: a line or an area
 * @view: the part of the world
 * @magnification: how many times as wide lines are
 * @is_chosen: whether it stands out
 */
void
qv_shape_draw (cairo_t *cr,
               const QvPalette *palette,
               QvHelix helix,
               QvShape *shape,
               const QvView *view,
               double magnification,
               gboolean is_chosen)
{
  g_autoptr (QvPath) path = qv_shape_get_path (shape, view);
  double width = is_chosen ? CHOSEN_WIDTH : LINE_WIDTH;

  if (path->points->len == 0)
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  qv_path_trace (path, cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (qv_shape_is_area (shape))
    {
      qv_palette_set_source (cr, palette->helix_pin[helix], FILL_OPACITY);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      cairo_fill_preserve (cr);
    }
  if (palette->flags & QV_PALETTE_HIGH_CONTRAST)
    {
      qv_palette_set_source (cr, 0x000000, 1.0);
      cairo_set_line_width (cr, (width + 2.0 * (CASING + EDGE)) * magnification);
      cairo_stroke_preserve (cr);
    }
  qv_palette_set_source (cr, 0xffffff, 0.95);
  cairo_set_line_width (cr, (width + 2.0 * CASING) * magnification);
  cairo_stroke_preserve (cr);
  qv_palette_set_source (cr, palette->helix_pin[helix], 1.0);
  cairo_set_line_width (cr, width * magnification);
  cairo_stroke (cr);
  cairo_restore (cr);
}
