/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three tables work apart on one session and hand out files; in whatever order these are merged, everybody
 * ends with the same bytes. */
#include <string.h>

#include "qv-commitments.h"
#include "qv-export.h"
#include "qv-geometry.h"
#include "qv-import.h"
#include "qv-note-weaving.h"
#include "qv-own-table.h"
#include "qv-run.h"
#include "qv-tally.h"
#include "qv-voting.h"
#include "store-utils.h"

#define N_TABLES 3

static const guint orders[6][N_TABLES] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                           { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

static char *
write_file (Fixture *f, QvId session, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (f->folder, name, NULL);

  qv_export_session (f->store, session, path, QV_EXPORT_FORMAT_XML, QV_EXPORT_NAMED, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static char *
read_state (Fixture *f, QvId session)
{
  g_autofree char *path = write_file (f, session, "state.xml");
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static QvImport *
merge_file (Fixture *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvImportFile) file = qv_import_file_inspect (path, QV_IMPORT_SESSION, NULL, &error);
  g_autoptr (QvImportPlan) plan = NULL;
  QvImport *import;

  g_assert_no_error (error);
  plan = qv_import_plan_guess (f->store, file, 0, &error);
  g_assert_no_error (error);
  import = qv_import_prepare (f->store, file, plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  qv_import_commit (import, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static void
merge (Fixture *f, const char *path)
{
  g_autoptr (QvImport) import = merge_file (f, path);

  g_assert_nonnull (qv_import_get_news (import));
}

/* A desk that hears of the files in each order, and the tables themselves hearing of the others', agree. */
static char *
merge_in_every_order (Fixture **tables, char **files, QvId session)
{
  char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (orders) + N_TABLES; i++)
    {
      g_autoptr (Fixture) desk = i < G_N_ELEMENTS (orders) ? fixture_new () : NULL;
      Fixture *f = desk != NULL ? desk : tables[i - G_N_ELEMENTS (orders)];
      g_autofree char *state = NULL;

      for (guint j = 0; j < N_TABLES; j++)
        merge (f, files[desk != NULL ? orders[i][j] : (i + j) % N_TABLES]);
      fixture_assert_sound (f);
      state = read_state (f, session);
      if (first == NULL)
        first = g_strdup (state);
      g_assert_cmpstr (state, ==, first);
    }
  return first;
}

/* What all tables have before they part. */
typedef struct
{
  Fixture *tables[N_TABLES];
  QvId session, round_tables[N_TABLES], steps[3], seats[4], notes[6], clusters[2], link, evidence, commitment,
      ballot, options[2];
} Workshop;

static void
workshop_clear (Workshop *self)
{
  for (guint i = 0; i < N_TABLES; i++)
    g_clear_pointer (&self->tables[i], fixture_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workshop, workshop_clear)

static QvRecord *
add_row (Workshop *self, QvEdit *edit, QvEntity entity, QvId *out_id)
{
  QvRecord *record = qv_record_new (entity, QV_ID_NONE);

  *out_id = record->id;
  qv_record_set_int (record, (guint) qv_entity_get_info (entity)->session_field, self->session);
  qv_edit_insert (edit, record);
  return record;
}

static void
add_seats_and_steps (Workshop *self, QvEdit *edit)
{
  const char *names[] = { "Table 1", "Table 2", "Table 3" };

  for (guint i = 0; i < N_TABLES; i++)
    {
      QvRecord *table = add_row (self, edit, QV_ENTITY_ROUND_TABLE, &self->round_tables[i]);
      QvRecord *step = add_row (self, edit, QV_ENTITY_STEP, &self->steps[i]);

      qv_record_set_text (table, QV_ROUND_TABLE_NAME, names[i]);
      qv_record_set_int (table, QV_ROUND_TABLE_POSITION, i + 1);
      qv_record_set_text (step, QV_STEP_TITLE, names[i]);
      qv_record_set_int (step, QV_STEP_POSITION, i + 1);
      qv_record_set_int (step, QV_STEP_MINUTES, 20);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->seats); i++)
    {
      QvRecord *seat = add_row (self, edit, QV_ENTITY_PARTICIPANT, &self->seats[i]);

      qv_record_set_text (seat, QV_PARTICIPANT_HELIX, qv_helix_to_word ((QvHelix) (1 + i)));
      qv_record_set_int (seat, QV_PARTICIPANT_SEAT, 1);
    }
}

static void
add_notes (Workshop *self, QvEdit *edit)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->clusters); i++)
    {
      QvRecord *cluster = add_row (self, edit, QV_ENTITY_CLUSTER, &self->clusters[i]);

      qv_record_set_text (cluster, QV_CLUSTER_NAME, i == 0 ? "Roads" : "Buses");
      qv_record_set_int (cluster, QV_CLUSTER_POSITION, i + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->notes); i++)
    {
      QvRecord *note = add_row (self, edit, QV_ENTITY_NOTE, &self->notes[i]);

      qv_record_set_text (note, QV_NOTE_TEXT, "of all");
      qv_record_set_text (note, QV_NOTE_HELIX, "residents");
      qv_record_set_text (note, QV_NOTE_KIND, "solution");
      qv_record_set_int (note, QV_NOTE_SAID, 1000 + i);
    }
}

static void
add_evidence (Workshop *self, QvEdit *edit)
{
  QvRecord *indicator = qv_record_new (QV_ENTITY_INDICATOR, QV_ID_NONE);
  QvRecord *level = qv_record_new (QV_ENTITY_LEVEL, QV_ID_NONE);
  QvRecord *evidence;

  qv_record_set_text (level, QV_LEVEL_NAME, "Districts");
  qv_edit_insert (edit, level);
  qv_record_set_text (indicator, QV_INDICATOR_NAME, "Rents");
  qv_record_set_int (indicator, QV_INDICATOR_LEVEL, level->id);
  qv_record_set_text (indicator, QV_INDICATOR_MEASURE, "rate");
  qv_edit_insert (edit, indicator);
  evidence = add_row (self, edit, QV_ENTITY_EVIDENCE, &self->evidence);
  qv_record_set_int (evidence, QV_EVIDENCE_NOTE, self->notes[0]);
  qv_record_set_int (evidence, QV_EVIDENCE_INDICATOR, indicator->id);
  qv_record_set_text (evidence, QV_EVIDENCE_STANCE, "supports");
}

static void
open_vote (Workshop *self)
{
  const QvVotingRules rules = { "What first?", QV_BALLOT_METHOD_DOTS, 5, TRUE, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  g_autoptr (GPtrArray) options = NULL;
  QvStore *store = self->tables[0]->store;
  QvEdit *edit;

  for (guint i = 0; i < G_N_ELEMENTS (self->options); i++)
    g_ptr_array_add (notes, qv_store_get_record (store, QV_ENTITY_NOTE, self->notes[i], NULL));
  edit = qv_voting_open (self->session, QV_ID_NONE, &rules, notes, &self->ballot, &error);
  g_assert_no_error (error);
  fixture_apply (self->tables[0], edit);
  options = qv_store_list (store, QV_ENTITY_BALLOT_OPTION, QV_BALLOT_OPTION_BALLOT, self->ballot, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->options); i++)
    self->options[i] = ((QvRecord *) options->pdata[i])->id;
}

static void
give_dot (Workshop *self, guint table, guint seat, guint option)
{
  Fixture *f = self->tables[table];
  g_autoptr (GError) error = NULL;
  g_autoptr (QvPoll) poll = qv_poll_load (f->store, self->ballot, &error);
  QvEdit *edit = qv_voting_give_dot (poll, self->seats[seat], self->options[option], &error);

  g_assert_no_error (error);
  fixture_apply (f, edit);
}

static Workshop
workshop_new (void)
{
  const QvCommitmentWording wording = { "The city", "Later trams", "2026-09-30", QV_ID_NONE };
  Workshop self = { .tables = { fixture_new (), fixture_new (), fixture_new () } };
  g_autofree char *start = NULL;
  QvEdit *edit;
  QvRecord *link;

  self.session = fixture_add_session (self.tables[0], "Three tables");
  edit = qv_edit_new ("Prepare", self.session);
  add_seats_and_steps (&self, edit);
  add_notes (&self, edit);
  add_evidence (&self, edit);
  link = add_row (&self, edit, QV_ENTITY_NOTE_LINK, &self.link);
  qv_record_set_int (link, QV_NOTE_LINK_SOURCE, self.notes[0]);
  qv_record_set_int (link, QV_NOTE_LINK_TARGET, self.notes[1]);
  qv_record_set_text (link, QV_NOTE_LINK_RELATION, "supports");
  fixture_apply (self.tables[0], edit);
  fixture_apply (self.tables[0], qv_commitment_make (self.session, &wording, NULL, &self.commitment));
  open_vote (&self);
  give_dot (&self, 0, 0, 0);
  start = write_file (self.tables[0], self.session, "start.xml");
  for (guint i = 1; i < N_TABLES; i++)
    merge (self.tables[i], start);
  return self;
}

static void
run_clock (Workshop *self, guint table)
{
  Fixture *f = self->tables[table];
  g_autoptr (QvRecord) record = qv_store_get_record (f->store, QV_ENTITY_SESSION, self->session, NULL);
  g_autoptr (GPtrArray) records =
      qv_store_list (f->store, QV_ENTITY_STEP, QV_STEP_SESSION, self->session, NULL);
  g_autoptr (GListStore) steps = g_list_store_new (QV_TYPE_STEP);
  g_autoptr (QvItem) session = qv_item_new (record);
  g_autoptr (QvWorkshopClock) clock = NULL;
  gint64 now = g_get_real_time ();
  QvEdit *edit;

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (QvItem) step = qv_item_new (records->pdata[i]);

      g_list_store_append (steps, step);
    }
  clock = qv_run_make_clock (QV_SESSION (session), G_LIST_MODEL (steps), self->round_tables[table]);
  edit = qv_run_go (clock, self->steps[table], now);
  fixture_apply (f, edit);
  fixture_apply (f, qv_run_give (clock, self->steps[1], 5 + (int) table));
}

/* The same rows, changed by each table in another way. */
static void
work (Workshop *self, guint table)
{
  static const char *const names[] = { "Night trams", "Trams at night", "Trams" };
  static const char *const stances[] = { "contradicts", "asks", "contradicts" };
  static const char *const relations[] = { "contradicts", "supports", "contradicts" };
  QvEdit *edit = qv_edit_new ("Work", self->session);
  QvRecord *note = make_note (self->session, names[table]);
  QvRecord *link;
  QvId made;

  qv_edit_set (edit, QV_ENTITY_CLUSTER, self->clusters[0], QV_CLUSTER_NAME, qv_value_text (names[table]));
  qv_edit_set (edit, QV_ENTITY_NOTE, self->notes[2], QV_NOTE_CLUSTER,
               qv_value_int (self->clusters[table % 2]));
  qv_edit_set (edit, QV_ENTITY_EVIDENCE, self->evidence, QV_EVIDENCE_STANCE, qv_value_text (stances[table]));
  qv_edit_set (edit, QV_ENTITY_NOTE_LINK, self->link, QV_NOTE_LINK_RELATION,
               qv_value_text (relations[table]));
  qv_edit_set (edit, QV_ENTITY_COMMITMENT, self->commitment, QV_COMMITMENT_STATE,
               qv_value_text (table == 0 ? "done" : "dropped"));
  qv_edit_set (edit, QV_ENTITY_COMMITMENT, self->commitment, QV_COMMITMENT_DUE,
               table == 1 ? (QvValue){ .type = QV_VALUE_NULL } : qv_value_text ("2026-12-01"));
  link = add_row (self, edit, QV_ENTITY_NOTE_LINK, &made);
  qv_record_set_int (link, QV_NOTE_LINK_SOURCE, self->notes[3]);
  qv_record_set_int (link, QV_NOTE_LINK_TARGET, self->notes[4]);
  qv_record_set_text (link, QV_NOTE_LINK_RELATION, relations[table]);
  qv_record_set_int (note, QV_NOTE_ROUND_TABLE, self->round_tables[table]);
  qv_edit_insert (edit, note);
  fixture_apply (self->tables[table], edit);
  run_clock (self, table);
  give_dot (self, table, 0, 0);
  give_dot (self, table, 1 + table, table % 2);
}

/* One table deletes what another goes on with. */
static void
delete_and_change (Workshop *self)
{
  QvEdit *gone = qv_edit_new ("Delete", self->session);
  QvEdit *changed = qv_edit_new ("Change", self->session);

  qv_edit_delete (gone, QV_ENTITY_NOTE, self->notes[5]);
  qv_edit_delete (gone, QV_ENTITY_CLUSTER, self->clusters[1]);
  fixture_apply (self->tables[0], gone);
  g_usleep (2000);
  qv_edit_set (changed, QV_ENTITY_NOTE, self->notes[5], QV_NOTE_TEXT, qv_value_text ("still alive"));
  fixture_apply (self->tables[1], changed);
}

static void
export_all (Workshop *self, char **files)
{
  for (guint i = 0; i < N_TABLES; i++)
    files[i] = write_file (self->tables[i], self->session, "table.xml");
}

static void
test_every_order (void)
{
  g_auto (Workshop) workshop = workshop_new ();
  g_auto (GStrv) files = g_new0 (char *, N_TABLES + 1);
  g_autofree char *state = NULL;
  g_autoptr (QvRecord) cluster = NULL;
  g_autoptr (QvRecord) alive = NULL;
  g_autoptr (GPtrArray) votes = NULL;

  for (guint i = 0; i < N_TABLES; i++)
    {
      work (&workshop, i);
      g_usleep (2000);
    }
  delete_and_change (&workshop);
  export_all (&workshop, files);
  state = merge_in_every_order (workshop.tables, files, workshop.session);
  /* The third table was the last, and what it overruled can be seen. */
  cluster = qv_store_get_record (workshop.tables[0]->store, QV_ENTITY_CLUSTER, workshop.clusters[0], NULL);
  g_assert_cmpstr (qv_record_get_text (cluster, QV_CLUSTER_NAME), ==, "Trams");
  g_assert_cmpuint (cluster->past->len, ==, 2);
  alive = qv_store_get_record (workshop.tables[2]->store, QV_ENTITY_NOTE, workshop.notes[5], NULL);
  g_assert_nonnull (alive);
  g_assert_cmpstr (qv_record_get_text (alive, QV_NOTE_TEXT), ==, "still alive");
  votes = qv_store_list (workshop.tables[1]->store, QV_ENTITY_VOTE, QV_VOTE_BALLOT, workshop.ballot, NULL);
  /* One from before, and two dots of each table. */
  g_assert_cmpuint (votes->len, ==, 1 + 2 * N_TABLES);
}

/* The second table closes the vote while the others go on voting. */
static void
test_closed_elsewhere (void)
{
  g_auto (Workshop) workshop = workshop_new ();
  g_auto (GStrv) files = g_new0 (char *, N_TABLES + 1);
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_TABLES; i++)
    work (&workshop, i);
  g_assert_true (qv_store_close_ballot (workshop.tables[1]->store, workshop.ballot, &error));
  g_assert_no_error (error);
  export_all (&workshop, files);
  state = merge_in_every_order (workshop.tables, files, workshop.session);
  g_assert_null (strstr (state, "<vote "));
  g_assert_nonnull (strstr (state, "<ballot_total "));
}

