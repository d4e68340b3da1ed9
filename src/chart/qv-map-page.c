/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies over the map in a still picture: notes, legend, scale, and whom the map comes from. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-map-page.h"

#include <math.h>

#include "qv-legend.h"
#include "qv-map-labels.h"
#include "qv-point-layer.h"
#include "qv-scale.h"
#include "qv-shape-drawing.h"

#define PIN_SIZE 22.0
#define PIN_ROOM 26.0 /* of a pin with its edge */
#define PILL_HEIGHT 24.0
#define PILL_MARK 12.0
#define PILL_GAP 4.0
#define PILL_STEP 8.0
#define MARGIN 12.0
#define PADDING 10.0
#define RADIUS 8.0
#define LONGEST_SCALE 100.0

static void
trace_rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0.0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0.0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3.0 * G_PI_2);
  cairo_close_path (cr);
}

static void
draw_card (
    cairo_t *cr, const QvPalette *palette, double x, double y, double width, double height, double radius)
{
  trace_rounded (cr, x, y, width, height, radius);
  qv_palette_set_source (cr, palette->view, palette->flags & QV_PALETTE_HIGH_CONTRAST ? 1.0 : 0.95);
  cairo_fill_preserve (cr);
  qv_palette_set_source (cr, palette->grid, 1.0);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

static PangoLayout *
make_text (PangoContext *context, const char *text, double scale, PangoWeight weight)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  return layout;
}

static QvPinSizes
get_sizes (PangoContext *context)
{
  QvPinSizes sizes = { .pin = PIN_ROOM,
                       .pill = PILL_HEIGHT,
                       .ends = 2.0 * PADDING - PILL_STEP,
                       .entry = PILL_MARK + PILL_GAP + PILL_STEP };

  for (guint digit = 0; digit < 10; digit++)
    {
      g_autofree char *text = g_strdup_printf ("%u", digit);
      g_autoptr (PangoLayout) layout = make_text (context, text, 0.9, PANGO_WEIGHT_BOLD);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      sizes.digit = MAX (sizes.digit, width);
    }
  return sizes;
}

static void
draw_cluster (
    QvMapScene *scene, cairo_t *cr, PangoContext *context, const QvPointCluster *cluster, double x, double y)
{
  double width = 2.0 * PADDING - PILL_STEP;
  double at;

  for (guint i = 0; i <= QV_N_HELICES; i++)
    if (cluster->n_by_helix[i] > 0)
      {
        g_autofree char *text = g_strdup_printf ("%u", cluster->n_by_helix[i]);
        g_autoptr (PangoLayout) layout = make_text (context, text, 0.9, PANGO_WEIGHT_BOLD);
        int text_width;

        pango_layout_get_pixel_size (layout, &text_width, NULL);
        width += PILL_MARK + PILL_GAP + text_width + PILL_STEP;
      }
  at = x - width / 2.0 + PADDING;
  draw_card (cr, scene->palette, x - width / 2.0, y - PILL_HEIGHT / 2.0, width, PILL_HEIGHT,
             PILL_HEIGHT / 2.0);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    if (cluster->n_by_helix[i] > 0)
      {
        g_autofree char *text = g_strdup_printf ("%u", cluster->n_by_helix[i]);
        g_autoptr (PangoLayout) layout = make_text (context, text, 0.9, PANGO_WEIGHT_BOLD);
        int text_width, text_height;

        pango_layout_get_pixel_size (layout, &text_width, &text_height);
        qv_symbol_draw (cr, scene->palette, (QvHelix) i, QV_SYMBOL_NO_KIND, QV_SYMBOL_FILLED,
                        at + PILL_MARK / 2.0, y, PILL_MARK);
        qv_palette_set_source (cr, scene->palette->text, 1.0);
        cairo_move_to (cr, at + PILL_MARK + PILL_GAP, y - text_height / 2.0);
        pango_cairo_show_layout (cr, layout);
        at += PILL_MARK + PILL_GAP + text_width + PILL_STEP;
      }
}

static QvPointLayer *
make_points (const QvMapPage *page)
{
  g_autofree QvPoint *points = g_new (QvPoint, MAX (page->n_notes, 1));

  for (guint i = 0; i < page->n_notes; i++)
    points[i] = (QvPoint){ page->notes[i].id, qv_project_x (page->notes[i].longitude),
                           qv_project_y (page->notes[i].latitude), page->notes[i].helix, i };
  return qv_point_layer_new (points, page->n_notes);
}

static void
draw_notes (QvMapScene *scene, const QvMapPage *page, const QvView *view, cairo_t *cr, PangoContext *context)
{
  g_autoptr (QvPointLayer) points = NULL;
  g_autoptr (QvPointClusters) clusters = NULL;
  QvPinSizes sizes;

  if (page->n_notes == 0)
    return;
  for (guint i = 0; i < page->n_notes; i++)
    if (page->notes[i].shape != NULL)
      qv_shape_draw (cr, scene->palette, page->notes[i].helix, page->notes[i].shape, view, 1.0, FALSE);
  points = make_points (page);
  sizes = get_sizes (context);
  clusters = qv_point_clusters_new (points, view, PIN_SIZE, FALSE);
  qv_point_clusters_make_room (clusters, view, &sizes);
  for (guint i = 0; i < clusters->clusters->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (clusters->clusters, QvPointCluster, i);
      double x, y;

      qv_view_to_pixels (view, cluster->x, cluster->y, &x, &y);
      if (cluster->n == 1)
        {
          const QvMapNote *note = &page->notes[qv_point_clusters_get_first (clusters, cluster)->data];

          if (note->is_vague)
            qv_symbol_draw_vague (cr, scene->palette, x, y, PIN_SIZE);
          qv_symbol_draw (cr, scene->palette, note->helix, (int) note->kind, QV_SYMBOL_PIN, x, y, PIN_SIZE);
        }
      else
        draw_cluster (scene, cr, context, cluster, x, y);
    }
}

