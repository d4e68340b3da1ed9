/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-cli-import.h"

static gboolean
merge_file (QvCli *cli, const char *path, JsonBuilder *builder, GError **error)
{
  g_autoptr (QvImportFile) file = NULL;
  g_autoptr (QvImportPlan) plan = NULL;
  g_autoptr (QvImport) import = NULL;
  QvImportKind kind;

  if (qv_cli_open (cli, error) == NULL)
    return FALSE;
  kind = qv_import_detect (path, error);
  if (kind == QV_IMPORT_UNKNOWN)
    return FALSE;
  if (kind != QV_IMPORT_LIBRARY)
    kind = QV_IMPORT_SESSION;
  file = qv_import_file_inspect (path, kind, NULL, error);
  if (file == NULL)
    return FALSE;
  plan = qv_import_plan_guess (cli->store, file, 0, error);
  if (plan == NULL)
    return FALSE;
  import = qv_import_prepare (cli->store, file, plan, NULL, NULL, NULL, error);
  if (import == NULL || !qv_import_commit (import, NULL, error))
    return FALSE;
  if (cli->json)
    qv_cli_import_add (builder, path, kind, import);
  else
    qv_cli_import_print (path, kind, import);
  return TRUE;
}

/* A file, or all that lie in a folder. */
static GPtrArray *
list_files (const char *path, GError **error)
{
  GPtrArray *files;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return qv_import_list_folder (path, error);
  files = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (files, g_strdup (path));
  return files;
}

static int
merge_path (QvCli *cli, const char *path, JsonBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = list_files (path, &error);
  int status = QV_CLI_DONE;

  if (files == NULL)
    return qv_cli_fail (error);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) local = NULL;

      if (!merge_file (cli, files->pdata[i], builder, &local))
        status = qv_cli_fail (local);
    }
  return status;
}

static int
run (QvCli *cli, char ***args)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int status = QV_CLI_DONE;

  if (!qv_cli_parse (cli, &qv_cmd_merge, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) < 2)
    return qv_cli_usage (&qv_cmd_merge, _ ("A file is needed."));
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (char **path = *args + 1; *path != NULL; path++)
    if (merge_path (cli, *path, builder) != QV_CLI_DONE)
      status = QV_CLI_FAILED;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    qv_cli_print_json (builder);
  return status;
}

const QvCommand qv_cmd_merge = {
  "merge", "FILE…|FOLDER…",
  N_ ("Merge other tables' or agencies' session files, a folder of them, or a library."), run
};
