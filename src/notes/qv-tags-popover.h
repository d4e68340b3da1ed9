/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvTagsPopover:
 *
 * Tags of notes: typed as words, or chosen among those that the session has.
 *
 * Signal "chosen" (string tags): words with spaces between.
 */
#define QV_TYPE_TAGS_POPOVER (qv_tags_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvTagsPopover, qv_tags_popover, QV, TAGS_POPOVER, GtkPopover)

GtkWidget *qv_tags_popover_new  (void);
void       qv_tags_popover_open (QvTagsPopover *self, const char *const *known, const char *tags, guint n_notes);

G_END_DECLS
