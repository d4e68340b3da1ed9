/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-edit.h"
#include "qv-geometry.h"
#include "qv-item.h"

G_BEGIN_DECLS

QvEdit *qv_note_edit_text  (QvNote *note, const char *text);
QvEdit *qv_note_edit_kind  (QvNote *note, QvNoteKind kind);
QvEdit *qv_note_edit_helix (QvNote *note, QvHelix helix);
QvEdit *qv_note_edit_place (QvNote *note, QvId territory, QvGeometry *geometry);
QvEdit *qv_note_delete     (QvNote *note);
QvEdit *qv_notes_delete    (GPtrArray *notes);

gboolean qv_note_is_placed (QvNote *note);

G_END_DECLS
