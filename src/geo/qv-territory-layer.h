/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-geometry.h"
#include "qv-id.h"
#include "qv-path.h"
#include "qv-projection.h"

G_BEGIN_DECLS

/**
 * QvTerritoryLayer:
 *
 * The territories of one level as flat arrays, ready to be drawn and asked. It never changes once it is built, so
 * any thread may use it. A territory is named by its index in the arrays that the layer was built from; one whose geometry is a point
 * or a line has a label point and bounds, but is neither filled nor picked.
 */
typedef struct _QvTerritoryLayer QvTerritoryLayer;

QvTerritoryLayer *qv_territory_layer_new             (const QvId *ids, QvGeometry *const *geometries, guint n_territories,
                                                      GCancellable *cancellable, GError **error);
QvTerritoryLayer *qv_territory_layer_new_for_picture (const QvId *ids, QvGeometry *const *geometries, guint n_territories,
                                                      GCancellable *cancellable, GError **error);
QvTerritoryLayer *qv_territory_layer_ref             (QvTerritoryLayer *self);
void              qv_territory_layer_unref           (QvTerritoryLayer *self);

guint             qv_territory_layer_get_n           (QvTerritoryLayer *self);
QvId              qv_territory_layer_get_id          (QvTerritoryLayer *self, guint index);
int               qv_territory_layer_find            (QvTerritoryLayer *self, QvId id);
int               qv_territory_layer_pick            (QvTerritoryLayer *self, double x, double y);
gboolean          qv_territory_layer_get_bounds      (QvTerritoryLayer *self, guint index, double bounds[4]);
gboolean          qv_territory_layer_get_main_bounds (QvTerritoryLayer *self, double bounds[4]);
gboolean          qv_territory_layer_get_label_point (QvTerritoryLayer *self, guint index, double *out_x, double *out_y);
gboolean          qv_territory_layer_get_centroid    (QvTerritoryLayer *self, guint index, double *out_x, double *out_y);
double            qv_territory_layer_get_area        (QvTerritoryLayer *self, guint index);
QvPath           *qv_territory_layer_get_outline     (QvTerritoryLayer *self, guint index, const QvView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTerritoryLayer, qv_territory_layer_unref)

G_END_DECLS
