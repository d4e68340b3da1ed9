/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups: written beside and renamed when they are whole and checked, thinned by age. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define PREFIX "quadrivio-"
#define SUFFIX ".qvlibrary"
#define TEMPORARY ".quadrivio-XXXXXX"
#define NAME_FORMAT PREFIX "%Y%m%d-%H%M%S" SUFFIX
#define NAME_LENGTH (sizeof (PREFIX "20260101-000000" SUFFIX) - 1)

/* (transfer full): where the backups of the library at @path are. */
char *
_qv_backup_get_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "backups", NULL);
}

static gboolean
fail_errno (const char *path, int code, GError **error)
{
  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FULL,
                 /* Translators: %s is a file or folder. */
                 _ ("There is no space left for “%s”. Free some space on the disk and try again."), path);
  else
    g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                 /* Translators: a file or folder and the system's reason. */
                 _ ("“%s” cannot be written: %s."), path, g_strerror (code));
  return FALSE;
}

/* Makes sure that a file or a folder's names are on the disk. */
gboolean
_qv_backup_sync (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0 || fsync (fd) != 0)
    code = errno;
  if (fd >= 0)
    g_close (fd, NULL);
  /* Some file systems, such as those of USB sticks, have no fsync() for folders. */
  if (code != 0 && !(code == EINVAL && g_file_test (path, G_FILE_TEST_IS_DIR)))
    return fail_errno (path, code, error);
  return TRUE;
}

/* Whether @name is that of a backup, or of one that was never finished. */
gboolean
_qv_backup_is_ours (const char *name)
{
  return (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX)) ||
         (g_str_has_prefix (name, ".quadrivio-") && strlen (name) >= strlen (TEMPORARY));
}

static GDateTime *
parse_name (const char *name)
{
  int year, month, day, hour, minute, second;

  if (strlen (name) != NAME_LENGTH || !g_str_has_suffix (name, SUFFIX) ||
      sscanf (name, PREFIX "%4d%2d%2d-%2d%2d%2d", &year, &month, &day, &hour, &minute, &second) != 6)
    return NULL;
  return g_date_time_new_local (year, month, day, hour, minute, second);
}

/* (transfer full): a name by the time of day that is not taken. */
static char *
choose_name (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int i = 0;; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_seconds (now, i);
      g_autofree char *name = g_date_time_format (time, NAME_FORMAT);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static gboolean
vacuum_into (const char *path, const char *target, GError **error)
{
  g_autoptr (QvDb) db = _qv_db_open (path, SQLITE_OPEN_READONLY, error);
  g_autoptr (QvQuery) query = NULL;

  if (db == NULL || !_qv_db_exec (db, "PRAGMA wal_autocheckpoint = 0", error))
    return FALSE;
  query = _qv_db_query (db, "VACUUM INTO ?1", error);
  if (query == NULL)
    return FALSE;
  _qv_query_bind_text (query, 1, target);
  return _qv_db_run (db, query, error);
}

static gboolean
write_checked (const char *path, const char *temporary, const char *target, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (target);

  if (!vacuum_into (path, temporary, error) || !_qv_check_file (temporary, TRUE, error) ||
      !_qv_backup_sync (temporary, error))
    return FALSE;
  if (g_rename (temporary, target) != 0)
    return fail_errno (target, errno, error);
  return _qv_backup_sync (folder, error);
}

/* Writes a backup of the library at @path, which may be in use, into @folder. Returns (transfer full) its
 * name. */
char *
_qv_backup_write (const char *path, const char *folder, GError **error)
{
  g_autofree char *temporary = g_build_filename (folder, TEMPORARY, NULL);
  g_autofree char *target = NULL;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_errno (folder, errno, error);
      return NULL;
    }
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      fail_errno (folder, errno, error);
      return NULL;
    }
  g_close (fd, NULL);
  target = choose_name (folder);
  if (!write_checked (path, temporary, target, error))
    {
      g_unlink (temporary);
      return NULL;
    }
  return g_steal_pointer (&target);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/* Which device wrote the library at @path, or -1 where it cannot be read. */
