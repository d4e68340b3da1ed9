/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Shapefile of 35,357 communes in Lambert-93, read through the helper up to geometries in memory, against
 * `ogr2ogr` to a GeoPackage of the same in WGS 84. */
#include "qv-gdal-helper.h"

#include <glib/gstdio.h>
#include <math.h>

#define BAR 2.0
#define N_RUNS 3

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                     NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], error->message);
}

static gboolean
count_points (const char *const *values, QvGeometry *geometry, gpointer data, GError **error)
{
  guint *n_points = data;
  guint n = 0;

  if (geometry != NULL)
    qv_geometry_get_coords (geometry, &n);
  *n_points += n;
  return TRUE;
}

static double
time_ours (const char *shapefile, guint *n_points)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (QvLayerFile) layer = qv_gdal_read_layer (shapefile, NULL, NULL, NULL, NULL, &error);

  *n_points = 0;
  if (layer == NULL || !qv_layer_file_foreach (layer, count_points, n_points, &error))
    g_error ("%s", error->message);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static double
time_peer (const char *shapefile, const char *target)
{
  const char *argv[] = { "ogr2ogr",          "-f",   "GPKG",    "-t_srs", "EPSG:4326", "-nlt",
                         "PROMOTE_TO_MULTI", target, shapefile, NULL };
  gint64 start = g_get_monotonic_time ();

  run (argv);
  g_unlink (target);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-r", folder, NULL };

  run (argv);
}

int
main (int argc, char *argv[])
{
  const char *root = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *source = root != NULL
                                ? g_build_filename (root, "territories", "fr-communes-2018-all.gpkg", NULL)
                                : g_build_filename (SOURCE_ROOT, "..", "shared", "data", "territories",
                                                    "fr-communes-2018-all.gpkg", NULL);
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-bench-XXXXXX", NULL);
  g_autofree char *shapefile = g_build_filename (folder, "communes.shp", NULL);
  g_autofree char *target = g_build_filename (folder, "communes.gpkg", NULL);
  const char *prepare[] = { "ogr2ogr", "-t_srs", "EPSG:2154", shapefile, source, NULL };
  double ours = G_MAXDOUBLE, peer = G_MAXDOUBLE;
  guint n_points = 0;

  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    {
      g_rmdir (folder);
      g_print ("{\"name\": \"import of a 35,000-polygon Shapefile\", \"skipped\": \"the real data are not "
               "here\"}\n");
      return 77;
    }
  run (prepare);
  for (guint i = 0; i < N_RUNS; i++)
    {
      peer = fmin (peer, time_peer (shapefile, target));
      ours = fmin (ours, time_ours (shapefile, &n_points));
    }
  remove_folder (folder);
  g_print ("{\"name\": \"import of a 35,000-polygon Shapefile\", \"points\": %u, \"seconds\": %.2f, "
           "\"ogr2ogr_seconds\": %.2f, "
           "\"ratio\": %.2f, \"bar\": %.1f, \"ok\": %s}\n",
           n_points, ours, peer, ours / peer, BAR, ours <= BAR * peer ? "true" : "false");
  return ours > BAR * peer;
}
