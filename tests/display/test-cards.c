/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes as cards: going about, moving and naming by keyboard, dragging, and a thousand of them. What came
 * of it is read from the live lists, which hold what the store wrote. */
#include "config.h"

#include <time.h>

#include "qv-card-column.h"
#include "qv-card-wall.h"
#include "qv-note-weaving.h"
#include "qv-test-desk.h"
#include "qv-test-display.h"

#define N_NOTES 1000
#define N_CLUSTERS 12

typedef struct
{
  QvTestDesk desk;
  QvId clusters[2];
  QvId notes[4];
  GtkWidget *wall;
  GtkWidget *window;
} Table;

static QvId
add_cluster (QvEdit *edit, QvId session, const char *name, int position)
{
  QvRecord *cluster = qv_test_add (edit, QV_ENTITY_CLUSTER);

  qv_record_set_int (cluster, QV_CLUSTER_SESSION, session);
  qv_record_set_text (cluster, QV_CLUSTER_NAME, name);
  qv_record_set_int (cluster, QV_CLUSTER_POSITION, position);
  return cluster->id;
}

static QvId
add_note (QvEdit *edit, QvId session, QvHelix helix, const char *text, QvId cluster, gint64 said)
{
  QvRecord *note = qv_test_add (edit, QV_ENTITY_NOTE);

  qv_record_set_int (note, QV_NOTE_SESSION, session);
  qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word (helix));
  qv_record_set_text (note, QV_NOTE_KIND, "problem");
  qv_record_set_text (note, QV_NOTE_TEXT, text);
  qv_record_set_int (note, QV_NOTE_SAID, said);
  if (cluster != QV_ID_NONE)
    qv_record_set_int (note, QV_NOTE_CLUSTER, cluster);
  return note->id;
}

static void
show_window (Table *table, gboolean with_wall)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  qv_test_desk_open (&table->desk);
  table->wall = g_object_new (QV_TYPE_CARD_WALL, NULL);
  qv_card_wall_set_panel (QV_CARD_WALL (table->wall), table->desk.panel);
  gtk_widget_set_hexpand (table->wall, TRUE);
  gtk_widget_set_visible (table->wall, with_wall);
  gtk_widget_set_size_request (GTK_WIDGET (table->desk.panel), 366, -1);
  gtk_box_append (GTK_BOX (box), table->wall);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table->desk.panel));
  table->window = qv_test_show (box, 1500, 800);
}

/* Rents: "Affitti cari"; Trams: "Linea 4 in ritardo"; in none: "Sfratti", "Alloggi vuoti". */
static Table *
set_up (void)
{
  Table *table = g_new0 (Table, 1);
  QvEdit *edit;

  qv_test_desk_make (&table->desk);
  edit = qv_edit_new ("Set up", table->desk.session);
  table->clusters[0] = add_cluster (edit, table->desk.session, "Rents", 1);
  table->clusters[1] = add_cluster (edit, table->desk.session, "Trams", 2);
  table->notes[0] =
      add_note (edit, table->desk.session, QV_HELIX_RESIDENTS, "Affitti cari", table->clusters[0], 1000);
  table->notes[1] = add_note (edit, table->desk.session, QV_HELIX_COMPANIES, "Linea 4 in ritardo",
                              table->clusters[1], 1001);
  table->notes[2] = add_note (edit, table->desk.session, QV_HELIX_RESEARCH, "Sfratti", QV_ID_NONE, 1002);
  table->notes[3] =
      add_note (edit, table->desk.session, QV_HELIX_RESIDENTS, "Alloggi vuoti", QV_ID_NONE, 1003);
  qv_test_apply (table->desk.store, edit);
  show_window (table, TRUE);
  qv_test_spin (400);
  return table;
}

static void
tear_down (Table *table)
{
  qv_test_destroy (table->window);
  qv_test_desk_close (&table->desk);
  g_free (table);
}

static gboolean
has_columns (gpointer data)
{
  return qv_test_find (((Table *) data)->wall, QV_TYPE_CARD_COLUMN) != NULL;
}

static GtkWidget *
get_column (Table *table, guint index)
{
  GtkWidget *column = qv_test_find (table->wall, QV_TYPE_CARD_COLUMN);

  while (column != NULL && index-- > 0)
    column = gtk_widget_get_next_sibling (column);
  return column;
}

