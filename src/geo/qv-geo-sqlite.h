/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "qv-geo-error.h"

G_BEGIN_DECLS

/* Opens what someone else made: read-only, defensive, with nothing of its schema trusted to run. A statement that works too long fails:
 * what should be a table may be a view without an end. One that has much to read goes on after what it has read so far. */
sqlite3 *_qv_geo_sqlite_open      (const char *path, GError **error);
gboolean _qv_geo_sqlite_prepare   (sqlite3 *db, const char *sql, sqlite3_stmt **out_stmt, GError **error);
void     _qv_geo_sqlite_go_on     (sqlite3_stmt *stmt);
void     _qv_geo_sqlite_set_error (GError **error, int code);
gboolean _qv_geo_sqlite_has       (sqlite3 *db, const char *name);
char    *_qv_geo_sqlite_get_text  (sqlite3_stmt *stmt, int column, gsize max_bytes);

static inline void
_qv_geo_stmt_finalize (sqlite3_stmt *stmt)
{
  sqlite3_finalize (stmt);
}

static inline void
_qv_geo_db_close (sqlite3 *db)
{
  sqlite3_close (db);
}

typedef sqlite3 QvGeoDb;
typedef sqlite3_stmt QvGeoStmt;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvGeoDb, _qv_geo_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvGeoStmt, _qv_geo_stmt_finalize)

G_END_DECLS
