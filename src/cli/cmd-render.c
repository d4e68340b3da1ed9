/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window would draw, as a file. */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-map-picture.h"
#include "qv-palette.h"

#define MAX_SIZE 8000

typedef struct
{
  char *output;
  char *level;
  char *indicator;
  char *period;
  char *method;
  int n_classes;
  int width;
  int height;
  gboolean dark;
  gboolean plain;
  gboolean no_notes;
  ClassificationMethod method_id;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->output);
  g_free (options->level);
  g_free (options->indicator);
  g_free (options->period);
  g_free (options->method);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* What has a name on the command line has an id in the library. */
static gboolean
find_parts (QvCli *cli, const Options *options, QvMapPicture *picture, GError **error)
{
  return (options->level == NULL ||
          qv_cli_find_named (cli, QV_ENTITY_LEVEL, QV_LEVEL_NAME, options->level, &picture->level, error)) &&
         (options->indicator == NULL || qv_cli_find_named (cli, QV_ENTITY_INDICATOR, QV_INDICATOR_NAME,
                                                           options->indicator, &picture->indicator, error));
}

static gboolean
render (QvCli *cli, const Options *options, const char *session, GError **error)
{
  QvMapPicture picture = { .period = options->period,
                           .method = options->method_id,
                           .n_classes = (guint) options->n_classes,
                           .width = options->width,
                           .height = options->height,
                           .is_plain = options->plain,
                           .is_dark = options->dark,
                           .has_no_notes = options->no_notes };

  return (session == NULL || qv_cli_parse_session (cli, session, &picture.session, error)) &&
         find_parts (cli, options, &picture, error) &&
         qv_map_picture_write (cli->store, &picture, options->output, NULL, error);
}

static gboolean
parse (QvCli *cli, Options *options, char ***args)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("Write this file; its ending says what: .png, .svg or .pdf"), N_ ("FILE") },
    { "level", 0, 0, G_OPTION_ARG_STRING, &options->level, N_ ("Territories, instead of the session's"),
      "NAME" },
    { "indicator", 0, 0, G_OPTION_ARG_STRING, &options->indicator,
      N_ ("Indicator, instead of the session's first"), "NAME" },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &options->plain, N_ ("No indicator"), NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options->period, N_ ("Which period; the last, if not given"),
      "2026" },
    { "method", 0, 0, G_OPTION_ARG_STRING, &options->method, N_ ("How classes are made"), "METHOD" },
    { "classes", 'k', 0, G_OPTION_ARG_INT, &options->n_classes, N_ ("How many classes"), "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options->width, N_ ("Width in pixels"), "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &options->height, N_ ("Height in pixels"), "N" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &options->dark, N_ ("For dark screens"), NULL },
    { "no-notes", 0, 0, G_OPTION_ARG_NONE, &options->no_notes, N_ ("Without the notes"), NULL },
    { NULL },
  };

  return qv_cli_parse (cli, &qv_cmd_render, entries, args);
}

static const char *
check_options (Options *options, char **args)
{
  if (g_strcmp0 (args[1], "map") != 0)
    return _ ("What to draw is needed: map.");
  if (g_strv_length (args) > 3 || (args[2] == NULL && options->level == NULL && options->indicator == NULL))
    return _ ("The id of one session, --level or --indicator is needed.");
  if (options->output == NULL || !qv_map_picture_is_path (options->output))
    return _ ("-o FILE is needed, with the ending .png, .svg or .pdf.");
  if (options->n_classes < 2 || options->n_classes > QV_PALETTE_MAX_CLASSES)
    return _ ("The number of classes is from 2 to 7.");
  if (options->method != NULL && !classification_method_from_word (options->method, &options->method_id))
    return _ (
        "--method is one of equal-interval, quantile, fisher-jenks, standard-deviation, head-tail, pretty.");
  if (options->width < 100 || options->height < 100 || options->width > MAX_SIZE ||
      options->height > MAX_SIZE)
    return _ ("Width and height are from 100 to 8000.");
  return NULL;
}

static int
run (QvCli *cli, char ***args)
{
  g_auto (Options)
      options = { .n_classes = 5, .width = 1600, .height = 1000, .method_id = CLASSIFICATION_FISHER_JENKS };
  g_autoptr (GError) error = NULL;
  const char *problem;

  if (!parse (cli, &options, args))
    return QV_CLI_USAGE;
  problem = check_options (&options, *args);
  if (problem != NULL)
    return qv_cli_usage (&qv_cmd_render, "%s", problem);
  if (qv_cli_open (cli, &error) == NULL || !render (cli, &options, (*args)[2], &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_render = { "render", "map [SESSION] -o FILE", N_ ("Draw what the window would show."),
                                  run };
