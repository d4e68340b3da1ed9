/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quadrivio-gdal: reads and writes geodata and tables in a process of its own, so that a hostile file meets
 * neither the workshop nor its memory. Not meant to be called by people; qv-gdal-helper.c runs it.
 *
 *   inspect FILE                         prints what is in it as JSON
 *   layer FILE LAYER OUT.gpkg            "" for the first layer
 *   table FILE SHEET OUT.gpkg            "" for the first sheet
 *   background FILE OUT.gpkg             an OpenStreetMap extract as shapes with roles
 *   export IN.gpkg LAYER FORMAT OUT      FORMAT is geojson or csv
 *
 * Lines "progress 0.42" go to standard output, one sentence to standard error where it fails. Exit status: 0
 * done, 1 the file is not what it should be, 2 wrong usage, 3 the file system said no, 4 the file is larger
 * than accepted. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-catalogue.h"
#include "qv-commands.h"
#include "qv-gdal-setup.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct
{
  const char *name;
  guint n_args;
  int folder_of; /* the argument in whose folder temporary files may stand, or -1 */
  guint cpu_seconds;
  gboolean (*run) (char **args, GError **error);
} commands[] = {
  { "inspect", 1, -1, 60, qv_command_inspect }, { "layer", 3, 2, 300, qv_command_layer },
  { "table", 3, 2, 300, qv_command_table },     { "background", 2, 1, 1800, qv_command_background },
  { "export", 4, 3, 300, qv_command_export },
};

static int
get_status (const GError *error)
{
  if (g_error_matches (error, QV_READ_ERROR, QV_READ_ERROR_FAILED))
    return 3;
  return g_error_matches (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT) ? 4 : 1;
}

static int
run (guint i, char **args)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  if (commands[i].folder_of >= 0)
    folder = g_path_get_dirname (args[commands[i].folder_of]);
  qv_gdal_set_limits (commands[i].cpu_seconds);
  qv_gdal_set_up (folder);
  if (commands[i].run (args, &error))
    return 0;
  g_strdelimit (error->message, "\r\n", ' ');
  fprintf (stderr, "%s\n", error->message);
  return get_status (error);
}

int
main (int argc, char *argv[])
{
  /* Numbers keep their point: only words follow the locale. */
  setlocale (LC_CTYPE, "");
  setlocale (LC_MESSAGES, "");
  qv_catalogue_use ();

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0 && (guint) argc == commands[i].n_args + 2)
      return run (i, argv + 2);
  fprintf (stderr, "usage: quadrivio-gdal inspect|layer|table|background|export …\n");
  return 2;
}
