/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file as a stream of XML nodes: read through the guard, with nothing loaded from elsewhere, no entities
 * and, where asked for, checked against the schema on the way. The first thing that is wrong ends the stream.
 */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <libxml/xmlschemas.h>
#include <string.h>
#include <unistd.h>

#include "qv-exchange-resources.h"
#include "qv-session-xml-guard.h"

#define OPTIONS (XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES)
#define RESOURCE_PATH "/org/quadrivio/exchange/"
#define MAX_REASON 300

#if LIBXML_VERSION >= 21200
typedef const xmlError *ErrorPtr;
#else
typedef xmlErrorPtr ErrorPtr;
#endif

struct _QvXmlSource
{
  int fd;
  char *name;
  QvXmlGuard guard;
  xmlTextReaderPtr reader;
  xmlSchemaPtr schema;
  xmlSchemaValidCtxtPtr validator;
  QvXmlQuiet quiet;
  GError *error; /* the first */
  guint line;    /* of the element that was read last */
};

static xmlParserInputPtr
deny_entity (const char *url, const char *id, xmlParserCtxtPtr context)
{
  return NULL;
}

static void
ignore_error (void *context, ErrorPtr error)
{
}

/* Nothing in a session file may make any thread of this process open another file or a connection. */
static void
ensure_safe (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  xmlInitParser ();
  xmlSetExternalEntityLoader (deny_entity);
  g_once_init_leave (&done, 1);
}

/* What libxml2 reports to nobody in particular goes to this thread's handler, which prints unless it is
 * replaced. */
void
_qv_xml_quiet_begin (QvXmlQuiet *saved)
{
  ensure_safe ();
  saved->func = xmlStructuredError;
  saved->context = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc (NULL, ignore_error);
}

void
_qv_xml_quiet_end (const QvXmlQuiet *saved)
{
  xmlResetLastError ();
  xmlSetStructuredErrorFunc (saved->context, saved->func);
}

