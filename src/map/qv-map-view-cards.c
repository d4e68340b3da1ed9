/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards over the map: legend, scale with attribution, zoom. They keep out of each other's way at every
 * width. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <glib/gi18n.h>

#include "qv-map-scene.h"
#include "qv-map-view-private.h"

#define CARD_MARGIN 12
#define CARD_GAP 8
#define FULL_LEGEND_WIDTH 1000

/**
 * _qv_map_view_update_attribution:
 * @self: a map
 *
 * Says whom what is below comes from.
 */
void
_qv_map_view_update_attribution (QvMapView *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (self->background_attribution != NULL && *self->background_attribution != '\0')
    g_ptr_array_add (parts, self->background_attribution);
  if (self->tiles_attribution != NULL && *self->tiles_attribution != '\0')
    g_ptr_array_add (parts, self->tiles_attribution);
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_text (self->attribution, text);
  gtk_widget_set_visible (GTK_WIDGET (self->attribution), *text != '\0');
  gtk_widget_set_visible (self->scale_card, !self->is_bare || *text != '\0');
}

/**
 * _qv_map_view_update_scale:
 * @self: a map
 *
 * Takes the scale from the middle of the view.
 */
void
_qv_map_view_update_scale (QvMapView *self)
{
  double latitude = shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport));

  qv_scale_bar_set_metres_per_pixel (
      self->scale, qv_get_metres_per_pixel (latitude, shumate_viewport_get_zoom_level (self->viewport)));
}

/**
 * _qv_map_view_update_legend:
 * @self: a map
 *
 * Shows what the colours mean, and says it.
 */
void
_qv_map_view_update_legend (QvMapView *self)
{
  guint n_missing = self->thematic != NULL ? qv_picture_layer_get_n_missing (self->picture) : 0;
  guint n_territories = qv_picture_layer_get_n_territories (self->picture);
  g_autofree char *contents = NULL;
  g_autofree char *name = NULL;

  qv_legend_view_set_thematic (self->legend, self->thematic);
  qv_legend_view_set_n_missing (self->legend, n_missing);
  qv_legend_view_set_largest_radius (self->legend, QV_MAP_CIRCLE_RADIUS);
  gtk_widget_set_visible (self->legend_card, self->thematic != NULL && !self->is_bare);

  if (self->thematic != NULL)
    contents = qv_thematic_describe (self->thematic, n_missing);
  else
    contents = g_strdup_printf (ngettext ("%u territory", "%u territories", n_territories), n_territories);
  /* Translators: what a screen reader says of the map; then comes what it shows. */
  name = g_strdup_printf (_ ("Map: %s"), contents);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("Arrows move the map, plus and minus zoom, Home shows all, Control and an arrow "
         "goes to the next territory. The list says the same."),
      -1);
}

/**
 * _qv_map_view_update_form:
 * @self: a map
 *
 * Shortens the legend where the map is narrow.
 */
void
_qv_map_view_update_form (QvMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  qv_legend_view_set_form (self->legend, width < FULL_LEGEND_WIDTH ? QV_LEGEND_SHORT : QV_LEGEND_FULL);
}

/**
 * _qv_map_view_place_card:
 * @overlay: the map with what lies over it
 * @card: one of the cards
 * @place: (out): where it goes
 * @self: the map
 *
 * Returns: whether @card is one that is placed here
 */
gboolean
_qv_map_view_place_card (GtkOverlay *overlay, GtkWidget *card, GdkRectangle *place, QvMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  GtkRequisition own, legend = { 0 }, zoom;

  if (card != self->legend_card && card != self->scale_card && card != self->zoom_card)
    return FALSE;
  gtk_widget_get_preferred_size (card, NULL, &own);
  gtk_widget_get_preferred_size (self->zoom_card, NULL, &zoom);
  if (gtk_widget_get_visible (self->legend_card))
    gtk_widget_get_preferred_size (self->legend_card, NULL, &legend);
  legend.width = MIN (legend.width, width - 2 * CARD_MARGIN);
  own.width = MIN (own.width, width - 2 * CARD_MARGIN);

  *place = (GdkRectangle){ CARD_MARGIN, height - CARD_MARGIN - own.height, own.width, own.height };
  if (card == self->zoom_card)
    {
      place->x = width - CARD_MARGIN - own.width;
      if (legend.width + zoom.width + 2 * CARD_MARGIN + CARD_GAP > width)
        place->y -= legend.height + CARD_GAP;
    }
  else if (card == self->scale_card)
    {
      place->x = width - CARD_MARGIN - zoom.width - CARD_GAP - own.width;
      if (place->x < CARD_MARGIN + legend.width + CARD_GAP)
        {
          place->x = CARD_MARGIN;
          place->y -= legend.height > 0 ? legend.height + CARD_GAP : 0;
        }
    }
  return TRUE;
}
