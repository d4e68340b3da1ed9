/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads twice: once for the names, which may come new in any row, once for the cells. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-json-rows.h"

#include "qv-csv-reader.h"

#include <glib/gi18n.h>
#include <string.h>

struct _QvJsonRows
{
  QvJsonReader *reader;
  const char *data;
  gsize size;
  GPtrArray *names;
  GHashTable *indices; /* (utf8, place in names + 1) */
};

static gboolean
fail (QvJsonRows *self, const char *what, GError **error)
{
  qv_json_reader_set_error (self->reader, what, error);
  return FALSE;
}

/* @cells is NULL in the first reading. */
static gboolean
put_cell (QvJsonRows *self, const char *path, const char *text, GPtrArray *cells, GError **error)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, path));

  if (index == 0)
    {
      char *name;

      if (self->names->len == QV_MAX_COLUMNS)
        {
          g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT, _ ("The table has more than %d columns."),
                       QV_MAX_COLUMNS);
          return FALSE;
        }
      name = g_strdup (path);
      g_ptr_array_add (self->names, name);
      index = self->names->len;
      g_hash_table_insert (self->indices, name, GUINT_TO_POINTER (index));
    }
  if (cells != NULL && text != NULL)
    {
      g_free (cells->pdata[index - 1]);
      cells->pdata[index - 1] = qv_cell_clean (text, strlen (text));
    }
  return TRUE;
}

static char *
read_list (QvJsonRows *self, GError **error)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  QvJsonToken token;

  while ((token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_ARRAY)
    {
      if (token == QV_JSON_STRING || token == QV_JSON_NUMBER || token == QV_JSON_BOOL)
        {
          if (joined->len > 0)
            g_string_append (joined, ", ");
          g_string_append (joined, qv_json_reader_get_text (self->reader));
        }
      else if (!qv_json_reader_skip (self->reader, token, error))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static gboolean
read_object (QvJsonRows *self, const char *prefix, GPtrArray *cells, GError **error)
{
  QvJsonToken token;

  while ((token = qv_json_reader_next (self->reader, error)) != QV_JSON_END_OBJECT)
    {
      const char *name = qv_json_reader_get_text (self->reader);
      g_autofree char *path = NULL;
      g_autofree char *list = NULL;

      if (token == QV_JSON_ERROR)
        return FALSE;
      path = prefix != NULL ? g_strconcat (prefix, ".", name, NULL) : g_strdup (name);
      token = qv_json_reader_next (self->reader, error);
      if (token == QV_JSON_ERROR)
        return FALSE;
      if (token == QV_JSON_BEGIN_OBJECT)
        {
          if (!read_object (self, path, cells, error))
            return FALSE;
          continue;
        }
      if (token == QV_JSON_BEGIN_ARRAY && (list = read_list (self, error)) == NULL)
        return FALSE;
      if (!put_cell (self, path,
                     list != NULL            ? list
                     : token == QV_JSON_NULL ? NULL
                                             : qv_json_reader_get_text (self->reader),
                     cells, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
start (QvJsonRows *self, GError **error)
{
  QvJsonToken token;

  g_clear_pointer (&self->reader, qv_json_reader_free);
  self->reader = qv_json_reader_new (self->data, self->size);
  token = qv_json_reader_next (self->reader, error);
  if (token == QV_JSON_ERROR)
    return FALSE;
  return token == QV_JSON_BEGIN_ARRAY || fail (self, _ ("The file is not a list of rows."), error);
}

/* TRUE with a row, FALSE at the end or with an error. */
static gboolean
read_row (QvJsonRows *self, GPtrArray *cells, GError **error)
{
  QvJsonToken token = qv_json_reader_next (self->reader, error);

  if (token == QV_JSON_ERROR)
    return FALSE;
  if (token == QV_JSON_END_ARRAY)
    {
      qv_json_reader_next (self->reader, error);
      return FALSE;
    }
  if (token != QV_JSON_BEGIN_OBJECT)
    return fail (self, _ ("A row of the list is not an object with names and values."), error);
  return read_object (self, NULL, cells, error);
}

/**
 * qv_json_rows_new:
 * @data: (array length=size): the file; has to outlive the rows
 * @size: its length in bytes
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Reads the whole file once, so that later reading meets no error.
 *
 * Returns: (transfer full) (nullable): the rows, before the first
 */
QvJsonRows *
qv_json_rows_new (const char *data, gsize size, GError **error)
{
  g_autoptr (QvJsonRows) self = g_new0 (QvJsonRows, 1);
  g_autoptr (GError) local = NULL;

  self->data = data;
  self->size = size;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->indices = g_hash_table_new (g_str_hash, g_str_equal);
  if (!start (self, error))
    return NULL;
  while (read_row (self, NULL, &local))
    ;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (self->names->len == 0)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The list has no rows."));
      return NULL;
    }
  if (!start (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
qv_json_rows_free (QvJsonRows *self)
{
  g_clear_pointer (&self->reader, qv_json_reader_free);
  g_clear_pointer (&self->indices, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
qv_json_rows_get_names (QvJsonRows *self)
{
  return self->names;
}

double
qv_json_rows_get_share (QvJsonRows *self)
{
  return qv_json_reader_get_share (self->reader);
}

/**
 * qv_json_rows_next:
 * @self: rows
 * @cells: (element-type utf8): an array that frees its elements; receives a cell for each name, %NULL for
 * empty
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: %FALSE at the end, or with @error set
 */
gboolean
qv_json_rows_next (QvJsonRows *self, GPtrArray *cells, GError **error)
{
  g_ptr_array_set_size (cells, 0);
  g_ptr_array_set_size (cells, (int) self->names->len);
  return read_row (self, cells, error);
}
