/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "qv-projection.h"
#include "qv-tile-pack.h"

G_BEGIN_DECLS

gboolean qv_tiles_draw (QvTilePack *pack, cairo_t *cr, const QvView *view, GCancellable *cancellable, GError **error);

G_END_DECLS
