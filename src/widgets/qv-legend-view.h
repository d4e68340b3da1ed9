/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-legend.h"

G_BEGIN_DECLS

/**
 * QvLegendView:
 *
 * The legend of a thematic map as a widget, spoken as one sentence.
 */
#define QV_TYPE_LEGEND_VIEW (qv_legend_view_get_type ())
G_DECLARE_FINAL_TYPE (QvLegendView, qv_legend_view, QV, LEGEND_VIEW, GtkWidget)

void       qv_legend_view_set_thematic   (QvLegendView *self, QvThematic *thematic);
void       qv_legend_view_set_n_missing  (QvLegendView *self, guint n_missing);
void       qv_legend_view_set_form       (QvLegendView *self, QvLegendForm form);
void       qv_legend_view_set_largest_radius (QvLegendView *self, double radius);

G_END_DECLS
