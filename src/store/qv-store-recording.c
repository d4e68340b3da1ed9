/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recorded transaction: what it changed becomes the journal's changeset, the search index's work and the
 * signal. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <glib/gi18n.h>

/* A larger recording goes to the journal in parts. */
#define SPILL_BYTES (512 << 10)

/* Which tables are recorded. They are attached when they are first written, as most recordings are of one. */
static int
filter_cb (void *data, const char *table)
{
  QvEntity entity;

  return qv_entity_from_name (table, &entity) || g_str_equal (table, "field_stamp") ||
         g_str_equal (table, "past_value");
}

static gboolean
attach (QvRecording *self, GError **error)
{
  int rc = sqlite3session_create (self->db->sqlite, "main", &self->session);
  int count_size = 1;

  if (rc == SQLITE_OK)
    rc = sqlite3session_object_config (self->session, SQLITE_SESSION_OBJCONFIG_SIZE, &count_size);
  if (rc == SQLITE_OK)
    {
      sqlite3session_table_filter (self->session, filter_cb, NULL);
      rc = sqlite3session_attach (self->session, NULL);
    }
  if (rc == SQLITE_OK)
    return TRUE;
  _qv_db_set_error (self->db, rc, error);
  return FALSE;
}

static gboolean
run_cached (QvDb *db, const char *sql, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);

  return query != NULL && _qv_db_run (db, query, error);
}

static gboolean
read_number (QvRecording *self, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (self->db, "SELECT max (number) FROM journal", error);
  gboolean has_row;

  if (query == NULL || !_qv_db_step (self->db, query, &has_row, error))
    return FALSE;
  self->number = sqlite3_column_int64 (query, 0) + 1;
  return TRUE;
}

/* Begins a transaction. The caller has filled in store, kind, label and scope. */
gboolean
_qv_recording_begin (QvRecording *self, GError **error)
{
  self->db = self->store->writer;
  self->rows = g_array_new (FALSE, FALSE, sizeof (QvRowChange));
  if (!run_cached (self->db, "BEGIN IMMEDIATE", error) || !read_number (self, error))
    return FALSE;
  self->stamp = qv_clock_tick (&self->store->clock);
  return TRUE;
}

/* Records from here on. */
gboolean
_qv_recording_start (QvRecording *self, GError **error)
{
  return attach (self, error);
}

/* In place of _qv_recording_start(), where only new rows will be written: each is handed to
 * _qv_recording_insert(). SQLite's session reads the table's description twice and the row again in every
 * transaction, which takes longer than to write a note. */
void
_qv_recording_start_inserts (QvRecording *self)
{
  self->inserts = g_byte_array_new ();
  self->insert_entity = -1;
}

/* Takes note of a row that has just been written. */
gboolean
_qv_recording_insert (QvRecording *self, const QvRecord *record, GError **error)
{
  QvRowChange row = { .entity = record->entity, .id = record->id };
  int session_field = qv_entity_get_info (record->entity)->session_field;
  int **columns = &self->store->columns[record->entity];

  if (*columns == NULL && (*columns = _qv_changeset_get_columns (self->db, record->entity, error)) == NULL)
    return FALSE;
  if (self->insert_entity != (int) record->entity)
    _qv_changeset_add_table (self->inserts, record->entity);
  self->insert_entity = (int) record->entity;
  _qv_changeset_add_insert (self->inserts, record, *columns);

  if (record->entity == QV_ENTITY_SESSION)
    row.session = row.id;
  else if (session_field >= 0)
    row.session = qv_record_get_int (record, (guint) session_field);
  g_array_append_val (self->rows, row);
  return record->entity != QV_ENTITY_NOTE ||
         _qv_rows_index (self->db, record->id, qv_record_get_text (record, QV_NOTE_TEXT), error);
}

static sqlite3_value *
get_value (sqlite3_changeset_iter *iter, int op, int column)
{
  sqlite3_value *value = NULL;

  if (op != SQLITE_DELETE)
    sqlite3changeset_new (iter, column, &value);
  if (value == NULL && op != SQLITE_INSERT)
    sqlite3changeset_old (iter, column, &value);
  return value;
}

/* The changeset says what the text was, which the index needs to forget it. */
static gboolean
index_note (QvRecording *self, sqlite3_changeset_iter *iter, int op, GError **error)
{
  QvId note = sqlite3_value_int64 (get_value (iter, op, 0));
  sqlite3_value *old = NULL, *new = NULL;

  if (op != SQLITE_INSERT)
    sqlite3changeset_old (iter, self->store->note_text_column, &old);
  if (op != SQLITE_DELETE)
    sqlite3changeset_new (iter, self->store->note_text_column, &new);
  return (old == NULL || _qv_rows_unindex (self->db, note, (const char *) sqlite3_value_text (old), error)) &&
         (new == NULL || _qv_rows_index (self->db, note, (const char *) sqlite3_value_text (new), error));
}

