/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-palette.h"

G_BEGIN_DECLS

#define QV_SYMBOL_NO_KIND (-1)

/**
 * QvSymbolStyle:
 *
 * @QV_SYMBOL_FILLED: present
 * @QV_SYMBOL_OUTLINE: absent, or not confirmed
 * @QV_SYMBOL_PIN: filled in the light colours in both looks, with a white edge, on a map
 */
typedef enum
{
  QV_SYMBOL_FILLED,
  QV_SYMBOL_OUTLINE,
  QV_SYMBOL_PIN,
} QvSymbolStyle;

void qv_symbol_draw       (cairo_t *cr, const QvPalette *palette, QvHelix helix, int kind, QvSymbolStyle style,
                           double x, double y, double size);
void qv_symbol_draw_vague (cairo_t *cr, const QvPalette *palette, double x, double y, double size);
void qv_symbol_draw_glyph (cairo_t *cr, int kind, double x, double y, double size);

G_END_DECLS
