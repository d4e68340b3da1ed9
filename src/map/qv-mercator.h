/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "qv-projection.h"

G_BEGIN_DECLS

double qv_mercator_side       (double zoom);
void   qv_mercator_get_corner (ShumateViewport *viewport, GtkWidget *widget, double *x, double *y);

G_END_DECLS
