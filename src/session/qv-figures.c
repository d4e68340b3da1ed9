/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-figures.h"

#include <math.h>

typedef struct
{
  QvStore *store;
  QvId indicator;
  char *period;
} LoadData;

static void
free_load_data (gpointer data)
{
  LoadData *load = data;

  g_object_unref (load->store);
  g_free (load->period);
  g_free (load);
}

static int
compare_territories (gconstpointer a, gconstpointer b)
{
  QvId left = qv_record_get_int (*(QvRecord *const *) a, QV_OBSERVATION_TERRITORY);
  QvId right = qv_record_get_int (*(QvRecord *const *) b, QV_OBSERVATION_TERRITORY);

  return left < right ? -1 : left > right;
}

/**
 * qv_figures_load:
 * @store: a library
 * @indicator: an indicator
 * @period: (nullable): one of its periods, or %NULL for the last
 * @error: return location for a #QvStoreError
 *
 * Returns: (transfer full): the figures, which may be none; %NULL with @error set
 */
QvFigures *
qv_figures_load (QvStore *store, QvId indicator, const char *period, GError **error)
{
  g_autoptr (QvFigures) self = g_new0 (QvFigures, 1);
  g_autoptr (GPtrArray) records = NULL;
  g_auto (GStrv) periods = NULL;

  if (period == NULL)
    {
      periods = qv_store_list_periods (store, indicator, error);
      if (periods == NULL)
        return NULL;
      if (periods[0] != NULL)
        period = periods[g_strv_length (periods) - 1];
    }
  self->indicator = indicator;
  self->period = g_strdup (period != NULL ? period : "");
  records = qv_store_list_observations (store, indicator, self->period, error);
  if (records == NULL)
    return NULL;
  g_ptr_array_sort (records, compare_territories);

  self->territories = g_new (QvId, records->len);
  self->values = g_new (double, records->len);
  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);
      double value = qv_record_get_real (record, QV_OBSERVATION_VALUE);
      QvId territory = qv_record_get_int (record, QV_OBSERVATION_TERRITORY);

      /* Two tables that each added a figure for one place may leave two rows; the one made first counts. */
      if (!isfinite (value) || (self->n > 0 && self->territories[self->n - 1] == territory))
        continue;
      self->territories[self->n] = territory;
      self->values[self->n++] = value;
    }
  return g_steal_pointer (&self);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LoadData *load = task_data;
  GError *error = NULL;
  QvFigures *figures = qv_figures_load (load->store, load->indicator, load->period, &error);

  if (figures != NULL)
    g_task_return_pointer (task, figures, (GDestroyNotify) qv_figures_free);
  else
    g_task_return_error (task, error);
}

/**
 * qv_figures_load_async:
 * @store: a library
 * @indicator: an indicator
 * @period: (nullable): one of its periods, or %NULL for the last
 * @cancellable: (nullable): to give up waiting
 * @callback: called when loaded
 * @user_data: for @callback
 */
void
qv_figures_load_async (QvStore *store,
                       QvId indicator,
                       const char *period,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  LoadData *load = g_new0 (LoadData, 1);

  load->store = g_object_ref (store);
  load->indicator = indicator;
  load->period = g_strdup (period);
  g_task_set_source_tag (task, qv_figures_load_async);
  g_task_set_task_data (task, load, free_load_data);
  g_task_run_in_thread (task, load_thread);
}

QvFigures *
qv_figures_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_figures_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * qv_figures_find:
 * @self: figures
 * @territory: a territory
 * @out_value: (out): its figure
 *
 * Returns: whether @territory has one
 */
gboolean
qv_figures_find (const QvFigures *self, QvId territory, double *out_value)
{
  guint low = 0;
  guint high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->territories[middle] == territory)
        {
          *out_value = self->values[middle];
          return TRUE;
        }
      if (self->territories[middle] < territory)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

void
qv_figures_free (QvFigures *self)
{
  if (self == NULL)
    return;
  g_free (self->period);
  g_free (self->territories);
  g_free (self->values);
  g_free (self);
}
