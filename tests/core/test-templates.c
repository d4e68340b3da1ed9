/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods and the templates in three languages, and the user's own templates. */
#include "store-utils.h"

#include <string.h>

#include <glib/gstdio.h>
#include <utime.h>

#include "qv-method.h"
#include "qv-preparing.h"
#include "qv-template.h"

static const char *const languages[] = { "en", "it", "fr" };

static void
assert_text (const char *text, const char *language)
{
  const char *const marks[] = { " ?", " !", " ;", " :", "« ", " »" };

  g_assert_nonnull (text);
  g_assert_true (*text != '\0' && g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, "  "));
  /* French has no-break spaces before its marks, the others none. */
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      g_error ("%s: “%s”", language, text);
}

static void
assert_kinds (const char *kinds)
{
  g_auto (GStrv) words = g_strsplit (kinds != NULL ? kinds : "", " ", -1);
  QvNoteKind kind;

  for (guint i = 0; words[i] != NULL && kinds != NULL; i++)
    g_assert_true (qv_note_kind_from_word (words[i], &kind));
}

static void
test_methods (void)
{
  const char *const wanted[] = { "welcome",    "introductions", "mapping-problems", "one-two-four-all",
                                 "world-cafe", "nominal-group", "tree-reversal",    "how-might-we",
                                 "swot",       "dot-voting",    "twenty-five-ten",  "most-significant-change",
                                 "commitments" };
  g_autoptr (GPtrArray) english = qv_method_list ("en");

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (QvMethod) method = qv_method_find (wanted[i], "fr");

      g_assert_nonnull (method);
      g_assert_nonnull (method->source);
    }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) methods = qv_method_list (languages[i]);

      g_assert_cmpuint (methods->len, ==, english->len);
      for (guint j = 0; j < methods->len; j++)
        {
          const QvMethod *method = methods->pdata[j];
          const QvMethod *original = english->pdata[j];

          assert_text (method->name, languages[i]);
          assert_text (method->goal, languages[i]);
          assert_text (method->prompt, languages[i]);
          assert_text (method->materials, languages[i]);
          assert_kinds (method->kinds);
          g_assert_nonnull (method->icon);
          g_assert_cmpuint (method->minutes, >=, 5);
          g_assert_cmpuint (method->how->len, >=, 2);
          g_assert_true (i == 0 || !g_str_equal (method->goal, original->goal));
          for (guint k = 0; k < method->how->len; k++)
            {
              assert_text (method->how->pdata[k], languages[i]);
              g_assert_true (i == 0 || !g_str_equal (method->how->pdata[k], original->how->pdata[k]));
            }
        }
    }
  g_assert_null (qv_method_find ("plenum", NULL));
  g_assert_null (qv_method_find (NULL, NULL));
}

static void
test_kinds (void)
{
  g_autofree char *none = qv_method_format_kinds (qv_method_parse_kinds ("soup  "));
  g_autofree char *two = qv_method_format_kinds (qv_method_parse_kinds ("solution problem soup"));

  g_assert_null (none);
  g_assert_cmpstr (two, ==, "problem solution");
}

static void
test_templates (void)
{
  const char *const wanted[] = { "mobility-meeting",         "housing-programme", "environmental-urbanism",
                                 "observatory-coproduction", "agencies-exchange", "neighbourhood-renewal" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (QvTemplate) template = qv_template_find (wanted[i], "it");

      g_assert_nonnull (template);
      g_assert_cmpuint (template->minutes, >=, 90);
      g_assert_cmpuint (template->minutes, <=, 240);
    }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) templates = qv_template_list (languages[i]);

      g_assert_cmpuint (templates->len, ==, 11);
      for (guint j = 0; j < templates->len; j++)
        {
          const QvTemplate *template = templates->pdata[j];

          assert_text (template->title, languages[i]);
          assert_text (template->summary, languages[i]);
          g_assert_false (template->is_own);
          for (guint k = 0; k < template->steps->len; k++)
            {
              const QvTemplateStep *step = template->steps->pdata[k];
              g_autoptr (QvMethod) method = qv_method_find (step->method, languages[i]);

              g_assert_nonnull (method);
              assert_text (step->title, languages[i]);
              assert_text (step->prompt, languages[i]);
              assert_text (step->goal, languages[i]);
              assert_text (step->materials, languages[i]);
              assert_kinds (step->kinds);
              g_assert_cmpuint (step->minutes, >=, 5);
            }
        }
    }
}

