/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for the drawings of clusters. Single points stand where they are; pills, the highest first, give way
 * to them and to each other by so little that each still lies over its place. What finds no room is merged
 * with what it covers, and then all look for room anew. The order of the notes plays no part. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include <math.h>

#include "qv-point-layer-private.h"

#define GAP 2.0 /* pixels between drawings, so that rounding to whole pixels lets none touch */
#define FARTHEST_X 0.4
#define FARTHEST_Y 0.5
#define NONE (-1)

/* Parts of a pill's size by which it gives way, the least first. */
static const double steps[][2] = {
  { 0.0, 0.0 },
  { 0.0, -0.5 },
  { 0.0, 0.5 },
  { -0.25, 0.0 },
  { 0.25, 0.0 },
  { -0.25, -0.5 },
  { 0.25, -0.5 },
  { -0.25, 0.5 },
  { 0.25, 0.5 },
  { -FARTHEST_X, 0.0 },
  { FARTHEST_X, 0.0 },
  { -FARTHEST_X, -FARTHEST_Y },
  { FARTHEST_X, -FARTHEST_Y },
  { -FARTHEST_X, FARTHEST_Y },
  { FARTHEST_X, FARTHEST_Y },
};

typedef struct
{
  QvPointCluster cluster;
  guint first;           /* of its first member, by which equal ones are told apart */
  double home_x, home_y; /* pixels */
  double x, y;           /* pixels: where it is drawn */
  double width, height;
  gboolean is_placed;
  int next;        /* in its cell of the grid */
  guint own, last; /* of the clusters as they were, the first and the last that it consists of */
  int highest;     /* what it is to be merged with, or NONE */
} Place;

