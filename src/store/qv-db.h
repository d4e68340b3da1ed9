/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "qv-record.h"
#include "qv-store.h"

G_BEGIN_DECLS

#define QV_APPLICATION_ID 0x51764c62 /* "QvLb" */
#define QV_BUSY_TIMEOUT_MS 5000

/**
 * QvDb:
 *
 * One connection with the statements that it has prepared so far. One thread at a time.
 */
typedef struct
{
  sqlite3 *sqlite;
  GHashTable *queries; /* SQL → QvQuery */
} QvDb;

/**
 * QvQuery:
 *
 * A prepared statement that a #QvDb keeps. The automatic clean-up resets it, which ends its hold on the library.
 */
typedef struct sqlite3_stmt QvQuery;

QvDb     *_qv_db_open           (const char *path, int flags, GError **error);
void      _qv_db_free           (QvDb *db);
QvQuery  *_qv_db_query          (QvDb *db, const char *sql, GError **error);
void      _qv_query_reset       (QvQuery *query);
gboolean  _qv_db_step           (QvDb *db, QvQuery *query, gboolean *has_row, GError **error);
gboolean  _qv_db_run            (QvDb *db, QvQuery *query, GError **error);
gboolean  _qv_db_exec           (QvDb *db, const char *sql, GError **error);
gboolean  _qv_db_get_int        (QvDb *db, const char *sql, gint64 *out_value, GError **error);
void      _qv_db_set_error      (QvDb *db, int rc, GError **error);

void      _qv_query_bind_value  (QvQuery *query, int index, const QvValue *value);
void      _qv_query_bind_text   (QvQuery *query, int index, const char *text);
QvValue   _qv_query_get_value   (QvQuery *query, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvDb, _qv_db_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvQuery, _qv_query_reset)

G_END_DECLS
