/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading session XML: a first pass that checks everything, a second that hands the records on. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qv-id.h"
#include "qv-session-xml-private.h"

#define FORMAT QV_EXCHANGE_ERROR_FORMAT

static gboolean
read_dublin_core (QvXmlSource *source, QvId *out_identifier, GError **error)
{
  xmlTextReaderPtr reader = _qv_xml_source_get_reader (source);
  gboolean is_identifier = g_str_equal ((const char *) xmlTextReaderConstLocalName (reader), "identifier");
  g_autofree char *text = NULL;

  if (g_strcmp0 ((const char *) xmlTextReaderConstNamespaceUri (reader), QV_XML_DUBLIN_CORE) != 0)
    return _qv_xml_source_fail (source, error, FORMAT, _ ("the header holds what is not Dublin Core"));
  text = _qv_xml_source_read_text (source, QV_XML_MAX_TEXT, error);
  if (text == NULL)
    return FALSE;
  if (is_identifier && g_str_has_prefix (text, QV_XML_IDENTIFIER) &&
      !qv_id_parse (text + strlen (QV_XML_IDENTIFIER), out_identifier))
    return _qv_xml_source_fail (source, error, FORMAT,
                                _ ("the header's identifier is not that of a session"));
  return TRUE;
}

static gboolean
read_header (QvXmlSource *source, QvId *out_identifier, GError **error)
{
  xmlTextReaderPtr reader = _qv_xml_source_get_reader (source);
  gboolean found;

  *out_identifier = QV_ID_NONE;
  if (!_qv_xml_source_read_child (source, 0, &found, error))
    return FALSE;
  if (!found || !g_str_equal ((const char *) xmlTextReaderConstLocalName (reader), "header"))
    return _qv_xml_source_fail (source, error, FORMAT, _ ("the header is missing"));
  found = !xmlTextReaderIsEmptyElement (reader);
  while (found)
    if (!_qv_xml_source_read_child (source, 1, &found, error) ||
        (found && !read_dublin_core (source, out_identifier, error)))
      return FALSE;
  return TRUE;
}

static gboolean
read_one (QvXmlSource *source, QvXmlRules *rules, QvRecordFunc func, gpointer data, GError **error)
{
  xmlTextReaderPtr reader = _qv_xml_source_get_reader (source);
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);
  const char *namespace = (const char *) xmlTextReaderConstNamespaceUri (reader);
  g_autoptr (QvRecord) record = NULL;
  QvEntity entity;

  if (g_strcmp0 (namespace, QV_SESSION_XML_NAMESPACE) != 0 || !qv_entity_from_name (name, &entity))
    return _qv_xml_source_fail (source, error, FORMAT, _ ("“%.60s” does not belong there"), name);
  record = _qv_xml_read_record (source, entity, error);
  if (record == NULL || !_qv_xml_rules_check (rules, source, record, error))
    return FALSE;
  return func == NULL || func (record, data, error);
}

static gboolean
read_all (QvXmlSource *source,
          QvRecordFunc func,
          gpointer data,
          QvId *out_session,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (QvXmlRules) rules = _qv_xml_rules_new ();
  gboolean found;
  QvId identifier = QV_ID_NONE;

  if (!_qv_xml_source_read_root (source, error))
    return FALSE;
  found = !xmlTextReaderIsEmptyElement (_qv_xml_source_get_reader (source));
  if (found && !read_header (source, &identifier, error))
    return FALSE;
  while (found)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !_qv_xml_source_read_child (source, 0, &found, error) ||
        (found && !read_one (source, rules, func, data, error)))
      return FALSE;
  /* What follows the last element belongs to the file too. */
  if (_qv_xml_source_read (source, error) < 0)
    return FALSE;
  return _qv_xml_rules_finish (rules, source, identifier, out_session, error);
}

/* What the file is comes before what is wrong with it: by the schema alone a newer version has a wrong root.
 */
static gboolean
check_root (int fd, const char *name, GError **error)
{
  g_autoptr (QvXmlSource) source = _qv_xml_source_new (fd, name, FALSE, error);

  return source != NULL && _qv_xml_source_read_root (source, error);
}

/**
 * qv_session_xml_validate:
 * @fd: a file, which is read from its beginning
 * @name: what to call it in errors
 * @out_session: (out) (optional): the id of the session in it
 * @cancellable: (nullable): to give up, with a #GIOErrorEnum
 * @error: return location for a #GError
 *
 * Checks the whole file: that it is well-formed and harmless, that it follows the schema, and the rules that
 * the schema cannot say (ids once and in order, references within the file, observations of territories of
 * their indicator's level, exactly one session, known words, stamps not in the future, sound geometries).
 * Memory does not grow with the number of notes. Any thread; no connection and no other file is opened.
 *
 * Returns: whether qv_session_xml_read() will hand on all of it. Otherwise @error says "NAME, line N: reason"
 * and is %QV_EXCHANGE_ERROR_FORMAT, %QV_EXCHANGE_ERROR_LIMIT, %QV_EXCHANGE_ERROR_NEWER or
 *   %QV_EXCHANGE_ERROR_FAILED
 */
gboolean
qv_session_xml_validate (
    int fd, const char *name, QvId *out_session, GCancellable *cancellable, GError **error)
{
  g_autoptr (QvXmlSource) source = NULL;
  QvId session = QV_ID_NONE;

  if (!check_root (fd, name, error))
    return FALSE;
  source = _qv_xml_source_new (fd, name, TRUE, error);
  if (source == NULL || !read_all (source, NULL, NULL, &session, cancellable, error))
    return FALSE;
  if (out_session != NULL)
    *out_session = session;
  return TRUE;
}

/**
 * qv_session_xml_read:
 * @fd: a file that qv_session_xml_validate() accepted
 * @name: what to call it in errors
 * @func: (scope call): receives each record, in the order of the file
 * @data: for @func
 * @error: return location for a #GError
 *
 * Reads the file from its beginning once more. All checks but that of the schema are made again, so that a
 * file that changed in between does no harm; but @func may then have received some of it before the error.
 *
 * Returns: whether all was read and @func took it; otherwise the error of @func or as
 * qv_session_xml_validate()
 */
gboolean
qv_session_xml_read (int fd, const char *name, QvRecordFunc func, gpointer data, GError **error)
{
  g_autoptr (QvXmlSource) source = _qv_xml_source_new (fd, name, FALSE, error);
  QvId session;

  return source != NULL && read_all (source, func, data, &session, NULL, error);
}
