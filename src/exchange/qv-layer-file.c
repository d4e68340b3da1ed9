/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-layer-file.h"

#include "qv-exchange-error.h"
#include "qv-temporary.h"
#include "qv-wkb.h"

#include <glib/gi18n.h>

struct _QvLayerFile
{
  sqlite3 *database;
  GPtrArray *names; /* NULL at its end */
  GPtrArray *notes;
  guint n_features;
};

static gboolean
count (QvLayerFile *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      _qv_temporary_prepare (self->database, "SELECT count(*) FROM layer", error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return _qv_temporary_fail (self->database, error);
  self->n_features = (guint) CLAMP (sqlite3_column_int64 (statement, 0), 0, G_MAXINT);
  return TRUE;
}

/**
 * qv_layer_file_open:
 * @path: a file that quadrivio-gdal made of a layer; it may be unlinked once it is open
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable): the layer
 */
QvLayerFile *
qv_layer_file_open (const char *path, GError **error)
{
  g_autoptr (QvLayerFile) self = g_new0 (QvLayerFile, 1);

  self->database = _qv_temporary_open (path, error);
  if (self->database == NULL)
    return NULL;
  self->names = _qv_temporary_read_names (self->database, error);
  if (self->names == NULL)
    return NULL;
  g_ptr_array_add (self->names, NULL);
  self->notes = _qv_temporary_read_notes (self->database, error);
  if (self->notes == NULL || !count (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
qv_layer_file_free (QvLayerFile *self)
{
  g_clear_pointer (&self->database, sqlite3_close);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

/**
 * qv_layer_file_get_fields:
 * @self: a layer
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of its fields, as the file has them
 */
const char *const *
qv_layer_file_get_fields (QvLayerFile *self)
{
  return (const char *const *) self->names->pdata;
}

guint
qv_layer_file_get_n_features (QvLayerFile *self)
{
  return self->n_features;
}

/**
 * qv_layer_file_get_notes:
 * @self: a layer
 *
 * Returns: (transfer none) (element-type QvSourceNote): what happened to it on its way in
 */
GPtrArray *
qv_layer_file_get_notes (QvLayerFile *self)
{
  return self->notes;
}

/* Sets @out_geometry to NULL where nothing of it is large enough to be kept. */
static gboolean
read_geometry (sqlite3_stmt *statement, int column, QvGeometry **out_geometry, GError **error)
{
  g_autoptr (GError) local = NULL;
  const void *blob = sqlite3_column_blob (statement, column);

  *out_geometry = NULL;
  if (blob == NULL)
    return TRUE;
  *out_geometry = qv_geometry_new_from_gpkg (blob, (gsize) sqlite3_column_bytes (statement, column), &local);
  if (*out_geometry != NULL || g_error_matches (local, QV_GEOMETRY_ERROR, QV_GEOMETRY_ERROR_SHAPE))
    return TRUE;
  g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
               _ ("What the geodata helper wrote cannot be read: %s"), local->message);
  return FALSE;
}

static gboolean
hand_over (
    sqlite3_stmt *statement, guint n_fields, char **values, QvFeatureFunc func, gpointer data, GError **error)
{
  g_autoptr (QvGeometry) geometry = NULL;
  gboolean ok;

  if (!read_geometry (statement, (int) n_fields, &geometry, error))
    return FALSE;
  for (guint i = 0; i < n_fields; i++)
    values[i] = _qv_temporary_get_text (statement, (int) i);
  ok = func ((const char *const *) values, geometry, data, error);
  for (guint i = 0; i < n_fields; i++)
    g_clear_pointer (&values[i], g_free);
  return ok;
}

/**
 * qv_layer_file_foreach:
 * @self: a layer
 * @func: (scope call): called for each feature, in the order of the file
 * @data: for @func
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR, or what @func set
 *
 * Returns: whether all features were read and taken
 */
gboolean
qv_layer_file_foreach (QvLayerFile *self, QvFeatureFunc func, gpointer data, GError **error)
{
  guint n_fields = self->names->len - 1;
  g_autofree char *list = _qv_temporary_list_fields (n_fields);
  g_autofree char *sql = g_strdup_printf ("SELECT %sgeom FROM layer ORDER BY fid", list);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char **values = g_new0 (char *, n_fields + 1);
  int result;

  statement = _qv_temporary_prepare (self->database, sql, error);
  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    if (!hand_over (statement, n_fields, values, func, data, error))
      return FALSE;
  return result == SQLITE_DONE || _qv_temporary_fail (self->database, error);
}
