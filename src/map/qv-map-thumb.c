/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A still picture of a session's map for cards and lists. A worker draws it once for its size, and again when
 * something changes. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-map-thumb.h"

#include <glib/gi18n.h>

#include "qv-item.h"
#include "qv-look.h"
#include "qv-map-drawing.h"
#include "qv-territory-set.h"

#define MAX_NOTES 60 /* more would hide the picture */

struct _QvMapThumb
{
  GtkWidget parent_instance;

  GListModel *territories;
  GSignalGroup *territories_signals;
  GListModel *notes;
  GSignalGroup *notes_signals;
  QvThematic *thematic;
  QvTerritorySet *set;
  GCancellable *load_cancellable;
  GCancellable *draw_cancellable;
  guint load_id;
  guint draw_id;
  cairo_surface_t *surface;
};

G_DEFINE_FINAL_TYPE (QvMapThumb, qv_map_thumb, GTK_TYPE_WIDGET)

typedef struct
{
  QvMapScene *scene;
  GArray *notes; /* (element-type QvMapNote) */
  int width;
  int height;
  int scale;
} Job;

static void queue_draw (QvMapThumb *self);

static void
free_job (gpointer data)
{
  Job *job = data;

  qv_map_scene_unref (job->scene);
  g_array_unref (job->notes);
  g_free (job);
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  QvMapPage page = { (const QvMapNote *) (gpointer) job->notes->data, job->notes->len, NULL,
                     QV_MAP_FURNITURE_NONE };
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, job->width * job->scale, job->height * job->scale);
  cairo_t *cr = cairo_create (surface);
  GError *error = NULL;
  QvView view;

  qv_map_drawing_fit (job->scene, &page, job->width * job->scale, job->height * job->scale, &view);
  if (qv_map_drawing_draw (job->scene, &page, &view, cr, cancellable, &error))
    g_task_return_pointer (task, cairo_surface_reference (surface), (GDestroyNotify) cairo_surface_destroy);
  else
    g_task_return_error (task, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvMapThumb *self = QV_MAP_THUMB (source);
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);

  if (surface == NULL)
    return;
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = surface;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_note (Job *job, QvNote *note)
{
  g_autoptr (QvGeometry) geometry = NULL;
  QvMapNote place = { .id = qv_item_get_id (QV_ITEM (note)),
                      .helix = qv_note_get_helix (note),
                      .kind = qv_note_get_kind (note) };

  g_object_get (note, "geometry", &geometry, NULL);
  if (geometry != NULL)
    qv_map_note_set_geometry (&place, geometry);
  else if (!qv_map_drawing_find_place (job->scene, qv_item_get_int (QV_ITEM (note), QV_NOTE_TERRITORY),
                                       &place))
    return;
  g_array_append_val (job->notes, place);
}

static Job *
make_job (QvMapThumb *self)
{
  Job *job = g_new0 (Job, 1);

  job->scene = qv_map_scene_new (qv_look_get_palette ());
  if (self->set != NULL)
    job->scene->layer = qv_territory_layer_ref (self->set->layer);
  if (self->thematic != NULL)
    job->scene->thematic = qv_thematic_ref (self->thematic);
  job->notes = qv_map_notes_new ();
  for (guint i = 0; self->notes != NULL && i < g_list_model_get_n_items (self->notes); i++)
    {
      g_autoptr (QvNote) note = g_list_model_get_item (self->notes, i);

      if (job->notes->len < MAX_NOTES)
        add_note (job, note);
    }
  job->width = gtk_widget_get_width (GTK_WIDGET (self));
  job->height = gtk_widget_get_height (GTK_WIDGET (self));
  job->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return job;
}

static gboolean
draw_cb (gpointer data)
{
  QvMapThumb *self = data;
  g_autoptr (GTask) task = NULL;

  self->draw_id = 0;
  if (self->draw_cancellable != NULL)
    g_cancellable_cancel (self->draw_cancellable);
  g_clear_object (&self->draw_cancellable);
  if (gtk_widget_get_width (GTK_WIDGET (self)) == 0 || gtk_widget_get_height (GTK_WIDGET (self)) == 0)
    return G_SOURCE_REMOVE;
  self->draw_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->draw_cancellable, drawn_cb, NULL);
  g_task_set_source_tag (task, draw_cb);
  g_task_set_task_data (task, make_job (self), free_job);
  g_task_run_in_thread (task, draw_in_thread);
  return G_SOURCE_REMOVE;
}

