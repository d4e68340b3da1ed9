/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "qv-balance.h"
#include "qv-classification.h"

static double
within (const double *values, guint from, guint to)
{
  double mean = 0.0, total = 0.0;

  for (guint i = from; i < to; i++)
    mean += values[i] / (to - from);
  for (guint i = from; i < to; i++)
    total += (values[i] - mean) * (values[i] - mean);
  return total;
}

/* The least cost of any partition into k classes, by trying all. */
static double
try_all (const double *values, guint from, guint n, guint k)
{
  double best = G_MAXDOUBLE;

  if (k == 1)
    return within (values, from, n);
  for (guint split = from + 1; split + k - 1 <= n; split++)
    best = MIN (best, within (values, from, split) + try_all (values, split, n, k - 1));
  return best;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
test_fisher_jenks_is_best (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1958);

  for (int round = 0; round < 2000; round++)
    {
      double values[12], breaks[6];
      guint n = (guint) g_rand_int_range (rand, 5, 13);
      guint k = (guint) g_rand_int_range (rand, 1, 6);
      guint start = 0;
      double cost = 0.0;

      for (guint i = 0; i < n; i++)
        values[i] = i * 1e-3 + exp (g_rand_double_range (rand, 0, 6));
      qsort (values, n, sizeof (double), compare);
      classification_fisher_jenks (values, n, k, breaks);
      for (guint c = 0; c < k; c++)
        {
          guint end = start;

          while (end < n && values[end] <= breaks[c + 1])
            end++;
          g_assert_cmpuint (end, >, start);
          cost += within (values, start, end);
          start = end;
        }
      g_assert_cmpuint (start, ==, n);
      g_assert_cmpfloat_with_epsilon (cost, try_all (values, 0, n, k), 1e-6);
    }
}

static void
assert_classes (ClassificationMethod method, const double *values, guint n)
{
  for (guint k = 1; k <= CLASSIFICATION_MAX_CLASSES; k++)
    {
      Classification c;

      g_assert_true (classification_compute (&c, method, values, n, k));
      g_assert_cmpuint (c.n_classes, >=, 1);
      g_assert_cmpuint (c.n_classes, <=, CLASSIFICATION_MAX_CLASSES);
      g_assert_cmpfloat (c.gvf, >=, -1e-9);
      g_assert_cmpfloat (c.gvf, <=, 1.0 + 1e-9);
      g_assert_cmpfloat (c.breaks[0], <=, c.breaks[1]);
      for (guint i = 1; i < c.n_classes; i++)
        g_assert_cmpfloat (c.breaks[i], <, c.breaks[i + 1]);
      for (guint i = 0; i < n; i++)
        g_assert_cmpint (classification_get_class (&c, values[i]) >= 0, ==, isfinite (values[i]) != 0);
    }
}

static void
test_every_value_has_a_class (void)
{
  const double few[] = { 3, 1, NAN, 3, 3, 1, 2 };
  const double same[] = { 4, 4, 4, NAN };
  double many[500];
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 500; i++)
    many[i] = i % 50 == 0 ? NAN : exp (g_rand_double_range (rand, -3, 9));
  for (int method = 0; method < CLASSIFICATION_MANUAL; method++)
    {
      assert_classes (method, few, G_N_ELEMENTS (few));
      assert_classes (method, same, G_N_ELEMENTS (same));
      assert_classes (method, many, G_N_ELEMENTS (many));
    }
}

static void
test_known_breaks (void)
{
  const double ten[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  const double manual[] = { -5, 4, 2, 100 };
  const double nothing[] = { NAN, INFINITY };
  Classification c;

  classification_compute (&c, CLASSIFICATION_QUANTILE, ten, 10, 5);
  g_assert_cmpfloat (c.breaks[1], ==, 2);
  g_assert_cmpfloat (c.breaks[4], ==, 8);
  classification_compute (&c, CLASSIFICATION_EQUAL_INTERVAL, ten, 10, 3);
  g_assert_cmpfloat (c.breaks[1], ==, 4);
  classification_compute (&c, CLASSIFICATION_STANDARD_DEVIATION, ten, 10, 4);
  g_assert_cmpfloat_with_epsilon (c.breaks[2], 5.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (c.breaks[3], 5.5 + sqrt (8.25), 1e-12);
  classification_compute (&c, CLASSIFICATION_PRETTY, ten, 10, 5);
  g_assert_cmpfloat (c.breaks[0], ==, 0);
  g_assert_cmpfloat (c.breaks[1], ==, 2);
  classification_manual (&c, ten, 10, manual, 4);
  g_assert_cmpuint (c.n_classes, ==, 2);
  g_assert_cmpfloat (c.breaks[1], ==, 4);
  g_assert_false (classification_compute (&c, CLASSIFICATION_QUANTILE, nothing, 2, 3));
}

static void
test_head_tail (void)
{
  /* Mean 5.2: head 20, 14 and 10 of ten; of these the mean is 14.67, one in three above. */
  const double values[] = { 1, 1, 1, 1, 1, 1, 2, 10, 14, 20 };
  Classification c;

  classification_compute (&c, CLASSIFICATION_HEAD_TAIL, values, 10, 9);
  g_assert_cmpuint (c.n_classes, ==, 3);
  g_assert_cmpfloat_with_epsilon (c.breaks[1], 5.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (c.breaks[2], 44.0 / 3.0, 1e-12);
}

static void
test_many_values_are_fast (void)
{
  g_autofree double *values = g_new (double, 35000);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GTimer) timer = g_timer_new ();
  Classification c;

  for (guint i = 0; i < 35000; i++)
    values[i] = exp (g_rand_double_range (rand, 0, 12));
  g_timer_start (timer);
  g_assert_true (classification_compute (&c, CLASSIFICATION_FISHER_JENKS, values, 35000, 7));
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 1.0);
  g_assert_cmpuint (c.n_classes, ==, 7);
}

static void
test_evenness (void)
{
  g_assert_cmpfloat_with_epsilon (balance_evenness ((guint[4]){ 12, 3, 9, 0 }), 0.703, 0.0005);
  g_assert_cmpfloat_with_epsilon (balance_evenness ((guint[4]){ 5, 5, 5, 5 }), 1.0, 1e-12);
  g_assert_cmpfloat (balance_evenness ((guint[4]){ 9, 0, 0, 0 }), ==, 0.0);
  g_assert_true (isnan (balance_evenness ((guint[4]){ 0, 0, 0, 0 })));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/fisher-jenks/best", test_fisher_jenks_is_best);
  g_test_add_func ("/analysis/classification/every-value", test_every_value_has_a_class);
  g_test_add_func ("/analysis/classification/known", test_known_breaks);
  g_test_add_func ("/analysis/classification/head-tail", test_head_tail);
  g_test_add_func ("/analysis/classification/fast", test_many_values_are_fast);
  g_test_add_func ("/analysis/evenness", test_evenness);
  return g_test_run ();
}
