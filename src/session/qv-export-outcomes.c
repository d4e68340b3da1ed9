/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a session came to, as tables: clusters, the results of closed ballots by idea and by helix, and
 * commitments. Of a ballot that is open nothing goes out: its totals would change with every seat, and so
 * tell what each gave. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-export-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "qv-tally.h"

typedef struct
{
  QvRecord *record;
  gint64 n_notes;
} Cluster;

struct _QvOutcomesExport
{
  QvGpkgWriter *writer;
  QvLayersPurpose purpose;
  int clusters_layer;
  int ballots_layer;
  int results_layer;
  int votes_layer;
  int commitments_layer;
  GHashTable *organisations; /* (element-type gint64 QvRecord) */
  GHashTable *steps;         /* (element-type gint64 QvRecord) */
  GHashTable *clusters;      /* (element-type gint64 Cluster) */
  GPtrArray *order;          /* (element-type Cluster), of the clusters */
  GPtrArray *links;          /* (element-type QvRecord), between notes */
  GPtrArray *polls;          /* (element-type QvPoll), closed ones */
};

#define TEXT(name)                                                                                           \
  {                                                                                                          \
    name, QV_GPKG_TEXT, FALSE                                                                                \
  }
#define INTEGER(name)                                                                                        \
  {                                                                                                          \
    name, QV_GPKG_INTEGER, FALSE                                                                             \
  }
#define REAL(name)                                                                                           \
  {                                                                                                          \
    name, QV_GPKG_REAL, FALSE                                                                                \
  }

static const QvGpkgColumn cluster_columns[] = { TEXT ("id"), INTEGER ("position"), TEXT ("name"),
                                                INTEGER ("notes") };
static const QvGpkgColumn ballot_columns[] = {
  TEXT ("id"),
  TEXT ("title"),
  TEXT ("method"),
  INTEGER ("budget"),
  TEXT ("step"),
  TEXT ("opened"),
  TEXT ("closed"),
  INTEGER ("seats_none"),
  INTEGER ("seats_authorities"),
  INTEGER ("seats_research"),
  INTEGER ("seats_companies"),
  INTEGER ("seats_residents"),
  REAL ("kendall_w"),
};
static const QvGpkgColumn result_columns[] = {
  TEXT ("ballot_id"), TEXT ("ballot"),  TEXT ("option_id"),      TEXT ("letter"),    TEXT ("text"),
  TEXT ("note_id"),   INTEGER ("rank"), INTEGER ("tied"),        TEXT ("support"),   INTEGER ("votes"),
  REAL ("amount"),    REAL ("mean"),    REAL ("group_informed"), REAL ("consensus"),
};
static const QvGpkgColumn vote_columns[] = {
  TEXT ("ballot_id"), TEXT ("ballot"),   TEXT ("option_id"), TEXT ("letter"), TEXT ("text"),
  TEXT ("helix"),     INTEGER ("grade"), INTEGER ("votes"),  REAL ("amount"), INTEGER ("seats"),
};
static const QvGpkgColumn commitment_columns[] = {
  TEXT ("id"),    TEXT ("who"),          TEXT ("what"),    TEXT ("due"),
  TEXT ("state"), TEXT ("organisation"), TEXT ("note_id"),
};

static void
free_cluster (gpointer data)
{
  Cluster *cluster = data;

  qv_record_free (cluster->record);
  g_free (cluster);
}

static void
free_poll (gpointer data)
{
  qv_poll_free (data);
}

