/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to the library, from any thread. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <string.h>

/**
 * qv_store_get_record:
 * @self: the library
 * @entity: what it is
 * @id: which
 * @error: return location for a #GError of %QV_STORE_ERROR: NOT_FOUND also where the row is deleted
 *
 * Returns: (transfer full): the row with its stamps and its past
 */
QvRecord *
qv_store_get_record (QvStore *self, QvEntity entity, QvId id, GError **error)
{
  g_autoptr (QvRecord) record = NULL;
  g_autoptr (GError) local = NULL;
  QvDb *db;

  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  record = _qv_rows_get (db, entity, id, &local);
  _qv_store_release_reader (self, db);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (record == NULL || qv_record_is_deleted (record))
    {
      _qv_rows_fail_missing (entity, id, error);
      return NULL;
    }
  return g_steal_pointer (&record);
}

/* The order in which people expect them: what has a position by that, all else as it was made. */
static const char *
get_order (QvEntity entity)
{
  return qv_entity_find_field (entity, "position") >= 0 ? "position, id" : "id";
}

/**
 * qv_store_list:
 * @self: the library
 * @entity: of what
 * @field: index of a field that holds a whole number or a reference, or %QV_STORE_ALL
 * @value: what the field must hold; %QV_ID_NONE: nothing
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: (transfer full) (element-type QvRecord): the rows that are not deleted, by position where they
 * have one, else by id
 */
GPtrArray *
qv_store_list (QvStore *self, QvEntity entity, guint field, QvId value, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  g_autofree char *where = NULL;
  QvValue bound;
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self), NULL);
  g_return_val_if_fail (field == QV_STORE_ALL || field < info->n_fields, NULL);

  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  if (field == QV_STORE_ALL)
    where = g_strdup_printf ("WHERE deleted = 0 ORDER BY %s", get_order (entity));
  else if (field == info->n_fields - 1)
    where = g_strdup_printf ("WHERE deleted = ?1 ORDER BY %s", get_order (entity));
  else
    where = g_strdup_printf ("WHERE \"%s\" %s AND deleted = 0 ORDER BY %s", info->fields[field].name,
                             value != QV_ID_NONE ? "= ?1" : "IS NULL", get_order (entity));
  bound = qv_value_int (value);
  ok = _qv_rows_list (db, entity, where, &bound, field != QV_STORE_ALL && value != QV_ID_NONE ? 1 : 0,
                      records, error);
  _qv_store_release_reader (self, db);
  return ok ? g_steal_pointer (&records) : NULL;
}

/**
 * qv_store_list_observations:
 * @self: the library
 * @indicator: of which indicator
 * @period: of which period
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: (transfer full) (element-type QvRecord): the observations, by id
 */
GPtrArray *
qv_store_list_observations (QvStore *self, QvId indicator, const char *period, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  g_auto (QvValue) text = qv_value_text (period);
  const QvValue values[] = { qv_value_int (indicator), text };
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self) && period != NULL, NULL);

  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  ok = _qv_rows_list (db, QV_ENTITY_OBSERVATION,
                      "WHERE indicator = ?1 AND period = ?2 AND deleted = 0 ORDER BY id", values, 2, records,
                      error);
  _qv_store_release_reader (self, db);
  return ok ? g_steal_pointer (&records) : NULL;
}

