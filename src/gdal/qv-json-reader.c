/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pull reader instead of a tree: outlines are read before GDAL sees them, and a tree of a large GeoJSON
 * would take twenty times the file's size. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-json-reader.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_STRING (1 << 20)
#define MAX_NUMBER 400

typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END,
  EXPECT_NAME,
  EXPECT_NAME_OR_END,
  EXPECT_COMMA_OR_END,
  EXPECT_NOTHING,
} Expect;

struct _QvJsonReader
{
  const char *start;
  const char *at;
  const char *end;
  Expect expect;
  guint depth;
  gboolean is_array[QV_JSON_MAX_DEPTH];
  GString *text;
  double number;
};

G_DEFINE_QUARK (qv - read - error - quark, qv_read_error)

/**
 * qv_json_reader_new:
 * @data: (array length=size): the document; has to outlive the reader
 * @size: its length in bytes
 *
 * Returns: (transfer full): a reader before the first token
 */
QvJsonReader *
qv_json_reader_new (const char *data, gsize size)
{
  QvJsonReader *self = g_new0 (QvJsonReader, 1);

  self->start = self->at = data;
  self->end = data + size;
  self->text = g_string_new (NULL);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
  return self;
}

void
qv_json_reader_free (QvJsonReader *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * qv_json_reader_set_error:
 * @self: a reader
 * @what: localised sentence that says what is wrong
 * @error: return location
 *
 * Sets an error of %QV_READ_ERROR_FORMAT that names the line at which the reader stands.
 */
void
qv_json_reader_set_error (QvJsonReader *self, const char *what, GError **error)
{
  guint line = 1;

  for (const char *p = self->start; p < self->at; p++)
    line += *p == '\n';
  /* Translators: %u is a line number, %s a whole sentence. */
  g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("Line %u: %s"), line, what);
}

static QvJsonToken
fail (QvJsonReader *self, const char *what, GError **error)
{
  qv_json_reader_set_error (self, what, error);
  return QV_JSON_ERROR;
}

static void
finish_value (QvJsonReader *self)
{
  self->expect = self->depth > 0 ? EXPECT_COMMA_OR_END : EXPECT_NOTHING;
}

static QvJsonToken
open_container (QvJsonReader *self, gboolean is_array, GError **error)
{
  if (self->depth == QV_JSON_MAX_DEPTH)
    return fail (self, _ ("Lists and objects are nested too deeply."), error);
  self->at++;
  self->is_array[self->depth++] = is_array;
  self->expect = is_array ? EXPECT_VALUE_OR_END : EXPECT_NAME_OR_END;
  return is_array ? QV_JSON_BEGIN_ARRAY : QV_JSON_BEGIN_OBJECT;
}

static QvJsonToken
close_container (QvJsonReader *self, GError **error)
{
  gboolean is_array = *self->at == ']';

  if (self->depth == 0 || self->is_array[self->depth - 1] != is_array)
    return fail (self, _ ("A bracket closes what was not opened."), error);
  self->at++;
  self->depth--;
  finish_value (self);
  return is_array ? QV_JSON_END_ARRAY : QV_JSON_END_OBJECT;
}

static gboolean
read_hex (QvJsonReader *self, gunichar *out)
{
  *out = 0;
  if (self->end - self->at < 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*self->at++);

      if (digit < 0)
        return FALSE;
      *out = *out * 16 + (gunichar) digit;
    }
  return TRUE;
}

