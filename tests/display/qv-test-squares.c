/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "qv-test-squares.h"

#include <math.h>

#define STEP 50000 /* units of 1e-7 degree */
#define EDGE 20    /* vertices an edge */

/* Neighbours have the same vertices, because these depend on the line and not on the side. */
static void
add_edge (gint32 **at, gint32 x, gint32 y, gint32 dx, gint32 dy)
{
  for (int i = 0; i < EDGE; i++)
    {
      double along_x = x + (double) dx * i / EDGE, along_y = y + (double) dy * i / EDGE;
      double share = fmod (dx != 0 ? fabs (along_x) / STEP : fabs (along_y) / STEP, 1.0);
      double aside = 0.12 * STEP * sin (share * G_PI) * sin (share * 7.0 * G_PI + (dx != 0 ? y : x) / 9e4);

      *(*at)++ = (gint32) (along_x + (dx == 0 ? aside : 0.0));
      *(*at)++ = (gint32) (along_y + (dx != 0 ? aside : 0.0));
    }
}

/* They lie in rows from 0° to 1° east, southwards from 45° north. */
QvGeometry *
qv_test_make_square (int index)
{
  const guint32 one = 1, n = 4 * EDGE;
  gint32 west = (index % QV_TEST_SQUARE_COLUMNS) * STEP;
  gint32 north = 450000000 - (index / QV_TEST_SQUARE_COLUMNS) * STEP;
  gint32 coords[8 * EDGE], *at = coords;

  add_edge (&at, west, north, 0, -STEP);
  add_edge (&at, west, north - STEP, STEP, 0);
  add_edge (&at, west + STEP, north - STEP, 0, STEP);
  add_edge (&at, west + STEP, north, -STEP, 0);
  return qv_geometry_new (QV_GEOMETRY_AREA, &one, 1, &n, 1, coords, n, NULL);
}
