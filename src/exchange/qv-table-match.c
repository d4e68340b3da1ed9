/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pure: says what of a table fits which territory and what not; nothing is dropped or added up in silence. */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-table-match.h"

#include "qv-column-guess.h"

#include <math.h>
#include <string.h>

#define NOT_FOUND G_MAXUINT

typedef struct
{
  QvTable *table;
  const QvTablePlan *plan;
  const char *const *codes;
  guint n_codes;
  GHashTable *exact;    /* code → index + 1 */
  GHashTable *stripped; /* code without leading zeros → index + 1, or NOT_FOUND where several have it */
  GHashTable *named;    /* codes of the table that are codes of territories exactly */
  GHashTable *unmatched;
  GHashTable *padded;
  GHashTable *seen; /* Figure → itself; of (territory, period) */
  gboolean *is_matched;
  QvTableMatch *match;
} Matcher;

static guint
hash_figure (gconstpointer data)
{
  const QvTableFigure *figure = data;

  return figure->territory * 2654435761u ^ g_str_hash (figure->period);
}

static gboolean
equal_figures (gconstpointer a, gconstpointer b)
{
  const QvTableFigure *x = a, *y = b;

  return x->territory == y->territory && strcmp (x->period, y->period) == 0;
}

static const char *
strip_zeros (const char *code)
{
  while (code[0] == '0' && code[1] != '\0')
    code++;
  return code;
}

static void
index_codes (Matcher *self)
{
  for (guint i = 0; i < self->n_codes; i++)
    {
      const char *code = self->codes[i];
      const char *bare;

      if (code == NULL || *code == '\0')
        continue;
      if (!g_hash_table_contains (self->exact, code))
        g_hash_table_insert (self->exact, (gpointer) code, GUINT_TO_POINTER (i + 1));
      bare = strip_zeros (code);
      g_hash_table_insert (self->stripped, (gpointer) bare,
                           GUINT_TO_POINTER (g_hash_table_contains (self->stripped, bare) ? NOT_FOUND
                                                                                          : i + 1));
    }
  for (guint row = 0; row < qv_table_get_n_rows (self->table); row++)
    {
      const char *code = qv_table_get_cell (self->table, row, (guint) self->plan->code_column);

      if (code != NULL && g_hash_table_contains (self->exact, code))
        g_hash_table_add (self->named, (gpointer) code);
    }
}

/* A code whose leading zeros a spreadsheet has eaten finds its territory where only one can be meant. */
static guint
find_padded (Matcher *self, const char *code)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->stripped, strip_zeros (code)));

  if (index == 0 || index == NOT_FOUND || strlen (self->codes[index - 1]) <= strlen (code) ||
      g_hash_table_contains (self->named, self->codes[index - 1]))
    return NOT_FOUND;
  if (g_hash_table_add (self->padded, (gpointer) code))
    g_ptr_array_add (self->match->padded, g_strdup (code));
  return index - 1;
}

static guint
find_territory (Matcher *self, const char *code)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->exact, code));

  index = index > 0 ? index - 1 : find_padded (self, code);
  if (index == NOT_FOUND && g_hash_table_add (self->unmatched, (gpointer) code))
    g_ptr_array_add (self->match->unmatched, g_strdup (code));
  return index;
}

static const char *
find_period (Matcher *self, guint row)
{
  g_autofree char *period = NULL;
  const char *cell;

  if (self->plan->period_column < 0)
    return self->plan->period != NULL ? self->plan->period : "";
  cell = qv_table_get_cell (self->table, row, (guint) self->plan->period_column);
  period = cell != NULL ? qv_period_normalize (cell) : NULL;
  return period != NULL ? g_string_chunk_insert_const (self->match->strings, period) : NULL;
}

static void
add_duplicate (Matcher *self, QvTableFigure *first, guint row, double value)
{
  QvTableDuplicate duplicate = { .territory = first->territory,
                                 .first_row = first->row,
                                 .row = row,
                                 .period = first->period,
                                 .is_same = first->value == value };

  g_array_append_val (self->match->duplicates, duplicate);
  if (duplicate.is_same && self->plan->duplicates != QV_DUPLICATE_RULE_SUM)
    return;
  switch (self->plan->duplicates)
    {
    case QV_DUPLICATE_RULE_LAST:
      first->value = value;
      break;
    case QV_DUPLICATE_RULE_SUM:
      first->value += value;
      break;
    case QV_DUPLICATE_RULE_LEAVE_OUT:
      first->value = NAN;
      break;
    case QV_DUPLICATE_RULE_REFUSE:
      self->match->is_refused = TRUE;
      break;
    case QV_DUPLICATE_RULE_FIRST:
    default:
      break;
    }
}

static void
add_figure (Matcher *self, guint territory, guint row, const char *period, double value)
{
  QvTableFigure key = { .territory = territory, .row = row, .value = value };
  QvTableFigure *first;

  key.period = g_string_chunk_insert_const (self->match->strings, period);
  first = g_hash_table_lookup (self->seen, &key);
  if (first != NULL)
    add_duplicate (self, first, row, value);
  else
    g_hash_table_add (self->seen, g_memdup2 (&key, sizeof key));
}

