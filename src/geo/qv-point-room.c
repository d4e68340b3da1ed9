/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters merged until no drawing covers another. In each round whatever overlaps something higher waits for
 * the highest that it overlaps, and those that wait for nobody take in who waits for them: a round depends on
 * neighbours only, never on the order of the notes, and the highest of all always takes in somebody. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include <math.h>

#include "qv-point-layer-private.h"

#define GAP 2.0 /* pixels between drawings, so that rounding to whole pixels lets none touch */
#define NONE (-1)

typedef struct
{
  QvPointCluster cluster;
  guint first; /* of its first member, by which equal ones are told apart */
  double x, y; /* pixels */
  double width, height;
  int next;        /* in its cell of the grid */
  guint own, last; /* of the clusters as they were, the first and the last that it consists of */
  int highest;     /* what it overlaps and waits for; NONE: nothing higher */
} Place;

typedef struct
{
  const QvView *view;
  const QvPinSizes *sizes;
  GArray *places; /* (element-type Place) */
  int *links;     /* of each cluster as it was, the next one merged with it */
  double left, top, cell_width, cell_height;
  int n_columns, n_rows;
  int *cells; /* row-major: the first place in each, or NONE */
} Room;

static guint
count_digits (guint n)
{
  guint digits = 1;

  for (; n >= 10; n /= 10)
    digits++;
  return digits;
}

/**
 * qv_pin_sizes_measure:
 * @self: what the drawing takes
 * @cluster: what is drawn
 * @width: (out): pixels
 * @height: (out): pixels
 */
void
qv_pin_sizes_measure (const QvPinSizes *self, const QvPointCluster *cluster, double *width, double *height)
{
  *width = *height = self->pin;
  if (cluster->n == 1)
    return;
  *width = self->ends;
  *height = self->pill;
  for (guint i = 0; i <= QV_N_HELICES; i++)
    if (cluster->n_by_helix[i] > 0)
      *width += self->entry + count_digits (cluster->n_by_helix[i]) * self->digit;
}

static void
measure (const Room *room, Place *place)
{
  qv_view_to_pixels (room->view, place->cluster.x, place->cluster.y, &place->x, &place->y);
  qv_pin_sizes_measure (room->sizes, &place->cluster, &place->width, &place->height);
}

static int
get_column (const Room *room, double x)
{
  return (int) CLAMP ((x - room->left) / room->cell_width, 0.0, room->n_columns - 1.0);
}

static int
get_row (const Room *room, double y)
{
  return (int) CLAMP ((y - room->top) / room->cell_height, 0.0, room->n_rows - 1.0);
}

/* Cells as large as the largest drawing, so that only those of the cells round it can overlap one. */
static void
fill_grid (Room *room)
{
  double right = -INFINITY, bottom = -INFINITY;

  room->left = room->top = INFINITY;
  room->cell_width = room->cell_height = 0.0;
  for (guint i = 0; i < room->places->len; i++)
    {
      const Place *place = &g_array_index (room->places, Place, i);

      room->left = MIN (room->left, place->x);
      room->top = MIN (room->top, place->y);
      right = MAX (right, place->x);
      bottom = MAX (bottom, place->y);
      room->cell_width = MAX (room->cell_width, place->width + GAP);
      room->cell_height = MAX (room->cell_height, place->height + GAP);
    }
  room->n_columns = (int) ((right - room->left) / room->cell_width) + 1;
  room->n_rows = (int) ((bottom - room->top) / room->cell_height) + 1;
  g_free (room->cells);
  room->cells = g_new (int, (gsize) room->n_columns *(gsize) room->n_rows);
  for (gsize i = 0; i < (gsize) room->n_columns * (gsize) room->n_rows; i++)
    room->cells[i] = NONE;
  for (guint i = 0; i < room->places->len; i++)
    {
      Place *place = &g_array_index (room->places, Place, i);
      int *cell = &room->cells[get_row (room, place->y) * room->n_columns + get_column (room, place->x)];

      place->next = *cell;
      *cell = (int) i;
    }
}

static gboolean
is_higher (const Place *a, const Place *b)
{
  return a->cluster.n != b->cluster.n ? a->cluster.n > b->cluster.n : a->first < b->first;
}

static gboolean
overlap (const Place *a, const Place *b)
{
  return fabs (a->x - b->x) < (a->width + b->width) / 2.0 + GAP &&
         fabs (a->y - b->y) < (a->height + b->height) / 2.0 + GAP;
}

