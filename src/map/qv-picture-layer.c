/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of background and territories. A worker draws it with a margin round the window; moving the map
 * only shifts it, zooming stretches it until the next one comes. While the map moves over many territories
 * pictures are rough; at rest a smooth one takes their place. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <math.h>

#include "qv-background-drawing.h"
#include "qv-look.h"
#include "qv-picture-layer-private.h"
#include "qv-viewport.h"

#define MARGIN 224     /* pixels on all sides */
#define REFILL 64      /* pixels of margin left when the next picture is asked for */
#define REST_MS 150    /* without movement, after which the map rests */
#define QUICK_US 60000 /* a smooth drawing that takes less is made while the map moves too */
#define MANY_TERRITORIES 2500

G_DEFINE_FINAL_TYPE (QvPictureLayer, qv_picture_layer, SHUMATE_TYPE_LAYER)

enum
{
  SIGNAL_LOADED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void update (QvPictureLayer *self);

/* What is seen, in pixels of the picture. */
void
_qv_picture_layer_get_window (QvPictureLayer *self, QvView *window)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  qv_viewport_get_view (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self), window);
  window->scale *= scale;
  window->width *= scale;
  window->height *= scale;
}

static void
forget_paths (QvPictureLayer *self)
{
  g_clear_pointer (&self->selected_path, qv_path_free);
  g_clear_pointer (&self->hovered_path, qv_path_free);
}

static gboolean
is_moving (QvPictureLayer *self)
{
  return g_get_monotonic_time () - self->moved < REST_MS * 1000;
}

