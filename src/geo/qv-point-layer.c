/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points are kept in the order of a curve that fills the world (Morton 1966): the points of any cell of a
 * grid of 2^n cells a side are a run of it, found by halving, and sums up to each point say how many of each
 * helix a run has and where its middle is. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-point-layer-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  guint64 key;
  guint index;
} Entry;

static guint64
spread (guint32 value)
{
  guint64 x = value;

  x = (x | x << 16) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  x = (x | x << 8) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  x = (x | x << 4) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  x = (x | x << 2) & G_GUINT64_CONSTANT (0x3333333333333333);
  return (x | x << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

static guint32
to_cell (double world, guint bits)
{
  double n = exp2 (bits);

  return (guint32) CLAMP (floor (world * n), 0.0, n - 1.0);
}

static guint64
make_key (guint32 x, guint32 y)
{
  return spread (x) | spread (y) << 1;
}

/* Equal places are ordered by id, so that the same notes always make the same layer. */
static int
compare (const void *a, const void *b, gpointer data)
{
  const Entry *x = a, *y = b;
  const QvPoint *points = data;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (points[x->index].id > points[y->index].id) - (points[x->index].id < points[y->index].id);
}

/**
 * qv_point_layer_new:
 * @points: (array length=n_points): points in any order, copied; their coordinates are within 0..1
 *
 * Returns: (transfer full): the layer
 */
QvPointLayer *
qv_point_layer_new (const QvPoint *points, guint n_points)
{
  QvPointLayer *self = g_new0 (QvPointLayer, 1);
  g_autofree Entry *entries = g_new (Entry, (gsize) n_points + 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n_points;
  self->points = g_new (QvPoint, (gsize) n_points + 1);
  self->keys = g_new (guint64, (gsize) n_points + 1);
  self->counts = g_malloc0_n ((gsize) n_points + 1, sizeof *self->counts);
  self->sums = g_malloc0_n ((gsize) n_points + 1, sizeof *self->sums);
  for (guint i = 0; i < n_points; i++)
    entries[i] = (Entry){
      make_key (to_cell (points[i].x, QV_POINT_KEY_BITS), to_cell (points[i].y, QV_POINT_KEY_BITS)), i
    };
  g_qsort_with_data (entries, (int) n_points, sizeof *entries, compare, (gpointer) points);
  for (guint i = 0; i < n_points; i++)
    {
      const QvPoint *point = &points[entries[i].index];

      self->points[i] = *point;
      self->keys[i] = entries[i].key;
      memcpy (self->counts[i + 1], self->counts[i], sizeof *self->counts);
      self->counts[i + 1][(guint) point->helix <= QV_N_HELICES ? point->helix : QV_HELIX_NONE]++;
      self->sums[i + 1][0] = self->sums[i][0] + point->x;
      self->sums[i + 1][1] = self->sums[i][1] + point->y;
    }
  return self;
}

QvPointLayer *
qv_point_layer_ref (QvPointLayer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qv_point_layer_unref (QvPointLayer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->points);
  g_free (self->keys);
  g_free (self->counts);
  g_free (self->sums);
  g_free (self);
}

/**
 * qv_point_layer_find:
 * @self: a layer
 * @id: of a point
 *
 * Returns: (transfer none) (nullable): the point; looks at all of them
 */
const QvPoint *
qv_point_layer_find (QvPointLayer *self, QvId id)
{
  for (guint i = 0; i < self->n; i++)
    if (self->points[i].id == id)
      return &self->points[i];
  return NULL;
}

/* The first position from @first to @end whose key is not before @key. */
static guint
find (const QvPointLayer *self, guint64 key, guint first, guint end)
{
  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (self->keys[middle] < key)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

/* Goes down only where there are points. */
static void
collect (const QvPointLayer *self,
         const QvPointCell *cell,
         guint depth,
         guint bits,
         const double bounds[4],
         GArray *cells)
{
  double side = exp2 (-(double) depth);
  guint shift = 2 * (QV_POINT_KEY_BITS - depth), first = cell->first;
  guint64 key = make_key (cell->x, cell->y);

  if (cell->first == cell->end || cell->x * side > bounds[2] || (cell->x + 1) * side < bounds[0] ||
      cell->y * side > bounds[3] || (cell->y + 1) * side < bounds[1])
    return;
  if (depth == bits)
    {
      g_array_append_val (cells, *cell);
      return;
    }
  for (guint i = 0; i < 4; i++)
    {
      QvPointCell quarter = { cell->x * 2 + (i & 1), cell->y * 2 + (i >> 1), first, 0 };

      first = quarter.end =
          i == 3 ? cell->end : find (self, (key * 4 + i + 1) << (shift - 2), first, cell->end);
      collect (self, &quarter, depth + 1, bits, bounds, cells);
    }
}

/*
 * _qv_point_layer_get_cells:
 * @self: a layer
 * @bits: the grid has 2^@bits cells a side, at most %QV_POINT_KEY_BITS
 * @bounds: left, top, right, bottom in world units
 *
 * Takes a time by the cells that come out, not by the points of the layer.
 *
 * Returns: (transfer full) (element-type QvPointCell): the cells that have points and touch @bounds, in the
 * order of the curve
 */
GArray *
_qv_point_layer_get_cells (QvPointLayer *self, guint bits, const double bounds[4])
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (QvPointCell));
  QvPointCell world = { 0, 0, 0, self->n };

  collect (self, &world, 0, bits, bounds, cells);
  return cells;
}

static void
count (const QvPointLayer *self,
       const QvPointCell *cell,
       guint depth,
       const double bounds[4],
       guint most,
       guint *n)
{
  double side = exp2 (-(double) depth);
  guint shift = 2 * (QV_POINT_KEY_BITS - depth), first = cell->first;
  guint64 key = make_key (cell->x, cell->y);

  if (*n >= most || cell->first == cell->end || cell->x * side >= bounds[2] ||
      (cell->x + 1) * side < bounds[0] || cell->y * side >= bounds[3] || (cell->y + 1) * side < bounds[1])
    return;
  if (depth == QV_POINT_KEY_BITS || (cell->x * side >= bounds[0] && (cell->x + 1) * side < bounds[2] &&
                                     cell->y * side >= bounds[1] && (cell->y + 1) * side < bounds[3]))
    {
      *n = MIN (*n + cell->end - cell->first, most);
      return;
    }
  for (guint i = 0; i < 4; i++)
    {
      QvPointCell quarter = { cell->x * 2 + (i & 1), cell->y * 2 + (i >> 1), first, 0 };

      first = quarter.end =
          i == 3 ? cell->end : find (self, (key * 4 + i + 1) << (shift - 2), first, cell->end);
      count (self, &quarter, depth + 1, bounds, most, n);
    }
}

/**
 * qv_point_layer_count:
 * @self: a layer
 * @view: a part of the world
 * @most: where to stop counting
 *
 * Returns: how many points are in @view, or @most if that is less
 */
guint
qv_point_layer_count (QvPointLayer *self, const QvView *view, guint most)
{
  const double bounds[4] = { view->left, view->top, view->left + view->width / view->scale,
                             view->top + view->height / view->scale };
  QvPointCell world = { 0, 0, 0, self->n };
  guint n = 0;

  count (self, &world, 0, bounds, most, &n);
  return n;
}