/* Returns: the height that the legend takes at the lower edge, where it leaves no room beside it for @beside.
 */
static double
draw_legend (QvMapScene *scene, const QvView *view, cairo_t *cr, PangoContext *context, double beside)
{
  QvLegend legend = { .thematic = scene->thematic,
                      .form = QV_LEGEND_FULL,
                      .has_missing = qv_map_scene_get_n_missing (scene) > 0,
                      .largest_radius = QV_MAP_CIRCLE_RADIUS,
                      .room = view->width - 2.0 * (PADDING + MARGIN) };
  double width, height, y;

  qv_legend_measure (&legend, context, &width, &height);
  if (width > legend.room)
    {
      legend.form = QV_LEGEND_SHORT;
      qv_legend_measure (&legend, context, &width, &height);
      width = MIN (width, legend.room);
    }
  y = view->height - MARGIN - height - 2.0 * PADDING;
  draw_card (cr, scene->palette, MARGIN, y, width + 2.0 * PADDING, height + 2.0 * PADDING, RADIUS);
  cairo_save (cr);
  cairo_translate (cr, MARGIN + PADDING, y + PADDING);
  qv_legend_draw (&legend, cr, context, scene->palette);
  cairo_restore (cr);
  return MARGIN + width + 2.0 * PADDING + MARGIN + beside + MARGIN > view->width ? view->height - y : 0.0;
}

static double
get_metres_per_pixel (const QvView *view)
{
  double x, y;

  qv_view_to_world (view, view->width / 2.0, view->height / 2.0, &x, &y);
  return qv_get_metres_per_pixel (qv_unproject_y (y), qv_view_get_zoom (view));
}

static double
get_scale_width (const QvView *view, PangoContext *context)
{
  double width, height;

  qv_scale_measure (context, get_metres_per_pixel (view), LONGEST_SCALE, &width, &height);
  return width + 2.0 * PADDING;
}

static void
draw_scale (QvMapScene *scene, const QvView *view, cairo_t *cr, PangoContext *context, double below)
{
  double x, y, width, height;

  qv_scale_measure (context, get_metres_per_pixel (view), LONGEST_SCALE, &width, &height);
  x = view->width - MARGIN - width - 2.0 * PADDING;
  y = view->height - below - MARGIN - height - PADDING;
  draw_card (cr, scene->palette, x, y, width + 2.0 * PADDING, height + PADDING, RADIUS);
  cairo_save (cr);
  cairo_translate (cr, x + PADDING, y + PADDING / 2.0);
  qv_scale_draw (cr, context, scene->palette, get_metres_per_pixel (view), LONGEST_SCALE);
  cairo_restore (cr);
}

static void
draw_attribution (
    QvMapScene *scene, const QvMapPage *page, const QvView *view, cairo_t *cr, PangoContext *context)
{
  g_autoptr (PangoLayout) layout = make_text (context, page->attribution, 0.75, PANGO_WEIGHT_NORMAL);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_rectangle (cr, view->width - width - 8.0, 0.0, width + 8.0, height + 4.0);
  qv_palette_set_source (cr, scene->palette->view, 0.8);
  cairo_fill (cr);
  qv_palette_set_source (cr, scene->palette->text, 1.0);
  cairo_move_to (cr, view->width - width - 4.0, 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
clear_note (gpointer data)
{
  g_clear_pointer (&((QvMapNote *) data)->shape, qv_shape_unref);
}

/**
 * qv_map_notes_new:
 *
 * Returns: (transfer full) (element-type QvMapNote): no notes yet, which own their shapes
 */
GArray *
qv_map_notes_new (void)
{
  GArray *notes = g_array_new (FALSE, TRUE, sizeof (QvMapNote));

  g_array_set_clear_func (notes, clear_note);
  return notes;
}

/**
 * qv_map_note_set_geometry:
 * @note: (inout): a note without a shape
 * @geometry: where it is: its pin goes there, and a line or an area is drawn below
 */
void
qv_map_note_set_geometry (QvMapNote *note, QvGeometry *geometry)
{
  qv_geometry_get_anchor (geometry, &note->longitude, &note->latitude);
  note->shape = qv_shape_new (geometry);
}

/**
 * qv_map_page_draw:
 * @scene: what lies below
 * @page: notes, attribution and furniture
 * @view: the part of the world
 * @cr: a drawing, its user space the pixels of @view
 */
void
qv_map_page_draw (QvMapScene *scene, const QvMapPage *page, const QvView *view, cairo_t *cr)
{
  PangoContext *context = qv_map_scene_make_context (scene, cr);
  double below = 0.0;

  draw_notes (scene, page, view, cr, context);
  if ((page->furniture & QV_MAP_FURNITURE_LEGEND) && scene->thematic != NULL)
    below = draw_legend (scene, view, cr, context, get_scale_width (view, context));
  if (page->furniture & QV_MAP_FURNITURE_SCALE)
    draw_scale (scene, view, cr, context, below);
  if (page->attribution != NULL && *page->attribution != '\0')
    draw_attribution (scene, page, view, cr, context);
  g_object_unref (context);
}