/* What the theme desk is told: what is new, and which of two words lost; not what a table corrected itself.
 */
static void
test_news (void)
{
  g_auto (Workshop) workshop = workshop_new ();
  Fixture *desk = workshop.tables[0];
  g_autofree char *file = NULL;
  g_autofree char *line = NULL;
  g_autoptr (QvImport) import = NULL;
  g_autoptr (QvImport) again = NULL;
  const QvMergeNews *news;
  const QvTableNews *table;
  const QvNewsItem *item = NULL;
  const char *texts[] = { "of table 2", "of table 2, better" };
  QvEdit *edit = qv_edit_new ("Change", workshop.session);
  QvRecord *note;

  qv_edit_set (edit, QV_ENTITY_NOTE, workshop.notes[0], QV_NOTE_TEXT, qv_value_text ("of the desk"));
  fixture_apply (desk, edit);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_usleep (2000);
      edit = qv_edit_new ("Change", workshop.session);
      for (guint j = 0; j < 2; j++)
        {
          qv_edit_set (edit, QV_ENTITY_NOTE, workshop.notes[j], QV_NOTE_TEXT, qv_value_text (texts[i]));
          qv_edit_set (edit, QV_ENTITY_NOTE, workshop.notes[j], QV_NOTE_ROUND_TABLE,
                       qv_value_int (workshop.round_tables[1]));
        }
      note = make_note (workshop.session, "new at table 2");
      qv_record_set_int (note, QV_NOTE_ROUND_TABLE, workshop.round_tables[1]);
      qv_edit_insert (edit, note);
      fixture_apply (workshop.tables[1], edit);
    }
  file = write_file (workshop.tables[1], workshop.session, "table.xml");
  import = merge_file (desk, file);
  news = qv_import_get_news (import);
  g_assert_false (news->is_whole);
  g_assert_cmpuint (news->tables->len, ==, 1);
  table = news->tables->pdata[0];
  line = qv_table_news_describe (table);
  g_assert_cmpstr (line, ==, "Table 2: 2 new notes, 2 changed, 1 conflict kept");
  g_assert_cmpuint (news->items->len, ==, 3);
  for (guint i = 0; i < news->items->len; i++)
    if (((QvNewsItem *) news->items->pdata[i])->lost->len > 0)
      item = news->items->pdata[i];
  if (item == NULL)
    g_error ("No conflict is listed.");
  g_assert_cmpint (item->id, ==, workshop.notes[0]);
  g_assert_cmpstr (item->text, ==, "of table 2, better");
  g_assert_cmpuint (item->lost->len, ==, 1);
  g_assert_cmpstr (g_array_index (item->lost, QvLostValue, 0).value.text, ==, "of the desk");
  again = merge_file (desk, file);
  g_assert_true (qv_merge_news_is_empty (qv_import_get_news (again)));
}

