/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: undo and redo by changesets, and what the history shows. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <glib/gi18n.h>

typedef struct
{
  QvId scope;
  gboolean is_redo;
  gboolean is_dangling; /* references have to be checked */
  char *label;          /* out */
} Turn;

static void
free_turn (gpointer data)
{
  Turn *turn = data;

  g_free (turn->label);
  g_free (turn);
}

/* What undo or redo would turn next: undo the newest that is done, redo the last undone. Without ?1 in any
 * session. */
static const char *
get_next_sql (QvId scope, gboolean is_redo)
{
  if (is_redo)
    return scope == QV_ANY_SESSION ? "SELECT number, session, label, changeset FROM journal "
                                     "WHERE state = 'undone' ORDER BY undone DESC LIMIT 1"
                                   : "SELECT number, session, label, changeset FROM journal "
                                     "WHERE state = 'undone' AND session = ?1 ORDER BY undone DESC LIMIT 1";
  return scope == QV_ANY_SESSION ? "SELECT number, session, label, changeset FROM journal "
                                   "WHERE state = 'done' ORDER BY number DESC LIMIT 1"
                                 : "SELECT number, session, label, changeset FROM journal "
                                   "WHERE state = 'done' AND session = ?1 ORDER BY number DESC LIMIT 1";
}

/* Whether a vote was closed in @scope after entry @number. */
static gboolean
is_final (QvDb *db, QvId scope, gint64 number)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  query = _qv_db_query (
      db,
      scope == QV_ANY_SESSION
          ? "SELECT 1 FROM journal WHERE kind = 'close' AND number > ?2 LIMIT 1"
          : "SELECT 1 FROM journal WHERE kind = 'close' AND number > ?2 AND session = ?1 LIMIT 1",
      NULL);
  if (query == NULL)
    return FALSE;
  if (scope != QV_ANY_SESSION)
    sqlite3_bind_int64 (query, 1, scope);
  sqlite3_bind_int64 (query, 2, number);
  return _qv_db_step (db, query, &has_row, NULL) && has_row;
}

static QvQuery *
query_next (QvDb *db, QvId scope, gboolean is_redo, gboolean *found, GError **error)
{
  QvQuery *query = _qv_db_query (db, get_next_sql (scope, is_redo), error);

  *found = FALSE;
  if (query == NULL)
    return NULL;
  if (scope != QV_ANY_SESSION)
    sqlite3_bind_int64 (query, 1, scope);
  if (!_qv_db_step (db, query, found, error))
    {
      _qv_query_reset (query);
      return NULL;
    }
  /* Of all sessions the line is the newest: an older entry of another session is not what the user meant. */
  if (*found && scope == QV_ANY_SESSION && !is_redo && is_final (db, scope, sqlite3_column_int64 (query, 0)))
    *found = FALSE;
  return query;
}

/* 0 where there is none. */
static gboolean
find_last_done (QvDb *db, QvId scope, gint64 *out_number, GError **error)
{
  gboolean found;
  QvQuery *query = query_next (db, scope, FALSE, &found, error);

  if (query == NULL)
    return FALSE;
  *out_number = found ? sqlite3_column_int64 (query, 0) : 0;
  _qv_query_reset (query);
  return TRUE;
}

/* After a vote was closed, and until something new is done, it says so. */
static gboolean
fail_nothing (QvDb *db, const Turn *turn, GError **error)
{
  gint64 last_done = 0;

  if (turn->is_redo && !find_last_done (db, turn->scope, &last_done, error))
    return FALSE;
  if (is_final (db, turn->scope, last_done))
    g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_FINAL,
                         turn->is_redo ? _ ("The vote was closed, and only its totals are left: what was "
                                            "undone before cannot be redone.")
                                       : _ ("The vote was closed, and only its totals are left: what was "
                                            "done before cannot be undone."));
  else
    g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_NOTHING,
                         turn->is_redo ? _ ("There is nothing to redo.") : _ ("There is nothing to undo."));
  return FALSE;
}

/* A part of a large entry may leave references for the next part to mend, so they are looked at after the
 * last. sqlite3changeset_apply() forgets about them when it returns; hence the flag. */
