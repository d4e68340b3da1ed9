/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of an export say, read by SQL behind the program's back. */
#include "config.h"

#include "ballot-utils.h"
#include "qv-export.h"

static QvId
insert (Fixture *fixture, QvRecord *record)
{
  QvEdit *edit = qv_edit_new ("Insert", QV_ID_NONE);
  QvId id = record->id;

  qv_edit_insert (edit, record);
  fixture_apply (fixture, edit);
  return id;
}

static QvId
add_indicator (Fixture *fixture, QvId session, QvId level, const char *unit)
{
  QvRecord *indicator = qv_record_new (QV_ENTITY_INDICATOR, QV_ID_NONE);
  QvRecord *link = qv_record_new (QV_ENTITY_SESSION_INDICATOR, QV_ID_NONE);
  QvId id;

  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, level);
  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Population");
  qv_record_set_text (indicator, QV_INDICATOR_UNIT, unit);
  qv_record_set_text (indicator, QV_INDICATOR_MEASURE, "count");
  qv_record_set_text (indicator, QV_INDICATOR_POLARITY, "neutral");
  id = insert (fixture, indicator);
  qv_record_set_int (link, QV_SESSION_INDICATOR_SESSION, session);
  qv_record_set_int (link, QV_SESSION_INDICATOR_INDICATOR, id);
  qv_record_set_int (link, QV_SESSION_INDICATOR_POSITION, 1);
  insert (fixture, link);
  return id;
}

static void
add_figure (Fixture *fixture, QvId indicator, QvId territory, double value)
{
  QvRecord *figure = qv_record_new (QV_ENTITY_OBSERVATION, QV_ID_NONE);

  qv_record_set_int (figure, QV_OBSERVATION_INDICATOR, indicator);
  qv_record_set_int (figure, QV_OBSERVATION_TERRITORY, territory);
  qv_record_set_text (figure, QV_OBSERVATION_PERIOD, "2024");
  qv_record_set_real (figure, QV_OBSERVATION_VALUE, value);
  insert (fixture, figure);
}

static QvId
add_territory (Fixture *fixture, QvId level, const char *code)
{
  QvRecord *territory = qv_record_new (QV_ENTITY_TERRITORY, QV_ID_NONE);

  qv_record_set_int (territory, QV_TERRITORY_LEVEL, level);
  qv_record_set_text (territory, QV_TERRITORY_CODE, code);
  qv_record_set_text (territory, QV_TERRITORY_NAME, code);
  return insert (fixture, territory);
}

