/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvSessionDialog:
 *
 * Asks for what a new session needs, or changes it for one that is there. Signal "done" (int64 id) is emitted when the library has it.
 */
#define QV_TYPE_SESSION_DIALOG (qv_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QvSessionDialog, qv_session_dialog, QV, SESSION_DIALOG, AdwWindow)

GtkWidget *qv_session_dialog_new          (GtkWindow *parent, QvStore *store, const char *template);
GtkWidget *qv_session_dialog_new_for_edit (GtkWindow *parent, QvStore *store, QvSession *session);

G_END_DECLS
