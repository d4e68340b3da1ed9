/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The filters above the list of notes, combined with "and". */

#include "config.h"

#include "qv-note-filter.h"

#include <string.h>

#include "qv-id.h"

struct _QvNoteFilter
{
  GtkFilter parent_instance;

  guint kinds;   /* bits by QvNoteKind */
  guint helices; /* bits by QvHelix */
  GPtrArray *themes;
  GPtrArray *tags;
  GHashTable *found; /* (nullable) ids */
};

G_DEFINE_FINAL_TYPE (QvNoteFilter, qv_note_filter, GTK_TYPE_FILTER)

static gboolean
find_word (GPtrArray *words, const char *word, guint *out_index)
{
  return word != NULL && g_ptr_array_find_with_equal_func (words, word, g_str_equal, out_index);
}

static gboolean
has_any_tag (QvNoteFilter *self, QvNote *note)
{
  for (guint i = 0; i < self->tags->len; i++)
    if (qv_note_has_tag (note, self->tags->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
qv_note_filter_match (GtkFilter *filter, gpointer item)
{
  QvNoteFilter *self = QV_NOTE_FILTER (filter);
  QvNote *note = item;

  if (self->kinds != 0 && (self->kinds & (1u << qv_note_get_kind (note))) == 0)
    return FALSE;
  if (self->helices != 0 && (self->helices & (1u << qv_note_get_helix (note))) == 0)
    return FALSE;
  if (self->themes->len > 0 &&
      !find_word (self->themes, qv_item_get_text (QV_ITEM (note), QV_NOTE_THEME), NULL))
    return FALSE;
  if (self->tags->len > 0 && !has_any_tag (self, note))
    return FALSE;
  if (self->found != NULL)
    {
      QvId id = qv_item_get_id (QV_ITEM (note));

      return g_hash_table_contains (self->found, &id);
    }
  return TRUE;
}

static GtkFilterMatch
qv_note_filter_get_strictness (GtkFilter *filter)
{
  return qv_note_filter_is_active (QV_NOTE_FILTER (filter)) ? GTK_FILTER_MATCH_SOME : GTK_FILTER_MATCH_ALL;
}

static void
qv_note_filter_finalize (GObject *object)
{
  QvNoteFilter *self = QV_NOTE_FILTER (object);

  g_clear_pointer (&self->found, g_hash_table_unref);
  g_ptr_array_unref (self->themes);
  g_ptr_array_unref (self->tags);
  G_OBJECT_CLASS (qv_note_filter_parent_class)->finalize (object);
}

static void
qv_note_filter_class_init (QvNoteFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qv_note_filter_finalize;
  filter_class->match = qv_note_filter_match;
  filter_class->get_strictness = qv_note_filter_get_strictness;
}

static void
qv_note_filter_init (QvNoteFilter *self)
{
  self->themes = g_ptr_array_new_with_free_func (g_free);
  self->tags = g_ptr_array_new_with_free_func (g_free);
}

QvNoteFilter *
qv_note_filter_new (void)
{
  return g_object_new (QV_TYPE_NOTE_FILTER, NULL);
}

static void
set_bit (QvNoteFilter *self, guint *bits, guint bit, gboolean wanted)
{
  guint new_bits = wanted ? *bits | (1u << bit) : *bits & ~(1u << bit);

  if (new_bits == *bits)
    return;
  *bits = new_bits;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
qv_note_filter_has_kind (QvNoteFilter *self, QvNoteKind kind)
{
  return (self->kinds & (1u << kind)) != 0;
}

void
qv_note_filter_set_kind (QvNoteFilter *self, QvNoteKind kind, gboolean wanted)
{
  g_return_if_fail (QV_IS_NOTE_FILTER (self));

  set_bit (self, &self->kinds, kind, wanted);
}

gboolean
qv_note_filter_has_helix (QvNoteFilter *self, QvHelix helix)
{
  return (self->helices & (1u << helix)) != 0;
}

void
qv_note_filter_set_helix (QvNoteFilter *self, QvHelix helix, gboolean wanted)
{
  g_return_if_fail (QV_IS_NOTE_FILTER (self));

  set_bit (self, &self->helices, helix, wanted);
}

static void
set_word (QvNoteFilter *self, GPtrArray *words, const char *word, gboolean wanted)
{
  guint index;
  gboolean is_there = find_word (words, word, &index);

  if (is_there == wanted)
    return;
  if (wanted)
    g_ptr_array_add (words, g_strdup (word));
  else
    g_ptr_array_remove_index (words, index);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
qv_note_filter_has_theme (QvNoteFilter *self, const char *theme)
{
  return find_word (self->themes, theme, NULL);
}

void
qv_note_filter_set_theme (QvNoteFilter *self, const char *theme, gboolean wanted)
{
  g_return_if_fail (QV_IS_NOTE_FILTER (self));

  set_word (self, self->themes, theme, wanted);
}

gboolean
qv_note_filter_has_tag (QvNoteFilter *self, const char *tag)
{
  return find_word (self->tags, tag, NULL);
}

void
qv_note_filter_set_tag (QvNoteFilter *self, const char *tag, gboolean wanted)
{
  g_return_if_fail (QV_IS_NOTE_FILTER (self));

  set_word (self, self->tags, tag, wanted);
}

/**
 * qv_note_filter_format_words:
 * @self: a filter
 *
 * Returns: (transfer full): the wanted themes and tags: "Mobility, #tram"; empty if there are none
 */
char *
qv_note_filter_format_words (QvNoteFilter *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->themes->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", (char *) self->themes->pdata[i]);
  for (guint i = 0; i < self->tags->len; i++)
    g_string_append_printf (text, "%s#%s", text->len > 0 ? ", " : "", (char *) self->tags->pdata[i]);
  return g_string_free (text, FALSE);
}

/**
 * qv_note_has_tag:
 * @note: a note
 * @tag: one word
 *
 * Returns: whether @note is tagged with it
 */
gboolean
qv_note_has_tag (QvNote *note, const char *tag)
{
  const char *tags = qv_item_get_text (QV_ITEM (note), QV_NOTE_TAGS);
  gsize length = strlen (tag);

  for (const char *at = tags; at != NULL && (at = strstr (at, tag)) != NULL; at += length)
    if ((at == tags || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

/**
 * qv_note_filter_set_found:
 * @self: a filter
 * @ids: (nullable) (element-type QvId): the notes that a search found; %NULL for no search
 */
void
qv_note_filter_set_found (QvNoteFilter *self, GArray *ids)
{
  g_return_if_fail (QV_IS_NOTE_FILTER (self));

  if (ids == NULL && self->found == NULL)
    return;
  g_clear_pointer (&self->found, g_hash_table_unref);
  if (ids != NULL)
    self->found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_add (self->found, g_memdup2 (&g_array_index (ids, QvId, i), sizeof (QvId)));
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
qv_note_filter_is_searched (QvNoteFilter *self)
{
  return self->found != NULL;
}

/**
 * qv_note_filter_is_active:
 * @self: a filter
 *
 * Returns: whether it may keep any note out
 */
gboolean
qv_note_filter_is_active (QvNoteFilter *self)
{
  return self->kinds != 0 || self->helices != 0 || self->themes->len > 0 || self->tags->len > 0 ||
         self->found != NULL;
}

/**
 * qv_note_filter_clear:
 * @self: a filter
 *
 * Lets all kinds, helices, themes and tags through again; what was found by a search stays the search's.
 */
void
qv_note_filter_clear (QvNoteFilter *self)
{
  g_return_if_fail (QV_IS_NOTE_FILTER (self));

  if (self->kinds == 0 && self->helices == 0 && self->themes->len == 0 && self->tags->len == 0)
    return;
  self->kinds = self->helices = 0;
  g_ptr_array_set_size (self->themes, 0);
  g_ptr_array_set_size (self->tags, 0);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}
