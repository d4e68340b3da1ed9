/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvStepDetails:
 *
 * What a step of the agenda asks and suggests, to be edited.
 */
#define QV_TYPE_STEP_DETAILS (qv_step_details_get_type ())
G_DECLARE_FINAL_TYPE (QvStepDetails, qv_step_details, QV, STEP_DETAILS, GtkBox)

GtkWidget *qv_step_details_new         (QvPrepareContext *context, QvId step);
void       qv_step_details_show        (QvStepDetails *self, const QvRecord *step);

G_END_DECLS
