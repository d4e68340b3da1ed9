/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projector: nothing private on it, whatever it shows; everything large enough; steered by keys. */
#include "config.h"

#include <math.h>

#include "qv-catalogue.h"
#include "qv-presenter-view.h"
#include "qv-presenter-window.h"
#include "qv-session-view-private.h"
#include "qv-test-display.h"
#include "qv-voting.h"

#define N_DISTRICTS 8
#define QUESTION "Dove, ad Aurora, abitare è diventato più difficile?"

/* None of these may be seen by the room. */
static const char *const secrets[] = {
  "Ludovica",     "ludovica@example.org", "Zefirina",  "Istituto Sconosciuto", "7531", "velata",
  "parcheggiata", "promemoria",           "accordarsi"
};

static const char *const districts[N_DISTRICTS] = { "Centro",     "Santa Rita",     "San Paolo",
                                                    "San Donato", "Borgo Vittoria", "Barriera",
                                                    "Aurora",     "San Salvario" };

typedef struct
{
  QvStore *store;
  QvId level;
  QvId session;
  QvId step;
  QvId seats[4];
  QvId idea; /* a note that is on the ballot */
  QvId ballot;
  QvId option;
  GtkWidget *window;
  QvSessionView *view;
} Room;

static QvRecord *
add (QvEdit *edit, QvEntity entity, guint session_field, QvId session)
{
  QvRecord *record = qv_record_new (entity, qv_id_new ());

  if (session != QV_ID_NONE)
    qv_record_set_int (record, session_field, session);
  qv_edit_insert (edit, record);
  return record;
}

static void
add_districts (Room *room)
{
  const guint32 ends[] = { 1 }, ring_ends[] = { 4 };
  const double figures[N_DISTRICTS] = { 26.1, NAN, 27.4, 29.9, 33.0, 38.0, 35.6, 24.2 };
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvRecord *level = add (edit, QV_ENTITY_LEVEL, 0, QV_ID_NONE);
  QvRecord *indicator = add (edit, QV_ENTITY_INDICATOR, QV_INDICATOR_LEVEL, level->id);
  QvRecord *chosen = add (edit, QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION, room->session);

  qv_record_set_text (level, QV_LEVEL_NAME, "Circoscrizioni");
  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Affitto oltre il 30 % del reddito");
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_INDICATOR, indicator->id);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_POSITION, 1);
  room->level = level->id;
  for (guint i = 0; i < N_DISTRICTS; i++)
    {
      gint32 x = 76000000 + (gint32) (i % 4) * 300000, y = 450200000 + (gint32) (i / 4) * 300000;
      const gint32 coords[] = { x, y, x + 300000, y, x + 300000, y + 300000, x, y + 300000 };
      g_autoptr (QvGeometry) square =
          qv_geometry_new (QV_GEOMETRY_AREA, ends, 1, ring_ends, 1, coords, 4, NULL);
      QvRecord *district = add (edit, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, level->id);
      g_autofree char *code = g_strdup_printf ("%u", i + 1);
      QvRecord *observation;

      qv_record_set_text (district, QV_TERRITORY_CODE, code);
      qv_record_set_text (district, QV_TERRITORY_NAME, districts[i]);
      qv_record_set_blob (district, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (square));
      if (isnan (figures[i]))
        continue;
      observation = add (edit, QV_ENTITY_OBSERVATION, QV_OBSERVATION_INDICATOR, indicator->id);
      qv_record_set_int (observation, QV_OBSERVATION_TERRITORY, district->id);
      qv_record_set_text (observation, QV_OBSERVATION_PERIOD, "2023");
      qv_record_set_real (observation, QV_OBSERVATION_VALUE, figures[i]);
    }
  qv_test_apply (room->store, edit);
}