static gboolean
select_periods (QvDb *db, QvId indicator, GStrvBuilder *builder, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  query = _qv_db_query (
      db, "SELECT DISTINCT period FROM observation WHERE indicator = ?1 AND deleted = 0 ORDER BY period",
      error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, indicator);
  while (_qv_db_step (db, query, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      g_strv_builder_add (builder, (const char *) sqlite3_column_text (query, 0));
    }
  return FALSE;
}

/**
 * qv_store_list_periods:
 * @self: the library
 * @indicator: of which indicator
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: (transfer full): the periods for which it has observations, in order
 */
char **
qv_store_list_periods (QvStore *self, QvId indicator, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  ok = select_periods (db, indicator, builder, error);
  _qv_store_release_reader (self, db);
  return ok ? g_strv_builder_end (builder) : NULL;
}

static gboolean
select_counts (QvDb *db, QvId session, guint *counts, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  query =
      _qv_db_query (db, "SELECT helix, count(*) FROM note WHERE session = ?1 AND deleted = 0 GROUP BY helix",
                    error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, session);
  while (_qv_db_step (db, query, &has_row, error))
    {
      QvHelix helix;

      if (!has_row)
        return TRUE;
      if (qv_helix_from_word ((const char *) sqlite3_column_text (query, 0), &helix))
        counts[helix] = (guint) sqlite3_column_int (query, 1);
    }
  return FALSE;
}

/**
 * qv_store_count_notes:
 * @self: the library
 * @session: of which session
 * @counts: (out caller-allocates): how many notes of each #QvHelix
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: whether it could be counted
 */
gboolean
qv_store_count_notes (QvStore *self, QvId session, guint counts[QV_N_HELICES + 1], GError **error)
{
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self), FALSE);

  memset (counts, 0, sizeof (guint) * (QV_N_HELICES + 1));
  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return FALSE;
  ok = select_counts (db, session, counts, error);
  _qv_store_release_reader (self, db);
  return ok;
}

/* What the user typed as a query: all words, the last of which may be only begun. NULL where there is no
 * word. What is in quotation marks is data to FTS5, and a letter or digit is never a mark. */
static char *
make_match (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autoptr (GString) match = g_string_new (NULL);
  gboolean is_inside = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_letter = g_unichar_isalnum (c) || (is_inside && g_unichar_ismark (c));

      if (is_letter && !is_inside)
        g_string_append (match, match->len > 0 ? " \"" : "\"");
      if (is_letter)
        g_string_append_unichar (match, c);
      else if (is_inside)
        g_string_append_c (match, '"');
      is_inside = is_letter;
    }
  if (is_inside)
    g_string_append_c (match, '"');
  if (match->len > 0)
    g_string_append (match, " *");
  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

/* From the index to the notes, never the other way. Ids grow with time, so those of one session lie close
 * together. */
static const char search_all[] =
    "SELECT note.id FROM note_text CROSS JOIN note ON note.id = note_text.rowid "
    "WHERE note_text MATCH ?1 AND note.deleted = 0 ORDER BY note_text.rowid DESC LIMIT ?2";
static const char search_session[] =
    "SELECT note.id FROM note_text CROSS JOIN note ON note.id = note_text.rowid "
    "WHERE note_text MATCH ?1 AND note_text.rowid >= (SELECT min (id) FROM note WHERE session = ?3) "
    "AND note_text.rowid <= (SELECT max (id) FROM note WHERE session = ?3) "
    "AND note.session = ?3 AND note.deleted = 0 ORDER BY note_text.rowid DESC LIMIT ?2";

static gboolean
search (QvDb *db, QvId session, const char *match, guint limit, GArray *ids, GError **error)
{
  g_autoptr (QvQuery) query = NULL;
  gboolean has_row;

  query = _qv_db_query (db, session == QV_ID_NONE ? search_all : search_session, error);
  if (query == NULL)
    return FALSE;
  _qv_query_bind_text (query, 1, match);
  sqlite3_bind_int64 (query, 2, limit > 0 ? (gint64) limit : -1);
  if (session != QV_ID_NONE)
    sqlite3_bind_int64 (query, 3, session);
  while (_qv_db_step (db, query, &has_row, error))
    {
      QvId id = sqlite3_column_int64 (query, 0);

      if (!has_row)
        return TRUE;
      g_array_append_val (ids, id);
    }
  return FALSE;
}

/**
 * qv_store_search_notes:
 * @self: the library
 * @session: in which session, or %QV_ID_NONE for all
 * @words: what the user typed; case and accents do not matter, the last word may be only begun
 * @limit: at most so many, 0 for all
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: (transfer full) (element-type QvId): notes that have all the words, newest first; none without
 * words
 */
GArray *
qv_store_search_notes (QvStore *self, QvId session, const char *words, guint limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autofree char *match = NULL;
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self) && words != NULL, NULL);

  match = make_match (words);
  if (match == NULL)
    return g_steal_pointer (&ids);
  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return NULL;
  ok = search (db, session, match, limit, ids, error);
  _qv_store_release_reader (self, db);
  return ok ? g_steal_pointer (&ids) : NULL;
}
