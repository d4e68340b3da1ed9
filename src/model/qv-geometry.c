/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blob: "QVG1", then little-endian u32 type, n_parts, n_rings, n_points, part_ends[n_parts],
 * ring_ends[n_rings], then i32 coords[2 × n_points]. It is what QvGeometry points into; nothing is copied
 * when it is read. */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-geometry.h"

#include <math.h>
#include <string.h>

#if G_BYTE_ORDER != G_LITTLE_ENDIAN
#error "geometry blobs are read in place, so a big-endian port has to swap them"
#endif

#define MAGIC "QVG1"
#define HEADER_SIZE 20
#define MAX_LONGITUDE 1800000000
#define MAX_LATITUDE 900000000

struct _QvGeometry
{
  gatomicrefcount ref_count;
  GBytes *bytes;
  QvGeometryType type;
  guint n_parts;
  guint n_rings;
  guint n_points;
  const guint32 *part_ends;
  const guint32 *ring_ends;
  const gint32 *coords;
};

G_DEFINE_BOXED_TYPE (QvGeometry, qv_geometry, qv_geometry_ref, qv_geometry_unref)
G_DEFINE_QUARK (qv - geometry - error - quark, qv_geometry_error)

/* Each end is past the one before, the last is @total. */
static gboolean
check_ends (const guint32 *ends, guint n, guint total, guint least)
{
  guint32 previous = 0;

  for (guint i = 0; i < n; i++)
    {
      if (ends[i] > total || ends[i] < previous || ends[i] - previous < least)
        return FALSE;
      previous = ends[i];
    }
  return n > 0 && previous == total;
}

static gboolean
check (const QvGeometry *geometry, GError **error)
{
  guint least = geometry->type == QV_GEOMETRY_AREA ? 3 : geometry->type == QV_GEOMETRY_LINE ? 2 : 1;

  if (!check_ends (geometry->part_ends, geometry->n_parts, geometry->n_rings, 1) ||
      !check_ends (geometry->ring_ends, geometry->n_rings, geometry->n_points, least))
    {
      g_set_error_literal (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_SHAPE,
                           "a part, ring or line has too few points");
      return FALSE;
    }
  if (geometry->type != QV_GEOMETRY_AREA && geometry->n_parts != 1)
    {
      g_set_error_literal (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_SHAPE,
                           "points and lines have one part");
      return FALSE;
    }
  for (guint i = 0; i < geometry->n_points; i++)
    if (ABS ((gint64) geometry->coords[2 * i]) > MAX_LONGITUDE ||
        ABS ((gint64) geometry->coords[2 * i + 1]) > MAX_LATITUDE)
      {
        g_set_error (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_RANGE, "point %u lies off the globe", i + 1);
        return FALSE;
      }
  return TRUE;
}

static GBytes *
to_aligned (GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  if (((guintptr) data) % 4 == 0)
    return g_bytes_ref (bytes);
  return g_bytes_new (data, size);
}

/**
 * qv_geometry_new_from_bytes:
 * @bytes: a blob as qv_geometry_get_bytes() makes
 * @error: return location for a #GError of %QV_GEOMETRY_ERROR
 *
 * Every count, end and coordinate is checked, so that the arrays can be walked without care whatever @bytes
 * held.
 *
 * Returns: (transfer full) (nullable): the geometry
 */
QvGeometry *
qv_geometry_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (QvGeometry) geometry = g_new0 (QvGeometry, 1);
  const guint8 *data;
  guint32 header[4];
  gsize size;

  g_atomic_ref_count_init (&geometry->ref_count);
  geometry->bytes = to_aligned (bytes);
  data = g_bytes_get_data (geometry->bytes, &size);
  if (size < HEADER_SIZE || memcmp (data, MAGIC, 4) != 0)
    {
      g_set_error_literal (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_FORMAT, "not a geometry");
      return NULL;
    }
  memcpy (header, data + 4, sizeof header);
  if (header[0] < QV_GEOMETRY_POINT || header[0] > QV_GEOMETRY_AREA ||
      size != HEADER_SIZE + 4 * ((guint64) header[1] + header[2] + 2 * (guint64) header[3]))
    {
      g_set_error_literal (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_FORMAT,
                           "the geometry's counts do not add up");
      return NULL;
    }
  geometry->type = header[0];
  geometry->n_parts = header[1];
  geometry->n_rings = header[2];
  geometry->n_points = header[3];
  geometry->part_ends = (const guint32 *) (const void *) (data + HEADER_SIZE);
  geometry->ring_ends = geometry->part_ends + header[1];
  geometry->coords = (const gint32 *) (geometry->ring_ends + header[2]);
  if (!check (geometry, error))
    return NULL;

  return g_steal_pointer (&geometry);
}

