/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with a ballot, each gesture one edit. Labels stay in the journal when the votes have gone from
 * it, so they say that somebody voted, never who or what. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-voting.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (qv - voting - error - quark, qv_voting_error)

static const char *const method_words[] = { "dots", "ranking", "gradients" };

static gboolean
is_merged_away (GPtrArray *links, QvId note)
{
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const QvRecord *link = links->pdata[i];

      if (!qv_record_is_deleted (link) && qv_record_get_int (link, QV_NOTE_LINK_SOURCE) == note &&
          g_strcmp0 (qv_record_get_text (link, QV_NOTE_LINK_RELATION), "merged-into") == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * qv_voting_is_merged:
 * @links: a list of #QvNoteLink
 * @note: a note
 *
 * Returns: whether it was merged into another, so that the other stands for it
 */
gboolean
qv_voting_is_merged (GListModel *links, QvId note)
{
  guint n = g_list_model_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) link = g_list_model_get_item (links, i);

      if (qv_item_get_int (link, QV_NOTE_LINK_SOURCE) == note &&
          g_strcmp0 (qv_item_get_text (link, QV_NOTE_LINK_RELATION), "merged-into") == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * qv_voting_pick_solutions:
 * @notes: (element-type QvRecord): notes of a session
 * @links: (element-type QvRecord) (nullable): its links
 *
 * Returns: (transfer container) (element-type QvRecord): those of @notes that are solutions and can be voted
 * on: not deleted, parked, or still hidden, and not merged into another
 */
GPtrArray *
qv_voting_pick_solutions (GPtrArray *notes, GPtrArray *links)
{
  GPtrArray *solutions = g_ptr_array_new ();

  for (guint i = 0; i < notes->len; i++)
    {
      QvRecord *note = notes->pdata[i];

      if (g_strcmp0 (qv_record_get_text (note, QV_NOTE_KIND), "solution") == 0 &&
          !qv_record_is_deleted (note) && qv_record_get_int (note, QV_NOTE_PARKED) == 0 &&
          qv_record_get_int (note, QV_NOTE_VEILED) == 0 && !is_merged_away (links, note->id))
        g_ptr_array_add (solutions, note);
    }
  return solutions;
}

static QvRecord *
make_ballot (QvId session, QvId step, const QvVotingRules *rules)
{
  QvRecord *ballot = qv_record_new (QV_ENTITY_BALLOT, QV_ID_NONE);

  qv_record_set_int (ballot, QV_BALLOT_SESSION, session);
  if (step != QV_ID_NONE)
    qv_record_set_int (ballot, QV_BALLOT_STEP, step);
  qv_record_set_text (ballot, QV_BALLOT_TITLE, rules->title);
  qv_record_set_text (ballot, QV_BALLOT_METHOD, method_words[rules->method]);
  if (rules->budget > 0)
    qv_record_set_int (ballot, QV_BALLOT_BUDGET, rules->budget);
  qv_record_set_int (ballot, QV_BALLOT_STACKING, rules->stacking);
  qv_record_set_int (ballot, QV_BALLOT_VEILED, rules->veiled);
  qv_record_set_int (ballot, QV_BALLOT_OPENED, g_get_real_time ());
  return ballot;
}

static QvRecord *
make_option (QvId session, QvId ballot, guint position, const QvRecord *idea)
{
  const gboolean is_cluster = idea->entity == QV_ENTITY_CLUSTER;
  QvRecord *option = qv_record_new (QV_ENTITY_BALLOT_OPTION, QV_ID_NONE);

  qv_record_set_int (option, QV_BALLOT_OPTION_SESSION, session);
  qv_record_set_int (option, QV_BALLOT_OPTION_BALLOT, ballot);
  qv_record_set_int (option, QV_BALLOT_OPTION_POSITION, position);
  qv_record_set_text (option, QV_BALLOT_OPTION_TEXT,
                      qv_record_get_text (idea, is_cluster ? QV_CLUSTER_NAME : QV_NOTE_TEXT));
  if (!is_cluster)
    qv_record_set_int (option, QV_BALLOT_OPTION_NOTE, idea->id);
  return option;
}

/**
 * qv_voting_explain_many:
 *
 * Returns: why no more than %QV_VOTING_MOST_IDEAS ideas are voted on at once, and what to do
 */
const char *
qv_voting_explain_many (void)
{
  return _ ("A vote has room for 26 ideas, one for each letter. Group some in clusters, or make two votes.");
}

/**
 * qv_voting_open:
 * @session: whose
 * @step: of the agenda, or %QV_ID_NONE
 * @rules: how it is voted
 * @notes: (element-type QvRecord): notes and clusters that are voted on, in the order of the letters
 * @out_ballot: (out) (optional): the id of the ballot
 * @error: return location for a #GError of %QV_VOTING_ERROR: NOTHING, MANY
 *
 * Returns: (transfer full): the edit that opens the vote
 */
QvEdit *
qv_voting_open (
    QvId session, QvId step, const QvVotingRules *rules, GPtrArray *notes, QvId *out_ballot, GError **error)
{
  QvEdit *edit;
  QvRecord *ballot;

  if (notes->len == 0)
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_NOTHING,
                           _ ("Choose what to vote on first."));
      return NULL;
    }
  if (notes->len > QV_VOTING_MOST_IDEAS)
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_MANY, qv_voting_explain_many ());
      return NULL;
    }
  edit = qv_edit_new (_ ("Open vote"), session);
  ballot = make_ballot (session, step, rules);
  if (out_ballot != NULL)
    *out_ballot = ballot->id;
  qv_edit_insert (edit, ballot);
  for (guint i = 0; i < notes->len; i++)
    qv_edit_insert (edit, make_option (session, ballot->id, i + 1, notes->pdata[i]));
  return edit;
}

