/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-note-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qv-text.h"

static QvEdit *
new_edit (GPtrArray *notes, const char *label)
{
  return qv_edit_new (label, qv_item_get_int (notes->pdata[0], QV_NOTE_SESSION));
}

static QvValue
text_or_null (const char *text)
{
  return *text != '\0' ? qv_value_text (text) : (QvValue){ .type = QV_VALUE_NULL };
}

static const char *
get_text (gpointer note, guint field)
{
  const char *text = qv_item_get_text (note, field);

  return text != NULL ? text : "";
}

/**
 * qv_notes_set_theme:
 * @notes: (element-type QvNote): one or more notes of one session
 * @theme: (nullable): what they belong to; %NULL or empty for nothing
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if they all belong to that already
 */
QvEdit *
qv_notes_set_theme (GPtrArray *notes, const char *theme)
{
  g_autofree char *clean = qv_text_normalize (theme != NULL ? theme : "");
  QvEdit *edit = NULL;

  for (guint i = 0; i < notes->len; i++)
    {
      if (g_str_equal (clean, get_text (notes->pdata[i], QV_NOTE_THEME)))
        continue;
      if (edit == NULL)
        /* Translators: names what can be undone. */
        edit = new_edit (notes, notes->len > 1 ? _ ("Change theme of notes") : _ ("Change theme of note"));
      qv_edit_set (edit, QV_ENTITY_NOTE, qv_item_get_id (notes->pdata[i]), QV_NOTE_THEME,
                   text_or_null (clean));
    }
  return edit;
}

static int
compare_words (const void *a, const void *b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

static int
compare_tags (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * qv_note_tags_split:
 * @tags: (nullable): words, with spaces, commas or "#" between
 *
 * Returns: (transfer full): each word once, in small letters and in order
 */
char **
qv_note_tags_split (const char *tags)
{
  g_autofree char *clean = qv_text_normalize (tags != NULL ? tags : "");
  g_autofree char *lower = g_utf8_strdown (clean, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  const char *last = "";

  g_strdelimit (lower, "#,;\t\n", ' ');
  words = g_strsplit (lower, " ", -1);
  qsort (words, g_strv_length (words), sizeof (char *), compare_tags);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!g_str_equal (words[i], last))
        g_strv_builder_add (builder, words[i]);
      last = words[i];
    }
  return g_strv_builder_end (builder);
}

/**
 * qv_note_tags_tidy:
 * @tags: (nullable): words, with spaces, commas or "#" between
 *
 * Returns: (transfer full): as they stand in a note: each once, in order, with a space between
 */
char *
qv_note_tags_tidy (const char *tags)
{
  g_auto (GStrv) words = qv_note_tags_split (tags);

  return g_strjoinv (" ", words);
}

/* What @old says once what is in @before and not in @after has gone, and what only @after has has come. */
static char *
change_tags (const char *old, char **before, char **after)
{
  g_auto (GStrv) words = qv_note_tags_split (old);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) before, words[i]) ||
        g_strv_contains ((const char *const *) after, words[i]))
      g_string_append_printf (text, "%s ", words[i]);
  for (guint i = 0; after[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) before, after[i]))
      g_string_append_printf (text, "%s ", after[i]);
  return qv_note_tags_tidy (text->str);
}

/**
 * qv_notes_set_tags:
 * @notes: (element-type QvNote): one or more notes of one session
 * @before: (nullable): the tags of which a choice was made, such as qv_notes_dup_common_tags()
 * @after: (nullable): what became of them: words, with spaces, commas or "#" between
 *
 * What a note has beyond @before it keeps.
 *
 * Returns: (transfer full) (nullable): the edit; %NULL if nothing changes
 */
QvEdit *
qv_notes_set_tags (GPtrArray *notes, const char *before, const char *after)
{
  g_auto (GStrv) before_words = qv_note_tags_split (before);
  g_auto (GStrv) after_words = qv_note_tags_split (after);
  QvEdit *edit = NULL;

  for (guint i = 0; i < notes->len; i++)
    {
      const char *old = get_text (notes->pdata[i], QV_NOTE_TAGS);
      g_autofree char *tags = change_tags (old, before_words, after_words);

      if (g_str_equal (tags, old))
        continue;
      if (edit == NULL)
        /* Translators: names what can be undone. */
        edit = new_edit (notes, notes->len > 1 ? _ ("Change tags of notes") : _ ("Change tags of note"));
      qv_edit_set (edit, QV_ENTITY_NOTE, qv_item_get_id (notes->pdata[i]), QV_NOTE_TAGS, text_or_null (tags));
    }
  return edit;
}

