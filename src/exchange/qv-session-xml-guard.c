/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest reader of XML that can tell markup from text. It decides nothing about well-formedness, which
 * stays with libxml2; it only makes sure that what libxml2 gets to see is harmless. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml-guard.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TAG (512 * 1024)
#define MAX_ATTRIBUTES 64
#define MAX_INSTRUCTIONS 16
#define MAX_DECLARATION 200
#define MAX_ASIDES 1000 /* libxml2 keeps them all until the next tag */
#define COMPACT_AT 4096

void
_qv_xml_guard_init (QvXmlGuard *self)
{
  memset (self, 0, sizeof *self);
  self->line = 1;
  self->declaration = g_string_new (NULL);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
_qv_xml_guard_clear (QvXmlGuard *self)
{
  g_string_free (self->declaration, TRUE);
  g_array_unref (self->lines);
}

/* The line of the next start tag, in the order of the document. */
guint
_qv_xml_guard_take_line (QvXmlGuard *self)
{
  if (self->next_line >= self->lines->len)
    return self->line;
  if (self->next_line >= COMPACT_AT)
    {
      g_array_remove_range (self->lines, 0, self->next_line);
      self->next_line = 0;
    }
  return g_array_index (self->lines, guint, self->next_line++);
}

static const char *
check_declaration (QvXmlGuard *self)
{
  const char *encoding = strstr (self->declaration->str, "encoding");

  if (!g_str_has_prefix (self->declaration->str, "xml") || encoding == NULL)
    return NULL;
  encoding += strcspn (encoding, "\"'");
  if (*encoding != '\0' && (g_ascii_strncasecmp (encoding + 1, "utf-8", 5) == 0 ||
                            g_ascii_strncasecmp (encoding + 1, "us-ascii", 8) == 0))
    return NULL;
  return _ ("the file is not in UTF-8");
}

static const char *
enter_tag (QvXmlGuard *self, char c)
{
  self->state = QV_XML_GUARD_TAG;
  self->n_in_tag = 0;
  self->n_attributes = 0;
  self->n_asides = 0;
  if (c != '/')
    g_array_append_val (self->lines, self->line);
  return NULL;
}

static const char *
look_after_open (QvXmlGuard *self, char c)
{
  self->tail = 0;
  if (c == '!')
    self->state = QV_XML_GUARD_BANG;
  else if (c == '?')
    {
      self->state = QV_XML_GUARD_INSTRUCTION;
      g_string_truncate (self->declaration, 0);
      if (++self->n_instructions > MAX_INSTRUCTIONS)
        return _ ("there are too many processing instructions");
    }
  else
    return enter_tag (self, c);
  return NULL;
}

static const char *
look_in_tag (QvXmlGuard *self, char c)
{
  if (++self->n_in_tag > MAX_TAG)
    return _ ("a tag is too long");
  if (self->state == QV_XML_GUARD_QUOTED)
    {
      if (c == self->quote)
        self->state = QV_XML_GUARD_TAG;
      return NULL;
    }
  if (c == '"' || c == '\'')
    {
      self->quote = c;
      self->state = QV_XML_GUARD_QUOTED;
    }
  else if (c == '>')
    self->state = QV_XML_GUARD_TEXT;
  else if (c == '=' && ++self->n_attributes > MAX_ATTRIBUTES)
    return _ ("a tag has too many attributes");
  return NULL;
}

/* Comments, CDATA sections and instructions end in two of @mark (an instruction: one "?") and ">". */
static const char *
look_for_end (QvXmlGuard *self, char c, char mark, guint needed)
{
  if (c == '>' && self->tail >= needed)
    {
      const char *problem = self->state == QV_XML_GUARD_INSTRUCTION ? check_declaration (self) : NULL;

      self->state = QV_XML_GUARD_TEXT;
      return problem;
    }
  self->tail = c == mark ? self->tail + 1 : 0;
  if (self->state == QV_XML_GUARD_INSTRUCTION && self->declaration->len < MAX_DECLARATION)
    g_string_append_c (self->declaration, c);
  return NULL;
}

static const char *
look_after_bang (QvXmlGuard *self, char c)
{
  if (c == '-')
    self->state = self->state == QV_XML_GUARD_DASH ? QV_XML_GUARD_COMMENT : QV_XML_GUARD_DASH;
  else if (c == '[')
    self->state = QV_XML_GUARD_CDATA;
  else
    return _ ("it has a document type declaration, which session files must not have");
  if (self->state != QV_XML_GUARD_DASH && ++self->n_asides > MAX_ASIDES)
    return _ ("there are too many comments in one place");
  return NULL;
}

static const char *
look_at_byte (QvXmlGuard *self, char c)
{
  switch (self->state)
    {
    case QV_XML_GUARD_START:
      if (strchr ("<\xef\xbb\xbf \t\r\n", c) == NULL)
        return _ ("the file is not XML in UTF-8");
      self->state = c == '<' ? QV_XML_GUARD_OPEN : QV_XML_GUARD_START;
      return NULL;
    case QV_XML_GUARD_TEXT:
      if (c == '<')
        self->state = QV_XML_GUARD_OPEN;
      return NULL;
    case QV_XML_GUARD_OPEN:
      return look_after_open (self, c);
    case QV_XML_GUARD_BANG:
    case QV_XML_GUARD_DASH:
      return look_after_bang (self, c);
    case QV_XML_GUARD_TAG:
    case QV_XML_GUARD_QUOTED:
      return look_in_tag (self, c);
    case QV_XML_GUARD_INSTRUCTION:
      return look_for_end (self, c, '?', 1);
    case QV_XML_GUARD_COMMENT:
      return look_for_end (self, c, '-', 2);
    case QV_XML_GUARD_CDATA:
      return look_for_end (self, c, ']', 2);
    default:
      g_assert_not_reached ();
    }
}

/* Returns NULL, or why the parser must not see @bytes; then self->line is where. */
const char *
_qv_xml_guard_look (QvXmlGuard *self, const char *bytes, gsize size)
{
  self->n_bytes += size;
  for (gsize i = 0; i < size; i++)
    {
      const char *problem =
          bytes[i] != '\0' ? look_at_byte (self, bytes[i]) : _ ("the file is not XML in UTF-8");

      if (problem != NULL)
        return problem;
      if (bytes[i] == '\n')
        self->line++;
    }
  return NULL;
}
