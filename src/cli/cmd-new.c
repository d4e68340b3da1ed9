/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <glib/gi18n.h>

#include "qv-template.h"
#include "qv-text.h"

typedef struct
{
  char *template;
  char *title;
  char *place;
  char *table;
  char *question;
  char *collection;
  char *language;
  char *starts;
  char *level;
  char **indicators;
  int minutes;
  gboolean is_list;
} Options;

static void
clear_options (Options *options)
{
  char *texts[] = { options->template, options->title,    options->place,
                    options->table,    options->question, options->collection,
                    options->language, options->starts,   options->level };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (options->indicators);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static void
set_text (QvRecord *record, guint field, const char *text)
{
  g_autofree char *clean = qv_text_normalize (text != NULL ? text : "");

  if (*clean != '\0')
    qv_record_set_text (record, field, clean);
}

static QvRecord *
make_session (const Options *options)
{
  QvRecord *record = qv_record_new (QV_ENTITY_SESSION, qv_id_new ());

  set_text (record, QV_SESSION_TITLE, options->title);
  set_text (record, QV_SESSION_PLACE, options->place);
  set_text (record, QV_SESSION_TABLE, options->table);
  set_text (record, QV_SESSION_QUESTION, options->question);
  set_text (record, QV_SESSION_COLLECTION, options->collection);
  set_text (record, QV_SESSION_LANGUAGE, qv_template_pick_language (options->language));
  set_text (record, QV_SESSION_STARTS, options->starts);
  if (options->minutes > 0)
    qv_record_set_int (record, QV_SESSION_MINUTES, options->minutes);
  return record;
}

static gboolean
add_indicators (QvCli *cli, QvEdit *edit, QvId session, char **names, GError **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      QvId indicator;
      QvRecord *link;

      if (!qv_cli_find_named (cli, QV_ENTITY_INDICATOR, QV_INDICATOR_NAME, names[i], &indicator, error))
        return FALSE;
      link = qv_record_new (QV_ENTITY_SESSION_INDICATOR, qv_id_new ());
      qv_record_set_int (link, QV_SESSION_INDICATOR_SESSION, session);
      qv_record_set_int (link, QV_SESSION_INDICATOR_INDICATOR, indicator);
      qv_record_set_int (link, QV_SESSION_INDICATOR_POSITION, i + 1);
      qv_edit_insert (edit, link);
    }
  return TRUE;
}

/* Takes @session. */
static QvEdit *
make_edit (QvCli *cli, const Options *options, QvRecord *session, GError **error)
{
  g_autoptr (QvTemplate) template = NULL;
  g_autoptr (GPtrArray) indicators = NULL;
  QvEdit *edit;

  if (options->template != NULL)
    {
      template = qv_template_find (options->template, qv_record_get_text (session, QV_SESSION_LANGUAGE));
      indicators = qv_store_list (cli->store, QV_ENTITY_INDICATOR, QV_STORE_ALL, QV_ID_NONE, error);
      if (indicators != NULL)
        return qv_template_instantiate (template, session, indicators, _ ("New session"));
      qv_record_free (session);
      return NULL;
    }
  edit = qv_edit_new (_ ("New session"), QV_ID_NONE);
  qv_edit_insert (edit, session);
  return edit;
}

static gboolean
create (QvCli *cli, const Options *options, GError **error)
{
  g_autoptr (QvEdit) edit = NULL;
  QvRecord *session;
  QvId level = QV_ID_NONE;
  QvId id;

  if (qv_cli_open (cli, error) == NULL ||
      (options->level != NULL &&
       !qv_cli_find_named (cli, QV_ENTITY_LEVEL, QV_LEVEL_NAME, options->level, &level, error)))
    return FALSE;
  session = make_session (options);
  id = session->id;
  if (level != QV_ID_NONE)
    qv_record_set_int (session, QV_SESSION_LEVEL, level);
  edit = make_edit (cli, options, session, error);
  if (edit == NULL || !add_indicators (cli, edit, id, options->indicators, error) ||
      !qv_store_apply (cli->store, g_steal_pointer (&edit), error))
    return FALSE;
  qv_cli_print ("%" G_GINT64_FORMAT, id);
  return TRUE;
}

