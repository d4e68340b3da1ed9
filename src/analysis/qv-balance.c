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

/**
 * balance_parity:
 * @counts: contributions of each of the four helices
 * @seats: seats of each of them at the table
 *
 * How far the contributions are shared as the seats are: 1 − ½ Σ |cₕ / C − sₕ / S|, the complement of the
 * index of dissimilarity (Duncan and Duncan 1955). One minus it is the share of the contributions that would
 * have to come from others.
 *
 * Returns: 0 (only those speak who have no seat) to 1 (each helix speaks as much as it has seats); NaN when
 * nobody contributed or nobody sits there
 */
double
balance_parity (const guint counts[4], const guint seats[4])
{
  double n_counts = 0.0, n_seats = 0.0;
  double difference = 0.0;

  for (guint i = 0; i < 4; i++)
    {
      n_counts += counts[i];
      n_seats += seats[i];
    }
  if (n_counts == 0.0 || n_seats == 0.0)
    return NAN;
  for (guint i = 0; i < 4; i++)
    difference += fabs (counts[i] / n_counts - seats[i] / n_seats);

  return 1.0 - difference / 2.0;
}
