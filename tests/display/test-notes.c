/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facilitator's keyboard, from the key to the disk. */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "qv-capture.h"
#include "qv-note-commands.h"
#include "qv-note-row.h"
#include "qv-test-desk.h"
#include "qv-test-display.h"

typedef struct
{
  QvTestDesk desk;
  QvId residents_2;
  QvCapture *capture;
  GtkWidget *window;
} Table;

static void
open_panel (Table *table)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  qv_test_desk_open (&table->desk);
  table->capture = g_object_new (QV_TYPE_CAPTURE, NULL);
  qv_capture_set_session (table->capture, table->desk.session, table->desk.queue);
  qv_capture_set_participants (table->capture, table->desk.lists.participants);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table->capture));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table->desk.panel));
  gtk_widget_set_vexpand (GTK_WIDGET (table->desk.panel), TRUE);
  table->window = qv_test_show (box, 462, 900);
  qv_capture_focus_entry (table->capture);
}

static Table *
set_up (void)
{
  Table *table = g_new0 (Table, 1);

  qv_test_desk_make (&table->desk);
  for (int seat = 1; seat <= 6; seat++)
    {
      QvId id = qv_test_add_seat (table->desk.store, table->desk.session, QV_HELIX_RESIDENTS, seat);

      if (seat == 2)
        table->residents_2 = id;
    }
  return table;
}

static void
tear_down (Table *table)
{
  qv_test_destroy (table->window);
  qv_test_desk_close (&table->desk);
  g_free (table);
}

static QvItem *
get_note (Table *table, guint position)
{
  g_autoptr (QvItem) item = g_list_model_get_item (table->desk.lists.notes, position);

  g_assert_nonnull (item);
  return item;
}

static void
test_capture (void)
{
  Table *table = set_up ();
  QvItem *note;

  open_panel (table);
  qv_test_press ("4 2 exclam");
  qv_test_type ("Dopo gli sfratti restano 3 stanze!");
  qv_test_screenshot ("capture");
  qv_test_press ("Return");
  qv_test_wait_for_items (table->desk.lists.notes, 1);
  note = get_note (table, 0);
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_TEXT), ==, "Dopo gli sfratti restano 3 stanze!");
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_HELIX), ==, "residents");
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_KIND), ==, "problem");
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_AUTHOR), ==, table->residents_2);
  g_assert_cmpuint (qv_note_queue_get_n_waiting (table->desk.queue), ==, 0);
  g_assert_true (g_str_has_prefix (qv_capture_get_status (table->capture), "Saved"));

  /* Kind stays, helix and seat are cleared: Enter asks, and keeps what is written. */
  qv_test_type ("Parole senza nome");
  qv_test_press ("Return");
  qv_test_spin (100);
  g_assert_cmpuint (g_list_model_get_n_items (table->desk.lists.notes), ==, 1);
  g_assert_cmpstr (qv_capture_get_status (table->capture), ==, "Who is speaking? 1–4");
  qv_test_screenshot ("capture-asks");
  qv_test_press ("3 Return");
  qv_test_wait_for_items (table->desk.lists.notes, 2);
  note = get_note (table, 1);
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_TEXT), ==, "Parole senza nome");
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_HELIX), ==, "companies");
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_KIND), ==, "problem");
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_AUTHOR), ==, QV_ID_NONE);

  /* Ctrl+Enter keeps the speaker; Shift+Enter is a new line; Alt works at any moment. */
  qv_test_press ("4 2 equal a shift+Return b alt+1 alt+4 2 ctrl+Return");
  qv_test_wait_for_items (table->desk.lists.notes, 3);
  note = get_note (table, 2);
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_TEXT), ==, "a\nb2");
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_KIND), ==, "solution");
  qv_test_press ("2 c Return");
  qv_test_wait_for_items (table->desk.lists.notes, 4);
  g_assert_cmpstr (qv_item_get_text (get_note (table, 3), QV_NOTE_HELIX), ==, "residents");
  g_assert_cmpstr (qv_item_get_text (get_note (table, 3), QV_NOTE_TEXT), ==, "c");

  /* Escape empties and can be undone. */
  qv_test_press ("1");
  qv_test_type ("quasi perso");
  qv_test_press ("Escape ctrl+z Return");
  qv_test_wait_for_items (table->desk.lists.notes, 5);
  g_assert_cmpstr (qv_item_get_text (get_note (table, 4), QV_NOTE_TEXT), ==, "quasi perso");
  tear_down (table);
}

