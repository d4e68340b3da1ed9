/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-id.h"

G_BEGIN_DECLS

/**
 * QvPlacePopover:
 *
 * Finds a territory by its name. Signals: "territory-chosen" (int64 id, string name); "map-wanted" when the user would rather
 * point at the map; "cleared" for no place.
 */
#define QV_TYPE_PLACE_POPOVER (qv_place_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvPlacePopover, qv_place_popover, QV, PLACE_POPOVER, GtkPopover)

void       qv_place_popover_set_territories (QvPlacePopover *self, GListModel *territories);

G_END_DECLS
