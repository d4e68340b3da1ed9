/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvDots:
 *
 * A row of dots in the colour of a helix. What they say stands in words beside them.
 */
#define QV_TYPE_DOTS (qv_dots_get_type ())
G_DECLARE_FINAL_TYPE (QvDots, qv_dots, QV, DOTS, GtkWidget)

void qv_dots_show (QvDots *self, QvHelix helix, guint n_full, guint n_all, int pixel_size);

G_END_DECLS
