/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translated texts: those of the interface come by gettext; those in another language are read from its
 * compiled catalogue, because gettext knows one language at a time and to change it is not safe beside other
 * threads. */
#define G_LOG_DOMAIN "qv-base"

#include "config.h"

#include "qv-catalogue.h"

#include <libintl.h>
#include <string.h>

#define MAGIC 0x950412deu
#define SWAPPED_MAGIC 0xde120495u

struct _QvCatalogue
{
  GMappedFile *file; /* (nullable): the texts are as they are written in the program */
  const char *bytes;
  gsize size;
  gboolean is_swapped;
  guint32 n_texts;
  guint32 originals; /* where the table of them begins */
  guint32 translations;
  gboolean zero_is_one; /* in French one says "0 note" */
};

/**
 * qv_catalogue_use:
 *
 * Makes translated texts come from the project's catalogues: those that were installed, or those in the
 * folder that the environment variable QUADRIVIO_LOCALEDIR names, for a program that runs from its build
 * folder. Call it once, after setlocale().
 */
void
qv_catalogue_use (void)
{
  const char *named = g_getenv ("QUADRIVIO_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, named != NULL ? named : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static guint32
read_number (const QvCatalogue *self, guint32 at)
{
  guint32 value = 0;

  if ((gsize) at + sizeof value <= self->size)
    memcpy (&value, self->bytes + at, sizeof value);
  return self->is_swapped ? GUINT32_SWAP_LE_BE (value) : value;
}

/* A text of one of the tables with its length; it may hold zeros between forms, and a zero follows it. */
static const char *
read_text (const QvCatalogue *self, guint32 table, guint32 index, guint32 *out_length)
{
  guint32 length = read_number (self, table + index * 8);
  guint32 start = read_number (self, table + index * 8 + 4);

  if ((gsize) start + length >= self->size || self->bytes[start + length] != '\0')
    return NULL;
  *out_length = length;
  return self->bytes + start;
}

static gboolean
read_header (QvCatalogue *self)
{
  guint32 magic = read_number (self, 0);

  if (magic != MAGIC && magic != SWAPPED_MAGIC)
    return FALSE;
  self->is_swapped = magic == SWAPPED_MAGIC;
  self->n_texts = read_number (self, 8);
  self->originals = read_number (self, 12);
  self->translations = read_number (self, 16);
  return self->n_texts < self->size / 16 && self->originals < self->size && self->translations < self->size &&
         self->size < G_MAXINT32;
}

/* The originals are sorted. */
static const char *
find (const QvCatalogue *self, const char *text, guint32 *out_length)
{
  guint32 low = 0, high = self->n_texts, length;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const char *original = read_text (self, self->originals, middle, &length);
      int order = original != NULL ? strcmp (text, original) : 0;

      if (original == NULL)
        return NULL;
      if (order == 0)
        return read_text (self, self->translations, middle, out_length);
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

/**
 * qv_catalogue_new:
 * @language: "it", "fr", "en"
 *
 * Returns: (transfer full) (nullable): the texts in that language, or %NULL if there are none; then those of
 * the interface serve
 */
QvCatalogue *
qv_catalogue_new (const char *language)
{
  g_autoptr (QvCatalogue) self = g_new0 (QvCatalogue, 1);
  g_autofree char *path = NULL;

  g_return_val_if_fail (language != NULL, NULL);

  if (g_str_equal (language, "en"))
    return g_steal_pointer (&self);
  if (strlen (language) != 2 || !g_ascii_islower (language[0]) || !g_ascii_islower (language[1]))
    return NULL;
  path = g_build_filename (bindtextdomain (GETTEXT_PACKAGE, NULL), language, "LC_MESSAGES",
                           GETTEXT_PACKAGE ".mo", NULL);
  self->file = g_mapped_file_new (path, FALSE, NULL);
  if (self->file == NULL)
    return NULL;
  self->bytes = g_mapped_file_get_contents (self->file);
  self->size = g_mapped_file_get_length (self->file);
  self->zero_is_one = g_str_equal (language, "fr");
  return read_header (self) ? g_steal_pointer (&self) : NULL;
}

/**
 * qv_catalogue_free:
 * @self: (transfer full) (nullable): a catalogue
 */
void
qv_catalogue_free (QvCatalogue *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_free (self);
}

/**
 * qv_catalogue_get:
 * @self: (nullable): a catalogue, or %NULL for the language of the interface
 * @text: as it is written in the program
 *
 * Returns: (transfer none): the text in that language; good while @self is
 */
const char *
qv_catalogue_get (const QvCatalogue *self, const char *text)
{
  const char *found;
  guint32 length;

  if (self == NULL)
    return dgettext (GETTEXT_PACKAGE, text);
  if (self->file == NULL)
    return text;
  found = find (self, text, &length);
  return found != NULL && length > 0 ? found : text;
}

/**
 * qv_catalogue_get_plural:
 * @self: (nullable): a catalogue, or %NULL for the language of the interface
 * @one: for one, as it is written in the program
 * @many: for more
 * @n: how many
 *
 * Returns: (transfer none): the form for @n in that language; good while @self is
 */
const char *
qv_catalogue_get_plural (const QvCatalogue *self, const char *one, const char *many, gulong n)
{
  const char *found;
  guint32 length;
  gsize first;

  if (self == NULL)
    return dngettext (GETTEXT_PACKAGE, one, many, n);
  found = self->file != NULL ? find (self, one, &length) : NULL;
  if (found == NULL || length == 0)
    return n == 1 ? one : many;
  if (n == 1 || (n == 0 && self->zero_is_one))
    return found;
  first = strlen (found);
  return first < length ? found + first + 1 : found;
}
