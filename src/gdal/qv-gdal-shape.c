/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is mended here needs no guessing: every flaw with two possible meanings is an error. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-gdal-shape.h"

#include <glib/gi18n.h>
#include <math.h>

/* What projections leave beyond the edge of the globe by rounding. */
#define EDGE 1e-9

static gboolean
fail (const char *what, GError **error)
{
  g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, what);
  return FALSE;
}

static void
replace (OGRGeometryH *geometry, OGRGeometryH by)
{
  if (by == *geometry)
    return;
  OGR_G_DestroyGeometry (*geometry);
  *geometry = by;
}

static gboolean
is_off_globe (double x, double y)
{
  return !(fabs (x) <= 180.0 + EDGE && fabs (y) <= 90.0 + EDGE);
}

/* At a pole all longitudes are one place, so an edge along it crosses nothing. */
static gboolean
is_along_pole (double y, double last_y)
{
  return fabs (y) >= 90.0 - EDGE && fabs (y - last_y) <= EDGE;
}

/* Positions of one point, line or ring; @longest receives the largest step in longitude. */
static gboolean
check_positions (OGRGeometryH geometry, gboolean is_ring, double *longest, GError **error)
{
  int n = OGR_G_GetPointCount (geometry);
  double x = 0.0, y = 0.0, first_x = 0.0, first_y = 0.0, last_x = 0.0, last_y = 0.0;

  for (int i = 0; i < n; i++)
    {
      OGR_G_GetPoint (geometry, i, &x, &y, NULL);
      if (!isfinite (x) || !isfinite (y))
        return fail (_ ("A coordinate is not a number."), error);
      if (is_off_globe (x, y))
        return fail (
            _ ("A position lies off the globe: longitudes go from -180 to 180, latitudes from -90 to 90."),
            error);
      if (i == 0)
        {
          first_x = x;
          first_y = y;
        }
      else if (!is_along_pole (y, last_y))
        *longest = MAX (*longest, fabs (x - last_x));
      last_x = x;
      last_y = y;
    }
  if (is_ring && n > 0 && n < 4)
    return fail (_ ("A ring has fewer than four positions."), error);
  if (is_ring && n > 0 && (x != first_x || y != first_y))
    return fail (_ ("A ring is not closed: its last position is not its first."), error);
  return TRUE;
}

static gboolean
check_all_positions (OGRGeometryH geometry, gboolean is_area, double *longest, GError **error)
{
  int n = OGR_G_GetGeometryCount (geometry);

  if (n == 0)
    return check_positions (geometry, is_area, longest, error);
  is_area = is_area || OGR_G_GetGeometryType (geometry) == wkbPolygon;
  for (int i = 0; i < n; i++)
    if (!check_all_positions (OGR_G_GetGeometryRef (geometry, i), is_area, longest, error))
      return FALSE;
  return TRUE;
}

/* 0 for points, 1 for lines, 2 for anything else. */
static int
get_dimension (OGRGeometryH geometry)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));

  if (type == wkbPoint || type == wkbMultiPoint)
    return 0;
  return type == wkbLineString || type == wkbMultiLineString ? 1 : 2;
}

static gboolean
is_collection (OGRGeometryH geometry)
{
  return wkbFlatten (OGR_G_GetGeometryType (geometry)) == wkbGeometryCollection;
}

/* Clones of what is not a collection itself. */
static void
gather (OGRGeometryH geometry, GPtrArray *leaves)
{
  if (OGR_G_IsEmpty (geometry))
    return;
  if (OGR_GT_IsSubClassOf (OGR_G_GetGeometryType (geometry), wkbGeometryCollection))
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
      gather (OGR_G_GetGeometryRef (geometry, i), leaves);
  else
    g_ptr_array_add (leaves, OGR_G_Clone (geometry));
}

