/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line or an area on its own: where its pin stands, how far a click is from it, and its path in a view. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-shape.h"

#include <math.h>

#include "qv-territory-layer-private.h"

#define MANY 200 /* points from which on simplifications are worth their memory */

struct _QvShape
{
  gatomicrefcount ref_count;
  QvPyramid *pyramid;
  double x, y; /* world units: where its pin stands */
};

static double
get_step (const gint32 *coords, guint i)
{
  const gint32 *a = &coords[2 * (gsize) i];

  return hypot ((double) a[2] - a[0], (double) a[3] - a[1]);
}

/* The middle of the longest line, along it. */
static void
anchor_line (QvShape *self)
{
  const QvPyramidLevel *level = &g_array_index (self->pyramid->levels, QvPyramidLevel, 0);
  guint best = 0;
  double longest = -1.0, rest;

  for (guint ring = 0; ring < self->pyramid->n_rings; ring++)
    {
      double length = 0.0;

      for (guint i = _qv_pyramid_get_first_point (level, ring); i + 1 < level->ends[ring]; i++)
        length += get_step (level->coords, i);
      if (length > longest)
        {
          longest = length;
          best = ring;
        }
    }
  rest = longest / 2.0;
  for (guint i = _qv_pyramid_get_first_point (level, best); i + 1 < level->ends[best]; i++)
    {
      const gint32 *a = &level->coords[2 * (gsize) i];
      double step = get_step (level->coords, i);

      if (rest > step && i + 2 < level->ends[best])
        {
          rest -= step;
          continue;
        }
      self->x = (a[0] + rest / step * ((double) a[2] - a[0])) / QV_WORLD_UNITS;
      self->y = (a[1] + rest / step * ((double) a[3] - a[1])) / QV_WORLD_UNITS;
      return;
    }
}

static double
measure_ring (const QvPyramidLevel *level, guint ring)
{
  guint first = _qv_pyramid_get_first_point (level, ring), end = level->ends[ring];
  const gint32 *origin = &level->coords[2 * (gsize) first];
  double sum = 0.0;

  for (guint i = first + 1; i + 1 < end; i++)
    {
      const gint32 *a = &level->coords[2 * (gsize) i];

      sum += ((double) a[0] - origin[0]) * ((double) a[3] - origin[1]) -
             ((double) a[2] - origin[0]) * ((double) a[1] - origin[1]);
    }
  return fabs (sum);
}

/* Where a name would stand in its largest part. */
static void
anchor_area (QvShape *self, QvGeometry *geometry)
{
  const QvPyramidLevel *level = &g_array_index (self->pyramid->levels, QvPyramidLevel, 0);
  guint n_parts, first = 0, best_first = 0, best_end = 0;
  const guint32 *parts = qv_geometry_get_part_ends (geometry, &n_parts);
  double largest = -1.0;

  for (guint part = 0; part < n_parts; first = parts[part++])
    {
      double size = measure_ring (level, first);

      if (size <= largest)
        continue;
      largest = size;
      best_first = first;
      best_end = parts[part];
    }
  _qv_label_find_point (self->pyramid, best_first, best_end, self->pyramid->bounds, &self->x, &self->y);
}

/**
 * qv_shape_new:
 * @geometry: a geometry
 *
 * Returns: (transfer full) (nullable): the shape; %NULL for points, and for what is too large to be drawn
 */