/* Random work on every kind of thing. */

typedef struct
{
  QvId id;
  QvEntity entity;
  gboolean is_anchor; /* keeps what is shared by all sessions in the session's file */
} Known;

static QvId
pick (GRand *rand, GArray *known, QvEntity entity)
{
  guint n = known->len, at = n > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) n) : 0;

  for (guint i = 0; i < n; i++)
    {
      const Known *row = &g_array_index (known, Known, (at + i) % n);

      if (row->entity == entity)
        return row->id;
    }
  return QV_ID_NONE;
}

static QvValue
invent (GRand *rand, GArray *known, const QvFieldInfo *field)
{
  g_autoptr (QvGeometry) point = NULL;
  QvId target;

  switch (field->type)
    {
    case QV_FIELD_TEXT:
      if (g_str_has_suffix (field->name, "code") || g_str_equal (field->name, "period"))
        return qv_value_text ("2026");
      return qv_value_text (((const char *[]){ "a", "b", "c", "d" })[g_rand_int_range (rand, 0, 4)]);
    case QV_FIELD_WORD:
      {
        guint n = g_strv_length ((char **) field->words);

        return qv_value_text (field->words[g_rand_int_range (rand, 0, (gint32) n)]);
      }
    case QV_FIELD_BOOL:
      return qv_value_int (g_rand_boolean (rand));
    case QV_FIELD_REAL:
      return qv_value_real (g_rand_int_range (rand, -9, 9) / 4.0);
    case QV_FIELD_REF:
      target = pick (rand, known, field->target);
      return target != QV_ID_NONE ? qv_value_int (target) : (QvValue){ .type = QV_VALUE_NULL };
    case QV_FIELD_GEOMETRY:
      point = qv_geometry_new_point (g_rand_int_range (rand, 6, 9), g_rand_int_range (rand, 44, 46));
      return qv_value_blob (qv_geometry_get_bytes (point));
    case QV_FIELD_INT:
    case QV_FIELD_TIME:
    default:
      return qv_value_int (g_rand_int_range (rand, 1, 5));
    }
}

