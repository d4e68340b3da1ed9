/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* What came of the tables: figures by table, the new notes, and the words that lost where two changed the
 * same. */

#include "config.h"

#include "qv-merge-news-view.h"

#include <glib/gi18n.h>

#include "qv-import.h"

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  return row;
}

/* Of words what they were; of the rest, such as a place, that it was another. */
static char *
describe_lost (const QvNewsItem *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->lost->len; i++)
    {
      const QvLostValue *lost = &g_array_index (item->lost, QvLostValue, i);
      const QvFieldInfo *field = &qv_entity_get_info (item->entity)->fields[lost->field];
      g_autofree char *part = NULL;

      if (lost->value.type == QV_VALUE_TEXT && field->type == QV_FIELD_TEXT)
        /* Translators: what lost when two tables changed the same words */
        part = g_strdup_printf (_ ("Kept beside it: “%s”"), lost->value.text);
      else
        part = g_strdup (_ ("Something else was changed at two tables; the newer counts"));
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append (text, part);
    }
  return g_string_free (text, FALSE);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (group, escaped);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_figures (AdwPreferencesPage *page, GPtrArray *imports)
{
  AdwPreferencesGroup *group = add_group (page, _ ("By table"));

  for (guint i = 0; i < imports->len; i++)
    {
      const QvMergeNews *news = qv_import_get_news (imports->pdata[i]);
      const char *file = qv_import_get_report (imports->pdata[i])->what;
      g_autofree char *rest = qv_merge_news_describe_rest (news);

      for (guint j = 0; j < news->tables->len; j++)
        {
          g_autofree char *line = qv_table_news_describe (news->tables->pdata[j]);

          adw_preferences_group_add (group, make_row (line, file));
        }
      if (rest != NULL)
        adw_preferences_group_add (group, make_row (rest, file));
    }
}

static void
add_items (AdwPreferencesPage *page, GPtrArray *imports, const char *title, gboolean is_new)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < imports->len; i++)
    {
      const QvMergeNews *news = qv_import_get_news (imports->pdata[i]);

      for (guint j = 0; j < news->items->len; j++)
        {
          const QvNewsItem *item = news->items->pdata[j];
          g_autofree char *lost = NULL;

          if ((item->lost->len == 0) != is_new)
            continue;
          if (group == NULL)
            group = add_group (page, title);
          lost = describe_lost (item);
          adw_preferences_group_add (group, make_row (item->text != NULL ? item->text : "–", lost));
        }
    }
}

/**
 * qv_merge_news_view_new:
 * @imports: (element-type QvImport): that were committed
 *
 * Returns: (transfer floating): what came of them
 */
GtkWidget *
qv_merge_news_view_new (GPtrArray *imports)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  add_figures (page, imports);
  add_items (page, imports, _ ("Changed at two tables"), FALSE);
  add_items (page, imports, _ ("New notes"), TRUE);
  return GTK_WIDGET (page);
}
