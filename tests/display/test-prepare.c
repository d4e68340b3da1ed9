/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is prepared before the day. */
#include "config.h"

#include <glib/gstdio.h>

#include "qv-people-dialog.h"
#include "qv-person-row.h"
#include "qv-prepare-view.h"
#include "qv-print-menu.h"
#include "qv-seat-ring.h"
#include "qv-step-row.h"
#include "qv-territory-chooser.h"
#include "qv-test-display.h"

typedef struct
{
  QvId activated;
  QvId moved;
  guint to;
} Ring;

static void
activated_cb (QvSeatRing *ring, QvId participant, Ring *heard)
{
  heard->activated = participant;
}

static void
moved_cb (QvSeatRing *ring, QvId participant, guint to, Ring *heard)
{
  heard->moved = participant;
  heard->to = to;
}

static void
test_ring (void)
{
  QvSeat seats[16];
  GtkWidget *ring = qv_seat_ring_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window;
  Ring heard = { 0 };

  for (int i = 0; i < 16; i++)
    seats[i] = (QvSeat){ 100 + i, (QvHelix) (i % 4 + 1), i / 4 + 1,
                         i < 5    ? QV_SEAT_MARK_CHECK
                         : i < 11 ? QV_SEAT_MARK_FILLED
                                  : QV_SEAT_MARK_OUTLINE,
                         NULL };
  qv_seat_ring_set_seats (QV_SEAT_RING (ring), seats, 16);
  qv_seat_ring_set_current (QV_SEAT_RING (ring), 103);
  qv_seat_ring_set_child (QV_SEAT_RING (ring), gtk_label_new ("11 of 16"));
  qv_seat_ring_set_reorderable (QV_SEAT_RING (ring), TRUE);
  g_signal_connect (ring, "seat-activated", G_CALLBACK (activated_cb), &heard);
  g_signal_connect (ring, "seat-moved", G_CALLBACK (moved_cb), &heard);
  gtk_box_append (GTK_BOX (box), ring);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("After"));
  window = qv_test_show (box, 300, 400);

  /* Tab comes to the current seat; arrows go round and over the top; Tab leaves. */
  gtk_widget_grab_focus (ring);
  qv_test_press ("Return");
  g_assert_cmpint (heard.activated, ==, 103);
  qv_test_press ("Left Left Left Left space");
  g_assert_cmpint (heard.activated, ==, 115);
  qv_test_press ("alt+Right");
  g_assert_cmpint (heard.moved, ==, 115);
  g_assert_cmpuint (heard.to, ==, 0);
  qv_test_screenshot ("ring");

  /* Who stays keeps the keyboard. */
  qv_seat_ring_set_seats (QV_SEAT_RING (ring), seats + 8, 8);
  heard.activated = QV_ID_NONE;
  qv_test_press ("space");
  g_assert_cmpint (heard.activated, ==, 115);
  qv_test_press ("Tab");
  g_assert_null (gtk_widget_get_focus_child (ring));
  qv_test_destroy (window);
}

typedef struct
{
  QvStore *store;
  QvId session;
  GtkWidget *view;
  GtkWidget *window;
  char *said;
} Stage;

static void
said_cb (GtkWidget *view, const char *sentence, Stage *stage)
{
  g_free (stage->said);
  stage->said = g_strdup (sentence);
}

static void
add_step (Stage *stage, int position, const char *title, int minutes)
{
  QvRecord *step = qv_record_new (QV_ENTITY_STEP, qv_id_new ());
  QvEdit *edit = qv_edit_new ("Add step", stage->session);

  qv_record_set_int (step, QV_STEP_SESSION, stage->session);
  qv_record_set_int (step, QV_STEP_POSITION, position);
  qv_record_set_text (step, QV_STEP_TITLE, title);
  qv_record_set_int (step, QV_STEP_MINUTES, minutes);
  qv_edit_insert (edit, step);
  qv_test_apply (stage->store, edit);
}

