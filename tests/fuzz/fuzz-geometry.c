/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a geometry blob: refused, or safe to walk and the same when built again from its arrays. */
#include "qv-geometry.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvGeometry) geometry = qv_geometry_new_from_bytes (bytes, &error);
  g_autoptr (QvGeometry) again = NULL;
  const guint32 *parts, *rings;
  guint n_parts, n_rings, n_points;
  const gint32 *coords;
  gint32 bounds[4];

  g_assert_true ((geometry == NULL) == (error != NULL));
  if (geometry == NULL)
    return 0;

  parts = qv_geometry_get_part_ends (geometry, &n_parts);
  rings = qv_geometry_get_ring_ends (geometry, &n_rings);
  coords = qv_geometry_get_coords (geometry, &n_points);
  qv_geometry_get_bounds (geometry, bounds);
  g_assert_cmpint (bounds[0], <=, bounds[2]);
  g_assert_cmpint (bounds[1], <=, bounds[3]);
  again = qv_geometry_new (qv_geometry_get_kind (geometry), parts, n_parts, rings, n_rings, coords, n_points,
                           &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, qv_geometry_get_bytes (again)));
  return 0;
}