/* The wall as text: a line for each column. */
static char *
describe (gpointer data)
{
  Table *table = data;
  GString *text = g_string_new (NULL);

  for (GtkWidget *column = get_column (table, 0); column != NULL;
       column = gtk_widget_get_next_sibling (column))
    {
      QvCardPile *pile = qv_card_column_get_pile (QV_CARD_COLUMN (column));
      QvCluster *cluster = qv_outline_row_get_cluster (qv_card_pile_get_heading (pile));

      g_string_append (text, cluster != NULL ? qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME)
                             : qv_outline_row_get_kind (qv_card_pile_get_heading (pile)) == QV_OUTLINE_PARKED
                                 ? "[parked]"
                                 : "[apart]");
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pile)); i++)
        {
          g_autoptr (QvOutlineRow) row = g_list_model_get_item (G_LIST_MODEL (pile), i);

          g_string_append_printf (text, " %s;",
                                  qv_item_get_text (qv_outline_row_get_item (row), QV_NOTE_TEXT));
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
assert_wall (Table *table, const char *text)
{
  qv_test_assert_described (describe, table, text);
  qv_test_spin (150);
}

/* What is on the disk, asked for anew. */
static QvId
read_cluster (Table *table, QvId note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record = qv_store_get_record (table->desk.store, QV_ENTITY_NOTE, note, &error);

  g_assert_no_error (error);
  return qv_record_get_int (record, QV_NOTE_CLUSTER);
}

static void
undo (Table *table)
{
  g_autoptr (GError) error = NULL;

  qv_store_undo (table->desk.store, table->desk.session, NULL, &error);
  g_assert_no_error (error);
}

static void
test_keyboard (void)
{
  Table *table = set_up ();

  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo;\n");
  qv_test_screenshot ("cards");
  gtk_widget_grab_focus (table->wall);
  /* Arrows go about, and choose for the list as well. */
  qv_test_press ("Down");
  g_assert_cmpint (qv_notes_panel_get_selected_note (table->desk.panel), ==, table->notes[3]);
  qv_test_press ("Right");
  g_assert_cmpint (qv_notes_panel_get_selected_note (table->desk.panel), ==, table->notes[0]);
  qv_test_press ("Right Right");
  g_assert_cmpint (qv_notes_panel_get_selected_note (table->desk.panel), ==, table->notes[1]);
  qv_test_press ("Left");
  /* Control takes the card along, and the keyboard stays on it. */
  qv_test_press ("ctrl+Right");
  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents\nTrams Affitti cari; Linea 4 in ritardo;\n");
  qv_test_desk_assert_said (&table->desk, "Note moved to “Trams”");
  g_assert_cmpint (read_cluster (table, table->notes[0]), ==, table->clusters[1]);
  g_assert_cmpint (qv_notes_panel_get_selected_note (table->desk.panel), ==, table->notes[0]);
  qv_test_spin (300);
  qv_test_press ("ctrl+Left");
  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo;\n");
  qv_test_spin (300);
  qv_test_press ("ctrl+Left");
  assert_wall (table, "[apart] Affitti cari; Sfratti; Alloggi vuoti;\nRents\nTrams Linea 4 in ritardo;\n");
  qv_test_desk_assert_said (&table->desk, "Taken out of the cluster");
  g_assert_cmpint (read_cluster (table, table->notes[0]), ==, QV_ID_NONE);
  undo (table);
  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo;\n");
  g_assert_cmpint (read_cluster (table, table->notes[0]), ==, table->clusters[0]);
  tear_down (table);
}

static void
test_names (void)
{
  Table *table = set_up ();

  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo;\n");
  /* Up from the first card is the head of its column, which F2 renames. */
  gtk_widget_grab_focus (table->wall);
  qv_test_press ("Right Up F2");
  qv_test_spin (100);
  qv_test_press ("ctrl+a");
  qv_test_type ("Affitti");
  qv_test_press ("Return");
  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nAffitti Affitti cari;\nTrams Linea 4 in ritardo;\n");
  /* Two cards of no cluster make one, whose name is asked for on the wall. */
  qv_test_press ("Left Down shift+Down ctrl+g");
  qv_test_spin (700);
  qv_test_screenshot ("cards-rename");
  qv_test_press ("ctrl+a");
  qv_test_type ("Casa");
  qv_test_press ("Return");
  assert_wall (table,
               "[apart]\nAffitti Affitti cari;\nTrams Linea 4 in ritardo;\nCasa Sfratti; Alloggi vuoti;\n");
  /* The words of a card are edited in it. */
  qv_test_press ("Down F2");
  qv_test_spin (100);
  qv_test_type (" in via Cigna");
  qv_test_press ("Return");
  assert_wall (
      table, "[apart]\nAffitti Affitti cari;\nTrams Linea 4 in ritardo;\nCasa Sfratti in via Cigna; Alloggi "
             "vuoti;\n");
  qv_test_press ("ctrl+k");
  assert_wall (table,
               "[apart]\nAffitti Affitti cari;\nTrams Linea 4 in ritardo;\nCasa Alloggi vuoti;\n[parked] "
               "Sfratti in via Cigna;\n");
  qv_test_desk_assert_said (&table->desk, "Put into the parking lot");
  /* The keyboard went along, and the column came into view. */
  qv_test_spin (300);
  g_assert_true (
      gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (table->window)), get_column (table, 4)));
  qv_test_screenshot ("cards-parked");
  tear_down (table);
}

static GtkWidget *
get_card (Table *table, guint column, guint position)
{
  return GTK_WIDGET (qv_card_column_find_row (QV_CARD_COLUMN (get_column (table, column)), position));
}

