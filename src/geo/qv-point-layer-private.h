/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-point-layer.h"

G_BEGIN_DECLS

#define QV_POINT_KEY_BITS 30 /* of each coordinate */

struct _QvPointLayer
{
  gatomicrefcount ref_count;
  guint n;
  QvPoint *points; /* by key */
  guint64 *keys;
  guint32 (*counts)[QV_N_HELICES + 1]; /* up to each point, n + 1 */
  double (*sums)[2];                   /* of x and y up to each point, n + 1 */
};

/**
 * QvPointCell:
 *
 * A cell of the grid of 2^bits × 2^bits cells that has points: points[first]…points[end - 1].
 */
typedef struct
{
  guint32 x;
  guint32 y;
  guint first;
  guint end;
} QvPointCell;

typedef struct
{
  guint first, end; /* of the layer's points */
} QvPointRun;

GArray *_qv_point_layer_get_cells (QvPointLayer *self, guint bits, const double bounds[4]);

G_END_DECLS
