/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-helix-keys.h"
#include "qv-id.h"
#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvNoteComposer:
 *
 * An entry inside the list for what people make out of notes: their words, and who said them.
 *
 * Signals: "composed" (string text, QvHelix helix, int64 participant), "cancelled".
 */
#define QV_TYPE_NOTE_COMPOSER (qv_note_composer_get_type ())
G_DECLARE_FINAL_TYPE (QvNoteComposer, qv_note_composer, QV, NOTE_COMPOSER, GtkWidget)

GtkWidget *qv_note_composer_new         (GListModel *participants, const QvHelixKeys *keys);
void       qv_note_composer_begin       (QvNoteComposer *self, const char *title, const char *text, gboolean has_speaker);
void       qv_note_composer_focus_entry (QvNoteComposer *self);

G_END_DECLS
