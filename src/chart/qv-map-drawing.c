/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the map, from paper to labels. The window, thumbnails and files all have it from here.
 * Pictures of pixels are rastered by src/geo; drawings of lines (SVG, PDF) get the same shapes as paths. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-map-drawing.h"

#include <math.h>

#include "qv-background-drawing.h"
#include "qv-legend.h"
#include "qv-map-labels.h"
#include "qv-map-page.h"
#include "qv-tiles-drawing.h"

typedef struct
{
  double x, y, radius;
} Circle;

static int
compare_circles (gconstpointer a, gconstpointer b)
{
  double first = ((const Circle *) a)->radius;
  double second = ((const Circle *) b)->radius;

  return (first < second) - (first > second);
}

static GArray *
collect_circles (QvMapScene *scene, const QvView *view, double pixel_scale)
{
  GArray *circles = g_array_new (FALSE, FALSE, sizeof (Circle));
  double least, greatest, largest = QV_MAP_CIRCLE_RADIUS * pixel_scale;

  qv_thematic_get_range (scene->thematic, &least, &greatest);
  for (guint i = 0; greatest > 0.0 && i < qv_territory_layer_get_n (scene->layer); i++)
    {
      Circle circle;
      double value;

      if (!qv_thematic_find (scene->thematic, qv_territory_layer_get_id (scene->layer, i), &value) ||
          value <= 0.0 || !qv_territory_layer_get_centroid (scene->layer, i, &circle.x, &circle.y))
        continue;
      qv_view_to_pixels (view, circle.x, circle.y, &circle.x, &circle.y);
      circle.radius = qv_get_proportional_radius (value, greatest, largest);
      if (circle.x > -largest && circle.y > -largest && circle.x < view->width + largest &&
          circle.y < view->height + largest)
        g_array_append_val (circles, circle);
    }
  g_array_sort (circles, compare_circles);
  return circles;
}

/* Large ones first, so that none hides a smaller one. */
static void
draw_circles (QvMapScene *scene, cairo_t *cr, const QvView *view, double pixel_scale)
{
  g_autoptr (GArray) circles = collect_circles (scene, view, pixel_scale);
  QvColour fill = qv_palette_get_class (scene->palette, 3, 5);

  cairo_set_line_width (cr, pixel_scale);
  for (guint i = 0; i < circles->len; i++)
    {
      const Circle *circle = &g_array_index (circles, Circle, i);

      cairo_new_path (cr);
      cairo_arc (cr, circle->x, circle->y, MAX (circle->radius, 0.5 * pixel_scale), 0.0, 2.0 * G_PI);
      qv_palette_set_source (cr, fill, scene->opacity);
      if (circle->radius < 2.0 * pixel_scale)
        {
          cairo_fill (cr);
          continue;
        }
      cairo_fill_preserve (cr);
      qv_palette_set_source (cr, scene->palette->zone_casing, 0.9);
      cairo_stroke (cr);
    }
}

/* Territories that are known only as points, where nothing is counted. */
static void
draw_points (QvMapScene *scene, cairo_t *cr, const QvView *view, double pixel_scale)
{
  for (guint i = 0; i < qv_territory_layer_get_n (scene->layer); i++)
    {
      double x, y, value;
      int class_index = QV_NO_CLASS;

      if (qv_territory_layer_get_area (scene->layer, i) > 0.0 ||
          !qv_territory_layer_get_label_point (scene->layer, i, &x, &y))
        continue;
      qv_view_to_pixels (view, x, y, &x, &y);
      if (x < 0.0 || y < 0.0 || x > view->width || y > view->height)
        continue;
      if (scene->thematic != NULL &&
          qv_thematic_find (scene->thematic, qv_territory_layer_get_id (scene->layer, i), &value))
        class_index = qv_thematic_get_class (scene->thematic, value);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, QV_MAP_POINT_RADIUS * pixel_scale, 0.0, 2.0 * G_PI);
      if (class_index == QV_NO_CLASS)
        qv_palette_set_source (cr, scene->palette->plain, 1.0);
      else
        qv_palette_set_source (
            cr, qv_palette_get_class (scene->palette, (guint) class_index, scene->thematic->n_classes), 1.0);
      cairo_fill_preserve (cr);
      qv_palette_set_source (cr, scene->palette->zone_line, 1.0);
      cairo_set_line_width (cr, pixel_scale);
      cairo_stroke (cr);
    }
}

static void
draw_marks (QvMapScene *scene, cairo_t *cr, const QvView *view, double pixel_scale)
{
  if (scene->layer == NULL)
    return;
  cairo_save (cr);
  if (scene->thematic != NULL && scene->thematic->measure == QV_MEASURE_COUNT)
    draw_circles (scene, cr, view, pixel_scale);
  else
    draw_points (scene, cr, view, pixel_scale);
  cairo_restore (cr);
}