static char *export(
    Fixture *fixture, QvId session, const char *name, QvExportFormat format, QvExportFlags flags)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  qv_export_session (fixture->store, session, path, format, flags, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_sql (const char *path, const char *sql, const char *expected)
{
  g_autofree char *found = store_utils_run_sql (path, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* Two sources name their indicator alike, and a region has the code of one of its districts: all figures are
 * there, each told apart by the ids. */
static void
test_one_name (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Names");
  QvRecord *record = qv_record_new (QV_ENTITY_LEVEL, QV_ID_NONE);
  QvId level, districts[2], first, second;
  g_autofree char *path = NULL;

  qv_record_set_text (record, QV_LEVEL_NAME, "Districts");
  level = insert (fixture, record);
  first = add_indicator (fixture, session, level, "people");
  second = add_indicator (fixture, session, level, "thousands");
  for (guint i = 0; i < 2; i++)
    {
      districts[i] = add_territory (fixture, level, i == 0 ? "01" : "02");
      add_figure (fixture, first, districts[i], 1000.0 * (i + 1));
      add_figure (fixture, second, districts[i], i + 1.0);
    }
  path = export(fixture, session, "names.gpkg", QV_EXPORT_FORMAT_GEOPACKAGE, QV_EXPORT_DEFAULT);
  assert_sql (
      path,
      "SELECT group_concat(line, ' ') FROM (SELECT i.unit || f.territory_code || '=' || f.value AS line "
      "FROM figures f JOIN indicators i ON i.id = f.indicator_id JOIN territories_districts t "
      "ON t.id = f.territory_id AND t.code = f.territory_code ORDER BY line)",
      "people01=1000.0 people02=2000.0 thousands01=1.0 thousands02=2.0");
  assert_sql (path,
              "SELECT group_concat(population_2024 || '/' || population_2024_2, ' ') FROM "
              "(SELECT * FROM territories_districts ORDER BY code)",
              "1000.0/1.0 2000.0/2.0");
}

static void
add_cluster (Table *table)
{
  QvRecord *cluster = qv_record_new (QV_ENTITY_CLUSTER, QV_ID_NONE);
  QvEdit *edit = qv_edit_new ("Cluster", table->session);

  qv_record_set_int (cluster, QV_CLUSTER_SESSION, table->session);
  qv_record_set_text (cluster, QV_CLUSTER_NAME, "=Affitti");
  qv_record_set_int (cluster, QV_CLUSTER_POSITION, 1);
  for (guint i = 0; i < 2; i++)
    qv_edit_set (edit, QV_ENTITY_NOTE, table->notes[i], QV_NOTE_CLUSTER, qv_value_int (cluster->id));
  insert (table->f, cluster);
  fixture_apply (table->f, edit);
}

static void
add_commitment (Table *table)
{
  QvRecord *commitment = qv_record_new (QV_ENTITY_COMMITMENT, QV_ID_NONE);

  qv_record_set_int (commitment, QV_COMMITMENT_SESSION, table->session);
  qv_record_set_int (commitment, QV_COMMITMENT_NOTE, table->notes[2]);
  qv_record_set_text (commitment, QV_COMMITMENT_WHO, "Ufficio mobilità");
  qv_record_set_text (commitment, QV_COMMITMENT_WHAT, "Counts bicycles");
  qv_record_set_text (commitment, QV_COMMITMENT_DUE, "2026-09-30");
  qv_record_set_text (commitment, QV_COMMITMENT_STATE, "open");
  insert (table->f, commitment);
}

static const char votes_sql[] =
    "SELECT group_concat(letter || helix || votes || '/' || amount || '/' || seats, ' ') FROM "
    "(SELECT * FROM votes WHERE votes > 0 ORDER BY fid)";

static void
test_outcomes (void)
{
  g_auto (Table) table = table_new (QV_BALLOT_METHOD_DOTS, 3, TRUE);
  g_autofree char *open = NULL, *closed = NULL, *named = NULL;

  add_cluster (&table);
  add_commitment (&table);
  table_give_all (&table, 0, 2, 1, 0, 4);
  table_give_all (&table, 3, 0, 1, 0, 0);
  g_assert_cmpint (table_act (&table, GIVE, 0, 0, 0), ==, -1);
  open = export(table.f, table.session, "open.gpkg", QV_EXPORT_FORMAT_GEOPACKAGE, QV_EXPORT_NAMED);
  assert_sql (
      open,
      "SELECT (SELECT count(*) FROM ballots) + (SELECT count(*) FROM results) + (SELECT count(*) FROM votes)",
      "0");

  table_close_vote (&table);
  closed = export(table.f, table.session, "closed.gpkg", QV_EXPORT_FORMAT_GEOPACKAGE, QV_EXPORT_DEFAULT);
  named = export(table.f, table.session, "named.gpkg", QV_EXPORT_FORMAT_GEOPACKAGE, QV_EXPORT_NAMED);
  assert_sql (closed, votes_sql, "Aauthorities2/3.0/2 Aresearch1/1.0/1 Aresidents4/4.0/4 Dresearch1/1.0/1");
  assert_sql (named, votes_sql, "Aauthorities2/3.0/2 Aresearch1/1.0/1 Aresidents4/4.0/4 Dresearch1/1.0/1");
  assert_sql (closed, "SELECT count(*) FROM votes", "30");
  assert_sql (closed, "SELECT method || budget || seats_authorities || seats_companies FROM ballots",
              "dots320");
  assert_sql (closed, "SELECT letter || rank || support || votes || '/' || amount FROM results LIMIT 1",
              "A1some7/8.0");
  assert_sql (closed, "SELECT name || notes FROM clusters", "=Affitti2");
  assert_sql (closed,
              "SELECT count(*) FROM notes n JOIN clusters c ON c.id = n.cluster_id AND c.name = n.cluster",
              "2");
  assert_sql (closed, "SELECT who || '|' || what || '|' || due || '|' || state FROM commitments",
              "Ufficio mobilità|Counts bicycles|2026-09-30|open");
  assert_sql (closed, "SELECT count(*) FROM commitments c JOIN notes n ON n.id = c.note_id", "1");
}

/* Of ideas whose notes are merged there is one, and of a ranking the sum of ranks, not twice that. */
static void
test_merged_ranking (void)
{
  g_auto (Table) table = table_new (QV_BALLOT_METHOD_RANKING, N_IDEAS, FALSE);
  g_autofree char *path = NULL;

  table_merge_notes (&table, 5, 0);
  for (guint i = 0; i < N_IDEAS - 1; i++)
    g_assert_cmpint (table_act (&table, RANK, 0, i, i + 1), ==, -1);
  table_close_vote (&table);
  path = export(table.f, table.session, "ranking.gpkg", QV_EXPORT_FORMAT_GEOPACKAGE, QV_EXPORT_DEFAULT);
  assert_sql (path,
              "SELECT group_concat(letter || amount, ' ') FROM (SELECT * FROM votes WHERE helix = "
              "'authorities' ORDER BY fid)",
              "A1.0 B2.0 C3.0 D4.0 E5.0");
  assert_sql (path, "SELECT group_concat(letter || mean, ' ') FROM (SELECT * FROM results ORDER BY rank)",
              "A1.0 B2.0 C3.0 D4.0 E5.0");
}

static void
assert_file (Table *table, const char *word, const char *expected)
{
  QvExportFormat format = QV_EXPORT_FORMAT_CSV;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL, *bare = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (qv_export_choose_table (word, &format));
  path = export(table->f, table->session, "table.csv", format, QV_EXPORT_DEFAULT);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_strdelimit (text, "\"\r\n", ' ');
  bare = g_strjoinv ("", parts = g_strsplit (text, " ", -1));
  if (!g_str_has_suffix (bare, expected))
    g_error ("%s: %s", word, bare);
}

static void
test_tables (void)
{
  g_auto (Table) table = table_new (QV_BALLOT_METHOD_DOTS, 3, TRUE);
  QvExportFormat format = QV_EXPORT_FORMAT_XML;
  g_autofree char *note = NULL;

  g_assert_false (qv_export_choose_table ("votes", &format));
  format = QV_EXPORT_FORMAT_CSV;
  g_assert_false (qv_export_choose_table ("people", &format));
  add_cluster (&table);
  add_commitment (&table);
  assert_file (&table, "votes", "amount,seats");
  table_give_all (&table, 5, 1, 0, 0, 0);
  table_close_vote (&table);
  assert_file (&table, "clusters", ",1,'=Affitti,2");
  assert_file (&table, "votes", ",Idea5,residents,,0,0,0");
  note =
      g_strdup_printf (",Ufficiomobilità,Countsbicycles,2026-09-30,open,,%" G_GINT64_FORMAT, table.notes[2]);
  assert_file (&table, "commitments", note);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-tables/one-name", test_one_name);
  g_test_add_func ("/export-tables/outcomes", test_outcomes);
  g_test_add_func ("/export-tables/merged-ranking", test_merged_ranking);
  g_test_add_func ("/export-tables/tables", test_tables);
  return g_test_run ();
}
