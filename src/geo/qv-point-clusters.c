/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points merged where they are too near each other. Cells of a grid on the world are ranked by how many
 * points they have; the highest of a neighbourhood takes in those near it, then the highest of what is left,
 * and so on (a greedy independent set). What becomes of a cell depends on the few cells round it and never on
 * what the view shows, so clusters stay what they are while the map is moved. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include <math.h>

#include "qv-point-layer-private.h"

#define MIN_FULL 150        /* below this points stand alone again; the gap keeps them from flickering */
#define NEAR 14.0           /* pixels within which points are always one, because no finger could part them */
#define LEAST_DISTANCE 72.0 /* pixels between clusters */
#define ROUNDS 2
#define STEPS 2                    /* cells within which a point nearer than the distance can be */
#define REACH (2 * ROUNDS * STEPS) /* cells round a cell that can change what becomes of it */

typedef struct
{
  QvPointCell cell;
  double x, y;
  int taken_by; /* index of a seed; its own for one that takes others in; FREE before */
} Seed;

#define FREE (-1)
#define NONE (-1)

typedef struct
{
  const QvPointLayer *layer;
  double distance;
  GArray *seeds; /* (element-type Seed) */
  guint32 left, top;
  guint width, height;
  int *grid; /* row-major, width × height: index of the seed in each cell, or NONE */
} Merge;

/* The distance keeps its value within half a zoom step, so that clusters do not dance while the map zooms. */
static double
choose_distance (const QvView *view, gboolean is_full)
{
  double zoom = floor (log2 (view->scale / QV_TILE_SIZE) * 2.0 + 1e-9) / 2.0;
  double scale = QV_TILE_SIZE * exp2 (zoom);
  double area = (double) view->width * view->height;

  if (!is_full)
    return NEAR / scale;
  return MAX (LEAST_DISTANCE, exp2 (ceil (log2 (sqrt (area / MIN_FULL)) * 2.0) / 2.0)) / scale;
}

static void
make_grid (Merge *merge, GArray *cells)
{
  guint32 right = 0, bottom = 0;

  merge->left = merge->top = G_MAXUINT32;
  for (guint i = 0; i < cells->len; i++)
    {
      const QvPointCell *cell = &g_array_index (cells, QvPointCell, i);

      merge->left = MIN (merge->left, cell->x);
      merge->top = MIN (merge->top, cell->y);
      right = MAX (right, cell->x);
      bottom = MAX (bottom, cell->y);
    }
  merge->width = cells->len > 0 ? right - merge->left + 1 : 0;
  merge->height = cells->len > 0 ? bottom - merge->top + 1 : 0;
  merge->grid = g_new (int, MAX ((gsize) merge->width * merge->height, 1));
  for (gsize i = 0; i < (gsize) merge->width * merge->height; i++)
    merge->grid[i] = NONE;
}

static void
make_seeds (Merge *merge, GArray *cells)
{
  make_grid (merge, cells);
  merge->seeds = g_array_sized_new (FALSE, FALSE, sizeof (Seed), cells->len);
  for (guint i = 0; i < cells->len; i++)
    {
      const QvPointCell *cell = &g_array_index (cells, QvPointCell, i);
      guint n = cell->end - cell->first;
      Seed seed = { *cell, 0.0, 0.0, FREE };

      seed.x = (merge->layer->sums[cell->end][0] - merge->layer->sums[cell->first][0]) / n;
      seed.y = (merge->layer->sums[cell->end][1] - merge->layer->sums[cell->first][1]) / n;
      g_array_append_val (merge->seeds, seed);
      merge->grid[(gsize) (cell->y - merge->top) * merge->width + cell->x - merge->left] = (int) i;
    }
}

static gboolean
is_higher (const Seed *a, const Seed *b)
{
  guint n_a = a->cell.end - a->cell.first, n_b = b->cell.end - b->cell.first;

  return n_a != n_b ? n_a > n_b : a->cell.first < b->cell.first;
}

