/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store does with files: backups, restoring, foreign libraries, erasing. */
#include "store-utils.h"

#include "qv-migrations.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "Giulia Ferraris-Boüard"
#define CONTACT "giulia.fb@example.org"

static QvId
add_participant (Fixture *f, QvId session, const char *name)
{
  QvEdit *edit = qv_edit_new ("Add " NAME, session);
  QvRecord *participant = qv_record_new (QV_ENTITY_PARTICIPANT, QV_ID_NONE);
  QvRecord *person = qv_record_new (QV_ENTITY_PERSON, QV_ID_NONE);
  QvId id = participant->id;

  qv_record_set_int (participant, QV_PARTICIPANT_SESSION, session);
  qv_record_set_int (person, QV_PERSON_PARTICIPANT, id);
  qv_record_set_text (person, QV_PERSON_NAME, name);
  qv_record_set_text (person, QV_PERSON_CONTACT, CONTACT);
  qv_edit_insert (edit, participant);
  qv_edit_insert (edit, person);
  fixture_apply (f, edit);
  return id;
}

static guint
count_in_file (const char *path, const char *needle)
{
  g_autofree char *data = NULL;
  gsize size;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  for (char *p = data; (p = memmem (p, size - (gsize) (p - data), needle, strlen (needle))) != NULL; p++)
    n++;
  return n;
}

static guint
count_in_folder (const char *folder, const char *needle)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_in_folder (path, needle)
                                                  : count_in_file (path, needle);
    }
  return n;
}

static gboolean
produce_cb (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error)
{
  GPtrArray *records = data;

  for (guint i = 0; i < records->len; i++)
    if (!sink (g_ptr_array_index (records, i), sink_data, error))
      return FALSE;
  return TRUE;
}

