/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvThemePopover:
 *
 * Chooses one of the session's themes, or a new one that is typed.
 *
 * Signal "chosen" (string theme); empty for none.
 */
#define QV_TYPE_THEME_POPOVER (qv_theme_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvThemePopover, qv_theme_popover, QV, THEME_POPOVER, GtkPopover)

GtkWidget *qv_theme_popover_new  (void);
void       qv_theme_popover_open (QvThemePopover *self, const char *const *themes, const char *present);

G_END_DECLS
