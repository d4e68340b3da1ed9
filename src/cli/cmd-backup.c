/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (!qv_cli_parse (cli, &qv_cmd_backup, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2)
    return qv_cli_usage (&qv_cmd_backup, _ ("A folder is needed."));
  if (qv_cli_open (cli, &error) == NULL)
    return qv_cli_fail (error);
  path = qv_store_backup (cli->store, (*args)[1], &error);
  if (path == NULL)
    return qv_cli_fail (error);
  qv_cli_print ("%s", path);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_backup = { "backup", "FOLDER",
                                  N_ ("Make a checked copy of the library and print its path."), run };
