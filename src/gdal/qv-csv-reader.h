/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-json-reader.h"

G_BEGIN_DECLS

#define QV_MAX_COLUMNS 1000

/**
 * QvCsvReader:
 *
 * Reads delimited text (RFC 4180, with any of , ; tab | as delimiter and any line end), in whatever encoding it is.
 */
typedef struct _QvCsvReader QvCsvReader;

QvCsvReader *qv_csv_reader_new           (const char *data, gsize size, GError **error);
void         qv_csv_reader_free          (QvCsvReader *self);
const char  *qv_csv_reader_get_encoding  (QvCsvReader *self);
char         qv_csv_reader_get_delimiter (QvCsvReader *self);
guint        qv_csv_reader_get_number    (QvCsvReader *self);
double       qv_csv_reader_get_share     (QvCsvReader *self);
gboolean     qv_csv_reader_next          (QvCsvReader *self, GPtrArray *cells, GError **error);

char        *qv_cell_clean               (const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvCsvReader, qv_csv_reader_free)

G_END_DECLS
