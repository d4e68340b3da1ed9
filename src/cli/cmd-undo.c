/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

typedef gboolean (*Step) (QvStore *store, QvId session, char **out_label, GError **error);

/* Without a session it is the newest entry of the journal that counts, whoever's it is. */
static gboolean
find_scope (QvCli *cli, const char *const *kinds, const char *state, QvId *out_session, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (qv_cli_open (cli, error) == NULL)
    return FALSE;
  entries = qv_store_list_journal (cli->store, QV_ANY_SESSION, 0, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const QvJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_strv_contains (kinds, entry->kind) && (state == NULL || g_str_equal (entry->state, state)))
        {
          *out_session = entry->session;
          break;
        }
    }
  return entries != NULL;
}

static int
step (QvCli *cli,
      const QvCommand *command,
      Step function,
      const char *const *kinds,
      const char *state,
      char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  QvId session = QV_ID_NONE;

  if (!qv_cli_parse (cli, command, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) > 2)
    return qv_cli_usage (command, _ ("“%s” is one argument too many."), (*args)[2]);
  if ((*args)[1] != NULL ? !qv_cli_parse_session (cli, (*args)[1], &session, &error)
                         : !find_scope (cli, kinds, state, &session, &error))
    return qv_cli_fail (error);
  if (!function (cli->store, session, &label, &error))
    return qv_cli_fail (error);
  qv_cli_print ("%s", label);
  return QV_CLI_DONE;
}

static int
run_undo (QvCli *cli, char ***args)
{
  static const char *const kinds[] = { "edit", "merge", NULL };

  return step (cli, &qv_cmd_undo, qv_store_undo, kinds, "done", args);
}

static int
run_redo (QvCli *cli, char ***args)
{
  static const char *const kinds[] = { "undo", NULL };

  return step (cli, &qv_cmd_redo, qv_store_redo, kinds, NULL, args);
}

const QvCommand qv_cmd_undo = { "undo", "[SESSION]", N_ ("Undo the last change and print what it was."),
                                run_undo };
const QvCommand qv_cmd_redo = { "redo", "[SESSION]", N_ ("Redo what was undone last and print what it was."),
                                run_redo };
