/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways to vote, in the window and by keyboard: rankings and gradients whose figures the test counts
 * itself, a screen that is handed round, hidden results, several ballots, merged notes, and what is refused.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "qv-ballot-list.h"
#include "qv-note-weaving.h"
#include "qv-presenter.h"
#include "qv-result-row.h"
#include "qv-session-view-private.h"
#include "qv-tally.h"
#include "qv-test-display.h"
#include "qv-vote-view.h"

#define N_SEATS 6
#define N_IDEAS 5

typedef struct
{
  QvStore *store;
  QvId session;
  QvId seats[N_SEATS]; /* 2 authorities, 2 research, 1 companies, 1 residents */
  QvId notes[32];
  guint n_notes;
  QvSessionView *view;
  GtkWidget *window;
} Table;

static const QvHelix helices[N_SEATS] = { QV_HELIX_AUTHORITIES, QV_HELIX_AUTHORITIES, QV_HELIX_RESEARCH,
                                          QV_HELIX_RESEARCH,    QV_HELIX_COMPANIES,   QV_HELIX_RESIDENTS };

static Table *
set_up (guint n_ideas)
{
  Table *table = g_new0 (Table, 1);
  g_autoptr (QvRecord) record = NULL;
  g_autoptr (QvItem) session = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  table->store = qv_test_open_store ();
  table->session = qv_test_add_session (table->store, "Abitare Aurora", QV_ID_NONE);
  for (guint i = 0; i < N_SEATS; i++)
    table->seats[i] = qv_test_add_seat (table->store, table->session, helices[i],
                                        i > 0 && helices[i] == helices[i - 1] ? 2 : 1);
  for (guint i = 0; i < n_ideas; i++)
    {
      g_autofree char *text = g_strdup_printf ("Idea %c", (char) ('A' + i));

      table->notes[table->n_notes++] = qv_test_add_note (table->store, table->session, QV_HELIX_RESIDENTS,
                                                         QV_NOTE_KIND_SOLUTION, text, i + 1);
    }
  record = qv_store_get_record (table->store, QV_ENTITY_SESSION, table->session, NULL);
  session = qv_item_new (record);
  table->view = QV_SESSION_VIEW (qv_session_view_new (table->store, QV_SESSION (session)));
  gtk_widget_set_vexpand (GTK_WIDGET (table->view), TRUE);
  gtk_box_append (GTK_BOX (box), qv_session_view_get_header (table->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table->view));
  table->window = qv_test_show (box, 1366, 768);
  adw_view_stack_set_visible_child_name (qv_session_view_get_pages (table->view), "vote");
  qv_test_spin (500);
  return table;
}

static void
tear_down (Table *table)
{
  qv_test_destroy (table->window);
  qv_test_close_store (table->store);
  g_free (table);
}

/* What was typed is on the disk. */
static void
settle (void)
{
  qv_test_spin (400);
}

static GtkWidget *
find_vote_view (Table *table)
{
  return qv_test_find (GTK_WIDGET (table->view), QV_TYPE_VOTE_VIEW);
}

