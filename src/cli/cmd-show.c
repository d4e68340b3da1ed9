/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

typedef struct
{
  QvEntity entity;
  guint field; /* that refers to the session */
  const char *name;
} Part;

static const Part parts[] = {
  { QV_ENTITY_STEP, QV_STEP_SESSION, "steps" },
  { QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, "participants" },
  { QV_ENTITY_SESSION_INDICATOR, QV_SESSION_INDICATOR_SESSION, "indicators" },
  { QV_ENTITY_NOTE, QV_NOTE_SESSION, "notes" },
};

/* An indicator of the session is shown as the indicator that it names. */
static QvRecord *
get_indicator (QvStore *store, const QvRecord *link)
{
  return qv_store_get_record (store, QV_ENTITY_INDICATOR,
                              qv_record_get_int (link, QV_SESSION_INDICATOR_INDICATOR), NULL);
}

static void
print_record (QvStore *store, const QvRecord *record)
{
  g_autoptr (QvRecord) indicator = NULL;
  g_autofree char *line = NULL;

  switch (record->entity)
    {
    case QV_ENTITY_STEP:
      line = qv_cli_one_line (qv_record_get_text (record, QV_STEP_TITLE));
      qv_cli_print ("  %" G_GINT64_FORMAT "  %2" G_GINT64_FORMAT ". %s", record->id,
                    qv_record_get_int (record, QV_STEP_POSITION), line);
      break;
    case QV_ENTITY_PARTICIPANT:
      qv_cli_print ("  %" G_GINT64_FORMAT "  %s %" G_GINT64_FORMAT, record->id,
                    qv_record_get_text (record, QV_PARTICIPANT_HELIX),
                    qv_record_get_int (record, QV_PARTICIPANT_SEAT));
      break;
    case QV_ENTITY_SESSION_INDICATOR:
      indicator = get_indicator (store, record);
      line = qv_cli_one_line (indicator != NULL ? qv_record_get_text (indicator, QV_INDICATOR_NAME) : "");
      qv_cli_print ("  %" G_GINT64_FORMAT "  %s", indicator != NULL ? indicator->id : QV_ID_NONE, line);
      break;
    case QV_ENTITY_NOTE:
      line = qv_cli_one_line (qv_record_get_text (record, QV_NOTE_TEXT));
      qv_cli_print ("  %" G_GINT64_FORMAT "  %s  %s  %s", record->id,
                    qv_record_get_text (record, QV_NOTE_HELIX), qv_record_get_text (record, QV_NOTE_KIND),
                    line);
      break;
    case QV_ENTITY_ORGANISATION:
    case QV_ENTITY_OBSERVATORY:
    case QV_ENTITY_LEVEL:
    case QV_ENTITY_TERRITORY:
    case QV_ENTITY_INDICATOR:
    case QV_ENTITY_OBSERVATION:
    case QV_ENTITY_BACKGROUND:
    case QV_ENTITY_SESSION:
    case QV_ENTITY_PERSON:
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_heading (const Part *part)
{
  switch (part->entity)
    {
    case QV_ENTITY_STEP:
      return _ ("Agenda");
    case QV_ENTITY_PARTICIPANT:
      return _ ("Participants");
    case QV_ENTITY_SESSION_INDICATOR:
      return _ ("Indicators");
    case QV_ENTITY_NOTE:
    case QV_ENTITY_ORGANISATION:
    case QV_ENTITY_OBSERVATORY:
    case QV_ENTITY_LEVEL:
    case QV_ENTITY_TERRITORY:
    case QV_ENTITY_INDICATOR:
    case QV_ENTITY_OBSERVATION:
    case QV_ENTITY_BACKGROUND:
    case QV_ENTITY_SESSION:
    case QV_ENTITY_PERSON:
    default:
      return _ ("Notes");
    }
}

static gboolean
show_part (QvCli *cli, JsonBuilder *builder, QvId session, const Part *part, GError **error)
{
  g_autoptr (GPtrArray) records = qv_store_list (cli->store, part->entity, part->field, session, error);

  if (records == NULL)
    return FALSE;
  json_builder_set_member_name (builder, part->name);
  json_builder_begin_array (builder);
  if (!cli->json && records->len > 0)
    qv_cli_print ("%s", get_heading (part));
  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);
      g_autoptr (QvRecord) indicator =
          part->entity == QV_ENTITY_SESSION_INDICATOR ? get_indicator (cli->store, record) : NULL;

      if (cli->json)
        qv_cli_add_record (builder, indicator != NULL ? indicator : record);
      else
        print_record (cli->store, record);
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