/* A multi-geometry of the leaves that have @dimension. */
static OGRGeometryH
collect (GPtrArray *leaves, int dimension)
{
  static const OGRwkbGeometryType types[] = { wkbMultiPoint, wkbMultiLineString, wkbMultiPolygon };
  OGRGeometryH multi = OGR_G_CreateGeometry (types[dimension]);

  for (guint i = 0; i < leaves->len; i++)
    if (get_dimension (leaves->pdata[i]) == dimension)
      OGR_G_AddGeometry (multi, leaves->pdata[i]);
  return multi;
}

/* Makes a collection a geometry of one kind: its areas if it has any, else whatever it consists of alone. */
static gboolean
resolve_collection (OGRGeometryH *geometry, QvShapeMends *mends, GError **error)
{
  g_autoptr (GPtrArray) leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) OGR_G_DestroyGeometry);
  guint counts[3] = { 0, 0, 0 };
  int dimension;

  gather (*geometry, leaves);
  for (guint i = 0; i < leaves->len; i++)
    counts[get_dimension (leaves->pdata[i])]++;
  if (counts[2] == 0 && counts[0] > 0 && counts[1] > 0)
    return fail (_ ("It mixes points and lines, which makes neither a place nor an outline."), error);
  dimension = counts[2] > 0 ? 2 : counts[1] > 0 ? 1 : 0;
  if (counts[dimension] < leaves->len)
    *mends |= QV_SHAPE_COLLECTION;
  replace (geometry, collect (leaves, dimension));
  return TRUE;
}

/* The parts of @geometry that have @dimension; what a repair leaves beside them has no extent. */
static void
keep_dimension (OGRGeometryH *geometry, int dimension)
{
  g_autoptr (GPtrArray) leaves = NULL;

  if (get_dimension (*geometry) == dimension && !is_collection (*geometry))
    return;
  leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) OGR_G_DestroyGeometry);
  gather (*geometry, leaves);
  replace (geometry, collect (leaves, dimension));
}

static gboolean
make_valid (OGRGeometryH *geometry, QvShapeMends *mends, GError **error)
{
  static const char *const options[] = { "METHOD=STRUCTURE", "KEEP_COLLAPSED=NO", NULL };
  int dimension = get_dimension (*geometry);
  OGRGeometryH valid;

  if (dimension == 0 || OGR_G_IsValid (*geometry))
    return TRUE;
  valid = OGR_G_MakeValidEx (*geometry, (char **) options);
  if (valid == NULL)
    return fail (_ ("Its outline crosses itself in a way that cannot be mended."), error);
  replace (geometry, valid);
  if (OGR_G_IsEmpty (*geometry))
    *mends |= QV_SHAPE_COLLAPSED;
  else
    {
      keep_dimension (geometry, dimension);
      *mends |= OGR_G_IsEmpty (*geometry) ? QV_SHAPE_COLLAPSED : QV_SHAPE_CROSSED_ITSELF;
    }
  return TRUE;
}

static void
shift (OGRGeometryH geometry, double by, gboolean only_west)
{
  int n = OGR_G_GetGeometryCount (geometry);

  for (int i = 0; i < n; i++)
    shift (OGR_G_GetGeometryRef (geometry, i), by, only_west);
  for (int i = 0; n == 0 && i < OGR_G_GetPointCount (geometry); i++)
    {
      double x, y;

      OGR_G_GetPoint (geometry, i, &x, &y, NULL);
      if (!only_west || x < 0.0)
        OGR_G_SetPoint_2D (geometry, i, x + by, y);
    }
}

static OGRGeometryH
clip (OGRGeometryH geometry, double west, double east)
{
  OGRGeometryH ring = OGR_G_CreateGeometry (wkbLinearRing);
  OGRGeometryH box = OGR_G_CreateGeometry (wkbPolygon);
  OGRGeometryH part;

  OGR_G_AddPoint_2D (ring, west, -90.0);
  OGR_G_AddPoint_2D (ring, east, -90.0);
  OGR_G_AddPoint_2D (ring, east, 90.0);
  OGR_G_AddPoint_2D (ring, west, 90.0);
  OGR_G_AddPoint_2D (ring, west, -90.0);
  OGR_G_AddGeometryDirectly (box, ring);
  part = OGR_G_Intersection (geometry, box);
  OGR_G_DestroyGeometry (box);
  return part;
}

