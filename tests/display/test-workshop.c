/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole workshop in fast time by keyboard alone: prepared from a template, sixteen seats, sixty notes,
 * clusters, notes turned round, a vote by all seats, commitments; then undone: to the closed vote, and in a
 * second play without closing it to the very start. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "qv-commitments-window.h"
#include "qv-export.h"
#include "qv-notes-panel.h"
#include "qv-outline-row.h"
#include "qv-people-dialog.h"
#include "qv-session-dialog.h"
#include "qv-session-view.h"
#include "qv-session-xml.h"
#include "qv-settings.h"
#include "qv-template.h"
#include "qv-test-display.h"
#include "qv-test-program.h"

#define N_NOTES 60
#define SEATS_PER_HELIX 4

typedef struct
{
  QvWindow *window;
  QvStore *store;
  char *folder;
  char *library;
  QvId session;
  gboolean closes_vote;
  guint dots[N_NOTES + 1][QV_N_HELICES + 1]; /* by position of the idea and helix */
} Play;

static void
wait_for (Play *play, QvTestCondition condition)
{
  g_assert_true (qv_test_wait (condition, play, 15000));
}

/* What the library holds, read for itself. */
static GPtrArray *
list (Play *play, QvEntity entity)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = qv_store_list (play->store, entity, (guint) qv_entity_get_info (entity)->session_field,
                                      play->session, &error);

  g_assert_no_error (error);
  return records;
}

static guint
count (Play *play, QvEntity entity)
{
  g_autoptr (GPtrArray) records = list (play, entity);

  return records->len;
}

/* The session file of this state holds by the schema and the rules beyond it. */
static void
assert_exports (Play *play)
{
  g_autofree char *path = g_build_filename (play->folder, "state.quadrivio.xml", NULL);
  g_autoptr (GError) error = NULL;
  QvId session = QV_ID_NONE;
  int fd;

  qv_export_session (play->store, play->session, path, QV_EXPORT_FORMAT_XML, QV_EXPORT_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  fd = g_open (path, O_RDONLY | O_CLOEXEC);
  qv_session_xml_validate (fd, path, &session, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (session, ==, play->session);
  close (fd);
}

static void
assert_template (Play *play, const char *id)
{
  g_autoptr (QvRecord) session = qv_store_get_record (play->store, QV_ENTITY_SESSION, play->session, NULL);

  g_assert_cmpstr (qv_record_get_text (session, QV_SESSION_TEMPLATE), ==, id);
}

/* @key, @n times. */
static void
press_often (const char *key, guint n)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "", key);
  if (n > 0)
    qv_test_press (keys->str);
}

static guint
find_template (const char *id)
{
  g_autoptr (GPtrArray) templates = qv_template_list ("en");

  for (guint i = 0; i < templates->len; i++)
    if (g_str_equal (((QvTemplate *) templates->pdata[i])->id, id))
      return i;
  g_assert_not_reached ();
}

/* From the title on by Tab: the question, then the agenda, which is chosen from its list. */
static void
make_session (Play *play)
{
  qv_test_press ("ctrl+n");
  qv_test_spin (300);
  qv_test_give_keyboard (qv_test_find_window (QV_TYPE_SESSION_DIALOG));
  qv_test_type ("Abitare Aurora");
  qv_test_press ("Tab Tab space");
  qv_test_spin (500);
  qv_test_press ("Home");
  press_often ("Down", find_template ("shared-priorities"));
  qv_test_press ("Return");
  qv_test_spin (300);
  qv_test_press ("alt+a");
  play->session = qv_test_wait_for_session (play->window);
  qv_test_spin (400);
  qv_test_give_keyboard (GTK_WIDGET (play->window));
  assert_template (play, "shared-priorities");
  g_assert_cmpuint (count (play, QV_ENTITY_STEP), >, 3);
  assert_exports (play);
}

typedef struct
{
  Play *play;
  QvEntity entity;
  guint n;
} Expected;

static gboolean
has_as_many (gpointer data)
{
  Expected *expected = data;

  return count (expected->play, expected->entity) == expected->n;
}

static void
wait_for_count (Play *play, QvEntity entity, guint n)
{
  Expected expected = { play, entity, n };

  qv_test_wait (has_as_many, &expected, 10000);
  g_assert_cmpuint (count (play, entity), ==, n);
}

/* Ctrl and the number of the view. */
static void
show_page (Play *play, const char *key, const char *name)
{
  qv_test_press (key);
  qv_test_spin (600);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (
                       qv_session_view_get_pages (qv_test_get (play->window, QV_TYPE_SESSION_VIEW))),
                   ==, name);
}

