/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lengths and areas on the ellipsoid of WGS 84. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-geodesy.h"

#include <math.h>

#define SEMI_MAJOR 6378137.0 /* metres */
#define FLATTENING (1.0 / 298.257223563)
#define SEMI_MINOR (SEMI_MAJOR * (1.0 - FLATTENING))
#define ECCENTRICITY 0.081819190842621494 /* the square root of f (2 - f) */
#define RADIAN (G_PI / 180.0)
#define MAX_ROUNDS 100 /* only points on opposite sides of the Earth need more than ten */

/* Equations 10 and 11 of Vincenty: what the angle on the sphere lacks to be one on the ellipsoid. */
static double
correct (double sine, double cosine, double middle, double b)
{
  double square = -1.0 + 2.0 * middle * middle;

  return b * sine *
         (middle + b / 4.0 *
                       (cosine * square -
                        b / 6.0 * middle * (-3.0 + 4.0 * sine * sine) * (-3.0 + 4.0 * middle * middle)));
}

/**
 * qv_geodesy_measure_distance:
 * @longitude_1: degrees
 * @latitude_1: degrees
 * @longitude_2: degrees
 * @latitude_2: degrees
 *
 * Returns: metres along the geodesic (Vincenty 1975, "Direct and Inverse Solutions of Geodesics on the
 * Ellipsoid with Application of Nested Equations"); good to a millimetre but for points that are nearly
 * opposite to each other on the Earth
 */
double
qv_geodesy_measure_distance (double longitude_1, double latitude_1, double longitude_2, double latitude_2)
{
  double u1 = atan ((1.0 - FLATTENING) * tan (latitude_1 * RADIAN));
  double u2 = atan ((1.0 - FLATTENING) * tan (latitude_2 * RADIAN));
  double difference = remainder (longitude_2 - longitude_1, 360.0) * RADIAN, lambda = difference;
  double sine = 0.0, cosine = 1.0, sigma = 0.0, square = 0.0, middle = 0.0, u, a, b;

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      double across = cos (u2) * sin (lambda);
      double along = cos (u1) * sin (u2) - sin (u1) * cos (u2) * cos (lambda);
      double before = lambda, alpha, c;

      sine = hypot (across, along);
      if (sine == 0.0)
        return 0.0;
      cosine = sin (u1) * sin (u2) + cos (u1) * cos (u2) * cos (lambda);
      sigma = atan2 (sine, cosine);
      alpha = cos (u1) * cos (u2) * sin (lambda) / sine;
      square = 1.0 - alpha * alpha;
      /* On the equator this is 0/0, and what it is multiplied with is 0. */
      middle = square > 1e-15 ? cosine - 2.0 * sin (u1) * sin (u2) / square : 0.0;
      c = FLATTENING / 16.0 * square * (4.0 + FLATTENING * (4.0 - 3.0 * square));
      lambda = difference + (1.0 - c) * FLATTENING * alpha *
                                (sigma + c * sine * (middle + c * cosine * (-1.0 + 2.0 * middle * middle)));
      if (fabs (lambda - before) < 1e-13)
        break;
    }
  u = square * (SEMI_MAJOR * SEMI_MAJOR - SEMI_MINOR * SEMI_MINOR) / (SEMI_MINOR * SEMI_MINOR);
  a = 1.0 + u / 16384.0 * (4096.0 + u * (-768.0 + u * (320.0 - 175.0 * u)));
  b = u / 1024.0 * (256.0 + u * (-128.0 + u * (74.0 - 47.0 * u)));
  return SEMI_MINOR * a * (sigma - correct (sine, cosine, middle, b));
}

/**
 * qv_geodesy_measure_length:
 * @geometry: a geometry
 *
 * Returns: metres along all its lines, or round all its areas with their holes; 0 for points
 */
double
qv_geodesy_measure_length (QvGeometry *geometry)
{
  gboolean is_closed = qv_geometry_get_kind (geometry) == QV_GEOMETRY_AREA;
  guint n_rings, n_points;
  const guint32 *ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);
  double length = 0.0;

  if (qv_geometry_get_kind (geometry) == QV_GEOMETRY_POINT)
    return 0.0;
  for (guint ring = 0, first = 0; ring < n_rings; first = ends[ring++])
    for (guint i = is_closed ? first : first + 1; i < ends[ring]; i++)
      {
        const gint32 *a = &coords[2 * (gsize) (i > first ? i - 1 : ends[ring] - 1)];
        const gint32 *b = &coords[2 * (gsize) i];

        length += qv_geodesy_measure_distance (a[0] / QV_GEOMETRY_SCALE, a[1] / QV_GEOMETRY_SCALE,
                                               b[0] / QV_GEOMETRY_SCALE, b[1] / QV_GEOMETRY_SCALE);
      }
  return length;
}

/* Snyder 1987, "Map Projections: A Working Manual", 3-12: how much of the ellipsoid lies south of it. */
static double
get_authalic_q (double sine)
{
  double es = ECCENTRICITY * sine;

  return (1.0 - ECCENTRICITY * ECCENTRICITY) * (sine / (1.0 - es * es) + atanh (es) / ECCENTRICITY);
}

/* Square metres, without a sign. Latitudes become those of the sphere with the ellipsoid's surface (Snyder
 * 1987, 3-11), whose triangles between an edge and the equator are added up (Karney 2013, "Algorithms for
 * geodesics", 59 for a sphere). */
static double
measure_ring (const gint32 *coords, guint n)
{
  const double pole = get_authalic_q (1.0);
  double sum = 0.0, before = 0.0;

  for (guint i = 0; i <= n; i++)
    {
      const gint32 *point = &coords[2 * (gsize) (i % n)];
      double q = get_authalic_q (sin (point[1] / QV_GEOMETRY_SCALE * RADIAN));
      double half = tan (asin (CLAMP (q / pole, -1.0, 1.0)) / 2.0);

      if (i > 0)
        {
          double step = ((double) point[0] - coords[2 * (gsize) (i - 1)]) / QV_GEOMETRY_SCALE * RADIAN;

          sum += 2.0 * atan2 (tan (step / 2.0) * (before + half), 1.0 + before * half);
        }
      before = half;
    }
  return fabs (sum) * SEMI_MAJOR * SEMI_MAJOR * pole / 2.0;
}

/**
 * qv_geodesy_measure_area:
 * @geometry: a geometry
 *
 * Returns: square metres of all its areas without their holes; 0 for points and lines
 */
double
qv_geodesy_measure_area (QvGeometry *geometry)
{
  guint n_parts, n_rings, n_points;
  const guint32 *parts = qv_geometry_get_part_ends (geometry, &n_parts);
  const guint32 *ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);
  double area = 0.0;

  if (qv_geometry_get_kind (geometry) != QV_GEOMETRY_AREA)
    return 0.0;
  for (guint part = 0, ring = 0; part < n_parts; part++)
    for (guint outline = ring; ring < parts[part]; ring++)
      {
        guint first = ring > 0 ? ends[ring - 1] : 0;
        double own = measure_ring (&coords[2 * (gsize) first], ends[ring] - first);

        area += ring == outline ? own : -own;
      }
  return MAX (area, 0.0);
}
