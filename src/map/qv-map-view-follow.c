/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second map that shows what the first one shows, for a room to look at. Both draw from the same
 * territories and the same background in memory. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <math.h>

#include "qv-map-view-private.h"

#define FOLLOW_MS 60 /* two maps that move at every frame would hold up the one under the hand */

/**
 * _qv_map_view_tell_contents:
 * @self: a map
 *
 * Says that it shows something else.
 */
void
_qv_map_view_tell_contents (QvMapView *self)
{
  g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_CONTENTS_CHANGED], 0);
}

/* Everything that can be seen in the other can be seen here, whatever the shape of the windows. */
static gboolean
follow_view_cb (gpointer data)
{
  QvMapView *self = data;
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double other_width, other_height, longitude, latitude, zoom;

  self->follow_id = 0;
  if (self->source == NULL)
    return G_SOURCE_REMOVE;
  other_width = gtk_widget_get_width (GTK_WIDGET (self->source->map));
  other_height = gtk_widget_get_height (GTK_WIDGET (self->source->map));
  if (width <= 0.0 || height <= 0.0 || other_width <= 0.0 || other_height <= 0.0)
    return G_SOURCE_REMOVE;
  qv_map_view_get_view (self->source, &longitude, &latitude, &zoom);
  zoom += log2 (MIN (width / other_width, height / other_height));
  qv_map_view_set_view (self, longitude, latitude, zoom);
  return G_SOURCE_REMOVE;
}

static void
queue_follow_view (QvMapView *self)
{
  if (self->source != NULL && self->follow_id == 0)
    self->follow_id = g_timeout_add (FOLLOW_MS, follow_view_cb, self);
}

static void
follow_contents (QvMapView *self)
{
  QvMapView *source = self->source;

  if (self->tiles_file != source->tiles_file)
    qv_map_view_set_tile_pack_file (self, source->tiles_file, source->tiles_attribution);
  g_free (self->background_attribution);
  self->background_attribution = g_strdup (source->background_attribution);
  _qv_map_view_update_attribution (self);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = source->thematic != NULL ? qv_thematic_ref (source->thematic) : NULL;
  _qv_map_view_update_legend (self);
  _qv_map_view_tell_contents (self);
}

static void
follow_selection (QvMapView *self)
{
  qv_map_view_set_selected_territory (self, self->source->selected_territory);
}

/**
 * _qv_map_view_stop_following:
 * @self: a map
 *
 * Leaves it as it is.
 */
void
_qv_map_view_stop_following (QvMapView *self)
{
  g_clear_handle_id (&self->follow_id, g_source_remove);
  if (self->source != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->source, queue_follow_view, self);
      g_signal_handlers_disconnect_by_func (self->source, follow_contents, self);
      g_signal_handlers_disconnect_by_func (self->source, follow_selection, self);
    }
  g_clear_weak_pointer (&self->source);
  if (self->picture != NULL)
    qv_picture_layer_follow (self->picture, NULL);
}

/**
 * qv_map_view_follow:
 * @self: a map
 * @source: (nullable): another map, whose view, territories, figures, background and chosen territory are
 * shown from now on; %NULL leaves what is shown as it is
 *
 * Notes are not among it: @self has its own.
 */
void
qv_map_view_follow (QvMapView *self, QvMapView *source)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));
  g_return_if_fail (source == NULL || QV_IS_MAP_VIEW (source));

  if (self->source == source)
    return;
  _qv_map_view_stop_following (self);
  if (source == NULL)
    return;
  g_set_weak_pointer (&self->source, source);
  g_signal_connect_object (source, "view-changed", G_CALLBACK (queue_follow_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "contents-changed", G_CALLBACK (follow_contents), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "notify::selected-territory", G_CALLBACK (follow_selection), self,
                           G_CONNECT_SWAPPED);
  qv_picture_layer_follow (self->picture, source->picture);
  follow_contents (self);
  follow_selection (self);
  queue_follow_view (self);
}

/**
 * qv_map_view_make_bare:
 * @self: a map
 *
 * Leaves nothing but the map and whom it comes from, and makes it something to look at only.
 */
void
qv_map_view_make_bare (QvMapView *self)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  self->is_bare = TRUE;
  gtk_widget_set_visible (self->zoom_card, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->scale), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  _qv_map_view_update_attribution (self);
  _qv_map_view_update_legend (self);
}

/**
 * qv_map_view_set_magnification:
 * @self: a map
 * @magnification: how many times as large names, circles and pins are, to be read from far away
 */
void
qv_map_view_set_magnification (QvMapView *self, double magnification)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));
  g_return_if_fail (magnification > 0.0);

  qv_picture_layer_set_magnification (self->picture, magnification);
  qv_note_layer_set_magnification (self->notes, magnification);
  queue_follow_view (self);
}

/**
 * qv_map_view_get_thematic:
 * @self: a map
 *
 * Returns: (transfer none) (nullable): the figures that it shows
 */
QvThematic *
qv_map_view_get_thematic (QvMapView *self)
{
  g_return_val_if_fail (QV_IS_MAP_VIEW (self), NULL);

  return self->thematic;
}

/**
 * qv_map_view_get_n_missing:
 * @self: a map
 *
 * Returns: how many territories have no figure
 */
guint
qv_map_view_get_n_missing (QvMapView *self)
{
  g_return_val_if_fail (QV_IS_MAP_VIEW (self), 0);

  return qv_picture_layer_get_n_missing (self->picture);
}
