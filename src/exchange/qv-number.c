/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as statistical offices write them. A column is read in one format, so that "1.234" never means a
 * thousand in one row and a fraction in the next. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-number.h"

#include <math.h>
#include <string.h>

#define MAX_LENGTH 64

/* In the order of preference where several explain a column equally well. */
static const QvNumberFormat formats[] = {
  { '.', 0, FALSE },    { ',', 0, FALSE },    { '.', ' ', FALSE }, { ',', ' ', FALSE },
  { '.', '\'', FALSE }, { ',', '\'', FALSE }, { ',', '.', FALSE }, { '.', ',', FALSE },
};

static gboolean
is_missing (const char *text)
{
  /* ":" is Eurostat's, "s" and "c" stand for secret, the others for not available in our languages. */
  static const char *const words[] = { "-",
                                       "–",
                                       "—",
                                       "..",
                                       "...",
                                       "…",
                                       "n.d.",
                                       "nd",
                                       "n/d",
                                       "n.a.",
                                       "na",
                                       "n/a",
                                       "n.c.",
                                       "nc",
                                       "s",
                                       "c",
                                       "x",
                                       "*",
                                       "**",
                                       "/",
                                       ".",
                                       "null",
                                       "none",
                                       "nan",
                                       "#n/a",
                                       "n.s.",
                                       "n.r.",
                                       "n.p.",
                                       "non disponibile",
                                       "non disponible",
                                       "not available" };
  g_autofree char *folded = NULL;

  if (*text == '\0' || *text == ':')
    return TRUE;
  if (strlen (text) > 20)
    return FALSE;
  folded = g_utf8_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == 0x00a0 || c == 0x202f || c == 0x2009 || c == 0x2007;
}

/* Into @out as ASCII: any space as ' ', any apostrophe as '\'', any minus as '-'; without spaces at the ends,
 * a per cent sign, and the letters with which Eurostat flags a figure ("12.3 e"). */
static gboolean
simplify (const char *text, char out[MAX_LENGTH])
{
  gsize n = 0;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      c = is_space (c) ? ' ' : c == 0x2019 ? '\'' : c == 0x2212 ? '-' : c;
      if (c >= 0x80 || n == MAX_LENGTH - 1)
        return FALSE;
      if (c != ' ' || n > 0)
        out[n++] = (char) c;
    }
  while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == '%'))
    n--;
  if (n > 2 && out[n - 2] == ' ' && strchr ("bdefnpruz", out[n - 1]) != NULL)
    n -= 2;
  out[n] = '\0';
  return TRUE;
}

/* Reads digits in groups of three where @group is given and stands there; returns their number, or -1. */
static int
read_whole (const char **at, char group, char *out, gsize *n)
{
  const char *p = *at;
  int digits = 0;
  int since = -1; /* digits since the last separator */

  for (; g_ascii_isdigit (*p) || (group != 0 && *p == group && g_ascii_isdigit (p[1])); p++)
    {
      if (*p == group)
        {
          if ((since < 0 && (digits == 0 || digits > 3 || out[*n - (gsize) digits] == '0')) ||
              (since >= 0 && since != 3))
            return -1;
          since = 0;
          continue;
        }
      out[(*n)++] = *p;
      digits++;
      since += since >= 0;
    }
  *at = p;
  return since >= 0 && since != 3 ? -1 : digits;
}

/* The number in @text as C writes it, or FALSE where it is none in @format. */
static gboolean
canonize (const char *text, const QvNumberFormat *format, char out[MAX_LENGTH])
{
  gsize n = 0;
  int whole, fraction = 0;

  if (*text == '-' || *text == '+')
    out[n++] = *text++;
  whole = read_whole (&text, format->group, out, &n);
  if (whole < 0)
    return FALSE;
  if (*text == format->decimal)
    {
      out[n++] = '.';
      for (text++; g_ascii_isdigit (*text); text++, fraction++)
        out[n++] = *text;
    }
  if (whole + fraction == 0)
    return FALSE;
  if (*text == 'e' || *text == 'E')
    {
      out[n++] = *text++;
      if (*text == '-' || *text == '+')
        out[n++] = *text++;
      if (!g_ascii_isdigit (*text))
        return FALSE;
      while (g_ascii_isdigit (*text))
        out[n++] = *text++;
    }
  out[n] = '\0';
  return *text == '\0';
}

