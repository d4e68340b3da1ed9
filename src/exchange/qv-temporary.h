/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "qv-layer-file.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* What the readers of the helper's temporary files share. */
sqlite3      *_qv_temporary_open       (const char *path, GError **error);
sqlite3_stmt *_qv_temporary_prepare    (sqlite3 *database, const char *sql, GError **error);
gboolean      _qv_temporary_fail       (sqlite3 *database, GError **error);
GPtrArray    *_qv_temporary_read_names (sqlite3 *database, GError **error);
GPtrArray    *_qv_temporary_read_notes (sqlite3 *database, GError **error);
char         *_qv_temporary_list_fields (guint n_fields);
char         *_qv_temporary_get_text   (sqlite3_stmt *statement, int column);

G_END_DECLS
