/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvImportDialog:
 *
 * Brings files in one after the other: looks at each, asks what cannot be known, tells what will come in and what not before anything
 * is written. Signal "imported" (string sentence, int64 session): a file came in; the session, if it was one.
 */
#define QV_TYPE_IMPORT_DIALOG (qv_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QvImportDialog, qv_import_dialog, QV, IMPORT_DIALOG, AdwWindow)

GtkWidget *qv_import_dialog_new (GtkWindow *parent, QvStore *store, GListModel *files, QvId session);

G_END_DECLS
