/* SPDX-License-Identifier: GPL-3.0-or-later */
/* background FILE OUT.gpkg: an OpenStreetMap extract as the few kinds of line and area that a quiet map
 * needs. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-commands.h"

#include "qv-csv-reader.h"
#include "qv-gdal-input.h"
#include "qv-gdal-output.h"
#include "qv-gdal-setup.h"
#include "qv-gdal-shape.h"

#include <glib/gi18n.h>
#include <ogr_api.h>
#include <string.h>

/* Degrees: about a metre and a half, less than a pixel of the closest view. */
#define TOLERANCE 0.000015
#define MAX_ADMIN_LEVEL 8

typedef struct
{
  const char *key;
  const char *values; /* between spaces */
  const char *role;
} Rule;

/* The first rule that fits decides. Keys after https://wiki.openstreetmap.org/wiki/Map_features */
static const Rule line_rules[] = {
  { "highway", " motorway motorway_link trunk trunk_link primary primary_link ", "road-major" },
  { "highway", " secondary secondary_link tertiary tertiary_link ", "road-middle" },
  { "highway", " residential unclassified living_street pedestrian road ", "road-minor" },
  { "railway", " tram light_rail ", "tram" },
  { "railway", " rail narrow_gauge funicular monorail ", "rail" },
  { "waterway", " river canal ", "water" },
  { "waterway", " stream ditch drain ", "stream" },
};
static const Rule area_rules[] = {
  { "natural", " water bay ", "water" },
  { "waterway", " riverbank dock ", "water" },
  { "landuse", " reservoir basin ", "water" },
  { "leisure", " park garden golf_course nature_reserve pitch recreation_ground ", "green" },
  { "landuse", " forest grass meadow village_green cemetery allotments recreation_ground orchard vineyard ",
    "green" },
  { "natural", " wood scrub heath grassland ", "green" },
  { "landuse", " residential commercial industrial retail railway construction ", "built-up" },
};

static const char *
get_field (OGRFeatureH feature, const char *name)
{
  int index = OGR_F_GetFieldIndex (feature, name);

  return index >= 0 && OGR_F_IsFieldSetAndNotNull (feature, index) ? OGR_F_GetFieldAsString (feature, index)
                                                                   : NULL;
}

/* Tags without a field of their own stand together in one: "railway"=>"rail","tunnel"=>"yes". */
static gboolean
get_tag (OGRFeatureH feature, const char *key, char *value, gsize size)
{
  const char *own = get_field (feature, key);
  const char *others = get_field (feature, "other_tags");
  g_autofree char *wanted = NULL;
  const char *at, *end;

  if (own != NULL)
    return g_strlcpy (value, own, size) > 0;
  if (others == NULL)
    return FALSE;
  wanted = g_strdup_printf ("\"%s\"=>\"", key);
  at = strstr (others, wanted);
  if (at == NULL)
    return FALSE;
  at += strlen (wanted);
  end = strchr (at, '"');
  if (end == NULL)
    return FALSE;
  return g_strlcpy (value, at, MIN (size, (gsize) (end - at) + 1)) > 0;
}

static const char *
classify (OGRFeatureH feature, const Rule *rules, guint n_rules)
{
  char value[64];

  for (guint i = 0; i < n_rules; i++)
    {
      g_autofree char *word = NULL;

      if (!get_tag (feature, rules[i].key, value, sizeof value))
        continue;
      word = g_strdup_printf (" %s ", value);
      if (strstr (rules[i].values, word) != NULL)
        return rules[i].role;
    }
  return NULL;
}

static gboolean
is_underground (OGRFeatureH feature, const char *role)
{
  char value[16];

  return (g_str_equal (role, "rail") || g_str_equal (role, "tram") || g_str_equal (role, "water") ||
          g_str_equal (role, "stream")) &&
         get_tag (feature, "tunnel", value, sizeof value) && !g_str_equal (value, "no");
}

static gboolean
is_boundary (OGRFeatureH feature)
{
  char value[32];

  if (!get_tag (feature, "boundary", value, sizeof value) || !g_str_equal (value, "administrative") ||
      !get_tag (feature, "admin_level", value, sizeof value))
    return FALSE;
  return g_ascii_strtoull (value, NULL, 10) <= MAX_ADMIN_LEVEL;
}

static gboolean
add_shape (QvOutput *output, const char *role, const char *name, OGRGeometryH geometry, GError **error)
{
  g_autofree char *clean = name != NULL ? qv_cell_clean (name, strlen (name)) : NULL;
  const char *values[] = { role, clean };
  g_autoptr (GError) local = NULL;
  QvShapeMends mends;
  OGRGeometryH simple = OGR_G_SimplifyPreserveTopology (geometry, TOLERANCE);

  OGR_G_DestroyGeometry (geometry);
  /* One broken way of many thousand is not worth losing the map for; nobody joins figures to it. */
  if (simple == NULL || !qv_shape_mend (&simple, NULL, &mends, &local) || simple == NULL)
    {
      OGR_G_DestroyGeometry (simple);
      return TRUE;
    }
  return qv_output_add (output, values, simple, error);
}

static gboolean
add_feature (QvOutput *output, OGRFeatureH feature, gboolean is_area, GError **error)
{
  const char *role = is_area ? classify (feature, area_rules, G_N_ELEMENTS (area_rules))
                             : classify (feature, line_rules, G_N_ELEMENTS (line_rules));
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);

  if (geometry == NULL)
    return TRUE;
  if (is_area && is_boundary (feature))
    {
      OGRGeometryH outline = OGR_G_Boundary (geometry);

      if (outline != NULL && !add_shape (output, "boundary", get_field (feature, "name"), outline, error))
        return FALSE;
    }
  if (role == NULL || is_underground (feature, role))
    return TRUE;
  return add_shape (output, role, get_field (feature, "name"), OGR_F_StealGeometry (feature), error);
}

static gboolean
add_features (QvInput *input, QvOutput *output, GError **error)
{
  OGRFeatureH feature;
  OGRLayerH layer = NULL;
  double share = 0.0;

  CPLErrorReset ();
  while ((feature = GDALDatasetGetNextFeature (input->dataset, &layer, &share, NULL, NULL)) != NULL)
    {
      const char *kind = OGR_L_GetName (layer);
      gboolean is_area = strcmp (kind, "multipolygons") == 0;
      gboolean ok =
          (!is_area && strcmp (kind, "lines") != 0) || add_feature (output, feature, is_area, error);

      OGR_F_Destroy (feature);
      if (!ok)
        return FALSE;
      qv_gdal_report_share (share);
    }
  if (CPLGetLastErrorType () < CE_Failure)
    return TRUE;
  g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The file cannot be read to its end: %s"),
               qv_gdal_get_last_error ());
  return FALSE;
}

gboolean
qv_command_background (char **args, GError **error)
{
  g_autoptr (QvInput) input = qv_input_open_osm (args[0], error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (QvOutput) output = NULL;

  if (input == NULL)
    return FALSE;
  g_ptr_array_add (names, (gpointer) "role");
  g_ptr_array_add (names, (gpointer) "name");
  output = qv_output_new (args[1], TRUE, names, error);
  if (output == NULL || !add_features (input, output, error))
    return FALSE;
  if (qv_output_get_count (output) == 0)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                           _ ("The extract has no streets, rivers or other things that a background shows."));
      return FALSE;
    }
  return qv_output_finish (output, error);
}