static QvEdit *
make_session (QvId *out_session)
{
  const char *const titles[] = { "Tout le monde <&\"'>", "Table une", "Table deux" };
  QvRecord *session = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());
  QvRecord *table = qv_record_new (QV_ENTITY_ROUND_TABLE, qv_id_new ());
  QvRecord *other = qv_record_new (QV_ENTITY_ROUND_TABLE, qv_id_new ());
  QvEdit *edit = qv_edit_new ("New session", QV_ID_NONE);

  *out_session = session->id;
  qv_record_set_text (session, QV_SESSION_TITLE, "Abitare l’Aurora & oltre");
  qv_record_set_text (session, QV_SESSION_QUESTION, "Chi <resta>?");
  qv_record_set_text (session, QV_SESSION_STARTS, "2026-05-28T14:00");
  qv_edit_insert (edit, session);
  for (guint i = 0; i < 2; i++)
    {
      QvRecord *record = i == 0 ? table : other;

      qv_record_set_int (record, QV_ROUND_TABLE_SESSION, *out_session);
      qv_record_set_int (record, QV_ROUND_TABLE_POSITION, i + 1);
      qv_record_set_text (record, QV_ROUND_TABLE_NAME, i == 0 ? "Tavolo A" : "Tavolo B");
      qv_edit_insert (edit, record);
    }
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      QvRecord *step = qv_record_new (QV_ENTITY_STEP, qv_id_new ());

      qv_record_set_int (step, QV_STEP_SESSION, *out_session);
      qv_record_set_int (step, QV_STEP_POSITION, i + 1);
      qv_record_set_int (step, QV_STEP_MINUTES, 20 + 10 * i);
      qv_record_set_text (step, QV_STEP_TITLE, titles[i]);
      qv_record_set_text (step, QV_STEP_METHOD, i == 0 ? "welcome" : "a word of my own & more");
      qv_record_set_text (step, QV_STEP_REMARK, i == 1 ? "riga uno\nriga due" : NULL);
      qv_record_set_text (step, QV_STEP_KINDS, i == 1 ? "problem solution" : NULL);
      qv_record_set_int (step, QV_STEP_SPENT, 1000);
      if (i > 0)
        qv_record_set_int (step, QV_STEP_ROUND_TABLE, i == 1 ? table->id : other->id);
      qv_edit_insert (edit, step);
    }
  return edit;
}

/* A save that is killed leaves a file under another name, which goes with the next; one that another program
 * is writing just now stays. */
