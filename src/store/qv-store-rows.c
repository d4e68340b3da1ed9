/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the tables and QvRecord: one row with its stamps and its past, in and out. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>

typedef struct
{
  char *select;
  char *insert;
  char *set[QV_MAX_FIELDS];
} Sql;

static Sql sqls[QV_N_ENTITIES];

static void
make_sql (QvEntity entity)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);
  g_autoptr (GString) select = g_string_new ("SELECT id, stamp");
  g_autoptr (GString) columns = g_string_new ("id, stamp");
  g_autoptr (GString) marks = g_string_new ("?1, ?2");

  for (guint i = 0; i < info->n_fields; i++)
    {
      g_string_append_printf (select, ", \"%s\"", info->fields[i].name);
      g_string_append_printf (columns, ", \"%s\"", info->fields[i].name);
      g_string_append_printf (marks, ", ?%u", i + 3);
      sqls[entity].set[i] =
          g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2 WHERE id = ?1", info->name, info->fields[i].name);
    }
  sqls[entity].select = g_strdup_printf ("%s FROM \"%s\"", select->str, info->name);
  sqls[entity].insert =
      g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", info->name, columns->str, marks->str);
}

static const Sql *
get_sql (QvEntity entity)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < QV_N_ENTITIES; i++)
        make_sql (i);
      g_once_init_leave (&once, 1);
    }
  return &sqls[entity];
}

static QvRecord *
record_from_row (QvQuery *query, QvEntity entity)
{
  QvRecord *record = qv_record_new (entity, sqlite3_column_int64 (query, 0));

  record->stamp = sqlite3_column_int64 (query, 1);
  for (guint i = 0; i < record->n_fields; i++)
    qv_record_take (record, i, _qv_query_get_value (query, (int) i + 2));
  return record;
}

static gboolean
load_stamps (QvDb *db, QvRecord *record, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (db, "SELECT field, stamp FROM field_stamp WHERE entity = ?1 AND id = ?2", error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  _qv_query_bind_text (query, 1, qv_entity_get_info (record->entity)->name);
  sqlite3_bind_int64 (query, 2, record->id);
  while (_qv_db_step (db, query, &has_row, error))
    {
      int field;

      if (!has_row)
        return TRUE;
      field = qv_entity_find_field (record->entity, (const char *) sqlite3_column_text (query, 0));
      if (field >= 0)
        record->stamps[field] = sqlite3_column_int64 (query, 1);
    }
  return FALSE;
}

static gboolean
load_past (QvDb *db, QvRecord *record, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (db,
                    "SELECT field, stamp, value FROM past_value WHERE entity = ?1 AND id = ?2 ORDER BY place",
                    error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  _qv_query_bind_text (query, 1, qv_entity_get_info (record->entity)->name);
  sqlite3_bind_int64 (query, 2, record->id);
  while (_qv_db_step (db, query, &has_row, error))
    {
      g_auto (QvValue) value = { 0 };
      int field;

      if (!has_row)
        return TRUE;
      field = qv_entity_find_field (record->entity, (const char *) sqlite3_column_text (query, 0));
      value = _qv_query_get_value (query, 2);
      if (field >= 0)
        qv_record_add_past (record, (guint) field, sqlite3_column_int64 (query, 1), &value);
    }
  return FALSE;
}

/* Whether any row of @entity has something in @table; most have not, which saves a look-up a row. */
static gboolean
has_details (QvDb *db, const char *sql, QvEntity entity)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, NULL);
  gboolean has_row;

  if (query == NULL)
    return TRUE;
  _qv_query_bind_text (query, 1, qv_entity_get_info (entity)->name);
  return !_qv_db_step (db, query, &has_row, NULL) || has_row;
}

/* Calls @func with the rows of @entity for which @where holds; its ?1, ?2, … are @values. The record is
 * @func's to keep or to free. */
static gboolean
for_each (QvDb *db,
          QvEntity entity,
          const char *where,
          const QvValue *values,
          guint n_values,
          gboolean (*func) (QvRecord *record, gpointer data, GError **error),
          gpointer data,
          GError **error)
{
  g_autofree char *sql = g_strconcat (get_sql (entity)->select, " ", where, NULL);
  gboolean has_stamps = has_details (db, "SELECT 1 FROM field_stamp WHERE entity = ?1 LIMIT 1", entity);
  gboolean has_past = has_details (db, "SELECT 1 FROM past_value WHERE entity = ?1 LIMIT 1", entity);
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  for (guint i = 0; i < n_values; i++)
    _qv_query_bind_value (query, (int) i + 1, &values[i]);
  while (_qv_db_step (db, query, &has_row, error))
    {
      g_autoptr (QvRecord) record = NULL;

      if (!has_row)
        return TRUE;
      record = record_from_row (query, entity);
      if ((has_stamps && !load_stamps (db, record, error)) || (has_past && !load_past (db, record, error)) ||
          !func (g_steal_pointer (&record), data, error))
        return FALSE;
    }
  return FALSE;
}

