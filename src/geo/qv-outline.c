/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to lines and outlines as they are stored: whether they cross, with fewer points, on a grid. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-outline.h"

#include <stdlib.h>
#include <string.h>

#include "qv-pyramid.h"

#define MAX_CHECKED 20000 /* points: no hand draws more, and a hostile outline would take minutes */

typedef struct
{
  const gint32 *a;
  const gint32 *b;
  gint32 left;
  gint32 right;
  guint ring;
  guint index; /* in its ring */
  guint n;     /* in its ring */
} Segment;

static int
compare_segments (const void *a, const void *b)
{
  gint32 x = ((const Segment *) a)->left, y = ((const Segment *) b)->left;

  return (x > y) - (x < y);
}

/* Exact where the points are within some degrees of each other. */
static int
get_side (const gint32 *a, const gint32 *b, const gint32 *point)
{
  double cross = ((double) b[0] - a[0]) * ((double) point[1] - a[1]) -
                 ((double) b[1] - a[1]) * ((double) point[0] - a[0]);

  return (cross > 0.0) - (cross < 0.0);
}

static gboolean
is_within (const gint32 *a, const gint32 *b, const gint32 *point)
{
  return point[0] >= MIN (a[0], b[0]) && point[0] <= MAX (a[0], b[0]) && point[1] >= MIN (a[1], b[1]) &&
         point[1] <= MAX (a[1], b[1]);
}

static gboolean
touch (const Segment *s, const Segment *t)
{
  int side_1 = get_side (s->a, s->b, t->a), side_2 = get_side (s->a, s->b, t->b);
  int side_3 = get_side (t->a, t->b, s->a), side_4 = get_side (t->a, t->b, s->b);

  if (side_1 * side_2 < 0 && side_3 * side_4 < 0)
    return TRUE;
  return (side_1 == 0 && is_within (s->a, s->b, t->a)) || (side_2 == 0 && is_within (s->a, s->b, t->b)) ||
         (side_3 == 0 && is_within (t->a, t->b, s->a)) || (side_4 == 0 && is_within (t->a, t->b, s->b));
}

/* Neighbours share a point, and cross where the second goes back over the first. */
static gboolean
cross (const Segment *s, const Segment *t)
{
  double dot;

  if (s->ring == t->ring && (t->index + 1) % t->n == s->index)
    {
      const Segment *swap = s;

      s = t;
      t = swap;
    }
  if (s->ring != t->ring || (s->index + 1) % s->n != t->index)
    return touch (s, t);
  dot = ((double) s->b[0] - s->a[0]) * ((double) t->b[0] - t->a[0]) +
        ((double) s->b[1] - s->a[1]) * ((double) t->b[1] - t->a[1]);
  return get_side (s->a, s->b, t->b) == 0 && dot <= 0.0;
}

/**
 * qv_outlines_cross:
 * @coords: longitudes and latitudes in units of 1e-7 degree
 * @ring_ends: (array length=n_rings): for each closed ring, the number of points up to its end
 *
 * Returns: whether a ring crosses, touches or goes back over itself or another one, or whether there are too
 * many points to say
 */
gboolean
qv_outlines_cross (const gint32 *coords, const guint32 *ring_ends, guint n_rings)
{
  guint n = n_rings > 0 ? ring_ends[n_rings - 1] : 0;
  g_autofree Segment *segments = NULL;

  if (n > MAX_CHECKED)
    return TRUE;
  segments = g_new (Segment, n + 1);
  for (guint ring = 0, first = 0; ring < n_rings; first = ring_ends[ring++])
    for (guint i = first; i < ring_ends[ring]; i++)
      {
        const gint32 *a = &coords[2 * (gsize) i];
        const gint32 *b = &coords[2 * (gsize) (i + 1 < ring_ends[ring] ? i + 1 : first)];

        segments[i] =
            (Segment){ a, b, MIN (a[0], b[0]), MAX (a[0], b[0]), ring, i - first, ring_ends[ring] - first };
      }
  qsort (segments, n, sizeof *segments, compare_segments);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n && segments[j].left <= segments[i].right; j++)
      if (cross (&segments[i], &segments[j]))
        return TRUE;
  return FALSE;
}

/* Rings, each a part of its own if they are outlines. */
typedef struct
{
  QvGeometryType kind;
  GArray *ends;   /* of guint32 */
  GArray *coords; /* of gint32 */
} Rings;

static void
init_rings (Rings *self, QvGeometryType kind)
{
  self->kind = kind;
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->coords = g_array_new (FALSE, FALSE, sizeof (gint32));
}

