/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles of a pack under a still picture. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-tiles-drawing.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

#define MAX_TILES 4096 /* of one picture: at most 64 × 64 × 256 pixels */

static cairo_surface_t *
make_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; pixels != NULL && y < height; y++)
    {
      const guint8 *from =
          gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *) (gpointer) (pixels + (gsize) y * (gsize) stride);

      for (int x = 0; x < width; x++, from += n_channels)
        {
          guint alpha = n_channels == 4 ? from[3] : 255;

          to[x] = alpha << 24 | (from[0] * alpha / 255) << 16 | (from[1] * alpha / 255) << 8 |
                  (from[2] * alpha / 255);
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* A tile that cannot be read leaves its place empty, as in the window. */
static void
draw_tile (const QvTile *tile, cairo_t *cr, double x, double y, double side)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (tile->data);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, NULL);
  cairo_surface_t *surface;
  double width;

  if (pixbuf == NULL)
    return;
  surface = make_surface (pixbuf);
  width = gdk_pixbuf_get_width (pixbuf) * tile->size;
  cairo_save (cr);
  cairo_rectangle (cr, x, y, side, side);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, side / width, side / width);
  cairo_set_source_surface (cr, surface, -tile->x * gdk_pixbuf_get_width (pixbuf),
                            -tile->y * gdk_pixbuf_get_height (pixbuf));
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

/**
 * qv_tiles_draw:
 * @pack: a tile pack
 * @cr: a drawing, its user space the pixels of @view
 * @view: the part of the world
 * @cancellable: (nullable): to stop
 * @error: set when cancelled, or when the pack cannot be read
 *
 * Draws the tiles whose pixels come nearest to those of @view.
 *
 * Returns: whether it was done
 */
gboolean
qv_tiles_draw (QvTilePack *pack, cairo_t *cr, const QvView *view, GCancellable *cancellable, GError **error)
{
  guint least, greatest, zoom;
  double n, first_x, first_y, last_x, last_y, side;

  qv_tile_pack_get_zooms (pack, &least, &greatest);
  zoom = (guint) CLAMP (round (qv_view_get_zoom (view)), (double) least, (double) MAX (least, greatest));
  n = exp2 (zoom);
  side = view->scale / n;
  first_x = MAX (floor (view->left * n), 0.0);
  first_y = MAX (floor (view->top * n), 0.0);
  last_x = MIN (floor ((view->left + view->width / view->scale) * n), n - 1.0);
  last_y = MIN (floor ((view->top + view->height / view->scale) * n), n - 1.0);
  /* A pack of streets says nothing about a continent. */
  if (last_x < first_x || last_y < first_y || (last_x - first_x + 1.0) * (last_y - first_y + 1.0) > MAX_TILES)
    return TRUE;
  for (guint y = (guint) first_y; y <= (guint) last_y; y++)
    for (guint x = (guint) first_x; x <= (guint) last_x; x++)
      {
        g_auto (QvTile) tile = { NULL };
        g_autoptr (GError) local = NULL;

        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
        if (!qv_tile_pack_get_tile (pack, zoom, x, y, &tile, &local) && local != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&local));
            return FALSE;
          }
        if (tile.data != NULL)
          draw_tile (&tile, cr, (x / n - view->left) * view->scale, (y / n - view->top) * view->scale, side);
      }
  return TRUE;
}
