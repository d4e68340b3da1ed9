/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who does what by when: gestures, days, and what returns in the next session of a series. */
#include <locale.h>

#include "qv-commitments.h"
#include "store-utils.h"

static QvRecord *
get (Fixture *f, QvId id)
{
  g_autoptr (GError) error = NULL;
  QvRecord *record = qv_store_get_record (f->store, QV_ENTITY_COMMITMENT, id, &error);

  g_assert_no_error (error);
  return record;
}

static GPtrArray *
list (Fixture *f, QvEntity entity)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = qv_store_list (f->store, entity, QV_STORE_ALL, QV_ID_NONE, &error);

  g_assert_no_error (error);
  return records;
}

static QvId
make (Fixture *f, QvId session, const char *who, const char *what, const char *due)
{
  const QvCommitmentWording wording = { who, what, due, QV_ID_NONE };
  QvId id;

  fixture_apply (f, qv_commitment_make (session, &wording, NULL, &id));
  return id;
}

/* Every gesture is one undo, and the undos lead back to the very start. */
static void
test_gestures (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QvRecord) record = NULL;
  g_autoptr (QvRecord) changed = NULL;
  QvId session = fixture_add_session (f, "A");
  QvId note = fixture_add_note (f, session, "Trams stop at nine");
  QvCommitmentWording wording = { "  The mayor ", " Later trams\n", "2026-09-30", note };
  QvId id;

  g_ptr_array_add (states, fixture_export (f, session));
  fixture_apply (f, qv_commitment_make (session, &wording, NULL, &id));
  record = get (f, id);
  g_assert_cmpstr (qv_record_get_text (record, QV_COMMITMENT_WHO), ==, "The mayor");
  g_assert_cmpstr (qv_record_get_text (record, QV_COMMITMENT_WHAT), ==, "Later trams");
  g_assert_cmpstr (qv_record_get_text (record, QV_COMMITMENT_DUE), ==, "2026-09-30");
  g_assert_cmpint (qv_record_get_int (record, QV_COMMITMENT_NOTE), ==, note);
  g_assert_null (qv_commitment_change (record, &wording, NULL));
  g_assert_null (qv_commitment_mark (record, QV_COMMITMENT_OPEN));

  g_ptr_array_add (states, fixture_export (f, session));
  wording.due = NULL;
  wording.what = "Trams until one";
  fixture_apply (f, qv_commitment_change (record, &wording, NULL));
  g_ptr_array_add (states, fixture_export (f, session));
  fixture_apply (f, qv_commitment_mark (record, QV_COMMITMENT_DONE));
  g_ptr_array_add (states, fixture_export (f, session));
  changed = get (f, id);
  g_assert_true (qv_record_is_null (changed, QV_COMMITMENT_DUE));
  g_assert_cmpstr (qv_record_get_text (changed, QV_COMMITMENT_STATE), ==, "done");
  fixture_apply (f, qv_commitment_mark (changed, QV_COMMITMENT_OPEN));
  g_ptr_array_add (states, fixture_export (f, session));
  fixture_apply (f, qv_commitment_delete (changed));
  for (guint i = states->len; i > 0; i--)
    {
      g_autofree char *now = NULL;

      g_assert_true (qv_store_undo (f->store, session, NULL, NULL));
      now = fixture_export (f, session);
      g_assert_cmpstr (now, ==, states->pdata[i - 1]);
    }
}

static void
test_half (void)
{
  const QvCommitmentWording halves[] = { { "The mayor", " \n", NULL, QV_ID_NONE },
                                         { NULL, "Later trams", NULL, QV_ID_NONE } };
  const QvCommitmentWording whole = { "A", "B", NULL, QV_ID_NONE };
  g_autoptr (QvEdit) edit = qv_commitment_make (7, &whole, NULL, NULL);
  const QvRecord *record = g_array_index (edit->changes, QvChange, 0).record;

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_assert_null (qv_commitment_make (7, &halves[i], NULL, NULL));
      g_assert_null (qv_commitment_change (record, &halves[i], NULL));
    }
}

/* The name of a known organisation stands for it, however it is written; a role does not. */
static void
test_organisation (void)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  QvCommitmentWording wording = { "ÉCOLE d’urbanisme", "A survey", NULL, QV_ID_NONE };
  g_autoptr (QvEdit) edit = NULL;
  g_autoptr (QvEdit) change = NULL;
  QvRecord *record;

  g_ptr_array_add (known, qv_record_new (QV_ENTITY_ORGANISATION, QV_ID_NONE));
  qv_record_set_text (known->pdata[0], QV_ORGANISATION_NAME, "École d’urbanisme");
  edit = qv_commitment_make (7, &wording, known, NULL);
  record = g_array_index (edit->changes, QvChange, 0).record;
  g_assert_cmpint (qv_record_get_int (record, QV_COMMITMENT_ORGANISATION), ==,
                   ((QvRecord *) known->pdata[0])->id);
  wording.who = "A neighbour";
  change = qv_commitment_change (record, &wording, known);
  g_assert_cmpuint (change->changes->len, ==, 2);
  g_assert_cmpuint (g_array_index (change->changes, QvChange, 1).field, ==, QV_COMMITMENT_ORGANISATION);
  g_assert_cmpint (g_array_index (change->changes, QvChange, 1).value.type, ==, QV_VALUE_NULL);
}

