/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-utils.h"

#include <glib/gstdio.h>

static void
test_apply_and_read (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) note = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GArray) found = NULL;
  guint counts[QV_N_HELICES + 1];
  QvId session = fixture_add_session (f, "Aurora");
  QvId id = fixture_add_note (f, session, "Più alberi in via Cigna");

  fixture_add_note (f, session, "Marciapiedi rotti");
  note = qv_store_get_record (f->store, QV_ENTITY_NOTE, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qv_record_get_text (note, QV_NOTE_TEXT), ==, "Più alberi in via Cigna");
  g_assert_cmpint (note->stamp, >, 0);
  notes = qv_store_list (f->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, session, &error);
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_true (qv_store_count_notes (f->store, session, counts, &error));
  g_assert_cmpuint (counts[QV_HELIX_RESIDENTS], ==, 2);
  found = qv_store_search_notes (f->store, session, "alberi PIU cig", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, QvId, 0), ==, id);
}

static void
test_invalid (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  QvId session = fixture_add_session (f, "Aurora");
  QvEdit *edit = qv_edit_new ("Add note", session);
  QvRecord *note = make_note (session, "refers to nothing");

  before = fixture_export (f, session);
  qv_record_set_int (note, QV_NOTE_STEP, 4711);
  qv_edit_insert (edit, make_note (session, "good, but in the same edit"));
  qv_edit_insert (edit, note);
  g_assert_false (qv_store_apply (f->store, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "step 4711"));
  g_clear_error (&error);

  edit = qv_edit_new ("Add note", session);
  qv_edit_insert (edit, make_note (session, ""));
  g_assert_false (qv_store_apply (f->store, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_clear_error (&error);

  edit = qv_edit_new ("Move note", session);
  qv_edit_set (edit, QV_ENTITY_NOTE, 12, QV_NOTE_THEME, qv_value_text ("x"));
  g_assert_false (qv_store_apply (f->store, edit, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND);
  after = fixture_export (f, session);
  g_assert_cmpstr (before, ==, after);
}

static void
test_undo_redo (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL, *two = NULL, *now = NULL, *label = NULL, *next = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  QvId session = fixture_add_session (f, "Aurora");
  QvId id = fixture_add_note (f, session, "first words");
  QvEdit *edit;

  one = fixture_export (f, session);
  edit = qv_edit_new ("Edit note", session);
  qv_edit_set (edit, QV_ENTITY_NOTE, id, QV_NOTE_TEXT, qv_value_text ("other words"));
  qv_edit_set (edit, QV_ENTITY_NOTE, id, QV_NOTE_THEME, qv_value_text ("housing"));
  g_assert_true (qv_store_apply (f->store, edit, &error));
  two = fixture_export (f, session);
  g_assert_cmpuint (fixture_count_found (f, "other"), ==, 1);

  next = qv_store_get_undo_label (f->store, session);
  g_assert_cmpstr (next, ==, "Edit note");
  g_assert_true (qv_store_undo (f->store, session, &label, &error));
  g_assert_cmpstr (label, ==, "Edit note");
  now = fixture_export (f, session);
  g_assert_cmpstr (now, ==, one);
  g_assert_cmpuint (fixture_count_found (f, "other"), ==, 0);
  g_assert_cmpuint (fixture_count_found (f, "first"), ==, 1);

  fixture_reopen (f);
  g_assert_true (qv_store_redo (f->store, session, NULL, &error));
  g_free (now);
  now = fixture_export (f, session);
  g_assert_cmpstr (now, ==, two);
  g_assert_cmpuint (fixture_count_found (f, "other"), ==, 1);
  g_assert_false (qv_store_redo (f->store, session, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  g_assert_true (qv_store_undo (f->store, session, NULL, &error));
  fixture_add_note (f, session, "new work ends redo");
  g_assert_false (qv_store_redo (f->store, session, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOTHING);
  journal = qv_store_list_journal (f->store, session, 0, NULL);
  g_assert_cmpuint (journal->len, ==, 6);
  g_assert_cmpstr (((QvJournalEntry *) journal->pdata[4])->state, ==, "dropped");
  g_assert_cmpstr (((QvJournalEntry *) journal->pdata[1])->kind, ==, "undo");
}

static void
test_undo_scopes (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  QvId a = fixture_add_session (f, "A");
  QvId b = fixture_add_session (f, "B");

  fixture_add_note (f, a, "in a");
  fixture_add_note (f, b, "in b");
  /* The sessions were made in the library's scope; notes that stand in them are in the way. */
  g_assert_false (qv_store_undo (f->store, QV_ID_NONE, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (qv_store_undo (f->store, a, NULL, &error));
  g_assert_cmpuint (fixture_count_found (f, "in"), ==, 1);
  g_assert_true (qv_store_undo (f->store, QV_ANY_SESSION, NULL, &error));
  g_assert_cmpuint (fixture_count_found (f, "in"), ==, 0);
  g_assert_true (qv_store_undo (f->store, QV_ANY_SESSION, NULL, &error));
  g_assert_true (qv_store_undo (f->store, QV_ID_NONE, NULL, &error));
  g_assert_false (qv_store_undo (f->store, QV_ANY_SESSION, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOTHING);
  for (int i = 0; i < 4; i++)
    g_assert_true (qv_store_redo (f->store, QV_ANY_SESSION, NULL, NULL));
  g_assert_cmpuint (fixture_count_found (f, "in"), ==, 2);
}

static void
test_no_change (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GPtrArray) journal = NULL;
  QvId session = fixture_add_session (f, "A");
  QvEdit *edit = qv_edit_new ("Rename session", session);

  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_TITLE, qv_value_text ("A"));
  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_PLACE, qv_value_text (""));
  g_assert_true (qv_store_apply (f->store, edit, NULL));
  journal = qv_store_list_journal (f->store, QV_ANY_SESSION, 0, NULL);
  g_assert_cmpuint (journal->len, ==, 1);
}

static void
changed_cb (QvStore *store, GArray *rows, GArray *all)
{
  g_array_append_vals (all, rows->data, rows->len);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (qv_store_apply_finish (QV_STORE (source), result, &error));
  g_assert_no_error (error);
  (*(int *) data)++;
}

static void
test_async_and_changed (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (QvRowChange));
  QvId session = fixture_add_session (f, "A");
  QvId last = QV_ID_NONE;
  int n_applied = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (f->store, "changed", G_CALLBACK (changed_cb), all);
  for (int i = 0; i < 20; i++)
    {
      QvEdit *edit = qv_edit_new ("Add note", session);

      qv_edit_insert (edit, make_note (session, "note"));
      qv_store_apply_async (f->store, edit, NULL, applied_cb, &n_applied);
    }
  while (n_applied < 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (all->len, ==, 20);
  for (guint i = 0; i < all->len; i++)
    {
      QvRowChange *row = &g_array_index (all, QvRowChange, i);

      g_assert_cmpint (row->entity, ==, QV_ENTITY_NOTE);
      g_assert_cmpint (row->session, ==, session);
      g_assert_cmpint (row->id, >, last);
      last = row->id;
    }
  g_assert_true (qv_store_undo (f->store, session, NULL, NULL));
  while (all->len < 21)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_array_index (all, QvRowChange, 20).id, ==, last);
  g_assert_cmpint (g_array_index (all, QvRowChange, 20).session, ==, session);
}

static void
test_open_errors (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (f->folder, "other.qvlibrary", NULL);

  g_assert_null (qv_store_open (other, QV_STORE_OPEN_MUST_EXIST, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (
      g_file_set_contents (other, "this is a letter to the mayor, and no library at all", -1, NULL));
  g_assert_null (qv_store_open (other, 0, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (qv_store_open (f->path, 0, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_BUSY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/apply-and-read", test_apply_and_read);
  g_test_add_func ("/store/invalid", test_invalid);
  g_test_add_func ("/store/undo-redo", test_undo_redo);
  g_test_add_func ("/store/undo-scopes", test_undo_scopes);
  g_test_add_func ("/store/no-change", test_no_change);
  g_test_add_func ("/store/async-and-changed", test_async_and_changed);
  g_test_add_func ("/store/open-errors", test_open_errors);
  return g_test_run ();
}
