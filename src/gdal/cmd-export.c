/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export IN.gpkg LAYER FORMAT OUT: a layer of a GeoPackage of ours in the format that somebody asked for. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-commands.h"

#include "qv-gdal-setup.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <errno.h>
#include <gdal_utils.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *options[8];
} formats[] = {
  { "geojson", { "-f", "GeoJSON", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7", NULL } },
  { "csv", { "-f", "CSV", "-lco", "LINEFORMAT=CRLF", "-lco", "STRING_QUOTING=IF_AMBIGUOUS", NULL } },
};

static int
report_progress (double share, const char *message, void *data)
{
  qv_gdal_report_share (share);
  return TRUE;
}

static gboolean
translate (GDALDatasetH from, const char *layer, const char *const *format)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  GDALVectorTranslateOptions *options;
  GDALDatasetH to;
  int is_wrong_use = FALSE;

  for (guint i = 0; format[i] != NULL; i++)
    g_ptr_array_add (args, (gpointer) format[i]);
  g_ptr_array_add (args, (gpointer) layer);
  g_ptr_array_add (args, NULL);
  options = GDALVectorTranslateOptionsNew ((char **) args->pdata, NULL);
  GDALVectorTranslateOptionsSetProgress (options, report_progress, NULL);
  to = GDALVectorTranslate ("/vsistdout/", NULL, 1, &from, options, &is_wrong_use);
  GDALVectorTranslateOptionsFree (options);
  if (to == NULL)
    return FALSE;
  CPLErrorReset ();
  GDALClose (to);
  return CPLGetLastErrorType () < CE_Failure;
}

static int write_code; /* of the first write that failed, or 0 */

static size_t
write_part (const void *data, size_t size, size_t n, FILE *file)
{
  size_t n_written = fwrite (data, size, n, file);

  if (n_written < n && write_code == 0)
    write_code = errno;
  return n_written;
}

/* GDAL's text formats do not look whether their writing succeeds, so they write through a function that does.
 */
static gboolean
write_file (GDALDatasetH from, const char *layer, const char *const *format, const char *path, GError **error)
{
  FILE *file = g_fopen (path, "wb");
  gboolean ok = FALSE;

  if (file != NULL)
    {
      VSIStdoutSetRedirection (write_part, file);
      ok = translate (from, layer, format);
    }
  if ((file == NULL || fclose (file) != 0) && write_code == 0)
    write_code = errno;
  if (ok && write_code == 0)
    return TRUE;
  g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FAILED, _ ("The file cannot be written: %s"),
               write_code != 0 ? g_strerror (write_code) : qv_gdal_get_last_error ());
  return FALSE;
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
  if (from == NULL)
    {
      g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FAILED, _ ("The file cannot be written: %s"),
                   qv_gdal_get_last_error ());
      return FALSE;
    }
  ok = write_file (from, args[1], formats[i].options, args[3], error);
  GDALClose (from);
  return ok;
}