static void
set_confirmed (Stage *stage, QvId participant)
{
  QvEdit *edit = qv_edit_new ("Confirm", stage->session);

  qv_edit_set (edit, QV_ENTITY_PARTICIPANT, participant, QV_PARTICIPANT_CONFIRMED, qv_value_int (1));
  qv_test_apply (stage->store, edit);
}

static void
fill_session (Stage *stage)
{
  QvEdit *edit = qv_edit_new ("Plan", stage->session);

  qv_edit_set (edit, QV_ENTITY_SESSION, stage->session, QV_SESSION_STARTS,
               qv_value_text ("2026-05-28T14:00"));
  qv_edit_set (edit, QV_ENTITY_SESSION, stage->session, QV_SESSION_MINUTES, qv_value_int (120));
  qv_test_apply (stage->store, edit);
  add_step (stage, 1, "Benvenuto e regole", 10);
  add_step (stage, 2, "Giro di tavolo", 20);
  add_step (stage, 3, "Problemi sulla mappa", 35);
  for (int seat = 1; seat <= 3; seat++)
    {
      set_confirmed (stage, qv_test_add_seat (stage->store, stage->session, QV_HELIX_AUTHORITIES, seat));
      set_confirmed (stage, qv_test_add_seat (stage->store, stage->session, QV_HELIX_RESIDENTS, seat));
    }
  qv_test_add_seat (stage->store, stage->session, QV_HELIX_COMPANIES, 1);
}

static GtkWidget *
find (GtkWidget *widget, GType type, const char *class_name)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (class_name == NULL || gtk_widget_has_css_class (widget, class_name)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, class_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_rows (gpointer data)
{
  GtkWidget *view = data;

  return find (view, QV_TYPE_STEP_ROW, NULL) != NULL && find (view, QV_TYPE_PERSON_ROW, NULL) != NULL;
}

static void
open_stage (Stage *stage, int width, int height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record = qv_store_get_record (stage->store, QV_ENTITY_SESSION, stage->session, &error);
  g_autoptr (QvItem) session = NULL;

  g_assert_no_error (error);
  session = qv_item_new (record);
  stage->view = qv_prepare_view_new (stage->store, QV_SESSION (session));
  g_signal_connect (stage->view, "done", G_CALLBACK (said_cb), stage);
  g_signal_connect (stage->view, "failed", G_CALLBACK (said_cb), stage);
  stage->window = qv_test_show (stage->view, width, height);
  g_assert_true (qv_test_wait (has_rows, stage->view, 3000));
  qv_test_spin (100);
}

static Stage *
set_up (void)
{
  Stage *stage = g_new0 (Stage, 1);

  stage->store = qv_test_open_store ();
  stage->session = qv_test_add_session (stage->store, "Scuole e cortili aperti", QV_ID_NONE);
  fill_session (stage);
  return stage;
}

static void
tear_down (Stage *stage)
{
  qv_test_close_store (stage->store);
  g_free (stage->said);
  g_free (stage);
}

static GPtrArray *
list_steps (Stage *stage)
{
  return qv_store_list (stage->store, QV_ENTITY_STEP, QV_STEP_SESSION, stage->session, NULL);
}

static gboolean
is_first (gpointer data)
{
  g_autoptr (GPtrArray) steps = list_steps (data);

  return g_strcmp0 (qv_record_get_text (steps->pdata[0], QV_STEP_TITLE), "Giro di tavolo") == 0;
}

static gboolean
is_longer (gpointer data)
{
  g_autoptr (GPtrArray) steps = list_steps (data);

  return qv_record_get_int (steps->pdata[1], QV_STEP_MINUTES) == 15;
}

static gboolean
has_two_steps (gpointer data)
{
  g_autoptr (GPtrArray) steps = list_steps (data);

  return steps->len == 2;
}

static void
test_agenda (void)
{
  Stage *stage = set_up ();
  GtkWidget *row, *spin;

  open_stage (stage, 1366, 768);
  row = find (stage->view, QV_TYPE_STEP_ROW, NULL);
  g_assert_true (gtk_widget_grab_focus (row));

  /* The row goes down with the keyboard, and comes back with one undo. */
  qv_test_press ("alt+Down");
  g_assert_true (qv_test_wait (is_first, stage, 3000));
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (row)) == row);

  /* The minutes are written when they have settled. */
  spin = find (row, GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_spin (GTK_SPIN_BUTTON (spin), GTK_SPIN_STEP_FORWARD, 5.0);
  g_assert_true (qv_test_wait (is_longer, stage, 3000));

  qv_test_press ("Return");
  qv_test_spin (400);
  g_assert_true (qv_step_row_is_open (QV_STEP_ROW (row)));
  qv_test_screenshot ("prepare-open");
  gtk_widget_grab_focus (row);
  qv_test_press ("Delete");
  g_assert_true (qv_test_wait (has_two_steps, stage, 3000));
  qv_test_spin (100);
  g_assert_cmpstr (stage->said, ==, "Remove step");
  g_assert_true (qv_store_undo (stage->store, stage->session, NULL, NULL));
  g_assert_true (qv_store_undo (stage->store, stage->session, NULL, NULL));
  g_assert_true (qv_store_undo (stage->store, stage->session, NULL, NULL));
  g_assert_false (is_first (stage));
  qv_test_destroy (stage->window);
  tear_down (stage);
}

