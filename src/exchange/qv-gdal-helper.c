/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers and tables through quadrivio-gdal, see qv-gdal-process.h. The temporary file is gone as soon as it
 * is open. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-gdal-helper.h"

#include "qv-exchange-error.h"
#include "qv-gdal-process.h"
#include "qv-table-file.h"

#include <glib/gi18n.h>

#define N_SECONDS 300

typedef gpointer (*OpenFunc) (const char *path, GError **error);

static gpointer
open_layer (const char *path, GError **error)
{
  return qv_layer_file_open (path, error);
}

static gpointer
open_table (const char *path, GError **error)
{
  return qv_table_file_read (path, error);
}

/* Runs "@command @path @part TEMPORARY" and opens what comes out. */
static gpointer
read_part (const char *command,
           const char *path,
           const char *part,
           OpenFunc open,
           QvGdalProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *folder = _qv_gdal_make_folder (error);
  g_autofree char *output = folder != NULL ? g_build_filename (folder, "output.gpkg", NULL) : NULL;
  const char *args[] = { command, absolute, part != NULL ? part : "", output, NULL };
  QvGdalRun run = { .args = args,
                    .n_seconds = N_SECONDS,
                    .progress = progress,
                    .progress_data = progress_data,
                    .cancellable = cancellable };
  gpointer result = NULL;

  if (folder == NULL)
    return NULL;
  if (_qv_gdal_run (&run, NULL, error))
    result = open (output, error);
  _qv_gdal_remove_folder (folder);
  return result;
}

/**
 * qv_gdal_read_layer:
 * @path: a file with vector data
 * @layer: (nullable): name of a layer in it, %NULL for the first
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the helper
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR that names the feature and what is wrong
 *
 * Waits for the helper; not for the main thread of a window.
 *
 * Returns: (transfer full) (nullable): the layer in WGS 84
 */
QvLayerFile *
qv_gdal_read_layer (const char *path,
                    const char *layer,
                    QvGdalProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  return read_part ("layer", path, layer, open_layer, progress, progress_data, cancellable, error);
}

/**
 * qv_gdal_read_table:
 * @path: a table: text in any encoding, spreadsheet, list of JSON rows, or the fields of a layer
 * @sheet: (nullable): name of a sheet or layer in it, %NULL for the first
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the helper
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Waits for the helper; not for the main thread of a window.
 *
 * Returns: (transfer full) (nullable): the table
 */
QvTable *
qv_gdal_read_table (const char *path,
                    const char *sheet,
                    QvGdalProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  return read_part ("table", path, sheet, open_table, progress, progress_data, cancellable, error);
}

/**
 * qv_gdal_export:
 * @gpkg: a GeoPackage of ours
 * @layer: the layer of it that is wanted
 * @format: what to make of it
 * @path: where; a file that is there is written over
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the helper
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: whether the file is complete; it is on the disk after the caller's fsync()
 */
gboolean
qv_gdal_export (const char *gpkg,
                const char *layer,
                QvGdalFormat format,
                const char *path,
                QvGdalProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  static const char *const words[] = { "geojson", "csv" };
  g_autofree char *input = g_canonicalize_filename (gpkg, NULL);
  g_autofree char *target = g_canonicalize_filename (path, NULL);
  const char *args[] = { "export", input, layer, words[format], target, NULL };
  QvGdalRun run = { .args = args,
                    .n_seconds = N_SECONDS,
                    .progress = progress,
                    .progress_data = progress_data,
                    .cancellable = cancellable };

  return _qv_gdal_run (&run, NULL, error);
}
