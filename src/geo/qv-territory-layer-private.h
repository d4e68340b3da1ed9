/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-pyramid.h"
#include "qv-territory-layer.h"

G_BEGIN_DECLS

struct _QvTerritoryLayer
{
  gatomicrefcount ref_count;
  guint n;
  QvId *ids;
  GHashTable *indices;  /* of QvId, in ids, to index */
  QvPyramid *pyramid;
  double *areas;        /* square metres */
  double *centroids;    /* for each: x, y in world units */
  float *sizes;         /* for each: side of a square of the same area on the map, in world units */
  float typical_size;   /* the median of them */
  guint32 *label_rings; /* for each: first ring and end of its largest part */
};

gboolean _qv_label_find_point   (const QvPyramid *pyramid, guint first_ring, guint end_ring, const gint32 bounds[4],
                                 double *out_x, double *out_y);
gboolean _qv_main_bounds_find   (const QvPyramid *pyramid, const double *areas, double bounds[4]);

G_END_DECLS
