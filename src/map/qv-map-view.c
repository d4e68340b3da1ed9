/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of a session. It puts together the layers, which know nothing of each other, and the cards over
 * them. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "qv-blank-source.h"
#include "qv-look.h"
#include "qv-map-scene.h"
#include "qv-map-view-private.h"
#include "qv-tile-source.h"
#include "qv-wording.h"

#define FIT_PADDING 36
#define LEAST_FIT                                                                                            \
  (4 * FIT_PADDING)  /* pixels: a side smaller than this is not the one that will be looked at */
#define REFIT_MS 150 /* after the last change of size */

G_DEFINE_FINAL_TYPE (QvMapView, qv_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTED_NOTE = 1,
  PROP_SELECTED_TERRITORY,
  PROP_PLACING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
guint _qv_map_view_signals[QV_MAP_VIEW_N_SIGNALS];

static void
update_look (QvMapView *self)
{
  const QvPalette *palette = qv_look_get_palette_for (GTK_WIDGET (self));

  if (palette->flags & QV_PALETTE_DARK)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dark");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dark");
  if (palette->flags & QV_PALETTE_HIGH_CONTRAST)
    gtk_widget_add_css_class (GTK_WIDGET (self), "high-contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "high-contrast");
}

static void
fit_now (QvMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->map));
  int height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double bounds[4];
  gboolean is_rough;
  QvView view;

  if (width < LEAST_FIT || height < LEAST_FIT)
    return;
  if (!qv_picture_layer_get_fit (self->picture, bounds, &is_rough) &&
      !(self->fit_waits && qv_note_layer_get_fit (self->notes, bounds)))
    return;
  if (is_rough && self->was_fitted_roughly && !self->fit_waits)
    return;
  self->fit_waits = FALSE;
  self->fit_width = width;
  self->fit_height = height;
  qv_view_init_for_bounds (&view, bounds, width, height, FIT_PADDING, QV_MAP_MAX_ZOOM);
  qv_map_view_set_view (self, qv_unproject_x ((bounds[0] + bounds[2]) / 2.0),
                        qv_unproject_y ((bounds[1] + bounds[3]) / 2.0), qv_view_get_zoom (&view));
  qv_map_view_get_view (self, &self->fit[0], &self->fit[1], &self->fit[2]);
  self->was_fitted = !is_rough;
  self->was_fitted_roughly = is_rough;
}

static void
loaded_cb (QvMapView *self)
{
  qv_note_layer_forget_points (self->notes);
  _qv_map_view_update_legend (self);
  if (!self->was_fitted || self->fit_waits)
    fit_now (self);
  _qv_map_view_tell_contents (self);
}

static void
moved_cb (QvMapView *self)
{
  _qv_map_view_update_scale (self);
  if (self->sketch != NULL)
    gtk_widget_queue_draw (self->cross_hair);
  g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_VIEW_CHANGED], 0);
}

/* The layers are drawn with north above; two fingers must not turn the map. */
static void
rotated_cb (QvMapView *self)
{
  if (fabs (shumate_viewport_get_rotation (self->viewport)) > 0.0)
    shumate_viewport_set_rotation (self->viewport, 0.0);
}

static void
note_activated_cb (QvMapView *self, gint64 note)
{
  qv_map_view_set_selected_note (self, note);
  g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_NOTE_ACTIVATED], 0, note);
}

static void
cluster_activated_cb (QvNoteLayer *layer, GArray *notes, GdkRectangle *bounds, QvMapView *self)
{
  _qv_map_view_show_cluster (self, notes, bounds);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, QvMapView *self)
{
  return _qv_map_view_handle_key (self, keyval, state);
}

