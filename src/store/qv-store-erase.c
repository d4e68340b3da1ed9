/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing a person: out of the rows, the past, the journal, the search index, the backups and the free space
 * of the file. What is said about a note that quotes the name stays, the name in it goes. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define MARKER "[…]"

typedef struct
{
  QvStore *store;
  QvDb *db;
  QvId participant;
  QvStamp stamp;
  GHashTable *people;  /* ids of the rows, as gint64 */
  GHashTable *strings; /* names and contacts */
  GRegex *regex;       /* any of them as whole words */
  GArray *rows;        /* (element-type QvRowChange) */
} Erasure;

static void
clear_erasure (Erasure *self)
{
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->strings, g_hash_table_unref);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  if (!sqlite3_get_autocommit (self->db->sqlite))
    _qv_db_exec (self->db, "ROLLBACK", NULL);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Erasure, clear_erasure)

static void
add_person (Erasure *self, QvId id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_add (self->people, key);
}

static void
add_string (Erasure *self, const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (stripped != NULL && stripped[0] != '\0')
    g_hash_table_add (self->strings, g_steal_pointer (&stripped));
}

static gboolean
learn_row (QvQuery *query, gpointer data, GError **error)
{
  Erasure *self = data;

  if (sqlite3_column_int64 (query, 1) != self->participant)
    return TRUE;
  add_person (self, sqlite3_column_int64 (query, 0));
  add_string (self, (const char *) sqlite3_column_text (query, 2));
  add_string (self, (const char *) sqlite3_column_text (query, 3));
  return TRUE;
}

/* The same name, and no other contact: the same person at another table. */
static gboolean
learn_same (QvQuery *query, gpointer data, GError **error)
{
  Erasure *self = data;
  const char *name = (const char *) sqlite3_column_text (query, 2);
  const char *contact = (const char *) sqlite3_column_text (query, 3);

  if (g_hash_table_contains (self->strings, name) &&
      (contact == NULL || g_hash_table_contains (self->strings, contact)))
    add_person (self, sqlite3_column_int64 (query, 0));
  return TRUE;
}

static gboolean
learn_past (QvQuery *query, gpointer data, GError **error)
{
  Erasure *self = data;
  gint64 id = sqlite3_column_int64 (query, 0);

  if (g_hash_table_contains (self->people, &id))
    add_string (self, (const char *) sqlite3_column_text (query, 1));
  return TRUE;
}

/* One state of a person's row in a changeset. @strings: whether to learn its texts or to look who it is. */
static void
learn_state (Erasure *self, sqlite3_changeset_iter *iter, int n_columns, gboolean is_new, gboolean strings)
{
  sqlite3_value *id = _qv_seal_get_value (iter, 0, is_new);
  gint64 key = sqlite3_value_int64 (id);

  for (int i = 1; i < n_columns; i++)
    {
      sqlite3_value *value = _qv_seal_get_value (iter, i, is_new);

      if (value == NULL)
        continue;
      if (strings && sqlite3_value_type (value) == SQLITE_TEXT && g_hash_table_contains (self->people, &key))
        add_string (self, (const char *) sqlite3_value_text (value));
      else if (!strings && id != NULL && sqlite3_value_type (value) == SQLITE_INTEGER &&
               sqlite3_value_int64 (value) == self->participant)
        add_person (self, key);
    }
}

static gboolean
learn_change (
    Erasure *self, sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gboolean strings)
{
  if (!g_str_equal (table, "person"))
    return FALSE;
  if (op != SQLITE_INSERT)
    learn_state (self, iter, n_columns, FALSE, strings);
  if (op != SQLITE_DELETE)
    learn_state (self, iter, n_columns, TRUE, strings);
  return FALSE;
}

static gboolean
learn_people (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  return learn_change (data, iter, table, n_columns, op, FALSE);
}

static gboolean
learn_strings (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  return learn_change (data, iter, table, n_columns, op, TRUE);
}

