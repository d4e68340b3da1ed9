/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-preparation.h"
#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvPrepareContext:
 *
 * What the columns of the view that prepares share: the session as it is prepared now, and the way to change it.
 *
 * Signals: "changed" when there is something new to show; "done" (string label) after a change that is worth a toast; "failed" (string
 * sentence); "wanted" (string action): one of the actions of #QvReadinessRow.
 */
#define QV_TYPE_PREPARE_CONTEXT (qv_prepare_context_get_type ())
G_DECLARE_FINAL_TYPE (QvPrepareContext, qv_prepare_context, QV, PREPARE_CONTEXT, GObject)

QvPrepareContext *qv_prepare_context_new       (QvStore *store, QvSession *session);
QvStore          *qv_prepare_context_get_store (QvPrepareContext *self);
QvId              qv_prepare_context_get_session (QvPrepareContext *self);
QvPreparation    *qv_prepare_context_get       (QvPrepareContext *self);
const char       *qv_prepare_context_get_language (QvPrepareContext *self);
void              qv_prepare_context_read      (QvPrepareContext *self);
void              qv_prepare_context_apply     (QvPrepareContext *self, QvEdit *edit);
void              qv_prepare_context_apply_told (QvPrepareContext *self, QvEdit *edit);
void              qv_prepare_context_want      (QvPrepareContext *self, const char *action);
void              qv_prepare_context_say      (QvPrepareContext *self, const char *sentence);

G_END_DECLS
