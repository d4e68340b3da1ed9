/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-exchange-error.h"
#include "qv-record.h"

G_BEGIN_DECLS

#define QV_SESSION_XML_VERSION 1
#define QV_SESSION_XML_NAMESPACE "https://quadrivio.org/ns/session/1"
#define QV_SESSION_XML_ROOT "workshop" /* the first element */

/**
 * QvSessionXmlWriter:
 *
 * Writes records as session XML, as they come: in the order of #QvEntity, within an entity by ascending id. Memory does not grow with
 * the session, and the same records always make the same bytes.
 */
typedef struct _QvSessionXmlWriter QvSessionXmlWriter;

QvSessionXmlWriter *qv_session_xml_writer_new    (GOutputStream *stream, const QvRecord *session, gboolean named, GError **error);
gboolean            qv_session_xml_writer_add    (QvSessionXmlWriter *self, const QvRecord *record, GError **error);
gboolean            qv_session_xml_writer_finish (QvSessionXmlWriter *self, GError **error);
void                qv_session_xml_writer_free   (QvSessionXmlWriter *self);

gboolean            qv_session_xml_validate      (int fd, const char *name, QvId *out_session, GCancellable *cancellable, GError **error);
gboolean            qv_session_xml_read          (int fd, const char *name, QvRecordFunc func, gpointer data, GError **error);
gboolean            qv_session_xml_to_html       (int fd, const char *name, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvSessionXmlWriter, qv_session_xml_writer_free)

G_END_DECLS
