/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the library and what belongs to it lie on the disk. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-library.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/**
 * qv_library_get_default_path:
 *
 * Returns: (transfer full): where the user's own library is
 */
char *
qv_library_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "quadrivio", "library.qvlibrary", NULL);
}

/**
 * qv_library_get_backgrounds_folder:
 * @library: path of a library
 *
 * Returns: (transfer full): the folder with the backgrounds that the library names
 */
char *
qv_library_get_backgrounds_folder (const char *library)
{
  g_autofree char *folder = g_path_get_dirname (library);

  return g_build_filename (folder, "backgrounds", NULL);
}

/**
 * qv_library_get_background_path:
 * @library: path of a library
 * @file: what a background of it says is its file
 *
 * The name may come from anybody's session, so it cannot lead out of the folder.
 *
 * Returns: (transfer full): the path of the file, which may be missing
 */
char *
qv_library_get_background_path (const char *library, const char *file)
{
  g_autofree char *folder = qv_library_get_backgrounds_folder (library);
  g_autofree char *name = g_path_get_basename (file);

  return g_build_filename (folder, name, NULL);
}

/**
 * qv_library_make_folder:
 * @path: path of a file
 * @error: return location for a #GIOErrorEnum
 *
 * Makes the folder that @path lies in, readable by its owner alone, since it holds the names of people.
 *
 * Returns: whether the folder is there
 */
gboolean
qv_library_make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int code;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Cannot make the folder “%s”: %s"), folder,
               g_strerror (code));
  return FALSE;
}
