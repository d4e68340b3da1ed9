/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-sketch.h"

G_BEGIN_DECLS

/**
 * QvPlaceCard:
 *
 * What stands over a map that waits for a place: point, line or area, what to do next, and the buttons for those who have no keys.
 * Signal: "changed" when another kind or freehand was chosen. Its buttons name the actions map.take-back, map.finish-place and
 * map.cancel-place.
 */
#define QV_TYPE_PLACE_CARD (qv_place_card_get_type ())
G_DECLARE_FINAL_TYPE (QvPlaceCard, qv_place_card, QV, PLACE_CARD, GtkWidget)

void           qv_place_card_reset       (QvPlaceCard *self);
QvGeometryType qv_place_card_get_kind    (QvPlaceCard *self);
gboolean       qv_place_card_is_freehand (QvPlaceCard *self);
gboolean       qv_place_card_handle_key  (QvPlaceCard *self, guint keyval);
void           qv_place_card_show        (QvPlaceCard *self, const QvSketch *sketch);
void           qv_place_card_refuse      (QvPlaceCard *self, const char *sentence);

G_END_DECLS
