/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is prepared of a session, what is missing, and lists of people. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "qv-note-lines.h"
#include "qv-people-text.h"
#include "qv-preparing.h"
#include "qv-readiness.h"
#include "qv-sheets.h"
#include "qv-text.h"
#include "store-utils.h"

static void
check_person (GPtrArray *people,
              guint index,
              const char *name,
              QvHelix helix,
              const char *organisation,
              const char *contact)
{
  const QvPersonText *person = people->pdata[index];

  g_assert_cmpstr (person->name, ==, name);
  g_assert_cmpint (person->helix, ==, helix);
  g_assert_cmpstr (person->organisation, ==, organisation);
  g_assert_cmpstr (person->contact, ==, contact);
}

static void
test_people_text (void)
{
  g_autoptr (GPtrArray) people =
      qv_people_text_parse ("Nome;Elica;Organizzazione;E-mail\r\n"
                            "Ada Neri; imprese; Cooperativa edilizia; ada@example.org\r\n"
                            "\r\n"
                            "Luc Martin\trecherche\tUniversité de Lille\n"
                            "Bo Verdi <bo@example.org>, cittadini\n"
                            "Eva Bianchi, Università di Torino, +39 011 555 1234\n"
                            "\"Gina Rossi\" | Residents | Comitato, via Cecchi\n"
                            ";;;\n"
                            "Ivo Moro; Istituzioni; Città metropolitana\n"
                            "Lia Roy; Pouvoirs publics; Mairie; Service des sports\n");

  g_assert_cmpuint (people->len, ==, 7);
  check_person (people, 0, "Ada Neri", QV_HELIX_COMPANIES, "Cooperativa edilizia", "ada@example.org");
  check_person (people, 1, "Luc Martin", QV_HELIX_RESEARCH, "Université de Lille", NULL);
  check_person (people, 2, "Bo Verdi", QV_HELIX_RESIDENTS, NULL, "bo@example.org");
  check_person (people, 3, "Eva Bianchi", QV_HELIX_RESEARCH, "Università di Torino", "+39 011 555 1234");
  check_person (people, 4, "Gina Rossi", QV_HELIX_RESIDENTS, "Comitato, via Cecchi", NULL);
  check_person (people, 5, "Ivo Moro", QV_HELIX_AUTHORITIES, "Città metropolitana", NULL);
  check_person (people, 6, "Lia Roy", QV_HELIX_AUTHORITIES, "Mairie, Service des sports", NULL);
}

static QvPreparation *
read_session (QvStore *store, QvId session)
{
  g_autoptr (GError) error = NULL;
  QvPreparation *preparation = qv_preparation_read (store, session, NULL, &error);

  g_assert_no_error (error);
  return preparation;
}

/* Applies @edit and reads anew. */
static void
play (Fixture *fixture, QvPreparation **preparation, QvEdit *edit)
{
  QvId session = (*preparation)->session->id;

  g_assert_nonnull (edit);
  fixture_apply (fixture, edit);
  qv_preparation_unref (*preparation);
  *preparation = read_session (fixture->store, session);
}

static QvReadinessState
get_state (const QvPreparation *preparation, QvReadinessTopic topic)
{
  g_autoptr (GPtrArray) rows = qv_readiness_check (preparation, g_get_real_time ());

  for (guint i = 0; i < rows->len; i++)
    {
      const QvReadinessRow *row = rows->pdata[i];

      /* What is not done has a way out, and what is done needs none. */
      g_assert_true ((row->state == QV_READINESS_DONE) == (row->action == NULL));
      if (row->topic == topic)
        return row->state;
    }
  g_assert_not_reached ();
}

static void
set_session (Fixture *fixture, QvPreparation **preparation, guint field, QvValue value)
{
  play (fixture, preparation,
        qv_preparing_set (*preparation, "Set", QV_ENTITY_SESSION, (*preparation)->session->id, field, value));
}