static void
queue_draw (QvMapThumb *self)
{
  if (self->draw_id == 0)
    self->draw_id = g_idle_add (draw_cb, self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvMapThumb) self = data;
  g_autoptr (GError) error = NULL;
  QvTerritorySet *set = qv_territory_set_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->set, qv_territory_set_free);
  self->set = set;
  queue_draw (self);
}

static gboolean
load_cb (gpointer data)
{
  QvMapThumb *self = data;

  self->load_id = 0;
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  g_clear_pointer (&self->set, qv_territory_set_free);
  if (self->territories != NULL && g_list_model_get_n_items (self->territories) > 0)
    {
      self->load_cancellable = g_cancellable_new ();
      qv_territory_set_load_async (self->territories, self->load_cancellable, loaded_cb, g_object_ref (self));
    }
  else
    queue_draw (self);
  return G_SOURCE_REMOVE;
}

static void
queue_load (QvMapThumb *self)
{
  if (self->load_id == 0)
    self->load_id = g_idle_add (load_cb, self);
}

static void
qv_map_thumb_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvMapThumb *self = QV_MAP_THUMB (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height));

  qv_palette_set_source (cr, qv_look_get_palette ()->paper, 1.0);
  cairo_paint (cr);
  if (self->surface != NULL)
    {
      cairo_scale (cr, (double) width / cairo_image_surface_get_width (self->surface),
                   (double) height / cairo_image_surface_get_height (self->surface));
      cairo_set_source_surface (cr, self->surface, 0.0, 0.0);
      cairo_paint (cr);
    }
  cairo_destroy (cr);
}

static void
qv_map_thumb_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = 48;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 196 : 140;
}

static void
qv_map_thumb_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  queue_draw (QV_MAP_THUMB (widget));
}

static void
qv_map_thumb_dispose (GObject *object)
{
  QvMapThumb *self = QV_MAP_THUMB (object);

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_handle_id (&self->draw_id, g_source_remove);
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  if (self->draw_cancellable != NULL)
    g_cancellable_cancel (self->draw_cancellable);
  g_clear_object (&self->load_cancellable);
  g_clear_object (&self->draw_cancellable);
  g_clear_object (&self->territories_signals);
  g_clear_object (&self->notes_signals);
  g_clear_object (&self->territories);
  g_clear_object (&self->notes);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  g_clear_pointer (&self->set, qv_territory_set_free);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  G_OBJECT_CLASS (qv_map_thumb_parent_class)->dispose (object);
}

static void
qv_map_thumb_class_init (QvMapThumbClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_map_thumb_dispose;
  widget_class->snapshot = qv_map_thumb_snapshot;
  widget_class->measure = qv_map_thumb_measure;
  widget_class->size_allocate = qv_map_thumb_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "mapthumb");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qv_map_thumb_init (QvMapThumb *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map of the session"), -1);
  self->territories_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->territories_signals, "items-changed", G_CALLBACK (queue_load), self);
  self->notes_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->notes_signals, "items-changed", G_CALLBACK (queue_draw), self);
  qv_look_watch (GTK_WIDGET (self), G_CALLBACK (queue_draw));
}

/**
 * qv_map_thumb_set_territories:
 * @self: a thumbnail
 * @territories: (nullable): a list of #QvTerritory, watched from now on
 */
void
qv_map_thumb_set_territories (QvMapThumb *self, GListModel *territories)
{
  g_return_if_fail (QV_IS_MAP_THUMB (self));

  if (!g_set_object (&self->territories, territories))
    return;
  g_signal_group_set_target (self->territories_signals, territories);
  queue_load (self);
}

/**
 * qv_map_thumb_set_thematic:
 * @self: a thumbnail
 * @thematic: (nullable): the figures to show
 */
void
qv_map_thumb_set_thematic (QvMapThumb *self, QvThematic *thematic)
{
  g_return_if_fail (QV_IS_MAP_THUMB (self));

  if (thematic != NULL)
    qv_thematic_ref (thematic);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = thematic;
  queue_draw (self);
}

/**
 * qv_map_thumb_set_notes:
 * @self: a thumbnail
 * @notes: (nullable): a list of #QvNote, watched from now on
 */
void
qv_map_thumb_set_notes (QvMapThumb *self, GListModel *notes)
{
  g_return_if_fail (QV_IS_MAP_THUMB (self));

  if (!g_set_object (&self->notes, notes))
    return;
  g_signal_group_set_target (self->notes_signals, notes);
  queue_draw (self);
}