QvShape *
qv_shape_new (QvGeometry *geometry)
{
  QvShape *self;
  QvPyramid *pyramid;
  guint n_points;

  if (qv_geometry_get_kind (geometry) == QV_GEOMETRY_POINT)
    return NULL;
  qv_geometry_get_coords (geometry, &n_points);
  pyramid = _qv_pyramid_new (&geometry, 1, n_points > MANY, NULL, NULL);
  if (pyramid == NULL)
    return NULL;
  self = g_new0 (QvShape, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->pyramid = pyramid;
  self->x = ((double) pyramid->bounds[0] + pyramid->bounds[2]) / 2.0 / QV_WORLD_UNITS;
  self->y = ((double) pyramid->bounds[1] + pyramid->bounds[3]) / 2.0 / QV_WORLD_UNITS;
  if (qv_shape_is_area (self))
    anchor_area (self, geometry);
  else
    anchor_line (self);
  return self;
}

QvShape *
qv_shape_ref (QvShape *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qv_shape_unref (QvShape *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  _qv_pyramid_free (self->pyramid);
  g_free (self);
}

gboolean
qv_shape_is_area (QvShape *self)
{
  return self->pyramid->closed[0];
}

/**
 * qv_shape_get_bounds:
 * @self: a shape
 * @bounds: (out caller-allocates) (array fixed-size=4): left, top, right, bottom in world units
 */
void
qv_shape_get_bounds (QvShape *self, double bounds[4])
{
  for (guint i = 0; i < 4; i++)
    bounds[i] = self->pyramid->bounds[i] / QV_WORLD_UNITS;
}

/**
 * qv_shape_get_anchor:
 * @self: a shape
 * @out_x: (out): world units
 * @out_y: (out): world units
 *
 * Where its pin stands: half way along a line; in an area where a name would.
 */
void
qv_shape_get_anchor (QvShape *self, double *out_x, double *out_y)
{
  *out_x = self->x;
  *out_y = self->y;
}

/* Squared. */
static double
measure_to_segment (const gint32 *a, const gint32 *b, double x, double y)
{
  double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1], length = dx * dx + dy * dy;
  double along = length > 0.0 ? CLAMP (((x - a[0]) * dx + (y - a[1]) * dy) / length, 0.0, 1.0) : 0.0;
  double across_x = x - a[0] - along * dx, across_y = y - a[1] - along * dy;

  return across_x * across_x + across_y * across_y;
}

/**
 * qv_shape_get_distance:
 * @self: a shape
 * @x: world units
 * @y: world units
 *
 * Returns: how far the place is from the line or the area in world units; 0 within the area
 */
double
qv_shape_get_distance (QvShape *self, double x, double y)
{
  const QvPyramidLevel *level = &g_array_index (self->pyramid->levels, QvPyramidLevel, 0);
  gboolean is_area = qv_shape_is_area (self), inside = FALSE;
  double least = INFINITY;

  x *= QV_WORLD_UNITS;
  y *= QV_WORLD_UNITS;
  for (guint ring = 0; ring < self->pyramid->n_rings; ring++)
    {
      guint first = _qv_pyramid_get_first_point (level, ring), end = level->ends[ring];

      for (guint i = is_area ? first : first + 1; i < end; i++)
        {
          const gint32 *a = &level->coords[2 * (gsize) (i > first ? i - 1 : end - 1)];
          const gint32 *b = &level->coords[2 * (gsize) i];

          least = MIN (least, measure_to_segment (a, b, x, y));
          if (is_area && (a[1] > y) != (b[1] > y) &&
              x < ((double) b[0] - a[0]) * (y - a[1]) / ((double) b[1] - a[1]) + a[0])
            inside = !inside;
        }
    }
  return inside ? 0.0 : sqrt (least) / QV_WORLD_UNITS;
}

/**
 * qv_shape_get_path:
 * @self: a shape
 * @view: where it is to be drawn
 *
 * Returns: (transfer full): its lines or rings in pixels of @view, simplified for it and cut to it
 */
QvPath *
qv_shape_get_path (QvShape *self, const QvView *view)
{
  QvPath *path = qv_path_new (qv_shape_is_area (self));

  _qv_pyramid_add_shape (self->pyramid, 0, view, path);
  return path;
}

/**
 * qv_geometry_get_anchor:
 * @geometry: a geometry
 * @out_longitude: (out): degrees
 * @out_latitude: (out): degrees
 *
 * Where its pin stands: as qv_shape_get_anchor(), and in the middle of points.
 */
void
qv_geometry_get_anchor (QvGeometry *geometry, double *out_longitude, double *out_latitude)
{
  g_autoptr (QvShape) shape = qv_shape_new (geometry);
  gint32 bounds[4];

  if (shape != NULL)
    {
      *out_longitude = qv_unproject_x (shape->x);
      *out_latitude = qv_unproject_y (shape->y);
      return;
    }
  qv_geometry_get_bounds (geometry, bounds);
  *out_longitude = ((double) bounds[0] + bounds[2]) / 2.0 / QV_GEOMETRY_SCALE;
  *out_latitude = ((double) bounds[1] + bounds[3]) / 2.0 / QV_GEOMETRY_SCALE;
}