static int
find_highest (const Room *room, const Place *place)
{
  int column = get_column (room, place->x), row = get_row (room, place->y);
  const Place *highest = place;

  for (int y = MAX (row - 1, 0); y <= MIN (row + 1, room->n_rows - 1); y++)
    for (int x = MAX (column - 1, 0); x <= MIN (column + 1, room->n_columns - 1); x++)
      for (int i = room->cells[y * room->n_columns + x]; i != NONE;)
        {
          const Place *other = &g_array_index (room->places, Place, i);

          i = other->next;
          if (is_higher (other, highest) && overlap (other, place))
            highest = other;
        }
  return highest != place ? (int) (highest - (Place *) (gpointer) room->places->data) : NONE;
}

static void
take_in (Room *room, Place *head, const Place *other)
{
  guint n = head->cluster.n + other->cluster.n;

  head->cluster.x += (other->cluster.x - head->cluster.x) * other->cluster.n / n;
  head->cluster.y += (other->cluster.y - head->cluster.y) * other->cluster.n / n;
  head->cluster.n = n;
  head->cluster.n_runs += other->cluster.n_runs;
  for (guint i = 0; i <= QV_N_HELICES; i++)
    head->cluster.n_by_helix[i] += other->cluster.n_by_helix[i];
  room->links[head->last] = (int) other->own;
  head->last = other->last;
}

/* Returns whether any did overlap. */
static gboolean
merge_round (Room *room)
{
  GArray *places = room->places;
  gboolean any = FALSE;
  guint n_left = 0;

  if (places->len < 2)
    return FALSE;
  fill_grid (room);
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      place->highest = find_highest (room, place);
      any = any || place->highest != NONE;
    }
  if (!any)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);
      Place *head = place->highest != NONE ? &g_array_index (places, Place, place->highest) : NULL;

      if (head != NULL && head->highest == NONE)
        {
          take_in (room, head, place);
          place->cluster.n = 0;
        }
    }
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      if (place->cluster.n == 0)
        continue;
      measure (room, place);
      g_array_index (places, Place, n_left++) = *place;
    }
  g_array_set_size (places, n_left);
  return TRUE;
}

static void
gather (QvPointClusters *self, const Room *room)
{
  GArray *clusters = g_array_sized_new (FALSE, FALSE, sizeof (QvPointCluster), room->places->len);
  GArray *runs = g_array_sized_new (FALSE, FALSE, sizeof (QvPointRun), self->runs->len);

  for (guint i = 0; i < room->places->len; i++)
    {
      const Place *place = &g_array_index (room->places, Place, i);
      QvPointCluster cluster = place->cluster;

      cluster.first_run = runs->len;
      for (int j = (int) place->own; j != NONE; j = room->links[j])
        {
          const QvPointCluster *member = &g_array_index (self->clusters, QvPointCluster, j);

          g_array_append_vals (runs, &g_array_index (self->runs, QvPointRun, member->first_run),
                               member->n_runs);
        }
      g_array_append_val (clusters, cluster);
    }
  g_array_unref (self->clusters);
  g_array_unref (self->runs);
  self->clusters = clusters;
  self->runs = runs;
}

/**
 * qv_point_clusters_make_room:
 * @self: (inout): clusters
 * @view: what is shown, in pixels
 * @sizes: what the drawings take, in the same pixels
 *
 * Merges clusters until none of their drawings, each with its middle where the cluster is, covers another.
 * Single points stay exactly where they are. Takes a time by the clusters, not by the points.
 */
void
qv_point_clusters_make_room (QvPointClusters *self, const QvView *view, const QvPinSizes *sizes)
{
  Room room = { .view = view, .sizes = sizes };

  room.places = g_array_sized_new (FALSE, FALSE, sizeof (Place), self->clusters->len);
  room.links = g_new (int, MAX (self->clusters->len, 1));
  for (guint i = 0; i < self->clusters->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (self->clusters, QvPointCluster, i);
      Place place = { .cluster = *cluster,
                      .first = g_array_index (self->runs, QvPointRun, cluster->first_run).first,
                      .own = i,
                      .last = i };

      room.links[i] = NONE;
      measure (&room, &place);
      g_array_append_val (room.places, place);
    }
  if (merge_round (&room))
    {
      while (merge_round (&room))
        ;
      gather (self, &room);
    }
  g_array_unref (room.places);
  g_free (room.links);
  g_free (room.cells);
}