static int
conflict_cb (void *data, int reason, sqlite3_changeset_iter *iter)
{
  Turn *turn = data;

  if (reason != SQLITE_CHANGESET_FOREIGN_KEY)
    return SQLITE_CHANGESET_ABORT;
  turn->is_dangling = TRUE;
  return SQLITE_CHANGESET_OMIT;
}

static gboolean
fail_conflict (const char *label, gboolean is_redo, GError **error)
{
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_CONFLICT,
               /* Translators: %s is what the user did, such as “Move note”. */
               is_redo ? _ ("“%s” cannot be redone, because the same things have been changed since.")
                       : _ ("“%s” cannot be undone, because the same things have been changed since."),
               label);
  return FALSE;
}

static gboolean
turn_part (QvRecording *recording, Turn *turn, const void *changeset, int size, GError **error)
{
  void *inverted = NULL;
  int inverted_size = 0;
  int rc = SQLITE_OK;
  gboolean ok;

  if (!turn->is_redo)
    rc = sqlite3changeset_invert (size, changeset, &inverted_size, &inverted);
  if (rc == SQLITE_OK)
    rc = sqlite3changeset_apply (recording->db->sqlite, turn->is_redo ? size : inverted_size,
                                 turn->is_redo ? (void *) changeset : inverted, NULL, conflict_cb, turn);
  if (rc == SQLITE_OK)
    ok = turn->is_redo ? _qv_recording_absorb (recording, changeset, size, error)
                       : _qv_recording_absorb (recording, inverted, inverted_size, error);
  else if (rc == SQLITE_ABORT)
    ok = fail_conflict (recording->label, turn->is_redo, error);
  else
    {
      _qv_db_set_error (recording->db, rc, error);
      ok = FALSE;
    }
  sqlite3_free (inverted);
  return ok;
}

