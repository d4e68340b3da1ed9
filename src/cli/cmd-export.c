/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-export.h"

static int
run (QvCli *cli, char ***args)
{
  g_autofree char *path = NULL;
  g_autofree char *table = NULL;
  gboolean named = FALSE;
  g_autoptr (GError) error = NULL;
  QvExportFormat format;
  QvId session;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
      N_ ("Write this file; its ending says what: .xml, .gpkg, .geojson, .csv or .html"), N_ ("FILE") },
    { "table", 't', 0, G_OPTION_ARG_STRING, &table,
      N_ ("Which table a .csv is: notes (as without this), clusters, results, votes or commitments"),
      N_ ("TABLE") },
    { "named", 0, 0, G_OPTION_ARG_NONE, &named,
      N_ ("Keep the names of people, and in layers and tables seats and exact places"), NULL },
    { NULL },
  };

  if (!qv_cli_parse (cli, &qv_cmd_export, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2 || path == NULL)
    return qv_cli_usage (&qv_cmd_export, _ ("The id of one session and -o FILE are needed."));
  if (!qv_export_format_from_path (path, &format))
    return qv_cli_usage (&qv_cmd_export, "%s", qv_export_explain_formats (path));
  if (table != NULL && !qv_export_choose_table (table, &format))
    return qv_cli_usage (
        &qv_cmd_export,
        _ ("--table goes with a .csv, and is notes, clusters, results, votes or commitments."));

  if (!qv_cli_parse_session (cli, (*args)[1], &session, &error) ||
      !qv_export_session (cli->store, session, path, format, named ? QV_EXPORT_NAMED : QV_EXPORT_DEFAULT,
                          NULL, &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_export = { "export", "SESSION -o FILE", N_ ("Write a workshop to a file."), run };
