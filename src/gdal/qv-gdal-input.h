/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdal.h>

#include "qv-geojson-check.h"

G_BEGIN_DECLS

typedef enum
{
  QV_INPUT_TEXT,   /* a table as text */
  QV_INPUT_JSON,   /* a list of rows */
  QV_INPUT_SHEETS, /* a spreadsheet, which GDAL reads */
  QV_INPUT_LAYERS, /* a vector format, which GDAL reads */
} QvInputKind;

/**
 * QvInput:
 *
 * A stranger's file, opened after a look at its first bytes. @data is the whole file, mapped.
 */
typedef struct
{
  char *path;
  QvInputKind kind;
  const char *driver; /* GDAL's short name, or "CSV", "JSON" */
  GMappedFile *map;
  const char *data;
  gsize size;
  GDALDatasetH dataset; /* (nullable) */
  gboolean is_geojson;
  QvGeojsonFacts facts; /* of GeoJSON */
} QvInput;

QvInput  *qv_input_open      (const char *path, GError **error);
QvInput  *qv_input_open_osm  (const char *path, GError **error);
void      qv_input_free      (QvInput *self);
OGRLayerH qv_input_get_layer (QvInput *self, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvInput, qv_input_free)

G_END_DECLS
