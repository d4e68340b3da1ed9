/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-indicator-board.h"

G_BEGIN_DECLS

/**
 * QvIndicatorDrawer:
 *
 * The session's indicators beside each other for one territory, or for all. The card of the one that the map shows is pressed; another
 * one that is pressed is shown.
 */
#define QV_TYPE_INDICATOR_DRAWER (qv_indicator_drawer_get_type ())
G_DECLARE_FINAL_TYPE (QvIndicatorDrawer, qv_indicator_drawer, QV, INDICATOR_DRAWER, GtkWidget)

void       qv_indicator_drawer_set_board     (QvIndicatorDrawer *self, QvIndicatorBoard *board);
void       qv_indicator_drawer_set_territory (QvIndicatorDrawer *self, QvId territory);
void       qv_indicator_drawer_set_brief     (QvIndicatorDrawer *self, gboolean is_brief);

G_END_DECLS
