/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session as a file, in the format that its ending asks for. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-export.h"

#include "qv-export-private.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "qv-gdal-helper.h"
#include "qv-session-xml.h"
#include "qv-whole-file.h"

typedef struct
{
  QvStore *store;
  QvId session;
  char *path;
  QvExportFormat format;
  QvExportFlags flags;
} ExportData;

typedef struct
{
  QvSessionXmlWriter *writer;
  GCancellable *cancellable;
} Sink;

static void
free_export_data (gpointer data)
{
  ExportData *export = data;

  g_object_unref (export->store);
  g_free (export->path);
  g_free (export);
}

/**
 * qv_export_format_from_path:
 * @path: name of a file
 * @out_format: (out): what its ending asks for
 *
 * Returns: whether the ending is one of a format
 */
gboolean
qv_export_format_from_path (const char *path, QvExportFormat *out_format)
{
  static const struct
  {
    const char *ending;
    QvExportFormat format;
  } endings[] = {
    { ".xml", QV_EXPORT_FORMAT_XML },         { ".quadrivio", QV_EXPORT_FORMAT_XML },
    { ".html", QV_EXPORT_FORMAT_HTML },       { ".htm", QV_EXPORT_FORMAT_HTML },
    { ".gpkg", QV_EXPORT_FORMAT_GEOPACKAGE }, { ".geojson", QV_EXPORT_FORMAT_GEOJSON },
    { ".csv", QV_EXPORT_FORMAT_CSV },
  };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      {
        *out_format = endings[i].format;
        return TRUE;
      }
  return FALSE;
}

/* The tables that a session has, each with the layer that it is made of. */
static const struct
{
  const char *layer;
  QvExportFormat format;
} tables[] = {
  { QV_EXPORT_NOTES_LAYER, QV_EXPORT_FORMAT_CSV },     { "clusters", QV_EXPORT_FORMAT_CSV_CLUSTERS },
  { "results", QV_EXPORT_FORMAT_CSV_RESULTS },         { "votes", QV_EXPORT_FORMAT_CSV_VOTES },
  { "commitments", QV_EXPORT_FORMAT_CSV_COMMITMENTS },
};

/**
 * qv_export_choose_table:
 * @word: "notes", "clusters", "results", "votes" or "commitments"
 * @inout_format: (inout): %QV_EXPORT_FORMAT_CSV, which becomes that of the table
 *
 * Returns: whether @word is a table, and the format one of tables
 */
gboolean
qv_export_choose_table (const char *word, QvExportFormat *inout_format)
{
  for (guint i = 0; *inout_format == QV_EXPORT_FORMAT_CSV && i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].layer, word))
      {
        *inout_format = tables[i].format;
        return TRUE;
      }
  return FALSE;
}

/* (nullable): the layer that a table is made of; %NULL for what is no table. */
static const char *
find_table (QvExportFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].format == format)
      return tables[i].layer;
  return NULL;
}

/**
 * qv_export_explain_formats:
 * @path: name of a file whose ending is not one of a format
 *
 * Returns: (transfer none): a localised sentence that says which are
 */
const char *
qv_export_explain_formats (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".pdf"))
    return _ ("A session is not written as PDF. Its page for reading (.html) can be printed to one.");
  return _ ("The file's ending is one of .xml, .gpkg, .geojson, .csv and .html.");
}

static gboolean
write_record (const QvRecord *record, gpointer data, GError **error)
{
  Sink *sink = data;

  if (g_cancellable_set_error_if_cancelled (sink->cancellable, error))
    return FALSE;
  return qv_session_xml_writer_add (sink->writer, record, error);
}

static gboolean
write_xml (const ExportData *export, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, FALSE);
  g_autoptr (QvRecord) session =
      qv_store_get_record (export->store, QV_ENTITY_SESSION, export->session, error);
  g_autoptr (QvSessionXmlWriter) writer = NULL;
  Sink sink = { .cancellable = cancellable };

  if (session == NULL)
    return FALSE;
  writer = qv_session_xml_writer_new (stream, session, (export->flags & QV_EXPORT_NAMED) != 0, error);
  if (writer == NULL)
    return FALSE;
  sink.writer = writer;
  if (!qv_store_export_session (export->store, export->session, export->flags, write_record, &sink, error) ||
      !qv_session_xml_writer_finish (writer, error))
    return FALSE;
  return TRUE;
}

