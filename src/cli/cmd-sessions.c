/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

static guint
total (const guint counts[QV_N_HELICES + 1])
{
  guint n = 0;

  for (guint i = 0; i <= QV_N_HELICES; i++)
    n += counts[i];
  return n;
}

static void
add_session (JsonBuilder *builder, const QvRecord *session, guint n_notes)
{
  static const guint texts[] = { QV_SESSION_TITLE,      QV_SESSION_PLACE,  QV_SESSION_TABLE,
                                 QV_SESSION_COLLECTION, QV_SESSION_STARTS, QV_SESSION_LANGUAGE };

  json_builder_begin_object (builder);
  qv_cli_add_id (builder, "id", session->id);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    qv_cli_add_text (builder, qv_entity_get_info (QV_ENTITY_SESSION)->fields[texts[i]].name,
                     qv_record_get_text (session, texts[i]));
  qv_cli_add_int (builder, "notes", n_notes);
  json_builder_end_object (builder);
}

static void
print_session (const QvRecord *session, guint n_notes)
{
  const char *starts = qv_record_get_text (session, QV_SESSION_STARTS);
  g_autofree char *title = qv_cli_one_line (qv_record_get_text (session, QV_SESSION_TITLE));

  qv_cli_print ("%" G_GINT64_FORMAT "  %-16s  %6u  %s", session->id, starts != NULL ? starts : "–", n_notes,
                title);
}

static gboolean
list (QvCli *cli, JsonBuilder *builder, GError **error)
{
  QvStore *store = qv_cli_open (cli, error);
  g_autoptr (GPtrArray) sessions = NULL;

  if (store == NULL)
    return FALSE;
  sessions = qv_store_list (store, QV_ENTITY_SESSION, QV_STORE_ALL, QV_ID_NONE, error);
  if (sessions == NULL)
    return FALSE;
  for (guint i = 0; i < sessions->len; i++)
    {
      const QvRecord *session = g_ptr_array_index (sessions, i);
      guint counts[QV_N_HELICES + 1];

      if (!qv_store_count_notes (store, session->id, counts, error))
        return FALSE;
      if (cli->json)
        add_session (builder, session, total (counts));
      else
        print_session (session, total (counts));
    }
  return TRUE;
}

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!qv_cli_parse (cli, &qv_cmd_sessions, entries, args))
    return QV_CLI_USAGE;
  if ((*args)[1] != NULL)
    return qv_cli_usage (&qv_cmd_sessions, _ ("“%s” is one argument too many."), (*args)[1]);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sessions");
  json_builder_begin_array (builder);
  if (!list (cli, builder, &error))
    return qv_cli_fail (error);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    qv_cli_print_json (builder);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_sessions = { "sessions", "", N_ ("List the workshops of the library."), run };
