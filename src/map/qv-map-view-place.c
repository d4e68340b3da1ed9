/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a note, set or drawn on the map: a point, a line or an area, by keys, clicks or taps. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <math.h>

#include "qv-look.h"
#include "qv-map-view-private.h"
#include "qv-viewport.h"

#define CROSS_STEP 16.0
#define CROSS_FINE_STEP 2.0
#define CROSS_EDGE 48.0
#define CROSS_RADIUS 18.0
#define LINE_WIDTH 2.0
#define CASING 1.5 /* on each side */
#define CORNER_RADIUS 4.0
#define FILL_OPACITY 0.15
#define CLOSE_REACH 9.0    /* pixels from the first corner of an area where it is closed */
#define FREEHAND_STEP 3.0  /* pixels */
#define FREEHAND_SHAKE 1.5 /* pixels that a hand shakes */

static void
show_sketch (QvMapView *self)
{
  gboolean is_drawn = qv_sketch_get_kind (self->sketch) != QV_GEOMETRY_POINT;

  qv_place_card_show (self->place_card, self->sketch);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.take-back",
                                 is_drawn && qv_sketch_get_n (self->sketch) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.finish-place",
                                 is_drawn && qv_sketch_is_enough (self->sketch));
  gtk_widget_queue_draw (self->cross_hair);
}

static void
get_corner (QvMapView *self, guint index, double *out_x, double *out_y)
{
  double longitude, latitude;
  QvView view;

  qv_sketch_get_point (self->sketch, index, &longitude, &latitude);
  qv_viewport_get_view (self->viewport, GTK_WIDGET (self->map), &view);
  qv_view_to_pixels (&view, qv_project_x (longitude), qv_project_y (latitude), out_x, out_y);
}

static gboolean
is_near_corner (QvMapView *self, guint index, double reach)
{
  double x, y;

  get_corner (self, index, &x, &y);
  return hypot (x - self->cross_x, y - self->cross_y) <= reach;
}

/* Where the cross-hair is. */
static void
add_corner (QvMapView *self)
{
  double longitude, latitude;

  _qv_map_view_get_place (self, self->cross_x, self->cross_y, &longitude, &latitude);
  qv_sketch_add (self->sketch, longitude, latitude);
  self->cross_has_walked = FALSE;
  show_sketch (self);
}

static gboolean
closes_area (QvMapView *self)
{
  return qv_sketch_get_kind (self->sketch) == QV_GEOMETRY_AREA && qv_sketch_is_enough (self->sketch) &&
         is_near_corner (self, 0, CLOSE_REACH);
}

static QvId
stop (QvMapView *self)
{
  QvId note = self->placing;

  self->placing = QV_ID_NONE;
  g_clear_pointer (&self->sketch, qv_sketch_free);
  gtk_widget_set_visible (self->cross_hair, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->place_card), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->notes), TRUE);
  gtk_widget_set_cursor (GTK_WIDGET (self->map), NULL);
  g_object_notify (G_OBJECT (self), "placing");
  return note;
}

/**
 * _qv_map_view_finish_place:
 * @self: a map
 *
 * Takes what has been drawn and tells it, or says why it cannot be taken.
 */
void
_qv_map_view_finish_place (QvMapView *self)
{
  g_autoptr (QvGeometry) geometry = NULL;
  g_autoptr (GError) error = NULL;
  QvId note;

  if (self->sketch == NULL)
    return;
  geometry = qv_sketch_finish (self->sketch, &error);
  if (geometry == NULL)
    {
      qv_place_card_refuse (self->place_card, error->message);
      return;
    }
  note = stop (self);
  g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_PLACE], 0, note, geometry);
}

/**
 * _qv_map_view_take_back:
 * @self: a map
 *
 * Takes the last corner of what is drawn back.
 */
void
_qv_map_view_take_back (QvMapView *self)
{
  if (self->sketch != NULL && qv_sketch_get_kind (self->sketch) != QV_GEOMETRY_POINT &&
      qv_sketch_take_back (self->sketch))
    show_sketch (self);
}

/**
 * _qv_map_view_click_place:
 * @self: a map that waits for a place
 * @n_press: 2 for the second click of a double one
 * @x: pixels of the view
 * @y: pixels of the view
 *
 * Sets the point; or adds a corner, and ends a line or an area with a double click, an area with a click on
 * its first corner too.
 */
