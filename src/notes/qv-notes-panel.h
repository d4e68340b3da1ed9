/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-geometry.h"
#include "qv-note-context.h"

G_BEGIN_DECLS

/**
 * QvNotesPanel:
 *
 * The notes of a session: filters, search, order, and the list in which they are edited. Properties: "selected-note" (int64, both
 * ways), "order" (string, "oldest" or "newest" first), "note-kind" (QvNoteKind) and "note-helix" (QvHelix) of the selected note,
 * which can be set, "helix-keys" (strv, to be written): see #QvHelixKeys.
 *
 * Actions: note.edit, note.delete, note.place, note.unplace, note.project, note.kind, note.helix, notes.search, notes.order, notes.clear-filters.
 *
 * Signals: "place-note" (int64 note) when its place is to be set on the map; "project-note" (int64 note) when the room is to read it;
 * "list-wanted" when the list is to be shown, because
 * words are written in it; "done" (string) with what was done and can be undone; "failed" (string) with a sentence.
 */
#define QV_TYPE_NOTES_PANEL (qv_notes_panel_get_type ())
G_DECLARE_FINAL_TYPE (QvNotesPanel, qv_notes_panel, QV, NOTES_PANEL, GtkWidget)

/* Live lists of one session. */
typedef struct
{
  GListModel *notes;
  GListModel *clusters;
  GListModel *links;
  GListModel *participants;
  GListModel *evidence;
  GListModel *themes; /* (nullable): #QvSessionTheme */
} QvNoteLists;

void        qv_notes_panel_set_session       (QvNotesPanel *self, QvStore *store, QvId session, const QvNoteLists *lists,
                                              QvNoteQueue *queue, QvNoteContext *context);
GListModel *qv_notes_panel_get_shown         (QvNotesPanel *self);
QvId        qv_notes_panel_get_selected_note (QvNotesPanel *self);
void        qv_notes_panel_set_selected_note (QvNotesPanel *self, QvId note);
void        qv_notes_panel_reveal_note       (QvNotesPanel *self, QvId note);
void        qv_notes_panel_begin_edit        (QvNotesPanel *self, QvId note);
void        qv_notes_panel_delete_note       (QvNotesPanel *self, QvId note);
void        qv_notes_panel_place_note        (QvNotesPanel *self, QvId note, QvId territory, QvGeometry *geometry);
void        qv_notes_panel_search            (QvNotesPanel *self, const char *words);
void        qv_notes_panel_focus_list        (QvNotesPanel *self);
void        qv_notes_panel_focus_filters     (QvNotesPanel *self);

G_END_DECLS
