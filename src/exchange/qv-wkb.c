/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between GeoPackage's geometry blobs (OGC 12-128r18, 2.1.3: a header, then well-known binary) and ours. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-wkb.h"

#include <math.h>
#include <string.h>

#define MAX_PIECES 1000000
#define EMPTY_FLAG 0x10 /* a point without a place is written with coordinates that are not numbers */

typedef enum
{
  WKB_POINT = 1,
  WKB_LINE = 2,
  WKB_POLYGON = 3,
  WKB_MULTI_POINT = 4,
  WKB_MULTI_LINE = 5,
  WKB_MULTI_POLYGON = 6,
} WkbType;

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean is_swapped;
  GArray *part_ends;
  GArray *ring_ends;
  GArray *coords; /* pairs */
} Parser;

static void
fail_empty (GError **error)
{
  g_set_error_literal (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_SHAPE, "the geometry has no extent");
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_FORMAT, "not a geometry of a GeoPackage");
  return FALSE;
}

static gboolean
read_u32 (Parser *self, guint32 *out)
{
  if (self->end - self->at < 4)
    return FALSE;
  memcpy (out, self->at, 4);
  if (self->is_swapped)
    *out = GUINT32_SWAP_LE_BE (*out);
  self->at += 4;
  return TRUE;
}

static double
read_double (Parser *self)
{
  union
  {
    guint64 bits;
    double value;
  } number;

  memcpy (&number.bits, self->at, 8);
  if (self->is_swapped)
    number.bits = GUINT64_SWAP_LE_BE (number.bits);
  self->at += 8;
  return number.value;
}

/* Points that fall together at our resolution become one. */
static gboolean
read_points (Parser *self, guint32 n, GError **error)
{
  guint start = self->coords->len;

  if ((guint64) n * 16 > (guint64) (self->end - self->at))
    return fail (error);
  for (guint32 i = 0; i < n; i++)
    {
      double x = read_double (self) * QV_GEOMETRY_SCALE;
      double y = read_double (self) * QV_GEOMETRY_SCALE;
      gint32 point[2];

      if (!(fabs (x) <= 180.000001 * QV_GEOMETRY_SCALE && fabs (y) <= 90.000001 * QV_GEOMETRY_SCALE))
        {
          g_set_error_literal (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_RANGE,
                               "a point lies off the globe");
          return FALSE;
        }
      point[0] = (gint32) CLAMP (lround (x), -1800000000, 1800000000);
      point[1] = (gint32) CLAMP (lround (y), -900000000, 900000000);
      if (self->coords->len > start &&
          memcmp (&g_array_index (self->coords, gint32, self->coords->len - 2), point, 8) == 0)
        continue;
      g_array_append_vals (self->coords, point, 2);
    }
  return TRUE;
}

static void
end_ring (Parser *self)
{
  guint32 end = self->coords->len / 2;

  g_array_append_val (self->ring_ends, end);
}

static void
end_part (Parser *self)
{
  guint32 end = self->ring_ends->len;

  g_array_append_val (self->part_ends, end);
}

/* Outlines run counter-clockwise, holes clockwise. */
static void
orient (gint32 *points, guint n, gboolean is_outline)
{
  double area = 0.0;

  for (guint i = 1; i + 1 < n; i++)
    {
      double ax = (double) points[2 * i] - points[0], ay = (double) points[2 * i + 1] - points[1];
      double bx = (double) points[2 * i + 2] - points[0], by = (double) points[2 * i + 3] - points[1];

      area += ax * by - bx * ay;
    }
  if (area == 0.0 || (area > 0.0) == is_outline)
    return;
  for (guint i = 0, j = n - 1; i < j; i++, j--)
    for (guint k = 0; k < 2; k++)
      {
        gint32 swap = points[2 * i + k];

        points[2 * i + k] = points[2 * j + k];
        points[2 * j + k] = swap;
      }
}

