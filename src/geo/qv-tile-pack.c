/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MBTiles 1.3 and the tiles of GeoPackage 1.3, of the Web Mercator pyramid. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-geo-sqlite.h"
#include "qv-tile-pack.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_ZOOM 30
#define MAX_TEXT 4096
#define MAX_TILE (4 * 1024 * 1024)
#define MERCATOR_HALF 20037508.342789244 /* metres: half the side of the world in EPSG:3857 */

struct _QvTilePack
{
  gatomicrefcount ref_count;
  GMutex lock;
  sqlite3 *db;
  sqlite3_stmt *tile;
  gboolean rows_from_south;
  char *table; /* (nullable): of a GeoPackage */
  char *attribution;
  guint min_zoom;
  guint max_zoom;
};

static void
free_pack (QvTilePack *self)
{
  sqlite3_finalize (self->tile);
  sqlite3_close (self->db);
  g_mutex_clear (&self->lock);
  g_free (self->table);
  g_free (self->attribution);
  g_free (self);
}

/* Attribution in MBTiles is often HTML; only its text is shown. */
static char *
strip_tags (const char *text)
{
  GString *plain = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (; *text != '\0'; text++)
    if (*text == '<' || *text == '>')
      in_tag = *text == '<';
    else if (!in_tag)
      g_string_append_c (plain, *text);
  g_string_replace (plain, "&copy;", "©", 0);
  g_string_replace (plain, "&amp;", "&", 0);
  return g_strstrip (g_string_free (plain, FALSE));
}

static gboolean
read_metadata (QvTilePack *self, GError **error)
{
  g_autoptr (QvGeoStmt) stmt = NULL;
  int code;

  if (!_qv_geo_sqlite_has (self->db, "metadata"))
    return TRUE;
  if (!_qv_geo_sqlite_prepare (self->db, "SELECT name, value FROM metadata", &stmt, error))
    return FALSE;
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *name = _qv_geo_sqlite_get_text (stmt, 0, MAX_TEXT);
      g_autofree char *value = _qv_geo_sqlite_get_text (stmt, 1, MAX_TEXT);

      if (name == NULL || value == NULL)
        continue;
      if (g_str_equal (name, "attribution"))
        {
          g_free (self->attribution);
          self->attribution = strip_tags (value);
        }
      else if (g_str_equal (name, "format") && (g_str_equal (value, "pbf") || g_str_equal (value, "mvt")))
        {
          g_set_error_literal (
              error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT,
              _ ("This pack has vector tiles; Quadrivio shows packs of pictures (PNG, JPEG, WebP)."));
          return FALSE;
        }
    }
  if (code != SQLITE_DONE)
    _qv_geo_sqlite_set_error (error, code);
  return code == SQLITE_DONE;
}

/* Metadata may be wrong about the zooms or silent, the tiles are not. */
static gboolean
read_zooms (QvTilePack *self, const char *sql, GError **error)
{
  g_autoptr (QvGeoStmt) stmt = NULL;
  int code;

  if (!_qv_geo_sqlite_prepare (self->db, sql, &stmt, error))
    return FALSE;
  if (self->table != NULL)
    sqlite3_bind_text (stmt, 1, self->table, -1, SQLITE_STATIC);
  code = sqlite3_step (stmt);
  if (code != SQLITE_ROW)
    {
      _qv_geo_sqlite_set_error (error, code == SQLITE_DONE ? SQLITE_NOTADB : code);
      return FALSE;
    }
  if (sqlite3_column_type (stmt, 0) == SQLITE_NULL)
    {
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT, _ ("The tile pack has no tiles."));
      return FALSE;
    }
  self->min_zoom = (guint) CLAMP (sqlite3_column_int (stmt, 0), 0, MAX_ZOOM);
  self->max_zoom = (guint) CLAMP (sqlite3_column_int (stmt, 1), (int) self->min_zoom, MAX_ZOOM);
  return TRUE;
}

static gboolean
open_mbtiles (QvTilePack *self, GError **error)
{
  /* Each alone is found in the index, both together by going through all tiles. */
  const char *by_index = "SELECT (SELECT min(zoom_level) FROM tiles), (SELECT max(zoom_level) FROM tiles)";

  self->rows_from_south = TRUE;
  return read_metadata (self, error) && read_zooms (self, by_index, error) &&
         _qv_geo_sqlite_prepare (
             self->db,
             "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3",
             &self->tile, error);
}

/* Whether the matrix of each zoom is that of the whole world, halved as often as the zoom says. */
static gboolean
check_matrices (QvTilePack *self, GError **error)
{
  g_autoptr (QvGeoStmt) stmt = NULL;
  guint n = 0;
  int code;

  if (!_qv_geo_sqlite_prepare (self->db,
                               "SELECT m.zoom_level, m.matrix_width, s.min_x, s.max_y, s.max_x "
                               "FROM gpkg_tile_matrix m JOIN gpkg_tile_matrix_set s USING (table_name) "
                               "WHERE m.table_name = ?1 AND s.srs_id IN (3857, 900913)",
                               &stmt, error))
    return FALSE;
  sqlite3_bind_text (stmt, 1, self->table, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      int zoom = sqlite3_column_int (stmt, 0);
      gboolean good = zoom >= 0 && zoom <= MAX_ZOOM &&
                      sqlite3_column_int64 (stmt, 1) == G_GINT64_CONSTANT (1) << zoom &&
                      fabs (sqlite3_column_double (stmt, 2) + MERCATOR_HALF) < 1.0 &&
                      fabs (sqlite3_column_double (stmt, 3) - MERCATOR_HALF) < 1.0 &&
                      fabs (sqlite3_column_double (stmt, 4) - MERCATOR_HALF) < 1.0;

      if (!good)
        break;
      n++;
    }
  if (code == SQLITE_DONE && n > 0)
    return TRUE;
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    _qv_geo_sqlite_set_error (error, code);
  else
    g_set_error_literal (
        error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT,
        _ ("The tiles of this GeoPackage do not follow the Web Mercator grid of the whole world."));
  return FALSE;
}

