/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign SQLite files, read with care. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-geo-sqlite.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_BLOB (256 * 1024 * 1024)
#define MAX_STEPS                                                                                            \
  100000000 /* of SQLite's machine in one statement: a second or two, or millions of tiles                   \
             */

void
_qv_geo_sqlite_set_error (GError **error, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_DAMAGED,
                           _ ("The file is damaged and cannot be read. Copy it again from where it came."));
      break;
    case SQLITE_NOTADB:
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT,
                           _ ("The file is neither MBTiles, nor GeoPackage, nor a background of Quadrivio."));
      break;
    case SQLITE_INTERRUPT:
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_TOO_LARGE,
                           _ ("Something in the file is too large to be read."));
      break;
    default:
      g_set_error (error, QV_GEO_ERROR, QV_GEO_ERROR_OPEN, _ ("The file cannot be read: %s."),
                   sqlite3_errstr (code));
      break;
    }
}

static int
stop_cb (void *data)
{
  return 1;
}

static int
configure (sqlite3 *db)
{
  static const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  };
  int code = SQLITE_OK;

  for (guint i = 0; i < G_N_ELEMENTS (options) && code == SQLITE_OK; i++)
    code = sqlite3_db_config (db, options[i].option, options[i].value, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, MAX_BLOB);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler (db, MAX_STEPS, stop_cb, NULL);
  sqlite3_busy_timeout (db, 1000);
  if (code == SQLITE_OK)
    code = sqlite3_exec (db, "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0",
                         NULL, NULL, NULL);
  return code;
}

sqlite3 *
_qv_geo_sqlite_open (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *full = NULL;
  sqlite3 *db = NULL;
  int code;

  /* A pack is never written to while it is open, so it needs neither locks nor a journal beside it, and may
   * lie on a read-only disk. A journal that is there belongs to someone who is writing. */
  full = g_strconcat (uri, "?immutable=1", NULL);
  code = sqlite3_open_v2 (full, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX, NULL);
  if (code == SQLITE_OK)
    code = configure (db);
  if (code == SQLITE_OK)
    code = sqlite3_exec (db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    {
      _qv_geo_sqlite_set_error (error, code);
      sqlite3_close (db);
      return NULL;
    }
  return db;
}

gboolean
_qv_geo_sqlite_prepare (sqlite3 *db, const char *sql, sqlite3_stmt **out_stmt, GError **error)
{
  int code = sqlite3_prepare_v2 (db, sql, -1, out_stmt, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  if (code == SQLITE_ERROR)
    code = SQLITE_NOTADB;
  _qv_geo_sqlite_set_error (error, code);
  return FALSE;
}

void
_qv_geo_sqlite_go_on (sqlite3_stmt *stmt)
{
  sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_VM_STEP, TRUE);
}

gboolean
_qv_geo_sqlite_has (sqlite3 *db, const char *name)
{
  g_autoptr (QvGeoStmt) stmt = NULL;

  if (!_qv_geo_sqlite_prepare (db,
                               "SELECT 1 FROM sqlite_schema WHERE name = ?1 AND type IN ('table', 'view')",
                               &stmt, NULL))
    return FALSE;
  sqlite3_bind_text (stmt, 1, name, -1, SQLITE_STATIC);
  return sqlite3_step (stmt) == SQLITE_ROW;
}

/* Returns: (transfer full) (nullable): valid UTF-8 of at most @max_bytes, or %NULL for NULL */
char *
_qv_geo_sqlite_get_text (sqlite3_stmt *stmt, int column, gsize max_bytes)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  return text == NULL ? NULL : g_utf8_make_valid (text, (gssize) strnlen (text, max_bytes));
}
