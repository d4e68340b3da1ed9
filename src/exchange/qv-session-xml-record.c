/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record from its element. What the element may hold follows qv_entity_get_info() alone, so this is as
 * strict without the schema as with it. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml-private.h"

#include <glib/gi18n.h>

#include "qv-geometry.h"
#include "qv-id.h"

#define FORMAT QV_EXCHANGE_ERROR_FORMAT
#define LIMIT QV_EXCHANGE_ERROR_LIMIT
#define XMLNS "http://www.w3.org/2000/xmlns/"
#define XML_SPACE "http://www.w3.org/XML/1998/namespace"

typedef struct
{
  QvXmlSource *source;
  xmlTextReaderPtr reader;
  const QvEntityInfo *info;
  QvRecord *record;
  guint seen; /* a bit for each field that has its value */
} Parse;

typedef struct
{
  QvGeometryType type; /* 0 until the first part */
  GArray *parts;
  GArray *rings;
  GArray *coords;
} Shape;

static void
clear_shape (Shape *shape)
{
  g_array_unref (shape->parts);
  g_array_unref (shape->rings);
  g_array_unref (shape->coords);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shape, clear_shape)

static const char *
local_name (Parse *parse)
{
  return (const char *) xmlTextReaderConstLocalName (parse->reader);
}

static gboolean
fail_unexpected (Parse *parse, GError **error)
{
  return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("“%.60s” does not belong there"),
                              local_name (parse));
}

static gboolean
is_ours (Parse *parse)
{
  return g_strcmp0 ((const char *) xmlTextReaderConstNamespaceUri (parse->reader),
                    QV_SESSION_XML_NAMESPACE) == 0;
}

/* Attributes have no namespace; "xml:space" says nothing that this reader does not do anyway. */
static gboolean
is_attribute (Parse *parse, gboolean *out_skip)
{
  const char *namespace = (const char *) xmlTextReaderConstNamespaceUri (parse->reader);

  *out_skip = g_strcmp0 (namespace, XML_SPACE) == 0 && g_str_equal (local_name (parse), "space");
  return namespace == NULL || *out_skip;
}

static gboolean
read_stamp (Parse *parse, QvStamp *out_stamp, GError **error)
{
  if (qv_id_parse ((const char *) xmlTextReaderConstValue (parse->reader), out_stamp))
    return TRUE;
  return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("“%s” is not a whole number above zero"),
                              local_name (parse));
}

static gboolean
take_value (Parse *parse, guint field, const char *text, GError **error)
{
  QvValue value;

  if (parse->seen & (1u << field))
    return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("“%s” stands there twice"),
                                parse->info->fields[field].name);
  if (!_qv_xml_parse_value (&parse->info->fields[field], text, &value))
    return _qv_xml_source_fail (parse->source, error, FORMAT,
                                _ ("“%s” has the value “%.60s”, which is not of its type"),
                                parse->info->fields[field].name, text);
  parse->seen |= 1u << field;
  qv_record_take (parse->record, field, value);
  return TRUE;
}

static gboolean
read_attribute (Parse *parse, GError **error)
{
  const char *name = local_name (parse);
  int field;

  if (g_str_equal (name, "id"))
    return read_stamp (parse, &parse->record->id, error);
  if (g_str_equal (name, "stamp"))
    return read_stamp (parse, &parse->record->stamp, error);
  field = qv_entity_find_field (parse->info->entity, name);
  if (field < 0 || _qv_xml_is_element (&parse->info->fields[field]))
    return fail_unexpected (parse, error);
  return take_value (parse, (guint) field, (const char *) xmlTextReaderConstValue (parse->reader), error);
}

