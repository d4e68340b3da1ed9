/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column holds, from its name and its values. The words are those of the statistical offices and
 * agencies of Italy, France and the Union; people correct the rest in the dialog. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-column-guess.h"

#include "qv-number.h"

#include <string.h>

typedef struct
{
  const char *word;
  double score;
} Word;

/* What the values of a column look like; shares are of those that are not empty, which is a share of all. */
typedef struct
{
  char **words; /* of the name, folded */
  guint n_distinct;
  double filled;
  double unique;
  double letters;     /* with a letter */
  double spaced;      /* with a space within */
  double short_codes; /* of at most 12 letters, digits, dots and dashes */
  double zero_led;    /* of digits, the first of two or more a 0 */
  double fractional;  /* numbers with decimals */
  double uniform;     /* as long as the commonest length */
} Look;

static const Word code_words[] = {
  { "code", 2.0 },
  { "codice", 2.0 },
  { "cod", 2.0 },
  { "insee", 2.5 },
  { "istat", 2.5 },
  { "nuts", 2.5 },
  { "iris", 1.0 },
  { "codgeo", 3.0 },
  { "zonastat", 3.0 },
  { "ncirco", 3.0 },
  { "itter107", 3.0 },
  { "ref_area", 3.0 },
  { "geo", 2.0 },
  { "lau", 2.5 },
  { "id", 1.0 },
  { "gid", 0.5 },
  { "siren", 2.0 },
  { "pro_com", 3.0 },
  { "procom", 3.0 },
  { "com", 0.7 },
  { "comune", 0.7 },
  { "commune", 0.7 },
  { "alfanumerico", 1.0 },
  { "num", -1.5 },
  { "numerico", -1.0 },
  { "postal", -4.0 },
  { "cap", -3.0 },
  { "catasto", -0.5 },
  { "catastale", -0.5 },
  { "pop", -3.0 },
  { "population", -3.0 },
  { "popolazione", -3.0 },
  { "lat", -4.0 },
  { "lng", -4.0 },
  { "lon", -4.0 },
  { "area", -1.0 },
  { "superficie", -3.0 },
  { "name", -2.0 },
  { "nom", -2.0 },
  { "nome", -2.0 },
  { "denominazione", -2.0 },
  { "anno", -3.0 },
  { "year", -3.0 },
  { "annee", -3.0 },
  { "fid", -1.0 },
  { "objectid", -1.0 },
  { "zone", 0.5 },
  { "zona", 0.5 },
};
static const Word name_words[] = {
  { "name", 2.0 },          { "nom", 2.0 },         { "nome", 2.0 },     { "denom", 2.0 },
  { "denominazione", 2.0 }, { "libelle", 2.0 },     { "lib", 1.5 },      { "libgeo", 2.5 },
  { "label", 2.0 },         { "toponimo", 2.0 },    { "commune", 1.0 },  { "comune", 1.0 },
  { "quartiere", 1.5 },     { "zona", 0.5 },        { "nombre", 1.0 },   { "title", 1.0 },
  { "den", 1.5 },           { "descrizione", 1.0 }, { "italiano", 0.2 }, { "altra", -1.0 },
  { "lingua", -0.5 },       { "type", -2.0 },       { "typ", -2.0 },     { "tipo", -2.0 },
  { "acr", -2.0 },          { "sigla", -2.0 },      { "article", -0.5 }, { "code", -2.0 },
  { "codice", -2.0 },       { "cod", -2.0 },        { "id", -2.0 },      { "catasto", -2.0 },
  { "catastale", -2.0 },    { "nuts", -1.0 },       { "regione", -0.5 }, { "region", 0.2 },
};
static const Word parent_words[] = {
  { "parent", 3.0 },      { "parente", 1.0 }, { "prov", 1.5 },   { "provincia", 1.5 }, { "dep", 1.5 },
  { "departement", 1.5 }, { "insee", 1.0 },   { "istat", 1.0 },  { "code", 1.0 },      { "codice", 1.0 },
  { "cod", 1.0 },         { "com", 1.0 },     { "reg", 0.7 },    { "regione", 0.7 },   { "epci", 1.5 },
  { "circo", 1.0 },       { "ncirco", 2.0 },  { "num", -1.5 },   { "name", -3.0 },     { "nom", -3.0 },
  { "nome", -3.0 },       { "acr", -2.0 },    { "sigla", -2.0 }, { "pop", -5.0 },      { "typ", -3.0 },
  { "type", -3.0 },
};
static const Word period_words[] = {
  { "time", 2.0 },        { "period", 2.0 },    { "periodo", 2.0 }, { "periode", 2.0 },
  { "time_period", 3.0 }, { "year", 2.0 },      { "anno", 2.0 },    { "annee", 2.0 },
  { "date", 1.0 },        { "data", 1.0 },      { "mese", 1.0 },    { "mois", 1.0 },
  { "month", 1.0 },       { "trimestre", 1.0 }, { "quarter", 1.0 }, { "an", 1.0 },
};
static const Word value_words[] = {
  { "value", 4.0 },        { "obs_value", 6.0 },  { "valore", 4.0 },       { "valeur", 4.0 },
  { "osservazione", 3.0 }, { "population", 3.0 }, { "popolazione", 3.0 },  { "pop", 1.5 },
  { "total", 1.0 },        { "totale", 1.0 },     { "tot", 0.5 },          { "taux", 1.5 },
  { "tasso", 1.5 },        { "rate", 1.5 },       { "quota", 1.0 },        { "part", 1.0 },
  { "lat", -6.0 },         { "latitude", -6.0 },  { "lng", -6.0 },         { "lon", -6.0 },
  { "longitude", -6.0 },   { "code", -5.0 },      { "codice", -5.0 },      { "cod", -5.0 },
  { "insee", -5.0 },       { "istat", -5.0 },     { "id", -5.0 },          { "postal", -6.0 },
  { "cap", -5.0 },         { "siren", -6.0 },     { "nuts", -5.0 },        { "dep", -3.0 },
  { "departement", -3.0 }, { "reg", -3.0 },       { "progressivo", -5.0 }, { "flag", -5.0 },
  { "objectid", -6.0 },    { "fid", -6.0 },       { "mult", -3.0 },        { "per", -2.0 },
};

