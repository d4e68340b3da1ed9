/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes merged into clusters by a grid: each cell of the grid is a seed, and seeds nearer than the distance
 * become one. The grid is fixed to the globe, so that clusters stay the same while the map is moved. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-note-clusters.h"

#include <math.h>

typedef struct
{
  guint64 cell;
  guint note;
} Seat;

typedef struct
{
  guint64 cell;
  guint first; /* into the sorted seats */
  guint n_seats;
  guint joined; /* index of the seed that it has become part of; its own if none */
  double x, y;
  guint weight;
} Seed;

static int
compare_seats (const void *a, const void *b)
{
  const Seat *first = a;
  const Seat *second = b;

  if (first->cell != second->cell)
    return first->cell < second->cell ? -1 : 1;
  return (first->note > second->note) - (first->note < second->note);
}

static guint64
make_cell (gint64 column, gint64 row)
{
  return (guint64) (row + 1) << 32 | (guint64) (column + 1);
}

static GArray *
seat_notes (const QvPlacedNote *notes, guint n_notes, double distance)
{
  GArray *seats = g_array_sized_new (FALSE, FALSE, sizeof (Seat), n_notes);

  for (guint i = 0; i < n_notes; i++)
    if (!isnan (notes[i].x))
      {
        Seat seat = { make_cell ((gint64) (notes[i].x / distance), (gint64) (notes[i].y / distance)), i };

        g_array_append_val (seats, seat);
      }
  qsort (seats->data, seats->len, sizeof (Seat), compare_seats);
  return seats;
}

static GArray *
make_seeds (const QvPlacedNote *notes, GArray *seats)
{
  GArray *seeds = g_array_new (FALSE, FALSE, sizeof (Seed));

  for (guint i = 0; i < seats->len;)
    {
      Seed seed = { g_array_index (seats, Seat, i).cell, i, 0, seeds->len, 0.0, 0.0, 0 };

      for (; i < seats->len && g_array_index (seats, Seat, i).cell == seed.cell; i++)
        {
          const QvPlacedNote *note = &notes[g_array_index (seats, Seat, i).note];

          seed.n_seats++;
          seed.x += note->x;
          seed.y += note->y;
        }
      seed.x /= seed.n_seats;
      seed.y /= seed.n_seats;
      seed.weight = seed.n_seats;
      g_array_append_val (seeds, seed);
    }
  return seeds;
}

static Seed *
find_seed (GArray *seeds, guint64 cell)
{
  guint low = 0, high = seeds->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (seeds, Seed, middle).cell < cell)
        low = middle + 1;
      else
        high = middle;
    }
  if (low < seeds->len && g_array_index (seeds, Seed, low).cell == cell)
    return &g_array_index (seeds, Seed, low);
  return NULL;
}

static guint
find_root (GArray *seeds, guint seed)
{
  while (g_array_index (seeds, Seed, seed).joined != seed)
    seed = g_array_index (seeds, Seed, seed).joined;
  return seed;
}

static void
join (Seed *into, Seed *from)
{
  guint weight = into->weight + from->weight;

  into->x = (into->x * into->weight + from->x * from->weight) / weight;
  into->y = (into->y * into->weight + from->y * from->weight) / weight;
  into->weight = weight;
  from->joined = into->joined;
}

/* Only the four cells that come later in the grid are asked, so that each pair of neighbours is looked at
 * once. */
static void
join_neighbours (GArray *seeds, double distance)
{
  const int steps[4][2] = { { 1, 0 }, { -1, 1 }, { 0, 1 }, { 1, 1 } };

  for (guint i = 0; i < seeds->len; i++)
    for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
      {
        guint64 cell = g_array_index (seeds, Seed, i).cell;
        gint64 column = (gint64) (cell & G_MAXUINT32) - 1 + steps[step][0];
        gint64 row = (gint64) (cell >> 32) - 1 + steps[step][1];
        Seed *neighbour = find_seed (seeds, make_cell (column, row));
        Seed *own, *other;

        if (neighbour == NULL)
          continue;
        own = &g_array_index (seeds, Seed, find_root (seeds, i));
        other = &g_array_index (seeds, Seed, find_root (seeds, neighbour->joined));
        if (own == other || hypot (own->x - other->x, own->y - other->y) > distance * 0.7)
          continue;
        if (own->weight >= other->weight)
          join (own, other);
        else
          join (other, own);
      }
}

static void
gather (QvNoteClusters *self, const QvPlacedNote *notes, GArray *seats, GArray *seeds)
{
  g_autofree guint *cluster_of = g_new (guint, MAX (seeds->len, 1));
  guint n_members = 0;

  for (guint i = 0; i < seeds->len; i++)
    if (g_array_index (seeds, Seed, i).joined == i)
      {
        const Seed *seed = &g_array_index (seeds, Seed, i);
        QvNoteCluster cluster = { seed->x, seed->y, n_members, 0, { 0 } };

        cluster_of[i] = self->clusters->len;
        n_members += seed->weight;
        g_array_append_val (self->clusters, cluster);
      }
  for (guint i = 0; i < seeds->len; i++)
    {
      const Seed *seed = &g_array_index (seeds, Seed, i);
      QvNoteCluster *cluster =
          &g_array_index (self->clusters, QvNoteCluster, cluster_of[find_root (seeds, i)]);

      for (guint seat = seed->first; seat < seed->first + seed->n_seats; seat++)
        {
          guint note = g_array_index (seats, Seat, seat).note;

          self->members[cluster->first + cluster->n_members++] = note;
          cluster->counts[notes[note].helix]++;
        }
    }
}

/**
 * qv_note_clusters_new:
 * @notes: (array length=n_notes): notes; those without a place are left out
 * @n_notes: how many
 * @distance: how near, on the Mercator square of side 1, two notes must be to become one cluster
 *
 * Returns: (transfer full): every note that has a place, in exactly one cluster each
 */
QvNoteClusters *
qv_note_clusters_new (const QvPlacedNote *notes, guint n_notes, double distance)
{
  QvNoteClusters *self = g_new0 (QvNoteClusters, 1);
  g_autoptr (GArray) seats = NULL;
  g_autoptr (GArray) seeds = NULL;

  /* A cell's number must fit into 31 bits. */
  distance = MAX (distance, 1e-9);
  seats = seat_notes (notes, n_notes, distance);
  seeds = make_seeds (notes, seats);
  join_neighbours (seeds, distance);
  self->clusters = g_array_sized_new (FALSE, FALSE, sizeof (QvNoteCluster), seeds->len);
  self->members = g_new (guint, MAX (seats->len, 1));
  gather (self, notes, seats, seeds);
  return self;
}

/**
 * qv_note_clusters_free:
 * @self: (transfer full): clusters
 */
void
qv_note_clusters_free (QvNoteClusters *self)
{
  g_array_unref (self->clusters);
  g_free (self->members);
  g_free (self);
}