static void
test_agenda (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Scuole e cortili aperti");
  g_autoptr (QvPreparation) preparation = read_session (fixture->store, session);
  g_autoptr (QvTemplate) template = qv_template_find ("world-cafe", "en");
  QvId first, step;

  g_assert_cmpint (get_state (preparation, QV_READINESS_AGENDA), ==, QV_READINESS_TO_DO);
  play (fixture, &preparation, qv_preparing_add_step (preparation, NULL, &first));
  play (fixture, &preparation, qv_preparing_use_template (preparation, template, FALSE));
  g_assert_cmpuint (preparation->steps->len, ==, template->steps->len + 1);
  g_assert_cmpint (((QvRecord *) preparation->steps->pdata[0])->id, ==, first);

  /* Down by one, and no further than the end. */
  play (fixture, &preparation, qv_preparing_move_step (preparation, first, 1));
  g_assert_cmpint (((QvRecord *) preparation->steps->pdata[1])->id, ==, first);
  g_assert_null (qv_preparing_move_step (preparation, ((QvRecord *) preparation->steps->pdata[0])->id, -3));
  play (fixture, &preparation, qv_preparing_use_template (preparation, template, TRUE));
  g_assert_cmpuint (preparation->steps->len, ==, template->steps->len);

  /* One undo brings all of it back. */
  g_assert_true (qv_store_undo (fixture->store, session, NULL, NULL));
  g_clear_pointer (&preparation, qv_preparation_unref);
  preparation = read_session (fixture->store, session);
  g_assert_cmpuint (preparation->steps->len, ==, template->steps->len + 1);

  set_session (fixture, &preparation, QV_SESSION_STARTS, qv_value_text ("2026-05-28T14:00"));
  set_session (fixture, &preparation, QV_SESSION_MINUTES, qv_value_int (600));
  g_assert_cmpint (get_state (preparation, QV_READINESS_AGENDA), ==, QV_READINESS_DONE);
  set_session (fixture, &preparation, QV_SESSION_MINUTES, qv_value_int (10));
  g_assert_cmpint (get_state (preparation, QV_READINESS_AGENDA), ==, QV_READINESS_WARNING);
  set_session (fixture, &preparation, QV_SESSION_MINUTES, qv_value_int (600));
  step = ((QvRecord *) preparation->steps->pdata[1])->id;
  play (fixture, &preparation,
        qv_preparing_set (preparation, "Pin", QV_ENTITY_STEP, step, QV_STEP_PINNED, qv_value_text ("14:01")));
  g_assert_cmpint (get_state (preparation, QV_READINESS_AGENDA), ==, QV_READINESS_WARNING);
}

static void
test_people (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Scuole e cortili aperti");
  g_autoptr (QvPreparation) preparation = read_session (fixture->store, session);
  g_autoptr (GPtrArray) people = qv_people_text_parse ("Ada Neri; imprese; Libreria\n"
                                                       "Bo Verdi; imprese; Libreria\n"
                                                       "Eva Bianchi; cittadini\n");
  QvId participant;

  play (fixture, &preparation, qv_preparing_add_people (preparation, people, &participant));
  g_assert_cmpuint (preparation->participants->len, ==, 3);
  g_assert_cmpint (qv_record_get_int (preparation->participants->pdata[1], QV_PARTICIPANT_SEAT), ==, 2);
  /* Both come from one organisation. */
  g_assert_cmpuint (g_hash_table_size (preparation->organisations), ==, 1);
  g_assert_null (qv_preparing_add_people (preparation, people, NULL));
  g_assert_cmpuint (qv_preparation_get_target (preparation, QV_HELIX_COMPANIES), ==, 2);
  g_assert_cmpint (get_state (preparation, QV_READINESS_HELICES), ==, QV_READINESS_WARNING);

  /* Consent is to a version of the text: to a newer one it has to be given again. */
  play (fixture, &preparation, qv_preparing_record_consent (preparation, participant, "quotations"));
  g_assert_true (qv_preparation_has_consent (preparation, participant));
  set_session (fixture, &preparation, QV_SESSION_CONSENT_VERSION, qv_value_text ("2026-06"));
  g_assert_false (qv_preparation_has_consent (preparation, participant));
  play (fixture, &preparation, qv_preparing_record_consent (preparation, participant, "notes"));
  g_assert_true (qv_preparation_has_consent (preparation, participant));
  play (fixture, &preparation, qv_preparing_withdraw_consent (preparation, participant));
  g_assert_false (qv_preparation_has_consent (preparation, participant));

  /* The name goes with the participant, and comes back with one undo. */
  play (fixture, &preparation, qv_preparing_remove_participant (preparation, participant));
  g_assert_cmpuint (preparation->participants->len, ==, 2);
  g_assert_cmpuint (g_hash_table_size (preparation->people), ==, 2);
  g_assert_true (qv_store_undo (fixture->store, session, NULL, NULL));
  g_clear_pointer (&preparation, qv_preparation_unref);
  preparation = read_session (fixture->store, session);
  g_assert_cmpstr (qv_preparation_get_name (preparation, preparation->participants->pdata[0]), ==,
                   "Ada Neri");
}

