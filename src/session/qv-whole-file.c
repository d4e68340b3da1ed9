/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file appears under its name when all of it is on the disk, or not at all. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-whole-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * qv_whole_file_fail:
 * @path: a file
 * @code: an errno
 * @error: return location for a #GIOErrorEnum
 *
 * Says that @path cannot be written.
 *
 * Returns: %FALSE
 */
gboolean
qv_whole_file_fail (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot write “%s”: %s"), name,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_temporary (const char *path,
                 char *temporary,
                 QvWholeFileFunc func,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  gboolean done;

  if (fd < 0)
    return qv_whole_file_fail (path, errno, error);
  done = func (fd, temporary, data, cancellable, error);
  if (done && fsync (fd) != 0)
    done = qv_whole_file_fail (path, errno, error);
  if (close (fd) != 0 && done)
    done = qv_whole_file_fail (path, errno, error);
  return done;
}

/* The name is on the disk only when its folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/**
 * qv_whole_file_write:
 * @path: a file, which is replaced where it exists
 * @func: (scope call): writes the content
 * @data: for @func
 * @cancellable: (nullable): to give up
 * @error: return location for a #GIOErrorEnum, or an error of @func
 *
 * Waits for the disk. Where it fails, the file is what it was before.
 *
 * Returns: whether all of the file is on the disk
 */
gboolean
qv_whole_file_write (
    const char *path, QvWholeFileFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  gboolean done = write_temporary (path, temporary, func, data, cancellable, error);

  if (done && g_cancellable_set_error_if_cancelled (cancellable, error))
    done = FALSE;
  if (done && g_rename (temporary, path) != 0)
    done = qv_whole_file_fail (path, errno, error);
  if (done)
    sync_folder (path);
  else
    g_unlink (temporary);
  return done;
}
