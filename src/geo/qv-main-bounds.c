/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a level a map should show first. Shapes that lie near each other, on a grid over everything,
 * make groups; the weightiest is the main one, and others join it unless they are light, overseas and so far
 * that the map would have to shrink for them. So Guadeloupe does not make France small, while three cities of
 * one exchange stay together. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-territory-layer-private.h"

#include <math.h>

#define GRID 64             /* cells on the longer side */
#define LIGHT 0.2           /* of the weight of all: a group with less may be left out */
#define GREATEST_GROWTH 1.5 /* of the longer side of the main bounds, by one light group */
#define OVERSEAS                                                                                             \
  (8.0 / 360) /* of the world: nearer groups are never left out; Madeira is 8.3° from Portugal */

typedef struct
{
  double features; /* share of all */
  double area;     /* share of all */
  double bounds[4];
} Group;

static void
join (double bounds[4], const double other[4])
{
  bounds[0] = MIN (bounds[0], other[0]);
  bounds[1] = MIN (bounds[1], other[1]);
  bounds[2] = MAX (bounds[2], other[2]);
  bounds[3] = MAX (bounds[3], other[3]);
}

static guint
find_root (guint *parents, guint cell)
{
  while (parents[cell] != cell)
    cell = parents[cell] = parents[parents[cell]];
  return cell;
}

static guint
get_cell (double value, double least, double side)
{
  return (guint) CLAMP ((value - least) / side, 0.0, GRID - 1.0);
}

/* Marks the cells of every box, then joins those that touch. */
static void
fill_grid (const QvPyramid *pyramid, const double all[4], double side, guint *parents)
{
  gboolean used[GRID * GRID] = { FALSE };

  for (guint i = 0; i < pyramid->n_shapes; i++)
    {
      const gint32 *box = &pyramid->bounds[4 * (gsize) i];

      if (_qv_pyramid_is_empty (pyramid, i))
        continue;
      for (guint y = get_cell (box[1], all[1], side); y <= get_cell (box[3], all[1], side); y++)
        for (guint x = get_cell (box[0], all[0], side); x <= get_cell (box[2], all[0], side); x++)
          used[y * GRID + x] = TRUE;
    }
  for (guint i = 0; i < GRID * GRID; i++)
    parents[i] = i;
  for (guint y = 0; y < GRID; y++)
    for (guint x = 0; x < GRID; x++)
      for (guint k = 0; used[y * GRID + x] && k < 4; k++)
        {
          int to_x = (int) x + (k == 0 || k == 1 ? 1 : k == 2 ? 0 : -1), to_y = (int) y + (k == 0 ? 0 : 1);

          if (to_x >= 0 && to_x < GRID && to_y < GRID && used[to_y * GRID + to_x])
            parents[find_root (parents, (guint) (to_y * GRID + to_x))] = find_root (parents, y * GRID + x);
        }
}

static GArray *
gather (const QvPyramid *pyramid, const double *areas, const double all[4], double side, guint *parents)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_autofree int *numbers = g_new (int, GRID *GRID);
  double total = 0.0;

  for (guint i = 0; i < GRID * GRID; i++)
    numbers[i] = -1;
  for (guint i = 0; i < pyramid->n_shapes; i++)
    total += areas[i];
  for (guint i = 0; i < pyramid->n_shapes; i++)
    {
      const gint32 *box = &pyramid->bounds[4 * (gsize) i];
      guint cell, root;
      Group *group;

      if (_qv_pyramid_is_empty (pyramid, i))
        continue;
      cell = get_cell (box[1], all[1], side) * GRID + get_cell (box[0], all[0], side);
      root = find_root (parents, cell);
      if (numbers[root] < 0)
        {
          numbers[root] = (int) groups->len;
          g_array_append_val (groups, ((Group){ 0.0, 0.0, { INFINITY, INFINITY, -INFINITY, -INFINITY } }));
        }
      group = &g_array_index (groups, Group, numbers[root]);
      group->features += 1.0 / pyramid->n_shapes;
      group->area += total > 0.0 ? areas[i] / total : 0.0;
      join (group->bounds, (double[4]){ box[0], box[1], box[2], box[3] });
    }
  return groups;
}

/* Where there are many features, there are people; a large and empty land is not the main body for that. */
static double
get_weight (const Group *group)
{
  return (2.0 * group->features + group->area) / 3.0;
}

static double
get_gap (const double a[4], const double b[4])
{
  double x = MAX (MAX (a[0] - b[2], b[0] - a[2]), 0.0), y = MAX (MAX (a[1] - b[3], b[1] - a[3]), 0.0);

  return hypot (x, y) / QV_WORLD_UNITS;
}

static double
get_side (const double bounds[4])
{
  return MAX (bounds[2] - bounds[0], bounds[3] - bounds[1]);
}

/* Takes the groups in that cost least, as long as they are worth it. */
static void
choose (GArray *groups, double bounds[4])
{
  guint main_group = 0;

  for (guint i = 1; i < groups->len; i++)
    {
      if (get_weight (&g_array_index (groups, Group, i)) >
          get_weight (&g_array_index (groups, Group, main_group)))
        main_group = i;
    }
  for (guint i = 0; i < 4; i++)
    bounds[i] = g_array_index (groups, Group, main_group).bounds[i];
  g_array_remove_index_fast (groups, main_group);
  while (groups->len > 0)
    {
      guint best = 0;
      double least = INFINITY;

      for (guint i = 0; i < groups->len; i++)
        {
          const Group *group = &g_array_index (groups, Group, i);
          gboolean may_go = get_weight (group) < LIGHT && get_gap (bounds, group->bounds) > OVERSEAS;
          double joined[4] = { bounds[0], bounds[1], bounds[2], bounds[3] };
          double growth;

          join (joined, group->bounds);
          growth = get_side (joined) / MAX (get_side (bounds), 1.0);
          if ((!may_go || growth <= GREATEST_GROWTH) && growth < least)
            {
              least = growth;
              best = i;
            }
        }
      if (least == INFINITY)
        return;
      join (bounds, g_array_index (groups, Group, best).bounds);
      g_array_remove_index_fast (groups, best);
    }
}

gboolean
_qv_main_bounds_find (const QvPyramid *pyramid, const double *areas, double bounds[4])
{
  double all[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY }, side;
  g_autofree guint *parents = NULL;
  g_autoptr (GArray) groups = NULL;

  for (guint i = 0; i < pyramid->n_shapes; i++)
    {
      const gint32 *box = &pyramid->bounds[4 * (gsize) i];

      if (!_qv_pyramid_is_empty (pyramid, i))
        join (all, (double[4]){ box[0], box[1], box[2], box[3] });
    }
  if (all[0] > all[2])
    return FALSE;
  side = MAX (get_side (all) / GRID, 1.0);
  parents = g_new (guint, GRID * GRID);
  fill_grid (pyramid, all, side, parents);
  groups = gather (pyramid, areas, all, side, parents);
  choose (groups, bounds);
  for (guint i = 0; i < 4; i++)
    bounds[i] /= QV_WORLD_UNITS;
  return TRUE;
}
