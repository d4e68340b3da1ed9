/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette that fits the look of the desktop now, for widgets that draw with cairo. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-look.h"

#include <adwaita.h>
#include <math.h>

#define FORCED_KEY "qv-look-forced"
#define FORCED_LIGHT 1
#define FORCED_DARK 2
#define CALLBACK_KEY "qv-look-callback"

#define NORMAL_TEXT (11.0 * 96.0 / 72.0) /* pixels: the size of text for which widths are given */

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
 * qv_look_get_palette_for:
 * @widget: what is drawn
 *
 * Returns: (transfer none): the colours for @widget: those of the current look, but light or dark as one of
 * the widgets that it is in was made by qv_look_force()
 */
const QvPalette *
qv_look_get_palette_for (GtkWidget *widget)
{
  const QvPalette *palette = qv_look_get_palette ();

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      int forced = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), FORCED_KEY));
      QvPaletteFlags contrast = palette->flags & QV_PALETTE_HIGH_CONTRAST;

      if (forced != 0)
        return qv_palette_get (contrast | (forced == FORCED_DARK ? QV_PALETTE_DARK : QV_PALETTE_LIGHT));
    }
  return palette;
}

static void
tell (GtkWidget *widget)
{
  void (*callback) (GtkWidget *) = NULL;

  callback = (void (*) (GtkWidget *)) g_object_get_data (G_OBJECT (widget), CALLBACK_KEY);
  if (callback != NULL)
    callback (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell (child);
}

/**
 * qv_look_force:
 * @widget: a widget
 * @is_dark: whether it is dark, or else light
 *
 * Makes what is drawn in @widget and below it dark or light, whatever the look of the desktop.
 */
void
qv_look_force (GtkWidget *widget, gboolean is_dark)
{
  int forced = is_dark ? FORCED_DARK : FORCED_LIGHT;

  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), FORCED_KEY)) == forced)
    return;
  g_object_set_data (G_OBJECT (widget), FORCED_KEY, GINT_TO_POINTER (forced));
  tell (widget);
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
  g_object_set_data (G_OBJECT (widget), CALLBACK_KEY, (gpointer) callback);
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

/**
 * qv_look_set_class:
 * @widget: a widget
 * @css_class: a class of style
 * @is_set: whether @widget has it from now on
 *
 * Costs nothing where nothing changes.
 */
void
qv_look_set_class (GtkWidget *widget, const char *css_class, gboolean is_set)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (gtk_widget_has_css_class (widget, css_class) == is_set)
    return;
  if (is_set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/**
 * qv_look_get_text_scale:
 * @widget: a widget with the window's own font
 *
 * By how much the user has made texts larger. Widths at which a view changes its form are multiplied by it.
 *
 * Returns: 1 for texts of the usual size or smaller, 2 at 200 per cent
 */
double
qv_look_get_text_scale (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    {
      double resolution = pango_cairo_context_get_resolution (context);

      size *= (resolution > 0.0 ? resolution : 96.0) / 72.0;
    }
  /* Sizes of fonts are rounded, and a width must not miss its form by a pixel. */
  return MAX (round (size / NORMAL_TEXT * 20.0) / 20.0, 1.0);
}
