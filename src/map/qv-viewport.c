/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the viewport is on the world. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-viewport.h"

/**
 * qv_viewport_get_view:
 * @viewport: a viewport
 * @widget: the widget that it fills
 * @out_view: (out caller-allocates): what @widget shows, in its pixels
 */
void
qv_viewport_get_view (ShumateViewport *viewport, GtkWidget *widget, QvView *out_view)
{
  qv_view_init (out_view, shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                shumate_viewport_get_zoom_level (viewport), gtk_widget_get_width (widget),
                gtk_widget_get_height (widget));
}