static void
test_days (void)
{
  const struct
  {
    const char *text, *day;
  } cases[] = {
    { "2026-09-30", "2026-09-30" },
    { " 2026-9-3 ", "2026-09-03" },
    { "2026-02-30", NULL },
    { "2026-13-01", NULL },
    { "2026--1-01", NULL },
    { "0000-01-01", NULL },
    { "soon", NULL },
    { "", NULL },
    { NULL, NULL },
    { "2028-02-29", "2028-02-29" },
    { "2026-09-31", NULL },
    { "2027-02-29", NULL },
  };
  g_autofree char *shown = qv_due_format ("2026-09-03");
  g_autofree char *broken = qv_due_format ("autumn");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = qv_due_parse (cases[i].text);

      g_assert_cmpstr (day, ==, cases[i].day);
    }
  g_assert_cmpstr (shown, ==, "3 September 2026");
  g_assert_cmpstr (broken, ==, "autumn");
}

/* What is shown can be typed, and the order of day and month is that of the locale. */
static void
test_days_of_locale (void)
{
  const char *locales[] = { "it_IT.UTF-8", "fr_FR.UTF-8", "en_GB.UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 11, 4, 0, 0, 0);
      g_autofree char *shown = NULL;
      g_autofree char *parsed = NULL;
      g_autofree char *named = NULL;
      g_autofree char *named_parsed = NULL;

      if (setlocale (LC_ALL, locales[i]) == NULL)
        continue;
      shown = g_date_time_format (day, "%x");
      parsed = qv_due_parse (shown);
      g_assert_cmpstr (parsed, ==, "2026-11-04");
      named = g_date_time_format (day, "%-d %B %Y");
      named_parsed = qv_due_parse (named);
      g_assert_cmpstr (named_parsed, ==, "2026-11-04");
    }
  setlocale (LC_ALL, "C.UTF-8");
}

static QvId
add_session (Fixture *f, const char *title, const char *series, const char *starts)
{
  QvId id = fixture_add_session (f, title);
  QvEdit *edit = qv_edit_new ("Plan", id);

  if (series != NULL)
    qv_edit_set (edit, QV_ENTITY_SESSION, id, QV_SESSION_COLLECTION, qv_value_text (series));
  if (starts != NULL)
    qv_edit_set (edit, QV_ENTITY_SESSION, id, QV_SESSION_STARTS, qv_value_text (starts));
  fixture_apply (f, edit);
  return id;
}

/* Open ones of earlier sessions of the series, the latest session first, what is due first before the rest.
 */
static void
test_returning (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  /* Made in another order than they take place. */
  QvId now = add_session (f, "Now", "Plan", "2026-05-28T14:00");
  QvId first = add_session (f, "First", "Plan", "2026-03-01T14:00");
  QvId second = add_session (f, "Second", "Plan", "2026-05-12T14:00");
  QvId later = add_session (f, "Later", "Plan", "2026-06-12T14:00");
  QvId other = add_session (f, "Other", "Another plan", "2026-05-12T14:00");
  QvId none = add_session (f, "None", NULL, "2026-01-01T14:00");
  QvId wanted[] = { make (f, second, "A", "due in June", "2026-06-01"),
                    make (f, second, "A", "due in July", "2026-07-01"),
                    make (f, second, "A", "whenever", NULL), make (f, first, "A", "of March", "2026-04-01") };
  QvId done = make (f, first, "A", "done", NULL);
  QvId gone = make (f, first, "A", "deleted", NULL);
  g_autoptr (QvRecord) done_record = get (f, done);
  g_autoptr (QvRecord) gone_record = get (f, gone);
  g_autoptr (GPtrArray) commitments = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) picked = NULL;
  g_autoptr (GPtrArray) of_none = NULL;

  make (f, now, "A", "own", NULL);
  make (f, later, "A", "of later", NULL);
  make (f, other, "A", "of another series", NULL);
  fixture_apply (f, qv_commitment_mark (done_record, QV_COMMITMENT_DONE));
  fixture_apply (f, qv_commitment_delete (gone_record));
  commitments = list (f, QV_ENTITY_COMMITMENT);
  sessions = list (f, QV_ENTITY_SESSION);
  picked = qv_commitments_pick_returning (commitments, sessions, now);
  g_assert_cmpuint (picked->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < picked->len; i++)
    g_assert_cmpint (((QvRecord *) picked->pdata[i])->id, ==, wanted[i]);
  of_none = qv_commitments_pick_returning (commitments, sessions, none);
  g_assert_cmpuint (of_none->len, ==, 0);
}

/* Ticked at the opening of the next session, the edit is in the session that it comes from. */
static void
test_tick_elsewhere (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  QvId before = add_session (f, "Before", "Plan", "2026-03-01T14:00");
  QvId now = add_session (f, "Now", "Plan", "2026-05-28T14:00");
  QvId id = make (f, before, "A", "B", "2026-04-01");
  g_autoptr (QvRecord) record = get (f, id);
  g_autofree char *undo = NULL;
  g_autofree char *other = NULL;

  g_assert_true (qv_commitment_is_overdue (record, "2026-04-02"));
  g_assert_false (qv_commitment_is_overdue (record, "2026-04-01"));
  fixture_apply (f, qv_commitment_mark (record, QV_COMMITMENT_DONE));
  undo = qv_store_get_undo_label (f->store, before);
  g_assert_cmpstr (undo, ==, "Commitment done");
  other = qv_store_get_undo_label (f->store, now);
  g_assert_cmpstr (other, !=, "Commitment done");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/commitments/gestures", test_gestures);
  g_test_add_func ("/commitments/half", test_half);
  g_test_add_func ("/commitments/organisation", test_organisation);
  g_test_add_func ("/commitments/days", test_days);
  g_test_add_func ("/commitments/days-of-locale", test_days_of_locale);
  g_test_add_func ("/commitments/returning", test_returning);
  g_test_add_func ("/commitments/tick-elsewhere", test_tick_elsewhere);
  return g_test_run ();
}
