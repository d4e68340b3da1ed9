/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-outline-row.h"

G_BEGIN_DECLS

/**
 * QvNoteOutline:
 *
 * The notes as they stand in the panel, a #GListModel of #QvOutlineRow: first the clusters with their notes, then the notes that
 * are in none, those that are not on the map yet, and the parking lot. A note that was made out of another stands below
 * it; notes that were merged stand below what they were merged into. A row stays the same object for as long as its note or
 * cluster is shown.
 *
 * Signal "updated" after the notes have been laid out, whether they came out another way or not.
 */
#define QV_TYPE_NOTE_OUTLINE (qv_note_outline_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteOutline, qv_note_outline, QV, NOTE_OUTLINE, GObject)

QvNoteOutline *qv_note_outline_new          (GListModel *notes, GListModel *clusters, GListModel *links);
void           qv_note_outline_update       (QvNoteOutline *self);
void           qv_note_outline_queue_update (QvNoteOutline *self);
void           qv_note_outline_set_filtered (QvNoteOutline *self, gboolean is_filtered);
void           qv_note_outline_set_expanded (QvNoteOutline *self, QvId id, gboolean is_expanded);
gboolean       qv_note_outline_reveal       (QvNoteOutline *self, QvId note, guint *out_position);
gboolean       qv_note_outline_find         (QvNoteOutline *self, QvId id, guint *out_position);
GPtrArray     *qv_note_outline_list_notes   (QvNoteOutline *self, QvId cluster);

G_END_DECLS
