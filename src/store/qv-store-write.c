/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands: applying an edit, and merging what comes from elsewhere. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n.h>

static gboolean
validate (const QvRecord *record, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (record->id > 0 && qv_record_validate (record, &local))
    return TRUE;
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID,
               /* Translators: %s is a reason such as “note 12, field “text”: nothing there”. */
               _ ("The library does not accept this (%s). Nothing was written."),
               local != NULL ? local->message : "id");
  return FALSE;
}

static gboolean
insert (QvRecording *recording, QvRecord *record, GError **error)
{
  record->stamp = recording->stamp;
  memset (record->stamps, 0, sizeof (QvStamp) * record->n_fields);
  g_clear_pointer (&record->past, g_array_unref);
  return validate (record, error) &&
         _qv_ballot_check_change (recording->db, record->entity, QV_STORE_ALL, record, error) &&
         _qv_rows_write (recording->db, NULL, record, error) &&
         (recording->inserts == NULL || _qv_recording_insert (recording, record, error));
}

static gboolean
is_nothing (const QvValue *value)
{
  return value->type == QV_VALUE_NULL || (value->type == QV_VALUE_TEXT && value->text[0] == '\0');
}

static void
forget_past (QvRecord *record, guint field)
{
  for (guint i = record->past != NULL ? record->past->len : 0; i > 0; i--)
    {
      const QvPastValue *past = &g_array_index (record->past, QvPastValue, i - 1);

      if (past->field == field && qv_value_compare (&past->value, &record->values[field]) == 0)
        g_array_remove_index (record->past, i - 1);
    }
}

static gboolean
set (QvRecording *recording, const QvChange *change, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (change->entity);
  g_autoptr (GError) local = NULL;
  g_autoptr (QvRecord) old = _qv_rows_get (recording->db, change->entity, change->id, &local);
  g_autoptr (QvRecord) record = NULL;
  guint deleted = info->n_fields - 1;

  if (old == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        _qv_rows_fail_missing (change->entity, change->id, error);
      return FALSE;
    }
  if (qv_value_compare (&old->values[change->field], &change->value) == 0 ||
      (is_nothing (&old->values[change->field]) && is_nothing (&change->value)))
    return TRUE;
  if (qv_record_is_deleted (old) && change->field != deleted)
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID,
                   /* Translators: a kind of thing in the words of the file format, and its id. */
                   _ ("The %s %" PRId64 " has been deleted. Undo that first."), info->name, change->id);
      return FALSE;
    }

  record = qv_record_copy (old);
  qv_record_take (record, change->field, qv_value_copy (&change->value));
  record->stamps[change->field] = recording->stamp == record->stamp ? 0 : recording->stamp;
  forget_past (record, change->field);
  return validate (record, error) &&
         _qv_ballot_check_change (recording->db, change->entity, change->field, record, error) &&
         _qv_rows_write (recording->db, old, record, error);
}

static gboolean
only_inserts (const QvEdit *edit)
{
  for (guint i = 0; i < edit->changes->len; i++)
    if (g_array_index (edit->changes, QvChange, i).type != QV_CHANGE_INSERT)
      return FALSE;
  return TRUE;
}

static gboolean
apply (QvStore *self, gpointer data, GError **error)
{
  QvEdit *edit = data;
  g_auto (QvRecording)
      recording = { .store = self, .kind = "edit", .label = edit->label, .scope = edit->session };

  if (!_qv_recording_begin (&recording, error))
    return FALSE;
  if (only_inserts (edit))
    _qv_recording_start_inserts (&recording);
  else if (!_qv_recording_start (&recording, error))
    return FALSE;
  for (guint i = 0; i < edit->changes->len; i++)
    {
      QvChange *change = &g_array_index (edit->changes, QvChange, i);

      if (change->type == QV_CHANGE_INSERT ? !insert (&recording, change->record, error)
                                           : !set (&recording, change, error))
        return FALSE;
      if (!_qv_recording_spill (&recording, error))
        return FALSE;
    }
  return _qv_recording_commit (&recording, error);
}

/**
 * qv_store_apply:
 * @self: the library
 * @edit: (transfer full): what to change
 * @error: return location for a #GError of %QV_STORE_ERROR; nothing was written then. INVALID: a value or a
 * reference that may not be; NOT_FOUND: a row that is not there; FULL; BUSY; FAILED
 *
 * Writes an edit and waits until it is safe on the disk. An edit that changes nothing leaves no journal
 * entry. All of an edit bears one stamp.
 *
 * Returns: whether it was written
 */
gboolean
qv_store_apply (QvStore *self, QvEdit *edit, GError **error)
{
  g_autoptr (QvEdit) owned = edit;

  g_return_val_if_fail (QV_IS_STORE (self) && edit != NULL, FALSE);

  return _qv_store_run (self, apply, owned, error);
}

static void
free_edit (gpointer data)
{
  qv_edit_free (data);
}

