/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

typedef struct
{
  QvEntity entity;
  const char *name;
  const char *heading;                             /* %NULL: for programs only */
  char *(*describe) (QvStore *, const QvRecord *); /* what stands behind the id */
} Part;

/* An indicator of the session is shown as the indicator that it names. */
static QvRecord *
get_indicator (QvStore *store, const QvRecord *link)
{
  return qv_store_get_record (store, QV_ENTITY_INDICATOR,
                              qv_record_get_int (link, QV_SESSION_INDICATOR_INDICATOR), NULL);
}

static char *
describe_step (QvStore *store, const QvRecord *record)
{
  g_autofree char *line = qv_cli_one_line (qv_record_get_text (record, QV_STEP_TITLE));

  return g_strdup_printf ("%2" G_GINT64_FORMAT ". %s", qv_record_get_int (record, QV_STEP_POSITION), line);
}

static char *
describe_participant (QvStore *store, const QvRecord *record)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, qv_record_get_text (record, QV_PARTICIPANT_HELIX),
                          qv_record_get_int (record, QV_PARTICIPANT_SEAT));
}

static char *
describe_indicator (QvStore *store, const QvRecord *record)
{
  g_autoptr (QvRecord) indicator = get_indicator (store, record);

  return qv_cli_one_line (indicator != NULL ? qv_record_get_text (indicator, QV_INDICATOR_NAME) : "");
}

static char *
describe_cluster (QvStore *store, const QvRecord *record)
{
  return qv_cli_one_line (qv_record_get_text (record, QV_CLUSTER_NAME));
}

static char *
describe_note (QvStore *store, const QvRecord *record)
{
  g_autofree char *line = qv_cli_one_line (qv_record_get_text (record, QV_NOTE_TEXT));

  return g_strdup_printf ("%s  %s  %s", qv_record_get_text (record, QV_NOTE_HELIX),
                          qv_record_get_text (record, QV_NOTE_KIND), line);
}

static char *
describe_ballot (QvStore *store, const QvRecord *record)
{
  g_autofree char *line = qv_cli_one_line (qv_record_get_text (record, QV_BALLOT_TITLE));

  return g_strdup_printf ("%s  %s", qv_record_get_text (record, QV_BALLOT_METHOD), line);
}

static char *
describe_commitment (QvStore *store, const QvRecord *record)
{
  g_autofree char *who = qv_cli_one_line (qv_record_get_text (record, QV_COMMITMENT_WHO));
  g_autofree char *what = qv_cli_one_line (qv_record_get_text (record, QV_COMMITMENT_WHAT));
  const char *due = qv_record_get_text (record, QV_COMMITMENT_DUE);

  return g_strdup_printf ("%s  %s  %s  %s", qv_record_get_text (record, QV_COMMITMENT_STATE),
                          due != NULL ? due : "–", who, what);
}

static const Part parts[] = {
  { QV_ENTITY_ROUND_TABLE, "tables" },
  { QV_ENTITY_STEP, "steps", N_ ("Agenda"), describe_step },
  { QV_ENTITY_PARTICIPANT, "participants", N_ ("Participants"), describe_participant },
  { QV_ENTITY_CONSENT, "consents" },
  { QV_ENTITY_SESSION_INDICATOR, "indicators", N_ ("Indicators"), describe_indicator },
  { QV_ENTITY_SESSION_THEME, "themes" },
  { QV_ENTITY_CLUSTER, "clusters", N_ ("Clusters"), describe_cluster },
  { QV_ENTITY_NOTE, "notes", N_ ("Notes"), describe_note },
  { QV_ENTITY_NOTE_LINK, "links" },
  { QV_ENTITY_EVIDENCE, "evidence" },
  { QV_ENTITY_SPEAKING_TURN, "speaking_turns" },
  { QV_ENTITY_BALLOT, "ballots", N_ ("Votes"), describe_ballot },
  { QV_ENTITY_BALLOT_OPTION, "options" },
  { QV_ENTITY_BALLOT_TOTAL, "totals" },
  { QV_ENTITY_COMMITMENT, "commitments", N_ ("Commitments"), describe_commitment },
};

static void
print_record (QvStore *store, const Part *part, const QvRecord *record)
{
  g_autoptr (QvRecord) indicator =
      part->entity == QV_ENTITY_SESSION_INDICATOR ? get_indicator (store, record) : NULL;
  g_autofree char *line = part->describe (store, record);

  qv_cli_print ("  %" G_GINT64_FORMAT "  %s", indicator != NULL ? indicator->id : record->id, line);
}

static gboolean
show_part (QvCli *cli, JsonBuilder *builder, QvId session, const Part *part, GError **error)
{
  g_autoptr (GPtrArray) records =
      qv_store_list (cli->store, part->entity, (guint) qv_entity_get_info (part->entity)->session_field,
                     session, error);

  if (records == NULL)
    return FALSE;
  json_builder_set_member_name (builder, part->name);
  json_builder_begin_array (builder);
  if (!cli->json && records->len > 0 && part->heading != NULL)
    qv_cli_print ("%s", _ (part->heading));
  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);
      g_autoptr (QvRecord) indicator =
          part->entity == QV_ENTITY_SESSION_INDICATOR ? get_indicator (cli->store, record) : NULL;

      if (cli->json)
        qv_cli_add_record (builder, indicator != NULL ? indicator : record);
      else if (part->heading != NULL)
        print_record (cli->store, part, record);
    }
  json_builder_end_array (builder);
  return TRUE;
}

static void
print_head (const QvRecord *session)
{
  const QvEntityInfo *info = qv_entity_get_info (QV_ENTITY_SESSION);
  g_autofree char *title = qv_cli_one_line (qv_record_get_text (session, QV_SESSION_TITLE));

  qv_cli_print ("%" G_GINT64_FORMAT "  %s", session->id, title);
  for (guint i = QV_SESSION_PLACE; i <= QV_SESSION_STARTS; i++)
    {
      g_autofree char *text = qv_cli_one_line (qv_record_get_text (session, i));

      if (*text != '\0')
        qv_cli_print ("  %-12s %s", info->fields[i].name, text);
    }
}

static gboolean
show (QvCli *cli, JsonBuilder *builder, QvId id, GError **error)
{
  g_autoptr (QvRecord) session = qv_store_get_record (cli->store, QV_ENTITY_SESSION, id, error);

  if (session == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "session");
  qv_cli_add_record (builder, session);
  if (!cli->json)
    print_head (session);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!show_part (cli, builder, id, &parts[i], error))
      return FALSE;
  json_builder_end_object (builder);
  return TRUE;
}

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  QvId id;

  if (!qv_cli_parse (cli, &qv_cmd_show, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2)
    return qv_cli_usage (&qv_cmd_show, _ ("The id of one session is needed."));
  if (!qv_cli_parse_session (cli, (*args)[1], &id, &error) || !show (cli, builder, id, &error))
    return qv_cli_fail (error);
  if (cli->json)
    qv_cli_print_json (builder);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_show = { "show", "SESSION", N_ ("Show one workshop in detail."), run };