static gint64
read_device (const char *path)
{
  g_autoptr (QvDb) db = _qv_db_open (path, SQLITE_OPEN_READONLY, NULL);
  gint64 application, device;

  if (db == NULL)
    return -1;
  sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return _qv_db_get_int (db, "PRAGMA application_id", &application, NULL) &&
                 application == QV_APPLICATION_ID &&
                 _qv_db_get_int (db, "SELECT value FROM meta WHERE name = 'device'", &device, NULL)
             ? device
             : -1;
}

/* A copy that was never finished, because the power went. */
static gboolean
is_left_over (const char *path, const char *name)
{
  GStatBuf status;

  return name[0] == '.' && _qv_backup_is_ours (name) && g_stat (path, &status) == 0 &&
         g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > 24 * 60 * 60;
}

/* Keeps all of the last day, the newest of each day for 30 days, then the newest of each month. Several
 * libraries may have their backups in one folder, such as a stick that goes round: those of another device
 * are let be, and so are those that cannot be read, which must not stand for sound ones either. */
static void
thin (const char *folder, gint64 device)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *kept = g_strdup ("");

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (GDateTime) time = parse_name (name);
      GTimeSpan age = time != NULL ? g_date_time_difference (now, time) : 0;
      g_autofree char *period = NULL;
      g_autofree char *path = NULL;

      path = g_build_filename (folder, name, NULL);
      if (is_left_over (path, name))
        g_unlink (path);
      if (time == NULL || age < G_TIME_SPAN_DAY)
        continue;
      if (read_device (path) != device)
        continue;
      period = g_date_time_format (time, age < 30 * G_TIME_SPAN_DAY ? "%Y%m%d" : "%Y%m");
      if (g_str_equal (period, kept))
        g_unlink (path);
      g_free (kept);
      kept = g_steal_pointer (&period);
    }
}

static gboolean
remember_backup (QvStore *self, gpointer data, GError **error)
{
  g_autoptr (QvQuery) query = NULL;

  query = _qv_db_query (self->writer,
                        "INSERT INTO meta VALUES ('last_backup', ?1) "
                        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, *(gint64 *) data);
  return _qv_db_run (self->writer, query, error);
}

/**
 * qv_store_backup:
 * @self: the library
 * @folder: (nullable): where to, or %NULL for the folder "backups" beside the library
 * @error: return location for a #GError of %QV_STORE_ERROR: FULL, DAMAGED or FAILED; no half-written file
 * stays
 *
 * Writes a copy of the library as it is now, checks it, and makes sure that it is on the disk before it gets
 * its name "quadrivio-DATE-TIME.qvlibrary". Older copies of the same library in @folder are thinned: all of
 * the last day stay, one a day for 30 days, one a month. Takes its time; notes can be written meanwhile.
 *
 * Returns: (transfer full): the copy's path
 */
char *
qv_store_backup (QvStore *self, const char *folder, GError **error)
{
  g_autofree char *own = NULL;
  g_autofree char *path = NULL;
  gint64 now = g_get_real_time ();

  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  own = folder == NULL ? _qv_backup_get_folder (self->path) : g_strdup (folder);
  path = _qv_backup_write (self->path, own, error);
  if (path == NULL || !_qv_store_run (self, remember_backup, &now, error))
    return NULL;
  thin (own, (gint64) self->clock.device);
  g_mutex_lock (&self->mutex);
  self->last_backup = now;
  g_mutex_unlock (&self->mutex);
  return g_steal_pointer (&path);
}

/**
 * qv_store_get_last_backup:
 * @self: the library
 *
 * Returns: when the last safe copy was made, in microseconds since 1970-01-01 UTC; 0 for never
 */
gint64
qv_store_get_last_backup (QvStore *self)
{
  gint64 last;

  g_return_val_if_fail (QV_IS_STORE (self), 0);

  g_mutex_lock (&self->mutex);
  last = self->last_backup;
  g_mutex_unlock (&self->mutex);
  return last;
}
