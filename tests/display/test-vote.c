/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Vote view, by keyboard alone: sixteen seats vote, and what comes out is what the test counts itself. */
#include "config.h"

#include <string.h>

#include "qv-results-list.h"
#include "qv-session-view.h"
#include "qv-tally.h"
#include "qv-test-display.h"
#include "qv-vote-view.h"
#include "qv-wording.h"

#define N_SEATS 16
#define N_IDEAS 8
#define BUDGET 5

typedef struct
{
  QvStore *store;
  QvId session;
  QvId seats[N_SEATS]; /* by helix: 4 authorities, 4 research, 3 companies, 5 residents */
  QvSession *item;
  GtkWidget *view;
  GtkWidget *window;
  char *failure;
} Table;

/* What each seat presses, in the order of the seats. Some take something back, by Shift or by Backspace; one
 * wants more dots than it has; the last gives none. */
static const char *const presses[N_SEATS] = { "aaabc", "abcde",  "AABaabbc", "aegbb",  "aabcd", "abcdD",
                                              "bbccc", "adeff",  "ggg",      "gg\bga", "abccc", "aabbhhh",
                                              "ccddd", "aabcdB", "h",        "" };

static const struct
{
  QvHelix helix;
  int n;
} helices[] = {
  { QV_HELIX_AUTHORITIES, 4 }, { QV_HELIX_RESEARCH, 4 }, { QV_HELIX_COMPANIES, 3 }, { QV_HELIX_RESIDENTS, 5 }
};

static Table *
set_up (void)
{
  Table *table = g_new0 (Table, 1);
  g_autoptr (QvRecord) record = NULL;
  guint n = 0;

  table->store = qv_test_open_store ();
  table->session = qv_test_add_session (table->store, "Abitare Aurora", QV_ID_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (helices); i++)
    for (int seat = 1; seat <= helices[i].n; seat++)
      table->seats[n++] = qv_test_add_seat (table->store, table->session, helices[i].helix, seat);
  for (guint i = 0; i < N_IDEAS; i++)
    {
      g_autofree char *text = g_strdup_printf ("Idea %u <b>&amp;", i + 1);

      qv_test_add_note (table->store, table->session, QV_HELIX_RESIDENTS, QV_NOTE_KIND_SOLUTION, text, i + 1);
    }
  qv_test_add_note (table->store, table->session, QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, "A problem", 99);
  record = qv_store_get_record (table->store, QV_ENTITY_SESSION, table->session, NULL);
  table->item = QV_SESSION (qv_item_new (record));
  return table;
}

static void
failed_cb (Table *table, const char *sentence)
{
  g_free (table->failure);
  table->failure = g_strdup (sentence);
}

static void
show (Table *table, int width, int height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  table->view = qv_vote_view_new (table->store, table->item);
  gtk_box_append (GTK_BOX (box), qv_vote_view_get_header (QV_VOTE_VIEW (table->view)));
  gtk_box_append (GTK_BOX (box), table->view);
  gtk_widget_set_vexpand (table->view, TRUE);
  g_signal_connect_swapped (table->view, "failed", G_CALLBACK (failed_cb), table);
  table->window = qv_test_show (box, width, height);
  qv_vote_view_focus (QV_VOTE_VIEW (table->view));
}

static void
tear_down (Table *table)
{
  qv_test_destroy (table->window);
  g_object_unref (table->item);
  qv_test_close_store (table->store);
  g_free (table->failure);
  g_free (table);
}

/* By keyboard alone: all solutions, five dots, several on one idea. */
static void
open_vote (void)
{
  qv_test_press_button ("alt+u");
  qv_test_press_button ("alt+o");
}

static QvId
find_ballot (Table *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ballots =
      qv_store_list (table->store, QV_ENTITY_BALLOT, QV_BALLOT_SESSION, table->session, &error);
  QvId newest = QV_ID_NONE;

  g_assert_no_error (error);
  for (guint i = 0; i < ballots->len; i++)
    newest = MAX (newest, ((QvRecord *) ballots->pdata[i])->id);
  return newest;
}

static guint
count_rows (Table *table, QvEntity entity, guint field, QvId value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = qv_store_list (table->store, entity, field, value, &error);

  g_assert_no_error (error);
  return rows->len;
}

