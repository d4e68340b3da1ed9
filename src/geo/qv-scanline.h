/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-pyramid.h"
#include "qv-id-raster.h"

G_BEGIN_DECLS

/* A buffer of ids that shapes are filled into: pixel (0, 0) has its middle at (left + 0.5, top + 0.5) in samples of the world. */
typedef struct
{
  guint32 *ids;
  int width;
  int height;
  double left;  /* samples */
  double top;   /* samples */
  double scale; /* samples a unit */
  GArray *crossings; /* of guint32: row × 65536 + column */
  GArray *spare;
} QvScanline;

#define QV_SCANLINE_MAX_SIDE 65535

void _qv_scanline_init  (QvScanline *self, int width, int height);
void _qv_scanline_clear (QvScanline *self);
void _qv_scanline_fill  (QvScanline *self, const QvPyramid *pyramid, const QvPyramidLevel *level, guint shape, guint32 id);

/* Colours, as the rough and the smooth picture mix them. */
guint32  _qv_blend        (guint32 below, guint32 above, guint share);
guint32 *_qv_hatch_new    (const QvRasterStyle *style, const QvView *view, guint n);
guint8  *_qv_find_small   (QvTerritoryLayer *layer, const QvView *view);
double   _qv_get_line_fade (QvTerritoryLayer *layer, const QvView *view);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QvScanline, _qv_scanline_clear)

G_END_DECLS
