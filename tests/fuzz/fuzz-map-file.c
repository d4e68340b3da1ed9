/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map files from anybody: tile packs and backgrounds. The first byte says what the others are: 'r' the bytes
 * of a file; 's' the SQL that makes one; 'b' shapes of a background, each after its role and its length. */
#include "qv-background.h"
#include "qv-geometry.h"
#include "qv-tile-pack.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define MAX_OPS 200000 /* of what makes a file; a fuzzer likes to count to the end of the world */
#define SIDE 64

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* SQLite opens nothing without a name. */
static char *path;

static int
stop_cb (void *data)
{
  return 1;
}

static sqlite3 *
make_db (void)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 1 << 20);
  sqlite3_progress_handler (db, MAX_OPS, stop_cb, NULL);
  return db;
}

static GBytes *
take_db (sqlite3 *db)
{
  sqlite3_int64 length = 0;
  guint8 *content = sqlite3_serialize (db, "main", &length, 0);

  sqlite3_close (db);
  return g_bytes_new_with_free_func (content, content != NULL ? (gsize) length : 0, sqlite3_free, content);
}

static GBytes *
make_from_sql (const guint8 *data, gsize size)
{
  sqlite3 *db = make_db ();
  g_autofree char *sql = g_ascii_strdown ((const char *) data, (gssize) size);

  /* What has no end is given up after a second, which is long here; the core tests have one. */
  if (strstr (sql, "recursive") == NULL)
    sqlite3_exec (db, sql, NULL, NULL, NULL);
  return take_db (db);
}

static GBytes *
make_background (const guint8 *data, gsize size)
{
  static const char *const roles[] = { "built-up",    "green",      "stream", "water", "road-minor",
                                       "road-middle", "road-major", "rail",   "tram",  "boundary" };
  sqlite3 *db = make_db ();
  sqlite3_stmt *stmt;

  sqlite3_exec (
      db,
      "PRAGMA application_id = 0x51564247; PRAGMA user_version = 1;"
      "CREATE TABLE metadata (name, value); CREATE TABLE shape (id INTEGER PRIMARY KEY, role, geometry);",
      NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO shape (role, geometry) VALUES (?1, ?2)", -1, &stmt,
                                       NULL),
                   ==, SQLITE_OK);
  while (size > 2)
    {
      int length = (int) MIN (data[1], size - 2);

      sqlite3_bind_text (stmt, 1, roles[data[0] % G_N_ELEMENTS (roles)], -1, SQLITE_STATIC);
      sqlite3_bind_blob (stmt, 2, data + 2, length, SQLITE_STATIC);
      sqlite3_step (stmt);
      sqlite3_reset (stmt);
      data += 2 + length;
      size -= 2 + (gsize) length;
    }
  sqlite3_finalize (stmt);
  return take_db (db);
}

/* Rings follow each other, and each point is somewhere. */
static void
check_path (QvPath *path)
{
  guint32 last = 0;

  for (guint i = 0; i < path->ends->len; i++)
    {
      g_assert_cmpuint (g_array_index (path->ends, guint32, i), >=, last);
      last = g_array_index (path->ends, guint32, i);
    }
  g_assert_cmpuint (path->points->len, ==, 2 * last);
  for (guint i = 0; i < path->points->len; i++)
    g_assert_true (isfinite (g_array_index (path->points, float, i)));
}

static void
read_background (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvBackground) background = qv_background_open (path, NULL, &error);
  double bounds[4];
  guint n_shapes = 0;
  QvView view;

  g_assert_true ((background == NULL) == (error != NULL));
  if (background == NULL)
    return;
  g_assert_true (g_utf8_validate (qv_background_get_attribution (background), -1, NULL));
  for (guint role = 0; role < QV_N_BACKGROUND_ROLES; role++)
    n_shapes += qv_background_get_n_shapes (background, role);
  g_assert_true (qv_background_get_bounds (background, bounds) == (n_shapes > 0));
  if (n_shapes == 0)
    return;
  for (guint i = 0; i < 4; i++)
    g_assert_true (bounds[i] >= 0.0 && bounds[i] <= 1.0);
  g_assert_true (bounds[0] <= bounds[2] && bounds[1] <= bounds[3]);
  qv_view_init_for_bounds (&view, bounds, SIDE, SIDE, 0, 22.0);
  for (guint role = 0; role < QV_N_BACKGROUND_ROLES; role++)
    {
      g_autoptr (QvPath) lines = qv_background_get_lines (background, role, &view);
      g_autoptr (QvPath) areas = qv_background_get_areas (background, role, &view);

      check_path (lines);
      check_path (areas);
    }
}

/* A tile, or the part of one above it that lies where the tile would; %FALSE when it cannot be read. */
static gboolean
check_tile (QvTilePack *pack, guint zoom, guint x, guint y)
{
  g_autoptr (GError) error = NULL;
  g_auto (QvTile) tile = { NULL };
  gboolean is_there = qv_tile_pack_get_tile (pack, zoom, x, y, &tile, &error);

  g_assert_true (is_there == (tile.data != NULL));
  g_assert_false (is_there && error != NULL);
  if (!is_there)
    return error == NULL;
  g_assert_cmpuint (g_bytes_get_size (tile.data), >, 0);
  g_assert_true (tile.size > 0.0 && tile.size <= 1.0);
  g_assert_true (tile.x >= 0.0 && tile.x + tile.size <= 1.0);
  g_assert_true (tile.y >= 0.0 && tile.y + tile.size <= 1.0);
  return TRUE;
}

static void
read_tiles (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvTilePack) pack = qv_tile_pack_open (path, &error);
  guint least, greatest;
  guint zooms[] = { 0, 0, 0, 30, 31 };

  g_assert_true ((pack == NULL) == (error != NULL));
  if (pack == NULL)
    return;
  g_assert_true (g_utf8_validate (qv_tile_pack_get_attribution (pack), -1, NULL));
  qv_tile_pack_get_zooms (pack, &least, &greatest);
  g_assert_cmpuint (least, <=, greatest);
  zooms[0] = least;
  zooms[1] = greatest;
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      guint last = (guint) ((G_GUINT64_CONSTANT (1) << MIN (zooms[i], 30)) - 1);

      if (!check_tile (pack, zooms[i], last / 2, last / 3) || !check_tile (pack, zooms[i], last, last))
        return;
    }
}

static void
remove_file (void)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}

static void
name_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fuzz-map-file-XXXXXX", NULL);

  g_assert_nonnull (folder);
  path = g_build_filename (folder, "file", NULL);
  atexit (remove_file);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) content = NULL;

  if (size < 1)
    return 0;
  if (*data == 's')
    content = make_from_sql (data + 1, size - 1);
  else if (*data == 'b')
    content = make_background (data + 1, size - 1);
  else if (*data == 'r')
    content = g_bytes_new (data + 1, size - 1);
  else
    return 0;
  if (path == NULL)
    name_file ();
  g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (content, NULL),
                                           (gssize) g_bytes_get_size (content), G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  read_tiles ();
  read_background ();
  return 0;
}
