/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlreader.h>

#include "qv-session-xml.h"

G_BEGIN_DECLS

#define QV_XML_DUBLIN_CORE "http://purl.org/dc/elements/1.1/"
#define QV_XML_IDENTIFIER "urn:quadrivio:session:"
#define QV_XML_MAX_TEXT (4 * 10000)            /* bytes of a text: characters of up to four bytes */
#define QV_XML_MAX_COORDS (8 * 1024 * 1024)    /* bytes of one ring or line as text */
#define QV_XML_MAX_POINTS (4 * 1024 * 1024)    /* points of one geometry */
#define QV_XML_MAX_BYTES (512 * 1024 * 1024ll) /* of the file */
#define QV_XML_MAX_RECORDS 4000000
#define QV_XML_MAX_PAST 1000    /* past values of a record */

/* qv-session-xml-values.c */
gboolean  _qv_xml_is_element    (const QvFieldInfo *field);
char     *_qv_xml_format_value  (const QvFieldInfo *field, const QvValue *value);
gboolean  _qv_xml_parse_value   (const QvFieldInfo *field, const char *text, QvValue *out_value);
void      _qv_xml_append_coords (GString *text, const gint32 *coords, guint n_points);
gboolean  _qv_xml_parse_coords  (const char *text, GArray *coords);

/* qv-session-xml-source.c: a file's nodes, guarded */
typedef struct _QvXmlSource QvXmlSource;

typedef struct
{
  xmlStructuredErrorFunc func;
  void *context;
} QvXmlQuiet;

void         _qv_xml_quiet_begin      (QvXmlQuiet *saved);
void         _qv_xml_quiet_end        (const QvXmlQuiet *saved);
GBytes      *_qv_xml_load_resource    (const char *name);

QvXmlSource *_qv_xml_source_new       (int fd, const char *name, gboolean validate, GError **error);
void         _qv_xml_source_free      (QvXmlSource *self);
int          _qv_xml_source_read      (QvXmlSource *self, GError **error);
gboolean     _qv_xml_source_read_root (QvXmlSource *self, GError **error);
gboolean     _qv_xml_source_read_child (QvXmlSource *self, int depth, gboolean *out_found, GError **error);
char        *_qv_xml_source_read_text (QvXmlSource *self, gsize max_bytes, GError **error);
gboolean     _qv_xml_source_fail      (QvXmlSource *self, GError **error, QvExchangeError code, const char *format, ...) G_GNUC_PRINTF (4, 5);
xmlTextReaderPtr _qv_xml_source_get_reader (QvXmlSource *self);
guint        _qv_xml_source_get_line  (QvXmlSource *self);
void         _qv_xml_source_set_line  (QvXmlSource *self, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvXmlSource, _qv_xml_source_free)

/* qv-session-xml-record.c */
QvRecord    *_qv_xml_read_record      (QvXmlSource *source, QvEntity entity, GError **error);

/* qv-session-xml-rules.c: what the schema cannot say */
typedef struct _QvXmlRules QvXmlRules;

QvXmlRules  *_qv_xml_rules_new        (void);
void         _qv_xml_rules_free       (QvXmlRules *self);
gboolean     _qv_xml_rules_check      (QvXmlRules *self, QvXmlSource *source, const QvRecord *record, GError **error);
gboolean     _qv_xml_rules_finish     (QvXmlRules *self, QvXmlSource *source, QvId identifier, QvId *out_session, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvXmlRules, _qv_xml_rules_free)

G_END_DECLS
