/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of notes in the list, by keyboard: clusters, turning round, merging, links, the parking lot.
 * What came of it is read from the live lists, which hold what the store wrote. */
#include "config.h"

#include "qv-note-composer.h"
#include "qv-note-outline.h"
#include "qv-test-desk.h"
#include "qv-test-display.h"
#include "qv-theme-filter.h"

typedef struct
{
  QvTestDesk desk;
  QvId notes[4];
  GtkWidget *window;
} Table;

static gboolean
has_rows (gpointer data)
{
  return g_list_model_get_n_items (qv_notes_panel_get_shown (((Table *) data)->desk.panel)) >= 4;
}

static Table *
set_up (void)
{
  const char *const texts[] = { "Affitti cari", "Sfratti in via Cigna", "Alloggi vuoti",
                                "Linea 4 in ritardo" };
  Table *table = g_new0 (Table, 1);

  qv_test_desk_make (&table->desk);
  qv_test_add_seat (table->desk.store, table->desk.session, QV_HELIX_COMPANIES, 1);
  for (guint i = 0; i < 4; i++)
    table->notes[i] = qv_test_add_note (table->desk.store, table->desk.session, QV_HELIX_RESIDENTS,
                                        QV_NOTE_KIND_PROBLEM, texts[i], 1000 + i);
  qv_test_desk_open (&table->desk);
  table->window = qv_test_show (GTK_WIDGET (table->desk.panel), 462, 800);
  g_assert_true (qv_test_wait (has_rows, table, 5000));
  qv_test_spin (300);
  return table;
}

static void
tear_down (Table *table)
{
  qv_test_destroy (table->window);
  qv_test_desk_close (&table->desk);
  g_free (table);
}

/* The list as text: headings in brackets, clusters with "#", one "-" for each step below another note. */
static char *
describe (gpointer data)
{
  Table *table = data;
  GListModel *shown = qv_notes_panel_get_shown (table->desk.panel);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (QvOutlineRow) row = g_list_model_get_item (shown, i);
      QvNote *note = qv_outline_row_get_note (row);
      QvCluster *cluster = qv_outline_row_get_cluster (row);

      for (guint j = 0; j < qv_outline_row_get_look (row)->depth; j++)
        g_string_append_c (text, '-');
      if (note != NULL)
        g_string_append (text, qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT));
      else if (cluster != NULL)
        g_string_append_printf (text, "#%s", qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME));
      else
        g_string_append (text,
                         qv_outline_row_get_kind (row) == QV_OUTLINE_PARKED ? "[parked]" : "[unplaced]");
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (Table *table, const char *text)
{
  qv_test_assert_described (describe, table, text);
  qv_test_spin (150);
}

/* Puts the keyboard on a note. */
static void
choose (Table *table, QvId note)
{
  qv_notes_panel_set_selected_note (table->desk.panel, note);
  qv_notes_panel_focus_list (table->desk.panel);
  qv_test_spin (100);
}

static void
test_clusters (void)
{
  Table *table = set_up ();

  /* Two notes make a cluster, whose name is asked for at once. */
  choose (table, table->notes[0]);
  qv_test_press ("shift+Down ctrl+g");
  assert_list (table,
               "#Affitti cari\nAffitti cari\nSfratti in via Cigna\n[unplaced]\nAlloggi vuoti\nLinea 4 in "
               "ritardo\n");
  qv_test_spin (300);
  qv_test_press ("ctrl+a");
  qv_test_type ("Affitti e sfratti");
  qv_test_screenshot ("weaving-rename");
  qv_test_press ("Return");
  assert_list (table,
               "#Affitti e sfratti\nAffitti cari\nSfratti in via Cigna\n[unplaced]\nAlloggi vuoti\nLinea 4 "
               "in ritardo\n");
  qv_test_screenshot ("weaving-cluster");

  /* F2 on its head renames it; Escape keeps the old name. */
  qv_test_press ("F2");
  qv_test_spin (100);
  qv_test_type ("x");
  qv_test_press ("Escape");
  /* ← folds it, → unfolds it. */
  qv_test_press ("Left");
  assert_list (table, "#Affitti e sfratti\n[unplaced]\nAlloggi vuoti\nLinea 4 in ritardo\n");
  qv_test_press ("Right");
  assert_list (table,
               "#Affitti e sfratti\nAffitti cari\nSfratti in via Cigna\n[unplaced]\nAlloggi vuoti\nLinea 4 "
               "in ritardo\n");

  /* A note is taken out, and the cluster dissolved. */
  choose (table, table->notes[1]);
  qv_test_press ("ctrl+shift+g");
  qv_test_desk_assert_said (&table->desk, "Taken out of the cluster");
  assert_list (table,
               "#Affitti e sfratti\nAffitti cari\n[unplaced]\nSfratti in via Cigna\nAlloggi vuoti\nLinea 4 "
               "in ritardo\n");
  tear_down (table);
}

