/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette that fits the look of the desktop now, for widgets that draw with cairo. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-look.h"

#include <adwaita.h>

/**
 * qv_look_get_palette:
 *
 * Returns: (transfer none): the colours of the current look: light or dark, high contrast or not
 */
const QvPalette *
qv_look_get_palette (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  QvPaletteFlags flags = QV_PALETTE_LIGHT;

  if (adw_style_manager_get_dark (manager))
    flags |= QV_PALETTE_DARK;
  if (adw_style_manager_get_high_contrast (manager))
    flags |= QV_PALETTE_HIGH_CONTRAST;
  return qv_palette_get (flags);
}

/**
 * qv_look_watch:
 * @widget: whose drawing depends on the look
 * @callback: (nullable): called with @widget as its only argument when the look changes, or %NULL to redraw
 * it
 */
void
qv_look_watch (GtkWidget *widget, GCallback callback)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (callback == NULL)
    callback = G_CALLBACK (gtk_widget_queue_draw);
  g_signal_connect_object (manager, "notify::dark", callback, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", callback, widget, G_CONNECT_SWAPPED);
}
