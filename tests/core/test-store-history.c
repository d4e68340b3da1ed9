/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histories: random commands undone and redone, merges in any order, live lists beside them. */
#include "store-utils.h"

#include <string.h>

#define N_COMMANDS 200

static QvId
pick (GRand *rand, GArray *ids)
{
  return ids->len == 0 ? QV_ID_NONE
                       : g_array_index (ids, QvId, g_rand_int_range (rand, 0, (gint32) ids->len));
}

static void
insert_note (QvEdit *edit, GRand *rand, QvId session, GArray *notes, GArray *steps)
{
  g_autofree char *text = g_strdup_printf ("note %d", g_rand_int_range (rand, 0, 1000));
  QvRecord *note = make_note (session, text);
  QvId step = pick (rand, steps);

  if (step != QV_ID_NONE && g_rand_boolean (rand))
    qv_record_set_int (note, QV_NOTE_STEP, step);
  g_array_append_val (notes, note->id);
  qv_edit_insert (edit, note);
}

static void
insert_step (QvEdit *edit, GRand *rand, QvId session, GArray *steps)
{
  QvRecord *step = qv_record_new (QV_ENTITY_STEP, QV_ID_NONE);

  qv_record_set_int (step, QV_STEP_SESSION, session);
  qv_record_set_int (step, QV_STEP_POSITION, g_rand_int_range (rand, 1, 20));
  qv_record_set_text (step, QV_STEP_TITLE, "Step");
  g_array_append_val (steps, step->id);
  qv_edit_insert (edit, step);
}

static void
change_note (QvEdit *edit, GRand *rand, GArray *notes)
{
  const char *themes[] = { "housing", "mobility", "", NULL };
  QvId note = pick (rand, notes);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      qv_edit_set (edit, QV_ENTITY_NOTE, note, QV_NOTE_DELETED, qv_value_int (1));
      break;
    case 1:
      qv_edit_set (edit, QV_ENTITY_NOTE, note, QV_NOTE_DELETED, qv_value_int (0));
      break;
    case 2:
      qv_edit_set (edit, QV_ENTITY_NOTE, note, QV_NOTE_THEME,
                   qv_value_text (themes[g_rand_int_range (rand, 0, 4)]));
      break;
    default:
      qv_edit_set (edit, QV_ENTITY_NOTE, note, QV_NOTE_TEXT,
                   qv_value_text (g_rand_boolean (rand) ? "changed" : "changed again"));
      break;
    }
}

/* One random gesture; it may change nothing or be refused, as a note that is deleted cannot be edited. */
static void
do_command (QvStore *store, GRand *rand, QvId session, GArray *notes, GArray *steps)
{
  QvEdit *edit = qv_edit_new ("Random", session);

  for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    {
      int what = g_rand_int_range (rand, 0, 10);
      QvId step = pick (rand, steps);

      if (what < 3 || notes->len == 0)
        insert_note (edit, rand, session, notes, steps);
      else if (what == 3)
        insert_step (edit, rand, session, steps);
      else if (what == 4 && step != QV_ID_NONE)
        qv_edit_set (edit, QV_ENTITY_STEP, step, QV_STEP_POSITION,
                     qv_value_int (g_rand_int_range (rand, 1, 20)));
      else
        change_note (edit, rand, notes);
    }
  qv_store_apply (store, edit, NULL);
}

static void
forget_missing (Fixture *f, GArray *ids, QvEntity entity)
{
  g_autoptr (GPtrArray) records = qv_store_list (f->store, entity, QV_STORE_ALL, QV_ID_NONE, NULL);

  g_array_set_size (ids, 0);
  for (guint i = 0; i < records->len; i++)
    g_array_append_val (ids, ((QvRecord *) records->pdata[i])->id);
}

static guint
count_entries (Fixture *f, QvId session)
{
  g_autoptr (GPtrArray) entries = qv_store_list_journal (f->store, session, 0, NULL);

  return entries->len;
}

static void
test_undo_everything (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  QvId session = fixture_add_session (f, "Random");

  g_ptr_array_add (states, fixture_export (f, session));
  while (states->len <= N_COMMANDS)
    {
      guint before = count_entries (f, session);

      do_command (f->store, rand, session, notes, steps);
      forget_missing (f, steps, QV_ENTITY_STEP);
      if (count_entries (f, session) > before)
        g_ptr_array_add (states, fixture_export (f, session));
      else
        forget_missing (f, notes, QV_ENTITY_NOTE);
    }
  fixture_assert_sound (f);

  for (guint i = states->len - 1; i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL;

      if (i % 67 == 0)
        fixture_reopen (f);
      qv_store_undo (f->store, session, NULL, &error);
      g_assert_no_error (error);
      now = fixture_export (f, session);
      g_assert_cmpstr (now, ==, g_ptr_array_index (states, i - 1));
    }
  g_assert_false (qv_store_undo (f->store, session, NULL, NULL));
  fixture_assert_sound (f);
  for (guint i = 1; i < states->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *now = NULL;

      if (i % 67 == 0)
        fixture_reopen (f);
      qv_store_redo (f->store, session, NULL, &error);
      g_assert_no_error (error);
      now = fixture_export (f, session);
      g_assert_cmpstr (now, ==, g_ptr_array_index (states, i));
    }
  fixture_assert_sound (f);
}