/* Whether any label below @widget says @text. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
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

/* Letters in place of the digits, wherever the keys are named. */
static void
test_capture_with_letters (void)
{
  const char *const words[] = { "a", "s", "d", "f", "-", NULL };
  const char *const broken[] = { "a", "a", "d", "f", "0", NULL };
  Table *table = set_up ();
  QvItem *note;

  open_panel (table);
  g_object_set (table->capture, "helix-keys", words, NULL);
  g_object_set (table->desk.panel, "helix-keys", words, NULL);
  g_object_set (table->capture, "helix-keys", broken, NULL);
  g_assert_true (says (GTK_WIDGET (table->capture), "Who is speaking? A S D F"));
  g_assert_true (says (GTK_WIDGET (table->desk.panel), "Press A S D F when someone speaks."));
  g_assert_nonnull (
      find_tooltip (GTK_WIDGET (table->capture), "Residents (F in the empty entry, Alt+4 at any time)"));
  qv_test_screenshot ("capture-letters");

  /* After who speaks, the same letters are words: "f2" is seat 2 of the residents. */
  qv_test_press ("f");
  qv_test_spin (50);
  g_assert_true (says (GTK_WIDGET (table->capture), "Which seat? 1–9, - for none; or write"));
  qv_test_press ("2 exclam");
  qv_test_type ("fasce di sosta");
  qv_test_press ("Return");
  qv_test_wait_for_items (table->desk.lists.notes, 1);
  note = get_note (table, 0);
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_TEXT), ==, "fasce di sosta");
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_HELIX), ==, "residents");
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_AUTHOR), ==, table->residents_2);

  /* Nobody is named; a seat need not be. */
  qv_test_press ("f minus");
  qv_test_type ("dado");
  qv_test_press ("Return");
  qv_test_wait_for_items (table->desk.lists.notes, 2);
  note = get_note (table, 1);
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_TEXT), ==, "dado");
  g_assert_cmpint (qv_item_get_int (note, QV_NOTE_AUTHOR), ==, QV_ID_NONE);

  /* Written first, asked afterwards; digits and capitals are words now. */
  qv_test_type ("Servono 4 fermate");
  qv_test_press ("Return");
  qv_test_spin (100);
  g_assert_cmpuint (g_list_model_get_n_items (table->desk.lists.notes), ==, 2);
  g_assert_cmpstr (qv_capture_get_status (table->capture), ==, "Who is speaking? A S D F");
  qv_test_press ("d Return");
  qv_test_wait_for_items (table->desk.lists.notes, 3);
  note = get_note (table, 2);
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_TEXT), ==, "Servono 4 fermate");
  g_assert_cmpstr (qv_item_get_text (note, QV_NOTE_HELIX), ==, "companies");
  tear_down (table);
}

