/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-point-layer.h"

#include <math.h>
#include <string.h>

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

/* Independent of how the drawings were measured: entries and figures counted one by one. */
static void
find_extent (const QvPinSizes *sizes, const QvView *view, const QvPointCluster *cluster, double extent[4])
{
  double x, y, width = sizes->pin, height = sizes->pin;

  if (cluster->n > 1)
    {
      width = sizes->ends;
      height = sizes->pill;
      for (guint i = 0; i <= QV_N_HELICES; i++)
        {
          g_autofree char *text = g_strdup_printf ("%u", cluster->n_by_helix[i]);

          if (cluster->n_by_helix[i] > 0)
            width += sizes->entry + sizes->digit * (double) strlen (text);
        }
    }
  qv_view_to_pixels (view, cluster->x, cluster->y, &x, &y);
  extent[0] = x - width / 2.0;
  extent[1] = y - height / 2.0;
  extent[2] = x + width / 2.0;
  extent[3] = y + height / 2.0;
}

/* Every visible point is in one cluster, whose mean and counts are those of its members, counted one by one.
 * With @sizes its drawing lies over the mean. */
static void
check_clusters (const QvPointClusters *clusters,
                const QvView *view,
                const QvPoint *points,
                guint n_points,
                const QvPinSizes *sizes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));

  for (guint i = 0; i < clusters->clusters->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (clusters->clusters, QvPointCluster, i);
      guint counts[QV_N_HELICES + 1] = { 0 };
      double x = 0, y = 0;

      g_array_set_size (ids, 0);
      qv_point_clusters_get_ids (clusters, cluster, ids);
      g_assert_cmpuint (ids->len, ==, cluster->n);
      g_assert_cmpint (g_array_index (ids, QvId, 0), ==, cluster->key);
      for (guint j = 0; j < ids->len; j++)
        {
          const QvPoint *point = &points[g_array_index (ids, QvId, j) - 1];

          x += point->x / cluster->n;
          y += point->y / cluster->n;
          counts[point->helix]++;
          g_assert_true (g_hash_table_add (seen, GINT_TO_POINTER (point->id)));
          g_assert_true (
              qv_point_clusters_has (clusters, cluster, qv_point_layer_find (clusters->layer, point->id)));
        }
      if (sizes != NULL && cluster->n > 1)
        {
          double extent[4];

          qv_view_to_pixels (view, x, y, &x, &y);
          find_extent (sizes, view, cluster, extent);
          g_assert_cmpfloat (x, >, extent[0]);
          g_assert_cmpfloat (x, <, extent[2]);
          g_assert_cmpfloat (y, >=, extent[1] - 0.001);
          g_assert_cmpfloat (y, <=, extent[3] + 0.001);
        }
      else
        {
          g_assert_cmpfloat_with_epsilon (cluster->x, x, 1e-9);
          g_assert_cmpfloat_with_epsilon (cluster->y, y, 1e-9);
        }
      g_assert_cmpmem (cluster->n_by_helix, sizeof counts, counts, sizeof counts);
    }
  for (guint i = 0; i < n_points; i++)
    {
      double x, y;

      qv_view_to_pixels (view, points[i].x, points[i].y, &x, &y);
      if (x >= 0 && y >= 0 && x < view->width && y < view->height)
        g_assert_true (g_hash_table_contains (seen, GINT_TO_POINTER (points[i].id)));
    }
}

static void
test_clusters (void)
{
  g_autofree QvPoint *points = make_points (5000, 1);
  g_autoptr (QvPointLayer) layer = qv_point_layer_new (points, 5000);

  for (double zoom = 0; zoom < 20; zoom += 0.71)
    {
      g_autoptr (QvPointClusters) clusters = NULL;
      guint n_visible = 0;
      QvView view;

      qv_view_init (&view, qv_unproject_x (0.525), qv_unproject_y (0.355), zoom, 640, 480);
      for (guint i = 0; i < 5000; i++)
        {
          double x, y;

          qv_view_to_pixels (&view, points[i].x, points[i].y, &x, &y);
          n_visible += x >= 0 && y >= 0 && x < view.width && y < view.height;
        }
      g_assert_cmpuint (qv_point_layer_count (layer, &view, G_MAXUINT), ==, n_visible);
      g_assert_cmpuint (qv_point_layer_count (layer, &view, 99), ==, MIN (n_visible, 99));
      clusters = qv_point_clusters_new (layer, &view, 0, FALSE);
      g_assert_cmpint (clusters->is_full, ==, n_visible > QV_MAX_PINS);
      check_clusters (clusters, &view, points, 5000, NULL);
    }
}

static gboolean
is_well_inside (const QvView *view, const QvPointCluster *cluster)
{
  double x, y;

  qv_view_to_pixels (view, cluster->x, cluster->y, &x, &y);
  return x > 0 && y > 0 && x < view->width && y < view->height;
}

/* Moving the map changes no cluster that is in sight before and after; another order of notes changes none at
 * all. */