/* A vote is closed in another way. */
static gboolean
is_closing (QvEntity entity, guint field)
{
  return entity == QV_ENTITY_BALLOT && (field == QV_BALLOT_CLOSED || field == QV_BALLOT_TIES);
}

static QvRecord *
invent_record (GRand *rand, GArray *known, QvEntity entity, QvId session)
{
  const QvEntityInfo *info = qv_entity_get_info (entity);
  QvRecord *record = qv_record_new (entity, QV_ID_NONE);

  for (guint i = 0; i + 1 < info->n_fields; i++)
    if (is_closing (entity, i))
      continue;
    else if ((info->fields[i].flags & QV_FIELD_FLAG_REQUIRED) || g_rand_boolean (rand))
      qv_record_take (record, i, invent (rand, known, &info->fields[i]));
  if (info->session_field >= 0)
    qv_record_set_int (record, (guint) info->session_field, session);
  return record;
}

/* Rows that all sessions share go with a session's file only while something of the session names them. */
static void
add_anchors (GRand *rand, GArray *known, const QvRecord *record, QvId session, QvEdit *edit)
{
  QvRecord *anchor = NULL;

  if (record->entity == QV_ENTITY_ORGANISATION || record->entity == QV_ENTITY_TERRITORY)
    {
      anchor = invent_record (rand, known, QV_ENTITY_PARTICIPANT, session);
      qv_record_set_int (anchor,
                         record->entity == QV_ENTITY_ORGANISATION ? QV_PARTICIPANT_ORGANISATION
                                                                  : QV_PARTICIPANT_TERRITORY,
                         record->id);
    }
  else if (record->entity == QV_ENTITY_INDICATOR)
    {
      anchor = invent_record (rand, known, QV_ENTITY_SESSION_INDICATOR, session);
      qv_record_set_int (anchor, QV_SESSION_INDICATOR_INDICATOR, record->id);
    }
  if (anchor == NULL)
    return;
  qv_edit_insert (edit, anchor);
  g_array_append_val (known, ((Known){ anchor->id, anchor->entity, TRUE }));
}