static void
test_many (void)
{
  const guint n_notes = 300;
  Table *table = set_up ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gsize n_keys = 0;
  gint64 begin;
  guint dropped = 0;

  open_panel (table);
  for (guint i = 0; i < n_notes; i++)
    {
      char *line = g_strdup_printf ("%uNota numero %u: le vetrine restano chiuse", 1 + i % 3, i);

      n_keys += strlen (line) + 1;
      g_ptr_array_add (lines, line);
    }
  begin = g_get_monotonic_time ();
  qv_test_type_lines (lines);
  qv_test_wait_for_items (table->desk.lists.notes, n_notes);
  g_test_message ("%u notes, %" G_GSIZE_FORMAT " keys in %.1f s", n_notes, n_keys,
                  (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  for (guint i = 0; i < n_notes; i++)
    {
      g_autofree char *expected = g_strdup_printf ("Nota numero %u: le vetrine restano chiuse", i);
      const char *text = qv_item_get_text (get_note (table, i), QV_NOTE_TEXT);

      if (!g_str_equal (text, expected))
        {
          g_test_message ("note %u is “%s”", i, text);
          dropped++;
        }
    }
  g_assert_cmpuint (dropped, ==, 0);
  g_assert_cmpuint (qv_note_queue_get_n_waiting (table->desk.queue), ==, 0);
  tear_down (table);
}

static gboolean
has_problem (gpointer data)
{
  return qv_note_queue_get_problem (data) != NULL;
}

static void
test_full_disk (void)
{
  Table *table = set_up ();
  g_autofree char *wal = g_strconcat (qv_store_get_path (table->desk.store), "-wal", NULL);
  struct rlimit old, full;
  struct stat size;

  open_panel (table);
  qv_test_press ("1 a Return");
  qv_test_wait_for_items (table->desk.lists.notes, 1);

  /* No file may grow beyond the journal as it is. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (stat (wal, &size), ==, 0);
  getrlimit (RLIMIT_FSIZE, &old);
  full = old;
  full.rlim_cur = (rlim_t) size.st_size;
  setrlimit (RLIMIT_FSIZE, &full);
  qv_test_press ("2 b Return 3 c Return 4 0 d Return");
  g_assert_true (qv_test_wait (has_problem, table->desk.queue, 3000));
  g_assert_cmpuint (qv_note_queue_get_n_waiting (table->desk.queue), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (table->desk.lists.notes), ==, 1);
  qv_test_screenshot ("capture-full");

  setrlimit (RLIMIT_FSIZE, &old);
  qv_note_queue_retry (table->desk.queue);
  qv_test_wait_for_items (table->desk.lists.notes, 4);
  g_assert_null (qv_note_queue_get_problem (table->desk.queue));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (*qv_item_get_text (get_note (table, i), QV_NOTE_TEXT), ==, "abcd"[i]);
  tear_down (table);
}

static guint
count_shown (Table *table)
{
  GListModel *shown = qv_notes_panel_get_shown (table->desk.panel);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (QvOutlineRow) row = g_list_model_get_item (shown, i);

      n += qv_outline_row_get_note (row) != NULL;
    }
  return n;
}

static gboolean
is_found (gpointer data)
{
  return count_shown (data) == 1;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = qv_store_undo_finish (QV_STORE (source), result, &error);

  g_assert_no_error (error);
  *(char **) data = g_steal_pointer (&label);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
undo (Table *table, const char *expected)
{
  g_autofree char *label = NULL;

  qv_store_undo_async (table->desk.store, table->desk.session, undone_cb, &label);
  g_assert_true (qv_test_wait (is_set, &label, 3000));
  g_assert_cmpstr (label, ==, expected);
}

static gboolean
is_edited (gpointer data)
{
  return g_str_equal (qv_item_get_text (data, QV_NOTE_TEXT), "Cortili aperti dopo le 16:30!");
}

static void
test_panel (void)
{
  Table *table = set_up ();
  const gint64 start = g_get_real_time ();
  QvId last = QV_ID_NONE;
  QvItem *note;

  for (guint i = 0; i < 4; i++)
    qv_test_add_note (
        table->desk.store, table->desk.session, QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM,
        "La linea 4 salta le corse proprio alle sette di mattina, e chi lavora di notte non trova mezzi.",
        start + i);
  qv_test_add_note (table->desk.store, table->desk.session, QV_HELIX_COMPANIES, QV_NOTE_KIND_PROBLEM,
                    "Vetrine chiuse", start + 5);
  last = qv_test_add_note (table->desk.store, table->desk.session, QV_HELIX_AUTHORITIES,
                           QV_NOTE_KIND_CHALLENGE, "Cortili aperti dopo le 16:30", start + 6);
  open_panel (table);
  qv_test_wait_for_items (table->desk.lists.notes, 6);
  qv_test_screenshot ("panel");
  g_assert_cmpuint (count_shown (table), ==, 6);

  /* Search, in a thread. */
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "notes.search", NULL);
  qv_test_type ("cortil");
  qv_test_screenshot ("panel-search");
  g_assert_true (qv_test_wait (is_found, table, 3000));
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "notes.clear-filters", NULL);
  qv_test_spin (50);
  g_assert_cmpuint (count_shown (table), ==, 6);

  /* Edit in the row. */
  qv_notes_panel_begin_edit (table->desk.panel, last);
  qv_test_spin (100);
  qv_test_type ("!");
  qv_test_screenshot ("panel-edit");
  qv_test_press ("Return");
  note = get_note (table, 5);
  g_assert_true (qv_test_wait (is_edited, note, 3000));

  /* Delete and undo. */
  qv_notes_panel_set_selected_note (table->desk.panel, last);
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "note.delete", NULL);
  qv_test_wait_for_items (table->desk.lists.notes, 5);
  undo (table, "Delete note");
  qv_test_wait_for_items (table->desk.lists.notes, 6);
  g_assert_true (is_edited (get_note (table, 5)));

  /* Order. */
  g_object_set (table->desk.panel, "order", "newest", NULL);
  qv_test_spin (50);
  tear_down (table);
}

