/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-analysis"

#include "config.h"

#include "qv-balance.h"

#include <math.h>

/**
 * balance_evenness:
 * @counts: contributions of each of the four helices
 *
 * Pielou's evenness J = H / ln S (Pielou 1966), where H is Shannon's entropy of the shares and S is fixed at
 * 4: a helix that said nothing lowers it.
 *
 * Returns: 0 (one helix only) to 1 (all alike); NaN when nobody contributed
 */
double
balance_evenness (const guint counts[4])
{
  double total = 0.0;
  double entropy = 0.0;

  for (guint i = 0; i < 4; i++)
    total += counts[i];
  if (total == 0.0)
    return NAN;
  for (guint i = 0; i < 4; i++)
    if (counts[i] > 0)
      entropy -= counts[i] / total * log (counts[i] / total);

  return entropy / log (4.0);
}