static gboolean
read_attributes (Parse *parse, GError **error)
{
  while (xmlTextReaderMoveToNextAttribute (parse->reader) == 1)
    {
      gboolean skip;

      if (!is_attribute (parse, &skip))
        return fail_unexpected (parse, error);
      if (!skip && !read_attribute (parse, error))
        return FALSE;
    }
  xmlTextReaderMoveToElement (parse->reader);
  if (parse->record->id == QV_ID_NONE || parse->record->stamp == 0)
    return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("“id” or “stamp” is missing"));
  return TRUE;
}

static gboolean
no_attributes (Parse *parse, GError **error)
{
  while (xmlTextReaderMoveToNextAttribute (parse->reader) == 1)
    {
      gboolean skip;

      if (!is_attribute (parse, &skip) || !skip)
        return fail_unexpected (parse, error);
    }
  xmlTextReaderMoveToElement (parse->reader);
  return TRUE;
}

/* One of point, line, outline or hole becomes a ring of @shape; all points are one ring. */
static gboolean
read_ring (Parse *parse, Shape *shape, GError **error)
{
  g_autofree char *text = NULL;
  guint before = shape->coords->len;
  guint n_points;

  if (!no_attributes (parse, error))
    return FALSE;
  text = _qv_xml_source_read_text (parse->source, QV_XML_MAX_COORDS, error);
  if (text == NULL)
    return FALSE;
  if (!_qv_xml_parse_coords (text, shape->coords))
    return _qv_xml_source_fail (parse->source, error, FORMAT,
                                _ ("the coordinates are not pairs of longitude and latitude in degrees"));
  n_points = shape->coords->len / 2;
  if (n_points > QV_XML_MAX_POINTS)
    return _qv_xml_source_fail (parse->source, error, LIMIT, _ ("a shape has too many points"));
  if (shape->type == QV_GEOMETRY_POINT && shape->coords->len - before != 2)
    return _qv_xml_source_fail (parse->source, error, FORMAT,
                                _ ("a point has one longitude and one latitude"));
  if (shape->type == QV_GEOMETRY_POINT && shape->rings->len > 0)
    g_array_index (shape->rings, guint32, 0) = n_points;
  else
    g_array_append_val (shape->rings, n_points);
  return TRUE;
}

static gboolean
read_area (Parse *parse, Shape *shape, int depth, GError **error)
{
  gboolean first = TRUE, found;

  if (!no_attributes (parse, error))
    return FALSE;
  if (xmlTextReaderIsEmptyElement (parse->reader))
    return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("an area has no outline"));
  while (_qv_xml_source_read_child (parse->source, depth, &found, error))
    {
      if (!found && first)
        return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("an area has no outline"));
      if (!found)
        {
          g_array_append_val (shape->parts, shape->rings->len);
          return TRUE;
        }
      if (!is_ours (parse) || !g_str_equal (local_name (parse), first ? "outline" : "hole"))
        return fail_unexpected (parse, error);
      if (!read_ring (parse, shape, error))
        return FALSE;
      first = FALSE;
    }
  return FALSE;
}

static gboolean
read_part (Parse *parse, Shape *shape, int depth, GError **error)
{
  const char *name = local_name (parse);
  QvGeometryType type = g_str_equal (name, "point")  ? QV_GEOMETRY_POINT
                        : g_str_equal (name, "line") ? QV_GEOMETRY_LINE
                        : g_str_equal (name, "area") ? QV_GEOMETRY_AREA
                                                     : 0;

  if (type == 0 || !is_ours (parse) || (shape->type != 0 && shape->type != type))
    return fail_unexpected (parse, error);
  shape->type = type;
  return type == QV_GEOMETRY_AREA ? read_area (parse, shape, depth, error) : read_ring (parse, shape, error);
}