typedef struct
{
  const QvView *view;
  const QvPinSizes *sizes;
  GArray *places;     /* (element-type Place) */
  GArray *neighbours; /* (element-type int): of the place that is looked at */
  int *links;         /* of each cluster as it was, the next one merged with it */
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

static void
measure (const Room *room, Place *place)
{
  const QvPointCluster *cluster = &place->cluster;
  const QvPinSizes *sizes = room->sizes;

  qv_view_to_pixels (room->view, cluster->x, cluster->y, &place->home_x, &place->home_y);
  place->x = place->home_x;
  place->y = place->home_y;
  place->is_placed = cluster->n == 1;
  place->highest = NONE;
  place->width = place->height = sizes->pin;
  if (cluster->n == 1)
    return;
  place->width = sizes->ends;
  place->height = sizes->pill;
  for (guint i = 0; i <= QV_N_HELICES; i++)
    if (cluster->n_by_helix[i] > 0)
      place->width += sizes->entry + count_digits (cluster->n_by_helix[i]) * sizes->digit;
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

/* By home. Cells are so large that only those of the cells round it can overlap one, wherever both go. */
static void
fill_grid (Room *room)
{
  double right = -INFINITY, bottom = -INFINITY;
  guint n_cells;

  room->left = room->top = INFINITY;
  room->cell_width = room->cell_height = 0.0;
  for (guint i = 0; i < room->places->len; i++)
    {
      const Place *place = &g_array_index (room->places, Place, i);

      room->left = MIN (room->left, place->home_x);
      room->top = MIN (room->top, place->home_y);
      right = MAX (right, place->home_x);
      bottom = MAX (bottom, place->home_y);
      room->cell_width = MAX (room->cell_width, place->width * (1.0 + 2.0 * FARTHEST_X) + GAP);
      room->cell_height = MAX (room->cell_height, place->height * (1.0 + 2.0 * FARTHEST_Y) + GAP);
    }
  room->n_columns = (int) ((right - room->left) / room->cell_width) + 1;
  room->n_rows = (int) ((bottom - room->top) / room->cell_height) + 1;
  g_free (room->cells);
  n_cells = (guint) room->n_columns * (guint) room->n_rows;
  room->cells = g_new (int, n_cells);
  for (guint i = 0; i < n_cells; i++)
    room->cells[i] = NONE;
  for (guint i = 0; i < room->places->len; i++)
    {
      Place *place = &g_array_index (room->places, Place, i);
      int *cell =
          &room->cells[get_row (room, place->home_y) * room->n_columns + get_column (room, place->home_x)];

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
compare_places (gconstpointer a, gconstpointer b)
{
  return is_higher (a, b) ? -1 : 1;
}

/* Those that may overlap one and have their place already. */
static void
find_neighbours (Room *room, const Place *place)
{
  int column = get_column (room, place->home_x), row = get_row (room, place->home_y);

  g_array_set_size (room->neighbours, 0);
  for (int y = MAX (row - 1, 0); y <= MIN (row + 1, room->n_rows - 1); y++)
    for (int x = MAX (column - 1, 0); x <= MIN (column + 1, room->n_columns - 1); x++)
      for (int i = room->cells[y * room->n_columns + x]; i != NONE;)
        {
          const Place *other = &g_array_index (room->places, Place, i);

          if (other != place && other->is_placed)
            g_array_append_val (room->neighbours, i);
          i = other->next;
        }
}

/* The highest that overlaps it, or NONE. */
static int
find_highest (const Room *room, const Place *place)
{
  int highest = NONE;

  for (guint i = 0; i < room->neighbours->len; i++)
    {
      int index = g_array_index (room->neighbours, int, i);

      /* Places are in their order. */
      if ((highest == NONE || index < highest) &&
          overlap (&g_array_index (room->places, Place, index), place))
        highest = index;
    }
  return highest;
}

/* Singles that lie over each other become one; the highest stands for all that overlap it. */
static void
settle_single (Room *room, guint index)
{
  Place *place = &g_array_index (room->places, Place, index);
  int highest;

  find_neighbours (room, place);
  highest = find_highest (room, place);
  /* A pill that found room overlaps none, and one that did not has taken what it overlaps. */
  if (place->highest == NONE && highest != NONE && highest < (int) index)
    place->highest = highest;
}

static void
settle_pill (Room *room, guint index)
{
  Place *place = &g_array_index (room->places, Place, index);
  int highest;

  find_neighbours (room, place);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      place->x = place->home_x + steps[i][0] * place->width;
      place->y = place->home_y + steps[i][1] * place->height;
      place->is_placed = find_highest (room, place) == NONE;
      if (place->is_placed)
        return;
    }
  place->x = place->home_x;
  place->y = place->home_y;
  highest = find_highest (room, place);
  if (g_array_index (room->places, Place, highest).cluster.n > 1)
    {
      place->highest = highest;
      return;
    }
  place->is_placed = TRUE;
  for (guint i = 0; i < room->neighbours->len; i++)
    {
      Place *other = &g_array_index (room->places, Place, g_array_index (room->neighbours, int, i));

      if (overlap (other, place))
        other->highest = (int) index;
    }
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

/* Those are merged that wait for one that waits for none; the others try again. */
static void
merge (Room *room)
{
  GArray *places = room->places;
  guint n_left = 0;

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
      const Place *place = &g_array_index (places, Place, i);

      if (place->cluster.n > 0)
        g_array_index (places, Place, n_left++) = *place;
    }
  g_array_set_size (places, n_left);
}

/* Returns whether all have room. */
static gboolean
settle (Room *room)
{
  GArray *places = room->places;
  gboolean all = TRUE;

  for (guint i = 0; i < places->len; i++)
    measure (room, &g_array_index (places, Place, i));
  g_array_sort (places, compare_places);
  fill_grid (room);
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, Place, i).cluster.n > 1)
      settle_pill (room, i);
    else
      settle_single (room, i);
  for (guint i = 0; i < places->len; i++)
    all = all && g_array_index (places, Place, i).highest == NONE;
  return all;
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
      cluster.x += (place->x - place->home_x) / room->view->scale;
      cluster.y += (place->y - place->home_y) / room->view->scale;
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
 * Moves clusters of several points, and merges those that find no room, until no drawing, each with its
 * middle where the cluster is, covers another. Single points stay exactly where they are, and a pill lies
 * over the mean of its points still. Takes a time by the clusters, not by the points.
 */
void
qv_point_clusters_make_room (QvPointClusters *self, const QvView *view, const QvPinSizes *sizes)
{
  Room room = { .view = view, .sizes = sizes };

  if (self->clusters->len == 0)
    return;
  room.places = g_array_sized_new (FALSE, FALSE, sizeof (Place), self->clusters->len);
  room.neighbours = g_array_new (FALSE, FALSE, sizeof (int));
  room.links = g_new (int, self->clusters->len);
  for (guint i = 0; i < self->clusters->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (self->clusters, QvPointCluster, i);
      Place place = { .cluster = *cluster,
                      .first = g_array_index (self->runs, QvPointRun, cluster->first_run).first,
                      .own = i,
                      .last = i };

      room.links[i] = NONE;
      g_array_append_val (room.places, place);
    }
  while (!settle (&room))
    merge (&room);
  gather (self, &room);
  g_array_unref (room.places);
  g_array_unref (room.neighbours);
  g_free (room.links);
  g_free (room.cells);
}
