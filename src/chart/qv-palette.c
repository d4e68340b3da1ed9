/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where the colours of drawings stand. The stylesheet of the windows has the same ones for
 * widgets. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-palette.h"

static const QvPalette light = {
  .flags = QV_PALETTE_LIGHT,
  .helix = { 0x5e5c64, 0x146fb5, 0x08684e, 0xbd5606, 0x972878 },
  .helix_text = { 0x5e5c64, 0x0e568d, 0x08684e, 0x9a4504, 0x86206a },
  .helix_soft = { 0xebebeb, 0xe2eef7, 0xe0efea, 0xfaeadc, 0xf6e4f0 },
  .helix_pin = { 0x5e5c64, 0x146fb5, 0x08684e, 0xbd5606, 0x972878 },
  .glyph = 0xffffff,
  .text = 0x2e2c33,
  .secondary = 0x5e5c64,
  .ink = 0x3d4f6b,
  .view = 0xffffff,
  .paper = 0xf0eee9,
  .plain = 0xfbfaf7,
  .hatch_ground = 0xf4f3f1,
  .hatch_line = 0x8f8c94,
  .zone_casing = 0xffffff,
  .zone_line = 0x8f8c94,
  .halo = 0xffffff,
  .water = 0xbcd7ea,
  .water_text = 0x4b7ea3,
  .green = 0xd9e5d0,
  .built_up = 0xe7e3dc,
  .road = 0xffffff,
  .road_casing = 0xd8d4cc,
  .rail = 0x9a969c,
  .boundary = 0xa39fa6,
  .grid = 0xdedde0,
};

static const QvPalette dark = {
  .flags = QV_PALETTE_DARK,
  .helix = { 0xc0bfbc, 0x50a4f0, 0x7fdebc, 0xf59f4b, 0xe7b9dc },
  .helix_text = { 0xc0bfbc, 0x8cc4f5, 0x9be6cb, 0xf8bb80, 0xefcde7 },
  .helix_soft = { 0x3a3a3a, 0x1d3347, 0x1b3a31, 0x43301d, 0x3f2f3b },
  .helix_pin = { 0x5e5c64, 0x146fb5, 0x08684e, 0xbd5606, 0x972878 },
  .glyph = 0x1e1e1e,
  .text = 0xffffff,
  .secondary = 0xc0bfbc,
  .ink = 0xb8c6dd,
  .view = 0x1e1e1e,
  .paper = 0x22262c,
  .plain = 0x2d323a,
  .hatch_ground = 0x33353a,
  .hatch_line = 0x77757c,
  .zone_casing = 0x14181d,
  .zone_line = 0xaeb4bd,
  .halo = 0x14181d,
  .water = 0x35536e,
  .water_text = 0x9cc3e2,
  .green = 0x2b3a33,
  .built_up = 0x2b2f36,
  .road = 0x8d96a3,
  .road_casing = 0x1b1f25,
  .rail = 0x7c828c,
  .boundary = 0x6d7178,
  .grid = 0x45454a,
};

static const QvColour ramp_light_5[] = { 0xf6f1d3, 0xc3dbbd, 0x88bcb2, 0x4f92a2, 0x2b5d82 };
static const QvColour ramp_dark_5[] = { 0x3a4a5e, 0x3f6a7e, 0x4b8f98, 0x86bfae, 0xe3eac0 };
static const QvColour ramp_light_4[] = { 0xf6f1d3, 0xaed0ba, 0x5b9fa8, 0x2b5d82 };
static const QvColour ramp_dark_4[] = { 0x3a4a5e, 0x437a8b, 0x73b0a5, 0xe3eac0 };

static QvPalette
make_high_contrast (const QvPalette *from)
{
  QvPalette palette = *from;

  palette.flags |= QV_PALETTE_HIGH_CONTRAST;
  palette.secondary = palette.text;
  palette.zone_line = palette.text;
  palette.boundary = palette.text;
  palette.hatch_line = palette.text;
  palette.grid = palette.text;
  return palette;
}

/**
 * qv_palette_get:
 * @flags: the look
 *
 * Returns: (transfer none): its colours; unchanging, from any thread
 */
const QvPalette *
qv_palette_get (QvPaletteFlags flags)
{
  static gsize once = 0;
  static QvPalette high_contrast_light, high_contrast_dark;

  if (g_once_init_enter (&once))
    {
      high_contrast_light = make_high_contrast (&light);
      high_contrast_dark = make_high_contrast (&dark);
      g_once_init_leave (&once, 1);
    }
  if (flags & QV_PALETTE_HIGH_CONTRAST)
    return flags & QV_PALETTE_DARK ? &high_contrast_dark : &high_contrast_light;
  return flags & QV_PALETTE_DARK ? &dark : &light;
}

/**
 * qv_palette_get_n_classes:
 * @palette: a palette
 *
 * Returns: into how many classes a map should be divided for this look
 */
guint
qv_palette_get_n_classes (const QvPalette *palette)
{
  return palette->flags & QV_PALETTE_HIGH_CONTRAST ? 4 : 5;
}

static guint
mix_channel (QvColour a, QvColour b, double t, guint shift)
{
  double from = (a >> shift) & 0xff;
  double to = (b >> shift) & 0xff;

  return (guint) (from + (to - from) * t + 0.5) << shift;
}

/**
 * qv_palette_get_class:
 * @palette: a palette
 * @class_index: from 0, the lowest
 * @n_classes: how many classes there are
 *
 * Returns: the colour of a class. Numbers of classes other than four and five take theirs from between the
 * five.
 */
QvColour
qv_palette_get_class (const QvPalette *palette, guint class_index, guint n_classes)
{
  gboolean is_dark = (palette->flags & QV_PALETTE_DARK) != 0;
  const QvColour *ramp = is_dark ? ramp_dark_5 : ramp_light_5;
  double position;
  guint below;

  g_return_val_if_fail (class_index < n_classes, ramp[0]);

  if (n_classes == 4)
    return is_dark ? ramp_dark_4[class_index] : ramp_light_4[class_index];
  if (n_classes == 1)
    return ramp[3];
  position = 4.0 * class_index / (n_classes - 1);
  below = MIN ((guint) position, 3);
  return mix_channel (ramp[below], ramp[below + 1], position - below, 16) |
         mix_channel (ramp[below], ramp[below + 1], position - below, 8) |
         mix_channel (ramp[below], ramp[below + 1], position - below, 0);
}

/**
 * qv_palette_set_source:
 * @cr: a drawing
 * @colour: the colour to draw with from now on
 * @alpha: opacity, 0..1
 */
void
qv_palette_set_source (cairo_t *cr, QvColour colour, double alpha)
{
  cairo_set_source_rgba (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, alpha);
}

/**
 * qv_colour_to_argb:
 * @colour: a colour
 * @alpha: opacity, 0..1
 *
 * Returns: a pixel of %CAIRO_FORMAT_ARGB32, alpha multiplied in
 */
guint32
qv_colour_to_argb (QvColour colour, double alpha)
{
  guint32 pixel = (guint32) (alpha * 255.0 + 0.5) << 24;

  for (guint shift = 0; shift <= 16; shift += 8)
    pixel |= (guint32) (((colour >> shift) & 0xff) * alpha + 0.5) << shift;
  return pixel;
}
