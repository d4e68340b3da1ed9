/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The territories of one level, ready to be drawn and asked. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-territory-layer-private.h"

#include <math.h>
#include <string.h>

#define EARTH_RADIUS 6371008.8 /* metres: the mean radius, for areas on the sphere */

/* Twice the signed area and the moments of a ring in units, from its first point, so that small rings keep
 * their digits. */
static double
measure_ring (const QvPyramidLevel *level, guint ring, double moment[2])
{
  guint first = _qv_pyramid_get_first_point (level, ring), end = level->ends[ring];
  double sum = 0.0, mx = 0.0, my = 0.0;
  const gint32 *origin = &level->coords[2 * (gsize) first];

  for (guint i = first; i < end; i++)
    {
      const gint32 *a = &level->coords[2 * (gsize) i];
      const gint32 *b = i + 1 < end ? a + 2 : origin;
      double ax = (double) a[0] - origin[0], ay = (double) a[1] - origin[1];
      double bx = (double) b[0] - origin[0], by = (double) b[1] - origin[1];
      double cross = ax * by - bx * ay;

      sum += cross;
      mx += (ax + bx) * cross;
      my += (ay + by) * cross;
    }
  if (sum != 0.0)
    {
      moment[0] = origin[0] + mx / (3.0 * sum);
      moment[1] = origin[1] + my / (3.0 * sum);
    }
  return sum;
}

/* Chamberlain and Duquette 2007, "Some Algorithms for Polygons on a Sphere". */
static double
measure_on_sphere (const gint32 *coords, guint n)
{
  const double radian = G_PI / 180.0 / QV_GEOMETRY_SCALE;
  double sum = 0.0, sine_before;
  const gint32 *before;

  if (n == 0)
    return 0.0;
  before = &coords[2 * (gsize) (n - 1)];
  sine_before = sin (before[1] * radian);
  for (guint i = 0; i < n; i++)
    {
      const gint32 *point = &coords[2 * (gsize) i];
      double sine = sin (point[1] * radian);

      sum += ((double) point[0] - before[0]) * radian * (2.0 + sine_before + sine);
      before = point;
      sine_before = sine;
    }
  return fabs (sum) * EARTH_RADIUS * EARTH_RADIUS / 2.0;
}

static void
measure_area (QvTerritoryLayer *self, guint index, QvGeometry *geometry)
{
  const QvPyramidLevel *level = &g_array_index (self->pyramid->levels, QvPyramidLevel, 0);
  guint first_ring = _qv_pyramid_get_first_ring (self->pyramid, index), n_parts, n_rings, n_points;
  const guint32 *parts = qv_geometry_get_part_ends (geometry, &n_parts);
  const guint32 *rings = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);
  double total = 0.0, x = 0.0, y = 0.0, largest = -1.0;
  const gint32 *bounds = &self->pyramid->bounds[4 * (gsize) index];

  for (guint part = 0, ring = 0; part < n_parts; part++)
    {
      guint first = ring;
      double part_area = 0.0;

      for (; ring < parts[part]; ring++)
        {
          guint start = ring == 0 ? 0 : rings[ring - 1];
          double sign = ring == first ? 1.0 : -1.0, moment[2] = { 0.0, 0.0 };
          double area = sign * fabs (measure_ring (level, first_ring + ring, moment));

          self->areas[index] += sign * measure_on_sphere (&coords[2 * (gsize) start], rings[ring] - start);
          part_area += area;
          x += area * moment[0];
          y += area * moment[1];
        }
      total += part_area;
      if (part_area > largest)
        {
          largest = part_area;
          self->label_rings[2 * (gsize) index] = first_ring + first;
          self->label_rings[2 * (gsize) index + 1] = first_ring + ring;
        }
    }
  self->areas[index] = MAX (self->areas[index], 0.0);
  self->sizes[index] = (float) (sqrt (MAX (total, 0.0) / 2.0) / QV_WORLD_UNITS);
  x /= total;
  y /= total;
  /* Rings that cross may nearly cancel out, and the quotient lies anywhere. */
  if (x >= bounds[0] && x <= bounds[2] && y >= bounds[1] && y <= bounds[3])
    {
      self->centroids[2 * (gsize) index] = x / QV_WORLD_UNITS;
      self->centroids[2 * (gsize) index + 1] = y / QV_WORLD_UNITS;
    }
}

/* What has no area has the middle of its box for centroid. */
static void
measure (QvTerritoryLayer *self, guint index, QvGeometry *geometry)
{
  const gint32 *bounds = &self->pyramid->bounds[4 * (gsize) index];

  self->centroids[2 * (gsize) index] = ((double) bounds[0] + bounds[2]) / 2.0 / QV_WORLD_UNITS;
  self->centroids[2 * (gsize) index + 1] = ((double) bounds[1] + bounds[3]) / 2.0 / QV_WORLD_UNITS;
  if (self->pyramid->closed[index])
    measure_area (self, index, geometry);
}

