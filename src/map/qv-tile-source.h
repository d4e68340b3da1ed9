/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * QvTileSource:
 *
 * Tiles of a pack on this computer. Above the pack's greatest zoom it cuts and enlarges the tile that covers the place.
 */
#define QV_TYPE_TILE_SOURCE (qv_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (QvTileSource, qv_tile_source, QV, TILE_SOURCE, ShumateDataSource)

QvTileSource *qv_tile_source_new (GFile *file);

G_END_DECLS
