/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ballots of a session and the seats that vote in turn, apart from any widget. */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-vote-model-private.h"

#include <glib/gi18n.h>

#include "qv-seating.h"

/* What a seat gives an idea; @value is a grade, 0 for a dot or the next rank. */
typedef struct
{
  QvId seat;
  QvId option;
  guint value;
  gboolean is_taken;
} Gesture;

G_DEFINE_FINAL_TYPE (QvVoteModel, qv_vote_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  OPENED,
  REFUSED,
  DONE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void apply_next (QvVoteModel *self);

static QvItem *
find_item (GListModel *list, QvId id)
{
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (list, i);

      if (qv_item_get_id (item) == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
add_records (QvPoll *poll, GListModel *list)
{
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (list, i);

      qv_poll_add (poll, qv_item_get_record (item));
    }
}

/* The one that was opened last, first of all one that is open still. */
static QvId
choose_ballot (QvVoteModel *self)
{
  guint n = g_list_model_get_n_items (self->lists[QV_VOTE_BALLOTS]);
  QvId best = QV_ID_NONE;
  gint64 best_opened = -1;
  gboolean best_is_open = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) ballot = g_list_model_get_item (self->lists[QV_VOTE_BALLOTS], i);
      gboolean is_open = qv_record_is_null (qv_item_get_record (ballot), QV_BALLOT_CLOSED);
      gint64 opened = qv_item_get_int (ballot, QV_BALLOT_OPENED);

      if (is_open < best_is_open || (is_open == best_is_open && opened <= best_opened))
        continue;
      best = qv_item_get_id (ballot);
      best_opened = opened;
      best_is_open = is_open;
    }
  return best;
}

static void
count_poll (QvVoteModel *self)
{
  g_autoptr (QvItem) ballot = find_item (self->lists[QV_VOTE_BALLOTS], self->ballot);
  g_autofree gint64 *values = NULL;

  g_clear_pointer (&self->tally, qv_tally_free);
  g_clear_pointer (&self->poll, qv_poll_free);
  g_hash_table_remove_all (self->voted);
  if (ballot == NULL)
    return;
  self->poll = qv_poll_new (qv_item_get_record (ballot));
  for (QvVoteList list = QV_VOTE_OPTIONS; list <= QV_VOTE_LINKS; list++)
    add_records (self->poll, self->lists[list]);
  self->tally = qv_tally_new (self->poll);
  if (self->poll->is_closed)
    return;
  values = g_new0 (gint64, self->poll->options->len + 1);
  for (guint i = 0; i < self->order->len; i++)
    {
      QvId id = qv_item_get_id (self->order->pdata[i]);

      if (qv_poll_read_seat (self->poll, id, values) > 0)
        g_hash_table_add (self->voted, g_memdup2 (&id, sizeof id));
    }
}

void
_qv_vote_model_begin_turn (QvVoteModel *self, QvId seat)
{
  self->seat = seat;
  g_array_set_size (self->given, 0);
}

static void
rebuild (QvVoteModel *self)
{
  g_autoptr (QvItem) ballot = find_item (self->lists[QV_VOTE_BALLOTS], self->ballot);
  g_autoptr (QvItem) opened = find_item (self->lists[QV_VOTE_BALLOTS], self->opening);
  g_autoptr (QvParticipant) seat = NULL;

  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  if (opened != NULL)
    {
      self->ballot = self->opening;
      self->opening = QV_ID_NONE;
      _qv_vote_model_begin_turn (self, QV_ID_NONE);
    }
  else if (ballot == NULL)
    self->ballot = choose_ballot (self);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  self->order = qv_seating_sort (self->lists[QV_VOTE_PARTICIPANTS]);
  count_poll (self);
  if (qv_vote_model_get_seat (self) == NULL)
    {
      _qv_vote_model_begin_turn (self, QV_ID_NONE);
      seat = qv_vote_model_find_next (self, 1, TRUE);
      if (seat == NULL)
        seat = qv_vote_model_find_next (self, 1, FALSE);
      _qv_vote_model_begin_turn (self, seat != NULL ? qv_item_get_id (QV_ITEM (seat)) : QV_ID_NONE);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  if (opened != NULL)
    g_signal_emit (self, signals[OPENED], 0);
  apply_next (self);
}

static gboolean
rebuild_cb (gpointer data)
{
  QvVoteModel *self = data;

  self->rebuild_source = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
queue_rebuild (QvVoteModel *self)
{
  if (self->rebuild_source == 0)
    self->rebuild_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rebuild_cb, self, NULL);
}

static gboolean
concerns_votes (QvEntity entity)
{
  switch ((int) entity)
    {
    case QV_ENTITY_BALLOT:
    case QV_ENTITY_BALLOT_OPTION:
    case QV_ENTITY_VOTE:
    case QV_ENTITY_BALLOT_TOTAL:
    case QV_ENTITY_PARTICIPANT:
    case QV_ENTITY_NOTE_LINK:
    case QV_ENTITY_NOTE:
    case QV_ENTITY_CLUSTER:
      return TRUE;
    default:
      return FALSE;
    }
}

/* At once: the lists were told first, and the next gesture is judged by what is there then. */
static void
store_changed_cb (QvStore *store, GArray *rows, QvVoteModel *self)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const QvRowChange *row = &g_array_index (rows, QvRowChange, i);

      if (row->session == self->session && concerns_votes (row->entity))
        {
          rebuild (self);
          return;
        }
    }
}

