/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-presenter-source.h"
#include "qv-thematic.h"

G_BEGIN_DECLS

/**
 * QvPresenterLegend:
 *
 * The key to the map in words, "less … more", because figures cannot be read from far away.
 */
#define QV_TYPE_PRESENTER_LEGEND (qv_presenter_legend_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterLegend, qv_presenter_legend, QV, PRESENTER_LEGEND, GtkWidget)

void qv_presenter_legend_show     (QvPresenterLegend *self, QvThematic *thematic, gboolean has_missing, QvPresenterSource *source);

G_END_DECLS
