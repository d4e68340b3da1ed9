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
  char *texts[] = { step->title,     step->prompt, step->method, step->goal,
                    step->materials, step->remark, step->kinds };

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
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->tables);
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

static QvTemplateStep *
make_step (const QvTextTree *tree, const char *language)
{
  const char *word = _qv_text_tree_get_attribute (tree, "method");
  g_autofree char *name = word != NULL ? qv_text_normalize (word) : NULL;
  const char *kinds = _qv_text_tree_get_attribute (tree, "kinds");
  g_autoptr (QvMethod) method = qv_method_find (name, language);
  QvTemplateStep *step = g_new0 (QvTemplateStep, 1);

  step->method = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
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
  return step;
}

static QvRecord *
make_record (const QvTemplateStep *step, QvId session, guint position, QvId table)
{
  QvRecord *record = qv_record_new (QV_ENTITY_STEP, qv_id_new ());

  qv_record_set_int (record, QV_STEP_SESSION, session);
  qv_record_set_int (record, QV_STEP_POSITION, position);
  qv_record_set_text (record, QV_STEP_TITLE, step->title);
  qv_record_set_text (record, QV_STEP_METHOD, step->method);
  qv_record_set_text (record, QV_STEP_PROMPT, step->prompt);
  qv_record_set_text (record, QV_STEP_GOAL, step->goal);
  qv_record_set_text (record, QV_STEP_MATERIALS, step->materials);
  qv_record_set_text (record, QV_STEP_REMARK, step->remark);
  qv_record_set_text (record, QV_STEP_KINDS, step->kinds);
  qv_record_set_int (record, QV_STEP_MINUTES, step->minutes);
  if (table != QV_ID_NONE)
    qv_record_set_int (record, QV_STEP_ROUND_TABLE, table);
  return record;
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

      g_ptr_array_add (records, make_record (step, session->id, i + 1, step->table));
    }
  agenda = qv_agenda_new (session, records);
  return (guint) (agenda->ends - agenda->starts);
}

/* Returns: (nullable): %NULL where the tree is not a template */
QvTemplate *
_qv_template_new_from_tree (const QvTextTree *tree, const char *language)
{
  g_autoptr (QvTemplate) self = g_new0 (QvTemplate, 1);

  self->steps = g_ptr_array_new_with_free_func (free_step);
  self->tables = g_ptr_array_new_with_free_func (g_free);
  self->id = g_strdup (_qv_text_tree_get_attribute (tree, "id"));
  self->icon = g_strdup (_qv_text_tree_get_attribute (tree, "icon"));
  self->is_starter = g_strcmp0 (_qv_text_tree_get_attribute (tree, "starter"), "yes") == 0;
  self->title = pick (tree, "title", language, NULL);
  self->summary = pick (tree, "summary", language, NULL);
  self->question = pick (tree, "question", language, NULL);
  for (guint i = 0; i < tree->children->len; i++)
    {
      const QvTextTree *child = tree->children->pdata[i];

      if (g_str_equal (child->name, "step"))
        g_ptr_array_add (self->steps, make_step (child, language));
      else if (g_str_equal (child->name, "table") && *child->text != '\0')
        g_ptr_array_add (self->tables, g_strdup (child->text));
    }
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

/* Returns: (transfer full) (element-type QvId): the tables that the steps are for, now in the session */
static GArray *
add_tables (const QvTemplate *self, QvEdit *edit, QvId session)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (QvId));

  for (guint i = 0; i < self->tables->len; i++)
    {
      QvRecord *table = qv_record_new (QV_ENTITY_ROUND_TABLE, qv_id_new ());

      qv_record_set_int (table, QV_ROUND_TABLE_SESSION, session);
      qv_record_set_text (table, QV_ROUND_TABLE_NAME, self->tables->pdata[i]);
      qv_record_set_int (table, QV_ROUND_TABLE_POSITION, i + 1);
      g_array_append_val (ids, table->id);
      qv_edit_insert (edit, table);
    }
  return ids;
}

/**
 * qv_template_add_steps:
 * @self: a template
 * @session: id of a session
 * @position: of the first step in the agenda, from 1
 * @edit: gets the steps, and the tables that they are for
 */
void
qv_template_add_steps (const QvTemplate *self, QvId session, guint position, QvEdit *edit)
{
  g_autoptr (GArray) tables = add_tables (self, edit, session);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const QvTemplateStep *step = self->steps->pdata[i];
      QvId table = step->table > 0 ? g_array_index (tables, QvId, step->table - 1) : QV_ID_NONE;

      qv_edit_insert (edit, make_record (step, session, position + i, table));
    }
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
  qv_template_add_steps (self, id, 1, edit);
  return edit;
}
