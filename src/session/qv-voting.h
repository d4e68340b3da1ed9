/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-edit.h"
#include "qv-item.h"
#include "qv-poll.h"

G_BEGIN_DECLS

#define QV_VOTING_ERROR (qv_voting_error_quark ())

/* Ideas of a vote: one for each letter, so that every one has a key. */
#define QV_VOTING_MOST_IDEAS 26

typedef enum
{
  QV_VOTING_ERROR_CLOSED,   /* the vote is closed */
  QV_VOTING_ERROR_METHOD,   /* the ballot is not voted that way, or the idea is not on it */
  QV_VOTING_ERROR_BUDGET,   /* the seat has no dots left */
  QV_VOTING_ERROR_STACKING, /* the seat has given its dot to this idea already */
  QV_VOTING_ERROR_NOTHING,  /* there is nothing to vote on, or to take back */
  QV_VOTING_ERROR_MANY,     /* there are more ideas than letters */
} QvVotingError;

/**
 * QvVotingRules:
 *
 * How a ballot is voted. @title is what is asked.
 */
typedef struct
{
  const char *title;
  QvBallotMethod method;
  guint budget; /* dots of a seat, or ideas that it ranks; 0: no limit */
  gboolean stacking;
  gboolean veiled;
} QvVotingRules;

GQuark     qv_voting_error_quark    (void);

gboolean   qv_voting_is_merged      (GListModel *links, QvId note);
GPtrArray *qv_voting_pick_solutions (GPtrArray *notes, GPtrArray *links);
const char *qv_voting_explain_many (void);
QvEdit    *qv_voting_open           (QvId session, QvId step, const QvVotingRules *rules, GPtrArray *notes, QvId *out_ballot,
                                     GError **error);
QvEdit    *qv_voting_give_dot       (QvPoll *poll, QvId participant, QvId option, GError **error);
QvEdit    *qv_voting_retract_dot    (QvPoll *poll, QvId participant, QvId option, GError **error);
QvEdit    *qv_voting_set_rank       (QvPoll *poll, QvId participant, QvId option, guint rank, GError **error);
QvEdit    *qv_voting_set_grade      (QvPoll *poll, QvId participant, QvId option, guint grade, GError **error);
QvEdit    *qv_voting_release        (const QvPoll *poll, gboolean released);

G_END_DECLS
