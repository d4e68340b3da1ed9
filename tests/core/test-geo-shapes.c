/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawn lines and areas: how long, how large, where their pin stands, what others get of them, and what is no
 * outline. Lengths and areas are those that GeographicLib 2.1.2 gives (GeodSolve -i and Planimeter, after
 * Karney 2013). */
#include "config.h"

#include <math.h>
#include <string.h>

#include "qv-geo-error.h"
#include "qv-geodesy.h"
#include "qv-outline.h"
#include "qv-shape.h"
#include "qv-sketch.h"

static QvGeometry *
make (QvGeometryType kind, const double *degrees, guint32 n)
{
  const guint32 one = 1;
  g_autofree gint32 *coords = g_new (gint32, 2 * n);
  g_autoptr (GError) error = NULL;
  QvGeometry *geometry;

  for (guint i = 0; i < 2 * n; i++)
    coords[i] = (gint32) lround (degrees[i] * QV_GEOMETRY_SCALE);
  geometry = qv_geometry_new (kind, &one, 1, &n, 1, coords, n, &error);
  g_assert_no_error (error);
  return geometry;
}

static void
test_distance (void)
{
  const double pairs[][5] = {
    { 7.6869, 45.0703, 3.0870, 45.7772, 368420.174429 },      /* Turin to Clermont-Ferrand */
    { 151.2093, -33.8688, 3.0573, 50.6292, 16834017.913351 }, /* Sydney to Lille */
    { 10.0, 0.0, 11.0, 0.0, 111319.490793 },                  /* along the equator */
    { 179.9, 45.0, -179.9, 45.0, 15769.363016 },              /* over the date line */
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_distance (pairs[i][0], pairs[i][1], pairs[i][2],
                                                                 pairs[i][3]),
                                    pairs[i][4], 0.001);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_distance (7.0, 45.0, 7.0, 45.0), 0.0, 1e-9);
}

static void
test_length_and_area (void)
{
  const double corners[] = { 7.68, 45.07, 7.69, 45.08, 7.72, 45.05 };
  const double degree[] = { 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0 };
  const double north[] = { 10.0, 60.0, 11.0, 60.0, 11.0, 61.0, 10.0, 61.0 };
  const double block[] = { 3.0570, 50.6290, 3.0594, 50.6290, 3.0594, 50.6306, 3.0570, 50.6306 };
  g_autoptr (QvGeometry) line = make (QV_GEOMETRY_LINE, corners, 3);
  g_autoptr (QvGeometry) triangle = make (QV_GEOMETRY_AREA, corners, 3);
  g_autoptr (QvGeometry) square = make (QV_GEOMETRY_AREA, degree, 4);
  g_autoptr (QvGeometry) northern = make (QV_GEOMETRY_AREA, north, 4);
  g_autoptr (QvGeometry) small = make (QV_GEOMETRY_AREA, block, 4);
  g_autoptr (QvGeometry) point = qv_geometry_new_point (7.0, 45.0);

  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_length (line), 5448.344935, 0.001);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_length (triangle), 9304.037730, 0.001);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_length (point), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_area (line), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_area (triangle) / 2625774.0960, 1.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_area (small) / 30224.0564, 1.0, 1e-6);
  /* A degree is long: here the great circles of the sphere begin to part from the geodesics. */
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_area (square) / 12308778361.5, 1.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_area (northern) / 6122943163.1, 1.0, 1e-5);
}

/* A square kilometre and a half with a hole of a quarter: counted by the parts that make it up. */
static void
test_hole (void)
{
  const gint32 coords[] = { 0,     0,     100000, 0,     100000, 100000, 0,     100000,
                            25000, 25000, 25000,  75000, 75000,  75000,  75000, 25000 };
  const guint32 parts[] = { 2 };
  const guint32 rings[] = { 4, 8 };
  const guint32 one = 1, four = 4;
  g_autoptr (QvGeometry) holed = qv_geometry_new (QV_GEOMETRY_AREA, parts, 1, rings, 2, coords, 8, NULL);
  g_autoptr (QvGeometry) whole = qv_geometry_new (QV_GEOMETRY_AREA, &one, 1, &four, 1, coords, 4, NULL);
  g_autoptr (QvGeometry) hole = qv_geometry_new (QV_GEOMETRY_AREA, &one, 1, &four, 1, coords + 8, 4, NULL);

  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_area (holed),
                                  qv_geodesy_measure_area (whole) - qv_geodesy_measure_area (hole), 1e-3);
  g_assert_cmpfloat_with_epsilon (qv_geodesy_measure_area (hole) / qv_geodesy_measure_area (whole), 0.25,
                                  1e-6);
}

