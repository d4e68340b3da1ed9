/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The templates that come with the program are XML in its resources: data/templates. A step takes from its
 * method whatever it does not say itself. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-template-private.h"

#include "qv-agenda.h"
#include "qv-method.h"
#include "qv-session-resources.h"
#include "qv-text.h"

#define FOLDER "/org/quadrivio/Quadrivio/templates/"
#define MAX_NAMES 100
#define MAX_TARGET 999

static const char *const names[] = { "territorial-diagnosis",
                                     "problem-to-opportunity",
                                     "world-cafe",
                                     "shared-priorities",
                                     "mobility-meeting",
                                     "housing-programme",
                                     "environmental-urbanism",
                                     "observatory-coproduction",
                                     "agencies-exchange",
                                     "neighbourhood-renewal",
                                     "empty-agenda" };

static void
free_step (gpointer data)
{
  QvTemplateStep *step = data;
  char *texts[] = { step->title,  step->prompt, step->method, step->goal,     step->materials,
                    step->remark, step->kinds,  step->pinned, step->indicator };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
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
  g_free (self->consent_text);
  g_free (self->consent_version);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->themes);
  g_ptr_array_unref (self->indicators);
  g_free (self);
}

/* An element that is there and empty says that there is none. */
static char *
pick (const QvTextTree *tree, const char *child, const char *language, const char *otherwise)
{
  const char *text = _qv_text_tree_get_text (tree, child, language);

  if (text == NULL)
    text = otherwise;
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* A word of one line, as names are; (nullable) where it says nothing. */
static char *
take_name (const char *text)
{
  g_autofree char *clean = text != NULL ? qv_text_normalize (text) : NULL;

  return clean != NULL && *clean != '\0' ? g_strdup (g_strdelimit (clean, "\n\t", ' ')) : NULL;
}

/* What is no time of day is none. */
static char *
take_time (const char *text)
{
  int minutes;

  return text != NULL && qv_agenda_parse_time (text, &minutes) ? qv_agenda_format_time (minutes) : NULL;
}

static QvTemplateStep *
make_step (const QvTextTree *tree, const char *language)
{
  g_autofree char *name = take_name (_qv_text_tree_get_attribute (tree, "method"));
  const char *kinds = _qv_text_tree_get_attribute (tree, "kinds");
  g_autoptr (QvMethod) method = qv_method_find (name, language);
  QvTemplateStep *step = g_new0 (QvTemplateStep, 1);

  step->method = g_strdup (name);
  step->title = pick (tree, "title", language, method != NULL ? method->name : name);
  step->prompt = pick (tree, "prompt", language, method != NULL ? method->prompt : NULL);
  step->goal = pick (tree, "goal", language, method != NULL ? method->goal : NULL);
  step->materials = pick (tree, "materials", language, method != NULL ? method->materials : NULL);
  step->remark = pick (tree, "remark", language, NULL);
  step->kinds = qv_method_format_kinds (
      qv_method_parse_kinds (kinds == NULL && method != NULL ? method->kinds : kinds));
  step->minutes = _qv_text_tree_get_attribute (tree, "minutes") == NULL && method != NULL
                      ? method->minutes
                      : _qv_text_tree_get_number (tree, "minutes");
  step->table = _qv_text_tree_get_number (tree, "table");
  step->pinned = take_time (_qv_text_tree_get_attribute (tree, "pinned"));
  step->indicator = take_name (_qv_text_tree_get_attribute (tree, "indicator"));
  return step;
}

/* Of tables that work at the same time the longest counts, as in the agenda of the session. */
static guint
count_minutes (const QvTemplate *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_record_free);
  g_autoptr (QvRecord) session = qv_record_new (QV_ENTITY_SESSION, QV_ID_NONE);
  g_autoptr (QvAgenda) agenda = NULL;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const QvTemplateStep *step = self->steps->pdata[i];

      g_ptr_array_add (records, _qv_template_make_step (step, session->id, i + 1, step->table, QV_ID_NONE));
    }
  agenda = qv_agenda_new (session, records);
  return (guint) (agenda->ends - agenda->starts);
}

static void
add_name (GPtrArray *list, const char *text)
{
  g_autofree char *name = take_name (text);

  if (name != NULL && list->len < MAX_NAMES &&
      !g_ptr_array_find_with_equal_func (list, name, g_str_equal, NULL))
    g_ptr_array_add (list, g_steal_pointer (&name));
}

