/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-id.h"
#include "qv-palette.h"

G_BEGIN_DECLS

typedef enum
{
  QV_MEASURE_RATE,  /* shown as choropleth */
  QV_MEASURE_COUNT, /* shown as proportional circles */
} QvMeasure;

/**
 * QvThematic:
 *
 * What one indicator says about territories at one period, ready to be drawn: values, breaks of the classes, words of the legend.
 * Filled by whoever makes it, unchanging once a map or a legend has it, shared between threads by reference.
 */
typedef struct
{
  QvMeasure measure;
  guint n_values;
  QvId *territories;
  double *values; /* NaN: no data */
  guint n_classes;
  double *breaks; /* n_classes + 1 values, rising; the first is the least value, the last the greatest */
  char *title;    /* "Families paying over 30 % of income in rent" */
  char *unit;     /* (nullable) "%" */
  char *period;   /* (nullable) "2023" */
  char *source;   /* (nullable) "housing observatory" */
  char *method;   /* (nullable) in the user's words: "natural breaks" */
  char *remark;   /* (nullable) at the right of the legend: "City of Torino: 31.2 %" */

  /*< private >*/
  gatomicrefcount ref_count;
} QvThematic;

#define QV_NO_CLASS (-1)

QvThematic *qv_thematic_new       (QvMeasure measure, const QvId *territories, const double *values, guint n_values,
                                   const double *breaks, guint n_classes);
QvThematic *qv_thematic_ref       (QvThematic *self);
void        qv_thematic_unref     (QvThematic *self);
int         qv_thematic_get_class (const QvThematic *self, double value);
gboolean    qv_thematic_find      (const QvThematic *self, QvId territory, double *out_value);
void        qv_thematic_get_range (const QvThematic *self, double *out_least, double *out_greatest);
char       *qv_thematic_describe  (const QvThematic *self, guint n_missing);

double      qv_get_proportional_radius (double value, double largest_value, double largest_radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvThematic, qv_thematic_unref)

G_END_DECLS