static void
test_erase (void)
{
  const char *needles[] = { NAME, "Ferraris", "ferraris", "FERRARIS" };
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL, journal = NULL;
  g_autofree char *backup = NULL;
  QvMergeReport report;
  QvId session = fixture_add_session (f, "Aurora");
  QvId participant = add_participant (f, session, NAME);
  QvId other = add_participant (f, session, "Ada Cerutti");
  QvId note = fixture_add_note (f, session, "As GIULIA FERRARIS-BOÜARD said: more trees");
  QvEdit *edit = qv_edit_new ("Edit note", session);

  /* Into freed pages, the index, the journal, backups and what a restore keeps. */
  for (int i = 0; i < 300; i++)
    fixture_add_note (f, session, "Filler " NAME " filler");
  for (int i = 0; i < 100; i++)
    g_assert_true (qv_store_undo (f->store, session, NULL, NULL));
  qv_edit_set (edit, QV_ENTITY_NOTE, note, QV_NOTE_THEME, qv_value_text ("said by " NAME));
  fixture_apply (f, edit);
  before = fixture_records (f, session);
  backup = qv_store_backup (f->store, NULL, &error);
  g_assert_no_error (error);
  qv_store_close (f->store);
  g_assert_true (qv_store_restore (backup, f->path, NULL, &error));
  fixture_reopen (f);
  g_assert_cmpuint (count_in_folder (f->folder, NAME), >, 100);

  g_assert_true (qv_store_erase_person (f->store, participant, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    g_assert_cmpuint (count_in_folder (f->folder, needles[i]), ==, 0);
  g_assert_cmpuint (count_in_folder (f->folder, "Ada Cerutti"), >, 0);
  g_assert_cmpuint (fixture_count_found (f, "giulia"), ==, 0);
  g_assert_cmpuint (fixture_count_found (f, "trees"), ==, 1);
  fixture_assert_sound (f);
  journal = qv_store_list_journal (f->store, session, 0, NULL);
  g_assert_cmpstr (((QvJournalEntry *) journal->pdata[journal->len - 1])->label, ==, "Add […]");

  /* What somebody else still has does not bring the person back. */
  after = g_ptr_array_new ();
  for (guint i = 0; i < before->len; i++)
    if (((QvRecord *) before->pdata[i])->entity == QV_ENTITY_PERSON)
      g_ptr_array_add (after, before->pdata[i]);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_true (qv_store_merge (f->store, "Merge", session, produce_cb, after, &report, NULL, &error));
  g_assert_cmpuint (report.n_unchanged, ==, 2);

  g_assert_true (qv_store_erase_person (f->store, other, &error));
  g_assert_cmpuint (count_in_folder (f->folder, "Cerutti"), ==, 0);
  g_assert_cmpuint (count_in_folder (f->folder, CONTACT), ==, 0);
  g_assert_false (qv_store_erase_person (f->store, other, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND);
}

static void
test_backup_and_restore (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL, *second = NULL, *kept = NULL, *kept_data = NULL;
  g_autofree char *then = NULL, *now = NULL;
  QvId session = fixture_add_session (f, "Aurora");

  g_assert_cmpint (qv_store_get_last_backup (f->store), ==, 0);
  fixture_add_note (f, session, "before");
  then = fixture_export (f, session);
  backup = qv_store_backup (f->store, NULL, &error);
  g_assert_no_error (error);
  second = qv_store_backup (f->store, NULL, &error);
  g_assert_cmpstr (backup, !=, second);
  g_assert_cmpint (ABS (qv_store_get_last_backup (f->store) - g_get_real_time ()), <, 5 * G_USEC_PER_SEC);
  fixture_add_note (f, session, "after");

  g_assert_false (qv_store_restore (backup, f->path, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_BUSY);
  g_clear_error (&error);
  qv_store_close (f->store);
  g_assert_true (g_file_set_contents (f->path, "damaged by a bad stick", -1, NULL));
  g_assert_true (qv_store_restore (backup, f->path, &kept, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (kept, &kept_data, NULL, NULL));
  g_assert_cmpstr (kept_data, ==, "damaged by a bad stick");
  fixture_reopen (f);
  now = fixture_export (f, session);
  g_assert_cmpstr (then, ==, now);
  fixture_assert_sound (f);
}

/* What was being made when the power went is gone at the next opening, and nothing else is. */
static void
test_left_overs (void)
{
  static const struct
  {
    const char *format;
    gboolean goes;
  } names[] = {
    { "%s.making-Ab12cD", TRUE },
    { "%s.making-Ab12cD-wal", TRUE },
    { "backgrounds/%s.making-77.qvbackground", TRUE },
    { "backgrounds/%s.making-77.qvbackground.0a1b2c3d.part", TRUE },
    { "%s.draft-123.a1B2c3", TRUE },
    { "%s-view.a1B2c3", TRUE },
    { "%s-tables.a1B2c3", TRUE },
    { "%s-projector.a1B2c3", TRUE },
    { "%s.draft-123", FALSE },
    { "%s-view", FALSE },
    { "%s.kept-20260101-000000", FALSE },
    { "backgrounds/77.qvbackground", FALSE },
    { "other%s.making-Ab12cD", FALSE },
    { "backgrounds/other%s.making-77.mbtiles", FALSE },
  };
  g_autoptr (Fixture) f = fixture_new ();
  g_autofree char *backgrounds = g_build_filename (f->folder, "backgrounds", NULL);
  g_autofree char *library = g_path_get_basename (f->path);
  g_autofree char *made = NULL;

  g_assert_cmpint (g_mkdir (backgrounds, 0700), ==, 0);
  made = g_build_filename (backgrounds, "5.mbtiles", NULL);
  {
    g_autofree char *making = qv_store_get_making_path (f->store, made);

    g_assert_true (g_file_set_contents (making, "", -1, NULL));
    fixture_reopen (f);
    g_assert_false (g_file_test (making, G_FILE_TEST_EXISTS));
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) parts = g_strsplit (names[i].format, "%s", -1);
      g_autofree char *name = g_strjoinv (library, parts);
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_true (g_file_set_contents (path, "left", -1, NULL));
    }
  fixture_reopen (f);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) parts = g_strsplit (names[i].format, "%s", -1);
      g_autofree char *name = g_strjoinv (library, parts);
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, !names[i].goes);
    }
}

/* Somebody deletes the folder while the program is open: everything that was acknowledged is written anew. */
static void
test_deleted_while_open (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  QvId session = fixture_add_session (f, "Aurora");
  g_autofree char *before = NULL, *after = NULL, *label = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = strlen ("after");

  fixture_add_note (f, session, "before");
  remove_folder (f->folder);
  fixture_add_note (f, session, "after");
  g_assert_true (qv_store_undo (f->store, session, &label, &error));
  g_assert_no_error (error);
  g_assert_true (qv_store_redo (f->store, session, NULL, &error));
  before = fixture_export (f, session);
  g_assert_nonnull (strstr (before, "after"));
  fixture_reopen (f);
  after = fixture_export (f, session);
  g_assert_cmpstr (before, ==, after);
  fixture_assert_sound (f);

  /* Nothing is written after it, and closing saves it too. */
  remove_folder (f->folder);
  fixture_reopen (f);
  g_assert_cmpuint (fixture_count_found (f, "after"), ==, 1);

  /* What took its place is another's. */
  qv_store_close (f->store);
  fixture_reopen (f);
  remove_folder (f->folder);
  g_assert_cmpint (g_mkdir (f->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (f->path, "after", (gssize) n, NULL));
  g_assert_false (qv_store_apply (f->store, qv_edit_new ("Nothing", session), &error) &&
                  qv_store_undo (f->store, session, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED);
}

/* Only the library's file is deleted: what lies beside it belongs to one that is no more, and must not be
 * taken for a log of the new one. */
static void
test_file_deleted_while_open (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  QvId session = fixture_add_session (f, "Aurora");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *before = NULL, *after = NULL;

      for (guint j = 0; j < 200; j++)
        fixture_add_note (f, session, "before");
      g_assert_cmpint (g_unlink (f->path), ==, 0);
      fixture_add_note (f, session, "after");
      fixture_add_note (f, session, "and on");
      before = fixture_export (f, session);
      fixture_assert_sound (f);
      fixture_reopen (f);
      after = fixture_export (f, session);
      g_assert_cmpstr (before, ==, after);
      fixture_assert_sound (f);
    }
}

/* A log outlived its library, which was deleted by hand, and a copy takes the name. */
static void
test_restore_beside_log (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  QvId session = fixture_add_session (f, "Aurora");
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *before = NULL, *after = NULL, *backup = NULL, *content = NULL;
  gsize length;

  backup = qv_store_backup (f->store, NULL, &error);
  g_assert_no_error (error);
  before = fixture_export (f, session);
  for (guint i = 0; i < 50; i++)
    fixture_add_note (f, session, "in the log");
  g_assert_true (g_file_get_contents (log, &content, &length, NULL));
  qv_store_close (f->store);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  g_assert_true (g_file_set_contents (log, content, (gssize) length, NULL));
  g_assert_true (qv_store_restore (backup, f->path, NULL, &error));
  fixture_reopen (f);
  after = fixture_export (f, session);
  g_assert_cmpstr (before, ==, after);
  fixture_assert_sound (f);
}

static void
test_thinning (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *folder = g_build_filename (f->folder, "backups", NULL);
  g_autofree char *model = g_build_filename (f->folder, "model", NULL);
  g_autofree char *first = qv_store_backup (f->store, NULL, NULL);
  g_autofree char *backup = NULL;
  g_autofree char *letter = g_build_filename (folder, "quadrivio-notes.txt", NULL);
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  g_assert_cmpint (g_rename (first, model), ==, 0);
  g_assert_true (g_file_set_contents (letter, "not a backup", -1, NULL));
  /* Four a day for 40 days, then one each third day for a year. */
  for (int i = 0, hours = 1; i < 280; i++, hours += i < 160 ? 6 : 72)
    {
      g_autoptr (GDateTime) time = g_date_time_add_hours (now, -hours);
      g_autofree char *name = g_date_time_format (time, "quadrivio-%Y%m%d-%H%M%S.qvlibrary");
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (link (model, path), ==, 0);
    }
  backup = qv_store_backup (f->store, NULL, NULL);
  g_assert_nonnull (backup);
  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  /* The letter, the new one, 4 of the last day, about 30 days and 13 months; a day or month may be begun. */
  g_assert_cmpuint (n, >=, 47);
  g_assert_cmpuint (n, <=, 51);
  g_assert_true (g_file_test (letter, G_FILE_TEST_EXISTS));
}

static void
test_foreign (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *data = NULL;
  g_autoptr (QvStore) foreign = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  gsize size;
  QvId session = fixture_add_session (f, "Aurora");
  QvEdit *edit = qv_edit_new ("Add note", session);

  fixture_add_note (f, session, "from elsewhere");
  copy = qv_store_backup (f->store, NULL, &error);
  foreign = qv_store_open_foreign (copy, &error);
  g_assert_no_error (error);
  notes = qv_store_list (foreign, QV_ENTITY_NOTE, QV_NOTE_SESSION, session, &error);
  g_assert_cmpuint (notes->len, ==, 1);
  qv_edit_insert (edit, make_note (session, "no"));
  g_assert_false (qv_store_apply (foreign, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED);
  g_clear_error (&error);

  /* Flip bytes here and there, elsewhere in each run: no crash, and never a library whose check finds
   * something. */
  g_assert_true (g_file_get_contents (copy, &data, &size, NULL));
  for (gsize i = (gsize) g_test_rand_int_range (100, 4999); i < size; i += 4999)
    {
      g_autofree char *bad = g_memdup2 (data, size);
      g_autoptr (QvStore) store = NULL;

      bad[i] = (char) ~bad[i];
      g_assert_true (g_file_set_contents (copy, bad, (gssize) size, NULL));
      store = qv_store_open_foreign (copy, &error);
      g_assert_true ((store != NULL) != (error != NULL));
      g_clear_error (&error);
      if (store != NULL)
        {
          g_auto (GStrv) problems = NULL;

          g_assert_true (qv_store_check (store, &problems, &error));
        }
    }
}

/* A view in place of a table, a trigger: whatever would run when we read. */
static void
test_foreign_schema (void)
{
  const char *const additions[] = {
    "CREATE TABLE extra (a)",
    "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END",
    "CREATE VIEW v AS SELECT * FROM note",
    "DROP TABLE person; CREATE VIEW person AS SELECT 1 AS id, 1 AS stamp, 1 AS participant, 'x' AS name, "
    "NULL AS contact, 0 AS deleted",
    "PRAGMA user_version = 9999",
    "PRAGMA application_id = 1",
  };
  const int codes[] = { QV_STORE_ERROR_DAMAGED, QV_STORE_ERROR_DAMAGED, QV_STORE_ERROR_DAMAGED,
                        QV_STORE_ERROR_DAMAGED, QV_STORE_ERROR_NEWER,   QV_STORE_ERROR_FOREIGN };

  for (guint i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      g_autoptr (Fixture) f = fixture_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *copy = qv_store_backup (f->store, NULL, NULL);

      store_utils_run_sql (copy, additions[i]);
      g_assert_null (qv_store_open_foreign (copy, &error));
      g_assert_error (error, QV_STORE_ERROR, codes[i]);
    }
}

static void
test_hostile (void)
{
  g_autofree char *folder = store_utils_find_data ("hostile/sqlite");
  g_autoptr (Fixture) f = fixture_new ();
  g_autofree char *before = NULL, *after = NULL;
  g_autofree char *target = g_build_filename (f->folder, "target.qvlibrary", NULL);
  g_autofree char *marked = g_build_filename (f->folder, "marked.qvlibrary", NULL);
  g_autoptr (GDir) dir = NULL;
  QvId session = fixture_add_session (f, "Aurora");

  if (folder == NULL)
    {
      g_test_skip ("the hostile files are not here");
      return;
    }
  before = fixture_export (f, session);
  dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      const guint8 id[] = { 0x51, 0x76, 0x4c, 0x62 }, version[] = { 0, 0, 0, 1 };
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      gsize size;

      g_assert_null (qv_store_open_foreign (path, &error));
      g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FOREIGN);
      g_assert_nonnull (strstr (error->message, name));
      g_clear_error (&error);
      g_assert_false (qv_store_restore (path, target, NULL, &error));
      g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
      g_clear_error (&error);

      /* One that says that it is ours. */
      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      memcpy (data + 68, id, 4);
      memcpy (data + 60, version, 4);
      g_assert_true (g_file_set_contents (marked, data, (gssize) size, NULL));
      g_assert_null (qv_store_open_foreign (marked, &error));
      g_assert_cmpint (error->domain, ==, QV_STORE_ERROR);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
  after = fixture_export (f, session);
  g_assert_cmpstr (before, ==, after);
}

static int
compare_columns (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
sort_columns (const char *columns)
{
  g_auto (GStrv) parts = g_strsplit (columns, "|", -1);

  qsort (parts, g_strv_length (parts), sizeof (char *), compare_columns);
  return g_strjoinv ("|", parts);
}

/* The tables of the migrations are those that the entities describe, in whatever order. */
static void
test_schema_agrees (void)
{
  g_autoptr (Fixture) f = fixture_new ();

  for (guint i = 0; i < QV_N_ENTITIES; i++)
    {
      const QvEntityInfo *info = qv_entity_get_info (i);
      g_autoptr (GString) expected = g_string_new ("id INTEGER 1 |stamp INTEGER 1 |");
      g_autofree char *sql = NULL, *found = NULL, *expected_sorted = NULL, *found_sorted = NULL;

      for (guint j = 0; j < info->n_fields; j++)
        {
          const QvFieldInfo *field = &info->fields[j];
          const char *type = field->type == QV_FIELD_TEXT || field->type == QV_FIELD_WORD ? "TEXT"
                             : field->type == QV_FIELD_REAL                               ? "REAL"
                             : field->type == QV_FIELD_GEOMETRY                           ? "BLOB"
                                                                                          : "INTEGER";

          g_string_append_printf (expected, "%s %s %d %s|", field->name, type,
                                  (field->flags & QV_FIELD_FLAG_REQUIRED) != 0,
                                  field->type == QV_FIELD_REF ? qv_entity_get_info (field->target)->name
                                                              : "");
        }
      sql = g_strdup_printf (
          "SELECT group_concat (c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || ifnull "
          "(f.\"table\", '') "
          "|| '|', '') FROM pragma_table_info ('%s') c LEFT JOIN pragma_foreign_key_list ('%s') f "
          "ON f.\"from\" = c.name",
          info->name, info->name);
      found = store_utils_run_sql (f->path, sql);
      found_sorted = sort_columns (found);
      expected_sorted = sort_columns (expected->str);
      g_assert_cmpstr (found_sorted, ==, expected_sorted);
    }
}

static void
unpack (const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (SOURCE_ROOT, "tests", "fixtures", "store", name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFile) file = g_file_new_for_path (target);
  g_autoptr (GError) error = NULL;
  g_autoptr (GConverter) gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GFileInputStream) packed = g_file_read (source, NULL, &error);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GFileOutputStream) out = NULL;

  g_assert_no_error (error);
  in = g_converter_input_stream_new (G_INPUT_STREAM (packed), gunzip);
  out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

/* Every version that was ever released can be opened. With QUADRIVIO_MAKE_FIXTURE=FILE, makes that of the
 * present one, to be packed with gzip. */
static void
test_old_versions (void)
{
  const char *make = g_getenv ("QUADRIVIO_MAKE_FIXTURE");

  if (make != NULL)
    {
      g_autoptr (Fixture) f = fixture_new ();
      g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", make);
      QvId session = fixture_add_session (f, "Fixture");

      fixture_add_note (f, session, "Marciapiedi rotti in via Cigna");
      fixture_add_note (f, session, "undone");
      g_assert_true (qv_store_undo (f->store, session, NULL, NULL));
      qv_store_close (f->store);
      store_utils_run_sql (f->path, sql);
    }
  for (int version = 1; version <= QV_STORE_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("version-%d.qvlibrary.gz", version);
      g_autoptr (Fixture) f = fixture_new ();
      g_autoptr (QvStore) foreign = NULL;
      g_autoptr (GError) error = NULL;

      qv_store_close (f->store);
      unpack (name, f->path);
      foreign = qv_store_open_foreign (f->path, &error);
      g_assert_no_error (error);
      fixture_reopen (f);
      g_assert_cmpuint (fixture_count_found (f, "cigna mar"), ==, 1);
      g_assert_cmpuint (fixture_count_found (f, "undone"), ==, 0);
      g_assert_true (qv_store_redo (f->store, QV_ANY_SESSION, NULL, &error));
      g_assert_cmpuint (fixture_count_found (f, "undone"), ==, 1);
      fixture_assert_sound (f);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema-agrees", test_schema_agrees);
  g_test_add_func ("/store/old-versions", test_old_versions);
  g_test_add_func ("/store/erase", test_erase);
  g_test_add_func ("/store/backup-and-restore", test_backup_and_restore);
  g_test_add_func ("/store/left-overs", test_left_overs);
  g_test_add_func ("/store/deleted-while-open", test_deleted_while_open);
  g_test_add_func ("/store/file-deleted-while-open", test_file_deleted_while_open);
  g_test_add_func ("/store/restore-beside-log", test_restore_beside_log);
  g_test_add_func ("/store/thinning", test_thinning);
  g_test_add_func ("/store/foreign", test_foreign);
  g_test_add_func ("/store/foreign-schema", test_foreign_schema);
  g_test_add_func ("/store/hostile", test_hostile);
  return g_test_run ();
}
