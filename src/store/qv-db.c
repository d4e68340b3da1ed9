/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thin layer over SQLite: connections, cached statements, and its result codes as sentences. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-db.h"

#include <errno.h>
#include <glib/gi18n.h>

/**
 * _qv_db_set_error:
 * @db: (nullable): where it happened, for the details
 * @rc: SQLite's extended result code
 * @error: return location
 *
 * Says in one sentence what @rc means to a user.
 */
void
_qv_db_set_error (QvDb *db, int rc, GError **error)
{
  /* SQLite 3.40 does not always hand on why a write failed. */
  int last_errno = errno;
  int code =
      db != NULL && sqlite3_system_errno (db->sqlite) != 0 ? sqlite3_system_errno (db->sqlite) : last_errno;
  const char *detail = db != NULL ? sqlite3_errmsg (db->sqlite) : sqlite3_errstr (rc);

  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_FULL,
                           _ ("There is no space left for the library. Nothing was written; free some space "
                              "on the disk and try again."));
      break;
    case SQLITE_IOERR:
      if (code == ENOSPC || code == EDQUOT || code == EFBIG || rc == SQLITE_IOERR_SHMSIZE)
        _qv_db_set_error (NULL, SQLITE_FULL, error);
      else
        g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                     /* Translators: %s is the system's reason. */
                     _ ("The disk with the library cannot be read or written: %s. Nothing was changed."),
                     code != 0 ? g_strerror (code) : detail);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_DAMAGED,
                   /* Translators: %s is a technical reason in English. */
                   _ ("The library is damaged (%s). Restore it from a backup."), detail);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_BUSY,
                           _ ("The library is in use by another program. Close that one and try again."));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID,
                   /* Translators: %s is a technical reason in English. */
                   _ ("The library does not accept this (%s). Nothing was written."), detail);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                   /* Translators: %s is a technical reason in English. */
                   _ ("The library cannot be opened for writing (%s)."), detail);
      break;
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled. Nothing was written."));
      break;
    default:
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                   /* Translators: %s is a technical reason in English. */
                   _ ("The library reported a failure (%s)."), detail);
      break;
    }
}

static void
finalize_query (gpointer data)
{
  sqlite3_finalize (data);
}

/* Its statistics take a lock at every allocation. Has to come first; where another library was earlier, so be
 * it. */
static void
configure (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&once, 1);
    }
}

/**
 * _qv_db_open:
 * @path: a file name
 * @flags: for sqlite3_open_v2()
 * @error: return location
 *
 * Returns: (transfer full): a connection with the protections that every connection has
 */
QvDb *
_qv_db_open (const char *path, int flags, GError **error)
{
  g_autoptr (QvDb) db = g_new0 (QvDb, 1);
  int rc;

  configure ();
  rc = sqlite3_open_v2 (path, &db->sqlite, flags | SQLITE_OPEN_NOMUTEX, NULL);
  db->queries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_query);
  if (rc != SQLITE_OK)
    {
      _qv_db_set_error (db, rc, error);
      return NULL;
    }

  sqlite3_extended_result_codes (db->sqlite, 1);
  sqlite3_busy_timeout (db->sqlite, QV_BUSY_TIMEOUT_MS);
  sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  if (!_qv_db_exec (db, "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY",
                    error))
    return NULL;

  return g_steal_pointer (&db);
}

void
_qv_db_free (QvDb *db)
{
  if (db == NULL)
    return;
  g_clear_pointer (&db->queries, g_hash_table_unref);
  if (sqlite3_close (db->sqlite) != SQLITE_OK)
    g_critical ("a connection was closed while in use: %s", sqlite3_errmsg (db->sqlite));
  g_free (db);
}

/**
 * _qv_db_query:
 * @db: a connection
 * @sql: one statement
 * @error: return location
 *
 * Returns: (transfer none): the statement, ready to be bound. It must not be in use further up the stack; let
 * a g_autoptr() reset it.
 */
