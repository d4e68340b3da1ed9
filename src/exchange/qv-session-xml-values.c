/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each type of field is written in session XML, and read back to the same value. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-session-xml-private.h"

#include <math.h>
#include <string.h>

#include "qv-id.h"

#define UNITS 10000000 /* a degree, QV_GEOMETRY_SCALE as a whole number */
#define DECIMALS 7
#define MAX_LONGITUDE (180ll * UNITS)
#define MAX_LATITUDE (90ll * UNITS)
#define SECOND G_GINT64_CONSTANT (1000000)

/* Texts that are short by nature and stand in the element's tag; all others are elements of their own. */
static const char *const attribute_texts[] = {
  "code", "period",  "unit",   "language", "template", "starts",  "file", "pseudonym",       "theme",
  "url",  "contact", "pinned", "kinds",    "tags",     "version", "due",  "consent_version", NULL
};

/* Whether @field is written as a child element rather than as an attribute. */
gboolean
_qv_xml_is_element (const QvFieldInfo *field)
{
  return field->type == QV_FIELD_GEOMETRY ||
         (field->type == QV_FIELD_TEXT && !g_strv_contains (attribute_texts, field->name));
}

/* Steele and White 1990: the fewest digits that read back as the same double; 17 always do. */
static char *
format_real (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[] = "%.15g";

      format[3] = (char) ('0' + digits % 10);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return g_strdup (buffer);
}

static gsize
skip_digits (const char *text)
{
  return strspn (text, "0123456789");
}

static gboolean
parse_real (const char *text, QvValue *out_value)
{
  const char *p = text + (*text == '-');
  gsize n = skip_digits (p);
  double value;

  p += n;
  if (n > 0 && *p == '.')
    {
      n = skip_digits (p + 1);
      p += 1 + n;
    }
  if (n > 0 && (*p == 'e' || *p == 'E'))
    {
      p += 1 + (p[1] == '-' || p[1] == '+');
      n = skip_digits (p);
      p += n;
    }
  if (n == 0 || *p != '\0')
    return FALSE;
  value = g_ascii_strtod (text, NULL);
  if (!isfinite (value))
    return FALSE;
  *out_value = qv_value_real (value);
  return TRUE;
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (time / SECOND);

  if (seconds == NULL)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", g_date_time_get_year (seconds),
                          g_date_time_get_month (seconds), g_date_time_get_day_of_month (seconds),
                          g_date_time_get_hour (seconds), g_date_time_get_minute (seconds),
                          g_date_time_get_second (seconds), (int) (time % SECOND));
}

/* Reads exactly @n digits followed by @end. */
static gboolean
take_number (const char **text, gsize n, char end, int *out_number)
{
  int number = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      number = number * 10 + ((*text)[i] - '0');
    }
  *text += n;
  if (end != '\0' && *(*text)++ != end)
    return FALSE;
  *out_number = number;
  return TRUE;
}

static gboolean
parse_time (const char *text, QvValue *out_value)
{
  int year, month, day, hour, minute, second, micros = 0;
  g_autoptr (GDateTime) time = NULL;

  if (!take_number (&text, 4, '-', &year) || !take_number (&text, 2, '-', &month) ||
      !take_number (&text, 2, 'T', &day) || !take_number (&text, 2, ':', &hour) ||
      !take_number (&text, 2, ':', &minute) || !take_number (&text, 2, '\0', &second))
    return FALSE;
  if (*text == '.')
    {
      gsize n = skip_digits (++text);

      if (n == 0 || n > 6 || !take_number (&text, n, '\0', &micros))
        return FALSE;
      for (; n < 6; n++)
        micros *= 10;
    }
  if (!g_str_equal (text, "Z") || year < 1970)
    return FALSE;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *out_value = qv_value_int (g_date_time_to_unix (time) * SECOND + micros);
  return TRUE;
}

/* The value as text, or NULL where the format cannot carry it (a time after the year 9999). Not for geometry.
 */
