/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GDAL guesses the delimiter from the first line alone, takes all-numeric headers for data, and leaves the
 * encoding to the caller; tables of statistical offices fail on each of the three. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-csv-reader.h"

#include "qv-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where several explain a table equally well the first is taken: a comma may be a decimal one. */
#define DELIMITERS "\t;|,"
#define N_PROBED 50
#define MAX_CELL (1 << 20)

struct _QvCsvReader
{
  const char *start;
  const char *at;
  const char *end;
  char *converted;
  const char *encoding;
  char delimiter;
  guint n_records; /* read, empty ones too */
};

static gboolean
is_plain (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 || (guchar) text[i] >= 0x7f)
      return FALSE;
  return TRUE;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00a0 || c == 0x2007 || c == 0x202f || c == 0x200b || c == 0xfeff;
}

/* Spaces of every kind off both ends; line breaks within as one space. */
static char *
squeeze (char *text)
{
  g_autofree char *owned = text;
  const char *end = text + strlen (text);
  g_autoptr (GString) out = NULL;
  gboolean in_break = FALSE;

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  out = g_string_sized_new ((gsize) (end - text));
  for (const char *p = text; p < end; p++)
    {
      gboolean is_break = *p == '\n' || *p == '\t';

      if (is_break && !in_break && out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
      else if (!is_break && !(in_break && *p == ' '))
        g_string_append_c (out, *p);
      in_break = is_break || (in_break && *p == ' ');
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * qv_cell_clean:
 * @text: (array length=length): any bytes without NUL
 * @length: how many
 *
 * Returns: (transfer full) (nullable): @text as qv_text_normalize() has it, without spaces of any kind at the
 * ends, line breaks as one space; %NULL where nothing is left
 */
char *
qv_cell_clean (const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  g_autofree char *clean = NULL;

  if (is_plain (text, length))
    {
      while (length > 0 && *text == ' ')
        text++, length--;
      while (length > 0 && text[length - 1] == ' ')
        length--;
      return length > 0 ? g_strndup (text, MIN (length, QV_TEXT_MAX_CHARS)) : NULL;
    }
  copy = g_strndup (text, length);
  clean = squeeze (qv_text_normalize (copy));
  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

static gboolean
convert (QvCsvReader *self, const char *from, const char *name, GError **error)
{
  gsize size = 0;

  self->encoding = name;
  self->converted = g_convert_with_fallback (self->at, self->end - self->at, "UTF-8", from, "\xef\xbf\xbd",
                                             NULL, &size, NULL);
  if (self->converted == NULL)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                           _ ("The table's characters cannot be read in any known encoding."));
      return FALSE;
    }
  self->start = self->at = self->converted;
  self->end = self->converted + size;
  return TRUE;
}

/* Bytes that cp1252 leaves undefined make it Latin-1, where every byte is a character. */
static gboolean
has_undefined_cp1252 (const char *p, const char *end)
{
  for (; p < end; p++)
    switch ((guchar) *p)
      {
      case 0x81:
      case 0x8d:
      case 0x8f:
      case 0x90:
      case 0x9d:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

static gboolean
decode (QvCsvReader *self, GError **error)
{
  gsize size = (gsize) (self->end - self->at);

  if (size >= 2 && memcmp (self->at, "\xff\xfe", 2) == 0)
    return self->at += 2, convert (self, "UTF-16LE", "UTF-16", error);
  if (size >= 2 && memcmp (self->at, "\xfe\xff", 2) == 0)
    return self->at += 2, convert (self, "UTF-16BE", "UTF-16", error);
  if (memchr (self->at, '\0', size) != NULL)
    {
      g_set_error_literal (
          error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
          _ ("The file is neither a table as text nor any other format that Quadrivio reads."));
      return FALSE;
    }
  if (size >= 3 && memcmp (self->at, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
  self->encoding = "UTF-8";
  if (g_utf8_validate (self->at, self->end - self->at, NULL))
    return TRUE;
  if (has_undefined_cp1252 (self->at, self->end))
    return convert (self, "ISO-8859-1", "ISO-8859-1", error);
  return convert (self, "CP1252", "CP1252", error);
}

static void
add_cell (GPtrArray *cells, const char *text, gsize length)
{
  if (cells->len < QV_MAX_COLUMNS + 1)
    g_ptr_array_add (cells, qv_cell_clean (text, length));
}

/* Reads the cell in quotes at self->at, with what follows up to the delimiter. */
static gboolean
read_quoted (QvCsvReader *self, GPtrArray *cells)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean in_quotes = TRUE;

  for (self->at++; self->at < self->end; self->at++)
    {
      char c = *self->at;

      if (in_quotes && c == '"')
        {
          if (self->at + 1 < self->end && self->at[1] == '"')
            self->at++;
          else
            {
              in_quotes = FALSE;
              continue;
            }
        }
      if (!in_quotes && (c == self->delimiter || c == '\n' || c == '\r'))
        break;
      if (cell->len < MAX_CELL)
        g_string_append_c (cell, c);
    }
  add_cell (cells, cell->str, cell->len);
  return !in_quotes;
}

static void
read_plain (QvCsvReader *self, GPtrArray *cells)
{
  const char *from = self->at;

  while (self->at < self->end && *self->at != self->delimiter && *self->at != '\n' && *self->at != '\r')
    self->at++;
  add_cell (cells, from, MIN ((gsize) (self->at - from), MAX_CELL));
}

/* One record, which may be empty; FALSE where quotes do not close. */
static gboolean
read_record (QvCsvReader *self, GPtrArray *cells)
{
  g_ptr_array_set_size (cells, 0);
  for (;;)
    {
      if (self->at < self->end && *self->at == '"')
        {
          if (!read_quoted (self, cells))
            return FALSE;
        }
      else
        read_plain (self, cells);
      if (self->at == self->end || *self->at != self->delimiter)
        break;
      self->at++;
    }
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\n')
    self->at++;
  return TRUE;
}

/* How well @delimiter explains the first records: the share of those with the commonest number of cells, and
 * that number where shares are equal. One cell a record explains nothing. */
static double
probe (QvCsvReader *self, char delimiter)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *start = self->at;
  guint counts[N_PROBED];
  guint n = 0, best = 0, width = 0;

  self->delimiter = delimiter;
  while (n < N_PROBED && self->at < self->end && read_record (self, cells))
    if (cells->len > 1 || cells->pdata[0] != NULL)
      counts[n++] = cells->len;
  self->at = start;
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;

      for (guint j = 0; j < n; j++)
        same += counts[j] == counts[i];
      if (counts[i] > 1 && same > best)
        {
          best = same;
          width = counts[i];
        }
    }
  return best == 0 ? 0.0 : (double) best / n + MIN (width, 1000) * 1e-6;
}

/**
 * qv_csv_reader_new:
 * @data: (array length=size): the file; has to outlive the reader
 * @size: its length in bytes
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Finds the encoding (byte order mark, valid UTF-8, else Windows-1252 or Latin-1) and the delimiter, which is
 * the one that gives most of the first records the same number of cells.
 *
 * Returns: (transfer full) (nullable): a reader before the first record
 */
QvCsvReader *
qv_csv_reader_new (const char *data, gsize size, GError **error)
{
  g_autoptr (QvCsvReader) self = g_new0 (QvCsvReader, 1);
  double best = 0.0;
  char delimiter = ',';

  self->start = self->at = data;
  self->end = data + size;
  if (!decode (self, error))
    return NULL;
  for (const char *p = DELIMITERS; *p != '\0'; p++)
    {
      double score = probe (self, *p);

      if (score > best)
        {
          best = score;
          delimiter = *p;
        }
    }
  self->delimiter = delimiter;

  return g_steal_pointer (&self);
}

void
qv_csv_reader_free (QvCsvReader *self)
{
  g_free (self->converted);
  g_free (self);
}

/**
 * qv_csv_reader_get_encoding:
 * @self: a reader
 *
 * Returns: (transfer none): "UTF-8", "UTF-16", "CP1252" or "ISO-8859-1"
 */
const char *
qv_csv_reader_get_encoding (QvCsvReader *self)
{
  return self->encoding;
}

char
qv_csv_reader_get_delimiter (QvCsvReader *self)
{
  return self->delimiter;
}

/**
 * qv_csv_reader_get_number:
 * @self: a reader
 *
 * Returns: the number of the record that was read last, from 1, empty ones counted too
 */
guint
qv_csv_reader_get_number (QvCsvReader *self)
{
  return self->n_records;
}

double
qv_csv_reader_get_share (QvCsvReader *self)
{
  return self->end > self->start ? (double) (self->at - self->start) / (double) (self->end - self->start)
                                 : 1.0;
}

/**
 * qv_csv_reader_next:
 * @self: a reader
 * @cells: (element-type utf8): an array that frees its elements; receives the cells of the next record that
 * is not empty, %NULL for empty cells
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: %FALSE at the end, or with @error set
 */
gboolean
qv_csv_reader_next (QvCsvReader *self, GPtrArray *cells, GError **error)
{
  while (self->at < self->end)
    {
      if (!read_record (self, cells))
        {
          g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                               _ ("A quotation mark of the table is never closed."));
          return FALSE;
        }
      self->n_records++;
      if (cells->len > QV_MAX_COLUMNS)
        {
          g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT, _ ("The table has more than %d columns."),
                       QV_MAX_COLUMNS);
          return FALSE;
        }
      for (guint i = 0; i < cells->len; i++)
        if (cells->pdata[i] != NULL)
          return TRUE;
    }
  return FALSE;
}
