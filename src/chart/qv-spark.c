/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small line of a series in time, with a dashed one to compare it with. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-spark.h"

#include <math.h>

#define DOT_RADIUS 3.0

typedef struct
{
  double least, greatest, width, height;
  guint n_values;
} Frame;

static void
extend (Frame *frame, const double *values)
{
  for (guint i = 0; values != NULL && i < frame->n_values; i++)
    {
      frame->least = fmin (frame->least, values[i]);
      frame->greatest = fmax (frame->greatest, values[i]);
    }
}

static double
place_x (const Frame *frame, guint i)
{
  if (frame->n_values < 2)
    return frame->width - DOT_RADIUS;
  return DOT_RADIUS + (frame->width - 2.0 * DOT_RADIUS) * i / (frame->n_values - 1);
}

static double
place_y (const Frame *frame, double value)
{
  double room = frame->height - 2.0 * DOT_RADIUS;

  if (!(frame->greatest > frame->least))
    return frame->height / 2.0;
  return DOT_RADIUS + room * (1.0 - (value - frame->least) / (frame->greatest - frame->least));
}

/* A year without a figure is a gap in the line, never bridged. */
static void
trace (cairo_t *cr, const Frame *frame, const double *values)
{
  gboolean pen_down = FALSE;

  cairo_new_path (cr);
  for (guint i = 0; i < frame->n_values; i++)
    {
      if (isnan (values[i]))
        {
          pen_down = FALSE;
          continue;
        }
      if (pen_down)
        cairo_line_to (cr, place_x (frame, i), place_y (frame, values[i]));
      else
        cairo_move_to (cr, place_x (frame, i), place_y (frame, values[i]));
      pen_down = TRUE;
    }
}

static void
fill_below (cairo_t *cr, const Frame *frame, const double *values)
{
  for (guint i = 0; i + 1 < frame->n_values; i++)
    {
      if (isnan (values[i]) || isnan (values[i + 1]))
        continue;
      cairo_move_to (cr, place_x (frame, i), frame->height);
      cairo_line_to (cr, place_x (frame, i), place_y (frame, values[i]));
      cairo_line_to (cr, place_x (frame, i + 1), place_y (frame, values[i + 1]));
      cairo_line_to (cr, place_x (frame, i + 1), frame->height);
      cairo_close_path (cr);
    }
  cairo_fill (cr);
}

/**
 * qv_spark_draw:
 * @cr: a drawing
 * @palette: its colours
 * @values: (array length=n_values): the series, NaN for a gap
 * @reference: (nullable) (array length=n_values): a series to compare with, dashed
 * @n_values: number of periods
 * @width: of the picture, from the origin
 * @height: of the picture
 */
void
qv_spark_draw (cairo_t *cr,
               const QvPalette *palette,
               const double *values,
               const double *reference,
               guint n_values,
               double width,
               double height)
{
  Frame frame = { NAN, NAN, width, height, n_values };
  guint last = n_values;
  const double dashes[] = { 3.0, 3.0 };

  extend (&frame, values);
  extend (&frame, reference);
  if (isnan (frame.least))
    return;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  qv_palette_set_source (cr, palette->ink, 0.12);
  fill_below (cr, &frame, values);
  if (reference != NULL)
    {
      qv_palette_set_source (cr, palette->secondary, 0.8);
      cairo_set_line_width (cr, 1.2);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
      trace (cr, &frame, reference);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0.0);
    }
  qv_palette_set_source (cr, palette->ink, 1.0);
  cairo_set_line_width (cr, 1.8);
  trace (cr, &frame, values);
  cairo_stroke (cr);
  while (last > 0 && isnan (values[last - 1]))
    last--;
  if (last > 0)
    {
      cairo_arc (cr, place_x (&frame, last - 1), place_y (&frame, values[last - 1]), DOT_RADIUS, 0.0,
                 2.0 * G_PI);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}