/* "title | detail | action" of what is said of @topic. */
static void
assert_said (const QvPreparation *preparation, QvReadinessTopic topic, const char *expected)
{
  g_autoptr (GPtrArray) rows = qv_readiness_check (preparation, g_get_real_time ());

  for (guint i = 0; i < rows->len; i++)
    {
      const QvReadinessRow *row = rows->pdata[i];
      g_autofree char *said =
          g_strjoin (" | ", row->title, row->detail, row->action != NULL ? row->action : "-", NULL);

      if (row->topic == topic)
        g_assert_cmpstr (said, ==, expected);
    }
}

static void
undo (Fixture *fixture, QvPreparation **preparation)
{
  QvId session = (*preparation)->session->id;

  g_assert_true (qv_store_undo (fixture->store, session, NULL, NULL));
  qv_preparation_unref (*preparation);
  *preparation = read_session (fixture->store, session);
}

static void
set_participant (Fixture *fixture, QvPreparation **preparation, guint index, guint field, int value)
{
  const QvRecord *participant = (*preparation)->participants->pdata[index];

  play (fixture, preparation,
        qv_preparing_set (*preparation, "Set", QV_ENTITY_PARTICIPANT, participant->id, field,
                          qv_value_int (value)));
}

static void
test_confirm_all (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Cortili");
  g_autoptr (QvPreparation) preparation = read_session (fixture->store, session);
  g_autoptr (GPtrArray) people = qv_people_text_parse ("Ada Neri; istituzioni\nBo Verdi; ricerca\n"
                                                       "Eva Bianchi; imprese\nGina Rossi; imprese\n");
  g_autoptr (GPtrArray) last = qv_people_text_parse ("Ivo Moro; cittadini\n");

  assert_said (preparation, QV_READINESS_HELICES,
               "4 helices are empty | Authorities · Research · Companies · Residents | add-people");
  play (fixture, &preparation, qv_preparing_add_people (preparation, people, NULL));
  assert_said (preparation, QV_READINESS_HELICES,
               "Nobody is confirmed yet | 4 people are invited | confirm-all");

  /* Who is there needs no confirmation; all others get it, and lose it with one undo. */
  set_participant (fixture, &preparation, 0, QV_PARTICIPANT_PRESENT, 1);
  assert_said (preparation, QV_READINESS_HELICES, "One helix is empty | Residents | add-people");
  play (fixture, &preparation, qv_preparing_add_people (preparation, last, NULL));
  assert_said (preparation, QV_READINESS_HELICES,
               "Nobody of 3 helices is confirmed | Research · Companies · Residents | show-people");
  play (fixture, &preparation, qv_preparing_confirm_all (preparation));
  assert_said (preparation, QV_READINESS_HELICES, "All four helices are coming | 5 of 5 seats confirmed | -");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (qv_record_get_int (preparation->participants->pdata[i], QV_PARTICIPANT_CONFIRMED), ==,
                     i > 0);
  g_assert_null (qv_preparing_confirm_all (preparation));
  undo (fixture, &preparation);
  assert_said (preparation, QV_READINESS_HELICES,
               "Nobody of 3 helices is confirmed | Research · Companies · Residents | show-people");
}

