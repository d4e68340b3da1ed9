/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Table view: map, notes and indicator together, in every width. */
#include "config.h"

#include "qv-card-column.h"
#include "qv-indicator-card.h"
#include "qv-note-commands.h"
#include "qv-notes-panel-private.h"
#include "qv-session-view-private.h"
#include "qv-test-display.h"

#define N_DISTRICTS 8

static const char *const names[N_DISTRICTS] = { "Centro",         "Santa Rita", "San Paolo", "San Donato",
                                                "Borgo Vittoria", "Barriera",   "Aurora",    "San Salvario" };
/* Aurora is second; Santa Rita has no figure. */
static const double figures[N_DISTRICTS] = { 26.1, 0.0, 27.4, 29.9, 33.0, 38.0, 35.6, 24.2 };

typedef struct
{
  QvStore *store;
  QvId level;
  QvId districts[N_DISTRICTS];
  QvId indicator;
  QvId session;
} Library;

/* A district of a 4 × 2 grid over Turin. */
static QvGeometry *
make_square (guint index)
{
  const guint32 ends[] = { 1 }, ring_ends[] = { 4 };
  gint32 x = 76000000 + (gint32) (index % 4) * 300000;
  gint32 y = 450200000 + (gint32) (index / 4) * 300000;
  const gint32 coords[] = { x, y, x + 300000, y, x + 300000, y + 300000, x, y + 300000 };

  return qv_geometry_new (QV_GEOMETRY_AREA, ends, 1, ring_ends, 1, coords, 4, NULL);
}

static void
add_districts (Library *library, QvEdit *edit)
{
  QvRecord *level = qv_record_new (QV_ENTITY_LEVEL, qv_id_new ());

  library->level = level->id;
  qv_record_set_text (level, QV_LEVEL_NAME, "Circoscrizioni");
  qv_edit_insert (edit, level);
  for (guint i = 0; i < N_DISTRICTS; i++)
    {
      QvRecord *district = qv_record_new (QV_ENTITY_TERRITORY, qv_id_new ());
      g_autofree char *code = g_strdup_printf ("%u", i + 1);
      g_autoptr (QvGeometry) square = make_square (i);

      library->districts[i] = district->id;
      qv_record_set_int (district, QV_TERRITORY_LEVEL, library->level);
      qv_record_set_text (district, QV_TERRITORY_CODE, code);
      qv_record_set_text (district, QV_TERRITORY_NAME, names[i]);
      qv_record_set_blob (district, QV_TERRITORY_GEOMETRY, qv_geometry_get_bytes (square));
      qv_edit_insert (edit, district);
    }
}

static void
add_figures (Library *library, QvEdit *edit)
{
  QvRecord *indicator = qv_record_new (QV_ENTITY_INDICATOR, qv_id_new ());

  library->indicator = indicator->id;
  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, library->level);
  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Families paying over 30 % of income in rent");
  qv_record_set_text (indicator, QV_INDICATOR_UNIT, "%");
  qv_record_set_text (indicator, QV_INDICATOR_SOURCE, "housing observatory");
  qv_edit_insert (edit, indicator);
  for (guint year = 2021; year <= 2023; year++)
    for (guint i = 0; i < N_DISTRICTS; i++)
      {
        QvRecord *observation = qv_record_new (QV_ENTITY_OBSERVATION, qv_id_new ());
        g_autofree char *period = g_strdup_printf ("%u", year);

        qv_record_set_int (observation, QV_OBSERVATION_INDICATOR, library->indicator);
        qv_record_set_int (observation, QV_OBSERVATION_TERRITORY, library->districts[i]);
        qv_record_set_text (observation, QV_OBSERVATION_PERIOD, period);
        qv_record_set_real (observation, QV_OBSERVATION_VALUE, figures[i] - (2023 - year) * 1.5);
        if (i == 1)
          qv_record_free (observation);
        else
          qv_edit_insert (edit, observation);
      }
}