/* The session of a row whose changeset does not say. */
static QvId
find_session (QvRecording *self, QvEntity entity, QvId id)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT session FROM \"%s\" WHERE id = ?1", qv_entity_get_info (entity)->name);
  g_autoptr (QvQuery) query = _qv_db_query (self->db, sql, NULL);
  gboolean has_row;

  if (query == NULL)
    return QV_ID_NONE;
  sqlite3_bind_int64 (query, 1, id);
  return _qv_db_step (self->db, query, &has_row, NULL) && has_row ? sqlite3_column_int64 (query, 0)
                                                                  : QV_ID_NONE;
}

static void
add_row (QvRecording *self, sqlite3_changeset_iter *iter, QvEntity entity, int op)
{
  QvRowChange row = { .entity = entity, .id = sqlite3_value_int64 (get_value (iter, op, 0)) };
  int column = self->store->session_columns[entity];
  sqlite3_value *session = column >= 0 ? get_value (iter, op, column) : NULL;

  if (entity == QV_ENTITY_SESSION)
    row.session = row.id;
  else if (session != NULL)
    row.session = sqlite3_value_int64 (session);
  else if (column >= 0)
    row.session = find_session (self, entity, row.id);
  g_array_append_val (self->rows, row);
}

/* A stamp or a past value changed without the row itself. */
static void
add_detail (QvRecording *self, sqlite3_changeset_iter *iter, int op)
{
  const char *name = (const char *) sqlite3_value_text (get_value (iter, op, 0));
  QvRowChange row = { .id = sqlite3_value_int64 (get_value (iter, op, 1)) };

  if (name == NULL || !qv_entity_from_name (name, &row.entity))
    return;
  if (row.entity == QV_ENTITY_SESSION)
    row.session = row.id;
  else if (self->store->session_columns[row.entity] >= 0)
    row.session = find_session (self, row.entity, row.id);
  g_array_append_val (self->rows, row);
}

static gboolean
absorb_change (QvRecording *self, sqlite3_changeset_iter *iter, GError **error)
{
  const char *table;
  int n_columns, op, is_indirect;
  QvEntity entity;

  sqlite3changeset_op (iter, &table, &n_columns, &op, &is_indirect);
  if (!qv_entity_from_name (table, &entity))
    {
      add_detail (self, iter, op);
      return TRUE;
    }
  add_row (self, iter, entity, op);
  return entity != QV_ENTITY_NOTE || index_note (self, iter, op, error);
}

/* Takes note of the rows that a changeset, already in the tables, names; brings the search index up to date.
 */
gboolean
_qv_recording_absorb (QvRecording *self, gconstpointer changeset, int size, GError **error)
{
  sqlite3_changeset_iter *iter = NULL;
  int rc = sqlite3changeset_start (&iter, size, (void *) changeset);
  gboolean ok = TRUE;

  while (ok && rc == SQLITE_OK && (rc = sqlite3changeset_next (iter)) == SQLITE_ROW)
    {
      ok = absorb_change (self, iter, error);
      rc = SQLITE_OK;
    }
  sqlite3changeset_finalize (iter);
  if (ok && rc != SQLITE_DONE && rc != SQLITE_OK)
    {
      _qv_db_set_error (NULL, rc, error);
      return FALSE;
    }
  return ok;
}

static gboolean
write_part (QvRecording *self, gconstpointer changeset, int size, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (self->db, "INSERT INTO journal_part (number, part, changeset) VALUES (?1, ?2, ?3)",
                    error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, self->number);
  sqlite3_bind_int64 (query, 2, self->n_parts++);
  sqlite3_bind_blob (query, 3, changeset, size, SQLITE_STATIC);
  return _qv_db_run (self->db, query, error);
}