/**
 * qv_number_parse:
 * @text: a cell
 * @format: how its column writes numbers
 * @out_value: (out): the number, where the result is %QV_NUMBER_VALUE; always finite
 *
 * Returns: what the cell holds
 */
QvNumberResult
qv_number_parse (const char *text, const QvNumberFormat *format, double *out_value)
{
  char simple[MAX_LENGTH], canonical[MAX_LENGTH];
  double value;

  if (text == NULL || is_missing (text))
    return QV_NUMBER_MISSING;
  if (!simplify (text, simple))
    return QV_NUMBER_BAD;
  if (*simple == '\0')
    return QV_NUMBER_MISSING;
  if (!canonize (simple, format, canonical))
    return QV_NUMBER_BAD;
  value = g_ascii_strtod (canonical, NULL);
  if (!isfinite (value))
    return QV_NUMBER_BAD;
  *out_value = value + 0.0; /* "-0" is 0 */
  return QV_NUMBER_VALUE;
}

typedef struct
{
  guint n; /* cells that are neither empty nor a word for missing */
  guint fits[G_N_ELEMENTS (formats)];
  guint n_plain; /* of digits alone */
  gboolean has_point;
  gboolean has_comma;
} Census;

static void
count_cell (Census *census, const char *text)
{
  char simple[MAX_LENGTH], canonical[MAX_LENGTH];

  if (text == NULL || is_missing (text))
    return;
  census->n++;
  if (!simplify (text, simple))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    census->fits[i] += canonize (simple, &formats[i], canonical);
  census->n_plain += strspn (simple, "0123456789") == strlen (simple);
  census->has_point |= strchr (simple, '.') != NULL;
  census->has_comma |= strchr (simple, ',') != NULL;
}

static guint
find_format (char decimal, char group)
{
  guint i = 0;

  while (formats[i].decimal != decimal || formats[i].group != group)
    i++;
  return i;
}

/**
 * qv_number_format_detect:
 * @values: (array length=n_values): cells of one column, %NULL where empty
 * @n_values: how many
 * @is_typed: whether the file keeps numbers as numbers, as spreadsheets do; those come with a decimal point
 * @out_format: (out): the format that explains most of them
 *
 * Separators are told apart by the whole column: thousands stand in groups of three and never behind a
 * leading zero. Where every separator could be either ("1.234"), it is taken for thousands, but a point for a
 * decimal one where @is_typed; @out_format says that this is ambiguous unless numbers below a thousand stand
 * there without it.
 *
 * Returns: whether this is a column of numbers: at least one, and nine in ten of the cells that are not
 * missing
 */
gboolean
qv_number_format_detect (const char *const *values,
                         guint n_values,
                         gboolean is_typed,
                         QvNumberFormat *out_format)
{
  Census census = { 0 };
  guint best = 0;

  for (guint i = 0; i < n_values; i++)
    count_cell (&census, values[i]);
  for (guint i = 1; i < G_N_ELEMENTS (formats); i++)
    if (census.fits[i] > census.fits[best])
      best = i;
  *out_format = formats[best];
  if (formats[best].group == 0)
    {
      char decimal = formats[best].decimal;
      guint other = find_format (decimal == '.' ? ',' : '.', decimal);
      gboolean is_seen = decimal == '.' ? census.has_point : census.has_comma;

      if (is_seen && census.fits[other] == census.fits[best])
        {
          if (!is_typed || decimal != '.')
            *out_format = formats[other];
          out_format->is_ambiguous = census.n_plain == 0;
        }
    }
  return census.n > 0 && census.fits[best] * 10 >= census.n * 9;
}