static void
add_session (Room *room)
{
  QvEdit *edit = qv_edit_new ("New session", QV_ID_NONE);
  QvRecord *session = add (edit, QV_ENTITY_SESSION, 0, QV_ID_NONE);
  QvRecord *step, *next;

  room->session = session->id;
  qv_record_set_text (session, QV_SESSION_TITLE, "Abitare Aurora");
  qv_record_set_text (session, QV_SESSION_LANGUAGE, "it");
  qv_record_set_text (session, QV_SESSION_CONSENT_TEXT, "promemoria");
  qv_record_set_int (session, QV_SESSION_STARTED, g_get_real_time () - 18 * G_TIME_SPAN_MINUTE);
  step = add (edit, QV_ENTITY_STEP, QV_STEP_SESSION, session->id);
  room->step = step->id;
  qv_record_set_int (step, QV_STEP_POSITION, 1);
  qv_record_set_text (step, QV_STEP_TITLE, "Problemi sulla mappa");
  qv_record_set_text (step, QV_STEP_PROMPT, QUESTION);
  qv_record_set_text (step, QV_STEP_REMARK, "promemoria: far accordarsi il posto 7531");
  qv_record_set_int (step, QV_STEP_MINUTES, 30);
  qv_record_set_int (step, QV_STEP_STARTED, g_get_real_time () - 18 * G_TIME_SPAN_MINUTE);
  qv_record_set_int (step, QV_STEP_ENTERED, g_get_real_time () - 18 * G_TIME_SPAN_MINUTE);
  qv_record_set_int (step, QV_STEP_RUNNING, g_get_real_time () - 18 * G_TIME_SPAN_MINUTE);
  next = add (edit, QV_ENTITY_STEP, QV_STEP_SESSION, session->id);
  qv_record_set_int (next, QV_STEP_POSITION, 2);
  qv_record_set_text (next, QV_STEP_TITLE, "Pausa caffè");
  qv_record_set_text (next, QV_STEP_METHOD, "break");
  qv_record_set_int (next, QV_STEP_MINUTES, 10);
  qv_test_apply (room->store, edit);
}

static void
add_people (Room *room)
{
  QvEdit *edit = qv_edit_new ("Add people", room->session);
  QvRecord *organisation = add (edit, QV_ENTITY_ORGANISATION, 0, QV_ID_NONE);

  qv_record_set_text (organisation, QV_ORGANISATION_NAME, "Istituto Sconosciuto");
  for (guint i = 0; i < G_N_ELEMENTS (room->seats); i++)
    {
      QvRecord *seat = add (edit, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, room->session);
      QvRecord *person = add (edit, QV_ENTITY_PERSON, QV_PERSON_PARTICIPANT, seat->id);

      room->seats[i] = seat->id;
      qv_record_set_text (seat, QV_PARTICIPANT_HELIX, qv_helix_to_word ((QvHelix) (i + 1)));
      qv_record_set_int (seat, QV_PARTICIPANT_SEAT, 7531);
      qv_record_set_text (seat, QV_PARTICIPANT_PSEUDONYM, "Zefirina");
      qv_record_set_int (seat, QV_PARTICIPANT_ORGANISATION, organisation->id);
      qv_record_set_int (seat, QV_PARTICIPANT_PRESENT, 1);
      qv_record_set_text (person, QV_PERSON_NAME, "Ludovica");
      qv_record_set_text (person, QV_PERSON_CONTACT, "ludovica@example.org");
    }
  qv_test_apply (room->store, edit);
}

static QvId
add_note (Room *room, QvHelix helix, QvNoteKind kind, const char *text, gint32 x, gint32 y, guint flag)
{
  QvEdit *edit = qv_edit_new ("Add note", room->session);
  QvRecord *note = add (edit, QV_ENTITY_NOTE, QV_NOTE_SESSION, room->session);
  g_autoptr (QvGeometry) point = qv_geometry_new_point (x / QV_GEOMETRY_SCALE, y / QV_GEOMETRY_SCALE);
  QvId id = note->id;

  qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word (helix));
  qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word (kind));
  qv_record_set_text (note, QV_NOTE_TEXT, text);
  qv_record_set_int (note, QV_NOTE_SAID, g_get_real_time ());
  qv_record_set_int (note, QV_NOTE_AUTHOR, room->seats[helix - 1]);
  if (x != 0)
    qv_record_set_blob (note, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (point));
  if (flag != 0)
    qv_record_set_int (note, flag, 1);
  qv_test_apply (room->store, edit);
  return id;
}