typedef struct
{
  QvRecordFunc func;
  gpointer data;
} Lending;

static gboolean
lend_cb (QvRecord *record, gpointer data, GError **error)
{
  g_autoptr (QvRecord) owned = record;
  Lending *lending = data;

  return lending->func (owned, lending->data, error);
}

/* Calls @func with the rows of @entity for which @where holds; its ?1, ?2, … are @values. */
gboolean
_qv_rows_select (QvDb *db,
                 QvEntity entity,
                 const char *where,
                 const QvValue *values,
                 guint n_values,
                 QvRecordFunc func,
                 gpointer data,
                 GError **error)
{
  Lending lending = { func, data };

  return for_each (db, entity, where, values, n_values, lend_cb, &lending, error);
}

static gboolean
keep_cb (QvRecord *record, gpointer data, GError **error)
{
  g_ptr_array_add (data, record);
  return TRUE;
}

/* The same, into an array. */
gboolean
_qv_rows_list (QvDb *db,
               QvEntity entity,
               const char *where,
               const QvValue *values,
               guint n_values,
               GPtrArray *records,
               GError **error)
{
  return for_each (db, entity, where, values, n_values, keep_cb, records, error);
}

void
_qv_rows_fail_missing (QvEntity entity, QvId id, GError **error)
{
  /* A session is what people ask for; all else only programs know by its id. */
  if (entity == QV_ENTITY_SESSION)
    g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                 _ ("The session %" PRId64 " is not in this library. It may be in the wastebasket, or in "
                    "another library."),
                 id);
  else
    g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                 /* Translators: a kind of thing in the words of the file format, and its id. */
                 _ ("There is no %s %" PRId64 " in the library."), qv_entity_get_info (entity)->name, id);
}

/* (transfer full) (nullable): the row, deleted or not; NULL without @error where there is none. */
QvRecord *
_qv_rows_get (QvDb *db, QvEntity entity, QvId id, GError **error)
{
  g_autofree char *sql = g_strconcat (get_sql (entity)->select, " WHERE id = ?1", NULL);
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);
  g_autoptr (QvRecord) record = NULL;
  gboolean has_row;

  if (query == NULL)
    return NULL;
  sqlite3_bind_int64 (query, 1, id);
  if (!_qv_db_step (db, query, &has_row, error) || !has_row)
    return NULL;
  record = record_from_row (query, entity);
  if (!load_stamps (db, record, error) || !load_past (db, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
insert_row (QvDb *db, const QvRecord *record, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, get_sql (record->entity)->insert, error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, record->id);
  sqlite3_bind_int64 (query, 2, record->stamp);
  for (guint i = 0; i < record->n_fields; i++)
    _qv_query_bind_value (query, (int) i + 3, &record->values[i]);
  return _qv_db_run (db, query, error);
}

static gboolean
update_field (QvDb *db, const QvRecord *record, guint field, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, get_sql (record->entity)->set[field], error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, record->id);
  _qv_query_bind_value (query, 2, &record->values[field]);
  return _qv_db_run (db, query, error);
}

static gboolean
update_stamp (QvDb *db, const QvRecord *record, GError **error)
{
  const char *name = qv_entity_get_info (record->entity)->name;
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET stamp = ?2 WHERE id = ?1", name);
  g_autoptr (QvQuery) query = _qv_db_query (db, sql, error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, record->id);
  sqlite3_bind_int64 (query, 2, record->stamp);
  return _qv_db_run (db, query, error);
}

static gboolean
write_field_stamp (QvDb *db, const QvRecord *record, guint field, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);
  gboolean none = record->stamps[field] == 0;
  g_autoptr (QvQuery) query =
      _qv_db_query (db,
                    none ? "DELETE FROM field_stamp WHERE entity = ?1 AND id = ?2 AND field = ?3"
                         : "INSERT INTO field_stamp (entity, id, field, stamp) VALUES (?1, ?2, ?3, ?4) "
                           "ON CONFLICT (entity, id, field) DO UPDATE SET stamp = excluded.stamp",
                    error);

  if (query == NULL)
    return FALSE;
  _qv_query_bind_text (query, 1, info->name);
  sqlite3_bind_int64 (query, 2, record->id);
  _qv_query_bind_text (query, 3, info->fields[field].name);
  if (!none)
    sqlite3_bind_int64 (query, 4, record->stamps[field]);
  return _qv_db_run (db, query, error);
}

