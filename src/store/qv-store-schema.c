/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the writer's connection: is it a library of ours, which version, make or migrate it. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "qv-migrations.h"

#define LOCK_WAIT_MS 3000

static gboolean
fail (QvStoreError code, const char *message, GError **error)
{
  g_set_error_literal (error, QV_STORE_ERROR, code, message);
  return FALSE;
}

/* One process at a time, so that no second one writes behind the back of the live lists or checkpoints. The
 * lock is on a file of its own: closing a descriptor of the library itself would drop SQLite's locks. Returns
 * a descriptor, or -1. */
int
_qv_schema_lock (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, "-lock", NULL);
  int fd = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                   /* Translators: a file name and the system's reason. */
                   _ ("The library “%s” cannot be opened: %s."), path, g_strerror (code));
      return -1;
    }
  for (int waited = 0; flock (fd, LOCK_EX | LOCK_NB) != 0; waited += 20)
    {
      if (waited >= LOCK_WAIT_MS)
        {
          g_close (fd, NULL);
          _qv_db_set_error (NULL, SQLITE_BUSY, error);
          return -1;
        }
      g_usleep (20 * 1000);
    }
  return fd;
}

/* Version 0 is a file with nothing in it yet. */
gboolean
_qv_schema_check_version (QvDb *db, gint64 *out_version, GError **error)
{
  gint64 application, n_objects;

  if (!_qv_db_get_int (db, "PRAGMA application_id", &application, error) ||
      !_qv_db_get_int (db, "PRAGMA user_version", out_version, error) ||
      !_qv_db_get_int (db, "SELECT count(*) FROM sqlite_schema", &n_objects, error))
    return FALSE;

  if (application != QV_APPLICATION_ID && (application != 0 || n_objects != 0 || *out_version != 0))
    return fail (QV_STORE_ERROR_FOREIGN, _ ("This file is not a library of Quadrivio."), error);
  if (application == QV_APPLICATION_ID && *out_version <= 0)
    return fail (QV_STORE_ERROR_DAMAGED, _ ("The library is damaged: it has no version."), error);
  if (*out_version > QV_STORE_VERSION)
    return fail (QV_STORE_ERROR_NEWER,
                 _ ("This library was written by a newer version of Quadrivio. Update Quadrivio to open it."),
                 error);
  return TRUE;
}

static gboolean
migrate_one (QvDb *db, gint64 version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           QV_APPLICATION_ID, (int) version + 1);

  if (_qv_db_exec (db, "BEGIN IMMEDIATE", error) && _qv_db_exec (db, _qv_migrations[version], error) &&
      _qv_db_exec (db, mark, error) && _qv_rows_check_references (db, error) &&
      _qv_db_exec (db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (db->sqlite))
    _qv_db_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/* Brings @db from @version to the present one, each step in its own transaction. */
gboolean
_qv_schema_migrate (QvDb *db, gint64 version, GError **error)
{
  for (; version < QV_STORE_VERSION; version++)
    if (!migrate_one (db, version, error))
      return FALSE;
  return TRUE;
}

static char *
describe (QvDb *db, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_row;

  query = _qv_db_query (
      db,
      "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') FROM sqlite_schema "
      "WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
      error);
  if (query == NULL)
    return NULL;
  while (_qv_db_step (db, query, &has_row, error))
    {
      if (!has_row)
        return g_string_free (g_steal_pointer (&text), FALSE);
      g_string_append (text, (const char *) sqlite3_column_text (query, 0));
      g_string_append_c (text, '\n');
    }
  return NULL;
}

/* Whether @db has exactly the tables, indices and nothing else that a library of @version has: no view, no
 * trigger, no other virtual table of somebody's making. */
gboolean
_qv_schema_compare (QvDb *db, gint64 version, GError **error)
{
  g_autoptr (QvDb) model = _qv_db_open (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, error);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  if (model == NULL)
    return FALSE;
  for (gint64 v = 0; v < version; v++)
    if (!migrate_one (model, v, error))
      return FALSE;
  expected = describe (model, error);
  found = expected != NULL ? describe (db, error) : NULL;
  if (found == NULL)
    return FALSE;
  if (!g_str_equal (expected, found))
    return fail (QV_STORE_ERROR_DAMAGED, _ ("The library is damaged: its tables are not those of Quadrivio."),
                 error);
  return TRUE;
}

static gboolean
read_device (QvStore *self, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT OR IGNORE INTO meta VALUES ('device', %d)", g_random_int_range (0, 4096));
  gint64 device, last;

  if (!_qv_db_get_int (self->writer, "SELECT value FROM meta WHERE name = 'device'", &device, error))
    return FALSE;
  if (device == 0 && !_qv_db_exec (self->writer, sql, error))
    return FALSE;
  if (!_qv_db_get_int (self->writer, "SELECT value FROM meta WHERE name = 'device'", &device, error) ||
      !_qv_db_get_int (self->writer, "SELECT value FROM meta WHERE name = 'last_backup'", &self->last_backup,
                       error) ||
      !_qv_db_get_int (self->writer, "SELECT stamp FROM journal ORDER BY number DESC LIMIT 1", &last, error))
    return FALSE;
  qv_clock_init (&self->clock, (guint) device, last);
  return TRUE;
}

static int
find_column (QvDb *db, const char *table, const char *column)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (db, "SELECT cid FROM pragma_table_info (?1) WHERE name = ?2", NULL);
  gboolean has_row;

  if (query == NULL)
    return -1;
  _qv_query_bind_text (query, 1, table);
  _qv_query_bind_text (query, 2, column);
  if (!_qv_db_step (db, query, &has_row, NULL) || !has_row)
    return -1;
  return sqlite3_column_int (query, 0);
}

