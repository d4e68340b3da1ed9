/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing a ballot: the totals by helix stay, every trace of single votes goes, and nothing brings them
 * back. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <inttypes.h>

#include <glib/gi18n.h>

#include "qv-poll.h"

typedef struct
{
  QvDb *db;
  GArray *ballots;   /* (element-type QvId) */
  GHashTable *votes; /* ids of their votes, as gint64 */
  GArray *rows;      /* (element-type QvRowChange) */
} Purge;

static void
clear_purge (Purge *self)
{
  g_clear_pointer (&self->votes, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Purge, clear_purge)

static gboolean
fail (const char *message, GError **error)
{
  g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID, message);
  return FALSE;
}

/* Whether a ballot of the library is closed. */
gboolean
_qv_ballot_is_closed (QvDb *db, QvId ballot)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  query = _qv_db_query (db, "SELECT 1 FROM ballot WHERE id = ?1 AND closed IS NOT NULL", NULL);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, ballot);
  return _qv_db_step (db, query, &has_row, NULL) && has_row;
}

/* Whether an edit may write @record, or its @field where that is one. */
gboolean
_qv_ballot_check_change (QvDb *db, QvEntity entity, guint field, const QvRecord *record, GError **error)
{
  if (entity == QV_ENTITY_VOTE && _qv_ballot_is_closed (db, qv_record_get_int (record, QV_VOTE_BALLOT)))
    return fail (_ ("The vote is closed. Only the totals are left."), error);
  if (entity == QV_ENTITY_BALLOT &&
      (field == QV_BALLOT_CLOSED || field == QV_BALLOT_TIES ||
       (field == QV_STORE_ALL && !qv_record_is_null (record, QV_BALLOT_CLOSED))))
    return fail (_ ("A vote is closed by counting it, and stays closed."), error);
  if (entity == QV_ENTITY_BALLOT_TOTAL)
    return fail (_ ("The totals of a vote cannot be changed."), error);
  return TRUE;
}

static gboolean
is_ballot (const Purge *self, sqlite3_value *value)
{
  if (value == NULL || sqlite3_value_type (value) != SQLITE_INTEGER)
    return FALSE;
  for (guint i = 0; i < self->ballots->len; i++)
    if (g_array_index (self->ballots, QvId, i) == sqlite3_value_int64 (value))
      return TRUE;
  return FALSE;
}

static void
add_vote (Purge *self, gint64 id)
{
  g_hash_table_add (self->votes, g_memdup2 (&id, sizeof id));
}

/* Votes that were undone or taken back are in the journal only. */
static gboolean
learn_vote (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  Purge *self = data;

  if (!g_str_equal (table, "vote"))
    return FALSE;
  for (int i = 1; i < n_columns; i++)
    if ((op != SQLITE_INSERT && is_ballot (self, _qv_seal_get_value (iter, i, FALSE))) ||
        (op != SQLITE_DELETE && is_ballot (self, _qv_seal_get_value (iter, i, TRUE))))
      add_vote (self, sqlite3_value_int64 (_qv_seal_get_value (iter, 0, op == SQLITE_INSERT)));
  return FALSE;
}

/* The row of a vote, or a stamp or past value of it. */
static gboolean
names_vote (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  Purge *self = data;
  sqlite3_value *first = _qv_seal_get_value (iter, 0, op == SQLITE_INSERT);
  gint64 id;

  if (g_str_equal (table, "vote"))
    {
      id = sqlite3_value_int64 (first);
      return g_hash_table_contains (self->votes, &id);
    }
  if (!g_str_equal (table, "field_stamp") && !g_str_equal (table, "past_value"))
    return FALSE;
  id = sqlite3_value_int64 (_qv_seal_get_value (iter, 1, op == SQLITE_INSERT));
  return g_strcmp0 ((const char *) sqlite3_value_text (first), "vote") == 0 &&
         g_hash_table_contains (self->votes, &id);
}

/* The votes of one ballot as they are in the table. */
static gboolean
learn_rows (Purge *self, QvId ballot, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (self->db, "SELECT id, session FROM vote WHERE ballot = ?1", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, ballot);
  while (_qv_db_step (self->db, query, &has_row, error))
    {
      QvRowChange row = { .entity = QV_ENTITY_VOTE };

      if (!has_row)
        return TRUE;
      row.id = sqlite3_column_int64 (query, 0);
      row.session = sqlite3_column_int64 (query, 1);
      add_vote (self, row.id);
      g_array_append_val (self->rows, row);
    }
  return FALSE;
}