static void
test_left_over (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "quadrivio", "templates", NULL);
  g_autofree char *old = g_build_filename (folder, ".making-scuole.4X9aBc", NULL);
  g_autofree char *new = g_build_filename (folder, ".making-orti", NULL);
  g_autofree char *own = g_build_filename (folder, "notes.xml.backup", NULL);
  g_autofree char *id = NULL;
  struct utimbuf long_ago = { 1000000000, 1000000000 };
  QvId session;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "<templ", -1, NULL));
  g_assert_true (g_file_set_contents (new, "<templ", -1, NULL));
  g_assert_true (g_file_set_contents (own, "<templ", -1, NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  g_assert_cmpint (g_utime (own, &long_ago), ==, 0);
  fixture_apply (fixture, make_session (&session));
  id = qv_template_save (fixture->store, session, "Left over", NULL);
  g_assert_nonnull (id);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_true (qv_template_remove (id, NULL));
  g_unlink (new);
  g_unlink (own);
}

static void
test_save (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTemplate) template = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *id = NULL;
  g_autofree char *second = NULL;
  QvTemplateStep *step;
  QvId session;

  fixture_apply (fixture, make_session (&session));
  id = qv_template_save (fixture->store, session, " Abitare l’Aurora ", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "abitare-l-aurora");
  second = qv_template_save (fixture->store, session, "World café", &error);
  g_assert_cmpstr (second, ==, "world-cafe-2");

  template = qv_template_find (id, "fr");
  g_assert_true (template->is_own);
  g_assert_cmpstr (template->title, ==, "Abitare l’Aurora");
  g_assert_cmpstr (template->question, ==, "Chi <resta>?");
  g_assert_cmpuint (template->steps->len, ==, 3);
  g_assert_cmpuint (template->tables->len, ==, 2);
  /* 20 minutes for all, then 30 and 40 at the same time. */
  g_assert_cmpuint (template->minutes, ==, 60);
  step = template->steps->pdata[0];
  g_assert_cmpstr (step->title, ==, "Tout le monde <&\"'>");
  /* What the session's step does not say, the template does not take from the method. */
  g_assert_null (step->prompt);
  g_assert_null (step->goal);
  g_assert_null (step->kinds);
  step = template->steps->pdata[1];
  g_assert_cmpstr (step->method, ==, "a word of my own & more");
  g_assert_cmpstr (step->remark, ==, "riga uno\nriga due");
  g_assert_cmpstr (step->kinds, ==, "problem solution");
  g_assert_cmpuint (step->table, ==, 1);

  list = qv_template_list ("en");
  g_assert_cmpuint (list->len, ==, 13);
  g_assert_cmpstr (((QvTemplate *) list->pdata[11])->id, ==, id);
  g_assert_true (qv_template_remove (id, &error));
  g_assert_true (qv_template_remove (second, &error));
  g_assert_null (qv_template_find (id, "en"));
  g_assert_false (qv_template_remove (id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static QvId
add_indicator (Fixture *fixture, const char *name, QvId level)
{
  QvRecord *indicator = qv_record_new (QV_ENTITY_INDICATOR, qv_id_new ());
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvId id = indicator->id;

  qv_record_set_text (indicator, QV_INDICATOR_NAME, name);
  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, level);
  qv_record_set_text (indicator, QV_INDICATOR_MEASURE, "rate");
  qv_record_set_text (indicator, QV_INDICATOR_POLARITY, "neutral");
  qv_edit_insert (edit, indicator);
  fixture_apply (fixture, edit);
  return id;
}

static QvId
add_level (Fixture *fixture, const char *name)
{
  QvRecord *level = qv_record_new (QV_ENTITY_LEVEL, qv_id_new ());
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvId id = level->id;

  qv_record_set_text (level, QV_LEVEL_NAME, name);
  qv_edit_insert (edit, level);
  fixture_apply (fixture, edit);
  return id;
}

/* What goes beyond the steps: fixed starts, seats, themes, consent, indicators. */
static void
prepare_session (Fixture *fixture, QvId session, QvId first, QvId second)
{
  const char *const themes[] = { "Alloggi & affitti", "Scuola" };
  const QvId indicators[] = { second, first };
  QvEdit *edit = qv_edit_new ("Prepare", session);
  g_autoptr (GPtrArray) steps =
      qv_store_list (fixture->store, QV_ENTITY_STEP, QV_STEP_SESSION, session, NULL);

  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_TARGET_AUTHORITIES, qv_value_int (3));
  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_TARGET_COMPANIES, qv_value_int (0));
  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_TARGET_RESIDENTS, qv_value_int (24));
  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_CONSENT_TEXT,
               qv_value_text ("Restano le note,\n\nnon i nomi <mai>."));
  qv_edit_set (edit, QV_ENTITY_SESSION, session, QV_SESSION_CONSENT_VERSION, qv_value_text ("2026-05 \"b\""));
  qv_edit_set (edit, QV_ENTITY_STEP, ((QvRecord *) steps->pdata[0])->id, QV_STEP_PINNED,
               qv_value_text ("14:30"));
  qv_edit_set (edit, QV_ENTITY_STEP, ((QvRecord *) steps->pdata[1])->id, QV_STEP_INDICATOR,
               qv_value_int (first));
  for (guint i = 0; i < 2; i++)
    {
      QvRecord *theme = qv_record_new (QV_ENTITY_SESSION_THEME, qv_id_new ());
      QvRecord *choice = qv_record_new (QV_ENTITY_SESSION_INDICATOR, qv_id_new ());

      qv_record_set_int (theme, QV_SESSION_THEME_SESSION, session);
      qv_record_set_text (theme, QV_SESSION_THEME_NAME, themes[i]);
      qv_record_set_int (theme, QV_SESSION_THEME_POSITION, i + 1);
      qv_edit_insert (edit, theme);
      qv_record_set_int (choice, QV_SESSION_INDICATOR_SESSION, session);
      qv_record_set_int (choice, QV_SESSION_INDICATOR_INDICATOR, indicators[i]);
      qv_record_set_int (choice, QV_SESSION_INDICATOR_POSITION, i + 1);
      qv_edit_insert (edit, choice);
    }
  fixture_apply (fixture, edit);
}

