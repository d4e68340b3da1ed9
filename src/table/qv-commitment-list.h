/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvCommitmentList:
 *
 * The commitments that concern a session: its own, and those of earlier sessions of its series that were open when it was opened. Signal
 * "changed".
 */
#define QV_TYPE_COMMITMENT_LIST (qv_commitment_list_get_type ())
G_DECLARE_FINAL_TYPE (QvCommitmentList, qv_commitment_list, QV, COMMITMENT_LIST, GObject)

QvCommitmentList *qv_commitment_list_new            (QvStore *store, QvId session);
QvStore          *qv_commitment_list_get_store      (QvCommitmentList *self);
QvId              qv_commitment_list_get_session    (QvCommitmentList *self);
GPtrArray        *qv_commitment_list_get_all        (QvCommitmentList *self);
const QvRecord   *qv_commitment_list_find           (QvCommitmentList *self, QvId commitment);
const QvRecord   *qv_commitment_list_find_session   (QvCommitmentList *self, QvId session);
GPtrArray        *qv_commitment_list_get_organisations (QvCommitmentList *self);
char             *qv_commitment_list_describe_returning (QvCommitmentList *self);

G_END_DECLS
