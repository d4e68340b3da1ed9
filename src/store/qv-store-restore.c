/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that take the library's place, or are looked into beside it. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static gboolean
fail_errno (const char *path, int code, GError **error)
{
  g_set_error (error, QV_STORE_ERROR,
               code == ENOSPC || code == EDQUOT ? QV_STORE_ERROR_FULL : QV_STORE_ERROR_FAILED,
               /* Translators: a file or folder and the system's reason. */
               _ ("“%s” cannot be written: %s."), path, g_strerror (code));
  return FALSE;
}

/* Copies @path to a new private file after @template, which becomes its name. */
static gboolean
copy_file (const char *path, char *template, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFile) target = NULL;
  g_autoptr (GError) local = NULL;
  int fd = g_mkstemp_full (template, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_errno (template, errno, error);
  g_close (fd, NULL);
  target = g_file_new_for_path (template);
  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
                   &local))
    {
      g_chmod (template, 0600);
      return TRUE;
    }
  g_unlink (template);
  g_set_error (error, QV_STORE_ERROR,
               g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? QV_STORE_ERROR_FULL
                                                                        : QV_STORE_ERROR_FAILED,
               /* Translators: a file name and the system's reason. */
               _ ("“%s” cannot be copied: %s."), path, local->message);
  return FALSE;
}

/* (transfer full): a name for the library that makes room. */
static char *
choose_kept_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");

  for (int i = 1;; i++)
    {
      g_autofree char *kept = i == 1 ? g_strdup_printf ("%s.kept-%s", path, time)
                                     : g_strdup_printf ("%s.kept-%s-%d", path, time, i);

      if (!g_file_test (kept, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&kept);
    }
}

/* The old library gets a second name before the new one takes its first, so that there is a library at any
 * moment. */
static gboolean
keep_old (const char *path, const char *kept, GError **error)
{
  const char *const endings[] = { "-wal", "-shm" };

  if (link (path, kept) != 0 && g_rename (path, kept) != 0)
    return fail_errno (kept, errno, error);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (kept, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return fail_errno (to, errno, error);
    }
  return TRUE;
}

static gboolean
replace (const char *copy, const char *path, char **out_kept, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *kept = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      kept = choose_kept_name (path);
      if (!keep_old (path, kept, error))
        return FALSE;
    }
  if (g_rename (copy, path) != 0)
    return fail_errno (path, errno, error);
  if (out_kept != NULL)
    *out_kept = g_steal_pointer (&kept);
  return _qv_backup_sync (folder, error);
}

/**
 * qv_store_restore:
 * @backup: a backup
 * @path: the library's file, which must not be open
 * @out_kept: (out) (optional) (nullable) (transfer full): where the library that was there is now
 * @error: return location for a #GError of %QV_STORE_ERROR: FOREIGN, DAMAGED or NEWER say what is wrong with
 * @backup, BUSY that the library is open; nothing has changed then
 *
 * Puts a checked copy of @backup in the place of the library. What was there, damaged or not, is kept under a
 * new name.
 *
 * Returns: whether the library is that of the backup now
 */
gboolean
qv_store_restore (const char *backup, const char *path, char **out_kept, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *copy = g_build_filename (folder, ".quadrivio-XXXXXX", NULL);
  gboolean ok;
  int lock_fd;

  g_return_val_if_fail (backup != NULL && path != NULL, FALSE);

  if (out_kept != NULL)
    *out_kept = NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_errno (folder, errno, error);
  lock_fd = _qv_schema_lock (path, error);
  if (lock_fd < 0)
    return FALSE;
  ok = copy_file (backup, copy, error);
  if (ok)
    {
      ok = _qv_check_file (copy, TRUE, error) && _qv_backup_sync (copy, error) &&
           replace (copy, path, out_kept, error);
      if (!ok)
        g_unlink (copy);
    }
  g_close (lock_fd, NULL);
  return ok;
}

static gboolean
migrate_copy (const char *copy, GError **error)
{
  g_autoptr (QvDb) db = _qv_db_open (copy, SQLITE_OPEN_READWRITE, error);
  gint64 version;

  return db != NULL && _qv_schema_check_version (db, &version, error) &&
         _qv_schema_migrate (db, version, error);
}

/**
 * qv_store_open_foreign:
 * @path: a library that came from elsewhere
 * @error: return location for a #GError of %QV_STORE_ERROR: FOREIGN, DAMAGED, NEWER, FAILED
 *
 * Opens a private copy, for reading only, after checking that it is sound and has exactly the tables of a
 * library, so that nothing in it runs. The copy goes when the store is closed.
 *
 * Returns: (transfer full): the library, on which every write fails
 */
QvStore *
qv_store_open_foreign (const char *path, GError **error)
{
  g_autofree char *copy = g_build_filename (g_get_tmp_dir (), ".quadrivio-XXXXXX", NULL);

  g_return_val_if_fail (path != NULL, NULL);

  if (!_qv_check_header (path, error) || !copy_file (path, copy, error))
    return NULL;
  if (!_qv_check_file (copy, TRUE, error) || !migrate_copy (copy, error))
    {
      g_unlink (copy);
      return NULL;
    }
  return _qv_store_new_foreign (copy);
}
