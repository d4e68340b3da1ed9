/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

static void
add_entry (JsonBuilder *builder, const QvJournalEntry *entry, const char *time)
{
  json_builder_begin_object (builder);
  qv_cli_add_int (builder, "number", entry->number);
  qv_cli_add_text (builder, "time", time);
  qv_cli_add_id (builder, "session", entry->session);
  qv_cli_add_text (builder, "kind", entry->kind);
  qv_cli_add_text (builder, "state", entry->state);
  qv_cli_add_text (builder, "label", entry->label);
  json_builder_end_object (builder);
}

static int
run (QvCli *cli, char ***args)
{
  int limit = 100;
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, N_ ("How many entries, the newest first"), "N" },
    { NULL },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GError) error = NULL;
  QvId session = QV_ANY_SESSION;

  if (!qv_cli_parse (cli, &qv_cmd_log, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) > 2 || limit < 1)
    return qv_cli_usage (&qv_cmd_log, _ ("At most one session and a limit of at least 1 can be given."));
  if ((*args)[1] != NULL ? !qv_cli_parse_session (cli, (*args)[1], &session, &error)
                         : qv_cli_open (cli, &error) == NULL)
    return qv_cli_fail (error);
  journal = qv_store_list_journal (cli->store, session, (guint) limit, &error);
  if (journal == NULL)
    return qv_cli_fail (error);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < journal->len; i++)
    {
      const QvJournalEntry *entry = g_ptr_array_index (journal, i);
      g_autofree char *time = qv_cli_format_time (qv_stamp_get_time (entry->stamp));
      g_autofree char *label = qv_cli_one_line (entry->label);

      if (cli->json)
        add_entry (builder, entry, time);
      else
        qv_cli_print ("%6" G_GINT64_FORMAT "  %s  %-5s  %-7s  %s", entry->number, time, entry->kind,
                      entry->state, label);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    qv_cli_print_json (builder);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_log = { "log", "[SESSION]", N_ ("List what was done, the newest first."), run };
