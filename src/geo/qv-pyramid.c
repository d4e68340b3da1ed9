/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the simplifications of many shapes and cuts paths out of them. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-geo-error.h"
#include "qv-pyramid.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_POINTS (1u << 28)
#define FINEST_ZOOM 20
#define LEVEL_PIXELS 0.4    /* tolerance of a level at its zoom */
#define WORTHWHILE 0.7      /* a level has at most this share of the points of the one before */
#define PATH_TOLERANCE 0.35 /* pixels */
#define CUT_MARGIN 64.0     /* pixels round a view where paths are cut */
#define BAND (1 << 19)      /* units of latitude that one series serves: it errs by 1/1000 of a world unit */
#define SERIES_LIMIT 750000000 /* units of latitude: nearer to the poles it would err by more */
#define RADIAN (G_PI / 180.0 / QV_GEOMETRY_SCALE)

static void
clear_level (gpointer data)
{
  QvPyramidLevel *level = data;

  g_free (level->coords);
  g_free (level->ends);
}

void
_qv_pyramid_free (QvPyramid *self)
{
  g_free (self->shape_ends);
  g_free (self->bounds);
  g_free (self->closed);
  g_array_unref (self->levels);
  g_free (self);
}

static gint32
to_units (double world)
{
  return (gint32) lround (CLAMP (world, 0.0, 1.0) * QV_WORLD_UNITS);
}

/* Mercator's y near one latitude: Taylor's series, four terms. */
typedef struct
{
  int band; /* which of BAND units of latitude */
  double middle;
  double terms[4];
} Near;

/* What is projected depends on the latitude alone, not on the points before it, or neighbours would part. */
static gint32
project_latitude (gint32 latitude, Near *near)
{
  int band = latitude >= 0 ? latitude / BAND : -1 - (-1 - latitude) / BAND;
  double d;

  if (latitude > SERIES_LIMIT || latitude < -SERIES_LIMIT)
    return to_units (qv_project_y (latitude / QV_GEOMETRY_SCALE));
  if (near->band != band)
    {
      double secant, tangent;

      near->band = band;
      near->middle = (band + 0.5) * BAND;
      secant = 1.0 / cos (near->middle * RADIAN);
      tangent = tan (near->middle * RADIAN);
      near->terms[0] = qv_project_y (near->middle / QV_GEOMETRY_SCALE);
      near->terms[1] = -secant / (2.0 * G_PI);
      near->terms[2] = near->terms[1] * tangent / 2.0;
      near->terms[3] = near->terms[1] * (secant * secant + tangent * tangent) / 6.0;
    }
  d = (latitude - near->middle) * RADIAN;
  return to_units (near->terms[0] + d * (near->terms[1] + d * (near->terms[2] + d * near->terms[3])));
}

/* Points that fall together in units would only look like corners. */
static guint
project_ring (const gint32 *coords, guint n, gboolean closed, gint32 *out)
{
  Near near = { .band = G_MAXINT };
  guint n_out = 0;

  for (guint i = 0; i < n; i++)
    {
      gint32 x = to_units (qv_project_x (coords[2 * i] / QV_GEOMETRY_SCALE));
      gint32 y = project_latitude (coords[2 * i + 1], &near);

      if (n_out > 0 && out[2 * n_out - 2] == x && out[2 * n_out - 1] == y)
        continue;
      out[2 * n_out] = x;
      out[2 * n_out + 1] = y;
      n_out++;
    }
  while (closed && n_out > 1 && out[0] == out[2 * n_out - 2] && out[1] == out[2 * n_out - 1])
    n_out--;
  return n_out;
}

static void
count (QvGeometry *const *geometries, guint n, guint *out_rings, guint64 *out_points)
{
  guint64 n_rings = 0;

  *out_points = 0;
  for (guint i = 0; i < n; i++)
    {
      guint rings, points;

      if (geometries[i] == NULL)
        continue;
      qv_geometry_get_ring_ends (geometries[i], &rings);
      qv_geometry_get_coords (geometries[i], &points);
      n_rings += rings;
      *out_points += points;
    }
  *out_rings = (guint) MIN (n_rings, MAX_POINTS);
}

