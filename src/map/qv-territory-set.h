/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-territory-layer.h"

G_BEGIN_DECLS

/**
 * QvTerritorySet:
 *
 * A list of territories made ready to be drawn: the layer and the names in its order.
 */
typedef struct
{
  QvTerritoryLayer *layer;
  GPtrArray *names; /* (element-type utf8) */
} QvTerritorySet;

void            qv_territory_set_load_async  (GListModel *territories, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
QvTerritorySet *qv_territory_set_load_finish (GAsyncResult *result, GError **error);
void            qv_territory_set_free        (QvTerritorySet *self);
const char     *qv_territory_set_get_name    (const QvTerritorySet *self, QvId territory);
QvId            qv_territory_set_get_neighbour (const QvTerritorySet *self, QvId territory, int dx, int dy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTerritorySet, qv_territory_set_free)

G_END_DECLS