typedef struct
{
  QvVoteModel *self;
  char *label; /* (nullable): what to tell when it is done */
} Applying;

static Applying *
new_applying (QvVoteModel *self, const char *label)
{
  Applying *applying = g_new (Applying, 1);

  applying->self = g_object_ref (self);
  applying->label = g_strdup (label);
  return applying;
}

static void
end_applying (Applying *applying, const GError *error)
{
  QvVoteModel *self = applying->self;

  if (error != NULL && !self->is_disposed)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else if (applying->label != NULL && !self->is_disposed)
    g_signal_emit (self, signals[DONE], 0, applying->label);
  g_free (applying->label);
  g_object_unref (applying->self);
  g_free (applying);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  qv_store_apply_finish (QV_STORE (source), result, &error);
  end_applying (data, error);
}

void
_qv_vote_model_apply (QvVoteModel *self, QvEdit *edit, const char *label)
{
  qv_store_apply_async (self->store, edit, NULL, applied_cb, new_applying (self, label));
}

static void
gesture_applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvVoteModel) self = g_object_ref (((Applying *) data)->self);

  self->is_applying = FALSE;
  applied_cb (source, result, data);
  apply_next (self);
}

static gboolean
is_given (const gint64 *values, guint n_values, gint64 rank)
{
  for (guint i = 0; i < n_values; i++)
    if (values[i] == rank)
      return TRUE;
  return FALSE;
}

/* The best rank that the seat has not given yet; 0 if it gave the idea one already. */
static guint
get_next_rank (QvVoteModel *self, QvId seat, guint at)
{
  g_autofree gint64 *values = g_new0 (gint64, self->poll->options->len + 1);
  guint rank = 1;

  qv_poll_read_seat (self->poll, seat, values);
  if (values[qv_poll_get_root (self->poll, at)] > 0)
    return 0;
  while (is_given (values, self->poll->options->len, rank))
    rank++;
  return rank;
}

static QvEdit *
make_edit (QvVoteModel *self, const Gesture *gesture, GError **error)
{
  guint at = qv_poll_find (self->poll, gesture->option);
  guint rank;

  switch (self->poll->method)
    {
    case QV_BALLOT_METHOD_RANKING:
      if (gesture->is_taken || at == QV_POLL_NONE)
        return qv_voting_set_rank (self->poll, gesture->seat, gesture->option, 0, error);
      rank = get_next_rank (self, gesture->seat, at);
      return rank > 0 ? qv_voting_set_rank (self->poll, gesture->seat, gesture->option, rank, error) : NULL;
    case QV_BALLOT_METHOD_GRADIENTS:
      return qv_voting_set_grade (self->poll, gesture->seat, gesture->option,
                                  gesture->is_taken ? 0 : gesture->value, error);
    case QV_BALLOT_METHOD_DOTS:
    default:
      return gesture->is_taken ? qv_voting_retract_dot (self->poll, gesture->seat, gesture->option, error)
                               : qv_voting_give_dot (self->poll, gesture->seat, gesture->option, error);
    }
}

static void
forget (QvVoteModel *self, const Gesture *gesture)
{
  if (gesture->seat != self->seat)
    return;
  for (guint i = self->given->len; i > 0; i--)
    if (g_array_index (self->given, QvId, i - 1) == gesture->option)
      {
        g_array_remove_index (self->given, i - 1);
        return;
      }
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvVoteModel) self = g_object_ref (((Applying *) data)->self);
  g_autoptr (GError) error = NULL;

  self->is_closing = self->is_applying = FALSE;
  qv_store_close_ballot_finish (QV_STORE (source), result, &error);
  if (!self->is_disposed)
    rebuild (self);
  end_applying (data, error);
}

