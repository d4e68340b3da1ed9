/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what a file is from its first bytes. The name decides only between kinds of plain text. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qv-import.h"

#define HEAD_BYTES 65536

static const char *const kind_words[] = {
  "unknown", "session", "library", "territories", "indicators", "participants", "tiles", "extract",
};

/**
 * qv_import_kind_to_word:
 * @kind: what a file can be brought in as
 *
 * Returns: its word for programs
 */
const char *
qv_import_kind_to_word (QvImportKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_words), NULL);

  return kind_words[kind];
}

/**
 * qv_import_kind_from_word:
 * @word: a word
 * @out_kind: (out): the kind
 *
 * Returns: whether @word is one of qv_import_kind_to_word(), other than "unknown"
 */
gboolean
qv_import_kind_from_word (const char *word, QvImportKind *out_kind)
{
  for (guint i = 1; i < G_N_ELEMENTS (kind_words); i++)
    if (g_str_equal (kind_words[i], word))
      {
        *out_kind = (QvImportKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
has (GBytes *head, const char *needle)
{
  gsize size;
  const char *data = g_bytes_get_data (head, &size);

  return memmem (data, size, needle, strlen (needle)) != NULL;
}

static gboolean
starts (GBytes *head, const char *magic, gsize length, gsize offset)
{
  gsize size;
  const char *data = g_bytes_get_data (head, &size);

  return size >= offset + length && memcmp (data + offset, magic, length) == 0;
}

static QvImportKind
detect_sqlite (GBytes *head)
{
  /* The application_id of SQLite's header: ours, and that of MBTiles. */
  if (starts (head, "QvLb", 4, 68))
    return QV_IMPORT_LIBRARY;
  if (starts (head, "MPBX", 4, 68))
    return QV_IMPORT_TILES;
  if (has (head, "zoom_level") && !has (head, "gpkg_geometry_columns"))
    return QV_IMPORT_TILES;
  return QV_IMPORT_TERRITORIES;
}

static QvImportKind
detect_xml (GBytes *head)
{
  if (has (head, "<osm "))
    return QV_IMPORT_EXTRACT;
  if (has (head, "<kml") || has (head, "<gpx") || has (head, "opengis.net/gml"))
    return QV_IMPORT_TERRITORIES;
  return QV_IMPORT_SESSION;
}

static QvImportKind
detect_json (GBytes *head)
{
  if (has (head, "\"FeatureCollection\"") || has (head, "\"Feature\"") || has (head, "\"coordinates\"") ||
      has (head, "\"geometries\"") || has (head, "\"Topology\""))
    return QV_IMPORT_TERRITORIES;
  return QV_IMPORT_INDICATORS;
}

static QvImportKind
detect_zip (GBytes *head, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (has (head, "opendocument.spreadsheet") || has (head, "xl/") || g_str_has_suffix (lower, ".xlsx"))
    return QV_IMPORT_INDICATORS;
  return QV_IMPORT_TERRITORIES;
}

static QvImportKind
detect_text (GBytes *head)
{
  static const char *const helix_names[] = { "helix", "elica", "hélice", "helice", NULL };
  gsize size;
  const char *data = g_bytes_get_data (head, &size);
  const char *end = memchr (data, '\n', size);
  g_autofree char *line = g_strndup (data, end != NULL ? (gsize) (end - data) : size);
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);

  for (guint i = 0; helix_names[i] != NULL; i++)
    if (strstr (lower, helix_names[i]) != NULL)
      return QV_IMPORT_PARTICIPANTS;
  /* One column is no table: a figure needs the code of a territory beside it. */
  for (gsize i = 0; i < size; i++)
    if (strchr (",;\t|", data[i]) != NULL)
      return QV_IMPORT_INDICATORS;
  return QV_IMPORT_UNKNOWN;
}

/* What Excel calls "Unicode text": UTF-16 after its byte order mark. The last letter may be cut in two. */
static QvImportKind
detect_utf16 (GBytes *head)
{
  gsize size;
  const char *data = g_bytes_get_data (head, &size);
  const char *encoding = starts (head, "\xff\xfe", 2, 0) ? "UTF-16LE" : "UTF-16BE";
  g_autofree char *text = NULL;
  g_autoptr (GBytes) converted = NULL;
  gsize length = 0;

  for (gsize end = size & ~(gsize) 1; text == NULL && end > 2 && end + 4 > (size & ~(gsize) 1); end -= 2)
    text = g_convert (data + 2, (gssize) end - 2, "UTF-8", encoding, NULL, &length, NULL);
  if (text == NULL)
    return QV_IMPORT_UNKNOWN;
  converted = g_bytes_new_take (g_steal_pointer (&text), length);
  return detect_text (converted);
}

static QvImportKind
detect_head (GBytes *head, const char *path)
{
  gsize size;
  const char *data = g_bytes_get_data (head, &size);
  gsize i = 0;

  if (starts (head, "SQLite format 3", 16, 0))
    return detect_sqlite (head);
  if (starts (head, "PK\003\004", 4, 0))
    return detect_zip (head, path);
  if (starts (head, "\0\0\047\012", 4, 0) || starts (head, "fgb\003", 4, 0))
    return QV_IMPORT_TERRITORIES;
  if (starts (head, "OSMHeader", 9, 6))
    return QV_IMPORT_EXTRACT;
  if (starts (head, "\xff\xfe", 2, 0) || starts (head, "\xfe\xff", 2, 0))
    return detect_utf16 (head);
  if (memchr (data, '\0', size) != NULL)
    return QV_IMPORT_UNKNOWN;

  if (starts (head, "\xef\xbb\xbf", 3, 0))
    i = 3;
  while (i < size && g_ascii_isspace (data[i]))
    i++;
  if (i < size && data[i] == '<')
    return detect_xml (head);
  if (i < size && (data[i] == '{' || data[i] == '['))
    return detect_json (head);
  return detect_text (head);
}

/* What a browser saves instead of the file that was wanted. A page in XHTML is one too. */
static gboolean
is_web_page (GBytes *head)
{
  gsize size;
  const char *data = g_bytes_get_data (head, &size);
  g_autofree char *lower = g_ascii_strdown (data, (gssize) MIN (size, 4096));
  const char *start = lower + (g_str_has_prefix (lower, "\xef\xbb\xbf") ? 3 : 0);

  while (g_ascii_isspace (*start))
    start++;
  if (g_str_has_prefix (start, "<!doctype html") || g_str_has_prefix (start, "<html"))
    return TRUE;
  return g_str_has_prefix (start, "<?xml") &&
         (strstr (start, "<!doctype html") != NULL || strstr (start, "<html") != NULL);
}

static GBytes *
read_head (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *head = g_malloc (HEAD_BYTES);
  gsize n;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_UNKNOWN, _ ("“%s” is not a file."), path);
      return NULL;
    }
  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return NULL;
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_BYTES, &n, NULL, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&head), n);
}

/**
 * qv_import_detect:
 * @path: a file
 * @error: return location for a #QvImportError or #GIOErrorEnum
 *
 * Looks at the first bytes of a file. Reads at most 64 KiB.
 *
 * Returns: what the file can be brought in as, or %QV_IMPORT_UNKNOWN with @error set
 */
QvImportKind
qv_import_detect (const char *path, GError **error)
{
  g_autoptr (GBytes) head = read_head (path, error);
  QvImportKind kind;

  if (head == NULL)
    return QV_IMPORT_UNKNOWN;
  if (g_bytes_get_size (head) == 0)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_EMPTY, _ ("“%s” is empty."), path);
      return QV_IMPORT_UNKNOWN;
    }
  if (is_web_page (head))
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_UNKNOWN,
                   _ ("“%s” is a web page, not a session, a map layer, a table or a tile pack."), path);
      return QV_IMPORT_UNKNOWN;
    }
  kind = detect_head (head, path);
  if (kind == QV_IMPORT_UNKNOWN)
    g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_UNKNOWN,
                 _ ("“%s” is not a session, a map layer, a table or a tile pack."), path);
  return kind;
}
