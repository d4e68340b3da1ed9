/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines and areas under the pins. They are drawn once for a part of the map, on a picture no larger than
 * what they cover, which costs nothing where there are none. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-note-shapes.h"

#include <math.h>

#include "qv-point-layer.h"
#include "qv-shape-drawing.h"

#define LEAST_SIDE 4.0 /* pixels: what is smaller lies under its pin */
#define REACH 6.0      /* pixels that a click may miss a line by */

typedef struct
{
  QvId note;
  QvHelix helix;
  QvShape *shape;
  double bounds[4]; /* world units */
} Item;

struct _QvNoteShapes
{
  GArray *items; /* (element-type Item) */
};

static void
clear_item (gpointer data)
{
  qv_shape_unref (((Item *) data)->shape);
}

QvNoteShapes *
qv_note_shapes_new (void)
{
  QvNoteShapes *self = g_new0 (QvNoteShapes, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  return self;
}

void
qv_note_shapes_free (QvNoteShapes *self)
{
  g_array_unref (self->items);
  g_free (self);
}

void
qv_note_shapes_add (QvNoteShapes *self, QvId note, QvHelix helix, QvShape *shape)
{
  Item item = { .note = note, .helix = helix, .shape = qv_shape_ref (shape) };

  qv_shape_get_bounds (shape, item.bounds);
  g_array_append_val (self->items, item);
}

static double
get_side (const Item *item)
{
  return MAX (item->bounds[2] - item->bounds[0], item->bounds[3] - item->bounds[1]);
}

/**
 * qv_note_shapes_find_at:
 * @self: the shapes
 * @view: what is seen
 * @x: pixels of @view
 * @y: pixels of @view
 *
 * Returns: the note whose line is there or nearly so, or else the smallest whose area is; or %QV_ID_NONE
 */
QvId
qv_note_shapes_find_at (const QvNoteShapes *self, const QvView *view, double x, double y)
{
  double reach = REACH / view->scale, best = INFINITY;
  QvId found = QV_ID_NONE;

  qv_view_to_world (view, x, y, &x, &y);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);
      gboolean is_area = qv_shape_is_area (item->shape);
      double rank;

      if (x < item->bounds[0] - reach || y < item->bounds[1] - reach || x > item->bounds[2] + reach ||
          y > item->bounds[3] + reach || get_side (item) * view->scale < LEAST_SIDE ||
          qv_shape_get_distance (item->shape, x, y) > reach)
        continue;
      /* No side of an area is longer than the world. */
      rank = is_area ? 1.0 + get_side (item) : qv_shape_get_distance (item->shape, x, y);
      if (rank >= best)
        continue;
      best = rank;
      found = item->note;
    }
  return found;
}

static int
compare_sides (gconstpointer a, gconstpointer b)
{
  double x = get_side (*(const Item *const *) a), y = get_side (*(const Item *const *) b);

  return (x < y) - (x > y);
}

/* The largest of those that can be seen, the largest first, so that the small lie on top. */
static GPtrArray *
find_visible (const QvNoteShapes *self, const QvView *view)
{
  GPtrArray *visible = g_ptr_array_new ();
  double right = view->left + view->width / view->scale, bottom = view->top + view->height / view->scale;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (item->bounds[0] < right && item->bounds[2] > view->left && item->bounds[1] < bottom &&
          item->bounds[3] > view->top && get_side (item) * view->scale >= LEAST_SIDE)
        g_ptr_array_add (visible, item);
    }
  g_ptr_array_sort (visible, compare_sides);
  g_ptr_array_set_size (visible, (int) MIN (visible->len, QV_MAX_PINS));
  return visible;
}

/* In whole pixels of @view. */
static void
find_box (const GPtrArray *visible, const QvView *view, double reach, cairo_rectangle_int_t *box)
{
  double left = view->width, top = view->height, right = 0.0, bottom = 0.0;

  for (guint i = 0; i < visible->len; i++)
    {
      const Item *item = visible->pdata[i];
      double x, y;

      qv_view_to_pixels (view, item->bounds[0], item->bounds[1], &x, &y);
      left = MIN (left, x - reach);
      top = MIN (top, y - reach);
      qv_view_to_pixels (view, item->bounds[2], item->bounds[3], &x, &y);
      right = MAX (right, x + reach);
      bottom = MAX (bottom, y + reach);
    }
  box->x = (int) floor (MAX (left, 0.0));
  box->y = (int) floor (MAX (top, 0.0));
  box->width = (int) ceil (MIN (right, view->width)) - box->x;
  box->height = (int) ceil (MIN (bottom, view->height)) - box->y;
}

static void
draw_items (const GPtrArray *visible,
            const QvView *view,
            cairo_t *cr,
            const QvPalette *palette,
            double magnification,
            QvId chosen)
{
  const Item *last = NULL;

  for (guint i = 0; i < visible->len; i++)
    {
      const Item *item = visible->pdata[i];

      if (item->note == chosen)
        last = item;
      else
        qv_shape_draw (cr, palette, item->helix, item->shape, view, magnification, FALSE);
    }
  if (last != NULL)
    qv_shape_draw (cr, palette, last->helix, last->shape, view, magnification, TRUE);
}

/**
 * qv_note_shapes_draw:
 * @self: the shapes
 * @view: what is seen
 * @margin: pixels on all sides that are drawn too
 * @palette: the colours
 * @magnification: how many times as wide lines are
 * @scale_factor: pixels of the screen for each of @view
 * @chosen: the note that stands out, or %QV_ID_NONE
 *
 * Returns: (transfer full) (nullable): what to show, from the left upper corner of @view; %NULL for nothing
 */
GskRenderNode *
qv_note_shapes_draw (const QvNoteShapes *self,
                     const QvView *view,
                     double margin,
                     const QvPalette *palette,
                     double magnification,
                     int scale_factor,
                     QvId chosen)
{
  int border = (int) ceil (margin);
  QvView whole = { view->left - border / view->scale, view->top - border / view->scale, view->scale,
                   view->width + 2 * border, view->height + 2 * border };
  g_autoptr (GPtrArray) visible = find_visible (self, &whole);
  cairo_rectangle_int_t box;
  cairo_surface_t *surface;
  GskRenderNode *node;
  cairo_t *cr;

  if (visible->len == 0)
    return NULL;
  find_box (visible, &whole, QV_SHAPE_REACH * magnification, &box);
  surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, box.width * scale_factor, box.height * scale_factor);
  cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
  cr = cairo_create (surface);
  cairo_translate (cr, -box.x, -box.y);
  draw_items (visible, &whole, cr, palette, magnification, chosen);
  cairo_destroy (cr);

  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) (box.x - border), (float) (box.y - border),
                                                  (float) box.width, (float) box.height));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, box.x - border, box.y - border);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}
