/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QV_TILE_SIZE 256
#define QV_MAX_LATITUDE 85.0511287798066 /* where Web Mercator ends */

/**
 * QvView:
 *
 * A window on the world. World units are those of Web Mercator: 0..1 from 180° W to 180° E and from 85.05° N to 85.05° S. A layer that is
 * drawn with a margin takes a view that has the margin in it.
 */
typedef struct
{
  double left;  /* world units */
  double top;   /* world units */
  double scale; /* pixels a world: 256 × 2^zoom */
  int width;    /* pixels */
  int height;   /* pixels */
} QvView;

double qv_project_x              (double longitude);
double qv_project_y              (double latitude);
double qv_unproject_x            (double x);
double qv_unproject_y            (double y);
double qv_get_metres_per_pixel   (double latitude, double zoom);
double qv_get_nice_length        (double longest);

void   qv_view_init              (QvView *view, double longitude, double latitude, double zoom, int width, int height);
void   qv_view_init_for_bounds   (QvView *view, const double bounds[4], int width, int height, int padding, double max_zoom);
double qv_view_get_zoom          (const QvView *view);
gboolean qv_view_is_same_zoom    (const QvView *a, const QvView *b);
gboolean qv_view_covers          (const QvView *view, const QvView *window, double slack);
void   qv_view_to_pixels         (const QvView *view, double world_x, double world_y, double *out_x, double *out_y);
void   qv_view_to_world          (const QvView *view, double x, double y, double *out_world_x, double *out_world_y);

G_END_DECLS