/* Undo, redo and new work mixed: every state that undo leads to was there before. */
static void
test_undo_mixed (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;
  QvId session = fixture_add_session (f, "Random");

  g_ptr_array_add (done, fixture_export (f, session));
  for (int i = 0; i < 400; i++)
    {
      int what = g_rand_int_range (rand, 0, 5);
      g_autofree char *now = NULL;

      if (what == 0)
        at -= qv_store_undo (f->store, session, NULL, NULL);
      else if (what == 1)
        at += qv_store_redo (f->store, session, NULL, NULL);
      else
        {
          guint before = count_entries (f, session);

          forget_missing (f, notes, QV_ENTITY_NOTE);
          forget_missing (f, steps, QV_ENTITY_STEP);
          do_command (f->store, rand, session, notes, steps);
          if (count_entries (f, session) > before)
            {
              g_ptr_array_set_size (done, (int) ++at);
              g_ptr_array_add (done, fixture_export (f, session));
            }
        }
      now = fixture_export (f, session);
      g_assert_cmpuint (at, <, done->len);
      g_assert_cmpstr (now, ==, g_ptr_array_index (done, at));
    }
  fixture_assert_sound (f);
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
merge (Fixture *f, GPtrArray *records, QvId session, QvMergeReport *report)
{
  g_autoptr (GError) error = NULL;

  qv_store_merge (f->store, "Merge", session, produce_cb, records, report, NULL, &error);
  g_assert_no_error (error);
}

/* Three tables work apart on the same session, then hear of each other in different orders. */
static void
test_merge_any_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Fixture *tables[3];
  GPtrArray *copies[3];
  g_autofree char *first = NULL;
  QvId session;

  for (int i = 0; i < 3; i++)
    tables[i] = fixture_new ();
  session = fixture_add_session (tables[0], "Three tables");
  for (int i = 0; i < 10; i++)
    fixture_add_note (tables[0], session, "shared");
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) start = fixture_records (tables[0], session);
      g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (QvId));
      g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (QvId));

      if (i > 0)
        merge (tables[i], start, session, NULL);
      forget_missing (tables[i], notes, QV_ENTITY_NOTE);
      for (int j = 0; j < 60; j++)
        do_command (tables[i]->store, rand, session, notes, steps);
    }
  for (int i = 0; i < 3; i++)
    copies[i] = fixture_records (tables[i], session);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *state = NULL;
      g_autofree char *again = NULL;
      QvMergeReport report;

      merge (tables[i], copies[(i + 1) % 3], session, NULL);
      merge (tables[i], copies[(i + 2) % 3], session, NULL);
      state = fixture_export (tables[i], session);
      merge (tables[i], copies[(i + 1) % 3], session, &report);
      g_assert_cmpuint (report.n_inserted + report.n_updated, ==, 0);
      again = fixture_export (tables[i], session);
      g_assert_cmpstr (state, ==, again);
      if (first == NULL)
        first = g_strdup (state);
      g_assert_cmpstr (first, ==, state);
      fixture_assert_sound (tables[i]);
    }
  for (int i = 0; i < 3; i++)
    {
      g_ptr_array_unref (copies[i]);
      fixture_free (tables[i]);
    }
}