/* The test's own count of what the keys mean, from the letters alone. */
static void
count_presses (guint counts[N_IDEAS][QV_N_HELICES + 1])
{
  guint seat = 0;

  memset (counts, 0, sizeof (guint) * N_IDEAS * (QV_N_HELICES + 1));
  for (guint i = 0; i < G_N_ELEMENTS (helices); i++)
    for (int j = 0; j < helices[i].n; j++, seat++)
      {
        int given[N_IDEAS] = { 0 }, n_given = 0, last = -1;

        for (const char *key = presses[seat]; *key != '\0'; key++)
          {
            int idea = *key == '\b' ? last : (*key | 0x20) - 'a';

            if (*key >= 'a' && n_given < BUDGET)
              {
                given[idea]++;
                n_given++;
                last = idea;
              }
            else if (*key < 'a' && given[idea] > 0)
              {
                given[idea]--;
                n_given--;
              }
          }
        for (guint k = 0; k < N_IDEAS; k++)
          counts[k][helices[i].helix] += (guint) given[k];
      }
}

static void
assert_counts (Table *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvPoll) poll = qv_poll_load (table->store, find_ballot (table), &error);
  g_autoptr (QvTally) tally = NULL;
  guint counts[N_IDEAS][QV_N_HELICES + 1];

  g_assert_no_error (error);
  tally = qv_tally_new (poll);
  count_presses (counts);
  g_assert_cmpuint (tally->rows->len, ==, N_IDEAS);
  for (guint i = 0; i < tally->rows->len; i++)
    {
      const QvTallyRow *row = tally->rows->pdata[i];

      for (guint helix = 1; helix <= QV_N_HELICES; helix++)
        g_assert_cmpint (row->amounts[helix], ==, counts[row->at][helix]);
    }
}

static void
vote (void)
{
  for (guint i = 0; i < N_SEATS; i++)
    {
      for (const char *key = presses[i]; *key != '\0'; key++)
        {
          char letter[] = { *key, '\0' };

          if (*key == '\b')
            qv_test_press ("BackSpace");
          else
            qv_test_type (letter);
        }
      if (i + 1 < N_SEATS)
        qv_test_press ("space");
    }
  qv_test_spin (300);
}

static gboolean
is_closed (gpointer data)
{
  g_autoptr (QvRecord) ballot =
      qv_store_get_record (((Table *) data)->store, QV_ENTITY_BALLOT, find_ballot (data), NULL);

  return ballot != NULL && !qv_record_is_null (ballot, QV_BALLOT_CLOSED);
}

static gboolean
has_backup (gpointer data)
{
  return qv_store_get_last_backup (((Table *) data)->store) > 0;
}

/* The body of the question. */
static const char *
read_question (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window));
    }
  return "";
}

/* The total of a helix that has one seat says what that seat gave; only then is it said. */
static void
assert_lone_seats_told (Table *table)
{
  g_autoptr (GPtrArray) seats =
      qv_store_list (table->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, table->session, NULL);
  const char *question = read_question ();

  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      g_autofree char *told = g_strdup_printf ("%s: one seat has voted", qv_helix_get_title (helix));
      guint n = 0;

      for (guint i = 0; i < seats->len; i++)
        n += g_strcmp0 (qv_record_get_text (seats->pdata[i], QV_PARTICIPANT_HELIX),
                        qv_helix_to_word (helix)) == 0;
      g_assert_cmpint (strstr (question, told) != NULL, ==, n == 1);
    }
}

static void
test_dots (void)
{
  Table *table = set_up ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  show (table, 1366, 720);
  open_vote ();
  g_assert_cmpuint (count_rows (table, QV_ENTITY_BALLOT_OPTION, QV_BALLOT_OPTION_SESSION, table->session), ==,
                    N_IDEAS);
  vote ();
  qv_test_screenshot ("vote-dots");
  assert_counts (table);

  /* Closing is asked once; Escape leaves the vote open. */
  qv_test_press_button ("alt+c");
  qv_test_press ("Escape");
  qv_test_spin (300);
  g_assert_false (is_closed (table));
  qv_test_press_button ("alt+c");
  qv_test_screenshot ("vote-close");
  assert_lone_seats_told (table);
  qv_test_press_button ("alt+v");
  g_assert_true (qv_test_wait (is_closed, table, 5000));
  g_assert_true (qv_test_wait (has_backup, table, 5000));
  qv_test_spin (300);
  qv_test_screenshot ("vote-closed");
  g_assert_nonnull (
      gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (table->window)), QV_TYPE_RESULTS_LIST));
  assert_counts (table);
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_SESSION, table->session), ==, 0);

  /* Undo stops there, and says why; letters give nothing any more. */
  g_assert_false (qv_store_undo (table->store, table->session, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FINAL);
  g_assert_nonnull (strstr (error->message, "vote"));
  g_clear_error (&error);
  qv_test_type ("aaa");
  qv_test_spin (200);
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_SESSION, table->session), ==, 0);
  qv_test_destroy (table->window);

  /* Another day. */
  path = g_strdup (qv_store_get_path (table->store));
  qv_store_close (table->store);
  g_object_unref (table->store);
  table->store = qv_store_open (path, QV_STORE_OPEN_MUST_EXIST, &error);
  g_assert_no_error (error);
  assert_counts (table);
  show (table, 1366, 720);
  qv_test_spin (300);
  g_assert_null (table->failure);
  tear_down (table);
}

