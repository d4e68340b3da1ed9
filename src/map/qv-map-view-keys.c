/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keyboard and the pointer do on the map: move it, choose territories, set the place of a note. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-look.h"
#include "qv-map-view-private.h"
#include "qv-viewport.h"

#define PAN_STEP 64.0
#define CROSS_STEP 16.0
#define CROSS_FINE_STEP 2.0
#define CROSS_EDGE 48.0
#define CROSS_RADIUS 18.0

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
 * _qv_map_view_move_cross:
 * @self: a map that waits for a place
 * @x: where the cross-hair goes, in pixels of the view
 * @y: where the cross-hair goes
 *
 * The map follows when the cross-hair would leave it.
 */
void
_qv_map_view_move_cross (QvMapView *self, double x, double y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double inside_x = CLAMP (x, MIN (CROSS_EDGE, width / 2.0), MAX (width - CROSS_EDGE, width / 2.0));
  double inside_y = CLAMP (y, MIN (CROSS_EDGE, height / 2.0), MAX (height - CROSS_EDGE, height / 2.0));

  if (fabs (inside_x - x) > 0.5 || fabs (inside_y - y) > 0.5)
    _qv_map_view_pan (self, x - inside_x, y - inside_y);
  self->cross_x = inside_x;
  self->cross_y = inside_y;
  gtk_widget_queue_draw (self->cross_hair);
}

/**
 * _qv_map_view_draw_cross:
 * @area: the cross-hair's layer, as large as the map
 * @cr: a drawing
 * @width: of @area
 * @height: of @area
 * @data: the map
 */
void
_qv_map_view_draw_cross (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  QvMapView *self = data;
  const QvPalette *palette = qv_look_get_palette ();
  double x = round (self->cross_x) + 0.5, y = round (self->cross_y) + 0.5;

  for (int pass = 0; pass < 2; pass++)
    {
      qv_palette_set_source (cr, pass == 0 ? palette->halo : palette->ink, 1.0);
      cairo_set_line_width (cr, pass == 0 ? 5.0 : 2.0);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, CROSS_RADIUS, 0.0, 2.0 * G_PI);
      for (int arm = 0; arm < 4; arm++)
        {
          double dx = arm == 0 ? 1.0 : arm == 1 ? -1.0 : 0.0;
          double dy = arm == 2 ? 1.0 : arm == 3 ? -1.0 : 0.0;

          cairo_move_to (cr, x + 5.0 * dx, y + 5.0 * dy);
          cairo_line_to (cr, x + (CROSS_RADIUS + 10.0) * dx, y + (CROSS_RADIUS + 10.0) * dy);
        }
      cairo_stroke (cr);
    }
}

/**
 * _qv_map_view_set_place:
 * @self: a map that waits for a place
 *
 * Tells where the cross-hair stands, and stops waiting.
 */
void
_qv_map_view_set_place (QvMapView *self)
{
  QvId note = self->placing;
  double longitude, latitude;

  g_assert (note != QV_ID_NONE);

  _qv_map_view_get_place (self, self->cross_x, self->cross_y, &longitude, &latitude);
  self->placing = QV_ID_NONE;
  gtk_widget_set_visible (self->cross_hair, FALSE);
  gtk_widget_set_visible (self->place_card, FALSE);
  gtk_widget_set_cursor (GTK_WIDGET (self->map), NULL);
  g_object_notify (G_OBJECT (self), "placing");
  g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_PLACE], 0, note, longitude, latitude);
}

static gboolean
get_direction (guint keyval, int *dx, int *dy)
{
  *dx = (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right) -
        (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left);
  *dy = (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down) -
        (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up);
  return *dx != 0 || *dy != 0;
}

static gboolean
handle_placing_key (QvMapView *self, guint keyval, GdkModifierType state)
{
  double step = state & GDK_SHIFT_MASK ? CROSS_FINE_STEP : CROSS_STEP;
  int dx, dy;

  if (get_direction (keyval, &dx, &dy))
    _qv_map_view_move_cross (self, self->cross_x + dx * step, self->cross_y + dy * step);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    _qv_map_view_set_place (self);
  else if (keyval == GDK_KEY_Escape)
    qv_map_view_cancel_place (self);
  else
    return FALSE;
  return TRUE;
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

  if (self->placing != QV_ID_NONE && is_plain && handle_placing_key (self, keyval, state))
    return TRUE;
  if (get_direction (keyval, &dx, &dy))
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
