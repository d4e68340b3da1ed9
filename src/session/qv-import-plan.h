/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-import-file.h"
#include "qv-store.h"
#include "qv-table-match.h"

G_BEGIN_DECLS

/**
 * QvImportPlan:
 *
 * How a file is to be brought in. qv_import_plan_guess() fills it; a dialog or the command line then changes what the user knows
 * better. Columns are indices into the source layer's fields, or -1 for none.
 */
typedef struct
{
  QvImportKind kind;
  guint layer; /* index into the source's layers */

  int code;   /* column of the territory's code */
  int name;   /* column of the territory's or the person's name */
  int parent; /* column with the code of the territory above, in @parent_level */

  QvId level;        /* territories: the level to add to, or NONE for a new one; indicators: whose codes the table has */
  char *level_name;  /* of a new level */
  QvId parent_level; /* or NONE */

  int value;             /* column of the figures */
  int period_column;     /* column of the period, or -1: all rows are of @period */
  char *period;          /* "2026" */
  QvId indicator;        /* the indicator to add to, or NONE for a new one */
  char *indicator_name;
  char *unit;
  const char *measure;   /* (transfer none): "rate" or "count" */
  QvId observatory;      /* or NONE */
  QvDuplicateRule duplicates;

  QvId session; /* of the participants */
  int helix;
  int seat;
  int organisation;
  int contact;

  char *source;
  char *licence;
} QvImportPlan;

/* Where a layer is asked for: the first that looks as the file's kind needs it, such as the sheet with figures. */
#define QV_IMPORT_ANY_LAYER G_MAXUINT

QvImportPlan *qv_import_plan_guess       (QvStore *store, QvImportFile *file, guint layer, GError **error);
gboolean      qv_import_plan_guess_value (QvImportPlan *self, QvStore *store, QvImportFile *file, GError **error);
QvImportPlan *qv_import_plan_copy        (const QvImportPlan *self);
void          qv_import_plan_free        (QvImportPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvImportPlan, qv_import_plan_free)

G_END_DECLS
