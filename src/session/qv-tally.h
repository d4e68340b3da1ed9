/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-poll.h"
#include "qv-store.h"

G_BEGIN_DECLS

/* Below as many seats a figure of agreement says too little to be shown: one seat would change it too much. */
#define QV_TALLY_FEW 5

/**
 * QvSupport:
 *
 * How many helices are for an idea: all four, two or three, one, none. A helix is for it when one of its seats gave it a dot or a
 * rank; with grades when more than half of its seats that graded it gave 4 or 5.
 */
typedef enum
{
  QV_SUPPORT_NONE,
  QV_SUPPORT_ONE,
  QV_SUPPORT_SOME,
  QV_SUPPORT_ALL,
} QvSupport;

/**
 * QvTallyRow:
 *
 * An idea and what it got. Arrays by helix start with that of seats of none, which count in the sums but are no helix.
 */
typedef struct
{
  QvId option;
  guint at;      /* index of the option in the poll, which makes its letter: 0 is A */
  GArray *with;  /* (element-type guint), indices of the options that count with it, as their notes are merged */
  guint votes[QV_N_HELICES + 1];    /* seats that gave it anything */
  gint64 amounts[QV_N_HELICES + 1]; /* dots; sums of grades; of a ranking twice the sums of ranks */
  guint grades[QV_N_HELICES + 1][QV_POLL_N_GRADES];
  guint n_votes;
  gint64 amount; /* over all helices */
  double mean;   /* dots of a seat that took part; mean grade; mean rank; NaN for no votes */
  QvSupport support;
  guint n_helices;       /* that are for it */
  gboolean is_for[QV_N_HELICES + 1];
  double group_informed; /* chance that each helix is for it, see consensus_group_informed(); NaN for no votes */
  double consensus;      /* of its grades, see consensus_tastle_wierman(); NaN without grades */
  guint rank;            /* from 1; tied ideas share it */
  gboolean is_tied;
} QvTallyRow;

typedef struct
{
  QvBallotMethod method;
  gboolean is_closed;
  guint seats[QV_N_HELICES + 1]; /* that took part */
  guint n_seats;
  gint64 amount;   /* all dots, or ranks or grades */
  double kendall_w; /* of a ranking; NaN otherwise */
  GPtrArray *rows;  /* (element-type QvTallyRow), the most widely agreed first */
} QvTally;

QvPoll  *qv_poll_load      (QvStore *store, QvId ballot, GError **error);
QvTally *qv_tally_new      (QvPoll *poll);
void     qv_tally_free     (QvTally *self);
char    *qv_tally_letter   (guint at);

const char *qv_support_to_word (QvSupport support);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTally, qv_tally_free)

G_END_DECLS
