/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-library.h"

static guint
count_separators (char *const *args)
{
  guint n = 0;

  for (guint i = 0; args[i] != NULL; i++)
    n += g_str_equal (args[i], "--");
  return n;
}

static void
drop_separator (char **args)
{
  guint i = 0;

  while (!g_str_equal (args[i], "--"))
    i++;
  g_free (args[i]);
  for (; args[i] != NULL; i++)
    args[i] = args[i + 1];
}

/**
 * qv_cli_parse:
 * @cli: a run
 * @command: the subcommand
 * @entries: its options, ends in an empty one
 * @args: (inout): its arguments; on return without the options
 *
 * Says on the standard error what is wrong.
 *
 * Returns: whether @args were good
 */
gboolean
qv_cli_parse (QvCli *cli, const QvCommand *command, const GOptionEntry *entries, char ***args)
{
  const GOptionEntry common[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &cli->library, N_ ("Work on this library"), N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Answer as one JSON document"), NULL },
    { NULL },
  };
  g_autofree char *parameters = g_strdup_printf ("%s", command->arguments);
  g_autofree char *name = g_strdup_printf ("quadrivio-cli %s", command->name);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  guint n_separators;
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  /* GLib leaves the "--" there where everything after it begins with a dash. */
  n_separators = count_separators (*args);
  if (g_option_context_parse_strv (context, args, &error))
    {
      if (n_separators > 0 && count_separators (*args) == n_separators)
        drop_separator (*args);
      return TRUE;
    }

  qv_cli_usage (command, "%s", error->message);
  return FALSE;
}

/**
 * qv_cli_usage:
 * @command: the subcommand
 * @format: printf format of what is wrong
 *
 * Says on the standard error what is wrong with the arguments and how they should be.
 *
 * Returns: the exit status of bad usage
 */
int
qv_cli_usage (const QvCommand *command, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  qv_cli_print_error ("quadrivio-cli %s: %s", command->name, message);
  qv_cli_print_error (_ ("Usage: quadrivio-cli %s %s"), command->name, command->arguments);
  return QV_CLI_USAGE;
}

/**
 * qv_cli_fail:
 * @error: why the work failed
 *
 * Returns: the exit status of work that failed, after one line on the standard error
 */
int
qv_cli_fail (const GError *error)
{
  qv_cli_print_error ("quadrivio-cli: %s", error->message);
  return QV_CLI_FAILED;
}

/**
 * qv_cli_open:
 * @cli: a run
 * @error: return location for a #QvStoreError
 *
 * Returns: (nullable) (transfer none): the library, opened when first asked for
 */
QvStore *
qv_cli_open (QvCli *cli, GError **error)
{
  g_autofree char *path = NULL;

  if (cli->store != NULL)
    return cli->store;
  path = cli->library != NULL ? g_strdup (cli->library) : qv_library_get_default_path ();
  if (cli->library == NULL && !qv_library_make_folder (path, error))
    return NULL;
  cli->store = qv_store_open (path, QV_STORE_OPEN_DEFAULT, error);
  return cli->store;
}

/**
 * qv_cli_parse_session:
 * @cli: a run
 * @text: an id
 * @out_session: (out): the id of a session that is there
 * @error: return location for a #QvStoreError
 *
 * Returns: whether @text names a session of the library
 */
gboolean
qv_cli_parse_session (QvCli *cli, const char *text, QvId *out_session, GError **error)
{
  QvStore *store = qv_cli_open (cli, error);
  g_autoptr (QvRecord) record = NULL;
  QvId id;

  if (store == NULL)
    return FALSE;
  if (qv_id_parse (text, &id))
    record = qv_store_get_record (store, QV_ENTITY_SESSION, id, NULL);
  if (record == NULL || qv_record_is_deleted (record))
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND, _ ("There is no session “%s”."), text);
      return FALSE;
    }
  *out_session = id;
  return TRUE;
}

/**
 * qv_cli_find_named:
 * @cli: a run whose library is open
 * @entity: a kind of thing
 * @name_field: its field with the name
 * @text: an id or a name
 * @out_id: (out): the id
 * @error: return location for a #QvStoreError, NOT_FOUND where there is none
 *
 * Returns: whether @text names one; of several with one name it is the newest
 */
gboolean
qv_cli_find_named (
    QvCli *cli, QvEntity entity, guint name_field, const char *text, QvId *out_id, GError **error)
{
  g_autoptr (GPtrArray) records = qv_store_list (cli->store, entity, QV_STORE_ALL, QV_ID_NONE, error);
  QvId id = QV_ID_NONE;

  *out_id = QV_ID_NONE;
  if (records == NULL)
    return FALSE;
  qv_id_parse (text, &id);
  for (guint i = 0; i < records->len; i++)
    {
      const QvRecord *record = g_ptr_array_index (records, i);

      if (record->id == id || g_strcmp0 (qv_record_get_text (record, name_field), text) == 0)
        *out_id = MAX (*out_id, record->id);
    }
  if (*out_id != QV_ID_NONE)
    return TRUE;
  g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
               entity == QV_ENTITY_LEVEL ? _ ("There is no level “%s”.") : _ ("There is no indicator “%s”."),
               text);
  return FALSE;
}