static void
test_merge_refusals (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = NULL, *after = NULL;
  QvId session = fixture_add_session (f, "A");
  QvMergeReport report;

  before = fixture_export (f, session);
  for (int i = 0; i < 50; i++)
    {
      g_ptr_array_add (records, make_note (session, "good"));
      ((QvRecord *) records->pdata[i])->stamp = 4711;
    }
  qv_record_set_int (records->pdata[40], QV_NOTE_AUTHOR, 815);
  g_assert_false (qv_store_merge (f->store, "Merge", session, produce_cb, records, &report, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "participant 815"));
  g_assert_cmpuint (report.n_inserted, ==, 0);
  g_clear_error (&error);

  qv_record_take (records->pdata[40], QV_NOTE_AUTHOR, (QvValue){ .type = QV_VALUE_NULL });
  ((QvRecord *) records->pdata[30])->stamps[QV_NOTE_THEME] = G_MAXINT64 - 5;
  g_assert_false (qv_store_merge (f->store, "Merge", session, produce_cb, records, &report, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID);
  g_clear_error (&error);

  ((QvRecord *) records->pdata[30])->stamps[QV_NOTE_THEME] = 0;
  g_cancellable_cancel (cancellable);
  g_assert_false (
      qv_store_merge (f->store, "Merge", session, produce_cb, records, &report, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = fixture_export (f, session);
  g_assert_cmpstr (before, ==, after);

  g_assert_true (qv_store_merge (f->store, "Merge", session, produce_cb, records, &report, NULL, &error));
  g_assert_cmpuint (report.n_inserted, ==, 50);
  g_assert_true (qv_store_undo (f->store, session, NULL, NULL));
  g_free (after);
  after = fixture_export (f, session);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
keep_cb (const QvRecord *record, gpointer data, GError **error)
{
  g_ptr_array_add (data, qv_record_copy (record));
  return TRUE;
}

/* Bringing a session is the library's to undo: inside the session it would go from under whoever is in it. */
static void
test_merge_of_a_new_session (void)
{
  g_autoptr (Fixture) from = fixture_new ();
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  QvId session = fixture_add_session (from, "From elsewhere");
  QvMergeReport report;
  g_autofree char *label = NULL;
  g_autoptr (QvRecord) gone = NULL;

  fixture_add_note (from, session, "one");
  qv_store_export_session (from->store, session, QV_EXPORT_NAMED, keep_cb, records, &error);
  g_assert_no_error (error);
  merge (f, records, session, &report);
  g_assert_false (qv_store_undo (f->store, session, NULL, &error));
  g_assert_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  /* What comes into a session that is here is the session's. */
  fixture_add_note (from, session, "two");
  g_ptr_array_set_size (records, 0);
  qv_store_export_session (from->store, session, QV_EXPORT_NAMED, keep_cb, records, &error);
  g_assert_no_error (error);
  merge (f, records, session, &report);
  g_assert_cmpuint (report.n_inserted, ==, 1);
  g_assert_true (qv_store_undo (f->store, session, &label, &error));
  g_assert_false (qv_store_undo (f->store, session, NULL, NULL));

  g_assert_true (qv_store_undo (f->store, QV_ID_NONE, NULL, &error));
  g_assert_no_error (error);
  gone = qv_store_get_record (f->store, QV_ENTITY_SESSION, session, NULL);
  g_assert_null (gone);
}

static gboolean
produce_territories_cb (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error)
{
  QvId level = *(QvId *) data;
  g_autofree char *name = g_strnfill (2000, 'x');
  QvId parent = QV_ID_NONE;

  /* Each lies in one that comes later, so that references cross the parts of the recording. */
  for (int i = 0; i < 6000; i++)
    {
      QvId next = i + 1 < 6000 ? qv_id_new () : QV_ID_NONE;
      g_autoptr (QvRecord) territory = qv_record_new (QV_ENTITY_TERRITORY, i == 0 ? QV_ID_NONE : parent);

      qv_record_set_int (territory, QV_TERRITORY_LEVEL, level);
      qv_record_set_text (territory, QV_TERRITORY_CODE, "1");
      qv_record_set_text (territory, QV_TERRITORY_NAME, name);
      if (next != QV_ID_NONE)
        qv_record_set_int (territory, QV_TERRITORY_PARENT, next);
      if (!sink (territory, sink_data, error))
        return FALSE;
      parent = next;
    }
  return TRUE;
}

/* Larger than what is recorded in one piece. */
static void
test_merge_in_parts (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *n_parts = NULL;
  QvRecord *level = qv_record_new (QV_ENTITY_LEVEL, QV_ID_NONE);
  QvId id = level->id;
  QvEdit *edit = qv_edit_new ("Add level", QV_ID_NONE);
  QvMergeReport report;

  qv_record_set_text (level, QV_LEVEL_NAME, "Large");
  qv_edit_insert (edit, level);
  fixture_apply (f, edit);
  g_assert_true (
      qv_store_merge (f->store, "Import", QV_ID_NONE, produce_territories_cb, &id, &report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_inserted, ==, 6000);
  fixture_assert_sound (f);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) none = NULL, all = NULL;

      g_assert_true (qv_store_undo (f->store, QV_ID_NONE, NULL, &error));
      g_assert_no_error (error);
      none = qv_store_list (f->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, id, NULL);
      g_assert_cmpuint (none->len, ==, 0);
      g_assert_true (qv_store_redo (f->store, QV_ID_NONE, NULL, &error));
      g_assert_no_error (error);
      all = qv_store_list (f->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, id, NULL);
      g_assert_cmpuint (all->len, ==, 6000);
    }
  fixture_assert_sound (f);
  n_parts = store_utils_run_sql (f->path, "SELECT count(*) FROM journal_part");
  g_assert_cmpint (atoi (n_parts), >, 2);
}

/* What a view sees: items-changed, replayed on an array of its own. */
typedef struct
{
  GPtrArray *mirror;
  guint n_signals;
} View;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  View *view = data;

  view->n_signals++;
  if (removed > 0)
    g_ptr_array_remove_range (view->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view->mirror, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (view->mirror->len, ==, g_list_model_get_n_items (model));
}

static gboolean
is_same (GListModel *model, GPtrArray *records)
{
  if (records->len != g_list_model_get_n_items (model))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (model, i);

      if (!qv_record_equal (qv_item_get_record (item), g_ptr_array_index (records, i)))
        return FALSE;
    }
  return TRUE;
}

/* Waits for the signals and the loading that are under way; then the list, what a view made of its signals,
 * and what the library says are the same. */
static void
assert_same (View *view, GListModel *model, Fixture *f, QvEntity entity, guint field, QvId value)
{
  g_autoptr (GPtrArray) records = qv_store_list (f->store, entity, field, value, NULL);
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!is_same (model, records) && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_true (is_same (model, records));
  g_assert_cmpuint (view->mirror->len, ==, records->len);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (view->mirror, i));
    }
}