static gboolean
is_shared (QvEntity entity)
{
  return entity < QV_ENTITY_SESSION;
}

static void
insert_one (Fixture *f, GRand *rand, GArray *known, QvEntity entity, QvId session)
{
  g_autoptr (GError) error = NULL;
  QvEdit *edit;
  QvRecord *record;
  QvId id;
  guint before = known->len;

  /* One level is enough: figures and territories have to be of the same. */
  if (entity == QV_ENTITY_LEVEL && pick (rand, known, entity) != QV_ID_NONE)
    return;
  edit = qv_edit_new ("Insert", session);
  record = invent_record (rand, known, entity, session);
  id = record->id;
  qv_edit_insert (edit, record);
  add_anchors (rand, known, record, session, edit);
  if (qv_store_apply (f->store, edit, &error))
    g_array_append_val (known, ((Known){ id, entity, FALSE }));
  else
    {
      g_test_message ("%s", error->message);
      g_array_set_size (known, before);
    }
}

static void
change_one (Fixture *f, GRand *rand, GArray *known, QvId session)
{
  const Known *row = &g_array_index (known, Known, g_rand_int_range (rand, 0, (gint32) known->len));
  const QvEntityInfo *info = qv_entity_get_info (row->entity);
  guint field = (guint) g_rand_int_range (rand, 0, (gint32) info->n_fields);
  const QvFieldInfo *what = &info->fields[field];
  QvEdit *edit;

  if (row->is_anchor || is_closing (row->entity, field) || (int) field == info->session_field ||
      row->entity == QV_ENTITY_BACKGROUND ||
      (what->type == QV_FIELD_REF && (is_shared (row->entity) || what->target == QV_ENTITY_BACKGROUND ||
                                      row->entity == QV_ENTITY_PERSON)) ||
      (field + 1 == info->n_fields && row->entity == QV_ENTITY_SESSION))
    return;
  edit = qv_edit_new ("Change", session);
  qv_edit_set (edit, row->entity, row->id, field, invent (rand, known, what));
  qv_store_apply (f->store, edit, NULL);
}