static gboolean
write_entry (QvRecording *self, gconstpointer changeset, int size, GError **error)
{
  g_autoptr (QvQuery) query = NULL;

  query = _qv_db_query (self->db,
                        "INSERT INTO journal (number, stamp, session, label, device, kind, state, changeset) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'done', ?7)",
                        error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, self->number);
  sqlite3_bind_int64 (query, 2, qv_clock_tick (&self->store->clock));
  sqlite3_bind_int64 (query, 3, self->scope);
  sqlite3_bind_text (query, 4, self->label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (query, 5, self->store->clock.device);
  sqlite3_bind_text (query, 6, self->kind, -1, SQLITE_STATIC);
  if (size > 0)
    sqlite3_bind_blob (query, 7, changeset, size, SQLITE_STATIC);
  return _qv_db_run (self->db, query, error);
}

/* What was undone in this session cannot be redone once something else is done. */
static gboolean
drop_redo (QvRecording *self, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (self->db, "UPDATE journal SET state = 'dropped' WHERE session = ?1 AND state = 'undone'",
                    error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, self->scope);
  return _qv_db_run (self->db, query, error);
}

/* Writes what was recorded so far to the journal. */
static gboolean
write_changeset (QvRecording *self,
                 gconstpointer changeset,
                 int size,
                 gboolean is_last,
                 gboolean *out_is_empty,
                 GError **error)
{
  *out_is_empty = size == 0 && self->n_parts == 0;
  if (size > 0 && (!is_last || self->n_parts > 0))
    {
      if (!write_part (self, changeset, size, error))
        return FALSE;
      size = 0;
    }
  return !is_last || *out_is_empty || (drop_redo (self, error) && write_entry (self, changeset, size, error));
}

/* Takes what was recorded so far out of memory. */
static gboolean
take_changeset (QvRecording *self, gboolean is_last, gboolean *out_is_empty, GError **error)
{
  void *changeset = NULL;
  int size = 0;
  int rc = sqlite3session_changeset (self->session, &size, &changeset);
  gboolean ok = rc == SQLITE_OK;

  g_clear_pointer (&self->session, sqlite3session_delete);
  if (!ok)
    _qv_db_set_error (self->db, rc, error);
  ok = ok && _qv_recording_absorb (self, changeset, size, error) &&
       write_changeset (self, changeset, size, is_last, out_is_empty, error);
  sqlite3_free (changeset);
  return ok;
}

/* The same of new rows, which are absorbed already. */
static gboolean
take_inserts (QvRecording *self, gboolean is_last, gboolean *out_is_empty, GError **error)
{
  gboolean ok =
      write_changeset (self, self->inserts->data, (int) self->inserts->len, is_last, out_is_empty, error);

  g_byte_array_set_size (self->inserts, 0);
  self->insert_entity = -1;
  return ok;
}

/* To be called now and then in a long transaction, so that memory does not grow with it. */
gboolean
_qv_recording_spill (QvRecording *self, GError **error)
{
  gboolean is_empty;

  if (self->inserts != NULL)
    return self->inserts->len < SPILL_BYTES || take_inserts (self, FALSE, &is_empty, error);
  if (sqlite3session_changeset_size (self->session) < SPILL_BYTES)
    return TRUE;
  return take_changeset (self, FALSE, &is_empty, error) && attach (self, error);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const QvRowChange *x = a, *y = b;

  if (x->entity != y->entity)
    return x->entity < y->entity ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void
make_unique (GArray *rows)
{
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    if (n == 0 ||
        compare_rows (&g_array_index (rows, QvRowChange, n - 1), &g_array_index (rows, QvRowChange, i)) != 0)
      g_array_index (rows, QvRowChange, n++) = g_array_index (rows, QvRowChange, i);
  g_array_set_size (rows, n);
}

/* Commits a transaction whose journal entry is written, and tells. */
gboolean
_qv_recording_finish (QvRecording *self, GError **error)
{
  int n_dangling = 0, high;

  sqlite3_db_status (self->db->sqlite, SQLITE_DBSTATUS_DEFERRED_FKS, &n_dangling, &high, 0);
  if (n_dangling > 0 && !_qv_rows_check_references (self->db, error))
    return FALSE;
  if (!run_cached (self->db, "COMMIT", error))
    return FALSE;
  make_unique (self->rows);
  if (self->rows->len > 0)
    _qv_store_emit_changed (self->store, self->rows);
  return TRUE;
}

/* The entry itself may be another session's; undoing it would open the ballots again. */
static gboolean
close_ballots (QvRecording *self, GError **error)
{
  return _qv_seal_run_with_id (self->db, "UPDATE journal SET state = NULL WHERE number = ?1", self->number,
                               error) &&
         _qv_ballot_purge (self->store, self->closings, self->rows, error);
}

/* Writes the journal entry and commits. Where nothing was changed, nothing is written. */
gboolean
_qv_recording_commit (QvRecording *self, GError **error)
{
  gboolean is_empty;

  if (!(self->inserts != NULL ? take_inserts : take_changeset) (self, TRUE, &is_empty, error))
    return FALSE;
  if (is_empty)
    return _qv_db_exec (self->db, "ROLLBACK", error);
  if (self->closings != NULL && !close_ballots (self, error))
    return FALSE;
  return _qv_recording_finish (self, error);
}

/* Ends the recording; what was not committed is rolled back. */
void
_qv_recording_clear (QvRecording *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  g_clear_pointer (&self->inserts, g_byte_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->closings, g_array_unref);
  if (self->db != NULL && !sqlite3_get_autocommit (self->db->sqlite))
    _qv_db_exec (self->db, "ROLLBACK", NULL);
}
