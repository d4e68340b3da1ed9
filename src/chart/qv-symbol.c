/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shapes of the helices and the glyphs of the kinds, the same on screen, in pictures and in print. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-symbol.h"

#include <math.h>

/* Corners and reach of the shapes, as shares of their size, chosen so that all four look equally large. */
#define CORNER 0.07
#define TRIANGLE_REACH 0.58
#define DIAMOND_REACH 0.56
#define SQUARE_REACH 0.42
#define CIRCLE_REACH 0.46
#define HEXAGON_REACH 0.48
#define PIN_EDGE 3.0

static void
trace_polygon (cairo_t *cr, guint n_corners, double first_angle, double reach)
{
  for (guint i = 0; i < n_corners; i++)
    {
      double angle = first_angle + 2.0 * G_PI * i / n_corners;

      cairo_line_to (cr, reach * cos (angle), reach * sin (angle));
    }
  cairo_close_path (cr);
}

/* Traces the shape drawn in by @inset on all sides, around the origin; its rounded corners come from a
 * stroke. */
static void
trace_shape (cairo_t *cr, QvHelix helix, double size, double inset)
{
  cairo_new_path (cr);
  switch (helix)
    {
    case QV_HELIX_AUTHORITIES:
      cairo_rectangle (cr, inset - SQUARE_REACH * size, inset - SQUARE_REACH * size,
                       2.0 * (SQUARE_REACH * size - inset), 2.0 * (SQUARE_REACH * size - inset));
      break;
    case QV_HELIX_RESEARCH:
      cairo_save (cr);
      cairo_translate (cr, 0.0, 0.1 * size);
      trace_polygon (cr, 3, -G_PI_2, TRIANGLE_REACH * size - 2.0 * inset);
      cairo_restore (cr);
      break;
    case QV_HELIX_COMPANIES:
      trace_polygon (cr, 4, -G_PI_2, DIAMOND_REACH * size - G_SQRT2 * inset);
      break;
    case QV_HELIX_RESIDENTS:
      cairo_arc (cr, 0.0, 0.0, MAX (CIRCLE_REACH * size - inset, 0.0), 0.0, 2.0 * G_PI);
      cairo_close_path (cr);
      break;
    case QV_HELIX_NONE:
    default:
      trace_polygon (cr, 6, 0.0, HEXAGON_REACH * size - 1.1547 * inset);
      break;
    }
}

static void
fill_shape (cairo_t *cr, QvHelix helix, double size, double grow)
{
  double corner = CORNER * size;

  trace_shape (cr, helix, size, corner);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2.0 * (corner + grow));
  cairo_stroke_preserve (cr);
  cairo_fill (cr);
}

