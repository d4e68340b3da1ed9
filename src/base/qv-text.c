/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-base"

#include "config.h"

#include "qv-text.h"

#include <string.h>

/* What XML 1.0 can carry (production [2] Char), so that every stored text can be exported. */
static gboolean
is_char (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

/* Spaces of any width, none included: a note of nothing else would look like an empty card. */
static gboolean
shows_nothing (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xad || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0x2800 || c == 0x3164 || c == 0xfeff;
}

static char *
strip (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && shows_nothing (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && shows_nothing (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize) (end - text));
}

/**
 * qv_text_is_clean:
 * @text: any bytes that end in NUL
 *
 * Returns: whether @text is UTF-8 without control characters other than tab and newline, and no longer than
 *   %QV_TEXT_MAX_CHARS characters
 */
gboolean
qv_text_is_clean (const char *text)
{
  gsize n = 0;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (!is_char (g_utf8_get_char (p)) || n >= QV_TEXT_MAX_CHARS)
      return FALSE;

  return TRUE;
}

/**
 * qv_text_normalize:
 * @text: what somebody typed or pasted; any bytes that end in NUL
 *
 * Makes text that can be stored and exported: valid UTF-8 in composed form (NFC), line ends as newline, no
 * control characters, nothing invisible at the ends, at most %QV_TEXT_MAX_CHARS characters.
 *
 * Returns: (transfer full): the clean text, which may be empty
 */
char *
qv_text_normalize (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *nfc = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        c = p[1] == '\n' ? 0 : '\n';
      else if (c == 0x2028 || c == 0x2029)
        c = '\n';
      if (c != 0 && is_char (c))
        g_string_append_unichar (out, c);
    }

  /* What was between a letter and its accent is gone now. */
  nfc = g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_DEFAULT_COMPOSE);
  if (g_utf8_strlen (nfc, -1) > QV_TEXT_MAX_CHARS)
    *g_utf8_offset_to_pointer (nfc, QV_TEXT_MAX_CHARS) = '\0';
  return strip (nfc);
}

/**
 * qv_text_split_lines:
 * @text: what somebody pasted, UTF-8
 *
 * Returns: (transfer full): its lines, whatever ends them; some may be empty
 */
char **
qv_text_split_lines (const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\xe2\x80\xa8", "\n", 0); /* U+2028 */
  g_string_replace (lines, "\xe2\x80\xa9", "\n", 0); /* U+2029 */
  return g_strsplit_set (lines->str, "\r\n", -1);
}
