/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-import-plan.h"

G_BEGIN_DECLS

/**
 * QvImportForm:
 *
 * Shows how a layer or a table will be brought in and lets it be changed: which column is what, with values of it as they stand in the
 * file. Signal "layer-chosen" (uint): another layer of the file is wanted.
 */
#define QV_TYPE_IMPORT_FORM (qv_import_form_get_type ())
G_DECLARE_FINAL_TYPE (QvImportForm, qv_import_form, QV, IMPORT_FORM, AdwBin)

GtkWidget    *qv_import_form_new       (QvStore *store, QvImportFile *file, const QvImportPlan *plan);
QvImportPlan *qv_import_form_make_plan (QvImportForm *self);

G_END_DECLS