/* Everything is undoable until the vote is closed. */
static void
test_undo (void)
{
  Table *table = set_up ();
  g_autoptr (GError) error = NULL;

  show (table, 1024, 720);
  open_vote ();
  qv_test_type ("aab");
  qv_test_spin (200);
  qv_test_screenshot ("vote-medium");
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_SESSION, table->session), ==, 3);
  for (guint i = 3; i > 0; i--)
    {
      g_assert_true (qv_store_undo (table->store, table->session, NULL, &error));
      g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_SESSION, table->session), ==, i - 1);
    }
  g_assert_true (qv_store_undo (table->store, table->session, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (find_ballot (table), ==, QV_ID_NONE);
  qv_test_spin (200);
  qv_test_screenshot ("vote-setup");
  tear_down (table);
}

/* Quick keys are judged one after the other: never more dots than a seat has. */
static void
test_quick (void)
{
  Table *table = set_up ();

  show (table, 800, 720);
  open_vote ();
  qv_test_press ("a b c d e f g h a b BackSpace BackSpace h space a b c d e f");
  qv_test_spin (400);
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_PARTICIPANT, table->seats[0]), ==, 4);
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_PARTICIPANT, table->seats[1]), ==, 5);
  /* Back in the first seat's ballot: Backspace takes nothing of what it gave before, it goes on. */
  qv_test_press ("BackSpace BackSpace BackSpace BackSpace BackSpace BackSpace");
  qv_test_spin (200);
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_PARTICIPANT, table->seats[1]), ==, 0);
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_PARTICIPANT, table->seats[0]), ==, 4);
  qv_test_press ("BackSpace h");
  qv_test_spin (200);
  g_assert_cmpuint (count_rows (table, QV_ENTITY_VOTE, QV_VOTE_PARTICIPANT, table->seats[N_SEATS - 1]), ==,
                    1);
  qv_test_screenshot ("vote-narrow");
  tear_down (table);
}

static gboolean
has_all_dots (gpointer data)
{
  Table *table = data;

  return count_rows (table, QV_ENTITY_VOTE, QV_VOTE_SESSION, table->session) == N_SEATS * BUDGET;
}

/* Sixteen seats in one go, without a pause between a letter and the next, nor between a seat and the next. */
static void
test_one_go (void)
{
  Table *table = set_up ();
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autoptr (QvPoll) poll = NULL;
  g_autoptr (GError) error = NULL;
  gint64 values[N_IDEAS];

  show (table, 1366, 720);
  open_vote ();
  for (guint seat = 0; seat < N_SEATS; seat++)
    {
      for (guint i = 0; i < BUDGET; i++)
        g_string_append_c (keys, (char) ('a' + (seat + i * i) % N_IDEAS));
      if (seat + 1 < N_SEATS)
        g_string_append_c (keys, ' ');
    }
  qv_test_type (keys->str);
  g_assert_true (qv_test_wait (has_all_dots, table, 20000));
  qv_test_spin (300);
  poll = qv_poll_load (table->store, find_ballot (table), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (poll->votes->len, ==, N_SEATS * BUDGET);
  for (guint seat = 0; seat < N_SEATS; seat++)
    {
      int expected[N_IDEAS] = { 0 };

      for (guint i = 0; i < BUDGET; i++)
        expected[(seat + i * i) % N_IDEAS]++;
      g_assert_cmpuint (qv_poll_read_seat (poll, table->seats[seat], values), ==, BUDGET);
      for (guint i = 0; i < N_IDEAS; i++)
        g_assert_cmpint (values[i], ==, expected[i]);
    }
  tear_down (table);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/vote/dots", test_dots);
  g_test_add_func ("/vote/undo", test_undo);
  g_test_add_func ("/vote/quick", test_quick);
  g_test_add_func ("/vote/one-go", test_one_go);
  return g_test_run ();
}
