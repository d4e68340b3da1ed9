/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-classification.h"
#include "qv-figures.h"

static void
print (const QvFigures *figures, const Classification *classes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  qv_cli_add_id (builder, "indicator", figures->indicator);
  qv_cli_add_text (builder, "period", figures->period);
  qv_cli_add_text (builder, "method", classification_method_to_word (classes->method));
  qv_cli_add_int (builder, "values", figures->n);
  json_builder_set_member_name (builder, "breaks");
  json_builder_begin_array (builder);
  for (guint i = 0; i <= classes->n_classes; i++)
    json_builder_add_double_value (builder, classes->breaks[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "gvf");
  json_builder_add_double_value (builder, classes->gvf);
  json_builder_end_object (builder);
  qv_cli_print_json (builder);
}

static gboolean
classify (
    QvCli *cli, const char *name, const char *period, ClassificationMethod method, guint n, GError **error)
{
  g_autoptr (QvFigures) figures = NULL;
  Classification classes;
  QvId indicator;

  if (qv_cli_open (cli, error) == NULL ||
      !qv_cli_find_named (cli, QV_ENTITY_INDICATOR, QV_INDICATOR_NAME, name, &indicator, error))
    return FALSE;
  figures = qv_figures_load (cli->store, indicator, period, error);
  if (figures == NULL)
    return FALSE;
  if (figures->n == 0 || !classification_compute (&classes, method, figures->values, figures->n, n))
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                   _ ("“%s” has too few figures for that in the period “%s”."), name, figures->period);
      return FALSE;
    }
  print (figures, &classes);
  return TRUE;
}

static int
run (QvCli *cli, char ***args)
{
  g_autofree char *method = NULL;
  g_autofree char *period = NULL;
  g_autoptr (GError) error = NULL;
  ClassificationMethod method_id = CLASSIFICATION_FISHER_JENKS;
  int n = 5;
  const GOptionEntry entries[] = {
    { "method", 0, 0, G_OPTION_ARG_STRING, &method,
      N_ ("equal-interval, quantile, fisher-jenks, standard-deviation, head-tail or pretty"), "METHOD" },
    { "classes", 'k', 0, G_OPTION_ARG_INT, &n, N_ ("How many classes"), "N" },
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, N_ ("Which period; the last, if not given"), "2026" },
    { NULL },
  };

  if (!qv_cli_parse (cli, &qv_cmd_classify, entries, args))
    return QV_CLI_USAGE;
  if (g_strv_length (*args) != 2)
    return qv_cli_usage (&qv_cmd_classify, _ ("One indicator is needed, by its id or name."));
  if (method != NULL &&
      (!classification_method_from_word (method, &method_id) || method_id == CLASSIFICATION_MANUAL))
    return qv_cli_usage (&qv_cmd_classify, _ ("--method is one of equal-interval, quantile, fisher-jenks, "
                                              "standard-deviation, head-tail, pretty."));
  if (n < 2 || n > CLASSIFICATION_MAX_CLASSES)
    return qv_cli_usage (&qv_cmd_classify, _ ("The number of classes is from 2 to %d."),
                         CLASSIFICATION_MAX_CLASSES);
  if (!classify (cli, (*args)[1], period, method_id, (guint) n, &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_classify = { "classify", "INDICATOR [--method METHOD] [-k N]",
                                    N_ ("Print the classes of an indicator's figures, as JSON."), run };
