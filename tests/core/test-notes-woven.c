/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters, notes turned round, merged and split, and how they stand in the panel. */
#include "config.h"

#include "qv-geometry.h"
#include "qv-hearing.h"
#include "qv-note-outline.h"
#include "qv-note-weaving.h"
#include "qv-note-words.h"
#include "store-utils.h"

typedef struct
{
  Fixture *f;
  QvId session;
  GListModel *notes;
  GListModel *clusters;
  GListModel *links;
  QvNoteOutline *outline;
  GPtrArray *copy; /* rows as a view has them, from "items-changed" only */
} Table;

static void
rows_changed_cb (GListModel *model, guint position, guint removed, guint added, Table *table)
{
  if (removed > 0)
    g_ptr_array_remove_range (table->copy, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (table->copy, (int) (position + i), g_list_model_get_item (model, position + i));
}

static Table *
table_new (void)
{
  Table *table = g_new0 (Table, 1);

  table->f = fixture_new ();
  table->session = fixture_add_session (table->f, "Abitare Aurora");
  table->notes = qv_store_watch (table->f->store, QV_ENTITY_NOTE, QV_NOTE_SESSION, table->session);
  table->clusters = qv_store_watch (table->f->store, QV_ENTITY_CLUSTER, QV_CLUSTER_SESSION, table->session);
  table->links = qv_store_watch (table->f->store, QV_ENTITY_NOTE_LINK, QV_NOTE_LINK_SESSION, table->session);
  table->outline = qv_note_outline_new (table->notes, table->clusters, table->links);
  table->copy = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (table->outline, "items-changed", G_CALLBACK (rows_changed_cb), table);
  return table;
}

static void
table_free (Table *table)
{
  g_signal_handlers_disconnect_by_data (table->outline, table);
  g_ptr_array_unref (table->copy);
  g_object_unref (table->outline);
  g_object_unref (table->links);
  g_object_unref (table->clusters);
  g_object_unref (table->notes);
  fixture_free (table->f);
  g_free (table);
}

/* The lists are read by threads. */
static void
settle_list (GListModel *list)
{
  gboolean is_loaded = FALSE;

  for (g_object_get (list, "loaded", &is_loaded, NULL); !is_loaded;
       g_object_get (list, "loaded", &is_loaded, NULL))
    g_main_context_iteration (NULL, TRUE);
}

static void
settle (Table *table)
{
  settle_list (table->notes);
  settle_list (table->clusters);
  settle_list (table->links);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  qv_note_outline_update (table->outline);
}

static QvId
say (Table *table, const char *text, QvHelix helix, QvNoteKind kind, gboolean is_placed)
{
  QvEdit *edit = qv_edit_new ("Add note", table->session);
  QvRecord *note = make_note (table->session, text);

  g_autoptr (QvGeometry) geometry = qv_geometry_new_point (7.69, 45.07);
  QvId id = note->id;

  qv_record_set_text (note, QV_NOTE_HELIX, qv_helix_to_word (helix));
  qv_record_set_text (note, QV_NOTE_KIND, qv_note_kind_to_word (kind));
  if (is_placed)
    qv_record_set_blob (note, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (geometry));
  qv_edit_insert (edit, note);
  fixture_apply (table->f, edit);
  settle (table);
  return id;
}

static gpointer
find (GListModel *model, QvId id)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (model, i);

      if (qv_item_get_id (item) == id)
        return item;
    }
  g_assert_not_reached ();
}

static GPtrArray *
pick (Table *table, QvId first, ...)
{
  GPtrArray *notes = g_ptr_array_new ();
  va_list ids;

  va_start (ids, first);
  for (QvId id = first; id != QV_ID_NONE; id = va_arg (ids, QvId))
    g_ptr_array_add (notes, find (table->notes, id));
  va_end (ids);
  return notes;
}

