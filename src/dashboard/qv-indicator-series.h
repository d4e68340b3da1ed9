/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-figures.h"

G_BEGIN_DECLS

/**
 * QvIndicatorSeries:
 *
 * All figures of one indicator, period by period. Immutable once loaded.
 */
typedef struct
{
  QvId indicator;
  char **periods;      /* in order, NULL-terminated */
  guint n_periods;
  GPtrArray *figures;  /* (element-type QvFigures), one a period */
  double *medians;     /* one a period */
} QvIndicatorSeries;

QvIndicatorSeries *qv_indicator_series_load        (QvStore *store, QvId indicator, GError **error);
void               qv_indicator_series_free        (QvIndicatorSeries *self);
int                qv_indicator_series_find_period (const QvIndicatorSeries *self, const char *period);
double             qv_median                       (const double *values, guint n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvIndicatorSeries, qv_indicator_series_free)

G_END_DECLS
