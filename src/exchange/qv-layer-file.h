/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-geometry.h"

G_BEGIN_DECLS

typedef enum
{
  QV_SOURCE_NOTE_REPAIRED,    /* mended without guessing */
  QV_SOURCE_NOTE_NO_GEOMETRY, /* a feature that comes without geometry */
  QV_SOURCE_NOTE_INFO,        /* worth knowing: reprojected, height dropped, encoding guessed */
} QvSourceNoteType;

/**
 * QvSourceNote:
 *
 * What happened to a feature, or to the whole layer where @feature is 0, on its way in. @code is a word for programs ("self-crossing",
 * "winding", "height", "reprojected", …), @message a localised sentence.
 */
typedef struct
{
  QvSourceNoteType type;
  guint feature; /* from 1 in the order of the file, or 0 */
  char *code;
  char *message;
} QvSourceNote;

/**
 * QvFeatureFunc:
 * @values: (array): text of each field of the layer, %NULL where the file has nothing
 * @geometry: (nullable): in WGS 84, valid
 *
 * Receives one feature. Both arguments are good until the function returns.
 *
 * Returns: %FALSE with @error set to end the reading
 */
typedef gboolean (*QvFeatureFunc) (const char *const *values, QvGeometry *geometry, gpointer data, GError **error);

/**
 * QvLayerFile:
 *
 * The temporary GeoPackage that quadrivio-gdal makes of a layer: all values as text, geometries in WGS 84 and valid. Opened
 * read-only and defensively. Not to be used by two threads at once.
 */
typedef struct _QvLayerFile QvLayerFile;

QvLayerFile       *qv_layer_file_open           (const char *path, GError **error);
void               qv_layer_file_free           (QvLayerFile *self);
const char *const *qv_layer_file_get_fields     (QvLayerFile *self);
guint              qv_layer_file_get_n_features (QvLayerFile *self);
GPtrArray         *qv_layer_file_get_notes      (QvLayerFile *self);
gboolean           qv_layer_file_foreach        (QvLayerFile *self, QvFeatureFunc func, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvLayerFile, qv_layer_file_free)

G_END_DECLS
