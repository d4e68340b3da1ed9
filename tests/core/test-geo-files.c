/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qv-background.h"
#include "qv-geometry.h"
#include "qv-tile-pack.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static char *
get_data (const char *name)
{
  const char *root = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL)
                                       : g_build_filename (SOURCE_ROOT, "..", "shared", "data", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the real data are not here");
  return NULL;
}

static char *
make_file (const char *sql)
{
  g_autofree char *path = NULL;
  sqlite3 *db;
  char *message = NULL;

  g_close (g_file_open_tmp ("quadrivio-XXXXXX", &path, NULL), NULL);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
  return g_steal_pointer (&path);
}

static void
assert_data (const QvTile *tile, const char *expected)
{
  g_assert_cmpmem (g_bytes_get_data (tile->data, NULL), g_bytes_get_size (tile->data), expected,
                   strlen (expected));
}

/* Row 0 of MBTiles is the southernmost; a tile that is not there is a part of the one above it. */
static void
test_mbtiles (void)
{
  g_autofree char *path = make_file (
      "CREATE TABLE metadata (name, value); CREATE TABLE tiles (zoom_level, tile_column, tile_row, "
      "tile_data);"
      "INSERT INTO metadata VALUES ('name', 'Pack'), ('bounds', '-90, -45, 90, 45'),"
      " ('attribution', '<a href=\"x\">&copy; Someone</a>'), ('maxzoom', '9');"
      "INSERT INTO tiles VALUES (1, 0, 0, x'6177'), (1, 1, 1, x'6265'), (2, 3, 3, x'6363'), (2, 0, 0, x'');");
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTilePack) pack = qv_tile_pack_open (path, &error);
  guint least, greatest;

  g_assert_no_error (error);
  g_assert_cmpstr (qv_tile_pack_get_attribution (pack), ==, "© Someone");
  qv_tile_pack_get_zooms (pack, &least, &greatest);
  g_assert_cmpuint (least, ==, 1);
  g_assert_cmpuint (greatest, ==, 2);
  {
    g_auto (QvTile) south = { 0 }, north = { 0 }, corner = { 0 }, part = { 0 }, deep = { 0 }, none = { 0 };

    g_assert_true (qv_tile_pack_get_tile (pack, 1, 0, 1, &south, &error));
    assert_data (&south, "aw");
    g_assert_true (qv_tile_pack_get_tile (pack, 1, 1, 0, &north, &error));
    assert_data (&north, "be");
    g_assert_cmpfloat (north.size, ==, 1.0);
    g_assert_true (qv_tile_pack_get_tile (pack, 2, 3, 0, &corner, &error));
    assert_data (&corner, "cc");
    g_assert_true (qv_tile_pack_get_tile (pack, 2, 2, 1, &part, &error));
    assert_data (&part, "be");
    g_assert_cmpfloat (part.size, ==, 0.5);
    g_assert_cmpfloat (part.x, ==, 0.0);
    g_assert_cmpfloat (part.y, ==, 0.5);
    g_assert_true (qv_tile_pack_get_tile (pack, 4, 15, 1, &deep, &error));
    assert_data (&deep, "cc");
    g_assert_cmpfloat (deep.size, ==, 0.25);
    g_assert_cmpfloat (deep.x, ==, 0.75);
    g_assert_cmpfloat (deep.y, ==, 0.25);
    g_assert_false (qv_tile_pack_get_tile (pack, 1, 0, 0, &none, &error));
    g_assert_no_error (error);
    g_assert_false (qv_tile_pack_get_tile (pack, 1, 2, 0, &none, &error));
    g_assert_false (qv_tile_pack_get_tile (pack, 0, 0, 0, &none, &error));
    g_assert_no_error (error);
  }
  g_remove (path);
}

static const char geopackage[] =
    "CREATE TABLE gpkg_contents (table_name, data_type, identifier);"
    "CREATE TABLE gpkg_tile_matrix_set (table_name, srs_id, min_x, min_y, max_x, max_y);"
    "CREATE TABLE gpkg_tile_matrix (table_name, zoom_level, matrix_width, tile_width);"
    "CREATE TABLE \"odd \"\" name\" (zoom_level, tile_column, tile_row, tile_data);"
    "INSERT INTO gpkg_contents VALUES ('odd \" name', 'tiles', 'Tiles');"
    "INSERT INTO gpkg_tile_matrix_set VALUES ('odd \" name', 3857, -20037508.34, -20037508.34, 20037508.34, "
    "20037508.34);"
    "INSERT INTO gpkg_tile_matrix VALUES ('odd \" name', 1, 2, 512);"
    "INSERT INTO \"odd \"\" name\" VALUES (1, 0, 0, x'6e77');";

