/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing a part of the map in a worker thread. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-picture.h"

static gboolean
draw (QvPicture *self, GCancellable *cancellable, GError **error)
{
  gint64 start;

  if (self->raster == NULL && self->scene->layer != NULL)
    {
      self->raster = qv_id_raster_new (self->scene->layer, &self->view, cancellable, error);
      if (self->raster == NULL)
        return FALSE;
    }
  start = g_get_monotonic_time ();
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->view.width, self->view.height);
  if (!qv_map_drawing_paint (self->scene, &self->view, self->pixel_scale, self->quality, self->raster,
                             self->surface, cancellable, error))
    return FALSE;
  self->duration = g_get_monotonic_time () - start;
  return TRUE;
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (QvPicture) self = NULL;
  const QvPicture *wanted = data;
  GError *error = NULL;

  self = g_new0 (QvPicture, 1);
  *self = *wanted;
  self->scene = qv_map_scene_ref (wanted->scene);
  self->raster = wanted->raster != NULL ? qv_id_raster_ref (wanted->raster) : NULL;
  if (draw (self, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) qv_picture_free);
  else
    g_task_return_error (task, error);
}

/**
 * qv_picture_draw_async:
 * @scene: what to draw
 * @view: the part of the world, in pixels of the picture
 * @pixel_scale: pixels of the picture for each of the screen's
 * @quality: how well
 * @raster: (nullable): which territory is where, if it is known for exactly this view
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
qv_picture_draw_async (QvMapScene *scene,
                       const QvView *view,
                       double pixel_scale,
                       QvMapQuality quality,
                       QvIdRaster *raster,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  QvPicture *wanted = g_new0 (QvPicture, 1);

  wanted->scene = qv_map_scene_ref (scene);
  wanted->view = *view;
  wanted->pixel_scale = pixel_scale;
  wanted->quality = quality;
  wanted->raster = raster != NULL ? qv_id_raster_ref (raster) : NULL;
  g_task_set_source_tag (task, qv_picture_draw_async);
  g_task_set_task_data (task, wanted, (GDestroyNotify) qv_picture_free);
  g_task_run_in_thread (task, draw_in_thread);
}

/**
 * qv_picture_draw_finish:
 * @result: of the drawing
 * @error: set when cancelled
 *
 * Returns: (transfer full) (nullable): the picture
 */
QvPicture *
qv_picture_draw_finish (GAsyncResult *result, GError **error)
{
  QvPicture *self = g_task_propagate_pointer (G_TASK (result), error);

  if (self != NULL)
    {
      cairo_surface_set_device_scale (self->surface, self->pixel_scale, self->pixel_scale);
      self->stamp = qv_stamp_new (self->surface, !self->scene->over_tiles);
    }
  return self;
}

/**
 * qv_picture_free:
 * @self: (transfer full): a picture
 */
void
qv_picture_free (QvPicture *self)
{
  qv_map_scene_unref (self->scene);
  g_clear_pointer (&self->raster, qv_id_raster_unref);
  g_clear_pointer (&self->stamp, qv_stamp_free);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}
