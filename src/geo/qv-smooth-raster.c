/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smooth picture, for when the map rests: ids at 4 × 4 samples a pixel, in bands of rows, averaged; lines
 * are the samples within half their width of a place where ids differ, kept as bits. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-scanline.h"
#include "qv-territory-layer-private.h"

#include <math.h>
#include <string.h>

#define SAMPLES 4            /* a pixel, each way */
#define BAND 32              /* pixels of rows at a time */
#define MAX_LINE 8           /* pixels */
#define MARGIN 20            /* samples round a band, so that lines of its neighbours reach into it */
#define SMOOTH_TOLERANCE 0.2 /* pixels */
#define MAX_THREADS 4        /* more would wait for memory */

/* What the threads of one picture share: each takes the next band that nobody has. */
typedef struct
{
  QvTerritoryLayer *layer;
  const QvView *view;
  const QvRasterStyle *style;
  const QvPyramidLevel *level;
  guint32 *pixels;
  gsize stride;
  GCancellable *cancellable;
  int next; /* atomic: row of pixels */
} Picture;

typedef struct
{
  const Picture *picture;
  QvScanline scanline;
  guint32 *hatch;
  guint8 *small;
  gsize words;     /* of 64 samples a row */
  guint64 *edges;  /* bits, for each row of the scanline */
  guint64 *casing; /* bits, for the four rows of one pixel */
  guint64 *line;
  guint casing_share; /* of 256 */
  guint line_share;
} Smooth;

/* The bit of a sample says that the next one or the one below belongs to another territory. */
static void
find_edges (Smooth *self)
{
  int width = self->scanline.width, height = self->scanline.height;

  memset (self->edges, 0, sizeof *self->edges * self->words * (gsize) height);
  for (int y = 0; y + 1 < height; y++)
    {
      const guint32 *row = self->scanline.ids + (gsize) y * (gsize) width, *below = row + width;
      guint64 *out = self->edges + (gsize) y * self->words;

      for (int x = 0; x + 1 < width; x++)
        if ((row[x] != row[x + 1] || row[x] != below[x]) && !self->small[row[x]] &&
            !self->small[row[x + 1]] && !self->small[below[x]])
          out[x / 64] |= G_GUINT64_CONSTANT (1) << (x % 64);
    }
}

/* Adds @from moved by @shift samples to the right. */
static void
add_moved (guint64 *to, const guint64 *from, gsize words, int shift)
{
  gsize whole = (gsize) (ABS (shift) / 64);
  guint bits = (guint) (ABS (shift) % 64);

  for (gsize i = whole; i < words; i++)
    if (shift >= 0)
      to[i] |= (from[i - whole] << bits) | (bits > 0 && i > whole ? from[i - whole - 1] >> (64 - bits) : 0);
    else
      to[i - whole] |= (from[i] >> bits) | (bits > 0 && i + 1 < words ? from[i + 1] << (64 - bits) : 0);
}

/* Adds to the four rows of samples of one row of pixels, which start at @first, what lies within @radius
 * samples of an edge. */
static void
thicken (const Smooth *self, int first, double radius, guint64 *out)
{
  int reach = (int) ceil (radius);

  memset (out, 0, sizeof *out * self->words * SAMPLES);
  for (int dy = -reach; dy <= reach + 1; dy++)
    {
      double rest = radius * radius - (dy - 0.5) * (dy - 0.5), half;

      if (rest < 0.0)
        continue;
      half = sqrt (rest);
      for (int row = 0; row < SAMPLES; row++)
        {
          const guint64 *from = self->edges + (gsize) (first + row - dy) * self->words;

          for (int dx = (int) ceil (0.5 - half); dx <= (int) floor (0.5 + half); dx++)
            add_moved (out + (gsize) row * self->words, from, self->words, dx);
        }
    }
}

static guint
count_bits (const guint64 *rows, gsize words, int x)
{
  guint n = 0;

  for (int row = 0; row < SAMPLES; row++)
    for (int i = x; i < x + SAMPLES; i++)
      n += (guint) (rows[(gsize) row * words + (gsize) (i / 64)] >> (i % 64)) & 1;
  return n;
}

