/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"

G_BEGIN_DECLS

/**
 * QvSketch:
 *
 * A point, line or area that is being drawn, corner by corner.
 */
typedef struct _QvSketch QvSketch;

QvSketch      *qv_sketch_new       (QvGeometryType kind);
void           qv_sketch_free      (QvSketch *self);

QvGeometryType qv_sketch_get_kind  (const QvSketch *self);
void           qv_sketch_set_kind  (QvSketch *self, QvGeometryType kind);
guint          qv_sketch_get_n     (const QvSketch *self);
void           qv_sketch_get_point (const QvSketch *self, guint index, double *out_longitude, double *out_latitude);
gboolean       qv_sketch_add       (QvSketch *self, double longitude, double latitude);
gboolean       qv_sketch_take_back (QvSketch *self);
void           qv_sketch_smooth    (QvSketch *self, guint from, double tolerance);
gboolean       qv_sketch_is_enough (const QvSketch *self);
QvGeometry    *qv_sketch_finish    (const QvSketch *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvSketch, qv_sketch_free)

G_END_DECLS
