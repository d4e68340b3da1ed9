/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-session-entry.h"

G_BEGIN_DECLS

/**
 * QvSessionRow:
 *
 * One session of the library page: date, title, who is counted in it, its state, its menu.
 */
#define QV_TYPE_SESSION_ROW (qv_session_row_get_type ())
G_DECLARE_FINAL_TYPE (QvSessionRow, qv_session_row, QV, SESSION_ROW, GtkWidget)

GtkWidget      *qv_session_row_new          (void);
void            qv_session_row_set_entry    (QvSessionRow *self, QvSessionEntry *entry, QvStore *store);
QvSessionEntry *qv_session_row_get_entry    (QvSessionRow *self);
void            qv_session_row_popup        (QvSessionRow *self);
GMenuModel     *qv_session_row_make_menu    (QvSession *session, QvSessionState state);
char           *qv_session_row_describe     (QvSessionEntry *entry);

G_END_DECLS
