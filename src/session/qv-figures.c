/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-figures.h"

#include <math.h>

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
