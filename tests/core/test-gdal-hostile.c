/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken and malicious files, each with what is expected of it. */
#include "qv-exchange-error.h"
#include "qv-gdal-helper.h"
#include "test-gdal-help.h"

#include <string.h>
#include <sys/resource.h>

#define MAX_SECONDS 5.0

typedef enum
{
  ACCEPTED,
  REPORTED, /* accepted or mended, with a note */
  REFUSED,
} Outcome;

static const struct
{
  const char *file;
  Outcome outcome;
  const char *word; /* code of the note, or part of the complaint */
} hostile[] = {
  { "invalid_exterior_not_ccw", REPORTED, "winding" },
  { "invalid_feature_geometry_is_string", REFUSED, "geometry" },
  { "invalid_feature_id_type", REFUSED, "id" },
  { "invalid_feature_no_properties", REFUSED, "properties" },
  { "invalid_feature_properties_is_array", REFUSED, "properties" },
  { "invalid_feature_properties_is_int", REFUSED, "properties" },
  { "invalid_feature_wrong_geometry_key", REFUSED, "geometry" },
  { "invalid_featurecollection_feature_nullfeature", REFUSED, "Feature 1" },
  { "invalid_featurecollection_features_is_object", REFUSED, "features" },
  { "invalid_featurecollection_no_features_member", REFUSED, "features" },
  { "invalid_featurecollection_nulltype", REFUSED, "type" },
  { "invalid_featurecollection_type_lowercase", REFUSED, "type" },
  { "invalid_featurecollection_unknown_type", REFUSED, "type" },
  { "invalid_geometry_bbox_not4or6", REFUSED, "bounding box" },
  { "invalid_geometry_bbox_not_list", REFUSED, "bounding box" },
  { "invalid_geometry_bbox_not_numbers", REFUSED, "bounding box" },
  { "invalid_geometry_coordinates_1d", REFUSED, "position" },
  { "invalid_geometry_coordinates_empty_position", REFUSED, "empty" },
  { "invalid_geometry_coordinates_missing", REFUSED, "coordinates" },
  { "invalid_geometry_coordinates_string", REFUSED, "number" },
  { "invalid_geometry_depth_deep_point", REFUSED, "nested" },
  { "invalid_geometry_depth_deep_polygon", REFUSED, "nested" },
  { "invalid_geometry_depth_shallow_linestring", REFUSED, "nested" },
  { "invalid_geometry_depth_shallow_multipolygon", REFUSED, "nested" },
  { "invalid_geometry_depth_shallow_polygon", REFUSED, "nested" },
  { "invalid_geometry_geometrycollection_null_geometry", REFUSED, "collection" },
  { "invalid_geometry_mislabeled_point", REFUSED, "nested" },
  { "invalid_geometry_missing_type", REFUSED, "type" },
  { "invalid_geometry_wrong_geometry_type", REFUSED, "type" },
  { "invalid_incorrect_geometry_data_type", REFUSED, "nested" },
  { "invalid_interior_not_cw", REPORTED, "winding" },
  { "invalid_less_three_unique_nodes", REFUSED, "fewer than four" },
  { "invalid_unclosed", REFUSED, "not closed" },
  { "problematic_3d_coordinates", REPORTED, "height" },
  { "problematic_4d_coordinates", REPORTED, "height" },
  { "problematic_crosses_antimeridian", REPORTED, "antimeridian" },
  { "problematic_crs_defined", REPORTED, "reprojected" },
  { "problematic_duplicate_nodes", ACCEPTED, NULL },
  { "problematic_excessive_coordinate_precision", ACCEPTED, NULL },
  { "problematic_excessive_vertices", ACCEPTED, NULL },
  { "problematic_feature_null_geometry", REPORTED, "no-geometry" },
  { "problematic_geometry_not_wrapped", ACCEPTED, NULL },
  { "problematic_geometrycollection_single", ACCEPTED, NULL },
  { "problematic_holes", ACCEPTED, NULL },
  { "problematic_inner_and_exterior_ring_intersect", REPORTED, "self-crossing" },
  { "problematic_multitype_geometry_with_just_one_geometry", ACCEPTED, NULL },
  { "problematic_nested_geometrycollection", REFUSED, "mixes" },
  { "problematic_outside_lat_lon_boundaries", REFUSED, "off the globe" },
  { "problematic_self_intersection_large", REPORTED, "self-crossing" },
  { "problematic_self_intersection_small", REPORTED, "self-crossing" },
  { "problematic_wrong_bbox_coordinate_order", ACCEPTED, NULL },
  { "problematic_zero_length_linestring", REPORTED, "collapsed" },
  { "valid_feature", ACCEPTED, NULL },
  { "valid_feature_null_geometry", REPORTED, "no-geometry" },
  { "valid_feature_null_properties", ACCEPTED, NULL },
  { "valid_feature_with_bbox", ACCEPTED, NULL },
  { "valid_feature_with_id", ACCEPTED, NULL },
  { "valid_feature_with_string_id", ACCEPTED, NULL },
  { "valid_featurecollection", ACCEPTED, NULL },
  { "valid_featurecollection_bboxes", ACCEPTED, NULL },
  { "valid_featurecollection_empty_features", ACCEPTED, NULL },
  { "valid_featurecollection_multiple_feature_types", ACCEPTED, NULL },
  { "valid_featurecollection_with_geometrycollection", REPORTED, "collection" },
  { "valid_geometry", ACCEPTED, NULL },
  { "valid_geometry_3d_coordinates", REPORTED, "height" },
  { "valid_geometry_bbox", ACCEPTED, NULL },
  { "valid_geometry_geometrycollection", REPORTED, "collection" },
  { "valid_geometry_geometrycollection_empty_geometries", REPORTED, "no-geometry" },
  { "valid_geometry_linestring", ACCEPTED, NULL },
  { "valid_geometry_multilinestring", ACCEPTED, NULL },
  { "valid_geometry_multipoint", ACCEPTED, NULL },
  { "valid_geometry_multipolygon", ACCEPTED, NULL },
  { "valid_geometry_point", ACCEPTED, NULL },
  { "valid_geometry_polygon", ACCEPTED, NULL },
};

