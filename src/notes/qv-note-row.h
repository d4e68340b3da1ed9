/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-note-context.h"

G_BEGIN_DECLS

typedef enum
{
  QV_NOTE_ROW_FIRST = 1 << 0, /* of its card */
  QV_NOTE_ROW_LAST = 1 << 1,
} QvNoteRowEdges;

/**
 * QvNoteRow:
 *
 * One note in the list, or the heading of a section. Properties: "note" (QvNote), "heading" (string).
 *
 * Signals: "edited" (string text) when inline editing ended with other words; "place-clicked".
 */
#define QV_TYPE_NOTE_ROW (qv_note_row_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteRow, qv_note_row, QV, NOTE_ROW, GtkWidget)

GtkWidget *qv_note_row_new         (QvNoteContext *context);
QvNote    *qv_note_row_get_note    (QvNoteRow *self);
void       qv_note_row_set_note    (QvNoteRow *self, QvNote *note);
void       qv_note_row_set_heading (QvNoteRow *self, const char *heading, guint count);
void       qv_note_row_set_edges   (QvNoteRow *self, QvNoteRowEdges edges);
void       qv_note_row_begin_edit  (QvNoteRow *self);
void       qv_note_row_end_edit    (QvNoteRow *self, gboolean keep);
gboolean   qv_note_row_is_editing  (QvNoteRow *self);

G_END_DECLS