static void
enter_cb (GtkEventControllerMotion *controller, double x, double y, QvMapView *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, QvMapView *self)
{
  /* GTK also tells where a pointer is that stands still; that must not take the cross-hair from the arrows.
   */
  if (fabs (x - self->pointer_x) < 0.5 && fabs (y - self->pointer_y) < 0.5)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->placing != QV_ID_NONE)
    {
      self->cross_x = x;
      self->cross_y = y;
      self->cross_has_walked = FALSE;
      gtk_widget_queue_draw (self->cross_hair);
    }
  qv_picture_layer_set_hovered (self->picture, qv_picture_layer_get_territory_at (self->picture, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, QvMapView *self)
{
  qv_picture_layer_set_hovered (self->picture, QV_ID_NONE);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, QvMapView *self)
{
  self->press_x = x;
  self->press_y = y;
}

static void
released_cb (GtkGestureClick *click, int n_press, double x, double y, QvMapView *self)
{
  QvId note;

  if (gtk_drag_check_threshold (GTK_WIDGET (self->map), (int) self->press_x, (int) self->press_y, (int) x,
                                (int) y))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  if (self->placing != QV_ID_NONE)
    {
      _qv_map_view_click_place (self, n_press, x, y);
      return;
    }
  note = qv_note_layer_find_at (self->notes, x, y);
  /* A second click goes through an area to the territory below. */
  if (note != QV_ID_NONE && note != self->selected_note)
    {
      note_activated_cb (self, note);
      return;
    }
  qv_map_view_set_selected_territory (self, qv_picture_layer_get_territory_at (self->picture, x, y));
  if (n_press == 2 && self->selected_territory != QV_ID_NONE)
    g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_TERRITORY_ACTIVATED], 0,
                   self->selected_territory);
}

static gboolean
query_tooltip_cb (GtkWidget *map, int x, int y, gboolean keyboard, GtkTooltip *tooltip, QvMapView *self)
{
  QvId territory =
      keyboard ? self->selected_territory : qv_picture_layer_get_territory_at (self->picture, x, y);
  g_autofree char *text = NULL;

  if (territory == QV_ID_NONE || self->placing != QV_ID_NONE)
    return FALSE;
  text = qv_map_view_describe_territory (self, territory);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static const char *
get_place_name (QvItem *note, gpointer data)
{
  QvMapView *self = data;

  return qv_picture_layer_get_name (self->picture, qv_item_get_int (note, QV_NOTE_TERRITORY));
}

static gboolean
get_place_point (QvItem *note, double *out_x, double *out_y, gpointer data)
{
  QvMapView *self = data;

  return qv_picture_layer_get_label_point (self->picture, qv_item_get_int (note, QV_NOTE_TERRITORY), out_x,
                                           out_y);
}

static gboolean
refit_cb (gpointer data)
{
  QvMapView *self = data;

  self->refit_id = 0;
  if (qv_map_view_is_fitted (self))
    qv_map_view_fit (self);
  return G_SOURCE_REMOVE;
}

/* A map that nobody has moved since it showed everything goes on showing everything in another size. */
static void
queue_refit (QvMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->map));
  int height = gtk_widget_get_height (GTK_WIDGET (self->map));

  g_clear_handle_id (&self->refit_id, g_source_remove);
  if (self->fit_width > 0 && (width != self->fit_width || height != self->fit_height))
    self->refit_id = g_timeout_add (REFIT_MS, refit_cb, self);
}

static gboolean
update_form_cb (gpointer data)
{
  QvMapView *self = data;

  self->form_id = 0;
  _qv_map_view_update_form (self);
  if (self->fit_waits || !self->was_fitted)
    fit_now (self);
  queue_refit (self);
  moved_cb (self);
  return G_SOURCE_REMOVE;
}

static void
qv_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvMapView *self = QV_MAP_VIEW (widget);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  if (self->cluster_popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->cluster_popover));
  if (self->form_id == 0)
    self->form_id = g_idle_add (update_form_cb, self);
}

static void
qv_map_view_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _qv_map_view_zoom (QV_MAP_VIEW (widget), 0.5);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _qv_map_view_zoom (QV_MAP_VIEW (widget), -0.5);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qv_map_view_fit (QV_MAP_VIEW (widget));
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _qv_map_view_take_back (QV_MAP_VIEW (widget));
}

static void
finish_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _qv_map_view_finish_place (QV_MAP_VIEW (widget));
}

static void
cancel_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qv_map_view_cancel_place (QV_MAP_VIEW (widget));
}