static void
clear_rings (Rings *self)
{
  g_array_unref (self->ends);
  g_array_unref (self->coords);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rings, clear_rings)

static guint
get_first (const Rings *self)
{
  return self->ends->len > 0 ? g_array_index (self->ends, guint32, self->ends->len - 1) : 0;
}

/* A ring with too few points for its kind is dropped. */
static void
end_ring (Rings *self)
{
  guint first = get_first (self);
  guint32 n = self->coords->len / 2;

  if (self->kind == QV_GEOMETRY_AREA)
    while (n > first + 1 &&
           memcmp (&g_array_index (self->coords, gint32, 2 * first),
                   &g_array_index (self->coords, gint32, 2 * n - 2), 2 * sizeof (gint32)) == 0)
      n--;
  if (n - first < (self->kind == QV_GEOMETRY_AREA ? 3u : 2u))
    n = first;
  g_array_set_size (self->coords, 2 * n);
  if (n > first)
    g_array_append_val (self->ends, n);
}

/* One that lies where the last one lies would only look like a corner. */
static void
add_point (Rings *self, gint32 longitude, gint32 latitude)
{
  const gint32 point[2] = { longitude, latitude };
  guint n = self->coords->len;

  if (n / 2 > get_first (self) &&
      memcmp (&g_array_index (self->coords, gint32, n - 2), point, sizeof point) == 0)
    return;
  g_array_append_vals (self->coords, point, 2);
}

static void
simplify (const Rings *from, double tolerance, Rings *to)
{
  const guint32 *ends = (const guint32 *) (gconstpointer) from->ends->data;
  const gint32 *coords = (const gint32 *) (gconstpointer) from->coords->data;
  g_autofree guint8 *closed = g_new (guint8, from->ends->len + 1);
  g_autofree float *weights = NULL;

  memset (closed, from->kind == QV_GEOMETRY_AREA, from->ends->len + 1);
  weights = _qv_topology_weigh (coords, ends, closed, from->ends->len, NULL);
  for (guint ring = 0, i = 0; ring < from->ends->len; ring++)
    {
      for (; i < ends[ring]; i++)
        if (weights[i] > tolerance)
          add_point (to, coords[2 * (gsize) i], coords[2 * (gsize) i + 1]);
      end_ring (to);
    }
}

static QvGeometry *
make_geometry (const Rings *self)
{
  g_autofree guint32 *parts = g_new (guint32, self->ends->len + 1);
  guint n_parts = self->kind == QV_GEOMETRY_AREA ? self->ends->len : 1;

  for (guint i = 0; i < n_parts; i++)
    parts[i] = n_parts > 1 ? i + 1 : self->ends->len;
  return qv_geometry_new (self->kind, parts, n_parts, (const guint32 *) (gconstpointer) self->ends->data,
                          self->ends->len, (const gint32 *) (gconstpointer) self->coords->data,
                          self->coords->len / 2, NULL);
}

/**
 * qv_outline_simplify:
 * @geometry: lines, or areas without holes
 * @tolerance: in units of 1e-7 degree
 *
 * Leaves out points as Douglas and Peucker 1973 do.
 *
 * Returns: (transfer full): the same within @tolerance; @geometry itself where nothing would be left
 */
QvGeometry *
qv_outline_simplify (QvGeometry *geometry, double tolerance)
{
  guint n_rings, n_points;
  const guint32 *ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);
  g_auto (Rings) from = { 0 };
  g_auto (Rings) to = { 0 };

  init_rings (&from, qv_geometry_get_kind (geometry));
  init_rings (&to, from.kind);
  g_array_append_vals (from.ends, ends, n_rings);
  g_array_append_vals (from.coords, coords, 2 * n_points);
  simplify (&from, tolerance, &to);
  return to.ends->len > 0 ? make_geometry (&to) : qv_geometry_ref (geometry);
}

static gint32
snap (gint32 coordinate, gint32 grid)
{
  return (coordinate + (coordinate < 0 ? -grid / 2 : grid / 2)) / grid * grid;
}

static QvGeometry *
coarsen_points (QvGeometry *geometry, gint32 grid)
{
  guint n_parts, n_rings, n_points;
  const guint32 *parts = qv_geometry_get_part_ends (geometry, &n_parts);
  const guint32 *ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);
  g_autofree gint32 *moved = g_new (gint32, 2 * (gsize) n_points);

  for (gsize i = 0; i < 2 * (gsize) n_points; i++)
    moved[i] = snap (coords[i], grid);
  return qv_geometry_new (QV_GEOMETRY_POINT, parts, n_parts, ends, n_rings, moved, n_points, NULL);
}