/* The parts of a large entry, in order, or backwards for an undo. */
static gboolean
turn_parts (QvRecording *recording, Turn *turn, gint64 number, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (recording->db,
                    turn->is_redo ? "SELECT changeset FROM journal_part WHERE number = ?1 ORDER BY part"
                                  : "SELECT changeset FROM journal_part WHERE number = ?1 ORDER BY part DESC",
                    error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, number);
  while (_qv_db_step (recording->db, query, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!turn_part (recording, turn, sqlite3_column_blob (query, 0), sqlite3_column_bytes (query, 0),
                      error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
write_entry (QvRecording *recording, gint64 target, gboolean is_redo, GError **error)
{
  g_autoptr (QvQuery) entry = NULL;
  g_autoptr (QvQuery) state = NULL;

  entry = _qv_db_query (recording->db,
                        "INSERT INTO journal (number, stamp, session, label, device, kind, target) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        error);
  state = _qv_db_query (recording->db,
                        is_redo ? "UPDATE journal SET state = 'done', undone = NULL WHERE number = ?1"
                                : "UPDATE journal SET state = 'undone', undone = ?2 WHERE number = ?1",
                        error);
  if (entry == NULL || state == NULL)
    return FALSE;
  sqlite3_bind_int64 (entry, 1, recording->number);
  sqlite3_bind_int64 (entry, 2, recording->stamp);
  sqlite3_bind_int64 (entry, 3, recording->scope);
  sqlite3_bind_text (entry, 4, recording->label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (entry, 5, recording->store->clock.device);
  sqlite3_bind_text (entry, 6, recording->kind, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (entry, 7, target);
  sqlite3_bind_int64 (state, 1, target);
  if (!is_redo)
    sqlite3_bind_int64 (state, 2, recording->number);
  return _qv_db_run (recording->db, entry, error) && _qv_db_run (recording->db, state, error);
}

static gboolean
turn_entry (QvRecording *recording, Turn *turn, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean found;
  gint64 number;

  query = query_next (recording->db, turn->scope, turn->is_redo, &found, error);
  if (query == NULL)
    return FALSE;
  if (!found)
    return fail_nothing (recording->db, turn, error);
  number = sqlite3_column_int64 (query, 0);
  recording->scope = sqlite3_column_int64 (query, 1);
  turn->label = g_strdup ((const char *) sqlite3_column_text (query, 2));
  recording->label = turn->label;
  if (sqlite3_column_type (query, 3) == SQLITE_BLOB)
    {
      g_autoptr (GBytes) changeset =
          g_bytes_new (sqlite3_column_blob (query, 3), (gsize) sqlite3_column_bytes (query, 3));

      sqlite3_reset (query);
      if (!turn_part (recording, turn, g_bytes_get_data (changeset, NULL), (int) g_bytes_get_size (changeset),
                      error))
        return FALSE;
    }
  else
    {
      sqlite3_reset (query);
      if (!turn_parts (recording, turn, number, error))
        return FALSE;
    }
  return write_entry (recording, number, turn->is_redo, error);
}

/* A reference that broke means that something else was built on what would go. */
static gboolean
finish (QvRecording *recording, Turn *turn, GError **error)
{
  g_autoptr (GError) local = NULL;

  if ((!turn->is_dangling || _qv_rows_check_references (recording->db, &local)) &&
      _qv_recording_finish (recording, &local))
    return TRUE;
  if (g_error_matches (local, QV_STORE_ERROR, QV_STORE_ERROR_INVALID))
    return fail_conflict (turn->label, turn->is_redo, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
run_turn (QvStore *self, gpointer data, GError **error)
{
  Turn *turn = data;
  g_auto (QvRecording) recording = { .store = self, .kind = turn->is_redo ? "redo" : "undo" };

  return _qv_recording_begin (&recording, error) && turn_entry (&recording, turn, error) &&
         finish (&recording, turn, error);
}

static gboolean
turn_now (QvStore *self, QvId session, gboolean is_redo, char **out_label, GError **error)
{
  Turn turn = { .scope = session, .is_redo = is_redo };
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self), FALSE);

  ok = _qv_store_run (self, run_turn, &turn, error);
  if (ok && out_label != NULL)
    *out_label = g_steal_pointer (&turn.label);
  g_free (turn.label);
  return ok;
}

static void
turn_async (QvStore *self,
            QvId session,
            gboolean is_redo,
            gpointer tag,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Turn *turn = g_new0 (Turn, 1);

  turn->scope = session;
  turn->is_redo = is_redo;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, turn, free_turn);
  _qv_store_run_async (self, task, run_turn);
}

static char *
turn_finish (QvStore *self, GAsyncResult *result, GError **error)
{
  Turn *turn = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_strdup (turn->label);
}

/**
 * qv_store_undo:
 * @self: the library
 * @session: undo the latest that was done in this session, with %QV_ID_NONE to the library itself, or with
 *   %QV_ANY_SESSION anywhere
 * @out_label: (out) (optional): what was undone, in the words of who did it
 * @error: return location for a #GError of %QV_STORE_ERROR; nothing was changed then. NOTHING; FINAL;
 * CONFLICT: something that was done elsewhere changed the same rows since, or refers to them
 *
 * Puts every row back exactly as it was, its stamps included. Undo has no limit and outlives a restart.
 *
 * Returns: whether something was undone
 */
gboolean
qv_store_undo (QvStore *self, QvId session, char **out_label, GError **error)
{
  return turn_now (self, session, FALSE, out_label, error);
}

/**
 * qv_store_redo:
 * @self: the library
 * @session: see qv_store_undo()
 * @out_label: (out) (optional): what was done again
 * @error: return location, see qv_store_undo()
 *
 * Does again what was undone last. What is new in a session ends its redo.
 *
 * Returns: whether something was done again
 */
gboolean
qv_store_redo (QvStore *self, QvId session, char **out_label, GError **error)
{
  return turn_now (self, session, TRUE, out_label, error);
}

/**
 * qv_store_undo_async:
 * @self: the library
 * @session: see qv_store_undo()
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
qv_store_undo_async (QvStore *self, QvId session, GAsyncReadyCallback callback, gpointer user_data)
{
  turn_async (self, session, FALSE, qv_store_undo_async, callback, user_data);
}

/**
 * qv_store_undo_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location, see qv_store_undo()
 *
 * Returns: (transfer full): what was undone, or %NULL with @error set
 */
char *
qv_store_undo_finish (QvStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_store_undo_async), NULL);

  return turn_finish (self, result, error);
}

/**
 * qv_store_redo_async:
 * @self: the library
 * @session: see qv_store_undo()
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
qv_store_redo_async (QvStore *self, QvId session, GAsyncReadyCallback callback, gpointer user_data)
{
  turn_async (self, session, TRUE, qv_store_redo_async, callback, user_data);
}

/**
 * qv_store_redo_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location, see qv_store_undo()
 *
 * Returns: (transfer full): what was done again, or %NULL with @error set
 */
char *
qv_store_redo_finish (QvStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_store_redo_async), NULL);

  return turn_finish (self, result, error);
}

static char *
get_label (QvStore *self, QvId session, gboolean is_redo)
{
  QvDb *db = _qv_store_acquire_reader (self, NULL);
  QvQuery *query;
  gboolean found = FALSE;
  char *label = NULL;

  if (db == NULL)
    return NULL;
  query = query_next (db, session, is_redo, &found, NULL);
  if (found)
    label = g_strdup ((const char *) sqlite3_column_text (query, 2));
  _qv_query_reset (query);
  _qv_store_release_reader (self, db);
  return label;
}

/**
 * qv_store_get_undo_label:
 * @self: the library
 * @session: see qv_store_undo()
 *
 * Returns: (transfer full) (nullable): what undo would undo
 */
char *
qv_store_get_undo_label (QvStore *self, QvId session)
{
  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  return get_label (self, session, FALSE);
}

/**
 * qv_store_get_redo_label:
 * @self: the library
 * @session: see qv_store_undo()
 *
 * Returns: (transfer full) (nullable): what redo would do again
 */
char *
qv_store_get_redo_label (QvStore *self, QvId session)
{
  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  return get_label (self, session, TRUE);
}

static const char *
intern_word (QvQuery *query, int column, const char *fallback)
{
  const char *word = (const char *) sqlite3_column_text (query, column);

  return word != NULL ? g_intern_string (word) : fallback;
}

static gboolean
read_journal (QvDb *db, QvId session, guint limit, GPtrArray *entries, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  query = _qv_db_query (db,
                        session == QV_ANY_SESSION
                            ? "SELECT number, stamp, session, label, kind, state FROM journal "
                              "ORDER BY number DESC LIMIT ?2"
                            : "SELECT number, stamp, session, label, kind, state FROM journal "
                              "WHERE session = ?1 ORDER BY number DESC LIMIT ?2",
                        error);
  if (query == NULL)
    return FALSE;
  if (session != QV_ANY_SESSION)
    sqlite3_bind_int64 (query, 1, session);
  sqlite3_bind_int64 (query, 2, limit > 0 ? (gint64) limit : -1);
  while (_qv_db_step (db, query, &has_row, error))
    {
      QvJournalEntry *entry;

      if (!has_row)
        return TRUE;
      entry = g_new0 (QvJournalEntry, 1);
      entry->number = sqlite3_column_int64 (query, 0);
      entry->stamp = sqlite3_column_int64 (query, 1);
      entry->session = sqlite3_column_int64 (query, 2);
      entry->label = g_strdup ((const char *) sqlite3_column_text (query, 3));
      entry->kind = intern_word (query, 4, "edit");
      entry->state = intern_word (query, 5, "done");
      g_ptr_array_add (entries, entry);
    }
  return FALSE;
}

/**
 * qv_store_list_journal:
 * @self: the library
 * @session: whose, %QV_ID_NONE for the library's own, %QV_ANY_SESSION for all
 * @limit: at most so many, 0 for all
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: (transfer full) (element-type QvJournalEntry): the entries, newest first
 */
GPtrArray *
qv_store_list_journal (QvStore *self, QvId session, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_journal_entry_free);
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  ok = read_journal (db, session, limit, entries, error);
  _qv_store_release_reader (self, db);
  return ok ? g_steal_pointer (&entries) : NULL;
}

void
qv_journal_entry_free (QvJournalEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->label);
  g_free (entry);
}
