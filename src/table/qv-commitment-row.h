/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-record.h"

G_BEGIN_DECLS

/**
 * QvCommitmentRow:
 *
 * Who does what by when, with a box to tick. It asks for what is done with it by the actions "commitment.edit", "commitment.mark" and
 * "commitment.delete".
 */
#define QV_TYPE_COMMITMENT_ROW (qv_commitment_row_get_type ())
G_DECLARE_FINAL_TYPE (QvCommitmentRow, qv_commitment_row, QV, COMMITMENT_ROW, GtkListBoxRow)

GtkWidget *qv_commitment_row_new         (QvId commitment);
QvId       qv_commitment_row_get_id      (QvCommitmentRow *self);
void       qv_commitment_row_show        (QvCommitmentRow *self, const QvRecord *commitment, const char *note);
void       qv_commitment_row_set_heading (QvCommitmentRow *self, const char *heading);
const char *qv_commitment_row_get_heading (QvCommitmentRow *self);

G_END_DECLS
