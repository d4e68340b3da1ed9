/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-analysis"

#include "config.h"

#include "qv-classification.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {
  "equal-interval", "quantile", "fisher-jenks", "standard-deviation", "head-tail", "pretty", "manual",
};

/**
 * classification_method_to_word:
 * @method: a method
 *
 * Returns: the word that scripts use
 */
const char *
classification_method_to_word (ClassificationMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (words), "");

  return words[method];
}

/**
 * classification_method_from_word:
 * @word: (nullable): a word
 * @out_method: (out): the method
 *
 * Returns: whether @word is one
 */
gboolean
classification_method_from_word (const char *word, ClassificationMethod *out_method)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      {
        *out_method = i;
        return TRUE;
      }
  return FALSE;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The finite values in rising order. */
static double *
sort_values (const double *values, guint n_values, guint *n_sorted, guint *n_different)
{
  double *sorted = g_new (double, MAX (n_values, 1));
  guint n = 0;

  for (guint i = 0; i < n_values; i++)
    if (isfinite (values[i]))
      sorted[n++] = values[i];
  qsort (sorted, n, sizeof (double), compare);

  *n_sorted = n;
  *n_different = n > 0;
  for (guint i = 1; i < n; i++)
    *n_different += sorted[i] > sorted[i - 1];
  return sorted;
}

static double
mean_of (const double *sorted, guint n)
{
  double mean = 0.0;

  for (guint i = 0; i < n; i++)
    mean += (sorted[i] - mean) / (i + 1);
  return mean;
}

static double
deviations (const double *sorted, guint n)
{
  double mean = mean_of (sorted, n);
  double total = 0.0;

  for (guint i = 0; i < n; i++)
    total += (sorted[i] - mean) * (sorted[i] - mean);
  return total;
}

/* Adds a break if it lies above the last one, below the greatest value, and there is room for one more class.
 */
static void
add_break (Classification *self, double value, double greatest)
{
  if (value > self->breaks[self->n_classes] && value < greatest &&
      self->n_classes + 1 < CLASSIFICATION_MAX_CLASSES)
    self->breaks[++self->n_classes] = value;
}

static void
equal_interval (Classification *self, const double *sorted, guint n, guint k)
{
  for (guint i = 1; i < k; i++)
    add_break (self, sorted[0] + (sorted[n - 1] - sorted[0]) * i / k, sorted[n - 1]);
}

/* Quantiles of type 1 of Hyndman and Fan 1996: each break is a value that occurs. */
static void
quantile (Classification *self, const double *sorted, guint n, guint k)
{
  for (guint i = 1; i < k; i++)
    add_break (self, sorted[(guint) ceil ((double) n * i / k) - 1], sorted[n - 1]);
}

/* Breaks at whole standard deviations (population) from the mean, half ones where the classes are even in
 * number. */
static void
standard_deviation (Classification *self, const double *sorted, guint n, guint k)
{
  double mean = mean_of (sorted, n);
  double deviation = sqrt (deviations (sorted, n) / n);

  for (guint i = 1; i < k; i++)
    add_break (self, mean + (i - k / 2.0) * deviation, sorted[n - 1]);
}

/* Jiang 2013: split at the mean as long as the head is a minority, here below 40 %. */
static void
head_tail (Classification *self, const double *sorted, guint n, guint k)
{
  guint start = 0;

  while (self->n_classes + 1 < k && n - start > 1)
    {
      double mean = mean_of (sorted + start, n - start);
      guint head = start;

      while (head < n && sorted[head] <= mean)
        head++;
      if (head == n || (n - head) > 0.4 * (n - start))
        return;
      add_break (self, mean, sorted[n - 1]);
      start = head;
    }
}

/* Round numbers: the step of 1, 2 or 5 times a power of ten that comes nearest to k classes. */
static void
pretty (Classification *self, const double *sorted, guint n, guint k)
{
  double raw = (sorted[n - 1] - sorted[0]) / k;
  double power = pow (10.0, floor (log10 (raw)));
  const double steps[] = { 1.0, 2.0, 5.0, 10.0, 20.0 };
  double best_first = 0.0, best_last = 0.0, best_step = 0.0;
  guint best_distance = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      double step = steps[i] * power;
      double first = floor (sorted[0] / step), last = ceil (sorted[n - 1] / step);
      guint distance = (guint) fabs (last - first - k);

      if (last - first <= CLASSIFICATION_MAX_CLASSES && distance < best_distance)
        {
          best_distance = distance;
          best_first = first;
          best_last = last;
          best_step = step;
        }
    }
  self->n_classes = (guint) (best_last - best_first);
  for (guint i = 0; i <= self->n_classes; i++)
    self->breaks[i] = (best_first + i) * best_step;
}

