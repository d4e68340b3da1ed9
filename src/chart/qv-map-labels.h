/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-map-scene.h"

G_BEGIN_DECLS

PangoContext *qv_map_scene_make_context (QvMapScene *scene, cairo_t *cr);
void          qv_map_labels_draw        (QvMapScene *scene, cairo_t *cr, const QvView *view, double pixel_scale);

G_END_DECLS
