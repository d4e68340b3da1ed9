/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-note-queue.h"

G_BEGIN_DECLS

/**
 * QvNoteContext:
 *
 * What a note alone does not say: the number of the seat it came from, the name of the territory it lies in, whether it is on the
 * disk. Signal "changed" when any of it may say something else now.
 */
#define QV_TYPE_NOTE_CONTEXT (qv_note_context_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteContext, qv_note_context, QV, NOTE_CONTEXT, GObject)

QvNoteContext *qv_note_context_new              (void);
void           qv_note_context_set_participants (QvNoteContext *self, GListModel *participants);
void           qv_note_context_set_territories  (QvNoteContext *self, GListModel *territories);
void           qv_note_context_set_queue        (QvNoteContext *self, QvNoteQueue *queue);
gint64         qv_note_context_get_seat         (QvNoteContext *self, QvId participant);
const char    *qv_note_context_get_place        (QvNoteContext *self, QvId territory);
gboolean       qv_note_context_is_waiting       (QvNoteContext *self, QvId note);
char          *qv_note_context_format_details   (QvNoteContext *self, QvNote *note);
char          *qv_note_context_format_name      (QvNoteContext *self, QvNote *note);
char          *qv_note_format_time              (QvNote *note);

G_END_DECLS