/* Rows of a GeoPackage are counted from the north. */
static void
test_geopackage (void)
{
  g_autofree char *path = make_file (geopackage);
  g_autofree char *sql = g_strconcat (geopackage, "UPDATE gpkg_tile_matrix_set SET min_x = 0;", NULL);
  g_autofree char *other = make_file (sql);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTilePack) pack = qv_tile_pack_open (path, &error);
  g_auto (QvTile) tile = { 0 };

  g_assert_no_error (error);
  g_assert_true (qv_tile_pack_get_tile (pack, 1, 0, 0, &tile, &error));
  assert_data (&tile, "nw");
  g_assert_null (qv_tile_pack_open (other, &error));
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT);
  g_remove (path);
  g_remove (other);
}

static void
test_not_packs (void)
{
  static const struct
  {
    const char *sql;
    QvGeoError code;
  } cases[] = {
    { "CREATE TABLE notes (a)", QV_GEO_ERROR_FORMAT },
    { "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)", QV_GEO_ERROR_FORMAT },
    { "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data); CREATE TABLE metadata (name, "
      "value);"
      "INSERT INTO metadata VALUES ('format', 'pbf'); INSERT INTO tiles VALUES (0, 0, 0, x'00')",
      QV_GEO_ERROR_FORMAT },
  };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = make_file (cases[i].sql);

      g_assert_null (qv_tile_pack_open (path, &error));
      g_assert_error (error, QV_GEO_ERROR, (int) cases[i].code);
      g_clear_error (&error);
      g_assert_null (qv_background_open (path, NULL, &error));
      g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT);
      g_clear_error (&error);
      g_remove (path);
    }
  g_close (g_file_open_tmp ("quadrivio-XXXXXX", &text, NULL), NULL);
  g_assert_true (g_file_set_contents (
      text, "no database at all, but long enough to be looked at as one by whoever tries", -1, NULL));
  g_assert_null (qv_tile_pack_open (text, &error));
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_FORMAT);
  g_clear_error (&error);
  g_remove (text);
  g_assert_null (qv_tile_pack_open ("/nowhere/pack.mbtiles", &error));
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_OPEN);
}

/* What should be tables may be views that never end, or never find anything. */
static void
test_endless (void)
{
  g_autofree char *tiles =
      make_file ("CREATE VIEW tiles AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) "
                 "SELECT i AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n");
  g_autofree char *shapes =
      make_file ("PRAGMA application_id = 0x51564247; CREATE TABLE metadata (name, value);"
                 "CREATE VIEW shape AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) "
                 "SELECT i AS id, 'water' AS role, x'00' AS geometry FROM n WHERE i < 0");
  g_autoptr (GError) error = NULL;

  g_assert_null (qv_tile_pack_open (tiles, &error));
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (qv_background_open (shapes, NULL, &error));
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_TOO_LARGE);
  g_remove (tiles);
  g_remove (shapes);
}

static void
test_real_packs (void)
{
  g_autofree char *good = get_data ("tiles/europe-grey-z4-8.mbtiles");
  g_autofree char *bad = get_data ("tiles/corrupt.mbtiles");
  g_autofree char *holes = get_data ("tiles/some-empty-tiles.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTilePack) pack = NULL, sparse = NULL;
  g_auto (QvTile) tile = { 0 };
  guint least, greatest, n_tiles = 0;

  if (good == NULL || bad == NULL || holes == NULL)
    return;
  pack = qv_tile_pack_open (good, &error);
  g_assert_no_error (error);
  qv_tile_pack_get_zooms (pack, &least, &greatest);
  g_assert_cmpuint (least, ==, 4);
  g_assert_cmpuint (greatest, ==, 8);
  /* Turin at zoom 10 is a quarter of a quarter of the tile of zoom 8. */
  g_assert_true (qv_tile_pack_get_tile (pack, 10, 533, 368, &tile, &error));
  g_assert_cmpfloat (tile.size, ==, 0.25);
  g_assert_cmpmem (g_bytes_get_data (tile.data, NULL), 4, "\x89PNG", 4);

  g_assert_null (qv_tile_pack_open (bad, &error));
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_DAMAGED);
  g_clear_error (&error);

  sparse = qv_tile_pack_open (holes, &error);
  g_assert_no_error (error);
  qv_tile_pack_get_zooms (sparse, &least, &greatest);
  for (guint x = 0; x < 4; x++)
    for (guint y = 0; y < 4; y++)
      {
        g_auto (QvTile) one = { 0 };

        n_tiles += qv_tile_pack_get_tile (sparse, 2, x, y, &one, &error);
        g_assert_no_error (error);
      }
  g_assert_cmpuint (n_tiles, ==, 16);
}

