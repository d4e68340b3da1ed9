/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"

G_BEGIN_DECLS

gboolean    qv_outlines_cross    (const gint32 *coords, const guint32 *ring_ends, guint n_rings);
QvGeometry *qv_outline_simplify  (QvGeometry *geometry, double tolerance);
QvGeometry *qv_outline_coarsen   (QvGeometry *geometry, gint32 grid);

G_END_DECLS