/* "codice_comune", "CodiceComune" and "Code commune (INSEE)" have the same words, and the whole name is one
 * more. */
static char **
split_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *plain = g_str_to_ascii (valid, "C");
  g_autoptr (GString) spaced = g_string_new (NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) pieces = NULL;

  for (const char *p = plain; *p != '\0'; p++)
    {
      if (p > plain && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (spaced, ' ');
      g_string_append_c (spaced, g_ascii_isalnum (*p) ? g_ascii_tolower (*p) : ' ');
    }
  pieces = g_strsplit (spaced->str, " ", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (*pieces[i] != '\0')
      g_ptr_array_add (words, g_strdup (pieces[i]));
  if (words->len > 1)
    g_ptr_array_add (words, g_ascii_strdown (plain, -1));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static double
score_words (const Look *look, const Word *words, guint n_words)
{
  guint n_own = g_strv_length (look->words);
  double score = 0.0;

  for (guint i = 0; i < n_own; i++)
    for (guint j = 0; j < n_words; j++)
      if (strcmp (look->words[i], words[j].word) == 0)
        score += words[j].score + (n_own == 1 && words[j].score > 0.0 ? 1.0 : 0.0);
  return score;
}

#define SCORE(look, words) score_words (look, words, G_N_ELEMENTS (words))

static gboolean
is_short_code (const char *value)
{
  gsize n = strlen (value);

  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (value[i]) && value[i] != '.' && value[i] != '-' && value[i] != '_')
      return FALSE;
  return n <= 12;
}

static gboolean
has_letter (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static void
count_value (Look *look, const char *value, guint lengths[16])
{
  gsize n = strlen (value);

  look->letters += has_letter (value);
  look->spaced += strchr (value, ' ') != NULL;
  look->short_codes += is_short_code (value);
  look->zero_led += n > 1 && value[0] == '0' && strspn (value, "0123456789") == n;
  look->fractional += strspn (value, "-0123456789.,") == n && strpbrk (value, ".,") != NULL;
  lengths[MIN (n, 15)]++;
}

static void
look_at (const QvColumn *column, guint n_values, Look *look)
{
  g_autoptr (GHashTable) distinct = g_hash_table_new (g_str_hash, g_str_equal);
  guint lengths[16] = { 0 };
  guint n = 0, commonest = 0;

  *look = (Look){ .words = split_name (column->name) };
  for (guint i = 0; i < n_values; i++)
    {
      const char *value = column->values[i];

      if (value == NULL || *value == '\0')
        continue;
      n++;
      g_hash_table_add (distinct, (gpointer) value);
      count_value (look, value, lengths);
    }
  if (n == 0)
    return;
  for (guint i = 0; i < 16; i++)
    commonest = MAX (commonest, lengths[i]);
  look->n_distinct = g_hash_table_size (distinct);
  look->filled = (double) n / n_values;
  look->unique = (double) look->n_distinct / n;
  look->letters /= n;
  look->spaced /= n;
  look->short_codes /= n;
  look->zero_led /= n;
  look->fractional /= n;
  look->uniform = (double) commonest / n;
}

static Look *
look_at_all (const QvColumn *columns, guint n_columns, guint n_values)
{
  Look *looks = g_new0 (Look, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    look_at (&columns[i], n_values, &looks[i]);
  return looks;
}

static void
free_looks (Look *looks, guint n)
{
  for (guint i = 0; i < n; i++)
    g_strfreev (looks[i].words);
  g_free (looks);
}

/* Uniqueness weighs less in a table, which may have a row for each year. Plain numbers under a name that says
 * nothing are rather figures. */
static double
score_code (const Look *look, double weight)
{
  double words = SCORE (look, code_words);

  if (look->filled == 0.0)
    return -100.0;
  return words + weight * look->unique * look->filled + 0.5 * look->uniform + 0.8 * look->zero_led +
         0.5 * look->short_codes - 2.0 * look->spaced - 4.0 * look->fractional -
         (words <= 0.0 && look->letters == 0.0 && look->zero_led == 0.0 ? 2.0 : 0.0);
}

static double
score_name (const Look *look)
{
  if (look->letters < 0.8)
    return -100.0;
  return SCORE (look, name_words) + 2.0 * look->unique * look->filled + 0.5 * look->spaced -
         (look->uniform > 0.95 && look->short_codes > 0.95 ? 2.0 : 0.0);
}

/* The finest grouping wins: a quarter's municipality rather than its region. */
static double
score_parent (const Look *look)
{
  double words = SCORE (look, parent_words);

  if (words < 1.0 || look->filled < 0.9 || look->unique > 0.9 || look->short_codes < 0.9 ||
      look->fractional > 0.0)
    return -100.0;
  return words + 2.0 * look->unique + look->zero_led;
}

static int
find_best (const double *scores, guint n, double least, int except)
{
  int best = -1;

  for (guint i = 0; i < n; i++)
    if ((int) i != except && scores[i] >= least && (best < 0 || scores[i] > scores[best]))
      best = (int) i;
  return best;
}

/**
 * qv_guess_layer:
 * @columns: (array length=n_columns): the fields of a layer of territories
 * @n_columns: how many
 * @n_values: how many values each has
 * @out_guess: (out): the likeliest code, name and parent
 */
void
qv_guess_layer (const QvColumn *columns, guint n_columns, guint n_values, QvLayerGuess *out_guess)
{
  Look *looks = look_at_all (columns, n_columns, n_values);
  g_autofree double *scores = g_new0 (double, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    scores[i] = score_code (&looks[i], 4.0);
  out_guess->code = find_best (scores, n_columns, 2.0, -1);
  for (guint i = 0; i < n_columns; i++)
    scores[i] = score_name (&looks[i]);
  out_guess->name = find_best (scores, n_columns, 1.0, out_guess->code);
  if (out_guess->name < 0)
    out_guess->name = out_guess->code;
  if (out_guess->code < 0)
    out_guess->code = out_guess->name;
  for (guint i = 0; i < n_columns; i++)
    scores[i] = score_parent (&looks[i]);
  out_guess->parent = find_best (scores, n_columns, 0.0, out_guess->code);
  if (out_guess->parent == out_guess->name)
    out_guess->parent = -1;
  free_looks (looks, n_columns);
}

static double
score_period (const QvColumn *column, const Look *look, guint n_values)
{
  double words = SCORE (look, period_words);
  guint n = 0, good = 0;

  if (words < 1.0)
    return -100.0;
  for (guint i = 0; i < n_values; i++)
    {
      g_autofree char *period = NULL;

      if (column->values[i] == NULL || *column->values[i] == '\0')
        continue;
      n++;
      period = qv_period_normalize (column->values[i]);
      good += period != NULL;
    }
  return n > 0 && good * 10 >= n * 9 ? words : -100.0;
}

static double
score_value (const QvColumn *column, const Look *look, guint n_values)
{
  QvNumberFormat format;

  if (look->filled == 0.0 || look->zero_led > 0.05 ||
      !qv_number_format_detect (column->values, n_values, FALSE, &format))
    return -100.0;
  return SCORE (look, value_words) + look->filled - (look->n_distinct == 1 && n_values > 5 ? 1.0 : 0.0);
}

static int
compare_scores (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *scores = data;
  int x = *(const int *) a, y = *(const int *) b;

  if (scores[x] != scores[y])
    return scores[x] > scores[y] ? -1 : 1;
  return x - y;
}

/**
 * qv_guess_table:
 * @columns: (array length=n_columns): the columns of a table of figures
 * @n_columns: how many
 * @n_values: how many values each has
 * @out_guess: (out caller-allocates): the likeliest; free with qv_table_guess_clear()
 */
void
qv_guess_table (const QvColumn *columns, guint n_columns, guint n_values, QvTableGuess *out_guess)
{
  Look *looks = look_at_all (columns, n_columns, n_values);
  g_autofree double *scores = g_new0 (double, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    scores[i] = score_period (&columns[i], &looks[i], n_values);
  out_guess->period = find_best (scores, n_columns, 0.0, -1);
  for (guint i = 0; i < n_columns; i++)
    scores[i] =
        score_code (&looks[i], out_guess->period >= 0 ? 0.5 : 3.0) - (looks[i].words[0] == NULL ? 2.0 : 0.0);
  out_guess->code = find_best (scores, n_columns, 3.5, out_guess->period);
  for (guint i = 0; i < n_columns; i++)
    scores[i] = score_name (&looks[i]);
  out_guess->name = find_best (scores, n_columns, 1.0, out_guess->code);
  if (out_guess->code < 0)
    out_guess->code = out_guess->name;
  out_guess->values = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < n_columns; i++)
    {
      int index = (int) i;

      scores[i] = score_value (&columns[i], &looks[i], n_values);
      if (index != out_guess->code && index != out_guess->name && index != out_guess->period &&
          scores[i] > -1.0)
        g_array_append_val (out_guess->values, index);
    }
  g_array_sort_with_data (out_guess->values, compare_scores, scores);
  free_looks (looks, n_columns);
}

void
qv_table_guess_clear (QvTableGuess *guess)
{
  g_clear_pointer (&guess->values, g_array_unref);
}