void
_qv_map_view_click_place (QvMapView *self, int n_press, double x, double y)
{
  self->cross_x = x;
  self->cross_y = y;
  if (qv_sketch_get_kind (self->sketch) != QV_GEOMETRY_POINT && (n_press > 1 || closes_area (self)))
    {
      _qv_map_view_finish_place (self);
      return;
    }
  add_corner (self);
  if (qv_sketch_get_kind (self->sketch) == QV_GEOMETRY_POINT)
    _qv_map_view_finish_place (self);
}

/* The map follows when the cross-hair would leave it. */
static void
walk_cross (QvMapView *self, double dx, double dy)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double x = self->cross_x + dx, y = self->cross_y + dy;
  double inside_x = CLAMP (x, MIN (CROSS_EDGE, width / 2.0), MAX (width - CROSS_EDGE, width / 2.0));
  double inside_y = CLAMP (y, MIN (CROSS_EDGE, height / 2.0), MAX (height - CROSS_EDGE, height / 2.0));

  if (fabs (inside_x - x) > 0.5 || fabs (inside_y - y) > 0.5)
    _qv_map_view_pan (self, x - inside_x, y - inside_y);
  self->cross_x = inside_x;
  self->cross_y = inside_y;
  self->cross_has_walked = TRUE;
  gtk_widget_queue_draw (self->cross_hair);
}

/* Enter sets the point. Of a line or an area it sets a corner where the arrows have gone, and ends it where
 * they have not; a pointer sets corners by its button. */
static void
enter (QvMapView *self)
{
  gboolean is_point = qv_sketch_get_kind (self->sketch) == QV_GEOMETRY_POINT;

  if (!is_point && (closes_area (self) || (qv_sketch_get_n (self->sketch) > 0 && !self->cross_has_walked)))
    {
      _qv_map_view_finish_place (self);
      return;
    }
  add_corner (self);
  if (is_point)
    _qv_map_view_finish_place (self);
}

/**
 * _qv_map_view_handle_placing_key:
 * @self: a map that waits for a place
 * @keyval: a key
 * @state: its modifiers, of which Shift counts
 *
 * Returns: whether the key meant something here
 */
gboolean
_qv_map_view_handle_placing_key (QvMapView *self, guint keyval, GdkModifierType state)
{
  double step = state & GDK_SHIFT_MASK ? CROSS_FINE_STEP : CROSS_STEP;
  int dx, dy;

  if (_qv_map_view_get_direction (keyval, &dx, &dy))
    {
      walk_cross (self, dx * step, dy * step);
      return TRUE;
    }
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      enter (self);
      return TRUE;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      _qv_map_view_click_place (self, 1, self->cross_x, self->cross_y);
      return TRUE;
    case GDK_KEY_BackSpace:
      _qv_map_view_take_back (self);
      return TRUE;
    case GDK_KEY_Escape:
      qv_map_view_cancel_place (self);
      return TRUE;
    default:
      return qv_place_card_handle_key (self->place_card, keyval);
    }
}

static void
stroke (cairo_t *cr, const QvPalette *palette, double width)
{
  cairo_set_line_width (cr, width + 2.0 * CASING);
  qv_palette_set_source (cr, palette->halo, 1.0);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, width);
  qv_palette_set_source (cr, palette->ink, 1.0);
  cairo_stroke (cr);
}

/* As far as it is drawn, and on to the cross-hair. */
static void
draw_sketch (QvMapView *self, cairo_t *cr, const QvPalette *palette)
{
  guint n = qv_sketch_get_n (self->sketch);
  gboolean is_area = qv_sketch_get_kind (self->sketch) == QV_GEOMETRY_AREA;
  double x, y;

  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n; i++)
    {
      get_corner (self, i, &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_line_to (cr, self->cross_x, self->cross_y);
  if (is_area && n > 1)
    {
      cairo_close_path (cr);
      qv_palette_set_source (cr, palette->ink, FILL_OPACITY);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      cairo_fill_preserve (cr);
    }
  stroke (cr, palette, LINE_WIDTH);
  for (guint i = 0; i < n; i++)
    {
      get_corner (self, i, &x, &y);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, CORNER_RADIUS, 0.0, 2.0 * G_PI);
      qv_palette_set_source (cr, palette->halo, 1.0);
      cairo_set_line_width (cr, 2.0 * CASING);
      cairo_stroke_preserve (cr);
      qv_palette_set_source (cr, palette->ink, 1.0);
      cairo_fill (cr);
    }
}

