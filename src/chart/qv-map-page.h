/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-map-drawing.h"

G_BEGIN_DECLS

void qv_map_page_draw (QvMapScene *scene, const QvMapPage *page, const QvView *view, cairo_t *cr);

G_END_DECLS
