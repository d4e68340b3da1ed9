/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a note while it is written, by keyboard: theme, evidence, and that it was written on paper
 * before. What came of it is read from the store. */
#include "config.h"

#include "qv-capture.h"
#include "qv-kind-switch.h"
#include "qv-test-display.h"

typedef struct
{
  QvStore *store;
  QvId session;
  QvId indicator;
  QvId aurora;
  QvId centro;
  GListModel *written;
  GListModel *participants;
  GListModel *territories;
  GListModel *themes;
  QvNoteQueue *queue;
  QvCapture *capture;
  GtkWidget *window;
  char *draft;
} Table;

static QvId
add_district (QvEdit *edit, QvId level, QvId indicator, const char *name, double rent)
{
  QvRecord *territory = qv_test_add (edit, QV_ENTITY_TERRITORY);
  QvRecord *observation = qv_test_add (edit, QV_ENTITY_OBSERVATION);
  QvId id = territory->id;

  qv_record_set_int (territory, QV_TERRITORY_LEVEL, level);
  qv_record_set_text (territory, QV_TERRITORY_CODE, name);
  qv_record_set_text (territory, QV_TERRITORY_NAME, name);
  qv_record_set_int (observation, QV_OBSERVATION_INDICATOR, indicator);
  qv_record_set_int (observation, QV_OBSERVATION_TERRITORY, id);
  qv_record_set_text (observation, QV_OBSERVATION_PERIOD, "2023");
  qv_record_set_real (observation, QV_OBSERVATION_VALUE, rent);
  return id;
}

/* Two districts in which 35.6 and 20.1 % of the families that rent pay too much, and one theme. */
static QvId
add_city (Table *table)
{
  QvEdit *edit = qv_edit_new ("Set up", table->session);
  QvRecord *level = qv_test_add (edit, QV_ENTITY_LEVEL);
  QvRecord *indicator = qv_test_add (edit, QV_ENTITY_INDICATOR);
  QvRecord *chosen = qv_test_add (edit, QV_ENTITY_SESSION_INDICATOR);
  QvRecord *theme = qv_test_add (edit, QV_ENTITY_SESSION_THEME);
  QvId level_id = level->id;

  qv_record_set_text (level, QV_LEVEL_NAME, "quartieri");
  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, level->id);
  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Peso degli affitti");
  qv_record_set_text (indicator, QV_INDICATOR_UNIT, "%");
  qv_record_set_text (indicator, QV_INDICATOR_MEASURE, "rate");
  table->indicator = indicator->id;
  table->aurora = add_district (edit, level->id, table->indicator, "Aurora", 35.6);
  table->centro = add_district (edit, level->id, table->indicator, "Centro", 20.1);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_SESSION, table->session);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_INDICATOR, table->indicator);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_POSITION, 1);
  qv_record_set_int (theme, QV_SESSION_THEME_SESSION, table->session);
  qv_record_set_text (theme, QV_SESSION_THEME_NAME, "Alloggi");
  qv_record_set_int (theme, QV_SESSION_THEME_POSITION, 1);
  qv_test_apply (table->store, edit);
  return level_id;
}

static QvCapture *
make_capture (Table *table)
{
  QvCapture *capture = g_object_new (QV_TYPE_CAPTURE, NULL);

  qv_capture_set_session (capture, table->session, table->queue);
  qv_capture_set_participants (capture, table->participants);
  qv_capture_set_territories (capture, table->territories);
  qv_capture_set_themes (capture, table->themes, table->written);
  return capture;
}

static Table *
set_up (void)
{
  Table *table = g_new0 (Table, 1);
  QvId level;

  table->store = qv_test_open_store ();
  table->session = qv_test_add_session (table->store, "Abitare Aurora", QV_ID_NONE);
  level = add_city (table);
  table->written = qv_store_watch (table->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, table->session);
  table->participants =
      qv_store_watch (table->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, table->session);
  table->territories = qv_store_watch (table->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, level);
  table->themes =
      qv_store_watch (table->store, QV_ENTITY_SESSION_THEME, QV_SESSION_THEME_SESSION, table->session);
  table->queue = qv_note_queue_new (table->store, table->written);
  table->capture = make_capture (table);
  table->draft = g_strconcat (qv_store_get_path (table->store), ".draft", NULL);
  qv_capture_set_draft_file (table->capture, table->draft);
  table->window = qv_test_show (GTK_WIDGET (table->capture), 462, 700);
  qv_capture_focus_entry (table->capture);
  qv_test_spin (300);
  return table;
}