/* A wheel that comes by and undo leave the minutes alone. */
static void
test_still_minutes (void)
{
  Stage *stage = set_up ();
  g_autoptr (GPtrArray) steps = NULL;
  GtkWidget *spin;

  open_stage (stage, 1366, 768);
  spin = find (find (stage->view, QV_TYPE_STEP_ROW, NULL), GTK_TYPE_SPIN_BUTTON, NULL);
  qv_test_wheel (spin, 2);
  qv_test_spin (200);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin)), ==, 10);
  gtk_widget_grab_focus (spin);
  qv_test_press ("ctrl+z Tab");
  qv_test_spin (900);
  steps = list_steps (stage);
  g_assert_cmpint (qv_record_get_int (steps->pdata[0], QV_STEP_MINUTES), ==, 10);
  qv_test_destroy (stage->window);
  tear_down (stage);
}

static gboolean
is_named (gpointer data)
{
  Stage *stage = data;
  g_autoptr (GPtrArray) organisations =
      qv_store_list (stage->store, QV_ENTITY_ORGANISATION, QV_STORE_ALL, QV_ID_NONE, NULL);

  return organisations->len == 1 &&
         g_strcmp0 (qv_record_get_text (organisations->pdata[0], QV_ORGANISATION_NAME), "Libreria") == 0;
}

static gboolean
has_nine (gpointer data)
{
  Stage *stage = data;
  g_autoptr (GPtrArray) participants =
      qv_store_list (stage->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, stage->session, NULL);

  return participants->len == 9;
}

static void
test_people (void)
{
  Stage *stage = set_up ();
  GtkWidget *row, *dialog;
  GtkWidget *focus;

  open_stage (stage, 1366, 768);
  /* Who is missing comes first: the company that has not confirmed. */
  row = find (stage->view, QV_TYPE_PERSON_ROW, NULL);
  gtk_widget_grab_focus (row);
  qv_test_press ("Return");
  qv_test_spin (400);
  g_assert_true (qv_person_row_is_open (QV_PERSON_ROW (row)));
  focus = find (row, GTK_TYPE_ENTRY, NULL);
  gtk_widget_grab_focus (focus);
  qv_test_type ("Libreria");
  qv_test_press ("Return");
  g_assert_true (qv_test_wait (is_named, stage, 3000));
  qv_test_screenshot ("prepare-person");

  /* The list is written where the keyboard is, and each line becomes a seat. */
  gtk_widget_activate_action (row, "people.paste", NULL);
  qv_test_spin (300);
  dialog = qv_test_find_window (QV_TYPE_PEOPLE_DIALOG);
  g_assert_nonnull (dialog);
  qv_test_give_keyboard (dialog);
  qv_test_type ("Ada Neri; ricerca; Politecnico");
  qv_test_press ("Return");
  qv_test_type ("Bo Verdi; cittadini");
  qv_test_screenshot ("prepare-paste");
  g_signal_emit_by_name (find (dialog, GTK_TYPE_BUTTON, "suggested-action"), "clicked");
  g_assert_true (qv_test_wait (has_nine, stage, 3000));
  qv_test_spin (200);
  qv_test_destroy (stage->window);
  tear_down (stage);
}

