/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-table-private.h"

struct _QvTable
{
  char **columns;
  guint n_columns;
  guint n_rows;
  GArray *numbers; /* (element-type guint): of each row in the file */
  guint next;
  GPtrArray *cells;      /* row by row, NULL for empty */
  GStringChunk *strings; /* equal cells share one text: codes of regions, years */
  GPtrArray *notes;
};

/**
 * qv_table_new:
 * @columns: (array zero-terminated=1): names of the columns
 *
 * Returns: (transfer full): a table without rows
 */
QvTable *
qv_table_new (const char *const *columns)
{
  QvTable *self = g_new0 (QvTable, 1);

  self->columns = g_strdupv ((char **) columns);
  self->n_columns = g_strv_length (self->columns);
  self->cells = g_ptr_array_new ();
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->next = 2;
  self->strings = g_string_chunk_new (1 << 16);
  return self;
}

/**
 * qv_table_set_next:
 * @self: a table that nobody else has yet
 * @number: where the next row stands in the file, as a spreadsheet counts; without, it is the one after the
 * last, and the first is 2
 */
void
qv_table_set_next (QvTable *self, guint number)
{
  self->next = number;
}

/**
 * qv_table_add_row:
 * @self: a table that nobody else has yet
 * @cells: (array): a text or %NULL for each column
 */
void
qv_table_add_row (QvTable *self, const char *const *cells)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      gboolean is_empty = cells[i] == NULL || *cells[i] == '\0';

      g_ptr_array_add (self->cells,
                       is_empty ? NULL : (gpointer) g_string_chunk_insert_const (self->strings, cells[i]));
    }
  g_array_append_val (self->numbers, self->next);
  self->next++;
  self->n_rows++;
}

void
_qv_table_take_notes (QvTable *self, GPtrArray *notes)
{
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->notes = notes;
}

void
qv_table_free (QvTable *self)
{
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

const char *const *
qv_table_get_columns (QvTable *self)
{
  return (const char *const *) self->columns;
}

guint
qv_table_get_n_columns (QvTable *self)
{
  return self->n_columns;
}

guint
qv_table_get_n_rows (QvTable *self)
{
  return self->n_rows;
}

/**
 * qv_table_get_number:
 * @self: a table
 * @row: from 0
 *
 * Returns: where the row stands in the file, as a spreadsheet counts
 */
guint
qv_table_get_number (QvTable *self, guint row)
{
  g_return_val_if_fail (row < self->n_rows, 0);

  return g_array_index (self->numbers, guint, row);
}

/**
 * qv_table_get_cell:
 * @self: a table
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, %NULL where the cell is empty
 */
const char *
qv_table_get_cell (QvTable *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, NULL);

  return self->cells->pdata[(gsize) row * self->n_columns + column];
}

/**
 * qv_table_get_notes:
 * @self: a table
 *
 * Returns: (transfer none) (nullable) (element-type QvSourceNote): what was noticed when it was read
 */
GPtrArray *
qv_table_get_notes (QvTable *self)
{
  return self->notes;
}
