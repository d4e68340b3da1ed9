/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GDAL opens most broken GeoJSON and silently leaves out what it does not understand. So the whole file is
 * checked against RFC 7946 before GDAL sees it. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-geojson-check.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_FEATURES 1000000
#define MAX_NAMES 1000
#define MAX_LEVEL 3 /* of the positions of a MultiPolygon */

typedef struct
{
  QvJsonReader *reader;
  QvGeojsonFacts *facts;
  QvGeojsonProgressFunc progress;
  guint feature; /* 0 outside of features */
  gboolean is_wound;
  gboolean has_height;
  guint off_globe; /* first feature with a position that WGS 84 does not have */
  GHashTable *names;
} Check;

typedef struct
{
  int level; /* of the positions: how many lists they lie in; -1 before the first */
  gboolean is_mixed;
  gboolean is_hollow; /* an empty list where a position or a ring should be */
  guint n_positions;
  guint n_short_rings; /* of fewer than four positions */
  guint n_short_lines; /* of fewer than two */
  guint n_open;
  guint n_wound;
} Coordinates;

typedef struct
{
  guint n;
  double first[2];
  double last[2];
  double area; /* twice, counter-clockwise is positive; relative to the first position for precision */
} Ring;

static gboolean
fail (Check *self, const char *what, GError **error)
{
  if (self->feature > 0)
    /* Translators: %u is the number of the feature in the file, %s a whole sentence. */
    g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("Feature %u: %s"), self->feature, what);
  else
    qv_json_reader_set_error (self->reader, what, error);
  return FALSE;
}

static void
add_to_ring (Ring *ring, double x, double y)
{
  if (ring->n++ == 0)
    {
      ring->first[0] = x;
      ring->first[1] = y;
    }
  else
    ring->area += (ring->last[0] - ring->first[0]) * (y - ring->first[1]) -
                  (x - ring->first[0]) * (ring->last[1] - ring->first[1]);
  ring->last[0] = x;
  ring->last[1] = y;
}

static void
finish_ring (Coordinates *coordinates, const Ring *ring, gboolean is_first)
{
  gboolean is_open = ring->first[0] != ring->last[0] || ring->first[1] != ring->last[1];

  coordinates->n_short_lines += ring->n < 2;
  coordinates->n_short_rings += ring->n < 4;
  coordinates->n_open += is_open;
  if (!is_open && ring->area != 0.0)
    coordinates->n_wound += (ring->area > 0.0) != is_first;
}

/* @token is the first number of a position. */
static gboolean
read_position (Check *self, QvJsonToken token, Ring *ring, GError **error)
{
  double numbers[2] = { 0.0, 0.0 };
  guint n = 0;

  for (; token != QV_JSON_END_ARRAY; token = qv_json_reader_next (self->reader, error))
    {
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (token != QV_JSON_NUMBER)
        return fail (self, _ ("A coordinate is not a number."), error);
      if (n < 2)
        numbers[n] = qv_json_reader_get_number (self->reader);
      n++;
    }
  if (n < 2)
    return fail (self, _ ("A position has fewer than two numbers."), error);
  self->has_height |= n > 2;
  if (self->off_globe == 0 && (fabs (numbers[0]) > 180.0 || fabs (numbers[1]) > 90.0))
    self->off_globe = MAX (self->feature, 1);
  add_to_ring (ring, numbers[0], numbers[1]);
  return TRUE;
}

/* Reads a list whose bracket was just read, at @level; @index is its place among its siblings. A list of
 * numbers goes into @parent. */
static gboolean
read_list (Check *self, Coordinates *out, Ring *parent, int level, guint index, GError **error)
{
  Ring ring = { 0 };
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token == QV_JSON_END_ARRAY)
    {
      out->is_hollow |= level > 0;
      return TRUE;
    }
  if (token != QV_JSON_BEGIN_ARRAY)
    {
      out->is_mixed |= out->level >= 0 && out->level != level;
      out->level = level;
      out->n_positions++;
      return read_position (self, token, parent, error);
    }
  if (level == MAX_LEVEL)
    return fail (self, _ ("Its coordinates are nested too deeply."), error);
  for (guint i = 0; token != QV_JSON_END_ARRAY; i++)
    {
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (token != QV_JSON_BEGIN_ARRAY)
        return fail (self, _ ("Its coordinates mix numbers and lists."), error);
      if (!read_list (self, out, &ring, level + 1, i, error))
        return FALSE;
      token = qv_json_reader_next (self->reader, error);
    }
  if (ring.n > 0)
    finish_ring (out, &ring, index == 0);
  return TRUE;
}