static void
take_targets (QvTemplate *self, const QvTextTree *tree)
{
  for (QvHelix helix = QV_HELIX_AUTHORITIES; helix <= QV_HELIX_RESIDENTS; helix++)
    {
      const char *text = _qv_text_tree_get_attribute (tree, qv_helix_to_word (helix));
      guint64 target;

      if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, MAX_TARGET, &target, NULL))
        self->targets[helix] = (int) target;
    }
}

static void
take_part (QvTemplate *self, const QvTextTree *part, const char *language)
{
  if (g_str_equal (part->name, "step"))
    g_ptr_array_add (self->steps, make_step (part, language));
  else if (g_str_equal (part->name, "table") && *part->text != '\0')
    g_ptr_array_add (self->tables, g_strdup (part->text));
  else if (g_str_equal (part->name, "theme"))
    add_name (self->themes, part->text);
  else if (g_str_equal (part->name, "indicator"))
    add_name (self->indicators, part->text);
  else if (g_str_equal (part->name, "targets"))
    take_targets (self, part);
  else if (g_str_equal (part->name, "consent") && self->consent_text == NULL && *part->text != '\0')
    {
      self->consent_text = g_strdup (part->text);
      self->consent_version = take_name (_qv_text_tree_get_attribute (part, "version"));
    }
}

/* Returns: (nullable): %NULL where the tree is not a template */
QvTemplate *
_qv_template_new_from_tree (const QvTextTree *tree, const char *language)
{
  g_autoptr (QvTemplate) self = g_new0 (QvTemplate, 1);

  self->steps = g_ptr_array_new_with_free_func (free_step);
  self->tables = g_ptr_array_new_with_free_func (g_free);
  self->themes = g_ptr_array_new_with_free_func (g_free);
  self->indicators = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->targets); i++)
    self->targets[i] = -1;
  self->id = g_strdup (_qv_text_tree_get_attribute (tree, "id"));
  self->icon = g_strdup (_qv_text_tree_get_attribute (tree, "icon"));
  self->is_starter = g_strcmp0 (_qv_text_tree_get_attribute (tree, "starter"), "yes") == 0;
  self->title = pick (tree, "title", language, NULL);
  self->summary = pick (tree, "summary", language, NULL);
  self->question = pick (tree, "question", language, NULL);
  for (guint i = 0; i < tree->children->len; i++)
    take_part (self, tree->children->pdata[i], language);
  for (guint i = 0; i < self->steps->len; i++)
    {
      QvTemplateStep *step = self->steps->pdata[i];

      if (step->title == NULL)
        return NULL;
      if (step->table > self->tables->len)
        step->table = 0;
    }
  if (!g_str_equal (tree->name, "template") || self->title == NULL)
    return NULL;
  self->minutes = count_minutes (self);
  return g_steal_pointer (&self);
}

static QvTemplate *
load (const char *name, const char *language)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".xml", NULL);
  g_autoptr (QvTextTree) tree = NULL;

  g_resources_register (qv_session_get_resource ());
  tree = _qv_text_tree_load_resource (path);
  return _qv_template_new_from_tree (tree, language);
}

/**
 * qv_template_pick_language:
 * @language: (nullable): see qv_method_pick_language()
 *
 * Returns: (transfer none): the language among those of the templates that fits best
 */
const char *
qv_template_pick_language (const char *language)
{
  return qv_method_pick_language (language);
}

gboolean
_qv_template_is_built_in (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], id) == 0)
      return TRUE;
  return FALSE;
}

/**
 * qv_template_list:
 * @language: (nullable): see qv_method_pick_language()
 *
 * Returns: (transfer full) (element-type QvTemplate): the templates, in the order in which they are offered:
 * the program's, then the user's own
 */
GPtrArray *
qv_template_list (const char *language)
{
  const char *picked = qv_template_pick_language (language);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_template_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (list, load (names[i], picked));
  _qv_template_list_own (list, picked);
  return list;
}

/**
 * qv_template_find:
 * @id: (nullable): a template's id, such as "world-cafe"
 * @language: (nullable): see qv_method_pick_language()
 *
 * Returns: (transfer full) (nullable): the template, or %NULL if there is none of that name
 */
QvTemplate *
qv_template_find (const char *id, const char *language)
{
  const char *picked = qv_template_pick_language (language);

  if (id == NULL)
    return NULL;
  return _qv_template_is_built_in (id) ? load (id, picked) : _qv_template_find_own (id, picked);
}
