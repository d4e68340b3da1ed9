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

/**
 * qv_look_load_style:
 * @resource: the path of a stylesheet
 *
 * Loads the stylesheet of a part of the program when the part is first needed; once, however often it is
 * asked for. Colours are named in the stylesheet of the application.
 */
void
qv_look_load_style (const char *resource)
{
  static GHashTable *loaded;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (loaded == NULL)
    loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_add (loaded, g_strdup (resource)))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, resource);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
}