static void
extend (gint32 *bounds, const gint32 *coords, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      bounds[0] = MIN (bounds[0], coords[2 * (gsize) i]);
      bounds[1] = MIN (bounds[1], coords[2 * (gsize) i + 1]);
      bounds[2] = MAX (bounds[2], coords[2 * (gsize) i]);
      bounds[3] = MAX (bounds[3], coords[2 * (gsize) i + 1]);
    }
}

static void
project (QvPyramid *self, QvGeometry *const *geometries, QvPyramidLevel *level, guint8 *ring_closed)
{
  guint ring = 0, point = 0;

  for (guint shape = 0; shape < self->n_shapes; shape++)
    {
      guint n_rings, n_points, first = 0;
      const guint32 *ends;
      const gint32 *coords;
      gint32 *bounds = &self->bounds[4 * (gsize) shape];

      bounds[0] = bounds[1] = G_MAXINT32;
      bounds[2] = bounds[3] = G_MININT32;
      self->shape_ends[shape] = ring;
      if (geometries[shape] == NULL)
        continue;
      ends = qv_geometry_get_ring_ends (geometries[shape], &n_rings);
      coords = qv_geometry_get_coords (geometries[shape], &n_points);
      self->closed[shape] = qv_geometry_get_kind (geometries[shape]) == QV_GEOMETRY_AREA;
      for (guint i = 0; i < n_rings; first = ends[i++], ring++)
        {
          gint32 *out = &level->coords[2 * (gsize) point];
          guint n = project_ring (&coords[2 * (gsize) first], ends[i] - first, self->closed[shape], out);

          extend (bounds, out, n);
          ring_closed[ring] = self->closed[shape];
          point += n;
          level->ends[ring] = point;
        }
      self->shape_ends[shape] = ring;
    }
}

/* Returns: whether the level is so much smaller than @least that it is worth its memory */
static gboolean
make_level (const QvPyramid *self,
            const QvPyramidLevel *full,
            const guint8 *ring_closed,
            const float *weights,
            double tolerance,
            guint most,
            QvPyramidLevel *level)
{
  guint n = 0;

  for (guint i = 0; i < full->ends[self->n_rings - 1]; i++)
    n += weights[i] > tolerance;
  if (n > most)
    return FALSE;

  level->tolerance = tolerance;
  level->coords = g_new (gint32, 2 * (gsize) n + 2);
  level->ends = g_new (guint32, self->n_rings);
  n = 0;
  for (guint ring = 0, first = 0; ring < self->n_rings; first = full->ends[ring++])
    {
      guint start = n;

      for (guint i = first; i < full->ends[ring]; i++)
        if (weights[i] > tolerance)
          {
            memcpy (&level->coords[2 * (gsize) n], &full->coords[2 * (gsize) i], 2 * sizeof *full->coords);
            n++;
          }
      if (n - start < (ring_closed[ring] ? 3u : 2u))
        n = start;
      level->ends[ring] = n;
    }
  return TRUE;
}

static void
make_levels (QvPyramid *self, const guint8 *ring_closed, const float *weights)
{
  guint most;

  if (self->n_rings == 0)
    return;
  most = (guint) (g_array_index (self->levels, QvPyramidLevel, 0).ends[self->n_rings - 1] * WORTHWHILE);
  for (int zoom = FINEST_ZOOM; zoom >= 0 && most > 0; zoom--)
    {
      double tolerance = LEVEL_PIXELS * QV_WORLD_UNITS / (QV_TILE_SIZE * exp2 (zoom));
      QvPyramidLevel full = g_array_index (self->levels, QvPyramidLevel, 0), level;

      if (!make_level (self, &full, ring_closed, weights, tolerance, most, &level))
        continue;
      g_array_append_val (self->levels, level);
      most = (guint) (level.ends[self->n_rings - 1] * WORTHWHILE);
    }
}