/**
 * qv_notes_dup_common_theme:
 * @notes: (element-type QvNote): notes
 *
 * Returns: (transfer full): the theme of all of them; empty if they have none or several
 */
char *
qv_notes_dup_common_theme (GPtrArray *notes)
{
  const char *theme = notes->len > 0 ? get_text (notes->pdata[0], QV_NOTE_THEME) : "";

  for (guint i = 1; i < notes->len; i++)
    if (!g_str_equal (get_text (notes->pdata[i], QV_NOTE_THEME), theme))
      return g_strdup ("");
  return g_strdup (theme);
}

/**
 * qv_notes_dup_common_tags:
 * @notes: (element-type QvNote): notes
 *
 * Returns: (transfer full): the tags that each of them has, with a space between
 */
char *
qv_notes_dup_common_tags (GPtrArray *notes)
{
  g_autofree char *common =
      qv_note_tags_tidy (notes->len > 0 ? get_text (notes->pdata[0], QV_NOTE_TAGS) : "");

  for (guint i = 1; i < notes->len; i++)
    {
      g_auto (GStrv) words = qv_note_tags_split (get_text (notes->pdata[i], QV_NOTE_TAGS));
      g_auto (GStrv) kept = g_strsplit (common, " ", -1);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; kept[j] != NULL; j++)
        if (g_strv_contains ((const char *const *) words, kept[j]))
          g_string_append_printf (text, "%s ", kept[j]);
      g_free (common);
      common = qv_note_tags_tidy (text->str);
    }
  return g_steal_pointer (&common);
}

static void
add_word (GPtrArray *words, GHashTable *known, const char *word)
{
  if (*word != '\0' && g_hash_table_add (known, g_strdup (word)))
    g_ptr_array_add (words, g_strdup (word));
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 left = qv_item_get_int (*(QvItem *const *) a, QV_SESSION_THEME_POSITION);
  gint64 right = qv_item_get_int (*(QvItem *const *) b, QV_SESSION_THEME_POSITION);

  return left < right ? -1 : left > right;
}

static GPtrArray *
list_items (GListModel *model)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, i));
  return items;
}

static char **
end_words (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/**
 * qv_note_words_list_themes:
 * @themes: (nullable) (element-type QvSessionTheme): those prepared for the session
 * @notes: (nullable) (element-type QvNote): its notes
 *
 * Returns: (transfer full): the themes that a note can be given: those of the session in their order, then
 *   the others that notes have
 */
char **
qv_note_words_list_themes (GListModel *themes, GListModel *notes)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) prepared = list_items (themes);
  g_autoptr (GPtrArray) said = list_items (notes);
  GPtrArray *words = g_ptr_array_new ();
  guint n_prepared;

  g_ptr_array_sort (prepared, compare_positions);
  for (guint i = 0; i < prepared->len; i++)
    add_word (words, known, get_text (prepared->pdata[i], QV_SESSION_THEME_NAME));
  n_prepared = words->len;
  for (guint i = 0; i < said->len; i++)
    add_word (words, known, get_text (said->pdata[i], QV_NOTE_THEME));
  qsort (words->pdata + n_prepared, words->len - n_prepared, sizeof (char *), compare_words);
  return end_words (words);
}

/**
 * qv_note_words_list_tags:
 * @notes: (nullable) (element-type QvNote): notes
 *
 * Returns: (transfer full): all that they are tagged with, in order
 */
char **
qv_note_words_list_tags (GListModel *notes)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) said = list_items (notes);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; i < said->len; i++)
    {
      const char *tags = get_text (said->pdata[i], QV_NOTE_TAGS);
      g_auto (GStrv) split = *tags != '\0' ? qv_note_tags_split (tags) : NULL;

      for (guint j = 0; split != NULL && split[j] != NULL; j++)
        add_word (words, known, split[j]);
    }
  if (words->len > 0)
    qsort (words->pdata, words->len, sizeof (char *), compare_words);
  return end_words (words);
}