static const struct
{
  const char *name;
  int level;
  gboolean is_area;
  gboolean is_line;
} geometry_types[] = {
  { "Point", 0, FALSE, FALSE },     { "MultiPoint", 1, FALSE, FALSE },
  { "LineString", 1, FALSE, TRUE }, { "MultiLineString", 2, FALSE, TRUE },
  { "Polygon", 2, TRUE, FALSE },    { "MultiPolygon", 3, TRUE, FALSE },
};

static gboolean
check_coordinates (Check *self, const char *type, const Coordinates *coordinates, GError **error)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (geometry_types) && strcmp (type, geometry_types[i].name) != 0)
    i++;
  if (i == G_N_ELEMENTS (geometry_types))
    return fail (self, _ ("Its geometry has a type that GeoJSON does not know."), error);
  if (coordinates->is_hollow)
    return fail (self, _ ("A position or ring of its geometry is empty."), error);
  if (coordinates->n_positions == 0)
    return TRUE;
  if (coordinates->is_mixed || coordinates->level != geometry_types[i].level)
    return fail (self, _ ("Its coordinates are not nested as the type of the geometry asks for."), error);
  if (geometry_types[i].is_line && coordinates->n_short_lines > 0)
    return fail (self, _ ("A line has fewer than two positions."), error);
  if (geometry_types[i].is_area && coordinates->n_open > 0)
    return fail (self, _ ("A ring is not closed: its last position is not its first."), error);
  if (geometry_types[i].is_area && coordinates->n_short_rings > 0)
    return fail (self, _ ("A ring has fewer than four positions."), error);
  self->is_wound |= geometry_types[i].is_area && coordinates->n_wound > 0;
  return TRUE;
}

static gboolean
read_bbox (Check *self, GError **error)
{
  guint n = 0;
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token != QV_JSON_BEGIN_ARRAY)
    return fail (self, _ ("A bounding box is not a list."), error);
  for (;; n++)
    {
      token = qv_json_reader_next (self->reader, error);
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (token == QV_JSON_END_ARRAY)
        break;
      if (token != QV_JSON_NUMBER)
        return fail (self, _ ("A bounding box holds something that is not a number."), error);
    }
  if (n != 4 && n != 6)
    return fail (self, _ ("A bounding box has neither four nor six numbers."), error);
  return TRUE;
}

/* Reads a string value, or anything else with @what as the error. */
static gboolean
read_text (Check *self, char **out_text, const char *what, GError **error)
{
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token != QV_JSON_STRING)
    return fail (self, what, error);
  g_free (*out_text);
  *out_text = g_strdup (qv_json_reader_get_text (self->reader));
  return TRUE;
}

static gboolean
skip_member (Check *self, GError **error)
{
  return qv_json_reader_skip (self->reader, qv_json_reader_next (self->reader, error), error);
}

static gboolean read_geometry (Check *self, GError **error);

