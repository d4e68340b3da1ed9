/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-dashboard"

/* What the figures of a board say, and how they are written. */

#include "config.h"

#include "qv-indicator-board-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-wording.h"

/**
 * _qv_indicator_board_get_figures:
 * @self: a board
 *
 * Returns: (nullable): those of the period shown
 */
const QvFigures *
_qv_indicator_board_get_figures (QvIndicatorBoard *self)
{
  int index = self->series != NULL ? qv_indicator_series_find_period (self->series, self->period) : -1;

  return index >= 0 ? g_ptr_array_index (self->series->figures, index) : NULL;
}

gboolean
qv_indicator_board_has_figures (QvIndicatorBoard *self)
{
  const QvFigures *figures = _qv_indicator_board_get_figures (self);

  return figures != NULL && figures->n > 0;
}

gboolean
qv_indicator_board_get_value (QvIndicatorBoard *self, QvId territory, double *out_value)
{
  const QvFigures *figures = _qv_indicator_board_get_figures (self);

  return figures != NULL && qv_figures_find (figures, territory, out_value);
}

/**
 * qv_indicator_board_get_rank:
 * @self: a board
 * @value: a value of the period shown
 * @out_n: (out): how many territories have figures
 *
 * Returns: 1 for the highest; equal values share a rank
 */
guint
qv_indicator_board_get_rank (QvIndicatorBoard *self, double value, guint *out_n)
{
  const QvFigures *figures = _qv_indicator_board_get_figures (self);
  guint rank = 1;

  *out_n = figures != NULL ? figures->n : 0;
  for (guint i = 0; i < *out_n; i++)
    rank += figures->values[i] > value;
  return rank;
}

double
qv_indicator_board_get_median (QvIndicatorBoard *self)
{
  int index = self->series != NULL ? qv_indicator_series_find_period (self->series, self->period) : -1;

  return index >= 0 ? self->series->medians[index] : (double) NAN;
}

/**
 * qv_indicator_board_copy_series:
 * @self: a board
 * @territory: a territory, or %QV_ID_NONE for the medians of all
 * @out_values: (out) (transfer full): its values, of the periods that have one
 * @out_medians: (out) (transfer full): the medians of the same periods
 *
 * Returns: how many
 */
guint
qv_indicator_board_copy_series (QvIndicatorBoard *self,
                                QvId territory,
                                double **out_values,
                                double **out_medians)
{
  guint n_periods = self->series != NULL ? self->series->n_periods : 0;
  guint n = 0;

  *out_values = g_new (double, n_periods + 1);
  *out_medians = g_new (double, n_periods + 1);
  for (guint i = 0; i < n_periods; i++)
    {
      double value = self->series->medians[i];

      if (territory != QV_ID_NONE &&
          !qv_figures_find (g_ptr_array_index (self->series->figures, i), territory, &value))
        continue;
      (*out_values)[n] = value;
      (*out_medians)[n] = self->series->medians[i];
      n++;
    }
  return n;
}

/**
 * qv_indicator_board_format_number:
 * @self: a board
 * @value: a value of the indicator
 *
 * Returns: (transfer full): "35.6", for the locale
 */
char *
qv_indicator_board_format_number (QvIndicatorBoard *self, double value)
{
  return qv_wording_for_number (value, self->decimals);
}

/**
 * qv_indicator_board_format:
 * @self: a board
 * @value: a value of the indicator
 *
 * Returns: (transfer full): "35.6 %", for the locale
 */
char *
qv_indicator_board_format (QvIndicatorBoard *self, double value)
{
  const char *unit =
      self->indicator != NULL ? qv_item_get_text (QV_ITEM (self->indicator), QV_INDICATOR_UNIT) : NULL;
  g_autofree char *number = qv_wording_for_number (value, self->decimals);

  return unit != NULL && *unit != '\0' ? g_strdup_printf ("%s\u00a0%s", number, unit)
                                       : g_steal_pointer (&number);
}

/**
 * qv_classification_get_title:
 * @method: how values are put in classes
 *
 * Returns: its name for people
 */
const char *
qv_classification_get_title (ClassificationMethod method)
{
  switch (method)
    {
    case CLASSIFICATION_EQUAL_INTERVAL:
      return _ ("equal intervals");
    case CLASSIFICATION_QUANTILE:
      return _ ("quantiles");
    case CLASSIFICATION_FISHER_JENKS:
      return _ ("natural breaks");
    case CLASSIFICATION_STANDARD_DEVIATION:
      return _ ("standard deviations");
    case CLASSIFICATION_HEAD_TAIL:
      return _ ("head and tail breaks");
    case CLASSIFICATION_PRETTY:
      return _ ("round numbers");
    case CLASSIFICATION_MANUAL:
    default:
      return _ ("own breaks");
    }
}
