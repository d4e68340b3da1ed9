/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helper as the program runs it: fixtures of the project's own, then the real and the hostile files where
 * they are. */
#include "qv-background-maker.h"
#include "qv-column-guess.h"
#include "qv-exchange-error.h"
#include "qv-gdal-helper.h"
#include "qv-table-match.h"
#include "test-gdal-help.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  guint n;
  guint n_null;
  guint n_points;
  double area; /* square degrees */
  QvGeometryType kind;
  char *first; /* value of the first field of the first feature */
} Sum;

/* Twice the signed area of all rings in square degrees, halved. */
static double
measure (QvGeometry *geometry)
{
  guint n_rings, n_points, start = 0;
  const guint32 *ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);
  double area = 0.0;

  for (guint ring = 0; ring < n_rings; start = ends[ring++])
    for (guint i = start; i < ends[ring]; i++)
      {
        guint j = i + 1 < ends[ring] ? i + 1 : start;

        area += (double) coords[2 * i] / 1e7 * ((double) coords[2 * j + 1] / 1e7) -
                (double) coords[2 * j] / 1e7 * ((double) coords[2 * i + 1] / 1e7);
      }
  return area / 2.0;
}

static gboolean
add_up (const char *const *values, QvGeometry *geometry, gpointer data, GError **error)
{
  Sum *sum = data;
  guint n_points;

  if (sum->n++ == 0)
    sum->first = g_strdup (values[0]);
  sum->n_null += geometry == NULL;
  if (geometry == NULL)
    return TRUE;
  qv_geometry_get_coords (geometry, &n_points);
  sum->n_points += n_points;
  sum->kind = qv_geometry_get_kind (geometry);
  if (sum->kind == QV_GEOMETRY_AREA)
    sum->area += measure (geometry);
  return TRUE;
}

static QvLayerFile *
read_text_layer (const char *name, const char *text, Sum *sum, GError **error)
{
  char *path = test_gdal_write_file (name, text, -1);
  g_autoptr (QvLayerFile) layer = qv_gdal_read_layer (path, NULL, NULL, NULL, NULL, error);

  if (layer != NULL)
    g_assert_true (qv_layer_file_foreach (layer, add_up, sum, NULL));
  test_gdal_remove_file (path);
  return g_steal_pointer (&layer);
}

#define ONE(geometry)                                                                                        \
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"00012\"}," \
  "\"geometry\":" geometry "}]}"

static void
test_layer (void)
{
  Sum sum = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (QvLayerFile) layer =
      read_text_layer ("hole.geojson",
                       ONE ("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],["
                            "1,2],[2,2],[2,1],[1,1]]]}"),
                       &sum, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (qv_layer_file_get_n_features (layer), ==, 1);
  g_assert_cmpstr (qv_layer_file_get_fields (layer)[0], ==, "code");
  g_assert_cmpstr (sum.first, ==, "00012");
  g_assert_cmpuint (qv_layer_file_get_notes (layer)->len, ==, 0);
  g_assert_cmpuint (sum.n_points, ==, 8);
  g_assert_cmpfloat_with_epsilon (sum.area, 15.0, 1e-9);
  g_free (sum.first);
}

static const struct
{
  const char *geometry;
  double area;
  guint feature; /* of the note */
  const char *code;
} repairs[] = {
  { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,4],[4,4],[4,0],[0,0]]]}", 16.0, 0, "winding" },
  /* A bow tie: two triangles of area 1 each. */
  { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}", 2.0, 1, "self-crossing" },
  /* A hole that leaves its outline takes away what it covers and adds nothing. */
  { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[3,1],[3,2],[6,2],[6,1],[3,1]]]"
    "}",
    15.0, 1, "self-crossing" },
  { "{\"type\":\"Polygon\",\"coordinates\":[[[179,0],[-179,0],[-179,1],[179,1],[179,0]]]}", 2.0, 1,
    "antimeridian" },
  { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0,7],[1,0,7],[1,1,7],[0,1,7],[0,0,7]]]}", 1.0, 0, "height" },
  { "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[5,5]},"
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}]}",
    1.0, 1, "collection" },
  { "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[2,2],[0,0]]]}", 0.0, 1, "collapsed" },
  { "null", 0.0, 1, "no-geometry" },
};

