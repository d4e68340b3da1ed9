/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session file as a page, through the style sheet that browsers use on the file itself. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml.h"

#include <glib/gi18n.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>

#include "qv-session-xml-private.h"

typedef struct
{
  QvSessionXmlWriter *writer;
  QvRecord *session;
} Slim;

static gboolean
find_session_cb (const QvRecord *record, gpointer data, GError **error)
{
  Slim *slim = data;

  if (record->entity == QV_ENTITY_SESSION)
    slim->session = qv_record_copy (record);
  return TRUE;
}

/* The page shows no outlines and no past, and they are most of a file: without them the tree stays small. */
static gboolean
add_slim_cb (const QvRecord *record, gpointer data, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);
  g_autoptr (QvRecord) copy = qv_record_copy (record);
  Slim *slim = data;

  for (guint i = 0; i < copy->n_fields; i++)
    {
      if (info->fields[i].type == QV_FIELD_GEOMETRY)
        qv_value_clear (&copy->values[i]);
      copy->stamps[i] = 0;
    }
  g_clear_pointer (&copy->past, g_array_unref);
  return qv_session_xml_writer_add (slim->writer, copy, error);
}

/* The session without what the page does not show; nobody's name is in it. */
static GBytes *
slim_down (int fd, const char *name, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  Slim slim = { NULL, NULL };
  gboolean ok = qv_session_xml_read (fd, name, find_session_cb, &slim, error);

  if (ok)
    slim.writer = qv_session_xml_writer_new (memory, slim.session, FALSE, error);
  ok = ok && slim.writer != NULL && qv_session_xml_read (fd, name, add_slim_cb, &slim, error) &&
       qv_session_xml_writer_finish (slim.writer, error);
  g_clear_pointer (&slim.writer, qv_session_xml_writer_free);
  g_clear_pointer (&slim.session, qv_record_free);
  if (!ok || !g_output_stream_close (memory, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static xmlDocPtr
parse (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size <= G_MAXINT ? xmlReadMemory (data, (int) size, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_HUGE)
                          : NULL;
}

static xsltSecurityPrefsPtr
deny_all (void)
{
  const xsltSecurityOption options[] = { XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE,
                                         XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
                                         XSLT_SECPREF_WRITE_NETWORK };
  xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs ();

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    xsltSetSecurityPrefs (prefs, options[i], xsltSecurityForbid);
  return prefs;
}

/* The serialised page, or NULL. */
static xmlChar *
transform (GBytes *xml, int *out_size)
{
  g_autoptr (GBytes) xsl = _qv_xml_load_resource ("quadrivio-session.xsl");
  xmlDocPtr sheet_tree = parse (xsl), session = parse (xml), page = NULL;
  xsltStylesheetPtr sheet = sheet_tree != NULL ? xsltParseStylesheetDoc (sheet_tree) : NULL;
  xsltTransformContextPtr context =
      sheet != NULL && session != NULL ? xsltNewTransformContext (sheet, session) : NULL;
  xsltSecurityPrefsPtr prefs = deny_all ();
  xmlChar *text = NULL;

  if (context != NULL && xsltSetCtxtSecurityPrefs (prefs, context) == 0)
    page = xsltApplyStylesheetUser (sheet, session, NULL, NULL, NULL, context);
  if (page == NULL || context->state != XSLT_STATE_OK ||
      xsltSaveResultToString (&text, out_size, page, sheet) != 0)
    g_clear_pointer (&text, xmlFree);

  g_clear_pointer (&page, xmlFreeDoc);
  g_clear_pointer (&context, xsltFreeTransformContext);
  xsltFreeSecurityPrefs (prefs);
  if (sheet != NULL)
    xsltFreeStylesheet (sheet);
  else
    g_clear_pointer (&sheet_tree, xmlFreeDoc);
  g_clear_pointer (&session, xmlFreeDoc);
  return text;
}

/**
 * qv_session_xml_to_html:
 * @fd: a session file
 * @name: what to call it in errors
 * @stream: where the page goes; it stays open
 * @cancellable: (nullable): to give up while the file is checked
 * @error: return location for a #GError
 *
 * Makes a page that stands alone, in the session's language: agenda, seats by helix, notes by kind and helix,
 * indicators, territories. Names of people are never in it. The file is validated first; the style sheet may
 * open no file and no connection.
 *
 * Returns: whether the page was written; otherwise an error as of qv_session_xml_validate(), or of @stream
 */
gboolean
qv_session_xml_to_html (
    int fd, const char *name, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) xml = NULL;
  gboolean ok = FALSE;
  xmlChar *text;
  QvXmlQuiet quiet;
  int size = 0;

  if (!qv_session_xml_validate (fd, name, NULL, cancellable, error))
    return FALSE;
  xml = slim_down (fd, name, error);
  if (xml == NULL)
    return FALSE;

  _qv_xml_quiet_begin (&quiet);
  text = transform (xml, &size);
  _qv_xml_quiet_end (&quiet);
  if (text != NULL)
    ok = g_output_stream_write_all (stream, text, (gsize) size, NULL, NULL, error) &&
         g_output_stream_flush (stream, NULL, error);
  else
    g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FAILED,
                 /* Translators: %s is a file's name */
                 _ ("%s could not be made a page, perhaps for lack of memory."), name);
  xmlFree (text);
  return ok;
}