/* The page is made of the session's file, so that both say the same. */
static gboolean
write_html (const ExportData *export, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, FALSE);
  g_autofree char *name = g_filename_display_basename (export->path);
  g_autofree char *path = NULL;
  int xml = g_file_open_tmp ("quadrivio-XXXXXX.xml", &path, error);
  gboolean done;

  if (xml < 0)
    return FALSE;
  g_unlink (path);
  done = write_xml (export, xml, cancellable, error);
  if (done && lseek (xml, 0, SEEK_SET) < 0)
    done = qv_whole_file_fail (export->path, errno, error);
  done = done && qv_session_xml_to_html (xml, name, stream, cancellable, error);
  close (xml);
  return done;
}

/* GDAL makes the file of a GeoPackage that only it sees. */
static gboolean
write_converted (const ExportData *export, const char *temporary, GCancellable *cancellable, GError **error)
{
  const char *table = find_table (export->format);
  g_autofree char *name = g_filename_display_name (export->path);
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-XXXXXX", error);
  g_autofree char *package = folder != NULL ? g_build_filename (folder, "notes.gpkg", NULL) : NULL;
  gboolean done;

  if (folder == NULL)
    return FALSE;
  done = _qv_export_write_layers (export->store, export->session, package, name,
                                  table != NULL ? QV_LAYERS_TABLE : QV_LAYERS_FEATURES, export->flags,
                                  cancellable, error) &&
         qv_gdal_export (package, table != NULL ? table : QV_EXPORT_NOTES_LAYER,
                         table != NULL ? QV_GDAL_FORMAT_CSV : QV_GDAL_FORMAT_GEOJSON, temporary, NULL, NULL,
                         cancellable, error);
  g_unlink (package);
  g_rmdir (folder);
  return done;
}

static gboolean
write_content (int fd, const char *temporary, gpointer data, GCancellable *cancellable, GError **error)
{
  const ExportData *export = data;
  g_autofree char *name = NULL;

  switch (export->format)
    {
    case QV_EXPORT_FORMAT_HTML:
      return write_html (export, fd, cancellable, error);
    case QV_EXPORT_FORMAT_GEOPACKAGE:
      name = g_filename_display_name (export->path);
      return _qv_export_write_layers (export->store, export->session, temporary, name, QV_LAYERS_PACKAGE,
                                      export->flags, cancellable, error);
    case QV_EXPORT_FORMAT_GEOJSON:
    case QV_EXPORT_FORMAT_CSV:
    case QV_EXPORT_FORMAT_CSV_CLUSTERS:
    case QV_EXPORT_FORMAT_CSV_RESULTS:
    case QV_EXPORT_FORMAT_CSV_VOTES:
    case QV_EXPORT_FORMAT_CSV_COMMITMENTS:
      return write_converted (export, temporary, cancellable, error);
    case QV_EXPORT_FORMAT_XML:
    default:
      return write_xml (export, fd, cancellable, error);
    }
}

static gboolean
export_session (ExportData *export, GCancellable *cancellable, GError **error)
{
  return qv_whole_file_write (export->path, write_content, export, cancellable, error);
}

/**
 * qv_export_session:
 * @store: the library
 * @session: the session
 * @path: the file to write, which is replaced where it exists
 * @format: what to write
 * @flags: with or without names
 * @cancellable: (nullable): to give up
 * @error: return location for a #QvStoreError, #QvExchangeError or #GIOErrorEnum
 *
 * Waits for the disk. The parts are of the time when the export began.
 *
 * Returns: whether all of the file is on the disk
 */
gboolean
qv_export_session (QvStore *store,
                   QvId session,
                   const char *path,
                   QvExportFormat format,
                   QvExportFlags flags,
                   GCancellable *cancellable,
                   GError **error)
{
  ExportData export = { store, session, (char *) path, format, flags };

  g_return_val_if_fail (QV_IS_STORE (store) && path != NULL, FALSE);

  return export_session (&export, cancellable, error);
}

static void
export_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (export_session (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * qv_export_session_async:
 * @store: the library
 * @session: the session
 * @path: the file to write, which is replaced where it exists
 * @format: what to write
 * @flags: with or without names
 * @cancellable: (nullable): to give up
 * @callback: called when the file is on the disk
 * @user_data: for @callback
 */
void
qv_export_session_async (QvStore *store,
                         QvId session,
                         const char *path,
                         QvExportFormat format,
                         QvExportFlags flags,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ExportData *export = g_new0 (ExportData, 1);

  export->store = g_object_ref (store);
  export->session = session;
  export->path = g_strdup (path);
  export->format = format;
  export->flags = flags;
  g_task_set_source_tag (task, qv_export_session_async);
  g_task_set_task_data (task, export, free_export_data);
  g_task_run_in_thread (task, export_thread);
}

gboolean
qv_export_session_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_export_session_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
