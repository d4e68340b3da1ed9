/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web Mercator (EPSG:3857) as a unit square, and windows on it. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-projection.h"

#include <math.h>

#define EARTH_RADIUS                                                                                         \
  6378137.0 /* metres: that of WGS 84 at the equator, which Web Mercator takes for a sphere */
#define MIN_ZOOM 0.0

/**
 * qv_project_x:
 * @longitude: degrees
 *
 * Returns: world units, 0..1 for -180..180
 */
double
qv_project_x (double longitude)
{
  return longitude / 360.0 + 0.5;
}

/**
 * qv_project_y:
 * @latitude: degrees; what lies beyond %QV_MAX_LATITUDE is moved there
 *
 * Returns: world units, 0..1 from north to south (Snyder 1987, "Map Projections: A Working Manual",
 * 7-2a, with the inverse hyperbolic tangent as the one logarithm that it is)
 */
double
qv_project_y (double latitude)
{
  double sine = sin (CLAMP (latitude, -QV_MAX_LATITUDE, QV_MAX_LATITUDE) * G_PI / 180.0);

  return CLAMP (0.5 - log ((1.0 + sine) / (1.0 - sine)) / (4.0 * G_PI), 0.0, 1.0);
}

double
qv_unproject_x (double x)
{
  return (x - 0.5) * 360.0;
}

double
qv_unproject_y (double y)
{
  return atan (sinh ((0.5 - y) * 2.0 * G_PI)) * 180.0 / G_PI;
}

/**
 * qv_get_metres_per_pixel:
 * @latitude: degrees
 * @zoom: 0 shows the world in 256 pixels, one more doubles it
 *
 * Returns: metres on the ground that a pixel covers
 */
double
qv_get_metres_per_pixel (double latitude, double zoom)
{
  return cos (latitude * G_PI / 180.0) * 2.0 * G_PI * EARTH_RADIUS / (QV_TILE_SIZE * exp2 (zoom));
}

/**
 * qv_get_nice_length:
 * @longest: what there is room for, above 0
 *
 * Returns: the greatest of …, 1, 2, 5, 10, 20, … that is not more than @longest
 */
double
qv_get_nice_length (double longest)
{
  double power;

  g_return_val_if_fail (longest > 0.0 && isfinite (longest), 0.0);

  power = pow (10.0, floor (log10 (longest)));
  /* The logarithm of a power of ten may come out a hair below or above the whole number. */
  if (power * 10.0 <= longest)
    power *= 10.0;
  else if (power > longest)
    power /= 10.0;
  if (power * 5.0 <= longest)
    return power * 5.0;
  return power * 2.0 <= longest ? power * 2.0 : power;
}

/**
 * qv_view_init:
 * @view: (out): a view
 * @longitude: degrees, of the middle
 * @latitude: degrees, of the middle
 */
void
qv_view_init (QvView *view, double longitude, double latitude, double zoom, int width, int height)
{
  view->scale = QV_TILE_SIZE * exp2 (zoom);
  view->left = qv_project_x (longitude) - width / (2.0 * view->scale);
  view->top = qv_project_y (latitude) - height / (2.0 * view->scale);
  view->width = width;
  view->height = height;
}

/**
 * qv_view_init_for_bounds:
 * @view: (out): a view
 * @bounds: left, top, right, bottom in world units
 * @padding: pixels to keep free on each side
 * @max_zoom: not nearer than this
 *
 * The largest view that shows all of @bounds in its middle.
 */
void
qv_view_init_for_bounds (
    QvView *view, const double bounds[4], int width, int height, int padding, double max_zoom)
{
  double free_width = MAX (width - 2 * padding, 1);
  double free_height = MAX (height - 2 * padding, 1);
  double scale_x = free_width / MAX (bounds[2] - bounds[0], 1e-12);
  double scale_y = free_height / MAX (bounds[3] - bounds[1], 1e-12);

  view->scale =
      CLAMP (MIN (scale_x, scale_y), QV_TILE_SIZE * exp2 (MIN_ZOOM), QV_TILE_SIZE * exp2 (max_zoom));
  view->left = (bounds[0] + bounds[2]) / 2.0 - width / (2.0 * view->scale);
  view->top = (bounds[1] + bounds[3]) / 2.0 - height / (2.0 * view->scale);
  view->width = width;
  view->height = height;
}

double
qv_view_get_zoom (const QvView *view)
{
  return log2 (view->scale / QV_TILE_SIZE);
}

void
qv_view_to_pixels (const QvView *view, double world_x, double world_y, double *out_x, double *out_y)
{
  *out_x = (world_x - view->left) * view->scale;
  *out_y = (world_y - view->top) * view->scale;
}

void
qv_view_to_world (const QvView *view, double x, double y, double *out_world_x, double *out_world_y)
{
  *out_world_x = view->left + x / view->scale;
  *out_world_y = view->top + y / view->scale;
}

gboolean
qv_view_is_same_zoom (const QvView *a, const QvView *b)
{
  return fabs (a->scale / b->scale - 1.0) < 1e-9;
}

/**
 * qv_view_covers:
 * @view: a view
 * @window: a smaller one
 * @slack: pixels
 *
 * Returns: whether @view shows all of @window at the same zoom, and @slack more on each side
 */
gboolean
qv_view_covers (const QvView *view, const QvView *window, double slack)
{
  double left, top;

  if (!qv_view_is_same_zoom (view, window))
    return FALSE;
  qv_view_to_pixels (view, window->left, window->top, &left, &top);
  return left >= slack && top >= slack && left + window->width + slack <= view->width &&
         top + window->height + slack <= view->height;
}