static void
match_row (Matcher *self, guint row)
{
  const char *code = qv_table_get_cell (self->table, row, (guint) self->plan->code_column);
  const char *cell = qv_table_get_cell (self->table, row, (guint) self->plan->value_column);
  const char *period;
  double value = 0.0;
  guint territory;

  if (code == NULL)
    {
      g_array_append_val (self->match->rows_no_code, row);
      return;
    }
  territory = find_territory (self, code);
  if (territory == NOT_FOUND)
    return;
  self->is_matched[territory] = TRUE;
  period = find_period (self, row);
  if (period == NULL)
    {
      g_array_append_val (self->match->rows_no_period, row);
      return;
    }
  switch (qv_number_parse (cell, &self->match->format, &value))
    {
    case QV_NUMBER_VALUE:
      add_figure (self, territory, row, period, value);
      break;
    case QV_NUMBER_MISSING:
      g_array_append_val (self->match->rows_missing, row);
      break;
    case QV_NUMBER_BAD:
    default:
      g_array_append_val (self->match->rows_bad, row);
      break;
    }
}

static int
compare_figures (gconstpointer a, gconstpointer b)
{
  const QvTableFigure *x = a, *y = b;

  if (x->territory != y->territory)
    return x->territory < y->territory ? -1 : 1;
  return strcmp (x->period, y->period);
}

static void
gather (Matcher *self)
{
  g_autofree gboolean *has_figure = g_new0 (gboolean, self->n_codes + 1);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const QvTableFigure *figure = key;

      if (!isfinite (figure->value))
        continue;
      has_figure[figure->territory] = TRUE;
      g_array_append_vals (self->match->figures, figure, 1);
    }
  g_array_sort (self->match->figures, compare_figures);
  for (guint i = 0; i < self->n_codes; i++)
    {
      self->match->n_matched += self->is_matched[i];
      if (!has_figure[i])
        g_array_append_val (self->match->without_figure, i);
    }
}

static void
detect_format (Matcher *self)
{
  guint n = qv_table_get_n_rows (self->table);
  g_autofree const char **values = g_new (const char *, n + 1);
  guint i = 0;

  for (guint row = 0; row < n; row++)
    values[row] = qv_table_get_cell (self->table, row, (guint) self->plan->value_column);
  qv_number_format_detect (values, n, self->plan->is_typed, &self->match->format);
  if (!self->match->format.is_ambiguous)
    return;
  while (i + 1 < n && (values[i] == NULL || strpbrk (values[i], ".,") == NULL))
    i++;
  self->match->ambiguous_row = i;
}

static QvTableMatch *
make_match (void)
{
  QvTableMatch *match = g_new0 (QvTableMatch, 1);

  match->figures = g_array_new (FALSE, FALSE, sizeof (QvTableFigure));
  match->unmatched = g_ptr_array_new_with_free_func (g_free);
  match->padded = g_ptr_array_new_with_free_func (g_free);
  match->duplicates = g_array_new (FALSE, FALSE, sizeof (QvTableDuplicate));
  match->without_figure = g_array_new (FALSE, FALSE, sizeof (guint));
  match->rows_no_code = g_array_new (FALSE, FALSE, sizeof (guint));
  match->rows_missing = g_array_new (FALSE, FALSE, sizeof (guint));
  match->rows_bad = g_array_new (FALSE, FALSE, sizeof (guint));
  match->rows_no_period = g_array_new (FALSE, FALSE, sizeof (guint));
  match->strings = g_string_chunk_new (4096);
  return match;
}

/**
 * qv_table_match:
 * @table: a table
 * @plan: which columns to read and how
 * @codes: (array length=n_codes): the code of each territory, each once; %NULL for one without
 * @n_codes: how many
 *
 * Finds the territory of each row. A code with fewer leading zeros than a territory's is taken for it only
 * where no other territory could be meant and no row of the table names it in full; such codes are listed.
 *
 * Returns: (transfer full): what fits and what not
 */
QvTableMatch *
qv_table_match (QvTable *table, const QvTablePlan *plan, const char *const *codes, guint n_codes)
{
  g_autoptr (GHashTable) exact = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) stripped = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) unmatched = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) padded = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (hash_figure, equal_figures, g_free, NULL);
  g_autofree gboolean *is_matched = g_new0 (gboolean, n_codes + 1);
  Matcher self = { .table = table,
                   .plan = plan,
                   .codes = codes,
                   .n_codes = n_codes,
                   .exact = exact,
                   .stripped = stripped,
                   .named = named,
                   .unmatched = unmatched,
                   .padded = padded,
                   .seen = seen,
                   .is_matched = is_matched,
                   .match = make_match () };
  int n_columns = (int) qv_table_get_n_columns (table);

  g_return_val_if_fail (plan->code_column >= 0 && plan->code_column < n_columns, self.match);
  g_return_val_if_fail (plan->value_column >= 0 && plan->value_column < n_columns, self.match);
  g_return_val_if_fail (plan->period_column < n_columns, self.match);

  detect_format (&self);
  index_codes (&self);
  for (guint row = 0; row < qv_table_get_n_rows (table); row++)
    match_row (&self, row);
  gather (&self);

  return self.match;
}

void
qv_table_match_free (QvTableMatch *self)
{
  g_array_unref (self->figures);
  g_ptr_array_unref (self->unmatched);
  g_ptr_array_unref (self->padded);
  g_array_unref (self->duplicates);
  g_array_unref (self->without_figure);
  g_array_unref (self->rows_no_code);
  g_array_unref (self->rows_missing);
  g_array_unref (self->rows_bad);
  g_array_unref (self->rows_no_period);
  g_string_chunk_free (self->strings);
  g_free (self);
}
