/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvTabStop:
 *
 * Makes of the list in it one stop for Tab: the arrows move within, the next Tab leaves. Where a row holds an entry that is being
 * written in, Tab goes through what belongs to the entry first.
 *
 * Signals: "enter" when Tab arrives; a handler gives the keyboard to a row and returns whether there was one.
 */
#define QV_TYPE_TAB_STOP (qv_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (QvTabStop, qv_tab_stop, QV, TAB_STOP, GtkWidget)

G_END_DECLS
