/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods and the templates in three languages, and the user's own templates. */
#include "store-utils.h"

#include <string.h>

#include <glib/gstdio.h>

#include "qv-method.h"
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
  fixture_apply (fixture, qv_template_instantiate (template, copy, "New session"));
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
  write_own ("odd.xml", "<template id='../x' icon='/etc/passwd'><title>&#x202e;odd</title>"
                        "<step minutes='99999999999999999999' table='7' kinds='soup problem'>"
                        "<title>a</title></step></template>");
  list = qv_template_list ("en");
  g_assert_cmpuint (list->len, ==, 12);
  odd = list->pdata[11];
  g_assert_cmpstr (odd->id, ==, "odd");
  g_assert_cmpstr (odd->icon, !=, "/etc/passwd");
  g_assert_cmpuint (odd->minutes, ==, 1440);
  g_assert_cmpuint (((QvTemplateStep *) odd->steps->pdata[0])->table, ==, 0);
  g_assert_cmpstr (((QvTemplateStep *) odd->steps->pdata[0])->kinds, ==, "problem");
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
  g_test_add_func ("/templates/instantiate", test_instantiate);
  g_test_add_func ("/templates/hostile", test_hostile);
  status = g_test_run ();
  remove_folder (folder);
  return status;
}
