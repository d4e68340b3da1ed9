/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-vote-model.h"

G_BEGIN_DECLS

typedef enum
{
  QV_VOTE_BALLOTS,
  QV_VOTE_OPTIONS,
  QV_VOTE_VOTES,
  QV_VOTE_TOTALS,
  QV_VOTE_PARTICIPANTS,
  QV_VOTE_LINKS,
  QV_VOTE_NOTES,
  QV_VOTE_CLUSTERS,
  QV_VOTE_STEPS,
  QV_VOTE_N_LISTS
} QvVoteList;

struct _QvVoteModel
{
  GObject parent_instance;

  QvStore *store;
  QvId session;
  GListModel *lists[QV_VOTE_N_LISTS];
  QvId ballot;
  QvId opening; /* to be shown once it is there */
  QvId seat;
  QvPoll *poll;
  QvTally *tally;
  GPtrArray *order;  /* (element-type QvParticipant), round the table */
  GHashTable *voted; /* ids of those who gave anything, as gint64 */
  GArray *given;     /* (element-type QvId), options that the seat gave something since its turn began */
  GQueue gestures;   /* what seats give, waiting for the one before */
  gboolean is_applying;
  gboolean is_closing;
  gboolean is_disposed;
  guint rebuild_source;
};

void _qv_vote_model_begin_turn (QvVoteModel *self, QvId seat);
void _qv_vote_model_apply      (QvVoteModel *self, QvEdit *edit, const char *label);

G_END_DECLS
