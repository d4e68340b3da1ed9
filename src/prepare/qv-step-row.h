/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvStepRow:
 *
 * One step of the agenda that is prepared: its time, what it is, how long it takes; what it asks when it is open.
 */
#define QV_TYPE_STEP_ROW (qv_step_row_get_type ())
G_DECLARE_FINAL_TYPE (QvStepRow, qv_step_row, QV, STEP_ROW, GtkListBoxRow)

GtkWidget *qv_step_row_new       (QvPrepareContext *context, QvId step);
QvId       qv_step_row_get_step  (QvStepRow *self);
void       qv_step_row_show      (QvStepRow *self);
void       qv_step_row_set_open  (QvStepRow *self, gboolean open);
gboolean   qv_step_row_is_open   (QvStepRow *self);

G_END_DECLS