static void
assert_prepared (Fixture *fixture, QvId session, const QvId *indicators, guint n_indicators, QvId of_step)
{
  g_autoptr (QvRecord) record = qv_store_get_record (fixture->store, QV_ENTITY_SESSION, session, NULL);
  g_autoptr (GPtrArray) steps =
      qv_store_list (fixture->store, QV_ENTITY_STEP, QV_STEP_SESSION, session, NULL);
  g_autoptr (GPtrArray) themes =
      qv_store_list (fixture->store, QV_ENTITY_SESSION_THEME, QV_SESSION_THEME_SESSION, session, NULL);
  g_autoptr (GPtrArray) choices = qv_store_list (fixture->store, QV_ENTITY_SESSION_INDICATOR,
                                                 QV_SESSION_INDICATOR_SESSION, session, NULL);

  g_assert_cmpint (qv_record_get_int (record, QV_SESSION_TARGET_AUTHORITIES), ==, 3);
  g_assert_true (qv_record_is_null (record, QV_SESSION_TARGET_RESEARCH));
  g_assert_false (qv_record_is_null (record, QV_SESSION_TARGET_COMPANIES));
  g_assert_cmpint (qv_record_get_int (record, QV_SESSION_TARGET_COMPANIES), ==, 0);
  g_assert_cmpint (qv_record_get_int (record, QV_SESSION_TARGET_RESIDENTS), ==, 24);
  g_assert_cmpstr (qv_record_get_text (record, QV_SESSION_CONSENT_TEXT), ==,
                   "Restano le note,\n\nnon i nomi <mai>.");
  g_assert_cmpstr (qv_record_get_text (record, QV_SESSION_CONSENT_VERSION), ==, "2026-05 \"b\"");
  g_assert_cmpuint (themes->len, ==, 2);
  g_assert_cmpstr (qv_record_get_text (themes->pdata[0], QV_SESSION_THEME_NAME), ==, "Alloggi & affitti");
  g_assert_cmpstr (qv_record_get_text (themes->pdata[1], QV_SESSION_THEME_NAME), ==, "Scuola");
  g_assert_cmpuint (choices->len, ==, n_indicators);
  for (guint i = 0; i < n_indicators; i++)
    g_assert_cmpint (qv_record_get_int (choices->pdata[i], QV_SESSION_INDICATOR_INDICATOR), ==,
                     indicators[i]);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpstr (qv_record_get_text (steps->pdata[0], QV_STEP_PINNED), ==, "14:30");
  g_assert_true (qv_record_is_null (steps->pdata[1], QV_STEP_PINNED));
  g_assert_cmpint (qv_record_get_int (steps->pdata[1], QV_STEP_INDICATOR), ==, of_step);
  g_assert_true (qv_record_is_null (steps->pdata[0], QV_STEP_INDICATOR));
}

