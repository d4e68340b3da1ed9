/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streets, rivers and woods in a quiet style: grounds below the territories, water and lines over them, so
 * that colours of figures stay true on the ground and people still find their street. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-background-drawing.h"

#include <math.h>

#define LEAST_STREAM_ZOOM 11.0 /* farther away, streams would hide the rivers */

/* Shares by which lines over figures are lighter than over paper. */
#define OVER_FIGURES 0.5
#define MINOR_ZOOM 12.5
#define MIDDLE_ZOOM 10.0

/**
 * qv_path_trace:
 * @path: rings or lines
 * @cr: a drawing whose user space is the pixels of the path's view
 */
void
qv_path_trace (const QvPath *path, cairo_t *cr)
{
  const float *points = (const float *) (gpointer) path->points->data;
  guint32 point = 0;

  for (guint i = 0; i < path->ends->len; i++)
    {
      guint32 end = g_array_index (path->ends, guint32, i);

      if (point < end)
        cairo_move_to (cr, points[2 * point], points[2 * point + 1]);
      for (point++; point < end; point++)
        cairo_line_to (cr, points[2 * point], points[2 * point + 1]);
      point = end;
      if (path->closed)
        cairo_close_path (cr);
    }
}

static void
fill_areas (QvBackground *background, QvBackgroundRole role, cairo_t *cr, const QvView *view)
{
  g_autoptr (QvPath) path = NULL;

  if (qv_background_get_n_shapes (background, role) == 0)
    return;
  path = qv_background_get_areas (background, role, view);
  cairo_new_path (cr);
  qv_path_trace (path, cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
}

static void
stroke_lines (QvBackground *background, QvBackgroundRole role, cairo_t *cr, const QvView *view, double width)
{
  g_autoptr (QvPath) path = NULL;

  if (qv_background_get_n_shapes (background, role) == 0)
    return;
  path = qv_background_get_lines (background, role, view);
  cairo_new_path (cr);
  qv_path_trace (path, cr);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

/**
 * qv_background_draw_under:
 * @background: what lies under the data
 * @cr: a drawing whose user space is the pixels of @view
 * @palette: its colours
 * @view: the part of the world
 * @pixel_scale: pixels of the picture for each of the screen's
 *
 * Draws what territories may cover: built-up ground and green.
 */
void
qv_background_draw_under (
    QvBackground *background, cairo_t *cr, const QvPalette *palette, const QvView *view, double pixel_scale)
{
  cairo_save (cr);
  qv_palette_set_source (cr, palette->built_up, 1.0);
  fill_areas (background, QV_BACKGROUND_BUILT_UP, cr, view);
  qv_palette_set_source (cr, palette->green, 1.0);
  fill_areas (background, QV_BACKGROUND_GREEN, cr, view);
  cairo_restore (cr);
}

static void
draw_water (
    QvBackground *background, cairo_t *cr, const QvPalette *palette, const QvView *view, double pixel_scale)
{
  double zoom = qv_view_get_zoom (view) - log2 (pixel_scale);

  qv_palette_set_source (cr, palette->water, 1.0);
  if (zoom >= LEAST_STREAM_ZOOM)
    stroke_lines (background, QV_BACKGROUND_STREAM, cr, view,
                  CLAMP ((zoom - LEAST_STREAM_ZOOM) * 0.5, 0.6, 2.0) * pixel_scale);
  fill_areas (background, QV_BACKGROUND_WATER, cr, view);
  stroke_lines (background, QV_BACKGROUND_WATER, cr, view, CLAMP (zoom - 8.5, 0.6, 6.0) * pixel_scale);
}

/* Roads grow with the zoom, at half the rate of the ground, so that a city is neither a net of hairs nor of
 * motorways. */
static double
road_width (double zoom, double width_at_14)
{
  return CLAMP (width_at_14 * exp2 ((zoom - 14.0) * 0.5), 0.4, width_at_14 * 4.0);
}

static void
draw_roads (QvBackground *background,
            cairo_t *cr,
            const QvPalette *palette,
            const QvView *view,
            double pixel_scale,
            double share)
{
  const struct
  {
    QvBackgroundRole role;
    double width;
    double least_zoom;
    double alpha;
  } ranks[] = {
    { QV_BACKGROUND_ROAD_MINOR, 1.5, MINOR_ZOOM, 0.8 },
    { QV_BACKGROUND_ROAD_MIDDLE, 2.4, MIDDLE_ZOOM, 0.95 },
    { QV_BACKGROUND_ROAD_MAJOR, 3.6, 0.0, 1.0 },
  };
  double zoom = qv_view_get_zoom (view) - log2 (pixel_scale);

  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      double width = road_width (zoom, ranks[i].width);

      if (zoom < ranks[i].least_zoom)
        continue;
      if (share >= 1.0 && width > 1.6)
        {
          qv_palette_set_source (cr, palette->road_casing, ranks[i].alpha);
          stroke_lines (background, ranks[i].role, cr, view, (width + 1.2) * pixel_scale);
        }
      qv_palette_set_source (cr, palette->road, ranks[i].alpha * share);
      stroke_lines (background, ranks[i].role, cr, view, width * pixel_scale);
    }
}

static void
draw_rails (QvBackground *background,
            cairo_t *cr,
            const QvPalette *palette,
            const QvView *view,
            double pixel_scale,
            double share)
{
  const double dashes[] = { 5.0 * pixel_scale, 4.0 * pixel_scale };
  double zoom = qv_view_get_zoom (view) - log2 (pixel_scale);

  if (zoom < 9.0)
    return;
  qv_palette_set_source (cr, palette->rail, share);
  stroke_lines (background, QV_BACKGROUND_RAIL, cr, view, 1.4 * pixel_scale);
  if (zoom >= 11.0)
    {
      qv_palette_set_source (cr, palette->rail, 0.8 * share);
      stroke_lines (background, QV_BACKGROUND_TRAM, cr, view, 0.9 * pixel_scale);
    }
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  qv_palette_set_source (cr, palette->boundary, share);
  stroke_lines (background, QV_BACKGROUND_BOUNDARY, cr, view, 1.0 * pixel_scale);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

/**
 * qv_background_draw_over:
 * @background: what lies under the data
 * @cr: a drawing whose user space is the pixels of @view
 * @palette: its colours
 * @view: the part of the world
 * @pixel_scale: pixels of the picture for each of the screen's
 * @over_figures: whether colours of figures lie below, which lines must not hide
 *
 * Draws what shows through the territories: water, roads, rails, boundaries.
 */
void
qv_background_draw_over (QvBackground *background,
                         cairo_t *cr,
                         const QvPalette *palette,
                         const QvView *view,
                         double pixel_scale,
                         gboolean over_figures)
{
  double share = over_figures ? OVER_FIGURES : 1.0;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw_water (background, cr, palette, view, pixel_scale);
  draw_roads (background, cr, palette, view, pixel_scale, share);
  draw_rails (background, cr, palette, view, pixel_scale, over_figures ? 0.8 : 1.0);
  cairo_restore (cr);
}