static gboolean
count (const char *const *values, QvGeometry *geometry, gpointer data, GError **error)
{
  (*(guint *) data)++;
  return TRUE;
}

static void
check_hostile (const char *path, Outcome outcome, const char *word)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (QvLayerFile) layer = qv_gdal_read_layer (path, NULL, NULL, NULL, NULL, &error);
  guint n = 0;

  g_test_message ("%s: %s", path, error != NULL ? error->message : "read");
  g_assert_cmpfloat ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, <, MAX_SECONDS);
  if (outcome == REFUSED)
    {
      g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, word));
      return;
    }
  g_assert_no_error (error);
  g_assert_true (qv_layer_file_foreach (layer, count, &n, &error));
  if (outcome == ACCEPTED)
    g_assert_cmpuint (qv_layer_file_get_notes (layer)->len, ==, 0);
  else
    g_assert_true (test_gdal_has_note (qv_layer_file_get_notes (layer), 0, word) ||
                   test_gdal_has_note (qv_layer_file_get_notes (layer), 1, word));
}

static void
test_hostile_geojson (void)
{
  g_autofree char *folder = test_gdal_find_data ("hostile/geojson");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  if (dir == NULL)
    {
      g_test_skip ("the hostile files are not here");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".geojson"));
      guint i = 0;

      while (i < G_N_ELEMENTS (hostile) && strcmp (hostile[i].file, stem) != 0)
        i++;
      g_assert_cmpuint (i, <, G_N_ELEMENTS (hostile));
      check_hostile (path, hostile[i].outcome, hostile[i].word);
      n++;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (hostile));
}

/* Files that are neither layer nor table, under every name that might lead a driver to them. */
static void
test_hostile_others (void)
{
  static const char *const folders[] = { "hostile/xml", "hostile/sqlite" };
  static const char *const endings[] = { "gpkg", "gml", "shp", "xlsx", "csv" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = test_gdal_find_data (folders[i]);
      g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
      const char *name;

      if (dir == NULL)
        {
          g_test_skip ("the hostile files are not here");
          return;
        }
      for (guint j = 0; (name = g_dir_read_name (dir)) != NULL; j++)
        {
          g_autofree char *from = g_build_filename (folder, name, NULL);
          g_autofree char *alias = g_strdup_printf ("alias.%s", endings[j % G_N_ELEMENTS (endings)]);
          g_autofree char *text = NULL;
          char *path;
          gsize size;

          g_assert_true (g_file_get_contents (from, &text, &size, NULL));
          path = test_gdal_write_file (alias, text, (gssize) size);
          check_hostile (from, REFUSED, "");
          check_hostile (path, REFUSED, "");
          test_gdal_remove_file (path);
        }
    }
}

static void
test_hostile_csv (void)
{
  static const struct
  {
    const char *file;
    guint n_rows;
    guint n_columns;
    guint row, column;
    const char *cell;
  } files[] = {
    { "comma_in_quotes", 1, 5, 0, 3, "Anytown, WW" },
    { "empty", 2, 3, 0, 1, NULL },
    { "empty_crlf", 2, 3, 0, 2, NULL },
    { "escaped_quotes", 2, 2, 0, 1, "ha \"ha\" ha" },
    { "json", 1, 2, 0, 1, "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}" },
    { "location_coordinates", 1, 4, 0, 0, "2095257564" },
    { "newlines", 3, 3, 1, 0, "Once upon a time" },
    { "newlines_crlf", 3, 3, 1, 0, "Once upon a time" },
    { "quotes_and_newlines", 2, 2, 0, 1, "ha \"ha\" ha" },
    { "simple", 1, 3, 0, 2, "3" },
    { "simple_crlf", 1, 3, 0, 2, "3" },
    { "utf8", 2, 3, 1, 2, "ʤ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strdup_printf ("hostile/csv/%s.csv", files[i].file);
      g_autofree char *path = test_gdal_find_data (name);
      g_autoptr (GError) error = NULL;
      g_autoptr (QvTable) table = NULL;

      if (path == NULL)
        {
          g_test_skip ("the hostile files are not here");
          return;
        }
      g_test_message ("%s", path);
      table = qv_gdal_read_table (path, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (qv_table_get_n_rows (table), ==, files[i].n_rows);
      g_assert_cmpuint (qv_table_get_n_columns (table), ==, files[i].n_columns);
      g_assert_cmpstr (qv_table_get_cell (table, files[i].row, files[i].column), ==, files[i].cell);
    }
}

/* Runs last: the largest helper of all the tests above. */
static void
test_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("the sanitizer takes more than the program");
#else
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &usage), ==, 0);
  g_assert_cmpint (usage.ru_maxrss, <, 500 * 1000);
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gdal/hostile/geojson", test_hostile_geojson);
  g_test_add_func ("/gdal/hostile/others", test_hostile_others);
  g_test_add_func ("/gdal/hostile/csv", test_hostile_csv);
  g_test_add_func ("/gdal/hostile/memory", test_memory);
  return g_test_run ();
}