static int
compare_floats (const void *a, const void *b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

static void
find_typical_size (QvTerritoryLayer *self)
{
  g_autofree float *sorted = g_memdup2 (self->sizes, sizeof *self->sizes * ((gsize) self->n + 1));

  qsort (sorted, self->n, sizeof *sorted, compare_floats);
  self->typical_size = sorted[self->n / 2];
}

static QvTerritoryLayer *
build (const QvId *ids,
       QvGeometry *const *geometries,
       guint n_territories,
       gboolean simplify,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (QvTerritoryLayer) self = g_new0 (QvTerritoryLayer, 1);
  gsize n = (gsize) n_territories + 1;

  g_atomic_ref_count_init (&self->ref_count);
  self->pyramid = _qv_pyramid_new (geometries, n_territories, simplify, cancellable, error);
  if (self->pyramid == NULL)
    return NULL;
  self->n = n_territories;
  self->ids = g_new0 (QvId, n);
  memcpy (self->ids, ids, sizeof *ids * n_territories);
  self->indices = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->areas = g_new0 (double, n);
  self->centroids = g_new0 (double, 2 * n);
  self->sizes = g_new0 (float, n);
  self->label_rings = g_new0 (guint32, 2 * n);
  for (guint i = 0; i < n_territories; i++)
    {
      g_hash_table_insert (self->indices, &self->ids[i], GUINT_TO_POINTER (i));
      measure (self, i, geometries[i]);
    }
  find_typical_size (self);
  return g_steal_pointer (&self);
}

/**
 * qv_territory_layer_new:
 * @ids: (array length=n_territories): their ids, each once
 * @geometries: (array length=n_territories): their geometries; polygons for
 *   what is to be filled, %NULL for what has no place
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError
 *
 * Builds the flat arrays; for a worker thread (a second for 35,000 outlines of 80 points). Fails with
 * %G_IO_ERROR_CANCELLED or %QV_GEO_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full) (nullable): the layer
 */
QvTerritoryLayer *
qv_territory_layer_new (const QvId *ids,
                        QvGeometry *const *geometries,
                        guint n_territories,
                        GCancellable *cancellable,
                        GError **error)
{
  return build (ids, geometries, n_territories, TRUE, cancellable, error);
}

/**
 * qv_territory_layer_new_for_picture:
 * @ids: (array length=n_territories): their ids, each once
 * @geometries: (array length=n_territories): their geometries, as for qv_territory_layer_new()
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError
 *
 * The same without simplified outlines: ready in half the time, but each picture takes longer than it would
 * with them. For what is drawn once.
 *
 * Returns: (transfer full) (nullable): the layer
 */
QvTerritoryLayer *
qv_territory_layer_new_for_picture (const QvId *ids,
                                    QvGeometry *const *geometries,
                                    guint n_territories,
                                    GCancellable *cancellable,
                                    GError **error)
{
  return build (ids, geometries, n_territories, FALSE, cancellable, error);
}

QvTerritoryLayer *
qv_territory_layer_ref (QvTerritoryLayer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qv_territory_layer_unref (QvTerritoryLayer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->indices, g_hash_table_unref);
  g_clear_pointer (&self->pyramid, _qv_pyramid_free);
  g_free (self->ids);
  g_free (self->areas);
  g_free (self->centroids);
  g_free (self->sizes);
  g_free (self->label_rings);
  g_free (self);
}

guint
qv_territory_layer_get_n (QvTerritoryLayer *self)
{
  return self->n;
}

QvId
qv_territory_layer_get_id (QvTerritoryLayer *self, guint index)
{
  g_return_val_if_fail (index < self->n, QV_ID_NONE);

  return self->ids[index];
}

/**
 * qv_territory_layer_find:
 * @self: a layer
 * @id: the id of a territory
 *
 * Returns: its index, or -1 when it is not in the layer
 */
int
qv_territory_layer_find (QvTerritoryLayer *self, QvId id)
{
  gpointer index;

  return g_hash_table_lookup_extended (self->indices, &id, NULL, &index) ? (int) GPOINTER_TO_UINT (index)
                                                                         : -1;
}

/* Even-odd, exact in whole units. */
static gboolean
holds (const QvPyramid *pyramid, guint shape, gint64 x, gint64 y)
{
  const QvPyramidLevel *level = &g_array_index (pyramid->levels, QvPyramidLevel, 0);
  gboolean inside = FALSE;

  for (guint ring = _qv_pyramid_get_first_ring (pyramid, shape); ring < pyramid->shape_ends[shape]; ring++)
    {
      guint first = _qv_pyramid_get_first_point (level, ring), end = level->ends[ring];

      for (guint i = first, j = end - 1; i < end; j = i++)
        {
          const gint32 *a = &level->coords[2 * (gsize) j], *b = &level->coords[2 * (gsize) i];
          gint64 cross;

          if ((a[1] > y) == (b[1] > y))
            continue;
          cross = ((gint64) b[0] - a[0]) * (y - a[1]) - (x - a[0]) * ((gint64) b[1] - a[1]);
          if ((cross > 0) == (b[1] > a[1]))
            inside = !inside;
        }
    }
  return inside;
}

/**
 * qv_territory_layer_pick:
 * @self: a layer
 * @x: world units
 * @y: world units
 *
 * Returns: the index of the territory that holds the point, of its full geometry; the last where several do,
 * which is the one drawn on top; -1 for none
 */
int
qv_territory_layer_pick (QvTerritoryLayer *self, double x, double y)
{
  gint64 unit_x, unit_y;

  if (!(x >= 0.0 && x <= 1.0 && y >= 0.0 && y <= 1.0))
    return -1;
  unit_x = (gint64) (x * QV_WORLD_UNITS);
  unit_y = (gint64) (y * QV_WORLD_UNITS);
  for (guint i = self->n; i-- > 0;)
    {
      const gint32 *bounds = &self->pyramid->bounds[4 * (gsize) i];

      if (self->pyramid->closed[i] && unit_x >= bounds[0] && unit_x <= bounds[2] && unit_y >= bounds[1] &&
          unit_y <= bounds[3] && holds (self->pyramid, i, unit_x, unit_y))
        return (int) i;
    }
  return -1;
}

/**
 * qv_territory_layer_get_bounds:
 * @self: a layer
 * @index: a territory
 * @bounds: (out): left, top, right, bottom in world units
 *
 * Returns: %FALSE when there is no such territory, or it has no place
 */
gboolean
qv_territory_layer_get_bounds (QvTerritoryLayer *self, guint index, double bounds[4])
{
  if (index >= self->n || _qv_pyramid_is_empty (self->pyramid, index))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    bounds[i] = self->pyramid->bounds[4 * (gsize) index + i] / QV_WORLD_UNITS;
  return TRUE;
}

/**
 * qv_territory_layer_get_main_bounds:
 * @self: a layer
 * @bounds: (out): left, top, right, bottom in world units
 *
 * What a map should show to show this level: everything, but for far parts that are few and small (overseas)
 * and would make the main body small.
 *
 * Returns: %FALSE when no territory has a place
 */
gboolean
qv_territory_layer_get_main_bounds (QvTerritoryLayer *self, double bounds[4])
{
  return _qv_main_bounds_find (self->pyramid, self->areas, bounds);
}

/**
 * qv_territory_layer_get_label_point:
 * @self: a layer
 * @index: a territory
 * @out_x: (out): world units
 * @out_y: (out): world units
 *
 * The point of its largest part that is farthest from the outline and the holes: where a name or a circle
 * sits best. Computed when asked, in some microseconds.
 *
 * Returns: %FALSE when there is no such territory, or it has no place
 */
gboolean
qv_territory_layer_get_label_point (QvTerritoryLayer *self, guint index, double *out_x, double *out_y)
{
  const guint32 *rings;

  if (index >= self->n || _qv_pyramid_is_empty (self->pyramid, index))
    return FALSE;
  rings = &self->label_rings[2 * (gsize) index];
  if (self->pyramid->closed[index] &&
      _qv_label_find_point (self->pyramid, rings[0], rings[1], &self->pyramid->bounds[4 * (gsize) index],
                            out_x, out_y))
    return TRUE;
  return qv_territory_layer_get_centroid (self, index, out_x, out_y);
}

gboolean
qv_territory_layer_get_centroid (QvTerritoryLayer *self, guint index, double *out_x, double *out_y)
{
  if (index >= self->n || _qv_pyramid_is_empty (self->pyramid, index))
    return FALSE;
  *out_x = self->centroids[2 * (gsize) index];
  *out_y = self->centroids[2 * (gsize) index + 1];
  return TRUE;
}

/**
 * qv_territory_layer_get_area:
 * @self: a layer
 * @index: a territory
 *
 * Returns: square metres on the sphere; 0 for points and lines
 */
double
qv_territory_layer_get_area (QvTerritoryLayer *self, guint index)
{
  g_return_val_if_fail (index < self->n, 0.0);

  return self->areas[index];
}

/**
 * qv_territory_layer_get_outline:
 * @self: a layer
 * @index: a territory
 * @view: where it is to be drawn
 *
 * Returns: (transfer full): its rings in pixels of @view
 */
QvPath *
qv_territory_layer_get_outline (QvTerritoryLayer *self, guint index, const QvView *view)
{
  QvPath *path = qv_path_new (TRUE);

  g_return_val_if_fail (index < self->n, path);

  if (self->pyramid->closed[index] && _qv_pyramid_is_visible (self->pyramid, index, view, 0.0))
    _qv_pyramid_add_shape (self->pyramid, index, view, path);
  return path;
}