static void
test_crossing (void)
{
  const struct
  {
    gint32 coords[12];
    guint32 n;
    gboolean crosses;
  } rings[] = {
    { { 0, 0, 10, 0, 10, 10, 0, 10 }, 4, FALSE },
    { { 0, 0, 10, 10, 10, 0, 0, 10 }, 4, TRUE },                 /* a bow */
    { { 0, 0, 10, 0, 20, 0 }, 3, TRUE },                         /* in one line */
    { { 0, 0, 10, 0, 10, 10, 10, 4 }, 4, TRUE },                 /* goes back over itself */
    { { 0, 0, 20, 0, 20, 10, 10, 0, 0, 10 }, 5, TRUE },          /* touches itself */
    { { 0, 0, 20, 0, 20, 10, 10, 1, 0, 10 }, 5, FALSE },         /* nearly */
    { { 0, 0, 20, 0, 20, 20, 10, 20, 10, 20, 0, 20 }, 6, TRUE }, /* stands still */
  };
  const gint32 apart[] = { 0, 0, 10, 0, 10, 10, 20, 0, 30, 0, 30, 10 };
  const gint32 over[] = { 0, 0, 10, 0, 10, 10, 5, 2, 30, 0, 30, 10 };
  const guint32 ends[] = { 3, 6 };

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    g_assert_cmpint (qv_outlines_cross (rings[i].coords, &rings[i].n, 1), ==, rings[i].crosses);
  g_assert_false (qv_outlines_cross (apart, ends, 2));
  g_assert_true (qv_outlines_cross (over, ends, 2));
}

/* Whatever others get lies on the grid, and areas never cross themselves. */
static void
test_coarsen_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 400; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 3, 40);
      double size = pow (10.0, g_rand_double_range (rand, -4.0, -1.0));
      g_autofree double *degrees = g_new (double, 2 * n);
      g_autoptr (QvGeometry) exact = NULL;
      g_autoptr (QvGeometry) coarse = NULL;
      const gint32 *coords;
      const guint32 *ends;
      guint n_points, n_rings;

      for (guint i = 0; i < n; i++)
        {
          double reach = g_rand_double_range (rand, 0.3, 1.0);

          degrees[2 * i] = 7.0 + size * reach * cos (2.0 * G_PI * i / n);
          degrees[2 * i + 1] = 45.0 + size * reach * sin (2.0 * G_PI * i / n);
        }
      exact = make (round % 2 ? QV_GEOMETRY_AREA : QV_GEOMETRY_LINE, degrees, n);
      coarse = qv_outline_coarsen (exact, 10000);
      coords = qv_geometry_get_coords (coarse, &n_points);
      ends = qv_geometry_get_ring_ends (coarse, &n_rings);
      for (guint i = 0; i < 2 * n_points; i++)
        g_assert_cmpint (coords[i] % 10000, ==, 0);
      if (qv_geometry_get_kind (coarse) == QV_GEOMETRY_AREA)
        g_assert_false (qv_outlines_cross (coords, ends, n_rings));
      if (size > 0.05)
        g_assert_cmpint (qv_geometry_get_kind (coarse), ==, qv_geometry_get_kind (exact));
      if (size < 0.0002)
        g_assert_cmpuint (n_points, <=, 4);
    }
}

/* Half way along a line by its length, not by its corners; in the arm of an L, and not where its box has its
 * middle. */
