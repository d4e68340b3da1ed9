/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The templates are XML in the program's resources: data/templates. Each text stands there in several
 * languages. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-template.h"

#include "qv-session-resources.h"

#define FOLDER "/org/quadrivio/Quadrivio/templates"

static const char *const names[] = { "territorial-diagnosis", "problem-to-opportunity", "world-cafe",
                                     "shared-priorities", "empty-agenda" };
static const char *const languages[] = { "en", "it", "fr" };

typedef struct
{
  const char *language;
  QvTemplate *template;
  QvTemplateStep *step;
  char **text;       /* where the text of the element goes */
  gboolean is_exact; /* the element is in the language wanted, and not the English that stands in for it */
} Parser;

static void
free_step (gpointer data)
{
  QvTemplateStep *step = data;

  g_free (step->title);
  g_free (step->prompt);
  g_free (step->method);
  g_free (step);
}

void
qv_template_free (QvTemplate *self)
{
  g_free (self->id);
  g_free (self->icon);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->question);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

static const char *
find_attribute (const char **attributes, const char **values, const char *name)
{
  for (guint i = 0; attributes[i] != NULL; i++)
    if (g_str_equal (attributes[i], name))
      return values[i];
  return NULL;
}

static char **
find_text (Parser *parser, const char *element)
{
  if (g_str_equal (element, "title"))
    return parser->step != NULL ? &parser->step->title : &parser->template->title;
  if (g_str_equal (element, "prompt") && parser->step != NULL)
    return &parser->step->prompt;
  if (g_str_equal (element, "summary"))
    return &parser->template->summary;
  if (g_str_equal (element, "question"))
    return &parser->template->question;
  return NULL;
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **attributes,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Parser *parser = user_data;
  const char *language = find_attribute (attributes, values, "xml:lang");
  const char *minutes = find_attribute (attributes, values, "minutes");

  if (g_str_equal (element, "template"))
    {
      parser->template->id = g_strdup (find_attribute (attributes, values, "id"));
      parser->template->icon = g_strdup (find_attribute (attributes, values, "icon"));
    }
  else if (g_str_equal (element, "step"))
    {
      parser->step = g_new0 (QvTemplateStep, 1);
      parser->step->minutes = minutes != NULL ? (guint) g_ascii_strtoull (minutes, NULL, 10) : 0;
      parser->step->method = g_strdup (find_attribute (attributes, values, "method"));
      parser->template->minutes += parser->step->minutes;
      g_ptr_array_add (parser->template->steps, parser->step);
    }
  parser->is_exact = g_strcmp0 (language, parser->language) == 0;
  if (language == NULL || parser->is_exact)
    parser->text = find_text (parser, element);
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Parser *parser = user_data;

  parser->text = NULL;
  if (g_str_equal (element, "step"))
    parser->step = NULL;
}

static void
take_text (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Parser *parser = user_data;

  if (parser->text == NULL || (*parser->text != NULL && !parser->is_exact))
    return;
  g_free (*parser->text);
  *parser->text = g_strstrip (g_strndup (text, length));
}

static QvTemplate *
load (const char *name, const char *language)
{
  const GMarkupParser functions = { .start_element = start_element,
                                    .end_element = end_element,
                                    .text = take_text };
  g_autoptr (QvTemplate) template = g_new0 (QvTemplate, 1);
  g_autofree char *path = g_strdup_printf (FOLDER "/%s.xml", name);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;
  Parser parser = { .language = language, .template = template };

  template->steps = g_ptr_array_new_with_free_func (free_step);
  bytes = g_resource_lookup_data (qv_session_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s: %s", path, error->message);
  context = g_markup_parse_context_new (&functions, G_MARKUP_TREAT_CDATA_AS_TEXT, &parser, NULL);
  if (!g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), &error) ||
      !g_markup_parse_context_end_parse (context, &error))
    g_error ("%s: %s", path, error->message);
  return g_steal_pointer (&template);
}

/**
 * qv_template_pick_language:
 * @language: (nullable): a code such as "fr" or "fr_FR", or %NULL for the language of the user
 *
 * Returns: (transfer none): the language among those of the templates that fits best
 */
const char *
qv_template_pick_language (const char *language)
{
  const char *const asked[] = { language, NULL };
  const char *const *wanted = language != NULL ? asked : g_get_language_names ();

  for (guint i = 0; wanted[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
      if (g_str_has_prefix (wanted[i], languages[j]) && !g_ascii_isalpha (wanted[i][strlen (languages[j])]))
        return languages[j];
  return "en";
}

/**
 * qv_template_list:
 * @language: (nullable): see qv_template_pick_language()
 *
 * Returns: (transfer full) (element-type QvTemplate): the templates, in the order in which they are offered
 */
GPtrArray *
qv_template_list (const char *language)
{
  const char *picked = qv_template_pick_language (language);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_template_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (list, load (names[i], picked));
  return list;
}

/**
 * qv_template_find:
 * @id: a template's id, such as "world-cafe"
 * @language: (nullable): see qv_template_pick_language()
 *
 * Returns: (transfer full) (nullable): the template, or %NULL if there is none of that name
 */
QvTemplate *
qv_template_find (const char *id, const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], id) == 0)
      return load (names[i], qv_template_pick_language (language));
  return NULL;
}

/**
 * qv_template_instantiate:
 * @self: a template
 * @session: (transfer full): the new session, with its title and what else is known of it
 * @label: what the user does: "New session"
 *
 * Returns: (transfer full): the edit that makes the session and the steps of its agenda. Where @session says
 * nothing of its question, length and template, they are those of the template.
 */
QvEdit *
qv_template_instantiate (const QvTemplate *self, QvRecord *session, const char *label)
{
  QvEdit *edit = qv_edit_new (label, QV_ID_NONE);
  QvId id = session->id;

  if (qv_record_is_null (session, QV_SESSION_QUESTION) && self->question != NULL)
    qv_record_set_text (session, QV_SESSION_QUESTION, self->question);
  if (qv_record_is_null (session, QV_SESSION_MINUTES) && self->minutes > 0)
    qv_record_set_int (session, QV_SESSION_MINUTES, self->minutes);
  if (qv_record_is_null (session, QV_SESSION_TEMPLATE))
    qv_record_set_text (session, QV_SESSION_TEMPLATE, self->id);
  qv_edit_insert (edit, session);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const QvTemplateStep *step = self->steps->pdata[i];
      QvRecord *record = qv_record_new (QV_ENTITY_STEP, qv_id_new ());

      qv_record_set_int (record, QV_STEP_SESSION, id);
      qv_record_set_int (record, QV_STEP_POSITION, i + 1);
      qv_record_set_text (record, QV_STEP_TITLE, step->title);
      qv_record_set_text (record, QV_STEP_METHOD, step->method);
      qv_record_set_text (record, QV_STEP_PROMPT, step->prompt);
      qv_record_set_int (record, QV_STEP_MINUTES, step->minutes);
      qv_edit_insert (edit, record);
    }
  return edit;
}
