/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what somebody pastes: a list of people, and lines that become notes. */
#include "qv-note-lines.h"
#include "qv-people-text.h"
#include "qv-text.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
assert_clean (const char *text)
{
  g_autofree char *again = qv_text_normalize (text);

  g_assert_cmpstr (text, ==, again);
  g_assert_cmpstr (text, !=, "");
  g_assert_true (qv_text_is_clean (text));
}

static void
assert_name (const char *text)
{
  if (text == NULL)
    return;
  assert_clean (text);
  g_assert_null (strchr (text, '\n'));
}

/* Nobody is made of nothing, and nobody twice of one line. */
static void
check_people (const char *text, guint n_lines)
{
  g_autoptr (GPtrArray) people = qv_people_text_parse (text);

  g_assert_cmpuint (people->len, <=, n_lines);
  for (guint i = 0; i < people->len; i++)
    {
      const QvPersonText *person = people->pdata[i];

      g_assert_true (person->name != NULL || person->organisation != NULL || person->contact != NULL);
      g_assert_true (person->helix >= QV_HELIX_NONE && person->helix <= QV_HELIX_RESIDENTS);
      assert_name (person->name);
      assert_name (person->organisation);
      assert_name (person->contact);
    }
}

static void
check_notes (const char *text, guint n_lines)
{
  g_autoptr (GPtrArray) notes = qv_note_lines_split (text);

  g_assert_cmpuint (notes->len, <=, n_lines);
  for (guint i = 0; i < notes->len; i++)
    assert_name (notes->pdata[i]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *raw = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_autofree char *clean = qv_text_normalize (raw);
  g_auto (GStrv) lines = qv_text_split_lines (text);
  guint n_lines = g_strv_length (lines);

  g_assert_true (qv_text_is_clean (clean));
  check_people (text, n_lines);
  check_notes (text, n_lines);
  return 0;
}