static QvId
instantiate (Fixture *fixture, const char *id, QvId level)
{
  g_autoptr (QvTemplate) template = qv_template_find (id, "it");
  g_autoptr (GPtrArray) indicators =
      qv_store_list (fixture->store, QV_ENTITY_INDICATOR, QV_STORE_ALL, QV_ID_NONE, NULL);
  QvRecord *copy = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());
  QvId copy_id = copy->id;

  qv_record_set_text (copy, QV_SESSION_TITLE, "Ancora");
  if (level != QV_ID_NONE)
    qv_record_set_int (copy, QV_SESSION_LEVEL, level);
  fixture_apply (fixture, qv_template_instantiate (template, copy, indicators, "New session"));
  return copy_id;
}

static void
test_round_trip (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;
  QvId session, copy;
  QvId districts = add_level (fixture, "Circoscrizioni");
  QvId communes = add_level (fixture, "Communes");
  const QvId indicators[] = { add_indicator (fixture, "Under 14 <% of \"all\">", districts),
                              add_indicator (fixture, "Verde & viali", districts) };
  const QvId in_order[] = { indicators[1], indicators[0] };
  const QvId elsewhere = add_indicator (fixture, "Verde & viali", communes);

  fixture_apply (fixture, make_session (&session));
  prepare_session (fixture, session, indicators[0], indicators[1]);
  id = qv_template_save (fixture->store, session, "Scuole", &error);
  g_assert_no_error (error);

  copy = instantiate (fixture, id, districts);
  assert_prepared (fixture, copy, in_order, 2, indicators[0]);
  /* The copy's own template says the same. */
  again = qv_template_save (fixture->store, copy, "Scuole", &error);
  copy = instantiate (fixture, again, districts);
  assert_prepared (fixture, copy, in_order, 2, indicators[0]);
  /* Other territories have other figures, under the same name or none. */
  copy = instantiate (fixture, id, communes);
  assert_prepared (fixture, copy, &elsewhere, 1, QV_ID_NONE);
  /* Where no territories are chosen yet, a name that two have says nothing. */
  copy = instantiate (fixture, id, QV_ID_NONE);
  assert_prepared (fixture, copy, indicators, 1, indicators[0]);
  g_assert_true (qv_template_remove (id, &error));
  g_assert_true (qv_template_remove (again, &error));
}

