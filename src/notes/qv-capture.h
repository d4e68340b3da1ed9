/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-geometry.h"
#include "qv-note-queue.h"

G_BEGIN_DECLS

/**
 * QvCapture:
 *
 * Where the facilitator types what is said: who speaks, from which seat, the words, the kind, the place and the theme.
 *
 * Property "helix-keys" (strv, to be written): see #QvHelixKeys; what cannot be used leaves it as it was.
 *
 * Signals: "map-wanted" when the place is to be set on the map, see qv_capture_set_place(); "note-added" (int64 note).
 */
#define QV_TYPE_CAPTURE (qv_capture_get_type ())
G_DECLARE_FINAL_TYPE (QvCapture, qv_capture, QV, CAPTURE, GtkWidget)

void       qv_capture_set_session      (QvCapture *self, QvId session, QvNoteQueue *queue);
void       qv_capture_set_participants (QvCapture *self, GListModel *participants);
void       qv_capture_set_territories  (QvCapture *self, GListModel *territories);
void       qv_capture_set_themes       (QvCapture *self, GListModel *themes, GListModel *notes);
void       qv_capture_set_steps        (QvCapture *self, GListModel *steps);
void       qv_capture_set_step         (QvCapture *self, QvId step);
void       qv_capture_set_speaker      (QvCapture *self, QvHelix helix, int seat);
void       qv_capture_get_speaker      (QvCapture *self, QvHelix *out_helix, QvId *out_participant);
void       qv_capture_say              (QvCapture *self, const char *status);
void       qv_capture_set_draft_file   (QvCapture *self, const char *path);
void       qv_capture_set_compact      (QvCapture *self, gboolean compact);
void       qv_capture_set_wide         (QvCapture *self, gboolean wide);
void       qv_capture_set_place        (QvCapture *self, QvId territory, QvGeometry *geometry, const char *name);
void       qv_capture_open_place       (QvCapture *self);
void       qv_capture_focus_entry      (QvCapture *self);
gboolean   qv_capture_save             (QvCapture *self, gboolean keep_speaker);
const char *qv_capture_get_status      (QvCapture *self);

G_END_DECLS
