/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Votes while they are given: what counts, for whom, in which order. */
#include <math.h>

#include "ballot-utils.h"

static void
test_dots (void)
{
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_DOTS, 3, FALSE);
  g_autoptr (QvPoll) poll = NULL;
  g_autoptr (QvTally) tally = NULL;
  const char *const letters[] = { "A", "C", "E", "F", "D", "B" };
  const guint ranks[] = { 1, 2, 2, 4, 5, 6 };
  const QvSupport support[] = { QV_SUPPORT_ALL,  QV_SUPPORT_SOME, QV_SUPPORT_SOME,
                                QV_SUPPORT_SOME, QV_SUPPORT_ONE,  QV_SUPPORT_NONE };

  table_give_all (&t, 0, 2, 1, 1, 2);
  table_give_all (&t, 2, 3, 0, 1, 0);
  table_give_all (&t, 3, 0, 0, 4, 0);
  table_give_all (&t, 4, 0, 2, 0, 2);
  table_give_all (&t, 5, 0, 1, 0, 1);
  g_assert_cmpint (table_act (&t, GIVE, 0, 0, 0), ==, QV_VOTING_ERROR_STACKING);
  g_assert_cmpint (table_act (&t, GIVE, 0, 1, 0), ==, -1);
  g_assert_cmpint (table_act (&t, GIVE, 0, 5, 0), ==, QV_VOTING_ERROR_BUDGET);
  g_assert_cmpint (table_act (&t, TAKE, 0, 1, 0), ==, -1);
  g_assert_cmpint (table_act (&t, TAKE, 0, 1, 0), ==, QV_VOTING_ERROR_NOTHING);
  g_assert_cmpint (table_act (&t, RANK, 0, 1, 1), ==, QV_VOTING_ERROR_METHOD);

  poll = table_load (&t);
  tally = qv_tally_new (poll);
  for (guint i = 0; i < N_IDEAS; i++)
    {
      const QvTallyRow *row = tally->rows->pdata[i];
      g_autofree char *letter = qv_tally_letter (row->at);

      g_assert_cmpstr (letter, ==, letters[i]);
      g_assert_cmpuint (row->rank, ==, ranks[i]);
      g_assert_cmpint (row->is_tied, ==, ranks[i] == 2);
      g_assert_cmpint (row->support, ==, support[i]);
    }
  /* Three authorities, two of research, four companies, two residents took part. */
  g_assert_cmpuint (tally->n_seats, ==, 11);
  g_assert_cmpint (tally->amount, ==, 20);
  g_assert_cmpfloat_with_epsilon (table_find_row (tally, 0)->group_informed,
                                  3.0 / 5 * 2.0 / 4 * 2.0 / 6 * 3.0 / 4, 1e-12);
  g_assert_true (isnan (table_find_row (tally, 0)->consensus));
  g_assert_true (isnan (tally->kendall_w));
}

static guint
count_used (Table *self, guint seat)
{
  g_autoptr (QvPoll) poll = table_load (self);
  gint64 values[N_IDEAS];

  return qv_poll_read_seat (poll, self->seats[seat], values);
}

/* Seat 0 gives A and C a dot, seat 1 C alone; A and C become one idea. */
static void
test_merged_notes (void)
{
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_DOTS, 2, FALSE);
  g_autofree char *before = NULL, *after = NULL;
  QvId first, second;

  table_act (&t, GIVE, 0, 0, 0);
  table_act (&t, GIVE, 0, 2, 0);
  table_act (&t, GIVE, 1, 2, 0);
  table_act (&t, GIVE, 5, 4, 0);
  before = table_describe (&t);
  g_assert_cmpint (table_act (&t, GIVE, 0, 3, 0), ==, QV_VOTING_ERROR_BUDGET);
  first = table_merge_notes (&t, 2, 0);
  second = table_merge_notes (&t, 4, 2);
  {
    g_autoptr (QvPoll) poll = table_load (&t);
    g_autoptr (QvTally) tally = qv_tally_new (poll);
    const QvTallyRow *row = table_find_row (tally, 0);

    g_assert_cmpuint (tally->rows->len, ==, 4);
    g_assert_cmpuint (row->with->len, ==, 2);
    g_assert_cmpuint (row->votes[QV_HELIX_AUTHORITIES], ==, 2);
    g_assert_cmpint (row->amount, ==, 3);
  }
  g_assert_cmpuint (count_used (&t, 0), ==, 1);
  g_assert_cmpint (table_act (&t, GIVE, 0, 4, 0), ==, QV_VOTING_ERROR_STACKING);
  g_assert_cmpint (table_act (&t, GIVE, 0, 3, 0), ==, -1);
  g_assert_cmpint (table_act (&t, TAKE, 0, 3, 0), ==, -1);
  table_split_notes (&t, second);
  table_split_notes (&t, first);
  after = table_describe (&t);
  g_assert_cmpstr (before, ==, after);
}