static gboolean
make_regex (Erasure *self, GError **error)
{
  g_autoptr (GString) pattern = g_string_new ("(?<![\\p{L}\\p{N}])(?:");
  GHashTableIter iter;
  gpointer string;
  gboolean is_first = TRUE;

  g_hash_table_iter_init (&iter, self->strings);
  while (g_hash_table_iter_next (&iter, &string, NULL))
    {
      g_autofree char *escaped = g_regex_escape_string (string, -1);

      g_string_append_printf (pattern, "%s%s", is_first ? "" : "|", escaped);
      is_first = FALSE;
    }
  g_string_append (pattern, ")(?![\\p{L}\\p{N}])");
  self->regex = g_regex_new (pattern->str, G_REGEX_CASELESS, 0, error);
  return self->regex != NULL;
}

/* Who it is under which names, now, before and in the journal. */
static gboolean
learn (Erasure *self, GError **error)
{
  if (!_qv_seal_each_row (self->db, "SELECT id, participant, name, contact FROM person", learn_row, self,
                          error) ||
      !_qv_seal_scan (self->db, learn_people, self, error))
    return FALSE;
  if (g_hash_table_size (self->people) == 0)
    {
      g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                           _ ("The library knows no name for this participant."));
      return FALSE;
    }
  return _qv_seal_each_row (self->db, "SELECT id, value FROM past_value WHERE entity = 'person'", learn_past,
                            self, error) &&
         _qv_seal_scan (self->db, learn_strings, self, error) &&
         _qv_seal_each_row (self->db, "SELECT id, participant, name, contact FROM person", learn_same, self,
                            error) &&
         (g_hash_table_size (self->strings) == 0 || make_regex (self, error));
}

static char *
scrub (Erasure *self, const char *text)
{
  if (self->regex == NULL || text == NULL || !g_regex_match (self->regex, text, 0, NULL))
    return NULL;
  return g_regex_replace_literal (self->regex, text, -1, 0, MARKER, 0, NULL);
}

static gboolean
erase_rows (Erasure *self, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      QvRowChange row = { .entity = QV_ENTITY_PERSON, .id = *(gint64 *) key };

      if (!_qv_seal_run_with_id (self->db, "DELETE FROM person WHERE id = ?1", row.id, error) ||
          !_qv_seal_run_with_id (self->db, "DELETE FROM field_stamp WHERE entity = 'person' AND id = ?1",
                                 row.id, error) ||
          !_qv_seal_run_with_id (self->db, "DELETE FROM past_value WHERE entity = 'person' AND id = ?1",
                                 row.id, error) ||
          !_qv_seal_run_with_id (self->db, "INSERT OR IGNORE INTO erased VALUES (?1)", row.id, error))
        return FALSE;
      g_array_append_val (self->rows, row);
    }
  return TRUE;
}

/* The new text bears a new stamp, so that it wins over copies elsewhere. */
static gboolean
scrub_field (Erasure *self, QvEntity entity, guint field, QvId id, char *text, GError **error)
{
  g_autoptr (QvRecord) old = _qv_rows_get (self->db, entity, id, error);
  g_autoptr (QvRecord) record = NULL;
  QvRowChange row = { .entity = entity, .id = id };
  int session_field = qv_entity_get_info (entity)->session_field;

  if (old == NULL)
    return FALSE;
  record = qv_record_copy (old);
  qv_record_set_text (record, field, text);
  record->stamps[field] = self->stamp;
  /* Its deletion must stay newer than its fields, or it would live again in the next merge. */
  if (qv_record_is_deleted (record))
    record->stamps[record->n_fields - 1] = self->stamp;
  row.session = entity == QV_ENTITY_SESSION ? id
                : session_field >= 0        ? qv_record_get_int (record, (guint) session_field)
                                            : QV_ID_NONE;
  g_array_append_val (self->rows, row);
  if (!_qv_rows_write (self->db, old, record, error))
    return FALSE;
  return entity != QV_ENTITY_NOTE || field != QV_NOTE_TEXT ||
         (_qv_rows_unindex (self->db, id, qv_record_get_text (old, field), error) &&
          _qv_rows_index (self->db, id, text, error));
}

