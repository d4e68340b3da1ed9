/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-id.h"
#include "qv-projection.h"
#include "qv-types.h"

G_BEGIN_DECLS

#define QV_MAX_PINS 200 /* visible notes that are shown one by one */

typedef struct
{
  QvId id;
  double x; /* world units */
  double y;
  QvHelix helix;
  guint data; /* the caller's */
} QvPoint;

/**
 * QvPointCluster:
 *
 * One point, or several that are near each other.
 */
typedef struct
{
  double x; /* world units: the mean of the members, or near it where others leave no room */
  double y;
  QvId key; /* of the point that is the first member at this and, if nothing comes between, at nearer zooms */
  guint n;
  guint n_by_helix[QV_N_HELICES + 1]; /* by QvHelix */

  /*< private >*/
  guint first_run;
  guint n_runs;
} QvPointCluster;

/**
 * QvPointClusters:
 *
 * What a view of a point layer shows.
 */
typedef struct _QvPointLayer QvPointLayer;

typedef struct
{
  QvPointLayer *layer;
  double distance;  /* world units: nearer points are one cluster */
  gboolean is_full; /* whether points were merged because there are too many */
  GArray *clusters; /* (element-type QvPointCluster) */

  /*< private >*/
  GArray *runs; /* (element-type QvPointRun) */
} QvPointClusters;

/**
 * QvPinSizes:
 *
 * Pixels that the drawing of a cluster takes: of one point a square; of several a pill with an entry for each
 * helix that has some.
 */
typedef struct
{
  double pin;   /* side of the square */
  double pill;  /* height of a pill */
  double ends;  /* width of a pill without its entries */
  double entry; /* width of an entry without its figures */
  double digit; /* width of the widest figure */
} QvPinSizes;

/**
 * QvPointLayer:
 *
 * Notes as points, sorted once so that a question costs what is shown and not what there is. Never changes once it is built; any
 * thread may use it.
 */
QvPointLayer    *qv_point_layer_new          (const QvPoint *points, guint n_points);
QvPointLayer    *qv_point_layer_ref          (QvPointLayer *self);
void             qv_point_layer_unref        (QvPointLayer *self);
const QvPoint   *qv_point_layer_find         (QvPointLayer *self, QvId id);
guint            qv_point_layer_count        (QvPointLayer *self, const QvView *view, guint most);

QvPointClusters *qv_point_clusters_new       (QvPointLayer *layer, const QvView *view, double margin, gboolean was_full);
void             qv_point_clusters_make_room (QvPointClusters *self, const QvView *view, const QvPinSizes *sizes);
void             qv_point_clusters_free      (QvPointClusters *self);
const QvPoint   *qv_point_clusters_get_first (const QvPointClusters *self, const QvPointCluster *cluster);
void             qv_point_clusters_get_ids   (const QvPointClusters *self, const QvPointCluster *cluster, GArray *ids);
gboolean         qv_point_clusters_has       (const QvPointClusters *self, const QvPointCluster *cluster,
                                              const QvPoint *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPointLayer, qv_point_layer_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPointClusters, qv_point_clusters_free)

G_END_DECLS
