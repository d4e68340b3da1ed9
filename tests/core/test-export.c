/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes out as layers is what is in the library; and what is given up leaves no trace. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "qv-export.h"
#include "qv-gpkg-writer.h"
#include "qv-wkb.h"
#include "store-utils.h"

static const struct
{
  QvExportFormat format;
  const char *name;
} formats[] = {
  { QV_EXPORT_FORMAT_XML, "out.xml" },         { QV_EXPORT_FORMAT_HTML, "out.html" },
  { QV_EXPORT_FORMAT_GEOPACKAGE, "out.gpkg" }, { QV_EXPORT_FORMAT_GEOJSON, "out.geojson" },
  { QV_EXPORT_FORMAT_CSV, "out.csv" },
};

static QvGeometry *
make_geometry (QvGeometryType type, const gint32 *coords, guint n)
{
  const guint32 part_ends[] = { 1 };
  const guint32 ring_ends[] = { n };
  g_autoptr (GError) error = NULL;
  QvGeometry *geometry = qv_geometry_new (type, part_ends, 1, ring_ends, 1, coords, n, &error);

  g_assert_no_error (error);
  return geometry;
}

static void
add_placed (Fixture *fixture, QvId session, const char *text, QvGeometry *geometry)
{
  QvEdit *edit = qv_edit_new ("Note", session);
  QvRecord *note = make_note (session, text);

  qv_record_set_blob (note, QV_NOTE_GEOMETRY, qv_geometry_get_bytes (geometry));
  qv_edit_insert (edit, note);
  fixture_apply (fixture, edit);
}

static QvGeometry *
read_geometry (const char *path, const char *text)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  g_autoptr (GError) error = NULL;
  QvGeometry *geometry;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (database, "SELECT geom FROM notes WHERE text = ?", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  geometry = qv_geometry_new_from_gpkg (sqlite3_column_blob (statement, 0),
                                        (gsize) sqlite3_column_bytes (statement, 0), &error);
  g_assert_no_error (error);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return geometry;
}

static void
assert_place (const char *path, const char *text, QvGeometryType kind, const gint32 *coords, guint n)
{
  g_autoptr (QvGeometry) geometry = read_geometry (path, text);
  const gint32 *found;
  guint n_found;

  g_assert_cmpint (qv_geometry_get_kind (geometry), ==, kind);
  found = qv_geometry_get_coords (geometry, &n_found);
  g_assert_cmpuint (n_found, ==, n);
  g_assert_cmpmem (found, 2 * n * sizeof *found, coords, 2 * n * sizeof *coords);
}

static char *export(Fixture *fixture, QvId session, const char *name, QvExportFlags flags)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  QvExportFormat format;

  g_assert_true (qv_export_format_from_path (path, &format));
  qv_export_session (fixture->store, session, path, format, flags, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* Every point goes to the nearest crossing of a grid of 0.001 degree, on either side of the meridian; the
 * steps that a line would make along the grid are not left in, and what is smaller than the grid is a point.
 */
static void
test_places (void)
{
  static const gint32 point[] = { -76812345, 450895000 };
  static const gint32 coarse_point[] = { -76810000, 450900000 };
  static const gint32 line[] = { 76812345, 450898765, 76831000, 450917000,
                                 76852345, 450941234, 76893210, 450934567 };
  static const gint32 coarse_line[] = { 76810000, 450900000, 76850000, 450940000, 76890000, 450930000 };
  static const gint32 area[] = { 70001234, 450004321, 70101234, 450004321,
                                 70101234, 450104321, 70001234, 450104321 };
  static const gint32 coarse_area[] = { 70000000, 450000000, 70100000, 450000000,
                                        70100000, 450100000, 70000000, 450100000 };
  static const gint32 garden[] = { 70000001, 450000001, 70000301, 450000001, 70000301, 450000301 };
  static const gint32 coarse_garden[] = { 70000000, 450000000 };
  const struct
  {
    const char *text;
    QvGeometryType kind, coarse_kind;
    const gint32 *coords, *coarse;
    guint n, n_coarse;
  } places[] = {
    { "point", QV_GEOMETRY_POINT, QV_GEOMETRY_POINT, point, coarse_point, 1, 1 },
    { "line", QV_GEOMETRY_LINE, QV_GEOMETRY_LINE, line, coarse_line, 4, 3 },
    { "area", QV_GEOMETRY_AREA, QV_GEOMETRY_AREA, area, coarse_area, 4, 4 },
    { "garden", QV_GEOMETRY_AREA, QV_GEOMETRY_POINT, garden, coarse_garden, 3, 1 },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Places");
  g_autofree char *path = NULL;
  g_autofree char *named = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (QvGeometry) place = make_geometry (places[i].kind, places[i].coords, places[i].n);

      add_placed (fixture, session, places[i].text, place);
    }
  path = export(fixture, session, "places.gpkg", QV_EXPORT_DEFAULT);
  named = export(fixture, session, "named.gpkg", QV_EXPORT_NAMED);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      assert_place (path, places[i].text, places[i].coarse_kind, places[i].coarse, places[i].n_coarse);
      assert_place (named, places[i].text, places[i].kind, places[i].coords, places[i].n);
    }
}