/* The option that @option counts with, or QV_POLL_NONE. */
static guint
begin (QvPoll *poll, QvBallotMethod method, QvId option, GError **error)
{
  guint at = qv_poll_find (poll, option);

  if (poll->is_closed)
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_CLOSED,
                           _ ("The vote is closed. Only the totals are left."));
      return QV_POLL_NONE;
    }
  if (at == QV_POLL_NONE || poll->method != method)
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_METHOD,
                           _ ("This idea cannot be voted on in this way."));
      return QV_POLL_NONE;
    }
  return qv_poll_get_root (poll, at);
}

static QvEdit *
make_edit (const QvPoll *poll)
{
  /* Translators: what the history says of a vote that was given, changed or taken back. */
  return qv_edit_new (_ ("Vote"), qv_record_get_int (poll->ballot, QV_BALLOT_SESSION));
}

static void
insert_vote (QvEdit *edit, const QvPoll *poll, QvId participant, QvId option, gint64 value)
{
  QvRecord *vote = qv_record_new (QV_ENTITY_VOTE, QV_ID_NONE);

  qv_record_set_int (vote, QV_VOTE_SESSION, qv_record_get_int (poll->ballot, QV_BALLOT_SESSION));
  qv_record_set_int (vote, QV_VOTE_BALLOT, poll->ballot->id);
  qv_record_set_int (vote, QV_VOTE_OPTION, option);
  qv_record_set_int (vote, QV_VOTE_PARTICIPANT, participant);
  qv_record_set_int (vote, QV_VOTE_VALUE, value);
  qv_edit_insert (edit, vote);
}

/**
 * qv_voting_give_dot:
 * @poll: an open ballot of dots
 * @participant: a seat
 * @option: what it gives a dot
 * @error: return location for a #GError of %QV_VOTING_ERROR: CLOSED, METHOD, BUDGET, STACKING
 *
 * Every dot is a row of its own, so that quick keys and two tables never overwrite each other's.
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_voting_give_dot (QvPoll *poll, QvId participant, QvId option, GError **error)
{
  g_autofree gint64 *values = g_new0 (gint64, poll->options->len + 1);
  guint at = begin (poll, QV_BALLOT_METHOD_DOTS, option, error);
  guint n_used;
  QvEdit *edit;

  if (at == QV_POLL_NONE)
    return NULL;
  n_used = qv_poll_read_seat (poll, participant, values);
  if (!poll->stacking && values[at] > 0)
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_STACKING,
                           _ ("This seat has given its dot to this idea already."));
      return NULL;
    }
  if (poll->budget > 0 && n_used >= poll->budget)
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_BUDGET,
                           _ ("This seat has no dots left. Take one back first."));
      return NULL;
    }
  edit = make_edit (poll);
  insert_vote (edit, poll, participant, option, 1);
  return edit;
}

/* The votes that the seat gave the idea @at, in the order they were given, and how much of each counts. */
static GPtrArray *
list_dots (QvPoll *poll, QvId participant, guint at, GArray *counted)
{
  GPtrArray *votes = g_ptr_array_new ();
  g_autofree gint64 *values = g_new0 (gint64, poll->options->len + 1);
  guint left = poll->budget > 0 ? poll->budget : G_MAXINT32;

  for (guint i = 0; i < poll->votes->len; i++)
    {
      QvRecord *vote = poll->votes->pdata[i];
      guint option = qv_poll_find (poll, qv_record_get_int (vote, QV_VOTE_OPTION));
      gint64 n;

      if (option == QV_POLL_NONE || qv_record_get_int (vote, QV_VOTE_PARTICIPANT) != participant)
        continue;
      option = qv_poll_get_root (poll, option);
      n = qv_poll_count_vote (poll, vote, values[option], left);
      values[option] += n;
      left -= (guint) n;
      if (option != at)
        continue;
      g_ptr_array_add (votes, vote);
      g_array_append_val (counted, n);
    }
  return votes;
}

