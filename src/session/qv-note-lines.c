/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as they are in mails and documents: a note each line. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-note-lines.h"

#include <string.h>

#include "qv-text.h"

/**
 * qv_note_lines_split:
 * @text: lines, UTF-8
 *
 * Returns: (transfer full) (element-type utf8): what stands in each line that is not empty, without the marks
 * of a list
 */
GPtrArray *
qv_note_lines_split (const char *text)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = qv_text_split_lines (text);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i] + strspn (lines[i], " \t-*");
      g_autofree char *clean = NULL;

      if (g_str_has_prefix (line, "•"))
        line += strlen ("•");
      clean = qv_text_normalize (line);
      if (*clean != '\0')
        g_ptr_array_add (notes, g_steal_pointer (&clean));
    }
  return notes;
}