/* What is in it takes the keyboard, and never the view for itself: Shift+Tab would come back for ever. */
static gboolean
qv_map_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    child = is_back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL;
       child = is_back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

static gboolean
qv_map_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (QV_MAP_VIEW (widget)->map));
}

static void
qv_map_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvMapView *self = QV_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SELECTED_NOTE:
      g_value_set_int64 (value, self->selected_note);
      break;
    case PROP_SELECTED_TERRITORY:
      g_value_set_int64 (value, self->selected_territory);
      break;
    case PROP_PLACING:
      g_value_set_int64 (value, self->placing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_map_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  QvMapView *self = QV_MAP_VIEW (object);

  switch (prop_id)
    {
    case PROP_SELECTED_NOTE:
      qv_map_view_set_selected_note (self, g_value_get_int64 (value));
      break;
    case PROP_SELECTED_TERRITORY:
      qv_map_view_set_selected_territory (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_map_view_dispose (GObject *object)
{
  QvMapView *self = QV_MAP_VIEW (object);

  g_clear_handle_id (&self->form_id, g_source_remove);
  g_clear_handle_id (&self->refit_id, g_source_remove);
  _qv_map_view_stop_following (self);
  g_clear_object (&self->tiles_file);
  g_clear_pointer (&self->cluster_popover, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->note_model);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  g_clear_pointer (&self->sketch, qv_sketch_free);
  g_clear_pointer (&self->background_attribution, g_free);
  g_clear_pointer (&self->tiles_attribution, g_free);
  G_OBJECT_CLASS (qv_map_view_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  const struct
  {
    guint index;
    const char *name;
    guint n_params;
  } infos[] = {
    { QV_MAP_VIEW_SIGNAL_NOTE_DROPPED, "note-dropped", 3 },
    { QV_MAP_VIEW_SIGNAL_PLACE_CANCELLED, "place-cancelled", 1 },
    { QV_MAP_VIEW_SIGNAL_NOTE_ACTIVATED, "note-activated", 1 },
    { QV_MAP_VIEW_SIGNAL_TERRITORY_ACTIVATED, "territory-activated", 1 },
    { QV_MAP_VIEW_SIGNAL_VIEW_CHANGED, "view-changed", 0 },
    { QV_MAP_VIEW_SIGNAL_CONTENTS_CHANGED, "contents-changed", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    _qv_map_view_signals[infos[i].index] =
        g_signal_new (infos[i].name, QV_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                      infos[i].n_params, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_PLACE] =
      g_signal_new ("place", QV_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_INT64, QV_TYPE_GEOMETRY);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_SELECTED_NOTE] = g_param_spec_int64 ("selected-note", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_SELECTED_TERRITORY] =
      g_param_spec_int64 ("selected-territory", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_PLACING] =
      g_param_spec_int64 ("placing", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/map/qv-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, QvMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, map);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, cross_hair);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, legend_card);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, legend);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, scale_card);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, attribution);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, scale);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, zoom_card);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, place_card);
  gtk_widget_class_bind_template_child (widget_class, QvMapView, click);
  gtk_widget_class_bind_template_callback_full (widget_class, "place_card_cb",
                                                G_CALLBACK (_qv_map_view_place_card));
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

static void
qv_map_view_class_init (QvMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_map_view_get_property;
  object_class->set_property = qv_map_view_set_property;
  object_class->dispose = qv_map_view_dispose;
  widget_class->size_allocate = qv_map_view_size_allocate;
  widget_class->measure = qv_map_view_measure;
  widget_class->focus = qv_map_view_focus;
  widget_class->grab_focus = qv_map_view_grab_focus;
  install_properties (object_class);
  install_signals ();

  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "map.take-back", NULL, take_back_action);
  gtk_widget_class_install_action (widget_class, "map.finish-place", NULL, finish_place_action);
  gtk_widget_class_install_action (widget_class, "map.cancel-place", NULL, cancel_place_action);
  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (QV_TYPE_LEGEND_VIEW);
  g_type_ensure (QV_TYPE_PLACE_CARD);
  g_type_ensure (QV_TYPE_SCALE_BAR);
  bind_template (widget_class);
}