static void
stroke_outline (cairo_t *cr, QvHelix helix, double size)
{
  double width = MAX (1.5, size * 0.1);

  trace_shape (cr, helix, size, width / 2.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
draw_challenge (cairo_t *cr, double size)
{
  cairo_arc (cr, 0.0, -0.22 * size, 0.2 * size, -G_PI, 0.35);
  cairo_curve_to (cr, 0.12 * size, 0.02 * size, 0.0, 0.0, 0.0, 0.16 * size);
  cairo_stroke (cr);
  cairo_arc (cr, 0.0, 0.4 * size, 0.1 * size, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

static void
draw_opportunity (cairo_t *cr, double size)
{
  cairo_move_to (cr, -0.3 * size, 0.3 * size);
  cairo_line_to (cr, 0.28 * size, -0.28 * size);
  cairo_move_to (cr, -0.12 * size, -0.3 * size);
  cairo_line_to (cr, 0.3 * size, -0.3 * size);
  cairo_line_to (cr, 0.3 * size, 0.12 * size);
  cairo_stroke (cr);
}

/**
 * qv_symbol_draw_glyph:
 * @cr: a drawing, whose source is the colour of the glyph
 * @kind: a #QvNoteKind, or %QV_SYMBOL_NO_KIND
 * @x: middle of the glyph
 * @y: middle of the glyph
 * @size: its height
 */
void
qv_symbol_draw_glyph (cairo_t *cr, int kind, double x, double y, double size)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_new_path (cr);
  cairo_set_line_width (cr, 0.17 * size);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (kind)
    {
    case QV_NOTE_KIND_PROBLEM:
      cairo_set_line_width (cr, 0.2 * size);
      cairo_move_to (cr, 0.0, -0.36 * size);
      cairo_line_to (cr, 0.0, 0.1 * size);
      cairo_stroke (cr);
      cairo_arc (cr, 0.0, 0.38 * size, 0.12 * size, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
      break;
    case QV_NOTE_KIND_OPPORTUNITY:
      draw_opportunity (cr, size);
      break;
    case QV_NOTE_KIND_CHALLENGE:
      draw_challenge (cr, size);
      break;
    case QV_NOTE_KIND_SOLUTION:
      cairo_move_to (cr, -0.34 * size, 0.04 * size);
      cairo_line_to (cr, -0.1 * size, 0.28 * size);
      cairo_line_to (cr, 0.36 * size, -0.26 * size);
      cairo_stroke (cr);
      break;
    case QV_NOTE_KIND_OBSERVATION:
      cairo_arc (cr, 0.0, 0.0, 0.28 * size, 0.0, 2.0 * G_PI);
      cairo_stroke (cr);
      break;
    default:
      break;
    }
  cairo_restore (cr);
}

/**
 * qv_symbol_draw:
 * @cr: a drawing
 * @palette: its colours
 * @helix: which shape
 * @kind: a #QvNoteKind whose glyph is put in it, or %QV_SYMBOL_NO_KIND
 * @style: how
 * @x: middle of the shape
 * @y: middle of the shape
 * @size: height of its box, without the white edge of a pin
 */
void
qv_symbol_draw (cairo_t *cr,
                const QvPalette *palette,
                QvHelix helix,
                int kind,
                QvSymbolStyle style,
                double x,
                double y,
                double size)
{
  gboolean is_pin = style == QV_SYMBOL_PIN;
  QvColour fill = is_pin ? palette->helix_pin[helix] : palette->helix[helix];
  double glyph_y = helix == QV_HELIX_RESEARCH ? 0.14 * size : 0.0;
  double glyph_size = helix == QV_HELIX_RESEARCH ? 0.42 * size : 0.54 * size;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  if (is_pin)
    {
      double edge = PIN_EDGE * size / 24.0;

      if (palette->flags & QV_PALETTE_HIGH_CONTRAST)
        {
          qv_palette_set_source (cr, 0x000000, 1.0);
          fill_shape (cr, helix, size, edge + 1.5);
        }
      qv_palette_set_source (cr, 0xffffff, 1.0);
      fill_shape (cr, helix, size, edge);
    }
  qv_palette_set_source (cr, fill, 1.0);
  if (style == QV_SYMBOL_OUTLINE)
    stroke_outline (cr, helix, size);
  else
    fill_shape (cr, helix, size, 0.0);
  if (style != QV_SYMBOL_OUTLINE)
    qv_palette_set_source (cr, is_pin ? 0xffffff : palette->glyph, 1.0);
  qv_symbol_draw_glyph (cr, kind, 0.0, glyph_y, glyph_size);
  cairo_restore (cr);
}

/**
 * qv_symbol_draw_vague:
 * @cr: a drawing
 * @palette: its colours
 * @x: middle of the pin
 * @y: middle of the pin
 * @size: height of the pin's box
 *
 * Draws the dotted ring below a pin that stands somewhere in its territory and not at this very point.
 */
void
qv_symbol_draw_vague (cairo_t *cr, const QvPalette *palette, double x, double y, double size)
{
  const double dashes[] = { 0.0, 0.16 * size };

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 0.69 * size, 0.0, 2.0 * G_PI);
  qv_palette_set_source (cr, 0xffffff, 0.55);
  cairo_fill_preserve (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 0.08 * size);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  qv_palette_set_source (cr, palette->flags & QV_PALETTE_DARK ? 0xffffff : palette->text, 1.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}
