/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file according to a plan, keeps what it found and writes it when told to. Each kind has its own
 * reader. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "qv-whole-file.h"

G_DEFINE_FINAL_TYPE (QvImport, qv_import, G_TYPE_OBJECT)
G_DEFINE_QUARK (qv - import - error - quark, qv_import_error)

typedef struct
{
  QvStore *store;
  QvImportFile *file;
  QvImportPlan *plan;
  GMainContext *context;
  QvImportProgressFunc progress;
  gpointer progress_data;
} PrepareData;

typedef struct
{
  QvImportProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  double fraction;
} ProgressCall;

static void
qv_import_finalize (GObject *object)
{
  QvImport *self = QV_IMPORT (object);

  if (self->made_file != NULL)
    g_unlink (self->made_file);
  g_free (self->made_file);
  g_free (self->file_path);
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  g_clear_object (&self->foreign);
  g_clear_pointer (&self->news, qv_merge_news_free);
  g_clear_pointer (&self->edit, qv_edit_free);
  g_clear_pointer (&self->report, qv_import_report_free);
  g_clear_pointer (&self->file, qv_import_file_unref);
  g_clear_object (&self->store);
  g_free (self->label);
  G_OBJECT_CLASS (qv_import_parent_class)->finalize (object);
}

static void
qv_import_class_init (QvImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_import_finalize;
}

static void
qv_import_init (QvImport *self)
{
  self->fd = -1;
  self->report = qv_import_report_new ();
}

/* The layers' fields by index, so that a plan made for another file cannot reach past their end. */
gboolean
_qv_import_check_column (QvImportWork *work, int column, gboolean required, const char *what, GError **error)
{
  if (column < 0 && required)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN, _ ("“%s” has no column that can be the %s."),
                   work->import->file->name, what);
      return FALSE;
    }
  if (column >= (int) work->layer->fields->len)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN, _ ("“%s” has fewer columns than that."),
                   work->import->file->name);
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
_qv_import_list_all (QvStore *store, QvEntity entity, GError **error)
{
  return qv_store_list (store, entity, QV_STORE_ALL, QV_ID_NONE, error);
}

/* Makes the fields of a row that is there as they are in another, leaving alone what the other does not say.
 */
void
_qv_import_set_changed (QvImportWork *work, const QvRecord *old, const QvRecord *new)
{
  gboolean changed = FALSE;

  for (guint i = 0; i + 1 < old->n_fields; i++)
    {
      if (qv_record_is_null (new, i) || qv_value_compare (&old->values[i], &new->values[i]) == 0)
        continue;
      qv_edit_set (work->import->edit, old->entity, old->id, i, qv_value_copy (&new->values[i]));
      changed = TRUE;
    }
  if (changed)
    work->import->report->n_updated++;
  else
    work->import->report->n_unchanged++;
}

static gboolean
read_kind (QvImportWork *work, GError **error)
{
  switch (work->import->kind)
    {
    case QV_IMPORT_TERRITORIES:
      return _qv_import_territories (work, error);
    case QV_IMPORT_INDICATORS:
      return _qv_import_indicators (work, error);
    case QV_IMPORT_PARTICIPANTS:
      return _qv_import_participants (work, error);
    case QV_IMPORT_TILES:
    case QV_IMPORT_EXTRACT:
      return _qv_import_background (work, error);
    case QV_IMPORT_SESSION:
    case QV_IMPORT_LIBRARY:
      return _qv_import_check_session (work, error);
    case QV_IMPORT_UNKNOWN:
    default:
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_UNKNOWN,
                   _ ("“%s” is nothing that can be imported."), work->import->file->name);
      return FALSE;
    }
}

/**
 * qv_import_prepare:
 * @store: the library
 * @file: a file
 * @plan: how to bring it in
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for a #QvImportError, #QvExchangeError, #QvStoreError or #GIOErrorEnum
 *
 * Reads and checks a file. Waits for the disk and for the geodata helper; nothing is written to the library.
 *
 * Returns: (transfer full): what will come in, or %NULL with @error set
 */
