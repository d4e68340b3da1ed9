/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvPaletteFlags:
 *
 * Which of the looks is drawn. The flags combine.
 */
typedef enum
{
  QV_PALETTE_LIGHT = 0,
  QV_PALETTE_DARK = 1 << 0,
  QV_PALETTE_HIGH_CONTRAST = 1 << 1,
} QvPaletteFlags;

typedef guint32 QvColour; /* 0xRRGGBB */

#define QV_PALETTE_MAX_CLASSES 9

/**
 * QvPalette:
 *
 * Every colour of a drawing, for one of the looks. Colour says who (helices), lightness says how much (ramp), and nothing else
 * uses those hues.
 */
typedef struct
{
  QvPaletteFlags flags;
  QvColour helix[QV_N_HELICES + 1];       /* by QvHelix; shapes and bars */
  QvColour helix_text[QV_N_HELICES + 1];  /* darker tints for words */
  QvColour helix_soft[QV_N_HELICES + 1];  /* soft grounds */
  QvColour helix_pin[QV_N_HELICES + 1];   /* fills of pins on a map: the light ones in both looks */
  QvColour glyph;                         /* inside a filled shape */
  QvColour text;
  QvColour secondary;
  QvColour ink;                           /* accent and selection */
  QvColour view;                          /* ground of charts and cards */
  QvColour paper;                         /* ground of a map */
  QvColour plain;                         /* a territory with no indicator shown */
  QvColour hatch_ground;
  QvColour hatch_line;
  QvColour zone_casing;                   /* the wider, light line between territories */
  QvColour zone_line;                     /* the thin line in its middle */
  QvColour halo;                          /* round labels */
  QvColour water;
  QvColour water_text;
  QvColour green;
  QvColour built_up;
  QvColour road;
  QvColour road_casing;
  QvColour rail;
  QvColour boundary;
  QvColour grid;                          /* axes and bars of the scale */
} QvPalette;

const QvPalette *qv_palette_get           (QvPaletteFlags flags);
guint            qv_palette_get_n_classes (const QvPalette *palette);
QvColour         qv_palette_get_class     (const QvPalette *palette, guint class_index, guint n_classes);
void             qv_palette_set_source    (cairo_t *cr, QvColour colour, double alpha);
guint32          qv_colour_to_argb        (QvColour colour, double alpha);

G_END_DECLS
