/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-id.h"

G_BEGIN_DECLS

/**
 * QvPaperPopover:
 *
 * Chooses the step that paper notes belong to, and when they were written.
 *
 * Signal "chosen" (int64 step, int minutes), see qv_paper_note_get_said().
 */
#define QV_TYPE_PAPER_POPOVER (qv_paper_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvPaperPopover, qv_paper_popover, QV, PAPER_POPOVER, GtkPopover)

GtkWidget *qv_paper_popover_new  (void);
void       qv_paper_popover_open (QvPaperPopover *self, GListModel *steps, QvId step, int minutes);

G_END_DECLS
