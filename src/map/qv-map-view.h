/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-id.h"
#include "qv-thematic.h"

G_BEGIN_DECLS

/**
 * QvMapView:
 *
 * The map of a session: paper, a drawn background or tiles below, territories as choropleth or circles, notes as pins, legend, scale
 * and zoom buttons. It changes no data: what the user wants is told by signals.
 *
 * Properties: "selected-note" and "selected-territory" (int64, an id or 0, both ways); "placing" (int64, read only: the
 * note that waits for its place, or 0).
 *
 * Signals: "place" (int64 note, QvGeometry place) after a point was set or a line or area was drawn; "place-cancelled" (int64 note);
 * "note-activated" (int64 note); "territory-activated" (int64 territory); "view-changed" whenever the map
 * or its pins have moved, for what hangs over a pin; "contents-changed" when figures, territories or the background are others; "note-dropped" (int64 note, double longitude, double latitude) when
 * a QvNote was dragged onto it.
 */
#define QV_TYPE_MAP_VIEW (qv_map_view_get_type ())
G_DECLARE_FINAL_TYPE (QvMapView, qv_map_view, QV, MAP_VIEW, GtkWidget)


void       qv_map_view_set_territories        (QvMapView *self, GListModel *territories);
void       qv_map_view_set_thematic           (QvMapView *self, QvThematic *thematic);
void       qv_map_view_set_notes              (QvMapView *self, GListModel *notes);
void       qv_map_view_set_participants       (QvMapView *self, GListModel *participants);
void       qv_map_view_set_background_file    (QvMapView *self, GFile *file, const char *attribution);
void       qv_map_view_set_tile_pack_file     (QvMapView *self, GFile *file, const char *attribution);

QvId       qv_map_view_get_selected_note      (QvMapView *self);
void       qv_map_view_set_selected_note      (QvMapView *self, QvId note);
QvId       qv_map_view_get_selected_territory (QvMapView *self);
void       qv_map_view_set_selected_territory (QvMapView *self, QvId territory);

void       qv_map_view_fit                    (QvMapView *self);
void       qv_map_view_get_view               (QvMapView *self, double *longitude, double *latitude, double *zoom);
void       qv_map_view_set_view               (QvMapView *self, double longitude, double latitude, double zoom);
gboolean   qv_map_view_is_fitted              (QvMapView *self);
gboolean   qv_map_view_is_settled             (QvMapView *self);

void       qv_map_view_make_bare              (QvMapView *self);
void       qv_map_view_follow                 (QvMapView *self, QvMapView *source);
void       qv_map_view_set_magnification      (QvMapView *self, double magnification);
QvThematic *qv_map_view_get_thematic          (QvMapView *self);
guint      qv_map_view_get_n_missing          (QvMapView *self);

void       qv_map_view_begin_place            (QvMapView *self, QvId note);
void       qv_map_view_cancel_place           (QvMapView *self);
gboolean   qv_map_view_get_note_bounds        (QvMapView *self, QvId note, GdkRectangle *out_bounds);
QvId       qv_map_view_get_territory_at       (QvMapView *self, double longitude, double latitude);
char      *qv_map_view_describe_territory     (QvMapView *self, QvId territory);

G_END_DECLS
