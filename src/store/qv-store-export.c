/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One session as a stream of records: what belongs to it and all that this refers to. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#define INDICATORS                                                                                           \
  "(SELECT indicator FROM session_indicator WHERE session = ?1"                                              \
  " UNION SELECT indicator FROM step WHERE session = ?1 AND indicator IS NOT NULL"                           \
  " UNION SELECT indicator FROM evidence WHERE session = ?1)"
#define OWN_LEVELS                                                                                           \
  "(SELECT level FROM session WHERE id = ?1 UNION SELECT level FROM indicator WHERE id IN " INDICATORS ")"
/* Territories of the map and of the indicators, those that anything names, and what they lie in. */
#define TERRITORIES                                                                                          \
  "(WITH RECURSIVE area (id) AS ("                                                                           \
  "SELECT id FROM territory WHERE level IN " OWN_LEVELS                                                      \
  " UNION SELECT territory FROM observation WHERE indicator IN " INDICATORS                                  \
  " UNION SELECT territory FROM participant WHERE session = ?1 AND territory IS NOT NULL"                    \
  " UNION SELECT territory FROM note WHERE session = ?1 AND territory IS NOT NULL"                           \
  " UNION SELECT territory FROM evidence WHERE session = ?1 AND territory IS NOT NULL"                       \
  " UNION SELECT parent FROM territory JOIN area USING (id) WHERE parent IS NOT NULL) SELECT id FROM area)"

/* Which rows of an entity go with session ?1, where they do not say it themselves. Deleted ones go too, so
 * that copies agree on what was deleted. */
static const char *const wheres[QV_N_ENTITIES] = {
  [QV_ENTITY_ORGANISATION] = "WHERE id IN (SELECT organisation FROM participant WHERE session = ?1 "
                             "UNION SELECT organisation FROM commitment WHERE session = ?1) ORDER BY id",
  [QV_ENTITY_OBSERVATORY] =
      "WHERE id IN (SELECT observatory FROM indicator WHERE id IN " INDICATORS ") ORDER BY id",
  [QV_ENTITY_LEVEL] = "WHERE id IN " OWN_LEVELS
                      " OR id IN (SELECT level FROM territory WHERE id IN " TERRITORIES ") ORDER BY id",
  [QV_ENTITY_TERRITORY] = "WHERE id IN " TERRITORIES " ORDER BY id",
  [QV_ENTITY_INDICATOR] = "WHERE id IN " INDICATORS " ORDER BY id",
  [QV_ENTITY_OBSERVATION] =
      "WHERE id IN (SELECT id FROM observation WHERE indicator IN " INDICATORS ") ORDER BY id",
  [QV_ENTITY_BACKGROUND] = "WHERE id = (SELECT background FROM session WHERE id = ?1)",
  [QV_ENTITY_SESSION] = "WHERE id = ?1",
  [QV_ENTITY_PERSON] = "WHERE participant IN (SELECT id FROM participant WHERE session = ?1) ORDER BY id",
};

static const char *
get_where (QvEntity entity)
{
  if (qv_entity_get_info (entity)->session_field >= 0)
    return "WHERE session = ?1 ORDER BY id";
  g_assert (wheres[entity] != NULL);
  return wheres[entity];
}

static gboolean
check_exists (QvDb *db, QvId session, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (QvRecord) record = _qv_rows_get (db, QV_ENTITY_SESSION, session, &local);

  if (record != NULL)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is a session's id. */
                 _ ("There is no session %" PRId64 " in the library."), session);
  return FALSE;
}

static gboolean export(
    QvDb *db, QvId session, QvExportFlags flags, QvRecordFunc func, gpointer data, GError **error)
{
  const QvValue value = qv_value_int (session);

  if (!check_exists (db, session, error))
    return FALSE;
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    if ((!qv_entity_get_info (i)->is_private || (flags & QV_EXPORT_NAMED)) &&
        !_qv_rows_select (db, i, get_where (i), &value, 1, func, data, error))
      return FALSE;
  return TRUE;
}

/**
 * qv_store_export_session:
 * @self: the library
 * @session: which session; a deleted one can be exported too
 * @flags: whether with the names of people
 * @func: receives each record, in the order of #QvEntity and then by id
 * @data: for @func
 * @error: return location for a #GError of %QV_STORE_ERROR (NOT_FOUND) or of @func's own
 *
 * Streams one consistent state of a session and of everything that it refers to, deleted rows included. @func
 * may ask the library other things.
 *
 * Returns: whether all was given to @func
 */
gboolean
qv_store_export_session (
    QvStore *self, QvId session, QvExportFlags flags, QvRecordFunc func, gpointer data, GError **error)
{
  QvDb *db;
  gboolean ok;

  g_return_val_if_fail (QV_IS_STORE (self) && func != NULL, FALSE);

  db = _qv_store_acquire_reader (self, error);
  if (db == NULL)
    return FALSE;
  ok = _qv_db_exec (db, "BEGIN", error) && export(db, session, flags, func, data, error);
  if (!sqlite3_get_autocommit (db->sqlite))
    _qv_db_exec (db, "COMMIT", NULL);
  _qv_store_release_reader (self, db);
  return ok;
}