/**
 * qv_store_apply_async:
 * @self: the library
 * @edit: (transfer full): what to change
 * @cancellable: (nullable): stops it only while it has not begun
 * @callback: called when the edit is safe on the disk; live lists that it concerns show it already
 * @user_data: for @callback
 *
 * Edits are written in the order of the calls.
 */
void
qv_store_apply_async (
    QvStore *self, QvEdit *edit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (QV_IS_STORE (self) && edit != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, qv_store_apply_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, edit, free_edit);
  _qv_store_run_async (self, task, apply);
}

/**
 * qv_store_apply_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location, see qv_store_apply()
 *
 * Returns: whether it was written
 */
gboolean
qv_store_apply_finish (QvStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  const char *label;
  QvId session;
  QvRecordProducer producer;
  gpointer producer_data;
  QvMergedFunc func; /* (nullable) */
  gpointer func_data;
  QvMergeReport *report;
  GCancellable *cancellable;
  QvRecording *recording;
  gboolean has_failed;
  gboolean has_purged; /* backups have to be made anew */
} Merge;

static gboolean
observe (Merge *merge, const QvRecord *record, GError **error)
{
  QvClock *clock = &merge->recording->store->clock;
  gboolean ok = qv_clock_observe (clock, record->stamp);

  for (guint i = 0; ok && i < record->n_fields; i++)
    ok = qv_clock_observe (clock, record->stamps[i]);
  for (guint i = 0; ok && record->past != NULL && i < record->past->len; i++)
    ok = qv_clock_observe (clock, g_array_index (record->past, QvPastValue, i).stamp);
  if (!ok)
    g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID,
                 /* Translators: a kind of thing in the words of the file format, and its id. */
                 _ ("%s %" PRId64 " is dated more than a day ahead of this computer's clock. Check both "
                    "clocks. Nothing was written."),
                 qv_entity_get_info (record->entity)->name, record->id);
  return ok;
}

/* What must not come back with a file: people who were erased, single votes of a closed ballot. */
static gboolean
is_erased (QvDb *db, const QvRecord *record)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  if (record->entity == QV_ENTITY_VOTE)
    return _qv_ballot_is_closed (db, qv_record_get_int (record, QV_VOTE_BALLOT));
  if (record->entity != QV_ENTITY_PERSON)
    return FALSE;
  query = _qv_db_query (db, "SELECT 1 FROM erased WHERE id = ?1", NULL);
  if (query == NULL)
    return TRUE;
  sqlite3_bind_int64 (query, 1, record->id);
  return !_qv_db_step (db, query, &has_row, NULL) || has_row;
}

/* What was deleted and changed later lives; stamps that say nothing are 0; "" is NULL: so that all computers
 * agree. */
static QvRecord *
normalize (Merge *merge, const QvRecord *record)
{
  QvRecord *normal = qv_record_copy (record);

  if (normal->stamp == 0)
    normal->stamp = merge->recording->stamp;
  for (guint i = 0; i < normal->n_fields; i++)
    if (is_nothing (&normal->values[i]))
      qv_record_take (normal, i, (QvValue){ .type = QV_VALUE_NULL });
  for (guint i = normal->past != NULL ? normal->past->len : 0; i > 0; i--)
    {
      QvPastValue *past = &g_array_index (normal->past, QvPastValue, i - 1);

      if (past->value.type == QV_VALUE_TEXT && is_nothing (&past->value))
        g_array_remove_index (normal->past, i - 1);
    }
  return normal;
}

/* Whether merging a new row with itself could change it: what the past says may be no longer past. */
static gboolean
has_history (const QvRecord *record)
{
  if (record->past != NULL && record->past->len > 0)
    return TRUE;
  for (guint i = 0; i < record->n_fields; i++)
    if (record->stamps[i] != 0)
      return TRUE;
  return qv_record_is_deleted (record);
}

/* A ballot that is open here and was closed elsewhere: the votes that are here go as well. */
static void
note_closing (Merge *merge, const QvRecord *old, const QvRecord *merged)
{
  if (merged->entity != QV_ENTITY_BALLOT || old == NULL || !qv_record_is_null (old, QV_BALLOT_CLOSED) ||
      qv_record_is_null (merged, QV_BALLOT_CLOSED))
    return;
  if (merge->recording->closings == NULL)
    merge->recording->closings = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_array_append_val (merge->recording->closings, merged->id);
}

