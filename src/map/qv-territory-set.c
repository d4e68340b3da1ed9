/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From rows of territories to flat arrays. The rows are read in the main thread, where they live; decoding
 * their geometry and building the arrays is a worker's. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-territory-set.h"

#include <math.h>

#include "qv-item.h"

typedef struct
{
  GArray *ids;      /* (element-type QvId) */
  GPtrArray *blobs; /* (element-type GBytes) (nullable elements) */
  GPtrArray *names;
} Input;

static void
free_blob (gpointer blob)
{
  if (blob != NULL)
    g_bytes_unref (blob);
}

static void
free_input (gpointer data)
{
  Input *input = data;

  g_array_unref (input->ids);
  g_ptr_array_unref (input->blobs);
  g_clear_pointer (&input->names, g_ptr_array_unref);
  g_free (input);
}

static Input *
read_rows (GListModel *territories)
{
  guint n = g_list_model_get_n_items (territories);
  Input *input = g_new0 (Input, 1);

  input->ids = g_array_sized_new (FALSE, FALSE, sizeof (QvId), n);
  input->blobs = g_ptr_array_new_full (n, free_blob);
  input->names = g_ptr_array_new_full (n, g_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (territories, i);
      const QvRecord *record = qv_item_get_record (item);
      GBytes *blob = qv_record_get_blob (record, QV_TERRITORY_GEOMETRY);

      g_array_append_val (input->ids, record->id);
      g_ptr_array_add (input->blobs, blob != NULL ? g_bytes_ref (blob) : NULL);
      g_ptr_array_add (input->names, g_strdup (qv_record_get_text (record, QV_TERRITORY_NAME)));
    }
  return input;
}

static void
build (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Input *input = data;
  g_autoptr (GPtrArray) geometries =
      g_ptr_array_new_full (input->blobs->len, (GDestroyNotify) qv_geometry_unref);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (QvId), input->ids->len);
  g_autoptr (QvTerritorySet) set = g_new0 (QvTerritorySet, 1);
  GError *error = NULL;

  set->names = g_ptr_array_new_full (input->names->len, g_free);
  /* A row without a geometry that can be read has a name and figures, but no place on the map. */
  for (guint i = 0; i < input->blobs->len; i++)
    {
      GBytes *blob = g_ptr_array_index (input->blobs, i);
      QvGeometry *geometry = blob != NULL ? qv_geometry_new_from_bytes (blob, NULL) : NULL;

      if (geometry == NULL)
        continue;
      g_array_append_val (ids, g_array_index (input->ids, QvId, i));
      g_ptr_array_add (geometries, geometry);
      g_ptr_array_add (set->names, g_strdup (g_ptr_array_index (input->names, i)));
    }
  set->layer =
      qv_territory_layer_new ((const QvId *) (gpointer) ids->data, (QvGeometry *const *) geometries->pdata,
                              ids->len, cancellable, &error);
  if (set->layer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&set), (GDestroyNotify) qv_territory_set_free);
}

/**
 * qv_territory_set_load_async:
 * @territories: a list of #QvTerritory
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
qv_territory_set_load_async (GListModel *territories,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, qv_territory_set_load_async);
  g_task_set_task_data (task, read_rows (territories), free_input);
  g_task_run_in_thread (task, build);
}

/**
 * qv_territory_set_load_finish:
 * @result: of the loading
 * @error: set when cancelled
 *
 * Returns: (transfer full) (nullable): the set
 */
QvTerritorySet *
qv_territory_set_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * qv_territory_set_free:
 * @self: (transfer full): a set
 */
void
qv_territory_set_free (QvTerritorySet *self)
{
  g_clear_pointer (&self->layer, qv_territory_layer_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

/**
 * qv_territory_set_get_name:
 * @self: a set
 * @territory: an id
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
qv_territory_set_get_name (const QvTerritorySet *self, QvId territory)
{
  int index = territory != QV_ID_NONE ? qv_territory_layer_find (self->layer, territory) : -1;

  return index >= 0 ? g_ptr_array_index (self->names, (guint) index) : NULL;
}

/**
 * qv_territory_set_get_neighbour:
 * @self: a set
 * @territory: an id
 * @dx: -1 for west, 1 for east, 0 for neither
 * @dy: -1 for north, 1 for south, 0 for neither
 *
 * Returns: the nearest territory in that direction, aside counting twice, or %QV_ID_NONE
 */
QvId
qv_territory_set_get_neighbour (const QvTerritorySet *self, QvId territory, int dx, int dy)
{
  double x, y, best = INFINITY;
  QvId neighbour = QV_ID_NONE;
  int index = qv_territory_layer_find (self->layer, territory);

  if (index < 0 || !qv_territory_layer_get_centroid (self->layer, (guint) index, &x, &y))
    return QV_ID_NONE;
  for (guint i = 0; i < qv_territory_layer_get_n (self->layer); i++)
    {
      double other_x, other_y, ahead, aside;

      if (!qv_territory_layer_get_centroid (self->layer, i, &other_x, &other_y))
        continue;
      ahead = (other_x - x) * dx + (other_y - y) * dy;
      aside = fabs ((other_x - x) * dy) + fabs ((other_y - y) * dx);
      if ((int) i == index || ahead <= 0.0 || aside > 2.0 * ahead || ahead + 2.0 * aside >= best)
        continue;
      best = ahead + 2.0 * aside;
      neighbour = qv_territory_layer_get_id (self->layer, i);
    }
  return neighbour;
}
