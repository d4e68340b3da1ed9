/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "qv-cli.h"
#include "qv-catalogue.h"

static const QvCommand *const commands[] = {
  &qv_cmd_sessions, &qv_cmd_show,   &qv_cmd_new,   &qv_cmd_note,   &qv_cmd_import,  &qv_cmd_export,
  &qv_cmd_validate, &qv_cmd_merge,  &qv_cmd_undo,  &qv_cmd_redo,   &qv_cmd_log,     &qv_cmd_stats,
  &qv_cmd_classify, &qv_cmd_render, &qv_cmd_check, &qv_cmd_backup, &qv_cmd_restore, &qv_cmd_erase_person,
};

static char *
list_commands (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-13s %s", commands[i]->name, _ (commands[i]->summary));
  g_string_append_printf (text, "\n\n%s", _ ("“quadrivio-cli COMMAND --help” tells the options of each."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const QvCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];
  return NULL;
}

static int
run (QvCli *cli, char ***args)
{
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &cli->library, N_ ("Work on this library"), N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Answer as one JSON document"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Tell the version"), NULL },
    { NULL },
  };
  g_autofree char *list = list_commands ();
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autoptr (GError) error = NULL;
  const QvCommand *command;

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_description (context, list);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, args, &error))
    {
      qv_cli_print_error ("quadrivio-cli: %s", error->message);
      return QV_CLI_USAGE;
    }
  if (version)
    {
      qv_cli_print ("quadrivio-cli %s", VERSION);
      return QV_CLI_DONE;
    }
  if ((*args)[1] == NULL)
    {
      qv_cli_print_error (_ ("quadrivio-cli: a command is missing; “quadrivio-cli --help” lists them."));
      return QV_CLI_USAGE;
    }
  command = find_command ((*args)[1]);
  if (command == NULL)
    {
      qv_cli_print_error (_ ("quadrivio-cli: there is no command “%s”; “quadrivio-cli --help” lists them."),
                          (*args)[1]);
      return QV_CLI_USAGE;
    }

  g_free ((*args)[0]);
  memmove (*args, *args + 1, sizeof (char *) * g_strv_length (*args));
  return command->run (cli, args);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) args = g_strdupv (argv);
  QvCli cli = { 0 };
  int status;

  setlocale (LC_ALL, "");
  qv_catalogue_use ();

  status = run (&cli, &args);

  if (cli.store != NULL)
    qv_store_close (cli.store);
  g_clear_object (&cli.store);
  g_free (cli.library);
  return status;
}
