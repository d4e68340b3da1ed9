/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Session XML from records, one at a time. What is written depends on the records alone: no time of export,
 * no name of a computer, so that the same session is always the same bytes. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <libxml/xmlwriter.h>
#include <string.h>

#include "qv-geometry.h"

struct _QvSessionXmlWriter
{
  GOutputStream *stream;
  xmlTextWriterPtr xml;
  GError *error; /* of the stream */
  GString *scratch;
  QvId session;
  gboolean named;
  gboolean has_session;
  gboolean is_closed; /* what libxml2 still holds is not wanted */
  QvEntity last_entity;
  QvId last_id;
};

#define X(s) ((const xmlChar *) (s))

/* Failing here would make libxml2 print; the error is kept and reported by the function that was called. */
static int
write_cb (void *context, const char *data, int size)
{
  QvSessionXmlWriter *self = context;

  if (self->error == NULL && !self->is_closed)
    g_output_stream_write_all (self->stream, data, (gsize) size, NULL, NULL, &self->error);
  return size;
}

static void
start (QvSessionXmlWriter *self, const char *element)
{
  xmlTextWriterStartElement (self->xml, X (element));
}

static void
end (QvSessionXmlWriter *self)
{
  xmlTextWriterEndElement (self->xml);
}

static void
attribute (QvSessionXmlWriter *self, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute (self->xml, X (name), X (value));
}

static void
attribute_int (QvSessionXmlWriter *self, const char *name, gint64 value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" PRId64, value);
  attribute (self, name, text);
}

/* Tells other programs, which may indent what they read, where white space is somebody's text. */
static void
mark_space (QvSessionXmlWriter *self, const char *text)
{
  gsize size = strlen (text);

  if (size > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[size - 1]) ||
                   strpbrk (text, "\n\t") != NULL || strstr (text, "  ") != NULL))
    attribute (self, "xml:space", "preserve");
}

static void
text_element (QvSessionXmlWriter *self, const char *name, const char *text)
{
  start (self, name);
  mark_space (self, text);
  xmlTextWriterWriteString (self->xml, X (text));
  end (self);
}

static void
write_ring (QvSessionXmlWriter *self, const char *name, const gint32 *coords, guint from, guint to)
{
  g_string_truncate (self->scratch, 0);
  _qv_xml_append_coords (self->scratch, coords + 2 * (gsize) from, to - from);
  start (self, name);
  xmlTextWriterWriteString (self->xml, X (self->scratch->str));
  end (self);
}

static void
write_areas (QvSessionXmlWriter *self, QvGeometry *geometry)
{
  guint n_parts, n_rings, n_points;
  const guint32 *parts = qv_geometry_get_part_ends (geometry, &n_parts);
  const guint32 *rings = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);

  for (guint part = 0, ring = 0; part < n_parts; part++)
    {
      start (self, "area");
      for (guint first = ring; ring < parts[part]; ring++)
        write_ring (self, ring == first ? "outline" : "hole", coords, ring > 0 ? rings[ring - 1] : 0,
                    rings[ring]);
      end (self);
    }
}

static void
write_geometry (QvSessionXmlWriter *self, const char *name, GBytes *blob)
{
  g_autoptr (QvGeometry) geometry = qv_geometry_new_from_bytes (blob, NULL);
  guint n_rings, n_points;
  const guint32 *rings = qv_geometry_get_ring_ends (geometry, &n_rings);
  const gint32 *coords = qv_geometry_get_coords (geometry, &n_points);

  start (self, name);
  switch (qv_geometry_get_kind (geometry))
    {
    case QV_GEOMETRY_POINT:
      for (guint i = 0; i < n_points; i++)
        write_ring (self, "point", coords, i, i + 1);
      break;
    case QV_GEOMETRY_LINE:
      for (guint i = 0; i < n_rings; i++)
        write_ring (self, "line", coords, i > 0 ? rings[i - 1] : 0, rings[i]);
      break;
    case QV_GEOMETRY_AREA:
      write_areas (self, geometry);
      break;
    default:
      g_assert_not_reached ();
    }
  end (self);
}

static gboolean
is_written (const QvRecord *record, guint field)
{
  return !qv_record_is_null (record, field) &&
         (field != record->n_fields - 1 || qv_record_is_deleted (record));
}

static void
write_attributes (QvSessionXmlWriter *self, const QvRecord *record)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  attribute_int (self, "id", record->id);
  attribute_int (self, "stamp", record->stamp);
  for (guint i = 0; i < record->n_fields; i++)
    if (!_qv_xml_is_element (&info->fields[i]) && is_written (record, i))
      {
        g_autofree char *text = _qv_xml_format_value (&info->fields[i], &record->values[i]);

        attribute (self, info->fields[i].name, text);
      }
}

