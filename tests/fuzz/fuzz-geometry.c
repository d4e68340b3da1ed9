/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a geometry blob: refused, or safe to walk, to draw and to ask, and the same when built again
 * from its arrays. */
#include "qv-geometry.h"
#include "qv-id-raster.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define SIDE 24

/* Drawn twice over itself, near and far, whole and from its bounds. */
static void
draw (QvGeometry *geometry, const gint32 bounds[4])
{
  const QvId ids[] = { 1, 2 };
  QvGeometry *both[] = { geometry, geometry };
  const guint32 fills[] = { 0xff112233, QV_FILL_HATCH };
  QvRasterStyle style = { .fills = fills, .casing = 0xffffffff, .casing_width = 3.0, .line_width = 1.0 };
  g_autoptr (QvTerritoryLayer) layer = qv_territory_layer_new (ids, both, 2, NULL, NULL);
  guint32 pixels[SIDE * SIDE];
  double main_bounds[4], x, y;

  g_assert_nonnull (layer);
  g_assert_true (qv_territory_layer_get_main_bounds (layer, main_bounds));
  g_assert_true (qv_territory_layer_get_label_point (layer, 0, &x, &y));
  g_assert_true (x >= 0.0 && x <= 1.0 && y >= 0.0 && y <= 1.0);
  qv_territory_layer_pick (layer, x, y);
  for (double zoom = 0.0; zoom <= 22.0; zoom += 5.5)
    {
      g_autoptr (QvIdRaster) raster = NULL;
      g_autoptr (QvPath) path = NULL;
      QvView view;

      qv_view_init (&view, bounds[0] / QV_GEOMETRY_SCALE, bounds[1] / QV_GEOMETRY_SCALE, zoom, SIDE, SIDE);
      raster = qv_id_raster_new (layer, &view, NULL, NULL);
      qv_id_raster_paint (raster, &style, pixels, SIDE);
      g_assert_true (qv_territory_layer_paint_smooth (layer, &view, &style, pixels, SIDE, NULL, NULL));
      path = qv_territory_layer_get_outline (layer, 1, &view);
      g_assert_cmpint (qv_id_raster_get_at (raster, SIDE / 2, SIDE / 2), <, 2);
    }
}

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
  draw (geometry, bounds);
  return 0;
}
