/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map's drawing of 35,000 municipalities, against cairo filling and stroking the same outlines; and of
 * 100,000 notes against 10,000. Takes the real communes of France where they are, else made ones. */
#include "qv-id-raster.h"
#include "qv-point-layer.h"
#include "qv-wkb.h"

#include <cairo.h>
#include <math.h>
#include <sqlite3.h>

#define WIDTH 1600
#define HEIGHT 1000
#define ROUNDS 9
#define MADE 35000
#define MADE_POINTS 80
#define MAX_RECOLOUR (1.0 / 20.0)
#define MAX_SMOOTH 1.0
#define MAX_POINTS_RATIO 1.3

static double
median (double *times, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint j = i; j > 0 && times[j - 1] > times[j]; j--)
      {
        double swap = times[j];

        times[j] = times[j - 1];
        times[j - 1] = swap;
      }
  return times[n / 2];
}

static void
read_communes (GPtrArray *geometries)
{
  const char *root = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *folder =
      root != NULL ? g_strdup (root) : g_build_filename (SOURCE_ROOT, "..", "shared", "data", NULL);
  g_autofree char *path = g_build_filename (folder, "territories", "fr-communes-2018-all.gpkg", NULL);
  g_autofree char *uri = g_strconcat ("file:", path, "?immutable=1", NULL);
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (db, "SELECT geom FROM communes", -1, &stmt, NULL) == SQLITE_OK)
    while (sqlite3_step (stmt) == SQLITE_ROW)
      {
        QvGeometry *geometry = qv_geometry_new_from_gpkg (sqlite3_column_blob (stmt, 0),
                                                          (gsize) sqlite3_column_bytes (stmt, 0), NULL);

        if (geometry != NULL)
          g_ptr_array_add (geometries, geometry);
      }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

/* Round shapes on a grid over France. */
static void
make_communes (GPtrArray *geometries)
{
  const guint32 part_end = 1, ring_end = MADE_POINTS;
  guint columns = (guint) sqrt (MADE);

  for (guint i = 0; i < MADE; i++)
    {
      gint32 coords[2 * MADE_POINTS];

      for (guint k = 0; k < MADE_POINTS; k++)
        {
          double radius = 0.024 + 0.004 * sin (k * 1.7 + i), angle = 2 * G_PI * k / MADE_POINTS;

          coords[2 * k] = (gint32) ((-4.0 + (i % columns) * 0.07 + radius * cos (angle)) * 1e7);
          coords[2 * k + 1] = (gint32) ((42.0 + (double) (i / columns) * 0.045 + radius * sin (angle)) * 1e7);
        }
      g_ptr_array_add (geometries, qv_geometry_new (QV_GEOMETRY_AREA, &part_end, 1, &ring_end, 1, coords,
                                                    MADE_POINTS, NULL));
    }
}