static void
apply_next (QvVoteModel *self)
{
  while (!self->is_applying && !self->is_disposed && !g_queue_is_empty (&self->gestures))
    {
      g_autofree Gesture *gesture = g_queue_pop_head (&self->gestures);
      g_autoptr (GError) error = NULL;
      g_autoptr (QvEdit) edit = self->poll != NULL ? make_edit (self, gesture, &error) : NULL;

      if (edit == NULL && !gesture->is_taken)
        forget (self, gesture);
      if (error != NULL)
        g_signal_emit (self, signals[REFUSED], 0, error->message);
      if (edit == NULL || edit->changes->len == 0)
        continue;
      self->is_applying = TRUE;
      qv_store_apply_async (self->store, g_steal_pointer (&edit), NULL, gesture_applied_cb,
                            new_applying (self, NULL));
    }
  if (!self->is_closing || self->is_applying || self->is_disposed)
    return;
  self->is_applying = TRUE;
  qv_store_close_ballot_async (self->store, self->ballot, closed_cb, new_applying (self, NULL));
}

static void
push_gesture (QvVoteModel *self, guint option, guint value, gboolean is_taken)
{
  Gesture *gesture;

  if (self->poll == NULL || self->is_closing || self->seat == QV_ID_NONE ||
      option >= self->poll->options->len)
    return;
  gesture = g_new (Gesture, 1);
  gesture->seat = self->seat;
  gesture->option = ((QvRecord *) self->poll->options->pdata[option])->id;
  gesture->value = value;
  gesture->is_taken = is_taken;
  if (is_taken || self->poll->method != QV_BALLOT_METHOD_DOTS)
    forget (self, gesture);
  if (!is_taken)
    g_array_append_val (self->given, gesture->option);
  g_queue_push_tail (&self->gestures, gesture);
  apply_next (self);
}

static void
qv_vote_model_dispose (GObject *object)
{
  QvVoteModel *self = QV_VOTE_MODEL (object);

  self->is_disposed = TRUE;
  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  g_queue_clear_full (&self->gestures, g_free);
  for (guint i = 0; i < QV_VOTE_N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_vote_model_parent_class)->dispose (object);
}

static void
qv_vote_model_finalize (GObject *object)
{
  QvVoteModel *self = QV_VOTE_MODEL (object);

  g_clear_pointer (&self->tally, qv_tally_free);
  g_clear_pointer (&self->poll, qv_poll_free);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->voted, g_hash_table_unref);
  g_clear_pointer (&self->given, g_array_unref);
  G_OBJECT_CLASS (qv_vote_model_parent_class)->finalize (object);
}

static void
qv_vote_model_class_init (QvVoteModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = qv_vote_model_dispose;
  object_class->finalize = qv_vote_model_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] =
      g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DONE] =
      g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] =
      g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qv_vote_model_init (QvVoteModel *self)
{
  self->order = g_ptr_array_new_with_free_func (g_object_unref);
  self->voted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->given = g_array_new (FALSE, FALSE, sizeof (QvId));
}

/**
 * qv_vote_model_new:
 * @store: the library
 * @session: whose ballots
 *
 * Returns: (transfer full): a model that fills itself; see qv_vote_model_is_loaded()
 */