static gboolean
delete_votes (Purge *self, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->votes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const gint64 id = *(gint64 *) key;

      if (!_qv_seal_run_with_id (self->db, "DELETE FROM vote WHERE id = ?1", id, error) ||
          !_qv_seal_run_with_id (self->db, "DELETE FROM field_stamp WHERE entity = 'vote' AND id = ?1", id,
                                 error) ||
          !_qv_seal_run_with_id (self->db, "DELETE FROM past_value WHERE entity = 'vote' AND id = ?1", id,
                                 error))
        return FALSE;
    }
  return TRUE;
}

/* What was done in the session before can be neither undone nor redone any more. */
static gboolean
draw_line (QvStore *self, QvId ballot, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT session FROM ballot WHERE id = %" PRId64, ballot);
  gint64 session;

  return _qv_db_get_int (self->writer, sql, &session, error) &&
         _qv_seal_run_with_id (self->writer,
                               "UPDATE journal SET state = CASE state WHEN 'done' THEN NULL ELSE 'dropped' "
                               "END WHERE session = ?1 AND state IN ('done', 'undone')",
                               session, error) &&
         _qv_seal_write_entry (self, "close", _ ("Close vote"), session, error);
}

/* Takes the votes of @ballots, which are closed now, out of everything that a transaction reaches. The caller
 * commits it and calls _qv_ballot_clean(). The votes' rows are added to @rows. */