/* The switch in the row whose title is @title, or the row itself. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
turn (Table *table, const char *title, gboolean is_on)
{
  GtkWidget *row = find_row (find_vote_view (table), title);

  gtk_switch_set_active (GTK_SWITCH (qv_test_find (row, GTK_TYPE_SWITCH)), is_on);
}

static void
choose_method (Table *table, QvBallotMethod method)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (find_vote_view (table), "Method")), method);
}

static void
open_vote (Table *table)
{
  qv_test_press_button ("alt+u");
  qv_test_press_button ("alt+o");
  qv_test_spin (300);
}

static GPtrArray *
list (Table *table, QvEntity entity, guint field)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = qv_store_list (table->store, entity, field, table->session, &error);

  g_assert_no_error (error);
  return rows;
}

static QvTally *
count_newest (Table *table)
{
  g_autoptr (GPtrArray) ballots = list (table, QV_ENTITY_BALLOT, QV_BALLOT_SESSION);
  g_autoptr (QvPoll) poll = NULL;
  g_autoptr (GError) error = NULL;
  QvId newest = QV_ID_NONE;

  for (guint i = 0; i < ballots->len; i++)
    newest = MAX (newest, ((QvRecord *) ballots->pdata[i])->id);
  poll = qv_poll_load (table->store, newest, &error);
  g_assert_no_error (error);
  return qv_tally_new (poll);
}

static const QvTallyRow *
find_tally_row (const QvTally *tally, guint at)
{
  for (guint i = 0; i < tally->rows->len; i++)
    if (((QvTallyRow *) tally->rows->pdata[i])->at == at)
      return tally->rows->pdata[i];
  g_error ("Idea %u is not in the result.", at);
}

/* All texts of labels and tooltips; those that can be seen, or all there are. */
static void
collect (GtkWidget *widget, gboolean only_seen, GPtrArray *texts)
{
  if (only_seen && !gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_ptr_array_add (texts, g_strdup (gtk_label_get_text (GTK_LABEL (widget))));
  if (gtk_widget_get_tooltip_text (widget) != NULL)
    g_ptr_array_add (texts, g_strdup (gtk_widget_get_tooltip_text (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, only_seen, texts);
}

static gboolean
contains (GtkWidget *widget, gboolean only_seen, const char *text)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  collect (widget, only_seen, texts);
  for (guint i = 0; i < texts->len; i++)
    if (strstr (texts->pdata[i], text) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  collect (widget, FALSE, texts);
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      return TRUE;
  return FALSE;
}

static gboolean
sees (Table *table, const char *text)
{
  return contains (table->window, TRUE, text);
}

typedef struct
{
  Table *table;
  const char *text;
} Sight;

static gboolean
is_seen (gpointer data)
{
  Sight *sight = data;

  return sees (sight->table, sight->text);
}

static void
assert_sees (Table *table, const char *text)
{
  Sight sight = { table, text };

  if (!qv_test_wait (is_seen, &sight, 5000))
    g_error ("“%s” is not to be seen.", text);
}

static void
close_vote (Table *table)
{
  qv_test_press_button ("alt+c");
  qv_test_press_button ("alt+v");
  assert_sees (table, "Final results");
}

/* W from the definition of Kendall and Babington Smith, with what a seat leaves out tied for the middle of
 * the ranks that are left. */
static double
count_w (const char *const *orders, double *sums)
{
  const double n = N_IDEAS, m = N_SEATS;
  double ties = 0.0, squares = 0.0;

  for (guint i = 0; i < N_IDEAS; i++)
    sums[i] = 0.0;
  for (guint seat = 0; seat < N_SEATS; seat++)
    {
      const double k = (double) strlen (orders[seat]), left = n - k;

      for (guint i = 0; i < N_IDEAS; i++)
        {
          const char *at = strchr (orders[seat], 'a' + (int) i);

          sums[i] += at != NULL ? (double) (at - orders[seat]) + 1.0 : (k + 1.0 + n) / 2.0;
        }
      ties += left * left * left - left;
    }
  for (guint i = 0; i < N_IDEAS; i++)
    squares += pow (sums[i] - m * (n + 1.0) / 2.0, 2.0);
  return 12.0 * squares / (m * m * (n * n * n - n) - m * ties);
}

static void
test_ranking (void)
{
  const char *const orders[N_SEATS] = { "abcde", "bacde", "abdce", "cab", "abced", "ba" };
  Table *table = set_up (N_IDEAS);
  g_autoptr (QvTally) tally = NULL;
  g_autofree char *sentence = NULL;
  double sums[N_IDEAS], w = count_w (orders, sums);

  choose_method (table, QV_BALLOT_METHOD_RANKING);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                                 qv_test_find (find_row (find_vote_view (table), "Ideas that a seat ranks"),
                                               GTK_TYPE_SPIN_BUTTON)),
                             0.0);
  open_vote (table);
  for (guint seat = 0; seat < N_SEATS; seat++)
    {
      qv_test_type (orders[seat]);
      if (seat == 3)
        assert_sees (table, "Too few votes to say how alike the rankings are.");
      if (seat + 1 < N_SEATS)
        qv_test_press ("space");
    }
  settle ();
  qv_test_screenshot ("ballots-ranking");
  tally = count_newest (table);
  g_assert_cmpuint (tally->n_seats, ==, N_SEATS);
  g_assert_cmpfloat_with_epsilon (tally->kendall_w, w, 1e-12);
  for (guint i = 0; i < N_IDEAS; i++)
    g_assert_cmpfloat_with_epsilon (find_tally_row (tally, i)->mean, sums[i] / N_SEATS, 1e-12);
  for (guint i = 1; i < N_IDEAS; i++)
    g_assert_cmpfloat (sums[((QvTallyRow *) tally->rows->pdata[i - 1])->at], <=,
                       sums[((QvTallyRow *) tally->rows->pdata[i])->at]);
  sentence = g_strdup_printf ("Kendall's W is %.2f:", w);
  assert_sees (table, sentence);
  close_vote (table);
  qv_test_screenshot ("ballots-ranking-closed");
  assert_sees (table, sentence);
  tear_down (table);
}

/* From the definition of Tastle and Wierman, on the grades themselves. */
static double
count_consensus (const char *grades)
{
  const double n = (double) strlen (grades);
  double mean = 0.0, consensus = 1.0;

  for (const char *grade = grades; *grade != '\0'; grade++)
    mean += (*grade - '0') / n;
  for (const char *grade = grades; *grade != '\0'; grade++)
    consensus += log2 (1.0 - fabs (*grade - '0' - mean) / 4.0) / n;
  return consensus;
}

static void
test_gradients (void)
{
  /* What each idea gets, a figure a seat; a dot where it gives none. */
  const char *const grades[3] = {
    "554455",
    "153511",
    "44....",
  };
  Table *table = set_up (3);
  g_autoptr (QvTally) tally = NULL;

  choose_method (table, QV_BALLOT_METHOD_GRADIENTS);
  open_vote (table);
  for (guint seat = 0; seat < N_SEATS; seat++)
    {
      g_autoptr (GString) keys = g_string_new (NULL);

      for (guint i = 0; i < 3; i++)
        if (grades[i][seat] != '.')
          g_string_append_printf (keys, "%c%c", (char) ('a' + i), grades[i][seat]);
      qv_test_type (keys->str);
      if (seat + 1 < N_SEATS)
        qv_test_press ("space");
    }
  settle ();
  qv_test_screenshot ("ballots-gradients");
  tally = count_newest (table);
  for (guint i = 0; i < 2; i++)
    {
      double consensus = count_consensus (grades[i]);
      g_autofree char *text = g_strdup_printf ("same grade %d %%", (int) lround (100.0 * consensus));

      g_assert_cmpfloat_with_epsilon (find_tally_row (tally, i)->consensus, consensus, 1e-12);
      assert_sees (table, text);
    }
  /* Two grades are not called agreement. */
  assert_sees (table, "too few votes");
  /* All four helices are for A; companies and residents are against B. */
  g_assert_cmpint (find_tally_row (tally, 0)->support, ==, QV_SUPPORT_ALL);
  g_assert_cmpint (find_tally_row (tally, 1)->support, !=, QV_SUPPORT_ALL);

  /* A grade can be changed, and taken back. */
  qv_test_type ("a1");
  qv_test_type ("A");
  settle ();
  g_clear_pointer (&tally, qv_tally_free);
  tally = count_newest (table);
  g_assert_cmpuint (find_tally_row (tally, 0)->n_votes, ==, N_SEATS - 1);
  tear_down (table);
}

/* A seat sees its own ballot and nothing of the others; it cannot get away from it. */
static void
test_handed_over (void)
{
  Table *table = set_up (N_IDEAS);
  gboolean is_handed_over;

  open_vote (table);
  qv_test_type ("aaa");
  qv_test_press ("space");
  qv_test_press_button ("alt+h");
  g_object_get (table->view, "handed-over", &is_handed_over, NULL);
  g_assert_true (is_handed_over);
  assert_sees (table, "Pass the screen to Authorities, seat 2");
  qv_test_screenshot ("ballots-pass");
  qv_test_press_button ("alt+s");
  qv_test_screenshot ("ballots-handed");
  assert_sees (table, "Authorities, seat 2");
  assert_sees (table, "5 dots left");
  g_assert_false (sees (table, "Authorities, seat 1"));
  g_assert_false (sees (table, "have voted"));
  g_assert_false (sees (table, "results"));
  g_assert_false (sees (table, "Close Vote"));
  g_assert_false (sees (table, "tied"));

  /* Neither back to the ballot of the one before, nor out, nor undone. */
  qv_test_press ("BackSpace BackSpace Escape ctrl+z alt+c");
  g_assert_true (qv_session_view_show_page (table->view, 0));
  qv_test_spin (300);
  assert_sees (table, "5 dots left");
  qv_test_type ("bb");
  assert_sees (table, "3 dots left");
  qv_test_press ("space");
  qv_test_spin (300);
  assert_sees (table, "Pass the screen to Research, seat 1");
  g_assert_false (sees (table, "dots left"));

  /* Only who answers as the facilitator gets back. */
  qv_test_press_button ("alt+b");
  qv_test_press ("Escape");
  qv_test_spin (500);
  g_object_get (table->view, "handed-over", &is_handed_over, NULL);
  g_assert_true (is_handed_over);
  qv_test_press_button ("alt+b");
  qv_test_press_button ("alt+i");
  g_object_get (table->view, "handed-over", &is_handed_over, NULL);
  g_assert_false (is_handed_over);
  assert_sees (table, "Live results");
  assert_sees (table, "Close Vote");
  tear_down (table);
}

/* Until it is closed there is no count of it in any widget, seen or not, of either window. */
static void
test_hidden (void)
{
  Table *table = set_up (N_IDEAS);
  g_autoptr (GPtrArray) ballots = NULL;
  QvEdit *edit;
  GtkWidget *projector;

  turn (table, "Hidden until closed", TRUE);
  open_vote (table);
  /* A gets 11 and B 15: figures that stand nowhere else. */
  for (guint seat = 0; seat < N_SEATS; seat++)
    {
      qv_test_type (seat < 5 ? "aabbb" : "acccc");
      if (seat + 1 < N_SEATS)
        qv_test_press ("space");
    }
  settle ();
  ballots = list (table, QV_ENTITY_BALLOT, QV_BALLOT_SESSION);
  edit = qv_edit_new ("Release", table->session);
  qv_edit_set (edit, QV_ENTITY_BALLOT, ((QvRecord *) ballots->pdata[0])->id, QV_BALLOT_RELEASED,
               qv_value_int (1));
  qv_test_apply (table->store, edit);
  g_object_set (table->view->presenter, "shown", TRUE, "page", "vote", NULL);
  qv_test_spin (800);
  projector = GTK_WIDGET (qv_presenter_get_window (table->view->presenter));
  g_assert_true (contains (projector, FALSE, "Idea A"));
  g_assert_null (qv_test_find (table->window, QV_TYPE_RESULT_ROW));
  assert_sees (table, "Hidden until the vote is closed");
  g_assert_false (has_label (table->window, "11") || has_label (table->window, "15"));
  g_assert_false (contains (table->window, FALSE, "dots ·") ||
                  contains (table->window, FALSE, "across helices"));
  g_assert_false (has_label (projector, "11") || has_label (projector, "15"));
  qv_test_give_keyboard (table->window);
  qv_test_screenshot ("ballots-hidden");
  close_vote (table);
  settle ();
  g_assert_true (has_label (table->window, "11") && has_label (table->window, "15"));
  g_assert_true (has_label (projector, "11") && has_label (projector, "15"));
  g_object_set (table->view->presenter, "shown", FALSE, NULL);
  tear_down (table);
}

static void
test_several (void)
{
  Table *table = set_up (N_IDEAS);
  GtkWidget *view = find_vote_view (table);
  GtkDropDown *drop;
  QvId first, second, projected;
  g_autoptr (QvTally) tally = NULL;

  open_vote (table);
  qv_test_type ("aab");
  settle ();
  g_object_get (view, "ballot", &first, NULL);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (qv_test_find (view, GTK_TYPE_DROP_DOWN)), "clicked");
  qv_test_spin (300);
  choose_method (table, QV_BALLOT_METHOD_GRADIENTS);
  open_vote (table);
  g_object_get (view, "ballot", &second, NULL);
  g_assert_cmpint (second, !=, first);
  qv_test_type ("c5");
  settle ();
  qv_test_screenshot ("ballots-several");
  tally = count_newest (table);
  g_assert_cmpint (tally->method, ==, QV_BALLOT_METHOD_GRADIENTS);
  g_assert_cmpint (tally->amount, ==, 5);

  /* Back at the first, with what it had; the projector goes along. */
  drop = GTK_DROP_DOWN (qv_test_find (view, GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (drop, 1 - gtk_drop_down_get_selected (drop));
  qv_test_spin (300);
  g_object_get (table->view->presenter, "ballot", &projected, NULL);
  g_assert_cmpint (projected, ==, first);
  assert_sees (table, "3 of 30 dots");
  tear_down (table);
}

/* One dot an idea, no more than there are, and one that is taken back can be given elsewhere. */
static void
test_refused (void)
{
  Table *table = set_up (N_IDEAS);
  g_autoptr (QvTally) tally = NULL;

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                                 qv_test_find (find_row (find_vote_view (table), "Dots of a seat"),
                                               GTK_TYPE_SPIN_BUTTON)),
                             3.0);
  turn (table, "Several dots on one idea", FALSE);
  open_vote (table);
  qv_test_type ("aa");
  assert_sees (table, "This seat has given its dot to this idea already.");
  qv_test_type ("bcd");
  assert_sees (table, "This seat has no dots left.");
  qv_test_type ("Ad");
  qv_test_press ("BackSpace");
  qv_test_type ("e");
  settle ();
  tally = count_newest (table);
  for (guint i = 0; i < N_IDEAS; i++)
    g_assert_cmpint (find_tally_row (tally, i)->amount, ==, "01101"[i] - '0');
  tear_down (table);
}

