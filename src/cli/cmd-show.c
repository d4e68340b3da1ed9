/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-agenda.h"

typedef struct
{
  QvEntity entity;
  const char *name;
  const char *heading;                                               /* %NULL: for programs only */
  char *(*describe) (QvStore *, const QvAgenda *, const QvRecord *); /* what stands behind the id */
} Part;

typedef struct
{
  QvCli *cli;
  JsonBuilder *builder;
  QvId session;
  const QvAgenda *agenda;
} Show;

/* An indicator of the session is shown as the indicator that it names. */
static QvRecord *
get_indicator (QvStore *store, const QvRecord *link)
{
  return qv_store_get_record (store, QV_ENTITY_INDICATOR,
                              qv_record_get_int (link, QV_SESSION_INDICATOR_INDICATOR), NULL);
}

/* "14:30  35  ! 5  " : start, minutes, and what is amiss with a pinned start. */
static char *
describe_slot (const QvAgenda *agenda, const QvAgendaSlot *slot)
{
  g_autofree char *time = agenda->has_start ? qv_agenda_format_time (slot->starts) : g_strdup ("--:--");
  g_autofree char *clash = slot->clash > 0 ? g_strdup_printf ("!%d", slot->clash) : g_strdup ("");

  return g_strdup_printf ("%s %3d %s", time, slot->minutes, clash);
}

static char *
describe_step (QvStore *store, const QvAgenda *agenda, const QvRecord *record)
{
  g_autofree char *line = qv_cli_one_line (qv_record_get_text (record, QV_STEP_TITLE));
  g_autofree char *slot = describe_slot (agenda, qv_agenda_find (agenda, record->id));

  return g_strdup_printf ("%2" G_GINT64_FORMAT ". %s %s", qv_record_get_int (record, QV_STEP_POSITION), slot,
                          line);
}

static char *
describe_participant (QvStore *store, const QvAgenda *agenda, const QvRecord *record)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, qv_record_get_text (record, QV_PARTICIPANT_HELIX),
                          qv_record_get_int (record, QV_PARTICIPANT_SEAT));
}

static char *
describe_indicator (QvStore *store, const QvAgenda *agenda, const QvRecord *record)
{
  g_autoptr (QvRecord) indicator = get_indicator (store, record);

  return qv_cli_one_line (indicator != NULL ? qv_record_get_text (indicator, QV_INDICATOR_NAME) : "");
}

static char *
describe_cluster (QvStore *store, const QvAgenda *agenda, const QvRecord *record)
{
  return qv_cli_one_line (qv_record_get_text (record, QV_CLUSTER_NAME));
}

static char *
describe_note (QvStore *store, const QvAgenda *agenda, const QvRecord *record)
{
  g_autofree char *line = qv_cli_one_line (qv_record_get_text (record, QV_NOTE_TEXT));

  return g_strdup_printf ("%s  %s  %s", qv_record_get_text (record, QV_NOTE_HELIX),
                          qv_record_get_text (record, QV_NOTE_KIND), line);
}

static char *
describe_ballot (QvStore *store, const QvAgenda *agenda, const QvRecord *record)
{
  g_autofree char *line = qv_cli_one_line (qv_record_get_text (record, QV_BALLOT_TITLE));

  return g_strdup_printf ("%s  %s", qv_record_get_text (record, QV_BALLOT_METHOD), line);
}

static char *
describe_commitment (QvStore *store, const QvAgenda *agenda, const QvRecord *record)
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
print_record (QvStore *store, const Part *part, const QvAgenda *agenda, const QvRecord *record)
{
  g_autoptr (QvRecord) indicator =
      part->entity == QV_ENTITY_SESSION_INDICATOR ? get_indicator (store, record) : NULL;
  g_autofree char *line = part->describe (store, agenda, record);

  qv_cli_print ("  %" G_GINT64_FORMAT "  %s", indicator != NULL ? indicator->id : record->id, line);
}

static void
show_record (Show *show, const Part *part, const QvRecord *record)
{
  g_autoptr (QvRecord) indicator =
      part->entity == QV_ENTITY_SESSION_INDICATOR ? get_indicator (show->cli->store, record) : NULL;

  if (show->cli->json)
    qv_cli_add_record (show->builder, indicator != NULL ? indicator : record);
  else if (part->heading != NULL)
    print_record (show->cli->store, part, show->agenda, record);
}

