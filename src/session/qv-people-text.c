/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of people as they are in mails and spreadsheets: a line each, name, helix, organisation and address
 * in any order, parted by tabs, semicolons, bars or commas.
 */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-people-text.h"

#include <string.h>

#include "qv-text.h"

/* Beginnings of the words that agencies use, in the languages of the workshops. */
static const struct
{
  const char *beginning;
  QvHelix helix;
} helix_beginnings[] = {
  { "authorit", QV_HELIX_AUTHORITIES },     { "autorit", QV_HELIX_AUTHORITIES },
  { "public", QV_HELIX_AUTHORITIES },       { "pubblic", QV_HELIX_AUTHORITIES },
  { "collectivit", QV_HELIX_AUTHORITIES },  { "istituzion", QV_HELIX_AUTHORITIES },
  { "institution", QV_HELIX_AUTHORITIES },  { "enti pubblic", QV_HELIX_AUTHORITIES },
  { "ente pubblic", QV_HELIX_AUTHORITIES }, { "pouvoirs public", QV_HELIX_AUTHORITIES },
  { "research", QV_HELIX_RESEARCH },        { "ricerc", QV_HELIX_RESEARCH },
  { "recherch", QV_HELIX_RESEARCH },        { "universi", QV_HELIX_RESEARCH },
  { "compan", QV_HELIX_COMPANIES },         { "business", QV_HELIX_COMPANIES },
  { "impres", QV_HELIX_COMPANIES },         { "aziend", QV_HELIX_COMPANIES },
  { "entrepris", QV_HELIX_COMPANIES },      { "resident", QV_HELIX_RESIDENTS },
  { "citizen", QV_HELIX_RESIDENTS },        { "cittadin", QV_HELIX_RESIDENTS },
  { "abitant", QV_HELIX_RESIDENTS },        { "habitant", QV_HELIX_RESIDENTS },
  { "citoyen", QV_HELIX_RESIDENTS },        { "résident", QV_HELIX_RESIDENTS },
};

/* Words that head the columns of such a list. */
static const char *const headings[] = {
  "name",  "nome", "nom",  "helix",  "elica",   "hélice",  "organisation", "organization", "organizzazione",
  "email", "mail", "ente", "e-mail", "cognome", "contact", "contatto",     "courriel",     "structure",
};

static int
find_beginning (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (helix_beginnings); i++)
    if (g_str_has_prefix (lower, helix_beginnings[i].beginning))
      return (int) i;
  return -1;
}

/* One word, or one of the names that have two. */
static gboolean
is_helix (const char *field)
{
  int found = find_beginning (field);

  return found >= 0 &&
         (strchr (field, ' ') == NULL || strchr (helix_beginnings[found].beginning, ' ') != NULL);
}

/**
 * qv_people_text_find_helix:
 * @text: a word such as "Imprese", or a phrase that begins with one
 *
 * Returns: the helix that it names in one of the languages of the workshops, or %QV_HELIX_NONE
 */
QvHelix
qv_people_text_find_helix (const char *text)
{
  int found = find_beginning (text);

  return found >= 0 ? helix_beginnings[found].helix : QV_HELIX_NONE;
}

void
qv_person_text_free (QvPersonText *self)
{
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->contact);
  g_free (self);
}

static char
find_separator (const char *line)
{
  static const char separators[] = { '\t', ';', '|', ',' };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (strchr (line, separators[i]) != NULL)
      return separators[i];
  return '\t';
}

static gboolean
is_phone (const char *field)
{
  guint n_digits = 0;

  for (const char *p = field; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      n_digits++;
    else if (strchr ("+-/(). ", *p) == NULL)
      return FALSE;
  return n_digits >= 6;
}

static gboolean
is_contact (const char *field)
{
  return strchr (field, '@') != NULL || is_phone (field);
}

static gboolean
is_heading (const char *field)
{
  g_autofree char *lower = g_utf8_strdown (field, -1);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_str_equal (lower, headings[i]))
      return TRUE;
  return FALSE;
}

/* (transfer full) (nullable): %NULL where it says nothing */
static char *
take_part (const char *text)
{
  g_autofree char *clean = qv_text_normalize (text);

  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

/* "Ada Neri <ada@example.org>" becomes both. */
static void
split_address (QvPersonText *self, char *field)
{
  char *open = strchr (field, '<'), *close = open != NULL ? strchr (open, '>') : NULL;

  if (close == NULL || open == field)
    {
      self->contact = g_strdup (field);
      return;
    }
  *close = *open = '\0';
  self->contact = take_part (open + 1);
  if (self->name == NULL)
    self->name = take_part (field);
}

static void
take_field (QvPersonText *self, char *field)
{
  if (self->contact == NULL && is_contact (field))
    split_address (self, field);
  else if (self->helix == QV_HELIX_NONE && is_helix (field))
    self->helix = qv_people_text_find_helix (field);
  else if (self->name == NULL)
    self->name = g_strdup (field);
  else if (self->organisation == NULL)
    self->organisation = g_strdup (field);
  else
    {
      /* What is left over is seen in the list, where it can be put right. */
      char *both = g_strconcat (self->organisation, ", ", field, NULL);

      g_free (self->organisation);
      self->organisation = both;
    }
}

static char *
clean_field (const char *field)
{
  g_autofree char *clean = qv_text_normalize (field);
  gsize length = strlen (clean);

  if (length < 2 || clean[0] != '"' || clean[length - 1] != '"')
    return g_steal_pointer (&clean);
  clean[length - 1] = '\0';
  return qv_text_normalize (clean + 1);
}

static QvPersonText *
parse_line (const char *line, gboolean is_first)
{
  const char separator[] = { find_separator (line), '\0' };
  g_auto (GStrv) fields = g_strsplit (line, separator, -1);
  QvPersonText *self = g_new0 (QvPersonText, 1);
  guint n_headings = 0;

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *field = clean_field (fields[i]);

      if (*field == '\0')
        continue;
      n_headings += is_first && is_heading (field);
      take_field (self, field);
    }
  /* "Università di Torino" says who comes, if nothing else does. */
  if (self->helix == QV_HELIX_NONE && self->organisation != NULL)
    self->helix = qv_people_text_find_helix (self->organisation);
  if (n_headings > 0 || (self->name == NULL && self->organisation == NULL && self->contact == NULL))
    g_clear_pointer (&self, qv_person_text_free);
  return self;
}

/**
 * qv_people_text_parse:
 * @text: lines, UTF-8
 *
 * Tolerant: what contains "@" or is a telephone number is the contact, a single word that names a helix the
 * helix, what is first of the rest the name, the others the organisation. Empty lines and a first line of
 * headings are left out.
 *
 * Returns: (transfer full) (element-type QvPersonText): the people, in order
 */
GPtrArray *
qv_people_text_parse (const char *text)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) qv_person_text_free);
  g_auto (GStrv) lines = qv_text_split_lines (text);
  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      QvPersonText *person;

      if (*lines[i] == '\0')
        continue;
      person = parse_line (lines[i], is_first);
      is_first = FALSE;
      if (person != NULL)
        g_ptr_array_add (people, person);
    }
  return people;
}
