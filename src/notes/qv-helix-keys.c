/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The keys that say who speaks: digits, or characters that lie better on somebody's keyboard. */

#include "config.h"

#include "qv-helix-keys.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define KINDS "!>?=."
#define SEATS "123456789"

static gboolean
is_among (gunichar key, const char *keys)
{
  return g_utf8_strchr (keys, -1, key) != NULL;
}

/* The character of @word in composed form, or 0 if that is no single character that a key writes. */
static gunichar
read_key (const char *word)
{
  g_autofree char *composed = g_utf8_normalize (word, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  gunichar key;

  if (composed == NULL || g_utf8_strlen (composed, -1) != 1)
    return 0;
  key = g_utf8_get_char (composed);
  return g_unichar_isgraph (key) && !g_unichar_ismark (key) ? g_unichar_tolower (key) : 0;
}

static char *
show_key (gunichar key)
{
  char text[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_toupper (key), text);
  return g_strdup (text);
}

static gboolean
check_key (gunichar key, QvHelix helix, GError **error)
{
  g_autofree char *shown = key != 0 ? show_key (key) : NULL;

  if (key == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("Each key is one letter, digit or sign."));
  else if (is_among (key, KINDS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 /* Translators: %s is a sign such as "!" */
                 _ ("“%s” says already of which kind a note is."), shown);
  else if (helix == QV_HELIX_NONE && (g_unichar_isalpha (key) || is_among (key, SEATS)))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("The key for “not attributed” is 0 or a sign: 1 to 9 are seats, and what is "
                            "said may begin with a letter."));
  else
    return TRUE;
  return FALSE;
}

/**
 * qv_helix_keys_parse:
 * @words: (array zero-terminated=1): a key for each helix in their order, then that for "not attributed"
 * @out_keys: (out caller-allocates): the keys; unchanged on error
 * @error: what is wrong with them, as a sentence: %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Each is one character, and none of those that stand for a kind of note; no two are the same. Large and
 * small letters are one.
 *
 * Returns: whether they can be used
 */
gboolean
qv_helix_keys_parse (const char *const *words, QvHelixKeys *out_keys, GError **error)
{
  QvHelixKeys read = { { 0 } };

  g_return_val_if_fail (words != NULL && out_keys != NULL, FALSE);

  for (guint i = 0; i <= QV_N_HELICES; i++)
    {
      QvHelix helix = (QvHelix) ((i + 1) % (QV_N_HELICES + 1));
      gunichar key = i < g_strv_length ((char **) words) ? read_key (words[i]) : 0;

      if (!check_key (key, helix, error))
        return FALSE;
      for (guint j = 0; j <= QV_N_HELICES; j++)
        if (read.keys[j] == key)
          {
            g_autofree char *shown = show_key (key);

            /* Translators: %s is a key such as "Q" */
            g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is chosen twice."), shown);
            return FALSE;
          }
      read.keys[helix] = key;
    }
  *out_keys = read;
  return TRUE;
}

gboolean
qv_helix_keys_are_digits (const QvHelixKeys *self)
{
  const QvHelixKeys digits = QV_HELIX_KEYS_DIGITS;

  return memcmp (self, &digits, sizeof digits) == 0;
}

/**
 * qv_helix_keys_find:
 * @self: keys
 * @keyval: a key as typed
 * @modifiers: those held
 *
 * A capital letter is text, so that somebody can begin to write before it is known who speaks.
 *
 * Returns: the #QvHelix that the key stands for, %QV_HELIX_NONE for "not attributed", or -1
 */
int
qv_helix_keys_find (const QvHelixKeys *self, guint keyval, GdkModifierType modifiers)
{
  gunichar key = g_unichar_tolower (gdk_keyval_to_unicode (keyval));

  if (key == 0 || (g_unichar_isalpha (key) && (modifiers & GDK_SHIFT_MASK) != 0))
    return -1;
  for (int i = 0; i <= QV_N_HELICES; i++)
    if (self->keys[i] == key)
      return i;
  return -1;
}

/**
 * qv_helix_keys_format:
 * @self: keys
 *
 * Returns: (transfer full): the four of the helices as a hint shows them: "1–4" or "Q S D F"
 */
char *
qv_helix_keys_format (const QvHelixKeys *self)
{
  GString *text;

  if (qv_helix_keys_are_digits (self))
    return g_strdup ("1–4");
  text = g_string_new (NULL);
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    {
      g_autofree char *key = show_key (self->keys[i]);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", key);
    }
  return g_string_free (text, FALSE);
}

/**
 * qv_helix_keys_ask:
 * @self: keys
 *
 * Returns: (transfer full): the question who speaks, with the keys that answer it
 */
char *
qv_helix_keys_ask (const QvHelixKeys *self)
{
  g_autofree char *keys = qv_helix_keys_format (self);

  /* Translators: %s is the keys that answer: "1–4", or "Q S D F" */
  return g_strdup_printf (_ ("Who is speaking? %s"), keys);
}

/**
 * qv_helix_keys_format_key:
 * @self: keys
 * @helix: a helix, or %QV_HELIX_NONE for "not attributed"
 *
 * Returns: (transfer full): the key as it stands on a keyboard
 */
char *
qv_helix_keys_format_key (const QvHelixKeys *self, QvHelix helix)
{
  return show_key (self->keys[helix]);
}

/**
 * qv_helix_keys_make_accelerator:
 * @self: keys
 *
 * Returns: (transfer full): the four of the helices as #GtkShortcutsShortcut:accelerator has them
 */
char *
qv_helix_keys_make_accelerator (const QvHelixKeys *self)
{
  GString *text;

  if (qv_helix_keys_are_digits (self))
    return g_strdup ("1...4");
  text = g_string_new (NULL);
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            gdk_keyval_name (gdk_unicode_to_keyval (self->keys[i])));
  return g_string_free (text, FALSE);
}
