/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-record.h"

G_BEGIN_DECLS

#define QV_EXCHANGE_ERROR (qv_exchange_error_quark ())

typedef enum
{
  QV_EXCHANGE_ERROR_FAILED,  /* the file system said no */
  QV_EXCHANGE_ERROR_FORMAT,  /* not what it should be; the message names line and reason */
  QV_EXCHANGE_ERROR_LIMIT,   /* larger, deeper or longer than the reader accepts */
  QV_EXCHANGE_ERROR_NEWER,   /* written by a newer Quadrivio */
  QV_EXCHANGE_ERROR_HELPER,  /* the geodata helper failed, ran out of time or memory */
  QV_EXCHANGE_ERROR_CANCELLED,
} QvExchangeError;

/**
 * QvSessionXmlWriter:
 *
 * Writes records, in the order in which they come, as session XML. Memory does not grow with the session.
 */
typedef struct _QvSessionXmlWriter QvSessionXmlWriter;

GQuark              qv_exchange_error_quark      (void);

QvSessionXmlWriter *qv_session_xml_writer_new    (GOutputStream *stream, const QvRecord *session, gboolean named, GError **error);
gboolean            qv_session_xml_writer_add    (QvSessionXmlWriter *self, const QvRecord *record, GError **error);
gboolean            qv_session_xml_writer_finish (QvSessionXmlWriter *self, GError **error);
void                qv_session_xml_writer_free   (QvSessionXmlWriter *self);

gboolean            qv_session_xml_validate      (int fd, const char *name, QvId *out_session, GError **error);
gboolean            qv_session_xml_read          (int fd, const char *name, QvRecordFunc func, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvSessionXmlWriter, qv_session_xml_writer_free)

G_END_DECLS