static void
test_stable (void)
{
  g_autofree QvPoint *points = make_points (20000, 2), *reversed = g_new (QvPoint, 20000);
  g_autoptr (QvPointLayer) layer = qv_point_layer_new (points, 20000);
  g_autoptr (QvPointLayer) other = NULL;
  g_autoptr (QvPointClusters) before = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  QvView view;

  for (guint i = 0; i < 20000; i++)
    reversed[i] = points[19999 - i];
  other = qv_point_layer_new (reversed, 20000);
  qv_view_init (&view, qv_unproject_x (0.525), qv_unproject_y (0.355), 10.3, 640, 480);
  before = qv_point_clusters_new (layer, &view, 0, FALSE);
  g_assert_true (before->is_full);
  for (guint i = 0; i < before->clusters->len; i++)
    {
      QvPointCluster *cluster = &g_array_index (before->clusters, QvPointCluster, i);

      g_assert_true (g_hash_table_insert (known, &cluster->key, cluster));
    }
  for (int shift = 0; shift < 200; shift += 11)
    {
      QvView moved = view;
      g_autoptr (QvPointClusters) after = NULL;
      guint n_same = 0;

      moved.left += shift / view.scale;
      moved.top -= 0.7 * shift / view.scale;
      after = qv_point_clusters_new (other, &moved, 0, TRUE);
      for (guint i = 0; i < after->clusters->len; i++)
        {
          const QvPointCluster *cluster = &g_array_index (after->clusters, QvPointCluster, i), *same;

          if (!is_well_inside (&view, cluster) || !is_well_inside (&moved, cluster))
            continue;
          same = g_hash_table_lookup (known, &cluster->key);
          g_assert_nonnull (same);
          g_assert_cmpuint (same->n, ==, cluster->n);
          g_assert_cmpfloat_with_epsilon (same->x, cluster->x, 1e-12);
          n_same++;
        }
      g_assert_cmpuint (n_same, >, 5);
    }
}

/* Two notes five pixels apart are one pill wherever they lie, and two thirty pixels apart never. */
static void
test_near (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint round = 0; round < 500; round++)
    {
      QvPoint points[2] = {
        { .id = 1, .x = g_rand_double_range (rand, 0.1, 0.9), .y = g_rand_double_range (rand, 0.1, 0.9) },
        { .id = 2 }
      };
      double angle = g_rand_double (rand) * 2 * G_PI, apart = round % 2 == 0 ? 5.0 : 30.0;
      g_autoptr (QvPointLayer) layer = NULL;
      g_autoptr (QvPointClusters) clusters = NULL;
      QvView view;

      qv_view_init (&view, qv_unproject_x (points[0].x), qv_unproject_y (points[0].y), 11.5, 400, 300);
      points[1].x = points[0].x + cos (angle) * apart / view.scale;
      points[1].y = points[0].y + sin (angle) * apart / view.scale;
      layer = qv_point_layer_new (points, 2);
      clusters = qv_point_clusters_new (layer, &view, 0, FALSE);
      g_assert_cmpuint (clusters->clusters->len, ==, round % 2 == 0 ? 1 : 2);
    }
}

/* Beyond 200 in sight, so few that they have room; below 150 single again, and between as before. */
static void
test_full (void)
{
  g_autofree QvPoint *points = make_points (201, 3);
  const struct
  {
    guint n;
    gboolean was_full, is_full;
  } cases[] = { { 201, FALSE, TRUE }, { 200, FALSE, FALSE }, { 200, TRUE, TRUE }, { 150, TRUE, FALSE } };
  QvView view;

  qv_view_init (&view, qv_unproject_x (0.525), qv_unproject_y (0.355), 9, 1400, 1400);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (QvPointLayer) layer = qv_point_layer_new (points, cases[i].n);
      g_autoptr (QvPointClusters) clusters = qv_point_clusters_new (layer, &view, 0, cases[i].was_full);

      g_assert_cmpint (clusters->is_full, ==, cases[i].is_full);
      g_assert_cmpuint (clusters->clusters->len, <, cases[i].is_full ? 170 : 201);
      g_assert_cmpuint (clusters->clusters->len, >, cases[i].is_full ? 20 : 120);
    }
}

static void
check_apart (const QvPointClusters *clusters, const QvPinSizes *sizes, const QvView *view)
{
  for (guint i = 0; i < clusters->clusters->len; i++)
    for (guint j = 0; j < i; j++)
      {
        double a[4], b[4];

        find_extent (sizes, view, &g_array_index (clusters->clusters, QvPointCluster, i), a);
        find_extent (sizes, view, &g_array_index (clusters->clusters, QvPointCluster, j), b);
        g_assert_true (a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]);
      }
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const QvPointCluster *first = a, *second = b;

  return (first->key > second->key) - (first->key < second->key);
}

