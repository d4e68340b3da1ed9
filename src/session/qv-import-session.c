/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session's file or another library is checked as a whole first and then merged, row by row, in one
 * transaction. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "qv-session-xml.h"

static gboolean
check_file (QvImportWork *work, GError **error)
{
  QvImport *import = work->import;

  import->fd = g_open (import->file->path, O_RDONLY | O_CLOEXEC, 0);
  if (import->fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot open “%s”: %s"),
                   import->file->name, g_strerror (code));
      return FALSE;
    }
  import->label = g_strdup (_ ("Import session"));
  return qv_session_xml_validate (import->fd, import->file->name, &import->result, work->cancellable, error);
}

static gboolean
check_library (QvImportWork *work, GError **error)
{
  QvImport *import = work->import;
  g_autoptr (GPtrArray) sessions = NULL;

  import->foreign = qv_store_open_foreign (import->file->path, error);
  if (import->foreign == NULL)
    return FALSE;
  sessions = _qv_import_list_all (import->foreign, QV_ENTITY_SESSION, error);
  if (sessions == NULL)
    return FALSE;
  if (sessions->len == 0)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_EMPTY, _ ("“%s” has no sessions."),
                   import->file->name);
      return FALSE;
    }
  import->label = g_strdup (_ ("Import library"));
  return TRUE;
}

gboolean
_qv_import_check_session (QvImportWork *work, GError **error)
{
  work->import->report->what = g_strdup (work->import->file->name);
  return work->import->kind == QV_IMPORT_SESSION ? check_file (work, error) : check_library (work, error);
}

static gboolean
produce_file (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error)
{
  QvImport *import = data;

  if (lseek (import->fd, 0, SEEK_SET) < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot read “%s”: %s"),
                   import->file->name, g_strerror (code));
      return FALSE;
    }
  return qv_session_xml_read (import->fd, import->file->name, sink, sink_data, error);
}

static gboolean
produce_library (QvRecordFunc sink, gpointer sink_data, gpointer data, GError **error)
{
  QvImport *import = data;
  g_autoptr (GPtrArray) sessions = _qv_import_list_all (import->foreign, QV_ENTITY_SESSION, error);

  for (guint i = 0; sessions != NULL && i < sessions->len; i++)
    {
      const QvRecord *session = g_ptr_array_index (sessions, i);

      if (!qv_store_export_session (import->foreign, session->id, QV_EXPORT_NAMED, sink, sink_data, error))
        return FALSE;
    }
  return sessions != NULL;
}

gboolean
_qv_import_merge (QvImport *import, GCancellable *cancellable, GError **error)
{
  QvMergeReport merged = { 0 };
  QvRecordProducer producer = import->kind == QV_IMPORT_SESSION ? produce_file : produce_library;

  import->news = qv_merge_news_new ();
  if (!qv_store_merge_telling (import->store, import->label, import->result, producer, import,
                               qv_merge_news_hear, import->news, &merged, cancellable, error))
    return FALSE;
  qv_merge_news_finish (import->news, import->store);
  import->report->n_new = merged.n_inserted;
  import->report->n_updated = merged.n_updated;
  import->report->n_unchanged = merged.n_unchanged;
  import->report->n_rows = merged.n_inserted + merged.n_updated + merged.n_unchanged;
  import->report->n_taken = import->report->n_rows;
  return TRUE;
}