QvQuery *
_qv_db_query (QvDb *db, const char *sql, GError **error)
{
  QvQuery *query = g_hash_table_lookup (db->queries, sql);
  int rc;

  if (query != NULL)
    return query;

  rc = sqlite3_prepare_v3 (db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &query, NULL);
  if (rc != SQLITE_OK)
    {
      _qv_db_set_error (db, rc, error);
      return NULL;
    }
  g_hash_table_insert (db->queries, g_strdup (sql), query);
  return query;
}

void
_qv_query_reset (QvQuery *query)
{
  if (query == NULL)
    return;
  sqlite3_reset (query);
  sqlite3_clear_bindings (query);
}

gboolean
_qv_db_step (QvDb *db, QvQuery *query, gboolean *has_row, GError **error)
{
  int rc = sqlite3_step (query);

  *has_row = rc == SQLITE_ROW;
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    return TRUE;
  _qv_db_set_error (db, rc, error);
  return FALSE;
}

/* Runs a statement that has no rows to give, and resets it. */
gboolean
_qv_db_run (QvDb *db, QvQuery *query, GError **error)
{
  gboolean has_row;
  gboolean ok = _qv_db_step (db, query, &has_row, error);

  sqlite3_reset (query);
  return ok;
}

gboolean
_qv_db_exec (QvDb *db, const char *sql, GError **error)
{
  int rc = sqlite3_exec (db->sqlite, sql, NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    return TRUE;
  _qv_db_set_error (db, rc, error);
  return FALSE;
}

/* The first column of the first row, 0 where there is none. The statement is not kept. */
gboolean
_qv_db_get_int (QvDb *db, const char *sql, gint64 *out_value, GError **error)
{
  QvQuery *query = NULL;
  int rc = sqlite3_prepare_v2 (db->sqlite, sql, -1, &query, NULL);

  *out_value = 0;
  if (rc == SQLITE_OK)
    rc = sqlite3_step (query);
  if (rc == SQLITE_ROW)
    *out_value = sqlite3_column_int64 (query, 0);
  else if (rc != SQLITE_DONE)
    _qv_db_set_error (db, rc, error);
  sqlite3_finalize (query);
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

void
_qv_query_bind_text (QvQuery *query, int index, const char *text)
{
  sqlite3_bind_text (query, index, text, -1, SQLITE_TRANSIENT);
}

/* An empty text is nothing, so that there is one way to say so. @value must live until the query is reset. */
void
_qv_query_bind_value (QvQuery *query, int index, const QvValue *value)
{
  gsize size;
  gconstpointer data;

  switch (value->type)
    {
    case QV_VALUE_INT:
      sqlite3_bind_int64 (query, index, value->integer);
      break;
    case QV_VALUE_REAL:
      sqlite3_bind_double (query, index, value->real);
      break;
    case QV_VALUE_TEXT:
      if (value->text[0] == '\0')
        sqlite3_bind_null (query, index);
      else
        sqlite3_bind_text (query, index, value->text, -1, SQLITE_STATIC);
      break;
    case QV_VALUE_BLOB:
      data = g_bytes_get_data (value->blob, &size);
      sqlite3_bind_blob64 (query, index, data, size, SQLITE_STATIC);
      break;
    case QV_VALUE_NULL:
    default:
      sqlite3_bind_null (query, index);
      break;
    }
}

QvValue
_qv_query_get_value (QvQuery *query, int column)
{
  switch (sqlite3_column_type (query, column))
    {
    case SQLITE_INTEGER:
      return qv_value_int (sqlite3_column_int64 (query, column));
    case SQLITE_FLOAT:
      return qv_value_real (sqlite3_column_double (query, column));
    case SQLITE_TEXT:
      return qv_value_text ((const char *) sqlite3_column_text (query, column));
    case SQLITE_BLOB:
      {
        const void *data = sqlite3_column_blob (query, column);

        return (QvValue){ .type = QV_VALUE_BLOB,
                          .blob = g_bytes_new (data, (gsize) sqlite3_column_bytes (query, column)) };
      }
    default:
      return (QvValue){ .type = QV_VALUE_NULL };
    }
}