/* What was done here, and no merge: others have it from elsewhere too. */
static void
undo_one (Fixture *f, QvId session)
{
  g_autofree char *label = qv_store_get_undo_label (f->store, session);

  if (g_strcmp0 (label, "Insert") == 0 || g_strcmp0 (label, "Change") == 0)
    qv_store_undo (f->store, session, NULL, NULL);
}

static void
work_at_random (Fixture *f, GRand *rand, GArray *known, QvId session, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      QvEntity entity = (QvEntity) g_rand_int_range (rand, 0, QV_N_ENTITIES);

      if (entity == QV_ENTITY_SESSION || entity == QV_ENTITY_BACKGROUND || g_rand_int_range (rand, 0, 3) > 0)
        change_one (f, rand, known, session);
      else
        insert_one (f, rand, known, entity, session);
      if (g_rand_int_range (rand, 0, 12) == 0)
        undo_one (f, session);
    }
}

/* Totals are made by closing a vote, which has a test of its own; a background has no file here. */
static void
assert_every_entity (GArray *known)
{
  g_autoptr (GRand) rand = g_rand_new ();

  for (guint i = 0; i < QV_N_ENTITIES; i++)
    if (i != QV_ENTITY_BACKGROUND && i != QV_ENTITY_BALLOT_TOTAL &&
        pick (rand, known, (QvEntity) i) == QV_ID_NONE)
      g_error ("There is no %s.", qv_entity_get_info ((QvEntity) i)->name);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Fixture *tables[N_TABLES] = { fixture_new (), fixture_new (), fixture_new () };
  g_auto (GStrv) files = g_new0 (char *, N_TABLES + 1);
  g_autoptr (GArray) shared = g_array_new (FALSE, FALSE, sizeof (Known));
  QvId session = fixture_add_session (tables[0], "At random");
  g_autofree char *start = NULL;
  g_autofree char *state = NULL;

  g_array_append_val (shared, ((Known){ session, QV_ENTITY_SESSION, FALSE }));
  for (guint i = 0; i < 4; i++)
    for (guint entity = 0; entity < QV_N_ENTITIES; entity++)
      if (entity != QV_ENTITY_SESSION && entity != QV_ENTITY_BACKGROUND)
        insert_one (tables[0], rand, shared, (QvEntity) entity, session);
  assert_every_entity (shared);
  start = write_file (tables[0], session, "start.xml");
  for (guint i = 1; i < N_TABLES; i++)
    merge (tables[i], start);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < N_TABLES; i++)
        {
          g_autoptr (GArray) known = g_array_copy (shared);

          work_at_random (tables[i], rand, known, session, 150);
        }
      for (guint i = 0; i < N_TABLES; i++)
        {
          g_free (files[i]);
          files[i] = write_file (tables[i], session, "table.xml");
        }
      g_free (state);
      state = merge_in_every_order (tables, files, session);
    }
  for (guint i = 0; i < N_TABLES; i++)
    fixture_free (tables[i]);
}