static void
test_repairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (repairs); i++)
    {
      g_autofree char *text = g_strdup_printf (ONE ("%s"), repairs[i].geometry);
      g_autoptr (GError) error = NULL;
      g_autoptr (QvLayerFile) layer = NULL;
      Sum sum = { 0 };

      g_test_message ("%s", repairs[i].code);
      layer = read_text_layer ("repair.geojson", text, &sum, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (sum.area, repairs[i].area, 1e-6);
      g_assert_cmpuint (sum.n_null, ==, repairs[i].area == 0.0);
      g_assert_true (
          test_gdal_has_note (qv_layer_file_get_notes (layer), repairs[i].feature, repairs[i].code));
      g_free (sum.first);
    }
}

static void
test_reprojected (void)
{
  /* Paris, Notre-Dame, in Lambert-93; 2.3499 E, 48.8530 N. */
  static const char text[] =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:"
      "EPSG::2154\"}},"
      "\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":"
      "[[[652300,6861600],[652400,6861600],[652400,6861700],[652300,6861700],[652300,6861600]]]}}]}";
  Sum sum = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (QvLayerFile) layer = read_text_layer ("lambert.geojson", text, &sum, &error);
  double hectare = 0.01 / (111.32 * cos (48.853 * G_PI / 180.0) * 111.2); /* square degrees */

  g_assert_no_error (error);
  g_assert_true (test_gdal_has_note (qv_layer_file_get_notes (layer), 0, "reprojected"));
  g_assert_cmpfloat_with_epsilon (sum.area, hectare, hectare * 0.01);
  g_free (sum.first);
}