/* A list that is written or pasted: each line becomes a seat. */
static void
seat_people (Play *play)
{
  GtkWidget *dialog;

  show_page (play, "ctrl+1", "prepare");
  qv_test_press ("ctrl+shift+v");
  qv_test_spin (400);
  dialog = qv_test_find_window (QV_TYPE_PEOPLE_DIALOG);
  qv_test_give_keyboard (dialog);
  for (guint i = 0; i < QV_N_HELICES * SEATS_PER_HELIX; i++)
    {
      g_autofree char *line =
          g_strdup_printf ("Persona %u; %s", i + 1, qv_helix_to_word ((QvHelix) (i / SEATS_PER_HELIX + 1)));

      qv_test_type (line);
      qv_test_press ("Return");
    }
  qv_test_press ("alt+a");
  wait_for_count (play, QV_ENTITY_PARTICIPANT, QV_N_HELICES * SEATS_PER_HELIX);
  qv_test_spin (300);
  qv_test_give_keyboard (GTK_WIDGET (play->window));
  show_page (play, "ctrl+2", "table");
  assert_exports (play);
}

static gboolean
has_started (gpointer data)
{
  Play *play = data;
  g_autoptr (QvRecord) session = qv_store_get_record (play->store, QV_ENTITY_SESSION, play->session, NULL);

  return qv_record_get_int (session, QV_SESSION_STARTED) > 0;
}

static gboolean
has_all_notes (gpointer data)
{
  return count (data, QV_ENTITY_NOTE) == N_NOTES;
}

/* "42!Nota 7": helix, seat, kind, words. Nothing waits for anything. */
static void
say_notes (Play *play)
{
  const char kinds[] = "!?=>.";
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint by_helix[QV_N_HELICES + 1];

  for (guint i = 0; i < N_NOTES; i++)
    g_ptr_array_add (lines, g_strdup_printf ("%u%u%cNota %u", i % QV_N_HELICES + 1,
                                             i / QV_N_HELICES % SEATS_PER_HELIX + 1,
                                             kinds[i / QV_N_HELICES % strlen (kinds)], i + 1));
  qv_test_press ("F8");
  wait_for (play, has_started);
  qv_test_type_lines (lines);
  wait_for (play, has_all_notes);
  g_assert_true (qv_store_count_notes (play->store, play->session, by_helix, NULL));
  for (guint i = 1; i <= QV_N_HELICES; i++)
    g_assert_cmpuint (by_helix[i], ==, N_NOTES / QV_N_HELICES);
  assert_exports (play);
}

static QvId
find_note (Play *play, const char *text)
{
  g_autoptr (GPtrArray) notes = list (play, QV_ENTITY_NOTE);

  for (guint i = 0; i < notes->len; i++)
    if (g_strcmp0 (qv_record_get_text (notes->pdata[i], QV_NOTE_TEXT), text) == 0)
      return ((QvRecord *) notes->pdata[i])->id;
  g_assert_not_reached ();
}

/* Where the note stands in the list; looked at, as people look at it. */
static int
find_position (QvNotesPanel *panel, QvId note)
{
  GListModel *shown = qv_notes_panel_get_shown (panel);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (QvOutlineRow) row = g_list_model_get_item (shown, i);

      if (qv_outline_row_get_id (row) == note)
        return (int) i;
    }
  g_assert_not_reached ();
}

/* From the entry to the list, and in the list up or down as far as the note is away. */
static void
choose_note (Play *play, const char *text)
{
  QvNotesPanel *panel = qv_test_get (play->window, QV_TYPE_NOTES_PANEL);
  QvId note = find_note (play, text);

  qv_test_press ("ctrl+2 F6");
  for (guint i = 0; i < 20; i++)
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (play->window));

      if (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL)
        break;
      qv_test_press ("Tab");
    }
  for (guint i = 0; i < 5 && qv_notes_panel_get_selected_note (panel) != note; i++)
    {
      QvId from = qv_notes_panel_get_selected_note (panel);
      int away = find_position (panel, note) - (from != QV_ID_NONE ? find_position (panel, from) : 0);

      g_test_message ("%s is %d rows away", text, away);
      press_often (away > 0 ? "Down" : "Up", (guint) ABS (away));
      qv_test_spin (200);
    }
  g_assert_cmpint (qv_notes_panel_get_selected_note (panel), ==, note);
}

static void
group_notes (Play *play)
{
  const char *const firsts[] = { "Nota 1", "Nota 9" };

  qv_test_press ("ctrl+Next");
  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    {
      choose_note (play, firsts[i]);
      qv_test_press ("shift+Down shift+Down ctrl+g");
      wait_for_count (play, QV_ENTITY_CLUSTER, i + 1);
      qv_test_spin (300);
      qv_test_type ("Casa");
      qv_test_press ("Return");
      qv_test_spin (200);
    }
  assert_exports (play);
}