/* The highest seed near this one that is free, or else that takes others in; %NULL if there is none. */
static Seed *
find_highest (const Merge *merge, const Seed *seed, gboolean is_taking)
{
  guint column = seed->cell.x - merge->left, row = seed->cell.y - merge->top;
  Seed *highest = NULL;

  for (guint y = row > STEPS ? row - STEPS : 0; y <= row + STEPS && y < merge->height; y++)
    for (guint x = column > STEPS ? column - STEPS : 0; x <= column + STEPS && x < merge->width; x++)
      {
        int index = merge->grid[(gsize) y * merge->width + x];
        Seed *other = index != NONE ? &g_array_index (merge->seeds, Seed, index) : NULL;

        if (other == NULL || other == seed || other->taken_by != (is_taking ? index : FREE) ||
            hypot (other->x - seed->x, other->y - seed->y) > merge->distance)
          continue;
        if (highest == NULL || is_higher (other, highest))
          highest = other;
      }
  return highest;
}

static void
take (Merge *merge)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < merge->seeds->len; i++)
    {
      Seed *seed = &g_array_index (merge->seeds, Seed, i), *other;

      if (seed->taken_by != FREE)
        continue;
      other = find_highest (merge, seed, FALSE);
      if (other == NULL || is_higher (seed, other))
        g_array_append_val (heads, i);
    }
  for (guint i = 0; i < heads->len; i++)
    {
      guint head = g_array_index (heads, guint, i);

      g_array_index (merge->seeds, Seed, head).taken_by = (int) head;
    }
  for (guint i = 0; i < merge->seeds->len; i++)
    {
      Seed *seed = &g_array_index (merge->seeds, Seed, i), *head;

      if (seed->taken_by != FREE)
        continue;
      head = find_highest (merge, seed, TRUE);
      if (head != NULL)
        seed->taken_by = (int) (head - (Seed *) (gpointer) merge->seeds->data);
    }
}

static void
add_run (QvPointClusters *self, QvPointCluster *cluster, guint first, guint end)
{
  const QvPointLayer *layer = self->layer;
  QvPointRun run = { first, end };

  g_array_append_val (self->runs, run);
  cluster->n_runs++;
  cluster->n += end - first;
  cluster->x += layer->sums[end][0] - layer->sums[first][0];
  cluster->y += layer->sums[end][1] - layer->sums[first][1];
  for (guint i = 0; i <= QV_N_HELICES; i++)
    cluster->n_by_helix[i] += layer->counts[end][i] - layer->counts[first][i];
}

static int
compare_seeds (const void *a, const void *b)
{
  const Seed *first = a, *second = b;

  if (first->taken_by != second->taken_by)
    return (first->taken_by > second->taken_by) - (first->taken_by < second->taken_by);
  return is_higher (first, second) ? -1 : 1;
}

/* The head of a cluster is higher than all that it has taken in, and so becomes its first run. */
static void
gather (QvPointClusters *self, Merge *merge)
{
  GArray *seeds = merge->seeds;

  for (guint i = 0; i < seeds->len; i++)
    if (g_array_index (seeds, Seed, i).taken_by == FREE)
      g_array_index (seeds, Seed, i).taken_by = (int) i;
  qsort (seeds->data, seeds->len, sizeof (Seed), compare_seeds);
  for (guint i = 0; i < seeds->len;)
    {
      const Seed *head = &g_array_index (seeds, Seed, i);
      const QvPoint *first = &self->layer->points[head->cell.first];
      QvPointCluster cluster = { .key = first->id, .first_run = self->runs->len };

      for (; i < seeds->len && g_array_index (seeds, Seed, i).taken_by == head->taken_by; i++)
        {
          const QvPointCell *cell = &g_array_index (seeds, Seed, i).cell;

          add_run (self, &cluster, cell->first, cell->end);
        }
      cluster.x /= cluster.n;
      cluster.y /= cluster.n;
      /* A single point stands where it is, without the rounding of sums. */
      if (cluster.n == 1)
        {
          cluster.x = first->x;
          cluster.y = first->y;
        }
      g_array_append_val (self->clusters, cluster);
    }
}