/* No drawing covers another, each note is counted once, and the order in which notes are told matters not. */
static void
test_room (void)
{
  const QvPinSizes sizes[] = { { 28, 26, 9, 27, 9 }, { 26, 24, 12, 24, 8 }, { 28, 26, 9, 27, 40 } };
  const guint counts[] = { 2, 12, 40, 199, 1000, 5000 };

  for (guint round = 0; round < 90; round++)
    {
      guint n = counts[round % G_N_ELEMENTS (counts)];
      const QvPinSizes *size = &sizes[round % G_N_ELEMENTS (sizes)];
      g_autofree QvPoint *points = make_points (n, 100 + round), *reversed = g_new (QvPoint, n);
      g_autoptr (QvPointLayer) layer = qv_point_layer_new (points, n), other = NULL;
      g_autoptr (QvPointClusters) clusters = NULL, others = NULL;
      QvView view;

      for (guint i = 0; i < n; i++)
        reversed[i] = points[n - 1 - i];
      other = qv_point_layer_new (reversed, n);
      qv_view_init (&view, qv_unproject_x (0.525), qv_unproject_y (0.355), 5.0 + round % 37 * 0.21, 500, 700);
      clusters = qv_point_clusters_new (layer, &view, 90, FALSE);
      others = qv_point_clusters_new (other, &view, 90, FALSE);
      qv_point_clusters_make_room (clusters, &view, size);
      qv_point_clusters_make_room (others, &view, size);
      check_clusters (clusters, &view, points, n, size);
      check_apart (clusters, size, &view);
      g_array_sort (clusters->clusters, compare_keys);
      g_array_sort (others->clusters, compare_keys);
      g_assert_cmpuint (clusters->clusters->len, ==, others->clusters->len);
      for (guint i = 0; i < clusters->clusters->len; i++)
        {
          const QvPointCluster *a = &g_array_index (clusters->clusters, QvPointCluster, i);
          const QvPointCluster *b = &g_array_index (others->clusters, QvPointCluster, i);

          g_assert_cmpint (a->key, ==, b->key);
          g_assert_cmpmem (a->n_by_helix, sizeof a->n_by_helix, b->n_by_helix, sizeof b->n_by_helix);
        }
    }
}

/* What has room stays as it is; a pill gives way to a note beside it, and takes it in if it cannot. */
static void
test_room_enough (void)
{
  const QvPinSizes sizes = { 28, 26, 9, 27, 9 };
  /* A pill of two entries is 81 wide: half of it, half a pin and the gap are 56.5. */
  const struct
  {
    double apart;
    guint n_clusters;
    double given_way; /* pixels */
  } cases[] = { { 60, 2, 0.0 }, { 53, 2, 20.25 }, { 15, 1, NAN } };
  QvView view;

  qv_view_init (&view, 7, 45, 12, 800, 600);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      QvPoint points[] = { { .id = 1, .x = 0.52, .y = 0.35, .helix = QV_HELIX_COMPANIES },
                           { .id = 2, .x = 0.52, .y = 0.35, .helix = QV_HELIX_RESEARCH },
                           { .id = 3, .x = 0.52, .y = 0.35, .helix = QV_HELIX_COMPANIES } };
      g_autoptr (QvPointLayer) layer = NULL;
      g_autoptr (QvPointClusters) clusters = NULL;

      points[2].x += cases[i].apart / view.scale;
      view.left = 0.52 - 300 / view.scale;
      view.top = 0.35 - 300 / view.scale;
      layer = qv_point_layer_new (points, 3);
      clusters = qv_point_clusters_new (layer, &view, 0, FALSE);
      g_assert_cmpuint (clusters->clusters->len, ==, 2);
      qv_point_clusters_make_room (clusters, &view, &sizes);
      g_assert_cmpuint (clusters->clusters->len, ==, cases[i].n_clusters);
      if (cases[i].n_clusters == 2)
        {
          const QvPointCluster *pill = &g_array_index (clusters->clusters, QvPointCluster, 0);

          g_assert_cmpuint (pill->n, ==, 2);
          g_assert_cmpfloat_with_epsilon (fabs (0.52 - pill->x) * view.scale, cases[i].given_way, 1e-6);
        }
    }
}

static void
test_empty (void)
{
  g_autoptr (QvPointLayer) layer = qv_point_layer_new (NULL, 0);
  g_autoptr (QvPointClusters) clusters = NULL;
  QvView view;

  qv_view_init (&view, 7, 45, 8, 1200, 900);
  clusters = qv_point_clusters_new (layer, &view, 100, FALSE);
  qv_point_clusters_make_room (clusters, &view, &(QvPinSizes){ 28, 26, 9, 27, 9 });
  g_assert_cmpuint (clusters->clusters->len, ==, 0);
  g_assert_null (qv_point_layer_find (layer, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/projection/projection", test_projection);
  g_test_add_func ("/geo/projection/nice-length", test_nice_length);
  g_test_add_func ("/geo/points/clusters", test_clusters);
  g_test_add_func ("/geo/points/stable", test_stable);
  g_test_add_func ("/geo/points/near", test_near);
  g_test_add_func ("/geo/points/full", test_full);
  g_test_add_func ("/geo/points/room", test_room);
  g_test_add_func ("/geo/points/room-enough", test_room_enough);
  g_test_add_func ("/geo/points/empty", test_empty);
  return g_test_run ();
}