static Library *
set_up (void)
{
  Library *library = g_new0 (Library, 1);
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvRecord *chosen;

  library->store = qv_test_open_store ();
  add_districts (library, edit);
  add_figures (library, edit);
  qv_test_apply (library->store, edit);
  library->session = qv_test_add_session (library->store, "Abitare Aurora", library->level);
  for (int seat = 1; seat <= 6; seat++)
    qv_test_add_seat (library->store, library->session, QV_HELIX_RESIDENTS, seat);
  edit = qv_edit_new ("Choose indicator", library->session);
  chosen = qv_record_new (QV_ENTITY_SESSION_INDICATOR, qv_id_new ());
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_SESSION, library->session);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_INDICATOR, library->indicator);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_POSITION, 1);
  qv_edit_insert (edit, chosen);
  qv_test_apply (library->store, edit);
  return library;
}

static void
tear_down (Library *library)
{
  qv_test_close_store (library->store);
  g_free (library);
}

static void
add_notes (Library *library)
{
  const struct
  {
    QvHelix helix;
    QvNoteKind kind;
    const char *text;
    gint32 x, y; /* 0: not on the map */
  } notes[] = {
    { QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, "Dopo gli sfratti le famiglie finiscono in stanze singole.",
      76700000, 450650000 },
    { QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, "Gli alloggi vuoti sono troppi e nessuno li affitta.",
      76150000, 450350000 },
    { QV_HELIX_COMPANIES, QV_NOTE_KIND_OPPORTUNITY,
      "Fondo di garanzia: canone calmierato in cambio di lavori.", 76450000, 450300000 },
    { QV_HELIX_RESEARCH, QV_NOTE_KIND_OBSERVATION,
      "Un residente su tre ha meno di 30 anni: servono sale studio.", 76900000, 450420000 },
    { QV_HELIX_AUTHORITIES, QV_NOTE_KIND_CHALLENGE, "Come aprire i cortili delle scuole dopo le 16:30?",
      76320000, 450700000 },
    { QV_HELIX_AUTHORITIES, QV_NOTE_KIND_OBSERVATION,
      "I bandi escono tutti in estate, quando le sedi sono chiuse.", 0, 0 },
    { QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, "Chi lavora di notte non trova mezzi per tornare a casa.", 0,
      0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      QvRecord *note = qv_record_new (QV_ENTITY_NOTE, qv_id_new ());
      QvEdit *edit = qv_edit_new ("Add note", library->session);

      qv_record_set_int (note, QV_NOTE_SESSION, library->session);
      qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word (notes[i].helix));
      qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word (notes[i].kind));
      qv_record_set_text (note, QV_NOTE_TEXT, notes[i].text);
      qv_record_set_int (note, QV_NOTE_SAID, g_get_real_time () + i);
      if (notes[i].x != 0)
        {
          g_autoptr (QvGeometry) point =
              qv_geometry_new_point (notes[i].x / QV_GEOMETRY_SCALE, notes[i].y / QV_GEOMETRY_SCALE);

          qv_record_set_blob (note, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (point));
        }
      qv_edit_insert (edit, note);
      qv_test_apply (library->store, edit);
    }
}

static gboolean
has_thematic (gpointer data)
{
  return qv_indicator_board_get_thematic (QV_SESSION_VIEW (data)->board) != NULL;
}

static gboolean
has_notes (gpointer data)
{
  return g_list_model_get_n_items (QV_SESSION_VIEW (data)->notes) > 0;
}