static gboolean
past_equal (const QvRecord *a, const QvRecord *b)
{
  guint n = a->past != NULL ? a->past->len : 0;

  if (n != (b->past != NULL ? b->past->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const QvPastValue *x = &g_array_index (a->past, QvPastValue, i);
      const QvPastValue *y = &g_array_index (b->past, QvPastValue, i);

      if (x->field != y->field || x->stamp != y->stamp || qv_value_compare (&x->value, &y->value) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
clear_past (QvDb *db, const QvRecord *record, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (db, "DELETE FROM past_value WHERE entity = ?1 AND id = ?2", error);

  if (query == NULL)
    return FALSE;
  _qv_query_bind_text (query, 1, qv_entity_get_info (record->entity)->name);
  sqlite3_bind_int64 (query, 2, record->id);
  return _qv_db_run (db, query, error);
}

static gboolean
insert_past (QvDb *db, const QvRecord *record, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    {
      const QvPastValue *past = &g_array_index (record->past, QvPastValue, i);
      g_autoptr (QvQuery) query =
          _qv_db_query (db,
                        "INSERT INTO past_value (entity, id, place, field, stamp, value) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                        error);

      if (query == NULL)
        return FALSE;
      _qv_query_bind_text (query, 1, info->name);
      sqlite3_bind_int64 (query, 2, record->id);
      sqlite3_bind_int64 (query, 3, i);
      _qv_query_bind_text (query, 4, info->fields[past->field].name);
      sqlite3_bind_int64 (query, 5, past->stamp);
      _qv_query_bind_value (query, 6, &past->value);
      if (!_qv_db_run (db, query, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes what is different between @old (nullable: no row yet) and @record. */
gboolean
_qv_rows_write (QvDb *db, const QvRecord *old, const QvRecord *record, GError **error)
{
  if (old == NULL && !insert_row (db, record, error))
    return FALSE;
  if (old != NULL && old->stamp != record->stamp && !update_stamp (db, record, error))
    return FALSE;
  for (guint i = 0; i < record->n_fields; i++)
    {
      if (old != NULL && qv_value_compare (&old->values[i], &record->values[i]) != 0 &&
          !update_field (db, record, i, error))
        return FALSE;
      if ((old != NULL ? old->stamps[i] : 0) != record->stamps[i] &&
          !write_field_stamp (db, record, i, error))
        return FALSE;
    }
  if (old != NULL && past_equal (old, record))
    return TRUE;
  if (old != NULL && old->past != NULL && !clear_past (db, record, error))
    return FALSE;
  return insert_past (db, record, error);
}

/* Puts a note's text into the search index, which keeps no copy of it. */
gboolean
_qv_rows_index (QvDb *db, QvId note, const char *text, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, "INSERT INTO note_text (rowid, text) VALUES (?1, ?2)", error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, note);
  sqlite3_bind_text (query, 2, text, -1, SQLITE_STATIC);
  return _qv_db_run (db, query, error);
}

/* Takes it out again; @text must be what was put in. */
gboolean
_qv_rows_unindex (QvDb *db, QvId note, const char *text, GError **error)
{
  g_autoptr (QvQuery) query =
      _qv_db_query (db, "INSERT INTO note_text (note_text, rowid, text) VALUES ('delete', ?1, ?2)", error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, note);
  sqlite3_bind_text (query, 2, text, -1, SQLITE_STATIC);
  return _qv_db_run (db, query, error);
}

static void
set_reference_error (QvDb *db, QvQuery *check, GError **error)
{
  const char *table = (const char *) sqlite3_column_text (check, 0);
  const char *parent = (const char *) sqlite3_column_text (check, 2);
  gint64 id = sqlite3_column_int64 (check, 1);
  g_autoptr (QvQuery) field =
      _qv_db_query (db, "SELECT \"from\" FROM pragma_foreign_key_list (?1) WHERE id = ?2", NULL);
  g_autofree char *sql = NULL;
  gboolean has_row;
  gint64 missing = 0;

  if (field == NULL)
    return;
  _qv_query_bind_text (field, 1, table);
  sqlite3_bind_int64 (field, 2, sqlite3_column_int64 (check, 3));
  if (!_qv_db_step (db, field, &has_row, NULL) || !has_row)
    return;
  sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE id = %" PRId64,
                         (const char *) sqlite3_column_text (field, 0), table, id);
  _qv_db_get_int (db, sql, &missing, NULL);
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID,
               /* Translators: a kind of thing, its id, a field, another kind and its id: “note 12, field
                  “step”: there is no step 34 …”. The words are those of the file format. */
               _ ("%s %" PRId64 ", field “%s”: there is no %s %" PRId64 ". Nothing was written."), table, id,
               (const char *) sqlite3_column_text (field, 0), parent, missing);
}

/* Names the first row that refers to something that is not there. */
gboolean
_qv_rows_check_references (QvDb *db, GError **error)
{
  g_autoptr (QvQuery) query = _qv_db_query (db, "PRAGMA foreign_key_check", error);
  gboolean has_row;

  if (query == NULL || !_qv_db_step (db, query, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  set_reference_error (db, query, error);
  if (error != NULL && *error == NULL)
    _qv_db_set_error (NULL, SQLITE_CONSTRAINT_FOREIGNKEY, error);
  return FALSE;
}