static gboolean
add_layers (QvOutcomesExport *self, GError **error)
{
  const struct
  {
    int *number;
    QvGpkgLayer layer;
  } layers[] = {
    { &self->clusters_layer,
      { "clusters", _ ("Clusters"), NULL, FALSE, cluster_columns, G_N_ELEMENTS (cluster_columns) } },
    { &self->ballots_layer,
      { "ballots", _ ("Ballots"), _ ("Closed ballots, with the seats that took part."), FALSE, ballot_columns,
        G_N_ELEMENTS (ballot_columns) } },
    { &self->results_layer,
      { "results", _ ("Results"), _ ("What each idea of a closed ballot got."), FALSE, result_columns,
        G_N_ELEMENTS (result_columns) } },
    { &self->votes_layer,
      { "votes", _ ("Votes by helix"),
        _ ("Totals of closed ballots by helix. Where one seat of a helix voted, its total is that seat’s "
           "vote."),
        FALSE, vote_columns, G_N_ELEMENTS (vote_columns) } },
    { &self->commitments_layer,
      { "commitments", _ ("Commitments"), NULL, FALSE, commitment_columns,
        G_N_ELEMENTS (commitment_columns) } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      *layers[i].number = qv_gpkg_writer_add_layer (self->writer, &layers[i].layer, error);
      if (*layers[i].number < 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * _qv_outcomes_export_new:
 * @writer: where the tables go
 * @purpose: what they are for
 * @error: return location for a #QvExchangeError
 *
 * Returns: (transfer full) (nullable): the tables, with no rows before _qv_outcomes_export_finish()
 */
QvOutcomesExport *
_qv_outcomes_export_new (QvGpkgWriter *writer, QvLayersPurpose purpose, GError **error)
{
  g_autoptr (QvOutcomesExport) self = g_new0 (QvOutcomesExport, 1);
  GDestroyNotify free_record = (GDestroyNotify) qv_record_free;

  self->writer = writer;
  self->purpose = purpose;
  self->organisations = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_record);
  self->steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_record);
  self->clusters = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_cluster);
  self->order = g_ptr_array_new ();
  self->links = g_ptr_array_new_with_free_func (free_record);
  self->polls = g_ptr_array_new_with_free_func (free_poll);
  return add_layers (self, error) ? g_steal_pointer (&self) : NULL;
}

void
_qv_outcomes_export_free (QvOutcomesExport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->polls);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->clusters);
  g_hash_table_unref (self->steps);
  g_hash_table_unref (self->organisations);
  g_free (self);
}

static QvValue
make_text (const QvOutcomesExport *self, const char *text)
{
  return _qv_export_make_text (self->purpose, text);
}

static QvValue
copy_text (const QvOutcomesExport *self, const QvRecord *record, guint field)
{
  return make_text (self, qv_record_get_text (record, field));
}

static QvValue
make_id (const QvOutcomesExport *self, QvId id)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, id);

  return make_text (self, text);
}

static QvValue
copy_id (const QvOutcomesExport *self, const QvRecord *record, guint field)
{
  return qv_record_is_null (record, field) ? (QvValue){ 0 }
                                           : make_id (self, qv_record_get_int (record, field));
}

static QvValue
copy_time (const QvOutcomesExport *self, const QvRecord *record, guint field)
{
  g_autofree char *text =
      qv_record_is_null (record, field) ? NULL : _qv_export_format_time (qv_record_get_int (record, field));

  return make_text (self, text);
}

/* A name that a record refers to. */
static QvValue
copy_name (
    const QvOutcomesExport *self, GHashTable *targets, const QvRecord *record, guint field, guint name_field)
{
  gint64 id = qv_record_get_int (record, field);
  const QvRecord *target = qv_record_is_null (record, field) ? NULL : g_hash_table_lookup (targets, &id);

  return target != NULL ? copy_text (self, target, name_field) : (QvValue){ 0 };
}

static QvValue
make_real (double real)
{
  return isnan (real) ? (QvValue){ 0 } : qv_value_real (real);
}

static gboolean
add_row (QvOutcomesExport *self, int layer, QvValue *values, guint n_values, GError **error)
{
  gboolean done = qv_gpkg_writer_add_row (self->writer, layer, values, NULL, NULL, error);

  for (guint i = 0; i < n_values; i++)
    qv_value_clear (&values[i]);
  return done;
}