static void
turn_notes (Play *play)
{
  const char *const problems[] = { "Nota 2", "Nota 21", "Nota 22" };

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      choose_note (play, problems[i]);
      qv_test_press ("ctrl+r");
      qv_test_spin (300);
      qv_test_type ("Capovolta");
      qv_test_press ("Return 3 Return");
      wait_for_count (play, QV_ENTITY_NOTE, N_NOTES + i + 1);
    }
  g_assert_cmpuint (count (play, QV_ENTITY_NOTE_LINK), ==, G_N_ELEMENTS (problems));
  assert_exports (play);
}

/* A figure of the observatory, which is not the session's own to undo. */
static void
bring_indicator (Play *play)
{
  QvEdit *edit = qv_edit_new ("Set up", QV_ID_NONE);
  QvRecord *level = qv_test_add (edit, QV_ENTITY_LEVEL);
  QvRecord *indicator = qv_test_add (edit, QV_ENTITY_INDICATOR);
  QvRecord *chosen = qv_test_add (edit, QV_ENTITY_SESSION_INDICATOR);

  qv_record_set_text (level, QV_LEVEL_NAME, "quartieri");
  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, level->id);
  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Peso degli affitti");
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_SESSION, play->session);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_INDICATOR, indicator->id);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_POSITION, 1);
  qv_test_apply (play->store, edit);
  qv_test_spin (300);
}

static void
link_evidence (Play *play)
{
  choose_note (play, "Nota 3");
  qv_test_press ("ctrl+e");
  qv_test_spin (500);
  qv_test_press ("Return");
  wait_for_count (play, QV_ENTITY_EVIDENCE, 1);
  assert_exports (play);
}

/* Whoever is in turn i gives one dot to each of the five ideas from i on. */
static void
vote (Play *play)
{
  const guint n_seats = QV_N_HELICES * SEATS_PER_HELIX;
  g_autoptr (GPtrArray) options = NULL;

  show_page (play, "ctrl+3", "vote");
  qv_test_press_button ("alt+u");
  qv_test_press_button ("alt+o");
  wait_for_count (play, QV_ENTITY_BALLOT, 1);
  options = list (play, QV_ENTITY_BALLOT_OPTION);
  g_assert_cmpuint (options->len, ==, N_NOTES / 5);
  for (guint i = 0; i < n_seats; i++)
    {
      char letters[6] = { 0 };

      for (guint j = 0; j < 5; j++)
        letters[j] = (char) ('a' + (i + j) % options->len);
      qv_test_type (letters);
      wait_for_count (play, QV_ENTITY_VOTE, 5 * (i + 1));
      if (i + 1 < n_seats)
        qv_test_press ("space");
    }
  assert_exports (play);
}

/* The dots of an idea that were typed: in turn i for the five ideas from i on. */
static guint
count_typed (guint idea, guint n_ideas)
{
  guint n = 0;

  for (guint i = 0; i < QV_N_HELICES * SEATS_PER_HELIX; i++)
    for (guint j = 0; j < 5; j++)
      n += (i + j) % n_ideas == idea;
  return n;
}

static QvHelix
get_helix (Play *play, QvId participant)
{
  g_autoptr (QvRecord) record = qv_store_get_record (play->store, QV_ENTITY_PARTICIPANT, participant, NULL);
  QvHelix helix;

  g_assert_true (qv_helix_from_word (qv_record_get_text (record, QV_PARTICIPANT_HELIX), &helix));
  return helix;
}

/* Who gave what, while it can still be known. */
static void
count_votes (Play *play)
{
  g_autoptr (GPtrArray) votes = list (play, QV_ENTITY_VOTE);
  g_autoptr (GPtrArray) options = list (play, QV_ENTITY_BALLOT_OPTION);

  for (guint i = 0; i < votes->len; i++)
    for (guint j = 0; j < options->len; j++)
      if (((QvRecord *) options->pdata[j])->id == qv_record_get_int (votes->pdata[i], QV_VOTE_OPTION))
        play->dots[qv_record_get_int (options->pdata[j], QV_BALLOT_OPTION_POSITION)]
                  [get_helix (play, qv_record_get_int (votes->pdata[i], QV_VOTE_PARTICIPANT))]++;
}

static void
assert_totals (Play *play)
{
  g_autoptr (GPtrArray) options = list (play, QV_ENTITY_BALLOT_OPTION);
  g_autoptr (GPtrArray) totals = list (play, QV_ENTITY_BALLOT_TOTAL);

  g_assert_cmpuint (count (play, QV_ENTITY_VOTE), ==, 0);
  for (guint j = 0; j < options->len; j++)
    {
      gint64 position = qv_record_get_int (options->pdata[j], QV_BALLOT_OPTION_POSITION);
      gint64 n_dots = 0;

      for (guint i = 0; i < totals->len; i++)
        {
          QvHelix helix;

          if (qv_record_get_int (totals->pdata[i], QV_BALLOT_TOTAL_OPTION) !=
              ((QvRecord *) options->pdata[j])->id)
            continue;
          g_assert_true (
              qv_helix_from_word (qv_record_get_text (totals->pdata[i], QV_BALLOT_TOTAL_HELIX), &helix));
          g_assert_cmpint (qv_record_get_int (totals->pdata[i], QV_BALLOT_TOTAL_AMOUNT), ==,
                           play->dots[position][helix]);
          n_dots += qv_record_get_int (totals->pdata[i], QV_BALLOT_TOTAL_AMOUNT);
        }
      g_assert_cmpint (n_dots, ==, count_typed ((guint) position - 1, options->len));
    }
}