/* A session that has some of it already keeps that, and has nothing twice. */
static void
test_use (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTemplate) template = NULL;
  g_autoptr (QvPreparation) preparation = NULL;
  g_autoptr (QvRecord) record = NULL;
  g_autoptr (GPtrArray) themes = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  g_autofree char *id = NULL;
  QvId level = add_level (fixture, "Circoscrizioni");
  QvId first = add_indicator (fixture, "Under 14", level), second = add_indicator (fixture, "Verde", level);
  QvId session, other = fixture_add_session (fixture, "Altra");
  QvEdit *edit = qv_edit_new ("Prepare", other);

  fixture_apply (fixture, make_session (&session));
  prepare_session (fixture, session, first, second);
  id = qv_template_save (fixture->store, session, "Riuso", &error);
  template = qv_template_find (id, "it");

  qv_edit_set (edit, QV_ENTITY_SESSION, other, QV_SESSION_LEVEL, qv_value_int (level));
  qv_edit_set (edit, QV_ENTITY_SESSION, other, QV_SESSION_CONSENT_TEXT, qv_value_text ("Il nostro."));
  qv_edit_set (edit, QV_ENTITY_SESSION, other, QV_SESSION_TARGET_RESIDENTS, qv_value_int (5));
  fixture_apply (fixture, edit);
  preparation = qv_preparation_read (fixture->store, other, NULL, &error);
  fixture_apply (fixture, qv_preparing_add_theme (preparation, "Scuola"));
  fixture_apply (fixture, qv_preparing_add_indicator (preparation, first));
  qv_preparation_unref (preparation);
  preparation = qv_preparation_read (fixture->store, other, NULL, &error);
  fixture_apply (fixture, qv_preparing_use_template (preparation, template, FALSE));

  record = qv_store_get_record (fixture->store, QV_ENTITY_SESSION, other, &error);
  g_assert_cmpstr (qv_record_get_text (record, QV_SESSION_CONSENT_TEXT), ==, "Il nostro.");
  g_assert_true (qv_record_is_null (record, QV_SESSION_CONSENT_VERSION));
  g_assert_cmpint (qv_record_get_int (record, QV_SESSION_TARGET_RESIDENTS), ==, 5);
  g_assert_cmpint (qv_record_get_int (record, QV_SESSION_TARGET_AUTHORITIES), ==, 3);
  themes = qv_store_list (fixture->store, QV_ENTITY_SESSION_THEME, QV_SESSION_THEME_SESSION, other, &error);
  g_assert_cmpuint (themes->len, ==, 2);
  g_assert_cmpstr (qv_record_get_text (themes->pdata[0], QV_SESSION_THEME_NAME), ==, "Scuola");
  g_assert_cmpstr (qv_record_get_text (themes->pdata[1], QV_SESSION_THEME_NAME), ==, "Alloggi & affitti");
  choices = qv_store_list (fixture->store, QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION, other,
                           &error);
  g_assert_cmpuint (choices->len, ==, 2);
  g_assert_cmpint (qv_record_get_int (choices->pdata[0], QV_SESSION_INDICATOR_INDICATOR), ==, first);
  g_assert_cmpint (qv_record_get_int (choices->pdata[1], QV_SESSION_INDICATOR_INDICATOR), ==, second);
  g_assert_true (qv_template_remove (id, &error));
}

static void
test_instantiate (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTemplate) template = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *id = NULL;
  QvRecord *copy = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());
  QvId copy_id = copy->id;
  QvId session;

  fixture_apply (fixture, make_session (&session));
  id = qv_template_save (fixture->store, session, "Mine", &error);
  template = qv_template_find (id, NULL);
  qv_record_set_text (copy, QV_SESSION_TITLE, "Again");
  fixture_apply (fixture, qv_template_instantiate (template, copy, NULL, "New session"));
  steps = qv_store_list (fixture->store, QV_ENTITY_STEP, QV_STEP_SESSION, copy_id, &error);
  g_assert_cmpuint (steps->len, ==, 3);
  for (guint i = 0; i < steps->len; i++)
    {
      const QvRecord *step = steps->pdata[i];
      g_autoptr (QvRecord) table = NULL;

      g_assert_true (qv_record_is_null (step, QV_STEP_SPENT));
      if (qv_record_get_int (step, QV_STEP_POSITION) == 1)
        continue;
      table = qv_store_get_record (fixture->store, QV_ENTITY_ROUND_TABLE,
                                   qv_record_get_int (step, QV_STEP_ROUND_TABLE), &error);
      g_assert_no_error (error);
      g_assert_cmpint (qv_record_get_int (table, QV_ROUND_TABLE_SESSION), ==, copy_id);
      g_assert_cmpint (qv_record_get_int (table, QV_ROUND_TABLE_POSITION), ==,
                       qv_record_get_int (step, QV_STEP_POSITION) - 1);
    }
  g_assert_true (qv_template_remove (id, &error));
}