static void
test_anchor (void)
{
  const double corners[] = { 7.0, 45.0, 7.001, 45.0, 7.002, 45.0, 7.01, 45.0 };
  const double ell[] = { 7.0, 45.0, 7.01, 45.0, 7.01, 45.001, 7.001, 45.001, 7.001, 45.01, 7.0, 45.01 };
  g_autoptr (QvGeometry) line = make (QV_GEOMETRY_LINE, corners, 4);
  g_autoptr (QvGeometry) area = make (QV_GEOMETRY_AREA, ell, 6);
  g_autoptr (QvGeometry) point = qv_geometry_new_point (7.5, 45.5);
  g_autoptr (QvShape) street = qv_shape_new (line);
  g_autoptr (QvShape) field = qv_shape_new (area);
  double longitude, latitude, x, y;

  g_assert_null (qv_shape_new (point));
  qv_geometry_get_anchor (point, &longitude, &latitude);
  g_assert_cmpfloat_with_epsilon (longitude, 7.5, 1e-7);
  qv_geometry_get_anchor (line, &longitude, &latitude);
  g_assert_cmpfloat_with_epsilon (longitude, 7.005, 1e-6);
  g_assert_cmpfloat_with_epsilon (latitude, 45.0, 1e-6);
  qv_shape_get_anchor (field, &x, &y);
  g_assert_cmpfloat_with_epsilon (qv_shape_get_distance (field, x, y), 0.0, 1e-15);
  g_assert_false (qv_shape_is_area (street));
  g_assert_true (qv_shape_is_area (field));
  /* A hundredth of a degree is 1/36000 of the world; the middle of the box lies 0.004 outside. */
  g_assert_cmpfloat_with_epsilon (qv_shape_get_distance (field, qv_project_x (7.005), qv_project_y (45.0005)),
                                  0.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (qv_shape_get_distance (field, qv_project_x (7.005), qv_project_y (45.005)) *
                                      360.0,
                                  0.004, 1e-4);
  g_assert_cmpfloat_with_epsilon (qv_shape_get_distance (street, qv_project_x (7.011), qv_project_y (45.0)) *
                                      360.0,
                                  0.001, 1e-6);
}

static void
add_corners (QvSketch *sketch, const double *degrees, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_true (qv_sketch_add (sketch, degrees[2 * i], degrees[2 * i + 1]));
}

static void
assert_not_enough (QvSketch *sketch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvGeometry) geometry = qv_sketch_finish (sketch, &error);

  g_assert_null (geometry);
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_SHAPE);
}

static void
test_sketch (void)
{
  const double bow[] = { 7.0, 45.0, 7.1, 45.1, 7.1, 45.0, 7.0, 45.1 };
  g_autoptr (QvSketch) sketch = qv_sketch_new (QV_GEOMETRY_LINE);
  g_autoptr (QvGeometry) line = NULL;
  g_autoptr (QvGeometry) area = NULL;
  guint n;

  assert_not_enough (sketch);
  g_assert_false (qv_sketch_take_back (sketch));
  add_corners (sketch, bow, 1);
  g_assert_false (qv_sketch_add (sketch, 7.0, 45.0));
  assert_not_enough (sketch);
  add_corners (sketch, bow + 2, 3);
  line = qv_sketch_finish (sketch, NULL);
  g_assert_cmpint (qv_geometry_get_kind (line), ==, QV_GEOMETRY_LINE);
  qv_geometry_get_coords (line, &n);
  g_assert_cmpuint (n, ==, 4);

  /* A line may cross itself, an outline not. */
  qv_sketch_set_kind (sketch, QV_GEOMETRY_AREA);
  assert_not_enough (sketch);
  g_assert_true (qv_sketch_take_back (sketch));
  g_assert_true (qv_sketch_add (sketch, 7.0, 45.0));
  area = qv_sketch_finish (sketch, NULL);
  g_assert_cmpint (qv_geometry_get_kind (area), ==, QV_GEOMETRY_AREA);
  qv_geometry_get_coords (area, &n);
  g_assert_cmpuint (n, ==, 3);
}

/* A hand that shakes by a thousandth of what it draws. */
static void
test_freehand (void)
{
  g_autoptr (QvSketch) sketch = qv_sketch_new (QV_GEOMETRY_LINE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  double longitude, latitude;

  qv_sketch_add (sketch, 6.0, 45.0);
  for (guint i = 0; i <= 200; i++)
    qv_sketch_add (sketch, 7.0 + MIN (i, 100u) / 1000.0,
                   45.0 + (i > 100 ? i - 100 : 0) / 1000.0 + g_rand_double_range (rand, -1e-4, 1e-4));
  qv_sketch_smooth (sketch, 1, 5e-4);
  g_assert_cmpuint (qv_sketch_get_n (sketch), ==, 4);
  qv_sketch_get_point (sketch, 2, &longitude, &latitude);
  g_assert_cmpfloat_with_epsilon (longitude, 7.1, 2e-3);
  g_assert_cmpfloat_with_epsilon (latitude, 45.0, 2e-3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shapes/distance", test_distance);
  g_test_add_func ("/shapes/length-and-area", test_length_and_area);
  g_test_add_func ("/shapes/hole", test_hole);
  g_test_add_func ("/shapes/crossing", test_crossing);
  g_test_add_func ("/shapes/coarsen-any", test_coarsen_any);
  g_test_add_func ("/shapes/anchor", test_anchor);
  g_test_add_func ("/shapes/sketch", test_sketch);
  g_test_add_func ("/shapes/freehand", test_freehand);
  return g_test_run ();
}
