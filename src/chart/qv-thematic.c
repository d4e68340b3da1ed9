/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of territories, divided into classes, with the words of their legend. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-thematic.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-wording.h"

typedef struct
{
  QvId territory;
  double value;
} Pair;

static int
compare_pairs (const void *a, const void *b)
{
  QvId first = ((const Pair *) a)->territory;
  QvId second = ((const Pair *) b)->territory;

  return (first > second) - (first < second);
}

/**
 * qv_thematic_new:
 * @measure: how it is drawn
 * @territories: (array length=n_values): ids, each once, in any order
 * @values: (array length=n_values): their figures, NaN for no data
 * @n_values: how many
 * @breaks: (nullable): n_classes + 1 rising values; not needed for counts
 * @n_classes: number of classes, at most %QV_PALETTE_MAX_CLASSES
 *
 * Returns: (transfer full): a thematic map's contents, whose words are then filled in
 */
QvThematic *
qv_thematic_new (QvMeasure measure,
                 const QvId *territories,
                 const double *values,
                 guint n_values,
                 const double *breaks,
                 guint n_classes)
{
  QvThematic *self;
  g_autofree Pair *pairs = g_new (Pair, MAX (n_values, 1));

  g_return_val_if_fail (n_classes <= QV_PALETTE_MAX_CLASSES, NULL);
  g_return_val_if_fail (n_classes == 0 || breaks != NULL, NULL);

  for (guint i = 0; i < n_values; i++)
    pairs[i] = (Pair){ territories[i], values[i] };
  qsort (pairs, n_values, sizeof *pairs, compare_pairs);

  self = g_new0 (QvThematic, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->measure = measure;
  self->n_values = n_values;
  self->territories = g_new (QvId, MAX (n_values, 1));
  self->values = g_new (double, MAX (n_values, 1));
  for (guint i = 0; i < n_values; i++)
    {
      self->territories[i] = pairs[i].territory;
      self->values[i] = pairs[i].value;
    }
  self->n_classes = n_classes;
  if (n_classes > 0)
    self->breaks = g_memdup2 (breaks, (n_classes + 1) * sizeof *breaks);
  return self;
}

/**
 * qv_thematic_ref:
 * @self: a thematic
 *
 * Returns: (transfer full): the same
 */
QvThematic *
qv_thematic_ref (QvThematic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * qv_thematic_unref:
 * @self: (transfer full): a thematic
 */
void
qv_thematic_unref (QvThematic *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->territories);
  g_free (self->values);
  g_free (self->breaks);
  g_free (self->title);
  g_free (self->unit);
  g_free (self->period);
  g_free (self->source);
  g_free (self->method);
  g_free (self->remark);
  g_free (self);
}

/**
 * qv_thematic_get_class:
 * @self: a thematic
 * @value: a figure
 *
 * A class holds its upper break, as in the classification of Jenks; the first holds its lower one too.
 *
 * Returns: the class from 0, or %QV_NO_CLASS for NaN
 */
int
qv_thematic_get_class (const QvThematic *self, double value)
{
  if (isnan (value) || self->n_classes == 0)
    return QV_NO_CLASS;
  for (guint i = 1; i < self->n_classes; i++)
    if (value <= self->breaks[i])
      return (int) i - 1;
  return (int) self->n_classes - 1;
}

/**
 * qv_thematic_find:
 * @self: a thematic
 * @territory: an id
 * @out_value: (out): its figure
 *
 * Returns: whether @territory has a figure
 */
gboolean
qv_thematic_find (const QvThematic *self, QvId territory, double *out_value)
{
  guint low = 0, high = self->n_values;

  *out_value = NAN;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->territories[middle] < territory)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->n_values || self->territories[low] != territory)
    return FALSE;
  *out_value = self->values[low];
  return !isnan (*out_value);
}

/**
 * qv_thematic_get_range:
 * @self: a thematic
 * @out_least: (out): the least figure, NaN if there is none
 * @out_greatest: (out): the greatest
 */
void
qv_thematic_get_range (const QvThematic *self, double *out_least, double *out_greatest)
{
  double least = NAN, greatest = NAN;

  for (guint i = 0; i < self->n_values; i++)
    {
      least = fmin (least, self->values[i]);
      greatest = fmax (greatest, self->values[i]);
    }
  *out_least = least;
  *out_greatest = greatest;
}

/**
 * qv_thematic_describe:
 * @self: a thematic
 * @n_missing: how many of the map's territories have no figure
 *
 * Returns: (transfer full): the legend in words, for those who do not see it
 */
char *
qv_thematic_describe (const QvThematic *self, guint n_missing)
{
  double range[2];
  int decimals;
  g_autofree char *least = NULL;
  g_autofree char *greatest = NULL;
  g_autofree char *what = NULL;
  g_autofree char *missing = NULL;

  qv_thematic_get_range (self, &range[0], &range[1]);
  decimals = qv_wording_get_decimals (range, 2);
  least = qv_wording_for_number (range[0], decimals);
  greatest = qv_wording_for_number (range[1], decimals);
  if (self->measure == QV_MEASURE_COUNT)
    /* Translators: a map's legend in words: title, least and greatest figure, unit. */
    what = g_strdup_printf (_ ("%s: circles from %s to %s %s"), self->title ? self->title : "", least,
                            greatest, self->unit ? self->unit : "");
  else
    /* Translators: a map's legend in words: title, number of classes, least and greatest figure, unit. */
    what = g_strdup_printf (ngettext ("%s: %u class from %s to %s %s", "%s: %u classes from %s to %s %s",
                                      self->n_classes),
                            self->title ? self->title : "", self->n_classes, least, greatest,
                            self->unit ? self->unit : "");
  g_strchomp (what);
  if (n_missing == 0)
    return g_steal_pointer (&what);
  missing = g_strdup_printf (ngettext ("%u territory without data", "%u territories without data", n_missing),
                             n_missing);
  /* Translators: two halves of a sentence: what the map shows, how many territories have no data. */
  return g_strdup_printf (_ ("%s, %s"), what, missing);
}

/**
 * qv_get_proportional_radius:
 * @value: what the circle says; NaN and values below 0 have no circle
 * @largest_value: the greatest of all values
 * @largest_radius: its radius
 *
 * Area says how much, so the radius goes with the square root (Robinson et al. 1995, "Elements of
 * Cartography").
 *
 * Returns: the radius in the unit of @largest_radius
 */
double
qv_get_proportional_radius (double value, double largest_value, double largest_radius)
{
  if (!(value > 0.0) || !(largest_value > 0.0))
    return 0.0;
  return largest_radius * sqrt (value / largest_value);
}
