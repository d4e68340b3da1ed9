/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of territories, each in the widest place inside its outline or under its circle, larger ones first,
 * none over another. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-map-labels.h"

#include <math.h>

#include "qv-wording.h"

#define LABEL_SCALE 0.82
#define HALO_WIDTH 3.4
#define LONGEST_LINE 116 /* pixels, after which a name is broken */
#define MOST_LINES 2     /* of each paragraph */
#define GAP 3.0
#define MAX_LABELS 400
#define LONGEST_UNIT 3 /* letters; a longer one is in the legend only */
#define MIN_SIDE 30.0  /* pixels: a territory smaller than this square has no label */
#define MIN_RADIUS 3.0 /* pixels: nor has a circle smaller than this */

typedef struct
{
  guint index;
  double size;   /* square metres, or what the circle counts */
  double radius; /* of the circle in pixels of the screen, 0 for an area */
} Candidate;

typedef struct
{
  double x, y, width, height;
} Box;

/**
 * qv_map_scene_make_context:
 * @scene: a scene
 * @cr: a drawing
 *
 * Returns: (transfer full): the scene's font, for this drawing
 */
PangoContext *
qv_map_scene_make_context (QvMapScene *scene, cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);

  pango_cairo_context_set_resolution (context, scene->resolution);
  pango_context_set_font_description (context, scene->font);
  return context;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  double first = ((const Candidate *) a)->size;
  double second = ((const Candidate *) b)->size;

  return (first < second) - (first > second);
}

/* Whether a territory that is only a point has a circle large enough for a name. */
static gboolean
measure_circle (QvMapScene *scene, Candidate *candidate)
{
  double least, greatest;

  if (scene->thematic == NULL && scene->names_points)
    {
      if (scene->ranking != NULL)
        qv_thematic_find (scene->ranking, qv_territory_layer_get_id (scene->layer, candidate->index),
                          &candidate->size);
      candidate->radius = QV_MAP_POINT_RADIUS;
      return TRUE;
    }
  if (scene->thematic == NULL || scene->thematic->measure != QV_MEASURE_COUNT ||
      !qv_thematic_find (scene->thematic, qv_territory_layer_get_id (scene->layer, candidate->index),
                         &candidate->size))
    return FALSE;
  qv_thematic_get_range (scene->thematic, &least, &greatest);
  candidate->radius = qv_get_proportional_radius (candidate->size, greatest, QV_MAP_CIRCLE_RADIUS);
  return candidate->radius >= MIN_RADIUS;
}

static GArray *
find_candidates (QvMapScene *scene, const QvView *view, double pixel_scale)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  double least = MIN_SIDE * pixel_scale / view->scale;

  for (guint i = 0; i < qv_territory_layer_get_n (scene->layer); i++)
    {
      double bounds[4], x, y;
      Candidate candidate = { i, qv_territory_layer_get_area (scene->layer, i), 0.0 };

      /* The label's place takes long to find, so what is too small goes first. */
      if (!qv_territory_layer_get_bounds (scene->layer, i, bounds) ||
          (candidate.size > 0.0 ? (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]) < least * least
                                : !measure_circle (scene, &candidate)) ||
          !qv_territory_layer_get_label_point (scene->layer, i, &x, &y))
        continue;
      qv_view_to_pixels (view, x, y, &x, &y);
      if (x >= 0.0 && y >= 0.0 && x < view->width && y < view->height)
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

static gboolean
overlaps (GArray *placed, const Box *box)
{
  for (guint i = 0; i < placed->len; i++)
    {
      const Box *other = &g_array_index (placed, Box, i);

      if (box->x < other->x + other->width && other->x < box->x + box->width &&
          box->y < other->y + other->height && other->y < box->y + box->height)
        return TRUE;
    }
  return FALSE;
}

static void
draw_label (QvMapScene *scene, cairo_t *cr, PangoLayout *layout, double x, double y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, HALO_WIDTH);
  qv_palette_set_source (cr, scene->palette->halo, 0.88);
  cairo_stroke (cr);
  cairo_move_to (cr, x, y);
  qv_palette_set_source (cr, scene->palette->text, 1.0);
  pango_cairo_show_layout (cr, layout);
}

/* Many names are lists, "Aurora - Vanchiglia - Sassi": the first stands out, the second helps, more would
 * hide the map. */
