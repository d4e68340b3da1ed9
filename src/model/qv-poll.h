/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-record.h"
#include "qv-types.h"

G_BEGIN_DECLS

#define QV_POLL_N_GRADES 5
#define QV_POLL_MAX_OPTIONS 512

/* Of an option of a closed ballot that was counted with another, whose notes are no longer merged. */
#define QV_POLL_NONE G_MAXUINT

typedef enum
{
  QV_BALLOT_METHOD_DOTS,
  QV_BALLOT_METHOD_RANKING,
  QV_BALLOT_METHOD_GRADIENTS,
} QvBallotMethod;

/**
 * QvPoll:
 *
 * One ballot with all that is needed to count it: options, votes while it is open, totals once it is closed, participants, and which
 * notes are merged. Arrays are sorted; records are copies.
 */
typedef struct
{
  QvRecord *ballot;
  QvBallotMethod method;
  guint budget; /* 0: no limit */
  gboolean stacking;
  gboolean is_closed;
  GPtrArray *options;      /* (element-type QvRecord), by position */
  GPtrArray *votes;        /* (element-type QvRecord), by id: in the order they were given */
  GPtrArray *totals;       /* (element-type QvRecord) */
  GPtrArray *participants; /* (element-type QvRecord), by id */
  GPtrArray *links;        /* (element-type QvRecord), "merged-into" */
  GArray *roots;           /* (element-type guint), of each option the one that it counts with, itself mostly */
} QvPoll;

/**
 * QvOptionCount:
 *
 * What an idea got, by helix (0: seats of none). Of a ranking @amounts are twice the sums of the ranks of all seats that took
 * part, where ideas that a seat left out share the middle of the ranks left.
 */
typedef struct
{
  guint root; /* index of the option that it counts with: its own, another's, or QV_POLL_NONE */
  guint votes[QV_N_HELICES + 1];
  gint64 amounts[QV_N_HELICES + 1];
  guint grades[QV_N_HELICES + 1][QV_POLL_N_GRADES];
} QvOptionCount;

typedef struct
{
  guint seats[QV_N_HELICES + 1]; /* that took part */
  guint n_ideas;                 /* options that count by themselves */
  gint64 ties;                   /* see QV_BALLOT_TIES */
  guint n_options;
  QvOptionCount options[]; /* as in the poll */
} QvPollCount;

QvPoll      *qv_poll_new         (const QvRecord *ballot);
void         qv_poll_add         (QvPoll *self, const QvRecord *record);
void         qv_poll_free        (QvPoll *self);

guint        qv_poll_find        (const QvPoll *self, QvId option);
guint        qv_poll_get_root    (QvPoll *self, guint option);
guint        qv_poll_read_seat   (QvPoll *self, QvId participant, gint64 *values);
gint64       qv_poll_count_vote  (const QvPoll *self, const QvRecord *vote, gint64 value, guint left);
QvPollCount *qv_poll_count       (QvPoll *self);
GPtrArray   *qv_poll_make_totals (QvPoll *self, const QvPollCount *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPoll, qv_poll_free)

G_END_DECLS
