/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the helper denies itself before it opens a stranger's file: network, memory, time, other formats, the
 * life after its parent. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-gdal-setup.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define MAX_FILE (G_GUINT64_CONSTANT (4) << 30)

static char last_error[512];

static void
limit (int resource, rlim_t value)
{
  struct rlimit rlimit = { value, value };

  setrlimit (resource, &rlimit);
}

/**
 * qv_gdal_set_limits:
 * @cpu_seconds: processor time that the work may take
 *
 * Limits what this process can do to the computer. Memory is limited as data (heap and anonymous mappings),
 * since the address space holds the libraries and the mapped input too.
 */
void
qv_gdal_set_limits (guint cpu_seconds)
{
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGXFSZ, SIG_IGN);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, cpu_seconds);
  limit (RLIMIT_FSIZE, MAX_FILE);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_DATA, QV_HELPER_MAX_MEMORY);
  /* A network of its own, with nothing in it. Where the kernel does not allow that, the drivers and settings
   * below have to do. */
  unshare (CLONE_NEWUSER | CLONE_NEWNET);
#endif
}

static void
handle_error (CPLErr class, CPLErrorNum number, const char *message)
{
  if (class != CE_Failure && class != CE_Fatal)
    return;
  g_strlcpy (last_error, message, sizeof last_error);
  g_strdelimit (last_error, "\r\n", ' ');
}

/**
 * qv_gdal_get_last_error:
 *
 * Returns: (transfer none): what GDAL last said went wrong, in its words, or ""
 */
const char *
qv_gdal_get_last_error (void)
{
  return last_error;
}

static void
forget_other_drivers (void)
{
  static const char *const wanted[] = { "CSV",     "ESRI Shapefile", "FlatGeobuf", "GML",    "GPKG",
                                        "GeoJSON", "LIBKML",         "KML",        "ODS",    "OSM",
                                        "XLSX",    "MapInfo File",   "Memory",     "SQLite", NULL };

  for (int i = GDALGetDriverCount () - 1; i >= 0; i--)
    {
      GDALDriverH driver = GDALGetDriver (i);

      if (g_strv_contains (wanted, GDALGetDriverShortName (driver)))
        continue;
      GDALDeregisterDriver (driver);
      GDALDestroyDriver (driver);
    }
}

/**
 * qv_gdal_set_up:
 * @folder: for temporary files
 *
 * Starts GDAL with the formats that Quadrivio reads, no plug-ins, no network and nothing read beside the
 * named file that its format does not need.
 */
void
qv_gdal_set_up (const char *folder)
{
  static const char *const options[][2] = {
    { "GDAL_DRIVER_PATH", "disable" },
    { "GDAL_PAM_ENABLED", "NO" },
    { "GDAL_HTTP_TIMEOUT", "1" },
    { "GDAL_HTTP_CONNECTTIMEOUT", "1" },
    { "GDAL_HTTP_PROXY", "127.0.0.1:9" },
    { "CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}" },
    { "GML_SKIP_RESOLVE_ELEMS", "ALL" },
    { "LIBKML_RESOLVE_STYLE", "NO" },
    { "SHAPE_RESTORE_SHX", "NO" },
    { "OGR_XLSX_HEADERS", "DISABLE" },
    { "OGR_XLSX_FIELD_TYPES", "STRING" },
    { "OGR_ODS_HEADERS", "DISABLE" },
    { "OGR_ODS_FIELD_TYPES", "STRING" },
    { "OGR_SQLITE_SYNCHRONOUS", "OFF" },
    { "OGR_SQLITE_JOURNAL", "OFF" },
    { "OGR_SQLITE_PRAGMA", "trusted_schema=OFF,cell_size_check=ON" },
    { "OGR_GPKG_FOREIGN_KEY_CHECK", "NO" },
    { "OSM_MAX_TMPFILE_SIZE", "64" },
    { "GDAL_CACHEMAX", "16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    CPLSetConfigOption (options[i][0], options[i][1]);
  if (folder != NULL)
    CPLSetConfigOption ("CPL_TMPDIR", folder);
  CPLSetErrorHandler (handle_error);
  OSRSetPROJEnableNetwork (FALSE);
  GDALAllRegister ();
  forget_other_drivers ();
}

/**
 * qv_gdal_report_share:
 * @share: how much is done, 0..1
 *
 * Tells the parent, at most a hundred times.
 */
void
qv_gdal_report_share (double share)
{
  static int last = -1;
  int percent = (int) (CLAMP (share, 0.0, 1.0) * 100.0);

  if (percent <= last)
    return;
  last = percent;
  printf ("progress %d.%02d\n", percent / 100, percent % 100);
  fflush (stdout);
}