static void
test_turn (void)
{
  Table *table = set_up ();
  g_autoptr (QvNote) note = NULL;

  choose (table, table->notes[2]);
  qv_test_press ("ctrl+r");
  qv_test_spin (300);
  qv_test_type ("Fondo di garanzia");
  qv_test_screenshot ("weaving-turn");
  /* Nobody said it yet. */
  qv_test_press ("Return");
  qv_test_spin (100);
  g_assert_cmpuint (g_list_model_get_n_items (table->desk.lists.notes), ==, 4);
  qv_test_press ("3 Return");
  assert_list (table,
               "[unplaced]\nAffitti cari\nSfratti in via Cigna\nAlloggi vuoti\n-Fondo di garanzia\nLinea 4 "
               "in ritardo\n");
  qv_test_desk_assert_said (&table->desk, "Note turned round");
  note = g_list_model_get_item (table->desk.lists.notes, 4);
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (note), QV_NOTE_KIND), ==, "opportunity");
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (note), QV_NOTE_HELIX), ==, "companies");
  qv_test_screenshot ("weaving-turned");
  tear_down (table);
}

/* Whether @widget is whole in the part of the list that is seen. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, scrolled, &bounds))
    return FALSE;
  g_test_message ("from %g, %g px of %d", bounds.origin.y, bounds.size.height,
                  gtk_widget_get_height (scrolled));
  return bounds.origin.y > -1.0f &&
         bounds.origin.y + bounds.size.height < gtk_widget_get_height (scrolled) + 1.0f;
}

/* A long list opens at its end, where what was said last is turned round: the entry stays in sight as it
 * grows.
 */
static void
test_end (void)
{
  Table *table = g_new0 (Table, 1);
  GtkWidget *composer;
  GtkWidget *focus;
  int height;

  qv_test_desk_make (&table->desk);
  qv_test_add_seat (table->desk.store, table->desk.session, QV_HELIX_COMPANIES, 1);
  for (guint i = 0; i < 40; i++)
    table->notes[0] = qv_test_add_note (table->desk.store, table->desk.session, QV_HELIX_RESIDENTS,
                                        QV_NOTE_KIND_PROBLEM, "Sfratti in via Cigna", 1000 + i);
  qv_test_desk_open (&table->desk);
  table->window = qv_test_show (GTK_WIDGET (table->desk.panel), 462, 560);
  g_assert_true (qv_test_wait (has_rows, table, 5000));
  qv_test_spin (1000);
  qv_test_screenshot ("weaving-end");
  choose (table, table->notes[0]);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (table->desk.panel)));
  g_assert_true (is_in_sight (focus));
  qv_test_press ("ctrl+r");
  qv_test_spin (300);
  composer = qv_test_find (table->window, QV_TYPE_NOTE_COMPOSER);
  g_assert_true (is_in_sight (composer));
  height = gtk_widget_get_height (composer);
  qv_test_press ("Return 3");
  qv_test_spin (300);
  qv_test_screenshot ("weaving-end-turn");
  g_assert_cmpint (gtk_widget_get_height (composer), >, height);
  g_assert_true (is_in_sight (composer));
  tear_down (table);
}

