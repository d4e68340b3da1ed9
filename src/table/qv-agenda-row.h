/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-item.h"
#include "qv-workshop-clock.h"

G_BEGIN_DECLS

/**
 * QvAgendaRow:
 *
 * A step during the workshop: when it begins or began, what became of it, what it is and how long it takes. In the rail only its
 * mark.
 */
#define QV_TYPE_AGENDA_ROW (qv_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (QvAgendaRow, qv_agenda_row, QV, AGENDA_ROW, GtkListBoxRow)

GtkWidget *qv_agenda_row_new      (QvStep *step, gboolean is_rail);
QvStep    *qv_agenda_row_get_step (QvAgendaRow *self);
void       qv_agenda_row_show     (QvAgendaRow *self, const QvClockSlot *slot, guint number, gboolean is_first, gboolean is_last);

G_END_DECLS
