/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvPersonDetails:
 *
 * All that is known of a participant, to be edited.
 */
#define QV_TYPE_PERSON_DETAILS (qv_person_details_get_type ())
G_DECLARE_FINAL_TYPE (QvPersonDetails, qv_person_details, QV, PERSON_DETAILS, GtkBox)

GtkWidget *qv_person_details_new  (QvPrepareContext *context, QvId participant);
void       qv_person_details_show (QvPersonDetails *self, const QvRecord *participant);

G_END_DECLS