/* Who has left an entry in the list comes back to it by a click. */
static void
test_click_back (void)
{
  Table *table = set_up ();
  GtkWidget *entry;
  g_autoptr (QvNote) changed = NULL;

  choose (table, table->notes[2]);
  qv_test_press ("ctrl+r");
  qv_test_spin (300);
  qv_test_type ("Fondo di garanzia");
  entry = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (table->desk.panel)));
  g_assert_true (GTK_IS_TEXT_VIEW (entry));
  choose (table, table->notes[2]);
  g_assert_false (gtk_widget_has_focus (entry));
  qv_test_click (entry, 20.0, 15.0, 1);
  qv_test_press ("Return 3 Return");
  qv_test_desk_assert_said (&table->desk, "Note turned round");

  /* The words of a note too. */
  choose (table, table->notes[0]);
  qv_test_press ("F2");
  qv_test_spin (300);
  entry = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (table->desk.panel)));
  qv_test_click (entry, 2.0, 15.0, 1);
  qv_test_press ("Home");
  qv_test_type ("Gli ");
  qv_test_press ("Return");
  qv_test_spin (400);
  changed = g_list_model_get_item (table->desk.lists.notes, 0);
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (changed), QV_NOTE_TEXT), ==, "Gli Affitti cari");
  tear_down (table);
}

static void
test_merge (void)
{
  Table *table = set_up ();
  g_autoptr (QvNote) note = NULL;

  choose (table, table->notes[0]);
  qv_test_press ("shift+Down ctrl+m");
  qv_test_spin (300);
  qv_test_press ("ctrl+a");
  qv_test_type ("Casa cara");
  qv_test_press ("Return");
  assert_list (table, "[unplaced]\nAlloggi vuoti\nLinea 4 in ritardo\nCasa cara\n");
  qv_test_desk_assert_said (&table->desk, "2 notes merged");
  note = g_list_model_get_item (table->desk.lists.notes, 4);
  choose (table, qv_item_get_id (QV_ITEM (note)));
  qv_test_press ("Right");
  assert_list (table,
               "[unplaced]\nAlloggi vuoti\nLinea 4 in ritardo\nCasa cara\n-Affitti cari\n-Sfratti in via "
               "Cigna\n");
  qv_test_screenshot ("weaving-merged");
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "note.split", NULL);
  assert_list (table, "[unplaced]\nAffitti cari\nSfratti in via Cigna\nAlloggi vuoti\nLinea 4 in ritardo\n");
  tear_down (table);
}

static void
test_links (void)
{
  Table *table = set_up ();
  g_autoptr (QvItem) link = NULL;

  choose (table, table->notes[0]);
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "note.contradicts", NULL);
  qv_test_screenshot ("weaving-link");
  choose (table, table->notes[2]);
  qv_test_press ("Return");
  qv_test_desk_assert_said (&table->desk, "Notes linked");
  qv_test_spin (100);
  link = g_list_model_get_item (table->desk.lists.links, 0);
  g_assert_nonnull (link);
  g_assert_cmpint (qv_item_get_int (link, QV_NOTE_LINK_SOURCE), ==, table->notes[0]);
  g_assert_cmpint (qv_item_get_int (link, QV_NOTE_LINK_TARGET), ==, table->notes[2]);
  g_assert_cmpstr (qv_item_get_text (link, QV_NOTE_LINK_RELATION), ==, "contradicts");
  choose (table, table->notes[0]);
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "note.unlink", NULL);
  qv_test_desk_assert_said (&table->desk, "Link removed");
  tear_down (table);
}

static void
test_park (void)
{
  Table *table = set_up ();

  choose (table, table->notes[1]);
  qv_test_press ("shift+Down ctrl+k");
  qv_test_desk_assert_said (&table->desk, "Put into the parking lot");
  assert_list (
      table, "[unplaced]\nAffitti cari\nLinea 4 in ritardo\n[parked]\nSfratti in via Cigna\nAlloggi vuoti\n");
  qv_test_screenshot ("weaving-parked");
  /* What was chosen stays chosen where it went. */
  qv_test_press ("ctrl+k");
  qv_test_desk_assert_said (&table->desk, "Taken out of the parking lot");
  assert_list (table, "[unplaced]\nAffitti cari\nSfratti in via Cigna\nAlloggi vuoti\nLinea 4 in ritardo\n");
  qv_test_press ("Delete");
  qv_test_desk_assert_said (&table->desk, "2 notes deleted");
  assert_list (table, "[unplaced]\nAffitti cari\nLinea 4 in ritardo\n");
  tear_down (table);
}