static gboolean
show_part (Show *show, const Part *part, GError **error)
{
  g_autoptr (GPtrArray) records =
      qv_store_list (show->cli->store, part->entity, (guint) qv_entity_get_info (part->entity)->session_field,
                     show->session, error);
  g_autoptr (GPtrArray) sorted = NULL;

  if (records == NULL)
    return FALSE;
  sorted = part->entity == QV_ENTITY_STEP ? qv_agenda_sort (records) : g_ptr_array_ref (records);
  json_builder_set_member_name (show->builder, part->name);
  json_builder_begin_array (show->builder);
  if (!show->cli->json && sorted->len > 0 && part->heading != NULL)
    qv_cli_print ("%s", _ (part->heading));
  for (guint i = 0; i < sorted->len; i++)
    show_record (show, part, sorted->pdata[i]);
  json_builder_end_array (show->builder);
  return TRUE;
}

static void
print_head (const QvRecord *session, const QvAgenda *agenda)
{
  const QvEntityInfo *info = qv_entity_get_info (QV_ENTITY_SESSION);
  g_autofree char *title = qv_cli_one_line (qv_record_get_text (session, QV_SESSION_TITLE));
  g_autofree char *end = qv_agenda_format_time (agenda->ends);

  qv_cli_print ("%" G_GINT64_FORMAT "  %s", session->id, title);
  for (guint i = QV_SESSION_PLACE; i <= QV_SESSION_STARTS; i++)
    {
      g_autofree char *text = qv_cli_one_line (qv_record_get_text (session, i));

      if (*text != '\0')
        qv_cli_print ("  %-12s %s", info->fields[i].name, text);
    }
  if (agenda->has_start && agenda->slots->len > 0)
    qv_cli_print ("  %-12s %s", "ends", end);
}

static void
add_time (JsonBuilder *builder, const char *name, const QvAgenda *agenda, int minutes)
{
  g_autofree char *time = agenda->has_start ? qv_agenda_format_time (minutes) : NULL;

  qv_cli_add_text (builder, name, time);
}

/* The computed times; "starts" is null as long as nothing says when the session starts. */
static void
add_agenda (JsonBuilder *builder, const QvAgenda *agenda)
{
  json_builder_set_member_name (builder, "agenda");
  json_builder_begin_object (builder);
  add_time (builder, "starts", agenda, agenda->starts);
  add_time (builder, "ends", agenda, agenda->ends);
  qv_cli_add_int (builder, "minutes", agenda->ends - agenda->starts);
  if (agenda->has_length)
    qv_cli_add_int (builder, "spare", agenda->spare);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < agenda->slots->len; i++)
    {
      const QvAgendaSlot *slot = &g_array_index (agenda->slots, QvAgendaSlot, i);

      json_builder_begin_object (builder);
      qv_cli_add_id (builder, "step", slot->step);
      add_time (builder, "starts", agenda, slot->starts);
      qv_cli_add_int (builder, "minutes", slot->minutes);
      qv_cli_add_int (builder, "gap", slot->gap);
      qv_cli_add_int (builder, "clash", slot->clash);
      qv_cli_add_int (builder, "wait", slot->wait);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gboolean
show (Show *self, GError **error)
{
  QvStore *store = self->cli->store;
  g_autoptr (QvRecord) session = qv_store_get_record (store, QV_ENTITY_SESSION, self->session, error);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (QvAgenda) agenda = NULL;

  if (session == NULL)
    return FALSE;
  steps = qv_store_list (store, QV_ENTITY_STEP, QV_STEP_SESSION, self->session, error);
  if (steps == NULL)
    return FALSE;
  self->agenda = agenda = qv_agenda_new (session, steps);
  json_builder_begin_object (self->builder);
  json_builder_set_member_name (self->builder, "session");
  qv_cli_add_record (self->builder, session);
  add_agenda (self->builder, agenda);
  if (!self->cli->json)
    print_head (session, agenda);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!show_part (self, &parts[i], error))
      return FALSE;
  json_builder_end_object (self->builder);
  return TRUE;
}

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  Show self = { cli, builder };

  if (!qv_cli_parse (cli, &qv_cmd_show, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2)
    return qv_cli_usage (&qv_cmd_show, _ ("The id of one session is needed."));
  if (!qv_cli_parse_session (cli, (*args)[1], &self.session, &error) || !show (&self, &error))
    return qv_cli_fail (error);
  if (cli->json)
    qv_cli_print_json (builder);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_show = { "show", "SESSION", N_ ("Show one workshop in detail."), run };
