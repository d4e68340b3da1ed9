/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-edit.h"

G_BEGIN_DECLS

typedef enum
{
  QV_COMMITMENT_OPEN,
  QV_COMMITMENT_DONE,
  QV_COMMITMENT_DROPPED,
} QvCommitmentState;

/**
 * QvCommitmentWording:
 *
 * What is agreed: an organisation or a role does something by a day.
 */
typedef struct
{
  const char *who;
  const char *what;
  const char *due; /* (nullable): "2026-09-30" */
  QvId note;       /* that it comes from, or QV_ID_NONE */
} QvCommitmentWording;

/* Each edit belongs to the undo of the commitment's own session; %NULL where nothing would change. */
QvEdit *qv_commitment_make       (QvId session, const QvCommitmentWording *wording, GPtrArray *organisations, QvId *out_commitment);
QvEdit *qv_commitment_change     (const QvRecord *commitment, const QvCommitmentWording *wording, GPtrArray *organisations);
QvEdit *qv_commitment_mark       (const QvRecord *commitment, QvCommitmentState state);
QvEdit *qv_commitment_delete     (const QvRecord *commitment);

QvCommitmentState qv_commitment_get_state  (const QvRecord *commitment);
gboolean          qv_commitment_is_overdue (const QvRecord *commitment, const char *today);
int               qv_commitment_compare    (const QvRecord *a, const QvRecord *b);

char *qv_due_parse               (const char *text);
char *qv_due_format              (const char *due);

char      *qv_session_get_day    (const QvRecord *session);
gboolean   qv_session_comes_before (const QvRecord *session, const QvRecord *later);
GPtrArray *qv_commitments_pick_returning (GPtrArray *commitments, GPtrArray *sessions, QvId session);

G_END_DECLS
