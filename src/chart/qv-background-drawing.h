/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "qv-background.h"
#include "qv-palette.h"
#include "qv-path.h"

G_BEGIN_DECLS

void qv_background_draw_under (QvBackground *background, cairo_t *cr, const QvPalette *palette, const QvView *view,
                               double pixel_scale);
void qv_background_draw_over  (QvBackground *background, cairo_t *cr, const QvPalette *palette, const QvView *view,
                               double pixel_scale, gboolean over_figures);
void qv_path_trace            (const QvPath *path, cairo_t *cr);

G_END_DECLS