static gboolean
open_geopackage (QvTilePack *self, GError **error)
{
  g_autoptr (QvGeoStmt) stmt = NULL;
  g_autofree char *sql = NULL;
  char *quoted;

  if (!_qv_geo_sqlite_prepare (self->db,
                               "SELECT table_name FROM gpkg_contents WHERE data_type = 'tiles' "
                               "ORDER BY table_name LIMIT 1",
                               &stmt, error))
    return FALSE;
  if (sqlite3_step (stmt) != SQLITE_ROW)
    {
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT, _ ("This GeoPackage has no tiles."));
      return FALSE;
    }
  self->table = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  if (self->table == NULL || !check_matrices (self, error))
    return FALSE;
  if (!read_zooms (self,
                   "SELECT min(zoom_level), max(zoom_level) FROM gpkg_tile_matrix WHERE table_name = ?1",
                   error))
    return FALSE;
  /* A table cannot be bound; %w doubles what would end the quoted name. */
  quoted = sqlite3_mprintf (
      "SELECT tile_data FROM \"%w\" WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3",
      self->table);
  sql = g_strdup (quoted);
  sqlite3_free (quoted);
  return _qv_geo_sqlite_prepare (self->db, sql, &self->tile, error);
}

/**
 * qv_tile_pack_open:
 * @path: an .mbtiles or .gpkg file
 * @error: return location for a #GError of %QV_GEO_ERROR
 *
 * Returns: (transfer full) (nullable): the pack
 */
QvTilePack *
qv_tile_pack_open (const char *path, GError **error)
{
  QvTilePack *self;
  sqlite3 *db = _qv_geo_sqlite_open (path, error);
  gboolean good;

  if (db == NULL)
    return NULL;
  self = g_new0 (QvTilePack, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->db = db;
  if (_qv_geo_sqlite_has (db, "gpkg_contents"))
    good = open_geopackage (self, error);
  else
    good = open_mbtiles (self, error);
  if (!good)
    {
      free_pack (self);
      return NULL;
    }
  if (self->attribution == NULL)
    self->attribution = g_strdup ("");
  return self;
}

QvTilePack *
qv_tile_pack_ref (QvTilePack *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qv_tile_pack_unref (QvTilePack *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    free_pack (self);
}

/**
 * qv_tile_pack_get_attribution:
 * @self: a pack
 *
 * Returns: plain text to be shown on the map, "" when the pack says nothing
 */
const char *
qv_tile_pack_get_attribution (QvTilePack *self)
{
  return self->attribution;
}

void
qv_tile_pack_get_zooms (QvTilePack *self, guint *out_least, guint *out_greatest)
{
  *out_least = self->min_zoom;
  *out_greatest = self->max_zoom;
}

/* Returns: SQLITE_ROW with @out_data set, SQLITE_DONE when the pack has no such tile, or an error */
static int
look_up (QvTilePack *self, guint zoom, guint x, guint y, GBytes **out_data)
{
  gint64 row = self->rows_from_south ? (G_GINT64_CONSTANT (1) << zoom) - 1 - y : y;
  int code;

  sqlite3_bind_int (self->tile, 1, (int) zoom);
  sqlite3_bind_int64 (self->tile, 2, x);
  sqlite3_bind_int64 (self->tile, 3, row);
  code = sqlite3_step (self->tile);
  if (code == SQLITE_ROW)
    {
      const void *data = sqlite3_column_blob (self->tile, 0);
      int size = sqlite3_column_bytes (self->tile, 0);

      if (data == NULL || size <= 0 || size > MAX_TILE)
        code = SQLITE_DONE;
      else
        *out_data = g_bytes_new (data, (gsize) size);
    }
  sqlite3_reset (self->tile);
  _qv_geo_sqlite_go_on (self->tile);
  return code;
}

/**
 * qv_tile_pack_get_tile:
 * @self: a pack
 * @zoom: 0..30; may be nearer than what the pack has
 * @x: column from the west
 * @y: row from the north
 * @out_tile: (out): the tile, or the nearest above it with the part that is wanted
 * @error: return location for a #GError of %QV_GEO_ERROR
 *
 * Waits for the disk, so it is for a worker thread.
 *
 * Returns: %FALSE with no @error when the pack has nothing there, or with @error when it cannot be read
 */
gboolean
qv_tile_pack_get_tile (QvTilePack *self, guint zoom, guint x, guint y, QvTile *out_tile, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint up = zoom > self->max_zoom ? zoom - self->max_zoom : 0;

  memset (out_tile, 0, sizeof *out_tile);
  if (zoom > MAX_ZOOM || x >> zoom != 0 || y >> zoom != 0)
    return FALSE;
  for (; up <= zoom && zoom - up >= self->min_zoom; up++)
    {
      int code = look_up (self, zoom - up, x >> up, y >> up, &out_tile->data);

      if (code == SQLITE_ROW)
        {
          out_tile->size = exp2 (-(double) up);
          out_tile->x = (x & ((1u << up) - 1)) * out_tile->size;
          out_tile->y = (y & ((1u << up) - 1)) * out_tile->size;
          return TRUE;
        }
      if (code != SQLITE_DONE)
        {
          _qv_geo_sqlite_set_error (error, code);
          return FALSE;
        }
    }
  return FALSE;
}

void
qv_tile_clear (QvTile *tile)
{
  g_clear_pointer (&tile->data, g_bytes_unref);
}
