/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changesets of new rows, in the format of SQLite's session extension ("Changeset format" in its source):
 * byte for byte what a session would have recorded. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <string.h>

#define COLUMN_ID (-2)
#define COLUMN_STAMP (-3)

enum
{
  TYPE_INTEGER = SQLITE_INTEGER,
  TYPE_FLOAT = SQLITE_FLOAT,
  TYPE_TEXT = SQLITE_TEXT,
  TYPE_BLOB = SQLITE_BLOB,
  TYPE_NULL = SQLITE_NULL,
};

static void
add_byte (GByteArray *out, guint8 byte)
{
  g_byte_array_append (out, &byte, 1);
}

/* SQLite's variable-length integer: seven bits a byte, the highest first, for less than 2^35. */
static void
add_varint (GByteArray *out, guint64 value)
{
  for (int shift = 28; shift > 0; shift -= 7)
    if (value >> shift != 0)
      add_byte (out, (guint8) (0x80 | ((value >> shift) & 0x7f)));
  add_byte (out, (guint8) (value & 0x7f));
}

static void
add_number (GByteArray *out, guint8 type, guint64 bits)
{
  guint64 big_endian = GUINT64_TO_BE (bits);

  add_byte (out, type);
  g_byte_array_append (out, (const guint8 *) &big_endian, sizeof big_endian);
}

static void
add_bytes (GByteArray *out, guint8 type, gconstpointer data, gsize size)
{
  add_byte (out, type);
  add_varint (out, size);
  g_byte_array_append (out, data, (guint) size);
}

/* As _qv_query_bind_value() writes it: an empty text is nothing. */
static void
add_value (GByteArray *out, const QvValue *value)
{
  guint64 bits;
  gconstpointer data;
  gsize size;

  switch (value->type)
    {
    case QV_VALUE_INT:
      add_number (out, TYPE_INTEGER, (guint64) value->integer);
      break;
    case QV_VALUE_REAL:
      memcpy (&bits, &value->real, sizeof bits);
      add_number (out, TYPE_FLOAT, bits);
      break;
    case QV_VALUE_TEXT:
      if (value->text[0] == '\0')
        add_byte (out, TYPE_NULL);
      else
        add_bytes (out, TYPE_TEXT, value->text, strlen (value->text));
      break;
    case QV_VALUE_BLOB:
      data = g_bytes_get_data (value->blob, &size);
      add_bytes (out, TYPE_BLOB, data, size);
      break;
    case QV_VALUE_NULL:
    default:
      add_byte (out, TYPE_NULL);
      break;
    }
}

/* (transfer full): for each column of the table, in its order, the index of the field that it holds, or
 * COLUMN_ID or COLUMN_STAMP. The order of the columns need not be that of the fields after a migration. */
int *
_qv_changeset_get_columns (QvDb *db, QvEntity entity, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" LIMIT 0", info->name);
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);
  g_autofree int *columns = g_new (int, info->n_fields + 2);

  if (query == NULL)
    return NULL;
  g_assert (sqlite3_column_count (query) == (int) info->n_fields + 2);
  for (int i = 0; i < (int) info->n_fields + 2; i++)
    {
      const char *name = sqlite3_column_name (query, i);

      columns[i] = g_str_equal (name, "id")      ? COLUMN_ID
                   : g_str_equal (name, "stamp") ? COLUMN_STAMP
                                                 : qv_entity_find_field (entity, name);
      g_assert (columns[i] != -1);
    }
  return g_steal_pointer (&columns);
}

/* What follows is about rows of @entity. */
void
_qv_changeset_add_table (GByteArray *changeset, QvEntity entity)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);

  add_byte (changeset, 'T');
  add_varint (changeset, info->n_fields + 2);
  /* The id is the first column of every table, and alone its key. */
  add_byte (changeset, 1);
  for (guint i = 0; i < info->n_fields + 1; i++)
    add_byte (changeset, 0);
  g_byte_array_append (changeset, (const guint8 *) info->name, (guint) strlen (info->name) + 1);
}

/* @record is a new row, written as it is; @columns: see _qv_changeset_get_columns() */
void
_qv_changeset_add_insert (GByteArray *changeset, const QvRecord *record, const int *columns)
{
  add_byte (changeset, SQLITE_INSERT);
  add_byte (changeset, 0);
  for (guint i = 0; i < record->n_fields + 2; i++)
    if (columns[i] == COLUMN_ID)
      add_number (changeset, TYPE_INTEGER, (guint64) record->id);
    else if (columns[i] == COLUMN_STAMP)
      add_number (changeset, TYPE_INTEGER, (guint64) record->stamp);
    else
      add_value (changeset, &record->values[columns[i]]);
}