static void
add_notes (Room *room)
{
  add_note (room, QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, "Gli alloggi vuoti sono troppi.", 76150000,
            450350000, 0);
  add_note (room, QV_HELIX_COMPANIES, QV_NOTE_KIND_OPPORTUNITY, "Fondo di garanzia per gli affitti.",
            76450000, 450300000, 0);
  room->idea = add_note (room, QV_HELIX_COMPANIES, QV_NOTE_KIND_SOLUTION, "Botteghe a canone simbolico",
                         76750000, 450400000, 0);
  add_note (room, QV_HELIX_AUTHORITIES, QV_NOTE_KIND_CHALLENGE, "Come aprire i cortili delle scuole?",
            76320000, 450700000, 0);
  add_note (room, QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM,
            "La linea 4 salta le corse proprio alle sette di mattina.", 76700000, 450650000, 0);
  add_note (room, QV_HELIX_RESEARCH, QV_NOTE_KIND_OBSERVATION, "Una nota velata", 76900000, 450420000,
            QV_NOTE_VEILED);
  add_note (room, QV_HELIX_RESEARCH, QV_NOTE_KIND_OBSERVATION, "Una nota parcheggiata", 76910000, 450520000,
            QV_NOTE_PARKED);
}

/* An open vote in which one seat has given 9 dots and another 4. */
static void
add_vote (Room *room)
{
  QvEdit *edit = qv_edit_new ("Open vote", room->session);
  QvRecord *ballot = add (edit, QV_ENTITY_BALLOT, QV_BALLOT_SESSION, room->session);
  QvRecord *option = add (edit, QV_ENTITY_BALLOT_OPTION, QV_BALLOT_OPTION_SESSION, room->session);
  QvRecord *commitment = add (edit, QV_ENTITY_COMMITMENT, QV_COMMITMENT_SESSION, room->session);
  const int dots[] = { 9, 4 };

  room->ballot = ballot->id;
  room->option = option->id;
  qv_record_set_text (ballot, QV_BALLOT_TITLE, "Da dove cominciamo?");
  qv_record_set_text (ballot, QV_BALLOT_METHOD, "dots");
  qv_record_set_int (ballot, QV_BALLOT_STACKING, 1);
  qv_record_set_int (ballot, QV_BALLOT_OPENED, g_get_real_time ());
  qv_record_set_int (option, QV_BALLOT_OPTION_BALLOT, ballot->id);
  qv_record_set_int (option, QV_BALLOT_OPTION_POSITION, 1);
  qv_record_set_text (option, QV_BALLOT_OPTION_TEXT, "Botteghe a canone simbolico");
  qv_record_set_int (option, QV_BALLOT_OPTION_NOTE, room->idea);
  for (guint i = 0; i < G_N_ELEMENTS (dots); i++)
    {
      QvRecord *vote = add (edit, QV_ENTITY_VOTE, QV_VOTE_SESSION, room->session);

      qv_record_set_int (vote, QV_VOTE_BALLOT, ballot->id);
      qv_record_set_int (vote, QV_VOTE_OPTION, option->id);
      qv_record_set_int (vote, QV_VOTE_PARTICIPANT, room->seats[i]);
      qv_record_set_int (vote, QV_VOTE_VALUE, dots[i]);
    }
  qv_record_set_text (commitment, QV_COMMITMENT_WHO, "La rete delle agenzie");
  qv_record_set_text (commitment, QV_COMMITMENT_WHAT, "Pubblica la mappa delle botteghe vuote.");
  qv_record_set_text (commitment, QV_COMMITMENT_DUE, "2026-09-30");
  qv_record_set_text (commitment, QV_COMMITMENT_STATE, "open");
  qv_test_apply (room->store, edit);
}

