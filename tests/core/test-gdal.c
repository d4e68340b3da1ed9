/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helper as the program runs it: fixtures of the project's own, then the real and the hostile files where
 * they are. */
#include "qv-background-maker.h"
#include "qv-column-guess.h"
#include "qv-exchange-error.h"
#include "qv-gdal-helper.h"
#include "qv-table-match.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#define MAX_SECONDS 5.0

static char *
find_data (const char *name)
{
  const char *root = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL)
                                       : g_build_filename (SOURCE_ROOT, "..", "shared", "data", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/* Writes @text to a file that the test removes. */
static char *
write_file (const char *name, const char *text, gssize size)
{
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-test-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
  return path;
}

static void
remove_file (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (path);
}

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

static gboolean
has_note (GPtrArray *notes, guint feature, const char *code)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const QvSourceNote *note = notes->pdata[i];

      if (note->feature == feature && strcmp (note->code, code) == 0)
        return note->message != NULL;
    }
  return FALSE;
}

static QvLayerFile *
read_text_layer (const char *name, const char *text, Sum *sum, GError **error)
{
  char *path = write_file (name, text, -1);
  g_autoptr (QvLayerFile) layer = qv_gdal_read_layer (path, NULL, NULL, NULL, NULL, error);

  if (layer != NULL)
    g_assert_true (qv_layer_file_foreach (layer, add_up, sum, NULL));
  remove_file (path);
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
      g_assert_true (has_note (qv_layer_file_get_notes (layer), repairs[i].feature, repairs[i].code));
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
  g_assert_true (has_note (qv_layer_file_get_notes (layer), 0, "reprojected"));
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
  char *empty = write_file ("empty.geojson", "", 0);
  char *table = write_file ("table.csv", "a,b\n1,2\n", -1);
  char *vrt =
      write_file ("trick.vrt",
                  "<OGRVRTDataSource><OGRVRTLayer "
                  "name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
                  -1);
  char *zip = write_file ("broken.xlsx", "PK\003\004 and nothing else", -1);

  assert_refused ("/nonexistent.geojson", QV_EXCHANGE_ERROR_FAILED);
  assert_refused ("/vsicurl/http://127.0.0.1/x.geojson", QV_EXCHANGE_ERROR_FAILED);
  assert_refused (g_get_tmp_dir (), QV_EXCHANGE_ERROR_FAILED);
  assert_refused (empty, QV_EXCHANGE_ERROR_FORMAT);
  assert_refused (table, QV_EXCHANGE_ERROR_FORMAT);
  assert_refused (vrt, QV_EXCHANGE_ERROR_FORMAT);
  assert_refused (zip, QV_EXCHANGE_ERROR_FORMAT);
  remove_file (empty);
  remove_file (table);
  remove_file (vrt);
  remove_file (zip);
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
with_helper (const char *script, GCancellable *cancellable, QvExchangeError code)
{
  g_autofree char *real = g_strdup (g_getenv ("QUADRIVIO_GDAL_HELPER"));
  char *path = write_file ("helper.sh", script, -1);
  g_autoptr (GError) error = NULL;
  guint before = count_temporaries ();

  g_chmod (path, 0700);
  g_setenv ("QUADRIVIO_GDAL_HELPER", path, TRUE);
  g_assert_null (qv_gdal_read_layer (path, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, QV_EXCHANGE_ERROR, (int) code);
  g_assert_cmpuint (count_temporaries (), ==, before);
  if (real != NULL)
    g_setenv ("QUADRIVIO_GDAL_HELPER", real, TRUE);
  else
    g_unsetenv ("QUADRIVIO_GDAL_HELPER");
  remove_file (path);
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
  with_helper ("#!/bin/sh\nexec sleep 60\n", cancellable, QV_EXCHANGE_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

typedef struct
{
  GMainLoop *loop;
  QvTable *table;
  GError *error;
  guint n_reports;
} Wait;

static void
progress_cb (double fraction, gpointer data)
{
  Wait *wait = data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  wait->n_reports++;
}

static void
table_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->table = qv_gdal_read_table_finish (result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
test_table_async (void)
{
  g_autoptr (GString) text = g_string_new ("code;Popolazione legale\n2011;Nome\n");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { .loop = loop };
  char *path;

  g_string_assign (text, "Codice;\"Popolazione\nlegale 2011\";Nome\n");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "%05u;%u,5; Citt\xe0 %u \n", i, i, i);
  path = write_file ("latin.csv", text->str, (gssize) text->len);
  qv_gdal_read_table_async (path, NULL, progress_cb, &wait, NULL, table_cb, &wait);
  g_main_loop_run (loop);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.n_reports, >, 1);
  g_assert_cmpuint (qv_table_get_n_rows (wait.table), ==, 5000);
  g_assert_cmpuint (qv_table_get_n_columns (wait.table), ==, 3);
  g_assert_cmpstr (qv_table_get_columns (wait.table)[1], ==, "Popolazione legale 2011");
  g_assert_cmpstr (qv_table_get_cell (wait.table, 7, 0), ==, "00007");
  g_assert_cmpstr (qv_table_get_cell (wait.table, 7, 2), ==, "Città 7");
  g_assert_true (has_note (qv_table_get_notes (wait.table), 0, "encoding"));
  qv_table_unref (wait.table);
  remove_file (path);
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
      g_autofree char *path = find_data (layers[i].file);
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
      g_autofree char *path = find_data (tables[i].file);
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

static void
test_real_match (void)
{
  g_autofree char *layer_path = find_data ("territories/fr-communes-2018-all.gpkg");
  g_autofree char *table_path = find_data ("indicators/france-communes-population-2026.csv");
  g_autofree char *postcodes_path = find_data ("indicators/france-communes-19-columns.csv");
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
  g_assert_true (has_note (qv_layer_file_get_notes (layer), 4508, "self-crossing"));
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
  plan.value_column = qv_table_find_column (postcodes, "population_2021");
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
  char *input = write_file ("river.geojson",
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
  remove_file (input);
}

static void
test_background_extract (void)
{
  g_autofree char *extract = find_data ("background/liechtenstein-2013.osm.pbf");
  char *anchor = write_file ("anchor", "", 0);
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
      ASSERT_QUERY (output, "SELECT count (DISTINCT role) FROM shape", "8");
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
  remove_file (anchor);
}

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

static void
check_hostile (const char *path, Outcome outcome, const char *word)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (QvLayerFile) layer = qv_gdal_read_layer (path, NULL, NULL, NULL, NULL, &error);
  Sum sum = { 0 };

  g_test_message ("%s: %s", path, error != NULL ? error->message : "read");
  g_assert_cmpfloat ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, <, MAX_SECONDS);
  if (outcome == REFUSED)
    {
      g_assert_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, word));
      return;
    }
  g_assert_no_error (error);
  g_assert_true (qv_layer_file_foreach (layer, add_up, &sum, &error));
  g_free (sum.first);
  if (outcome == ACCEPTED)
    g_assert_cmpuint (qv_layer_file_get_notes (layer)->len, ==, 0);
  else
    g_assert_true (has_note (qv_layer_file_get_notes (layer), 0, word) ||
                   has_note (qv_layer_file_get_notes (layer), 1, word));
}

static void
test_hostile_geojson (void)
{
  g_autofree char *folder = find_data ("hostile/geojson");
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
      g_autofree char *folder = find_data (folders[i]);
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
          path = write_file (alias, text, (gssize) size);
          check_hostile (from, REFUSED, "");
          check_hostile (path, REFUSED, "");
          remove_file (path);
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
      g_autofree char *path = find_data (name);
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
  g_test_add_func ("/gdal/layer", test_layer);
  g_test_add_func ("/gdal/layer/repairs", test_repairs);
  g_test_add_func ("/gdal/layer/reprojected", test_reprojected);
  g_test_add_func ("/gdal/layer/refused", test_refused);
  g_test_add_func ("/gdal/helper/bad", test_bad_helper);
  g_test_add_func ("/gdal/table/async", test_table_async);
  g_test_add_func ("/gdal/real/layers", test_real_layers);
  g_test_add_func ("/gdal/real/tables", test_real_tables);
  g_test_add_func ("/gdal/real/match", test_real_match);
  g_test_add_func ("/gdal/background/layer", test_background_layer);
  g_test_add_func ("/gdal/background/extract", test_background_extract);
  g_test_add_func ("/gdal/hostile/geojson", test_hostile_geojson);
  g_test_add_func ("/gdal/hostile/others", test_hostile_others);
  g_test_add_func ("/gdal/hostile/csv", test_hostile_csv);
  g_test_add_func ("/gdal/usage/memory", test_memory);
  return g_test_run ();
}