static void
set_name (PangoLayout *layout, const char *name, const char *figure)
{
  g_auto (GStrv) parts = g_strsplit (name, " - ", 3);
  const char *second = figure != NULL || parts[0] == NULL ? figure : parts[1];
  g_autofree char *text =
      second != NULL ? g_strdup_printf ("%s\n%s", parts[0] != NULL ? parts[0] : "", second) : NULL;
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *smaller = pango_attr_scale_new (LABEL_SCALE * 0.9);

  smaller->start_index = text != NULL && parts[0] != NULL ? (guint) strlen (parts[0]) : G_MAXUINT;
  weight->end_index = smaller->start_index;
  pango_attr_list_insert (attributes, pango_attr_scale_new (LABEL_SCALE));
  pango_attr_list_insert (attributes, weight);
  pango_attr_list_change (attributes, smaller);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text != NULL ? text : name, -1);
  pango_attr_list_unref (attributes);
}

/* Where colours cannot be told apart, the figure stands under the name. */
static char *
make_figure (QvMapScene *scene, guint index, int decimals)
{
  const QvThematic *thematic = scene->thematic;
  g_autofree char *number = NULL;
  double value;

  if (!(scene->palette->flags & QV_PALETTE_HIGH_CONTRAST) || thematic == NULL ||
      !qv_thematic_find (thematic, qv_territory_layer_get_id (scene->layer, index), &value))
    return NULL;
  number = qv_wording_for_number (value, decimals);
  return thematic->unit != NULL && g_utf8_strlen (thematic->unit, -1) <= LONGEST_UNIT
             ? g_strdup_printf ("%s %s", number, thematic->unit)
             : g_steal_pointer (&number);
}

static PangoLayout *
make_layout (PangoContext *context)
{
  PangoLayout *layout = pango_layout_new (context);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, LONGEST_LINE * PANGO_SCALE);
  pango_layout_set_height (layout, -MOST_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* Where the name goes, in pixels of the screen; for one whose room is too narrow: %FALSE. */
static gboolean
find_box (QvMapScene *scene,
          const Candidate *candidate,
          const QvView *view,
          double pixel_scale,
          const PangoRectangle *ink,
          Box *box)
{
  double bounds[4], x, y;

  if (!qv_territory_layer_get_bounds (scene->layer, candidate->index, bounds) ||
      !qv_territory_layer_get_label_point (scene->layer, candidate->index, &x, &y) ||
      (candidate->radius == 0.0 && ink->width > (bounds[2] - bounds[0]) * view->scale / pixel_scale))
    return FALSE;
  qv_view_to_pixels (view, x, y, &x, &y);
  x /= pixel_scale;
  y /= pixel_scale;
  /* Below its circle, or above where the picture ends. */
  if (candidate->radius > 0.0)
    {
      double away = candidate->radius + ink->height / 2.0 + 1.0;

      y += y + away + ink->height / 2.0 + GAP <= view->height / pixel_scale ? away : -away;
    }
  *box = (Box){ x - ink->width / 2.0 - GAP, y - ink->height / 2.0 - GAP, ink->width + 2.0 * GAP,
                ink->height + 2.0 * GAP };
  return TRUE;
}

/**
 * qv_map_labels_draw:
 * @scene: a scene
 * @cr: a drawing whose user space is the screen's pixels
 * @view: the view, in pixels of the picture
 * @pixel_scale: pixels of the picture for each of the screen's
 */
void
qv_map_labels_draw (QvMapScene *scene, cairo_t *cr, const QvView *view, double pixel_scale)
{
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Box));
  PangoContext *context;
  g_autoptr (PangoLayout) layout = NULL;
  int decimals = 0;

  if (scene->layer == NULL || scene->names == NULL)
    return;
  if (scene->thematic != NULL)
    decimals = qv_wording_get_decimals (scene->thematic->values, scene->thematic->n_values);
  candidates = find_candidates (scene, view, pixel_scale);
  context = qv_map_scene_make_context (scene, cr);
  layout = make_layout (context);
  g_object_unref (context);
  for (guint i = 0; i < MIN (candidates->len, MAX_LABELS); i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      const char *name = g_ptr_array_index (scene->names, candidate->index);
      g_autofree char *figure = NULL;
      PangoRectangle ink;
      Box box;

      if (name == NULL)
        continue;
      figure = make_figure (scene, candidate->index, decimals);
      set_name (layout, name, figure);
      pango_layout_get_pixel_extents (layout, NULL, &ink);
      if (!find_box (scene, candidate, view, pixel_scale, &ink, &box) || overlaps (placed, &box))
        continue;
      g_array_append_val (placed, box);
      draw_label (scene, cr, layout, round (box.x + GAP + ink.width / 2.0 - LONGEST_LINE / 2.0),
                  round (box.y + GAP));
    }
}
