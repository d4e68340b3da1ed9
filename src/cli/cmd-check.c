/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (!qv_cli_parse (cli, &qv_cmd_check, entries, args))
    return QV_CLI_USAGE;
  if ((*args)[1] != NULL)
    return qv_cli_usage (&qv_cmd_check, _ ("“%s” is one argument too many."), (*args)[1]);
  if (qv_cli_open (cli, &error) == NULL || !qv_store_check (cli->store, &problems, &error))
    {
      for (guint i = 0; problems != NULL && problems[i] != NULL; i++)
        qv_cli_print ("%s", problems[i]);
      return qv_cli_fail (error);
    }
  qv_cli_print ("%s", _ ("The library is sound."));
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_check = { "check", "", N_ ("Check the library from end to end."), run };
