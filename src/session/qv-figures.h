/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvFigures:
 *
 * The figures of one indicator in one period, as arrays that a map and a classification take.
 */
typedef struct
{
  QvId indicator;
  char *period;
  guint n;
  QvId *territories; /* in increasing order */
  double *values;    /* values[i] is of territories[i]; all finite */
} QvFigures;

QvFigures *qv_figures_load        (QvStore *store, QvId indicator, const char *period, GError **error);
gboolean   qv_figures_find        (const QvFigures *self, QvId territory, double *out_value);
void       qv_figures_free        (QvFigures *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvFigures, qv_figures_free)

G_END_DECLS
