/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-report.h"

#include <glib/gi18n.h>

static const char *const words[QV_N_IMPORT_ISSUES] = {
  "code-without-territory",
  "territory-without-figure",
  "same-twice",
  "contradiction",
  "no-number",
  "no-period",
  "no-code",
  "duplicate-code",
  "no-parent",
  "repaired",
  "no-geometry",
  "unknown-helix",
  "padded-code",
  "remark",
};

/**
 * qv_import_issue_get_word:
 * @type: a kind of issue
 *
 * Returns: its word for programs
 */
const char *
qv_import_issue_get_word (QvImportIssueType type)
{
  g_return_val_if_fail (type < QV_N_IMPORT_ISSUES, NULL);

  return words[type];
}

/**
 * qv_import_issue_describe:
 * @type: a kind of issue
 * @n: how many there are
 *
 * Returns: (transfer full): a localised sentence
 */
char *
qv_import_issue_describe (QvImportIssueType type, guint n)
{
  switch (type)
    {
    case QV_IMPORT_ISSUE_CODE_WITHOUT_TERRITORY:
      return g_strdup_printf (ngettext ("%u code has no territory.", "%u codes have no territory.", n), n);
    case QV_IMPORT_ISSUE_TERRITORY_WITHOUT_FIGURE:
      return g_strdup_printf (ngettext ("%u territory has no figure.", "%u territories have no figure.", n),
                              n);
    case QV_IMPORT_ISSUE_SAME_TWICE:
      return g_strdup_printf (ngettext ("%u code stands in several rows with the same figure.",
                                        "%u codes stand in several rows with the same figure.", n),
                              n);
    case QV_IMPORT_ISSUE_CONTRADICTION:
      return g_strdup_printf (ngettext ("%u code stands in several rows with different figures.",
                                        "%u codes stand in several rows with different figures.", n),
                              n);
    case QV_IMPORT_ISSUE_NO_NUMBER:
      return g_strdup_printf (ngettext ("%u row has no number.", "%u rows have no number.", n), n);
    case QV_IMPORT_ISSUE_NO_PERIOD:
      return g_strdup_printf (ngettext ("%u row has a period that cannot be read.",
                                        "%u rows have a period that cannot be read.", n),
                              n);
    case QV_IMPORT_ISSUE_NO_CODE:
      return g_strdup_printf (ngettext ("%u row lacks a code or a name.", "%u rows lack a code or a name.",
                                        n),
                              n);
    case QV_IMPORT_ISSUE_DUPLICATE_CODE:
      return g_strdup_printf (ngettext ("%u code stands twice; its first territory comes in.",
                                        "%u codes stand twice; their first territories come in.", n),
                              n);
    case QV_IMPORT_ISSUE_NO_PARENT:
      return g_strdup_printf (ngettext ("%u territory names one above it that is not known.",
                                        "%u territories name one above them that is not known.", n),
                              n);
    case QV_IMPORT_ISSUE_REPAIRED:
      return g_strdup_printf (ngettext ("%u outline was repaired.", "%u outlines were repaired.", n), n);
    case QV_IMPORT_ISSUE_NO_GEOMETRY:
      return g_strdup_printf (ngettext ("%u territory comes in without an outline.",
                                        "%u territories come in without an outline.", n),
                              n);
    case QV_IMPORT_ISSUE_UNKNOWN_HELIX:
      return g_strdup_printf (ngettext ("%u row has a helix that is not one of the four.",
                                        "%u rows have a helix that is not one of the four.", n),
                              n);
    case QV_IMPORT_ISSUE_PADDED_CODE:
      return g_strdup_printf (ngettext ("%u code lacked a leading zero, which was put back.",
                                        "%u codes lacked a leading zero, which was put back.", n),
                              n);
    case QV_IMPORT_ISSUE_REMARK:
      return g_strdup_printf (ngettext ("%u remark about the file.", "%u remarks about the file.", n), n);
    default:
      g_return_val_if_reached (NULL);
    }
}

QvImportReport *
qv_import_report_new (void)
{
  QvImportReport *self = g_new0 (QvImportReport, 1);

  for (guint i = 0; i < QV_N_IMPORT_ISSUES; i++)
    self->issues[i] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
qv_import_report_free (QvImportReport *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < QV_N_IMPORT_ISSUES; i++)
    g_ptr_array_unref (self->issues[i]);
  g_free (self->what);
  g_free (self);
}

/**
 * qv_import_report_add:
 * @self: a report
 * @type: a kind of issue
 * @format: printf format of the text that names the case, such as "59350"
 */
void
qv_import_report_add (QvImportReport *self, QvImportIssueType type, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->issues[type], g_strdup_vprintf (format, args));
  va_end (args);
}