/* A district in which 35.6 % of the families that rent pay too much, and the note that is about it. */
static QvId
add_indicator (Table *table, QvId note)
{
  QvEdit *edit = qv_edit_new ("Set up", table->desk.session);
  QvRecord *level = qv_test_add (edit, QV_ENTITY_LEVEL);
  QvRecord *territory = qv_test_add (edit, QV_ENTITY_TERRITORY);
  QvRecord *indicator = qv_test_add (edit, QV_ENTITY_INDICATOR);
  QvRecord *observation = qv_test_add (edit, QV_ENTITY_OBSERVATION);
  QvRecord *chosen = qv_test_add (edit, QV_ENTITY_SESSION_INDICATOR);
  QvId indicator_id = indicator->id;

  qv_record_set_text (level, QV_LEVEL_NAME, "quartieri");
  qv_record_set_int (territory, QV_TERRITORY_LEVEL, level->id);
  qv_record_set_text (territory, QV_TERRITORY_CODE, "7");
  qv_record_set_text (territory, QV_TERRITORY_NAME, "Aurora");
  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, level->id);
  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Peso degli affitti");
  qv_record_set_text (indicator, QV_INDICATOR_UNIT, "%");
  qv_record_set_text (indicator, QV_INDICATOR_MEASURE, "rate");
  qv_record_set_int (observation, QV_OBSERVATION_INDICATOR, indicator->id);
  qv_record_set_int (observation, QV_OBSERVATION_TERRITORY, territory->id);
  qv_record_set_text (observation, QV_OBSERVATION_PERIOD, "2023");
  qv_record_set_real (observation, QV_OBSERVATION_VALUE, 35.6);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_SESSION, table->desk.session);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_INDICATOR, indicator->id);
  qv_record_set_int (chosen, QV_SESSION_INDICATOR_POSITION, 1);
  qv_edit_set (edit, QV_ENTITY_NOTE, note, QV_NOTE_TERRITORY, qv_value_int (territory->id));
  qv_test_apply (table->desk.store, edit);
  return indicator_id;
}

static void
test_evidence (void)
{
  Table *table = set_up ();
  QvId indicator = add_indicator (table, table->notes[0]);
  g_autoptr (QvItem) evidence = NULL;

  qv_test_spin (200);
  choose (table, table->notes[0]);
  qv_test_press ("ctrl+e");
  qv_test_spin (400);
  qv_test_screenshot ("weaving-evidence");
  qv_test_press ("Return");
  qv_test_desk_assert_said (&table->desk, "Evidence linked");
  qv_test_spin (200);
  evidence = g_list_model_get_item (table->desk.lists.evidence, 0);
  g_assert_nonnull (evidence);
  g_assert_cmpint (qv_item_get_int (evidence, QV_EVIDENCE_NOTE), ==, table->notes[0]);
  g_assert_cmpint (qv_item_get_int (evidence, QV_EVIDENCE_INDICATOR), ==, indicator);
  g_assert_cmpstr (qv_item_get_text (evidence, QV_EVIDENCE_PERIOD), ==, "2023");
  g_assert_cmpfloat (qv_item_get_real (evidence, QV_EVIDENCE_VALUE), ==, 35.6);
  g_assert_cmpstr (qv_item_get_text (evidence, QV_EVIDENCE_STANCE), ==, "supports");
  qv_test_screenshot ("weaving-backed");
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "note.remove-evidence", NULL);
  qv_test_desk_assert_said (&table->desk, "Evidence removed");
  tear_down (table);
}

static void
assert_text (Table *table, guint note, guint field, const char *expected)
{
  g_autoptr (QvRecord) record =
      qv_store_get_record (table->desk.store, QV_ENTITY_NOTE, table->notes[note], NULL);

  g_assert_cmpstr (qv_record_get_text (record, field), ==, expected);
}

static void
assert_undone (Table *table, const char *expected)
{
  g_autofree char *label = NULL;

  g_assert_true (qv_store_undo (table->desk.store, table->desk.session, &label, NULL));
  g_assert_cmpstr (label, ==, expected);
  qv_test_spin (200);
}

