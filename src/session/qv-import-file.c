/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qv-import-private.h"
#include "qv-session-xml.h"

G_DEFINE_BOXED_TYPE (QvImportFile, qv_import_file, qv_import_file_ref, qv_import_file_unref)

typedef struct
{
  char *path;
  QvImportKind kind;
} InspectData;

static void
free_inspect_data (gpointer data)
{
  InspectData *inspect = data;

  g_free (inspect->path);
  g_free (inspect);
}

static gboolean
inspect_session (QvImportFile *self, GCancellable *cancellable, GError **error)
{
  int fd = g_open (self->path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot open “%s”: %s"), self->name,
                   g_strerror (code));
      return FALSE;
    }
  done = qv_session_xml_validate (fd, self->name, &self->session, cancellable, error);
  close (fd);
  return done;
}

/* The helper speaks of what it reads without its name. */
void
_qv_import_name_file (QvImportFile *file, GError **error)
{
  if (error == NULL || *error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      strstr ((*error)->message, file->name) != NULL)
    return;
  /* Translators: the name of a file, then a sentence about it */
  g_prefix_error (error, _ ("“%s”: "), file->name);
}

static gboolean
inspect_source (QvImportFile *self, QvImportKind wanted, GCancellable *cancellable, GError **error)
{
  self->source = qv_gdal_inspect (self->path, cancellable, error);
  if (self->source == NULL)
    return FALSE;
  if (self->source->layers->len == 0)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_EMPTY, _ ("“%s” has no layer and no table."),
                   self->name);
      return FALSE;
    }
  /* What was asked for stays; what was detected by the first bytes gives way to what GDAL found. */
  if (wanted == QV_IMPORT_UNKNOWN && !self->source->is_table)
    self->kind = QV_IMPORT_TERRITORIES;
  else if (wanted == QV_IMPORT_UNKNOWN && self->kind == QV_IMPORT_TERRITORIES)
    self->kind = QV_IMPORT_INDICATORS;
  return TRUE;
}

/**
 * qv_import_file_inspect:
 * @path: a file
 * @kind: what to take it for, or %QV_IMPORT_UNKNOWN to detect
 * @cancellable: (nullable): to give up
 * @error: return location for a #QvImportError, #QvExchangeError or #GIOErrorEnum
 *
 * Finds out what a file is and what is in it. Waits for the disk and for the geodata helper.
 *
 * Returns: (transfer full): the description, or %NULL with @error set
 */
QvImportFile *
qv_import_file_inspect (const char *path, QvImportKind kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (QvImportFile) self = g_atomic_rc_box_new0 (QvImportFile);
  QvImportKind detected = qv_import_detect (path, error);

  if (detected == QV_IMPORT_UNKNOWN)
    return NULL;
  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  self->kind = kind != QV_IMPORT_UNKNOWN ? kind : detected;

  switch (self->kind)
    {
    case QV_IMPORT_SESSION:
      if (!inspect_session (self, cancellable, error))
        return NULL;
      break;
    case QV_IMPORT_TERRITORIES:
    case QV_IMPORT_INDICATORS:
    case QV_IMPORT_PARTICIPANTS:
      if (!inspect_source (self, kind, cancellable, error))
        {
          _qv_import_name_file (self, error);
          return NULL;
        }
      break;
    case QV_IMPORT_LIBRARY:
    case QV_IMPORT_TILES:
    case QV_IMPORT_EXTRACT:
    case QV_IMPORT_UNKNOWN:
    default:
      break;
    }
  return g_steal_pointer (&self);
}

static void
inspect_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  InspectData *inspect = task_data;
  GError *error = NULL;
  QvImportFile *self = qv_import_file_inspect (inspect->path, inspect->kind, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) qv_import_file_unref);
  else
    g_task_return_error (task, error);
}

/**
 * qv_import_file_inspect_async:
 * @path: a file
 * @kind: what to take it for, or %QV_IMPORT_UNKNOWN to detect
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 */
void
qv_import_file_inspect_async (const char *path,
                              QvImportKind kind,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  InspectData *inspect = g_new0 (InspectData, 1);

  inspect->path = g_strdup (path);
  inspect->kind = kind;
  g_task_set_source_tag (task, qv_import_file_inspect_async);
  g_task_set_task_data (task, inspect, free_inspect_data);
  g_task_run_in_thread (task, inspect_thread);
}

QvImportFile *
qv_import_file_inspect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_import_file_inspect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

QvImportFile *
qv_import_file_ref (QvImportFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_file (gpointer data)
{
  QvImportFile *self = data;

  g_free (self->path);
  g_free (self->name);
  g_clear_pointer (&self->source, qv_source_free);
}

void
qv_import_file_unref (QvImportFile *self)
{
  g_atomic_rc_box_release_full (self, clear_file);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_session_file (const char *path, const char *name)
{
  return name[0] != '.' && g_str_has_suffix (name, ".xml") && g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
         qv_import_detect (path, NULL) == QV_IMPORT_SESSION;
}

/**
 * qv_import_list_folder:
 * @path: a folder, such as a USB stick with the files of the tables
 * @error: return location for a #GFileError or a #QvImportError; EMPTY: there is none
 *
 * Waits for the disk. Folders within it are not looked at.
 *
 * Returns: (transfer full) (element-type filename): the session files that lie in it, by name
 */
GPtrArray *
qv_import_list_folder (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (dir == NULL)
    return NULL;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (is_session_file (file, name))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }
  if (files->len == 0)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_EMPTY,
                   _ ("No session file lies in the folder “%s”."), name);
      return NULL;
    }
  g_ptr_array_sort (files, compare_paths);
  return g_steal_pointer (&files);
}