static void
test_drag (void)
{
  Table *table = set_up ();

  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo;\n");
  /* Onto a column. */
  qv_test_drag (get_card (table, 0, 0), get_column (table, 2));
  assert_wall (table, "[apart] Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo; Sfratti;\n");
  qv_test_desk_assert_said (&table->desk, "Note moved to “Trams”");
  g_assert_cmpint (read_cluster (table, table->notes[2]), ==, table->clusters[1]);
  undo (table);
  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo;\n");
  /* Onto its own column: nothing. */
  qv_test_drag (get_card (table, 1, 0), get_column (table, 1));
  assert_wall (table, "[apart] Sfratti; Alloggi vuoti;\nRents Affitti cari;\nTrams Linea 4 in ritardo;\n");
  /* Onto a card of no cluster: the two make one. */
  qv_test_drag (get_card (table, 0, 0), get_card (table, 0, 1));
  qv_test_spin (500);
  qv_test_press ("Return");
  assert_wall (table, "[apart]\nRents Affitti cari;\nTrams Linea 4 in ritardo;\nAlloggi vuoti Sfratti; "
                      "Alloggi vuoti;\n");
  g_assert_cmpint (read_cluster (table, table->notes[2]), ==, read_cluster (table, table->notes[3]));
  /* And out of a cluster. */
  qv_test_drag (get_card (table, 1, 0), get_column (table, 0));
  assert_wall (table, "[apart] Affitti cari;\nRents\nTrams Linea 4 in ritardo;\nAlloggi vuoti Sfratti; "
                      "Alloggi vuoti;\n");
  tear_down (table);
}

static void
painted_cb (gpointer data)
{
  (*(guint *) data)++;
}

static gboolean
is_painted (gpointer data)
{
  return *(guint *) data >= 2;
}

static void
test_many (void)
{
  Table *table = g_new0 (Table, 1);
  GdkFrameClock *clock_of_frames;
  QvTestMeter meter = { 0 };
  guint n_frames = 0, n_cards;
  gint64 begun;
  clock_t used;
  QvEdit *edit;
  QvId clusters[N_CLUSTERS];

  qv_test_desk_make (&table->desk);
  edit = qv_edit_new ("Set up", table->desk.session);
  for (int i = 0; i < N_CLUSTERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Gruppo %d", i + 1);

      clusters[i] = add_cluster (edit, table->desk.session, name, i + 1);
    }
  for (int i = 0; i < N_NOTES; i++)
    add_note (edit, table->desk.session, (QvHelix) (1 + i % 4),
              "Gli affitti salgono più degli stipendi: tre famiglie hanno lasciato il quartiere.",
              i % 13 < N_CLUSTERS ? clusters[i % 13] : QV_ID_NONE, 1000 + i);
  qv_test_apply (table->desk.store, edit);
  show_window (table, FALSE);
  qv_test_spin (2000);
  clock_of_frames = gtk_widget_get_frame_clock (table->window);
  g_signal_connect_swapped (clock_of_frames, "after-paint", G_CALLBACK (painted_cb), &n_frames);
  begun = g_get_monotonic_time ();
  used = clock ();
  qv_test_meter_start (&meter);
  gtk_widget_set_visible (table->wall, TRUE);
  g_assert_true (qv_test_wait (is_painted, &n_frames, 20000));
  g_test_message ("1,000 notes in 12 clusters: first shown after %.0f ms, %.0f ms of them work",
                  (double) (g_get_monotonic_time () - begun) / 1000.0,
                  (double) (clock () - used) * 1000.0 / CLOCKS_PER_SEC);
  g_signal_handlers_disconnect_by_data (clock_of_frames, &n_frames);
  g_assert_true (qv_test_wait (has_columns, table, 5000));
  qv_test_spin (1500);
  qv_test_meter_stop (&meter);
  g_assert_nonnull (get_column (table, N_CLUSTERS));
  /* A thousand notes are not a thousand widgets. */
  n_cards = qv_test_count (table->wall, QV_TYPE_NOTE_ROW);
  g_test_message ("%u cards have widgets; longest work in one go %.1f ms", n_cards,
                  (double) meter.longest_busy / 1000.0);
  g_assert_cmpuint (n_cards, >, 20);
  g_assert_cmpuint (n_cards, <, 200);
  qv_test_screenshot ("cards-many");
  /* The last card of a column, of which only the first have been made so far. */
  gtk_widget_grab_focus (table->wall);
  qv_test_press ("End");
  qv_test_spin (500);
  qv_test_press ("ctrl+Right");
  qv_test_spin (500);
  g_assert_cmpint (qv_card_pile_get_n_cards (
                       qv_card_column_get_pile (QV_CARD_COLUMN (get_column (table, 0)))),
                   ==, N_NOTES / 13 - 1);
  tear_down (table);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/cards/keyboard", test_keyboard);
  g_test_add_func ("/cards/names", test_names);
  g_test_add_func ("/cards/drag", test_drag);
  g_test_add_func ("/cards/many", test_many);
  return g_test_run ();
}
