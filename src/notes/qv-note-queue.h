/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

#define QV_TYPE_NOTE_QUEUE (qv_note_queue_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteQueue, qv_note_queue, QV, NOTE_QUEUE, GObject)

QvNoteQueue *qv_note_queue_new         (QvStore *store, GListModel *written);
void         qv_note_queue_set_round_table (QvNoteQueue *self, QvId table);
void         qv_note_queue_add         (QvNoteQueue *self, QvRecord *note /* transfer full */,
                                        QvRecord *evidence /* transfer full, nullable */);
void         qv_note_queue_retry       (QvNoteQueue *self);
QvStore     *qv_note_queue_get_store   (QvNoteQueue *self);
GListModel  *qv_note_queue_get_waiting (QvNoteQueue *self);
guint        qv_note_queue_get_n_waiting (QvNoteQueue *self);
const char  *qv_note_queue_get_problem (QvNoteQueue *self);
gboolean     qv_note_queue_is_waiting  (QvNoteQueue *self, QvId note);

G_END_DECLS