static QvSessionView *
open_view (Library *library, int width, int height, GtkWidget **out_window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record =
      qv_store_get_record (library->store, QV_ENTITY_SESSION, library->session, &error);
  g_autoptr (QvItem) session = NULL;
  QvSessionView *view;

  g_assert_no_error (error);
  session = qv_item_new (record);
  view = QV_SESSION_VIEW (qv_session_view_new (library->store, QV_SESSION (session)));
  *out_window = qv_test_show (GTK_WIDGET (view), width, height);
  g_assert_true (qv_test_wait (has_thematic, view, 5000));
  qv_session_view_focus_entry (view);
  return view;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* 35.6 is the second of seven, and 5.7 above the median. */
static gboolean
is_ranked (gpointer card)
{
  return says (card, "2nd of 7") && says (card, "+5.7");
}

static void
test_indicator (void)
{
  Library *library = set_up ();
  GtkWidget *window;
  QvSessionView *view = open_view (library, 1366, 768, &window);
  QvThematic *thematic = qv_indicator_board_get_thematic (view->board);
  double value = 0.0;
  GtkWidget *card;
  guint n;

  g_assert_cmpuint (thematic->n_values, ==, N_DISTRICTS - 1);
  g_assert_cmpstr (thematic->period, ==, "2023");
  /* Of 24.2 26.1 27.4 29.9 33.0 35.6 38.0 the middle one. */
  g_assert_cmpfloat (qv_indicator_board_get_median (view->board), ==, 29.9);
  g_assert_true (qv_indicator_board_get_value (view->board, library->districts[6], &value));
  g_assert_cmpfloat (value, ==, 35.6);
  g_assert_cmpuint (qv_indicator_board_get_rank (view->board, value, &n), ==, 2);
  g_assert_cmpuint (n, ==, 7);
  g_assert_false (qv_indicator_board_get_value (view->board, library->districts[1], &value));

  /* A choice in the list is one on the map and on the card. */
  qv_territory_list_set_selected_territory (view->territory_list, library->districts[6]);
  g_assert_cmpint (qv_map_view_get_selected_territory (view->map_view), ==, library->districts[6]);
  g_assert_nonnull (strstr (gtk_label_get_label (view->territory_label), "Aurora"));
  card = qv_test_find (GTK_WIDGET (view->cards), QV_TYPE_INDICATOR_CARD);
  g_assert_true (qv_test_wait (is_ranked, card, 3000));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (gtk_widget_get_parent (card))));

  /* A period without figures says so and offers the last. */
  qv_indicator_board_set_period (view->board, "2030");
  g_assert_true (gtk_widget_get_visible (view->no_data_box));
  g_assert_cmpstr (gtk_button_get_label (view->no_data_button), ==, "Show 2023");
  g_signal_emit_by_name (view->no_data_button, "clicked");
  qv_test_spin (200);
  g_assert_false (gtk_widget_get_visible (view->no_data_box));
  qv_test_destroy (window);
  tear_down (library);
}

static gboolean
has_no_thematic (gpointer data)
{
  return !has_thematic (data);
}

static void
test_level (void)
{
  Library *library = set_up ();
  GtkWidget *window;
  QvSessionView *view = open_view (library, 1366, 768, &window);
  QvEdit *edit = qv_edit_new ("Choose territories", library->session);

  /* Somebody takes the territories from the open session, and brings them back. */
  qv_edit_set (edit, QV_ENTITY_SESSION, library->session, QV_SESSION_LEVEL,
               (QvValue){ .type = QV_VALUE_NULL });
  qv_test_apply (library->store, edit);
  g_assert_true (qv_test_wait (has_no_thematic, view, 3000));
  qv_session_view_undo (view);
  g_assert_true (qv_test_wait (has_thematic, view, 3000));
  qv_test_destroy (window);
  tear_down (library);
}

static gboolean
is_placed (gpointer data)
{
  QvSessionView *view = data;
  g_autoptr (QvItem) note = g_list_model_get_item (view->notes, 0);

  return qv_item_get_int (note, QV_NOTE_TERRITORY) != QV_ID_NONE;
}

static gboolean
is_not_placed (gpointer data)
{
  return !is_placed (data);
}

static void
test_place (void)
{
  Library *library = set_up ();
  GtkWidget *window;
  QvSessionView *view = open_view (library, 1366, 768, &window);
  g_autoptr (QvGeometry) aurora = qv_geometry_new_point (7.675, 45.065);
  g_autoptr (QvItem) note = NULL;

  qv_test_press ("4 2");
  qv_test_type ("Servono panchine");
  qv_test_press ("Return");
  g_assert_true (qv_test_wait (has_notes, view, 5000));
  note = g_list_model_get_item (view->notes, 0);
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_TERRITORY), ==, QV_ID_NONE);

  /* Point and territory in one edit, one undo. The point lies in Aurora. */
  g_signal_emit_by_name (view->map_view, "place", qv_item_get_id (note), aurora);
  g_assert_true (qv_test_wait (is_placed, view, 3000));
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_TERRITORY), ==, library->districts[6]);
  g_assert_false (qv_record_is_null (qv_item_get_record (note), QV_NOTE_GEOMETRY));
  qv_test_press ("ctrl+z");
  g_assert_true (qv_test_wait (is_not_placed, view, 3000));
  g_assert_true (qv_record_is_null (qv_item_get_record (note), QV_NOTE_GEOMETRY));
  qv_test_press ("ctrl+shift+z");
  g_assert_true (qv_test_wait (is_placed, view, 3000));

  /* Row and pin are chosen together. */
  qv_notes_panel_set_selected_note (view->notes_panel, qv_item_get_id (note));
  g_assert_cmpint (qv_map_view_get_selected_note (view->map_view), ==, qv_item_get_id (note));
  qv_test_destroy (window);
  tear_down (library);
}

