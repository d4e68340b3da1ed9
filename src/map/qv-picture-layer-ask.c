/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others ask the picture: how much of it there is, what lies at a place, where a territory is. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <math.h>

#include "qv-picture-layer-private.h"

/**
 * qv_picture_layer_get_n_territories:
 * @self: a layer
 *
 * Returns: how many territories there are, drawn or not
 */
guint
qv_picture_layer_get_n_territories (QvPictureLayer *self)
{
  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), 0);

  return self->set != NULL ? qv_territory_layer_get_n (self->set->layer) : 0;
}

/**
 * qv_picture_layer_get_n_missing:
 * @self: a layer
 *
 * Returns: how many territories have no figure
 */
guint
qv_picture_layer_get_n_missing (QvPictureLayer *self)
{
  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), 0);

  return qv_map_scene_get_n_missing (self->scene);
}

/**
 * qv_picture_layer_get_fit:
 * @self: a layer
 * @bounds: (out caller-allocates) (array fixed-size=4): left, top, right, bottom in world units
 * @out_is_rough: (out): whether they are those of the background, for want of territories
 *
 * Returns: whether there is any territory with a place, or a background
 */
gboolean
qv_picture_layer_get_fit (QvPictureLayer *self, double bounds[4], gboolean *out_is_rough)
{
  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), FALSE);

  *out_is_rough = self->set == NULL || !qv_territory_layer_get_main_bounds (self->set->layer, bounds);
  return !*out_is_rough || (self->background != NULL && qv_background_get_bounds (self->background, bounds));
}

/**
 * qv_picture_layer_get_territory_at_place:
 * @self: a layer
 * @x: in world units
 * @y: in world units
 *
 * Returns: the territory that holds the place, or %QV_ID_NONE
 */
QvId
qv_picture_layer_get_territory_at_place (QvPictureLayer *self, double x, double y)
{
  int index;

  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), QV_ID_NONE);

  if (self->set == NULL)
    return QV_ID_NONE;
  index = qv_territory_layer_pick (self->set->layer, x, y);
  return index >= 0 ? qv_territory_layer_get_id (self->set->layer, (guint) index) : QV_ID_NONE;
}

/**
 * qv_picture_layer_get_territory_at:
 * @self: a layer
 * @x: in pixels of the layer
 * @y: in pixels of the layer
 *
 * Returns: the territory under this pixel, or %QV_ID_NONE
 */
QvId
qv_picture_layer_get_territory_at (QvPictureLayer *self, double x, double y)
{
  const QvPicture *picture = self->picture;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  QvView window;

  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), QV_ID_NONE);

  _qv_picture_layer_get_window (self, &window);
  qv_view_to_world (&window, x * scale, y * scale, &x, &y);
  if (picture != NULL && picture->raster != NULL && self->set != NULL &&
      picture->scene->layer == self->set->layer && qv_view_covers (&picture->view, &window, 0.0))
    {
      int index;

      qv_view_to_pixels (&picture->view, x, y, &x, &y);
      index = qv_id_raster_get_at (picture->raster, (int) floor (x), (int) floor (y));
      return index >= 0 ? qv_territory_layer_get_id (self->set->layer, (guint) index) : QV_ID_NONE;
    }
  return qv_picture_layer_get_territory_at_place (self, x, y);
}

/**
 * qv_picture_layer_get_name:
 * @self: a layer
 * @territory: a territory
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
qv_picture_layer_get_name (QvPictureLayer *self, QvId territory)
{
  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), NULL);

  return self->set != NULL ? qv_territory_set_get_name (self->set, territory) : NULL;
}

/**
 * qv_picture_layer_get_label_point:
 * @out_x: (out): world units
 * @out_y: (out): world units
 *
 * Returns: whether @territory is there and has a place
 */
gboolean
qv_picture_layer_get_label_point (QvPictureLayer *self, QvId territory, double *out_x, double *out_y)
{
  int index = self->set != NULL ? qv_territory_layer_find (self->set->layer, territory) : -1;

  return index >= 0 && qv_territory_layer_get_label_point (self->set->layer, (guint) index, out_x, out_y);
}

/**
 * qv_picture_layer_get_neighbour:
 * @self: a layer
 * @territory: a territory
 * @dx: -1 for west, 1 for east, 0 for neither
 * @dy: -1 for north, 1 for south, 0 for neither
 *
 * Returns: the nearest territory in that direction, aside counting twice, or %QV_ID_NONE
 */
QvId
qv_picture_layer_get_neighbour (QvPictureLayer *self, QvId territory, int dx, int dy)
{
  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), QV_ID_NONE);

  return self->set != NULL ? qv_territory_set_get_neighbour (self->set, territory, dx, dy) : QV_ID_NONE;
}