static void
do_edit (Table *table, QvEdit *edit)
{
  g_assert_nonnull (edit);
  fixture_apply (table->f, edit);
  settle (table);
}

static void
undo (Table *table)
{
  g_autoptr (GError) error = NULL;

  qv_store_undo (table->f->store, table->session, NULL, &error);
  g_assert_no_error (error);
  settle (table);
}

/* The rows as text: headings in brackets, clusters with "#", one "-" for each step below another note. */
static void
assert_rows (Table *table, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (table->copy->len, ==, g_list_model_get_n_items (G_LIST_MODEL (table->outline)));
  for (guint i = 0; i < table->copy->len; i++)
    {
      QvOutlineRow *row = table->copy->pdata[i];
      const QvOutlineLook *look = qv_outline_row_get_look (row);
      QvNote *note = qv_outline_row_get_note (row);
      QvCluster *cluster = qv_outline_row_get_cluster (row);

      if (note != NULL)
        {
          for (guint j = 0; j < look->depth; j++)
            g_string_append_c (text, look->relation == QV_OUTLINE_MERGED ? '=' : '-');
          g_string_append (text, qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT));
          if (look->has_more)
            g_string_append_printf (text, "(%u)", look->n_notes);
        }
      else if (cluster != NULL)
        g_string_append_printf (text, "#%s %u/%u/%u/%u",
                                qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME), look->counts[1],
                                look->counts[2], look->counts[3], look->counts[4]);
      else
        g_string_append_printf (text, "[%s %u]",
                                qv_outline_row_get_kind (row) == QV_OUTLINE_PARKED ? "parked" : "unplaced",
                                look->n_notes);
      g_string_append_c (text, '\n');
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_clusters (void)
{
  Table *table = table_new ();
  QvId a = say (table, "a", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE);
  QvId b = say (table, "b", QV_HELIX_COMPANIES, QV_NOTE_KIND_PROBLEM, FALSE);
  QvId c = say (table, "c", QV_HELIX_RESIDENTS, QV_NOTE_KIND_CHALLENGE, TRUE);
  g_autoptr (GPtrArray) ab = pick (table, a, b, QV_ID_NONE);
  g_autoptr (GPtrArray) just_c = pick (table, c, QV_ID_NONE);
  QvId first, second;

  assert_rows (table, "a\nc\n[unplaced 1]\nb\n");
  g_assert_null (qv_cluster_make (ab, "  ", 1, NULL));
  do_edit (table, qv_cluster_make (ab, " Affitti ", 1, &first));
  assert_rows (table, "#Affitti 0/0/1/1\na\nb\nc\n");
  do_edit (table, qv_cluster_make (just_c, "Cortili", 2, &second));
  assert_rows (table, "#Affitti 0/0/1/1\na\nb\n#Cortili 0/0/0/1\nc\n");
  qv_note_outline_set_expanded (table->outline, first, FALSE);
  assert_rows (table, "#Affitti 0/0/1/1\n#Cortili 0/0/0/1\nc\n");
  g_assert_true (qv_note_outline_reveal (table->outline, b, NULL));
  assert_rows (table, "#Affitti 0/0/1/1\na\nb\n#Cortili 0/0/0/1\nc\n");
  do_edit (table, qv_cluster_merge (find (table->clusters, first), find (table->clusters, second), just_c));
  assert_rows (table, "#Affitti 0/0/1/2\na\nb\nc\n");
  undo (table);
  assert_rows (table, "#Affitti 0/0/1/1\na\nb\n#Cortili 0/0/0/1\nc\n");
  do_edit (table, qv_cluster_rename (find (table->clusters, second), "Scuole"));
  do_edit (table, qv_note_park (just_c, TRUE));
  assert_rows (table, "#Affitti 0/0/1/1\na\nb\n#Scuole 0/0/0/0\n[parked 1]\nc\n");
  do_edit (table, qv_note_park (just_c, FALSE));
  do_edit (table, qv_cluster_dissolve (find (table->clusters, first), ab));
  assert_rows (table, "#Scuole 0/0/0/1\nc\na\n[unplaced 1]\nb\n");
  table_free (table);
}

