/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says for each point of many rings and lines at which tolerance it may be left out, so that what two of them
 * share is the same for both: they are cut where their neighbours change (Bostock 2013, TopoJSON), each
 * stretch is walked in the same direction whoever it belongs to, and weighed as Douglas and Peucker 1973
 * would drop its points. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-pyramid.h"

#include <math.h>
#include <string.h>

#define NONE G_MAXUINT32
#define MAX_DEPTH 200 /* natural outlines need some 30; hostile ones would cost n² */

typedef struct
{
  const gint32 *coords;
  guint32 *same;    /* for each point, the first one at its place */
  guint8 *junction; /* for each first one, whether stretches end there */
  float *weights;
  GArray *order; /* of guint32: points of the stretch at hand */
  GArray *stack; /* of Span */
} Topology;

typedef struct
{
  guint first;
  guint last;
  float limit;
  guint depth;
} Span;

static guint32
hash (const gint32 *point)
{
  guint64 key = ((guint64) (guint32) point[0] << 32) | (guint32) point[1];

  key *= G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  key ^= key >> 29;
  key *= G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  return (guint32) (key >> 32);
}

static void
find_same (Topology *self, guint n_points)
{
  guint32 size = 16, mask;
  g_autofree guint32 *table = NULL;

  while (size < 2 * (guint64) n_points)
    size *= 2;
  mask = size - 1;
  table = g_new (guint32, size);
  memset (table, 0xff, sizeof *table * size);
  for (guint i = 0; i < n_points; i++)
    {
      const gint32 *point = &self->coords[2 * (gsize) i];
      guint32 slot = hash (point) & mask;

      while (table[slot] != NONE &&
             memcmp (&self->coords[2 * (gsize) table[slot]], point, 2 * sizeof *point) != 0)
        slot = (slot + 1) & mask;
      if (table[slot] == NONE)
        table[slot] = i;
      self->same[i] = table[slot];
    }
}

static void
find_junctions (Topology *self, const guint32 *ends, const guint8 *ring_closed, guint n_rings, guint n_points)
{
  g_autofree guint32 *neighbours = g_new (guint32, 2 * (gsize) n_points + 2);

  memset (neighbours, 0xff, 2 * sizeof *neighbours * (gsize) n_points);
  for (guint ring = 0, first = 0; ring < n_rings; first = ends[ring++])
    for (guint i = first; i < ends[ring]; i++)
      {
        guint32 point = self->same[i];
        guint32 before = self->same[i > first ? i - 1 : ends[ring] - 1];
        guint32 after = self->same[i + 1 < ends[ring] ? i + 1 : first];
        guint32 *known = &neighbours[2 * (gsize) point];

        if (!ring_closed[ring] && (i == first || i + 1 == ends[ring]))
          self->junction[point] = TRUE;
        if (known[0] == NONE)
          {
            known[0] = MIN (before, after);
            known[1] = MAX (before, after);
          }
        else if (known[0] != MIN (before, after) || known[1] != MAX (before, after))
          self->junction[point] = TRUE;
      }
}