/* Changesets count columns as the tables do, which need not be the order of the fields after a migration. */
static void
find_columns (QvStore *self)
{
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    {
      const QvEntityInfo *info = qv_entity_get_info (i);

      self->session_columns[i] =
          info->session_field < 0
              ? -1
              : find_column (self->writer, info->name, info->fields[info->session_field].name);
    }
  self->note_text_column = find_column (self->writer, "note", "text");
}

static int
wal_hook_cb (void *data, sqlite3 *db, const char *name, int n_pages)
{
  QvStore *self = data;

  self->wal_pages = n_pages;
  return SQLITE_OK;
}

/* The names of people are in the file and in those that SQLite makes beside it with the same rights. */
static gboolean
make_private_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  return TRUE;
}

static gboolean
upgrade (QvStore *self, gint64 version, GError **error)
{
  if (version != 0 && version != QV_STORE_VERSION)
    {
      g_autofree char *folder = _qv_backup_get_folder (self->path);
      g_autofree char *backup = _qv_backup_write (self->path, folder, error);

      if (backup == NULL)
        return FALSE;
    }
  return _qv_schema_migrate (self->writer, version, error);
}

/* One that a power cut or a full disk interrupted. While the disk is full the library opens all the same, in
 * the middle of a workshop perhaps, and the next opening tries again. */
static gboolean
finish_erasure (QvStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 is_erasing;

  if (!_qv_db_get_int (self->writer, "SELECT value FROM meta WHERE name = 'erasing'", &is_erasing, error))
    return FALSE;
  if (!is_erasing || _qv_erase_clean (self, &local) ||
      g_error_matches (local, QV_STORE_ERROR, QV_STORE_ERROR_FULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Opens the writer's connection to self->path. */
gboolean
_qv_schema_open (QvStore *self, GError **error)
{
  gint64 version;

  if (!make_private_file (self->path, error))
    return FALSE;
  self->writer = _qv_db_open (self->path, SQLITE_OPEN_READWRITE, error);
  if (self->writer == NULL || !_qv_schema_check_version (self->writer, &version, error) ||
      !_qv_db_exec (self->writer,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                    "PRAGMA journal_size_limit = 8388608; PRAGMA cache_size = -4000;"
                    "PRAGMA wal_autocheckpoint = 0",
                    error) ||
      !upgrade (self, version, error) || !read_device (self, error))
    return FALSE;

  find_columns (self);
  sqlite3_wal_hook (self->writer->sqlite, wal_hook_cb, self);
  return finish_erasure (self, error);
}
