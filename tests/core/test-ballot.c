/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a closed ballot leaves, and what three tables make of one ballot. */
#include <math.h>
#include <string.h>

#include "ballot-utils.h"

/* An id as SQLite has it in a changeset or a column, and as a row's own id in a table. */
static void
make_needles (QvId id, guint8 column[8], guint8 row[9])
{
  guint64 left = (guint64) id;

  for (int i = 0; i < 8; i++)
    column[i] = (guint8) ((guint64) id >> (56 - 8 * i));
  row[8] = (guint8) left;
  left >>= 8;
  for (int i = 7; i >= 0; i--, left >>= 7)
    row[i] = (guint8) (left & 0x7f) | 0x80;
}

static guint
count_in_folder (const char *folder, GArray *ids)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_in_folder (path, ids);
      else if (g_file_get_contents (path, &data, &size, NULL))
        for (guint i = 0; i < ids->len; i++)
          {
            guint8 column[8], row[9];

            make_needles (g_array_index (ids, QvId, i), column, row);
            n += memmem (data, size, column, sizeof column) != NULL;
            n += memmem (data, size, row, sizeof row) != NULL;
          }
    }
  return n;
}

static void
add_votes (Table *self, GArray *ids)
{
  g_autoptr (GPtrArray) votes =
      qv_store_list (self->f->store, QV_ENTITY_VOTE, QV_VOTE_BALLOT, self->ballot, NULL);

  for (guint i = 0; i < votes->len; i++)
    g_array_append_val (ids, ((QvRecord *) votes->pdata[i])->id);
}