/* Where this computer is stays beside the library; the name of a table's file fits every stick. */
static void
test_own_table (void)
{
  g_autoptr (Fixture) f = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 5, 28, 15, 4, 9);
  g_autofree char *named = qv_own_table_make_name ("A/B: what?", "Table 2", time);
  g_autofree char *plain = qv_own_table_make_name ("Aurora", NULL, time);
  QvId session = fixture_add_session (f, "Here");
  g_autofree char *before = fixture_export (f, session);
  g_autofree char *after = NULL;

  g_assert_cmpint (qv_own_table_load (f->path, session), ==, QV_ID_NONE);
  g_assert_true (qv_own_table_save (f->path, session, 4711, &error));
  g_assert_true (qv_own_table_save (f->path, session + 1, 815, &error));
  g_assert_cmpint (qv_own_table_load (f->path, session), ==, 4711);
  g_assert_true (qv_own_table_save (f->path, session, QV_ID_NONE, &error));
  g_assert_cmpint (qv_own_table_load (f->path, session), ==, QV_ID_NONE);
  g_assert_cmpint (qv_own_table_load (f->path, session + 1), ==, 815);
  after = fixture_export (f, session);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (named, ==, "A-B- what- – Table 2 – 2026-05-28 15.04.09.quadrivio.xml");
  g_assert_cmpstr (plain, ==, "Aurora – 2026-05-28 15.04.09.quadrivio.xml");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/every-order", test_every_order);
  g_test_add_func ("/tables/closed-elsewhere", test_closed_elsewhere);
  g_test_add_func ("/tables/news", test_news);
  g_test_add_func ("/tables/random", test_random);
  g_test_add_func ("/tables/own-table", test_own_table);
  return g_test_run ();
}
