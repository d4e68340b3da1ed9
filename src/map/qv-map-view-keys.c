/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keyboard and the pointer do on the map: move it, choose territories, drop notes. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-map-view-private.h"
#include "qv-viewport.h"

#define PAN_STEP 64.0

/**
 * _qv_map_view_get_place:
 * @self: a map
 * @x: in pixels of the view
 * @y: in pixels of the view
 * @longitude: (out): in degrees
 * @latitude: (out): in degrees
 */
void
_qv_map_view_get_place (QvMapView *self, double x, double y, double *longitude, double *latitude)
{
  QvView view;

  qv_viewport_get_view (self->viewport, GTK_WIDGET (self->map), &view);
  qv_view_to_world (&view, x, y, &x, &y);
  *longitude = qv_unproject_x (x);
  *latitude = qv_unproject_y (y);
}

/**
 * _qv_map_view_pan:
 * @self: a map
 * @dx: pixels to the east
 * @dy: pixels to the south
 */
void
_qv_map_view_pan (QvMapView *self, double dx, double dy)
{
  double longitude, latitude;

  _qv_map_view_get_place (self, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0 + dx,
                          gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0 + dy, &longitude, &latitude);
  shumate_map_stop_go_to (self->map);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude,
                                 CLAMP (longitude, -180.0, 180.0));
}

/**
 * _qv_map_view_zoom:
 * @self: a map
 * @steps: zoom levels, negative to see more
 */
void
_qv_map_view_zoom (QvMapView *self, double steps)
{
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, shumate_viewport_get_zoom_level (self->viewport) + steps);
}

/**
 * _qv_map_view_get_direction:
 * @keyval: a key
 * @dx: (out): -1, 0 or 1 to the east
 * @dy: (out): -1, 0 or 1 to the south
 *
 * Returns: whether it is an arrow
 */
gboolean
_qv_map_view_get_direction (guint keyval, int *dx, int *dy)
{
  *dx = (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right) -
        (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left);
  *dy = (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down) -
        (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up);
  return *dx != 0 || *dy != 0;
}

/* Ctrl and an arrow go to the nearest territory in that direction; from none, to the one in the middle. */
static void
step_territory (QvMapView *self, int dx, int dy)
{
  QvId next;

  if (self->selected_territory != QV_ID_NONE)
    next = qv_picture_layer_get_neighbour (self->picture, self->selected_territory, dx, dy);
  else
    next =
        qv_picture_layer_get_territory_at (self->picture, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
                                           gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0);
  if (next != QV_ID_NONE)
    qv_map_view_set_selected_territory (self, next);
}

/**
 * _qv_map_view_handle_key:
 * @self: a map
 * @keyval: the key
 * @state: its modifiers
 *
 * Returns: whether the key meant something here
 */
gboolean
_qv_map_view_handle_key (QvMapView *self, guint keyval, GdkModifierType state)
{
  gboolean is_plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;
  int dx, dy;

  if (self->placing != QV_ID_NONE && is_plain && _qv_map_view_handle_placing_key (self, keyval, state))
    return TRUE;
  if (_qv_map_view_get_direction (keyval, &dx, &dy))
    {
      if (state & GDK_CONTROL_MASK)
        step_territory (self, dx, dy);
      else if (is_plain)
        _qv_map_view_pan (self, dx * PAN_STEP, dy * PAN_STEP);
      else
        return FALSE;
      return TRUE;
    }
  if (!is_plain)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      _qv_map_view_zoom (self, 0.5);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      _qv_map_view_zoom (self, -0.5);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      qv_map_view_fit (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->selected_territory == QV_ID_NONE)
        return FALSE;
      g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_TERRITORY_ACTIVATED], 0,
                     self->selected_territory);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QvMapView *self)
{
  QvItem *note = g_value_get_object (value);
  double longitude, latitude;

  if (note == NULL)
    return FALSE;
  _qv_map_view_get_place (self, x, y, &longitude, &latitude);
  g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_NOTE_DROPPED], 0, qv_item_get_id (note),
                 longitude, latitude);
  return TRUE;
}

/**
 * _qv_map_view_init_gestures:
 * @self: a map
 *
 * Adds what the template cannot name: the target for notes that are dragged here.
 */
void
_qv_map_view_init_gestures (QvMapView *self)
{
  GtkDropTarget *target =
      gtk_drop_target_new (QV_TYPE_NOTE, GDK_ACTION_COPY | GDK_ACTION_MOVE | GDK_ACTION_LINK);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (target));
}