/* What is on the disk, or 0 where there is no place. */
static QvGeometryType
read_place (Library *library, QvId note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record = qv_store_get_record (library->store, QV_ENTITY_NOTE, note, &error);
  g_autoptr (QvGeometry) geometry = NULL;

  g_assert_no_error (error);
  if (qv_record_is_null (record, QV_NOTE_GEOMETRY))
    return 0;
  geometry = qv_geometry_new_from_bytes (qv_record_get_blob (record, QV_NOTE_GEOMETRY), &error);
  g_assert_no_error (error);
  return qv_geometry_get_kind (geometry);
}

typedef struct
{
  Library *library;
  QvId note;
  QvGeometryType kind;
} Place;

static gboolean
is_there (gpointer data)
{
  const Place *place = data;

  return read_place (place->library, place->note) == place->kind;
}

/* A line goes with the note that is being written; an area takes its place; both are undone like a point. */
static void
test_drawn_place (void)
{
  Library *library = set_up ();
  GtkWidget *window;
  QvSessionView *view = open_view (library, 1366, 768, &window);
  Place place = { library, QV_ID_NONE, QV_GEOMETRY_LINE };
  g_autoptr (QvItem) note = NULL;

  qv_test_press ("4 2");
  qv_test_type ("Qui corrono troppo");
  qv_test_press ("ctrl+l");
  qv_test_spin (400);
  qv_test_press ("Down");
  qv_test_spin (400);
  qv_test_press ("l space Right Right Right Up Up space Right space Return");
  qv_test_press ("Return");
  g_assert_true (qv_test_wait (has_notes, view, 5000));
  note = g_list_model_get_item (view->notes, 0);
  place.note = qv_item_get_id (note);
  g_assert_true (qv_test_wait (is_there, &place, 5000));
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_TERRITORY), !=, QV_ID_NONE);

  qv_notes_panel_set_selected_note (view->notes_panel, place.note);
  g_signal_emit_by_name (view->notes_panel, "place-note", place.note);
  qv_test_spin (300);
  qv_test_press ("a space Right Right Right space Down Down Down space Return");
  place.kind = QV_GEOMETRY_AREA;
  g_assert_true (qv_test_wait (is_there, &place, 5000));
  qv_test_screenshot ("table-drawn");
  qv_test_press ("ctrl+z");
  place.kind = QV_GEOMETRY_LINE;
  g_assert_true (qv_test_wait (is_there, &place, 5000));
  qv_notes_panel_place_note (view->notes_panel, place.note, QV_ID_NONE, NULL);
  place.kind = 0;
  g_assert_true (qv_test_wait (is_there, &place, 5000));
  qv_test_press ("ctrl+z");
  place.kind = QV_GEOMETRY_LINE;
  g_assert_true (qv_test_wait (is_there, &place, 5000));
  qv_test_destroy (window);
  tear_down (library);
}

