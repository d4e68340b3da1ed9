/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ballot and what it takes to count it: which ideas are one since their notes were merged, and what each
 * seat gave. */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-poll.h"

#include <string.h>

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
}

static QvBallotMethod
parse_method (const char *word)
{
  if (g_strcmp0 (word, "ranking") == 0)
    return QV_BALLOT_METHOD_RANKING;
  return g_strcmp0 (word, "gradients") == 0 ? QV_BALLOT_METHOD_GRADIENTS : QV_BALLOT_METHOD_DOTS;
}

/**
 * qv_poll_new:
 * @ballot: a ballot, copied
 *
 * Returns: (transfer full): the ballot, to which its options, votes, totals, participants and links are added
 */
QvPoll *
qv_poll_new (const QvRecord *ballot)
{
  QvPoll *self = g_new0 (QvPoll, 1);

  self->ballot = qv_record_copy (ballot);
  self->method = parse_method (qv_record_get_text (ballot, QV_BALLOT_METHOD));
  self->budget = (guint) CLAMP (qv_record_get_int (ballot, QV_BALLOT_BUDGET), 0, G_MAXINT32);
  self->stacking = qv_record_get_int (ballot, QV_BALLOT_STACKING) != 0;
  self->is_closed = !qv_record_is_null (ballot, QV_BALLOT_CLOSED);
  self->options = new_records ();
  self->votes = new_records ();
  self->totals = new_records ();
  self->participants = new_records ();
  self->links = new_records ();
  return self;
}

void
qv_poll_free (QvPoll *self)
{
  if (self == NULL)
    return;
  qv_record_free (self->ballot);
  g_ptr_array_unref (self->options);
  g_ptr_array_unref (self->votes);
  g_ptr_array_unref (self->totals);
  g_ptr_array_unref (self->participants);
  g_ptr_array_unref (self->links);
  g_clear_pointer (&self->roots, g_array_unref);
  g_free (self);
}

/* Before a or after b: options by position, everything else by id. */
static int
compare_records (const QvRecord *a, const QvRecord *b)
{
  gint64 x = a->entity == QV_ENTITY_BALLOT_OPTION ? qv_record_get_int (a, QV_BALLOT_OPTION_POSITION) : 0;
  gint64 y = b->entity == QV_ENTITY_BALLOT_OPTION ? qv_record_get_int (b, QV_BALLOT_OPTION_POSITION) : 0;

  if (x != y)
    return x < y ? -1 : 1;
  return (a->id > b->id) - (a->id < b->id);
}

static GPtrArray *
choose_array (QvPoll *self, const QvRecord *record)
{
  const QvId session = qv_record_get_int (self->ballot, QV_BALLOT_SESSION);

  if (qv_record_is_deleted (record))
    return NULL;
  switch ((int) record->entity)
    {
    case QV_ENTITY_BALLOT_OPTION:
      return qv_record_get_int (record, QV_BALLOT_OPTION_BALLOT) == self->ballot->id ? self->options : NULL;
    case QV_ENTITY_VOTE:
      return qv_record_get_int (record, QV_VOTE_BALLOT) == self->ballot->id ? self->votes : NULL;
    case QV_ENTITY_BALLOT_TOTAL:
      return qv_record_get_int (record, QV_BALLOT_TOTAL_BALLOT) == self->ballot->id ? self->totals : NULL;
    case QV_ENTITY_PARTICIPANT:
      return qv_record_get_int (record, QV_PARTICIPANT_SESSION) == session ? self->participants : NULL;
    case QV_ENTITY_NOTE_LINK:
      return g_strcmp0 (qv_record_get_text (record, QV_NOTE_LINK_RELATION), "merged-into") == 0 ? self->links
                                                                                                : NULL;
    default:
      return NULL;
    }
}

/**
 * qv_poll_add:
 * @self: a poll
 * @record: any record, copied; one that is deleted or has nothing to do with the ballot is left out
 */
void
qv_poll_add (QvPoll *self, const QvRecord *record)
{
  GPtrArray *array = choose_array (self, record);
  guint at;

  if (array == NULL || (array == self->options && array->len == QV_POLL_MAX_OPTIONS))
    return;
  for (at = array->len; at > 0; at--)
    if (compare_records (array->pdata[at - 1], record) < 0)
      break;
  g_ptr_array_insert (array, (int) at, qv_record_copy (record));
  g_clear_pointer (&self->roots, g_array_unref);
}