static void
test_live_lists (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (QvId));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (QvId));
  QvId session = fixture_add_session (f, "Watched");
  QvId other = fixture_add_session (f, "Not watched");
  g_autoptr (GListModel) note_list = qv_store_watch (f->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, session);
  g_autoptr (GListModel) step_list = qv_store_watch (f->store, QV_ENTITY_STEP, QV_STEP_SESSION, session);
  View note_view = { g_ptr_array_new_with_free_func (g_object_unref), 0 };
  View step_view = { g_ptr_array_new_with_free_func (g_object_unref), 0 };

  g_signal_connect (note_list, "items-changed", G_CALLBACK (items_changed_cb), &note_view);
  g_signal_connect (step_list, "items-changed", G_CALLBACK (items_changed_cb), &step_view);
  g_assert_true (g_list_model_get_item_type (note_list) == QV_TYPE_ITEM);
  for (int i = 0; i < 60; i++)
    {
      for (int j = g_rand_int_range (rand, 0, 6); j > 0; j--)
        do_command (f->store, rand, session, notes, steps);
      fixture_add_note (f, other, "elsewhere");
      for (int j = g_rand_int_range (rand, 0, 4); j > 0; j--)
        qv_store_undo (f->store, session, NULL, NULL);
      for (int j = g_rand_int_range (rand, 0, 2); j > 0; j--)
        qv_store_redo (f->store, session, NULL, NULL);
      forget_missing (f, notes, QV_ENTITY_NOTE);
      forget_missing (f, steps, QV_ENTITY_STEP);
      assert_same (&note_view, note_list, f, QV_ENTITY_NOTE, QV_NOTE_SESSION, session);
      assert_same (&step_view, step_list, f, QV_ENTITY_STEP, QV_STEP_SESSION, session);
    }
  g_ptr_array_unref (note_view.mirror);
  g_ptr_array_unref (step_view.mirror);
}

/* A batch is one signal, and its time is not quadratic. */
static void
test_live_list_batch (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  QvId session = fixture_add_session (f, "Batch");
  g_autoptr (GListModel) list = qv_store_watch (f->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, session);
  View view = { g_ptr_array_new_with_free_func (g_object_unref), 0 };

  assert_same (&view, list, f, QV_ENTITY_NOTE, QV_NOTE_SESSION, session);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &view);
  for (int size = 1000; size <= 3000; size += 2000)
    {
      QvEdit *edit = qv_edit_new ("Import notes", session);

      for (int i = 0; i < size; i++)
        qv_edit_insert (edit, make_note (session, "one of many"));
      view.n_signals = 0;
      fixture_apply (f, edit);
      assert_same (&view, list, f, QV_ENTITY_NOTE, QV_NOTE_SESSION, session);
      g_assert_cmpuint (view.n_signals, ==, 1);
    }
  g_assert_true (qv_store_undo (f->store, session, NULL, NULL));
  assert_same (&view, list, f, QV_ENTITY_NOTE, QV_NOTE_SESSION, session);
  g_ptr_array_unref (view.mirror);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/undo-everything", test_undo_everything);
  g_test_add_func ("/store/undo-mixed", test_undo_mixed);
  g_test_add_func ("/store/merge-any-order", test_merge_any_order);
  g_test_add_func ("/store/merge-refusals", test_merge_refusals);
  g_test_add_func ("/store/merge-of-a-new-session", test_merge_of_a_new_session);
  g_test_add_func ("/store/merge-in-parts", test_merge_in_parts);
  g_test_add_func ("/store/live-lists", test_live_lists);
  g_test_add_func ("/store/live-list-batch", test_live_list_batch);
  return g_test_run ();
}
