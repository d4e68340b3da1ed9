/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streets, rivers and woods from a background file, by role. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-background.h"
#include "qv-geo-sqlite.h"
#include "qv-geometry.h"
#include "qv-pyramid.h"

#include <glib/gi18n.h>
#include <string.h>

#define APPLICATION_ID 0x51564247 /* "QVBG" */
#define FILE_VERSION 1
#define MAX_TEXT 4096
#define MAX_SHAPES 4000000
#define SMALLEST_AREA 1.0 /* pixels: areas with a smaller side are left out */
#define SMALLEST_LINE 2.0 /* pixels: lines with a smaller box are left out */

struct _QvBackground
{
  gatomicrefcount ref_count;
  char *attribution;
  gboolean has_bounds;
  double bounds[4]; /* world units */
  QvPyramid *roles[QV_N_BACKGROUND_ROLES];
};

static const char *const role_words[QV_N_BACKGROUND_ROLES] = {
  [QV_BACKGROUND_BUILT_UP] = "built-up",
  [QV_BACKGROUND_GREEN] = "green",
  [QV_BACKGROUND_STREAM] = "stream",
  [QV_BACKGROUND_WATER] = "water",
  [QV_BACKGROUND_ROAD_MINOR] = "road-minor",
  [QV_BACKGROUND_ROAD_MIDDLE] = "road-middle",
  [QV_BACKGROUND_ROAD_MAJOR] = "road-major",
  [QV_BACKGROUND_RAIL] = "rail",
  [QV_BACKGROUND_TRAM] = "tram",
  [QV_BACKGROUND_BOUNDARY] = "boundary",
};

static void
free_background (QvBackground *self)
{
  for (guint i = 0; i < QV_N_BACKGROUND_ROLES; i++)
    g_clear_pointer (&self->roles[i], _qv_pyramid_free);
  g_free (self->attribution);
  g_free (self);
}

static int
get_pragma (sqlite3 *db, const char *sql)
{
  g_autoptr (QvGeoStmt) stmt = NULL;

  if (!_qv_geo_sqlite_prepare (db, sql, &stmt, NULL) || sqlite3_step (stmt) != SQLITE_ROW)
    return 0;
  return sqlite3_column_int (stmt, 0);
}

static gboolean
check_kind (sqlite3 *db, GError **error)
{
  if (get_pragma (db, "PRAGMA application_id") != APPLICATION_ID)
    {
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT,
                           _ ("The file is not a map background of Quadrivio."));
      return FALSE;
    }
  if (get_pragma (db, "PRAGMA user_version") > FILE_VERSION)
    {
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT,
                           _ ("The map background was made by a newer version of Quadrivio."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_metadata (QvBackground *self, sqlite3 *db, GError **error)
{
  g_autoptr (QvGeoStmt) stmt = NULL;
  int code;

  if (!_qv_geo_sqlite_prepare (db, "SELECT value FROM metadata WHERE name = 'attribution'", &stmt, error))
    return FALSE;
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_free (self->attribution);
      self->attribution = _qv_geo_sqlite_get_text (stmt, 0, MAX_TEXT);
    }
  if (code != SQLITE_DONE)
    _qv_geo_sqlite_set_error (error, code);
  return code == SQLITE_DONE;
}

static gboolean
read_shape (sqlite3_stmt *stmt, GPtrArray *shapes, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  QvGeometry *geometry;
  const void *data = sqlite3_column_blob (stmt, 0);

  bytes = g_bytes_new (data, (gsize) sqlite3_column_bytes (stmt, 0));
  geometry = qv_geometry_new_from_bytes (bytes, NULL);
  if (geometry == NULL || shapes->len == MAX_SHAPES)
    {
      g_clear_pointer (&geometry, qv_geometry_unref);
      g_set_error (error, QV_GEO_ERROR,
                   shapes->len == MAX_SHAPES ? QV_GEO_ERROR_TOO_LARGE : QV_GEO_ERROR_DAMAGED,
                   /* Translators: %u counts the shapes of a map background from 1. */
                   _ ("Shape %u of the map background cannot be read."), shapes->len + 1);
      return FALSE;
    }
  g_ptr_array_add (shapes, geometry);
  return TRUE;
}

static gboolean
read_role (
    QvBackground *self, sqlite3_stmt *stmt, QvBackgroundRole role, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_geometry_unref);
  int code;

  sqlite3_reset (stmt);
  _qv_geo_sqlite_go_on (stmt);
  sqlite3_bind_text (stmt, 1, role_words[role], -1, SQLITE_STATIC);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      _qv_geo_sqlite_go_on (stmt);
      if (shapes->len % 256 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!read_shape (stmt, shapes, error))
        return FALSE;
    }
  if (code != SQLITE_DONE)
    {
      _qv_geo_sqlite_set_error (error, code);
      return FALSE;
    }
  self->roles[role] =
      _qv_pyramid_new ((QvGeometry *const *) shapes->pdata, shapes->len, TRUE, cancellable, error);
  return self->roles[role] != NULL;
}

