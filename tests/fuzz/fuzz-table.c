/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of tables and layers without GDAL. The first byte says which reader the others are for. */
#include "qv-column-guess.h"
#include "qv-csv-reader.h"
#include "qv-geojson-check.h"
#include "qv-json-rows.h"
#include "qv-number.h"
#include "qv-table-match.h"
#include "qv-text.h"
#include "qv-wkb.h"

#include <math.h>

#define MAX_ROWS 300

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
add_row (QvTable *table, GPtrArray *cells)
{
  guint n = qv_table_get_n_columns (table);

  for (guint i = 0; i < cells->len; i++)
    g_assert_true (cells->pdata[i] == NULL || qv_text_is_clean (cells->pdata[i]));
  g_ptr_array_set_size (cells, (int) n);
  if (qv_table_get_n_rows (table) < MAX_ROWS)
    qv_table_add_row (table, (const char *const *) cells->pdata);
}

static QvTable *
start_table (GPtrArray *names)
{
  g_autoptr (GPtrArray) header = g_ptr_array_new ();

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (header, names->pdata[i] != NULL ? names->pdata[i] : (gpointer) "");
  g_ptr_array_add (header, NULL);
  return qv_table_new ((const char *const *) header->pdata);
}

static QvTable *
read_csv (const char *data, gsize size)
{
  g_autoptr (QvCsvReader) reader = qv_csv_reader_new (data, size, NULL);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  QvTable *table;

  if (reader == NULL || !qv_csv_reader_next (reader, cells, NULL))
    return NULL;
  table = start_table (cells);
  while (qv_csv_reader_next (reader, cells, NULL))
    add_row (table, cells);
  return table;
}

static QvTable *
read_json (const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvJsonRows) rows = qv_json_rows_new (data, size, &error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  QvTable *table;

  g_assert_true ((rows == NULL) == (error != NULL));
  if (rows == NULL)
    return NULL;
  table = start_table (qv_json_rows_get_names (rows));
  while (qv_json_rows_next (rows, cells, &error))
    add_row (table, cells);
  g_assert_no_error (error);
  return table;
}

/* Every row is accounted for once, and every territory that has no figure is named. */
static void
check_match (QvTable *table, int code, int value, int period, QvDuplicateRule rule)
{
  static const char *const codes[] = { "1", "01", "001", "2", "Torino", "59350", "é", "", NULL };
  const QvTablePlan plan = {
    .code_column = code, .value_column = value, .period_column = period, .period = "2026", .duplicates = rule
  };
  g_autoptr (QvTableMatch) match = qv_table_match (table, &plan, codes, G_N_ELEMENTS (codes));
  guint last = G_MAXUINT, n_territories = 0;

  for (guint i = 0; i < match->figures->len; i++)
    {
      const QvTableFigure *figure = &g_array_index (match->figures, QvTableFigure, i);

      g_assert_true (isfinite (figure->value));
      g_assert_cmpuint (figure->territory, <, G_N_ELEMENTS (codes));
      n_territories += figure->territory != last;
      last = figure->territory;
    }
  g_assert_cmpuint (n_territories + match->without_figure->len, ==, G_N_ELEMENTS (codes));
  g_assert_cmpuint (match->rows_no_code->len + match->rows_missing->len + match->rows_bad->len +
                        match->rows_no_period->len + match->duplicates->len,
                    <=, qv_table_get_n_rows (table));
  g_assert_true (!match->is_refused || rule == QV_DUPLICATE_RULE_REFUSE);
}

static void
use_table (QvTable *table)
{
  guint n_columns = MIN (qv_table_get_n_columns (table), 8);
  guint n_rows = qv_table_get_n_rows (table);
  g_autofree const char **values = g_new0 (const char *, (gsize) n_columns *n_rows + 1);
  QvColumn columns[8];
  g_auto (QvTableGuess) guess = { 0 };
  QvLayerGuess layer;

  for (guint c = 0; c < n_columns; c++)
    {
      columns[c] =
          (QvColumn){ .name = qv_table_get_columns (table)[c], .values = values + (gsize) c * n_rows };
      for (guint r = 0; r < n_rows; r++)
        values[(gsize) c * n_rows + r] = qv_table_get_cell (table, r, c);
    }
  qv_guess_layer (columns, n_columns, n_rows, &layer);
  qv_guess_table (columns, n_columns, n_rows, &guess);
  if (guess.code >= 0 && guess.values->len > 0)
    for (int rule = QV_DUPLICATE_RULE_REFUSE; rule <= QV_DUPLICATE_RULE_LEAVE_OUT; rule++)
      check_match (table, guess.code, g_array_index (guess.values, int, 0), guess.period, rule);
}

static void
use_geojson (const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  QvGeojsonFacts facts;
  gboolean ok = qv_geojson_check (data, size, &facts, NULL, &error);

  g_assert_true (ok == (error == NULL));
}

/* What was read once is read the same again. */
static void
use_geometry (const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvGeometry) geometry = qv_geometry_new_from_gpkg (data, size, &error);
  g_autoptr (QvGeometry) again = NULL;
  g_autoptr (GBytes) blob = NULL;

  g_assert_true ((geometry == NULL) == (error != NULL));
  if (geometry == NULL)
    return;
  blob = qv_geometry_to_gpkg (geometry);
  again = qv_geometry_new_from_gpkg (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (qv_geometry_get_bytes (geometry), qv_geometry_get_bytes (again)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (QvTable) table = NULL;
  g_autofree char *text = NULL;

  if (size < 1)
    return 0;
  text = g_memdup2 (data + 1, size - 1);
  switch (*data)
    {
    case 'c':
      table = read_csv (text != NULL ? text : "", size - 1);
      break;
    case 'j':
      table = read_json (text != NULL ? text : "", size - 1);
      break;
    case 'g':
      use_geojson (text != NULL ? text : "", size - 1);
      break;
    case 'w':
      use_geometry (text != NULL ? text : "", size - 1);
      break;
    default:
      break;
    }
  if (table != NULL)
    use_table (table);
  return 0;
}