/* Share of the total squared deviation that the classes explain (Jenks and Caspall 1971). */
static double
goodness_of_fit (const Classification *self, const double *sorted, guint n)
{
  double total = deviations (sorted, n);
  double within = 0.0;
  guint start = 0;

  if (total == 0.0)
    return 1.0;
  for (guint c = 0; c < self->n_classes; c++)
    {
      guint end = start;

      while (end < n && classification_get_class (self, sorted[end]) == (int) c)
        end++;
      within += deviations (sorted + start, end - start);
      start = end;
    }
  return 1.0 - within / total;
}

static void
close_classes (Classification *self, const double *sorted, guint n)
{
  if (self->method != CLASSIFICATION_PRETTY)
    self->breaks[++self->n_classes] = sorted[n - 1];
  self->gvf = goodness_of_fit (self, sorted, n);
}

/**
 * classification_compute:
 * @self: (out caller-allocates): the classification
 * @method: how; not %CLASSIFICATION_MANUAL
 * @values: the values; those that are not finite are left out
 * @n_values: how many
 * @n_classes: classes wanted, 1 to %CLASSIFICATION_MAX_CLASSES. There are fewer where the values do not allow
 * as many: never more than different values, and no class with the same breaks. Pretty breaks may give one
 * more or less.
 *
 * Returns: %FALSE when there is no finite value
 */
gboolean
classification_compute (
    Classification *self, ClassificationMethod method, const double *values, guint n_values, guint n_classes)
{
  guint n, n_different;
  g_autofree double *sorted = sort_values (values, n_values, &n, &n_different);

  g_return_val_if_fail (n_classes >= 1 && n_classes <= CLASSIFICATION_MAX_CLASSES, FALSE);
  g_return_val_if_fail (method != CLASSIFICATION_MANUAL, FALSE);

  memset (self, 0, sizeof *self);
  self->method = method;
  if (n == 0)
    return FALSE;

  self->breaks[0] = sorted[0];
  n_classes = MIN (n_classes, n_different);
  if (n_different == 1)
    {
      self->method = method == CLASSIFICATION_PRETTY ? CLASSIFICATION_EQUAL_INTERVAL : method;
      close_classes (self, sorted, n);
      return TRUE;
    }
  switch (method)
    {
    case CLASSIFICATION_QUANTILE:
      quantile (self, sorted, n, n_classes);
      break;
    case CLASSIFICATION_FISHER_JENKS:
      classification_fisher_jenks (sorted, n, n_classes, self->breaks);
      self->n_classes = n_classes - 1;
      break;
    case CLASSIFICATION_STANDARD_DEVIATION:
      standard_deviation (self, sorted, n, n_classes);
      break;
    case CLASSIFICATION_HEAD_TAIL:
      head_tail (self, sorted, n, n_classes);
      break;
    case CLASSIFICATION_PRETTY:
      pretty (self, sorted, n, n_classes);
      break;
    case CLASSIFICATION_EQUAL_INTERVAL:
    case CLASSIFICATION_MANUAL:
    default:
      equal_interval (self, sorted, n, n_classes);
      break;
    }
  close_classes (self, sorted, n);
  return TRUE;
}

/**
 * classification_manual:
 * @self: (out caller-allocates): the classification
 * @values: the values; those that are not finite are left out
 * @n_values: how many
 * @inner_breaks: rising breaks between the classes; those outside the values' range are left out
 * @n_inner_breaks: how many
 *
 * Returns: %FALSE when there is no finite value
 */
gboolean
classification_manual (Classification *self,
                       const double *values,
                       guint n_values,
                       const double *inner_breaks,
                       guint n_inner_breaks)
{
  guint n, n_different;
  g_autofree double *sorted = sort_values (values, n_values, &n, &n_different);

  memset (self, 0, sizeof *self);
  self->method = CLASSIFICATION_MANUAL;
  if (n == 0)
    return FALSE;

  self->breaks[0] = sorted[0];
  for (guint i = 0; i < n_inner_breaks; i++)
    add_break (self, inner_breaks[i], sorted[n - 1]);
  close_classes (self, sorted, n);
  return TRUE;
}

/**
 * classification_get_class:
 * @self: a classification
 * @value: a value
 *
 * Returns: the class that holds @value, from 0; -1 where @value is NaN or outside all classes
 */
int
classification_get_class (const Classification *self, double value)
{
  if (!(value >= self->breaks[0]))
    return -1;
  for (guint c = 0; c < self->n_classes; c++)
    if (value <= self->breaks[c + 1])
      return (int) c;
  return -1;
}