/* A lone surrogate becomes U+FFFD, as most readers do. */
static gboolean
read_unicode_escape (QvJsonReader *self)
{
  gunichar c, low;

  if (!read_hex (self, &c))
    return FALSE;
  if (c >= 0xd800 && c < 0xdc00 && self->end - self->at >= 6 && self->at[0] == '\\' && self->at[1] == 'u')
    {
      const char *before = self->at;

      self->at += 2;
      if (!read_hex (self, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      else
        self->at = before;
    }
  if (c == 0 || (c >= 0xd800 && c < 0xe000))
    c = 0xfffd;
  g_string_append_unichar (self->text, c);
  return TRUE;
}

static gboolean
read_escape (QvJsonReader *self)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (++self->at == self->end)
    return FALSE;
  if (*self->at == 'u')
    {
      self->at++;
      return read_unicode_escape (self);
    }
  found = *self->at != '\0' ? strchr (from, *self->at) : NULL;
  if (found == NULL)
    return FALSE;
  g_string_append_c (self->text, to[found - from]);
  self->at++;
  return TRUE;
}

static gboolean
read_string (QvJsonReader *self, GError **error)
{
  g_string_truncate (self->text, 0);
  for (self->at++; self->at < self->end && *self->at != '"';)
    {
      const char *run = self->at;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\' && (guchar) *self->at >= 0x20)
        self->at++;
      g_string_append_len (self->text, run, self->at - run);
      if (self->text->len > MAX_STRING)
        return fail (self, _ ("A text is too long."), error) != QV_JSON_ERROR;
      if (self->at < self->end && *self->at == '\\' && !read_escape (self))
        return fail (self, _ ("A text has a wrong escape sequence."), error) != QV_JSON_ERROR;
      if (self->at < self->end && (guchar) *self->at < 0x20)
        return fail (self, _ ("A text has a line break or control character."), error) != QV_JSON_ERROR;
    }
  if (self->at == self->end)
    return fail (self, _ ("The file ends in the middle of a text."), error) != QV_JSON_ERROR;
  self->at++;
  if (!g_utf8_validate (self->text->str, (gssize) self->text->len, NULL))
    return fail (self, _ ("A text is not UTF-8."), error) != QV_JSON_ERROR;
  return TRUE;
}

static const char *
skip_digits (const char *p, const char *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

/* The end of the number at @p after RFC 8259's grammar, or NULL. */
static const char *
scan_number (const char *p, const char *end)
{
  const char *digits;

  if (p < end && *p == '-')
    p++;
  digits = p;
  p = skip_digits (p, end);
  if (p == digits || (*digits == '0' && p - digits > 1))
    return NULL;
  if (p < end && *p == '.')
    {
      digits = ++p;
      p = skip_digits (p, end);
      if (p == digits)
        return NULL;
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      if (++p < end && (*p == '+' || *p == '-'))
        p++;
      digits = p;
      p = skip_digits (p, end);
      if (p == digits)
        return NULL;
    }
  return p;
}

static QvJsonToken
read_number (QvJsonReader *self, GError **error)
{
  const char *end = scan_number (self->at, self->end);

  if (end == NULL || end - self->at > MAX_NUMBER)
    return fail (self, _ ("There is something that is not JSON."), error);
  g_string_truncate (self->text, 0);
  g_string_append_len (self->text, self->at, end - self->at);
  self->number = g_ascii_strtod (self->text->str, NULL);
  self->at = end;
  if (!isfinite (self->number))
    return fail (self, _ ("A number is too large."), error);
  finish_value (self);
  return QV_JSON_NUMBER;
}

static QvJsonToken
read_word (QvJsonReader *self, GError **error)
{
  static const struct
  {
    const char *word;
    QvJsonToken token;
  } words[] = { { "true", QV_JSON_BOOL }, { "false", QV_JSON_BOOL }, { "null", QV_JSON_NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i].word);

      if ((gsize) (self->end - self->at) < n || memcmp (self->at, words[i].word, n) != 0)
        continue;
      g_string_assign (self->text, words[i].word);
      self->at += n;
      finish_value (self);
      return words[i].token;
    }
  return fail (self, _ ("There is something that is not JSON."), error);
}

static QvJsonToken
read_value (QvJsonReader *self, GError **error)
{
  switch (*self->at)
    {
    case '{':
      return open_container (self, FALSE, error);
    case '[':
      return open_container (self, TRUE, error);
    case '"':
      if (!read_string (self, error))
        return QV_JSON_ERROR;
      finish_value (self);
      return QV_JSON_STRING;
    default:
      return *self->at == '-' || g_ascii_isdigit (*self->at) ? read_number (self, error)
                                                             : read_word (self, error);
    }
}

static void
skip_space (QvJsonReader *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

static QvJsonToken
read_name (QvJsonReader *self, GError **error)
{
  if (*self->at != '"')
    return fail (self, _ ("A name in quotes is missing."), error);
  if (!read_string (self, error))
    return QV_JSON_ERROR;
  skip_space (self);
  if (self->at == self->end || *self->at != ':')
    return fail (self, _ ("A colon is missing after a name."), error);
  self->at++;
  self->expect = EXPECT_VALUE;
  return QV_JSON_NAME;
}

/**
 * qv_json_reader_next:
 * @self: a reader
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: the next token, %QV_JSON_END after the document, %QV_JSON_ERROR with @error set
 */
QvJsonToken
qv_json_reader_next (QvJsonReader *self, GError **error)
{
  skip_space (self);
  if (self->at == self->end)
    return self->expect == EXPECT_NOTHING ? QV_JSON_END : fail (self, _ ("The file ends too early."), error);
  if (self->expect == EXPECT_NOTHING)
    return fail (self, _ ("Something follows after the end of the JSON document."), error);

  if (self->expect == EXPECT_COMMA_OR_END)
    {
      if (*self->at == ']' || *self->at == '}')
        return close_container (self, error);
      if (*self->at != ',')
        return fail (self, _ ("A comma is missing."), error);
      self->at++;
      skip_space (self);
      if (self->at == self->end)
        return fail (self, _ ("The file ends too early."), error);
      self->expect = self->is_array[self->depth - 1] ? EXPECT_VALUE : EXPECT_NAME;
    }
  if ((self->expect == EXPECT_VALUE_OR_END && *self->at == ']') ||
      (self->expect == EXPECT_NAME_OR_END && *self->at == '}'))
    return close_container (self, error);

  return self->expect == EXPECT_NAME || self->expect == EXPECT_NAME_OR_END ? read_name (self, error)
                                                                           : read_value (self, error);
}

/**
 * qv_json_reader_get_text:
 * @self: a reader
 *
 * Returns: (transfer none): the name, string, number or word of the last token, as UTF-8; good until the next
 */
const char *
qv_json_reader_get_text (QvJsonReader *self)
{
  return self->text->str;
}

/**
 * qv_json_reader_get_number:
 * @self: a reader whose last token is %QV_JSON_NUMBER
 *
 * Returns: its value, always finite
 */
double
qv_json_reader_get_number (QvJsonReader *self)
{
  return self->number;
}

guint
qv_json_reader_get_depth (QvJsonReader *self)
{
  return self->depth;
}

/**
 * qv_json_reader_get_share:
 * @self: a reader
 *
 * Returns: how much of the document lies behind, 0..1
 */
double
qv_json_reader_get_share (QvJsonReader *self)
{
  return self->end > self->start ? (double) (self->at - self->start) / (double) (self->end - self->start)
                                 : 1.0;
}

/**
 * qv_json_reader_skip:
 * @self: a reader
 * @first: the token that began the value, which was just read
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Reads up to the end of the value that @first began.
 *
 * Returns: whether that went well
 */
gboolean
qv_json_reader_skip (QvJsonReader *self, QvJsonToken first, GError **error)
{
  guint depth = self->depth;

  if (first == QV_JSON_ERROR)
    return FALSE;
  if (first != QV_JSON_BEGIN_ARRAY && first != QV_JSON_BEGIN_OBJECT)
    return TRUE;
  while (self->depth >= depth)
    if (qv_json_reader_next (self, error) == QV_JSON_ERROR)
      return FALSE;
  return TRUE;
}
