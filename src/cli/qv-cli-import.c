/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what an import brought in, what not and why. */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli-import.h"

#include <glib/gi18n.h>

#include "qv-cli.h"

#define MAX_SHOWN 8

static void
print_issue (QvImportIssueType type, GPtrArray *texts)
{
  g_autofree char *sentence = qv_import_issue_describe (type, texts->len);

  qv_cli_print ("  %s", sentence);
  for (guint i = 0; i < texts->len && i < MAX_SHOWN; i++)
    {
      g_autofree char *line = qv_cli_one_line (g_ptr_array_index (texts, i));

      qv_cli_print ("    %s", line);
    }
  if (texts->len > MAX_SHOWN)
    qv_cli_print (ngettext ("    … and %u more; --json lists all.", "    … and %u more; --json lists all.",
                            texts->len - MAX_SHOWN),
                  texts->len - MAX_SHOWN);
}

static void
print_item (const QvNewsItem *item)
{
  const QvEntityInfo *info = qv_entity_get_info (item->entity);
  g_autofree char *text = qv_cli_one_line (item->text);

  qv_cli_print ("    %s %s %" G_GINT64_FORMAT "  %s", item->is_new ? "+" : "~", info->name, item->id, text);
  for (guint i = 0; i < item->lost->len; i++)
    {
      const QvLostValue *lost = &g_array_index (item->lost, QvLostValue, i);
      g_autofree char *value = lost->value.type == QV_VALUE_TEXT ? qv_cli_one_line (lost->value.text) : NULL;

      /* Translators: a field in the words of the file format, and what it said before another table's change
       */
      qv_cli_print (_ ("        %s, kept: %s"), info->fields[lost->field].name, value != NULL ? value : "…");
    }
}

/* What came of each table, and what lost; nothing of a session that is wholly new. */
static void
print_news (const QvMergeNews *news)
{
  g_autofree char *rest = NULL;

  if (news == NULL || news->is_whole)
    return;
  rest = qv_merge_news_describe_rest (news);
  for (guint i = 0; i < news->tables->len; i++)
    {
      g_autofree char *line = qv_table_news_describe (news->tables->pdata[i]);
      g_autofree char *shown = qv_cli_one_line (line);

      qv_cli_print ("  %s", shown);
    }
  if (rest != NULL)
    qv_cli_print ("  %s", rest);
  for (guint i = 0; i < news->items->len; i++)
    print_item (news->items->pdata[i]);
}

/**
 * qv_cli_import_print:
 * @path: the file
 * @kind: what it was taken for
 * @import: a prepared or committed import
 *
 * Prints what came in and the first few of each thing that did not.
 */
void
qv_cli_import_print (const char *path, QvImportKind kind, QvImport *import)
{
  const QvImportReport *report = qv_import_get_report (import);
  g_autofree char *what = qv_cli_one_line (report->what);

  qv_cli_print ("%s", path);
  qv_cli_print ("  %s %" G_GINT64_FORMAT "  %s", qv_import_kind_to_word (kind), qv_import_get_result (import),
                what);
  qv_cli_print (_ ("  %u read, %u taken: %u new, %u updated, %u unchanged."), report->n_rows, report->n_taken,
                report->n_new, report->n_updated, report->n_unchanged);
  print_news (qv_import_get_news (import));
  for (guint type = 0; type < QV_N_IMPORT_ISSUES; type++)
    if (report->issues[type]->len > 0)
      print_issue ((QvImportIssueType) type, report->issues[type]);
}

static void
add_issue (JsonBuilder *builder, QvImportIssueType type, GPtrArray *texts)
{
  json_builder_set_member_name (builder, qv_import_issue_get_word (type));
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_lost (JsonBuilder *builder, const QvNewsItem *item)
{
  const QvEntityInfo *info = qv_entity_get_info (item->entity);

  json_builder_set_member_name (builder, "lost");
  json_builder_begin_array (builder);
  for (guint i = 0; i < item->lost->len; i++)
    {
      const QvLostValue *lost = &g_array_index (item->lost, QvLostValue, i);

      json_builder_begin_object (builder);
      qv_cli_add_text (builder, "field", info->fields[lost->field].name);
      if (lost->value.type == QV_VALUE_INT)
        qv_cli_add_int (builder, "value", lost->value.integer);
      else
        qv_cli_add_text (builder, "value", lost->value.type == QV_VALUE_TEXT ? lost->value.text : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_news (JsonBuilder *builder, const QvMergeNews *news)
{
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_array (builder);
  for (guint i = 0; news != NULL && i < news->tables->len; i++)
    {
      const QvTableNews *table = news->tables->pdata[i];

      json_builder_begin_object (builder);
      qv_cli_add_id (builder, "table", table->table);
      qv_cli_add_text (builder, "name", table->name);
      qv_cli_add_int (builder, "new", table->n_new);
      qv_cli_add_int (builder, "changed", table->n_changed);
      qv_cli_add_int (builder, "conflicts", table->n_conflicts);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "news");
  json_builder_begin_array (builder);
  for (guint i = 0; news != NULL && i < news->items->len; i++)
    {
      const QvNewsItem *item = news->items->pdata[i];

      json_builder_begin_object (builder);
      qv_cli_add_text (builder, "kind", qv_entity_get_info (item->entity)->name);
      qv_cli_add_id (builder, "id", item->id);
      qv_cli_add_text (builder, "what", item->is_new ? "new" : "changed");
      qv_cli_add_text (builder, "text", item->text);
      add_lost (builder, item);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * qv_cli_import_add:
 * @builder: inside an array
 * @path: the file
 * @kind: what it was taken for
 * @import: a prepared or committed import
 *
 * Adds an object with everything that the report has.
 */
void
qv_cli_import_add (JsonBuilder *builder, const char *path, QvImportKind kind, QvImport *import)
{
  const QvImportReport *report = qv_import_get_report (import);
  g_autofree char *valid = g_filename_display_name (path);

  json_builder_begin_object (builder);
  qv_cli_add_text (builder, "file", valid);
  qv_cli_add_text (builder, "kind", qv_import_kind_to_word (kind));
  qv_cli_add_id (builder, "id", qv_import_get_result (import));
  qv_cli_add_text (builder, "what", report->what);
  qv_cli_add_int (builder, "rows", report->n_rows);
  qv_cli_add_int (builder, "taken", report->n_taken);
  qv_cli_add_int (builder, "new", report->n_new);
  qv_cli_add_int (builder, "updated", report->n_updated);
  qv_cli_add_int (builder, "unchanged", report->n_unchanged);
  if (kind == QV_IMPORT_SESSION || kind == QV_IMPORT_LIBRARY)
    add_news (builder, qv_import_get_news (import));
  json_builder_set_member_name (builder, "issues");
  json_builder_begin_object (builder);
  for (guint type = 0; type < QV_N_IMPORT_ISSUES; type++)
    add_issue (builder, (QvImportIssueType) type, report->issues[type]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}
