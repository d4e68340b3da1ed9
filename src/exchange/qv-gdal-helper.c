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

typedef struct
{
  char *path;
  char *part;
  const char *command;
  OpenFunc open;
  GDestroyNotify free_result;
  QvGdalProgressFunc progress; /* (nullable): with the task as its data */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->part);
  g_free (job);
}

static void
read_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gpointer result =
      read_part (job->command, job->path, job->part, job->open, job->progress, task, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, job->free_result);
  else
    g_task_return_error (task, error);
}

static void
start_job (Job *job,
           gpointer tag,
           QvGdalProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  job->progress = _qv_gdal_forward (task, progress, progress_data);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, read_thread);
}

static Job *
make_job (const char *command, const char *path, const char *part)
{
  Job *job = g_new0 (Job, 1);

  job->command = command;
  job->path = g_strdup (path);
  job->part = g_strdup (part);
  return job;
}

/**
 * qv_gdal_read_layer_async:
 * @path: a file with vector data
 * @layer: (nullable): name of a layer in it, %NULL for the first
 * @progress: (nullable) (scope async): told in the thread-default main context how far it is, until @callback
 * was called
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the helper
 * @callback: called in the thread-default main context
 * @user_data: for @callback
 *
 * Like qv_gdal_read_layer(), in a thread of its own.
 */
void
qv_gdal_read_layer_async (const char *path,
                          const char *layer,
                          QvGdalProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job = make_job ("layer", path, layer);

  job->open = open_layer;
  job->free_result = (GDestroyNotify) qv_layer_file_free;
  start_job (job, qv_gdal_read_layer_async, progress, progress_data, cancellable, callback, user_data);
}

/**
 * qv_gdal_read_layer_finish:
 * @result: of qv_gdal_read_layer_async()
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable): the layer
 */
QvLayerFile *
qv_gdal_read_layer_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * qv_gdal_read_table_async:
 * @path: a table
 * @sheet: (nullable): name of a sheet or layer in it, %NULL for the first
 * @progress: (nullable) (scope async): told in the thread-default main context how far it is, until @callback
 * was called
 * @progress_data: for @progress
 * @cancellable: (nullable): ends the helper
 * @callback: called in the thread-default main context
 * @user_data: for @callback
 *
 * Like qv_gdal_read_table(), in a thread of its own.
 */
void
qv_gdal_read_table_async (const char *path,
                          const char *sheet,
                          QvGdalProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job = make_job ("table", path, sheet);

  job->open = open_table;
  job->free_result = (GDestroyNotify) qv_table_unref;
  start_job (job, qv_gdal_read_table_async, progress, progress_data, cancellable, callback, user_data);
}

/**
 * qv_gdal_read_table_finish:
 * @result: of qv_gdal_read_table_async()
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Returns: (transfer full) (nullable): the table
 */
QvTable *
qv_gdal_read_table_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
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