/* Squared, as only the farthest point's is needed. */
static double
measure (const gint32 *point, const gint32 *a, const gint32 *b)
{
  double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1];
  double px = (double) point[0] - a[0], py = (double) point[1] - a[1];
  double length = dx * dx + dy * dy;
  double along = length > 0.0 ? CLAMP ((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
  double across_x = px - along * dx, across_y = py - along * dy;

  return across_x * across_x + across_y * across_y;
}

static void
split (Topology *self, const Span *span)
{
  const guint32 *order = (const guint32 *) (const void *) self->order->data;
  const gint32 *a = &self->coords[2 * (gsize) order[span->first]];
  const gint32 *b = &self->coords[2 * (gsize) order[span->last]];
  double greatest = -1.0;
  guint farthest = span->first;
  float weight;

  if (span->last - span->first < 2)
    return;
  if (span->depth == MAX_DEPTH)
    {
      for (guint i = span->first + 1; i < span->last; i++)
        self->weights[order[i]] = span->limit;
      return;
    }
  for (guint i = span->first + 1; i < span->last; i++)
    {
      double distance = measure (&self->coords[2 * (gsize) order[i]], a, b);

      if (distance > greatest)
        {
          greatest = distance;
          farthest = i;
        }
    }
  weight = MIN ((float) sqrt (greatest), span->limit);
  self->weights[order[farthest]] = weight;
  g_array_append_val (self->stack, ((Span){ span->first, farthest, weight, span->depth + 1 }));
  g_array_append_val (self->stack, ((Span){ farthest, span->last, weight, span->depth + 1 }));
}

static int
compare_points (const gint32 *a, const gint32 *b)
{
  if (a[0] != b[0])
    return a[0] < b[0] ? -1 : 1;
  return (a[1] > b[1]) - (a[1] < b[1]);
}

/* Both neighbours have to see the points of a stretch in one order, or rounding and ties would part them. */
static void
turn (Topology *self)
{
  guint32 *order = (guint32 *) (void *) self->order->data;
  guint n = self->order->len;

  for (guint i = 0; i < n / 2; i++)
    {
      int sign =
          compare_points (&self->coords[2 * (gsize) order[i]], &self->coords[2 * (gsize) order[n - 1 - i]]);

      if (sign < 0)
        return;
      if (sign > 0)
        break;
    }
  for (guint i = 0; i < n / 2; i++)
    {
      guint32 swap = order[i];

      order[i] = order[n - 1 - i];
      order[n - 1 - i] = swap;
    }
}

static void
weigh_stretch (Topology *self)
{
  if (self->order->len < 2)
    return;
  turn (self);
  g_array_append_val (self->stack, ((Span){ 0, self->order->len - 1, INFINITY, 0 }));
  while (self->stack->len > 0)
    {
      Span span = g_array_index (self->stack, Span, self->stack->len - 1);

      g_array_set_size (self->stack, self->stack->len - 1);
      split (self, &span);
    }
}

/* A ring with no junction starts where it is farthest west, whoever it belongs to. */
static guint
find_start (Topology *self, guint first, guint end)
{
  guint start = first;

  for (guint i = first; i < end; i++)
    if (self->junction[self->same[i]])
      return i;
  for (guint i = first; i < end; i++)
    if (compare_points (&self->coords[2 * (gsize) i], &self->coords[2 * (gsize) start]) < 0)
      start = i;
  return start;
}

static void
weigh_ring (Topology *self, guint first, guint end, gboolean closed)
{
  guint n = end - first, start;

  if (n == 0)
    return;
  start = closed ? find_start (self, first, end) - first : 0;
  g_array_set_size (self->order, 0);
  for (guint i = 0; i < n + (closed ? 1 : 0); i++)
    {
      guint32 point = first + (start + i) % n;

      g_array_append_val (self->order, point);
      if (i == 0)
        self->weights[point] = INFINITY;
      else if (self->junction[self->same[point]] || i == n || (!closed && i + 1 == n))
        {
          self->weights[point] = INFINITY;
          weigh_stretch (self);
          g_array_set_size (self->order, 0);
          g_array_append_val (self->order, point);
        }
    }
}

/* Returns: (nullable): a weight in units for each point, or %NULL when it was cancelled */
float *
_qv_topology_weigh (const gint32 *coords,
                    const guint32 *ends,
                    const guint8 *ring_closed,
                    guint n_rings,
                    GCancellable *cancellable)
{
  guint n_points = n_rings > 0 ? ends[n_rings - 1] : 0;
  g_autofree guint32 *same = g_new (guint32, (gsize) n_points + 1);
  g_autofree guint8 *junction = g_new0 (guint8, (gsize) n_points + 1);
  g_autofree float *weights = g_new0 (float, (gsize) n_points + 1);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Span));
  Topology self = { coords, same, junction, weights, order, stack };

  find_same (&self, n_points);
  find_junctions (&self, ends, ring_closed, n_rings, n_points);
  for (guint ring = 0, first = 0; ring < n_rings; first = ends[ring++])
    {
      if (ring % 256 == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      weigh_ring (&self, first, ends[ring], ring_closed[ring]);
    }
  return g_steal_pointer (&weights);
}
