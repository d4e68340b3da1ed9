/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-palette.h"
#include "qv-shape.h"

G_BEGIN_DECLS

#define QV_SHAPE_REACH 7.0 /* pixels that a drawn shape reaches over its line at most, unmagnified */

void qv_shape_draw (cairo_t *cr, const QvPalette *palette, QvHelix helix, QvShape *shape, const QvView *view,
                    double magnification, gboolean is_chosen);

G_END_DECLS