gboolean
_qv_ballot_purge (QvStore *self, GArray *ballots, GArray *rows, GError **error)
{
  g_auto (Purge) purge = { .db = self->writer,
                           .ballots = ballots,
                           .votes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                           .rows = rows };

  for (guint i = 0; i < ballots->len; i++)
    if (!learn_rows (&purge, g_array_index (ballots, QvId, i), error))
      return FALSE;
  if (!_qv_seal_scan (purge.db, learn_vote, &purge, error) || !delete_votes (&purge, error) ||
      !_qv_seal_entries (purge.db, names_vote, &purge, error))
    return FALSE;
  for (guint i = 0; i < ballots->len; i++)
    if (!draw_line (self, g_array_index (ballots, QvId, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_cb (const QvRecord *record, gpointer data, GError **error)
{
  qv_poll_add (data, record);
  return TRUE;
}

/* (transfer full): an open ballot with all that counts it. */
static QvPoll *
load_poll (QvDb *db, QvId ballot, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (QvRecord) record = _qv_rows_get (db, QV_ENTITY_BALLOT, ballot, &local);
  g_autoptr (QvPoll) poll = NULL;
  QvValue values[2];

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (record == NULL || qv_record_is_deleted (record))
    {
      _qv_rows_fail_missing (QV_ENTITY_BALLOT, ballot, error);
      return NULL;
    }
  if (!qv_record_is_null (record, QV_BALLOT_CLOSED))
    {
      fail (_ ("The vote is closed. Only the totals are left."), error);
      return NULL;
    }
  poll = qv_poll_new (record);
  values[0] = qv_value_int (ballot);
  values[1] = qv_value_int (qv_record_get_int (record, QV_BALLOT_SESSION));
  if (!_qv_rows_select (db, QV_ENTITY_BALLOT_OPTION, "WHERE ballot = ?1", values, 1, add_cb, poll, error) ||
      !_qv_rows_select (db, QV_ENTITY_VOTE, "WHERE ballot = ?1", values, 1, add_cb, poll, error) ||
      !_qv_rows_select (db, QV_ENTITY_PARTICIPANT, "WHERE session = ?1", values + 1, 1, add_cb, poll,
                        error) ||
      !_qv_rows_select (db, QV_ENTITY_NOTE_LINK, "WHERE session = ?1", values + 1, 1, add_cb, poll, error))
    return NULL;
  return g_steal_pointer (&poll);
}

/* A total that is there already can only be from a file; it loses. */
static gboolean
write_total (QvDb *db, QvRecord *total, QvStamp stamp, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (QvRecord) old = _qv_rows_get (db, QV_ENTITY_BALLOT_TOTAL, total->id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  total->stamp = stamp;
  if (old != NULL)
    qv_record_merge (total, old);
  return _qv_rows_write (db, old, total, error);
}

static gboolean
write_result (QvStore *self, QvPoll *poll, GArray *rows, GError **error)
{
  const QvId session = qv_record_get_int (poll->ballot, QV_BALLOT_SESSION);
  const QvStamp stamp = qv_clock_tick (&self->clock);
  g_autofree QvPollCount *count = qv_poll_count (poll);
  g_autoptr (GPtrArray) totals = qv_poll_make_totals (poll, count);
  g_autoptr (QvRecord) closed = qv_record_copy (poll->ballot);
  QvRowChange row = { .entity = QV_ENTITY_BALLOT, .id = closed->id, .session = session };

  qv_record_set_int (closed, QV_BALLOT_CLOSED, g_get_real_time ());
  closed->stamps[QV_BALLOT_CLOSED] = stamp;
  qv_record_set_int (closed, QV_BALLOT_TIES, MIN (count->ties, G_MAXINT32));
  closed->stamps[QV_BALLOT_TIES] = stamp;
  g_array_append_val (rows, row);
  for (guint i = 0; i < totals->len; i++)
    {
      QvRecord *total = totals->pdata[i];

      row.entity = QV_ENTITY_BALLOT_TOTAL;
      row.id = total->id;
      g_array_append_val (rows, row);
      if (!write_total (self->writer, total, stamp, error))
        return FALSE;
    }
  return _qv_rows_write (self->writer, poll->ballot, closed, error);
}

static gboolean
close_in_tables (QvStore *self, QvId ballot, GArray *rows, GError **error)
{
  g_autoptr (GArray) ballots = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (QvPoll) poll = NULL;

  g_array_append_val (ballots, ballot);
  if (!_qv_db_exec (self->writer, "BEGIN IMMEDIATE", error))
    return FALSE;
  poll = load_poll (self->writer, ballot, error);
  if (poll != NULL && write_result (self, poll, rows, error) &&
      _qv_ballot_purge (self, ballots, rows, error) && _qv_db_exec (self->writer, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (self->writer->sqlite))
    _qv_db_exec (self->writer, "ROLLBACK", NULL);
  return FALSE;
}

/* After the commit of a purge: what is left of the votes in files goes. */
gboolean
_qv_ballot_clean (QvStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (_qv_erase_clean (self, &local))
    return TRUE;
  g_set_error_literal (error, QV_STORE_ERROR, local->code,
                       _ ("The vote is closed, but traces of single votes are still on the disk. Free some "
                          "space on it and start Quadrivio again, which completes this."));
  return FALSE;
}

static gboolean
run_close (QvStore *self, gpointer data, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (QvRowChange));

  if (!close_in_tables (self, *(QvId *) data, rows, error))
    return FALSE;
  _qv_store_emit_changed (self, rows);
  return _qv_ballot_clean (self, error);
}

/**
 * qv_store_close_ballot:
 * @self: the library
 * @ballot: an open ballot
 * @error: return location for a #GError of %QV_STORE_ERROR: NOT_FOUND; INVALID: it is closed already; FULL,
 * BUSY or FAILED, after which the ballot is open as before, or closed and the next opening of the library
 *   completes what was begun
 *
 * Counts a ballot for good. The totals by helix are written, and every single vote goes: the rows, the
 * journal (entries stay in the history and say that somebody voted), all backups in the folder beside the
 * library, and the file's free space. What was done in the session until then cannot be undone any more.
 * Files from elsewhere do not bring votes back. A new backup is made afterwards. Copies that were made into
 * other folders are not reached.
 *
 * Returns: whether it is done
 */
gboolean
qv_store_close_ballot (QvStore *self, QvId ballot, GError **error)
{
  g_autofree char *backup = NULL;

  g_return_val_if_fail (QV_IS_STORE (self), FALSE);

  if (!_qv_store_run (self, run_close, &ballot, error))
    return FALSE;
  backup = qv_store_backup (self, NULL, error);
  return backup != NULL;
}

static void
close_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (qv_store_close_ballot (source, *(QvId *) data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * qv_store_close_ballot_async:
 * @self: the library
 * @ballot: see qv_store_close_ballot()
 * @callback: called when it is done; live lists show the totals before that
 * @user_data: for @callback
 */
void
qv_store_close_ballot_async (QvStore *self, QvId ballot, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (QV_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, qv_store_close_ballot_async);
  g_task_set_task_data (task, g_memdup2 (&ballot, sizeof ballot), g_free);
  g_task_run_in_thread (task, close_in_thread);
}

/**
 * qv_store_close_ballot_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location, see qv_store_close_ballot()
 *
 * Returns: whether it is done
 */
gboolean
qv_store_close_ballot_finish (QvStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
