/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <math.h>
#include <stdio.h>

#include "qv-balance.h"
#include "qv-classification.h"
#include "qv-consensus.h"

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

static void
test_parity (void)
{
  g_assert_cmpfloat_with_epsilon (balance_parity ((guint[4]){ 6, 2, 2, 2 }, (guint[4]){ 3, 1, 1, 1 }), 1.0,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (balance_parity ((guint[4]){ 9, 0, 0, 0 }, (guint[4]){ 0, 4, 4, 4 }), 0.0,
                                  1e-12);
  /* Shares ½ ⅛ ⅜ 0 against four times ¼: ¼ + ⅛ of 24 notes would have to come from others. */
  g_assert_cmpfloat_with_epsilon (balance_parity ((guint[4]){ 12, 3, 9, 0 }, (guint[4]){ 4, 4, 4, 4 }), 0.625,
                                  1e-12);
  g_assert_true (isnan (balance_parity ((guint[4]){ 0, 0, 0, 0 }, (guint[4]){ 4, 4, 4, 4 })));
  g_assert_true (isnan (balance_parity ((guint[4]){ 1, 0, 0, 0 }, (guint[4]){ 0, 0, 0, 0 })));
}

static void
test_tastle_wierman (void)
{
  const guint seven[] = { 30, 40, 210, 130, 530, 50, 10 };
  const guint ends[] = { 8, 0, 0, 0, 8 };
  const guint same[] = { 0, 0, 0, 5, 0 };
  const guint none[5] = { 0 };

  g_assert_cmpfloat_with_epsilon (consensus_tastle_wierman (seven, 7), 0.72569, 0.000005);
  g_assert_cmpfloat_with_epsilon (consensus_tastle_wierman (ends, 5), 0.0, 1e-12);
  g_assert_cmpfloat (consensus_tastle_wierman (same, 5), ==, 1.0);
  g_assert_cmpfloat (consensus_tastle_wierman (same + 3, 1), ==, 1.0);
  g_assert_true (isnan (consensus_tastle_wierman (none, 5)));
}

/* Adds the ranks of @scores, the middle where some are equal, to @sums; returns Σ (t³ − t). */
static double
add_ranks (const double *scores, guint n, double *sums)
{
  double ties = 0.0;

  for (guint i = 0; i < n; i++)
    {
      guint n_less = 0, n_equal = 0;

      for (guint j = 0; j < n; j++)
        {
          n_less += scores[j] < scores[i];
          n_equal += scores[j] == scores[i];
        }
      sums[i] += n_less + (n_equal + 1) / 2.0;
      ties += (double) n_equal * n_equal - 1.0;
    }
  return ties;
}

static void
test_kendall_w (void)
{
  /* "Kendall's Coefficient of Concordance/Examples/Arbitrary Example 1" of ProofWiki: three competitors, four
   * judges, W = 1/16. */
  const double sums[] = { 7, 9, 8 };
  /* The data "anxiety" of the R package irr (Gamer et al.), twenty subjects, three raters with many ties:
   * kendall (anxiety, TRUE) gives Wt = 0.54. */
  const double anxiety[3][20] = {
    { 3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3 },
    { 3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4 },
    { 2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2 },
  };
  const double alike[] = { 5, 10, 15, 20 }, equal[] = { 5, 5, 5 };
  double anxiety_sums[20] = { 0 };
  double ties = 0.0;

  g_assert_cmpfloat_with_epsilon (consensus_kendall_w (sums, 3, 4, 0), 1.0 / 16.0, 1e-12);
  for (guint i = 0; i < 3; i++)
    ties += add_ranks (anxiety[i], 20, anxiety_sums);
  g_assert_cmpfloat_with_epsilon (consensus_kendall_w (anxiety_sums, 20, 3, ties), 0.54, 0.005);
  g_assert_cmpfloat_with_epsilon (consensus_kendall_w (alike, 4, 5, 0), 1.0, 1e-12);
  g_assert_true (isnan (consensus_kendall_w (alike, 4, 1, 0)));
  g_assert_true (isnan (consensus_kendall_w (equal, 3, 2, 2 * 24)));
}

static void
test_group_informed (void)
{
  const guint agrees[] = { 3, 0, 2, 5 }, seats[] = { 4, 2, 2, 6 }, three[] = { 4, 0, 2, 6 };
  const guint none[4] = { 0 };

  g_assert_cmpfloat_with_epsilon (consensus_group_informed (agrees, seats, 4),
                                  4.0 / 6 * 1.0 / 4 * 3.0 / 4 * 6.0 / 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (consensus_group_informed (agrees, three, 4),
                                  cbrt (4.0 / 6 * 3.0 / 4 * 6.0 / 8), 1e-12);
  g_assert_true (isnan (consensus_group_informed (none, none, 4)));
}

static char *
find_polis (void)
{
  const char *data = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *folder = NULL;

  folder = data != NULL ? g_build_filename (data, "consultations", "polis-bg2050", NULL)
                        : g_build_filename (SOURCE_ROOT, "..", "shared", "data", "consultations",
                                            "polis-bg2050", NULL);
  return g_file_test (folder, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&folder) : NULL;
}

/* Against a real consultation: the script counts the votes of each group and works the definition out with
 * fractions. */
static void
test_group_informed_polis (void)
{
  g_autofree char *folder = find_polis ();
  g_autofree char *script = g_build_filename (SOURCE_ROOT, "tests", "core", "polis-consensus.py", NULL);
  g_autofree char *python = g_find_program_in_path ("python3");
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (folder == NULL || python == NULL)
    {
      g_test_skip ("the consultation or Python is not here");
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, python, script, folder, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  lines = g_strsplit (out, "\n", -1);
  for (; lines[n] != NULL && lines[n][0] != '\0'; n++)
    {
      guint agrees[2], seats[2];
      double expected;

      g_assert_cmpint (sscanf (lines[n], "%u %u %u %u %lf", &agrees[0], &seats[0], &agrees[1], &seats[1],
                               &expected),
                       ==, 5);
      g_assert_cmpfloat_with_epsilon (consensus_group_informed (agrees, seats, 2), expected, 1e-12);
    }
  g_assert_cmpuint (n, >, 300);
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
  g_test_add_func ("/analysis/parity", test_parity);
  g_test_add_func ("/analysis/consensus/tastle-wierman", test_tastle_wierman);
  g_test_add_func ("/analysis/consensus/kendall-w", test_kendall_w);
  g_test_add_func ("/analysis/consensus/group-informed", test_group_informed);
  g_test_add_func ("/analysis/consensus/polis", test_group_informed_polis);
  return g_test_run ();
}