/* Without @simplify it has its first level only, which is what one picture is drawn from soonest.
 *
 * Returns: (transfer full) (nullable): the pyramid, or %NULL with @error set when cancelled or too large */
QvPyramid *
_qv_pyramid_new (QvGeometry *const *geometries,
                 guint n_geometries,
                 gboolean simplify,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (QvPyramid) self = g_new0 (QvPyramid, 1);
  g_autofree guint8 *ring_closed = NULL;
  g_autofree float *weights = NULL;
  QvPyramidLevel full = { 0 };
  guint64 n_points;

  self->levels = g_array_new (FALSE, FALSE, sizeof (QvPyramidLevel));
  g_array_set_clear_func (self->levels, clear_level);
  self->n_shapes = n_geometries;
  count (geometries, n_geometries, &self->n_rings, &n_points);
  if (n_points > MAX_POINTS)
    {
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_TOO_LARGE,
                           _ ("These outlines have too many points to be drawn."));
      return NULL;
    }
  self->shape_ends = g_new0 (guint32, (gsize) n_geometries + 1);
  self->bounds = g_new0 (gint32, 4 * (gsize) n_geometries + 4);
  self->closed = g_new0 (guint8, (gsize) n_geometries + 1);
  ring_closed = g_new0 (guint8, (gsize) self->n_rings + 1);
  full.coords = g_new (gint32, 2 * n_points + 2);
  full.ends = g_new0 (guint32, (gsize) self->n_rings + 1);
  g_array_append_val (self->levels, full);
  project (self, geometries, &full, ring_closed);
  if (!simplify)
    return g_steal_pointer (&self);
  weights = _qv_topology_weigh (full.coords, full.ends, ring_closed, self->n_rings, cancellable);
  if (weights == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  make_levels (self, ring_closed, weights);
  return g_steal_pointer (&self);
}

/* Returns: the level with the fewest points that has moved by @tolerance units at most */
const QvPyramidLevel *
_qv_pyramid_find_level (const QvPyramid *self, double tolerance)
{
  guint i = self->levels->len - 1;

  while (i > 0 && g_array_index (self->levels, QvPyramidLevel, i).tolerance > tolerance)
    i--;
  return &g_array_index (self->levels, QvPyramidLevel, i);
}

/* Returns: whether the shape has no point at all */
gboolean
_qv_pyramid_is_empty (const QvPyramid *self, guint shape)
{
  return self->bounds[4 * (gsize) shape] > self->bounds[4 * (gsize) shape + 2];
}

gboolean
_qv_pyramid_is_visible (const QvPyramid *self, guint shape, const QvView *view, double margin)
{
  const gint32 *bounds = &self->bounds[4 * (gsize) shape];
  double pixel = QV_WORLD_UNITS / view->scale;

  return bounds[0] <= view->left * QV_WORLD_UNITS + (view->width + margin) * pixel &&
         bounds[2] >= view->left * QV_WORLD_UNITS - margin * pixel &&
         bounds[1] <= view->top * QV_WORLD_UNITS + (view->height + margin) * pixel &&
         bounds[3] >= view->top * QV_WORLD_UNITS - margin * pixel;
}

/* Sutherland and Hodgman 1974: what lies on the inner side of one border. @axis is 0 for x, 1 for y. */
static void
cut (const GArray *from, GArray *to, guint axis, double limit, double sign)
{
  guint n = from->len / 2;

  g_array_set_size (to, 0);
  for (guint i = 0; i < n; i++)
    {
      const double *a = &g_array_index (from, double, 2 * ((i + n - 1) % n));
      const double *b = &g_array_index (from, double, 2 * i);
      gboolean a_in = sign * (a[axis] - limit) >= 0.0, b_in = sign * (b[axis] - limit) >= 0.0;

      if (a_in != b_in)
        {
          double share = (limit - a[axis]) / (b[axis] - a[axis]);
          double crossing[2];

          crossing[axis] = limit;
          crossing[1 - axis] = a[1 - axis] + share * (b[1 - axis] - a[1 - axis]);
          g_array_append_vals (to, crossing, 2);
        }
      if (b_in)
        g_array_append_vals (to, b, 2);
    }
}

