/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which territory each pixel belongs to, and its picture by look-up. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-scanline.h"
#include "qv-territory-layer-private.h"

#include <math.h>
#include <string.h>

#define ROUGH_TOLERANCE 0.5 /* pixels */

struct _QvIdRaster
{
  gatomicrefcount ref_count;
  QvTerritoryLayer *layer;
  QvView view;
  guint32 *ids; /* row-major; index + 1, or 0 for none */
};

/**
 * qv_id_raster_new:
 * @layer: the territories
 * @view: what to fill; at most 16,383 pixels wide and high
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError; only %G_IO_ERROR_CANCELLED
 *
 * For a worker thread: 5 to 15 ms.
 *
 * Returns: (transfer full) (nullable): the raster
 */
QvIdRaster *
qv_id_raster_new (QvTerritoryLayer *layer, const QvView *view, GCancellable *cancellable, GError **error)
{
  g_auto (QvScanline) scanline = { 0 };
  const QvPyramidLevel *level;
  QvIdRaster *self;

  g_return_val_if_fail (view->width > 0 && view->width <= QV_SCANLINE_MAX_SIDE / 4, NULL);
  g_return_val_if_fail (view->height > 0 && view->height <= QV_SCANLINE_MAX_SIDE / 4, NULL);

  _qv_scanline_init (&scanline, view->width, view->height);
  scanline.scale = view->scale / QV_WORLD_UNITS;
  scanline.left = view->left * view->scale;
  scanline.top = view->top * view->scale;
  level = _qv_pyramid_find_level (layer->pyramid, ROUGH_TOLERANCE / scanline.scale);
  for (guint i = 0; i < layer->n; i++)
    {
      if (i % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (layer->pyramid->closed[i] && _qv_pyramid_is_visible (layer->pyramid, i, view, 0.0))
        _qv_scanline_fill (&scanline, layer->pyramid, level, i, i + 1);
    }

  self = g_new0 (QvIdRaster, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->layer = qv_territory_layer_ref (layer);
  self->view = *view;
  self->ids = g_steal_pointer (&scanline.ids);
  return self;
}

QvIdRaster *
qv_id_raster_ref (QvIdRaster *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qv_id_raster_unref (QvIdRaster *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  qv_territory_layer_unref (self->layer);
  g_free (self->ids);
  g_free (self);
}

/**
 * qv_id_raster_get_at:
 * @self: a raster
 * @x: pixels from the left of its view
 * @y: pixels from its top
 *
 * Returns: the index of the territory there, or -1 for none
 */
int
qv_id_raster_get_at (QvIdRaster *self, int x, int y)
{
  if (x < 0 || y < 0 || x >= self->view.width || y >= self->view.height)
    return -1;
  return (int) self->ids[(gsize) y * (gsize) self->view.width + (gsize) x] - 1;
}

/**
 * qv_id_raster_paint:
 * @self: a raster
 * @style: how it looks
 * @pixels: a buffer as of CAIRO_FORMAT_ARGB32, of the size of the view
 * @stride: pixels from one row to the next
 *
 * The rough picture, for while the map moves: fills by look-up, lines a pixel wide where neighbours differ.
 */
void
qv_id_raster_paint (QvIdRaster *self, const QvRasterStyle *style, guint32 *pixels, gsize stride)
{
  gsize width = (gsize) self->view.width, height = (gsize) self->view.height;
  g_autofree guint32 *hatch = _qv_hatch_new (style, &self->view, (guint) (width + height));
  g_autofree guint8 *small = _qv_find_small (self->layer, &self->view);
  guint32 line = style->casing_width > 0.0 ? style->casing : style->line;
  double most = MIN (MAX (style->casing_width, style->line_width), 1.0);
  guint share = (guint) lround (most * _qv_get_line_fade (self->layer, &self->view) * 256.0);

  for (gsize y = 0; y < height; y++)
    {
      const guint32 *row = self->ids + y * width, *below = y + 1 < height ? row + width : row;
      guint32 *out = pixels + y * stride;
      guint32 last_id = 0, last_fill = style->outside;

      for (gsize x = 0; x < width; x++)
        {
          guint32 id = row[x], right = row[x + 1 < width ? x + 1 : x], under = below[x];

          if (id != last_id)
            {
              last_id = id;
              last_fill = id == 0 ? style->outside : style->fills[id - 1];
            }
          out[x] = last_fill == QV_FILL_HATCH ? hatch[x + y] : last_fill;
          if (share > 0 && (id != right || id != under) && !small[id] && !small[right] && !small[under])
            out[x] = _qv_blend (out[x], line, share);
        }
    }
}