static void
draw_cross (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  QvMapView *self = data;
  const QvPalette *palette = qv_look_get_palette ();
  double x = round (self->cross_x) + 0.5, y = round (self->cross_y) + 0.5;

  if (self->sketch == NULL)
    return;
  if (qv_sketch_get_kind (self->sketch) != QV_GEOMETRY_POINT && qv_sketch_get_n (self->sketch) > 0)
    draw_sketch (self, cr, palette);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, CROSS_RADIUS, 0.0, 2.0 * G_PI);
  for (int arm = 0; arm < 4; arm++)
    {
      double dx = arm == 0 ? 1.0 : arm == 1 ? -1.0 : 0.0;
      double dy = arm == 2 ? 1.0 : arm == 3 ? -1.0 : 0.0;

      cairo_move_to (cr, x + 5.0 * dx, y + 5.0 * dy);
      cairo_line_to (cr, x + (CROSS_RADIUS + 10.0) * dx, y + (CROSS_RADIUS + 10.0) * dy);
    }
  stroke (cr, palette, LINE_WIDTH);
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, QvMapView *self)
{
  if (self->sketch == NULL || !qv_place_card_is_freehand (self->place_card))
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  self->cross_x = x;
  self->cross_y = y;
  self->first_freehand = qv_sketch_get_n (self->sketch);
  add_corner (self);
}

static void
drag_update_cb (GtkGestureDrag *drag, double dx, double dy, QvMapView *self)
{
  double x, y;

  if (self->sketch == NULL || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  self->cross_x = x + dx;
  self->cross_y = y + dy;
  if (qv_sketch_get_n (self->sketch) > 0 &&
      !is_near_corner (self, qv_sketch_get_n (self->sketch) - 1, FREEHAND_STEP))
    add_corner (self);
}

static void
drag_end_cb (GtkGestureDrag *drag, double dx, double dy, QvMapView *self)
{
  QvView view;

  if (self->sketch == NULL)
    return;
  qv_viewport_get_view (self->viewport, GTK_WIDGET (self->map), &view);
  qv_sketch_smooth (self->sketch, self->first_freehand, FREEHAND_SHAKE * 360.0 / view.scale);
  show_sketch (self);
}

static void
card_changed_cb (QvMapView *self)
{
  if (self->sketch == NULL)
    return;
  qv_sketch_set_kind (self->sketch, qv_place_card_get_kind (self->place_card));
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  show_sketch (self);
}

/* libshumate 1.0.3 zooms in at a double click whatever its property says, and the last corner would lie
 * elsewhere.
 */
static void
stop_double_clicks (QvMapView *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->map));
  guint n = g_list_model_get_n_items (controllers);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) && controller != self->click)
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

/**
 * _qv_map_view_init_placing:
 * @self: a map
 *
 * Adds what the template cannot name: the drawing of what is drawn, and drawing freehand.
 */
void
_qv_map_view_init_placing (QvMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  stop_double_clicks (self);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->cross_hair), draw_cross, self, NULL);
  g_signal_connect_object (self->place_card, "changed", G_CALLBACK (card_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));
}

/**
 * qv_map_view_begin_place:
 * @self: a map
 * @note: the note that gets a place, or any id that the caller knows again in "place"
 *
 * Shows a cross-hair, gives the map the focus and waits for a click, or for Enter after the arrows; or for
 * several of them, if a line or an area is asked for on the card that is shown.
 */
void
qv_map_view_begin_place (QvMapView *self, QvId note)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));
  g_return_if_fail (note != QV_ID_NONE);

  self->placing = note;
  g_clear_pointer (&self->sketch, qv_sketch_free);
  self->sketch = qv_sketch_new (QV_GEOMETRY_POINT);
  self->cross_x = gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0;
  self->cross_y = gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0;
  self->cross_has_walked = FALSE;
  qv_place_card_reset (self->place_card);
  show_sketch (self);
  gtk_widget_set_visible (self->cross_hair, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->place_card), TRUE);
  /* A corner may lie where another note has its pin. */
  gtk_widget_set_can_target (GTK_WIDGET (self->notes), FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), "crosshair");
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  g_object_notify (G_OBJECT (self), "placing");
}

/**
 * qv_map_view_cancel_place:
 * @self: a map
 *
 * Stops waiting for a place, if the map does, and says so by "place-cancelled".
 */
void
qv_map_view_cancel_place (QvMapView *self)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  if (self->placing != QV_ID_NONE)
    g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_PLACE_CANCELLED], 0, stop (self));
}
