/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit of new rows leaves in the journal is what SQLite's own session extension would have recorded.
 */
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK

#include "store-utils.h"

#include <sqlite3.h>

#include "qv-geometry.h"
#include "qv-text.h"

static QvId
add (Fixture *f, QvRecord *record)
{
  QvEdit *edit = qv_edit_new ("Add", QV_ID_NONE);
  QvId id = record->id;

  qv_edit_insert (edit, record);
  fixture_apply (f, edit);
  return id;
}

/* With something in every field: @round 0 short, 1 nothing where nothing is allowed, 2 so long that lengths
 * take more than one byte. */
static void
fill (QvRecord *record, int round, const QvId *ids)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);
  g_autoptr (GString) text = g_string_new ("x");
  g_autoptr (QvGeometry) point = qv_geometry_new_point (7.68, 45.07);

  while (round == 2 && text->len < 2 * QV_TEXT_MAX_CHARS - 2)
    g_string_append (text, "é");
  for (guint i = 0; i + 1 < info->n_fields; i++)
    {
      const QvFieldInfo *field = &info->fields[i];

      if (round == 1 && !(field->flags & QV_FIELD_FLAG_REQUIRED))
        continue;
      if (field->type == QV_FIELD_TEXT)
        qv_record_set_text (record, i, text->str);
      else if (field->type == QV_FIELD_REF && ids[field->target] != QV_ID_NONE)
        qv_record_set_int (record, i, ids[field->target]);
      else if (field->type == QV_FIELD_INT || field->type == QV_FIELD_TIME)
        qv_record_set_int (record, i, round == 0 ? 1 : G_MAXINT32);
      else if (field->type == QV_FIELD_REAL)
        qv_record_set_real (record, i, round == 0 ? -0.125 : 3.0);
      else if (field->type == QV_FIELD_GEOMETRY)
        qv_record_take (record, i, qv_value_blob (qv_geometry_get_bytes (point)));
    }
}

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

/* (transfer full): what a session records when the newest row of @table is written. */
static GBytes *
record_by_session (sqlite3 *db, const char *table, QvId id)
{
  g_autofree char *take =
      g_strdup_printf ("CREATE TEMP TABLE kept AS SELECT * FROM main.\"%s\" WHERE id = %" G_GINT64_FORMAT,
                       table, id);
  g_autofree char *drop = g_strdup_printf ("DELETE FROM main.\"%s\" WHERE id = %" G_GINT64_FORMAT, table, id);
  g_autofree char *put = g_strdup_printf ("INSERT INTO main.\"%s\" SELECT * FROM temp.kept", table);
  sqlite3_session *session = NULL;
  GBytes *bytes;
  void *changeset = NULL;
  int size = 0;

  run (db, take);
  run (db, drop);
  g_assert_cmpint (sqlite3session_create (db, "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, table), ==, SQLITE_OK);
  run (db, put);
  g_assert_cmpint (sqlite3session_changeset (session, &size, &changeset), ==, SQLITE_OK);
  sqlite3session_delete (session);
  run (db, "DROP TABLE temp.kept");
  bytes = g_bytes_new (changeset, (gsize) size);
  sqlite3_free (changeset);
  return bytes;
}

static GBytes *
read_last (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  GBytes *bytes;

  sqlite3_prepare_v2 (db, "SELECT changeset FROM journal ORDER BY number DESC LIMIT 1", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  bytes = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_finalize (statement);
  return bytes;
}

static void
test_as_session (void)
{
  for (int round = 0; round < 3; round++)
    {
      g_autoptr (Fixture) f = fixture_new ();
      QvId ids[QV_N_ENTITIES] = { QV_ID_NONE };

      /* Totals are written by closing a ballot alone. */
      for (guint i = 0; i < QV_N_ENTITIES; i += i + 1 == QV_ENTITY_BALLOT_TOTAL ? 2 : 1)
        {
          QvRecord *record = qv_record_new (i, QV_ID_NONE);
          g_autoptr (GBytes) ours = NULL, theirs = NULL;
          sqlite3 *db = NULL;

          fill (record, round, ids);
          /* Only counting closes a ballot. */
          if (i == QV_ENTITY_BALLOT)
            {
              qv_record_take (record, QV_BALLOT_CLOSED, (QvValue){ QV_VALUE_NULL });
              qv_record_take (record, QV_BALLOT_TIES, (QvValue){ QV_VALUE_NULL });
            }
          ids[i] = add (f, record);
          g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
          ours = read_last (db);
          theirs = record_by_session (db, qv_entity_get_info (i)->name, ids[i]);
          sqlite3_close (db);
          g_assert_cmpmem (g_bytes_get_data (ours, NULL), g_bytes_get_size (ours),
                           g_bytes_get_data (theirs, NULL), g_bytes_get_size (theirs));
        }
      fixture_assert_sound (f);
    }
}

/* Several kinds in turns, and more than one part. */
static void
test_undo_of_many (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (8000, 'y');
  g_autofree char *before = NULL, *then = NULL, *now = NULL, *n_parts = NULL;
  QvId session = fixture_add_session (f, "Many");
  QvEdit *edit = qv_edit_new ("Import notes", session);

  before = fixture_export (f, session);
  for (int i = 0; i < 150; i++)
    {
      QvRecord *step = qv_record_new (QV_ENTITY_STEP, QV_ID_NONE);
      QvRecord *note = make_note (session, text);

      qv_record_set_int (step, QV_STEP_SESSION, session);
      qv_record_set_int (step, QV_STEP_POSITION, i + 1);
      qv_record_set_text (step, QV_STEP_TITLE, "Step");
      qv_record_set_int (note, QV_NOTE_STEP, step->id);
      qv_edit_insert (edit, note);
      qv_edit_insert (edit, step);
    }
  fixture_apply (f, edit);
  then = fixture_export (f, session);
  g_assert_true (qv_store_undo (f->store, session, NULL, &error));
  now = fixture_export (f, session);
  g_assert_cmpstr (now, ==, before);
  g_free (now);
  g_assert_true (qv_store_redo (f->store, session, NULL, &error));
  now = fixture_export (f, session);
  g_assert_cmpstr (now, ==, then);
  fixture_assert_sound (f);
  n_parts = store_utils_run_sql (f->path, "SELECT count(*) FROM journal_part");
  g_assert_cmpint (atoi (n_parts), >, 2);
}

/* The second row of an edit is refused: nothing of the first stays, in the index neither. */
static void
test_refused (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  QvId session = fixture_add_session (f, "Refused");
  QvId note = fixture_add_note (f, session, "first");
  QvEdit *edit = qv_edit_new ("Add notes", session);
  QvRecord *again = make_note (session, "twice the same id");

  qv_edit_insert (edit, make_note (session, "unfindable"));
  again->id = note;
  qv_edit_insert (edit, again);
  g_assert_false (qv_store_apply (f->store, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_assert_cmpuint (fixture_count_found (f, "unfindable"), ==, 0);
  g_assert_cmpuint (fixture_count_found (f, "first"), ==, 1);
  fixture_assert_sound (f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/changeset/as-session", test_as_session);
  g_test_add_func ("/store/changeset/undo-of-many", test_undo_of_many);
  g_test_add_func ("/store/changeset/refused", test_refused);
  return g_test_run ();
}
