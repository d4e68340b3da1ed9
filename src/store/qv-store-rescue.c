/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library's folder can be deleted while the program is open. SQLite would go on and write to a file that
 * nobody can ever open again, and say that it is done; so every write looks first. What was in the library is
 * still there for the connection that has it open, and is written anew in its place. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <errno.h>
#include <sys/stat.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Whether the connection's file is no longer the one that its name leads to. */
gboolean
_qv_rescue_is_lost (QvDb *db)
{
  int has_moved = 0;

  return sqlite3_file_control (db->sqlite, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) == SQLITE_OK &&
         has_moved;
}

static gboolean
fail_errno (const char *path, int code, GError **error)
{
  g_set_error (error, QV_STORE_ERROR,
               code == ENOSPC || code == EDQUOT ? QV_STORE_ERROR_FULL : QV_STORE_ERROR_FAILED,
               /* Translators: a file or folder and the system's reason. */
               _ ("The library was deleted while it was open, and “%s” cannot be written: %s."), path,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_anew (QvStore *self, GError **error)
{
  g_autofree char *making = qv_store_get_making_path (self, self->path);
  g_autoptr (QvQuery) query = _qv_db_query (self->writer, "VACUUM INTO ?1", error);

  g_unlink (making);
  if (query == NULL)
    return FALSE;
  _qv_query_bind_text (query, 1, making);
  if (_qv_db_run (self->writer, query, error) && _qv_backup_sync (making, error) &&
      _qv_restore_remove_sidecars (self->path, error))
    {
      g_chmod (making, 0600);
      if (g_rename (making, self->path) == 0)
        return TRUE;
      fail_errno (self->path, errno, error);
    }
  g_unlink (making);
  return FALSE;
}

/* Makes sure that the lock is the one that others would find. */
static gboolean
lock_anew (QvStore *self, GError **error)
{
  g_autofree char *name = g_strconcat (self->path, "-lock", NULL);
  struct stat held, found;
  int fd;

  if (fstat (self->lock_fd, &held) == 0 && stat (name, &found) == 0 && held.st_dev == found.st_dev &&
      held.st_ino == found.st_ino)
    return TRUE;
  fd = _qv_schema_lock (self->path, error);
  if (fd < 0)
    return FALSE;
  g_close (self->lock_fd, NULL);
  self->lock_fd = fd;
  return TRUE;
}

static gboolean
rescue (QvStore *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                   /* Translators: %s is a file name. */
                   _ ("Another file has taken the place of the library “%s” while it was open."), self->path);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_errno (folder, errno, error);
  if (!lock_anew (self, error) || !write_anew (self, error) || !_qv_backup_sync (folder, error))
    return FALSE;
  _qv_store_drop_readers (self);
  g_clear_pointer (&self->writer, _qv_db_free);
  return TRUE;
}

/**
 * _qv_rescue_check:
 * @self: the library, in the writer's thread
 * @error: return location for a #GError of %QV_STORE_ERROR
 *
 * Returns: whether what is written now will be found again
 */
gboolean
_qv_rescue_check (QvStore *self, GError **error)
{
  if (self->writer != NULL && !_qv_rescue_is_lost (self->writer))
    return TRUE;
  if (self->writer != NULL && !rescue (self, error))
    return FALSE;
  if (_qv_schema_open (self, error))
    return TRUE;
  g_clear_pointer (&self->writer, _qv_db_free);
  return FALSE;
}