QvImport *
qv_import_prepare (QvStore *store,
                   QvImportFile *file,
                   const QvImportPlan *plan,
                   QvImportProgressFunc progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (QvImport) self = g_object_new (QV_TYPE_IMPORT, NULL);
  QvImportWork work = { .import = self,
                        .plan = plan,
                        .progress = progress,
                        .progress_data = progress_data,
                        .cancellable = cancellable };

  g_return_val_if_fail (QV_IS_STORE (store) && file != NULL && plan != NULL, NULL);

  self->store = g_object_ref (store);
  self->file = qv_import_file_ref (file);
  self->kind = plan->kind;
  if (file->source != NULL && plan->layer < file->source->layers->len)
    work.layer = g_ptr_array_index (file->source->layers, plan->layer);
  if (!read_kind (&work, error))
    {
      _qv_import_name_file (file, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static void
free_prepare_data (gpointer data)
{
  PrepareData *prepare = data;

  g_object_unref (prepare->store);
  qv_import_file_unref (prepare->file);
  qv_import_plan_free (prepare->plan);
  g_main_context_unref (prepare->context);
  g_free (prepare);
}

static void
free_progress_call (gpointer data)
{
  ProgressCall *call = data;

  g_clear_object (&call->cancellable);
  g_free (call);
}

static gboolean
progress_cb (gpointer data)
{
  ProgressCall *call = data;

  if (!g_cancellable_is_cancelled (call->cancellable))
    call->progress (call->fraction, call->progress_data);
  return G_SOURCE_REMOVE;
}

static void
send_progress (double fraction, gpointer data)
{
  GTask *task = data;
  PrepareData *prepare = g_task_get_task_data (task);
  ProgressCall *call = g_new0 (ProgressCall, 1);

  call->progress = prepare->progress;
  call->progress_data = prepare->progress_data;
  call->fraction = fraction;
  g_set_object (&call->cancellable, g_task_get_cancellable (task));
  g_main_context_invoke_full (prepare->context, G_PRIORITY_DEFAULT, progress_cb, call, free_progress_call);
}

static void
prepare_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PrepareData *prepare = task_data;
  GError *error = NULL;
  QvImport *self =
      qv_import_prepare (prepare->store, prepare->file, prepare->plan,
                         prepare->progress != NULL ? send_progress : NULL, task, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * qv_import_prepare_async:
 * @store: the library
 * @file: a file
 * @plan: how to bring it in; copied
 * @progress: (nullable) (scope async): told how far it is, until @callback is called
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @callback: called when it is known what will come in
 * @user_data: for @callback
 */
void
qv_import_prepare_async (QvStore *store,
                         QvImportFile *file,
                         const QvImportPlan *plan,
                         QvImportProgressFunc progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PrepareData *prepare = g_new0 (PrepareData, 1);

  prepare->store = g_object_ref (store);
  prepare->file = qv_import_file_ref (file);
  prepare->plan = qv_import_plan_copy (plan);
  prepare->context = g_main_context_ref_thread_default ();
  prepare->progress = progress;
  prepare->progress_data = progress_data;
  g_task_set_source_tag (task, qv_import_prepare_async);
  g_task_set_task_data (task, prepare, free_prepare_data);
  g_task_run_in_thread (task, prepare_thread);
}

QvImport *
qv_import_prepare_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_import_prepare_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * qv_import_get_report:
 * @self: a prepared import
 *
 * Returns: (transfer none): what comes in and what not
 */
const QvImportReport *
qv_import_get_report (QvImport *self)
{
  g_return_val_if_fail (QV_IS_IMPORT (self), NULL);

  return self->report;
}

/**
 * qv_import_get_result:
 * @self: a prepared import
 *
 * Returns: the id of the level, indicator, session or background that comes in
 */
QvId
qv_import_get_result (QvImport *self)
{
  g_return_val_if_fail (QV_IS_IMPORT (self), QV_ID_NONE);

  return self->result;
}

/**
 * qv_import_get_news:
 * @self: a committed import
 *
 * Returns: (transfer none) (nullable): of a session's file or a library: what came of each table
 */
const QvMergeNews *
qv_import_get_news (QvImport *self)
{
  g_return_val_if_fail (QV_IS_IMPORT (self), NULL);

  return self->news;
}

/* Gives what was made its name, before the library says that it is there. */
static gboolean
settle_file (QvImport *self, GError **error)
{
  if (g_rename (self->made_file, self->file_path) != 0)
    return qv_whole_file_fail (self->file_path, errno, error);
  g_free (self->made_file);
  self->made_file = g_strdup (self->file_path);
  return TRUE;
}

/**
 * qv_import_commit:
 * @self: a prepared import; to be committed once
 * @cancellable: (nullable): to give up
 * @error: return location for a #QvImportError, #QvExchangeError or #QvStoreError
 *
 * Writes what was prepared, in one transaction. Waits for the disk.
 *
 * Returns: whether all of it is in the library; if not, nothing is
 */
gboolean
qv_import_commit (QvImport *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (QV_IS_IMPORT (self), FALSE);

  if (self->report->refused)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_CONFLICT,
                   _ ("“%s” has rows that contradict each other; choose which of them count."),
                   self->file->name);
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->kind == QV_IMPORT_SESSION || self->kind == QV_IMPORT_LIBRARY)
    return _qv_import_merge (self, cancellable, error);

  g_return_val_if_fail (self->edit != NULL, FALSE);

  if (self->made_file != NULL && !settle_file (self, error))
    return FALSE;
  if (self->edit->changes->len > 0 && !qv_store_apply (self->store, g_steal_pointer (&self->edit), error))
    return FALSE;
  g_clear_pointer (&self->made_file, g_free);
  return TRUE;
}

static void
commit_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (qv_import_commit (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * qv_import_commit_async:
 * @self: a prepared import
 * @cancellable: (nullable): to give up
 * @callback: called when it is written
 * @user_data: for @callback
 */
void
qv_import_commit_async (QvImport *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, qv_import_commit_async);
  g_task_run_in_thread (task, commit_thread);
}

gboolean
qv_import_commit_finish (QvImport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