/* The element was just begun; its end is read. */
static gboolean
read_geometry (Parse *parse, QvValue *out_value, GError **error)
{
  g_auto (Shape) shape = { 0, g_array_new (FALSE, FALSE, 4), g_array_new (FALSE, FALSE, 4),
                           g_array_new (FALSE, FALSE, 4) };
  int depth = xmlTextReaderDepth (parse->reader);
  gboolean found = !xmlTextReaderIsEmptyElement (parse->reader);
  g_autoptr (QvGeometry) geometry = NULL;
  g_autoptr (GError) invalid = NULL;

  if (!no_attributes (parse, error))
    return FALSE;
  while (found)
    if (!_qv_xml_source_read_child (parse->source, depth, &found, error) ||
        (found && !read_part (parse, &shape, depth + 1, error)))
      return FALSE;
  if (shape.type == 0)
    return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("a geometry is empty"));
  if (shape.type != QV_GEOMETRY_AREA)
    g_array_append_val (shape.parts, shape.rings->len);
  geometry = qv_geometry_new (shape.type, (guint32 *) (void *) shape.parts->data, shape.parts->len,
                              (guint32 *) (void *) shape.rings->data, shape.rings->len,
                              (gint32 *) (void *) shape.coords->data, shape.coords->len / 2, &invalid);
  if (geometry == NULL)
    return _qv_xml_source_fail (parse->source, error, FORMAT, "%s", invalid->message);
  *out_value = qv_value_blob (qv_geometry_get_bytes (geometry));
  return TRUE;
}

static gboolean
read_field (Parse *parse, guint field, GError **error)
{
  g_autofree char *text = NULL;
  QvValue value;

  if (parse->info->fields[field].type == QV_FIELD_GEOMETRY)
    {
      if (parse->seen & (1u << field))
        return fail_unexpected (parse, error);
      if (!read_geometry (parse, &value, error))
        return FALSE;
      parse->seen |= 1u << field;
      qv_record_take (parse->record, field, value);
      return TRUE;
    }
  if (!no_attributes (parse, error))
    return FALSE;
  text = _qv_xml_source_read_text (parse->source, QV_XML_MAX_TEXT, error);
  return text != NULL && take_value (parse, field, text, error);
}

/* The attributes of "changed" and "earlier": which field, when, and whether it held nothing. */
static gboolean
read_mark (Parse *parse, int *out_field, QvStamp *out_stamp, gboolean *out_absent, GError **error)
{
  *out_field = -1;
  *out_stamp = 0;
  *out_absent = FALSE;
  while (xmlTextReaderMoveToNextAttribute (parse->reader) == 1)
    {
      const char *name = local_name (parse);
      const char *value = (const char *) xmlTextReaderConstValue (parse->reader);
      gboolean skip;

      if (!is_attribute (parse, &skip))
        return fail_unexpected (parse, error);
      if (skip)
        continue;
      if (g_str_equal (name, "field"))
        *out_field = qv_entity_find_field (parse->info->entity, value);
      else if (g_str_equal (name, "stamp"))
        {
          if (!read_stamp (parse, out_stamp, error))
            return FALSE;
        }
      else if (g_str_equal (name, "absent"))
        *out_absent = g_str_equal (value, "true") || g_str_equal (value, "1");
      else
        return fail_unexpected (parse, error);
    }
  xmlTextReaderMoveToElement (parse->reader);
  if (*out_field < 0 || *out_stamp == 0)
    return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("“%.60s” names no field or no stamp"),
                                local_name (parse));
  return TRUE;
}

static gboolean
read_changed (Parse *parse, GError **error)
{
  g_autofree char *text = NULL;
  gboolean absent;
  QvStamp stamp;
  int field;

  if (!read_mark (parse, &field, &stamp, &absent, error))
    return FALSE;
  if (parse->record->stamps[field] != 0)
    return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("“%s” stands there twice"),
                                parse->info->fields[field].name);
  parse->record->stamps[field] = stamp;
  text = _qv_xml_source_read_text (parse->source, 0, error);
  return text != NULL;
}

