/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "qv-item.h"

G_BEGIN_DECLS

/**
 * QvNoteLayer:
 *
 * The notes of a session on the map, as real buttons in reading order; near each other they merge into pills. Signals:
 * "placed" when pins came, went or were merged; "note-activated" (int64 note), "cluster-activated" (GArray of int64 notes, bounds as GdkRectangle in the layer's coordinates).
 */
#define QV_TYPE_NOTE_LAYER (qv_note_layer_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteLayer, qv_note_layer, QV, NOTE_LAYER, ShumateLayer)

/**
 * QvPlaceNameFunc:
 *
 * Returns: (transfer none) (nullable): the name of the territory that a note lies in
 */
typedef const char *(*QvPlaceNameFunc) (QvItem *note, gpointer data);

/**
 * QvPlacePointFunc:
 *
 * Returns: whether the territory that a note belongs to is known; where a note without a point of its own is shown, in world units
 */
typedef gboolean (*QvPlacePointFunc) (QvItem *note, double *out_x, double *out_y, gpointer data);

QvNoteLayer *qv_note_layer_new              (ShumateViewport *viewport);
void         qv_note_layer_set_notes        (QvNoteLayer *self, GListModel *notes);
void         qv_note_layer_set_participants (QvNoteLayer *self, GListModel *participants);
void         qv_note_layer_set_place_func   (QvNoteLayer *self, QvPlaceNameFunc func, gpointer data);
void         qv_note_layer_set_point_func   (QvNoteLayer *self, QvPlacePointFunc func, gpointer data);
void         qv_note_layer_forget_points    (QvNoteLayer *self);
void         qv_note_layer_set_selected     (QvNoteLayer *self, QvId note);
void         qv_note_layer_set_magnification (QvNoteLayer *self, double magnification);
gboolean     qv_note_layer_get_bounds       (QvNoteLayer *self, QvId note, GdkRectangle *out_bounds);
gboolean     qv_note_layer_get_fit          (QvNoteLayer *self, double bounds[4]);
QvId         qv_note_layer_find_at          (QvNoteLayer *self, double x, double y);
gboolean     qv_note_layer_get_location     (QvNoteLayer *self, QvId note, double *longitude, double *latitude);

G_END_DECLS
