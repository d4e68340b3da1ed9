/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sits round the table, whose turn it is and who is absent. */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include <glib/gi18n.h>

#include "qv-vote-model-private.h"

/**
 * qv_vote_model_get_order:
 * @self: a model
 *
 * Returns: (transfer none) (element-type QvParticipant): the seats clockwise round the table
 */
GPtrArray *
qv_vote_model_get_order (QvVoteModel *self)
{
  return self->order;
}

static guint
find_seat (QvVoteModel *self)
{
  for (guint i = 0; i < self->order->len; i++)
    if (qv_item_get_id (self->order->pdata[i]) == self->seat)
      return i;
  return G_MAXUINT;
}

/**
 * qv_vote_model_get_seat:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): whose turn it is
 */
QvParticipant *
qv_vote_model_get_seat (QvVoteModel *self)
{
  guint at = find_seat (self);

  return at != G_MAXUINT ? self->order->pdata[at] : NULL;
}

void
qv_vote_model_set_seat (QvVoteModel *self, QvId participant)
{
  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  _qv_vote_model_begin_turn (self, participant);
  g_signal_emit_by_name (self, "changed");
}

/**
 * qv_vote_model_find_next:
 * @self: a model
 * @step: 1 clockwise, -1 back
 * @only_waiting: only among those who have given nothing yet
 *
 * Who is absent is passed over.
 *
 * Returns: (transfer full) (nullable): the seat that comes after the present one
 */
QvParticipant *
qv_vote_model_find_next (QvVoteModel *self, int step, gboolean only_waiting)
{
  guint at = find_seat (self), n = self->order->len;

  if (at == G_MAXUINT)
    at = step > 0 ? n - 1 : 0;
  for (guint i = 1; i <= n; i++)
    {
      guint index = step > 0 ? (at + i) % n : (at + n - i) % n;
      QvParticipant *participant = self->order->pdata[index];

      if (qv_vote_model_is_present (self, participant) &&
          !(only_waiting && qv_vote_model_has_voted (self, qv_item_get_id (QV_ITEM (participant)))))
        return g_object_ref (participant);
    }
  return NULL;
}

gboolean
qv_vote_model_step (QvVoteModel *self, int step)
{
  g_autoptr (QvParticipant) next = qv_vote_model_find_next (self, step, FALSE);

  if (next == NULL || qv_item_get_id (QV_ITEM (next)) == self->seat)
    return FALSE;
  qv_vote_model_set_seat (self, qv_item_get_id (QV_ITEM (next)));
  return TRUE;
}

static gboolean
is_anybody_present (QvVoteModel *self)
{
  for (guint i = 0; i < self->order->len; i++)
    if (qv_item_get_int (self->order->pdata[i], QV_PARTICIPANT_PRESENT))
      return TRUE;
  return FALSE;
}

/**
 * qv_vote_model_is_present:
 * @self: a model
 * @participant: a seat
 *
 * Returns: whether it is there; where nobody was marked present, all are
 */
gboolean
qv_vote_model_is_present (QvVoteModel *self, QvParticipant *participant)
{
  return qv_item_get_int (QV_ITEM (participant), QV_PARTICIPANT_PRESENT) || !is_anybody_present (self);
}

gboolean
qv_vote_model_has_voted (QvVoteModel *self, QvId participant)
{
  return g_hash_table_contains (self->voted, &participant);
}

/**
 * qv_vote_model_count_voted:
 * @self: a model
 * @out_n_seats: (out): seats that are there or have voted
 *
 * Returns: seats that have given anything, or that took part in a closed ballot
 */
guint
qv_vote_model_count_voted (QvVoteModel *self, guint *out_n_seats)
{
  guint n_seats = 0, n_voted = 0;

  for (guint i = 0; i < self->order->len; i++)
    {
      gboolean has_voted = qv_vote_model_has_voted (self, qv_item_get_id (self->order->pdata[i]));

      n_voted += has_voted;
      n_seats += has_voted || qv_vote_model_is_present (self, self->order->pdata[i]);
    }
  *out_n_seats = n_seats;
  return self->poll != NULL && self->poll->is_closed ? self->tally->n_seats : n_voted;
}

/**
 * qv_vote_model_read_seat:
 * @self: a model
 * @values: (out caller-allocates): see qv_poll_read_seat()
 *
 * Returns: how much the seat whose turn it is has given
 */
guint
qv_vote_model_read_seat (QvVoteModel *self, gint64 *values)
{
  if (self->poll == NULL || self->poll->is_closed || self->seat == QV_ID_NONE)
    return 0;
  return qv_poll_read_seat (self->poll, self->seat, values);
}

/**
 * qv_vote_model_set_present:
 * @self: a model
 * @present: whether the seat whose turn it is, is there
 *
 * The first that is found absent makes all others present.
 */
void
qv_vote_model_set_present (QvVoteModel *self, gboolean present)
{
  QvEdit *edit;
  gboolean only_this = is_anybody_present (self);

  g_return_if_fail (QV_IS_VOTE_MODEL (self));

  if (self->seat == QV_ID_NONE)
    return;
  edit = qv_edit_new (present ? _ ("Mark seat present") : _ ("Mark seat absent"), self->session);
  for (guint i = 0; i < self->order->len; i++)
    {
      QvId id = qv_item_get_id (self->order->pdata[i]);

      if (id == self->seat || !only_this)
        qv_edit_set (edit, QV_ENTITY_PARTICIPANT, id, QV_PARTICIPANT_PRESENT,
                     qv_value_int (id == self->seat ? present : TRUE));
    }
  _qv_vote_model_apply (self, edit, edit->label);
}