static void
set_field (Room *room, QvEntity entity, QvId id, guint field, gint64 value)
{
  QvEdit *edit = qv_edit_new ("Change", room->session);

  qv_edit_set (edit, entity, id, field, qv_value_int (value));
  qv_test_apply (room->store, edit);
}

static gboolean
has_thematic (gpointer data)
{
  return qv_indicator_board_get_thematic (QV_SESSION_VIEW (data)->board) != NULL;
}

static Room *
open_room (void)
{
  Room *room = g_new0 (Room, 1);
  g_autoptr (QvRecord) record = NULL;
  g_autoptr (QvItem) session = NULL;

  room->store = qv_test_open_store ();
  add_session (room);
  add_districts (room);
  set_field (room, QV_ENTITY_SESSION, room->session, QV_SESSION_LEVEL, room->level);
  add_people (room);
  add_notes (room);
  add_vote (room);
  record = qv_store_get_record (room->store, QV_ENTITY_SESSION, room->session, NULL);
  session = qv_item_new (record);
  room->view = QV_SESSION_VIEW (qv_session_view_new (room->store, QV_SESSION (session)));
  room->window = qv_test_show (GTK_WIDGET (room->view), 1366, 768);
  g_assert_true (qv_test_wait (has_thematic, room->view, 5000));
  qv_session_view_focus_entry (room->view);
  return room;
}

static void
close_room (Room *room)
{
  qv_test_destroy (room->window);
  qv_test_close_store (room->store);
  g_free (room);
}

static void
add_text (GPtrArray *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (texts, g_strdup (text));
}

static void
collect_properties (GObject *object, GPtrArray *texts)
{
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    if (G_IS_PARAM_SPEC_STRING (specs[i]) && specs[i]->flags & G_PARAM_READABLE)
      {
        g_autofree char *text = NULL;

        g_object_get (object, specs[i]->name, &text, NULL);
        add_text (texts, text);
      }
}

/* The check says what is there instead of what it was asked for. */
static void
collect_accessible (GtkAccessible *accessible, GPtrArray *texts)
{
  const GtkAccessibleProperty properties[] = { GTK_ACCESSIBLE_PROPERTY_LABEL,
                                               GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                               GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (gtk_test_accessible_has_property (accessible, properties[i]))
      {
        g_autofree char *text = gtk_test_accessible_check_property (accessible, properties[i], "?");

        add_text (texts, text);
      }
}

/* Every text of every widget, seen or not: labels, tooltips, what screen readers say. */
static void
collect (GtkWidget *widget, GPtrArray *texts)
{
  collect_properties (G_OBJECT (widget), texts);
  collect_accessible (GTK_ACCESSIBLE (widget), texts);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, texts);
}

static GPtrArray *
read_window (GtkWindow *window)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  collect (GTK_WIDGET (window), texts);
  return texts;
}

