/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helper's own readers, in this process: JSON, GeoJSON's rules, tables as text and as lists. */
#include "qv-csv-reader.h"
#include "qv-geojson-check.h"
#include "qv-json-rows.h"

#include <string.h>

#define FEATURE(geometry) "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" geometry "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define POLYGON(coordinates) "{\"type\":\"Polygon\",\"coordinates\":" coordinates "}"
#define SQUARE "[[0,0],[1,0],[1,1],[0,1],[0,0]]"

static const struct
{
  const char *json;
  const char *complaint; /* part of it; NULL where it is sound */
} documents[] = {
  { COLLECTION (FEATURE (POLYGON ("[" SQUARE "]"))), NULL },
  { "\xef\xbb\xbf" COLLECTION (FEATURE ("null")), NULL },
  { "{\"features\":[" FEATURE (POLYGON ("[" SQUARE "]")) "],\"type\":\"FeatureCollection\"}", NULL },
  { "{\"coordinates\":[1,2],\"type\":\"Point\"}", NULL },
  { COLLECTION (FEATURE (POLYGON ("[[[0,0],[1,0],[1,1],[0,0.5]]]"))), "Feature 1: A ring is not closed" },
  { COLLECTION (FEATURE ("null") "," FEATURE (POLYGON ("[[[0,0],[1,0],[0,0]]]"))),
    "Feature 2: A ring has fewer" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[181,0]}")),
    "Feature 1: A position lies off the globe" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[0,-90.1]}")),
    "Feature 1: A position lies off the globe" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[NaN,0]}")),
    "Line 1: There is something that is not JSON" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[1e999,0]}")),
    "Line 1: A number is too large" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[1]}")), "fewer than two numbers" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[\"1\",2]}")), "A coordinate is not a number" },
  { COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[[1,2]]}")), "not nested" },
  { COLLECTION (FEATURE ("{\"type\":\"LineString\",\"coordinates\":[[1,2]]}")), "fewer than two positions" },
  { COLLECTION (FEATURE ("{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE "],[]]}")), "is empty" },
  { COLLECTION (FEATURE ("[1,2]")), "Its geometry is neither" },
  { COLLECTION ("null"), "Feature 1: It is not an object" },
  { COLLECTION ("{\"type\":\"feature\",\"properties\":{},\"geometry\":null}"), "Its type is not" },
  { "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"link\",\"properties\":{\"href\":\"http://"
    "example.org\"}},\"features\":[]}",
    "not given by its name" },
  { "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"http://"
    "example.org/1\"}},\"features\":[]}",
    "not an EPSG code" },
  { "{\"type\":\"FeatureCollection\",\"features\":[]", "ends too early" },
  { "{\"type\":\"FeatureCollection\",\"features\":[]} x", "follows after the end" },
  { "{\"type\":\"FeatureCollection\",\"features\":[],}", "A name in quotes is missing" },
  { "{\"type\":\"Feature\xff\"}", "not UTF-8" },
  { "{}", "not GeoJSON" },
  { "[]", "not GeoJSON" },
  { "", "ends too early" },
};

static void
test_geojson (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;
      QvGeojsonFacts facts;
      gboolean ok = qv_geojson_check (documents[i].json, strlen (documents[i].json), &facts, NULL, &error);

      g_test_message ("%s", documents[i].json);
      g_assert_cmpint (ok, ==, documents[i].complaint == NULL);
      if (ok)
        continue;
      g_assert_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, documents[i].complaint));
    }
}

