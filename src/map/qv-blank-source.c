/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference by which the viewport measures when no tiles lie under the data. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-blank-source.h"

struct _QvBlankSource
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (QvBlankSource, qv_blank_source, SHUMATE_TYPE_MAP_SOURCE)

static void
qv_blank_source_fill_tile_async (ShumateMapSource *source,
                                 ShumateTile *tile,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, qv_blank_source_fill_tile_async);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (task, TRUE);
}

static gboolean
qv_blank_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
qv_blank_source_class_init (QvBlankSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  source_class->fill_tile_async = qv_blank_source_fill_tile_async;
  source_class->fill_tile_finish = qv_blank_source_fill_tile_finish;
}

static void
qv_blank_source_init (QvBlankSource *self)
{
}

/**
 * qv_blank_source_new:
 *
 * Returns: (transfer full): a source of nothing
 */
ShumateMapSource *
qv_blank_source_new (void)
{
  return g_object_new (QV_TYPE_BLANK_SOURCE, "id", "blank", "min-zoom-level", 0, "max-zoom-level",
                       QV_MAP_MAX_ZOOM, "tile-size", 256, "projection", SHUMATE_MAP_PROJECTION_MERCATOR,
                       NULL);
}
