/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pole of inaccessibility of a polygon: the inner point farthest from its edges (Garcia-Castellanos and
 * Lombardo 2007), found by halving squares, the most promising first (Agafonkin 2016, polylabel). */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-territory-layer-private.h"

#include <math.h>

#define PRECISION 50.0  /* parts of the shorter side */
#define TOLERANCE 100.0 /* parts of the shorter side that the outline may move */
#define MAX_CELLS 600

typedef struct
{
  double x;
  double y;
  double half;
  double distance; /* to the nearest edge, below 0 outside */
} Cell;

typedef struct
{
  const QvPyramidLevel *level;
  guint first_ring;
  guint end_ring;
} Polygon;

static double
measure (const Polygon *polygon, double x, double y)
{
  double least = INFINITY;
  gboolean inside = FALSE;

  for (guint ring = polygon->first_ring; ring < polygon->end_ring; ring++)
    {
      guint first = _qv_pyramid_get_first_point (polygon->level, ring), end = polygon->level->ends[ring];

      for (guint i = first, j = end - 1; i < end; j = i++)
        {
          const gint32 *a = &polygon->level->coords[2 * (gsize) j],
                       *b = &polygon->level->coords[2 * (gsize) i];
          double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1], along, ox, oy;
          double length = dx * dx + dy * dy;

          if ((a[1] > y) != (b[1] > y) && x < dx * (y - a[1]) / dy + a[0])
            inside = !inside;
          along = length > 0.0 ? CLAMP (((x - a[0]) * dx + (y - a[1]) * dy) / length, 0.0, 1.0) : 0.0;
          ox = x - a[0] - along * dx;
          oy = y - a[1] - along * dy;
          least = MIN (least, ox * ox + oy * oy);
        }
    }
  return inside ? sqrt (least) : -sqrt (least);
}

static Cell
make_cell (const Polygon *polygon, double x, double y, double half)
{
  return (Cell){ x, y, half, measure (polygon, x, y) };
}

static double
get_promise (const Cell *cell)
{
  return cell->distance + cell->half * G_SQRT2;
}

/* The queue holds some hundred cells at most, so a scan is as good as a heap. */
static Cell
take_best (GArray *cells)
{
  guint best = 0;
  Cell cell;

  for (guint i = 1; i < cells->len; i++)
    if (get_promise (&g_array_index (cells, Cell, i)) > get_promise (&g_array_index (cells, Cell, best)))
      best = i;
  cell = g_array_index (cells, Cell, best);
  g_array_remove_index_fast (cells, best);
  return cell;
}

static void
find_bounds (const Polygon *polygon, double bounds[4])
{
  guint first = _qv_pyramid_get_first_point (polygon->level, polygon->first_ring);

  bounds[0] = bounds[1] = INFINITY;
  bounds[2] = bounds[3] = -INFINITY;
  for (guint i = first; i < polygon->level->ends[polygon->first_ring]; i++)
    {
      const gint32 *point = &polygon->level->coords[2 * (gsize) i];

      bounds[0] = MIN (bounds[0], point[0]);
      bounds[1] = MIN (bounds[1], point[1]);
      bounds[2] = MAX (bounds[2], point[0]);
      bounds[3] = MAX (bounds[3], point[1]);
    }
}

static Cell
search (const Polygon *polygon, const double bounds[4])
{
  double width = bounds[2] - bounds[0], height = bounds[3] - bounds[1];
  double size = MAX (MIN (width, height), MAX (width, height) / 16.0), precision = size / PRECISION;
  Cell best = make_cell (polygon, (bounds[0] + bounds[2]) / 2.0, (bounds[1] + bounds[3]) / 2.0, 0.0);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  guint n_made = 0;

  for (double x = bounds[0]; x < bounds[2]; x += size)
    for (double y = bounds[1]; y < bounds[3]; y += size)
      {
        Cell cell = make_cell (polygon, x + size / 2.0, y + size / 2.0, size / 2.0);

        g_array_append_val (cells, cell);
      }
  while (cells->len > 0 && n_made < MAX_CELLS)
    {
      Cell cell = take_best (cells);

      if (cell.distance > best.distance)
        best = cell;
      if (get_promise (&cell) - best.distance <= precision)
        break;
      for (guint i = 0; i < 4; i++, n_made++)
        {
          double half = cell.half / 2.0;
          Cell part =
              make_cell (polygon, cell.x + (i % 2 ? half : -half), cell.y + (i / 2 ? half : -half), half);

          g_array_append_val (cells, part);
        }
    }
  return best;
}

/* Returns: %FALSE when the polygon has no inside that is worth the name */
gboolean
_qv_label_find_point (const QvPyramid *pyramid,
                      guint first_ring,
                      guint end_ring,
                      const gint32 bounds[4],
                      double *out_x,
                      double *out_y)
{
  double side = MIN ((double) bounds[2] - bounds[0], (double) bounds[3] - bounds[1]);
  Polygon polygon = { _qv_pyramid_find_level (pyramid, side / TOLERANCE), first_ring, end_ring };
  double own_bounds[4];
  Cell best;

  /* The part may be much smaller than the whole that the level was chosen for. */
  if (first_ring == end_ring)
    return FALSE;
  if (polygon.level->ends[first_ring] - _qv_pyramid_get_first_point (polygon.level, first_ring) < 8)
    polygon.level = &g_array_index (pyramid->levels, QvPyramidLevel, 0);
  find_bounds (&polygon, own_bounds);
  if (!(own_bounds[2] > own_bounds[0] && own_bounds[3] > own_bounds[1]))
    return FALSE;
  best = search (&polygon, own_bounds);
  if (best.distance <= 0.0)
    return FALSE;
  *out_x = best.x / QV_WORLD_UNITS;
  *out_y = best.y / QV_WORLD_UNITS;
  return TRUE;
}