/**
 * qv_geometry_new:
 * @type: what it is
 * @part_ends: (array length=n_parts): for each part, the number of rings up to its end
 * @ring_ends: (array length=n_rings): for each ring, the number of points up to its end
 * @coords: longitude and latitude of each point in units of 1e-7 degree, 2 × @n_points
 * @error: return location for a #GError of %QV_GEOMETRY_ERROR
 *
 * Returns: (transfer full) (nullable): the geometry, which copies the arrays
 */
QvGeometry *
qv_geometry_new (QvGeometryType type,
                 const guint32 *part_ends,
                 guint n_parts,
                 const guint32 *ring_ends,
                 guint n_rings,
                 const gint32 *coords,
                 guint n_points,
                 GError **error)
{
  guint32 header[4] = { type, n_parts, n_rings, n_points };
  gsize size = HEADER_SIZE + 4 * ((gsize) n_parts + n_rings + 2 * (gsize) n_points);
  guint8 *data = g_malloc (size);
  guint8 *at = data + HEADER_SIZE;
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);

  memcpy (data, MAGIC, 4);
  memcpy (data + 4, header, sizeof header);
  memcpy (at, part_ends, 4 * (gsize) n_parts);
  at += 4 * (gsize) n_parts;
  memcpy (at, ring_ends, 4 * (gsize) n_rings);
  at += 4 * (gsize) n_rings;
  memcpy (at, coords, 8 * (gsize) n_points);

  return qv_geometry_new_from_bytes (bytes, error);
}

/**
 * qv_geometry_new_point:
 * @longitude: degrees, -180..180
 * @latitude: degrees, -90..90
 *
 * Returns: (transfer full) (nullable): one point, or %NULL where it would lie off the globe
 */
QvGeometry *
qv_geometry_new_point (double longitude, double latitude)
{
  const guint32 end = 1;
  gint32 coords[2];

  if (!(fabs (longitude) <= 180.0 && fabs (latitude) <= 90.0))
    return NULL;
  coords[0] = (gint32) lround (longitude * QV_GEOMETRY_SCALE);
  coords[1] = (gint32) lround (latitude * QV_GEOMETRY_SCALE);

  return qv_geometry_new (QV_GEOMETRY_POINT, &end, 1, &end, 1, coords, 1, NULL);
}

QvGeometry *
qv_geometry_ref (QvGeometry *geometry)
{
  g_atomic_ref_count_inc (&geometry->ref_count);
  return geometry;
}

void
qv_geometry_unref (QvGeometry *geometry)
{
  if (!g_atomic_ref_count_dec (&geometry->ref_count))
    return;
  g_clear_pointer (&geometry->bytes, g_bytes_unref);
  g_free (geometry);
}

/**
 * qv_geometry_get_bytes:
 * @geometry: a geometry
 *
 * Returns: (transfer none): the blob that the library keeps
 */
GBytes *
qv_geometry_get_bytes (QvGeometry *geometry)
{
  return geometry->bytes;
}

QvGeometryType
qv_geometry_get_kind (QvGeometry *geometry)
{
  return geometry->type;
}

const guint32 *
qv_geometry_get_part_ends (QvGeometry *geometry, guint *n_parts)
{
  *n_parts = geometry->n_parts;
  return geometry->part_ends;
}

const guint32 *
qv_geometry_get_ring_ends (QvGeometry *geometry, guint *n_rings)
{
  *n_rings = geometry->n_rings;
  return geometry->ring_ends;
}

const gint32 *
qv_geometry_get_coords (QvGeometry *geometry, guint *n_points)
{
  *n_points = geometry->n_points;
  return geometry->coords;
}

/**
 * qv_geometry_get_bounds:
 * @geometry: a geometry
 * @bounds: (out): west, south, east, north in units of 1e-7 degree
 */
void
qv_geometry_get_bounds (QvGeometry *geometry, gint32 bounds[4])
{
  bounds[0] = bounds[1] = G_MAXINT32;
  bounds[2] = bounds[3] = G_MININT32;
  for (guint i = 0; i < geometry->n_points; i++)
    {
      const gint32 *point = &geometry->coords[2 * i];

      bounds[0] = MIN (bounds[0], point[0]);
      bounds[1] = MIN (bounds[1], point[1]);
      bounds[2] = MAX (bounds[2], point[0]);
      bounds[3] = MAX (bounds[3], point[1]);
    }
}