static void
test_widths (void)
{
  const struct
  {
    int width, height;
    QvSessionForm form;
  } sizes[] = {
    { 1920, 1032, QV_SESSION_FORM_WIDE },
    { 1366, 721, QV_SESSION_FORM_NORMAL },
    { 1024, 721, QV_SESSION_FORM_MEDIUM },
    { 360, 640, QV_SESSION_FORM_NARROW },
  };
  Library *library = set_up ();

  add_notes (library);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("table-%d", sizes[i].width);
      GtkWidget *window;
      QvSessionView *view = open_view (library, sizes[i].width, sizes[i].height, &window);

      qv_test_spin (300);
      g_assert_cmpint (view->form, ==, sizes[i].form);
      /* What is inside fits, or it would be cut off. */
      g_assert_cmpint (gtk_widget_get_width (view->box), ==, gtk_widget_get_width (GTK_WIDGET (view)));
      qv_test_screenshot (name);
      if (sizes[i].form <= QV_SESSION_FORM_MEDIUM)
        {
          g_autofree char *notes_name = g_strdup_printf ("table-%d-notes", sizes[i].width);

          g_object_set (view, "notes-shown", TRUE, NULL);
          qv_test_spin (500);
          qv_test_screenshot (notes_name);
        }
      else
        {
          g_autofree char *pin_name = g_strdup_printf ("table-%d-pin", sizes[i].width);
          g_autoptr (QvItem) note = g_list_model_get_item (view->notes, 0);

          qv_territory_list_set_selected_territory (view->territory_list, library->districts[6]);
          g_signal_emit_by_name (view->map_view, "note-activated", qv_item_get_id (note));
          qv_map_view_set_selected_note (view->map_view, qv_item_get_id (note));
          qv_test_press ("4 2 exclam");
          qv_test_type ("In corso Giulio Cesare le vetrine restano chiuse e la sera");
          qv_test_spin (300);
          qv_test_screenshot (pin_name);
        }
      qv_test_destroy (window);
    }
  tear_down (library);
}

typedef struct
{
  QvSessionView *view;
  QvSessionForm form;
} Form;

static gboolean
has_form (gpointer data)
{
  const Form *form = data;

  return form->view->form == form->form;
}

/* Adds to @dead the action of each button and menu item outside lists that cannot be used; to @all that of
 * each. */
static void
note_buttons (GtkWidget *widget, GHashTable *all, GHashTable *dead)
{
  if (GTK_IS_LIST_BASE (widget))
    return;
  if (GTK_IS_ACTIONABLE (widget) && gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) != NULL)
    {
      const char *name = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));

      g_hash_table_add (all, g_strdup (name));
      if (!gtk_widget_get_sensitive (widget))
        g_hash_table_add (dead, g_strdup (name));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    note_buttons (child, all, dead);
}

/* What moves within the window when its form changes keeps its actions. */
static void
test_forms_keep_actions (void)
{
  Library *library = set_up ();
  GtkWidget *window;
  QvSessionView *view = open_view (library, 1366, 721, &window);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) dead_before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const QvSessionForm forms[] = { QV_SESSION_FORM_NARROW, QV_SESSION_FORM_NORMAL };
  const int widths[] = { 360, 1366 };

  add_notes (library);
  g_assert_true (qv_test_wait (has_notes, view, 5000));
  qv_test_spin (300);
  note_buttons (GTK_WIDGET (view), all, dead_before);
  g_assert_true (g_hash_table_contains (all, "clock.toggle"));
  g_assert_true (g_hash_table_contains (all, "capture.paper"));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GHashTable) dead = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer name;

      gtk_window_set_default_size (GTK_WINDOW (window), widths[i], 721);
      g_assert_true (qv_test_wait (has_form, &(Form){ view, forms[i] }, 5000));
      g_object_set (view, "notes-shown", TRUE, NULL);
      qv_test_spin (500);
      note_buttons (GTK_WIDGET (view), all, dead);
      g_hash_table_iter_init (&iter, dead);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        if (!g_hash_table_contains (dead_before, name))
          {
            g_test_message ("%d wide: %s", widths[i], (const char *) name);
            g_test_fail ();
          }
    }
  qv_test_destroy (window);
  tear_down (library);
}

/* (transfer none): the row of the note that was said as number @index */
static GtkWidget *
find_row (QvSessionView *view, guint index)
{
  g_autoptr (QvItem) note = g_list_model_get_item (view->notes, index);

  qv_notes_panel_set_selected_note (view->notes_panel, qv_item_get_id (note));
  qv_test_spin (300);
  return _qv_notes_panel_find_row (view->notes_panel, qv_item_get_id (note));
}

static gboolean
has_evidence (gpointer data)
{
  return g_list_model_get_n_items (QV_SESSION_VIEW (data)->evidence) > 0;
}