static void
add_shape (sqlite3 *db, const char *role, QvGeometryType type, const gint32 *coords, guint n)
{
  const guint32 part_end = 1, ring_end = n;
  g_autoptr (QvGeometry) geometry = qv_geometry_new (type, &part_end, 1, &ring_end, 1, coords, n, NULL);
  GBytes *bytes = qv_geometry_get_bytes (geometry);
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO shape VALUES (NULL, ?, NULL, ?, 0, 0, 0, 0)", -1,
                                       &stmt, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, role, -1, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 2, g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
}

static char *
make_background (gboolean damaged)
{
  const gint32 road[] = { 0, 450000000, 200000000, 450000000 };
  const gint32 lake[] = {
    10000000, 440000000, 20000000, 440000000, 20000000, 445000000, 10000000, 445000000
  };
  char *path = make_file (
      "PRAGMA application_id = 0x51564247; PRAGMA user_version = 1;"
      "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
      "INSERT INTO metadata VALUES ('attribution', '© OpenStreetMap contributors'), ('name', 'Here');"
      "CREATE TABLE shape (id INTEGER PRIMARY KEY, role TEXT NOT NULL, name TEXT, geometry BLOB,"
      " west, south, east, north)");
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  add_shape (db, "road-major", QV_GEOMETRY_LINE, road, 2);
  add_shape (db, "water", QV_GEOMETRY_AREA, lake, 4);
  if (damaged)
    sqlite3_exec (db, "UPDATE shape SET geometry = x'51564731'", NULL, NULL, NULL);
  sqlite3_close (db);
  return path;
}

static void
test_background (void)
{
  g_autofree char *path = make_background (FALSE), *damaged = make_background (TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvBackground) background = qv_background_open (path, NULL, &error);
  g_autoptr (QvPath) road = NULL, lake = NULL, far = NULL, tiny = NULL;
  QvView view;

  g_assert_no_error (error);
  g_assert_cmpstr (qv_background_get_attribution (background), ==, "© OpenStreetMap contributors");
  g_assert_cmpuint (qv_background_get_n_shapes (background, QV_BACKGROUND_ROAD_MAJOR), ==, 1);
  g_assert_cmpuint (qv_background_get_n_shapes (background, QV_BACKGROUND_RAIL), ==, 0);

  /* The road runs through the whole view and is cut outside it, at its height. */
  qv_view_init (&view, 10, 45, 12, 500, 400);
  road = qv_background_get_lines (background, QV_BACKGROUND_ROAD_MAJOR, &view);
  g_assert_cmpuint (road->points->len, ==, 4);
  g_assert_cmpfloat (g_array_index (road->points, float, 0), <, 0);
  g_assert_cmpfloat (g_array_index (road->points, float, 0), >, -100);
  g_assert_cmpfloat (g_array_index (road->points, float, 2), >, 500);
  g_assert_cmpfloat (g_array_index (road->points, float, 2), <, 600);
  g_assert_cmpfloat_with_epsilon (g_array_index (road->points, float, 1), 200, 0.01);
  far = qv_background_get_areas (background, QV_BACKGROUND_WATER, &view);
  g_assert_cmpuint (far->points->len, ==, 0);
  qv_view_init (&view, 1.5, 44.25, 8, 500, 400);
  lake = qv_background_get_areas (background, QV_BACKGROUND_WATER, &view);
  g_assert_cmpuint (lake->ends->len, ==, 1);
  g_assert_cmpuint (lake->points->len, ==, 8);
  qv_view_init (&view, 1.5, 44.25, 0, 500, 400);
  tiny = qv_background_get_areas (background, QV_BACKGROUND_WATER, &view);
  g_assert_cmpuint (tiny->points->len, ==, 0);

  g_assert_null (qv_background_open (damaged, NULL, &error));
  g_assert_error (error, QV_GEO_ERROR, QV_GEO_ERROR_DAMAGED);
  g_remove (path);
  g_remove (damaged);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/files/mbtiles", test_mbtiles);
  g_test_add_func ("/geo/files/geopackage", test_geopackage);
  g_test_add_func ("/geo/files/not-packs", test_not_packs);
  g_test_add_func ("/geo/files/endless", test_endless);
  g_test_add_func ("/geo/files/real-packs", test_real_packs);
  g_test_add_func ("/geo/files/background", test_background);
  return g_test_run ();
}