static guint
count_coming (Stage *stage)
{
  g_autoptr (GPtrArray) participants =
      qv_store_list (stage->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, stage->session, NULL);
  guint n = 0;

  for (guint i = 0; i < participants->len; i++)
    n += qv_record_get_int (participants->pdata[i], QV_PARTICIPANT_CONFIRMED) != 0;
  return n;
}

static gboolean
has_seven_coming (gpointer data)
{
  return count_coming (data) == 7;
}

static gboolean
has_all_coming (gpointer data)
{
  return count_coming (data) == 10;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Ids of the participants as they stand in the list. */
static char *
describe_list (Stage *stage)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (find (stage->view, QV_TYPE_PERSON_ROW, NULL)));
  g_autoptr (GString) text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ",
                            qv_person_row_get_participant (QV_PERSON_ROW (row)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_confirm (void)
{
  Stage *stage = set_up ();
  g_autofree char *before = NULL, *after = NULL, *anew = NULL;
  GtkWidget *row, *confirm;

  for (int seat = 1; seat <= 3; seat++)
    qv_test_add_seat (stage->store, stage->session, QV_HELIX_RESEARCH, seat);
  open_stage (stage, 1366, 768);
  before = describe_list (stage);
  confirm = find_button (stage->view, "C_onfirm All");
  g_assert_true (gtk_widget_get_mapped (confirm));

  /* "Show" leads to the first who is missing, whose helix is covered with one click: nobody moves. */
  row = find (stage->view, QV_TYPE_PERSON_ROW, NULL);
  g_signal_emit_by_name (find_button (stage->view, "Show"), "clicked");
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (row)) == row);
  g_assert_true (gtk_window_get_focus_visible (GTK_WINDOW (gtk_widget_get_root (row))));
  g_signal_emit_by_name (find (row, GTK_TYPE_BUTTON, "pill-button"), "clicked");
  g_assert_true (qv_test_wait (has_seven_coming, stage, 3000));
  qv_test_spin (300);
  after = describe_list (stage);
  g_assert_cmpstr (after, ==, before);

  /* The others with one key, and one undo takes it back. */
  gtk_widget_grab_focus (confirm);
  qv_test_press ("space");
  g_assert_true (qv_test_wait (has_all_coming, stage, 3000));
  qv_test_spin (300);
  g_assert_false (gtk_widget_get_sensitive (confirm));
  g_assert_true (gtk_widget_get_mapped (confirm));
  g_assert_nonnull (gtk_root_get_focus (gtk_widget_get_root (row)));
  g_assert_cmpstr (stage->said, ==, "Confirm all participants");
  qv_test_screenshot ("prepare-confirmed");
  g_assert_true (qv_store_undo (stage->store, stage->session, NULL, NULL));
  g_assert_true (has_seven_coming (stage));
  qv_test_spin (300);
  g_assert_true (gtk_widget_get_sensitive (confirm));

  /* What was shown is sorted when the page is shown again. */
  gtk_widget_set_visible (stage->view, FALSE);
  gtk_widget_set_visible (stage->view, TRUE);
  qv_test_spin (500);
  anew = describe_list (stage);
  g_assert_cmpstr (anew, !=, before);
  qv_test_destroy (stage->window);
  tear_down (stage);
}

