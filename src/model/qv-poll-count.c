/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting a ballot by helix: from the votes of its seats while it is open, from its totals afterwards. */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-poll.h"

#include <string.h>

/* Adds the ranks, doubled, that one seat gave. Ideas that it holds for equal, such as those that it left out,
 * share the middle of the ranks that they take up. */
static void
add_ranks (QvPollCount *count, const gint64 *values, QvHelix helix)
{
  for (guint i = 0; i < count->n_options; i++)
    {
      gint64 n_better = 0, n_equal = 0;

      if (count->options[i].root != i)
        continue;
      for (guint j = 0; j < count->n_options; j++)
        if (count->options[j].root == j)
          {
            n_better += values[j] != 0 && (values[i] == 0 || values[j] < values[i]);
            n_equal += values[j] == values[i];
          }
      count->options[i].amounts[helix] += 2 * n_better + n_equal + 1;
      count->ties += n_equal * n_equal - 1;
    }
}

static void
add_seat (QvPollCount *count, QvBallotMethod method, const gint64 *values, QvHelix helix)
{
  count->seats[helix]++;
  for (guint i = 0; i < count->n_options; i++)
    {
      QvOptionCount *option = &count->options[i];

      if (values[i] == 0)
        continue;
      option->votes[helix]++;
      if (method != QV_BALLOT_METHOD_RANKING)
        option->amounts[helix] += values[i];
      if (method == QV_BALLOT_METHOD_GRADIENTS)
        option->grades[helix][values[i] - 1]++;
    }
  if (method == QV_BALLOT_METHOD_RANKING)
    add_ranks (count, values, helix);
}

static void
count_votes (QvPoll *self, QvPollCount *count)
{
  g_autofree gint64 *values = g_new (gint64, self->options->len + 1);

  for (guint i = 0; i < self->participants->len; i++)
    {
      const QvRecord *participant = self->participants->pdata[i];

      if (qv_poll_read_seat (self, participant->id, values) > 0)
        add_seat (count, self->method, values, qv_record_get_helix (participant, QV_PARTICIPANT_HELIX));
    }
}

static void
count_totals (const QvPoll *self, QvPollCount *count)
{
  count->ties = qv_record_get_int (self->ballot, QV_BALLOT_TIES);
  for (guint i = 0; i < self->totals->len; i++)
    {
      const QvRecord *total = self->totals->pdata[i];
      const QvHelix helix = qv_record_get_helix (total, QV_BALLOT_TOTAL_HELIX);
      const gint64 grade = qv_record_get_int (total, QV_BALLOT_TOTAL_GRADE);
      const guint votes = (guint) CLAMP (qv_record_get_int (total, QV_BALLOT_TOTAL_VOTES), 0, G_MAXINT32);
      const guint seats = (guint) CLAMP (qv_record_get_int (total, QV_BALLOT_TOTAL_SEATS), 0, G_MAXINT32);
      guint option = qv_poll_find (self, qv_record_get_int (total, QV_BALLOT_TOTAL_OPTION));

      if (option == QV_POLL_NONE)
        continue;
      count->options[option].votes[helix] += votes;
      count->options[option].amounts[helix] += qv_record_get_int (total, QV_BALLOT_TOTAL_AMOUNT);
      if (grade >= 1 && grade <= QV_POLL_N_GRADES)
        count->options[option].grades[helix][grade - 1] += votes;
      count->seats[helix] = MAX (count->seats[helix], seats);
    }
}

/**
 * qv_poll_count:
 * @self: a poll
 *
 * Counts the votes, or reads the totals of a closed ballot: closing changes nothing of the result. Votes of
 * participants who are no longer there do not count.
 *
 * Returns: (transfer full): what each option got; free with g_free()
 */
QvPollCount *
qv_poll_count (QvPoll *self)
{
  const guint n = self->options->len;
  QvPollCount *count = g_malloc0 (sizeof (QvPollCount) + n * sizeof (QvOptionCount));

  count->n_options = n;
  for (guint i = 0; i < n; i++)
    {
      count->options[i].root = qv_poll_get_root (self, i);
      count->n_ideas += count->options[i].root == i;
    }
  if (self->is_closed)
    count_totals (self, count);
  else
    count_votes (self, count);
  return count;
}

/* The same total has the same id on whatever computer the ballot is closed, so that copies meet. */
static QvId
make_id (const QvPoll *self, QvId option, QvHelix helix, guint grade)
{
  const gint64 key[] = { GINT64_TO_BE (self->ballot->id), GINT64_TO_BE (option), GINT64_TO_BE (helix),
                         GINT64_TO_BE (grade) };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 id;

  g_checksum_update (checksum, (const guchar *) key, sizeof key);
  g_checksum_get_digest (checksum, digest, &size);
  memcpy (&id, digest, sizeof id);
  id = GUINT64_FROM_BE (id) >> 1;
  return MAX ((QvId) id, 1);
}

static QvRecord *
make_total (const QvPoll *self, QvId option, QvHelix helix, guint grade)
{
  QvRecord *total = qv_record_new (QV_ENTITY_BALLOT_TOTAL, make_id (self, option, helix, grade));

  qv_record_set_int (total, QV_BALLOT_TOTAL_SESSION, qv_record_get_int (self->ballot, QV_BALLOT_SESSION));
  qv_record_set_int (total, QV_BALLOT_TOTAL_BALLOT, self->ballot->id);
  qv_record_set_int (total, QV_BALLOT_TOTAL_OPTION, option);
  qv_record_set_text (total, QV_BALLOT_TOTAL_HELIX, qv_helix_to_word (helix));
  if (grade > 0)
    qv_record_set_int (total, QV_BALLOT_TOTAL_GRADE, grade);
  return total;
}

static void
add_totals (GPtrArray *totals, const QvPoll *self, const QvPollCount *count, guint at, QvHelix helix)
{
  const gboolean graded = self->method == QV_BALLOT_METHOD_GRADIENTS;
  const QvOptionCount *option = &count->options[at];

  for (guint grade = graded ? 1 : 0; grade <= (graded ? QV_POLL_N_GRADES : 0); grade++)
    {
      QvRecord *total = make_total (self, ((QvRecord *) self->options->pdata[at])->id, helix, grade);
      gint64 votes = graded ? option->grades[helix][grade - 1] : option->votes[helix];

      qv_record_set_int (total, QV_BALLOT_TOTAL_VOTES, votes);
      qv_record_set_int (total, QV_BALLOT_TOTAL_AMOUNT, graded ? votes * grade : option->amounts[helix]);
      qv_record_set_int (total, QV_BALLOT_TOTAL_SEATS, option->root == at ? count->seats[helix] : 0);
      g_ptr_array_add (totals, total);
    }
}

/**
 * qv_poll_make_totals:
 * @self: an open poll
 * @count: what was counted
 *
 * Every option has its rows for every helix, with zeros too, so that of two closings the later one replaces
 * the earlier as a whole. An option that counts with another has no seats.
 *
 * Returns: (transfer full) (element-type QvRecord): the records of QV_ENTITY_BALLOT_TOTAL
 */
GPtrArray *
qv_poll_make_totals (QvPoll *self, const QvPollCount *count)
{
  GPtrArray *totals = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);

  for (guint i = 0; i < count->n_options; i++)
    for (guint helix = 0; helix <= QV_N_HELICES; helix++)
      add_totals (totals, self, count, i, (QvHelix) helix);
  return totals;
}
