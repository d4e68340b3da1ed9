/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"
#include "qv-path.h"
#include "qv-projection.h"

G_BEGIN_DECLS

/**
 * QvShape:
 *
 * One line or area, ready to be drawn and asked, such as the place of a note. Never changes once it is built; any thread may use it.
 */
typedef struct _QvShape QvShape;

QvShape *qv_shape_new          (QvGeometry *geometry);
QvShape *qv_shape_ref          (QvShape *self);
void     qv_shape_unref        (QvShape *self);

gboolean qv_shape_is_area      (QvShape *self);
void     qv_shape_get_bounds   (QvShape *self, double bounds[4]);
void     qv_shape_get_anchor   (QvShape *self, double *out_x, double *out_y);
double   qv_shape_get_distance (QvShape *self, double x, double y);
QvPath  *qv_shape_get_path     (QvShape *self, const QvView *view);

void     qv_geometry_get_anchor (QvGeometry *geometry, double *out_longitude, double *out_latitude);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvShape, qv_shape_unref)

G_END_DECLS