static void
write_own (const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "quadrivio", "templates", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Files that are no templates are passed over, and so is what lies elsewhere. */
static void
test_hostile (void)
{
  g_autofree char *long_text = g_strnfill (600 * 1024, 'x');
  g_autofree char *huge = g_strconcat ("<template><title>", long_text, "</title></template>", NULL);
  g_autoptr (GString) many = g_string_new ("<template><title>x</title>");
  g_autoptr (GPtrArray) list = NULL;
  const QvTemplate *odd;

  for (guint i = 0; i < 6000; i++)
    g_string_append (many, "<step/>");
  g_string_append (many, "</template>");
  write_own ("empty.xml", "");
  write_own ("broken.xml", "<template><title>x</title>");
  write_own ("other.xml", "<soup><title>x</title></soup>");
  write_own ("untitled.xml", "<template><step minutes='5'/></template>");
  write_own ("two.xml", "<soup/><template><title>x</title></template>");
  write_own ("deep.xml", "<template><title>x</title><a><b><c><d><e><f/></e></d></c></b></a></template>");
  write_own ("entity.xml", "<!DOCTYPE t [<!ENTITY e 'x'>]><template><title>&e;</title></template>");
  write_own ("huge.xml", huge);
  write_own ("many.xml", many->str);
  write_own ("UPPER name.xml", "<template><title>x</title></template>");
  write_own ("world-cafe.xml", "<template><title>x</title></template>");
  write_own ("odd.xml",
             "<template id='../x' icon='/etc/passwd'><title>&#x202e;odd</title>"
             "<targets authorities='-3' research='4000000000' companies='4x' residents='7'/>"
             "<targets authorities=''/><consent/><consent version='&#10;'>first</consent>"
             "<consent version='2'>second</consent><theme/><theme>a&#10;b</theme><theme>a b</theme>"
             "<indicator> </indicator><indicator>x</indicator>"
             "<step minutes='99999999999999999999' table='7' kinds='soup problem' pinned='25:10'"
             " indicator=''><title>a</title></step></template>");
  list = qv_template_list ("en");
  g_assert_cmpuint (list->len, ==, 12);
  odd = list->pdata[11];
  g_assert_cmpstr (odd->id, ==, "odd");
  g_assert_cmpstr (odd->icon, !=, "/etc/passwd");
  g_assert_cmpuint (odd->minutes, ==, 1440);
  g_assert_cmpuint (((QvTemplateStep *) odd->steps->pdata[0])->table, ==, 0);
  g_assert_cmpstr (((QvTemplateStep *) odd->steps->pdata[0])->kinds, ==, "problem");
  g_assert_null (((QvTemplateStep *) odd->steps->pdata[0])->pinned);
  g_assert_null (((QvTemplateStep *) odd->steps->pdata[0])->indicator);
  g_assert_cmpint (odd->targets[QV_HELIX_AUTHORITIES], ==, -1);
  g_assert_cmpint (odd->targets[QV_HELIX_RESEARCH], ==, -1);
  g_assert_cmpint (odd->targets[QV_HELIX_COMPANIES], ==, -1);
  g_assert_cmpint (odd->targets[QV_HELIX_RESIDENTS], ==, 7);
  g_assert_cmpstr (odd->consent_text, ==, "first");
  g_assert_null (odd->consent_version);
  g_assert_cmpuint (odd->themes->len, ==, 1);
  g_assert_cmpstr (odd->themes->pdata[0], ==, "a b");
  g_assert_cmpuint (odd->indicators->len, ==, 1);
  g_assert_null (qv_template_find ("../templates/odd", "en"));
  g_assert_null (qv_template_find ("", "en"));
  g_assert_false (qv_template_remove ("../templates/odd", NULL));
  g_assert_false (qv_template_remove ("world-cafe", NULL));
}

/* G_TEST_OPTION_ISOLATE_DIRS would do, but for what GLib leaks then. */
int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-test-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/methods/languages", test_methods);
  g_test_add_func ("/methods/kinds", test_kinds);
  g_test_add_func ("/templates/languages", test_templates);
  g_test_add_func ("/templates/save", test_save);
  g_test_add_func ("/templates/left-over", test_left_over);
  g_test_add_func ("/templates/instantiate", test_instantiate);
  g_test_add_func ("/templates/round-trip", test_round_trip);
  g_test_add_func ("/templates/use", test_use);
  g_test_add_func ("/templates/hostile", test_hostile);
  status = g_test_run ();
  remove_folder (folder);
  return status;
}