static gboolean
write_clusters (QvOutcomesExport *self, GError **error)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const Cluster *cluster = self->order->pdata[i];
      QvValue values[] = { make_id (self, cluster->record->id),
                           qv_value_int (qv_record_get_int (cluster->record, QV_CLUSTER_POSITION)),
                           copy_text (self, cluster->record, QV_CLUSTER_NAME),
                           qv_value_int (cluster->n_notes) };

      if (!add_row (self, self->clusters_layer, values, G_N_ELEMENTS (values), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_ballot (QvOutcomesExport *self, const QvPoll *poll, const QvTally *tally, GError **error)
{
  const QvRecord *ballot = poll->ballot;
  QvValue values[] = {
    make_id (self, ballot->id),
    copy_text (self, ballot, QV_BALLOT_TITLE),
    copy_text (self, ballot, QV_BALLOT_METHOD),
    poll->budget > 0 ? qv_value_int (poll->budget) : (QvValue){ 0 },
    copy_name (self, self->steps, ballot, QV_BALLOT_STEP, QV_STEP_TITLE),
    copy_time (self, ballot, QV_BALLOT_OPENED),
    copy_time (self, ballot, QV_BALLOT_CLOSED),
    qv_value_int (tally->seats[QV_HELIX_NONE]),
    qv_value_int (tally->seats[QV_HELIX_AUTHORITIES]),
    qv_value_int (tally->seats[QV_HELIX_RESEARCH]),
    qv_value_int (tally->seats[QV_HELIX_COMPANIES]),
    qv_value_int (tally->seats[QV_HELIX_RESIDENTS]),
    make_real (tally->kendall_w),
  };

  return add_row (self, self->ballots_layer, values, G_N_ELEMENTS (values), error);
}

/* Of a ranking the library keeps twice the sums of ranks, which so are whole numbers. */
static QvValue
make_amount (const QvPoll *poll, gint64 amount)
{
  return qv_value_real (poll->method == QV_BALLOT_METHOD_RANKING ? (double) amount / 2.0 : (double) amount);
}

static gboolean
write_result (QvOutcomesExport *self, const QvPoll *poll, const QvTallyRow *row, GError **error)
{
  const QvRecord *option = poll->options->pdata[row->at];
  g_autofree char *letter = qv_tally_letter (row->at);
  QvValue values[] = {
    make_id (self, poll->ballot->id),
    copy_text (self, poll->ballot, QV_BALLOT_TITLE),
    make_id (self, option->id),
    make_text (self, letter),
    copy_text (self, option, QV_BALLOT_OPTION_TEXT),
    copy_id (self, option, QV_BALLOT_OPTION_NOTE),
    qv_value_int (row->rank),
    qv_value_int (row->is_tied),
    make_text (self, qv_support_to_word (row->support)),
    qv_value_int (row->n_votes),
    make_amount (poll, row->amount),
    make_real (row->mean),
    make_real (row->group_informed),
    make_real (row->consensus),
  };

  return add_row (self, self->results_layer, values, G_N_ELEMENTS (values), error);
}

static gboolean
write_vote (QvOutcomesExport *self,
            const QvPoll *poll,
            const QvPollCount *count,
            guint at,
            QvHelix helix,
            guint grade,
            GError **error)
{
  const QvRecord *option = poll->options->pdata[at];
  const QvOptionCount *got = &count->options[at];
  gint64 votes = grade > 0 ? got->grades[helix][grade - 1] : got->votes[helix];
  g_autofree char *letter = qv_tally_letter (at);
  QvValue values[] = {
    make_id (self, poll->ballot->id),
    copy_text (self, poll->ballot, QV_BALLOT_TITLE),
    make_id (self, option->id),
    make_text (self, letter),
    copy_text (self, option, QV_BALLOT_OPTION_TEXT),
    make_text (self, qv_helix_to_word (helix)),
    grade > 0 ? qv_value_int (grade) : (QvValue){ 0 },
    qv_value_int (votes),
    grade > 0 ? qv_value_real ((double) (votes * grade)) : make_amount (poll, got->amounts[helix]),
    qv_value_int (count->seats[helix]),
  };

  return add_row (self, self->votes_layer, values, G_N_ELEMENTS (values), error);
}

static gboolean
write_votes (QvOutcomesExport *self, QvPoll *poll, GError **error)
{
  const gboolean graded = poll->method == QV_BALLOT_METHOD_GRADIENTS;
  g_autofree QvPollCount *count = qv_poll_count (poll);

  for (guint i = 0; i < count->n_options; i++)
    for (guint helix = 0; count->options[i].root == i && helix <= QV_N_HELICES; helix++)
      for (guint grade = graded ? 1 : 0; grade <= (graded ? QV_POLL_N_GRADES : 0); grade++)
        if (!write_vote (self, poll, count, i, (QvHelix) helix, grade, error))
          return FALSE;
  return TRUE;
}

static gboolean
write_poll (QvOutcomesExport *self, QvPoll *poll, GError **error)
{
  g_autoptr (QvTally) tally = NULL;

  for (guint i = 0; i < self->links->len; i++)
    qv_poll_add (poll, self->links->pdata[i]);
  tally = qv_tally_new (poll);
  if (!write_ballot (self, poll, tally, error))
    return FALSE;
  for (guint i = 0; i < tally->rows->len; i++)
    if (!write_result (self, poll, tally->rows->pdata[i], error))
      return FALSE;
  return write_votes (self, poll, error);
}

static gboolean
write_commitment (QvOutcomesExport *self, const QvRecord *commitment, GError **error)
{
  QvValue values[] = {
    make_id (self, commitment->id),
    copy_text (self, commitment, QV_COMMITMENT_WHO),
    copy_text (self, commitment, QV_COMMITMENT_WHAT),
    copy_text (self, commitment, QV_COMMITMENT_DUE),
    copy_text (self, commitment, QV_COMMITMENT_STATE),
    copy_name (self, self->organisations, commitment, QV_COMMITMENT_ORGANISATION, QV_ORGANISATION_NAME),
    copy_id (self, commitment, QV_COMMITMENT_NOTE),
  };

  return add_row (self, self->commitments_layer, values, G_N_ELEMENTS (values), error);
}

static void
keep (GHashTable *records, const QvRecord *record)
{
  QvRecord *copy = qv_record_copy (record);

  g_hash_table_replace (records, &copy->id, copy);
}

static void
keep_cluster (QvOutcomesExport *self, const QvRecord *record)
{
  Cluster *cluster = g_new0 (Cluster, 1);

  cluster->record = qv_record_copy (record);
  g_hash_table_replace (self->clusters, &cluster->record->id, cluster);
  g_ptr_array_add (self->order, cluster);
}

static void
count_note (QvOutcomesExport *self, const QvRecord *note)
{
  gint64 id = qv_record_get_int (note, QV_NOTE_CLUSTER);
  Cluster *cluster =
      qv_record_is_null (note, QV_NOTE_CLUSTER) ? NULL : g_hash_table_lookup (self->clusters, &id);

  if (cluster != NULL)
    cluster->n_notes++;
}

/**
 * _qv_outcomes_export_take:
 * @self: the tables
 * @record: one of the stream, in its order; not deleted
 * @error: return location for a #QvExchangeError
 *
 * Returns: whether it was taken
 */
gboolean
_qv_outcomes_export_take (QvOutcomesExport *self, const QvRecord *record, GError **error)
{
  if (record->entity == QV_ENTITY_ORGANISATION)
    keep (self->organisations, record);
  else if (record->entity == QV_ENTITY_STEP)
    keep (self->steps, record);
  else if (record->entity == QV_ENTITY_CLUSTER)
    keep_cluster (self, record);
  else if (record->entity == QV_ENTITY_NOTE)
    count_note (self, record);
  else if (record->entity == QV_ENTITY_NOTE_LINK)
    g_ptr_array_add (self->links, qv_record_copy (record));
  else if (record->entity == QV_ENTITY_BALLOT && !qv_record_is_null (record, QV_BALLOT_CLOSED))
    g_ptr_array_add (self->polls, qv_poll_new (record));
  else if (record->entity == QV_ENTITY_BALLOT_OPTION || record->entity == QV_ENTITY_BALLOT_TOTAL)
    for (guint i = 0; i < self->polls->len; i++)
      qv_poll_add (self->polls->pdata[i], record);
  else if (record->entity == QV_ENTITY_COMMITMENT)
    return write_commitment (self, record, error);
  return TRUE;
}

/**
 * _qv_outcomes_export_finish:
 * @self: the tables, which have taken all records
 * @error: return location for a #QvExchangeError
 *
 * Returns: whether all rows were written
 */
gboolean
_qv_outcomes_export_finish (QvOutcomesExport *self, GError **error)
{
  for (guint i = 0; i < self->polls->len; i++)
    if (!write_poll (self, self->polls->pdata[i], error))
      return FALSE;
  return write_clusters (self, error);
}
