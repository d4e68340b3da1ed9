/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-thematic.h"

#include <math.h>

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
  g_test_add_func ("/chart/circles", test_circles);
  return g_test_run ();
}