/* Theme and tags of several notes at once, by keyboard, each one thing to undo; then the list by theme. */
static void
test_words (void)
{
  Table *table = set_up ();
  GtkWidget *filter;

  choose (table, table->notes[0]);
  qv_test_press ("shift+Down ctrl+t");
  qv_test_spin (300);
  qv_test_type ("Affitti");
  qv_test_screenshot ("weaving-theme");
  qv_test_press ("Return");
  qv_test_desk_assert_said (&table->desk, "Theme changed");
  assert_text (table, 0, QV_NOTE_THEME, "Affitti");
  assert_text (table, 1, QV_NOTE_THEME, "Affitti");
  assert_text (table, 2, QV_NOTE_THEME, NULL);
  assert_undone (table, "Change theme of notes");
  assert_text (table, 0, QV_NOTE_THEME, NULL);
  assert_text (table, 1, QV_NOTE_THEME, NULL);
  g_assert_true (qv_store_redo (table->desk.store, table->desk.session, NULL, NULL));
  qv_test_spin (200);

  /* A few letters find the theme that is there. */
  choose (table, table->notes[2]);
  qv_test_press ("ctrl+t");
  qv_test_spin (300);
  qv_test_type ("aff");
  qv_test_press ("Return");
  qv_test_desk_assert_said (&table->desk, "Theme changed");
  assert_text (table, 2, QV_NOTE_THEME, "Affitti");

  /* None is chosen by its name too. */
  choose (table, table->notes[2]);
  qv_test_press ("ctrl+t");
  qv_test_spin (300);
  qv_test_type ("No th");
  qv_test_press ("Return");
  qv_test_spin (300);
  assert_text (table, 2, QV_NOTE_THEME, NULL);
  g_assert_true (qv_store_undo (table->desk.store, table->desk.session, NULL, NULL));
  qv_test_spin (200);
  assert_text (table, 2, QV_NOTE_THEME, "Affitti");

  choose (table, table->notes[2]);
  qv_test_press ("ctrl+shift+t");
  qv_test_spin (300);
  qv_test_type ("#Vuoti casa,");
  qv_test_press ("Return");
  qv_test_desk_assert_said (&table->desk, "Tags changed");
  assert_text (table, 2, QV_NOTE_TAGS, "casa vuoti");
  choose (table, table->notes[2]);
  qv_test_press ("shift+Down ctrl+shift+t");
  qv_test_spin (300);
  qv_test_type ("mappa");
  qv_test_screenshot ("weaving-tags");
  qv_test_press ("Return");
  qv_test_desk_assert_said (&table->desk, "Tags changed");
  assert_text (table, 2, QV_NOTE_TAGS, "casa mappa vuoti");
  assert_text (table, 3, QV_NOTE_TAGS, "mappa");

  filter = qv_test_find (table->window, QV_TYPE_THEME_FILTER);
  gtk_widget_child_focus (filter, GTK_DIR_TAB_FORWARD);
  qv_test_press ("space");
  qv_test_spin (400);
  qv_test_press ("space");
  qv_test_spin (200);
  qv_test_screenshot ("weaving-theme-filter");
  assert_list (table, "[unplaced]\nAffitti cari\nSfratti in via Cigna\nAlloggi vuoti\n");
  qv_test_press ("Tab space");
  assert_list (table, "[unplaced]\nAlloggi vuoti\n");
  qv_test_press ("Escape");
  gtk_widget_activate_action (GTK_WIDGET (table->desk.panel), "notes.clear-filters", NULL);
  assert_undone (table, "Change tags of notes");
  assert_text (table, 3, QV_NOTE_TAGS, NULL);
  tear_down (table);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/weaving/clusters", test_clusters);
  g_test_add_func ("/weaving/turn", test_turn);
  g_test_add_func ("/weaving/end", test_end);
  g_test_add_func ("/weaving/click-back", test_click_back);
  g_test_add_func ("/weaving/merge", test_merge);
  g_test_add_func ("/weaving/links", test_links);
  g_test_add_func ("/weaving/evidence", test_evidence);
  g_test_add_func ("/weaving/park", test_park);
  g_test_add_func ("/weaving/words", test_words);
  return g_test_run ();
}