static gboolean
has_bits (const guint64 *rows, gsize words, int x)
{
  guint64 any = 0;

  for (int row = 0; row < SAMPLES; row++)
    any |= rows[(gsize) row * words + (gsize) (x / 64)] >> (x % 64) & 0xf;
  return any != 0;
}

static guint32
get_fill (const Smooth *self, guint32 id, gsize diagonal)
{
  guint32 fill = id == 0 ? self->picture->style->outside : self->picture->style->fills[id - 1];

  return fill == QV_FILL_HATCH ? self->hatch[diagonal] : fill;
}

static guint32
average (const Smooth *self, const guint32 *ids, gsize diagonal)
{
  gsize width = (gsize) self->scanline.width;
  guint sums[4] = { SAMPLES * SAMPLES / 2, SAMPLES * SAMPLES / 2, SAMPLES * SAMPLES / 2,
                    SAMPLES * SAMPLES / 2 };
  guint32 different = 0;

  for (guint row = 0; row < SAMPLES; row++)
    for (guint i = 0; i < SAMPLES; i++)
      different |= ids[row * width + i] ^ ids[0];
  if (different == 0)
    return get_fill (self, ids[0], diagonal);

  for (guint row = 0; row < SAMPLES; row++)
    for (guint i = 0; i < SAMPLES; i++)
      {
        guint32 fill = get_fill (self, ids[row * width + i], diagonal);

        for (guint c = 0; c < 4; c++)
          sums[c] += (fill >> (8 * c)) & 0xff;
      }
  for (guint c = 0; c < 4; c++)
    sums[c] /= SAMPLES * SAMPLES;
  return sums[3] << 24 | sums[2] << 16 | sums[1] << 8 | sums[0];
}

/* MARGIN is a multiple of SAMPLES, so the samples of a pixel never straddle two words. */
G_STATIC_ASSERT (MARGIN % SAMPLES == 0 && MARGIN > MAX_LINE / 2 * SAMPLES + 2 && 64 % SAMPLES == 0);

static void
paint_row (Smooth *self, int y, int first)
{
  const guint32 *ids = self->scanline.ids + (gsize) first * (gsize) self->scanline.width;
  guint32 *out = self->picture->pixels + (gsize) y * self->picture->stride;

  if (self->casing_share > 0)
    thicken (self, first, self->picture->style->casing_width * SAMPLES / 2.0, self->casing);
  if (self->line_share > 0)
    thicken (self, first, self->picture->style->line_width * SAMPLES / 2.0, self->line);
  for (int x = 0; x < self->picture->view->width; x++)
    {
      int sample = MARGIN + x * SAMPLES;
      guint32 colour = average (self, ids + sample, (gsize) (x + y));

      if (self->casing_share > 0 && has_bits (self->casing, self->words, sample))
        colour = _qv_blend (colour, self->picture->style->casing,
                            self->casing_share * count_bits (self->casing, self->words, sample) / 16);
      if (self->line_share > 0 && has_bits (self->line, self->words, sample))
        colour = _qv_blend (colour, self->picture->style->line,
                            self->line_share * count_bits (self->line, self->words, sample) / 16);
      out[x] = colour;
    }
}

static gboolean
paint_band (Smooth *self, int y)
{
  QvView band = *self->picture->view;
  const QvPyramid *pyramid = self->picture->layer->pyramid;
  int end = MIN (y + BAND, self->picture->view->height);

  band.top += y / band.scale;
  band.height = BAND;
  self->scanline.top = band.top * band.scale * SAMPLES - MARGIN;
  memset (self->scanline.ids, 0,
          sizeof *self->scanline.ids * (gsize) self->scanline.width * (gsize) self->scanline.height);
  for (guint i = 0; i < self->picture->layer->n; i++)
    {
      if (i % 1024 == 0 && g_cancellable_is_cancelled (self->picture->cancellable))
        return FALSE;
      if (pyramid->closed[i] && _qv_pyramid_is_visible (pyramid, i, &band, MARGIN / SAMPLES + 1.0))
        _qv_scanline_fill (&self->scanline, pyramid, self->picture->level, i, i + 1);
    }
  if (self->casing_share > 0 || self->line_share > 0)
    find_edges (self);
  for (int row = y; row < end; row++)
    paint_row (self, row, MARGIN + (row - y) * SAMPLES);
  return TRUE;
}