static void
tear_down (Table *table)
{
  qv_test_destroy (table->window);
  g_clear_object (&table->queue);
  g_clear_object (&table->participants);
  g_clear_object (&table->territories);
  g_clear_object (&table->themes);
  g_clear_object (&table->written);
  qv_test_close_store (table->store);
  g_free (table->draft);
  g_free (table);
}

static GPtrArray *
list_evidence (Table *table)
{
  return qv_store_list (table->store, QV_ENTITY_EVIDENCE, QV_EVIDENCE_SESSION, table->session, NULL);
}

static void
assert_evidence (Table *table, guint note, QvId territory, double value, const char *stance)
{
  g_autoptr (GPtrArray) evidence = list_evidence (table);
  g_autoptr (QvItem) item = g_list_model_get_item (table->written, note);
  const QvRecord *record;

  g_assert_cmpuint (evidence->len, ==, 1);
  record = evidence->pdata[0];
  g_assert_cmpint (qv_record_get_int (record, QV_EVIDENCE_NOTE), ==, qv_item_get_id (item));
  g_assert_cmpint (qv_record_get_int (record, QV_EVIDENCE_INDICATOR), ==, table->indicator);
  g_assert_cmpint (qv_record_get_int (record, QV_EVIDENCE_TERRITORY), ==, territory);
  g_assert_cmpstr (qv_record_get_text (record, QV_EVIDENCE_PERIOD), ==, "2023");
  g_assert_cmpfloat (qv_record_get_real (record, QV_EVIDENCE_VALUE), ==, value);
  g_assert_cmpstr (qv_record_get_text (record, QV_EVIDENCE_STANCE), ==, stance);
}

static void
choose_place (Table *table, const char *letters)
{
  qv_capture_open_place (table->capture);
  qv_test_spin (400);
  qv_test_type (letters);
  qv_test_press ("Return");
  qv_test_spin (300);
}

/* The figure is that of the place at the end, and goes to the disk with the note, in one thing to undo. */
static void
test_evidence (void)
{
  Table *table = set_up ();
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) left = NULL;

  qv_test_press ("4");
  qv_test_type ("Affitti cari");
  choose_place (table, "Aur");
  qv_test_press ("ctrl+e");
  qv_test_spin (500);
  qv_test_screenshot ("capture-evidence-choice");
  qv_test_press ("Return");
  qv_test_spin (300);
  qv_test_screenshot ("capture-evidence");
  choose_place (table, "Cen");
  qv_test_type (" anche qui");
  qv_test_press ("Return");
  qv_test_wait_for_items (table->written, 1);
  assert_evidence (table, 0, table->centro, 20.1, "supports");

  /* The next note has none of it, though the place stays. */
  qv_test_press ("4");
  qv_test_type ("Senza cifre");
  qv_test_press ("Return");
  qv_test_wait_for_items (table->written, 2);
  assert_evidence (table, 0, table->centro, 20.1, "supports");
  g_assert_true (qv_store_undo (table->store, table->session, NULL, NULL));
  g_assert_true (qv_store_undo (table->store, table->session, &label, NULL));
  g_assert_cmpstr (label, ==, "Add note");
  qv_test_wait_for_items (table->written, 0);
  left = list_evidence (table);
  g_assert_cmpuint (left->len, ==, 0);
  tear_down (table);
}

static gboolean
is_kept (gpointer data)
{
  g_autofree char *content = NULL;

  return g_file_get_contents (data, &content, NULL, NULL) && strstr (content, "indicator=") != NULL;
}

