/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-id-raster.h"
#include "qv-wkb.h"

#include <math.h>
#include <sqlite3.h>

#define SIDE 9          /* cells of the partition each way */
#define STEPS 24        /* points of a shared border between two corners */
#define EARTH 6371.0088 /* kilometres */

static QvGeometry *
make_area (GArray *coords, const guint32 *ring_ends, guint n_rings)
{
  const guint32 part_end = n_rings;
  g_autoptr (GError) error = NULL;
  QvGeometry *geometry = qv_geometry_new (QV_GEOMETRY_AREA, &part_end, 1, ring_ends, n_rings,
                                          (const gint32 *) (void *) coords->data, coords->len / 2, &error);

  g_assert_no_error (error);
  return geometry;
}

static void
add (GArray *coords, double longitude, double latitude)
{
  gint32 point[2] = { (gint32) lround (longitude * 1e7), (gint32) lround (latitude * 1e7) };

  g_array_append_vals (coords, point, 2);
}

static QvGeometry *
make_box (double west, double south, double east, double north)
{
  g_autoptr (GArray) coords = g_array_new (FALSE, FALSE, sizeof (gint32));
  const guint32 end = 4;

  add (coords, west, south);
  add (coords, east, south);
  add (coords, east, north);
  add (coords, west, north);
  return make_area (coords, &end, 1);
}

/* A star with a hole, about (longitude, latitude). */
static QvGeometry *
make_star (GRand *rand, double longitude, double latitude, guint n_outer, guint n_inner)
{
  g_autoptr (GArray) coords = g_array_new (FALSE, FALSE, sizeof (gint32));
  guint32 ends[2] = { n_outer, n_outer + n_inner };

  for (guint i = 0; i < n_outer + n_inner; i++)
    {
      gboolean outer = i < n_outer;
      double angle = outer ? 2 * G_PI * i / n_outer : -2 * G_PI * (i - n_outer) / n_inner;
      double radius = outer ? g_rand_double_range (rand, 0.6, 1.5) : g_rand_double_range (rand, 0.1, 0.5);

      add (coords, longitude + radius * cos (angle), latitude + radius * sin (angle));
    }
  return make_area (coords, ends, n_inner > 0 ? 2 : 1);
}