static void
connect_viewport (QvMapView *self)
{
  g_autoptr (ShumateMapSource) source = qv_blank_source_new ();

  self->viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_reference_map_source (self->viewport, source);
  shumate_viewport_set_max_zoom_level (self->viewport, QV_MAP_MAX_ZOOM);
  g_signal_connect_object (self->viewport, "notify::longitude", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::latitude", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::zoom-level", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::rotation", G_CALLBACK (rotated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
qv_map_view_init (QvMapView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  connect_viewport (self);

  self->picture = qv_picture_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->picture));
  g_signal_connect_object (self->picture, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  self->notes = qv_note_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->notes));
  qv_note_layer_set_place_func (self->notes, get_place_name, self);
  qv_note_layer_set_point_func (self->notes, get_place_point, self);
  g_signal_connect_object (self->notes, "placed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notes, "note-activated", G_CALLBACK (note_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notes, "cluster-activated", G_CALLBACK (cluster_activated_cb), self, 0);

  gtk_widget_set_has_tooltip (GTK_WIDGET (self->map), TRUE);
  g_signal_connect_object (self->map, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, 0);
  _qv_map_view_init_gestures (self);
  _qv_map_view_init_placing (self);
  qv_look_watch (GTK_WIDGET (self), G_CALLBACK (update_look));
  update_look (self);
  _qv_map_view_update_legend (self);
}

/**
 * qv_map_view_set_territories:
 * @self: a map
 * @territories: (nullable): a list of #QvTerritory, watched from now on
 *
 * The map shows all of them once they are ready, unless the view was set before.
 */
void
qv_map_view_set_territories (QvMapView *self, GListModel *territories)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  qv_picture_layer_set_territories (self->picture, territories);
}

/**
 * qv_map_view_set_thematic:
 * @self: a map
 * @thematic: (nullable): the figures to show, or %NULL for plain territories
 */
void
qv_map_view_set_thematic (QvMapView *self, QvThematic *thematic)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  if (thematic != NULL)
    qv_thematic_ref (thematic);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = thematic;
  qv_picture_layer_set_thematic (self->picture, thematic);
  _qv_map_view_update_legend (self);
  _qv_map_view_tell_contents (self);
}

/**
 * qv_map_view_set_notes:
 * @self: a map
 * @notes: (nullable): a list of #QvNote, watched from now on
 */
void
qv_map_view_set_notes (QvMapView *self, GListModel *notes)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  g_set_object (&self->note_model, notes);
  qv_note_layer_set_notes (self->notes, notes);
}

/**
 * qv_map_view_set_participants:
 * @self: a map
 * @participants: (nullable): a list of #QvParticipant, by which pins say who spoke
 */
void
qv_map_view_set_participants (QvMapView *self, GListModel *participants)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  qv_note_layer_set_participants (self->notes, participants);
}

/**
 * qv_map_view_set_background_file:
 * @self: a map
 * @file: (nullable): a background file, or %NULL for paper
 * @attribution: (nullable): whom it comes from, shown on the map
 */
void
qv_map_view_set_background_file (QvMapView *self, GFile *file, const char *attribution)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  qv_picture_layer_set_background (self->picture, file);
  g_free (self->background_attribution);
  self->background_attribution = g_strdup (file != NULL ? attribution : NULL);
  _qv_map_view_update_attribution (self);
  _qv_map_view_tell_contents (self);
}

/**
 * qv_map_view_set_tile_pack_file:
 * @self: a map
 * @file: (nullable): an MBTiles or GeoPackage file of raster tiles, or %NULL for none
 * @attribution: (nullable): whom it comes from, shown on the map
 */
