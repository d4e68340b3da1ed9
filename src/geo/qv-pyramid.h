/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-geometry.h"
#include "qv-path.h"
#include "qv-projection.h"

G_BEGIN_DECLS

#define QV_WORLD_UNITS 1073741824.0 /* 2^30: the world as integers, about 4 cm at the equator */

/* The same rings with ever fewer points. Rings keep their numbers; one that has become too small has no points. */
typedef struct
{
  double tolerance; /* units: how far at most the outline has moved */
  gint32 *coords;   /* x, y in units */
  guint32 *ends;    /* for each ring, the points up to its end */
} QvPyramidLevel;

/* Shapes as flat arrays in Web Mercator, at several simplifications. A stretch that two shapes share is simplified once, so neighbours
 * stay tight. Never changes once it is built. */
typedef struct
{
  guint n_shapes;
  guint n_rings;
  guint32 *shape_ends; /* for each shape, the rings up to its end */
  gint32 *bounds;      /* for each shape: left, top, right, bottom in units */
  guint8 *closed;      /* for each shape: whether its rings close */
  GArray *levels;      /* of QvPyramidLevel, the first with every point */
} QvPyramid;

QvPyramid            *_qv_pyramid_new        (QvGeometry *const *geometries, guint n_geometries, gboolean simplify,
                                              GCancellable *cancellable, GError **error);
void                  _qv_pyramid_free       (QvPyramid *self);
const QvPyramidLevel *_qv_pyramid_find_level (const QvPyramid *self, double tolerance);
void                  _qv_pyramid_add_shape  (const QvPyramid *self, guint shape, const QvView *view, QvPath *path);
gboolean              _qv_pyramid_is_empty   (const QvPyramid *self, guint shape);
gboolean              _qv_pyramid_is_visible (const QvPyramid *self, guint shape, const QvView *view, double margin);

/* For each point, the tolerance at which it is left out. */
float                *_qv_topology_weigh     (const gint32 *coords, const guint32 *ends, const guint8 *ring_closed, guint n_rings,
                                              GCancellable *cancellable);

static inline guint
_qv_pyramid_get_first_ring (const QvPyramid *self, guint shape)
{
  return shape == 0 ? 0 : self->shape_ends[shape - 1];
}

static inline guint
_qv_pyramid_get_first_point (const QvPyramidLevel *level, guint ring)
{
  return ring == 0 ? 0 : level->ends[ring - 1];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPyramid, _qv_pyramid_free)

G_END_DECLS
