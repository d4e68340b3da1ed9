/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "qv-session-xml.h"

static gboolean
validate (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;
  QvId session;

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot open “%s”: %s"), name,
                   g_strerror (code));
      return FALSE;
    }
  done = qv_session_xml_validate (fd, name, &session, NULL, error);
  close (fd);
  return done;
}

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;

  if (!qv_cli_parse (cli, &qv_cmd_validate, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) < 2)
    return qv_cli_usage (&qv_cmd_validate, _ ("A file is needed."));
  for (char **path = *args + 1; *path != NULL; path++)
    {
      if (!validate (*path, &error))
        return qv_cli_fail (error);
      qv_cli_print (_ ("%s is valid."), *path);
    }
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_validate = { "validate", "FILE.xml…",
                                    N_ ("Check a session's file against the schema and the rules beyond it."),
                                    run };
