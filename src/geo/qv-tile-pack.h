/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-geo-error.h"

G_BEGIN_DECLS

/**
 * QvTile:
 *
 * The picture of a tile, or of the nearest one above it that the pack has: then the part of it from (@x, @y), @size wide and
 * high, in shares of its side, is what was asked for.
 */
typedef struct
{
  GBytes *data; /* PNG, JPEG or WebP */
  double x;
  double y;
  double size;  /* 1 for the tile itself */
} QvTile;

/**
 * QvTilePack:
 *
 * A raster tile pack, MBTiles or the tiles of a GeoPackage, opened read-only and defensively. Tiles are asked with y from the north. Any
 * thread may ask; one is served at a time.
 */
typedef struct _QvTilePack QvTilePack;

QvTilePack *qv_tile_pack_open            (const char *path, GError **error);
QvTilePack *qv_tile_pack_ref             (QvTilePack *self);
void        qv_tile_pack_unref           (QvTilePack *self);
const char *qv_tile_pack_get_attribution (QvTilePack *self);
void        qv_tile_pack_get_zooms       (QvTilePack *self, guint *out_least, guint *out_greatest);
gboolean    qv_tile_pack_get_tile        (QvTilePack *self, guint zoom, guint x, guint y, QvTile *out_tile,
                                          GError **error);
void        qv_tile_clear                (QvTile *tile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTilePack, qv_tile_pack_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QvTile, qv_tile_clear)

G_END_DECLS