typedef struct
{
  gint64 last;
  gint64 longest; /* microseconds */
} Meter;

static gboolean
tick_cb (gpointer data)
{
  Meter *meter = data;
  gint64 now = g_get_monotonic_time ();

  meter->longest = MAX (meter->longest, now - meter->last - 5 * G_TIME_SPAN_MILLISECOND);
  meter->last = now;
  return G_SOURCE_CONTINUE;
}

static void
test_thousand (void)
{
  Table *table = set_up ();
  Meter meter = { 0 };
  guint source;
  QvEdit *edit = qv_edit_new ("Add notes", table->desk.session);

  for (guint i = 0; i < 1000; i++)
    {
      QvRecord *note = qv_record_new (QV_ENTITY_NOTE, qv_id_new ());
      g_autofree char *text = g_strdup_printf ("Nota %u: chi lavora di notte non trova mezzi per tornare", i);

      qv_record_set_int (note, QV_NOTE_SESSION, table->desk.session);
      qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word ((QvHelix) (1 + i % 4)));
      qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word ((QvNoteKind) (i % 5)));
      qv_record_set_text (note, QV_NOTE_TEXT, text);
      qv_record_set_int (note, QV_NOTE_SAID, 1 + i);
      qv_edit_insert (edit, note);
    }
  qv_test_apply (table->desk.store, edit);
  open_panel (table);
  meter.last = g_get_monotonic_time ();
  source = g_timeout_add_full (G_PRIORITY_HIGH, 5, tick_cb, &meter, NULL);
  qv_test_wait_for_items (table->desk.lists.notes, 1000);
  g_assert_cmpuint (count_shown (table), ==, 1000);
  qv_test_spin (1500);
  g_source_remove (source);
  g_test_message ("longest stall of the main loop while 1,000 notes are shown: %.1f ms",
                  (double) meter.longest / G_TIME_SPAN_MILLISECOND);
  qv_test_screenshot ("panel-1000");
  /* Rows are for what is seen, not for each note. */
  g_assert_cmpuint (qv_test_count (GTK_WIDGET (table->desk.panel), QV_TYPE_NOTE_ROW), <, 300);
  tear_down (table);
}

static void
test_lines (void)
{
  Table *table = set_up ();
  GdkClipboard *clipboard;

  open_panel (table);
  clipboard = gtk_widget_get_clipboard (table->window);
  gdk_clipboard_set_text (clipboard, "- Vetrine chiuse\n\n• Corse saltate\n  Affitti alti\n");
  qv_test_press ("ctrl+v");
  qv_test_spin (200);
  qv_test_screenshot ("capture-lines");
  /* The offer stands below the entry. */
  qv_test_press ("Tab Return");
  qv_test_spin (100);
  g_assert_cmpuint (g_list_model_get_n_items (table->desk.lists.notes), ==, 0);
  g_assert_cmpstr (qv_capture_get_status (table->capture), ==, "Who is speaking? 1–4");
  qv_test_press ("2 Tab Return");
  qv_test_wait_for_items (table->desk.lists.notes, 3);
  g_assert_cmpstr (qv_item_get_text (get_note (table, 0), QV_NOTE_TEXT), ==, "Vetrine chiuse");
  g_assert_cmpstr (qv_item_get_text (get_note (table, 1), QV_NOTE_TEXT), ==, "Corse saltate");
  g_assert_cmpstr (qv_item_get_text (get_note (table, 2), QV_NOTE_TEXT), ==, "Affitti alti");
  g_assert_cmpstr (qv_item_get_text (get_note (table, 2), QV_NOTE_HELIX), ==, "research");
  tear_down (table);
}