/* What was chosen and not saved is there again when the program starts again. */
static void
test_draft (void)
{
  Table *table = set_up ();
  g_autoptr (QvItem) note = NULL;
  QvCapture *again;
  GtkWidget *window;

  qv_test_press ("2 ctrl+t");
  qv_test_spin (400);
  qv_test_type ("all");
  qv_test_press ("Return");
  qv_test_spin (300);
  qv_test_type ("Mezza frase");
  choose_place (table, "Aur");
  qv_test_press ("ctrl+e");
  qv_test_spin (500);
  /* Contradicts: the stances stand above the list. */
  qv_test_press ("shift+Tab shift+Tab space Tab Tab Return");
  qv_test_spin (300);
  g_assert_true (qv_test_wait (is_kept, table->draft, 4000));
  again = make_capture (table);
  qv_capture_set_draft_file (again, table->draft);
  window = qv_test_show (GTK_WIDGET (again), 366, 400);
  qv_capture_set_wide (again, FALSE);
  qv_test_spin (600);
  qv_test_screenshot ("capture-evidence-narrow");
  qv_capture_focus_entry (again);
  qv_test_press ("Return");
  qv_test_wait_for_items (table->written, 1);
  assert_evidence (table, 0, table->aurora, 35.6, "contradicts");
  note = g_list_model_get_item (table->written, 0);
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_THEME), ==, "Alloggi");
  qv_test_destroy (window);
  tear_down (table);
}

static gboolean
is_paper (gpointer data)
{
  g_autofree char *content = NULL;

  return g_file_get_contents (data, &content, NULL, NULL) && strstr (content, "paper-step=") != NULL;
}

static QvId
add_step (Table *table, int position, const char *title, const char *kinds, gint64 started, gint64 ended)
{
  QvEdit *edit = qv_edit_new ("Add step", table->session);
  QvRecord *step = qv_record_new (QV_ENTITY_STEP, qv_id_new ());
  QvId id = step->id;

  qv_record_set_int (step, QV_STEP_SESSION, table->session);
  qv_record_set_int (step, QV_STEP_POSITION, position);
  qv_record_set_text (step, QV_STEP_TITLE, title);
  qv_record_set_text (step, QV_STEP_KINDS, kinds);
  qv_record_set_int (step, QV_STEP_STARTED, started);
  if (ended != 0)
    qv_record_set_int (step, QV_STEP_ENDED, ended);
  qv_edit_insert (edit, step);
  qv_test_apply (table->store, edit);
  return id;
}

static void
assert_said (Table *table, guint note, QvId step, gint64 said)
{
  g_autoptr (QvItem) item = g_list_model_get_item (table->written, note);

  g_assert_cmpint (qv_item_get_int (item, QV_NOTE_STEP), ==, step);
  g_assert_cmpint (qv_item_get_int (item, QV_NOTE_SAID), ==, said);
}

/* Paper notes of a step that is over, typed during the next, by keyboard; the mode outlives the program. */
static void
test_paper (void)
{
  Table *table = set_up ();
  g_autoptr (GDateTime) start = g_date_time_new_local (2026, 5, 28, 14, 10, 0);
  const gint64 first = g_date_time_to_unix (start) * G_USEC_PER_SEC;
  QvId round = add_step (table, 1, "Giro di tavolo", NULL, first, first + 24 * G_TIME_SPAN_MINUTE);
  QvId present = add_step (table, 2, "Problemi sulla mappa", NULL, first + 24 * G_TIME_SPAN_MINUTE, 0);
  g_autoptr (GListModel) steps =
      qv_store_watch (table->store, QV_ENTITY_STEP, QV_STEP_SESSION, table->session);
  g_autoptr (QvItem) last = NULL;
  QvCapture *again;
  GtkWidget *window;

  qv_capture_set_step (table->capture, present);
  qv_capture_set_steps (table->capture, steps);
  qv_test_spin (300);
  qv_test_press ("ctrl+shift+p");
  qv_test_spin (400);
  qv_test_screenshot ("capture-paper-choice");
  qv_test_press ("Return");
  qv_test_spin (300);
  qv_test_press ("1 a Return");
  qv_test_wait_for_items (table->written, 1);
  qv_test_press ("2 b Return");
  qv_test_wait_for_items (table->written, 2);
  qv_test_screenshot ("capture-paper");
  assert_said (table, 0, round, first + 24 * G_TIME_SPAN_MINUTE);
  assert_said (table, 1, round, first + 24 * G_TIME_SPAN_MINUTE);

  /* After a restart the bar is there again; a time is chosen now. */
  g_assert_true (qv_test_wait (is_paper, table->draft, 4000));
  again = make_capture (table);
  qv_capture_set_step (again, present);
  qv_capture_set_steps (again, steps);
  qv_capture_set_draft_file (again, table->draft);
  window = qv_test_show (GTK_WIDGET (again), 366, 500);
  qv_test_spin (500);
  qv_capture_focus_entry (again);
  gtk_widget_activate_action (GTK_WIDGET (again), "capture.paper", NULL);
  qv_test_spin (400);
  qv_test_press ("Down Up");
  qv_test_type ("14:20");
  qv_test_press ("Return");
  qv_test_spin (300);
  qv_test_press ("3 c Return");
  qv_test_wait_for_items (table->written, 3);
  qv_test_screenshot ("capture-paper-narrow");
  assert_said (table, 2, round, first + 10 * G_TIME_SPAN_MINUTE);
  g_assert_true (qv_store_undo (table->store, table->session, NULL, NULL));
  qv_test_wait_for_items (table->written, 2);

  /* The way out: what is said now belongs to the present step. */
  qv_test_press ("ctrl+shift+p");
  qv_test_spin (200);
  qv_test_press ("4 d Return");
  qv_test_wait_for_items (table->written, 3);
  last = g_list_model_get_item (table->written, 2);
  g_assert_cmpint (qv_item_get_int (last, QV_NOTE_STEP), ==, present);
  g_assert_cmpint (qv_item_get_int (last, QV_NOTE_SAID), >, first + G_TIME_SPAN_HOUR);
  qv_test_destroy (window);
  tear_down (table);
}

