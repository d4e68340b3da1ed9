/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scale of a map: a bar as long as a round number of metres or kilometres. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-scale.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-projection.h"

#define TICK 9.0
#define GAP 8.0
#define LABEL_SCALE 0.86

/**
 * qv_scale_get_length:
 * @metres_per_pixel: of the map, in the middle of the view
 * @longest: the most pixels that the bar may be long
 *
 * Returns: the greatest length of 1, 2 or 5 times a power of ten metres that fits, in metres; 0 if there is
 * none
 */
double
qv_scale_get_length (double metres_per_pixel, double longest)
{
  double room = metres_per_pixel * longest;

  return room > 0.0 && isfinite (room) ? qv_get_nice_length (room) : 0.0;
}

/**
 * qv_scale_get_label:
 * @metres: a length
 *
 * Returns: (transfer full): "500 m" or "2 km"
 */
char *
qv_scale_get_label (double metres)
{
  if (metres >= 1000.0)
    /* Translators: a distance in kilometres on the map's scale. */
    return g_strdup_printf (_ ("%'d km"), (int) round (metres / 1000.0));
  /* Translators: a distance in metres on the map's scale. */
  return g_strdup_printf (_ ("%d m"), (int) round (metres));
}

static PangoLayout *
make_label (PangoContext *context, double metres)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *text = qv_scale_get_label (metres);

  pango_attr_list_insert (attributes, pango_attr_scale_new (LABEL_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  return layout;
}

/**
 * qv_scale_measure:
 * @context: the font
 * @metres_per_pixel: of the map
 * @longest: the most pixels that the bar may be long
 * @out_width: (out): of bar and label
 * @out_height: (out): of bar and label
 */
void
qv_scale_measure (
    PangoContext *context, double metres_per_pixel, double longest, double *out_width, double *out_height)
{
  g_autoptr (PangoLayout) label = make_label (context, qv_scale_get_length (metres_per_pixel, longest));
  int width, height;

  pango_layout_get_pixel_size (label, &width, &height);
  *out_width = ceil (longest + GAP + width);
  *out_height = MAX (TICK, height);
}

/**
 * qv_scale_draw:
 * @cr: a drawing; the left upper corner is the origin
 * @context: the font
 * @palette: its colours
 * @metres_per_pixel: of the map
 * @longest: the most pixels that the bar may be long
 */
void
qv_scale_draw (
    cairo_t *cr, PangoContext *context, const QvPalette *palette, double metres_per_pixel, double longest)
{
  double metres = qv_scale_get_length (metres_per_pixel, longest);
  double length = metres > 0.0 ? round (metres / metres_per_pixel) : 0.0;
  g_autoptr (PangoLayout) label = NULL;
  double middle;
  int width, height;

  if (metres <= 0.0)
    return;
  label = make_label (context, metres);
  pango_layout_get_pixel_size (label, &width, &height);
  middle = floor (MAX (TICK, height) / 2.0) + 0.5;

  cairo_save (cr);
  qv_palette_set_source (cr, palette->text, 1.0);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, 0.75, middle - TICK / 2.0);
  cairo_line_to (cr, 0.75, middle + TICK / 2.0);
  cairo_move_to (cr, length / 2.0, middle - TICK / 4.0);
  cairo_line_to (cr, length / 2.0, middle);
  cairo_move_to (cr, length - 0.75, middle - TICK / 2.0);
  cairo_line_to (cr, length - 0.75, middle + TICK / 2.0);
  cairo_move_to (cr, 0.0, middle);
  cairo_line_to (cr, length, middle);
  cairo_stroke (cr);
  cairo_move_to (cr, length + GAP, middle - height / 2.0);
  pango_cairo_show_layout (cr, label);
  cairo_restore (cr);
}