static gboolean
rested_cb (gpointer data)
{
  QvPictureLayer *self = data;

  self->rest_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvPictureLayer) self = data;
  g_autoptr (QvPicture) picture = qv_picture_draw_finish (result, NULL);

  self->is_drawing = FALSE;
  g_clear_object (&self->draw_cancellable);
  if (picture != NULL)
    {
      if (picture->quality == QV_MAP_SMOOTH)
        self->smooth_duration = picture->duration;
      g_clear_pointer (&self->picture, qv_picture_free);
      self->picture = g_steal_pointer (&picture);
      forget_paths (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    update (self);
}

static QvMapQuality
choose_quality (QvPictureLayer *self)
{
  gboolean is_heavy = self->smooth_duration > QUICK_US;

  if (self->smooth_duration < 0)
    is_heavy = self->set != NULL && qv_territory_layer_get_n (self->set->layer) > MANY_TERRITORIES;
  return is_heavy && is_moving (self) ? QV_MAP_ROUGH : QV_MAP_SMOOTH;
}

/* After a change of figures or colours the rough picture of the same raster comes at once; the smooth one
 * follows. */
static gboolean
is_recolouring (QvPictureLayer *self, const QvView *window)
{
  const QvPicture *picture = self->picture;

  return picture != NULL && picture->scene != self->scene && picture->raster != NULL &&
         picture->scene->layer == self->scene->layer && qv_view_covers (&picture->view, window, 0.0) &&
         self->smooth_duration > QUICK_US;
}

static void
draw (QvPictureLayer *self, const QvView *window)
{
  gboolean recolouring = is_recolouring (self, window);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double margin = MARGIN * scale;
  QvView view = *window;
  QvIdRaster *raster = NULL;

  if (recolouring ||
      (self->picture != NULL && self->picture->quality == QV_MAP_ROUGH &&
       self->picture->scene == self->scene && qv_view_covers (&self->picture->view, window, 0.0)))
    {
      view = self->picture->view;
      raster = self->picture->raster;
    }
  else
    {
      /* Whole pixels of the world, so that pictures of the same zoom fit each other exactly. */
      view.left = round (window->left * window->scale - margin) / window->scale;
      view.top = round (window->top * window->scale - margin) / window->scale;
      view.width += (int) (2.0 * margin);
      view.height += (int) (2.0 * margin);
    }
  self->is_drawing = TRUE;
  self->draw_cancellable = g_cancellable_new ();
  qv_picture_draw_async (self->scene, &view, scale, recolouring ? QV_MAP_ROUGH : choose_quality (self),
                         raster, self->draw_cancellable, drawn_cb, g_object_ref (self));
}

/* Nothing but paper: one colour, which no frame has to hand to the display again. */
static gboolean
is_plain (QvPictureLayer *self)
{
  return self->set == NULL && self->background == NULL;
}

static void
update (QvPictureLayer *self)
{
  const QvPicture *picture = self->picture;
  gboolean is_fresh = picture != NULL && picture->scene == self->scene;
  QvView window;

  _qv_picture_layer_get_window (self, &window);
  if (self->is_drawing || window.width == 0 || window.height == 0 || is_plain (self))
    return;
  if (is_fresh && qv_view_covers (&picture->view, &window, REFILL) && picture->quality == QV_MAP_SMOOTH)
    return;
  if (is_fresh && qv_view_covers (&picture->view, &window, REFILL) && is_moving (self))
    {
      if (self->rest_id == 0)
        self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
      return;
    }
  draw (self, &window);
}

static void
moved_cb (QvPictureLayer *self)
{
  self->moved = g_get_monotonic_time ();
  update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rebuild_scene (QvPictureLayer *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  QvMapScene *scene = qv_map_scene_new (qv_look_get_palette_for (GTK_WIDGET (self)));

  if (self->set != NULL)
    {
      scene->layer = qv_territory_layer_ref (self->set->layer);
      scene->names = g_ptr_array_ref (self->set->names);
    }
  if (self->thematic != NULL)
    scene->thematic = qv_thematic_ref (self->thematic);
  if (self->background != NULL)
    scene->background = qv_background_ref (self->background);
  scene->over_tiles = self->over_tiles;
  scene->magnification = self->magnification;
  pango_font_description_free (scene->font);
  scene->font = pango_font_description_copy (pango_context_get_font_description (context));
  scene->resolution = pango_cairo_context_get_resolution (context);
  g_clear_pointer (&self->scene, qv_map_scene_unref);
  self->scene = scene;
  /* A smooth drawing that is under way shows what is no longer true. */
  if (self->draw_cancellable != NULL)
    g_cancellable_cancel (self->draw_cancellable);
  if (is_plain (self))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvPictureLayer) self = data;
  g_autoptr (GError) error = NULL;
  QvTerritorySet *set = qv_territory_set_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_message ("Territories cannot be drawn: %s", error->message);
  g_clear_object (&self->load_cancellable);
  g_clear_pointer (&self->set, qv_territory_set_free);
  self->set = set;
  self->smooth_duration = -1;
  rebuild_scene (self);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static gboolean
reload_cb (gpointer data)
{
  QvPictureLayer *self = data;

  self->reload_id = 0;
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  if (self->territories != NULL && g_list_model_get_n_items (self->territories) > 0)
    {
      self->load_cancellable = g_cancellable_new ();
      qv_territory_set_load_async (self->territories, self->load_cancellable, loaded_cb, g_object_ref (self));
    }
  else
    {
      g_clear_pointer (&self->set, qv_territory_set_free);
      rebuild_scene (self);
      g_signal_emit (self, signals[SIGNAL_LOADED], 0);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_reload (QvPictureLayer *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_idle_add (reload_cb, self);
}

static QvPath *
get_outline (QvPictureLayer *self, QvId territory)
{
  int index;

  if (territory == QV_ID_NONE || self->picture == NULL || self->picture->scene->layer == NULL)
    return NULL;
  index = qv_territory_layer_find (self->picture->scene->layer, territory);
  return index >= 0 ? qv_territory_layer_get_outline (self->picture->scene->layer, (guint) index,
                                                      &self->picture->view)
                    : NULL;
}

static void
draw_outlines (QvPictureLayer *self, cairo_t *cr, double stretch)
{
  const QvPalette *palette = qv_look_get_palette_for (GTK_WIDGET (self));
  double pixel = self->picture->pixel_scale / stretch;

  if (self->selected_path == NULL)
    self->selected_path = get_outline (self, self->selected);
  if (self->hovered_path == NULL && self->hovered != self->selected)
    self->hovered_path = get_outline (self, self->hovered);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (self->hovered_path != NULL)
    {
      qv_path_trace (self->hovered_path, cr);
      qv_palette_set_source (cr, palette->text, 0.75);
      cairo_set_line_width (cr, 1.6 * pixel);
      cairo_stroke (cr);
    }
  if (self->selected_path != NULL)
    {
      qv_path_trace (self->selected_path, cr);
      qv_palette_set_source (cr, palette->halo, 1.0);
      cairo_set_line_width (cr, 6.0 * pixel);
      cairo_stroke_preserve (cr);
      qv_palette_set_source (cr, palette->flags & QV_PALETTE_DARK ? palette->text : 0x1e2430, 1.0);
      cairo_set_line_width (cr, 2.6 * pixel);
      cairo_stroke (cr);
    }
}

static void
draw_paper (QvPictureLayer *self, GtkSnapshot *snapshot)
{
  QvColour paper = qv_look_get_palette_for (GTK_WIDGET (self))->paper;

  if (self->over_tiles)
    return;
  gtk_snapshot_append_color (snapshot,
                             &(GdkRGBA){ (float) ((paper >> 16) & 0xff) / 255.0f,
                                         (float) ((paper >> 8) & 0xff) / 255.0f,
                                         (float) (paper & 0xff) / 255.0f, 1.0f },
                             &GRAPHENE_RECT_INIT (0.0f, 0.0f,
                                                  (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                  (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
qv_picture_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvPictureLayer *self = QV_PICTURE_LAYER (widget);
  const QvPicture *picture = self->picture;
  QvView window;
  double stretch, x, y;
  int scale = gtk_widget_get_scale_factor (widget);

  if (is_plain (self))
    {
      draw_paper (self, snapshot);
      return;
    }
  if (picture == NULL)
    return;
  _qv_picture_layer_get_window (self, &window);
  stretch = qv_view_is_same_zoom (&window, &picture->view) ? 1.0 : window.scale / picture->view.scale;
  qv_view_to_pixels (&window, picture->view.left, picture->view.top, &x, &y);
  x = round (x) / scale;
  y = round (y) / scale;
  qv_stamp_snapshot (picture->stamp, widget, snapshot, x, y, stretch);
  if (self->selected != QV_ID_NONE || self->hovered != QV_ID_NONE)
    {
      cairo_t *cr =
          gtk_snapshot_append_cairo (snapshot,
                                     &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) window.width / (float) scale,
                                                          (float) window.height / (float) scale));

      cairo_translate (cr, x, y);
      cairo_scale (cr, stretch / scale, stretch / scale);
      draw_outlines (self, cr, stretch);
      cairo_destroy (cr);
    }
}

static void
qv_picture_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  update (QV_PICTURE_LAYER (widget));
}

static void
qv_picture_layer_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (qv_picture_layer_parent_class)->system_setting_changed (widget, setting);
  if (setting == GTK_SYSTEM_SETTING_DPI || setting == GTK_SYSTEM_SETTING_FONT_NAME)
    rebuild_scene (QV_PICTURE_LAYER (widget));
}

static void
qv_picture_layer_constructed (GObject *object)
{
  QvPictureLayer *self = QV_PICTURE_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (qv_picture_layer_parent_class)->constructed (object);
  viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_signal_connect_object (viewport, "notify::longitude", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify::latitude", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify::zoom-level", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (rebuild_scene), NULL);
  rebuild_scene (self);
}

static void
qv_picture_layer_dispose (GObject *object)
{
  QvPictureLayer *self = QV_PICTURE_LAYER (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  if (self->background_cancellable != NULL)
    g_cancellable_cancel (self->background_cancellable);
  if (self->draw_cancellable != NULL)
    g_cancellable_cancel (self->draw_cancellable);
  g_clear_weak_pointer (&self->source);
  g_clear_object (&self->territories_signals);
  g_clear_object (&self->territories);
  G_OBJECT_CLASS (qv_picture_layer_parent_class)->dispose (object);
}

static void
qv_picture_layer_finalize (GObject *object)
{
  QvPictureLayer *self = QV_PICTURE_LAYER (object);

  g_clear_object (&self->load_cancellable);
  g_clear_object (&self->background_cancellable);
  g_clear_object (&self->draw_cancellable);
  g_clear_pointer (&self->set, qv_territory_set_free);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  g_clear_pointer (&self->background, qv_background_unref);
  g_clear_pointer (&self->picture, qv_picture_free);
  g_clear_pointer (&self->scene, qv_map_scene_unref);
  forget_paths (self);
  G_OBJECT_CLASS (qv_picture_layer_parent_class)->finalize (object);
}

static void
qv_picture_layer_class_init (QvPictureLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = qv_picture_layer_constructed;
  object_class->dispose = qv_picture_layer_dispose;
  object_class->finalize = qv_picture_layer_finalize;
  widget_class->snapshot = qv_picture_layer_snapshot;
  widget_class->size_allocate = qv_picture_layer_size_allocate;
  widget_class->system_setting_changed = qv_picture_layer_system_setting_changed;
  signals[SIGNAL_LOADED] =
      g_signal_new ("loaded", QV_TYPE_PICTURE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", QV_TYPE_PICTURE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
qv_picture_layer_init (QvPictureLayer *self)
{
  self->smooth_duration = -1;
  self->magnification = 1.0;
  self->territories_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->territories_signals, "items-changed", G_CALLBACK (queue_reload),
                                  self);
  qv_look_watch (GTK_WIDGET (self), G_CALLBACK (rebuild_scene));
}

/**
 * qv_picture_layer_new:
 * @viewport: of the map
 *
 * Returns: (transfer floating): a layer of paper
 */
QvPictureLayer *
qv_picture_layer_new (ShumateViewport *viewport)
{
  return g_object_new (QV_TYPE_PICTURE_LAYER, "viewport", viewport, NULL);
}

/**
 * qv_picture_layer_set_territories:
 * @self: a layer
 * @territories: (nullable): a list of #QvTerritory, watched from now on
 */
void
qv_picture_layer_set_territories (QvPictureLayer *self, GListModel *territories)
{
  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  if (!g_set_object (&self->territories, territories))
    return;
  g_signal_group_set_target (self->territories_signals, territories);
  queue_reload (self);
}

/**
 * qv_picture_layer_set_thematic:
 * @self: a layer
 * @thematic: (nullable): the figures to show
 */
void
qv_picture_layer_set_thematic (QvPictureLayer *self, QvThematic *thematic)
{
  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  if (thematic != NULL)
    qv_thematic_ref (thematic);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = thematic;
  rebuild_scene (self);
}

static void
open_background (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  QvBackground *background = qv_background_open (data, cancellable, &error);

  if (background != NULL)
    g_task_return_pointer (task, background, (GDestroyNotify) qv_background_unref);
  else
    g_task_return_error (task, error);
}

static void
background_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvPictureLayer *self = QV_PICTURE_LAYER (source);
  g_autoptr (GError) error = NULL;
  QvBackground *background = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_message ("The background cannot be drawn: %s", error->message);
  g_clear_pointer (&self->background, qv_background_unref);
  self->background = background;
  rebuild_scene (self);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/**
 * qv_picture_layer_set_background:
 * @self: a layer
 * @file: (nullable): a background file, or %NULL for paper
 */
void
qv_picture_layer_set_background (QvPictureLayer *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  if (self->background_cancellable != NULL)
    g_cancellable_cancel (self->background_cancellable);
  g_clear_object (&self->background_cancellable);
  if (file == NULL)
    {
      g_clear_pointer (&self->background, qv_background_unref);
      rebuild_scene (self);
      return;
    }
  self->background_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->background_cancellable, background_opened_cb, NULL);
  g_task_set_source_tag (task, qv_picture_layer_set_background);
  g_task_set_task_data (task, g_file_get_path (file), g_free);
  g_task_run_in_thread (task, open_background);
}

/**
 * qv_picture_layer_set_over_tiles:
 * @self: a layer
 * @over_tiles: whether tiles lie below, so that no paper is drawn
 */
void
qv_picture_layer_set_over_tiles (QvPictureLayer *self, gboolean over_tiles)
{
  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  if (self->over_tiles == over_tiles)
    return;
  self->over_tiles = over_tiles;
  rebuild_scene (self);
}

/**
 * qv_picture_layer_set_magnification:
 * @self: a layer
 * @magnification: how many times as large names and circles are
 */
void
qv_picture_layer_set_magnification (QvPictureLayer *self, double magnification)
{
  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  if (self->magnification == magnification)
    return;
  self->magnification = magnification;
  rebuild_scene (self);
}

static QvTerritorySet *
copy_set (const QvTerritorySet *set)
{
  QvTerritorySet *copy;

  if (set == NULL)
    return NULL;
  copy = g_new0 (QvTerritorySet, 1);
  copy->layer = qv_territory_layer_ref (set->layer);
  copy->names = g_ptr_array_ref (set->names);
  return copy;
}

static void
copy_source (QvPictureLayer *self)
{
  QvPictureLayer *source = self->source;
  gboolean is_same_set = self->set != NULL && source->set != NULL && self->set->layer == source->set->layer;

  g_clear_pointer (&self->set, qv_territory_set_free);
  self->set = copy_set (source->set);
  if (!is_same_set)
    self->smooth_duration = -1;
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = source->thematic != NULL ? qv_thematic_ref (source->thematic) : NULL;
  g_clear_pointer (&self->background, qv_background_unref);
  self->background = source->background != NULL ? qv_background_ref (source->background) : NULL;
  self->over_tiles = source->over_tiles;
  rebuild_scene (self);
  if (!is_same_set)
    g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/**
 * qv_picture_layer_follow:
 * @self: a layer
 * @source: (nullable): another layer, whose territories, figures and background are shown from now on, or
 * %NULL to leave what is shown as it is
 */
void
qv_picture_layer_follow (QvPictureLayer *self, QvPictureLayer *source)
{
  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  if (self->source == source)
    return;
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, copy_source, self);
  g_set_weak_pointer (&self->source, source);
  if (source == NULL)
    return;
  g_signal_connect_object (source, "changed", G_CALLBACK (copy_source), self, G_CONNECT_SWAPPED);
  copy_source (self);
}

/**
 * qv_picture_layer_set_selected:
 * @self: a layer
 * @territory: the chosen territory, or %QV_ID_NONE
 */
void
qv_picture_layer_set_selected (QvPictureLayer *self, QvId territory)
{
  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  self->selected = territory;
  forget_paths (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * qv_picture_layer_set_hovered:
 * @self: a layer
 * @territory: the territory under the pointer, or %QV_ID_NONE
 */
void
qv_picture_layer_set_hovered (QvPictureLayer *self, QvId territory)
{
  g_return_if_fail (QV_IS_PICTURE_LAYER (self));

  if (self->hovered == territory)
    return;
  self->hovered = territory;
  g_clear_pointer (&self->hovered_path, qv_path_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * qv_picture_layer_is_settled:
 * @self: a layer
 *
 * Returns: whether what is seen is smooth and up to date
 */
gboolean
qv_picture_layer_is_settled (QvPictureLayer *self)
{
  QvView window;

  g_return_val_if_fail (QV_IS_PICTURE_LAYER (self), FALSE);

  if (self->reload_id != 0 || self->load_cancellable != NULL || self->is_drawing)
    return FALSE;
  _qv_picture_layer_get_window (self, &window);
  return is_plain (self) ||
         (self->picture != NULL && self->picture->scene == self->scene &&
          self->picture->quality == QV_MAP_SMOOTH && qv_view_covers (&self->picture->view, &window, 0.0));
}