static void
assert_alone (Fixture *fixture, const char *name)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *found;

  while ((found = g_dir_read_name (folder)) != NULL)
    g_assert_true (strcmp (found, name) == 0 || !g_str_has_prefix (found, "out."));
}

static void
test_cancelled (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  QvId session = fixture_add_session (fixture, "Cancelled");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture_add_note (fixture, session, "one");
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, formats[i].name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, "before", -1, NULL));
      g_assert_false (qv_export_session (fixture->store, session, path, formats[i].format, QV_EXPORT_DEFAULT,
                                         cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "before");
      assert_alone (fixture, formats[i].name);
      g_unlink (path);
    }
}

static void
test_absent (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, formats[i].name, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (
          qv_export_session (fixture->store, 1, path, formats[i].format, QV_EXPORT_DEFAULT, NULL, &error));
      g_assert_nonnull (error);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      assert_alone (fixture, "");
    }
}

static void
test_endings (void)
{
  static const struct
  {
    const char *path;
    gboolean is_known;
    QvExportFormat format;
  } paths[] = {
    { "a.xml", TRUE, QV_EXPORT_FORMAT_XML },
    { "A.XML", TRUE, QV_EXPORT_FORMAT_XML },
    { "a.gpkg", TRUE, QV_EXPORT_FORMAT_GEOPACKAGE },
    { "a.b.GeoJSON", TRUE, QV_EXPORT_FORMAT_GEOJSON },
    { "/x.y/a.csv", TRUE, QV_EXPORT_FORMAT_CSV },
    { "a.htm", TRUE, QV_EXPORT_FORMAT_HTML },
    { "a.pdf", FALSE, 0 },
    { "a", FALSE, 0 },
    { "csv", FALSE, 0 },
    { "a.csv/b", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      QvExportFormat format;

      g_assert_cmpint (qv_export_format_from_path (paths[i].path, &format), ==, paths[i].is_known);
      if (paths[i].is_known)
        g_assert_cmpint (format, ==, paths[i].format);
    }
  g_assert_nonnull (strstr (qv_export_explain_formats ("a.pdf"), "PDF"));
}

static void
test_names (void)
{
  static const char *const names[][2] = {
    { "Quota di alloggi (%)", "quota_di_alloggi" },
    { "Città", "citta" },
    { "2021", "n_2021" },
    { "", "n_" },
    { "a\"; DROP--", "a_drop" },
    { "  x  y ", "x_y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = qv_gpkg_make_name (names[i][0], 40);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

/* Of two rows with one key the first is kept, and a cell that has a value keeps it. */
static void
test_first_counts (void)
{
  static const QvGpkgColumn columns[] = { { "place", QV_GPKG_TEXT, TRUE }, { "value", QV_GPKG_REAL, FALSE } };
  static const QvGpkgLayer layer = {
    .name = "figures", .title = "Figures", .columns = columns, .n_columns = 2
  };
  g_autofree char *folder = g_dir_make_tmp ("qv-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "t.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QvGpkgWriter) writer = qv_gpkg_writer_new (path, "t.gpkg", &error);
  char place[] = "Torino";
  QvValue rows[][2] = { { { .type = QV_VALUE_TEXT, .text = place }, qv_value_real (1.5) },
                        { { .type = QV_VALUE_TEXT, .text = place }, qv_value_real (2.5) },
                        { { .type = QV_VALUE_NULL }, { .type = QV_VALUE_NULL } } };
  gint64 row = 0;
  g_autofree char *kept = NULL;
  g_autofree char *filled = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (qv_gpkg_writer_add_layer (writer, &layer, &error), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (qv_gpkg_writer_add_row (writer, 0, rows[i], NULL, &row, &error));
  g_assert_true (qv_gpkg_writer_fill (writer, 0, row, 1, &rows[0][1], &error));
  g_assert_true (qv_gpkg_writer_fill (writer, 0, row, 1, &rows[1][1], &error));
  g_assert_true (qv_gpkg_writer_finish (writer, &error));
  kept = store_utils_run_sql (path, "SELECT group_concat(value) FROM figures WHERE place = 'Torino'");
  filled = store_utils_run_sql (path, "SELECT value FROM figures WHERE place IS NULL");
  g_assert_cmpstr (kept, ==, "1.5");
  g_assert_cmpstr (filled, ==, "1.5");
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/places", test_places);
  g_test_add_func ("/export/cancelled", test_cancelled);
  g_test_add_func ("/export/absent", test_absent);
  g_test_add_func ("/export/endings", test_endings);
  g_test_add_func ("/export/names", test_names);
  g_test_add_func ("/export/first-counts", test_first_counts);
  return g_test_run ();
}