static gboolean
contains (GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (strstr (texts->pdata[i], text) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_label (GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWindow *window;
  const char *text;
} Expected;

static gboolean
is_there (gpointer data)
{
  Expected *expected = data;
  g_autoptr (GPtrArray) texts = read_window (expected->window);

  return has_label (texts, expected->text);
}

static void
assert_comes (GtkWindow *window, const char *text)
{
  Expected expected = { window, text };

  if (!qv_test_wait (is_there, &expected, 5000))
    g_error ("“%s” is not on the projector", text);
}

static gboolean
is_not_there (gpointer data)
{
  return !is_there (data);
}

static void
assert_goes (GtkWindow *window, const char *text)
{
  Expected expected = { window, text };

  if (!qv_test_wait (is_not_there, &expected, 5000))
    g_error ("“%s” is still on the projector", text);
}

static void
assert_nothing_private (GtkWindow *window)
{
  g_autoptr (GPtrArray) texts = read_window (window);

  g_assert_cmpuint (texts->len, >, 40);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (contains (texts, secrets[i]))
      g_error ("“%s” is on the projector", secrets[i]);
}

static GtkWindow *
turn_on (Room *room)
{
  GtkWindow *window;

  g_object_set (room->view->presenter, "shown", TRUE, NULL);
  window = qv_presenter_get_window (room->view->presenter);
  g_assert_nonnull (window);
  qv_test_spin (600);
  return window;
}

static void
test_private (void)
{
  const char *const pages[] = { "workshop", "note", "vote", "balance", "break", "closing" };
  Room *room = open_room ();
  GtkWindow *window = turn_on (room);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    for (guint flags = 0; flags < 8; flags++)
      {
        g_object_set (room->view->presenter, "page", pages[i], "large", (flags & 1) != 0, "blank",
                      (flags & 2) != 0, "frozen", (flags & 4) != 0, NULL);
        qv_test_spin (60);
        assert_nothing_private (window);
      }

  /* What is public is there, so the walk does find texts. */
  g_object_set (room->view->presenter, "large", FALSE, "blank", FALSE, "frozen", FALSE, NULL);
  assert_comes (window, QUESTION);
  assert_comes (window, "La linea 4 salta le corse proprio alle sette di mattina.");
  assert_comes (window, "La rete delle agenzie");
  assert_comes (window, "Botteghe a canone simbolico");
  assert_nothing_private (window);
  close_room (room);
}

/* A note that is chosen, or that is veiled again while it is on the projector. */
static void
test_veiled (void)
{
  Room *room = open_room ();
  GtkWindow *window = turn_on (room);
  QvId note = add_note (room, QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, "Rivelata e poi nascosta", 76400000,
                        450500000, 0);

  g_object_set (room->view->presenter, "page", "note", "note", note, NULL);
  assert_comes (window, "Rivelata e poi nascosta");
  set_field (room, QV_ENTITY_NOTE, note, QV_NOTE_VEILED, 1);
  assert_goes (window, "Rivelata e poi nascosta");

  /* Nor is it on the ballot while it is veiled. */
  assert_comes (window, "Botteghe a canone simbolico");
  set_field (room, QV_ENTITY_NOTE, room->idea, QV_NOTE_VEILED, 1);
  assert_goes (window, "Botteghe a canone simbolico");
  close_room (room);
}

static gboolean
shows_dots (GtkWindow *window)
{
  g_autoptr (GPtrArray) texts = read_window (window);

  /* Of two helices, 9 and 4, and of all. */
  return has_label (texts, "9") || has_label (texts, "13");
}

static void
test_released (void)
{
  Room *room = open_room ();
  GtkWindow *window = turn_on (room);
  g_autoptr (GError) error = NULL;

  g_object_set (room->view->presenter, "page", "vote", NULL);
  assert_comes (window, "Botteghe a canone simbolico");
  g_assert_false (shows_dots (window));
  set_field (room, QV_ENTITY_BALLOT, room->ballot, QV_BALLOT_RELEASED, 1);
  assert_comes (window, "13");
  assert_comes (window, "9");

  /* Hidden until it is closed. */
  set_field (room, QV_ENTITY_BALLOT, room->ballot, QV_BALLOT_VEILED, 1);
  assert_goes (window, "13");
  g_assert_false (shows_dots (window));
  g_assert_true (qv_store_close_ballot (room->store, room->ballot, &error));
  g_assert_no_error (error);
  assert_comes (window, "13");
  set_field (room, QV_ENTITY_BALLOT, room->ballot, QV_BALLOT_RELEASED, 0);
  assert_goes (window, "13");
  g_assert_false (shows_dots (window));
  close_room (room);
}

static void
test_steer (void)
{
  Room *room = open_room ();
  GtkWindow *window;
  gboolean is_gone, is_blank;

  qv_test_press ("F5");
  window = qv_presenter_get_window (room->view->presenter);
  g_assert_nonnull (window);
  qv_test_spin (300);
  qv_test_give_keyboard (room->window);
  qv_test_press ("shift+F5");
  g_object_get (room->view->presenter, "blank", &is_blank, NULL);
  g_assert_true (is_blank);
  qv_test_press ("F5");
  g_assert_null (qv_presenter_get_window (room->view->presenter));

  /* Turned on again it shows what it showed, and the keys work in its own window too. */
  qv_test_press ("F5");
  window = qv_presenter_get_window (room->view->presenter);
  g_object_get (room->view->presenter, "blank", &is_blank, NULL);
  g_assert_false (is_blank);
  qv_test_spin (300);
  qv_test_give_keyboard (GTK_WIDGET (window));
  qv_test_press ("shift+F5");
  g_object_get (room->view->presenter, "blank", &is_blank, NULL);
  g_assert_true (is_blank);

  /* On the only screen it stands in the way, and Escape takes it away. */
  qv_test_press ("Escape");
  g_assert_null (qv_presenter_get_window (room->view->presenter));
  window = GTK_WINDOW (turn_on (room));

  /* It goes with the session. */
  qv_test_follow (window, &is_gone);
  close_room (room);
  qv_test_assert_gone (&is_gone);
}

static gint64
get_step_time (Room *room, QvId step, guint field)
{
  g_autoptr (QvRecord) record = qv_store_get_record (room->store, QV_ENTITY_STEP, step, NULL);

  return qv_record_get_int (record, field);
}

/* The keys of the clock work also where words of a note are being changed. */
static void
test_keys (void)
{
  Room *room = open_room ();

  qv_notes_panel_begin_edit (room->view->notes_panel, room->idea);
  qv_test_spin (400);
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (room->window))));
  g_assert_cmpint (get_step_time (room, room->step, QV_STEP_RUNNING), >, 0);
  qv_test_press ("shift+F8");
  qv_test_spin (400);
  g_assert_cmpint (get_step_time (room, room->step, QV_STEP_EXTRA), ==, 5);
  qv_test_press ("F8");
  qv_test_spin (400);
  g_assert_cmpint (get_step_time (room, room->step, QV_STEP_RUNNING), ==, 0);
  qv_test_press ("ctrl+Next");
  qv_test_spin (400);
  g_assert_cmpint (get_step_time (room, room->step, QV_STEP_ENDED), >, 0);
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_root_get_focus (GTK_ROOT (room->window))));
  close_room (room);
}

