/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"
#include "qv-tally.h"
#include "qv-voting.h"

G_BEGIN_DECLS

/**
 * QvVoteModel:
 *
 * The ballots of a session, which of them is shown, whose turn it is, and what was given so far. What is given goes to the library one
 * after the other, each judged by what the one before it has left, so that keys may come quicker than the disk writes.
 *
 * Signals: "changed" when anything of it is different; "opened" when a new ballot is shown; "refused" (string) with the reason why a seat cannot give that; "done"
 * (string) with what was done and can be undone; "failed" (string) when the library said no.
 */
#define QV_TYPE_VOTE_MODEL (qv_vote_model_get_type ())
G_DECLARE_FINAL_TYPE (QvVoteModel, qv_vote_model, QV, VOTE_MODEL, GObject)

QvVoteModel *qv_vote_model_new           (QvStore *store, QvId session);
gboolean     qv_vote_model_is_loaded     (QvVoteModel *self);

GListModel  *qv_vote_model_get_ballots   (QvVoteModel *self);
GListModel  *qv_vote_model_get_notes     (QvVoteModel *self);
GListModel  *qv_vote_model_get_clusters  (QvVoteModel *self);
GListModel  *qv_vote_model_get_links     (QvVoteModel *self);
QvId         qv_vote_model_get_ballot    (QvVoteModel *self);
void         qv_vote_model_set_ballot    (QvVoteModel *self, QvId ballot);
QvPoll      *qv_vote_model_get_poll      (QvVoteModel *self);
QvTally     *qv_vote_model_get_tally     (QvVoteModel *self);
gboolean     qv_vote_model_is_hidden     (QvVoteModel *self);
gboolean     qv_vote_model_is_closing    (QvVoteModel *self);

GPtrArray   *qv_vote_model_get_order     (QvVoteModel *self);
QvParticipant *qv_vote_model_get_seat    (QvVoteModel *self);
void         qv_vote_model_set_seat      (QvVoteModel *self, QvId participant);
QvParticipant *qv_vote_model_find_next   (QvVoteModel *self, int step, gboolean only_waiting);
gboolean     qv_vote_model_step          (QvVoteModel *self, int step);
gboolean     qv_vote_model_is_present    (QvVoteModel *self, QvParticipant *participant);
gboolean     qv_vote_model_has_voted     (QvVoteModel *self, QvId participant);
guint        qv_vote_model_count_voted   (QvVoteModel *self, guint *out_n_seats);
guint        qv_vote_model_read_seat     (QvVoteModel *self, gint64 *values);

void         qv_vote_model_give          (QvVoteModel *self, guint option, guint value);
void         qv_vote_model_take          (QvVoteModel *self, guint option);
gboolean     qv_vote_model_take_last     (QvVoteModel *self);
void         qv_vote_model_set_present   (QvVoteModel *self, gboolean present);
void         qv_vote_model_release       (QvVoteModel *self, gboolean released);
void         qv_vote_model_open          (QvVoteModel *self, const QvVotingRules *rules, GPtrArray *records);
void         qv_vote_model_close         (QvVoteModel *self);

G_END_DECLS
