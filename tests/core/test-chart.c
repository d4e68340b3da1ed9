/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-thematic.h"

#include <math.h>
#include <string.h>

#include "qv-map-drawing.h"

static void
test_circles (void)
{
  g_assert_cmpfloat_with_epsilon (qv_get_proportional_radius (25, 100, 40), 20, 1e-12);
  g_assert_cmpfloat_with_epsilon (qv_get_proportional_radius (100, 100, 40), 40, 1e-12);
  g_assert_cmpfloat (qv_get_proportional_radius (NAN, 100, 40), ==, 0);
  g_assert_cmpfloat (qv_get_proportional_radius (-3, 100, 40), ==, 0);
  g_assert_cmpfloat (qv_get_proportional_radius (3, 0, 40), ==, 0);
}

#define SIDE 300

/* Two places so near that only one can have its name. Returns: the picture; @out_n_dark: pixels of letters */
static cairo_surface_t *
draw_points (gboolean names_points, const double *sizes, guint *out_n_dark)
{
  const QvId ids[] = { 1, 2, 3, 4 };
  const double breaks[] = { 0.0, 1.0 };
  QvGeometry *geometries[] = { qv_geometry_new_point (7.68, 45.07), qv_geometry_new_point (7.69, 45.071),
                               qv_geometry_new_point (7.50, 45.20), qv_geometry_new_point (7.90, 44.95) };
  const char *const names[] = { "Torino", "Sassi", "", "" };
  g_autoptr (QvMapScene) scene = qv_map_scene_new (qv_palette_get (QV_PALETTE_LIGHT));
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  const QvMapPage page = { NULL };
  QvView view;

  scene->layer = qv_territory_layer_new_for_picture (ids, geometries, G_N_ELEMENTS (ids), NULL, &error);
  g_assert_no_error (error);
  scene->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (scene->names, g_strdup (names[i]));
  scene->names_points = names_points;
  if (sizes != NULL)
    scene->ranking = qv_thematic_new (QV_MEASURE_COUNT, ids, sizes, 2, breaks, 1);
  qv_map_drawing_fit (scene, &page, SIDE, SIDE, &view);
  g_assert_true (qv_map_drawing_draw (scene, &page, &view, cr, NULL, &error));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  *out_n_dark = 0;
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      *out_n_dark +=
          cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + 4 * x] < 80;
  for (guint i = 0; i < G_N_ELEMENTS (geometries); i++)
    qv_geometry_unref (geometries[i]);
  return surface;
}

static gboolean
are_equal (cairo_surface_t *a, cairo_surface_t *b)
{
  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                 (gsize) cairo_image_surface_get_stride (a) * SIDE) == 0;
}

static void
test_names_of_points (void)
{
  const double first[] = { 900.0, 3.0 }, second[] = { 3.0, 900.0 };
  guint n_none, n_any, n_first, n_second;
  cairo_surface_t *none = draw_points (FALSE, NULL, &n_none);
  cairo_surface_t *any = draw_points (TRUE, NULL, &n_any);
  cairo_surface_t *of_first = draw_points (TRUE, first, &n_first);
  cairo_surface_t *of_second = draw_points (TRUE, second, &n_second);

  /* Without names there is no dark letter; with them one, that of the larger place. */
  g_assert_cmpuint (n_none, ==, 0);
  g_assert_cmpuint (n_any, >, 0);
  g_assert_cmpuint (n_first, >, 0);
  g_assert_cmpuint (n_second, >, 0);
  g_assert_false (are_equal (of_first, of_second));
  cairo_surface_destroy (none);
  cairo_surface_destroy (any);
  cairo_surface_destroy (of_first);
  cairo_surface_destroy (of_second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/circles", test_circles);
  g_test_add_func ("/chart/names-of-points", test_names_of_points);
  return g_test_run ();
}
