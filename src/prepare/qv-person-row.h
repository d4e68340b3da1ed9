/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvPersonRow:
 *
 * One participant: seat, organisation and name, whether they come; when it is open, all that is known of them.
 */
#define QV_TYPE_PERSON_ROW (qv_person_row_get_type ())
G_DECLARE_FINAL_TYPE (QvPersonRow, qv_person_row, QV, PERSON_ROW, GtkListBoxRow)

GtkWidget *qv_person_row_new             (QvPrepareContext *context, QvId participant);
QvId       qv_person_row_get_participant (QvPersonRow *self);
void       qv_person_row_show            (QvPersonRow *self);
void       qv_person_row_set_open        (QvPersonRow *self, gboolean open);
gboolean   qv_person_row_is_open         (QvPersonRow *self);

G_END_DECLS
