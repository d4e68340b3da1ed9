/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rough and the smooth picture have in common: mixing colours, the hatch, and which lines are left
 * out. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-scanline.h"
#include "qv-territory-layer-private.h"

#include <math.h>

#define HATCH_DISTANCE 7.0 /* pixels between lines, square to them */
#define HATCH_WIDTH 1.4    /* pixels */
#define SMALL 4.0          /* pixels: territories with a smaller side have no lines */
#define FADE_FROM 3.0      /* pixels: typical side where lines disappear */
#define FADE_TO 10.0       /* pixels: typical side where they are whole */

/* @above over @below, both premultiplied, @above with @share of 256. */
guint32
_qv_blend (guint32 below, guint32 above, guint share)
{
  guint alpha = ((above >> 24) * share) >> 8;
  guint32 result = 0;

  for (guint shift = 0; shift < 32; shift += 8)
    {
      guint under = (below >> shift) & 0xff, over = (((above >> shift) & 0xff) * share) >> 8;

      result |= (guint32) MIN (over + (under * (255 - alpha) + 127) / 255, 255) << shift;
    }
  return result;
}

/* Returns: (transfer full): the colour of the hatch for x + y = 0…n-1. It is anchored in the world, so that
 * it stays where it is when the map is moved. */
guint32 *
_qv_hatch_new (const QvRasterStyle *style, const QvView *view, guint n)
{
  guint32 *colours = g_new (guint32, n);
  double origin = floor (view->left * view->scale + 0.5) + floor (view->top * view->scale + 0.5);

  for (guint i = 0; i < n; i++)
    {
      double across = fmod ((origin + i) * G_SQRT2 / 2.0, HATCH_DISTANCE);
      double from_line = fabs ((across < 0.0 ? across + HATCH_DISTANCE : across) - HATCH_DISTANCE / 2.0);
      double share = CLAMP (HATCH_WIDTH / 2.0 + 0.5 - from_line, 0.0, 1.0);

      colours[i] = _qv_blend (style->hatch_ground, style->hatch_line, (guint) lround (share * 256.0));
    }
  return colours;
}

/* Returns: (transfer full): for each id (index + 1), whether it is too small for lines round it */
guint8 *
_qv_find_small (QvTerritoryLayer *layer, const QvView *view)
{
  guint8 *small = g_new0 (guint8, (gsize) layer->n + 1);

  for (guint i = 0; i < layer->n; i++)
    small[i + 1] = layer->sizes[i] * view->scale < SMALL;
  return small;
}

double
_qv_get_line_fade (QvTerritoryLayer *layer, const QvView *view)
{
  return CLAMP ((layer->typical_size * view->scale - FADE_FROM) / (FADE_TO - FADE_FROM), 0.0, 1.0);
}
