/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the map the tiles of a pack. All reading, cutting and enlarging is done by workers. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-tile-source.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

#include "qv-projection.h"
#include "qv-tile-pack.h"

struct _QvTileSource
{
  ShumateDataSource parent_instance;

  char *path;
  GMutex lock; /* over pack and error */
  QvTilePack *pack;
  GError *error; /* why the pack could not be opened */
};

G_DEFINE_FINAL_TYPE (QvTileSource, qv_tile_source, SHUMATE_TYPE_DATA_SOURCE)

typedef struct
{
  guint x, y, zoom;
} Place;

static QvTilePack *
open_pack (QvTileSource *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->pack == NULL && self->error == NULL)
    self->pack = qv_tile_pack_open (self->path, &self->error);
  if (self->pack != NULL)
    return qv_tile_pack_ref (self->pack);
  g_propagate_error (error, g_error_copy (self->error));
  return NULL;
}

/* The part of a tile above, enlarged to a whole one, as PNG. */
static GBytes *
cut (const QvTile *tile, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (tile->data);
  g_autoptr (GdkPixbuf) whole = gdk_pixbuf_new_from_stream (stream, NULL, error);
  g_autoptr (GdkPixbuf) part = NULL;
  g_autoptr (GdkPixbuf) enlarged = NULL;
  char *data = NULL;
  gsize size = 0;
  int width, height, x, y;

  if (whole == NULL)
    return NULL;
  width = MAX (1, (int) round (tile->size * gdk_pixbuf_get_width (whole)));
  height = MAX (1, (int) round (tile->size * gdk_pixbuf_get_height (whole)));
  x = MIN ((int) (tile->x * gdk_pixbuf_get_width (whole)), gdk_pixbuf_get_width (whole) - width);
  y = MIN ((int) (tile->y * gdk_pixbuf_get_height (whole)), gdk_pixbuf_get_height (whole) - height);
  part = gdk_pixbuf_new_subpixbuf (whole, x, y, width, height);
  enlarged = gdk_pixbuf_scale_simple (part, QV_TILE_SIZE, QV_TILE_SIZE, GDK_INTERP_BILINEAR);
  if (!gdk_pixbuf_save_to_buffer (enlarged, &data, &size, "png", error, "compression", "1", NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

static void
read_tile (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Place *place = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTilePack) pack = open_pack (source, &error);
  g_auto (QvTile) tile = { NULL };
  GBytes *bytes;

  if (pack != NULL)
    qv_tile_pack_get_tile (pack, place->zoom, place->x, place->y, &tile, &error);
  /* The renderer takes no tile without an error for a fault of its own. */
  if (tile.data == NULL && error == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no such tile");
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  bytes = tile.size < 1.0 ? cut (&tile, &error) : g_bytes_ref (tile.data);
  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

/* The renderer draws what the signal brings, and only while it waits for the result. */
static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Place *place = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (bytes != NULL)
    g_signal_emit_by_name (object, "received-data", (int) place->x, (int) place->y, (int) place->zoom, bytes);
  g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
qv_tile_source_get_tile_data_async (ShumateDataSource *source,
                                    int x,
                                    int y,
                                    int zoom_level,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (source, cancellable, read_cb, task);
  Place *place = g_new (Place, 1);

  *place = (Place){ (guint) x, (guint) y, (guint) zoom_level };
  g_task_set_source_tag (task, qv_tile_source_get_tile_data_async);
  g_task_set_source_tag (reading, qv_tile_source_get_tile_data_async);
  g_task_set_task_data (reading, place, g_free);
  g_task_run_in_thread (reading, read_tile);
}

static GBytes *
qv_tile_source_get_tile_data_finish (ShumateDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
qv_tile_source_finalize (GObject *object)
{
  QvTileSource *self = QV_TILE_SOURCE (object);

  g_clear_pointer (&self->pack, qv_tile_pack_unref);
  g_clear_error (&self->error);
  g_free (self->path);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (qv_tile_source_parent_class)->finalize (object);
}

static void
qv_tile_source_class_init (QvTileSourceClass *klass)
{
  ShumateDataSourceClass *source_class = SHUMATE_DATA_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qv_tile_source_finalize;
  source_class->get_tile_data_async = qv_tile_source_get_tile_data_async;
  source_class->get_tile_data_finish = qv_tile_source_get_tile_data_finish;
}

static void
qv_tile_source_init (QvTileSource *self)
{
  g_mutex_init (&self->lock);
}

/**
 * qv_tile_source_new:
 * @file: a tile pack on this computer
 *
 * Returns: (transfer full): a source that opens the pack when the first tile is asked for
 */
QvTileSource *
qv_tile_source_new (GFile *file)
{
  QvTileSource *self = g_object_new (QV_TYPE_TILE_SOURCE, NULL);

  self->path = g_file_get_path (file);
  return self;
}