/* What cairo has to do for the same picture, with the outlines as simplified as ours. */
static double
time_cairo (QvTerritoryLayer *layer, const QvView *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gint64 start = g_get_monotonic_time ();

  cairo_set_line_width (cr, 0.5);
  for (guint i = 0; i < qv_territory_layer_get_n (layer); i++)
    {
      g_autoptr (QvPath) path = qv_territory_layer_get_outline (layer, i, view);
      const float *points = (const float *) (const void *) path->points->data;

      for (guint ring = 0, at = 0; ring < path->ends->len; ring++)
        {
          for (guint first = at; at < g_array_index (path->ends, guint32, ring); at++)
            if (at == first)
              cairo_move_to (cr, points[2 * at], points[2 * at + 1]);
            else
              cairo_line_to (cr, points[2 * at], points[2 * at + 1]);
          cairo_close_path (cr);
        }
      cairo_set_source_rgb (cr, (i % 7) / 7.0, 0.5, 0.5);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static gboolean
time_layer (QvTerritoryLayer *layer, const char *what, const QvView *view)
{
  guint n = qv_territory_layer_get_n (layer);
  g_autofree guint32 *fills = g_new (guint32, n);
  g_autofree guint32 *pixels = g_new (guint32, WIDTH * HEIGHT);
  QvRasterStyle style = {
    .fills = fills, .casing = 0xffffffff, .casing_width = 1.5, .line = 0xff888888, .line_width = 0.6
  };
  double fill[ROUNDS], recolour[ROUNDS], smooth[3], peer[3], redraw;
  gboolean ok;

  for (guint i = 0; i < n; i++)
    fills[i] = i % 9 == 0 ? QV_FILL_HATCH : 0xff000000u | ((i % 7) * 0x202122u);
  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time (), filled;
      g_autoptr (QvIdRaster) raster = qv_id_raster_new (layer, view, NULL, NULL);

      filled = g_get_monotonic_time ();
      qv_id_raster_paint (raster, &style, pixels, WIDTH);
      fill[round] = (double) (filled - start) / 1000.0;
      recolour[round] = (double) (g_get_monotonic_time () - filled) / 1000.0;
    }
  for (guint round = 0; round < 3; round++)
    {
      gint64 start = g_get_monotonic_time ();

      qv_territory_layer_paint_smooth (layer, view, &style, pixels, WIDTH, NULL, NULL);
      smooth[round] = (double) (g_get_monotonic_time () - start) / 1000.0;
      peer[round] = time_cairo (layer, view);
    }
  redraw = median (peer, 3);
  ok = median (recolour, ROUNDS) <= redraw * MAX_RECOLOUR && median (smooth, 3) <= redraw * MAX_SMOOTH;
  g_print ("{\"name\": \"%s\", \"territories\": %u, \"fill_ids_ms\": %.1f, \"recolour_ms\": %.1f, "
           "\"smooth_ms\": %.1f, "
           "\"cairo_ms\": %.1f, \"fill_ratio\": %.4f, \"recolour_ratio\": %.4f, \"recolour_bar\": %.4f, "
           "\"smooth_ratio\": %.3f, \"smooth_bar\": %.1f, \"ok\": %s}\n",
           what, n, median (fill, ROUNDS), median (recolour, ROUNDS), median (smooth, 3), redraw,
           median (fill, ROUNDS) / redraw, median (recolour, ROUNDS) / redraw, MAX_RECOLOUR,
           median (smooth, 3) / redraw, MAX_SMOOTH, ok ? "true" : "false");
  return ok;
}

/* A second of the map being moved, in microseconds a frame. */
static double
time_points (guint n)
{
  g_autofree QvPoint *points = g_new (QvPoint, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (QvPointLayer) layer = NULL;
  double times[ROUNDS];
  QvView view;

  for (guint i = 0; i < n; i++)
    points[i] = (QvPoint){ (QvId) i + 1, 0.52 + g_rand_double (rand) * 0.001,
                           0.35 + g_rand_double (rand) * 0.001, (QvHelix) g_rand_int_range (rand, 0, 5) };
  layer = qv_point_layer_new (points, n);
  qv_view_init (&view, qv_unproject_x (0.5205), qv_unproject_y (0.3505), 12.4, WIDTH, HEIGHT);
  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();

      for (guint frame = 0; frame < 60; frame++)
        {
          const QvPinSizes sizes = { 28.0, 26.0, 9.0, 27.0, 9.0 };
          g_autoptr (QvPointClusters) clusters = NULL;
          QvView moved = view;

          moved.left += (frame - 30.0) * 5.0 / view.scale;
          clusters = qv_point_clusters_new (layer, &moved, 0.0, FALSE);
          qv_point_clusters_make_room (clusters, &moved, &sizes);
        }
      times[round] = (double) (g_get_monotonic_time () - start) / 60.0;
    }
  return median (times, ROUNDS);
}

static gboolean
compare_points (void)
{
  double few = time_points (10000), many = time_points (100000);
  gboolean ok = many / few <= MAX_POINTS_RATIO;

  g_print (
      "{\"name\": \"notes on the map, a frame\", \"us_10000\": %.1f, \"us_100000\": %.1f, \"ratio\": %.2f, "
      "\"bar\": %.2f, \"ok\": %s}\n",
      few, many, many / few, MAX_POINTS_RATIO, ok ? "true" : "false");
  return ok;
}

int
main (void)
{
  g_autoptr (GPtrArray) geometries = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  g_autoptr (QvTerritoryLayer) layer = NULL;
  g_autofree QvId *ids = NULL;
  gboolean ok, real;
  gint64 start;
  QvView view;

  read_communes (geometries);
  real = geometries->len > 0;
  if (!real)
    make_communes (geometries);
  ids = g_new (QvId, geometries->len);
  for (guint i = 0; i < geometries->len; i++)
    ids[i] = i + 1;
  start = g_get_monotonic_time ();
  layer = qv_territory_layer_new (ids, (QvGeometry *const *) geometries->pdata, geometries->len, NULL, NULL);
  g_print ("{\"name\": \"build the layer\", \"territories\": %u, \"real\": %s, \"ms\": %.0f}\n",
           geometries->len, real ? "true" : "false", (double) (g_get_monotonic_time () - start) / 1000.0);
  qv_view_init_for_bounds (&view,
                           (double[]){ qv_project_x (-5.2), qv_project_y (51.1), qv_project_x (9.6),
                                       qv_project_y (41.3) },
                           WIDTH, HEIGHT, 0, 19);
  ok = time_layer (layer, "France", &view);
  qv_view_init_for_bounds (&view,
                           (double[]){ qv_project_x (2.5), qv_project_y (46.2), qv_project_x (4.0),
                                       qv_project_y (45.2) },
                           WIDTH, HEIGHT, 0, 19);
  ok = time_layer (layer, "Auvergne", &view) && ok;
  ok = compare_points () && ok;
  return ok ? 0 : 1;
}
