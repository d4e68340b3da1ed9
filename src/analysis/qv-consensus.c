/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much people agree: on a scale, in rankings, and across groups. */
#define G_LOG_DOMAIN "qv-analysis"

#include "config.h"

#include "qv-consensus.h"

#include <math.h>

/**
 * consensus_tastle_wierman:
 * @counts: (array length=n_grades): how many gave each grade, from the lowest to the highest; the grades are
 *   equally far from each other
 * @n_grades: how many grades the scale has, used or not
 *
 * Cns = 1 + Σ pᵢ log₂ (1 − |Xᵢ − μ| / d), with the shares pᵢ of the grades Xᵢ, their mean μ and the width d
 * of the scale (Tastle and Wierman 2007, "Consensus and dissention: a measure of ordinal dispersion").
 *
 * Returns: 0 (half at either end) to 1 (all gave the same grade); NaN when nobody graded
 */
double
consensus_tastle_wierman (const guint *counts, guint n_grades)
{
  double total = 0.0, mean = 0.0;
  double consensus = 1.0;

  g_return_val_if_fail (counts != NULL, NAN);

  for (guint i = 0; i < n_grades; i++)
    {
      total += counts[i];
      mean += (double) i * counts[i];
    }
  if (total == 0.0)
    return NAN;
  mean /= total;
  for (guint i = 0; i < n_grades && n_grades > 1; i++)
    if (counts[i] > 0)
      consensus += counts[i] / total * log2 (1.0 - fabs (i - mean) / (n_grades - 1.0));

  return consensus;
}

/**
 * consensus_kendall_w:
 * @rank_sums: (array length=n_items): for each item the sum of the ranks that all judges gave it; items that
 *   one judge holds for equal share the mean of the ranks that they take up
 * @n_items: how many items are ranked
 * @n_judges: how many judges ranked all of them
 * @ties: Σ (t³ − t) over the groups of t equal items of all judges
 *
 * Kendall's coefficient of concordance, corrected for ties: W = 12 S / (m² (n³ − n) − m T), with S the sum of
 * squares of the rank sums about their mean (Kendall and Babington Smith 1939; Kendall 1948, "Rank
 * Correlation Methods", chapter 6).
 *
 * Returns: 0 (no agreement) to 1 (all rank alike); NaN for fewer than two items or judges, or where every
 * judge holds all for equal
 */
double
consensus_kendall_w (const double *rank_sums, guint n_items, guint n_judges, double ties)
{
  double n = n_items, m = n_judges;
  double mean = m * (n + 1.0) / 2.0;
  double squares = 0.0;
  double most = m * m * (n * n * n - n) - m * ties;

  g_return_val_if_fail (rank_sums != NULL || n_items == 0, NAN);

  if (n_items < 2 || n_judges < 2 || most <= 0.0)
    return NAN;
  for (guint i = 0; i < n_items; i++)
    squares += (rank_sums[i] - mean) * (rank_sums[i] - mean);

  return 12.0 * squares / most;
}

/**
 * consensus_group_informed:
 * @agrees: (array length=n_groups): how many of each group agree
 * @seats: (array length=n_groups): how many of each group were asked and took part; 0: the group is absent
 * @n_groups: how many groups there are
 *
 * The chance that one of each group agrees: Π (Aᵍ + 1) / (Sᵍ + 2), with Laplace's rule of succession so that
 * small groups say less (Small et al. 2021, "Polis: Scaling deliberation by mapping high dimensional opinion
 * spaces"). Where groups are absent the geometric mean over those that are present stands for the product,
 * because a product of fewer factors would be larger without more agreement. It is on another scale than the
 * product, so only ideas that the same groups were asked about can be compared.
 *
 * Returns: above 0 to below 1; NaN when every group is absent
 */
double
consensus_group_informed (const guint *agrees, const guint *seats, guint n_groups)
{
  double product = 1.0;
  guint n_present = 0;

  g_return_val_if_fail (agrees != NULL && seats != NULL, NAN);

  for (guint i = 0; i < n_groups; i++)
    if (seats[i] > 0)
      {
        product *= (agrees[i] + 1.0) / (seats[i] + 2.0);
        n_present++;
      }
  if (n_present == 0)
    return NAN;

  return n_present == n_groups ? product : pow (product, 1.0 / n_present);
}
