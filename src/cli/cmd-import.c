/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the file is and how it is to be read is guessed; every guess can be overruled by an option. */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-cli-import.h"

typedef struct
{
  char *as;
  char *layer;
  char *session;
  char *level;
  char *parent_level;
  char *code;
  char *name;
  char *parent;
  char *value;
  char *period_column;
  char *period;
  char *title;
  char *unit;
  char *measure;
  char *duplicates;
  char *source;
  char *licence;
  gboolean dry_run;
  QvImportKind kind;
} Options;

static const char *const duplicate_words[] = { "refuse", "first", "last", "sum", "leave-out", NULL };

static void
clear_options (Options *options)
{
  char **texts[] = { &options->as,     &options->layer,         &options->session,    &options->level,
                     &options->code,   &options->parent_level,  &options->name,       &options->parent,
                     &options->value,  &options->period_column, &options->period,     &options->title,
                     &options->unit,   &options->measure,       &options->duplicates, &options->source,
                     &options->licence };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
find_column (
    const QvImportFile *file, const QvImportPlan *plan, const char *text, int *out_column, GError **error)
{
  const QvSourceLayer *layer = g_ptr_array_index (file->source->layers, plan->layer);
  guint n = 0;

  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < layer->fields->len; i++)
    {
      const QvSourceField *field = g_ptr_array_index (layer->fields, i);

      if (!g_str_equal (field->name, text))
        continue;
      *out_column = (int) i;
      n++;
    }
  if (n == 1)
    return TRUE;
  g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN,
               n == 0 ? _ ("“%s” has no column “%s”.")
                      : _ ("“%s” has several columns “%s”. Give them different names and import it again."),
               file->name, text);
  return FALSE;
}

static gboolean
find_layer (const QvImportFile *file, const char *text, guint *out_layer, GError **error)
{
  *out_layer = QV_IMPORT_ANY_LAYER;
  for (guint i = 0; text != NULL && file->source != NULL && i < file->source->layers->len; i++)
    {
      const QvSourceLayer *layer = g_ptr_array_index (file->source->layers, i);

      if (g_str_equal (layer->name, text))
        {
          *out_layer = i;
          return TRUE;
        }
    }
  if (text == NULL)
    return TRUE;
  g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN, _ ("“%s” has no layer “%s”."), file->name, text);
  return FALSE;
}

static void
set_text (char **target, const char *text)
{
  if (text == NULL)
    return;
  g_free (*target);
  *target = g_strdup (text);
}

static void
set_words (QvImportPlan *plan, const Options *options)
{
  set_text (&plan->indicator_name, options->title);
  if (options->level != NULL && plan->kind == QV_IMPORT_TERRITORIES)
    set_text (&plan->level_name, options->level);
  set_text (&plan->unit, options->unit);
  set_text (&plan->source, options->source);
  set_text (&plan->licence, options->licence);
  if (options->measure != NULL)
    plan->measure = g_str_equal (options->measure, "rate") ? "rate" : "count";
  for (guint i = 0; options->duplicates != NULL && duplicate_words[i] != NULL; i++)
    if (g_str_equal (duplicate_words[i], options->duplicates))
      plan->duplicates = (QvDuplicateRule) i;
}

/* What the table adds to: an indicator of that name and level, or a new one. */
static gboolean
find_indicator (QvCli *cli, QvImportPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) indicators =
      qv_store_list (cli->store, QV_ENTITY_INDICATOR, QV_INDICATOR_LEVEL, plan->level, error);

  plan->indicator = QV_ID_NONE;
  for (guint i = 0; indicators != NULL && i < indicators->len; i++)
    {
      const QvRecord *indicator = g_ptr_array_index (indicators, i);

      if (g_strcmp0 (qv_record_get_text (indicator, QV_INDICATOR_NAME), plan->indicator_name) == 0)
        plan->indicator = indicator->id;
    }
  return indicators != NULL;
}

static gboolean
set_level (QvCli *cli, QvImportPlan *plan, const Options *options, GError **error)
{
  if (options->parent_level != NULL && !qv_cli_find_named (cli, QV_ENTITY_LEVEL, QV_LEVEL_NAME,
                                                           options->parent_level, &plan->parent_level, error))
    return FALSE;
  if (options->level == NULL)
    return TRUE;
  /* Territories may make a level that is not there yet; figures need one. */
  if (plan->kind == QV_IMPORT_TERRITORIES)
    {
      qv_cli_find_named (cli, QV_ENTITY_LEVEL, QV_LEVEL_NAME, options->level, &plan->level, NULL);
      return TRUE;
    }
  return qv_cli_find_named (cli, QV_ENTITY_LEVEL, QV_LEVEL_NAME, options->level, &plan->level, error);
}