static void
test_follow (void)
{
  Room *room = open_room ();
  QvPresenterWindow *window = QV_PRESENTER_WINDOW (turn_on (room));
  QvMapView *map = qv_presenter_view_get_map (qv_presenter_window_get_view (window));
  double longitude, latitude, zoom;

  qv_map_view_set_view (room->view->map_view, 7.65, 45.04, 13.0);
  qv_test_spin (300);
  qv_map_view_get_view (map, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 7.65, 1e-6);
  g_assert_cmpfloat_with_epsilon (latitude, 45.04, 1e-6);
  g_assert_true (qv_map_view_get_thematic (map) == qv_indicator_board_get_thematic (room->view->board));
  g_assert_cmpuint (qv_map_view_get_n_missing (map), ==, 1);

  g_object_set (room->view->presenter, "frozen", TRUE, NULL);
  qv_map_view_set_view (room->view->map_view, 7.70, 45.04, 13.0);
  qv_test_spin (300);
  qv_map_view_get_view (map, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 7.65, 1e-6);
  g_object_set (room->view->presenter, "frozen", FALSE, NULL);
  qv_test_spin (300);
  qv_map_view_get_view (map, &longitude, &latitude, &zoom);
  g_assert_cmpfloat_with_epsilon (longitude, 7.70, 1e-6);
  close_room (room);
}