QvVoteModel *
qv_vote_model_new (QvStore *store, QvId session)
{
  static const struct
  {
    QvEntity entity;
    guint field;
  } sources[QV_VOTE_N_LISTS] = {
    [QV_VOTE_BALLOTS] = { QV_ENTITY_BALLOT, QV_BALLOT_SESSION },
    [QV_VOTE_OPTIONS] = { QV_ENTITY_BALLOT_OPTION, QV_BALLOT_OPTION_SESSION },
    [QV_VOTE_VOTES] = { QV_ENTITY_VOTE, QV_VOTE_SESSION },
    [QV_VOTE_TOTALS] = { QV_ENTITY_BALLOT_TOTAL, QV_BALLOT_TOTAL_SESSION },
    [QV_VOTE_PARTICIPANTS] = { QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION },
    [QV_VOTE_LINKS] = { QV_ENTITY_NOTE_LINK, QV_NOTE_LINK_SESSION },
    [QV_VOTE_NOTES] = { QV_ENTITY_NOTE, QV_NOTE_SESSION },
    [QV_VOTE_CLUSTERS] = { QV_ENTITY_CLUSTER, QV_CLUSTER_SESSION },
    [QV_VOTE_STEPS] = { QV_ENTITY_STEP, QV_STEP_SESSION },
  };
  QvVoteModel *self = g_object_new (QV_TYPE_VOTE_MODEL, NULL);

  self->store = g_object_ref (store);
  self->session = session;
  for (guint i = 0; i < QV_VOTE_N_LISTS; i++)
    {
      self->lists[i] = qv_store_watch (store, sources[i].entity, sources[i].field, session);
      g_signal_connect_object (self->lists[i], "items-changed", G_CALLBACK (queue_rebuild), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->lists[i], "notify::loaded", G_CALLBACK (queue_rebuild), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  return self;
}

gboolean
qv_vote_model_is_loaded (QvVoteModel *self)
{
  gboolean is_loaded = TRUE;

  g_return_val_if_fail (QV_IS_VOTE_MODEL (self), FALSE);

  for (guint i = 0; i < QV_VOTE_N_LISTS && is_loaded; i++)
    g_object_get (self->lists[i], "loaded", &is_loaded, NULL);
  return is_loaded;
}

GListModel *
qv_vote_model_get_ballots (QvVoteModel *self)
{
  return self->lists[QV_VOTE_BALLOTS];
}

GListModel *
qv_vote_model_get_notes (QvVoteModel *self)
{
  return self->lists[QV_VOTE_NOTES];
}

GListModel *
qv_vote_model_get_clusters (QvVoteModel *self)
{
  return self->lists[QV_VOTE_CLUSTERS];
}

GListModel *
qv_vote_model_get_links (QvVoteModel *self)
{
  return self->lists[QV_VOTE_LINKS];
}

QvId
qv_vote_model_get_ballot (QvVoteModel *self)
{
  return self->ballot;
}

/**
 * qv_vote_model_set_ballot:
 * @self: a model
 * @ballot: a ballot of the session
 *
 * Shows another ballot; the turn goes to the first seat that has not voted in it.
 */
void
qv_vote_model_set_ballot (QvVoteModel *self, QvId ballot)
{
  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  if (self->ballot == ballot)
    return;
  self->ballot = ballot;
  _qv_vote_model_begin_turn (self, QV_ID_NONE);
  rebuild (self);
}

/**
 * qv_vote_model_get_poll:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the ballot that is shown, until the model changes
 */
QvPoll *
qv_vote_model_get_poll (QvVoteModel *self)
{
  return self->poll;
}

/**
 * qv_vote_model_get_tally:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what came of it so far, until the model changes
 */
QvTally *
qv_vote_model_get_tally (QvVoteModel *self)
{
  return self->tally;
}

/**
 * qv_vote_model_is_hidden:
 * @self: a model
 *
 * Returns: whether totals are not to be shown yet
 */
gboolean
qv_vote_model_is_hidden (QvVoteModel *self)
{
  return self->poll != NULL && !self->poll->is_closed &&
         qv_record_get_int (self->poll->ballot, QV_BALLOT_VEILED) != 0;
}

gboolean
qv_vote_model_is_closing (QvVoteModel *self)
{
  return self->is_closing;
}

/**
 * qv_vote_model_give:
 * @self: a model
 * @option: index of an option
 * @value: a grade; of dots and ranks 0, for one more dot or the next rank
 */
void
qv_vote_model_give (QvVoteModel *self, guint option, guint value)
{
  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  push_gesture (self, option, value, FALSE);
}

void
qv_vote_model_take (QvVoteModel *self, guint option)
{
  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  push_gesture (self, option, 0, TRUE);
}

/**
 * qv_vote_model_take_last:
 * @self: a model
 *
 * Takes back what the seat gave last in this turn.
 *
 * Returns: whether there was anything
 */
gboolean
qv_vote_model_take_last (QvVoteModel *self)
{
  g_return_val_if_fail (QV_IS_VOTE_MODEL (self), FALSE);

  if (self->given->len == 0 || self->poll == NULL)
    return FALSE;
  push_gesture (self, qv_poll_find (self->poll, g_array_index (self->given, QvId, self->given->len - 1)), 0,
                TRUE);
  return TRUE;
}

void
qv_vote_model_release (QvVoteModel *self, gboolean released)
{
  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  if (self->poll != NULL && (qv_record_get_int (self->poll->ballot, QV_BALLOT_RELEASED) != 0) != released)
    _qv_vote_model_apply (self, qv_voting_release (self->poll, released), NULL);
}

static QvId
find_present_step (QvVoteModel *self)
{
  guint n = g_list_model_get_n_items (self->lists[QV_VOTE_STEPS]);
  QvId present = QV_ID_NONE;
  gint64 latest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) step = g_list_model_get_item (self->lists[QV_VOTE_STEPS], i);
      gint64 entered = qv_item_get_int (step, QV_STEP_ENTERED);

      if (entered > latest)
        {
          latest = entered;
          present = qv_item_get_id (step);
        }
    }
  return present;
}

/**
 * qv_vote_model_open:
 * @self: a model
 * @rules: how it is voted
 * @records: (element-type QvRecord): notes and clusters, in the order of the letters
 */
void
qv_vote_model_open (QvVoteModel *self, const QvVotingRules *rules, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;
  QvEdit *edit;

  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  edit = qv_voting_open (self->session, find_present_step (self), rules, records, &self->opening, &error);
  if (edit == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  _qv_vote_model_apply (self, edit, edit->label);
}

/**
 * qv_vote_model_close:
 * @self: a model
 *
 * Counts the ballot for good. What was given before is written first; nothing is given after.
 */
void
qv_vote_model_close (QvVoteModel *self)
{
  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  if (self->poll == NULL || self->poll->is_closed || self->is_closing)
    return;
  self->is_closing = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  apply_next (self);
}