static void
test_lineage (void)
{
  Table *table = table_new ();
  QvId a = say (table, "a", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE);
  QvId b = say (table, "b", QV_HELIX_RESEARCH, QV_NOTE_KIND_OBSERVATION, TRUE);
  QvId turned;

  g_assert_null (qv_note_turn (find (table->notes, b), "x", QV_HELIX_RESEARCH, QV_ID_NONE, NULL));
  g_assert_null (qv_note_turn (find (table->notes, a), " ", QV_HELIX_RESEARCH, QV_ID_NONE, NULL));
  do_edit (table, qv_note_turn (find (table->notes, a), "fondo", QV_HELIX_COMPANIES, QV_ID_NONE, &turned));
  assert_rows (table, "a\n-fondo\nb\n");
  g_assert_cmpint (qv_note_get_kind (find (table->notes, turned)), ==, QV_NOTE_KIND_OPPORTUNITY);
  g_assert_cmpint (qv_note_get_helix (find (table->notes, turned)), ==, QV_HELIX_COMPANIES);
  undo (table);
  assert_rows (table, "a\nb\n");
  table_free (table);
}

static void
test_merging (void)
{
  Table *table = table_new ();
  QvId a = say (table, "a", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE);
  QvId b = say (table, "b", QV_HELIX_RESEARCH, QV_NOTE_KIND_PROBLEM, TRUE);
  QvId c = say (table, "c", QV_HELIX_RESEARCH, QV_NOTE_KIND_PROBLEM, TRUE);
  g_autoptr (GPtrArray) ab = pick (table, a, b, QV_ID_NONE);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  QvId merged, again;

  do_edit (table, qv_note_turn (find (table->notes, b), "t", QV_HELIX_RESIDENTS, QV_ID_NONE, NULL));
  before = fixture_export (table->f, table->session);
  do_edit (table, qv_note_merge (ab, "ab", &merged));
  assert_rows (table, "c\nab(2)\n");
  qv_note_outline_set_expanded (table->outline, merged, TRUE);
  assert_rows (table, "c\nab(2)\n=a\n=b\n--t\n");
  g_assert_cmpint (qv_note_get_helix (find (table->notes, a)), ==, QV_HELIX_RESIDENTS);
  g_assert_cmpint (qv_note_get_helix (find (table->notes, merged)), ==, QV_HELIX_NONE);
  {
    g_autoptr (GPtrArray) both = pick (table, merged, c, QV_ID_NONE);

    do_edit (table, qv_note_merge (both, "all", &again));
    assert_rows (table, "all(2)\n");
    g_assert_true (qv_note_outline_reveal (table->outline, a, NULL));
    assert_rows (table, "all(2)\n=c\n=ab(2)\n==a\n==b\n---t\n");
    undo (table);
  }
  for (guint i = 0; i < g_list_model_get_n_items (table->links); i++)
    {
      g_autoptr (QvItem) link = g_list_model_get_item (table->links, i);

      if (qv_item_get_int (link, QV_NOTE_LINK_TARGET) == merged)
        g_ptr_array_add (links, link);
    }
  g_assert_cmpuint (links->len, ==, 2);
  do_edit (table, qv_note_split (find (table->notes, merged), links));
  assert_rows (table, "a\nb\n-t\nc\n");
  undo (table);
  undo (table);
  after = fixture_export (table->f, table->session);
  g_assert_cmpstr (before, ==, after);
  table_free (table);
}