static gboolean
scrub_column (Erasure *self, QvEntity entity, guint field, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);
  g_autofree char *sql = g_strdup_printf ("SELECT id, \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL",
                                          info->fields[field].name, info->name, info->fields[field].name);
  g_autoptr (QvQuery) query = _qv_db_query (self->db, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row;

  if (query == NULL)
    return FALSE;
  do
    {
      char *text;
      QvId id;

      if (!_qv_db_step (self->db, query, &has_row, error))
        return FALSE;
      text = has_row ? scrub (self, (const char *) sqlite3_column_text (query, 1)) : NULL;
      if (text == NULL)
        continue;
      id = sqlite3_column_int64 (query, 0);
      g_array_append_val (ids, id);
      g_ptr_array_add (texts, text);
    }
  while (has_row);
  for (guint i = 0; i < ids->len; i++)
    if (!scrub_field (self, entity, field, g_array_index (ids, QvId, i), g_ptr_array_index (texts, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
scrub_rows (Erasure *self, GError **error)
{
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    for (guint j = 0; i != QV_ENTITY_PERSON && j < qv_entity_get_info (i)->n_fields; j++)
      if (qv_entity_get_info (i)->fields[j].type == QV_FIELD_TEXT && !scrub_column (self, i, j, error))
        return FALSE;
  return TRUE;
}

static gboolean
scrub_past (QvQuery *query, gpointer data, GError **error)
{
  Erasure *self = data;
  g_autofree char *text = scrub (self, (const char *) sqlite3_column_text (query, 3));
  g_autoptr (QvQuery) update = NULL;

  if (text == NULL)
    return TRUE;
  update =
      _qv_db_query (self->db, "UPDATE past_value SET value = ?4 WHERE entity = ?1 AND id = ?2 AND place = ?3",
                    error);
  if (update == NULL)
    return FALSE;
  _qv_query_bind_text (update, 1, (const char *) sqlite3_column_text (query, 0));
  sqlite3_bind_int64 (update, 2, sqlite3_column_int64 (query, 1));
  sqlite3_bind_int64 (update, 3, sqlite3_column_int64 (query, 2));
  _qv_query_bind_text (update, 4, text);
  return _qv_db_run (self->db, update, error);
}

static gboolean
is_named_in (Erasure *self, sqlite3_value *value)
{
  return self->regex != NULL && value != NULL && sqlite3_value_type (value) == SQLITE_TEXT &&
         g_regex_match (self->regex, (const char *) sqlite3_value_text (value), 0, NULL);
}

static gboolean
names_person (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  Erasure *self = data;
  gint64 id = sqlite3_value_int64 (_qv_seal_get_value (iter, 0, op == SQLITE_INSERT));

  if (g_str_equal (table, "person") && g_hash_table_contains (self->people, &id))
    return TRUE;
  for (int i = 0; i < n_columns; i++)
    if ((op != SQLITE_INSERT && is_named_in (self, _qv_seal_get_value (iter, i, FALSE))) ||
        (op != SQLITE_DELETE && is_named_in (self, _qv_seal_get_value (iter, i, TRUE))))
      return TRUE;
  return FALSE;
}

static gboolean
scrub_label (QvQuery *query, gpointer data, GError **error)
{
  Erasure *self = data;
  g_autofree char *text = scrub (self, (const char *) sqlite3_column_text (query, 1));
  g_autoptr (QvQuery) update = NULL;

  if (text == NULL)
    return TRUE;
  update = _qv_db_query (self->db, "UPDATE journal SET label = ?2 WHERE number = ?1", error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, sqlite3_column_int64 (query, 0));
  _qv_query_bind_text (update, 2, text);
  return _qv_db_run (self->db, update, error);
}

static gboolean
erase_from_tables (Erasure *self, GError **error)
{
  return _qv_db_exec (self->db, "BEGIN IMMEDIATE", error) && learn (self, error) &&
         erase_rows (self, error) && scrub_rows (self, error) &&
         _qv_seal_each_row (self->db,
                            "SELECT entity, id, place, value FROM past_value "
                            "WHERE typeof (value) = 'text' AND entity <> 'person'",
                            scrub_past, self, error) &&
         _qv_seal_entries (self->db, names_person, self, error) &&
         _qv_seal_each_row (self->db, "SELECT number, label FROM journal", scrub_label, self, error) &&
         _qv_seal_write_entry (self->store, "erase", _ ("Erase person"), QV_ID_NONE, error) &&
         _qv_db_exec (self->db, "INSERT INTO note_text (note_text) VALUES ('optimize')", error) &&
         _qv_db_exec (self->db, "COMMIT", error);
}

/* Removes backups, files that a restore kept, and what was left unfinished. */
static void
remove_copies (QvStore *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *backups = _qv_backup_get_folder (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *kept = g_strconcat (name, ".kept-", NULL);
  const char *folders[] = { folder, backups };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);

      for (const char *entry = dir != NULL ? g_dir_read_name (dir) : NULL; entry != NULL;
           entry = g_dir_read_name (dir))
        if (!g_str_equal (entry, name) && (_qv_backup_is_ours (entry) || g_str_has_prefix (entry, kept)))
          {
            g_autofree char *path = g_build_filename (folders[i], entry, NULL);

            g_unlink (path);
          }
    }
}

/* Makes sure that no freed byte of the file or of what lies beside it holds what was erased. Repeated when
 * the library is opened, if it did not come to its end. */
gboolean
_qv_erase_clean (QvStore *self, GError **error)
{
  int n_log, n_moved;
  int rc;

  remove_copies (self);
  _qv_store_drop_readers (self);
  if (!_qv_db_exec (self->writer, "PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY", error))
    return FALSE;
  rc = sqlite3_wal_checkpoint_v2 (self->writer->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, &n_log, &n_moved);
  if (rc != SQLITE_OK)
    {
      _qv_db_set_error (self->writer, rc, error);
      return FALSE;
    }
  return _qv_db_exec (self->writer, "DELETE FROM meta WHERE name = 'erasing'", error);
}

static gboolean
run_erase (QvStore *self, gpointer data, GError **error)
{
  g_auto (Erasure) erasure = { .store = self,
                               .db = self->writer,
                               .participant = *(QvId *) data,
                               .stamp = qv_clock_tick (&self->clock),
                               .people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                               .strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                               .rows = g_array_new (FALSE, FALSE, sizeof (QvRowChange)) };

  if (!erase_from_tables (&erasure, error))
    return FALSE;
  _qv_store_emit_changed (self, erasure.rows);
  return _qv_erase_clean (self, error);
}

/**
 * qv_store_erase_person:
 * @self: the library
 * @participant: whose name and contact are to go
 * @error: return location for a #GError of %QV_STORE_ERROR: NOT_FOUND where no name is known; FULL, BUSY or
 * FAILED, after which the next opening of the library completes what was begun
 *
 * Erases a person's name and contact for good: the row, past values, the search index, the journal (entries
 * that hold them stay in the history but cannot be undone), all backups in the folder beside the library, and
 * the file's free space. Where notes or other texts quote the name, "[…]" takes its place. The same name in
 * another session goes too, unless it has another contact. A file from elsewhere does not bring the person
 * back. A new backup is made afterwards. Copies that were made into other folders are not reached.
 *
 * Returns: whether it is done
 */
gboolean
qv_store_erase_person (QvStore *self, QvId participant, GError **error)
{
  g_autofree char *backup = NULL;

  g_return_val_if_fail (QV_IS_STORE (self), FALSE);

  if (!_qv_store_run (self, run_erase, &participant, error))
    return FALSE;
  backup = qv_store_backup (self, NULL, error);
  return backup != NULL;
}
