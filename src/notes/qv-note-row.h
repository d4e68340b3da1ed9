/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-note-context.h"
#include "qv-outline-row.h"

G_BEGIN_DECLS

/**
 * QvNoteRow:
 *
 * One note in the list. A list makes two hundred rows at once, so a row has no more parts than it shows: the entry is there only while
 * its words are edited, pills only where there is something to say.
 *
 * Signals: "edited" (string text) when inline editing ended with other words; "place-clicked"; "toggled" when the
 * notes behind it are to be shown or hidden.
 */
#define QV_TYPE_NOTE_ROW (qv_note_row_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteRow, qv_note_row, QV, NOTE_ROW, GtkWidget)

GtkWidget    *qv_note_row_new        (QvNoteContext *context);
void          qv_note_row_set_card   (QvNoteRow *self);
QvNote       *qv_note_row_get_note   (QvNoteRow *self);
QvOutlineRow *qv_note_row_get_row    (QvNoteRow *self);
void          qv_note_row_set_row    (QvNoteRow *self, QvOutlineRow *row);
void          qv_note_row_set_row_asleep (QvNoteRow *self, QvOutlineRow *row);
gboolean      qv_note_row_is_asleep (QvNoteRow *self);
void          qv_note_row_wake      (QvNoteRow *self);
void          qv_note_row_begin_edit (QvNoteRow *self);
void          qv_note_row_end_edit   (QvNoteRow *self, gboolean keep);
gboolean      qv_note_row_is_editing (QvNoteRow *self);
void          qv_note_row_set_extra  (QvNoteRow *self, GtkWidget *extra);

G_END_DECLS