static void
write_elements (QvSessionXmlWriter *self, const QvRecord *record)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  for (guint i = 0; i < record->n_fields; i++)
    if (!_qv_xml_is_element (&info->fields[i]) || !is_written (record, i))
      continue;
    else if (info->fields[i].type == QV_FIELD_GEOMETRY)
      write_geometry (self, info->fields[i].name, record->values[i].blob);
    else
      text_element (self, info->fields[i].name, record->values[i].text);
}

static void
write_past (QvSessionXmlWriter *self, const QvRecord *record, const QvPastValue *past)
{
  const QvFieldInfo *field = &qv_entity_get_info (record->entity)->fields[past->field];

  start (self, "earlier");
  attribute (self, "field", field->name);
  attribute_int (self, "stamp", past->stamp);
  if (past->value.type == QV_VALUE_NULL)
    attribute (self, "absent", "true");
  else if (field->type == QV_FIELD_GEOMETRY)
    write_geometry (self, field->name, past->value.blob);
  else
    {
      g_autofree char *text = _qv_xml_format_value (field, &past->value);

      mark_space (self, text);
      xmlTextWriterWriteString (self->xml, X (text));
    }
  end (self);
}

static void
write_history (QvSessionXmlWriter *self, const QvRecord *record)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  for (guint i = 0; i < record->n_fields; i++)
    if (record->stamps[i] != 0)
      {
        start (self, "changed");
        attribute (self, "field", info->fields[i].name);
        attribute_int (self, "stamp", record->stamps[i]);
        end (self);
      }
  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    write_past (self, record, &g_array_index (record->past, QvPastValue, i));
}

static void
header_element (QvSessionXmlWriter *self, const char *name, const char *text)
{
  if (text != NULL && text[0] != '\0')
    text_element (self, name, text);
}

/* Dublin Core Metadata Element Set 1.1, from what the session itself says. */
static void
write_header (QvSessionXmlWriter *self, const QvRecord *session)
{
  g_autofree char *identifier = g_strdup_printf (QV_XML_IDENTIFIER "%" PRId64, session->id);
  const QvFieldInfo *fields = qv_entity_get_info (QV_ENTITY_SESSION)->fields;
  const char *date = qv_record_get_text (session, QV_SESSION_STARTS);
  g_autofree char *started = NULL;

  if ((date == NULL || date[0] == '\0') && !qv_record_is_null (session, QV_SESSION_STARTED))
    date = started = _qv_xml_format_value (&fields[QV_SESSION_STARTED], &session->values[QV_SESSION_STARTED]);

  start (self, "header");
  header_element (self, "dc:title", qv_record_get_text (session, QV_SESSION_TITLE));
  header_element (self, "dc:identifier", identifier);
  header_element (self, "dc:type", "Event");
  header_element (self, "dc:language", qv_record_get_text (session, QV_SESSION_LANGUAGE));
  header_element (self, "dc:date", date);
  header_element (self, "dc:publisher", qv_record_get_text (session, QV_SESSION_PLACE));
  header_element (self, "dc:description", qv_record_get_text (session, QV_SESSION_QUESTION));
  header_element (self, "dc:relation", qv_record_get_text (session, QV_SESSION_COLLECTION));
  end (self);
}

static void
write_opening (QvSessionXmlWriter *self, const QvRecord *session)
{
  xmlTextWriterSetIndent (self->xml, 1);
  xmlTextWriterSetIndentString (self->xml, X ("  "));
  xmlTextWriterStartDocument (self->xml, NULL, "UTF-8", NULL);
  xmlTextWriterWritePI (self->xml, X ("xml-stylesheet"),
                        X ("type=\"text/xsl\" href=\"quadrivio-session.xsl\""));
  start (self, QV_SESSION_XML_ROOT);
  attribute (self, "xmlns", QV_SESSION_XML_NAMESPACE);
  attribute (self, "xmlns:dc", QV_XML_DUBLIN_CORE);
  attribute_int (self, "version", QV_SESSION_XML_VERSION);
  write_header (self, session);
}