static gboolean
paint_territories (QvMapScene *scene,
                   const QvView *view,
                   const QvRasterStyle *style,
                   cairo_t *cr,
                   GCancellable *cancellable,
                   GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view->width, view->height);
  gboolean ok;

  ok = qv_territory_layer_paint_smooth (scene->layer, view, style,
                                        (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
                                        (gsize) cairo_image_surface_get_stride (surface) / sizeof (guint32),
                                        cancellable, error);
  cairo_surface_mark_dirty (surface);
  if (ok)
    {
      cairo_set_source_surface (cr, surface, 0.0, 0.0);
      cairo_paint (cr);
    }
  cairo_surface_destroy (surface);
  return ok;
}

/* With a background the lines between territories come last, or a river would cut them. */
static gboolean
paint_smooth (QvMapScene *scene,
              const QvView *view,
              double pixel_scale,
              cairo_t *cr,
              GCancellable *cancellable,
              GError **error)
{
  QvRasterStyle style, lines;
  gboolean has_figures = scene->thematic != NULL && scene->thematic->measure == QV_MEASURE_RATE;

  qv_map_scene_get_style (scene, pixel_scale, &style);
  if (scene->background == NULL)
    return scene->layer == NULL || paint_territories (scene, view, &style, cr, cancellable, error);

  lines = style;
  lines.fills = scene->no_fills;
  style.casing_width = style.line_width = 0.0;
  qv_background_draw_under (scene->background, cr, scene->palette, view, pixel_scale);
  if (scene->layer != NULL && !paint_territories (scene, view, &style, cr, cancellable, error))
    return FALSE;
  qv_background_draw_over (scene->background, cr, scene->palette, view, pixel_scale, has_figures);
  return scene->layer == NULL || paint_territories (scene, view, &lines, cr, cancellable, error);
}

/**
 * qv_map_drawing_paint:
 * @scene: what to draw
 * @view: the part of the world, in pixels of @surface
 * @pixel_scale: pixels of @surface for each of the screen's
 * @quality: how well
 * @raster: (nullable): which territory is where in @view; needed for %QV_MAP_ROUGH
 * @surface: of %CAIRO_FORMAT_ARGB32 or %CAIRO_FORMAT_RGB24, as large as @view, empty
 * @cancellable: (nullable): to stop
 * @error: set when cancelled
 *
 * Draws paper, background, territories and labels, for a window. May be called in any thread.
 *
 * Returns: whether it was done
 */
gboolean
qv_map_drawing_paint (QvMapScene *scene,
                      const QvView *view,
                      double pixel_scale,
                      QvMapQuality quality,
                      QvIdRaster *raster,
                      cairo_surface_t *surface,
                      GCancellable *cancellable,
                      GError **error)
{
  cairo_t *cr;
  gboolean ok = TRUE;

  if (quality == QV_MAP_ROUGH && raster != NULL)
    {
      QvRasterStyle style;

      qv_map_scene_get_rough_style (scene, pixel_scale, &style);
      qv_id_raster_paint (raster, &style, (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
                          (gsize) cairo_image_surface_get_stride (surface) / sizeof (guint32));
      cairo_surface_mark_dirty (surface);
    }
  cr = cairo_create (surface);
  if (!scene->over_tiles && (quality == QV_MAP_SMOOTH || raster == NULL))
    {
      qv_palette_set_source (cr, scene->palette->paper, 1.0);
      cairo_paint (cr);
    }
  if (quality == QV_MAP_SMOOTH)
    ok = paint_smooth (scene, view, pixel_scale, cr, cancellable, error);
  if (ok)
    draw_marks (scene, cr, view, pixel_scale * scene->magnification);
  if (ok && quality == QV_MAP_SMOOTH)
    {
      cairo_scale (cr, pixel_scale * scene->magnification, pixel_scale * scene->magnification);
      qv_map_labels_draw (scene, cr, view, pixel_scale * scene->magnification);
    }
  cairo_destroy (cr);
  return ok;
}

static void
draw_territory_paths (QvMapScene *scene, cairo_t *cr, const QvView *view)
{
  QvRasterStyle style;

  qv_map_scene_get_style (scene, 1.0, &style);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < qv_territory_layer_get_n (scene->layer); i++)
    {
      g_autoptr (QvPath) path = qv_territory_layer_get_outline (scene->layer, i, view);
      guint32 fill = style.fills[i];
      QvColour colour;
      double alpha = (fill >> 24) / 255.0;

      if (path == NULL || path->points->len == 0)
        continue;
      cairo_new_path (cr);
      qv_path_trace (path, cr);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      if (fill == QV_FILL_HATCH)
        {
          double x1, y1, x2, y2;
          cairo_path_t *copy = cairo_copy_path (cr);

          cairo_path_extents (cr, &x1, &y1, &x2, &y2);
          cairo_save (cr);
          cairo_clip (cr);
          qv_legend_draw_hatch (cr, scene->palette, floor (x1), floor (y1), ceil (x2 - x1), ceil (y2 - y1));
          cairo_restore (cr);
          cairo_new_path (cr);
          cairo_append_path (cr, copy);
          cairo_path_destroy (copy);
        }
      else if (alpha > 0.0)
        {
          colour = (QvColour) (((guint32) (((fill >> 16) & 0xff) / alpha) << 16) |
                               ((guint32) (((fill >> 8) & 0xff) / alpha) << 8) |
                               (guint32) ((fill & 0xff) / alpha));
          qv_palette_set_source (cr, colour, alpha);
          cairo_fill_preserve (cr);
        }
      qv_palette_set_source (cr, scene->palette->zone_line, 1.0);
      cairo_set_line_width (cr, style.line_width);
      cairo_stroke (cr);
    }
}

