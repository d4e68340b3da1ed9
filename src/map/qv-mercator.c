/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the viewport is on the world. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-mercator.h"

#include <math.h>

/**
 * qv_mercator_side:
 * @zoom: zoom level, with fraction
 *
 * Returns: how many pixels wide the world is
 */
double
qv_mercator_side (double zoom)
{
  return QV_TILE_SIZE * exp2 (zoom);
}

/**
 * qv_mercator_get_corner:
 * @viewport: a viewport
 * @widget: the widget that it fills
 * @x: (out): the left edge of @widget, in pixels of the world at the viewport's zoom
 * @y: (out): its upper edge
 */
void
qv_mercator_get_corner (ShumateViewport *viewport, GtkWidget *widget, double *x, double *y)
{
  double side = qv_mercator_side (shumate_viewport_get_zoom_level (viewport));

  *x = qv_project_x (shumate_location_get_longitude (SHUMATE_LOCATION (viewport))) * side -
       gtk_widget_get_width (widget) / 2.0;
  *y = qv_project_y (shumate_location_get_latitude (SHUMATE_LOCATION (viewport))) * side -
       gtk_widget_get_height (widget) / 2.0;
}