static void
test_consents (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Cortili"), first;
  g_autoptr (QvPreparation) preparation = read_session (fixture->store, session);
  g_autoptr (GPtrArray) people = qv_people_text_parse ("Ada Neri; istituzioni\nBo Verdi; ricerca\n"
                                                       "Eva Bianchi; imprese\nIvo Moro; cittadini\n");
  g_autoptr (GPtrArray) consents = NULL;

  play (fixture, &preparation, qv_preparing_add_people (preparation, people, NULL));
  set_session (fixture, &preparation, QV_SESSION_CONSENT_TEXT, qv_value_text ("I take part."));
  set_session (fixture, &preparation, QV_SESSION_CONSENT_VERSION, qv_value_text ("2026-06"));
  set_session (fixture, &preparation, QV_SESSION_LANGUAGE, qv_value_text ("it"));
  assert_said (preparation, QV_READINESS_CONSENT,
               "4 consents to be recorded | Print the sheets, then record here who has signed | "
               "record-consents");
  g_assert_null (qv_preparing_record_consents (preparation, "notes", TRUE));

  /* Who has withdrawn is not asked again by the way. */
  first = ((QvRecord *) preparation->participants->pdata[0])->id;
  play (fixture, &preparation, qv_preparing_record_consent (preparation, first, "notes"));
  play (fixture, &preparation, qv_preparing_withdraw_consent (preparation, first));
  for (guint i = 0; i < 3; i++)
    set_participant (fixture, &preparation, i, QV_PARTICIPANT_PRESENT, 1);
  play (fixture, &preparation, qv_preparing_record_consents (preparation, "pictures", TRUE));
  assert_said (preparation, QV_READINESS_CONSENT,
               "1 consent to be recorded | Print the sheets, then record here who has signed | "
               "record-consents");
  consents = qv_store_list (fixture->store, QV_ENTITY_CONSENT, QV_CONSENT_SESSION, session, NULL);
  g_assert_cmpuint (consents->len, ==, 3);
  for (guint i = 0; i < consents->len; i++)
    {
      gboolean is_first = qv_record_get_int (consents->pdata[i], QV_CONSENT_PARTICIPANT) == first;

      g_assert_cmpstr (qv_record_get_text (consents->pdata[i], QV_CONSENT_SCOPE), ==,
                       is_first ? "notes" : "pictures");
      g_assert_cmpstr (qv_record_get_text (consents->pdata[i], QV_CONSENT_VERSION), ==, "2026-06");
      g_assert_cmpstr (qv_record_get_text (consents->pdata[i], QV_CONSENT_LANGUAGE), ==, "it");
    }
  play (fixture, &preparation, qv_preparing_record_consents (preparation, "notes", FALSE));
  assert_said (preparation, QV_READINESS_CONSENT, "Consents are recorded | 1 consent was withdrawn | -");
  g_assert_false (qv_preparation_has_consent (preparation, first));
  undo (fixture, &preparation);
  undo (fixture, &preparation);
  g_assert_cmpuint (qv_preparation_count_lacking_consents (preparation, FALSE), ==, 3);
}

/* Pages of a PDF as cairo writes it. */
static guint
count_pages (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (length > 4 && memcmp (bytes, "%PDF", 4) == 0);
  for (gsize i = 0; i + 12 < length; i++)
    n += memcmp (bytes + i, "/Type /Page\n", 12) == 0 || memcmp (bytes + i, "/Type /Page ", 12) == 0;
  return n;
}