static void
end_ring (QvPath *path, guint least)
{
  guint32 n = path->points->len / 2;
  guint32 before = path->ends->len > 0 ? g_array_index (path->ends, guint32, path->ends->len - 1) : 0;

  if (n - before < least)
    g_array_set_size (path->points, 2 * before);
  else
    g_array_append_val (path->ends, n);
}

static void
add_point (QvPath *path, const double *point)
{
  float pair[2] = { (float) point[0], (float) point[1] };

  g_array_append_vals (path->points, pair, 2);
}

static void
add_ring (GArray *points, GArray *spare, const QvView *view, QvPath *path)
{
  cut (points, spare, 0, -CUT_MARGIN, 1.0);
  cut (spare, points, 0, view->width + CUT_MARGIN, -1.0);
  cut (points, spare, 1, -CUT_MARGIN, 1.0);
  cut (spare, points, 1, view->height + CUT_MARGIN, -1.0);
  for (guint i = 0; i < points->len; i += 2)
    add_point (path, &g_array_index (points, double, i));
  end_ring (path, 3);
}

/* Liang and Barsky 1984. Returns: whether a piece of the segment lies within */
static gboolean
cut_segment (const double *a, const double *b, const QvView *view, double *start, double *end)
{
  const double least[2] = { -CUT_MARGIN, -CUT_MARGIN };
  const double most[2] = { view->width + CUT_MARGIN, view->height + CUT_MARGIN };

  *start = 0.0;
  *end = 1.0;
  for (guint axis = 0; axis < 2; axis++)
    {
      double step = b[axis] - a[axis];

      if (step == 0.0)
        {
          if (a[axis] < least[axis] || a[axis] > most[axis])
            return FALSE;
          continue;
        }
      *start = MAX (*start, ((step > 0.0 ? least[axis] : most[axis]) - a[axis]) / step);
      *end = MIN (*end, ((step > 0.0 ? most[axis] : least[axis]) - a[axis]) / step);
    }
  return *start <= *end;
}

static void
add_line (const GArray *points, const QvView *view, QvPath *path)
{
  gboolean open = FALSE;

  for (guint i = 2; i + 1 < points->len; i += 2)
    {
      const double *a = &g_array_index (points, double, i - 2), *b = &g_array_index (points, double, i);
      double start, end;

      if (!cut_segment (a, b, view, &start, &end))
        continue;
      if (!open)
        add_point (path, (double[]){ a[0] + start * (b[0] - a[0]), a[1] + start * (b[1] - a[1]) });
      add_point (path, (double[]){ a[0] + end * (b[0] - a[0]), a[1] + end * (b[1] - a[1]) });
      open = end == 1.0;
      if (!open)
        end_ring (path, 2);
    }
  if (open)
    end_ring (path, 2);
}

/* Adds the rings or lines of @shape in pixels of @view to @path, simplified for it and cut to it. */
void
_qv_pyramid_add_shape (const QvPyramid *self, guint shape, const QvView *view, QvPath *path)
{
  const QvPyramidLevel *level = _qv_pyramid_find_level (self, PATH_TOLERANCE * QV_WORLD_UNITS / view->scale);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) spare = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint ring = _qv_pyramid_get_first_ring (self, shape); ring < self->shape_ends[shape]; ring++)
    {
      g_array_set_size (points, 0);
      for (guint i = _qv_pyramid_get_first_point (level, ring); i < level->ends[ring]; i++)
        {
          double pair[2];

          qv_view_to_pixels (view, level->coords[2 * (gsize) i] / QV_WORLD_UNITS,
                             level->coords[2 * (gsize) i + 1] / QV_WORLD_UNITS, &pair[0], &pair[1]);
          g_array_append_vals (points, pair, 2);
        }
      if (self->closed[shape])
        add_ring (points, spare, view, path);
      else
        add_line (points, view, path);
    }
}