/* A step of more than half the globe is a step over the antimeridian (RFC 7946, 3.1.9). */
static gboolean
cut_at_antimeridian (OGRGeometryH *geometry, QvShapeMends *mends, GError **error)
{
  g_autoptr (GPtrArray) leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) OGR_G_DestroyGeometry);
  int dimension = get_dimension (*geometry);
  OGRGeometryH west, east;

  shift (*geometry, 360.0, TRUE);
  if (!make_valid (geometry, mends, error))
    return FALSE;
  west = clip (*geometry, 0.0, 180.0);
  east = clip (*geometry, 180.0, 360.0);
  if (west != NULL && east != NULL)
    {
      shift (east, -360.0, FALSE);
      gather (west, leaves);
      gather (east, leaves);
      replace (geometry, collect (leaves, dimension));
      *mends |= QV_SHAPE_ANTIMERIDIAN;
    }
  OGR_G_DestroyGeometry (west);
  OGR_G_DestroyGeometry (east);
  return leaves->len > 0 || fail (_ ("It crosses the antimeridian in a way that cannot be mended."), error);
}

static void
flatten (OGRGeometryH *geometry, QvShapeMends *mends)
{
  if (OGR_G_Is3D (*geometry) || OGR_G_IsMeasured (*geometry))
    {
      OGR_G_FlattenTo2D (*geometry);
      *mends |= QV_SHAPE_HEIGHT;
    }
  if (OGR_G_HasCurveGeometry (*geometry, FALSE))
    {
      replace (geometry, OGR_G_GetLinearGeometry (*geometry, 0.0, NULL));
      *mends |= QV_SHAPE_CURVES;
    }
  if (OGR_GT_IsSubClassOf (OGR_G_GetGeometryType (*geometry), wkbPolyhedralSurface) ||
      OGR_G_GetGeometryType (*geometry) == wkbTriangle)
    *geometry = OGR_G_ForceToMultiPolygon (*geometry);
}

/**
 * qv_shape_mend:
 * @geometry: (inout): a geometry, which is replaced; %NULL afterwards where nothing with an extent is left
 * @transformation: (nullable): to WGS 84
 * @out_mends: (out): what was done
 * @error: return location for a #GError of %QV_READ_ERROR that says what is wrong, without naming the feature
 *
 * Makes points, lines or areas in two dimensions, in WGS 84, on the globe, valid.
 *
 * Returns: whether that was possible without guessing
 */
gboolean
qv_shape_mend (OGRGeometryH *geometry,
               OGRCoordinateTransformationH transformation,
               QvShapeMends *out_mends,
               GError **error)
{
  double longest = 0.0;

  *out_mends = 0;
  flatten (geometry, out_mends);
  if (is_collection (*geometry) && !resolve_collection (geometry, out_mends, error))
    return FALSE;
  if (OGR_G_IsEmpty (*geometry))
    {
      replace (geometry, NULL);
      return TRUE;
    }
  if (transformation != NULL && OGR_G_Transform (*geometry, transformation) != OGRERR_NONE)
    return fail (
        _ ("A position cannot be brought from the layer's coordinate system to longitude and latitude."),
        error);
  if (!check_all_positions (*geometry, FALSE, &longest, error))
    return FALSE;
  if (longest > 180.0 && !cut_at_antimeridian (geometry, out_mends, error))
    return FALSE;
  if (!make_valid (geometry, out_mends, error))
    return FALSE;
  if (OGR_G_IsEmpty (*geometry))
    replace (geometry, NULL);
  return TRUE;
}
