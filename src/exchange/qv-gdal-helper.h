/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-layer-file.h"
#include "qv-table.h"

G_BEGIN_DECLS

/**
 * QvSourceField:
 *
 * A field of a layer or a column of a sheet, with the first values as they stand in the file.
 */
typedef struct
{
  char *name;
  char **samples; /* NULL-terminated, empty values as "", as many as the layer has rows but at most 100 */
} QvSourceField;

typedef struct
{
  char *name;
  gboolean has_geometry;
  guint n_rows;
  GPtrArray *fields; /* (element-type QvSourceField) */
} QvSourceLayer;

/**
 * QvSource:
 *
 * What is in a foreign file: its layers or sheets. @driver is GDAL's short name ("GeoJSON", "ESRI Shapefile", "CSV", "XLSX") or
 * "JSON" for a list of rows; @encoding is that of a text table ("UTF-8", "CP1252"), else %NULL.
 */
typedef struct
{
  char *driver;
  char *encoding;
  gboolean is_table; /* sheets of rows; else layers with geometry */
  GPtrArray *layers; /* (element-type QvSourceLayer) */
} QvSource;

/**
 * QvGdalProgressFunc:
 * @fraction: share done, 0..1
 *
 * Called in the thread that waits.
 */
typedef void (*QvGdalProgressFunc) (double fraction, gpointer data);

typedef enum
{
  QV_GDAL_FORMAT_GEOJSON, /* RFC 7946 */
  QV_GDAL_FORMAT_CSV,     /* RFC 4180 */
} QvGdalFormat;

QvSource    *qv_gdal_inspect           (const char *path, GCancellable *cancellable, GError **error);
void         qv_source_free            (QvSource *self);

QvLayerFile *qv_gdal_read_layer        (const char *path, const char *layer, QvGdalProgressFunc progress, gpointer progress_data,
                                        GCancellable *cancellable, GError **error);

QvTable     *qv_gdal_read_table        (const char *path, const char *sheet, QvGdalProgressFunc progress, gpointer progress_data,
                                        GCancellable *cancellable, GError **error);

gboolean     qv_gdal_export            (const char *gpkg, const char *layer, QvGdalFormat format, const char *path,
                                        QvGdalProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvSource, qv_source_free)

G_END_DECLS