/* The schema or the style sheet, which are built in. */
GBytes *
_qv_xml_load_resource (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, NULL);

  return g_resource_lookup_data (_qv_exchange_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static void
set_error (QvXmlSource *self, QvExchangeError code, guint line, const char *reason)
{
  g_autofree char *text = NULL;

  if (self->error != NULL)
    return;
  text = g_utf8_make_valid (reason, -1);
  /* Translators: the file's name, the line's number, what is wrong there */
  self->error = g_error_new (QV_EXCHANGE_ERROR, code, _ ("%s, line %u: %s"), self->name, line, text);
}

/* libxml2's words as one short line, without the namespace in braces before each name. */
static char *
tidy (const char *message)
{
  GString *text = g_string_new (NULL);

  for (const char *p = message; *p != '\0' && text->len < MAX_REASON; p++)
    {
      const char *close = *p == '{' || *p == '[' ? strchr (p, *p == '{' ? '}' : ']') : NULL;

      if (close != NULL && (g_str_has_prefix (p, "{http") || g_str_has_prefix (p, "[facet ")))
        p = close + (*p == '[' && close[1] == ' ');
      else if (g_ascii_iscntrl (*p))
        g_string_append_c (text, ' ');
      else
        g_string_append_c (text, *p);
    }
  g_strstrip (text->str);
  text->len = strlen (text->str);
  while (text->len > 0 && strchr (".: ", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static void
error_cb (void *context, ErrorPtr error)
{
  QvXmlSource *self = context;
  g_autofree char *reason = NULL;

  if (error == NULL || error->level < XML_ERR_ERROR || error->message == NULL)
    return;
  reason = tidy (error->message);
  set_error (self, QV_EXCHANGE_ERROR_FORMAT, error->line > 0 ? (guint) error->line : self->guard.line,
             reason);
}

static int
read_cb (void *context, char *buffer, int size)
{
  QvXmlSource *self = context;
  const char *problem = NULL;
  gssize n;

  do
    n = read (self->fd, buffer, (gsize) size);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    set_error (self, QV_EXCHANGE_ERROR_FAILED, self->guard.line, g_strerror (errno));
  else if (self->guard.n_bytes + (guint64) n > QV_XML_MAX_BYTES)
    set_error (self, QV_EXCHANGE_ERROR_LIMIT, self->guard.line, _ ("the file is too large"));
  else if (n == 0 && self->guard.n_bytes == 0)
    set_error (self, QV_EXCHANGE_ERROR_FORMAT, 1, _ ("the file is empty"));
  else
    problem = _qv_xml_guard_look (&self->guard, buffer, (gsize) n);
  if (problem != NULL)
    set_error (self, QV_EXCHANGE_ERROR_FORMAT, self->guard.line, problem);
  return self->error == NULL ? (int) n : -1;
}

static gboolean
attach_schema (QvXmlSource *self)
{
  g_autoptr (GBytes) xsd = _qv_xml_load_resource ("quadrivio-session.xsd");
  xmlSchemaParserCtxtPtr parser =
      xmlSchemaNewMemParserCtxt (g_bytes_get_data (xsd, NULL), (int) g_bytes_get_size (xsd));

  self->schema = xmlSchemaParse (parser);
  xmlSchemaFreeParserCtxt (parser);
  self->validator = self->schema != NULL ? xmlSchemaNewValidCtxt (self->schema) : NULL;
  return self->validator != NULL && xmlTextReaderSchemaValidateCtxt (self->reader, self->validator, 0) == 0;
}

/* Reads @fd, which has to be a file that can be read twice, from its beginning. */
QvXmlSource *
_qv_xml_source_new (int fd, const char *name, gboolean validate, GError **error)
{
  g_autoptr (QvXmlSource) self = g_new0 (QvXmlSource, 1);

  self->fd = fd;
  self->name = g_filename_display_name (name);
  _qv_xml_guard_init (&self->guard);
  _qv_xml_quiet_begin (&self->quiet);
  if (lseek (fd, 0, SEEK_SET) != 0)
    {
      set_error (self, QV_EXCHANGE_ERROR_FAILED, 1, g_strerror (errno));
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  self->reader = xmlReaderForIO (read_cb, NULL, self, NULL, NULL, OPTIONS);
  if (self->reader != NULL)
    xmlTextReaderSetStructuredErrorHandler (self->reader, error_cb, self);
  if (self->error == NULL && (self->reader == NULL || (validate && !attach_schema (self))))
    set_error (self, QV_EXCHANGE_ERROR_FAILED, 1, _ ("the reader cannot start"));
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
_qv_xml_source_free (QvXmlSource *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  g_clear_pointer (&self->validator, xmlSchemaFreeValidCtxt);
  g_clear_pointer (&self->schema, xmlSchemaFree);
  _qv_xml_quiet_end (&self->quiet);
  _qv_xml_guard_clear (&self->guard);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self);
}

xmlTextReaderPtr
_qv_xml_source_get_reader (QvXmlSource *self)
{
  return self->reader;
}

guint
_qv_xml_source_get_line (QvXmlSource *self)
{
  return self->line;
}

/* Once a record is complete, what is wrong with it as a whole is said of the line where it began. */
void
_qv_xml_source_set_line (QvXmlSource *self, guint line)
{
  self->line = line;
}

/* Sets @error to "FILE, line N: reason" at the element that was read last. Returns FALSE. */
gboolean
_qv_xml_source_fail (QvXmlSource *self, GError **error, QvExchangeError code, const char *format, ...)
{
  g_autofree char *reason = NULL;
  g_autofree char *valid = NULL; /* a "%.60s" may cut a letter in two */
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  valid = g_utf8_make_valid (reason, -1);
  g_set_error (error, QV_EXCHANGE_ERROR, code, _ ("%s, line %u: %s"), self->name, self->line, valid);
  return FALSE;
}

static gboolean
is_aside (int type)
{
  return type == XML_READER_TYPE_COMMENT || type == XML_READER_TYPE_PROCESSING_INSTRUCTION;
}

static int
step (QvXmlSource *self)
{
  int type, read;

  do
    {
      read = xmlTextReaderRead (self->reader);
      type = read == 1 ? xmlTextReaderNodeType (self->reader) : XML_READER_TYPE_NONE;
    }
  while (self->error == NULL && is_aside (type));

  if (type == XML_READER_TYPE_ELEMENT)
    self->line = _qv_xml_guard_take_line (&self->guard);
  if (read < 0)
    set_error (self, QV_EXCHANGE_ERROR_FORMAT, self->guard.line, _ ("the file is not well-formed"));
  return type;
}

/* The type of the next node that is neither comment nor instruction; 0 at the end; -1 with @error set. */
int
_qv_xml_source_read (QvXmlSource *self, GError **error)
{
  int type = step (self);

  if (self->error == NULL)
    return type;
  g_propagate_error (error, g_error_copy (self->error));
  return -1;
}

/* The namespace ends in the version, which has one digit so far. */
static gboolean
is_newer (const char *namespace, const char *version)
{
  guint64 number;
  gsize prefix = strlen (QV_SESSION_XML_NAMESPACE) - 1;

  if (namespace == NULL || strncmp (namespace, QV_SESSION_XML_NAMESPACE, prefix) != 0)
    return FALSE;
  if (g_ascii_string_to_unsigned (namespace + prefix, 10, QV_SESSION_XML_VERSION + 1, G_MAXUINT, &number,
                                  NULL))
    return TRUE;
  return g_str_equal (namespace, QV_SESSION_XML_NAMESPACE) && version != NULL &&
         g_ascii_string_to_unsigned (version, 10, QV_SESSION_XML_VERSION + 1, G_MAXUINT, &number, NULL);
}

/* Moves to the first element and makes sure that it is that of a session, of a version known here. */
gboolean
_qv_xml_source_read_root (QvXmlSource *self, GError **error)
{
  if (step (self) == XML_READER_TYPE_ELEMENT)
    {
      const char *name = (const char *) xmlTextReaderConstLocalName (self->reader);
      const char *namespace = (const char *) xmlTextReaderConstNamespaceUri (self->reader);
      xmlChar *version = xmlTextReaderGetAttribute (self->reader, (const xmlChar *) "version");
      gboolean newer = is_newer (namespace, (const char *) version);

      xmlFree (version);
      if (newer)
        return _qv_xml_source_fail (self, error, QV_EXCHANGE_ERROR_NEWER,
                                    _ ("the session was written by a newer version of Quadrivio"));
      if (!g_str_equal (name, QV_SESSION_XML_ROOT) || g_strcmp0 (namespace, QV_SESSION_XML_NAMESPACE) != 0)
        return _qv_xml_source_fail (self, error, QV_EXCHANGE_ERROR_FORMAT,
                                    _ ("this is not a session file, it begins with the element “%.60s”"),
                                    name);
    }
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

static gboolean
is_blank (xmlTextReaderPtr reader)
{
  const char *text = (const char *) xmlTextReaderConstValue (reader);

  return text == NULL || text[strspn (text, " \t\n\r")] == '\0';
}

/* Moves to the next child element of the element at @depth, which was just begun or whose child was just
 * ended; @out_found is FALSE at its end. Text in between is an error. */
gboolean
_qv_xml_source_read_child (QvXmlSource *self, int depth, gboolean *out_found, GError **error)
{
  *out_found = FALSE;
  for (;;)
    {
      int type = _qv_xml_source_read (self, error);

      if (type < 0)
        return FALSE;
      if (type == XML_READER_TYPE_ELEMENT)
        {
          *out_found = TRUE;
          return TRUE;
        }
      if (type == XML_READER_TYPE_NONE ||
          (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth (self->reader) == depth))
        return TRUE;
      if (type != XML_READER_TYPE_END_ELEMENT && !is_blank (self->reader))
        return _qv_xml_source_fail (self, error, QV_EXCHANGE_ERROR_FORMAT,
                                    _ ("there is text between elements"));
    }
}

/* The text of the element that was just begun, exactly; moves to its end. */
char *
_qv_xml_source_read_text (QvXmlSource *self, gsize max_bytes, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (xmlTextReaderIsEmptyElement (self->reader))
    return g_string_free (g_steal_pointer (&text), FALSE);
  for (;;)
    {
      int type = _qv_xml_source_read (self, error);
      const char *value;

      if (type < 0)
        return NULL;
      if (type == XML_READER_TYPE_END_ELEMENT)
        return g_string_free (g_steal_pointer (&text), FALSE);
      if (type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_NONE)
        {
          _qv_xml_source_fail (self, error, QV_EXCHANGE_ERROR_FORMAT,
                               _ ("there is an element where text should be"));
          return NULL;
        }
      value = (const char *) xmlTextReaderConstValue (self->reader);
      if (value == NULL || text->len + strlen (value) > max_bytes)
        {
          _qv_xml_source_fail (self, error, QV_EXCHANGE_ERROR_LIMIT, _ ("a text is too long"));
          return NULL;
        }
      g_string_append (text, value);
    }
}
