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

#define MAKING ".making-"

static const char *const sidecars[] = { "-wal", "-shm", "-journal" };

static gboolean
copy_to (const char *path, const char *copy, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFile) target = g_file_new_for_path (copy);
  g_autoptr (GError) local = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
                   &local))
    {
      g_chmod (copy, 0600);
      return TRUE;
    }
  g_set_error (error, QV_STORE_ERROR,
               g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? QV_STORE_ERROR_FULL
                                                                        : QV_STORE_ERROR_FAILED,
               /* Translators: a file name and the system's reason. */
               _ ("“%s” cannot be copied: %s."), path, local->message);
  return FALSE;
}

/* What a library that was not closed has written last is in the WAL beside it. */
static gboolean
copy_wal (const char *path, const char *copy, GError **error)
{
  g_autofree char *from = g_strconcat (path, "-wal", NULL);
  g_autofree char *to = g_strconcat (copy, "-wal", NULL);

  return !g_file_test (from, G_FILE_TEST_IS_REGULAR) || copy_to (from, to, error);
}

/* A log that is left of another file would be written into the one that takes its name. */
gboolean
_qv_restore_remove_sidecars (const char *path, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sidecars); i++)
    {
      g_autofree char *name = g_strconcat (path, sidecars[i], NULL);

      if (g_unlink (name) != 0 && errno != ENOENT)
        return fail_errno (name, errno, error);
    }
  return TRUE;
}

static void
remove_copy (const char *copy)
{
  g_unlink (copy);
  _qv_restore_remove_sidecars (copy, NULL);
}

/* Whether @name is that of a file that was being made for the library called @library, see
 * qv_store_get_making_path(), or half of one of the small files beside it. */
static gboolean
is_left_over (const char *name, const char *library)
{
  g_autofree char *making = g_strconcat (library, MAKING, NULL);
  g_autofree char *escaped = g_regex_escape_string (library, -1);
  g_autofree char *half =
      g_strdup_printf ("^%s(\\.draft-[0-9]+|-view|-tables|-projector)\\.[A-Za-z0-9]{6}$", escaped);

  return g_str_has_prefix (name, making) || g_regex_match_simple (half, name, 0, 0);
}

static void
sweep_folder (const char *folder, const char *library)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    if (is_left_over (name, library))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

/* Removes what was being made for the library at @path when the power went. Whoever calls holds the library's
 * lock, so nobody else is making anything for it. */
void
_qv_restore_sweep (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *library = g_path_get_basename (path);
  g_autofree char *backgrounds = g_build_filename (folder, "backgrounds", NULL);

  sweep_folder (folder, library);
  sweep_folder (backgrounds, library);
}

/**
 * qv_store_get_making_path:
 * @self: the library
 * @path: a file that is to be made in the library's folder or in "backgrounds" there
 *
 * Returns: (transfer full): where to make it, to be renamed once it is whole; what is left there goes at the
 * next opening of the library
 */
char *
qv_store_get_making_path (QvStore *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *library = NULL;
  g_autofree char *made = NULL;

  g_return_val_if_fail (QV_IS_STORE (self) && path != NULL, NULL);

  library = g_path_get_basename (self->path);
  made = g_strconcat (library, MAKING, name, NULL);
  return g_build_filename (folder, made, NULL);
}

/* Copies @path to a new private file after @template, which becomes its name. */
static gboolean
copy_file (const char *path, char *template, GError **error)
{
  int fd = g_mkstemp_full (template, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_errno (template, errno, error);
  g_close (fd, NULL);
  if (copy_to (path, template, error) && copy_wal (path, template, error))
    return TRUE;
  remove_copy (template);
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

/* Puts what is in the library's WAL into the library, so that one file is all of it. */
static gboolean
fold_wal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (QvDb) db = NULL;

  if (!g_file_test (wal, G_FILE_TEST_EXISTS))
    return TRUE;
  db = _qv_db_open (path, SQLITE_OPEN_READWRITE, NULL);
  return db != NULL && _qv_db_exec (db, "PRAGMA synchronous = FULL", NULL) &&
         sqlite3_wal_checkpoint_v2 (db->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK;
}

static gboolean
copy_old (const char *path, const char *kept, GError **error)
{
  g_autofree char *wal = g_strconcat (kept, "-wal", NULL);

  return copy_to (path, kept, error) && copy_wal (path, kept, error) && _qv_backup_sync (kept, error) &&
         (!g_file_test (wal, G_FILE_TEST_EXISTS) || _qv_backup_sync (wal, error));
}

/* The old library gets a second name before the new one takes its first, so that there is a library at any
 * moment, and a whole one: a sound one has no WAL by then, a damaged one is copied with what lies beside it
 * before that goes. What lies beside it must go, or SQLite would take it for that of the new one. */
static gboolean
keep_old (const char *path, const char *kept, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!(fold_wal (path) && link (path, kept) == 0) && !copy_old (path, kept, error))
    return FALSE;
  return _qv_backup_sync (folder, error) && _qv_restore_remove_sidecars (path, error);
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
  else if (!_qv_restore_remove_sidecars (path, error))
    return FALSE;
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
  g_autofree char *real = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *copy = NULL;
  gboolean ok;
  int lock_fd;

  g_return_val_if_fail (backup != NULL && path != NULL, FALSE);

  if (out_kept != NULL)
    *out_kept = NULL;
  if (!_qv_check_header (backup, error))
    return FALSE;
  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_errno (folder, errno, error);
  real = _qv_store_resolve (path);
  lock_fd = _qv_schema_lock (real, error);
  if (lock_fd < 0)
    return FALSE;
  g_free (folder);
  folder = g_path_get_dirname (real);
  copy = g_strconcat (real, MAKING "XXXXXX", NULL);
  ok = copy_file (backup, copy, error);
  if (ok)
    {
      ok = _qv_check_file (copy, TRUE, error) && _qv_backup_sync (copy, error) &&
           replace (copy, real, out_kept, error);
      if (!ok)
        remove_copy (copy);
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
      remove_copy (copy);
      return NULL;
    }
  return _qv_store_new_foreign (copy);
}