static gboolean
is_raster (cairo_t *cr)
{
  return cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE;
}

static gboolean
draw_scene (QvMapScene *scene, const QvView *view, cairo_t *cr, GCancellable *cancellable, GError **error)
{
  qv_palette_set_source (cr, scene->palette->paper, 1.0);
  cairo_paint (cr);
  if (scene->tiles != NULL && !qv_tiles_draw (scene->tiles, cr, view, cancellable, error))
    return FALSE;
  if (is_raster (cr))
    {
      if (!paint_smooth (scene, view, 1.0, cr, cancellable, error))
        return FALSE;
    }
  else
    {
      if (scene->background != NULL)
        qv_background_draw_under (scene->background, cr, scene->palette, view, 1.0);
      if (scene->layer != NULL)
        draw_territory_paths (scene, cr, view);
      if (scene->background != NULL)
        qv_background_draw_over (scene->background, cr, scene->palette, view, 1.0, scene->thematic != NULL);
    }
  draw_marks (scene, cr, view, 1.0);
  qv_map_labels_draw (scene, cr, view, 1.0);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * qv_map_drawing_fit:
 * @scene: what to draw
 * @page: what else
 * @width: of the picture
 * @height: of the picture
 * @out_view: (out caller-allocates): the view that shows all territories but those far from all others, or
 * else all notes
 */
void
qv_map_drawing_fit (QvMapScene *scene, const QvMapPage *page, int width, int height, QvView *out_view)
{
  int padding = MIN (width, height) / 25;
  double bounds[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  if (scene->layer == NULL || !qv_territory_layer_get_main_bounds (scene->layer, bounds))
    for (guint i = 0; i < page->n_notes; i++)
      {
        double x = qv_project_x (page->notes[i].longitude), y = qv_project_y (page->notes[i].latitude);

        bounds[0] = MIN (bounds[0], x);
        bounds[1] = MIN (bounds[1], y);
        bounds[2] = MAX (bounds[2], x);
        bounds[3] = MAX (bounds[3], y);
      }
  if (bounds[0] > bounds[2])
    qv_view_init (out_view, 0.0, 0.0, 1.0, width, height);
  else
    qv_view_init_for_bounds (out_view, bounds, width, height, padding, 16.0);
}

/**
 * qv_map_drawing_draw:
 * @scene: what to draw
 * @page: notes, attribution and furniture
 * @view: the part of the world
 * @cr: a drawing, its user space the pixels of @view; PNG, SVG, PDF or a window
 * @cancellable: (nullable): to stop
 * @error: set when cancelled
 *
 * Draws the whole still picture.
 *
 * Returns: whether it was done
 */
gboolean
qv_map_drawing_draw (QvMapScene *scene,
                     const QvMapPage *page,
                     const QvView *view,
                     cairo_t *cr,
                     GCancellable *cancellable,
                     GError **error)
{
  gboolean ok;

  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, view->width, view->height);
  cairo_clip (cr);
  ok = draw_scene (scene, view, cr, cancellable, error);
  if (ok)
    qv_map_page_draw (scene, page, view, cr);
  cairo_restore (cr);
  return ok;
}

/**
 * qv_map_drawing_find_place:
 * @scene: with the territories
 * @territory: that a note without a point of its own belongs to, or %QV_ID_NONE
 * @note: (inout): gets the point where the territory's name would stand, and is marked as vague
 *
 * Returns: whether the territory is in @scene and has a place
 */
gboolean
qv_map_drawing_find_place (const QvMapScene *scene, QvId territory, QvMapNote *note)
{
  int index = scene->layer != NULL && territory != QV_ID_NONE
                  ? qv_territory_layer_find (scene->layer, territory)
                  : -1;
  double x, y;

  if (index < 0 || !qv_territory_layer_get_label_point (scene->layer, (guint) index, &x, &y))
    return FALSE;
  note->longitude = qv_unproject_x (x);
  note->latitude = qv_unproject_y (y);
  note->is_vague = TRUE;
  return TRUE;
}