static void
find_bounds (QvBackground *self)
{
  double *all = self->bounds;

  for (guint role = 0; role < QV_N_BACKGROUND_ROLES; role++)
    for (guint i = 0; i < self->roles[role]->n_shapes; i++)
      {
        const gint32 *box = &self->roles[role]->bounds[4 * (gsize) i];

        all[0] = self->has_bounds ? MIN (all[0], box[0] / QV_WORLD_UNITS) : box[0] / QV_WORLD_UNITS;
        all[1] = self->has_bounds ? MIN (all[1], box[1] / QV_WORLD_UNITS) : box[1] / QV_WORLD_UNITS;
        all[2] = self->has_bounds ? MAX (all[2], box[2] / QV_WORLD_UNITS) : box[2] / QV_WORLD_UNITS;
        all[3] = self->has_bounds ? MAX (all[3], box[3] / QV_WORLD_UNITS) : box[3] / QV_WORLD_UNITS;
        self->has_bounds = TRUE;
      }
}

static gboolean
read_all (QvBackground *self, sqlite3 *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (QvGeoStmt) stmt = NULL;

  if (!check_kind (db, error) || !read_metadata (self, db, error) ||
      !_qv_geo_sqlite_prepare (db, "SELECT geometry FROM shape WHERE role = ?1 ORDER BY id", &stmt, error))
    return FALSE;
  for (guint role = 0; role < QV_N_BACKGROUND_ROLES; role++)
    if (!read_role (self, stmt, role, cancellable, error))
      return FALSE;
  find_bounds (self);
  return TRUE;
}

/**
 * qv_background_open:
 * @path: a background file
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #GError of %QV_GEO_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Reads all of it, so it is for a worker thread. The file is not needed afterwards.
 *
 * Returns: (transfer full) (nullable): the background
 */
QvBackground *
qv_background_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (QvGeoDb) db = _qv_geo_sqlite_open (path, error);
  QvBackground *self;

  if (db == NULL)
    return NULL;
  self = g_new0 (QvBackground, 1);
  g_atomic_ref_count_init (&self->ref_count);
  if (!read_all (self, db, cancellable, error))
    {
      free_background (self);
      return NULL;
    }
  if (self->attribution == NULL)
    self->attribution = g_strdup ("");
  return self;
}

QvBackground *
qv_background_ref (QvBackground *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qv_background_unref (QvBackground *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    free_background (self);
}

/**
 * qv_background_get_attribution:
 * @self: a background
 *
 * Returns: plain text to be shown on the map, "" when there is nothing to say
 */
const char *
qv_background_get_attribution (QvBackground *self)
{
  return self->attribution;
}

/**
 * qv_background_get_bounds:
 * @self: a background
 * @bounds: (out): left, top, right, bottom in world units
 *
 * Returns: %FALSE when it is empty
 */
gboolean
qv_background_get_bounds (QvBackground *self, double bounds[4])
{
  if (self->has_bounds)
    memcpy (bounds, self->bounds, sizeof self->bounds);
  return self->has_bounds;
}

guint
qv_background_get_n_shapes (QvBackground *self, QvBackgroundRole role)
{
  g_return_val_if_fail ((guint) role < QV_N_BACKGROUND_ROLES, 0);

  return self->roles[role]->n_shapes;
}

static QvPath *
get_shapes (QvBackground *self, QvBackgroundRole role, const QvView *view, gboolean closed, double smallest)
{
  const QvPyramid *pyramid = self->roles[role];
  double least = smallest * QV_WORLD_UNITS / view->scale;
  QvPath *path = qv_path_new (closed);

  for (guint i = 0; i < pyramid->n_shapes; i++)
    {
      const gint32 *box = &pyramid->bounds[4 * (gsize) i];

      if (pyramid->closed[i] == closed &&
          ((double) box[2] - box[0] >= least || (double) box[3] - box[1] >= least) &&
          _qv_pyramid_is_visible (pyramid, i, view, 0.0))
        _qv_pyramid_add_shape (pyramid, i, view, path);
    }
  return path;
}

/**
 * qv_background_get_lines:
 * @self: a background
 * @role: of what
 * @view: where it is to be drawn
 *
 * Returns: (transfer full): the lines that @view shows, in pixels of it; those of less than two pixels are
 * left out
 */
QvPath *
qv_background_get_lines (QvBackground *self, QvBackgroundRole role, const QvView *view)
{
  g_return_val_if_fail ((guint) role < QV_N_BACKGROUND_ROLES, NULL);

  return get_shapes (self, role, view, FALSE, SMALLEST_LINE);
}

/**
 * qv_background_get_areas:
 * @self: a background
 * @role: of what
 * @view: where it is to be drawn
 *
 * Returns: (transfer full): the rings of the areas that @view shows, in pixels of it, to be filled by the
 * even-odd rule; those of less than a pixel are left out
 */
QvPath *
qv_background_get_areas (QvBackground *self, QvBackgroundRole role, const QvView *view)
{
  g_return_val_if_fail ((guint) role < QV_N_BACKGROUND_ROLES, NULL);

  return get_shapes (self, role, view, TRUE, SMALLEST_AREA);
}
