/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact natural breaks. The plain dynamic programme of Fisher 1958 ("On Grouping for Maximum Homogeneity")
 * takes k n² steps; the best last class starts never move back as n grows (the cost has the concave Monge
 * property: Wang and Song 2011, "Ckmeans.1d.dp", and Grønlund et al. 2017), so each row is filled by divide
 * and conquer in n log n.
 * Equal values are one value with a count, so that they are never parted. */
#define G_LOG_DOMAIN "qv-analysis"

#include "config.h"

#include "qv-classification.h"

typedef struct
{
  const double *counts;  /* n + 1 running counts of the different values */
  const double *sums;    /* n + 1 running sums of the centred values */
  const double *squares; /* n + 1 running sums of their squares */
  const double *before;  /* n + 1: least cost of the first j different values in one class fewer */
  double *now;
  guint32 *starts; /* where the last class of the first j different values begins */
} Row;

/* Sum of squared deviations from their mean of the values from..to - 1. */
static double
cost (const Row *row, guint from, guint to)
{
  double sum = row->sums[to] - row->sums[from];

  return MAX (row->squares[to] - row->squares[from] - sum * sum / (row->counts[to] - row->counts[from]), 0.0);
}

static void
fill (Row *row, guint first, guint last, guint least_start, guint most_start)
{
  guint middle = first + (last - first) / 2;
  guint best = least_start;
  double best_cost = G_MAXDOUBLE;

  for (guint start = least_start; start <= MIN (most_start, middle - 1); start++)
    {
      double total = row->before[start] + cost (row, start, middle);

      if (total < best_cost)
        {
          best_cost = total;
          best = start;
        }
    }
  row->now[middle] = best_cost;
  row->starts[middle] = best;
  if (middle > first)
    fill (row, first, middle - 1, least_start, best);
  if (middle < last)
    fill (row, middle + 1, last, best, most_start);
}

/**
 * classification_fisher_jenks:
 * @sorted: values in rising order, finite
 * @n: how many
 * @n_classes: at least 1, at most the number of different values
 * @breaks: (out caller-allocates): @n_classes + 1 breaks, each but the first a value of @sorted
 *
 * Finds the classes with the least sum of squared deviations from the class means (Fisher 1958; Jenks 1977).
 */
void
classification_fisher_jenks (const double *sorted, guint n, guint n_classes, double *breaks)
{
  g_autofree double *counts = g_new0 (double, n + 1);
  g_autofree double *sums = g_new0 (double, n + 1);
  g_autofree double *squares = g_new0 (double, n + 1);
  g_autofree double *before = g_new0 (double, n + 1);
  g_autofree double *now = g_new0 (double, n + 1);
  g_autofree double *different = g_new0 (double, n + 1);
  g_autofree guint32 *starts = NULL;
  double centre = sorted[n / 2];
  guint m = 0;

  for (guint i = 0; i < n; i++)
    {
      double value = sorted[i] - centre;

      m += i == 0 || sorted[i] > sorted[i - 1];
      different[m] = sorted[i];
      counts[m] = i + 1;
      sums[m] += value;
      squares[m] += value * value;
    }
  for (guint j = 1; j <= m; j++)
    {
      sums[j] += sums[j - 1];
      squares[j] += squares[j - 1];
    }
  starts = g_new0 (guint32, (gsize) n_classes * (m + 1));
  for (guint c = 0; c < n_classes; c++)
    {
      Row row = { counts, sums, squares, before, now, starts + (gsize) c * (m + 1) };
      double *swap = before;

      if (c == 0)
        for (guint j = 1; j <= m; j++)
          now[j] = cost (&row, 0, j);
      else
        fill (&row, c + 1, m, c, m - 1);
      before = now;
      now = swap;
    }
  for (guint c = n_classes, end = m; c > 0; c--)
    {
      breaks[c] = different[end];
      end = starts[(gsize) (c - 1) * (m + 1) + end];
    }
  breaks[0] = sorted[0];
}
