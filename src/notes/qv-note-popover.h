/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-note-context.h"

G_BEGIN_DECLS

/**
 * QvNotePopover:
 *
 * What hangs over a chosen pin: what was said, by whom, and what can be done with it. Signals: "turn", "group",
 * "edit", "move", "project", "delete".
 */
#define QV_TYPE_NOTE_POPOVER (qv_note_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvNotePopover, qv_note_popover, QV, NOTE_POPOVER, GtkPopover)

GtkWidget *qv_note_popover_new      (void);
void       qv_note_popover_set_note (QvNotePopover *self, QvNote *note, QvNoteContext *context);
QvNote    *qv_note_popover_get_note (QvNotePopover *self);

G_END_DECLS
