/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a library sound? Of the own one, of a backup, and of a file that comes from elsewhere. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <string.h>

#include <glib/gi18n.h>

#define MAX_PROBLEMS 100

static gboolean
collect (QvDb *db, const char *sql, const char *prefix, GPtrArray *problems, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  while (_qv_db_step (db, query, &has_row, error))
    {
      const char *text = has_row ? (const char *) sqlite3_column_text (query, 0) : NULL;

      if (!has_row)
        return TRUE;
      if (text != NULL && !g_str_equal (text, "ok") && problems->len < MAX_PROBLEMS)
        g_ptr_array_add (problems, g_strconcat (prefix, text, NULL));
    }
  return FALSE;
}

static gboolean
validate_cb (const QvRecord *record, gpointer data, GError **error)
{
  GPtrArray *problems = data;
  g_autoptr (GError) local = NULL;

  if (problems->len < MAX_PROBLEMS && !qv_record_validate (record, &local))
    g_ptr_array_add (problems, g_strdup (local->message));
  return TRUE;
}

static const char references_sql[] =
    "SELECT \"table\" || ' ' || rowid || ' refers to a ' || parent || ' that is not there' "
    "FROM pragma_foreign_key_check LIMIT 100";
/* Everything that reading can tell. */
static gboolean
check_by_reading (QvDb *db, GPtrArray *problems, GError **error)
{
  if (!collect (db, "PRAGMA integrity_check", "", problems, error) ||
      !collect (db, references_sql, "", problems, error))
    return FALSE;
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    {
      const char *name = qv_entity_get_info (i)->name;
      g_autofree char *stamps =
          g_strdup_printf ("SELECT '%s ' || id || ' has a stamp but is not there' FROM field_stamp "
                           "WHERE entity = '%s' AND id NOT IN (SELECT id FROM \"%s\")",
                           name, name, name);

      if (!collect (db, stamps, "", problems, error) ||
          !_qv_rows_select (db, i, "ORDER BY id", NULL, 0, validate_cb, problems, error))
        return FALSE;
    }
  return TRUE;
}

/* FTS5 compares itself with the notes by a write that writes nothing. */
static gboolean
check_index (QvStore *self, gpointer data, GError **error)
{
  GPtrArray *problems = data;
  g_autoptr (GError) local = NULL;

  if (!_qv_db_exec (self->writer, "INSERT INTO note_text (note_text, rank) VALUES ('integrity-check', 1)",
                    &local))
    g_ptr_array_add (problems, g_strdup (local->message));
  return TRUE;
}

/**
 * qv_store_check:
 * @self: the library
 * @out_problems: (out) (transfer full): what is wrong, empty when all is sound
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Checks the file's structure, that all references lead somewhere, every value, and the search index.
 *
 * Returns: whether the check could be made
 */
gboolean
qv_store_check (QvStore *self, char ***out_problems, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self) && out_problems != NULL, FALSE);

  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return FALSE;
  ok = check_by_reading (db, problems, &local);
  _qv_store_release_reader (self, db);
  /* A file so damaged that reading stops is an answer too. */
  if (!ok && g_error_matches (local, QV_STORE_ERROR, QV_STORE_ERROR_DAMAGED))
    g_ptr_array_add (problems, g_strdup (local->message));
  else if (!ok)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!self->is_foreign && !_qv_store_run (self, check_index, problems, error))
    return FALSE;
  g_ptr_array_add (problems, NULL);
  *out_problems = (char **) g_ptr_array_free (g_steal_pointer (&problems), FALSE);
  return TRUE;
}

static gboolean
fail_damaged (const char *problem, GError **error)
{
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_DAMAGED,
               /* Translators: %s is a technical reason in English. */
               _ ("The library is damaged (%s)."), problem);
  return FALSE;
}

static gboolean
check_contents (QvDb *db, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gint64 version;

  sqlite3_limit (db->sqlite, SQLITE_LIMIT_LENGTH, 256 << 20);
  sqlite3_limit (db->sqlite, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit (db->sqlite, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (db->sqlite, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  sqlite3_limit (db->sqlite, SQLITE_LIMIT_WORKER_THREADS, 0);
  if (!_qv_schema_check_version (db, &version, error) || !_qv_schema_compare (db, version, error) ||
      !collect (db, "PRAGMA integrity_check (1)", "", problems, error) ||
      !collect (db, references_sql, "", problems, error))
    return FALSE;
  if (problems->len > 0)
    return fail_damaged (g_ptr_array_index (problems, 0), error);
  return TRUE;
}

/* The first bytes tell most files that are no library, before SQLite sees them. */
gboolean
_qv_check_header (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  guint8 header[100] = { 0 };
  guint32 application;
  gsize n = 0;

  /* Devices, pipes and folders may never end, or never begin. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      stream = g_file_read (file, NULL, error);
      if (stream == NULL ||
          !g_input_stream_read_all (G_INPUT_STREAM (stream), header, sizeof header, &n, NULL, error))
        return FALSE;
    }
  memcpy (&application, header + 68, sizeof application);
  if (n < sizeof header || memcmp (header, "SQLite format 3", 16) != 0 ||
      GUINT32_FROM_BE (application) != QV_APPLICATION_ID)
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *valid = g_utf8_make_valid (name, -1);

      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FOREIGN,
                   /* Translators: %s is a file name. */
                   _ ("“%s” is not a library of Quadrivio."), valid);
      return FALSE;
    }
  return TRUE;
}

/* Whether the file is a sound library with our tables and no others. A file that is not our own copy is only
 * looked at. */
gboolean
_qv_check_file (const char *path, gboolean is_copy, GError **error)
{
  g_autoptr (QvDb) db = NULL;

  if (!_qv_check_header (path, error))
    return FALSE;
  db = _qv_db_open (path, is_copy ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, error);
  if (db == NULL)
    return FALSE;
  sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (is_copy && !_qv_db_exec (db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE", error))
    return FALSE;
  return check_contents (db, error);
}
