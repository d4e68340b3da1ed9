/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-note-queue.h"

G_BEGIN_DECLS

/**
 * QvNoteContext:
 *
 * What a note alone does not say: the number of the seat it came from, the name of the territory it lies in, the figures that back
 * it, the notes that it supports or contradicts, whether it is on the disk. Signal "changed" when any of it may say
 * something else now; "note-saved" with its id when one is on the disk.
 */
#define QV_TYPE_NOTE_CONTEXT (qv_note_context_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteContext, qv_note_context, QV, NOTE_CONTEXT, GObject)

QvNoteContext *qv_note_context_new              (void);
void           qv_note_context_set_participants (QvNoteContext *self, GListModel *participants);
void           qv_note_context_set_territories  (QvNoteContext *self, GListModel *territories);
void           qv_note_context_set_queue        (QvNoteContext *self, QvNoteQueue *queue);
void           qv_note_context_set_evidence     (QvNoteContext *self, GListModel *evidence, GListModel *indicators);
void           qv_note_context_set_links        (QvNoteContext *self, GListModel *links);
GPtrArray     *qv_note_context_get_evidence     (QvNoteContext *self, QvId note);
char          *qv_note_context_format_figure    (QvNoteContext *self, QvItem *evidence);
char          *qv_note_context_format_evidence  (QvNoteContext *self, QvItem *evidence);
GPtrArray     *qv_note_context_get_links        (QvNoteContext *self, QvId note);
gint64         qv_note_context_get_seat         (QvNoteContext *self, QvId participant);
const char    *qv_note_context_get_place        (QvNoteContext *self, QvId territory);
gboolean       qv_note_context_is_waiting       (QvNoteContext *self, QvId note);
char          *qv_note_context_format_details   (QvNoteContext *self, QvNote *note);
char          *qv_note_context_format_name      (QvNoteContext *self, QvNote *note);
char          *qv_note_format_time              (QvNote *note);
const char    *qv_note_get_shown_text           (QvNote *note);
gboolean       qv_note_is_veiled                (QvNote *note);

G_END_DECLS
