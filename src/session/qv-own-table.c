/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-own-table.h"

#include <inttypes.h>

#define GROUP "tables"

static char *
get_path (const char *library)
{
  return g_strconcat (library, "-tables", NULL);
}

static GKeyFile *
read_file (const char *path)
{
  GKeyFile *file = g_key_file_new ();

  /* Where nothing was chosen yet there is no file. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

/**
 * qv_own_table_load:
 * @library: path of a library
 * @session: a session
 *
 * Waits for the disk.
 *
 * Returns: the table that this computer is at, or %QV_ID_NONE: none, as at the theme desk
 */
QvId
qv_own_table_load (const char *library, QvId session)
{
  g_autofree char *path = get_path (library);
  g_autoptr (GKeyFile) file = read_file (path);
  g_autofree char *key = g_strdup_printf ("%" PRId64, session);
  g_autofree char *value = g_key_file_get_string (file, GROUP, key, NULL);
  QvId table;

  return value != NULL && qv_id_parse (value, &table) ? table : QV_ID_NONE;
}

/**
 * qv_own_table_save:
 * @library: path of a library
 * @session: a session
 * @table: the table that this computer is at, or %QV_ID_NONE
 * @error: return location for a #GFileError
 *
 * Waits for the disk.
 *
 * Returns: whether it is remembered
 */
gboolean
qv_own_table_save (const char *library, QvId session, QvId table, GError **error)
{
  g_autofree char *path = get_path (library);
  g_autoptr (GKeyFile) file = read_file (path);
  g_autofree char *key = g_strdup_printf ("%" PRId64, session);
  g_autofree char *value = g_strdup_printf ("%" PRId64, table);

  if (table != QV_ID_NONE)
    g_key_file_set_string (file, GROUP, key, value);
  else
    g_key_file_remove_key (file, GROUP, key, NULL);
  return g_key_file_save_to_file (file, path, error);
}

/**
 * qv_own_table_make_name:
 * @title: of the session
 * @table: (nullable): the name of the table
 * @time: when it is written
 *
 * Returns: (transfer full): the name of the file that a table hands out: "Aurora – Table 2 –
 * 2026-05-28 15.04.09.quadrivio.xml"; every file system can hold it
 */
char *
qv_own_table_make_name (const char *title, const char *table, GDateTime *time)
{
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H.%M.%S");
  g_autofree char *short_title = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 60));
  g_autofree char *short_table =
      table != NULL ? g_utf8_substring (table, 0, MIN (g_utf8_strlen (table, -1), 30)) : NULL;
  char *name = short_table != NULL
                   ? g_strdup_printf ("%s – %s – %s.quadrivio.xml", short_title, short_table, when)
                   : g_strdup_printf ("%s – %s.quadrivio.xml", short_title, when);

  g_strdelimit (name, "/\\:*?\"<>|\n\t", '-');
  if (*name == '.')
    *name = '_';
  return name;
}
