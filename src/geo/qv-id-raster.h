/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-territory-layer.h"

G_BEGIN_DECLS

#define QV_FILL_HATCH ((guint32) 0x00000001) /* no colour is this: alpha 0 with a hue */

/**
 * QvRasterStyle:
 *
 * How territories look. Colours are premultiplied ARGB, as in CAIRO_FORMAT_ARGB32. Lines fade where territories become small and
 * are left out between those of a few pixels.
 */
typedef struct
{
  const guint32 *fills;  /* for each territory of the layer; QV_FILL_HATCH for no data */
  guint32 outside;       /* where there is none */
  guint32 hatch_ground;
  guint32 hatch_line;    /* at 45°, 7 pixels apart */
  guint32 casing;        /* the wider line between territories */
  double casing_width;   /* pixels, at most 8; 0 for none */
  guint32 line;          /* the thinner line in its middle, only in the smooth picture */
  double line_width;     /* pixels, at most 8; 0 for none */
} QvRasterStyle;

/**
 * QvIdRaster:
 *
 * Which territory each pixel of a view belongs to. Filled by a worker; never changes then. Painting it again in other colours touches no
 * geometry, and what lies under the pointer is an array access.
 */
typedef struct _QvIdRaster QvIdRaster;

QvIdRaster    *qv_id_raster_new          (QvTerritoryLayer *layer, const QvView *view, GCancellable *cancellable,
                                          GError **error);
QvIdRaster    *qv_id_raster_ref          (QvIdRaster *self);
void           qv_id_raster_unref        (QvIdRaster *self);
int            qv_id_raster_get_at       (QvIdRaster *self, int x, int y);
void           qv_id_raster_paint        (QvIdRaster *self, const QvRasterStyle *style, guint32 *pixels, gsize stride);

gboolean       qv_territory_layer_paint_smooth (QvTerritoryLayer *layer, const QvView *view, const QvRasterStyle *style,
                                                guint32 *pixels, gsize stride, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvIdRaster, qv_id_raster_unref)

G_END_DECLS
