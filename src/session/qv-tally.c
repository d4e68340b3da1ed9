/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of a ballot, live or final: by helix, how widely agreed, in order, ties shown as ties. It orders
 * ideas; it decides nothing. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-tally.h"

#include <math.h>
#include <string.h>

#include "qv-consensus.h"

#define GRADE_FOR 4

static gboolean
add_all (QvPoll *poll, QvStore *store, QvEntity entity, guint field, QvId value, GError **error)
{
  g_autoptr (GPtrArray) records = qv_store_list (store, entity, field, value, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    qv_poll_add (poll, records->pdata[i]);
  return records != NULL;
}

/**
 * qv_poll_load:
 * @store: the library
 * @ballot: a ballot
 * @error: return location for a #GError of %QV_STORE_ERROR: NOT_FOUND, FAILED
 *
 * Reads from the disk; a window adds the records of its live lists to qv_poll_new() instead.
 *
 * Returns: (transfer full): the ballot with all that counts it
 */
QvPoll *
qv_poll_load (QvStore *store, QvId ballot, GError **error)
{
  g_autoptr (QvRecord) record = qv_store_get_record (store, QV_ENTITY_BALLOT, ballot, error);
  g_autoptr (QvPoll) poll = NULL;
  QvId session;

  if (record == NULL)
    return NULL;
  poll = qv_poll_new (record);
  session = qv_record_get_int (record, QV_BALLOT_SESSION);
  if (!add_all (poll, store, QV_ENTITY_BALLOT_OPTION, QV_BALLOT_OPTION_BALLOT, ballot, error) ||
      !add_all (poll, store, QV_ENTITY_VOTE, QV_VOTE_BALLOT, ballot, error) ||
      !add_all (poll, store, QV_ENTITY_BALLOT_TOTAL, QV_BALLOT_TOTAL_BALLOT, ballot, error) ||
      !add_all (poll, store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, session, error) ||
      !add_all (poll, store, QV_ENTITY_NOTE_LINK, QV_NOTE_LINK_SESSION, session, error))
    return NULL;
  return g_steal_pointer (&poll);
}

static void
free_row (gpointer data)
{
  QvTallyRow *row = data;

  g_array_unref (row->with);
  g_free (row);
}

/* Seats of a helix that are for the idea. */
static guint
count_for (const QvTally *self, const QvTallyRow *row, guint helix)
{
  guint n = 0;

  if (self->method != QV_BALLOT_METHOD_GRADIENTS)
    return row->votes[helix];
  for (guint grade = GRADE_FOR; grade <= QV_POLL_N_GRADES; grade++)
    n += row->grades[helix][grade - 1];
  return n;
}

/* Where every seat ranks every idea, a rank is no sign of being for it. */
static gboolean
is_selective (const QvPoll *poll, guint n_ideas)
{
  return poll->method != QV_BALLOT_METHOD_RANKING || (poll->budget > 0 && poll->budget < n_ideas);
}

static void
judge (const QvTally *self, QvTallyRow *row)
{
  guint agrees[QV_N_HELICES];

  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      agrees[i] = count_for (self, row, i + 1);
      row->is_for[i + 1] =
          self->method == QV_BALLOT_METHOD_GRADIENTS ? 2 * agrees[i] > row->votes[i + 1] : agrees[i] > 0;
      row->n_helices += (guint) row->is_for[i + 1];
    }
  row->support = row->n_helices == QV_N_HELICES ? QV_SUPPORT_ALL
                 : row->n_helices >= 2          ? QV_SUPPORT_SOME
                 : row->n_helices == 1          ? QV_SUPPORT_ONE
                                                : QV_SUPPORT_NONE;
  row->group_informed = consensus_group_informed (agrees, self->seats + 1, QV_N_HELICES);
}

static double
get_mean (const QvTally *self, const QvTallyRow *row)
{
  switch (self->method)
    {
    case QV_BALLOT_METHOD_RANKING:
      return self->n_seats > 0 ? (double) row->amount / (2.0 * self->n_seats) : NAN;
    case QV_BALLOT_METHOD_GRADIENTS:
      return row->n_votes > 0 ? (double) row->amount / row->n_votes : NAN;
    case QV_BALLOT_METHOD_DOTS:
    default:
      return self->n_seats > 0 ? (double) row->amount / self->n_seats : NAN;
    }
}

