/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-id.h"
#include "qv-projection.h"
#include "qv-types.h"

G_BEGIN_DECLS

#define QV_POINT_LAYER_MAX_SINGLE 200 /* visible points that are shown one by one */
#define QV_POINT_LAYER_CELL 64        /* pixels: side of a cell of the grid that merges points */

typedef struct
{
  QvId id;
  double x; /* world units */
  double y;
  QvHelix helix;
} QvPoint;

/**
 * QvPointCluster:
 *
 * Points of one cell of the grid. The members are points[first]…points[first + n - 1] of qv_point_layer_get_member().
 */
typedef struct
{
  double x; /* world units: the mean of the members */
  double y;
  guint first;
  guint n;
  guint n_by_helix[QV_N_HELICES + 1]; /* by QvHelix */
} QvPointCluster;

/**
 * QvPointLayer:
 *
 * Notes as points, sorted once so that a frame costs what is shown and not what there is. Cells lie on a grid of the world
 * for each whole zoom, so clusters stay what they are while the map is moved. Never changes once it is built; any thread may use it.
 */
typedef struct _QvPointLayer QvPointLayer;

QvPointLayer  *qv_point_layer_new          (const QvPoint *points, guint n_points);
QvPointLayer  *qv_point_layer_ref          (QvPointLayer *self);
void           qv_point_layer_unref        (QvPointLayer *self);
guint          qv_point_layer_get_n        (QvPointLayer *self);
GArray        *qv_point_layer_query        (QvPointLayer *self, const QvView *view, guint max_single);
const QvPoint *qv_point_layer_get_member   (QvPointLayer *self, guint position);

double         qv_get_proportional_radius  (double value, double largest_value, double largest_radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPointLayer, qv_point_layer_unref)

G_END_DECLS
