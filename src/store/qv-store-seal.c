/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking something out of the journal for good: entries that hold it stay in the history without what they
 * did. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

/* Calls @func with each row of @sql until it fails. */
gboolean
_qv_seal_each_row (QvDb *db, const char *sql, QvRowFunc func, gpointer data, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  while (_qv_db_step (db, query, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!func (query, data, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
_qv_seal_run_with_id (QvDb *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, id);
  return _qv_db_run (db, query, error);
}

/* (nullable): what a column held before or holds after the change; NULL where the change does not say. */
sqlite3_value *
_qv_seal_get_value (sqlite3_changeset_iter *iter, int column, gboolean is_new)
{
  sqlite3_value *value = NULL;

  if (is_new)
    sqlite3changeset_new (iter, column, &value);
  else
    sqlite3changeset_old (iter, column, &value);
  return value;
}

typedef struct
{
  QvDb *db;
  QvChangeFunc func;
  gpointer data;
} Scan;

/* Whether @func says so of any change. A changeset that cannot be read may hold anything. */
static gboolean
any_change (const Scan *scan, const void *changeset, int size)
{
  sqlite3_changeset_iter *iter = NULL;
  gboolean found = FALSE;

  if (sqlite3changeset_start (&iter, size, (void *) changeset) != SQLITE_OK)
    return TRUE;
  while (!found && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table;
      int n_columns, op, is_indirect;

      sqlite3changeset_op (iter, &table, &n_columns, &op, &is_indirect);
      found = scan->func (iter, table, n_columns, op, scan->data);
    }
  sqlite3changeset_finalize (iter);
  return found;
}

static gboolean
scan_cb (QvQuery *query, gpointer data, GError **error)
{
  any_change (data, sqlite3_column_blob (query, 0), sqlite3_column_bytes (query, 0));
  return TRUE;
}

/* Calls @func with every change of every entry; what it returns ends the entry, no more. */
gboolean
_qv_seal_scan (QvDb *db, QvChangeFunc func, gpointer data, GError **error)
{
  Scan scan = { db, func, data };

  return _qv_seal_each_row (db,
                            "SELECT changeset FROM journal WHERE changeset IS NOT NULL "
                            "UNION ALL SELECT changeset FROM journal_part",
                            scan_cb, &scan, error);
}

static gboolean
seal_cb (QvQuery *query, gpointer data, GError **error)
{
  const Scan *scan = data;
  gint64 number = sqlite3_column_int64 (query, 0);

  if (!any_change (scan, sqlite3_column_blob (query, 1), sqlite3_column_bytes (query, 1)))
    return TRUE;
  return _qv_seal_run_with_id (scan->db,
                               "UPDATE journal SET changeset = NULL, "
                               "state = CASE state WHEN 'done' THEN NULL ELSE 'dropped' END "
                               "WHERE number = ?1",
                               number, error) &&
         _qv_seal_run_with_id (scan->db, "DELETE FROM journal_part WHERE number = ?1", number, error);
}

/* Takes what they did out of all entries of which @func says so of any change: they can be neither undone nor
 * redone any more. */
gboolean
_qv_seal_entries (QvDb *db, QvChangeFunc func, gpointer data, GError **error)
{
  Scan scan = { db, func, data };

  return _qv_seal_each_row (db, "SELECT number, changeset FROM journal WHERE changeset IS NOT NULL", seal_cb,
                            &scan, error) &&
         _qv_seal_each_row (db, "SELECT number, changeset FROM journal_part", seal_cb, &scan, error);
}

/* Writes an entry that cannot be undone, and remembers in the same transaction that _qv_erase_clean() has to
 * come to its end. */
gboolean
_qv_seal_write_entry (QvStore *self, const char *kind, const char *label, QvId session, GError **error)
{
  g_autoptr (QvQuery) query = NULL;

  query =
      _qv_db_query (self->writer,
                    "INSERT INTO journal (stamp, session, label, device, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
                    error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, qv_clock_tick (&self->clock));
  sqlite3_bind_int64 (query, 2, session);
  _qv_query_bind_text (query, 3, label);
  sqlite3_bind_int64 (query, 4, self->clock.device);
  _qv_query_bind_text (query, 5, kind);
  return _qv_db_run (self->writer, query, error) &&
         _qv_db_exec (self->writer, "INSERT OR REPLACE INTO meta VALUES ('erasing', 1)", error);
}
