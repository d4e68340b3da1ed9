/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdal.h>

#include "qv-json-reader.h"

G_BEGIN_DECLS

typedef enum
{
  QV_NOTE_REPAIRED,
  QV_NOTE_NO_GEOMETRY,
  QV_NOTE_INFO,
} QvNoteSeverity;

/**
 * QvOutput:
 *
 * The temporary GeoPackage that the parent reads: the table "layer" with the columns fid from 1 (of a table, the row in the file), f1, f2, … of text and, unless it is a plain table,
 * geom in WGS 84; "quadrivio_field" (position, name) with the true names of f1, f2, …; and "quadrivio_report"
 * (feature, severity, code, message), where feature is NULL for what concerns the whole file.
 */
typedef struct _QvOutput QvOutput;

QvOutput *qv_output_new       (const char *path, gboolean has_geometry, GPtrArray *names, GError **error);
void      qv_output_free      (QvOutput *self);
gboolean  qv_output_add       (QvOutput *self, const char *const *values, OGRGeometryH geometry, GError **error);
void      qv_output_note      (QvOutput *self, guint feature, QvNoteSeverity severity, const char *code, const char *message);
void      qv_output_set_next  (QvOutput *self, guint number);
guint     qv_output_get_count (QvOutput *self);
gboolean  qv_output_finish    (QvOutput *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvOutput, qv_output_free)

G_END_DECLS
