/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack of tiles with holes in it: what is there is drawn, and what is not is a place without a picture,
 * neither a fault of the program's nor of the pack's. Warnings end the test. */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <shumate/shumate.h>
#include <sqlite3.h>

#include "qv-test-display.h"
#include "qv-tile-source.h"

typedef struct
{
  guint n_received;
  GBytes *bytes;
  GError *error;
  gboolean is_done;
} Asked;

static GBytes *
make_picture (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 256);
  char *data = NULL;
  gsize size = 0;

  gdk_pixbuf_fill (pixbuf, 0x4080c0ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL));
  return g_bytes_new_take (data, size);
}

/* Of zoom 2 one tile of sixteen is there. */
static char *
make_pack (GBytes *picture)
{
  char *path = g_build_filename (g_get_tmp_dir (), "qv-tiles-XXXXXX", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_close (g_mkstemp (path), NULL);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE TABLE metadata (name, value);"
                                 "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO tiles VALUES (2, 1, 2, ?)", -1, &stmt, NULL), ==,
                   SQLITE_OK);
  sqlite3_bind_blob (stmt, 1, g_bytes_get_data (picture, NULL), (int) g_bytes_get_size (picture),
                     SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return path;
}

static void
received_cb (ShumateDataSource *source, int x, int y, int zoom, GBytes *bytes, Asked *asked)
{
  asked->n_received++;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;

  asked->bytes =
      shumate_data_source_get_tile_data_finish (SHUMATE_DATA_SOURCE (source), result, &asked->error);
  asked->is_done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Asked *) data)->is_done;
}

static void
ask (QvTileSource *source, int x, int y, int zoom, Asked *asked)
{
  *asked = (Asked){ 0 };
  g_signal_connect (source, "received-data", G_CALLBACK (received_cb), asked);
  shumate_data_source_get_tile_data_async (SHUMATE_DATA_SOURCE (source), x, y, zoom, NULL, asked_cb, asked);
  g_assert_true (qv_test_wait (is_done, asked, 5000));
  g_signal_handlers_disconnect_by_data (source, asked);
}

static void
test_missing (void)
{
  g_autoptr (GBytes) picture = make_picture ();
  g_autofree char *path = make_pack (picture);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (QvTileSource) source = qv_tile_source_new (file);
  Asked asked;

  ask (source, 1, 1, 2, &asked);
  g_assert_no_error (asked.error);
  g_assert_true (g_bytes_equal (asked.bytes, picture));
  g_assert_cmpuint (asked.n_received, ==, 1);
  g_clear_pointer (&asked.bytes, g_bytes_unref);

  ask (source, 3, 3, 2, &asked);
  g_assert_error (asked.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (asked.bytes);
  g_assert_cmpuint (asked.n_received, ==, 0);
  g_clear_error (&asked.error);
  g_unlink (path);
}

/* The renderer asks for all sixteen, and has to live with the one. */
static void
test_map (void)
{
  g_autoptr (GBytes) picture = make_picture ();
  g_autofree char *path = make_pack (picture);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (QvTileSource) source = qv_tile_source_new (file);
  ShumateMapSource *renderer =
      SHUMATE_MAP_SOURCE (shumate_raster_renderer_new (SHUMATE_DATA_SOURCE (source)));
  ShumateMap *map = shumate_map_new ();
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  GtkWidget *window;

  shumate_viewport_set_reference_map_source (viewport, renderer);
  shumate_map_set_map_source (map, renderer);
  shumate_map_add_layer (map, SHUMATE_LAYER (shumate_map_layer_new (renderer, viewport)));
  shumate_viewport_set_zoom_level (viewport, 2.0);
  window = qv_test_show (GTK_WIDGET (map), 800, 600);
  qv_test_spin (800);
  shumate_viewport_set_zoom_level (viewport, 4.0);
  qv_test_spin (800);
  qv_test_destroy (window);
  g_object_unref (renderer);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  qv_test_init (&argc, &argv);
  g_test_add_func ("/tiles/missing", test_missing);
  g_test_add_func ("/tiles/map", test_map);
  return g_test_run ();
}