/* Copies from two tables can together say that each note came out of the other. */
static void
test_loop (void)
{
  Table *table = table_new ();
  QvId a = say (table, "a", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE);
  QvId b = say (table, "b", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE);
  const QvId pairs[][2] = { { a, b }, { b, a } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      QvEdit *edit = qv_edit_new ("Link", table->session);
      QvRecord *link = qv_record_new (QV_ENTITY_NOTE_LINK, QV_ID_NONE);

      qv_record_set_int (link, QV_NOTE_LINK_SESSION, table->session);
      qv_record_set_int (link, QV_NOTE_LINK_SOURCE, pairs[i][0]);
      qv_record_set_int (link, QV_NOTE_LINK_TARGET, pairs[i][1]);
      qv_edit_insert (edit, link);
      do_edit (table, edit);
    }
  g_assert_true (qv_note_outline_find (table->outline, a, NULL));
  g_assert_true (qv_note_outline_find (table->outline, b, NULL));
  table_free (table);
}

static void
test_small (void)
{
  Table *table = table_new ();
  QvId a = say (table, "a", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE);
  QvNote *note = find (table->notes, a);
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  g_ptr_array_add (notes, note);
  do_edit (table, qv_notes_set_tags (notes, "", "Casa, #affitto  casa"));
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (note), QV_NOTE_TAGS), ==, "affitto casa");
  g_assert_null (qv_notes_set_tags (notes, "affitto casa", "#casa affitto"));
  g_assert_null (qv_note_link_make (note, note, "supports"));
  table_free (table);
}

/* Several notes at once: each keeps what is its own, and one undo takes all back. */
static void
test_words (void)
{
  Table *table = table_new ();
  QvNote *a = find (table->notes, say (table, "a", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE));
  QvNote *b = find (table->notes, say (table, "b", QV_HELIX_COMPANIES, QV_NOTE_KIND_PROBLEM, TRUE));
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *common = NULL;
  g_autofree char *theme = NULL;
  g_auto (GStrv) themes = NULL;
  g_auto (GStrv) tags = NULL;

  g_ptr_array_add (one, a);
  g_ptr_array_add (both, a);
  g_ptr_array_add (both, b);
  do_edit (table, qv_notes_set_tags (one, "", "sfratti casa"));
  do_edit (table, qv_notes_set_tags (both, "", "casa Èlite"));
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (a), QV_NOTE_TAGS), ==, "casa sfratti èlite");
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (b), QV_NOTE_TAGS), ==, "casa èlite");
  common = qv_notes_dup_common_tags (both);
  g_assert_cmpstr (common, ==, "casa èlite");
  do_edit (table, qv_notes_set_tags (both, common, "casa scuole"));
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (a), QV_NOTE_TAGS), ==, "casa scuole sfratti");
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (b), QV_NOTE_TAGS), ==, "casa scuole");
  tags = qv_note_words_list_tags (table->notes);
  g_assert_cmpuint (g_strv_length (tags), ==, 3);

  do_edit (table, qv_notes_set_theme (one, " Alloggi "));
  theme = qv_notes_dup_common_theme (both);
  g_assert_cmpstr (theme, ==, "");
  do_edit (table, qv_notes_set_theme (both, "Alloggi"));
  g_assert_cmpstr (qv_item_get_text (QV_ITEM (b), QV_NOTE_THEME), ==, "Alloggi");
  g_assert_null (qv_notes_set_theme (both, "Alloggi"));
  themes = qv_note_words_list_themes (NULL, table->notes);
  g_assert_cmpuint (g_strv_length (themes), ==, 1);
  do_edit (table, qv_notes_set_theme (both, NULL));
  g_assert_null (qv_item_get_text (QV_ITEM (a), QV_NOTE_THEME));
  table_free (table);
}

static QvId
seat (Table *table, QvHelix helix, int number)
{
  QvEdit *edit = qv_edit_new ("Add participant", table->session);
  QvRecord *participant = qv_record_new (QV_ENTITY_PARTICIPANT, QV_ID_NONE);
  QvId id = participant->id;

  qv_record_set_int (participant, QV_PARTICIPANT_SESSION, table->session);
  qv_record_set_text (participant, QV_PARTICIPANT_HELIX, qv_helix_to_word (helix));
  qv_record_set_int (participant, QV_PARTICIPANT_SEAT, number);
  qv_edit_insert (edit, participant);
  fixture_apply (table->f, edit);
  return id;
}

