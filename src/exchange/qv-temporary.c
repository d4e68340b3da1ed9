/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helper has read a stranger's file, so what it wrote is taken for a stranger's file as well. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-temporary.h"

#include "qv-exchange-error.h"
#include "qv-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_FIELDS 1000
#define MAX_NOTES 10000
#define MAX_VALUE (1 << 20)

gboolean
_qv_temporary_fail (sqlite3 *database, GError **error)
{
  g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
               /* Translators: %s is what SQLite says, in English. */
               _ ("What the geodata helper wrote cannot be read: %s"), sqlite3_errmsg (database));
  return FALSE;
}

/**
 * _qv_temporary_open:
 * @path: a file that quadrivio-gdal wrote
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable): a connection that only reads and trusts nothing
 */
sqlite3 *
_qv_temporary_open (const char *path, GError **error)
{
  g_autoptr (sqlite3) database = NULL;
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;

  if (sqlite3_open_v2 (path, &database, flags, NULL) != SQLITE_OK)
    {
      _qv_temporary_fail (database, error);
      return NULL;
    }
  sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit (database, SQLITE_LIMIT_LENGTH, 1 << 30);
  if (sqlite3_exec (database, "PRAGMA cell_size_check = ON; PRAGMA query_only = ON", NULL, NULL, NULL) !=
      SQLITE_OK)
    {
      _qv_temporary_fail (database, error);
      return NULL;
    }
  return g_steal_pointer (&database);
}

sqlite3_stmt *
_qv_temporary_prepare (sqlite3 *database, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    _qv_temporary_fail (database, error);
  return statement;
}

/**
 * _qv_temporary_get_text:
 * @statement: a statement at a row
 * @column: index of a result
 *
 * Returns: (transfer full) (nullable): the text, fit to be stored and shown, %NULL where there is none
 */
char *
_qv_temporary_get_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text == NULL || *text == '\0' || sqlite3_column_bytes (statement, column) > MAX_VALUE)
    return NULL;
  return qv_text_is_clean (text) ? g_strdup (text) : qv_text_normalize (text);
}

/**
 * _qv_temporary_read_names:
 * @database: of the helper
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the true names of the fields f1, f2, …
 */
GPtrArray *
_qv_temporary_read_names (sqlite3 *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _qv_temporary_prepare (database, "SELECT name FROM quadrivio_field ORDER BY position", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int result = SQLITE_DONE;

  if (statement == NULL)
    return NULL;
  while (names->len < MAX_FIELDS && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      char *name = _qv_temporary_get_text (statement, 0);

      g_ptr_array_add (names, name != NULL ? name : g_strdup (""));
    }
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    {
      _qv_temporary_fail (database, error);
      return NULL;
    }
  return g_steal_pointer (&names);
}

static void
free_note (gpointer data)
{
  QvSourceNote *note = data;

  g_free (note->code);
  g_free (note->message);
  g_free (note);
}

static QvSourceNoteType
parse_severity (const char *word)
{
  if (g_strcmp0 (word, "repaired") == 0)
    return QV_SOURCE_NOTE_REPAIRED;
  return g_strcmp0 (word, "no-geometry") == 0 ? QV_SOURCE_NOTE_NO_GEOMETRY : QV_SOURCE_NOTE_INFO;
}

/**
 * _qv_temporary_read_notes:
 * @database: of the helper
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type QvSourceNote): what the helper has to say
 */
GPtrArray *
_qv_temporary_read_notes (sqlite3 *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _qv_temporary_prepare (database,
                             "SELECT feature, severity, code, message FROM quadrivio_report ORDER BY fid",
                             error);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (free_note);
  int result = SQLITE_DONE;

  if (statement == NULL)
    return NULL;
  while (notes->len < MAX_NOTES && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      QvSourceNote *note = g_new0 (QvSourceNote, 1);

      note->feature = (guint) CLAMP (sqlite3_column_int64 (statement, 0), 0, G_MAXINT);
      note->type = parse_severity ((const char *) sqlite3_column_text (statement, 1));
      note->code = _qv_temporary_get_text (statement, 2);
      note->message = _qv_temporary_get_text (statement, 3);
      g_ptr_array_add (notes, note);
    }
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    {
      _qv_temporary_fail (database, error);
      return NULL;
    }
  return g_steal_pointer (&notes);
}

/**
 * _qv_temporary_list_fields:
 * @n_fields: how many
 *
 * Returns: (transfer full): "f1, f2, " for a SELECT, with the last comma
 */
char *
_qv_temporary_list_fields (guint n_fields)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 1; i <= n_fields; i++)
    g_string_append_printf (list, "f%u, ", i);
  return g_string_free (g_steal_pointer (&list), FALSE);
}
