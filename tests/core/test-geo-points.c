/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-point-layer.h"

#include <math.h>

static void
test_projection (void)
{
  QvView view;
  double x, y;
  const double bounds[] = { 0.5, 0.4, 0.6, 0.45 };

  /* EPSG:3857 of Turin's Palazzo Madama by PROJ: 7.6859 E 45.0710 N is 855590.45, 5633525.9 metres. */
  g_assert_cmpfloat_with_epsilon ((qv_project_x (7.6859) - 0.5) * 2 * G_PI * 6378137, 855590.45, 0.1);
  g_assert_cmpfloat_with_epsilon (qv_project_y (QV_MAX_LATITUDE), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (qv_project_y (-90), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (qv_project_y (0), 0.5, 1e-15);
  for (double latitude = -85; latitude <= 85; latitude += 0.7)
    g_assert_cmpfloat_with_epsilon (qv_unproject_y (qv_project_y (latitude)), latitude, 1e-10);
  /* The documented ground resolution of zoom 0 at the equator. */
  g_assert_cmpfloat_with_epsilon (qv_get_metres_per_pixel (0, 0), 156543.034, 0.001);
  g_assert_cmpfloat_with_epsilon (qv_get_metres_per_pixel (60, 10), 156543.034 / 1024 / 2, 0.001);

  qv_view_init (&view, 7, 45, 11, 800, 600);
  g_assert_cmpfloat_with_epsilon (qv_view_get_zoom (&view), 11, 1e-12);
  qv_view_to_pixels (&view, qv_project_x (7), qv_project_y (45), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 400, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 300, 1e-6);
  qv_view_init_for_bounds (&view, bounds, 400, 300, 20, 19);
  qv_view_to_pixels (&view, 0.5, 0.4, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 20, 1e-6);
  qv_view_to_pixels (&view, 0.6, 0.425, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 380, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 150, 1e-6);
}

static void
test_nice_length (void)
{
  const double pairs[][2] = { { 1, 1 },       { 1.9, 1 },     { 2, 2 },      { 4.99, 2 },
                              { 5, 5 },       { 9.99, 5 },    { 10, 10 },    { 999, 500 },
                              { 1000, 1000 }, { 2500, 2000 }, { 0.06, 0.05 } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpfloat_with_epsilon (qv_get_nice_length (pairs[i][0]), pairs[i][1], 1e-12);
}

static QvPoint *
make_points (guint n, guint seed)
{
  QvPoint *points = g_new (QvPoint, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    points[i] = (QvPoint){ (QvId) i + 1, 0.52 + g_rand_double (rand) * 0.01,
                           0.35 + g_rand_double (rand) * 0.01, (QvHelix) g_rand_int_range (rand, 0, 5) };
  return points;
}

/* Every visible point is in one cluster, whose mean and counts are those of its members, counted one by one.
 */
static void
check_clusters (QvPointLayer *layer, const QvView *view, const GArray *clusters, const QvPoint *points)
{
  guint n_visible = 0, n_drawn = 0;
  double margin = (double) QV_POINT_LAYER_CELL;

  for (guint i = 0; i < qv_point_layer_get_n (layer); i++)
    {
      double x, y;

      qv_view_to_pixels (view, points[i].x, points[i].y, &x, &y);
      n_visible += x >= 0 && y >= 0 && x < view->width && y < view->height;
    }
  for (guint i = 0; i < clusters->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (clusters, QvPointCluster, i);
      guint counts[QV_N_HELICES + 1] = { 0 };
      double x = 0, y = 0;

      for (guint j = 0; j < cluster->n; j++)
        {
          const QvPoint *point = qv_point_layer_get_member (layer, cluster->first + j);
          double px, py;

          x += point->x / cluster->n;
          y += point->y / cluster->n;
          counts[point->helix]++;
          qv_view_to_pixels (view, point->x, point->y, &px, &py);
          n_drawn += px >= 0 && py >= 0 && px < view->width && py < view->height;
          g_assert_cmpfloat (px, >, -2 * margin);
          g_assert_cmpfloat (px, <, view->width + 2 * margin);
        }
      g_assert_cmpfloat_with_epsilon (cluster->x, x, 1e-9);
      g_assert_cmpfloat_with_epsilon (cluster->y, y, 1e-9);
      for (guint h = 0; h <= QV_N_HELICES; h++)
        g_assert_cmpuint (cluster->n_by_helix[h], ==, counts[h]);
    }
  g_assert_cmpuint (n_drawn, ==, n_visible);
}

static void
test_clusters (void)
{
  g_autofree QvPoint *points = make_points (5000, 1);
  g_autoptr (QvPointLayer) layer = qv_point_layer_new (points, 5000);

  for (double zoom = 0; zoom < 20; zoom += 0.71)
    {
      g_autoptr (GArray) clusters = NULL;
      QvView view;

      qv_view_init (&view, qv_unproject_x (0.525), qv_unproject_y (0.355), zoom, 640, 480);
      clusters = qv_point_layer_query (layer, &view, QV_POINT_LAYER_MAX_SINGLE);
      check_clusters (layer, &view, clusters, points);
    }
}

/* Moving the map by some pixels changes no cluster that stays in sight; another order of notes changes none
 * at all. */
static void
test_stable (void)
{
  g_autofree QvPoint *points = make_points (3000, 2), *reversed = g_new (QvPoint, 3000);
  g_autoptr (QvPointLayer) layer = qv_point_layer_new (points, 3000);
  g_autoptr (QvPointLayer) other = NULL;
  g_autoptr (GArray) before = NULL, after = NULL, again = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  guint n_same = 0;
  QvView view;

  for (guint i = 0; i < 3000; i++)
    reversed[i] = points[2999 - i];
  other = qv_point_layer_new (reversed, 3000);
  qv_view_init (&view, qv_unproject_x (0.525), qv_unproject_y (0.355), 10.3, 640, 480);
  before = qv_point_layer_query (layer, &view, 200);
  again = qv_point_layer_query (other, &view, 200);
  g_assert_cmpuint (before->len, ==, again->len);
  for (guint i = 0; i < before->len; i++)
    {
      const QvPointCluster *a = &g_array_index (before, QvPointCluster, i),
                           *b = &g_array_index (again, QvPointCluster, i);

      g_assert_cmpuint (a->first, ==, b->first);
      g_assert_cmpuint (a->n, ==, b->n);
      g_assert_cmpint (qv_point_layer_get_member (layer, a->first)->id, ==,
                       qv_point_layer_get_member (other, b->first)->id);
      g_hash_table_insert (known, GUINT_TO_POINTER (a->first), GUINT_TO_POINTER (a->n));
    }
  view.left += 37 / view.scale;
  view.top -= 11 / view.scale;
  after = qv_point_layer_query (layer, &view, 200);
  for (guint i = 0; i < after->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (after, QvPointCluster, i);
      gpointer n;

      if (g_hash_table_lookup_extended (known, GUINT_TO_POINTER (cluster->first), NULL, &n))
        {
          g_assert_cmpuint (GPOINTER_TO_UINT (n), ==, cluster->n);
          n_same++;
        }
    }
  g_assert_cmpuint (n_same, >, before->len / 2);
}

static void
test_singles (void)
{
  g_autofree QvPoint *points = make_points (200, 3);
  g_autoptr (QvPointLayer) layer = qv_point_layer_new (points, 200);
  g_autoptr (QvPointLayer) empty = qv_point_layer_new (NULL, 0);
  g_autoptr (GArray) singles = NULL, merged = NULL, nothing = NULL;
  QvView view;

  qv_view_init (&view, qv_unproject_x (0.525), qv_unproject_y (0.355), 8, 1200, 900);
  singles = qv_point_layer_query (layer, &view, 200);
  merged = qv_point_layer_query (layer, &view, 199);
  nothing = qv_point_layer_query (empty, &view, 200);
  g_assert_cmpuint (singles->len, ==, 200);
  g_assert_cmpuint (merged->len, <, 150);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (g_array_index (singles, QvPointCluster, 0).n, ==, 1);
}

static void
test_circles (void)
{
  g_assert_cmpfloat_with_epsilon (qv_get_proportional_radius (25, 100, 40), 20, 1e-12);
  g_assert_cmpfloat_with_epsilon (qv_get_proportional_radius (100, 100, 40), 40, 1e-12);
  g_assert_cmpfloat (qv_get_proportional_radius (NAN, 100, 40), ==, 0);
  g_assert_cmpfloat (qv_get_proportional_radius (-3, 100, 40), ==, 0);
  g_assert_cmpfloat (qv_get_proportional_radius (3, 0, 40), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/projection/projection", test_projection);
  g_test_add_func ("/geo/projection/nice-length", test_nice_length);
  g_test_add_func ("/geo/points/clusters", test_clusters);
  g_test_add_func ("/geo/points/stable", test_stable);
  g_test_add_func ("/geo/points/singles", test_singles);
  g_test_add_func ("/geo/points/circles", test_circles);
  return g_test_run ();
}