typedef struct
{
  double least;
  double greatest;
  const char *least_text;
} Sizes;

/* Of the letters of labels that can be seen, in pixels. */
static void
measure_texts (GtkWidget *widget, Sizes *sizes)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_label (GTK_LABEL (widget)) != '\0')
    {
      PangoContext *context = gtk_widget_get_pango_context (widget);
      const PangoFontDescription *font = pango_context_get_font_description (context);
      double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

      g_assert_true (pango_font_description_get_size_is_absolute (font));
      if (size < sizes->least)
        sizes->least_text = gtk_label_get_label (GTK_LABEL (widget));
      sizes->least = MIN (sizes->least, size);
      sizes->greatest = MAX (sizes->greatest, size);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    measure_texts (child, sizes);
}

/* The label that can be seen and does not lie in the window as a whole, or NULL. */
static GtkWidget *
find_cut_off (GtkWidget *widget, GtkWidget *window)
{
  GtkWidget *found = NULL;
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || QV_IS_MAP_VIEW (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && gtk_widget_compute_bounds (widget, window, &bounds) &&
      (bounds.origin.x < -1.0f || bounds.origin.y < -1.0f ||
       bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + 1.0f ||
       bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (window) + 1.0f))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_cut_off (child, window);
  return found;
}

static gboolean
is_inside (gpointer data)
{
  return find_cut_off (data, data) == NULL;
}

/* The sizes of the letters follow that of the window a few frames later. */
static void
assert_inside (GtkWidget *window, const char *page)
{
  if (!qv_test_wait (is_inside, window, 3000))
    g_error ("“%.40s” is cut off: %s", gtk_label_get_label (GTK_LABEL (find_cut_off (window, window))), page);
}

static void
test_sizes (void)
{
  const char *const pages[] = { "workshop", "note", "vote", "balance", "break", "closing" };
  const struct
  {
    int width, height;
    gboolean is_large;
  } windows[] = { { 1920, 1080, FALSE }, { 1280, 720, FALSE }, { 1920, 1080, TRUE } };
  Room *room = open_room ();
  GtkWindow *window = turn_on (room);
  double width, scale;

  set_field (room, QV_ENTITY_BALLOT, room->ballot, QV_BALLOT_RELEASED, 1);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_object_set (room->view->presenter, "large", windows[i].is_large, NULL);
      gtk_window_set_default_size (window, windows[i].width, windows[i].height);
      qv_test_spin (500);
      /* Without its frame. */
      width = gtk_widget_get_width (GTK_WIDGET (window));
      g_assert_cmpfloat_with_epsilon (width, windows[i].width, 20.0);
      scale = width / 1920.0;
      for (guint j = 0; j < G_N_ELEMENTS (pages); j++)
        {
          g_autofree char *name = g_strdup_printf ("presenter-%s-%d%s", pages[j], windows[i].width,
                                                   windows[i].is_large ? "-large" : "");
          Sizes sizes = { G_MAXDOUBLE, 0.0, NULL };

          g_object_set (room->view->presenter, "page", pages[j], NULL);
          qv_test_spin (300);
          measure_texts (GTK_WIDGET (window), &sizes);
          if (sizes.least < 32.0 * scale - 0.1)
            g_error ("%s: “%s” is %.1f pixels", name, sizes.least_text, sizes.least);
          if (j < 4)
            g_assert_cmpfloat (sizes.greatest, >=, (windows[i].is_large ? 280.0 : 200.0) * scale - 0.5);
          assert_inside (GTK_WIDGET (window), name);
          qv_test_screenshot (name);
        }
    }
  g_object_set (room->view->presenter, "large", FALSE, "dark", TRUE, "page", "workshop", NULL);
  qv_test_screenshot ("presenter-dark");
  close_room (room);
}

static void
set_text (Room *room, QvEntity entity, QvId id, guint field, const char *text)
{
  QvEdit *edit = qv_edit_new ("Change", room->session);

  qv_edit_set (edit, entity, id, field, qv_value_text (text));
  qv_test_apply (room->store, edit);
}