static gboolean
is_template (const char *id)
{
  g_autoptr (QvTemplate) template = qv_template_find (id, "en");

  return template != NULL;
}

/* What qv-entity.h says of planned times: "2026-05-28T14:00". */
static gboolean
is_start (const char *text)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *seconds = g_strconcat (text, ":00", NULL);

  if (strlen (text) != strlen ("2026-05-28T14:00"))
    return FALSE;
  time = g_date_time_new_from_iso8601 (seconds, utc);
  return time != NULL;
}

static gboolean
parse (QvCli *cli, Options *options, char ***args)
{
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &options->title, N_ ("What the workshop is called"), "TEXT" },
    { "template", 0, 0, G_OPTION_ARG_STRING, &options->template, N_ ("Start from this agenda"), "NAME" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options->is_list, N_ ("List the agendas to start from"), NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options->language, N_ ("Language: it, fr, en"), "LANGUAGE" },
    { "place", 0, 0, G_OPTION_ARG_STRING, &options->place, N_ ("Where it is held"), "TEXT" },
    { "table", 0, 0, G_OPTION_ARG_STRING, &options->table, N_ ("Which table"), "TEXT" },
    { "question", 0, 0, G_OPTION_ARG_STRING, &options->question, N_ ("What it is to answer"), "TEXT" },
    { "collection", 0, 0, G_OPTION_ARG_STRING, &options->collection, N_ ("Which series it belongs to"),
      "TEXT" },
    { "starts", 0, 0, G_OPTION_ARG_STRING, &options->starts, N_ ("When it starts, local time"),
      "2026-05-28T14:00" },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &options->minutes, N_ ("How long it is"), "N" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &options->level, N_ ("Level of territories on its map"), "NAME" },
    { "indicator", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->indicators,
      N_ ("Indicator at the table; may be given several times"), "NAME" },
    { NULL },
  };

  return qv_cli_parse (cli, &qv_cmd_new, entries, args);
}

static int
list_templates (QvCli *cli, const char *language)
{
  g_autoptr (GPtrArray) templates = qv_template_list (language);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "templates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < templates->len; i++)
    {
      const QvTemplate *template = templates->pdata[i];
      g_autofree char *title = qv_cli_one_line (template->title);

      json_builder_begin_object (builder);
      qv_cli_add_text (builder, "id", template->id);
      qv_cli_add_text (builder, "title", template->title);
      qv_cli_add_int (builder, "minutes", template->minutes);
      qv_cli_add_int (builder, "steps", template->steps->len);
      json_builder_set_member_name (builder, "own");
      json_builder_add_boolean_value (builder, template->is_own);
      json_builder_end_object (builder);
      if (!cli->json)
        qv_cli_print ("%s  %s", template->id, title);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    qv_cli_print_json (builder);
  return QV_CLI_DONE;
}

static int
run (QvCli *cli, char ***args)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!parse (cli, &options, args))
    return QV_CLI_USAGE;
  if ((*args)[1] != NULL)
    return qv_cli_usage (&qv_cmd_new, _ ("“%s” is one argument too many."), (*args)[1]);
  if (options.is_list)
    return list_templates (cli, options.language);
  if (options.title == NULL || *options.title == '\0')
    return qv_cli_usage (&qv_cmd_new, _ ("--title is needed."));
  if (options.template != NULL && !is_template (options.template))
    return qv_cli_usage (&qv_cmd_new, _ ("There is no template “%s”."), options.template);
  if (options.starts != NULL && !is_start (options.starts))
    return qv_cli_usage (&qv_cmd_new, _ ("--starts is a time such as 2026-05-28T14:00."));
  if (!create (cli, &options, &error))
    return qv_cli_fail (error);
  return QV_CLI_DONE;
}

const QvCommand qv_cmd_new = { "new", "--title TITLE [--template NAME] | --list",
                               N_ ("Make a workshop and print its id."), run };