static gboolean
read_polygon (Parser *self, GError **error)
{
  guint first_ring = self->ring_ends->len;
  gboolean is_kept = TRUE;
  guint32 n_rings, n;

  if (!read_u32 (self, &n_rings) || n_rings > MAX_PIECES)
    return fail (error);
  for (guint32 i = 0; i < n_rings; i++)
    {
      guint start = self->coords->len;

      if (!read_u32 (self, &n))
        return fail (error);
      if (!read_points (self, n, error))
        return FALSE;
      if (self->coords->len - start > 2 &&
          memcmp (&g_array_index (self->coords, gint32, start),
                  &g_array_index (self->coords, gint32, self->coords->len - 2), 8) == 0)
        g_array_set_size (self->coords, self->coords->len - 2);
      if (i == 0)
        is_kept = self->coords->len - start >= 6;
      if (!is_kept || self->coords->len - start < 6)
        {
          g_array_set_size (self->coords, start);
          continue;
        }
      orient (&g_array_index (self->coords, gint32, start), (self->coords->len - start) / 2, i == 0);
      end_ring (self);
    }
  if (self->ring_ends->len > first_ring)
    end_part (self);
  return TRUE;
}

static gboolean
read_line (Parser *self, GError **error)
{
  guint start = self->coords->len;
  guint32 n;

  if (!read_u32 (self, &n))
    return fail (error);
  if (!read_points (self, n, error))
    return FALSE;
  if (self->coords->len - start < 4)
    g_array_set_size (self->coords, start);
  else
    end_ring (self);
  return TRUE;
}

static gboolean
read_type (Parser *self, guint32 *out_type)
{
  if (self->at == self->end || *self->at > 1)
    return FALSE;
  self->is_swapped = *self->at++ == 0;
  return read_u32 (self, out_type);
}

static gboolean
read_simple (Parser *self, guint32 type, GError **error)
{
  switch (type)
    {
    case WKB_POINT:
      return read_points (self, 1, error);
    case WKB_LINE:
      return read_line (self, error);
    case WKB_POLYGON:
      return read_polygon (self, error);
    default:
      return fail (error);
    }
}

static gboolean
read_geometry (Parser *self, guint32 *out_type, GError **error)
{
  guint32 n, type;

  if (!read_type (self, out_type))
    return fail (error);
  if (*out_type < WKB_MULTI_POINT)
    return read_simple (self, *out_type, error);
  if (*out_type > WKB_MULTI_POLYGON || !read_u32 (self, &n) || n > MAX_PIECES)
    return fail (error);
  *out_type -= WKB_MULTI_POINT - WKB_POINT;
  for (guint32 i = 0; i < n; i++)
    {
      if (!read_type (self, &type) || type != *out_type)
        return fail (error);
      if (!read_simple (self, type, error))
        return FALSE;
    }
  return TRUE;
}

/* To the well-known binary behind the header. */
static gboolean
skip_header (Parser *self)
{
  static const guint envelope_sizes[] = { 0, 32, 48, 48, 64 };
  guint envelope;

  if (self->end - self->at < 8 || self->at[0] != 'G' || self->at[1] != 'P' || self->at[2] != 0)
    return FALSE;
  envelope = (self->at[3] >> 1) & 7;
  if (envelope > 4 || self->end - self->at < 8 + (gssize) envelope_sizes[envelope])
    return FALSE;
  self->at += 8 + envelope_sizes[envelope];
  return TRUE;
}

static QvGeometry *
build (Parser *self, guint32 type, GError **error)
{
  if (type == WKB_POINT && self->coords->len > 0)
    end_ring (self);
  if (type != WKB_POLYGON && self->ring_ends->len > 0)
    end_part (self);
  if (self->part_ends->len == 0)
    {
      fail_empty (error);
      return NULL;
    }
  return qv_geometry_new (type == WKB_POINT  ? QV_GEOMETRY_POINT
                          : type == WKB_LINE ? QV_GEOMETRY_LINE
                                             : QV_GEOMETRY_AREA,
                          (const guint32 *) (gpointer) self->part_ends->data, self->part_ends->len,
                          (const guint32 *) (gpointer) self->ring_ends->data, self->ring_ends->len,
                          (const gint32 *) (gpointer) self->coords->data, self->coords->len / 2, error);
}

/**
 * qv_geometry_new_from_gpkg:
 * @data: (array length=size): a geometry blob of a GeoPackage in WGS 84, two-dimensional
 * @size: its length in bytes
 * @error: return location for a #GError of %QV_GEOMETRY_ERROR; %QV_GEOMETRY_ERROR_SHAPE where nothing of it
 *   is larger than a centimetre
 *
 * Returns: (transfer full) (nullable): the points, lines or areas
 */