static gboolean
has_consents (gpointer data)
{
  Stage *stage = data;
  g_autoptr (GPtrArray) consents =
      qv_store_list (stage->store, QV_ENTITY_CONSENT, QV_CONSENT_SESSION, stage->session, NULL);

  return consents->len == 7;
}

static void
test_consents (void)
{
  Stage *stage = set_up ();
  QvEdit *edit = qv_edit_new ("Write", stage->session);
  GtkWidget *dialog;

  qv_edit_set (edit, QV_ENTITY_SESSION, stage->session, QV_SESSION_CONSENT_TEXT,
               qv_value_text ("I take part."));
  qv_test_apply (stage->store, edit);
  open_stage (stage, 1366, 768);
  g_signal_emit_by_name (find_button (stage->view, "Record"), "clicked");
  qv_test_spin (300);
  dialog = qv_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  qv_test_give_keyboard (dialog);
  qv_test_screenshot ("prepare-consents");
  qv_test_press ("alt+r");
  g_assert_true (qv_test_wait (has_consents, stage, 3000));
  qv_test_spin (300);
  g_assert_cmpstr (stage->said, ==, "Record consents");
  g_assert_false (gtk_widget_get_visible (find_button (stage->view, "Record")));
  qv_test_destroy (stage->window);
  tear_down (stage);
}

static gboolean
is_read (gpointer data)
{
  return qv_prepare_context_get (data) != NULL;
}

static void
chosen_cb (GtkWidget *chooser, gint64 territory, gint64 *heard)
{
  *heard = territory;
}

/* A level with so many territories as France has communes. */
static QvId
add_communes (Stage *stage, guint n)
{
  QvRecord *level = qv_record_new (QV_ENTITY_LEVEL, qv_id_new ());
  QvEdit *edit = qv_edit_new ("Import", QV_ID_NONE);
  QvId id = level->id, last = QV_ID_NONE;

  qv_record_set_text (level, QV_LEVEL_NAME, "Communes");
  qv_edit_insert (edit, level);
  for (guint i = 0; i < n; i++)
    {
      QvRecord *place = qv_record_new (QV_ENTITY_TERRITORY, qv_id_new ());
      g_autofree char *code = g_strdup_printf ("%05u", i);
      g_autofree char *name = g_strdup_printf (i + 1 < n ? "Saint-Étienne %u" : "L’Haÿ-les-Roses %u", i);

      last = place->id;
      qv_record_set_int (place, QV_TERRITORY_LEVEL, id);
      qv_record_set_text (place, QV_TERRITORY_CODE, code);
      qv_record_set_text (place, QV_TERRITORY_NAME, name);
      qv_edit_insert (edit, place);
    }
  qv_test_apply (stage->store, edit);
  edit = qv_edit_new ("Choose territories", stage->session);
  qv_edit_set (edit, QV_ENTITY_SESSION, stage->session, QV_SESSION_LEVEL, qv_value_int (id));
  qv_test_apply (stage->store, edit);
  return last;
}

static gboolean
lists_one (gpointer data)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (data));

  return g_list_model_get_n_items (model) == 1;
}

static gboolean
lists_many (gpointer data)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (data));

  return g_list_model_get_n_items (model) > 100;
}

