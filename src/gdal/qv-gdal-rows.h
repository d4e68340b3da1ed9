/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-gdal-input.h"

G_BEGIN_DECLS

/**
 * QvRows:
 *
 * The rows of a table, whatever it is written in, with the names of the columns taken off.
 */
typedef struct _QvRows QvRows;

QvRows     *qv_rows_new           (QvInput *input, const char *sheet, GError **error);
void        qv_rows_free          (QvRows *self);
GPtrArray  *qv_rows_get_names     (QvRows *self);
const char *qv_rows_get_encoding  (QvRows *self);
guint       qv_rows_get_n_skipped (QvRows *self);
guint       qv_rows_get_n_outside (QvRows *self);
guint       qv_rows_get_number    (QvRows *self);
double      qv_rows_get_share     (QvRows *self);
gboolean    qv_rows_next          (QvRows *self, GPtrArray *cells, GError **error);

char       *qv_field_to_text      (OGRFeatureH feature, OGRFeatureDefnH definition, int index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvRows, qv_rows_free)

G_END_DECLS