/* Who has been heard: by a note, by a speaking turn; merged notes count once, with the helices behind them.
 */
static void
test_hearing (void)
{
  Table *table = table_new ();
  g_autoptr (GListModel) participants =
      qv_store_watch (table->f->store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, table->session);
  g_autoptr (GListModel) turns =
      qv_store_watch (table->f->store, QV_ENTITY_SPEAKING_TURN, QV_SPEAKING_TURN_SESSION, table->session);
  QvId a = say (table, "a", QV_HELIX_RESIDENTS, QV_NOTE_KIND_PROBLEM, TRUE);
  QvId b = say (table, "b", QV_HELIX_COMPANIES, QV_NOTE_KIND_PROBLEM, TRUE);
  QvId first = seat (table, QV_HELIX_RESIDENTS, 1), second = seat (table, QV_HELIX_RESIDENTS, 2);
  QvId silent = seat (table, QV_HELIX_AUTHORITIES, 1);
  g_autoptr (GPtrArray) both = pick (table, a, b, QV_ID_NONE);
  g_auto (QvHearing) hearing = { 0 };
  QvEdit *edit = qv_edit_new ("Speak", table->session);
  QvRecord *turn = qv_record_new (QV_ENTITY_SPEAKING_TURN, QV_ID_NONE);

  qv_record_set_int (turn, QV_SPEAKING_TURN_SESSION, table->session);
  qv_record_set_text (turn, QV_SPEAKING_TURN_HELIX, "residents");
  qv_record_set_int (turn, QV_SPEAKING_TURN_PARTICIPANT, second);
  qv_record_set_int (turn, QV_SPEAKING_TURN_STARTED, g_get_real_time () + G_USEC_PER_SEC);
  qv_edit_insert (edit, turn);
  qv_edit_set (edit, QV_ENTITY_NOTE, a, QV_NOTE_AUTHOR, qv_value_int (first));
  do_edit (table, edit);
  do_edit (table, qv_note_merge (both, "ab", NULL));
  settle_list (participants);
  settle_list (turns);
  settle (table);

  qv_hearing_init (&hearing, participants, table->notes, table->links, turns);
  g_assert_cmpuint (hearing.n_notes[QV_HELIX_RESIDENTS], ==, 1);
  g_assert_cmpuint (hearing.n_notes[QV_HELIX_COMPANIES], ==, 1);
  g_assert_cmpuint (hearing.n_notes[QV_HELIX_NONE], ==, 0);
  g_assert_cmpuint (hearing.n_seats[QV_HELIX_RESIDENTS], ==, 2);
  g_assert_cmpuint (hearing.n_heard[QV_HELIX_RESIDENTS], ==, 2);
  g_assert_cmpint (hearing.last[QV_HELIX_AUTHORITIES], ==, 0);
  g_assert_cmpint (hearing.last[QV_HELIX_RESIDENTS], >, hearing.last[QV_HELIX_COMPANIES]);
  g_assert_cmpuint (hearing.silent->len, ==, 1);
  g_assert_cmpint (qv_item_get_id (hearing.silent->pdata[0]), ==, silent);
  table_free (table);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notes-woven/clusters", test_clusters);
  g_test_add_func ("/notes-woven/lineage", test_lineage);
  g_test_add_func ("/notes-woven/merging", test_merging);
  g_test_add_func ("/notes-woven/loop", test_loop);
  g_test_add_func ("/notes-woven/hearing", test_hearing);
  g_test_add_func ("/notes-woven/small", test_small);
  g_test_add_func ("/notes-woven/words", test_words);
  return g_test_run ();
}
