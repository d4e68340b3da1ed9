/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QV_TYPE_GEOMETRY (qv_geometry_get_type ())
#define QV_GEOMETRY_ERROR (qv_geometry_error_quark ())
#define QV_GEOMETRY_SCALE 1e7 /* units a degree: about one centimetre */

typedef enum
{
  QV_GEOMETRY_ERROR_FORMAT, /* not a geometry blob, or its counts do not add up */
  QV_GEOMETRY_ERROR_RANGE,  /* a coordinate off the globe */
  QV_GEOMETRY_ERROR_SHAPE,  /* a ring of fewer than three points, a line of fewer than two, an empty part */
} QvGeometryError;

typedef enum
{
  QV_GEOMETRY_POINT = 1,
  QV_GEOMETRY_LINE = 2,
  QV_GEOMETRY_AREA = 3,
} QvGeometryType;

/**
 * QvGeometry:
 *
 * One or more points, lines or areas in WGS 84, immutable, as flat arrays. Part i of an area has the rings
 * part_ends[i-1]…part_ends[i], the first of which is its outline and the others its holes; ring j has the points
 * ring_ends[j-1]…ring_ends[j], without a repeated last one. Points and lines have one part; all points are one ring, each line
 * is one. Coordinates are pairs of longitude and latitude in units of 1e-7 degree.
 */
typedef struct _QvGeometry QvGeometry;

GType          qv_geometry_get_type       (void) G_GNUC_CONST;
GQuark         qv_geometry_error_quark    (void);

QvGeometry    *qv_geometry_new            (QvGeometryType type, const guint32 *part_ends, guint n_parts,
                                           const guint32 *ring_ends, guint n_rings, const gint32 *coords,
                                           guint n_points, GError **error);
QvGeometry    *qv_geometry_new_point      (double longitude, double latitude);
QvGeometry    *qv_geometry_new_from_bytes (GBytes *bytes, GError **error);
QvGeometry    *qv_geometry_ref            (QvGeometry *geometry);
void           qv_geometry_unref          (QvGeometry *geometry);
GBytes        *qv_geometry_get_bytes      (QvGeometry *geometry);

QvGeometryType qv_geometry_get_kind       (QvGeometry *geometry);
const guint32 *qv_geometry_get_part_ends  (QvGeometry *geometry, guint *n_parts);
const guint32 *qv_geometry_get_ring_ends  (QvGeometry *geometry, guint *n_rings);
const gint32  *qv_geometry_get_coords     (QvGeometry *geometry, guint *n_points);
void           qv_geometry_get_bounds     (QvGeometry *geometry, gint32 bounds[4]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvGeometry, qv_geometry_unref)

G_END_DECLS
