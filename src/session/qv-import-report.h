/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvImportIssueType:
 *
 * What did not come in as it stands in the file. The words of qv_import_issue_get_word() are for programs.
 */
typedef enum
{
  QV_IMPORT_ISSUE_CODE_WITHOUT_TERRITORY,   /* rows whose code no territory of the level has */
  QV_IMPORT_ISSUE_TERRITORY_WITHOUT_FIGURE, /* territories of the level that the table does not name */
  QV_IMPORT_ISSUE_SAME_TWICE,               /* several rows with the same figure: taken once */
  QV_IMPORT_ISSUE_CONTRADICTION,            /* several rows with different figures: see QvDuplicateRule */
  QV_IMPORT_ISSUE_NO_NUMBER,                /* rows whose figure is empty or not a number */
  QV_IMPORT_ISSUE_NO_PERIOD,                /* rows whose period cannot be read */
  QV_IMPORT_ISSUE_NO_CODE,                  /* rows without a code or a name that is needed */
  QV_IMPORT_ISSUE_DUPLICATE_CODE,           /* territories whose code came before in the same layer */
  QV_IMPORT_ISSUE_NO_PARENT,                /* territories whose parent code is unknown */
  QV_IMPORT_ISSUE_REPAIRED,                 /* geometries that were mended without guessing, each once */
  QV_IMPORT_ISSUE_NO_GEOMETRY,              /* territories that come in without a geometry */
  QV_IMPORT_ISSUE_UNKNOWN_HELIX,            /* people whose helix is not one of the four */
  QV_IMPORT_ISSUE_PADDED_CODE,              /* codes that matched once a lost leading zero was put back */
  QV_IMPORT_ISSUE_REMARK,                   /* sentences about the whole file: reprojected, encoding guessed, rings turned */
} QvImportIssueType;

#define QV_N_IMPORT_ISSUES 14

/**
 * QvImportReport:
 *
 * What an import brings in and what not, before anything is written. @issues has one array of texts for each
 * QvImportIssueType, such as the codes that no territory has, in the order of the file.
 */
typedef struct
{
  char *what;     /* localised name of what comes in: level, indicator or session */
  guint n_rows;   /* read from the file */
  guint n_taken;  /* that come in */
  guint n_new;    /* of a session or library: known once it is committed */
  guint n_updated;
  guint n_unchanged;
  gboolean refused; /* nothing can come in, because of QV_IMPORT_ISSUE_CONTRADICTION */
  GPtrArray *issues[QV_N_IMPORT_ISSUES]; /* (element-type utf8) */
} QvImportReport;

const char *qv_import_issue_get_word  (QvImportIssueType type);
char       *qv_import_issue_describe  (QvImportIssueType type, guint n);

QvImportReport *qv_import_report_new  (void);
void        qv_import_report_free     (QvImportReport *self);
void        qv_import_report_add      (QvImportReport *self, QvImportIssueType type, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvImportReport, qv_import_report_free)

G_END_DECLS