static QvImportPlan *
make_plan (QvCli *cli, QvImportFile *file, const Options *options, GError **error)
{
  g_autoptr (QvImportPlan) plan = NULL;
  guint layer;

  if (!find_layer (file, options->layer, &layer, error))
    return NULL;
  plan = qv_import_plan_guess (cli->store, file, layer, error);
  if (plan == NULL)
    return NULL;
  if (options->session != NULL && !qv_cli_parse_session (cli, options->session, &plan->session, error))
    return NULL;
  if (file->source == NULL)
    return g_steal_pointer (&plan);

  if (!find_column (file, plan, options->code, &plan->code, error) ||
      !find_column (file, plan, options->name, &plan->name, error) ||
      !find_column (file, plan, options->parent, &plan->parent, error) ||
      !find_column (file, plan, options->period_column, &plan->period_column, error) ||
      !set_level (cli, plan, options, error))
    return NULL;
  if (options->value != NULL)
    {
      if (!find_column (file, plan, options->value, &plan->value, error) ||
          !qv_import_plan_guess_value (plan, cli->store, file, error))
        return NULL;
    }
  if (options->period != NULL)
    {
      set_text (&plan->period, options->period);
      plan->period_column = -1;
    }
  set_words (plan, options);
  if (plan->kind == QV_IMPORT_INDICATORS && !find_indicator (cli, plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static gboolean
import_file (QvCli *cli, const char *path, const Options *options, JsonBuilder *builder, GError **error)
{
  g_autoptr (QvImportFile) file = NULL;
  g_autoptr (QvImportPlan) plan = NULL;
  g_autoptr (QvImport) import = NULL;
  gboolean done = TRUE;

  if (qv_cli_open (cli, error) == NULL)
    return FALSE;
  file = qv_import_file_inspect (path, options->kind, NULL, error);
  if (file == NULL)
    return FALSE;
  plan = make_plan (cli, file, options, error);
  if (plan == NULL)
    return FALSE;
  import = qv_import_prepare (cli->store, file, plan, NULL, NULL, NULL, error);
  if (import == NULL)
    return FALSE;
  if (!options->dry_run)
    done = qv_import_commit (import, NULL, error);
  if (cli->json)
    qv_cli_import_add (builder, path, plan->kind, import);
  else
    qv_cli_import_print (path, plan->kind, import);
  return done;
}

static gboolean
check_options (Options *options)
{
  if (options->as != NULL && !qv_import_kind_from_word (options->as, &options->kind))
    {
      qv_cli_usage (&qv_cmd_import,
                    _ ("--as is one of session, library, territories, indicators, participants, "
                       "tiles, extract."));
      return FALSE;
    }
  if (options->measure != NULL && !g_str_equal (options->measure, "rate") &&
      !g_str_equal (options->measure, "count"))
    {
      qv_cli_usage (&qv_cmd_import, _ ("--measure is one of rate, count."));
      return FALSE;
    }
  if (options->duplicates != NULL && !g_strv_contains (duplicate_words, options->duplicates))
    {
      qv_cli_usage (&qv_cmd_import, _ ("--duplicates is one of refuse, first, last, sum, leave-out."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse (QvCli *cli, Options *options, char ***args)
{
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options->as, N_ ("What the files are, instead of what is detected"),
      "KIND" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run, N_ ("Tell what would come in and write nothing"),
      NULL },
    { "layer", 0, 0, G_OPTION_ARG_STRING, &options->layer, N_ ("Which layer or sheet"), "NAME" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &options->level, N_ ("Level of territories, new or known"),
      "NAME" },
    { "parent-level", 0, 0, G_OPTION_ARG_STRING, &options->parent_level, N_ ("Level above it"), "NAME" },
    { "code", 0, 0, G_OPTION_ARG_STRING, &options->code, N_ ("Column of the territory's code"), "COLUMN" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name, N_ ("Column of the name"), "COLUMN" },
    { "parent", 0, 0, G_OPTION_ARG_STRING, &options->parent, N_ ("Column of the code above"), "COLUMN" },
    { "value", 0, 0, G_OPTION_ARG_STRING, &options->value, N_ ("Column of the figures"), "COLUMN" },
    { "period-column", 0, 0, G_OPTION_ARG_STRING, &options->period_column, N_ ("Column of the period"),
      "COLUMN" },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options->period, N_ ("Period of all figures"), "2026" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options->title, N_ ("Name of the indicator"), "TEXT" },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &options->unit, N_ ("Unit of the figures"), "TEXT" },
    { "measure", 0, 0, G_OPTION_ARG_STRING, &options->measure, N_ ("“rate” or “count”"), "WORD" },
    { "duplicates", 0, 0, G_OPTION_ARG_STRING, &options->duplicates,
      N_ ("Rows that contradict each other: refuse, first, last, sum or leave-out"), "WORD" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options->source, N_ ("Who made the data"), "TEXT" },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &options->licence, N_ ("Licence of the data"), "TEXT" },
    { "session", 0, 0, G_OPTION_ARG_STRING, &options->session, N_ ("Workshop of the participants"), "ID" },
    { NULL },
  };

  return qv_cli_parse (cli, &qv_cmd_import, entries, args);
}

static int
run (QvCli *cli, char ***args)
{
  g_auto (Options) options = { .kind = QV_IMPORT_UNKNOWN };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int status = QV_CLI_DONE;

  if (!parse (cli, &options, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) < 2)
    return qv_cli_usage (&qv_cmd_import, _ ("A file is needed."));
  if (!check_options (&options))
    return QV_CLI_USAGE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (char **path = *args + 1; *path != NULL; path++)
    {
      g_autoptr (GError) error = NULL;

      if (!import_file (cli, *path, &options, builder, &error))
        status = qv_cli_fail (error);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    qv_cli_print_json (builder);
  return status;
}

const QvCommand qv_cmd_import = { "import", "FILE…",
                                  N_ ("Bring files into the library; what each is, is detected."), run };
