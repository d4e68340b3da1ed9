/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-number.h"
#include "qv-table.h"

G_BEGIN_DECLS

/**
 * QvDuplicateRule:
 *
 * What becomes of several rows with different figures for one territory and period. Rows with the same figure are listed
 * and count once, except under SUM.
 */
typedef enum
{
  QV_DUPLICATE_RULE_REFUSE, /* the match is marked as refused */
  QV_DUPLICATE_RULE_FIRST,
  QV_DUPLICATE_RULE_LAST,
  QV_DUPLICATE_RULE_SUM,
  QV_DUPLICATE_RULE_LEAVE_OUT, /* no figure for that territory and period */
} QvDuplicateRule;

/**
 * QvTablePlan:
 *
 * How a table is read: the column of codes, columns of figures, and where the period is: in @period_column, or, where that is
 * -1, @period for all rows.
 */
typedef struct
{
  int code_column;
  int value_column;
  int period_column;
  const char *period;
  gboolean is_typed; /* the file keeps numbers as numbers: see qv_number_format_detect() */
  QvDuplicateRule duplicates;
} QvTablePlan;

/**
 * QvTableFigure:
 *
 * @territory is an index into the codes that were given to qv_table_match().
 */
typedef struct
{
  guint territory;
  guint row; /* from 0, of the (first) row it stands in */
  double value;
  const char *period; /* (transfer none): of the match */
} QvTableFigure;

typedef struct
{
  guint territory;
  guint first_row;
  guint row; /* that says it again */
  const char *period;
  gboolean is_same; /* with the same figure */
} QvTableDuplicate;

/**
 * QvTableMatch:
 *
 * What a table has for a set of territories. Rows are numbered from 0, without the header.
 */
typedef struct
{
  QvNumberFormat format;   /* of the figures, as detected */
  guint ambiguous_row;     /* where the format is ambiguous: the first row whose figure shows it */
  GArray *figures;         /* (element-type QvTableFigure), by territory, then period */
  guint n_matched;         /* territories that some row names by its code */
  GPtrArray *unmatched;    /* (element-type utf8): codes that no territory has, each once, in order of the file */
  GPtrArray *padded;       /* (element-type utf8): codes of the table that matched only after a lost leading zero was put back */
  GArray *duplicates;      /* (element-type QvTableDuplicate) */
  GArray *without_figure;  /* (element-type guint): territories with no figure, in order */
  GArray *rows_no_code;    /* (element-type guint): rows whose code is empty */
  GArray *rows_missing;    /* (element-type guint): rows of a territory that say that there is no figure */
  GArray *rows_bad;        /* (element-type guint): rows of a territory whose figure cannot be read */
  GArray *rows_no_period;  /* (element-type guint): rows of a territory whose period cannot be read */
  gboolean is_refused;     /* different figures for one territory, and the rule is REFUSE */
  GStringChunk *strings;
} QvTableMatch;

QvTableMatch *qv_table_match      (QvTable *table, const QvTablePlan *plan, const char *const *codes, guint n_codes);
void          qv_table_match_free (QvTableMatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTableMatch, qv_table_match_free)

G_END_DECLS
