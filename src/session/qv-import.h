/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-import-plan.h"
#include "qv-import-report.h"
#include "qv-merge-news.h"

G_BEGIN_DECLS

#define QV_IMPORT_ERROR (qv_import_error_quark ())

typedef enum
{
  QV_IMPORT_ERROR_UNKNOWN,  /* the file is nothing that can be brought in */
  QV_IMPORT_ERROR_PLAN,     /* the plan leaves out something that is needed, or names what is not there */
  QV_IMPORT_ERROR_EMPTY,    /* nothing of the file can come in */
  QV_IMPORT_ERROR_CONFLICT, /* rows contradict each other and the plan has no rule for them */
} QvImportError;

/**
 * QvImportProgressFunc:
 * @fraction: share done 0..1, or a negative number where it is not known
 *
 * Of the _async functions: called in the thread-default main context of the caller. Of the others: in the thread of the caller.
 */
typedef void (*QvImportProgressFunc) (double fraction, gpointer data);

#define QV_TYPE_IMPORT (qv_import_get_type ())
/**
 * QvImport:
 *
 * A file read and checked according to a plan, with the report of what will come in, ready to be written in one
 * transaction. Nothing is written before qv_import_commit().
 */
G_DECLARE_FINAL_TYPE (QvImport, qv_import, QV, IMPORT, GObject)

GQuark                qv_import_error_quark    (void);

QvImport             *qv_import_prepare        (QvStore *store, QvImportFile *file, const QvImportPlan *plan,
                                                QvImportProgressFunc progress, gpointer progress_data,
                                                GCancellable *cancellable, GError **error);
void                  qv_import_prepare_async  (QvStore *store, QvImportFile *file, const QvImportPlan *plan,
                                                QvImportProgressFunc progress, gpointer progress_data,
                                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
QvImport             *qv_import_prepare_finish (GAsyncResult *result, GError **error);

const QvImportReport *qv_import_get_report     (QvImport *self);
QvId                  qv_import_get_result     (QvImport *self);
const QvMergeNews    *qv_import_get_news       (QvImport *self);

gboolean              qv_import_commit         (QvImport *self, GCancellable *cancellable, GError **error);
void                  qv_import_commit_async   (QvImport *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean              qv_import_commit_finish  (QvImport *self, GAsyncResult *result, GError **error);

G_END_DECLS