void
qv_map_view_set_tile_pack_file (QvMapView *self, GFile *file, const char *attribution)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  if (self->tiles != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->tiles));
  self->tiles = NULL;
  if (file != NULL)
    {
      g_autoptr (QvTileSource) source = qv_tile_source_new (file);
      g_autoptr (ShumateRasterRenderer) renderer =
          shumate_raster_renderer_new (SHUMATE_DATA_SOURCE (g_object_ref (source)));

      shumate_map_source_set_max_zoom_level (SHUMATE_MAP_SOURCE (renderer), QV_MAP_MAX_ZOOM);
      self->tiles = shumate_map_layer_new (SHUMATE_MAP_SOURCE (renderer), self->viewport);
      shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->tiles), SHUMATE_LAYER (self->picture));
    }
  g_set_object (&self->tiles_file, file);
  qv_picture_layer_set_over_tiles (self->picture, file != NULL);
  g_free (self->tiles_attribution);
  self->tiles_attribution = g_strdup (file != NULL ? attribution : NULL);
  _qv_map_view_update_attribution (self);
  _qv_map_view_tell_contents (self);
}

/**
 * qv_map_view_get_selected_note:
 * @self: a map
 *
 * Returns: the chosen note, or %QV_ID_NONE
 */
QvId
qv_map_view_get_selected_note (QvMapView *self)
{
  g_return_val_if_fail (QV_IS_MAP_VIEW (self), QV_ID_NONE);

  return self->selected_note;
}

/**
 * qv_map_view_set_selected_note:
 * @self: a map
 * @note: a note, or %QV_ID_NONE
 */
void
qv_map_view_set_selected_note (QvMapView *self, QvId note)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  if (self->selected_note == note)
    return;
  self->selected_note = note;
  qv_note_layer_set_selected (self->notes, note);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_NOTE]);
}

/**
 * qv_map_view_get_selected_territory:
 * @self: a map
 *
 * Returns: the chosen territory, or %QV_ID_NONE
 */
QvId
qv_map_view_get_selected_territory (QvMapView *self)
{
  g_return_val_if_fail (QV_IS_MAP_VIEW (self), QV_ID_NONE);

  return self->selected_territory;
}

/**
 * qv_map_view_set_selected_territory:
 * @self: a map
 * @territory: a territory, or %QV_ID_NONE
 */
void
qv_map_view_set_selected_territory (QvMapView *self, QvId territory)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  if (self->selected_territory == territory)
    return;
  self->selected_territory = territory;
  qv_picture_layer_set_selected (self->picture, territory);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED_TERRITORY]);
}

/**
 * qv_map_view_fit:
 * @self: a map
 *
 * Shows all territories but those that lie far from all others, such as overseas ones; where there are none,
 * all of the background, or else all notes.
 */
void
qv_map_view_fit (QvMapView *self)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  self->fit_waits = TRUE;
  fit_now (self);
}

/**
 * qv_map_view_get_view:
 * @self: a map
 * @longitude: (out): of the middle, in degrees
 * @latitude: (out): of the middle, in degrees
 * @zoom: (out): zoom level, with fraction
 */
void
qv_map_view_get_view (QvMapView *self, double *longitude, double *latitude, double *zoom)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  *longitude = shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport));
  *latitude = shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport));
  *zoom = shumate_viewport_get_zoom_level (self->viewport);
}

/**
 * qv_map_view_set_view:
 * @self: a map
 * @longitude: of the middle, in degrees
 * @latitude: of the middle, in degrees
 * @zoom: zoom level, with fraction
 */
void
qv_map_view_set_view (QvMapView *self, double longitude, double latitude, double zoom)
{
  g_return_if_fail (QV_IS_MAP_VIEW (self));

  self->was_fitted = TRUE;
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, CLAMP (zoom, 0.0, QV_MAP_MAX_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);
}

/**
 * qv_map_view_is_fitted:
 * @self: a map
 *
 * Returns: whether it still shows what qv_map_view_fit() chose, or nothing yet
 */
gboolean
qv_map_view_is_fitted (QvMapView *self)
{
  double view[3];

  g_return_val_if_fail (QV_IS_MAP_VIEW (self), FALSE);

  qv_map_view_get_view (self, &view[0], &view[1], &view[2]);
  return fabs (view[0] - self->fit[0]) < 1e-9 && fabs (view[1] - self->fit[1]) < 1e-9 &&
         fabs (view[2] - self->fit[2]) < 1e-9;
}