static void
assert_final (Table *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (qv_store_undo (self->f->store, self->session, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FINAL);
  g_assert_nonnull (strstr (error->message, "closed"));
  g_clear_error (&error);
  g_assert_false (qv_store_undo (self->f->store, QV_ANY_SESSION, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FINAL);
}

static void
test_close (void)
{
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_DOTS, 5, TRUE);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *again = NULL, *backup = NULL, *label = NULL, *n = NULL;
  g_autoptr (GPtrArray) votes = NULL;

  table_give_all (&t, 0, 2, 1, 1, 2);
  table_give_all (&t, 1, 4, 4, 0, 0);
  table_act (&t, GIVE, 0, 3, 0);
  add_votes (&t, ids);
  table_act (&t, TAKE, 0, 3, 0);
  table_act (&t, GIVE, 1, 3, 0);
  add_votes (&t, ids);
  backup = qv_store_backup (t.f->store, NULL, &error);
  g_assert_true (qv_store_undo (t.f->store, t.session, NULL, NULL));
  fixture_reopen (t.f);
  g_assert_cmpuint (count_in_folder (t.f->folder, ids), >, ids->len);
  label = qv_store_get_undo_label (t.f->store, t.session);
  g_assert_cmpstr (label, ==, "Vote");
  before = table_describe (&t);

  table_close_vote (&t);
  g_assert_cmpuint (count_in_folder (t.f->folder, ids), ==, 0);
  votes = qv_store_list (t.f->store, QV_ENTITY_VOTE, QV_STORE_ALL, QV_ID_NONE, NULL);
  g_assert_cmpuint (votes->len, ==, 0);
  after = table_describe (&t);
  g_assert_cmpstr (before, ==, after);
  assert_final (&t);
  g_assert_false (qv_store_redo (t.f->store, t.session, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FINAL);
  g_clear_error (&error);
  g_assert_cmpint (table_act (&t, GIVE, 0, 3, 0), ==, QV_VOTING_ERROR_CLOSED);
  g_assert_false (qv_store_close_ballot (t.f->store, t.ballot, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_assert_cmpint (qv_store_get_last_backup (t.f->store), >, 0);
  fixture_assert_sound (t.f);

  /* What is new can be undone, to the line and no further; also after a restart. */
  fixture_add_note (t.f, t.session, "after the vote");
  fixture_reopen (t.f);
  g_assert_true (qv_store_undo (t.f->store, t.session, NULL, NULL));
  g_assert_true (qv_store_redo (t.f->store, t.session, NULL, NULL));
  g_assert_true (qv_store_undo (t.f->store, t.session, NULL, NULL));
  again = table_describe (&t);
  g_assert_cmpstr (before, ==, again);
  n = store_utils_run_sql (t.f->path, "SELECT count(*) FROM journal WHERE state = 'done'");
  g_assert_cmpstr (n, ==, "1"); /* making the session, which belongs to none */
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qv_store_close_ballot_finish (QV_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* What a window sees: the lists are up to date when it hears that the vote is closed. */
static void
test_close_async (void)
{
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_DOTS, 5, TRUE);
  g_autoptr (GListModel) votes = NULL, totals = NULL, ballots = NULL;
  gboolean is_done = FALSE;

  table_give_all (&t, 0, 2, 1, 1, 2);
  votes = qv_store_watch (t.f->store, QV_ENTITY_VOTE, QV_VOTE_BALLOT, t.ballot);
  totals = qv_store_watch (t.f->store, QV_ENTITY_BALLOT_TOTAL, QV_BALLOT_TOTAL_BALLOT, t.ballot);
  ballots = qv_store_watch (t.f->store, QV_ENTITY_BALLOT, QV_BALLOT_SESSION, t.session);
  while (g_list_model_get_n_items (votes) != 6 || g_list_model_get_n_items (ballots) != 1)
    g_main_context_iteration (NULL, TRUE);
  qv_store_close_ballot_async (t.f->store, t.ballot, closed_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  while (g_list_model_get_n_items (totals) != N_IDEAS * (QV_N_HELICES + 1))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (votes), ==, 0);
  {
    g_autoptr (QvItem) ballot = g_list_model_get_item (ballots, 0);

    g_assert_cmpint (qv_item_get_int (ballot, QV_BALLOT_CLOSED), >, 0);
  }
}

/* An edit of somebody's making neither closes nor opens a ballot, nor votes in a closed one. */
static void
test_refusals (void)
{
  g_auto (Table) t = table_new (QV_BALLOT_METHOD_DOTS, 5, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvPoll) poll = table_load (&t);
  QvEdit *late = qv_voting_give_dot (poll, t.seats[0], t.options[0], NULL);
  QvEdit *edit = qv_edit_new ("Close", t.session);
  g_autoptr (GPtrArray) totals = NULL;

  qv_edit_set (edit, QV_ENTITY_BALLOT, t.ballot, QV_BALLOT_CLOSED, qv_value_int (g_get_real_time ()));
  g_assert_false (qv_store_apply (t.f->store, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_clear_error (&error);
  table_close_vote (&t);
  edit = qv_edit_new ("Open", t.session);
  qv_edit_set (edit, QV_ENTITY_BALLOT, t.ballot, QV_BALLOT_CLOSED, (QvValue){ QV_VALUE_NULL });
  g_assert_false (qv_store_apply (t.f->store, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (qv_store_apply (t.f->store, late, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_clear_error (&error);
  totals = qv_store_list (t.f->store, QV_ENTITY_BALLOT_TOTAL, QV_BALLOT_TOTAL_BALLOT, t.ballot, NULL);
  g_assert_cmpuint (totals->len, ==, N_IDEAS * (QV_N_HELICES + 1));
  edit = qv_edit_new ("Change", t.session);
  qv_edit_set (edit, QV_ENTITY_BALLOT_TOTAL, ((QvRecord *) totals->pdata[0])->id, QV_BALLOT_TOTAL_VOTES,
               qv_value_int (3));
  g_assert_false (qv_store_apply (t.f->store, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
}

static gboolean
produce_cb (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error)
{
  GPtrArray *records = data;

  for (guint i = 0; i < records->len; i++)
    if (!sink (g_ptr_array_index (records, i), sink_data, error))
      return FALSE;
  return TRUE;
}

static void
merge (Table *self, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;

  qv_store_merge (self->f->store, "Merge", self->session, produce_cb, records, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The same session on another computer. */
static Table
table_copy (Table *other)
{
  Table self = *other;
  g_autoptr (GPtrArray) records = fixture_records (other->f, other->session);

  self.f = fixture_new ();
  merge (&self, records);
  return self;
}

/* One table closes while another still votes. */
static void
test_merge_closed (void)
{
  g_auto (Table) a = table_new (QV_BALLOT_METHOD_DOTS, 5, TRUE);
  g_auto (Table) b = table_copy (&a);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GPtrArray) open = NULL, closed = NULL, votes = NULL;
  g_autofree char *result = NULL, *result_a = NULL, *result_b = NULL, *export_a = NULL, *export_b = NULL;

  table_give_all (&a, 0, 2, 1, 1, 2);
  table_give_all (&b, 1, 1, 3, 0, 0);
  add_votes (&a, ids);
  add_votes (&b, ids);
  open = fixture_records (b.f, b.session);
  table_close_vote (&a);
  result = table_describe (&a);
  merge (&a, open);
  merge (&a, open);
  closed = fixture_records (a.f, a.session);
  g_assert_cmpuint (count_in_folder (b.f->folder, ids), >, 0);
  merge (&b, closed);
  assert_final (&b);
  g_assert_cmpuint (count_in_folder (a.f->folder, ids), ==, 0);
  g_assert_cmpuint (count_in_folder (b.f->folder, ids), ==, 0);
  votes = qv_store_list (b.f->store, QV_ENTITY_VOTE, QV_STORE_ALL, QV_ID_NONE, NULL);
  g_assert_cmpuint (votes->len, ==, 0);
  result_a = table_describe (&a);
  result_b = table_describe (&b);
  g_assert_cmpstr (result_a, ==, result);
  g_assert_cmpstr (result_b, ==, result);
  export_a = fixture_export (a.f, a.session);
  export_b = fixture_export (b.f, b.session);
  g_assert_cmpstr (export_a, ==, export_b);
  fixture_assert_sound (b.f);

  /* A file that brings a closed ballot to somebody who has none of it can be undone. */
  {
    g_auto (Table) c = { .f = fixture_new (), .session = a.session, .ballot = a.ballot };
    g_autofree char *result_c = NULL;

    merge (&c, closed);
    result_c = table_describe (&c);
    g_assert_cmpstr (result_c, ==, result);
    g_assert_true (qv_store_undo (c.f->store, QV_ID_NONE, NULL, NULL));
  }
}

static void
vote_at_random (Table *self, GRand *rand, QvBallotMethod method, GArray *links)
{
  guint seat = (guint) g_rand_int_range (rand, 0, N_SEATS);
  guint idea = (guint) g_rand_int_range (rand, 0, N_IDEAS);
  int what = g_rand_int_range (rand, 0, 12);

  if (what == 0)
    {
      QvId link = table_merge_notes (self, idea,
                                     (idea + 1 + (guint) g_rand_int_range (rand, 0, N_IDEAS - 1)) % N_IDEAS);

      g_array_append_val (links, link);
    }
  else if (what == 1 && links->len > 0)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (int) links->len);

      table_split_notes (self, g_array_index (links, QvId, at));
      g_array_remove_index (links, at);
    }
  else if (method == QV_BALLOT_METHOD_DOTS)
    table_act (self, what < 4 ? TAKE : GIVE, seat, idea, 0);
  else
    table_act (self, method == QV_BALLOT_METHOD_RANKING ? RANK : GRADE, seat, idea,
               (guint) g_rand_int_range (rand, 0, 5));
}

/* No seat has more than its budget, none counts twice, and an idea has no more seats than took part. */
static void
assert_rules (Table *self, QvBallotMethod method, guint budget, gboolean stacking)
{
  g_autoptr (QvPoll) poll = table_load (self);
  g_autoptr (QvTally) tally = qv_tally_new (poll);
  gint64 sum = 0;

  for (guint i = 0; i < N_SEATS; i++)
    {
      gint64 values[N_IDEAS], used = 0;
      guint n = qv_poll_read_seat (poll, self->seats[i], values);

      for (guint j = 0; j < N_IDEAS; j++)
        {
          g_assert_true (values[j] == 0 || qv_poll_get_root (poll, j) == j);
          g_assert_true (stacking || method != QV_BALLOT_METHOD_DOTS || values[j] <= 1);
          used += values[j];
        }
      if (method != QV_BALLOT_METHOD_DOTS)
        continue;
      g_assert_cmpint (used, ==, n);
      g_assert_cmpuint (n, <=, budget);
      sum += used;
    }
  for (guint i = 0; i < tally->rows->len; i++)
    for (guint j = 0; j <= QV_N_HELICES; j++)
      g_assert_cmpuint (((QvTallyRow *) tally->rows->pdata[i])->votes[j], <=, tally->seats[j]);
  if (method == QV_BALLOT_METHOD_DOTS)
    g_assert_cmpint (sum, ==, tally->amount);
  g_assert_true (isnan (tally->kendall_w) || (tally->kendall_w >= -1e-9 && tally->kendall_w <= 1 + 1e-9));
}

static void
exchange (Table *tables, guint n_tables, const guint *order)
{
  GPtrArray *copies[3];

  for (guint i = 0; i < n_tables; i++)
    copies[i] = fixture_records (tables[i].f, tables[i].session);
  for (guint i = 0; i < n_tables; i++)
    for (guint j = 0; j < n_tables; j++)
      if (order[(i + j) % n_tables] != i)
        merge (&tables[i], copies[order[(i + j) % n_tables]]);
  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_unref (copies[i]);
}

static void
assert_alike (Table *tables, guint n_tables)
{
  g_autofree char *result = table_describe (&tables[0]);
  g_autofree char *export = fixture_export (tables[0].f, tables[0].session);

  for (guint i = 1; i < n_tables; i++)
    {
      g_autofree char *other_result = table_describe (&tables[i]);
      g_autofree char *other_export = fixture_export (tables[i].f, tables[i].session);

      g_assert_cmpstr (export, ==, other_export);
      g_assert_cmpstr (result, ==, other_result);
    }
}

/* Random votes, retracts, merges and splits at three tables; they hear of each other; one, two or all close
 * it; they hear of each other in another order. */
static void
play (GRand *rand, QvBallotMethod method, guint budget, gboolean stacking)
{
  const guint orders[][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 0, 2 } };
  Table tables[3] = { table_new (method, budget, stacking) };
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  guint n_closing = (guint) g_rand_int_range (rand, 1, 4);

  for (guint i = 1; i < 3; i++)
    tables[i] = table_copy (&tables[0]);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < 3; i++)
        {
          g_array_set_size (links, 0);
          for (guint j = 0; j < 25; j++)
            vote_at_random (&tables[i], rand, method, links);
          assert_rules (&tables[i], method, budget, stacking);
          add_votes (&tables[i], ids);
        }
      if (round == 0)
        exchange (tables, 3, orders[g_rand_int_range (rand, 0, 3)]);
      if (round == 0)
        assert_alike (tables, 3);
      if (round == 0)
        assert_rules (&tables[0], method, budget, stacking);
    }
  for (guint i = 0; i < n_closing; i++)
    {
      g_autofree char *before = table_describe (&tables[i]);
      g_autofree char *after = NULL;

      table_close_vote (&tables[i]);
      after = table_describe (&tables[i]);
      g_assert_cmpstr (before, ==, after);
    }
  exchange (tables, 3, orders[g_rand_int_range (rand, 0, 3)]);
  assert_alike (tables, 3);
  /* Undoing everything, such as hearing of the others, stops at the line and brings no vote back. */
  for (guint i = 0; i < 3; i++)
    {
      while (qv_store_undo (tables[i].f->store, tables[i].session, NULL, NULL))
        ;
      g_assert_cmpuint (count_in_folder (tables[i].f->folder, ids), ==, 0);
      assert_final (&tables[i]);
      fixture_assert_sound (tables[i].f);
      table_clear (&tables[i]);
    }
}

static void
test_three_tables (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  play (rand, QV_BALLOT_METHOD_DOTS, 3, FALSE);
  play (rand, QV_BALLOT_METHOD_DOTS, 5, TRUE);
  play (rand, QV_BALLOT_METHOD_RANKING, 4, FALSE);
  play (rand, QV_BALLOT_METHOD_GRADIENTS, 0, FALSE);
}

/* A copy in another folder is not reached by a closing. Restored, the vote is open in it as it was then, and
 * the first file that tells of the closing takes the single votes away again. */
static void
test_old_copy (void)
{
  g_auto (Table) table = table_new (QV_BALLOT_METHOD_DOTS, 3, TRUE);
  g_autofree char *folder = g_dir_make_tmp ("qv-stick-XXXXXX", NULL);
  g_autofree char *after = NULL, *closed = NULL, *votes = NULL, *left = NULL, *backup = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  table_give_all (&table, 0, 2, 1, 0, 4);
  backup = qv_store_backup (table.f->store, folder, &error);
  g_assert_no_error (error);
  table_close_vote (&table);
  records = fixture_records (table.f, table.session);
  closed = table_describe (&table);
  qv_store_close (table.f->store);
  g_assert_true (qv_store_restore (backup, table.f->path, NULL, &error));
  fixture_reopen (table.f);
  votes = store_utils_run_sql (table.f->path, "SELECT count(*) FROM vote");
  g_assert_cmpstr (votes, ==, "7");

  merge (&table, records);
  left = store_utils_run_sql (table.f->path,
                              "SELECT (SELECT count(*) FROM vote) || (SELECT closed > 0 FROM ballot)");
  g_assert_cmpstr (left, ==, "01");
  after = table_describe (&table);
  g_assert_cmpstr (after, ==, closed);
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ballot/close", test_close);
  g_test_add_func ("/ballot/close/async", test_close_async);
  g_test_add_func ("/ballot/refusals", test_refusals);
  g_test_add_func ("/ballot/merge-closed", test_merge_closed);
  g_test_add_func ("/ballot/three-tables", test_three_tables);
  g_test_add_func ("/ballot/old-copy", test_old_copy);
  return g_test_run ();
}