static GtkWidget *
find_tooltip (GtkWidget *widget, const char *tooltip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tooltip (child, tooltip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* After the menu has been used by mouse, what is typed is the next note. */
static void
test_silent_by_mouse (void)
{
  Table *table = set_up ();
  GtkWidget *more = find_tooltip (GTK_WIDGET (table->capture), "More about the notes to come");

  qv_test_click (more, gtk_widget_get_width (more) / 2.0, gtk_widget_get_height (more) / 2.0, 1);
  qv_test_spin (500);
  qv_test_press ("Down Return");
  qv_test_spin (500);
  qv_test_press ("4 a space b Return");
  qv_test_wait_for_items (table->written, 1);
  tear_down (table);
}

static QvNoteKind
get_kind (Table *table)
{
  return qv_kind_switch_get_kind (
      QV_KIND_SWITCH (qv_test_find (GTK_WIDGET (table->capture), QV_TYPE_KIND_SWITCH)));
}

/* A step brings its kind along, but takes none from what is being written. */
static void
test_kind_of_step (void)
{
  Table *table = set_up ();
  QvId problems = add_step (table, 1, "Problemi sulla mappa", "observation problem", 1, 0);
  QvId answers = add_step (table, 2, "Soluzioni", "solution challenge", 1, 0);
  QvId free = add_step (table, 3, "Altro", NULL, 1, 0);
  g_autoptr (GListModel) steps =
      qv_store_watch (table->store, QV_ENTITY_STEP, QV_STEP_SESSION, table->session);

  qv_test_spin (300);
  qv_capture_set_steps (table->capture, steps);
  g_assert_cmpint (get_kind (table), ==, QV_NOTE_KIND_OBSERVATION);
  qv_capture_set_step (table->capture, problems);
  g_assert_cmpint (get_kind (table), ==, QV_NOTE_KIND_OBSERVATION);
  qv_capture_set_step (table->capture, answers);
  g_assert_cmpint (get_kind (table), ==, QV_NOTE_KIND_CHALLENGE);
  qv_capture_set_step (table->capture, free);
  g_assert_cmpint (get_kind (table), ==, QV_NOTE_KIND_CHALLENGE);
  qv_test_press ("1 a");
  qv_capture_set_step (table->capture, problems);
  g_assert_cmpint (get_kind (table), ==, QV_NOTE_KIND_CHALLENGE);
  tear_down (table);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/capture/evidence", test_evidence);
  g_test_add_func ("/capture/draft", test_draft);
  g_test_add_func ("/capture/paper", test_paper);
  g_test_add_func ("/capture/kind-of-step", test_kind_of_step);
  g_test_add_func ("/capture/silent-by-mouse", test_silent_by_mouse);
  return g_test_run ();
}