char *
_qv_xml_format_value (const QvFieldInfo *field, const QvValue *value)
{
  switch (field->type)
    {
    case QV_FIELD_TEXT:
    case QV_FIELD_WORD:
      return g_strdup (value->text);
    case QV_FIELD_BOOL:
      return g_strdup (value->integer != 0 ? "true" : "false");
    case QV_FIELD_REAL:
      return format_real (value->real);
    case QV_FIELD_TIME:
      return format_time (value->integer);
    case QV_FIELD_INT:
    case QV_FIELD_REF:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case QV_FIELD_GEOMETRY:
    default:
      g_assert_not_reached ();
    }
}

/* The reverse. Whether a word is known and a text clean is left to qv_record_validate(). */
gboolean
_qv_xml_parse_value (const QvFieldInfo *field, const char *text, QvValue *out_value)
{
  gint64 integer;

  switch (field->type)
    {
    case QV_FIELD_TEXT:
    case QV_FIELD_WORD:
      *out_value = qv_value_text (text);
      return TRUE;
    case QV_FIELD_BOOL:
      *out_value = qv_value_int (g_str_equal (text, "true") || g_str_equal (text, "1"));
      return out_value->integer || g_str_equal (text, "false") || g_str_equal (text, "0");
    case QV_FIELD_REAL:
      return parse_real (text, out_value);
    case QV_FIELD_TIME:
      return parse_time (text, out_value);
    case QV_FIELD_INT:
      if (!g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &integer, NULL))
        return FALSE;
      *out_value = qv_value_int (integer);
      return TRUE;
    case QV_FIELD_REF:
      if (!qv_id_parse (text, &integer))
        return FALSE;
      *out_value = qv_value_int (integer);
      return TRUE;
    case QV_FIELD_GEOMETRY:
    default:
      g_assert_not_reached ();
    }
}

static void
append_coord (GString *text, gint32 coord)
{
  gint64 units = ABS ((gint64) coord);
  gint64 fraction = units % UNITS;

  if (coord < 0)
    g_string_append_c (text, '-');
  g_string_append_printf (text, "%d", (int) (units / UNITS));
  if (fraction == 0)
    return;
  g_string_append_printf (text, ".%0*d", DECIMALS, (int) fraction);
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
}

/* Longitude and latitude of each point in decimal degrees, exact, without a detour through floating point. */
void
_qv_xml_append_coords (GString *text, const gint32 *coords, guint n_points)
{
  for (guint i = 0; i < 2 * n_points; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      append_coord (text, coords[i]);
    }
}

static gboolean
parse_coord (const char **text, gint64 limit, gint32 *out_coord)
{
  const char *p = *text;
  gboolean negative = *p == '-';
  gint64 units = 0;
  gsize n;

  p += negative;
  n = skip_digits (p);
  if (n == 0 || n > 3)
    return FALSE;
  for (; n > 0; n--)
    units = units * 10 + (*p++ - '0');
  if (*p == '.')
    {
      n = skip_digits (++p);
      if (n == 0 || n > DECIMALS)
        return FALSE;
    }
  for (gsize i = 0; i < DECIMALS; i++)
    units = units * 10 + (i < n ? *p++ - '0' : 0);
  if (units > limit || (*p != '\0' && strchr (" \t\n\r", *p) == NULL))
    return FALSE;
  *text = p;
  *out_coord = (gint32) (negative ? -units : units);
  return TRUE;
}

/* Appends to @coords (gint32) what @text says; whole pairs of coordinates on the globe, or FALSE. */
gboolean
_qv_xml_parse_coords (const char *text, GArray *coords)
{
  guint n = 0;

  text += strspn (text, " \t\n\r");
  for (; *text != '\0'; n++)
    {
      gint32 coord;

      if (!parse_coord (&text, n % 2 == 0 ? MAX_LONGITUDE : MAX_LATITUDE, &coord))
        return FALSE;
      g_array_append_val (coords, coord);
      text += strspn (text, " \t\n\r");
    }
  return n > 0 && n % 2 == 0;
}
