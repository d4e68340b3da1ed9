/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  QV_XML_GUARD_START,
  QV_XML_GUARD_TEXT,
  QV_XML_GUARD_OPEN, /* after "<" */
  QV_XML_GUARD_BANG, /* after "<!" */
  QV_XML_GUARD_DASH, /* after "<!-" */
  QV_XML_GUARD_TAG,
  QV_XML_GUARD_QUOTED,
  QV_XML_GUARD_INSTRUCTION,
  QV_XML_GUARD_COMMENT,
  QV_XML_GUARD_CDATA,
} QvXmlGuardState;

/**
 * QvXmlGuard:
 *
 * Looks at the bytes of a file before the parser sees them, and stops what would cost the parser time or memory: document types,
 * other encodings, tags with thousands of attributes. It also remembers the line of each start tag.
 */
typedef struct
{
  QvXmlGuardState state;
  char quote;
  guint tail;           /* of "--", "]]" or "?" seen so far */
  guint n_in_tag;       /* bytes */
  guint n_attributes;
  guint n_instructions;
  guint n_asides;       /* comments and CDATA sections since the last tag */
  guint64 n_bytes;
  guint line;
  GString *declaration; /* what stands in "<?xml … ?>" */
  GArray *lines;        /* (element-type guint) of start tags that nobody asked for yet */
  guint next_line;
} QvXmlGuard;

void        _qv_xml_guard_init      (QvXmlGuard *self);
void        _qv_xml_guard_clear     (QvXmlGuard *self);
const char *_qv_xml_guard_look      (QvXmlGuard *self, const char *bytes, gsize size);
guint       _qv_xml_guard_take_line (QvXmlGuard *self);

G_END_DECLS