static void
show_as (QvSessionView *view, GtkToggleButton *button)
{
  gtk_toggle_button_set_active (button, TRUE);
  qv_test_spin (500);
}

/* A note goes to where it is dropped on the map; a figure to the note on which it is dropped. */
static void
test_drops (void)
{
  Library *library = set_up ();
  g_autoptr (QvItem) note = NULL;
  g_autoptr (QvItem) evidence = NULL;
  QvSessionView *view;
  GtkWidget *window, *card;

  add_notes (library);
  view = open_view (library, 1800, 1000, &window);
  g_assert_true (qv_test_wait (has_notes, view, 3000));
  qv_test_spin (800);
  note = g_list_model_get_item (view->notes, 5);
  g_assert_false (qv_note_is_placed (QV_NOTE (note)));
  qv_test_drag (find_row (view, 5), GTK_WIDGET (view->map_view));
  qv_test_spin (300);
  g_assert_true (qv_note_is_placed (QV_NOTE (note)));
  /* The same as a card, and the figure that is shown below. */
  show_as (view, view->cards_button);
  card = GTK_WIDGET (qv_card_column_find_row (
      QV_CARD_COLUMN (qv_test_find (GTK_WIDGET (view->card_wall), QV_TYPE_CARD_COLUMN)), 0));
  g_assert_nonnull (card);
  qv_test_drag (qv_test_find (GTK_WIDGET (view->cards), QV_TYPE_INDICATOR_CARD), card);
  g_assert_true (qv_test_wait (has_evidence, view, 3000));
  evidence = g_list_model_get_item (view->evidence, 0);
  g_assert_cmpint (qv_item_get_int (evidence, QV_EVIDENCE_INDICATOR), ==, library->indicator);
  g_assert_cmpint (qv_item_get_int (evidence, QV_EVIDENCE_NOTE), ==,
                   qv_item_get_id (QV_ITEM (qv_note_row_get_note (QV_NOTE_ROW (card)))));
  qv_test_screenshot ("table-cards");
  qv_test_destroy (window);
  tear_down (library);
}

/* The room reads the note that is chosen, unless it is not to be read yet. */
static void
test_project (void)
{
  Library *library = set_up ();
  g_autoptr (QvItem) first = NULL;
  g_autoptr (QvItem) second = NULL;
  g_autofree char *page = NULL;
  QvEdit *edit;
  QvSessionView *view;
  GtkWidget *window;
  gint64 shown;

  add_notes (library);
  view = open_view (library, 1366, 768, &window);
  g_assert_true (qv_test_wait (has_notes, view, 3000));
  qv_test_spin (500);
  first = g_list_model_get_item (view->notes, 0);
  second = g_list_model_get_item (view->notes, 1);
  edit = qv_edit_new ("Write in silence", library->session);
  qv_edit_set (edit, QV_ENTITY_NOTE, qv_item_get_id (second), QV_NOTE_VEILED, qv_value_int (1));
  qv_test_apply (library->store, edit);
  qv_notes_panel_set_selected_note (view->notes_panel, qv_item_get_id (second));
  qv_test_spin (300);
  gtk_widget_activate_action (GTK_WIDGET (view->notes_panel), "note.project", NULL);
  g_assert_null (qv_presenter_get_window (view->presenter));
  qv_notes_panel_set_selected_note (view->notes_panel, qv_item_get_id (first));
  qv_test_spin (100);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view->notes_panel), "note.project", NULL));
  g_assert_nonnull (qv_presenter_get_window (view->presenter));
  g_object_get (view->presenter, "page", &page, "note", &shown, NULL);
  g_assert_cmpstr (page, ==, "note");
  g_assert_cmpint (shown, ==, qv_item_get_id (first));
  qv_test_spin (300);
  qv_test_destroy (window);
  tear_down (library);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/table/indicator", test_indicator);
  g_test_add_func ("/table/level", test_level);
  g_test_add_func ("/table/place", test_place);
  g_test_add_func ("/table/drawn-place", test_drawn_place);
  g_test_add_func ("/table/widths", test_widths);
  g_test_add_func ("/table/forms-keep-actions", test_forms_keep_actions);
  g_test_add_func ("/table/drops", test_drops);
  g_test_add_func ("/table/project", test_project);
  return g_test_run ();
}
