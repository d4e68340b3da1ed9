/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills shapes into a buffer of ids, even-odd, each sample by its middle. An edge crosses a row at the same
 * column whichever of two neighbours it belongs to, and in the end a row inside a partition lies in an odd
 * number of shapes: between neighbours no sample is left empty, however they were simplified. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-scanline.h"

#include <string.h>

#define FEW 48 /* crossings that are sorted by insertion */

void
_qv_scanline_init (QvScanline *self, int width, int height)
{
  memset (self, 0, sizeof *self);
  self->width = width;
  self->height = height;
  self->ids = g_new0 (guint32, (gsize) width * (gsize) height);
  self->crossings = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->spare = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
_qv_scanline_clear (QvScanline *self)
{
  g_clear_pointer (&self->ids, g_free);
  g_clear_pointer (&self->crossings, g_array_unref);
  g_clear_pointer (&self->spare, g_array_unref);
}

/* The first row or column whose middle is not before @position, held within 0..@most. */
static inline int
get_sample (double position, int most)
{
  double value = position - 0.5;
  int whole;

  if (!(value > 0.0))
    return 0;
  if (value >= most)
    return most;
  whole = (int) value;
  return whole < value ? whole + 1 : whole;
}

static void
add_edge (QvScanline *self, const double *a, int row_a, const double *b, int row_b)
{
  const double *upper = row_a < row_b ? a : b, *lower = row_a < row_b ? b : a;
  int first = MIN (row_a, row_b), end = MAX (row_a, row_b);
  double slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
  guint at = self->crossings->len;
  guint32 *out;

  g_array_set_size (self->crossings, at + (guint) (end - first));
  out = &g_array_index (self->crossings, guint32, at);
  for (int row = first; row < end; row++)
    {
      double x = upper[0] + (row + 0.5 - upper[1]) * slope;

      *out++ = ((guint32) row << 16) | (guint32) get_sample (x, self->width);
    }
}

static void
add_ring (QvScanline *self, const gint32 *coords, guint n)
{
  double previous[2], point[2];
  int previous_row, row;

  previous[0] = coords[2 * (gsize) n - 2] * self->scale - self->left;
  previous[1] = coords[2 * (gsize) n - 1] * self->scale - self->top;
  previous_row = get_sample (previous[1], self->height);
  for (guint i = 0; i < n; i++)
    {
      point[0] = coords[2 * (gsize) i] * self->scale - self->left;
      point[1] = coords[2 * (gsize) i + 1] * self->scale - self->top;
      row = get_sample (point[1], self->height);
      if (row != previous_row)
        add_edge (self, previous, previous_row, point, row);
      previous[0] = point[0];
      previous[1] = point[1];
      previous_row = row;
    }
}

static void
sort_few (guint32 *keys, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      guint32 key = keys[i];
      guint j = i;

      for (; j > 0 && keys[j - 1] > key; j--)
        keys[j] = keys[j - 1];
      keys[j] = key;
    }
}

/* By bytes from the lowest; four passes end where they started. */
static void
sort_many (guint32 *keys, guint32 *spare, guint n)
{
  for (guint shift = 0; shift < 32; shift += 8)
    {
      guint starts[257] = { 0 };
      guint32 *swap = keys;

      for (guint i = 0; i < n; i++)
        starts[((keys[i] >> shift) & 0xff) + 1]++;
      for (guint i = 0; i < 256; i++)
        starts[i + 1] += starts[i];
      for (guint i = 0; i < n; i++)
        spare[starts[(keys[i] >> shift) & 0xff]++] = keys[i];
      keys = spare;
      spare = swap;
    }
}

static void
fill_spans (QvScanline *self, guint32 id)
{
  const guint32 *keys = (const guint32 *) (const void *) self->crossings->data;

  for (guint i = 0; i + 1 < self->crossings->len; i += 2)
    {
      guint32 *row = self->ids + (gsize) (keys[i] >> 16) * (gsize) self->width;
      guint end = keys[i + 1] & 0xffff;

      for (guint x = keys[i] & 0xffff; x < end; x++)
        row[x] = id;
    }
}

/* Writes @id wherever the middle of a sample lies in the shape. */
void
_qv_scanline_fill (
    QvScanline *self, const QvPyramid *pyramid, const QvPyramidLevel *level, guint shape, guint32 id)
{
  const gint32 *bounds = &pyramid->bounds[4 * (gsize) shape];
  guint n;

  /* No middle of a sample in the box, so none in the shape. */
  if (get_sample (bounds[1] * self->scale - self->top, self->height) ==
          get_sample (bounds[3] * self->scale - self->top, self->height) ||
      get_sample (bounds[0] * self->scale - self->left, self->width) ==
          get_sample (bounds[2] * self->scale - self->left, self->width))
    return;

  g_array_set_size (self->crossings, 0);
  for (guint ring = _qv_pyramid_get_first_ring (pyramid, shape); ring < pyramid->shape_ends[shape]; ring++)
    {
      guint first = _qv_pyramid_get_first_point (level, ring);

      if (level->ends[ring] > first)
        add_ring (self, &level->coords[2 * (gsize) first], level->ends[ring] - first);
    }
  n = self->crossings->len;
  if (n <= FEW)
    sort_few ((guint32 *) (void *) self->crossings->data, n);
  else
    {
      g_array_set_size (self->spare, n);
      sort_many ((guint32 *) (void *) self->crossings->data, (guint32 *) (void *) self->spare->data, n);
    }
  fill_spans (self, id);
}