static gboolean
read_geometries (Check *self, GError **error)
{
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token != QV_JSON_BEGIN_ARRAY)
    return fail (self, _ ("The geometries of a collection are not a list."), error);
  while ((token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_ARRAY)
    {
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (token != QV_JSON_BEGIN_OBJECT)
        return fail (self, _ ("A collection holds something that is not a geometry."), error);
      if (!read_geometry (self, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  char *type;
  Coordinates coordinates;
  gboolean has_coordinates;
  gboolean has_geometries;
} Geometry;

static gboolean
read_geometry_member (Check *self, Geometry *geometry, GError **error)
{
  const char *name = qv_json_reader_get_text (self->reader);
  QvJsonToken token;
  Ring ring = { 0 };

  if (strcmp (name, "type") == 0)
    return read_text (self, &geometry->type, _ ("A type is not a text."), error);
  if (strcmp (name, "bbox") == 0)
    return read_bbox (self, error);
  if (strcmp (name, "geometries") == 0)
    {
      geometry->has_geometries = TRUE;
      return read_geometries (self, error);
    }
  if (strcmp (name, "coordinates") != 0)
    return skip_member (self, error);

  token = qv_json_reader_next (self->reader, error);
  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token != QV_JSON_BEGIN_ARRAY)
    return fail (self, _ ("Its coordinates are not a list."), error);
  geometry->has_coordinates = TRUE;
  return read_list (self, &geometry->coordinates, &ring, 0, 0, error);
}

static gboolean
check_geometry (Check *self, const Geometry *geometry, GError **error)
{
  if (geometry->type == NULL)
    return fail (self, _ ("A geometry has no type."), error);
  if (strcmp (geometry->type, "GeometryCollection") == 0)
    return geometry->has_geometries || fail (self, _ ("A collection has no geometries."), error);
  if (!geometry->has_coordinates)
    return fail (self, _ ("A geometry has no coordinates."), error);
  return check_coordinates (self, geometry->type, &geometry->coordinates, error);
}

/* The brace of the geometry was just read. */
static gboolean
read_geometry (Check *self, GError **error)
{
  Geometry geometry = { .coordinates.level = -1 };
  QvJsonToken token;
  gboolean ok = TRUE;

  while (ok && (token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_OBJECT)
    ok = token != QV_JSON_ERROR && read_geometry_member (self, &geometry, error);
  ok = ok && check_geometry (self, &geometry, error);
  g_free (geometry.type);
  return ok;
}

static gboolean
read_properties (Check *self, GError **error)
{
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token == QV_JSON_NULL)
    return TRUE;
  if (token != QV_JSON_BEGIN_OBJECT)
    return fail (self, _ ("Its properties are neither an object nor null."), error);
  while ((token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_OBJECT)
    {
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (!g_hash_table_contains (self->names, qv_json_reader_get_text (self->reader)))
        g_hash_table_add (self->names, g_strdup (qv_json_reader_get_text (self->reader)));
      if (g_hash_table_size (self->names) > MAX_NAMES)
        {
          g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT, _ ("The file has more than %d properties."),
                       MAX_NAMES);
          return FALSE;
        }
      if (!skip_member (self, error))
        return FALSE;
    }
  return TRUE;
}

typedef enum
{
  HAS_TYPE = 1 << 0,
  HAS_GEOMETRY = 1 << 1,
  HAS_PROPERTIES = 1 << 2,
} FeatureMembers;

static gboolean
read_feature_geometry (Check *self, GError **error)
{
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR || token == QV_JSON_NULL)
    return token == QV_JSON_NULL;
  if (token != QV_JSON_BEGIN_OBJECT)
    return fail (self, _ ("Its geometry is neither an object nor null."), error);
  return read_geometry (self, error);
}

static gboolean
read_id (Check *self, GError **error)
{
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  return token == QV_JSON_STRING || token == QV_JSON_NUMBER ||
         fail (self, _ ("Its id is neither a text nor a number."), error);
}

/* One member of a feature, whose name was just read. */
static gboolean
read_feature_member (Check *self, FeatureMembers *seen, char **type, GError **error)
{
  const char *name = qv_json_reader_get_text (self->reader);

  if (strcmp (name, "type") == 0)
    {
      *seen |= HAS_TYPE;
      return read_text (self, type, _ ("Its type is not a text."), error);
    }
  if (strcmp (name, "geometry") == 0)
    {
      *seen |= HAS_GEOMETRY;
      return read_feature_geometry (self, error);
    }
  if (strcmp (name, "properties") == 0)
    {
      *seen |= HAS_PROPERTIES;
      return read_properties (self, error);
    }
  if (strcmp (name, "id") == 0)
    return read_id (self, error);
  if (strcmp (name, "bbox") == 0)
    return read_bbox (self, error);
  return skip_member (self, error);
}

static gboolean
finish_feature (Check *self, FeatureMembers seen, const char *type, GError **error)
{
  if (g_strcmp0 (type, "Feature") != 0)
    return fail (self, _ ("Its type is not “Feature”."), error);
  if (!(seen & HAS_GEOMETRY))
    return fail (self, _ ("It has no member “geometry”."), error);
  if (!(seen & HAS_PROPERTIES))
    return fail (self, _ ("It has no member “properties”."), error);
  if (self->is_wound && self->facts->n_wound++ == 0)
    self->facts->first_wound = self->feature;
  self->facts->n_height += self->has_height;
  return TRUE;
}

/* The brace of the feature was just read. */
static gboolean
read_feature (Check *self, GError **error)
{
  g_autofree char *type = NULL;
  FeatureMembers seen = 0;
  QvJsonToken token;

  self->feature = ++self->facts->n_features;
  self->is_wound = self->has_height = FALSE;
  while ((token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_OBJECT)
    if (token == QV_JSON_ERROR || !read_feature_member (self, &seen, &type, error))
      return FALSE;
  if (!finish_feature (self, seen, type, error))
    return FALSE;
  self->feature = 0;
  return TRUE;
}

static gboolean
read_features (Check *self, GError **error)
{
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token != QV_JSON_BEGIN_ARRAY)
    return fail (self, _ ("“features” is not a list."), error);
  while ((token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_ARRAY)
    {
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (token != QV_JSON_BEGIN_OBJECT)
        {
          self->feature = self->facts->n_features + 1;
          return fail (self, _ ("It is not an object."), error);
        }
      if (self->facts->n_features == MAX_FEATURES)
        {
          g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT, _ ("The file has more than %d features."),
                       MAX_FEATURES);
          return FALSE;
        }
      if (!read_feature (self, error))
        return FALSE;
      if (self->progress != NULL && self->facts->n_features % 1000 == 0)
        self->progress (qv_json_reader_get_share (self->reader));
    }
  return TRUE;
}

static gboolean
is_wgs84 (const char *name)
{
  return strcmp (name, "urn:ogc:def:crs:OGC:1.3:CRS84") == 0 ||
         strcmp (name, "urn:ogc:def:crs:OGC::CRS84") == 0 ||
         strcmp (name, "urn:ogc:def:crs:EPSG::4326") == 0 || g_ascii_strcasecmp (name, "EPSG:4326") == 0;
}

/* Only names are let through to GDAL: a link would be a request to somebody's server. */
static gboolean
check_crs_name (Check *self, const char *type, const char *name, GError **error)
{
  if (g_strcmp0 (type, "name") != 0 || name == NULL)
    return fail (self, _ ("The coordinate system is not given by its name."), error);
  if (!g_str_has_prefix (name, "urn:ogc:def:crs:") && g_ascii_strncasecmp (name, "EPSG:", 5) != 0)
    return fail (self, _ ("The name of the coordinate system is not an EPSG code."), error);
  self->facts->has_crs = !is_wgs84 (name);
  return TRUE;
}

static gboolean
read_crs (Check *self, GError **error)
{
  g_autofree char *type = NULL;
  g_autofree char *name = NULL;
  g_autofree char *member = NULL;
  QvJsonToken token = qv_json_reader_next (self->reader, error);
  guint depth = qv_json_reader_get_depth (self->reader);

  if (token == QV_JSON_NULL)
    return TRUE;
  if (token != QV_JSON_BEGIN_OBJECT)
    return token != QV_JSON_ERROR && fail (self, _ ("The coordinate system is not an object."), error);
  while (qv_json_reader_get_depth (self->reader) >= depth)
    {
      gboolean is_inside = qv_json_reader_get_depth (self->reader) > depth;
      char **into;

      token = qv_json_reader_next (self->reader, error);
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (token != QV_JSON_NAME && token != QV_JSON_STRING)
        continue;
      into = token == QV_JSON_NAME                           ? &member
             : g_strcmp0 (member, "name") == 0               ? &name
             : !is_inside && g_strcmp0 (member, "type") == 0 ? &type
                                                             : NULL;
      if (into == NULL)
        continue;
      g_free (*into);
      *into = g_strdup (qv_json_reader_get_text (self->reader));
    }
  return check_crs_name (self, type, name, error);
}

typedef struct
{
  Geometry geometry;
  FeatureMembers seen;
  gboolean has_features;
} Root;

/* Which members mean something depends on the type, which may come last; so all are checked as they come. */
static gboolean
read_root_member (Check *self, Root *root, GError **error)
{
  const char *name = qv_json_reader_get_text (self->reader);

  if (strcmp (name, "features") == 0)
    {
      root->has_features = TRUE;
      return read_features (self, error);
    }
  if (strcmp (name, "crs") == 0)
    return read_crs (self, error);
  if (strcmp (name, "geometry") == 0 || strcmp (name, "properties") == 0 || strcmp (name, "id") == 0)
    return read_feature_member (self, &root->seen, &root->geometry.type, error);
  return read_geometry_member (self, &root->geometry, error);
}

static gboolean
is_geometry_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (geometry_types); i++)
    if (strcmp (type, geometry_types[i].name) == 0)
      return TRUE;
  return strcmp (type, "GeometryCollection") == 0;
}