static void
assert_refused (const char *path, QvExchangeError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (qv_gdal_read_layer (path, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_refused (void)
{
  char *empty = test_gdal_write_file ("empty.geojson", "", 0);
  char *table = test_gdal_write_file ("table.csv", "a,b\n1,2\n", -1);
  char *vrt = test_gdal_write_file (
      "trick.vrt",
      "<OGRVRTDataSource><OGRVRTLayer "
      "name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
      -1);
  char *zip = test_gdal_write_file ("broken.xlsx", "PK\003\004 and nothing else", -1);

  assert_refused ("/nonexistent.geojson", QV_EXCHANGE_ERROR_FAILED);
  assert_refused ("/vsicurl/http://127.0.0.1/x.geojson", QV_EXCHANGE_ERROR_FAILED);
  assert_refused (g_get_tmp_dir (), QV_EXCHANGE_ERROR_FAILED);
  assert_refused (empty, QV_EXCHANGE_ERROR_FORMAT);
  assert_refused (table, QV_EXCHANGE_ERROR_FORMAT);
  assert_refused (vrt, QV_EXCHANGE_ERROR_FORMAT);
  assert_refused (zip, QV_EXCHANGE_ERROR_FORMAT);
  test_gdal_remove_file (empty);
  test_gdal_remove_file (table);
  test_gdal_remove_file (vrt);
  test_gdal_remove_file (zip);
}

static guint
count_temporaries (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "quadrivio-") && !g_str_has_prefix (name, "quadrivio-test-");
  return n;
}

/* A helper of our own that does what a broken or hostile one would. */
static void
with_helper (const char *script, GCancellable *cancellable, int code)
{
  g_autofree char *real = g_strdup (g_getenv ("QUADRIVIO_GDAL_HELPER"));
  char *path = test_gdal_write_file ("helper.sh", script, -1);
  g_autoptr (GError) error = NULL;
  guint before = count_temporaries ();

  g_chmod (path, 0700);
  g_setenv ("QUADRIVIO_GDAL_HELPER", path, TRUE);
  g_assert_null (qv_gdal_read_layer (path, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, (cancellable != NULL ? G_IO_ERROR : QV_EXCHANGE_ERROR), code);
  g_assert_cmpuint (count_temporaries (), ==, before);
  if (real != NULL)
    g_setenv ("QUADRIVIO_GDAL_HELPER", real, TRUE);
  else
    g_unsetenv ("QUADRIVIO_GDAL_HELPER");
  test_gdal_remove_file (path);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_bad_helper (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread;
  gint64 start;

  with_helper ("#!/bin/sh\nkill -SEGV $$\n", NULL, QV_EXCHANGE_ERROR_HELPER);
  with_helper ("#!/bin/sh\nexit 77\n", NULL, QV_EXCHANGE_ERROR_HELPER);
  with_helper ("#!/bin/sh\necho progress 0.5\nexit 0\n", NULL, QV_EXCHANGE_ERROR_HELPER);
  with_helper ("#!/bin/sh\necho lies > \"$4\"\nexit 0\n", NULL, QV_EXCHANGE_ERROR_HELPER);
  with_helper ("#!/bin/sh\necho 'Feature 3: no' >&2\nexit 1\n", NULL, QV_EXCHANGE_ERROR_FORMAT);
  with_helper ("#!/bin/sh\necho 'disk full' >&2\nexit 3\n", NULL, QV_EXCHANGE_ERROR_FAILED);
  with_helper ("#!/nonexistent/interpreter\n", NULL, QV_EXCHANGE_ERROR_HELPER);

  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  start = g_get_monotonic_time ();
  with_helper ("#!/bin/sh\nexec sleep 60\n", cancellable, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

static void
progress_cb (double fraction, gpointer data)
{
  guint *n_reports = data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  (*n_reports)++;
}

static void
test_table (void)
{
  g_autoptr (GString) text = g_string_new ("code;Popolazione legale\n2011;Nome\n");
  g_autoptr (QvTable) table = NULL;
  g_autoptr (GError) error = NULL;
  guint n_reports = 0;
  char *path;

  g_string_assign (text, "Codice;\"Popolazione\nlegale 2011\";Nome\n");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "%05u;%u,5; Citt\xe0 %u \n", i, i, i);
  path = test_gdal_write_file ("latin.csv", text->str, (gssize) text->len);
  table = qv_gdal_read_table (path, NULL, progress_cb, &n_reports, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_reports, >, 1);
  g_assert_cmpuint (qv_table_get_n_rows (table), ==, 5000);
  g_assert_cmpuint (qv_table_get_n_columns (table), ==, 3);
  g_assert_cmpstr (qv_table_get_columns (table)[1], ==, "Popolazione legale 2011");
  g_assert_cmpstr (qv_table_get_cell (table, 7, 0), ==, "00007");
  g_assert_cmpstr (qv_table_get_cell (table, 7, 2), ==, "Città 7");
  g_assert_true (test_gdal_has_note (qv_table_get_notes (table), 0, "encoding"));
  test_gdal_remove_file (path);
}

static QvColumn *
get_columns (QvTable *table, guint n_rows)
{
  guint n = qv_table_get_n_columns (table);
  QvColumn *columns = g_new0 (QvColumn, n + 1);

  for (guint c = 0; c < n; c++)
    {
      const char **values = g_new0 (const char *, n_rows + 1);

      for (guint r = 0; r < n_rows; r++)
        values[r] = qv_table_get_cell (table, r, c);
      columns[c] = (QvColumn){ .name = qv_table_get_columns (table)[c], .values = values };
    }
  return columns;
}

static void
free_columns (QvColumn *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free ((gpointer) columns[i].values);
  g_free (columns);
}

static const struct
{
  const char *file;
  guint n;
  const char *code;
  const char *name;
  const char *parent;

} layers[] = {
  { "territories/cam-clermont-communes.geojson", 21, "code", "nom", NULL },
  { "territories/cam-clermont-iris-2020.geojson", 103, "CODE_IRIS", "NOM_IRIS", "INSEE_COM" },
  { "territories/mel-lille-communes.geojson", 95, "code", "nom", NULL },
  { "territories/torino-circoscrizioni.geojson", 8, "NCIRCO", "DENOM", NULL },
  { "territories/torino-metropolitan-comuni-2023.geojson", 312, "com_istat_code", "name", "prov_istat_code" },
  { "territories/torino-zone-statistiche.geojson", 94, "ZONASTAT", "ZONASTAT", NULL },
  { "territories/fr-communes-2018-all.gpkg", 35357, "code", "nom", NULL },
};

static const char *
get_name (QvTable *table, int column)
{
  return column >= 0 ? qv_table_get_columns (table)[column] : NULL;
}

static void
test_real_layers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *path = test_gdal_find_data (layers[i].file);
      g_autoptr (GError) error = NULL;
      g_autoptr (QvLayerFile) layer = NULL;
      g_autoptr (QvTable) table = NULL;
      QvColumn *columns;
      QvLayerGuess guess;
      guint n;
      Sum sum = { 0 };

      if (path == NULL)
        {
          g_test_skip ("the real data are not here");
          return;
        }
      g_test_message ("%s", path);
      layer = qv_gdal_read_layer (path, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (qv_layer_file_get_n_features (layer), ==, layers[i].n);
      g_assert_true (qv_layer_file_foreach (layer, add_up, &sum, &error));
      g_assert_cmpuint (sum.n, ==, layers[i].n);
      g_assert_cmpuint (sum.n_null, ==, 0);
      g_assert_cmpint (sum.kind, ==, QV_GEOMETRY_AREA);
      g_free (sum.first);

      table = qv_gdal_read_table (path, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      n = MIN (qv_table_get_n_rows (table), 100);
      columns = get_columns (table, n);
      qv_guess_layer (columns, qv_table_get_n_columns (table), n, &guess);
      g_assert_cmpstr (get_name (table, guess.code), ==, layers[i].code);
      g_assert_cmpstr (get_name (table, guess.name), ==, layers[i].name);
      g_assert_cmpstr (get_name (table, guess.parent), ==, layers[i].parent);
      free_columns (columns, qv_table_get_n_columns (table));
    }
}

static const struct
{
  const char *file;
  guint n;
  const char *code;
  const char *name;
  const char *period;
  const char *value;
} tables[] = {
  { "indicators/france-communes-population-2026.csv", 34969, "code", "nom", NULL, "population" },
  { "indicators/france-communes-19-columns.csv", 36208, "insee_com", "commune", NULL, "population_2021" },
  { "indicators/istat-comuni-2020-latin1.csv", 7904, "Codice Comune formato alfanumerico",
    "Denominazione in italiano", NULL, "Popolazione legale 2011 (09/10/2011)" },
  { "indicators/italy-comuni-population-2011.json", 7904, "codice", "nome", NULL, "popolazione" },
  { "indicators/eurostat-tourism-nights-nuts2-2024-international.csv", 274, "NUTS", "Region name", NULL,
    "January" },
  { "indicators/eurostat-tourism-nights-nuts2-2024-domestic.csv", 274, "NUTS", "Region name", NULL,
    "January" },
  { "indicators/A2_Pop_per_Sesso_e_Quartiere.csv", 23, "Quartiere", NULL, NULL, "Femmine" },
  { "indicators/sdmx/filtro_esempio02.csv", 18, "ITTER107", NULL, "TIME_PERIOD", "OBS_VALUE" },
};

static void
test_real_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = test_gdal_find_data (tables[i].file);
      g_autoptr (GError) error = NULL;
      g_autoptr (QvTable) table = NULL;
      g_auto (QvTableGuess) guess = { 0 };
      QvColumn *columns;
      guint n;

      if (path == NULL)
        {
          g_test_skip ("the real data are not here");
          return;
        }
      g_test_message ("%s", path);
      table = qv_gdal_read_table (path, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (qv_table_get_n_rows (table), ==, tables[i].n);
      n = MIN (qv_table_get_n_rows (table), 100);
      columns = get_columns (table, n);
      qv_guess_table (columns, qv_table_get_n_columns (table), n, &guess);
      g_assert_cmpstr (get_name (table, guess.code), ==, tables[i].code);
      if (tables[i].name != NULL)
        g_assert_cmpstr (get_name (table, guess.name), ==, tables[i].name);
      g_assert_cmpstr (get_name (table, guess.period), ==, tables[i].period);
      g_assert_cmpuint (guess.values->len, >, 0);
      g_assert_cmpstr (get_name (table, g_array_index (guess.values, int, 0)), ==, tables[i].value);
      free_columns (columns, qv_table_get_n_columns (table));
    }
}

static gboolean
take_code (const char *const *values, QvGeometry *geometry, gpointer data, GError **error)
{
  g_ptr_array_add (data, g_strdup (values[0]));
  return TRUE;
}

static int
find_column (QvTable *table, const char *name)
{
  int i = 0;

  while (strcmp (qv_table_get_columns (table)[i], name) != 0)
    i++;
  return i;
}

static void
test_real_match (void)
{
  g_autofree char *layer_path = test_gdal_find_data ("territories/fr-communes-2018-all.gpkg");
  g_autofree char *table_path = test_gdal_find_data ("indicators/france-communes-population-2026.csv");
  g_autofree char *postcodes_path = test_gdal_find_data ("indicators/france-communes-19-columns.csv");
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QvLayerFile) layer = NULL;
  g_autoptr (QvTable) table = NULL;
  g_autoptr (QvTable) postcodes = NULL;
  g_autoptr (QvTableMatch) match = NULL;
  g_autoptr (QvTableMatch) twice = NULL;
  QvTablePlan plan = { .code_column = 0, .value_column = 3, .period_column = -1, .period = "2026" };

  if (layer_path == NULL || table_path == NULL || postcodes_path == NULL)
    {
      g_test_skip ("the real data are not here");
      return;
    }
  layer = qv_gdal_read_layer (layer_path, NULL, NULL, NULL, NULL, NULL);
  g_assert_true (qv_layer_file_foreach (layer, take_code, codes, NULL));
  g_assert_true (test_gdal_has_note (qv_layer_file_get_notes (layer), 4508, "self-crossing"));
  g_assert_cmpstr (codes->pdata[4507], ==, "14174");
  table = qv_gdal_read_table (table_path, NULL, NULL, NULL, NULL, NULL);
  match = qv_table_match (table, &plan, (const char *const *) codes->pdata, codes->len);
  g_assert_cmpuint (match->n_matched, ==, 34864);
  g_assert_cmpuint (match->figures->len, ==, 34864);
  g_assert_cmpuint (match->unmatched->len, ==, 105);
  g_assert_cmpuint (match->without_figure->len, ==, 493);
  g_assert_cmpuint (match->duplicates->len, ==, 0);
  g_assert_cmpuint (match->padded->len, ==, 0);

  /* Lille stands there five times with the same figure: five postcodes. */
  postcodes = qv_gdal_read_table (postcodes_path, NULL, NULL, NULL, NULL, NULL);
  plan.value_column = find_column (postcodes, "population_2021");
  twice = qv_table_match (postcodes, &plan, (const char *const *) codes->pdata, codes->len);
  g_assert_cmpuint (twice->duplicates->len, >, 0);
  for (guint i = 0, n_lille = 0; i < twice->duplicates->len; i++)
    {
      const QvTableDuplicate *duplicate = &g_array_index (twice->duplicates, QvTableDuplicate, i);

      n_lille += strcmp (codes->pdata[duplicate->territory], "59350") == 0;
      g_assert_true (duplicate->is_same);
      if (i + 1 == twice->duplicates->len)
        g_assert_cmpuint (n_lille, ==, 4);
    }
  g_assert_false (twice->is_refused);
}

static char *
query (const char *path, const char *sql)
{
  sqlite3 *database;
  sqlite3_stmt *statement;
  char *value;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return value;
}

#define ASSERT_QUERY(path, sql, expected)                                                                    \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *found = query (path, sql);                                                              \
    g_assert_cmpstr (found, ==, expected);                                                                   \
  }                                                                                                          \
  G_STMT_END

static void
test_background_layer (void)
{
  char *input =
      test_gdal_write_file ("river.geojson",
                            ONE ("{\"type\":\"LineString\",\"coordinates\":[[7.5,45],[7.75,45.125]]}"), -1);
  g_autofree char *output = g_strconcat (input, ".qvbg", NULL);
  QvBackgroundSource source = { .path = input, .role = "water" };
  g_autoptr (GError) error = NULL;

  g_assert_true (qv_background_make (&source, 1, "River", "© City", output, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  ASSERT_QUERY (
      output, "SELECT group_concat (role || west || ' ' || south || ' ' || east || ' ' || north) FROM shape",
      "water75000000 450000000 77500000 451250000");
  ASSERT_QUERY (output, "SELECT value FROM metadata WHERE name = 'attribution'", "© City");
  ASSERT_QUERY (output, "SELECT value FROM metadata WHERE name = 'north'", "451250000");
  ASSERT_QUERY (output, "PRAGMA application_id", "1364607559");
  ASSERT_QUERY (output, "PRAGMA integrity_check", "ok");

  /* What cannot be made leaves what is there. */
  source.role = "sea";
  g_assert_false (qv_background_make (&source, 1, "Sea", NULL, output, NULL, NULL, NULL, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
  g_clear_error (&error);
  source.role = NULL;
  g_assert_false (qv_background_make (&source, 1, "Sea", NULL, output, NULL, NULL, NULL, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
  ASSERT_QUERY (output, "SELECT value FROM metadata WHERE name = 'name'", "River");
  g_assert_cmpint (g_unlink (output), ==, 0);
  test_gdal_remove_file (input);
}

static void
test_background_extract (void)
{
  g_autofree char *extract = test_gdal_find_data ("background/liechtenstein-2013.osm.pbf");
  char *anchor = test_gdal_write_file ("anchor", "", 0);
  g_autofree char *output = g_strconcat (anchor, ".qvbg", NULL);
  QvBackgroundSource source = { .path = extract };
  g_autoptr (GError) error = NULL;

  if (extract != NULL)
    {
      g_assert_true (
          qv_background_make (&source, 1, "Liechtenstein", NULL, output, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      ASSERT_QUERY (output, "SELECT value FROM metadata WHERE name = 'attribution'",
                    "© OpenStreetMap contributors");
      ASSERT_QUERY (output, "SELECT count (DISTINCT role) FROM shape", "9");
      ASSERT_QUERY (output, "SELECT count (*) > 0 FROM shape WHERE role = 'stream'", "1");
      ASSERT_QUERY (output, "SELECT count (*) > 0 FROM shape WHERE role = 'water' AND name = 'Rhein'", "1");
      ASSERT_QUERY (output,
                    "SELECT count (*) FROM shape WHERE west < 93000000 OR east > 99000000 OR south < "
                    "468000000 OR north > 474000000",
                    "0");
      ASSERT_QUERY (output, "SELECT substr (geometry, 5, 1) = x'03' FROM shape WHERE id = 1", "1");
      g_assert_cmpint (g_unlink (output), ==, 0);
    }
  else
    g_test_skip ("the real data are not here");
  test_gdal_remove_file (anchor);
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
  /* Of this program's own, so that what it leaves there can be counted. */
  char folder[] = "/tmp/quadrivio-gdal-XXXXXX";
  int result;

  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("TMPDIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gdal/layer", test_layer);
  g_test_add_func ("/gdal/layer/repairs", test_repairs);
  g_test_add_func ("/gdal/layer/reprojected", test_reprojected);
  g_test_add_func ("/gdal/layer/refused", test_refused);
  g_test_add_func ("/gdal/helper/bad", test_bad_helper);
  g_test_add_func ("/gdal/table", test_table);
  g_test_add_func ("/gdal/real/layers", test_real_layers);
  g_test_add_func ("/gdal/real/tables", test_real_tables);
  g_test_add_func ("/gdal/real/match", test_real_match);
  g_test_add_func ("/gdal/background/layer", test_background_layer);
  g_test_add_func ("/gdal/background/extract", test_background_extract);
  g_test_add_func ("/gdal/usage/memory", test_memory);
  result = g_test_run ();
  g_rmdir (folder);
  return result;
}