static void
test_geojson_facts (void)
{
  /* The first is wound as RFC 7946 asks, hole included; the second has its outline clockwise, the third its
   * hole not. */
  static const char json[] = "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{"
                             "\"name\":"
                             "\"urn:ogc:def:crs:EPSG::32632\"}},\"features\":[" FEATURE (POLYGON (
                                 "[[[0,0],[9,0],[9,9],[0,9],[0,"
                                 "0]],[[1,1],[1,2],[2,2],[1,1]]"
                                 "]")) "," FEATURE (POLYGON ("[[[0,0,5],[0,9,5],[9,9,5],[9,0,5],[0,0,5]]"
                                                             "]")) "," FEATURE (POLYGON ("[[[0,0],[9,0],["
                                                                                         "9,900],["
                                                                                         "0,900],[0,0]],["
                                                                                         "[1,1],[2,"
                                                                                         "2],[1,2],[1,1]]"
                                                                                         "]")) "]}";
  g_autoptr (GError) error = NULL;
  QvGeojsonFacts facts;

  g_assert_true (qv_geojson_check (json, strlen (json), &facts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (facts.n_features, ==, 3);
  g_assert_cmpuint (facts.n_wound, ==, 2);
  g_assert_cmpuint (facts.first_wound, ==, 2);
  g_assert_cmpuint (facts.n_height, ==, 1);
  g_assert_true (facts.has_crs);
}

static void
test_geojson_depth (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autofree char *inside = g_strconcat ("{\"type\":\"Point\",\"x\":", deep, NULL);
  g_autoptr (GError) error = NULL;
  QvGeojsonFacts facts;

  g_assert_false (qv_geojson_check (inside, strlen (inside), &facts, NULL, &error));
  g_assert_nonnull (strstr (error->message, "nested too deeply"));
}

/* Records as "a|b" lines, "∅" for an empty cell. */
static char *
read_csv (const char *data, gsize size, const char **out_encoding, char *out_delimiter, GError **error)
{
  g_autoptr (QvCsvReader) reader = qv_csv_reader_new (data, size, error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) local = NULL;

  if (reader == NULL)
    return NULL;
  *out_encoding = qv_csv_reader_get_encoding (reader);
  *out_delimiter = qv_csv_reader_get_delimiter (reader);
  while (qv_csv_reader_next (reader, cells, &local))
    {
      for (guint i = 0; i < cells->len; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "",
                                cells->pdata[i] != NULL ? (char *) cells->pdata[i] : "∅");
      g_string_append_c (out, '\n');
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const struct
{
  const char *data;
  gsize size;
  char delimiter;
  const char *encoding;
  const char *records;
} tables[] = {
#define TABLE(data) data, sizeof data - 1
  { TABLE ("a,b\n1,2\n"), ',', "UTF-8", "a|b\n1|2\n" },
  { TABLE ("a;b\r\n1,5;2\r\n"), ';', "UTF-8", "a|b\n1,5|2\n" },
  { TABLE ("a\tb\r1\t2"), '\t', "UTF-8", "a|b\n1|2\n" },
  { TABLE ("\xef\xbb\xbf"
           "a|b\n1|\n"),
    '|', "UTF-8", "a|b\n1|∅\n" },
  { TABLE ("Citt\xe0;n\nForl\xec;1\n"), ';', "CP1252", "Città|n\nForlì|1\n" },
  { TABLE ("\x80uro;n\n1;2\n"), ';', "CP1252", "€uro|n\n1|2\n" },
  { TABLE ("\xff\xfe"
           "a\0;\0b\0\n\0"
           "1\0;\0"
           "2\0"),
    ';', "UTF-16", "a|b\n1|2\n" },
  { TABLE ("\"a\nb\",c\n\" x \",\"say \"\"hi\"\"\"\n"), ',', "UTF-8", "a b|c\nx|say \"hi\"\n" },
  { TABLE ("a,b\n\n,\n1\u00a0,\u202f2\n"), ',', "UTF-8", "a|b\n1|2\n" },
  { TABLE ("Unit\xc3\xa0, nome;x\n1;2\n3;4\n"), ';', "UTF-8", "Unità, nome|x\n1|2\n3|4\n" },
  { TABLE ("only\none\n"), ',', "UTF-8", "only\none\n" },
  { TABLE (""), ',', "UTF-8", "" },
};

static void
test_csv (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *encoding = NULL;
      char delimiter = 0;
      g_autofree char *records = read_csv (tables[i].data, tables[i].size, &encoding, &delimiter, &error);

      g_test_message ("%s", tables[i].records);
      g_assert_no_error (error);
      g_assert_cmpstr (records, ==, tables[i].records);
      g_assert_cmpstr (encoding, ==, tables[i].encoding);
      g_assert_cmpint (delimiter, ==, tables[i].delimiter);
    }
}

static void
test_csv_broken (void)
{
  static const char open[] = "a,b\n1,\"2\n3,4\n";
  static const char binary[] = "\x7f"
                               "ELF\0\0";
  g_autofree char *wide = g_strnfill (2000, ',');
  const char *encoding;
  char delimiter;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_csv (open, sizeof open - 1, &encoding, &delimiter, &error));
  g_assert_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (read_csv (binary, sizeof binary - 1, &encoding, &delimiter, &error));
  g_assert_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (read_csv (wide, 2000, &encoding, &delimiter, &error));
  g_assert_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT);
}

static void
test_json_rows (void)
{
  static const char json[] = "[{\"a\":1.50,\"b\":{\"c\":\"x "
                             "\",\"d\":null}},{\"e\":[\"1\",2],\"a\":\"0\\u00e9\"},{\"b\":{\"c\":true}}]";
  g_autoptr (GError) error = NULL;
  g_autoptr (QvJsonRows) rows = qv_json_rows_new (json, strlen (json), &error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  static const char *const names[] = { "a", "b.c", "b.d", "e" };
  static const char *const expected[][4] = { { "1.50", "x", NULL, NULL },
                                             { "0é", NULL, NULL, "1, 2" },
                                             { NULL, "true", NULL, NULL } };

  g_assert_no_error (error);
  g_assert_cmpuint (qv_json_rows_get_names (rows)->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (qv_json_rows_get_names (rows)->pdata[i], ==, names[i]);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (qv_json_rows_next (rows, cells, &error));
      for (guint j = 0; j < 4; j++)
        g_assert_cmpstr (cells->pdata[j], ==, expected[i][j]);
    }
  g_assert_false (qv_json_rows_next (rows, cells, &error));
  g_assert_no_error (error);
}

static void
test_json_rows_broken (void)
{
  static const char *const bad[] = { "[]", "[1]", "{}", "[{\"a\":1}", "[{\"a\":1},]", "[{\"a\":1}] 2", NULL };

  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (qv_json_rows_new (bad[i], strlen (bad[i]), &error));
      g_assert_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gdal/geojson", test_geojson);
  g_test_add_func ("/gdal/geojson/facts", test_geojson_facts);
  g_test_add_func ("/gdal/geojson/depth", test_geojson_depth);
  g_test_add_func ("/gdal/csv", test_csv);
  g_test_add_func ("/gdal/csv/broken", test_csv_broken);
  g_test_add_func ("/gdal/json-rows", test_json_rows);
  g_test_add_func ("/gdal/json-rows/broken", test_json_rows_broken);
  return g_test_run ();
}