/* A geometry that a field held before stands in an element named like the field. */
static gboolean
read_earlier_geometry (Parse *parse, guint field, QvValue *out_value, GError **error)
{
  int depth = xmlTextReaderDepth (parse->reader);
  gboolean found = FALSE;

  if (!xmlTextReaderIsEmptyElement (parse->reader) &&
      !_qv_xml_source_read_child (parse->source, depth, &found, error))
    return FALSE;
  if (!found)
    return _qv_xml_source_fail (parse->source, error, FORMAT, _ ("a geometry is empty"));
  if (!is_ours (parse) || !g_str_equal (local_name (parse), parse->info->fields[field].name))
    return fail_unexpected (parse, error);
  if (!read_geometry (parse, out_value, error))
    return FALSE;
  if (!_qv_xml_source_read_child (parse->source, depth, &found, error) || found)
    {
      qv_value_clear (out_value);
      return found ? fail_unexpected (parse, error) : FALSE;
    }
  return TRUE;
}

static gboolean
read_earlier (Parse *parse, GError **error)
{
  g_auto (QvValue) value = { .type = QV_VALUE_NULL };
  g_autofree char *text = NULL;
  const QvFieldInfo *info;
  gboolean absent;
  QvStamp stamp;
  int field;

  if (!read_mark (parse, &field, &stamp, &absent, error))
    return FALSE;
  info = &parse->info->fields[field];
  if (info->type == QV_FIELD_GEOMETRY && !absent)
    {
      if (!read_earlier_geometry (parse, (guint) field, &value, error))
        return FALSE;
    }
  else
    {
      text = _qv_xml_source_read_text (parse->source, absent ? 0 : QV_XML_MAX_TEXT, error);
      if (text == NULL)
        return FALSE;
      if (!absent && !_qv_xml_parse_value (info, text, &value))
        return _qv_xml_source_fail (parse->source, error, FORMAT,
                                    _ ("“%s” has the value “%.60s”, which is not of its type"), info->name,
                                    text);
    }
  qv_record_add_past (parse->record, (guint) field, stamp, &value);
  if (parse->record->past->len > QV_XML_MAX_PAST)
    return _qv_xml_source_fail (parse->source, error, LIMIT, _ ("a record has too many past values"));
  return TRUE;
}

static gboolean
read_element (Parse *parse, GError **error)
{
  const char *name = local_name (parse);
  int field;

  if (!is_ours (parse))
    return fail_unexpected (parse, error);
  if (g_str_equal (name, "changed"))
    return read_changed (parse, error);
  if (g_str_equal (name, "earlier"))
    return read_earlier (parse, error);
  field = qv_entity_find_field (parse->info->entity, name);
  if (field < 0 || !_qv_xml_is_element (&parse->info->fields[field]))
    return fail_unexpected (parse, error);
  return read_field (parse, (guint) field, error);
}

/* Reads the element that was just begun, to its end. The record is valid by itself (qv_record_validate()). */
QvRecord *
_qv_xml_read_record (QvXmlSource *source, QvEntity entity, GError **error)
{
  g_autoptr (QvRecord) record = qv_record_new (entity, 1);
  Parse parse = { source, _qv_xml_source_get_reader (source), qv_entity_get_info (entity), record, 0 };
  gboolean found = !xmlTextReaderIsEmptyElement (parse.reader);
  int depth = xmlTextReaderDepth (parse.reader);
  guint line = _qv_xml_source_get_line (source);
  g_autoptr (GError) invalid = NULL;

  record->id = QV_ID_NONE;
  for (guint i = 0; i + 1 < record->n_fields; i++)
    qv_value_clear (&record->values[i]);
  if (!read_attributes (&parse, error))
    return NULL;
  while (found)
    if (!_qv_xml_source_read_child (source, depth, &found, error) || (found && !read_element (&parse, error)))
      return NULL;
  _qv_xml_source_set_line (source, line);
  if (!qv_record_validate (record, &invalid))
    {
      _qv_xml_source_fail (source, error, FORMAT, "%s", invalid->message);
      return NULL;
    }
  return g_steal_pointer (&record);
}
