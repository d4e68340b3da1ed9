/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-map-drawing.h"
#include "qv-stamp.h"

G_BEGIN_DECLS

/**
 * QvPicture:
 *
 * A part of the map as a worker has drawn it, somewhat larger than the window shows. Never changes.
 */
typedef struct
{
  QvMapScene *scene;
  QvView view; /* in pixels of the surface */
  double pixel_scale;
  QvMapQuality quality;
  QvIdRaster *raster; /* (nullable) */
  cairo_surface_t *surface;
  QvStamp *stamp; /* of the surface */
  gint64 duration; /* microseconds that the drawing took, without the raster */
} QvPicture;

void       qv_picture_draw_async  (QvMapScene *scene, const QvView *view, double pixel_scale, QvMapQuality quality,
                                   QvIdRaster *raster, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
QvPicture *qv_picture_draw_finish (GAsyncResult *result, GError **error);
void       qv_picture_free        (QvPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPicture, qv_picture_free)

G_END_DECLS
