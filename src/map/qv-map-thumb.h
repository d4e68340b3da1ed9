/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-thematic.h"

G_BEGIN_DECLS

/**
 * QvMapThumb:
 *
 * A small still picture of a session's map, drawn by a worker.
 */
#define QV_TYPE_MAP_THUMB (qv_map_thumb_get_type ())
G_DECLARE_FINAL_TYPE (QvMapThumb, qv_map_thumb, QV, MAP_THUMB, GtkWidget)

void       qv_map_thumb_set_territories (QvMapThumb *self, GListModel *territories);
void       qv_map_thumb_set_thematic    (QvMapThumb *self, QvThematic *thematic);
void       qv_map_thumb_set_notes       (QvMapThumb *self, GListModel *notes);

G_END_DECLS