/* People write long titles, questions and notes, and projectors have other shapes. */
static void
test_long (void)
{
  const char *const pages[] = { "workshop", "note", "vote", "balance", "break", "closing" };
  const char *text =
      "Comment se déplacer dans la métropole sans voiture quand on habite une commune périphérique, que l'on "
      "travaille tôt le matin ou tard le soir, et que l'intercommunalité n'a pas encore réorganisé ses "
      "correspondances ferroviaires transfrontalières ? Qui s'engage à quoi, et pour quand ?";
  const int sizes[][2] = { { 1920, 1080 }, { 1024, 768 }, { 1280, 600 } };
  Room *room = open_room ();
  GtkWindow *window = turn_on (room);
  QvId note = add_note (room, QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, text, 0, 0, 0);

  set_text (room, QV_ENTITY_SESSION, room->session, QV_SESSION_TITLE, text);
  set_text (room, QV_ENTITY_SESSION, room->session, QV_SESSION_LANGUAGE, "fr");
  set_text (room, QV_ENTITY_STEP, room->step, QV_STEP_TITLE, text);
  set_text (room, QV_ENTITY_STEP, room->step, QV_STEP_PROMPT, text);
  set_text (room, QV_ENTITY_BALLOT, room->ballot, QV_BALLOT_TITLE, text);
  set_text (room, QV_ENTITY_BALLOT_OPTION, room->option, QV_BALLOT_OPTION_TEXT, text);
  set_field (room, QV_ENTITY_BALLOT, room->ballot, QV_BALLOT_RELEASED, 1);
  g_object_set (room->view->presenter, "note", note, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < 2 * G_N_ELEMENTS (pages); j++)
      {
        const char *page = pages[j / 2];
        g_autofree char *name =
            g_strdup_printf ("presenter-long-%s-%d%s", page, sizes[i][0], j % 2 ? "-large" : "");

        gtk_window_set_default_size (window, sizes[i][0], sizes[i][1]);
        g_object_set (room->view->presenter, "page", page, "large", j % 2 == 1, NULL);
        qv_test_spin (250);
        qv_test_screenshot (name);
        assert_inside (GTK_WIDGET (window), name);
      }
  close_room (room);
}

static void
test_language (void)
{
  Room *room;
  GtkWindow *window;
  QvEdit *edit;

  room = open_room ();
  window = turn_on (room);
  assert_comes (window, "minuti rimasti");
  assert_comes (window, "Residenti");
  assert_comes (window, "meno");
  assert_comes (window, "entro il 30/9/2026");

  /* A language that the program does not have: that of the interface. */
  edit = qv_edit_new ("Change", room->session);
  qv_edit_set (edit, QV_ENTITY_SESSION, room->session, QV_SESSION_LANGUAGE, qv_value_text ("xx"));
  qv_test_apply (room->store, edit);
  assert_comes (window, "minutes left");
  close_room (room);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;

  g_setenv ("GTK_A11Y", "test", TRUE);
  qv_test_init (&argc, &argv);
  folder = g_test_build_filename (G_TEST_BUILT, "..", "..", "po", NULL);
  g_setenv ("QUADRIVIO_LOCALEDIR", folder, TRUE);
  qv_catalogue_use ();
  g_test_add_func ("/presenter/private", test_private);
  g_test_add_func ("/presenter/veiled", test_veiled);
  g_test_add_func ("/presenter/released", test_released);
  g_test_add_func ("/presenter/steer", test_steer);
  g_test_add_func ("/presenter/keys", test_keys);
  g_test_add_func ("/presenter/follow", test_follow);
  g_test_add_func ("/presenter/sizes", test_sizes);
  g_test_add_func ("/presenter/long", test_long);
  g_test_add_func ("/presenter/language", test_language);
  return g_test_run ();
}
