/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QV_READ_ERROR (qv_read_error_quark ())
#define QV_JSON_MAX_DEPTH 64

typedef enum
{
  QV_READ_ERROR_FORMAT, /* the file is not what it should be; the message names where and why */
  QV_READ_ERROR_LIMIT,  /* more of something than is accepted */
  QV_READ_ERROR_FAILED, /* the file system said no */
} QvReadError;

typedef enum
{
  QV_JSON_ERROR,
  QV_JSON_END, /* of the document */
  QV_JSON_BEGIN_OBJECT,
  QV_JSON_END_OBJECT,
  QV_JSON_BEGIN_ARRAY,
  QV_JSON_END_ARRAY,
  QV_JSON_NAME,
  QV_JSON_STRING,
  QV_JSON_NUMBER,
  QV_JSON_BOOL,
  QV_JSON_NULL,
} QvJsonToken;

/**
 * QvJsonReader:
 *
 * Walks through JSON (RFC 8259) token by token, strictly, with memory that does not grow with the document.
 */
typedef struct _QvJsonReader QvJsonReader;

GQuark        qv_read_error_quark       (void);

QvJsonReader *qv_json_reader_new        (const char *data, gsize size);
void          qv_json_reader_free       (QvJsonReader *self);
QvJsonToken   qv_json_reader_next       (QvJsonReader *self, GError **error);
const char   *qv_json_reader_get_text   (QvJsonReader *self);
double        qv_json_reader_get_number (QvJsonReader *self);
guint         qv_json_reader_get_depth  (QvJsonReader *self);
double        qv_json_reader_get_share  (QvJsonReader *self);
gboolean      qv_json_reader_skip       (QvJsonReader *self, QvJsonToken first, GError **error);
void          qv_json_reader_set_error  (QvJsonReader *self, const char *what, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvJsonReader, qv_json_reader_free)

G_END_DECLS