static gboolean
is_inside (QvGeometry *geometry, const QvView *view, double x, double y, double *out_distance)
{
  guint n_rings, n_points;
  const guint32 *ends = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);
  gboolean inside = FALSE;

  *out_distance = INFINITY;
  for (guint ring = 0, first = 0; ring < n_rings; first = ends[ring++])
    for (guint i = first; i < ends[ring]; i++)
      {
        guint j = i + 1 < ends[ring] ? i + 1 : first;
        double ax, ay, bx, by, along, length;

        qv_view_to_pixels (view, qv_project_x (coords[2 * i] / 1e7), qv_project_y (coords[2 * i + 1] / 1e7),
                           &ax, &ay);
        qv_view_to_pixels (view, qv_project_x (coords[2 * j] / 1e7), qv_project_y (coords[2 * j + 1] / 1e7),
                           &bx, &by);
        if ((ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax))
          inside = !inside;
        length = hypot (bx - ax, by - ay);
        along =
            length > 0 ? CLAMP (((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (length * length), 0, 1) : 0;
        *out_distance = MIN (*out_distance, hypot (x - ax - along * (bx - ax), y - ay - along * (by - ay)));
      }
  return inside;
}

/* The raster and the pick against a test of each pixel in each shape, but for pixels that an edge touches. */
static void
test_brute_force (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (35000);

  for (int round = 0; round < 16; round++)
    {
      QvGeometry *shapes[5];
      QvId ids[5] = { 11, 12, 13, 14, 15 };
      g_autoptr (QvTerritoryLayer) layer = NULL;
      g_autoptr (QvIdRaster) raster = NULL;
      guint n_checked = 0;
      QvView view;

      for (guint i = 0; i < 5; i++)
        shapes[i] =
            make_star (rand, g_rand_double_range (rand, -3, 3), 45 + g_rand_double_range (rand, -2, 2),
                       (guint) g_rand_int_range (rand, 3, 60), i % 2 ? 7 : 0);
      layer = qv_territory_layer_new (ids, shapes, 5, NULL, NULL);
      qv_view_init (&view, g_rand_double_range (rand, -2, 2), 45, g_rand_double_range (rand, 3, 9), 96, 72);
      raster = qv_id_raster_new (layer, &view, NULL, NULL);
      for (int y = 0; y < view.height; y++)
        for (int x = 0; x < view.width; x++)
          {
            int expected = -1;
            double nearest = INFINITY, world_x, world_y;

            for (int i = 0; i < 5; i++)
              {
                double distance;

                if (is_inside (shapes[i], &view, x + 0.5, y + 0.5, &distance))
                  expected = i;
                nearest = MIN (nearest, distance);
              }
            if (nearest < 1.0)
              continue;
            n_checked++;
            g_assert_cmpint (qv_id_raster_get_at (raster, x, y), ==, expected);
            qv_view_to_world (&view, x + 0.5, y + 0.5, &world_x, &world_y);
            g_assert_cmpint (qv_territory_layer_pick (layer, world_x, world_y), ==, expected);
          }
      g_assert_cmpuint (n_checked, >, 1000);
      for (guint i = 0; i < 5; i++)
        qv_geometry_unref (shapes[i]);
    }
}

/* Point k of the border from corner (i, j) to the right or downwards: the same for whoever asks. Outer
 * borders are straight. */
static void
get_border (GRand *rand,
            double points[2][SIDE + 1][SIDE + 1][STEPS][2],
            double corners[SIDE + 1][SIDE + 1][2])
{
  for (int i = 0; i <= SIDE; i++)
    for (int j = 0; j <= SIDE; j++)
      {
        corners[i][j][0] = j + (j > 0 && j < SIDE ? g_rand_double_range (rand, -0.3, 0.3) : 0.0);
        corners[i][j][1] = 45.0 - i + (i > 0 && i < SIDE ? g_rand_double_range (rand, -0.3, 0.3) : 0.0);
      }
  for (int down = 0; down < 2; down++)
    for (int i = 0; i + down <= SIDE; i++)
      for (int j = 0; j + (1 - down) <= SIDE; j++)
        for (int k = 0; k < STEPS; k++)
          {
            const double *a = corners[i][j], *b = corners[i + down][j + (1 - down)];
            gboolean outer = down ? j == 0 || j == SIDE : i == 0 || i == SIDE;
            double noise = outer || k == 0 ? 0.0 : 0.08;

            for (int c = 0; c < 2; c++)
              points[down][i][j][k][c] =
                  a[c] + (b[c] - a[c]) * k / STEPS + noise * g_rand_double_range (rand, -1.0, 1.0);
          }
}

/* A partition of the box (0, 36)…(9, 45) into cells with crooked borders, each of which two cells share. */
static void
make_partition (GRand *rand, QvGeometry **shapes, QvId *ids)
{
  static double points[2][SIDE + 1][SIDE + 1][STEPS][2], corners[SIDE + 1][SIDE + 1][2];

  get_border (rand, points, corners);
  for (int i = 0; i < SIDE; i++)
    for (int j = 0; j < SIDE; j++)
      {
        g_autoptr (GArray) coords = g_array_new (FALSE, FALSE, sizeof (gint32));
        guint32 end;

        for (int k = 0; k < STEPS; k++)
          add (coords, points[0][i][j][k][0], points[0][i][j][k][1]);
        for (int k = 0; k < STEPS; k++)
          add (coords, points[1][i][j + 1][k][0], points[1][i][j + 1][k][1]);
        add (coords, corners[i + 1][j + 1][0], corners[i + 1][j + 1][1]);
        for (int k = STEPS - 1; k > 0; k--)
          add (coords, points[0][i + 1][j][k][0], points[0][i + 1][j][k][1]);
        add (coords, corners[i + 1][j][0], corners[i + 1][j][1]);
        for (int k = STEPS - 1; k > 0; k--)
          add (coords, points[1][i][j][k][0], points[1][i][j][k][1]);
        end = coords->len / 2;
        shapes[i * SIDE + j] = make_area (coords, &end, 1);
        ids[i * SIDE + j] = 100 + i * SIDE + j;
      }
}

/* However far the map is zoomed out, no pixel of the union is empty, and the smooth picture has no seam. */
static void
test_no_gaps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  QvGeometry *shapes[SIDE * SIDE];
  QvId ids[SIDE * SIDE];
  guint32 fills[SIDE * SIDE];
  g_autoptr (QvTerritoryLayer) layer = NULL;
  const double bounds[4] = { qv_project_x (0), qv_project_y (45), qv_project_x (SIDE),
                             qv_project_y (45 - SIDE) };

  make_partition (rand, shapes, ids);
  for (guint i = 0; i < SIDE * SIDE; i++)
    fills[i] = 0xff000000u | (i * 0x010305u);
  layer = qv_territory_layer_new (ids, shapes, SIDE * SIDE, NULL, NULL);
  for (double zoom = 2.0; zoom < 9.0; zoom += 0.37)
    {
      QvRasterStyle style = { .fills = fills };
      g_autoptr (QvIdRaster) raster = NULL;
      g_autofree guint32 *pixels = g_new (guint32, 400 * 300);
      g_autoptr (GError) error = NULL;
      guint n_inside = 0;
      QvView view;

      qv_view_init (&view, g_rand_double_range (rand, 3, 6), 41, zoom, 400, 300);
      raster = qv_id_raster_new (layer, &view, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (qv_territory_layer_paint_smooth (layer, &view, &style, pixels, 400, NULL, &error));
      for (int y = 0; y < 300; y++)
        for (int x = 0; x < 400; x++)
          {
            double world_x, world_y, margin = 1.0 / view.scale;
            int id = qv_id_raster_get_at (raster, x, y);

            qv_view_to_world (&view, x + 0.5, y + 0.5, &world_x, &world_y);
            if (world_x < bounds[0] + margin || world_x > bounds[2] - margin ||
                world_y < bounds[1] + margin || world_y > bounds[3] - margin)
              continue;
            n_inside++;
            g_assert_cmpint (id, >=, 0);
            g_assert_cmphex (pixels[y * 400 + x] >> 24, ==, 0xff);
          }
      g_assert_cmpuint (n_inside, >, 10);
    }
  for (guint i = 0; i < SIDE * SIDE; i++)
    qv_geometry_unref (shapes[i]);
}

/* Well inside a territory both pictures have its colour, and a line lies between two of them. */
static void
test_pictures_agree (void)
{
  QvGeometry *shapes[] = { make_box (0, 40, 5, 45), make_box (5, 40, 10, 45), make_box (0, 35, 10, 40) };
  const QvId ids[] = { 1, 2, 3 };
  const guint32 fills[] = { 0xff102030, 0xff405060, QV_FILL_HATCH };
  QvRasterStyle style = { .fills = fills, .hatch_ground = 0xffeeeeee, .hatch_line = 0xff222222 };
  g_autoptr (QvTerritoryLayer) layer = qv_territory_layer_new (ids, shapes, 3, NULL, NULL);
  g_autofree guint32 *rough = g_new (guint32, 300 * 300);
  g_autofree guint32 *smooth = g_new (guint32, 300 * 300);
  g_autoptr (QvIdRaster) raster = NULL;
  double x, y;
  guint n_dark = 0;
  QvView view;

  style.casing = 0xffffffff;
  style.casing_width = 3.0;
  style.line = 0xff00ff00;
  style.line_width = 1.0;
  qv_view_init (&view, 5, 40, 5, 300, 300);
  raster = qv_id_raster_new (layer, &view, NULL, NULL);
  qv_id_raster_paint (raster, &style, rough, 300);
  g_assert_true (qv_territory_layer_paint_smooth (layer, &view, &style, smooth, 300, NULL, NULL));
  for (guint i = 0; i < 2; i++)
    {
      qv_view_to_pixels (&view, qv_project_x (i == 0 ? 3 : 7), qv_project_y (43), &x, &y);
      g_assert_cmphex (rough[(int) y * 300 + (int) x], ==, fills[i]);
      g_assert_cmphex (smooth[(int) y * 300 + (int) x], ==, fills[i]);
    }
  qv_view_to_pixels (&view, qv_project_x (5), qv_project_y (43), &x, &y);
  g_assert_cmphex (smooth[(int) y * 300 + (int) x + 3], ==, fills[1]);
  g_assert_cmphex (smooth[(int) y * 300 + (int) x - 4], ==, fills[0]);
  /* In the middle the thin line, a pixel beside it the casing. */
  g_assert_cmphex ((smooth[(int) y * 300 + (int) x - 1] >> 8) & 0xff, >, 0xc0);
  g_assert_cmphex ((smooth[(int) y * 300 + (int) x] >> 8) & 0xff, >, 0xc0);
  qv_view_to_pixels (&view, qv_project_x (5), qv_project_y (38), &x, &y);
  for (int i = 0; i < 99; i++)
    n_dark += (rough[(int) y * 300 + (int) x - 50 + i] & 0xff) < 0x80;
  /* A line every 7 √2 pixels along a row, each one or two pixels of it dark. */
  g_assert_cmpuint (n_dark, >=, 8);
  g_assert_cmpuint (n_dark, <=, 24);
  for (guint i = 0; i < 3; i++)
    qv_geometry_unref (shapes[i]);
}

/* A territory whose outline nobody published is still one of the level. */
static void
test_no_place (void)
{
  QvGeometry *shapes[] = { NULL, make_box (0, 40, 5, 45), NULL };
  const QvId ids[] = { 1, 2, 3 };
  const guint32 fills[] = { 0xff102030, 0xff405060, QV_FILL_HATCH };
  QvRasterStyle style = { .fills = fills };
  g_autofree guint32 *pixels = g_new (guint32, 50 * 50);
  g_autoptr (QvTerritoryLayer) layer = qv_territory_layer_new (ids, shapes, 3, NULL, NULL);
  g_autoptr (QvTerritoryLayer) nowhere =
      qv_territory_layer_new (ids, (QvGeometry *[]){ NULL }, 1, NULL, NULL);
  double bounds[4], x, y;
  QvView view;

  g_assert_cmpint (qv_territory_layer_find (layer, 3), ==, 2);
  g_assert_false (qv_territory_layer_get_bounds (layer, 0, bounds));
  g_assert_false (qv_territory_layer_get_label_point (layer, 2, &x, &y));
  g_assert_true (qv_territory_layer_get_main_bounds (layer, bounds));
  g_assert_cmpfloat_with_epsilon (bounds[0], qv_project_x (0), 1e-6);
  g_assert_cmpfloat_with_epsilon (bounds[2], qv_project_x (5), 1e-6);
  g_assert_cmpint (qv_territory_layer_pick (layer, qv_project_x (1), qv_project_y (41)), ==, 1);
  qv_view_init (&view, 2, 42, 5, 50, 50);
  g_assert_true (qv_territory_layer_paint_smooth (layer, &view, &style, pixels, 50, NULL, NULL));
  g_assert_cmphex (pixels[25 * 50 + 25], ==, fills[1]);
  g_assert_false (qv_territory_layer_get_main_bounds (nowhere, bounds));
  qv_geometry_unref (shapes[1]);
}

static void
test_measures (void)
{
  g_autoptr (GArray) coords = g_array_new (FALSE, FALSE, sizeof (gint32));
  const guint32 ring_ends[] = { 4, 8 };
  QvGeometry *shapes[3] = { make_box (0, 0, 1, 1), NULL, qv_geometry_new_point (7.68, 45.07) };
  const QvId ids[] = { 5, 6, 7 };
  g_autoptr (QvTerritoryLayer) layer = NULL;
  double x, y, expected = EARTH * EARTH * G_PI / 180.0 * sin (G_PI / 180.0) * 1e6;
  g_autoptr (QvPath) path = NULL;
  QvView view;

  for (guint i = 0; i < 2; i++)
    {
      add (coords, 10 + i, 0 + i);
      add (coords, 14 - i, 0 + i);
      add (coords, 14 - i, 4 - i);
      add (coords, 10 + i, 4 - i);
    }
  shapes[1] = make_area (coords, ring_ends, 2);
  layer = qv_territory_layer_new (ids, shapes, 3, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (qv_territory_layer_get_area (layer, 0) / expected, 1.0, 1e-4);
  g_assert_cmpfloat (qv_territory_layer_get_area (layer, 1), <, 12.1 * expected);
  g_assert_cmpfloat (qv_territory_layer_get_area (layer, 1), >, 11.9 * expected);
  g_assert_true (qv_territory_layer_get_centroid (layer, 0, &x, &y));
  g_assert_cmpfloat_with_epsilon (qv_unproject_x (x), 0.5, 1e-6);
  /* The middle of a frame is its hole: a label goes into the frame. */
  g_assert_true (qv_territory_layer_get_centroid (layer, 1, &x, &y));
  g_assert_cmpint (qv_territory_layer_pick (layer, x, y), ==, -1);
  g_assert_true (qv_territory_layer_get_label_point (layer, 1, &x, &y));
  g_assert_cmpint (qv_territory_layer_pick (layer, x, y), ==, 1);
  g_assert_true (qv_territory_layer_get_label_point (layer, 2, &x, &y));
  g_assert_cmpfloat_with_epsilon (qv_unproject_x (x), 7.68, 1e-6);
  g_assert_cmpfloat_with_epsilon (qv_unproject_y (y), 45.07, 1e-6);
  g_assert_cmpint (qv_territory_layer_find (layer, 6), ==, 1);
  g_assert_cmpint (qv_territory_layer_find (layer, 8), ==, -1);
  qv_view_init (&view, 12, 2, 6, 800, 800);
  path = qv_territory_layer_get_outline (layer, 1, &view);
  g_assert_cmpuint (path->ends->len, ==, 2);
  g_assert_cmpuint (g_array_index (path->ends, guint32, 1), ==, 8);
  for (guint i = 0; i < 3; i++)
    qv_geometry_unref (shapes[i]);
}

/* Far parts are left out when they are few, and kept when they are half of everything. */
static void
test_main_bounds (void)
{
  QvGeometry *shapes[104];
  QvId ids[104];
  double bounds[4];

  for (int i = 0; i < 104; i++)
    {
      ids[i] = i + 1;
      shapes[i] = i < 100 ? make_box (i % 10, 40 + i / 10, i % 10 + 1, 41 + i / 10)
                          : make_box (50 + i % 2, -20, 51 + i % 2, -19);
    }
  for (guint n = 100; n <= 104; n += 4)
    {
      g_autoptr (QvTerritoryLayer) layer = qv_territory_layer_new (ids, shapes, n, NULL, NULL);

      g_assert_true (qv_territory_layer_get_main_bounds (layer, bounds));
      g_assert_cmpfloat_with_epsilon (qv_unproject_x (bounds[0]), 0, 1e-6);
      g_assert_cmpfloat_with_epsilon (qv_unproject_x (bounds[2]), 10, 1e-6);
      g_assert_cmpfloat_with_epsilon (qv_unproject_y (bounds[3]), 40, 1e-6);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (QvTerritoryLayer) layer = qv_territory_layer_new (ids, shapes + 98, 4, NULL, NULL);

      g_assert_true (qv_territory_layer_get_main_bounds (layer, bounds));
      g_assert_cmpfloat_with_epsilon (qv_unproject_y (bounds[3]), -20, 1e-6);
      g_assert_cmpfloat_with_epsilon (qv_unproject_y (bounds[1]), 50, 1e-6);
    }
  for (guint i = 0; i < 104; i++)
    qv_geometry_unref (shapes[i]);
}

/* Turin with 312 municipalities, Clermont-Ferrand with 21 and Lille with 95, as boxes of about their place.
 */
static void
test_main_bounds_of_three_cities (void)
{
  static const struct
  {
    double west, south;
    guint n;
  } cities[] = { { 6.6, 44.7, 312 }, { 2.9, 45.7, 21 }, { 2.8, 50.5, 95 } };
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  g_autoptr (QvTerritoryLayer) layer = NULL;
  g_autofree QvId *ids = g_new0 (QvId, 428);
  double bounds[4];

  for (guint c = 0; c < G_N_ELEMENTS (cities); c++)
    for (guint i = 0; i < cities[c].n; i++)
      {
        double west = cities[c].west + 0.05 * (i % 18), south = cities[c].south + 0.05 * (double) (i / 18);

        g_ptr_array_add (shapes, make_box (west, south, west + 0.05, south + 0.05));
      }
  layer = qv_territory_layer_new (ids, (QvGeometry *const *) shapes->pdata, shapes->len, NULL, NULL);
  g_assert_true (qv_territory_layer_get_main_bounds (layer, bounds));
  g_assert_cmpfloat_with_epsilon (qv_unproject_x (bounds[0]), 2.8, 1e-6);
  g_assert_cmpfloat (qv_unproject_y (bounds[1]), >, 50.5);
  g_assert_cmpfloat_with_epsilon (qv_unproject_y (bounds[3]), 44.7, 1e-6);
}

/* The communes of France reach from Guadeloupe to Réunion; a map of them starts with the mainland and
 * Corsica. */
static void
test_main_bounds_of_france (void)
{
  const char *root = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *folder =
      root != NULL ? g_strdup (root) : g_build_filename (SOURCE_ROOT, "..", "shared", "data", NULL);
  g_autofree char *uri =
      g_strconcat ("file:", folder, "/territories/fr-communes-2018-all.gpkg?immutable=1", NULL);
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  g_autoptr (QvTerritoryLayer) layer = NULL;
  g_autofree QvId *ids = g_new0 (QvId, 40000);
  const double expected[] = { -5.14, 51.09, 9.56, 41.33 };
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;
  double bounds[4];

  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (db, "SELECT geom FROM communes WHERE fid % 3 = 0 OR code = '29155'", -1, &stmt,
                          NULL) == SQLITE_OK)
    while (sqlite3_step (stmt) == SQLITE_ROW)
      g_ptr_array_add (shapes, qv_geometry_new_from_gpkg (sqlite3_column_blob (stmt, 0),
                                                          (gsize) sqlite3_column_bytes (stmt, 0), NULL));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  if (shapes->len == 0)
    {
      g_test_skip ("the real data are not here");
      return;
    }
  layer = qv_territory_layer_new (ids, (QvGeometry *const *) shapes->pdata, shapes->len, NULL, NULL);
  g_assert_true (qv_territory_layer_get_main_bounds (layer, bounds));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (i % 2 ? qv_unproject_y (bounds[i]) : qv_unproject_x (bounds[i]),
                                    expected[i], 0.15);
}

static void
test_cancel (void)
{
  QvGeometry *shapes[] = { make_box (0, 0, 1, 1) };
  const QvId ids[] = { 1 };
  const guint32 fills[] = { 0xff000000 };
  QvRasterStyle style = { .fills = fills };
  g_autoptr (QvTerritoryLayer) layer = qv_territory_layer_new (ids, shapes, 1, NULL, NULL);
  g_autoptr (QvTerritoryLayer) empty = qv_territory_layer_new (ids, shapes, 0, NULL, NULL);
  g_autoptr (QvIdRaster) nothing = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint32 pixels[16 * 16];
  double bounds[4];
  QvView view;

  qv_view_init (&view, 0, 0, 1, 16, 16);
  nothing = qv_id_raster_new (empty, &view, NULL, NULL);
  g_assert_cmpint (qv_id_raster_get_at (nothing, 3, 3), ==, -1);
  g_assert_cmpint (qv_id_raster_get_at (nothing, 16, 3), ==, -1);
  g_assert_false (qv_territory_layer_get_main_bounds (empty, bounds));
  g_cancellable_cancel (cancellable);
  g_assert_null (qv_territory_layer_new (ids, shapes, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (qv_id_raster_new (layer, &view, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (qv_territory_layer_paint_smooth (layer, &view, &style, pixels, 16, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  qv_geometry_unref (shapes[0]);
}

/* From pole to pole, by the definition of the projection (ln tan, Snyder 1987, 7-2), to two units of 4 cm. */
static void
test_projection (void)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  g_autofree QvId *ids = NULL;
  g_autoptr (QvTerritoryLayer) layer = NULL;

  for (double latitude = -85.0; latitude < 85.0; latitude += 0.0137)
    g_ptr_array_add (points, qv_geometry_new_point (7.5, latitude));
  ids = g_new (QvId, points->len);
  for (guint i = 0; i < points->len; i++)
    ids[i] = i + 1;
  layer =
      qv_territory_layer_new_for_picture (ids, (QvGeometry *const *) points->pdata, points->len, NULL, NULL);
  for (guint i = 0; i < points->len; i++)
    {
      guint n;
      double latitude =
          qv_geometry_get_coords (g_ptr_array_index (points, i), &n)[1] / QV_GEOMETRY_SCALE * G_PI / 180.0;
      double y = 0.5 - log (tan (G_PI / 4.0 + latitude / 2.0)) / (2.0 * G_PI), bounds[4];

      g_assert_true (qv_territory_layer_get_bounds (layer, i, bounds));
      g_assert_cmpfloat_with_epsilon (bounds[1], y, 2.0 / (1 << 30));
    }
}

/* GeoPackage 1.3, 2.1.3.1: a point without a place has the flag of emptiness and no numbers for coordinates.
 */
static void
test_empty_point (void)
{
  static const guint8 blob[] = { 'G', 'P', 0, 0x11, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0,    0,   0,
                                 0,   0,   0, 0,    0xf8, 0x7f, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f };
  g_autoptr (GError) error = NULL;

  g_assert_null (qv_geometry_new_from_gpkg (blob, sizeof blob, &error));
  g_assert_error (error, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_SHAPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/territories/brute-force", test_brute_force);
  g_test_add_func ("/geo/territories/no-gaps", test_no_gaps);
  g_test_add_func ("/geo/territories/pictures-agree", test_pictures_agree);
  g_test_add_func ("/geo/territories/no-place", test_no_place);
  g_test_add_func ("/geo/territories/measures", test_measures);
  g_test_add_func ("/geo/territories/main-bounds", test_main_bounds);
  g_test_add_func ("/geo/territories/main-bounds-of-france", test_main_bounds_of_france);
  g_test_add_func ("/geo/territories/main-bounds-of-three-cities", test_main_bounds_of_three_cities);
  g_test_add_func ("/geo/territories/projection", test_projection);
  g_test_add_func ("/geo/territories/empty-point", test_empty_point);
  g_test_add_func ("/geo/territories/cancel", test_cancel);
  return g_test_run ();
}
