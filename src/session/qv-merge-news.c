/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the theme desk sees of a merge: by table, with what is new and what lost. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-merge-news.h"

#include <glib/gi18n.h>

static void
free_table (gpointer data)
{
  QvTableNews *table = data;

  g_free (table->name);
  g_free (table);
}

static void
clear_lost (gpointer data)
{
  qv_value_clear (&((QvLostValue *) data)->value);
}

static void
free_item (gpointer data)
{
  QvNewsItem *item = data;

  g_free (item->text);
  g_array_unref (item->lost);
  g_free (item);
}

QvMergeNews *
qv_merge_news_new (void)
{
  QvMergeNews *self = g_new0 (QvMergeNews, 1);

  self->tables = g_ptr_array_new_with_free_func (free_table);
  self->items = g_ptr_array_new_with_free_func (free_item);
  return self;
}

void
qv_merge_news_free (QvMergeNews *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static QvTableNews *
get_table (QvMergeNews *self, QvId id)
{
  QvTableNews *table;

  for (guint i = 0; i < self->tables->len; i++)
    {
      table = self->tables->pdata[i];
      if (table->table == id)
        return table;
    }
  table = g_new0 (QvTableNews, 1);
  table->table = id;
  g_ptr_array_add (self->tables, table);
  return table;
}

static gboolean
was_past (const QvRecord *record, const QvPastValue *past)
{
  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    {
      const QvPastValue *other = &g_array_index (record->past, QvPastValue, i);

      if (other->field == past->field && qv_value_compare (&other->value, &past->value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A value that a later one of the same computer took the place of is history; so is the first value of all,
 * which was only corrected. */
static gboolean
is_conflict (const QvRecord *before, const QvRecord *after, const QvPastValue *past)
{
  return past->stamp != after->stamp && !was_past (before, past) &&
         qv_stamp_get_device (past->stamp) != qv_stamp_get_device (qv_record_get_stamp (after, past->field));
}

static GArray *
list_lost (const QvRecord *before, const QvRecord *after)
{
  GArray *lost = g_array_new (FALSE, FALSE, sizeof (QvLostValue));

  g_array_set_clear_func (lost, clear_lost);
  for (guint i = 0; before != NULL && after->past != NULL && i < after->past->len; i++)
    {
      const QvPastValue *past = &g_array_index (after->past, QvPastValue, i);

      if (is_conflict (before, after, past))
        {
          QvLostValue value = { past->field, qv_value_copy (&past->value) };

          g_array_append_val (lost, value);
        }
    }
  return lost;
}

/* What people know it by. */
static const char *
get_text (const QvRecord *record)
{
  static const char *const names[] = { "text", "what", "title", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int field = qv_entity_find_field (record->entity, names[i]);

      if (field >= 0)
        return qv_record_get_text (record, (guint) field);
    }
  return NULL;
}

static void
add_item (QvMergeNews *self, const QvRecord *before, const QvRecord *after, QvId table, GArray *lost)
{
  QvNewsItem *item;

  if (self->items->len == QV_MERGE_NEWS_MAX_ITEMS)
    {
      self->n_unlisted++;
      return;
    }
  item = g_new0 (QvNewsItem, 1);
  item->entity = after->entity;
  item->id = after->id;
  item->table = table;
  item->is_new = before == NULL;
  item->text = g_strdup (get_text (after));
  item->lost = g_array_ref (lost);
  g_ptr_array_add (self->items, item);
}

/**
 * qv_merge_news_hear:
 * @before: (nullable): a row as it was
 * @after: as it is
 * @data: a #QvMergeNews
 *
 * For qv_store_merge_telling().
 */
void
qv_merge_news_hear (const QvRecord *before, const QvRecord *after, gpointer data)
{
  QvMergeNews *self = data;
  g_autoptr (GArray) lost = list_lost (before, after);
  gboolean is_note = after->entity == QV_ENTITY_NOTE;
  QvId table = is_note ? qv_record_get_int (after, QV_NOTE_ROUND_TABLE) : QV_ID_NONE;
  QvTableNews *news = is_note ? get_table (self, table) : NULL;
  gboolean is_gone = before == NULL && qv_record_is_deleted (after);

  if (after->entity == QV_ENTITY_SESSION && before == NULL)
    self->is_whole = TRUE;
  if (is_gone)
    return;
  *(is_note ? &news->n_conflicts : &self->n_other_conflicts) += lost->len;
  if (before == NULL)
    ++*(is_note ? &news->n_new : &self->n_other_new);
  else
    ++*(is_note ? &news->n_changed : &self->n_other_changed);
  if (!self->is_whole && (lost->len > 0 || (is_note && before == NULL)))
    add_item (self, before, after, table, lost);
}

static int
compare_tables (gconstpointer a, gconstpointer b)
{
  const QvTableNews *x = *(const QvTableNews *const *) a, *y = *(const QvTableNews *const *) b;
  int order = (x->table == QV_ID_NONE) - (y->table == QV_ID_NONE);

  if (order == 0)
    order = (x->position > y->position) - (x->position < y->position);
  return order != 0 ? order : (x->table > y->table) - (x->table < y->table);
}

/**
 * qv_merge_news_finish:
 * @self: what was heard
 * @store: the library, after the merge
 *
 * Names the tables and puts them in their order; one that is deleted has no name. Waits for the disk.
 */
void
qv_merge_news_finish (QvMergeNews *self, QvStore *store)
{
  for (guint i = self->tables->len; i > 0; i--)
    {
      QvTableNews *news = self->tables->pdata[i - 1];
      g_autoptr (QvRecord) table = NULL;

      if (news->n_new + news->n_changed == 0)
        {
          g_ptr_array_remove_index (self->tables, i - 1);
          continue;
        }
      if (news->table == QV_ID_NONE)
        continue;
      table = qv_store_get_record (store, QV_ENTITY_ROUND_TABLE, news->table, NULL);
      if (table == NULL)
        continue;
      g_free (news->name);
      news->name = g_strdup (qv_record_get_text (table, QV_ROUND_TABLE_NAME));
      news->position = qv_record_get_int (table, QV_ROUND_TABLE_POSITION);
    }
  g_ptr_array_sort (self->tables, compare_tables);
}

/**
 * qv_merge_news_is_empty:
 * @self: what was heard
 *
 * Returns: whether everything was here already
 */
gboolean
qv_merge_news_is_empty (const QvMergeNews *self)
{
  return self->tables->len == 0 && self->n_other_new == 0 && self->n_other_changed == 0;
}

static void
add_part (GString *line, char *part /* transfer full */)
{
  /* Translators: between the parts of a list in one line */
  g_string_append (line, line->len > 0 ? _ (", ") : "");
  g_string_append (line, part);
  g_free (part);
}

static char *
join (const char *name, GString *parts)
{
  /* Translators: what came from a table: its name, and a list such as “14 new notes, 2 changed” */
  char *line = g_strdup_printf (_ ("%s: %s"), name, parts->str);

  g_string_free (parts, TRUE);
  return line;
}

static void
add_conflicts (GString *parts, guint n)
{
  if (n > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u conflict kept", "%u conflicts kept", n), n));
}

/**
 * qv_table_news_describe:
 * @news: what came of a table
 *
 * Returns: (transfer full): a localised line: "Table 2: 14 new notes, 2 changed, 1 conflict kept"
 */
char *
qv_table_news_describe (const QvTableNews *news)
{
  GString *parts = g_string_new (NULL);

  if (news->n_new > 0 || news->n_changed == 0)
    add_part (parts, g_strdup_printf (ngettext ("%u new note", "%u new notes", news->n_new), news->n_new));
  if (news->n_changed > 0)
    add_part (parts,
              news->n_new > 0
                  /* Translators: notes, after “14 new notes” */
                  ? g_strdup_printf (ngettext ("%u changed", "%u changed", news->n_changed), news->n_changed)
                  : g_strdup_printf (ngettext ("%u note changed", "%u notes changed", news->n_changed),
                                     news->n_changed));
  add_conflicts (parts, news->n_conflicts);
  return join (news->name != NULL ? news->name : _ ("No table"), parts);
}

/**
 * qv_merge_news_describe_rest:
 * @self: what was heard
 *
 * Returns: (transfer full) (nullable): a localised line about all that is no note, such as votes and clusters
 */
char *
qv_merge_news_describe_rest (const QvMergeNews *self)
{
  GString *parts = g_string_new (NULL);

  if (self->n_other_new > 0)
    /* Translators: things such as clusters, votes and seats */
    add_part (parts, g_strdup_printf (ngettext ("%u new", "%u new", self->n_other_new), self->n_other_new));
  if (self->n_other_changed > 0)
    /* Translators: things such as clusters, votes and seats */
    add_part (parts,
              g_strdup_printf (ngettext ("%u thing changed", "%u things changed", self->n_other_changed),
                               self->n_other_changed));
  add_conflicts (parts, self->n_other_conflicts);
  if (parts->len > 0)
    return join (_ ("Clusters, votes and the rest"), parts);
  g_string_free (parts, TRUE);
  return NULL;
}