static QvTallyRow *
make_row (const QvTally *self, const QvPoll *poll, const QvPollCount *count, guint at)
{
  QvTallyRow *row = g_new0 (QvTallyRow, 1);
  guint grades[QV_POLL_N_GRADES] = { 0 };

  row->at = at;
  row->option = ((QvRecord *) poll->options->pdata[at])->id;
  row->with = g_array_new (FALSE, FALSE, sizeof (guint));
  memcpy (row->votes, count->options[at].votes, sizeof row->votes);
  memcpy (row->amounts, count->options[at].amounts, sizeof row->amounts);
  memcpy (row->grades, count->options[at].grades, sizeof row->grades);
  for (guint i = 0; i < count->n_options; i++)
    if (i != at && count->options[i].root == at)
      g_array_append_val (row->with, i);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    {
      row->n_votes += row->votes[i];
      row->amount += row->amounts[i];
      for (guint j = 0; j < QV_POLL_N_GRADES; j++)
        grades[j] += row->grades[i][j];
    }
  row->mean = get_mean (self, row);
  row->consensus = consensus_tastle_wierman (grades, QV_POLL_N_GRADES);
  row->group_informed = NAN;
  if (is_selective (poll, count->n_ideas))
    judge (self, row);
  return row;
}

/* Less than 0: @a comes first. What nobody graded comes last. */
static int
compare_merit (const QvTally *self, const QvTallyRow *a, const QvTallyRow *b)
{
  double x = self->method == QV_BALLOT_METHOD_RANKING ? -a->mean : a->mean;
  double y = self->method == QV_BALLOT_METHOD_RANKING ? -b->mean : b->mean;

  if (a->support != b->support)
    return a->support > b->support ? -1 : 1;
  if (isnan (x) || isnan (y))
    return isnan (x) - isnan (y);
  return (x < y) - (x > y);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const QvTallyRow *x = *(QvTallyRow *const *) a, *y = *(QvTallyRow *const *) b;
  int order = compare_merit (data, x, y);

  return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static void
rank_rows (QvTally *self)
{
  g_ptr_array_sort_with_data (self->rows, compare_rows, self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      QvTallyRow *row = self->rows->pdata[i];
      QvTallyRow *before = i > 0 ? self->rows->pdata[i - 1] : NULL;

      row->rank = i + 1;
      if (before == NULL || compare_merit (self, before, row) != 0)
        continue;
      row->rank = before->rank;
      row->is_tied = before->is_tied = TRUE;
    }
}

static double
get_kendall_w (const QvTally *self, const QvPollCount *count)
{
  g_autofree double *sums = g_new0 (double, self->rows->len + 1);

  if (self->method != QV_BALLOT_METHOD_RANKING)
    return NAN;
  for (guint i = 0; i < self->rows->len; i++)
    sums[i] = (double) ((QvTallyRow *) self->rows->pdata[i])->amount / 2.0;
  return consensus_kendall_w (sums, self->rows->len, self->n_seats, (double) count->ties);
}

/**
 * qv_tally_new:
 * @poll: a ballot, open or closed
 *
 * Ideas are in the order of how many helices are for them (all four, two or three, one, none), then of dots,
 * mean rank or mean grade, then of letters. Where all but the letter is the same they are tied.
 *
 * Returns: (transfer full): the result
 */
QvTally *
qv_tally_new (QvPoll *poll)
{
  g_autofree QvPollCount *count = qv_poll_count (poll);
  QvTally *self = g_new0 (QvTally, 1);

  self->method = poll->method;
  self->is_closed = poll->is_closed;
  self->rows = g_ptr_array_new_with_free_func (free_row);
  memcpy (self->seats, count->seats, sizeof self->seats);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    self->n_seats += self->seats[i];
  for (guint i = 0; i < count->n_options; i++)
    if (count->options[i].root == i)
      {
        QvTallyRow *row = make_row (self, poll, count, i);

        self->amount += row->amount;
        g_ptr_array_add (self->rows, row);
      }
  self->kendall_w = get_kendall_w (self, count);
  rank_rows (self);
  return self;
}

void
qv_tally_free (QvTally *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * qv_tally_letter:
 * @at: index of an option, from 0
 *
 * Returns: (transfer full): "A" to "Z", then "AA", "AB" …
 */
char *
qv_tally_letter (guint at)
{
  GString *letters = g_string_new (NULL);

  for (guint n = at + 1; n > 0; n = (n - 1) / 26)
    g_string_prepend_c (letters, (char) ('A' + (n - 1) % 26));
  return g_string_free (letters, FALSE);
}

/**
 * qv_support_to_word:
 * @support: how many helices
 *
 * Returns: a word for scripts
 */
const char *
qv_support_to_word (QvSupport support)
{
  const char *const words[] = { "none", "one", "some", "all" };

  return words[support];
}
