/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is judged by its first bytes and then opened only with the drivers of that kind, so that no driver
 * guesses. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-gdal-input.h"

#include "qv-gdal-setup.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_TEXT (G_GUINT64_CONSTANT (256) * G_GUINT64_CONSTANT (1024) * 1024)
#define MAX_JSON (G_GUINT64_CONSTANT (1024) * 1024 * 1024)

static void
report_check (double share)
{
  qv_gdal_report_share (0.2 * share);
}

static gboolean
map_file (QvInput *self, const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  GStatBuf status;

  self->path = g_canonicalize_filename (path, NULL);
  if (g_stat (self->path, &status) != 0 || !S_ISREG (status.st_mode) || g_str_has_prefix (self->path, "/vsi"))
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FAILED, _ ("There is no such file."));
      return FALSE;
    }
  self->map = g_mapped_file_new (self->path, FALSE, &local);
  if (self->map == NULL)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FAILED, local->message);
      return FALSE;
    }
  self->data = g_mapped_file_get_contents (self->map);
  self->size = g_mapped_file_get_length (self->map);
  if (self->size == 0)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The file is empty."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
begins_with (const QvInput *self, const char *magic, gsize size)
{
  return self->size >= size && memcmp (self->data, magic, size) == 0;
}

static gboolean
ends_with (const QvInput *self, const char *ending)
{
  gsize n = strlen (self->path), m = strlen (ending);

  return n > m && g_ascii_strcasecmp (self->path + n - m, ending) == 0;
}

static char
get_first_character (const QvInput *self)
{
  gsize i = begins_with (self, "\xef\xbb\xbf", 3) ? 3 : 0;

  while (i < self->size && g_ascii_isspace (self->data[i]))
    i++;
  return i < self->size ? self->data[i] : '\0';
}

static gboolean
open_dataset (QvInput *self, QvInputKind kind, const char *const *drivers, GError **error)
{
  static const char *const gml_options[] = { "DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO", NULL };
  gboolean is_gml = g_strv_contains (drivers, "GML");

  self->kind = kind;
  self->dataset =
      GDALOpenEx (self->path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, is_gml ? gml_options : NULL, NULL);
  if (self->dataset != NULL)
    {
      self->driver = GDALGetDriverShortName (GDALGetDatasetDriver (self->dataset));
      return TRUE;
    }
  if (*qv_gdal_get_last_error () != '\0')
    g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                 /* Translators: %s is what the library that reads geodata says, in English. */
                 _ ("The file is damaged or of a kind that Quadrivio does not read: %s"),
                 qv_gdal_get_last_error ());
  else
    g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                         _ ("The file is damaged or of a kind that Quadrivio does not read."));
  return FALSE;
}

static gboolean
open_json (QvInput *self, GError **error)
{
  static const char *const drivers[] = { "GeoJSON", NULL };

  if (self->size > MAX_JSON)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT,
                           _ ("The file is larger than one gigabyte."));
      return FALSE;
    }
  if (get_first_character (self) == '[')
    {
      self->kind = QV_INPUT_JSON;
      self->driver = "JSON";
      return TRUE;
    }
  self->is_geojson = TRUE;
  return qv_geojson_check (self->data, self->size, &self->facts, report_check, error) &&
         open_dataset (self, QV_INPUT_LAYERS, drivers, error);
}

static gboolean
open_text (QvInput *self, GError **error)
{
  if (self->size > MAX_TEXT)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT,
                           _ ("The table is larger than 256 megabytes."));
      return FALSE;
    }
  self->kind = QV_INPUT_TEXT;
  self->driver = "CSV";
  return TRUE;
}

/* A spreadsheet is an archive too, and only that is read. */
static gboolean
open_archive (QvInput *self, GError **error)
{
  static const char *const sheets[] = { "XLSX", "ODS", NULL };
  static const char *const endings[] = { ".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".ots" };
  g_autoptr (GError) local = NULL;

  if (open_dataset (self, QV_INPUT_SHEETS, sheets, &local))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (ends_with (self, endings[i]))
      {
        g_propagate_error (error, g_steal_pointer (&local));
        return FALSE;
      }
  g_set_error_literal (
      error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
      _ ("The file is an archive. Unpack it, then import the layer or table that was in it."));
  return FALSE;
}

static gboolean
open_by_content (QvInput *self, GError **error)
{
  static const char *const packages[] = { "GPKG", NULL };
  static const char *const markup[] = { "GML", "LIBKML", "KML", NULL };
  static const char *const binary[] = { "ESRI Shapefile", "FlatGeobuf", NULL };
  static const char *const mapinfo[] = { "MapInfo File", NULL };

  if (begins_with (self, "PK\003\004", 4))
    return open_archive (self, error);
  if (begins_with (self, "SQLite format 3", 16))
    return open_dataset (self, QV_INPUT_LAYERS, packages, error);
  if (ends_with (self, ".shp") || ends_with (self, ".dbf") || ends_with (self, ".fgb"))
    return open_dataset (self, QV_INPUT_LAYERS, binary, error);
  if (ends_with (self, ".tab") || ends_with (self, ".mif"))
    return open_dataset (self, QV_INPUT_LAYERS, mapinfo, error);

  switch (get_first_character (self))
    {
    case '{':
    case '[':
      return open_json (self, error);
    case '<':
      return open_dataset (self, QV_INPUT_LAYERS, markup, error);
    default:
      return open_text (self, error);
    }
}

/**
 * qv_input_open:
 * @path: a file
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: (transfer full) (nullable): the file opened; GeoJSON is checked to its end
 */
QvInput *
qv_input_open (const char *path, GError **error)
{
  g_autoptr (QvInput) self = g_new0 (QvInput, 1);

  if (!map_file (self, path, error) || !open_by_content (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * qv_input_open_osm:
 * @path: an OpenStreetMap extract, .osm.pbf or .osm
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: (transfer full) (nullable): the extract opened
 */
QvInput *
qv_input_open_osm (const char *path, GError **error)
{
  static const char *const drivers[] = { "OSM", NULL };
  g_autoptr (QvInput) self = g_new0 (QvInput, 1);

  if (!map_file (self, path, error) || !open_dataset (self, QV_INPUT_LAYERS, drivers, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
qv_input_free (QvInput *self)
{
  g_clear_pointer (&self->dataset, GDALClose);
  g_clear_pointer (&self->map, g_mapped_file_unref);
  g_free (self->path);
  g_free (self);
}

/**
 * qv_input_get_layer:
 * @self: an input that GDAL reads
 * @name: (nullable): of a layer or sheet, %NULL for the first
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: (transfer none) (nullable): the layer
 */
OGRLayerH
qv_input_get_layer (QvInput *self, const char *name, GError **error)
{
  int n = GDALDatasetGetLayerCount (self->dataset);

  for (int i = 0; i < n; i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (self->dataset, i);

      if (layer != NULL && (name == NULL || strcmp (OGR_L_GetName (layer), name) == 0))
        return layer;
    }
  if (name != NULL)
    g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The file has no layer or sheet “%s”."),
                 name);
  else
    g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The file has no layer."));
  return NULL;
}
