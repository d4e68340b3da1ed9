/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-indicator-board.h"

G_BEGIN_DECLS

#define QV_TYPE_INDICATOR_POPOVER (qv_indicator_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvIndicatorPopover, qv_indicator_popover, QV, INDICATOR_POPOVER, GtkPopover)

void       qv_indicator_popover_set_board (QvIndicatorPopover *self, QvIndicatorBoard *board);

G_END_DECLS
