/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the store share. */
#include "store-utils.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("quadrivio-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "test.qvlibrary", NULL);
  self->store = qv_store_open (self->path, QV_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  return self;
}

void
fixture_reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  qv_store_close (self->store);
  g_clear_object (&self->store);
  self->store = qv_store_open (self->path, QV_STORE_OPEN_MUST_EXIST, &error);
  g_assert_no_error (error);
}

void
fixture_free (Fixture *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (self->store != NULL)
    qv_store_close (self->store);
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

void
fixture_apply (Fixture *self, QvEdit *edit)
{
  g_autoptr (GError) error = NULL;

  qv_store_apply (self->store, edit, &error);
  g_assert_no_error (error);
}

QvId
fixture_add_session (Fixture *self, const char *title)
{
  QvEdit *edit = qv_edit_new ("New session", QV_ID_NONE);
  QvRecord *session = qv_record_new (QV_ENTITY_SESSION, QV_ID_NONE);
  QvId id = session->id;

  qv_record_set_text (session, QV_SESSION_TITLE, title);
  qv_edit_insert (edit, session);
  fixture_apply (self, edit);
  return id;
}

QvRecord *
make_note (QvId session, const char *text)
{
  QvRecord *note = qv_record_new (QV_ENTITY_NOTE, QV_ID_NONE);

  qv_record_set_int (note, QV_NOTE_SESSION, session);
  qv_record_set_text (note, QV_NOTE_HELIX, "residents");
  qv_record_set_text (note, QV_NOTE_TEXT, text);
  qv_record_set_int (note, QV_NOTE_SAID, g_get_real_time ());
  return note;
}

QvId
fixture_add_note (Fixture *self, QvId session, const char *text)
{
  QvEdit *edit = qv_edit_new ("Add note", session);
  QvRecord *note = make_note (session, text);
  QvId id = note->id;

  qv_edit_insert (edit, note);
  fixture_apply (self, edit);
  return id;
}

static void
append_value (GString *out, const QvValue *value)
{
  if (value->type == QV_VALUE_INT)
    g_string_append_printf (out, "i%" G_GINT64_FORMAT, value->integer);
  else if (value->type == QV_VALUE_REAL)
    g_string_append_printf (out, "r%a", value->real);
  else if (value->type == QV_VALUE_TEXT)
    g_string_append_printf (out, "t%s", value->text);
  else if (value->type == QV_VALUE_BLOB)
    g_string_append_printf (out, "b%u", g_bytes_hash (value->blob));
  else
    g_string_append_c (out, '-');
}

/* One line a record: everything that makes it what it is. */
static gboolean
write_cb (const QvRecord *record, gpointer data, GError **error)
{
  GString *out = data;

  g_string_append_printf (out, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          qv_entity_get_info (record->entity)->name, record->id, record->stamp);
  for (guint i = 0; i < record->n_fields; i++)
    {
      g_string_append_printf (out, " | %" G_GINT64_FORMAT " ", record->stamps[i]);
      append_value (out, &record->values[i]);
    }
  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    {
      QvPastValue *past = &g_array_index (record->past, QvPastValue, i);

      g_string_append_printf (out, " < %u %" G_GINT64_FORMAT " ", past->field, past->stamp);
      append_value (out, &past->value);
    }
  g_string_append_c (out, '\n');
  return TRUE;
}

char *
fixture_export (Fixture *self, QvId session)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  qv_store_export_session (self->store, session, QV_EXPORT_NAMED, write_cb, out, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
collect_cb (const QvRecord *record, gpointer data, GError **error)
{
  g_ptr_array_add (data, qv_record_copy (record));
  return TRUE;
}

GPtrArray *
fixture_records (Fixture *self, QvId session)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  g_autoptr (GError) error = NULL;

  qv_store_export_session (self->store, session, QV_EXPORT_NAMED, collect_cb, records, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&records);
}

guint
fixture_count_found (Fixture *self, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = qv_store_search_notes (self->store, QV_ID_NONE, words, 0, &error);

  g_assert_no_error (error);
  return found->len;
}

void
fixture_assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;

  qv_store_check (self->store, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (problems[0], ==, NULL);
}

static int
keep_first_cb (void *data, int n_columns, char **values, char **names)
{
  char **first = data;

  if (*first == NULL)
    *first = g_strdup (values[0]);
  return 0;
}

char *
store_utils_run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *first = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, keep_first_cb, &first, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
  return first;
}

char *
store_utils_find_data (const char *name)
{
  const char *folder = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *path = NULL;

  if (folder != NULL)
    path = g_build_filename (folder, name, NULL);
  else
    path = g_build_filename (SOURCE_ROOT, "..", "shared", "data", name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}