/**
 * qv_point_clusters_new:
 * @layer: points
 * @view: what is shown, in pixels of the screen
 * @margin: pixels round @view for which clusters are wanted too
 * @was_full: the clusters' is_full before, %FALSE at first
 *
 * What is to be drawn: each point by itself unless others are all but at its place; or, when there are more
 * than %QV_MAX_PINS in the view, so few clusters that they have room. Clusters at the edge may lie outside.
 * Takes a time by what is shown, not by the points of the layer.
 *
 * Returns: (transfer full): the clusters, each point of the view in exactly one
 */
QvPointClusters *
qv_point_clusters_new (QvPointLayer *layer, const QvView *view, double margin, gboolean was_full)
{
  QvPointClusters *self = g_new0 (QvPointClusters, 1);
  g_autoptr (GArray) cells = NULL;
  Merge merge = { .layer = layer };
  double cell, room;
  guint bits;

  self->layer = qv_point_layer_ref (layer);
  self->is_full = qv_point_layer_count (layer, view, QV_MAX_PINS + 1) > (was_full ? MIN_FULL : QV_MAX_PINS);
  self->distance = merge.distance = choose_distance (view, self->is_full);
  self->clusters = g_array_new (FALSE, FALSE, sizeof (QvPointCluster));
  self->runs = g_array_new (FALSE, FALSE, sizeof (QvPointRun));

  bits = (guint) CLAMP (ceil (-log2 (self->distance) - 1e-9), 0.0, QV_POINT_KEY_BITS);
  cell = exp2 (-(double) bits);
  room = margin / view->scale + REACH * cell;
  cells = _qv_point_layer_get_cells (layer, bits,
                                     (const double[4]){ view->left - room, view->top - room,
                                                        view->left + view->width / view->scale + room,
                                                        view->top + view->height / view->scale + room });
  make_seeds (&merge, cells);
  for (guint round = 0; round < ROUNDS; round++)
    take (&merge);
  gather (self, &merge);
  g_array_unref (merge.seeds);
  g_free (merge.grid);
  return self;
}

/**
 * qv_point_clusters_free:
 * @self: (transfer full): clusters
 */
void
qv_point_clusters_free (QvPointClusters *self)
{
  g_array_unref (self->clusters);
  g_array_unref (self->runs);
  qv_point_layer_unref (self->layer);
  g_free (self);
}

/**
 * qv_point_clusters_get_first:
 * @self: clusters
 * @cluster: one of them
 *
 * Returns: (transfer none): its first member, of a single one the only
 */
const QvPoint *
qv_point_clusters_get_first (const QvPointClusters *self, const QvPointCluster *cluster)
{
  return &self->layer->points[g_array_index (self->runs, QvPointRun, cluster->first_run).first];
}

/**
 * qv_point_clusters_get_ids:
 * @self: clusters
 * @cluster: one of them
 * @ids: (element-type QvId): to which the ids of its members are added
 */
void
qv_point_clusters_get_ids (const QvPointClusters *self, const QvPointCluster *cluster, GArray *ids)
{
  for (guint i = 0; i < cluster->n_runs; i++)
    {
      const QvPointRun *run = &g_array_index (self->runs, QvPointRun, cluster->first_run + i);

      for (guint j = run->first; j < run->end; j++)
        g_array_append_val (ids, self->layer->points[j].id);
    }
}

/**
 * qv_point_clusters_has:
 * @self: clusters
 * @cluster: one of them
 * @point: (nullable): a point of the same layer
 *
 * Returns: whether @point is a member
 */
gboolean
qv_point_clusters_has (const QvPointClusters *self, const QvPointCluster *cluster, const QvPoint *point)
{
  guint position = point != NULL ? (guint) (point - self->layer->points) : self->layer->n;

  for (guint i = 0; i < cluster->n_runs; i++)
    {
      const QvPointRun *run = &g_array_index (self->runs, QvPointRun, cluster->first_run + i);

      if (position >= run->first && position < run->end)
        return TRUE;
    }
  return FALSE;
}