static GtkWidget *
find_named (GtkWidget *widget, const char *icon_name)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), icon_name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, icon_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_revealed (gpointer data)
{
  return says (data, "Segreto");
}

static void
test_silence (void)
{
  Table *table = set_up ();

  open_panel (table);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                    find_named (GTK_WIDGET (table->capture), "view-conceal-symbolic")),
                                TRUE);
  qv_capture_focus_entry (table->capture);
  qv_test_press ("1");
  qv_test_type ("Segreto");
  qv_test_press ("Return");
  qv_test_wait_for_items (table->desk.lists.notes, 1);
  qv_test_spin (300);
  qv_test_screenshot ("panel-silence");
  g_assert_cmpint (qv_item_get_int (get_note (table, 0), QV_NOTE_VEILED), ==, 1);
  g_assert_true (says (GTK_WIDGET (table->desk.panel), "•••"));
  g_assert_false (says (GTK_WIDGET (table->desk.panel), "Segreto"));
  g_assert_true (says (GTK_WIDGET (table->desk.panel), "Reveal 1 Note"));
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "notes.reveal", NULL);
  g_assert_true (qv_test_wait (is_revealed, table->desk.panel, 3000));
  g_assert_cmpint (qv_item_get_int (get_note (table, 0), QV_NOTE_VEILED), ==, 0);
  tear_down (table);
}

static gboolean
is_kept (gpointer data)
{
  g_autofree char *content = NULL;

  return g_file_get_contents (data, &content, NULL, NULL) && strstr (content, "Mezza frase") != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return !g_file_test (data, G_FILE_TEST_EXISTS);
}

/* What is being written when the program dies is there when it starts again, who says it included. */
static void
test_draft (void)
{
  Table *table = set_up ();
  g_autofree char *path = g_strconcat (qv_store_get_path (table->desk.store), ".draft", NULL);
  QvCapture *again;
  GtkWidget *window;

  open_panel (table);
  qv_capture_set_draft_file (table->capture, path);
  qv_test_press ("4 2 exclam");
  qv_test_type ("Mezza frase");
  g_assert_true (qv_test_wait (is_kept, path, 4000));

  again = g_object_new (QV_TYPE_CAPTURE, NULL);
  qv_capture_set_session (again, table->desk.session, table->desk.queue);
  qv_capture_set_participants (again, table->desk.lists.participants);
  qv_capture_set_draft_file (again, path);
  window = qv_test_show (GTK_WIDGET (again), 462, 400);
  qv_test_spin (300);
  qv_capture_focus_entry (again);
  qv_test_press ("Return");
  qv_test_wait_for_items (table->desk.lists.notes, 1);
  g_assert_cmpstr (qv_item_get_text (get_note (table, 0), QV_NOTE_TEXT), ==, "Mezza frase");
  g_assert_cmpstr (qv_item_get_text (get_note (table, 0), QV_NOTE_KIND), ==, "problem");
  g_assert_cmpint (qv_item_get_int (get_note (table, 0), QV_NOTE_AUTHOR), ==, table->residents_2);
  g_assert_true (qv_test_wait (is_gone, path, 4000));
  qv_test_destroy (window);
  tear_down (table);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/notes/capture", test_capture);
  g_test_add_func ("/notes/capture-with-letters", test_capture_with_letters);
  g_test_add_func ("/notes/panel", test_panel);
  g_test_add_func ("/notes/thousand", test_thousand);
  g_test_add_func ("/notes/lines", test_lines);
  g_test_add_func ("/notes/silence", test_silence);
  g_test_add_func ("/notes/draft", test_draft);
  g_test_add_func ("/notes/full-disk", test_full_disk);
  g_test_add_func ("/notes/many", test_many);
  return g_test_run ();
}
