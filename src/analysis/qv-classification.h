/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLASSIFICATION_MAX_CLASSES 9

typedef enum
{
  CLASSIFICATION_EQUAL_INTERVAL,
  CLASSIFICATION_QUANTILE,
  CLASSIFICATION_FISHER_JENKS,
  CLASSIFICATION_STANDARD_DEVIATION,
  CLASSIFICATION_HEAD_TAIL,
  CLASSIFICATION_PRETTY,
  CLASSIFICATION_MANUAL,
} ClassificationMethod;

/**
 * Classification:
 *
 * Breaks of the classes of one set of values, rising: class i holds breaks[i] < value ≤ breaks[i + 1], the first also its lower
 * break, which may be the only value it holds. breaks[0] is the least value, breaks[n_classes] the greatest, except with pretty breaks, which reach beyond both.
 */
typedef struct
{
  ClassificationMethod method;
  guint n_classes;
  double breaks[CLASSIFICATION_MAX_CLASSES + 1];
  double gvf; /* goodness of variance fit 0..1 */
} Classification;

const char *classification_method_to_word     (ClassificationMethod method);
gboolean    classification_method_from_word   (const char *word, ClassificationMethod *out_method);

gboolean    classification_compute            (Classification *self, ClassificationMethod method, const double *values,
                                               guint n_values, guint n_classes);
gboolean    classification_manual             (Classification *self, const double *values, guint n_values,
                                               const double *inner_breaks, guint n_inner_breaks);
int         classification_get_class          (const Classification *self, double value);

void        classification_fisher_jenks       (const double *sorted, guint n, guint n_classes, double *breaks);

G_END_DECLS
