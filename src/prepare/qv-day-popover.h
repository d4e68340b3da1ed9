/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvDayPopover:
 *
 * The question of a session, its day and hours, and where it is.
 */
#define QV_TYPE_DAY_POPOVER (qv_day_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvDayPopover, qv_day_popover, QV, DAY_POPOVER, GtkPopover)

GtkWidget *qv_day_popover_new  (QvPrepareContext *context);
void       qv_day_popover_show (QvDayPopover *self);

G_END_DECLS
