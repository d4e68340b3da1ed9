/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-table-file.h"

#include "qv-exchange-error.h"
#include "qv-table-private.h"
#include "qv-temporary.h"

#include <glib/gi18n.h>

static gboolean
read_rows (QvTable *table, sqlite3 *database, GError **error)
{
  guint n_columns = qv_table_get_n_columns (table);
  g_autofree char *list = _qv_temporary_list_fields (n_columns);
  g_autofree char *sql = g_strdup_printf ("SELECT %sfid FROM layer ORDER BY fid", list);
  g_autoptr (sqlite3_stmt) statement = _qv_temporary_prepare (database, sql, error);
  g_autofree char **cells = g_new0 (char *, n_columns + 1);
  int result;

  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if ((guint64) (qv_table_get_n_rows (table) + 1) * n_columns > QV_TABLE_MAX_CELLS)
        {
          g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_LIMIT,
                       _ ("The table has more than %d cells."), QV_TABLE_MAX_CELLS);
          return FALSE;
        }
      for (guint i = 0; i < n_columns; i++)
        cells[i] = _qv_temporary_get_text (statement, (int) i);
      qv_table_set_next (table,
                         (guint) CLAMP (sqlite3_column_int64 (statement, (int) n_columns), 0, G_MAXINT));
      qv_table_add_row (table, (const char *const *) cells);
      for (guint i = 0; i < n_columns; i++)
        g_clear_pointer (&cells[i], g_free);
    }
  return result == SQLITE_DONE || _qv_temporary_fail (database, error);
}

/**
 * qv_table_file_read:
 * @path: a file that quadrivio-gdal made of a table
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable): the table
 */
QvTable *
qv_table_file_read (const char *path, GError **error)
{
  g_autoptr (sqlite3) database = _qv_temporary_open (path, error);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (QvTable) table = NULL;
  GPtrArray *notes;

  if (database == NULL || (names = _qv_temporary_read_names (database, error)) == NULL)
    return NULL;
  g_ptr_array_add (names, NULL);
  table = qv_table_new ((const char *const *) names->pdata);
  notes = _qv_temporary_read_notes (database, error);
  if (notes == NULL)
    return NULL;
  _qv_table_take_notes (table, notes);
  if (!read_rows (table, database, error))
    return NULL;
  return g_steal_pointer (&table);
}