static gboolean
propagate (QvSessionXmlWriter *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

static gboolean
fail_record (const QvRecord *record, const char *reason, GError **error)
{
  g_set_error (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT,
               /* Translators: the kind of thing, its number, the reason */
               _ ("%s %" PRId64 " cannot be exported: %s"), qv_entity_get_info (record->entity)->name,
               record->id, reason);
  return FALSE;
}

static gboolean
time_fits (const QvFieldInfo *field, const QvValue *value)
{
  g_autofree char *text = NULL;

  if (field->type != QV_FIELD_TIME || value->type == QV_VALUE_NULL)
    return TRUE;
  text = _qv_xml_format_value (field, value);
  return text != NULL;
}

static gboolean
times_fit (const QvRecord *record)
{
  const QvFieldInfo *fields = qv_entity_get_info (record->entity)->fields;
  gboolean fit = TRUE;

  for (guint i = 0; i < record->n_fields; i++)
    fit = fit && time_fits (&fields[i], &record->values[i]);
  for (guint i = 0; record->past != NULL && i < record->past->len; i++)
    {
      const QvPastValue *past = &g_array_index (record->past, QvPastValue, i);

      fit = fit && time_fits (&fields[past->field], &past->value);
    }
  return fit;
}

/* What the reader would refuse is not written either. */
static gboolean
check (QvSessionXmlWriter *self, const QvRecord *record, GError **error)
{
  g_autoptr (GError) invalid = NULL;

  if (!qv_record_validate (record, &invalid))
    return fail_record (record, invalid->message, error);
  if (record->id <= 0 || record->stamp <= 0)
    return fail_record (record, _ ("it has no id or no stamp"), error);
  if (record->past != NULL && record->past->len > QV_XML_MAX_PAST)
    return fail_record (record, _ ("it has too many past values"), error);
  if (!times_fit (record))
    return fail_record (record, _ ("a time lies after the year 9999"), error);
  if (record->entity < self->last_entity ||
      (record->entity == self->last_entity && record->id <= self->last_id))
    return fail_record (record, _ ("it comes out of order"), error);
  if (record->entity == QV_ENTITY_SESSION && record->id != self->session)
    return fail_record (record, _ ("a file holds one session"), error);
  return TRUE;
}

/**
 * qv_session_xml_writer_new:
 * @stream: where the bytes go
 * @session: the session that is written; it is also added by qv_session_xml_writer_add() in its turn
 * @named: whether records with the names of people are written; otherwise they are left out
 * @error: return location for a #GError
 *
 * Writes the head of the document: declaration, style sheet and the Dublin Core description of @session.
 *
 * Returns: (transfer full) (nullable): a writer, or %NULL with an error of @stream, or
 * %QV_EXCHANGE_ERROR_FORMAT when @session may not be exported
 */
QvSessionXmlWriter *
qv_session_xml_writer_new (GOutputStream *stream, const QvRecord *session, gboolean named, GError **error)
{
  g_autoptr (QvSessionXmlWriter) self = NULL;

  g_return_val_if_fail (session->entity == QV_ENTITY_SESSION, NULL);

  self = g_new0 (QvSessionXmlWriter, 1);
  self->stream = g_object_ref (stream);
  self->scratch = g_string_new (NULL);
  self->session = session->id;
  self->named = named;
  if (!check (self, session, error))
    return NULL;
  self->xml = xmlNewTextWriter (xmlOutputBufferCreateIO (write_cb, NULL, self, NULL));
  write_opening (self, session);
  return propagate (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * qv_session_xml_writer_add:
 * @self: a writer
 * @record: a record; entities in the order of #QvEntity, ids ascending within an entity
 * @error: return location for a #GError
 *
 * Returns: whether it was written or, being private, left out; otherwise the error of the stream, or
 *   %QV_EXCHANGE_ERROR_FORMAT for a record that the reader would refuse
 */
gboolean
qv_session_xml_writer_add (QvSessionXmlWriter *self, const QvRecord *record, GError **error)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  if (info->is_private && !self->named)
    return TRUE;
  if (!check (self, record, error))
    return FALSE;

  self->last_entity = record->entity;
  self->last_id = record->id;
  self->has_session |= record->entity == QV_ENTITY_SESSION;
  start (self, info->name);
  write_attributes (self, record);
  write_elements (self, record);
  write_history (self, record);
  end (self);
  return propagate (self, error);
}

/**
 * qv_session_xml_writer_finish:
 * @self: a writer
 * @error: return location for a #GError
 *
 * Ends the document and flushes the stream, which stays open.
 *
 * Returns: whether all of it was written
 */
gboolean
qv_session_xml_writer_finish (QvSessionXmlWriter *self, GError **error)
{
  if (!self->has_session)
    {
      g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_FORMAT,
                           _ ("The session itself is missing from what was to be exported."));
      return FALSE;
    }
  xmlTextWriterEndDocument (self->xml);
  xmlTextWriterFlush (self->xml);
  if (self->error == NULL)
    g_output_stream_flush (self->stream, NULL, &self->error);
  return propagate (self, error);
}

void
qv_session_xml_writer_free (QvSessionXmlWriter *self)
{
  if (self == NULL)
    return;
  self->is_closed = TRUE;
  g_clear_pointer (&self->xml, xmlFreeTextWriter);
  g_clear_error (&self->error);
  g_string_free (self->scratch, TRUE);
  g_object_unref (self->stream);
  g_free (self);
}
