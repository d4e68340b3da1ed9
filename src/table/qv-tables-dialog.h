/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvTablesDialog:
 *
 * The tables of a session, and which of them this computer is at. Signals: "chosen" (int64 table, or 0: none); "failed" (string) with a
 * sentence.
 */
#define QV_TYPE_TABLES_DIALOG (qv_tables_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QvTablesDialog, qv_tables_dialog, QV, TABLES_DIALOG, AdwWindow)

GtkWidget *qv_tables_dialog_new (GtkWindow *parent, QvStore *store, QvId session, GListModel *tables, QvId chosen);

G_END_DECLS