/**
 * qv_poll_find:
 * @self: a poll
 * @option: the id of an option
 *
 * Returns: its index, or %QV_POLL_NONE
 */
guint
qv_poll_find (const QvPoll *self, QvId option)
{
  guint index = QV_POLL_NONE;

  qv_record_find (self->options, option, &index);
  return index;
}

static gint64
find_group (GHashTable *parents, gint64 note)
{
  const gint64 *parent;

  while ((parent = g_hash_table_lookup (parents, &note)) != NULL)
    note = *parent;
  return note;
}

/* Which notes are one, however often and in whatever order they were merged. */
static GHashTable *
join_notes (const QvPoll *self)
{
  GHashTable *parents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < self->links->len; i++)
    {
      gint64 a = find_group (parents, qv_record_get_int (self->links->pdata[i], QV_NOTE_LINK_SOURCE));
      gint64 b = find_group (parents, qv_record_get_int (self->links->pdata[i], QV_NOTE_LINK_TARGET));

      if (a != b)
        g_hash_table_insert (parents, g_memdup2 (&a, sizeof a), g_memdup2 (&b, sizeof b));
    }
  return parents;
}

static gboolean
has_seats (const QvPoll *self, QvId option)
{
  for (guint i = 0; i < self->totals->len; i++)
    if (qv_record_get_int (self->totals->pdata[i], QV_BALLOT_TOTAL_OPTION) == option &&
        qv_record_get_int (self->totals->pdata[i], QV_BALLOT_TOTAL_SEATS) > 0)
      return TRUE;
  return FALSE;
}

/* Once closed, what was counted with another has no seats, and what has seats stays by itself whatever was
 * merged later. */
static void
settle_roots (const QvPoll *self, guint *roots, const gint64 *notes)
{
  g_autofree gboolean *counted = g_new0 (gboolean, self->options->len);
  gboolean any = FALSE;

  for (guint i = 0; i < self->options->len; i++)
    any |= counted[i] = has_seats (self, ((QvRecord *) self->options->pdata[i])->id);
  for (guint i = 0; i < self->options->len; i++)
    {
      roots[i] = !any || counted[i] ? i : QV_POLL_NONE;
      for (guint j = 0; roots[i] == QV_POLL_NONE && j < self->options->len; j++)
        if (counted[j] && notes[i] != QV_ID_NONE && notes[i] == notes[j])
          roots[i] = j;
    }
}

static void
find_roots (QvPoll *self)
{
  const guint n = self->options->len;
  g_autoptr (GHashTable) parents = join_notes (self);
  g_autofree gint64 *notes = g_new0 (gint64, n);
  guint *roots;

  self->roots = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  g_array_set_size (self->roots, n);
  roots = (guint *) (gpointer) self->roots->data;
  for (guint i = 0; i < n; i++)
    {
      notes[i] = find_group (parents, qv_record_get_int (self->options->pdata[i], QV_BALLOT_OPTION_NOTE));
      roots[i] = i;
      for (guint j = 0; j < i && roots[i] == i; j++)
        if (notes[i] != QV_ID_NONE && notes[j] == notes[i])
          roots[i] = j;
    }
  if (self->is_closed)
    settle_roots (self, roots, notes);
}

/**
 * qv_poll_get_root:
 * @self: a poll
 * @option: index of an option
 *
 * Options whose notes are merged into one count as one: the first of them by letter.
 *
 * Returns: the index of the option that it counts with, its own where it stands alone, or %QV_POLL_NONE
 */
guint
qv_poll_get_root (QvPoll *self, guint option)
{
  g_return_val_if_fail (option < self->options->len, QV_POLL_NONE);

  if (self->roots == NULL)
    find_roots (self);
  return g_array_index (self->roots, guint, option);
}

/**
 * qv_poll_count_vote:
 * @self: a poll with dots
 * @vote: a vote of some seat
 * @value: what the seat has given the same idea already
 * @left: what it has left of its budget
 *
 * Without stacking a seat counts once for each idea, and dots that became double by a merge are free again.
 * What two tables gave beyond the budget does not count.
 *
 * Returns: how many of the vote's dots count
 */
