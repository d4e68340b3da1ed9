/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points are kept in the order of a curve that fills the world (Morton 1966): the points of any cell of the
 * grid of any whole zoom are a run of it, found by halving, and sums up to each point say how many of each
 * helix a run has. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-point-layer.h"

#include <math.h>
#include <string.h>

#define KEY_BITS 30     /* of each coordinate */
#define MAX_CELLS 65536 /* of one view; beyond, cells are taken larger */

struct _QvPointLayer
{
  gatomicrefcount ref_count;
  guint n;
  QvPoint *points; /* by key */
  guint64 *keys;
  guint32 (*counts)[QV_N_HELICES + 1]; /* up to each point, n + 1 */
  double (*sums)[2];                   /* of x and y up to each point, n + 1 */
};

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
    entries[i] = (Entry){ make_key (to_cell (points[i].x, KEY_BITS), to_cell (points[i].y, KEY_BITS)), i };
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

guint
qv_point_layer_get_n (QvPointLayer *self)
{
  return self->n;
}

/**
 * qv_point_layer_get_member:
 * @self: a layer
 * @position: a position of a cluster, not the index that the point had when the layer was made
 *
 * Returns: (transfer none): the point
 */
const QvPoint *
qv_point_layer_get_member (QvPointLayer *self, guint position)
{
  g_return_val_if_fail (position < self->n, NULL);

  return &self->points[position];
}

/* The first position whose key is not before @key. */
static guint
find (const QvPointLayer *self, guint64 key)
{
  guint first = 0, end = self->n;

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

static void
add_run (const QvPointLayer *self, guint first, guint end, GArray *clusters)
{
  QvPointCluster cluster = { .first = first, .n = end - first };

  cluster.x = (self->sums[end][0] - self->sums[first][0]) / cluster.n;
  cluster.y = (self->sums[end][1] - self->sums[first][1]) / cluster.n;
  /* A single point stands where it is, without the rounding of sums. */
  if (cluster.n == 1)
    {
      cluster.x = self->points[first].x;
      cluster.y = self->points[first].y;
    }
  for (guint i = 0; i <= QV_N_HELICES; i++)
    cluster.n_by_helix[i] = self->counts[end][i] - self->counts[first][i];
  g_array_append_val (clusters, cluster);
}

static GArray *
split (const QvPointLayer *self, GArray *clusters)
{
  GArray *singles = g_array_new (FALSE, FALSE, sizeof (QvPointCluster));

  for (guint i = 0; i < clusters->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (clusters, QvPointCluster, i);

      for (guint j = 0; j < cluster->n; j++)
        add_run (self, cluster->first + j, cluster->first + j + 1, singles);
    }
  return singles;
}

/**
 * qv_point_layer_query:
 * @self: a layer
 * @view: what is shown
 * @max_single: up to how many visible points are given one by one, such as %QV_POINT_LAYER_MAX_SINGLE
 *
 * What is to be drawn: points one by one as clusters of one, or, when there are more than @max_single in the
 * cells that the view touches, those of each cell as one. Points of cells at the edge may lie outside the
 * view. Takes a time by the cells of the view, not by the points of the layer.
 *
 * Returns: (transfer full) (element-type QvPointCluster): clusters in rows from the north-west
 */
GArray *
qv_point_layer_query (QvPointLayer *self, const QvView *view, guint max_single)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (QvPointCluster));
  double zoom = log2 (view->scale / QV_POINT_LAYER_CELL);
  guint bits = (guint) CLAMP (floor (zoom + 1e-9), 0.0, KEY_BITS), shift;
  guint32 x0, x1, y0, y1;
  guint64 n_points = 0;

  while (bits > 0 &&
         exp2 (bits) * view->width / view->scale * exp2 (bits) * view->height / view->scale > MAX_CELLS)
    bits--;
  shift = 2 * (KEY_BITS - bits);
  x0 = to_cell (view->left, bits);
  x1 = to_cell (view->left + view->width / view->scale, bits);
  y0 = to_cell (view->top, bits);
  y1 = to_cell (view->top + view->height / view->scale, bits);
  for (guint32 y = y0; y <= y1; y++)
    for (guint32 x = x0; x <= x1; x++)
      {
        guint64 key = make_key (x, y);
        guint first = find (self, key << shift);
        guint end =
            first < self->n && self->keys[first] >> shift == key ? find (self, (key + 1) << shift) : first;

        if (end > first)
          add_run (self, first, end, clusters);
        n_points += end - first;
      }
  if (n_points > 0 && n_points <= max_single)
    {
      GArray *singles = split (self, clusters);

      g_array_unref (clusters);
      return singles;
    }
  return clusters;
}

/**
 * qv_get_proportional_radius:
 * @value: what the circle says; NaN and values below 0 have no circle
 * @largest_value: the greatest of all values
 * @largest_radius: its radius
 *
 * Area says how much, so the radius goes with the square root (Robinson et al. 1995, "Elements of
 * Cartography").
 *
 * Returns: the radius in the unit of @largest_radius
 */
double
qv_get_proportional_radius (double value, double largest_value, double largest_radius)
{
  if (!(value > 0.0) || !(largest_value > 0.0))
    return 0.0;
  return largest_radius * sqrt (value / largest_value);
}
