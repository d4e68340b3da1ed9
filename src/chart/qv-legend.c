/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key to a thematic map: classes with their breaks, the hatch for what has no data, or the sizes of
 * circles. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-legend.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-wording.h"

#define SWATCH_WIDTH 46.0
#define SWATCH_HEIGHT 14.0
#define MISSING_GAP 28.0
#define MISSING_WIDTH 40.0
#define ROW_GAP 6.0
#define CAPTION_SCALE 0.86
#define HATCH_STEP 7.0
#define REMARK_GAP 24.0

typedef enum
{
  FONT_BOLD,
  FONT_CAPTION,
} Font;

static PangoLayout *
make_layout (PangoContext *context, const char *text, Font font)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (font == FONT_BOLD)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (CAPTION_SCALE));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
get_size (PangoLayout *layout, double *out_width, double *out_height)
{
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  *out_width = (double) width / PANGO_SCALE;
  *out_height = (double) height / PANGO_SCALE;
}

static void
measure_text (PangoContext *context, const char *text, Font font, double *out_width, double *out_height)
{
  g_autoptr (PangoLayout) layout = make_layout (context, text, font);

  get_size (layout, out_width, out_height);
}

/* Draws @text from 0 to @room, shortened where it is longer. */
static void
draw_line (cairo_t *cr, PangoContext *context, const char *text, Font font, double room, double y)
{
  g_autoptr (PangoLayout) layout = make_layout (context, text, font);

  pango_layout_set_width (layout, (int) (ceil (room) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, 0.0, y);
  pango_cairo_show_layout (cr, layout);
}

/* Draws @text with its left edge, middle or right edge (@align 0, 0.5, 1) at @x. */
static void
draw_text (cairo_t *cr, PangoContext *context, const char *text, Font font, double align, double x, double y)
{
  g_autoptr (PangoLayout) layout = make_layout (context, text, font);
  double width, height;

  get_size (layout, &width, &height);
  cairo_move_to (cr, x - align * width, y);
  pango_cairo_show_layout (cr, layout);
}

static char *
make_title (const QvThematic *thematic)
{
  if (thematic->title != NULL)
    return g_strdup (thematic->title);
  return g_strdup (thematic->unit != NULL ? thematic->unit : "");
}

static char *
make_caption (const QvThematic *thematic)
{
  g_autofree char *classes = NULL;
  g_autofree char *source = NULL;

  if (thematic->measure == QV_MEASURE_COUNT)
    classes = g_strdup (thematic->unit != NULL ? thematic->unit : "");
  else if (thematic->method != NULL)
    /* Translators: a legend's caption: number of classes and how they were made: "5 classes, natural breaks".
     */
    classes = g_strdup_printf (ngettext ("%u class, %s", "%u classes, %s", thematic->n_classes),
                               thematic->n_classes, thematic->method);
  else
    classes = g_strdup_printf (ngettext ("%u class", "%u classes", thematic->n_classes), thematic->n_classes);

  if (thematic->source == NULL)
    return g_steal_pointer (&classes);
  source = g_strdup_printf (_ ("source: %s"), thematic->source);
  if (*classes == '\0')
    return g_steal_pointer (&source);
  return g_strconcat (classes, " · ", source, NULL);
}

/* The short form has one line of words: what it is and how the whole city stands. */
static char *
make_short_line (const QvThematic *thematic)
{
  g_autofree char *title = make_title (thematic);

  if (thematic->remark == NULL)
    return g_steal_pointer (&title);
  return g_strconcat (title, " · ", thematic->remark, NULL);
}

/**
 * qv_legend_draw_hatch:
 * @cr: a drawing
 * @palette: its colours
 * @x: left edge
 * @y: top edge
 * @width: of the hatched box
 * @height: of the hatched box
 */
void
qv_legend_draw_hatch (cairo_t *cr, const QvPalette *palette, double x, double y, double width, double height)
{
  double step = HATCH_STEP * G_SQRT2;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  qv_palette_set_source (cr, palette->hatch_ground, 1.0);
  cairo_paint (cr);
  qv_palette_set_source (cr, palette->hatch_line, 1.0);
  cairo_set_line_width (cr, 1.0);
  for (double offset = 0.0; offset < width + height; offset += step)
    {
      cairo_move_to (cr, x + offset, y);
      cairo_line_to (cr, x + offset - height, y + height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Boxes grow with their words, so that large text does not run together. */
static void
get_widths (const QvLegend *legend, PangoContext *context, double *out_swatch, double *out_missing)
{
  const QvThematic *thematic = legend->thematic;
  int decimals =
      thematic->n_classes > 1 ? qv_wording_get_decimals (thematic->breaks + 1, thematic->n_classes - 1) : 0;
  double width, height;

  *out_swatch = SWATCH_WIDTH;
  for (guint i = 1; i < thematic->n_classes; i++)
    {
      g_autofree char *number = qv_wording_for_number (thematic->breaks[i], decimals);

      measure_text (context, number, FONT_CAPTION, &width, &height);
      *out_swatch = MAX (*out_swatch, ceil (width) + 10.0);
    }
  measure_text (context, _ ("No data"), FONT_CAPTION, &width, &height);
  *out_missing = MAX (MISSING_WIDTH, ceil (width));
}

/* Where room is scarce classes are narrower than their numbers, and only every second or third is named. */
static guint
fit_widths (const QvLegend *legend, double *swatch, double missing)
{
  double room = legend->room - (legend->has_missing ? MISSING_GAP + missing : 0.0);
  double wanted = *swatch;

  if (legend->room <= 0.0 || wanted * legend->thematic->n_classes <= room)
    return 1;
  *swatch = MAX (floor (room / legend->thematic->n_classes), SWATCH_HEIGHT);
  return (guint) ceil (wanted / *swatch);
}

static double
swatches_width (const QvLegend *legend, PangoContext *context)
{
  double swatch, missing;

  get_widths (legend, context, &swatch, &missing);
  return swatch * legend->thematic->n_classes + (legend->has_missing ? MISSING_GAP + missing : 0.0);
}

static void
draw_swatches (const QvLegend *legend, cairo_t *cr, PangoContext *context, const QvPalette *palette, double y)
{
  const QvThematic *thematic = legend->thematic;
  int decimals = qv_wording_get_decimals (thematic->breaks + 1, thematic->n_classes - 1);
  double swatch, missing, x;
  guint stride;

  get_widths (legend, context, &swatch, &missing);
  stride = fit_widths (legend, &swatch, missing);
  x = thematic->n_classes * swatch + MISSING_GAP;
  cairo_set_line_width (cr, 1.0);
  for (guint i = 0; i < thematic->n_classes; i++)
    {
      cairo_rectangle (cr, i * swatch + 0.5, y + 0.5, swatch - 1.0, SWATCH_HEIGHT - 1.0);
      qv_palette_set_source (cr, qv_palette_get_class (palette, i, thematic->n_classes), 1.0);
      cairo_fill_preserve (cr);
      qv_palette_set_source (cr, palette->text, 0.28);
      cairo_stroke (cr);
    }
  qv_palette_set_source (cr, palette->text, 1.0);
  for (guint i = 1; i < thematic->n_classes; i += stride)
    {
      g_autofree char *number = qv_wording_for_number (thematic->breaks[i], decimals);

      draw_text (cr, context, number, FONT_CAPTION, 0.5, i * swatch, y + SWATCH_HEIGHT + 3.0);
    }
  if (!legend->has_missing)
    return;
  qv_legend_draw_hatch (cr, palette, x, y, missing, SWATCH_HEIGHT);
  cairo_rectangle (cr, x + 0.5, y + 0.5, missing - 1.0, SWATCH_HEIGHT - 1.0);
  qv_palette_set_source (cr, palette->text, 0.28);
  cairo_stroke (cr);
  qv_palette_set_source (cr, palette->text, 1.0);
  draw_text (cr, context, _ ("No data"), FONT_CAPTION, 0.5, x + missing / 2.0, y + SWATCH_HEIGHT + 3.0);
}

/* A number of one significant digit at or below @value, so that the circles of a legend have plain names. */
static double
round_down (double value)
{
  double magnitude = pow (10.0, floor (log10 (value)));

  return floor (value / magnitude + 1e-9) * magnitude;
}

static guint
get_sizes (const QvLegend *legend, double sizes[3], double *out_greatest)
{
  double least, greatest;

  qv_thematic_get_range (legend->thematic, &least, &greatest);
  *out_greatest = greatest;
  if (!(greatest > 0.0))
    return 0;
  sizes[0] = round_down (greatest);
  sizes[1] = round_down (greatest / 4.0);
  sizes[2] = round_down (greatest / 25.0);
  return 3;
}

static void
draw_circles (const QvLegend *legend, cairo_t *cr, PangoContext *context, const QvPalette *palette, double y)
{
  double sizes[3], greatest;
  guint n_sizes = get_sizes (legend, sizes, &greatest);
  double base = y + 2.0 * legend->largest_radius;
  double x = 0.0;

  for (guint i = 0; i < n_sizes; i++)
    {
      double radius = qv_get_proportional_radius (sizes[i], greatest, legend->largest_radius);
      g_autofree char *number = qv_wording_for_number (sizes[i], qv_wording_get_decimals (&sizes[i], 1));
      double width, height;

      measure_text (context, number, FONT_CAPTION, &width, &height);
      if (legend->room > 0.0 && x + 2.0 * radius + 5.0 + width > legend->room)
        return;
      cairo_new_path (cr);
      cairo_arc (cr, x + radius, base - radius, radius, 0.0, 2.0 * G_PI);
      qv_palette_set_source (cr, qv_palette_get_class (palette, 3, 5), 0.74);
      cairo_fill_preserve (cr);
      qv_palette_set_source (cr, palette->zone_casing, 1.0);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
      qv_palette_set_source (cr, palette->text, 1.0);
      draw_text (cr, context, number, FONT_CAPTION, 0.0, x + 2.0 * radius + 5.0, base - height);
      x += 2.0 * radius + width + 20.0;
    }
}

static double
circles_width (const QvLegend *legend, PangoContext *context)
{
  double sizes[3], greatest, x = 0.0;
  guint n_sizes = get_sizes (legend, sizes, &greatest);

  for (guint i = 0; i < n_sizes; i++)
    {
      g_autofree char *number = qv_wording_for_number (sizes[i], qv_wording_get_decimals (&sizes[i], 1));
      double width, height;

      measure_text (context, number, FONT_CAPTION, &width, &height);
      x += 2.0 * qv_get_proportional_radius (sizes[i], greatest, legend->largest_radius) + width + 20.0;
    }
  return x;
}

/**
 * qv_legend_measure:
 * @legend: a legend
 * @context: the font
 * @out_width: (out): how wide it will be
 * @out_height: (out): how tall
 */
void
qv_legend_measure (const QvLegend *legend, PangoContext *context, double *out_width, double *out_height)
{
  const QvThematic *thematic = legend->thematic;
  gboolean is_count = thematic->measure == QV_MEASURE_COUNT;
  g_autofree char *title = make_title (thematic);
  g_autofree char *caption =
      legend->form == QV_LEGEND_FULL ? make_caption (thematic) : make_short_line (thematic);
  double title_width, caption_width, remark_width = 0.0, line;

  measure_text (context, title, FONT_BOLD, &title_width, &line);
  if (thematic->remark != NULL)
    {
      measure_text (context, thematic->remark, FONT_CAPTION, &remark_width, &line);
      remark_width += REMARK_GAP;
    }
  measure_text (context, caption, FONT_CAPTION, &caption_width, &line);

  *out_width = is_count ? circles_width (legend, context) : swatches_width (legend, context);
  *out_width = ceil (MAX (*out_width, caption_width));
  *out_height = is_count ? 2.0 * legend->largest_radius + 4.0 : SWATCH_HEIGHT + 3.0 + line;
  *out_height += ROW_GAP + line;
  if (legend->form == QV_LEGEND_FULL)
    {
      *out_width = ceil (MAX (*out_width, title_width + remark_width));
      *out_height += line + ROW_GAP;
    }
  *out_height = ceil (*out_height);
}

/**
 * qv_legend_draw:
 * @legend: a legend
 * @cr: a drawing; the legend's left upper corner is the origin
 * @context: the font
 * @palette: its colours
 */
void
qv_legend_draw (const QvLegend *legend, cairo_t *cr, PangoContext *context, const QvPalette *palette)
{
  const QvThematic *thematic = legend->thematic;
  gboolean is_full = legend->form == QV_LEGEND_FULL;
  g_autofree char *title = make_title (thematic);
  g_autofree char *caption = is_full ? make_caption (thematic) : make_short_line (thematic);
  double width, height, line, title_width, remark_width = 0.0, y = 0.0;

  qv_legend_measure (legend, context, &width, &height);
  if (legend->room > 0.0)
    width = MIN (width, legend->room);
  if (thematic->remark != NULL)
    measure_text (context, thematic->remark, FONT_CAPTION, &remark_width, &line);
  measure_text (context, title, FONT_BOLD, &title_width, &line);
  cairo_save (cr);
  if (is_full)
    {
      qv_palette_set_source (cr, palette->text, 1.0);
      draw_line (cr, context, title, FONT_BOLD, width, 0.0);
      if (thematic->remark != NULL && title_width + REMARK_GAP + remark_width <= width)
        {
          qv_palette_set_source (cr, palette->secondary, 1.0);
          draw_text (cr, context, thematic->remark, FONT_CAPTION, 1.0, width, 0.0);
        }
      y = line + ROW_GAP;
    }
  if (thematic->measure == QV_MEASURE_COUNT)
    draw_circles (legend, cr, context, palette, y);
  else if (thematic->n_classes > 0)
    draw_swatches (legend, cr, context, palette, y);
  qv_palette_set_source (cr, palette->secondary, 1.0);
  draw_line (cr, context, caption, FONT_CAPTION, width, height - line);
  cairo_restore (cr);
}
