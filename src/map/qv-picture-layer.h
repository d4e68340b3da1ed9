/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "qv-thematic.h"

G_BEGIN_DECLS

/**
 * QvPictureLayer:
 *
 * Background and territories as one picture that a worker draws; the main thread only moves it. Signals: "loaded" when
 * territories have come or gone, "changed" when there is something else to show.
 */
#define QV_TYPE_PICTURE_LAYER (qv_picture_layer_get_type ())
G_DECLARE_FINAL_TYPE (QvPictureLayer, qv_picture_layer, QV, PICTURE_LAYER, ShumateLayer)

QvPictureLayer *qv_picture_layer_new             (ShumateViewport *viewport);
void            qv_picture_layer_set_territories (QvPictureLayer *self, GListModel *territories);
void            qv_picture_layer_set_thematic    (QvPictureLayer *self, QvThematic *thematic);
void            qv_picture_layer_set_background  (QvPictureLayer *self, GFile *file);
void            qv_picture_layer_set_selected    (QvPictureLayer *self, QvId territory);
void            qv_picture_layer_set_hovered     (QvPictureLayer *self, QvId territory);
void            qv_picture_layer_set_over_tiles  (QvPictureLayer *self, gboolean over_tiles);
void            qv_picture_layer_set_magnification (QvPictureLayer *self, double magnification);
void            qv_picture_layer_follow          (QvPictureLayer *self, QvPictureLayer *source);
gboolean        qv_picture_layer_is_settled      (QvPictureLayer *self);

guint           qv_picture_layer_get_n_territories (QvPictureLayer *self);
guint           qv_picture_layer_get_n_missing   (QvPictureLayer *self);
gboolean        qv_picture_layer_get_fit         (QvPictureLayer *self, double bounds[4], gboolean *out_is_rough);
QvId            qv_picture_layer_get_territory_at (QvPictureLayer *self, double x, double y);
QvId            qv_picture_layer_get_territory_at_place (QvPictureLayer *self, double x, double y);
const char     *qv_picture_layer_get_name        (QvPictureLayer *self, QvId territory);
gboolean        qv_picture_layer_get_label_point (QvPictureLayer *self, QvId territory, double *out_x, double *out_y);
QvId            qv_picture_layer_get_neighbour   (QvPictureLayer *self, QvId territory, int dx, int dy);

G_END_DECLS
