/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-indicator-board.h"
#include "qv-store.h"
#include "qv-view-keeper.h"

G_BEGIN_DECLS

/**
 * QvSessionView:
 *
 * One session, with the Table view: its map, its notes and one indicator; the other views are pages beside it. It holds the session's shortcuts (F6, Shift+F9, Ctrl+J,
 * Ctrl+F, Ctrl+L) and shows its own toasts. The window shows it below its header bar, names the keys in its menus and binds
 * "can-undo" and "can-redo" to its buttons.
 *
 * Properties: "can-undo", "can-redo" (boolean), "undo-label", "redo-label" (string, nullable: "Add note"),
 * "narrow" (boolean: one pane at a time), "compact" (boolean: little room), "notes-shown" (boolean, writable),
 * "handed-over" (boolean: a seat has the screen to vote alone).
 */
#define QV_TYPE_SESSION_VIEW (qv_session_view_get_type ())
G_DECLARE_FINAL_TYPE (QvSessionView, qv_session_view, QV, SESSION_VIEW, GtkWidget)

GtkWidget  *qv_session_view_new         (QvStore *store, QvSession *session);
void        qv_session_view_use_settings (QvSessionView *self, GSettings *settings);
QvSession  *qv_session_view_get_session (QvSessionView *self);
void        qv_session_view_set_keeper  (QvSessionView *self, QvViewKeeper *keeper);
void        qv_session_view_tell_recovered (QvSessionView *self);
AdwViewStack *qv_session_view_get_pages (QvSessionView *self);
GtkWidget  *qv_session_view_get_header  (QvSessionView *self);
gboolean    qv_session_view_is_handed_over (QvSessionView *self);
gboolean    qv_session_view_show_page (QvSessionView *self, guint position);
void        qv_session_view_undo        (QvSessionView *self);
void        qv_session_view_redo        (QvSessionView *self);
void        qv_session_view_focus_entry (QvSessionView *self);
GActionGroup *qv_session_view_get_projector (QvSessionView *self);
QvIndicatorBoard *qv_session_view_get_board (QvSessionView *self);
guint       qv_session_view_get_n_unsaved (QvSessionView *self);
const char *qv_session_view_get_table_name (QvSessionView *self);
gboolean   qv_session_view_undo_ends_at_vote (QvSessionView *self);

G_END_DECLS
