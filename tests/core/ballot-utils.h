/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-tally.h"
#include "qv-voting.h"
#include "store-utils.h"

#define N_SEATS 16
#define N_IDEAS 6

/* A session with four seats of each helix, and a ballot on six ideas. */
typedef struct
{
  Fixture *f;
  QvId session;
  QvId seats[N_SEATS]; /* by helix: authorities first */
  QvId notes[N_IDEAS];
  QvId options[N_IDEAS];
  QvId ballot;
} Table;

typedef enum
{
  GIVE,
  TAKE,
  RANK,
  GRADE,
} Act;

Table  table_new          (QvBallotMethod method, guint budget, gboolean stacking);
void   table_clear        (Table *self);
QvPoll *table_load        (Table *self);
/* Returns the code of QvVotingError, or -1 where it was done. */
int    table_act          (Table *self, Act what, guint seat, guint idea, guint value);
void   table_give_all     (Table *self, guint idea, guint n_authorities, guint n_research, guint n_companies, guint n_residents);
/* Everything of a result, as text. */
char  *table_describe     (Table *self);
void   table_close_vote   (Table *self);
QvId   table_merge_notes  (Table *self, guint a, guint b);
void   table_split_notes  (Table *self, QvId link);
const QvTallyRow *table_find_row (const QvTally *tally, guint at);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)