static QvItem *
load_item (Table *table, QvEntity entity, QvId id)
{
  g_autoptr (QvRecord) record = qv_store_get_record (table->store, entity, id, NULL);

  return qv_item_new (record);
}

static char *
describe (gpointer data)
{
  Table *table = data;
  g_autoptr (QvTally) tally = count_newest (table);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < tally->rows->len; i++)
    {
      const QvTallyRow *row = tally->rows->pdata[i];

      g_string_append_printf (out, "%u:%d/%u ", row->at, (int) row->amount, row->n_votes);
    }
  return g_string_free (out, FALSE);
}

/* Two notes become one while they are voted on: a seat that was for both is for the one, once; split again,
 * all is as it was. */
static void
test_merged (void)
{
  const char *before = "1:2/2 0:2/2 2:1/1 ";
  Table *table = set_up (3);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) link_items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (QvItem) merged = NULL;
  QvId note;

  turn (table, "Several dots on one idea", FALSE);
  open_vote (table);
  qv_test_type ("ab");
  qv_test_press ("space");
  qv_test_type ("a");
  qv_test_press ("space");
  qv_test_type ("bc");
  qv_test_assert_described (describe, table, before);

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (notes, load_item (table, QV_ENTITY_NOTE, table->notes[i]));
  qv_test_apply (table->store, qv_note_merge (notes, "Idea A and B", &note));
  qv_test_assert_described (describe, table, "0:3/3 2:1/1 ");
  assert_sees (table, "Counts with A");
  assert_sees (table, "with B");
  qv_test_screenshot ("ballots-merged");

  links = qv_store_list (table->store, QV_ENTITY_NOTE_LINK, QV_NOTE_LINK_SESSION, table->session, NULL);
  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (link_items, qv_item_new (links->pdata[i]));
  merged = load_item (table, QV_ENTITY_NOTE, note);
  qv_test_apply (table->store, qv_note_split (QV_NOTE (merged), link_items));
  qv_test_assert_described (describe, table, before);
  qv_test_spin (300);
  g_assert_false (sees (table, "Counts with A"));
  tear_down (table);
}

