/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-model"

#include "config.h"

#include "qv-types.h"

static const GEnumValue helices[] = {
  { QV_HELIX_NONE, "QV_HELIX_NONE", "none" },
  { QV_HELIX_AUTHORITIES, "QV_HELIX_AUTHORITIES", "authorities" },
  { QV_HELIX_RESEARCH, "QV_HELIX_RESEARCH", "research" },
  { QV_HELIX_COMPANIES, "QV_HELIX_COMPANIES", "companies" },
  { QV_HELIX_RESIDENTS, "QV_HELIX_RESIDENTS", "residents" },
  { 0, NULL, NULL },
};

static const GEnumValue note_kinds[] = {
  { QV_NOTE_KIND_OBSERVATION, "QV_NOTE_KIND_OBSERVATION", "observation" },
  { QV_NOTE_KIND_PROBLEM, "QV_NOTE_KIND_PROBLEM", "problem" },
  { QV_NOTE_KIND_OPPORTUNITY, "QV_NOTE_KIND_OPPORTUNITY", "opportunity" },
  { QV_NOTE_KIND_CHALLENGE, "QV_NOTE_KIND_CHALLENGE", "challenge" },
  { QV_NOTE_KIND_SOLUTION, "QV_NOTE_KIND_SOLUTION", "solution" },
  { 0, NULL, NULL },
};

GType
qv_helix_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("QvHelix", helices));
  return type;
}

GType
qv_note_kind_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("QvNoteKind", note_kinds));
  return type;
}

static gboolean
find_word (const GEnumValue *values, const char *word, int *out_value)
{
  for (guint i = 0; word != NULL && values[i].value_nick != NULL; i++)
    if (g_str_equal (values[i].value_nick, word))
      {
        *out_value = values[i].value;
        return TRUE;
      }
  return FALSE;
}

/**
 * qv_helix_to_word:
 * @helix: a helix
 *
 * Returns: the word that files and scripts use, never translated
 */
const char *
qv_helix_to_word (QvHelix helix)
{
  g_return_val_if_fail (helix <= QV_HELIX_RESIDENTS, "none");

  return helices[helix].value_nick;
}

/**
 * qv_helix_from_word:
 * @word: (nullable): a word from a file
 * @out_helix: (out): the helix
 *
 * Returns: whether @word is one of the five words
 */
gboolean
qv_helix_from_word (const char *word, QvHelix *out_helix)
{
  int value;

  if (!find_word (helices, word, &value))
    return FALSE;
  *out_helix = (QvHelix) value;
  return TRUE;
}

/**
 * qv_note_kind_to_word:
 * @kind: a kind of note
 *
 * Returns: the word that files and scripts use, never translated
 */
const char *
qv_note_kind_to_word (QvNoteKind kind)
{
  g_return_val_if_fail (kind <= QV_NOTE_KIND_SOLUTION, "observation");

  return note_kinds[kind].value_nick;
}

/**
 * qv_note_kind_from_word:
 * @word: (nullable): a word from a file
 * @out_kind: (out): the kind
 *
 * Returns: whether @word is one of the five words
 */
gboolean
qv_note_kind_from_word (const char *word, QvNoteKind *out_kind)
{
  int value;

  if (!find_word (note_kinds, word, &value))
    return FALSE;
  *out_kind = (QvNoteKind) value;
  return TRUE;
}
