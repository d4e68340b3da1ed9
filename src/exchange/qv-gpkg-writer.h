/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-geometry.h"
#include "qv-record.h"

G_BEGIN_DECLS

typedef enum
{
  QV_GPKG_TEXT,
  QV_GPKG_INTEGER,
  QV_GPKG_REAL,
  QV_GPKG_TIME, /* text such as "2026-05-28T14:03:21.123Z" */
} QvGpkgType;

/**
 * QvGpkgColumn:
 *
 * @name is made of small letters, digits and underscores. Of several rows that agree in all columns with @is_key only the first is kept.
 */
typedef struct
{
  const char *name;
  QvGpkgType type;
  gboolean is_key;
} QvGpkgColumn;

/**
 * QvGpkgLayer:
 *
 * A layer in WGS 84, or a table without geometry. @name is like that of a column; @title and @description are for people.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *description; /* (nullable) */
  gboolean has_geometry;
  const QvGpkgColumn *columns;
  guint n_columns;
} QvGpkgLayer;

/**
 * QvGpkgWriter:
 *
 * Writes a GeoPackage 1.3 (OGC 12-128r17) with spatial indices into a new or empty file. Memory does not grow with the rows. Not to be
 * used by two threads at once.
 */
typedef struct _QvGpkgWriter QvGpkgWriter;

QvGpkgWriter *qv_gpkg_writer_new       (const char *path, const char *shown_name, GError **error);
int           qv_gpkg_writer_add_layer (QvGpkgWriter *self, const QvGpkgLayer *layer, GError **error);
gboolean      qv_gpkg_writer_add_row   (QvGpkgWriter *self, int layer, const QvValue *values, QvGeometry *geometry,
                                        gint64 *out_row, GError **error);
gboolean      qv_gpkg_writer_fill      (QvGpkgWriter *self, int layer, gint64 row, guint column, const QvValue *value,
                                        GError **error);
gboolean      qv_gpkg_writer_finish    (QvGpkgWriter *self, GError **error);
void          qv_gpkg_writer_free      (QvGpkgWriter *self);
char         *qv_gpkg_make_name        (const char *text, guint max_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvGpkgWriter, qv_gpkg_writer_free)

G_END_DECLS
