/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All output goes through here, so that no text of a file or a note can send commands to the terminal. */
#define G_LOG_DOMAIN "qv-cli"

#include "config.h"

#include "qv-cli.h"

#include <stdio.h>

#include "qv-geometry.h"

static char *
make_safe (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) safe = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* This spelling is also how JSON escapes them. */
      if (c != '\n' && c != '\t' && g_unichar_iscntrl (c))
        g_string_append_printf (safe, "\\u%04x", c);
      else
        g_string_append_unichar (safe, c);
    }
  return g_string_free (g_steal_pointer (&safe), FALSE);
}

/**
 * qv_cli_print:
 * @format: printf format of a line
 *
 * Prints a line on the standard output, with control characters made visible.
 */
void
qv_cli_print (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *safe = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  safe = make_safe (text);
  fputs (safe, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

/**
 * qv_cli_print_error:
 * @format: printf format of a message
 *
 * Prints one line on the standard error, whatever line ends the message has.
 */
void
qv_cli_print_error (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autofree char *safe = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  line = qv_cli_one_line (text);
  safe = make_safe (line);
  fprintf (stderr, "%s\n", safe);
}

/**
 * qv_cli_one_line:
 * @text: (nullable): a text
 *
 * Returns: (transfer full): @text with its line ends and tabs as spaces
 */
char *
qv_cli_one_line (const char *text)
{
  char *line = g_strdup (text != NULL ? text : "");

  return g_strdelimit (line, "\r\n\t", ' ');
}

/**
 * qv_cli_format_time:
 * @microseconds: since 1970-01-01 UTC
 *
 * Returns: (transfer full): the time as ISO 8601 in UTC
 */
char *
qv_cli_format_time (gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/**
 * qv_cli_print_json:
 * @builder: a complete document
 */
void
qv_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  qv_cli_print ("%s", text);
}

/**
 * qv_cli_add_id:
 * @builder: inside an object
 * @name: a member
 * @id: an id, or %QV_ID_NONE for null
 *
 * Ids have 63 bits and many readers of JSON keep 53, so they are texts.
 */
void
qv_cli_add_id (JsonBuilder *builder, const char *name, QvId id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  qv_cli_add_text (builder, name, id != QV_ID_NONE ? text : NULL);
}

void
qv_cli_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
qv_cli_add_int (JsonBuilder *builder, const char *name, gint64 integer)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, integer);
}

static void
add_field (JsonBuilder *builder, const QvRecord *record, guint i)
{
  const QvFieldInfo *field = &qv_entity_get_info (record->entity)->fields[i];
  g_autofree char *time = NULL;

  if (qv_record_is_null (record, i))
    {
      qv_cli_add_text (builder, field->name, NULL);
      return;
    }
  switch (field->type)
    {
    case QV_FIELD_REF:
      qv_cli_add_id (builder, field->name, qv_record_get_int (record, i));
      break;
    case QV_FIELD_TIME:
      time = qv_cli_format_time (qv_record_get_int (record, i));
      qv_cli_add_text (builder, field->name, time);
      break;
    case QV_FIELD_INT:
      qv_cli_add_int (builder, field->name, qv_record_get_int (record, i));
      break;
    case QV_FIELD_BOOL:
      json_builder_set_member_name (builder, field->name);
      json_builder_add_boolean_value (builder, qv_record_get_int (record, i) != 0);
      break;
    case QV_FIELD_REAL:
      json_builder_set_member_name (builder, field->name);
      json_builder_add_double_value (builder, qv_record_get_real (record, i));
      break;
    case QV_FIELD_TEXT:
    case QV_FIELD_WORD:
      qv_cli_add_text (builder, field->name, qv_record_get_text (record, i));
      break;
    case QV_FIELD_GEOMETRY:
    default:
      break;
    }
}

static void
add_geometry (JsonBuilder *builder, const QvRecord *record, guint i)
{
  g_autoptr (QvGeometry) geometry = NULL;
  const gint32 *coords;
  guint n_points;

  if (!qv_record_is_null (record, i))
    geometry = qv_geometry_new_from_bytes (qv_record_get_blob (record, i), NULL);
  if (geometry == NULL || qv_geometry_get_kind (geometry) != QV_GEOMETRY_POINT)
    return;
  coords = qv_geometry_get_coords (geometry, &n_points);
  json_builder_set_member_name (builder, "at");
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, coords[0] / QV_GEOMETRY_SCALE);
  json_builder_add_double_value (builder, coords[1] / QV_GEOMETRY_SCALE);
  json_builder_end_array (builder);
}

/**
 * qv_cli_add_record:
 * @builder: where an object is wanted
 * @record: a row
 *
 * Adds an object with the id and the fields of @record. A point becomes "at", longitude and latitude in
 * degrees; other geometries are left out.
 */
void
qv_cli_add_record (JsonBuilder *builder, const QvRecord *record)
{
  const QvEntityInfo *info = qv_entity_get_info (record->entity);

  json_builder_begin_object (builder);
  qv_cli_add_id (builder, "id", record->id);
  for (guint i = 0; i + 1 < info->n_fields; i++)
    if (info->fields[i].type == QV_FIELD_GEOMETRY)
      add_geometry (builder, record, i);
    else
      add_field (builder, record, i);
  json_builder_end_object (builder);
}