QvGeometry *
qv_geometry_new_from_gpkg (gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GArray) part_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) ring_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) coords = g_array_new (FALSE, FALSE, sizeof (gint32));
  Parser self = { .at = data,
                  .end = (const guint8 *) data + size,
                  .part_ends = part_ends,
                  .ring_ends = ring_ends,
                  .coords = coords };
  guint32 type;

  if (!skip_header (&self))
    {
      fail (error);
      return NULL;
    }
  if (((const guint8 *) data)[3] & EMPTY_FLAG)
    {
      fail_empty (error);
      return NULL;
    }
  if (!read_geometry (&self, &type, error))
    return NULL;
  return build (&self, type, error);
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &value, 4);
}

static void
put_start (GByteArray *out, WkbType type)
{
  static const guint8 little_endian = 1;

  g_byte_array_append (out, &little_endian, 1);
  put_u32 (out, type);
}

static void
put_double (GByteArray *out, gint32 units)
{
  union
  {
    double value;
    guint64 bits;
  } number = { .value = units / QV_GEOMETRY_SCALE };

  number.bits = GUINT64_TO_LE (number.bits);
  g_byte_array_append (out, (const guint8 *) &number.bits, 8);
}

static void
put_points (GByteArray *out, const gint32 *coords, guint n, gboolean is_ring)
{
  for (guint i = 0; i < 2 * n; i++)
    put_double (out, coords[i]);
  if (is_ring)
    for (guint i = 0; i < 2; i++)
      put_double (out, coords[i]);
}

static void
put_areas (GByteArray *out, QvGeometry *geometry)
{
  guint n_parts, n_rings, n_points, ring = 0, start = 0;
  const guint32 *part_ends = qv_geometry_get_part_ends (geometry, &n_parts);
  const guint32 *ring_ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);

  put_start (out, WKB_MULTI_POLYGON);
  put_u32 (out, n_parts);
  for (guint part = 0; part < n_parts; part++)
    {
      put_start (out, WKB_POLYGON);
      put_u32 (out, part_ends[part] - ring);
      for (; ring < part_ends[part]; ring++)
        {
          put_u32 (out, ring_ends[ring] - start + 1);
          put_points (out, coords + 2 * start, ring_ends[ring] - start, TRUE);
          start = ring_ends[ring];
        }
    }
}

static void
put_lines (GByteArray *out, QvGeometry *geometry)
{
  guint n_rings, n_points, start = 0;
  const guint32 *ring_ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);

  put_start (out, WKB_MULTI_LINE);
  put_u32 (out, n_rings);
  for (guint ring = 0; ring < n_rings; ring++)
    {
      put_start (out, WKB_LINE);
      put_u32 (out, ring_ends[ring] - start);
      put_points (out, coords + 2 * start, ring_ends[ring] - start, FALSE);
      start = ring_ends[ring];
    }
}

static void
put_places (GByteArray *out, QvGeometry *geometry)
{
  guint n_points;
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);

  if (n_points > 1)
    {
      put_start (out, WKB_MULTI_POINT);
      put_u32 (out, n_points);
    }
  for (guint i = 0; i < n_points; i++)
    {
      put_start (out, WKB_POINT);
      put_points (out, coords + 2 * i, 1, FALSE);
    }
}

/**
 * qv_geometry_to_gpkg:
 * @geometry: a geometry
 *
 * Returns: (transfer full): the blob for a GeoPackage whose layer is in EPSG:4326, with its bounds
 */
GBytes *
qv_geometry_to_gpkg (QvGeometry *geometry)
{
  static const guint8 header[] = { 'G', 'P', 0, 0x03 };
  GByteArray *out = g_byte_array_new ();
  gint32 bounds[4];

  qv_geometry_get_bounds (geometry, bounds);
  g_byte_array_append (out, header, sizeof header);
  put_u32 (out, 4326);
  put_double (out, bounds[0]);
  put_double (out, bounds[2]);
  put_double (out, bounds[1]);
  put_double (out, bounds[3]);
  switch (qv_geometry_get_kind (geometry))
    {
    case QV_GEOMETRY_POINT:
      put_places (out, geometry);
      break;
    case QV_GEOMETRY_LINE:
      put_lines (out, geometry);
      break;
    case QV_GEOMETRY_AREA:
    default:
      put_areas (out, geometry);
      break;
    }
  return g_byte_array_free_to_bytes (out);
}
