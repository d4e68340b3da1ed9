/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-palette.h"

G_BEGIN_DECLS

void qv_spark_draw (cairo_t *cr, const QvPalette *palette, const double *values, const double *reference, guint n_values,
                    double width, double height);

G_END_DECLS