static void
init (Smooth *self)
{
  double fade = _qv_get_line_fade (self->picture->layer, self->picture->view);
  guint share = (guint) lround (fade * 256.0);

  _qv_scanline_init (&self->scanline, self->picture->view->width * SAMPLES + 2 * MARGIN,
                     BAND * SAMPLES + 2 * MARGIN);
  self->scanline.scale = self->picture->view->scale * SAMPLES / QV_WORLD_UNITS;
  self->scanline.left = self->picture->view->left * self->picture->view->scale * SAMPLES - MARGIN;
  self->hatch = _qv_hatch_new (self->picture->style, self->picture->view,
                               (guint) (self->picture->view->width + self->picture->view->height));
  self->small = _qv_find_small (self->picture->layer, self->picture->view);
  self->words = (gsize) (self->scanline.width + 63) / 64;
  self->edges = g_new (guint64, self->words * (gsize) self->scanline.height);
  self->casing = g_new (guint64, self->words * SAMPLES);
  self->line = g_new (guint64, self->words * SAMPLES);
  self->casing_share = self->picture->style->casing_width > 0.0 ? share : 0;
  self->line_share = self->picture->style->line_width > 0.0 ? share : 0;
}

static void
clear (Smooth *self)
{
  _qv_scanline_clear (&self->scanline);
  g_free (self->hatch);
  g_free (self->small);
  g_free (self->edges);
  g_free (self->casing);
  g_free (self->line);
}

static gpointer
paint_bands (gpointer data)
{
  Picture *picture = data;
  Smooth self = { .picture = picture };
  int y;

  init (&self);
  do
    y = g_atomic_int_add (&picture->next, BAND);
  while (y < picture->view->height && paint_band (&self, y));
  clear (&self);
  return NULL;
}

/**
 * qv_territory_layer_paint_smooth:
 * @layer: the territories
 * @view: what to paint; at most 16,000 pixels wide and high
 * @style: how it looks
 * @pixels: a buffer as of CAIRO_FORMAT_ARGB32, of the size of @view
 * @stride: pixels from one row to the next
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError; only %G_IO_ERROR_CANCELLED
 *
 * The smooth picture, for a worker thread, which takes others to help: some 50 to 300 ms.
 *
 * Returns: %FALSE when it was cancelled; @pixels is then half painted
 */
gboolean
qv_territory_layer_paint_smooth (QvTerritoryLayer *layer,
                                 const QvView *view,
                                 const QvRasterStyle *style,
                                 guint32 *pixels,
                                 gsize stride,
                                 GCancellable *cancellable,
                                 GError **error)
{
  Picture picture = { layer, view, style, NULL, pixels, stride, cancellable, 0 };
  GThread *helpers[MAX_THREADS - 1] = { NULL };
  int n_threads;

  g_return_val_if_fail (view->width > 0 && view->width <= 16000 && view->height > 0 && view->height <= 16000,
                        FALSE);
  g_return_val_if_fail (style->casing_width <= MAX_LINE && style->line_width <= MAX_LINE, FALSE);

  picture.level = _qv_pyramid_find_level (layer->pyramid, SMOOTH_TOLERANCE * QV_WORLD_UNITS / view->scale);
  n_threads = MIN (MIN ((int) g_get_num_processors (), MAX_THREADS), (view->height + BAND - 1) / BAND);
  /* Where no thread is to be had, this one paints what they would have. */
  for (int i = 0; i + 1 < n_threads; i++)
    helpers[i] = g_thread_try_new ("smooth map", paint_bands, &picture, NULL);
  paint_bands (&picture);
  for (int i = 0; i + 1 < n_threads; i++)
    g_clear_pointer (&helpers[i], g_thread_join);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
