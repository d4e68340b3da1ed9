/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-json-reader.h"

G_BEGIN_DECLS

/**
 * QvJsonRows:
 *
 * A list of objects as the rows of a table. An object within becomes columns of its own ("regione.nome"), a list of
 * values one cell ("35031, 35030").
 */
typedef struct _QvJsonRows QvJsonRows;

QvJsonRows *qv_json_rows_new       (const char *data, gsize size, GError **error);
void        qv_json_rows_free      (QvJsonRows *self);
GPtrArray  *qv_json_rows_get_names (QvJsonRows *self);
double      qv_json_rows_get_share (QvJsonRows *self);
gboolean    qv_json_rows_next      (QvJsonRows *self, GPtrArray *cells, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvJsonRows, qv_json_rows_free)

G_END_DECLS
