/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * QvTable:
 *
 * A table in memory, all cells as text: trimmed, valid UTF-8, line breaks within a cell as one space; %NULL where
 * the cell is empty. Immutable once built. The first row of the file has become the names of the columns.
 */
typedef struct _QvTable QvTable;

QvTable           *qv_table_new           (const char *const *columns);
void               qv_table_set_next       (QvTable *self, guint number);
void               qv_table_add_row       (QvTable *self, const char *const *cells);
void               qv_table_free         (QvTable *self);

const char *const *qv_table_get_columns   (QvTable *self);
guint              qv_table_get_n_columns (QvTable *self);
guint              qv_table_get_n_rows    (QvTable *self);
guint              qv_table_get_number     (QvTable *self, guint row);
const char        *qv_table_get_cell      (QvTable *self, guint row, guint column);
GPtrArray         *qv_table_get_notes     (QvTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvTable, qv_table_free)

G_END_DECLS