gint64
qv_poll_count_vote (const QvPoll *self, const QvRecord *vote, gint64 value, guint left)
{
  gint64 dots = MAX (qv_record_get_int (vote, QV_VOTE_VALUE), 0);

  if (!self->stacking)
    dots = MIN (dots, value == 0 ? 1 : 0);
  return MIN (dots, (gint64) left);
}

static guint
read_dots (QvPoll *self, QvId participant, gint64 *values)
{
  guint left = self->budget > 0 ? self->budget : G_MAXINT32;
  guint n_used = 0;

  for (guint i = 0; i < self->votes->len; i++)
    {
      const QvRecord *vote = self->votes->pdata[i];
      guint option = qv_poll_find (self, qv_record_get_int (vote, QV_VOTE_OPTION));
      gint64 n;

      if (option == QV_POLL_NONE || qv_record_get_int (vote, QV_VOTE_PARTICIPANT) != participant)
        continue;
      option = qv_poll_get_root (self, option);
      n = qv_poll_count_vote (self, vote, values[option], left - n_used);
      values[option] += n;
      n_used += (guint) n;
    }
  return n_used;
}

/* The rank or grade that the seat gave each option last; 0 for none. */
static void
read_given (QvPoll *self, QvId participant, gint64 *given)
{
  const gint64 most = self->method == QV_BALLOT_METHOD_GRADIENTS ? QV_POLL_N_GRADES : QV_POLL_MAX_OPTIONS;

  for (guint i = 0; i < self->votes->len; i++)
    {
      const QvRecord *vote = self->votes->pdata[i];
      guint option = qv_poll_find (self, qv_record_get_int (vote, QV_VOTE_OPTION));

      if (option != QV_POLL_NONE && qv_record_get_int (vote, QV_VOTE_PARTICIPANT) == participant)
        given[option] = CLAMP (qv_record_get_int (vote, QV_VOTE_VALUE), 0, most);
    }
}

static guint
read_ranks (QvPoll *self, const gint64 *given, gint64 *values)
{
  guint n_used = 0;

  for (guint i = 0; i < self->options->len; i++)
    {
      gint64 *value = &values[qv_poll_get_root (self, i)];

      if (given[i] == 0)
        continue;
      n_used += *value == 0;
      *value = *value == 0 ? given[i] : MIN (*value, given[i]);
    }
  return n_used;
}

/* Of merged ideas the mean, a half rounded down. */
static guint
read_grades (QvPoll *self, const gint64 *given, gint64 *values)
{
  g_autofree gint64 *numbers = g_new0 (gint64, self->options->len);
  guint n_used = 0;

  for (guint i = 0; i < self->options->len; i++)
    if (given[i] > 0)
      {
        values[qv_poll_get_root (self, i)] += given[i];
        numbers[qv_poll_get_root (self, i)]++;
      }
  for (guint i = 0; i < self->options->len; i++)
    if (numbers[i] > 0)
      {
        values[i] = (2 * values[i] + numbers[i] - 1) / (2 * numbers[i]);
        n_used++;
      }
  return n_used;
}

/**
 * qv_poll_read_seat:
 * @self: an open poll
 * @participant: a seat
 * @values: (out caller-allocates): for each option what the seat gave it: dots, a rank (1 is best) or a grade
 *   (1 no … 5 yes), 0 for nothing; of options that count as one it stands at qv_poll_get_root()
 *
 * Returns: how many dots the seat has given, or ideas that it has ranked or graded; 0: it has not voted
 */
guint
qv_poll_read_seat (QvPoll *self, QvId participant, gint64 *values)
{
  g_autofree gint64 *given = NULL;

  g_return_val_if_fail (!self->is_closed, 0);

  memset (values, 0, sizeof (gint64) * self->options->len);
  if (self->method == QV_BALLOT_METHOD_DOTS)
    return read_dots (self, participant, values);
  given = g_new0 (gint64, self->options->len);
  read_given (self, participant, given);
  return self->method == QV_BALLOT_METHOD_RANKING ? read_ranks (self, given, values)
                                                  : read_grades (self, given, values);
}
