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
  json_builder_set_member_name (builder, "issues");
  json_builder_begin_object (builder);
  for (guint type = 0; type < QV_N_IMPORT_ISSUES; type++)
    add_issue (builder, (QvImportIssueType) type, report->issues[type]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}
