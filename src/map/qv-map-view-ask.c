/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others ask the map: where a note is, what lies at a place, what is said of a territory. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-map-view-private.h"
#include "qv-viewport.h"
#include "qv-wording.h"

/**
 * qv_map_view_is_settled:
 * @self: a map
 *
 * Returns: whether the picture is smooth and shows what was set last
 */
gboolean
qv_map_view_is_settled (QvMapView *self)
{
  g_return_val_if_fail (QV_IS_MAP_VIEW (self), FALSE);

  return qv_picture_layer_is_settled (self->picture);
}

/**
 * qv_map_view_get_note_bounds:
 * @self: a map
 * @note: a note
 * @out_bounds: (out): where its pin is, in the map's coordinates
 *
 * Returns: whether the note, or the pill that holds it, is on the map now
 */
gboolean
qv_map_view_get_note_bounds (QvMapView *self, QvId note, GdkRectangle *out_bounds)
{
  g_return_val_if_fail (QV_IS_MAP_VIEW (self), FALSE);

  return qv_note_layer_get_bounds (self->notes, note, out_bounds);
}

/**
 * qv_map_view_get_territory_at:
 * @self: a map
 * @longitude: in degrees
 * @latitude: in degrees
 *
 * Returns: the territory that holds the place, or %QV_ID_NONE
 */
QvId
qv_map_view_get_territory_at (QvMapView *self, double longitude, double latitude)
{
  g_return_val_if_fail (QV_IS_MAP_VIEW (self), QV_ID_NONE);

  return qv_picture_layer_get_territory_at_place (self->picture, qv_project_x (longitude),
                                                  qv_project_y (latitude));
}

/**
 * qv_map_view_describe_territory:
 * @self: a map
 * @territory: a territory on it
 *
 * Returns: (transfer full): its name and, if figures are shown, its figure: "7 Aurora: 35.6 %"
 */
char *
qv_map_view_describe_territory (QvMapView *self, QvId territory)
{
  const char *name;
  double value;
  g_autofree char *number = NULL;

  g_return_val_if_fail (QV_IS_MAP_VIEW (self), NULL);

  name = qv_picture_layer_get_name (self->picture, territory);
  if (name == NULL || self->thematic == NULL)
    return g_strdup (name != NULL ? name : "");
  if (!qv_thematic_find (self->thematic, territory, &value))
    /* Translators: a territory for which there is no figure: "7 Aurora: no data". */
    return g_strdup_printf (_ ("%s: no data"), name);
  number = qv_wording_for_number (value,
                                  qv_wording_get_decimals (self->thematic->values, self->thematic->n_values));
  /* Translators: a territory, its figure, the unit: "7 Aurora: 35.6 %". */
  return g_strdup_printf (_ ("%s: %s %s"), name, number,
                          self->thematic->unit != NULL ? self->thematic->unit : "");
}