/* The middle of its box. */
static QvGeometry *
coarsen_to_point (QvGeometry *geometry, gint32 grid)
{
  const guint32 one = 1;
  gint32 bounds[4], point[2];

  qv_geometry_get_bounds (geometry, bounds);
  for (guint i = 0; i < 2; i++)
    point[i] = snap ((gint32) (((gint64) bounds[i] + bounds[i + 2]) / 2), grid);
  return qv_geometry_new (QV_GEOMETRY_POINT, &one, 1, &one, 1, point, 1, NULL);
}

/* Without holes: what is left of one might reach over the outline. */
static void
snap_rings (QvGeometry *geometry, gint32 grid, Rings *rings)
{
  guint n_parts, n_rings, n_points;
  const guint32 *parts = qv_geometry_get_part_ends (geometry, &n_parts);
  const guint32 *ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);

  for (guint ring = 0, part = 0, first = 0; ring < n_rings; first = ends[ring++])
    {
      gboolean is_hole;

      while (part < n_parts && ring >= parts[part])
        part++;
      is_hole = rings->kind == QV_GEOMETRY_AREA && ring > (part > 0 ? parts[part - 1] : 0);
      if (is_hole)
        continue;
      for (guint i = first; i < ends[ring]; i++)
        add_point (rings, snap (coords[2 * (gsize) i], grid), snap (coords[2 * (gsize) i + 1], grid));
      end_ring (rings);
    }
}

static int
compare_places (const void *a, const void *b)
{
  const gint32 *x = a, *y = b;

  if (x[0] != y[0])
    return x[0] < y[0] ? -1 : 1;
  return (x[1] > y[1]) - (x[1] < y[1]);
}

/* Andrew 1979, "Another efficient algorithm for convex hulls in two dimensions". */
static void
make_hull (const Rings *from, Rings *to)
{
  guint n = from->coords->len / 2, n_hull = 0;
  g_autofree gint32 *points = g_memdup2 (from->coords->data, 2 * sizeof (gint32) * (gsize) n);
  g_autofree gint32 *hull = g_new (gint32, 4 * (gsize) n + 4);

  qsort (points, n, 2 * sizeof *points, compare_places);
  for (guint pass = 0; pass < 2; pass++)
    {
      guint start = n_hull;

      for (guint i = 0; i < n; i++)
        {
          const gint32 *point = &points[2 * (gsize) (pass == 0 ? i : n - 1 - i)];

          while (n_hull >= start + 2 &&
                 get_side (&hull[2 * (gsize) (n_hull - 2)], &hull[2 * (gsize) (n_hull - 1)], point) <= 0)
            n_hull--;
          memcpy (&hull[2 * (gsize) n_hull++], point, 2 * sizeof *point);
        }
      n_hull--;
    }
  for (guint i = 0; i < n_hull; i++)
    add_point (to, hull[2 * (gsize) i], hull[2 * (gsize) i + 1]);
  end_ring (to);
}

/**
 * qv_outline_coarsen:
 * @geometry: points, lines or areas
 * @grid: in units of 1e-7 degree
 *
 * For others, who are not to see where exactly something is. Every point goes to the nearest crossing of the
 * grid. Lines and outlines lose points until none is nearer than @grid to the line that is left, so that
 * steps along the grid do not tell where between its crossings they ran; areas lose their holes, and where
 * what is left would cross itself, it is the hull of it. What has no length or breadth any more is a point.
 *
 * Returns: (transfer full): the geometry, of the same kind or a point
 */
QvGeometry *
qv_outline_coarsen (QvGeometry *geometry, gint32 grid)
{
  g_auto (Rings) snapped = { 0 };
  g_auto (Rings) simple = { 0 };
  g_auto (Rings) hull = { 0 };
  const Rings *result = &simple;

  init_rings (&snapped, qv_geometry_get_kind (geometry));
  init_rings (&simple, snapped.kind);
  init_rings (&hull, snapped.kind);
  if (snapped.kind == QV_GEOMETRY_POINT)
    return coarsen_points (geometry, grid);
  snap_rings (geometry, grid, &snapped);
  simplify (&snapped, grid, &simple);
  if (simple.kind == QV_GEOMETRY_AREA &&
      qv_outlines_cross ((const gint32 *) (gconstpointer) simple.coords->data,
                         (const guint32 *) (gconstpointer) simple.ends->data, simple.ends->len))
    {
      make_hull (&simple, &hull);
      result = &hull;
    }
  return result->ends->len > 0 ? make_geometry (result) : coarsen_to_point (geometry, grid);
}
