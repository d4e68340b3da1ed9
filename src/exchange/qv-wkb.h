/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"

G_BEGIN_DECLS

QvGeometry *qv_geometry_new_from_gpkg (gconstpointer data, gsize size, GError **error);
GBytes     *qv_geometry_to_gpkg       (QvGeometry *geometry);

G_END_DECLS