static void
test_merged_notes_stacked (void)
{
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_DOTS, 4, TRUE);

  for (guint i = 0; i < 2; i++)
    {
      table_act (&t, GIVE, 0, 0, 0);
      table_act (&t, GIVE, 0, 1, 0);
    }
  g_assert_cmpint (table_act (&t, GIVE, 0, 0, 0), ==, QV_VOTING_ERROR_BUDGET);
  table_merge_notes (&t, 0, 1);
  {
    g_autoptr (QvPoll) poll = table_load (&t);
    gint64 values[N_IDEAS];

    g_assert_cmpuint (qv_poll_read_seat (poll, t.seats[0], values), ==, 4);
    g_assert_cmpint (values[0], ==, 4);
    g_assert_cmpint (values[1], ==, 0);
  }
  g_assert_cmpint (table_act (&t, TAKE, 0, 1, 0), ==, -1);
  g_assert_cmpuint (count_used (&t, 0), ==, 3);
}

/* Four judges rank three ideas as in ProofWiki's example, and leave the other three out. */
static void
test_ranking (void)
{
  const guint ranks[4][3] = { { 1, 3, 2 }, { 1, 2, 3 }, { 2, 3, 1 }, { 3, 1, 2 } };
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_RANKING, 3, FALSE);
  g_autoptr (QvPoll) poll = NULL;
  g_autoptr (QvTally) tally = NULL;
  /* Sums 7, 9, 8 and three times 4 · 5; mean 14; ties 4 · 24. */
  const double squares = 49 + 25 + 36 + 3 * 36;

  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < 3; j++)
      g_assert_cmpint (table_act (&t, RANK, 4 * i, j, ranks[i][j]), ==, -1);
  g_assert_cmpint (table_act (&t, RANK, 0, 4, 4), ==, QV_VOTING_ERROR_BUDGET);
  poll = table_load (&t);
  tally = qv_tally_new (poll);
  g_assert_cmpfloat_with_epsilon (tally->kendall_w, 12 * squares / (16 * 210.0 - 4 * 96), 1e-12);
  g_assert_cmpfloat_with_epsilon (table_find_row (tally, 1)->mean, 9.0 / 4, 1e-12);
  g_assert_cmpuint (table_find_row (tally, 0)->rank, ==, 1);
  g_assert_cmpuint (table_find_row (tally, 5)->rank, ==, 4);
  g_assert_true (table_find_row (tally, 5)->is_tied);
  g_assert_cmpint (table_find_row (tally, 0)->support, ==, QV_SUPPORT_ALL);

  /* The rank moves, and who had it gets the other. */
  table_act (&t, RANK, 0, 0, 3);
  {
    g_autoptr (QvPoll) now = table_load (&t);
    gint64 values[N_IDEAS];

    g_assert_cmpuint (qv_poll_read_seat (now, t.seats[0], values), ==, 3);
    g_assert_cmpint (values[0] * 100 + values[1] * 10 + values[2], ==, 312);
  }
}

static void
test_gradients (void)
{
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_GRADIENTS, 0, FALSE);
  g_autoptr (QvPoll) poll = NULL;
  g_autoptr (QvTally) tally = NULL;
  const guint grades[N_SEATS] = { 5, 4, 4, 1, 5, 5, 5, 5, 4, 4, 2, 5, 4, 1, 1, 4 };

  for (guint i = 0; i < N_SEATS; i++)
    {
      table_act (&t, GRADE, i, 0, 3);
      table_act (&t, GRADE, i, 0, grades[i]);
    }
  table_act (&t, GRADE, 0, 1, 5);
  table_act (&t, GRADE, 0, 1, 0);
  poll = table_load (&t);
  tally = qv_tally_new (poll);
  /* Half of the residents is not more than half. */
  g_assert_cmpuint (table_find_row (tally, 0)->n_helices, ==, 3);
  g_assert_cmpfloat_with_epsilon (table_find_row (tally, 0)->mean, 59.0 / 16, 1e-12);
  g_assert_cmpfloat_with_epsilon (table_find_row (tally, 0)->group_informed,
                                  4.0 / 6 * 5.0 / 6 * 4.0 / 6 * 3.0 / 6, 1e-12);
  g_assert_cmpuint (table_find_row (tally, 0)->grades[QV_HELIX_RESIDENTS][0], ==, 2);
  g_assert_true (isnan (table_find_row (tally, 1)->mean));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tally/dots", test_dots);
  g_test_add_func ("/tally/merged-notes", test_merged_notes);
  g_test_add_func ("/tally/merged-notes/stacked", test_merged_notes_stacked);
  g_test_add_func ("/tally/ranking", test_ranking);
  g_test_add_func ("/tally/gradients", test_gradients);
  return g_test_run ();
}