/* Where somebody comes from is found by a few letters, among 35,000. */
static void
test_territory (void)
{
  Stage *stage = set_up ();
  QvId last = add_communes (stage, 35000);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *chooser, *list;
  g_autoptr (QvRecord) record = qv_store_get_record (stage->store, QV_ENTITY_SESSION, stage->session, NULL);
  g_autoptr (QvItem) session = qv_item_new (record);
  g_autoptr (QvPrepareContext) context = qv_prepare_context_new (stage->store, QV_SESSION (session));
  gint64 heard = -1;

  g_assert_true (qv_test_wait (is_read, context, 5000));
  chooser = qv_territory_chooser_new (context);
  g_signal_connect (chooser, "chosen", G_CALLBACK (chosen_cb), &heard);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), chooser);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  stage->window = qv_test_show (button, 500, 600);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  list = find (chooser, GTK_TYPE_LIST_VIEW, NULL);
  g_assert_true (qv_test_wait (lists_many, list, 10000));
  qv_test_type ("hay");
  g_assert_true (qv_test_wait (lists_one, list, 3000));
  qv_test_screenshot ("prepare-territory");
  qv_test_press ("Return");
  g_assert_cmpint (heard, ==, last);
  qv_test_destroy (stage->window);
  tear_down (stage);
}

static void
test_widths (void)
{
  const int widths[] = { 1920, 1366, 1024, 360 };
  Stage *stage = set_up ();

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("prepare-%d", widths[i]);

      open_stage (stage, widths[i], widths[i] > 400 ? 768 : 640);
      qv_test_spin (300);
      /* What is inside fits, or it would be cut off. */
      g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_first_child (stage->view)), ==,
                       gtk_widget_get_width (stage->view));
      g_assert_cmpint (gtk_widget_get_width (stage->view), <=, widths[i]);
      qv_test_screenshot (name);
      qv_test_destroy (stage->window);
    }
  tear_down (stage);
}

static gboolean
is_said (gpointer data)
{
  return ((Stage *) data)->said != NULL;
}

/* Returns: the sentence that is said about it */
static const char *
print_to (Stage *stage, QvPrepareContext *context, const char *word, const char *path)
{
  g_clear_pointer (&stage->said, g_free);
  qv_print_sheet (stage->view, context, word, path);
  g_assert_true (qv_test_wait (is_said, stage, 5000));
  return stage->said;
}

/* What a printer would get goes to a file: the same drawing, through the toolkit's printing. */
static void
test_print (void)
{
  const char *const words[] = { "agenda", "seats", "consent" };
  Stage *stage = set_up ();
  g_autoptr (QvRecord) record = NULL;
  g_autoptr (QvItem) session = NULL;
  g_autoptr (QvPrepareContext) context = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-print-XXXXXX", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none-such", "x.pdf", NULL);

  open_stage (stage, 1366, 768);
  record = qv_store_get_record (stage->store, QV_ENTITY_SESSION, stage->session, NULL);
  session = qv_item_new (record);
  context = qv_prepare_context_new (stage->store, QV_SESSION (session));
  g_signal_connect (context, "failed", G_CALLBACK (said_cb), stage);
  g_assert_true (qv_test_wait (is_read, context, 3000));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = g_build_filename (folder, words[i], NULL);
      g_autofree char *bytes = NULL;

      g_assert_nonnull (strstr (print_to (stage, context, words[i], path), "is sent to the printer."));
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, "%PDF"));
      g_unlink (path);
    }
  /* What cannot be is told in a sentence. */
  g_assert_nonnull (strstr (print_to (stage, context, "map", nowhere), "no map to print"));
  g_assert_true (g_str_has_prefix (print_to (stage, context, "agenda", nowhere), "Nothing was printed: "));
  g_rmdir (folder);
  qv_test_destroy (stage->window);
  tear_down (stage);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/prepare/ring", test_ring);
  g_test_add_func ("/prepare/agenda", test_agenda);
  g_test_add_func ("/prepare/still-minutes", test_still_minutes);
  g_test_add_func ("/prepare/people", test_people);
  g_test_add_func ("/prepare/confirm", test_confirm);
  g_test_add_func ("/prepare/consents", test_consents);
  g_test_add_func ("/prepare/territory", test_territory);
  g_test_add_func ("/prepare/widths", test_widths);
  g_test_add_func ("/prepare/print", test_print);
  return g_test_run ();
}
