/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-dashboard"

/* The figures of an indicator in all its periods, read by a thread. */

#include "config.h"

#include "qv-indicator-series.h"

#include <math.h>

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/**
 * qv_median:
 * @values: finite values
 * @n_values: how many
 *
 * The figure of all territories that needs no weights: the mean of rates would be wrong without the
 * populations that they are rates of.
 *
 * Returns: the median, or NaN of none
 */
double
qv_median (const double *values, guint n_values)
{
  g_autofree double *sorted = NULL;

  if (n_values == 0)
    return NAN;
  sorted = g_memdup2 (values, n_values * sizeof *values);
  qsort (sorted, n_values, sizeof *sorted, compare_doubles);
  if (n_values % 2 == 1)
    return sorted[n_values / 2];
  return (sorted[n_values / 2 - 1] + sorted[n_values / 2]) / 2.0;
}

/**
 * qv_indicator_series_load:
 * @store: the library
 * @indicator: an indicator
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Waits for the disk.
 *
 * Returns: (transfer full) (nullable): its figures
 */
QvIndicatorSeries *
qv_indicator_series_load (QvStore *store, QvId indicator, GError **error)
{
  g_autoptr (QvIndicatorSeries) self = g_new0 (QvIndicatorSeries, 1);

  self->indicator = indicator;
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_figures_free);
  self->periods = qv_store_list_periods (store, indicator, error);
  if (self->periods == NULL)
    return NULL;
  self->n_periods = g_strv_length (self->periods);
  self->medians = g_new0 (double, self->n_periods + 1);
  for (guint i = 0; i < self->n_periods; i++)
    {
      QvFigures *figures = qv_figures_load (store, indicator, self->periods[i], error);

      if (figures == NULL)
        return NULL;
      g_ptr_array_add (self->figures, figures);
      self->medians[i] = qv_median (figures->values, figures->n);
    }
  return g_steal_pointer (&self);
}

void
qv_indicator_series_free (QvIndicatorSeries *self)
{
  g_strfreev (self->periods);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_free (self->medians);
  g_free (self);
}

/**
 * qv_indicator_series_find_period:
 * @self: a series
 * @period: (nullable): a period; %NULL for the last
 *
 * Returns: its index, or -1
 */
int
qv_indicator_series_find_period (const QvIndicatorSeries *self, const char *period)
{
  if (period == NULL)
    return (int) self->n_periods - 1;
  for (guint i = 0; i < self->n_periods; i++)
    if (g_str_equal (self->periods[i], period))
      return (int) i;
  return -1;
}
