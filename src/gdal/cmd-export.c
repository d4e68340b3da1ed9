/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export IN.gpkg LAYER FORMAT OUT: a GeoPackage of ours in the format that somebody asked for. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-commands.h"

#include "qv-gdal-setup.h"

#include <cpl_error.h>
#include <gdal_utils.h>
#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *options[9];
} formats[] = {
  { "gpkg", { "-f", "GPKG", "-dsco", "VERSION=1.3", NULL } },
  { "geojson", { "-f", "GeoJSON", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7", NULL } },
  { "csv", { "-f", "CSV", "-lco", "GEOMETRY=AS_XY", "-lco", "STRING_QUOTING=IF_AMBIGUOUS", NULL } },
};

static int
report_progress (double share, const char *message, void *data)
{
  qv_gdal_report_share (share);
  return TRUE;
}

static gboolean
translate (GDALDatasetH from, const char *layer, const char *const *format, const char *path)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  GDALVectorTranslateOptions *options;
  GDALDatasetH to;
  int is_wrong_use = FALSE;

  for (guint i = 0; format[i] != NULL; i++)
    g_ptr_array_add (args, (gpointer) format[i]);
  if (*layer != '\0')
    g_ptr_array_add (args, (gpointer) layer);
  g_ptr_array_add (args, NULL);
  options = GDALVectorTranslateOptionsNew ((char **) args->pdata, NULL);
  GDALVectorTranslateOptionsSetProgress (options, report_progress, NULL);
  to = GDALVectorTranslate (path, NULL, 1, &from, options, &is_wrong_use);
  GDALVectorTranslateOptionsFree (options);
  if (to == NULL)
    return FALSE;
  CPLErrorReset ();
  GDALClose (to);
  return CPLGetLastErrorType () < CE_Failure;
}

gboolean
qv_command_export (char **args, GError **error)
{
  static const char *const drivers[] = { "GPKG", NULL };
  GDALDatasetH from;
  gboolean ok;
  guint i = 0;

  while (i < G_N_ELEMENTS (formats) && strcmp (formats[i].name, args[2]) != 0)
    i++;
  if (i == G_N_ELEMENTS (formats))
    {
      g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                   _ ("Quadrivio does not write the format “%s”."), args[2]);
      return FALSE;
    }
  from = GDALOpenEx (args[0], GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
  ok = from != NULL && translate (from, args[1], formats[i].options, args[3]);
  if (from != NULL)
    GDALClose (from);
  if (!ok)
    g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FAILED, _ ("The file cannot be written: %s"),
                 qv_gdal_get_last_error ());
  return ok;
}