static gboolean
finish_root (Check *self, Root *root, GError **error)
{
  const char *type = root->geometry.type;

  if (type == NULL)
    return fail (self, _ ("The file is not GeoJSON: it has no type."), error);
  if (strcmp (type, "FeatureCollection") == 0)
    return root->has_features || fail (self, _ ("The feature collection has no member “features”."), error);
  if (strcmp (type, "Feature") != 0 && !is_geometry_type (type))
    return fail (self, _ ("The file is not GeoJSON: its type is none that GeoJSON knows."), error);
  self->feature = self->facts->n_features = 1;
  if (strcmp (type, "Feature") == 0)
    return finish_feature (self, root->seen, type, error);
  return check_geometry (self, &root->geometry, error) &&
         finish_feature (self, HAS_GEOMETRY | HAS_PROPERTIES, "Feature", error);
}

static gboolean
read_root (Check *self, GError **error)
{
  Root root = { .geometry.coordinates.level = -1 };
  QvJsonToken token = qv_json_reader_next (self->reader, error);
  gboolean ok = token != QV_JSON_ERROR;

  if (ok && token != QV_JSON_BEGIN_OBJECT)
    return fail (self, _ ("The file is not GeoJSON: it does not begin with an object."), error);
  while (ok && (token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_OBJECT)
    ok = token != QV_JSON_ERROR && read_root_member (self, &root, error);
  ok = ok && qv_json_reader_next (self->reader, error) == QV_JSON_END;
  ok = ok && finish_root (self, &root, error);
  g_free (root.geometry.type);
  return ok;
}

/**
 * qv_geojson_check:
 * @data: (array length=size): a file
 * @size: its length in bytes
 * @out_facts: (out caller-allocates): what is worth telling
 * @progress: (nullable): called now and then with the share read
 * @error: return location for a #GError of %QV_READ_ERROR that names the first flaw and its feature
 *
 * Checks that a file is GeoJSON as RFC 7946 has it: members of the right types, coordinates nested as the
 * type of their geometry asks for, of at least two finite numbers, on the globe unless another coordinate
 * system is named, rings of four positions and closed. Rings that run the wrong way round and heights are
 * only counted.
 *
 * Returns: whether it is sound
 */
gboolean
qv_geojson_check (
    const char *data, gsize size, QvGeojsonFacts *out_facts, QvGeojsonProgressFunc progress, GError **error)
{
  g_autoptr (QvJsonReader) reader = qv_json_reader_new (data, size);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check self = { .reader = reader, .facts = out_facts, .progress = progress, .names = names };

  *out_facts = (QvGeojsonFacts){ 0 };
  if (!read_root (&self, error))
    return FALSE;
  if (self.off_globe > 0 && !out_facts->has_crs)
    {
      self.feature = self.off_globe;
      return fail (
          &self,
          _ ("A position lies off the globe: longitudes go from -180 to 180, latitudes from -90 to 90."),
          error);
    }
  return TRUE;
}