/**
 * qv_voting_retract_dot:
 * @poll: an open ballot of dots
 * @participant: a seat
 * @option: what it takes one dot back from
 * @error: return location for a #GError of %QV_VOTING_ERROR: CLOSED, METHOD, NOTHING
 *
 * Dots that do not count, as they are double or beyond the budget, go first or with it.
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_voting_retract_dot (QvPoll *poll, QvId participant, QvId option, GError **error)
{
  g_autoptr (GArray) counted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) votes = NULL;
  guint at = begin (poll, QV_BALLOT_METHOD_DOTS, option, error);
  gboolean is_taken = FALSE;
  QvEdit *edit;

  if (at == QV_POLL_NONE)
    return NULL;
  votes = list_dots (poll, participant, at, counted);
  if (votes->len == 0)
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_NOTHING,
                           _ ("This seat has given this idea no dot."));
      return NULL;
    }
  edit = make_edit (poll);
  for (guint i = votes->len; i > 0; i--)
    {
      const QvRecord *vote = votes->pdata[i - 1];
      const gint64 n = g_array_index (counted, gint64, i - 1);

      if (n > 0 && is_taken)
        continue;
      if (n > 1)
        qv_edit_set (edit, QV_ENTITY_VOTE, vote->id, QV_VOTE_VALUE, qv_value_int (n - 1));
      else
        qv_edit_delete (edit, QV_ENTITY_VOTE, vote->id);
      is_taken |= n > 0;
    }
  return edit;
}

/* Gives all that the seat has on the idea @at one value: the newest row of each of its options, or a new one.
 * 0 takes them away. */
static void
put_value (QvEdit *edit, QvPoll *poll, QvId participant, guint at, gint64 value)
{
  gboolean is_there = FALSE;

  for (guint i = poll->votes->len; i > 0; i--)
    {
      const QvRecord *vote = poll->votes->pdata[i - 1];
      guint option = qv_poll_find (poll, qv_record_get_int (vote, QV_VOTE_OPTION));

      if (option == QV_POLL_NONE || qv_record_get_int (vote, QV_VOTE_PARTICIPANT) != participant ||
          qv_poll_get_root (poll, option) != at)
        continue;
      if (value == 0)
        qv_edit_delete (edit, QV_ENTITY_VOTE, vote->id);
      else if (qv_record_get_int (vote, QV_VOTE_VALUE) != value)
        qv_edit_set (edit, QV_ENTITY_VOTE, vote->id, QV_VOTE_VALUE, qv_value_int (value));
      is_there = TRUE;
    }
  if (!is_there && value > 0)
    insert_vote (edit, poll, participant, ((QvRecord *) poll->options->pdata[at])->id, value);
}

/**
 * qv_voting_set_rank:
 * @poll: an open ballot of ranks
 * @participant: a seat
 * @option: an idea
 * @rank: from 1, the best, to the ballot's budget; 0 takes its rank away
 * @error: return location for a #GError of %QV_VOTING_ERROR: CLOSED, METHOD, BUDGET
 *
 * Every rank is given once: the idea that had it gets the one that @option had, or none.
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_voting_set_rank (QvPoll *poll, QvId participant, QvId option, guint rank, GError **error)
{
  g_autofree gint64 *values = g_new0 (gint64, poll->options->len + 1);
  guint at = begin (poll, QV_BALLOT_METHOD_RANKING, option, error);
  guint n_ideas = 0;
  QvEdit *edit;

  if (at == QV_POLL_NONE)
    return NULL;
  for (guint i = 0; i < poll->options->len; i++)
    n_ideas += qv_poll_get_root (poll, i) == i;
  if (rank > (poll->budget > 0 ? MIN (poll->budget, n_ideas) : n_ideas))
    {
      g_set_error_literal (error, QV_VOTING_ERROR, QV_VOTING_ERROR_BUDGET,
                           _ ("A seat does not give that many ranks in this vote."));
      return NULL;
    }
  qv_poll_read_seat (poll, participant, values);
  edit = make_edit (poll);
  for (guint i = 0; rank > 0 && i < poll->options->len; i++)
    if (i != at && values[i] == rank)
      put_value (edit, poll, participant, i, values[at]);
  put_value (edit, poll, participant, at, rank);
  return edit;
}

/**
 * qv_voting_set_grade:
 * @poll: an open ballot of grades
 * @participant: a seat
 * @option: an idea
 * @grade: from 1, no, to 5, yes; 0 takes it away
 * @error: return location for a #GError of %QV_VOTING_ERROR: CLOSED, METHOD
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_voting_set_grade (QvPoll *poll, QvId participant, QvId option, guint grade, GError **error)
{
  guint at = begin (poll, QV_BALLOT_METHOD_GRADIENTS, option, error);
  QvEdit *edit;

  g_return_val_if_fail (grade <= QV_POLL_N_GRADES, NULL);

  if (at == QV_POLL_NONE)
    return NULL;
  edit = make_edit (poll);
  put_value (edit, poll, participant, at, grade);
  return edit;
}

/**
 * qv_voting_release:
 * @poll: a ballot
 * @released: whether its results may be shown on the projector
 *
 * Returns: (transfer full): the edit
 */
QvEdit *
qv_voting_release (const QvPoll *poll, gboolean released)
{
  QvEdit *edit = qv_edit_new (released ? _ ("Release results") : _ ("Withdraw results"),
                              qv_record_get_int (poll->ballot, QV_BALLOT_SESSION));

  qv_edit_set (edit, QV_ENTITY_BALLOT, poll->ballot->id, QV_BALLOT_RELEASED, qv_value_int (released));
  return edit;
}