/* Undo comes as far as the closed vote and says why it stops. */
static void
test_undo (void)
{
  Table *table = set_up (2);
  g_autoptr (GPtrArray) votes = NULL;

  open_vote (table);
  qv_test_type ("aab");
  settle ();
  qv_test_press ("ctrl+z");
  qv_test_spin (400);
  votes = list (table, QV_ENTITY_VOTE, QV_VOTE_SESSION);
  g_assert_cmpuint (votes->len, ==, 2);
  close_vote (table);
  settle ();
  qv_test_press ("ctrl+z");
  qv_test_spin (500);
  qv_test_screenshot ("ballots-undo");
  assert_sees (table, "The vote was closed, and only its totals are left");
  assert_sees (table, "Final results");
  tear_down (table);
}

/* More ideas than letters are not voted on, and the window says so before. */
static void
test_many (void)
{
  Table *table = set_up (27);
  g_autoptr (GPtrArray) none = NULL, one = NULL;
  QvEdit *edit;

  open_vote (table);
  qv_test_screenshot ("ballots-many");
  none = list (table, QV_ENTITY_BALLOT, QV_BALLOT_SESSION);
  g_assert_cmpuint (none->len, ==, 0);
  assert_sees (table, "A vote has room for 26 ideas");
  edit = qv_edit_new ("Park", table->session);
  qv_edit_set (edit, QV_ENTITY_NOTE, table->notes[3], QV_NOTE_PARKED, qv_value_int (1));
  qv_test_apply (table->store, edit);
  qv_test_spin (300);
  g_assert_false (sees (table, "A vote has room for 26 ideas"));
  open_vote (table);
  one = list (table, QV_ENTITY_BALLOT, QV_BALLOT_SESSION);
  g_assert_cmpuint (one->len, ==, 1);
  qv_test_type ("z");
  assert_sees (table, "4 dots left");
  tear_down (table);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/ballots/ranking", test_ranking);
  g_test_add_func ("/ballots/gradients", test_gradients);
  g_test_add_func ("/ballots/handed-over", test_handed_over);
  g_test_add_func ("/ballots/hidden", test_hidden);
  g_test_add_func ("/ballots/several", test_several);
  g_test_add_func ("/ballots/refused", test_refused);
  g_test_add_func ("/ballots/merged", test_merged);
  g_test_add_func ("/ballots/undo", test_undo);
  g_test_add_func ("/ballots/many", test_many);
  return g_test_run ();
}
