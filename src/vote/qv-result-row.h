/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-tally.h"

G_BEGIN_DECLS

/**
 * QvResultRow:
 *
 * What an idea got: four bars, one a helix, and the sum.
 */
#define QV_TYPE_RESULT_ROW (qv_result_row_get_type ())
G_DECLARE_FINAL_TYPE (QvResultRow, qv_result_row, QV, RESULT_ROW, GtkListBoxRow)

GtkWidget *qv_result_row_new         (void);
void       qv_result_row_show        (QvResultRow *self, const QvPoll *poll, const QvTally *tally, guint index);
void       qv_result_row_set_compact (QvResultRow *self, gboolean compact);
QvSupport  qv_result_row_get_support (QvResultRow *self);

G_END_DECLS
