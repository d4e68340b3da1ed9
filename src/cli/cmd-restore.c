/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-library.h"

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  if (!qv_cli_parse (cli, &qv_cmd_restore, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2)
    return qv_cli_usage (&qv_cmd_restore, _ ("The file of a backup is needed."));
  path = cli->library != NULL ? g_strdup (cli->library) : qv_library_get_default_path ();
  if (!qv_library_make_folder (path, &error) || !qv_store_restore ((*args)[1], path, &kept, &error))
    return qv_cli_fail (error);
  if (kept != NULL)
    qv_cli_print (_ ("The library that was there is kept as %s."), kept);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_restore = { "restore", "FILE",
                                   N_ ("Put a backup in the place of the library, which is kept."), run };