static void
write_sheet (Fixture *fixture, const QvPreparation *preparation, const char *word, guint n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat (word, ".pdf", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  QvSheet sheet;

  g_assert_true (qv_sheet_from_word (word, &sheet));
  qv_sheet_write (fixture->store, preparation, sheet, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_pages (path), ==, n_pages);
}

static void
test_sheets (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Scuole e cortili aperti");
  g_autoptr (QvPreparation) preparation = read_session (fixture->store, session);
  g_autoptr (QvTemplate) template = qv_template_find ("world-cafe", "en");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  QvSheet sheet;

  for (guint i = 0; i < 9; i++)
    g_string_append_printf (names, "Person %u; residents; Comitato genitori\n", i);
  people = qv_people_text_parse (names->str);
  play (fixture, &preparation, qv_preparing_use_template (preparation, template, TRUE));
  play (fixture, &preparation, qv_preparing_add_people (preparation, people, NULL));
  set_session (fixture, &preparation, QV_SESSION_STARTS, qv_value_text ("2026-05-28T14:00"));
  set_session (fixture, &preparation, QV_SESSION_CONSENT_TEXT, qv_value_text ("I take part of my own will."));
  write_sheet (fixture, preparation, "agenda", 1);
  /* Eight cards a page; a page for each to sign. */
  write_sheet (fixture, preparation, "seats", 2);
  write_sheet (fixture, preparation, "consent", 9);
  g_assert_false (qv_sheet_from_word ("poster", &sheet));
  /* Without territories there is no map. */
  path = g_build_filename (fixture->folder, "map.pdf", NULL);
  g_assert_false (qv_sheet_write (fixture->store, preparation, QV_SHEET_MAP, path, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* The pages hold all that is drawn on them, however much there is. */
static void
assert_inside (
    Fixture *fixture, const QvPreparation *preparation, QvSheet sheet, guint least_pages, double margin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvSheetPages) pages = qv_sheet_pages_new (fixture->store, preparation, sheet, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pages->surfaces->len, >=, least_pages);
  for (guint i = 0; i < pages->surfaces->len; i++)
    {
      double x, y, width, height;

      cairo_recording_surface_ink_extents (pages->surfaces->pdata[i], &x, &y, &width, &height);
      g_assert_cmpfloat (width, >, 0.0);
      g_assert_cmpfloat (x, >=, margin);
      g_assert_cmpfloat (y, >=, margin);
      g_assert_cmpfloat (x + width, <=, pages->width - margin);
      g_assert_cmpfloat (y + height, <=, pages->height - margin);
    }
}

static void
test_long_sheets (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (
      fixture, "Rigenerazione partecipata dei cortili scolastici e degli spazi aperti a nord della Dora");
  g_autoptr (QvPreparation) preparation = read_session (fixture->store, session);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GPtrArray) people = NULL;
  const char *const helices[] = { "authorities", "research", "companies", "residents" };

  for (guint i = 0; i < 24; i++)
    g_string_append_printf (
        names,
        "Maria Antonietta Castelfranchi-Montgomery de la Tour %u; %s; Dipartimento interateneo di scienze, "
        "progetto e politiche del territorio, sezione di pedagogia urbana e partecipazione\n",
        i, helices[i % 4]);
  for (guint i = 0; i < 900; i++)
    g_string_append_printf (words, "cortile%u ", i);
  people = qv_people_text_parse (names->str);
  play (fixture, &preparation, qv_preparing_add_people (preparation, people, NULL));
  g_assert_cmpuint (preparation->participants->len, ==, 24);
  for (guint i = 0; i < 3; i++)
    {
      QvId step;

      play (fixture, &preparation, qv_preparing_add_step (preparation, NULL, &step));
      play (fixture, &preparation,
            qv_preparing_set (preparation, "Set", QV_ENTITY_STEP, step, QV_STEP_PROMPT,
                              qv_value_text (words->str)));
    }
  set_session (fixture, &preparation, QV_SESSION_QUESTION, qv_value_text (words->str));
  set_session (fixture, &preparation, QV_SESSION_CONSENT_TEXT, qv_value_text (words->str));
  assert_inside (fixture, preparation, QV_SHEET_AGENDA, 4, 46.0);
  assert_inside (fixture, preparation, QV_SHEET_SEATS, 3, -1.0);
  assert_inside (fixture, preparation, QV_SHEET_CONSENT, 48, 30.0);
}

static void
test_projector (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Cortili");
  g_autoptr (QvPreparation) preparation = read_session (fixture->store, session);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (fixture->path, "-projector", NULL);
  const gint64 now = g_get_real_time ();
  const struct
  {
    QvProjectorTrial trial;
    QvReadinessState state;
  } trials[] = { { { now, 2 }, QV_READINESS_DONE },
                 { { now, 1 }, QV_READINESS_TO_DO },
                 { { now - 25 * G_TIME_SPAN_HOUR, 2 }, QV_READINESS_TO_DO } };

  g_assert_cmpint (get_state (preparation, QV_READINESS_PROJECTOR), ==, QV_READINESS_TO_DO);
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    {
      g_assert_true (qv_projector_trial_save (fixture->path, &trials[i].trial, &error));
      qv_preparation_unref (preparation);
      preparation = read_session (fixture->store, session);
      g_assert_cmpint (preparation->projector.time, ==, trials[i].trial.time);
      g_assert_cmpint (get_state (preparation, QV_READINESS_PROJECTOR), ==, trials[i].state);
    }
  g_assert_true (g_file_set_contents (path, "[projector]\ntime=-5\nscreens=soup\n", -1, NULL));
  qv_preparation_unref (preparation);
  preparation = read_session (fixture->store, session);
  g_assert_cmpint (preparation->projector.time, ==, 0);
  /* That a session was made is of the library; what is done in it is its own. */
  g_assert_cmpint (preparation->saved, ==, 0);
  set_session (fixture, &preparation, QV_SESSION_PLACE, qv_value_text ("Aurora"));
  g_assert_cmpint (preparation->saved, >=, now - G_TIME_SPAN_SECOND);
}

/* What is pasted has lines of every kind; nobody is called nothing, and no note says nothing. */
static void
test_pasted_lines (void)
{
  g_autoptr (GPtrArray) people =
      qv_people_text_parse ("\"  \";\"\"\n"
                            "Ada Neri <>; ada@example.org\xe2\x80\xa8\"Bo Verdi\"\r\n"
                            "<@>");
  g_autoptr (GPtrArray) notes = qv_note_lines_split ("- Una casa\r* Un parco\xe2\x80\xa9• Une e\xcc\x81"
                                                     "cole\n\n --\n");
  g_autoptr (GString) long_list = g_string_new (NULL);
  g_autoptr (GPtrArray) many = NULL;

  g_assert_cmpuint (people->len, ==, 3);
  g_assert_cmpstr (((QvPersonText *) people->pdata[0])->name, ==, "Ada Neri <>");
  g_assert_cmpstr (((QvPersonText *) people->pdata[0])->contact, ==, "ada@example.org");
  g_assert_cmpstr (((QvPersonText *) people->pdata[1])->name, ==, "Bo Verdi");
  g_assert_cmpuint (notes->len, ==, 3);
  g_assert_cmpstr (notes->pdata[0], ==, "Una casa");
  g_assert_cmpstr (notes->pdata[1], ==, "Un parco");
  g_assert_cmpstr (notes->pdata[2], ==,
                   "Une \xc3\xa9"
                   "cole");
  for (guint i = 0; i < QV_TEXT_MAX_CHARS; i++)
    g_string_append (long_list, "note\n");
  many = qv_note_lines_split (long_list->str);
  g_assert_cmpuint (many->len, ==, QV_TEXT_MAX_CHARS);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preparing/people-text", test_people_text);
  g_test_add_func ("/preparing/pasted-lines", test_pasted_lines);
  g_test_add_func ("/preparing/agenda", test_agenda);
  g_test_add_func ("/preparing/people", test_people);
  g_test_add_func ("/preparing/confirm-all", test_confirm_all);
  g_test_add_func ("/preparing/consents", test_consents);
  g_test_add_func ("/preparing/sheets", test_sheets);
  g_test_add_func ("/preparing/long-sheets", test_long_sheets);
  g_test_add_func ("/preparing/projector", test_projector);
  return g_test_run ();
}
