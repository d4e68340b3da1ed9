/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-gdal-help.h"

#include "qv-gdal-helper.h"

#include <glib/gstdio.h>
#include <string.h>

char *
test_gdal_find_data (const char *name)
{
  const char *root = g_getenv ("QUADRIVIO_TEST_DATA");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL)
                                       : g_build_filename (SOURCE_ROOT, "..", "shared", "data", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/* Writes @text to a file that the test removes. */
char *
test_gdal_write_file (const char *name, const char *text, gssize size)
{
  g_autofree char *folder = g_dir_make_tmp ("quadrivio-test-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
  return path;
}

void
test_gdal_remove_file (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (path);
}

gboolean
test_gdal_has_note (GPtrArray *notes, guint feature, const char *code)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const QvSourceNote *note = notes->pdata[i];

      if (note->feature == feature && strcmp (note->code, code) == 0)
        return note->message != NULL;
    }
  return FALSE;
}
