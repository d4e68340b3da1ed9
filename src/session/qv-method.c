/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library of methods: XML in the program's resources, data/methods. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-method.h"

#include "qv-methods-resources.h"
#include "qv-text-tree.h"
#include "qv-types.h"

#define FOLDER "/org/quadrivio/Quadrivio/methods/"

/* In the order in which a workshop may use them. */
static const char *const names[] = { "welcome",
                                     "introductions",
                                     "round",
                                     "mapping-problems",
                                     "figures",
                                     "one-two-four-all",
                                     "world-cafe",
                                     "nominal-group",
                                     "tree-reversal",
                                     "how-might-we",
                                     "swot",
                                     "dot-voting",
                                     "twenty-five-ten",
                                     "most-significant-change",
                                     "commitments",
                                     "plenary",
                                     "break" };
static const char *const languages[] = { "en", "it", "fr" };

void
qv_method_free (QvMethod *self)
{
  char *texts[] = { self->id,     self->icon,      self->name,  self->goal,
                    self->prompt, self->materials, self->kinds, self->source };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (self->how);
  g_free (self);
}

/* Read once: the steps of all templates ask for them. */
static const QvTextTree *
get_tree (guint index)
{
  static QvTextTree *trees[G_N_ELEMENTS (names)];

  if (g_once_init_enter (&trees[index]))
    {
      g_autofree char *path = g_strconcat (FOLDER, names[index], ".xml", NULL);

      g_resources_register (qv_methods_get_resource ());
      g_once_init_leave (&trees[index], _qv_text_tree_load_resource (path));
    }
  return trees[index];
}

static QvMethod *
load (guint index, const char *language)
{
  const QvTextTree *tree = get_tree (index);
  QvMethod *self = g_new0 (QvMethod, 1);

  self->id = g_strdup (_qv_text_tree_get_attribute (tree, "id"));
  self->icon = g_strdup (_qv_text_tree_get_attribute (tree, "icon"));
  self->kinds = g_strdup (_qv_text_tree_get_attribute (tree, "kinds"));
  self->minutes = _qv_text_tree_get_number (tree, "minutes");
  self->is_vote = g_strcmp0 (_qv_text_tree_get_attribute (tree, "view"), "vote") == 0;
  self->name = g_strdup (_qv_text_tree_get_text (tree, "name", language));
  self->goal = g_strdup (_qv_text_tree_get_text (tree, "goal", language));
  self->prompt = g_strdup (_qv_text_tree_get_text (tree, "prompt", language));
  self->materials = g_strdup (_qv_text_tree_get_text (tree, "materials", language));
  self->source = g_strdup (_qv_text_tree_get_text (tree, "source", language));
  self->how = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tree->children->len; i++)
    {
      const QvTextTree *child = tree->children->pdata[i];

      if (g_str_equal (child->name, "how"))
        g_ptr_array_add (self->how, g_strdup (_qv_text_tree_get_text (child, "text", language)));
    }
  return self;
}

/**
 * qv_method_pick_language:
 * @language: (nullable): a code such as "fr" or "fr_FR", or %NULL for the language of the user
 *
 * Returns: (transfer none): the language among those of the methods and templates that fits best
 */
const char *
qv_method_pick_language (const char *language)
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
 * qv_method_list:
 * @language: (nullable): see qv_method_pick_language()
 *
 * Returns: (transfer full) (element-type QvMethod): the methods, in the order in which they are offered
 */
GPtrArray *
qv_method_list (const char *language)
{
  const char *picked = qv_method_pick_language (language);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_method_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (list, load (i, picked));
  return list;
}

/**
 * qv_method_find:
 * @id: (nullable): a method's id, such as "world-cafe"
 * @language: (nullable): see qv_method_pick_language()
 *
 * Returns: (transfer full) (nullable): the method, or %NULL if there is none of that name
 */
QvMethod *
qv_method_find (const char *id, const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], id) == 0)
      return load (i, qv_method_pick_language (language));
  return NULL;
}

/**
 * qv_method_make_step:
 * @self: a method
 * @session: the session
 * @position: in its agenda, from 1
 *
 * Returns: (transfer full): a step that uses the method as it is
 */
QvRecord *
qv_method_make_step (const QvMethod *self, QvId session, guint position)
{
  QvRecord *step = qv_record_new (QV_ENTITY_STEP, qv_id_new ());

  qv_record_set_int (step, QV_STEP_SESSION, session);
  qv_record_set_int (step, QV_STEP_POSITION, position);
  qv_record_set_int (step, QV_STEP_MINUTES, self->minutes);
  qv_record_set_text (step, QV_STEP_TITLE, self->name);
  qv_record_set_text (step, QV_STEP_METHOD, self->id);
  qv_record_set_text (step, QV_STEP_PROMPT, self->prompt);
  qv_record_set_text (step, QV_STEP_GOAL, self->goal);
  qv_record_set_text (step, QV_STEP_MATERIALS, self->materials);
  qv_record_set_text (step, QV_STEP_KINDS, self->kinds);
  return step;
}

/**
 * qv_method_parse_kinds:
 * @kinds: (nullable): as in QV_STEP_KINDS, "problem observation"
 *
 * Returns: a bit 1 << kind for each #QvNoteKind; words that are none are passed over
 */
guint
qv_method_parse_kinds (const char *kinds)
{
  g_auto (GStrv) words = g_strsplit (kinds != NULL ? kinds : "", " ", -1);
  guint bits = 0;
  QvNoteKind kind;

  for (guint i = 0; words[i] != NULL; i++)
    if (qv_note_kind_from_word (words[i], &kind))
      bits |= 1u << kind;
  return bits;
}

/**
 * qv_method_format_kinds:
 * @kinds: a bit 1 << kind for each #QvNoteKind
 *
 * Returns: (transfer full) (nullable): as in QV_STEP_KINDS; %NULL for none
 */
char *
qv_method_format_kinds (guint kinds)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    if (kinds & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", qv_note_kind_to_word ((QvNoteKind) i));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