static gboolean
has_totals (gpointer data)
{
  return count (data, QV_ENTITY_BALLOT_TOTAL) > 0;
}

static void
close_vote (Play *play)
{
  count_votes (play);
  qv_test_press_button ("alt+c");
  qv_test_press_button ("alt+v");
  wait_for (play, has_totals);
  qv_test_spin (1500);
  assert_totals (play);
  assert_exports (play);
}

static void
commit (Play *play)
{
  const char *const words[] = { "Comune di Torino", "Una fermata", "2026-12-01" };

  show_page (play, "ctrl+2", "table");
  qv_test_press ("ctrl+shift+m");
  qv_test_spin (500);
  qv_test_give_keyboard (qv_test_find_window (QV_TYPE_COMMITMENTS_WINDOW));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      qv_test_type (words[i]);
      qv_test_press ("Return");
    }
  wait_for_count (play, QV_ENTITY_COMMITMENT, 1);
  qv_test_press ("Escape");
  qv_test_spin (200);
  qv_test_give_keyboard (GTK_WIDGET (play->window));
  qv_test_press ("ctrl+2");
  assert_exports (play);
}

static gboolean
is_label_gone (gpointer data)
{
  Play *play = data;
  g_autofree char *label = qv_store_get_undo_label (play->store, play->session);

  return label == NULL;
}

/* Ctrl+Z until there is nothing left, with a look at the file now and then. */
static void
undo_all (Play *play)
{
  for (guint i = 0; i < 600 && !is_label_gone (play); i++)
    {
      qv_test_press ("ctrl+z ctrl+z ctrl+z ctrl+z ctrl+z");
      if (i % 5 == 0)
        assert_exports (play);
    }
  wait_for (play, is_label_gone);
  assert_exports (play);
}

static void
assert_untouched (Play *play)
{
  const QvEntity entities[] = { QV_ENTITY_NOTE,        QV_ENTITY_CLUSTER, QV_ENTITY_NOTE_LINK,
                                QV_ENTITY_PARTICIPANT, QV_ENTITY_BALLOT,  QV_ENTITY_COMMITMENT,
                                QV_ENTITY_EVIDENCE };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_assert_cmpuint (count (play, entities[i]), ==, 0);
  g_assert_false (has_started (play));
}

static void
play_through (QvApplication *application, gpointer data)
{
  Play *play = data;

  play->window = qv_test_wait_for_library (application);
  play->store = qv_application_get_store (application);
  make_session (play);
  seat_people (play);
  say_notes (play);
  group_notes (play);
  turn_notes (play);
  bring_indicator (play);
  link_evidence (play);
  vote (play);
  if (play->closes_vote)
    close_vote (play);
  commit (play);
  undo_all (play);
  if (play->closes_vote)
    {
      /* As far as the closed vote, and no further. */
      assert_totals (play);
      g_assert_cmpuint (count (play, QV_ENTITY_COMMITMENT), ==, 0);
      g_assert_cmpuint (count (play, QV_ENTITY_NOTE), ==, N_NOTES + 3);
      g_assert_cmpuint (count (play, QV_ENTITY_CLUSTER), ==, 2);
    }
  else
    assert_untouched (play);
  qv_test_press ("ctrl+q");
}

static void
run_play (gboolean closes_vote)
{
  g_autoptr (GSettings) settings = qv_settings_new ();
  g_autoptr (GError) error = NULL;
  Play play = { .folder = g_dir_make_tmp ("quadrivio-XXXXXX", &error), .closes_vote = closes_vote };

  g_assert_no_error (error);
  play.library = g_build_filename (play.folder, "library.qvlibrary", NULL);
  g_settings_set (settings, "window-size", "(ii)", 1366, 768);
  qv_test_run_application (play.library, play_through, &play);
  qv_test_remove_folder (play.folder);
  g_free (play.folder);
  g_free (play.library);
}

static void
test_to_the_start (void)
{
  run_play (FALSE);
}

static void
test_to_the_closed_vote (void)
{
  run_play (TRUE);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/workshop/to-the-closed-vote", test_to_the_closed_vote);
  g_test_add_func ("/workshop/to-the-start", test_to_the_start);
  return g_test_run ();
}