static gboolean
merge_record (Merge *merge, const QvRecord *record, GError **error)
{
  QvRecording *recording = merge->recording;
  g_autoptr (GError) local = NULL;
  g_autoptr (QvRecord) normal = NULL;
  g_autoptr (QvRecord) old = NULL;
  g_autoptr (QvRecord) merged = NULL;

  if (g_cancellable_set_error_if_cancelled (merge->cancellable, error) || !validate (record, error) ||
      !observe (merge, record, error))
    return FALSE;
  normal = normalize (merge, record);
  old = _qv_rows_get (recording->db, record->entity, record->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (old == NULL && !has_history (normal))
    merged = g_steal_pointer (&normal);
  else
    {
      merged = qv_record_copy (old != NULL ? old : normal);
      qv_record_merge (merged, normal);
    }
  if (is_erased (recording->db, record) || (old != NULL && qv_record_equal (old, merged)))
    {
      merge->report->n_unchanged++;
      return TRUE;
    }
  if (old == NULL)
    merge->report->n_inserted++;
  else
    merge->report->n_updated++;
  note_closing (merge, old, merged);
  if (merge->func != NULL)
    merge->func (old, merged, merge->func_data);
  return _qv_rows_write (recording->db, old, merged, error) && _qv_recording_spill (recording, error);
}

static gboolean
merge_record_cb (const QvRecord *record, gpointer data, GError **error)
{
  Merge *merge = data;

  if (!merge->has_failed)
    merge->has_failed = !merge_record (merge, record, error);
  return !merge->has_failed;
}

/* What makes a session is the library's to undo, or the session would go from under whoever works in it. */
static gboolean
find_scope (Merge *merge, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (QvRecord) session = NULL;

  if (merge->session == QV_ID_NONE)
    return TRUE;
  session = _qv_rows_get (merge->recording->db, QV_ENTITY_SESSION, merge->session, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (session == NULL || qv_record_is_deleted (session))
    merge->recording->scope = QV_ID_NONE;
  return TRUE;
}

static gboolean
run_merge (QvStore *self, gpointer data, GError **error)
{
  Merge *merge = data;
  g_auto (QvRecording)
      recording = { .store = self, .kind = "merge", .label = merge->label, .scope = merge->session };
  QvClock before = self->clock;

  merge->recording = &recording;
  if (_qv_recording_begin (&recording, error) && find_scope (merge, error) &&
      _qv_recording_start (&recording, error) &&
      merge->producer (merge_record_cb, merge, merge->producer_data, error) && !merge->has_failed &&
      !g_cancellable_set_error_if_cancelled (merge->cancellable, error) &&
      _qv_recording_commit (&recording, error))
    {
      merge->has_purged = recording.closings != NULL;
      return !merge->has_purged || _qv_ballot_clean (self, error);
    }
  self->clock = before;
  return FALSE;
}

/**
 * qv_store_merge:
 * @self: the library
 * @label: for the journal, in the user's language
 * @session: whose undo it belongs to, or %QV_ID_NONE; what brings the session itself belongs to the library's
 * @producer: gives the records; called once, in another thread, while this one waits
 * @data: for @producer
 * @report: (out caller-allocates) (nullable): what came of it
 * @cancellable: (nullable): can be cancelled from any thread
 * @error: return location for a #GError of %QV_STORE_ERROR, of @producer's own, or %G_IO_ERROR_CANCELLED;
 * nothing was written then. INVALID names the record whose value, date or reference is wrong
 *
 * Joins records from elsewhere with those that are here, see qv_record_merge(): all or none, one journal
 * entry, one undo. A record whose stamp is 0 is work of this computer and gets a stamp. People who were
 * erased do not come back. Where a ballot that is open here was closed elsewhere, its votes go as in
 * qv_store_close_ballot(), which may end in its errors after the records are written; votes of a ballot that
 * is closed here are left out.
 *
 * Returns: whether all is written
 */
gboolean
qv_store_merge (QvStore *self,
                const char *label,
                QvId session,
                QvRecordProducer producer,
                gpointer data,
                QvMergeReport *report,
                GCancellable *cancellable,
                GError **error)
{
  return qv_store_merge_telling (self, label, session, producer, data, NULL, NULL, report, cancellable,
                                 error);
}

/**
 * qv_store_merge_telling:
 * @self: the library
 * @label: for the journal, in the user's language
 * @session: see qv_store_merge()
 * @producer: see qv_store_merge()
 * @data: for @producer
 * @func: (nullable): hears of what comes in
 * @func_data: for @func
 * @report: (out caller-allocates) (nullable): what came of it
 * @cancellable: (nullable): can be cancelled from any thread
 * @error: return location, see qv_store_merge()
 *
 * Merges, and tells row by row what comes of it.
 *
 * Returns: whether all is written
 */
gboolean
qv_store_merge_telling (QvStore *self,
                        const char *label,
                        QvId session,
                        QvRecordProducer producer,
                        gpointer data,
                        QvMergedFunc func,
                        gpointer func_data,
                        QvMergeReport *report,
                        GCancellable *cancellable,
                        GError **error)
{
  QvMergeReport local = { 0 };
  Merge merge = { .label = label,
                  .session = session,
                  .producer = producer,
                  .producer_data = data,
                  .func = func,
                  .func_data = func_data,
                  .report = &local,
                  .cancellable = cancellable };
  g_autofree char *backup = NULL;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self) && label != NULL && producer != NULL, FALSE);

  ok = _qv_store_run (self, run_merge, &merge, error);
  if (ok && merge.has_purged)
    ok = (backup = qv_store_backup (self, NULL, error)) != NULL;
  if (report != NULL)
    *report = ok ? local : (QvMergeReport){ 0 };
  return ok;
}
