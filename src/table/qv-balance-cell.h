/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-hearing.h"

G_BEGIN_DECLS

/**
 * QvBalanceCell:
 *
 * What one helix has said so far, how many of its seats have been heard, and when.
 */
#define QV_TYPE_BALANCE_CELL (qv_balance_cell_get_type ())
G_DECLARE_FINAL_TYPE (QvBalanceCell, qv_balance_cell, QV, BALANCE_CELL, GtkWidget)

GtkWidget *qv_balance_cell_new         (QvHelix helix);
void       qv_balance_cell_show        (QvBalanceCell *self, const QvHearing *hearing, gboolean is_behind, gint64 now);
void       qv_balance_cell_set_compact (QvBalanceCell *self, gboolean compact);

G_END_DECLS
