/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, periods, guesses and matching: no file is read here. */
#include "qv-column-guess.h"
#include "qv-number.h"
#include "qv-table-match.h"

#include <math.h>

static const struct
{
  const char *cells[5];
  char decimal;
  char group;
  gboolean is_ambiguous;
  gboolean is_number;
  double first;
} columns[] = {
  { { "12", "7", "1000" }, '.', 0, FALSE, TRUE, 12.0 },
  { { "0.098700", "0.116259", ":" }, '.', 0, FALSE, TRUE, 0.0987 },
  { { "3,5", "12,75", "n.d." }, ',', 0, FALSE, TRUE, 3.5 },
  { { "1.234,5", "12", "7" }, ',', '.', FALSE, TRUE, 1234.5 },
  { { "1,234.5", "12", "7" }, '.', ',', FALSE, TRUE, 1234.5 },
  { { "1.234.567", "12.345" }, ',', '.', FALSE, TRUE, 1234567.0 },
  { { "12.345", "860" }, ',', '.', FALSE, TRUE, 12345.0 },
  { { "12.345", "98.765" }, ',', '.', TRUE, TRUE, 12345.0 },
  { { "0.345", "98.765" }, '.', 0, FALSE, TRUE, 0.345 },
  { { "1 234", "860" }, '.', ' ', FALSE, TRUE, 1234.0 },
  { { "1\u202f234,5", "860,25" }, ',', ' ', FALSE, TRUE, 1234.5 },
  { { "1\u00a0234\u00a0567", "s", "860" }, '.', ' ', FALSE, TRUE, 1234567.0 },
  { { "1’234.5", "12'000" }, '.', '\'', FALSE, TRUE, 1234.5 },
  { { "−3,5", "+2,25" }, ',', 0, FALSE, TRUE, -3.5 },
  { { "12,5 %", "3 %" }, ',', 0, FALSE, TRUE, 12.5 },
  { { "14.2 e", "15.25", "13.1 b" }, '.', 0, FALSE, TRUE, 14.2 },
  { { "1.5E+3", "2" }, '.', 0, FALSE, TRUE, 1500.0 },
  { { "Torino", "Lille" }, 0, 0, FALSE, FALSE, 0.0 },
  { { "-", "n.d.", "" }, 0, 0, FALSE, FALSE, 0.0 },
  { { "12", "Lille", "14" }, 0, 0, FALSE, FALSE, 0.0 },
};

static void
test_number_columns (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      QvNumberFormat format;
      double value = NAN;

      g_test_message ("column of %s", columns[i].cells[0]);
      g_assert_cmpint (qv_number_format_detect (columns[i].cells, G_N_ELEMENTS (columns[i].cells), FALSE,
                                                &format),
                       ==, columns[i].is_number);
      if (!columns[i].is_number)
        continue;
      g_assert_cmpint (format.decimal, ==, columns[i].decimal);
      g_assert_cmpint (format.group, ==, columns[i].group);
      g_assert_cmpint (format.is_ambiguous, ==, columns[i].is_ambiguous);
      g_assert_cmpint (qv_number_parse (columns[i].cells[0], &format, &value), ==, QV_NUMBER_VALUE);
      g_assert_cmpfloat (value, ==, columns[i].first);
    }
}

static void
test_number_cells (void)
{
  static const char *const missing[] = { "",  "  ", ":", ": c", "n.d.", "N.D.",
                                         "s", "-",  "–", "..",  "n/a",  NULL };
  static const char *const bad[] = { "12.345.67", "1.23.456", "12a",   "--1", "1-",   "1,2",
                                     "0x10",      "inf",      "1e999", "1e",  "\xff", "٣",
                                     "1..5",      ",",        "1 2",   "²",   NULL };
  const QvNumberFormat point = { '.', 0, FALSE };
  const QvNumberFormat italian = { ',', '.', FALSE };
  double value = 7.0;

  for (guint i = 0; missing[i] != NULL; i++)
    g_assert_cmpint (qv_number_parse (missing[i], &point, &value), ==, QV_NUMBER_MISSING);
  g_assert_cmpint (qv_number_parse (NULL, &point, &value), ==, QV_NUMBER_MISSING);
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_cmpint (qv_number_parse (bad[i], &point, &value), ==, QV_NUMBER_BAD);
    }
  g_assert_cmpfloat (value, ==, 7.0);
  g_assert_cmpint (qv_number_parse ("1.23", &italian, &value), ==, QV_NUMBER_BAD);
  g_assert_cmpint (qv_number_parse ("0", &italian, &value), ==, QV_NUMBER_VALUE);
  g_assert_cmpfloat (value, ==, 0.0);
  g_assert_cmpint (qv_number_parse ("-0", &italian, &value), ==, QV_NUMBER_VALUE);
  g_assert_false (signbit (value));
}

static void
test_periods (void)
{
  static const struct
  {
    const char *text;
    const char *period;
  } cells[] = { { "2021", "2021" },
                { " 2021 ", "2021" },
                { "2021.0", "2021" },
                { "2024-03", "2024-03" },
                { "2024M03", "2024-03" },
                { "03/2024", "2024-03" },
                { "2024-Q1", "2024-Q1" },
                { "2024T4", "2024-Q4" },
                { "T1 2024", "2024-Q1" },
                { "2024-S2", "2024-S2" },
                { "31/12/2021", "2021-12-31" },
                { "2021-12-31", "2021-12-31" },
                { "2021-12-31T00:00:00Z", "2021-12-31" },
                { "20211", NULL },
                { "1821", NULL },
                { "January", NULL },
                { "12", NULL },
                { "2021 circa", NULL } };
  static const struct
  {
    const char *text;
    const char *period;
  } headers[] = { { "population_2021", "2021" },
                  { "Popolazione legale 2011 (09/10/2011)", "2011" },
                  { "pop_15_64_totale_2021", "2021" },
                  { "nights 2024-Q3", "2024-Q3" },
                  { "code_10250", NULL },
                  { "population", NULL },
                  { "france-communes-population-2026", "2026" } };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *period = qv_period_normalize (cells[i].text);

      g_test_message ("%s", cells[i].text);
      g_assert_cmpstr (period, ==, cells[i].period);
    }
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *period = qv_period_from_header (headers[i].text);

      g_test_message ("%s", headers[i].text);
      g_assert_cmpstr (period, ==, headers[i].period);
    }
}

static QvTable *
make_table (const char *const *rows)
{
  g_auto (GStrv) header = g_strsplit (rows[0], ";", -1);
  QvTable *table = qv_table_new ((const char *const *) header);

  for (guint i = 1; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], ";", -1);

      qv_table_add_row (table, (const char *const *) cells);
    }
  return table;
}

static const QvTableFigure *
get_figure (QvTableMatch *match, guint i)
{
  return &g_array_index (match->figures, QvTableFigure, i);
}

static void
test_match (void)
{
  static const char *const rows[] = { "code;pop", "001;1.200,5", "2;860", "04;:", ";5",
                                      "999;1",    "05;zero",     "999;2", NULL };
  static const char *const codes[] = { "001", "002", "03", "04", "05", "006" };
  g_autoptr (QvTable) table = make_table (rows);
  const QvTablePlan plan = { .code_column = 0, .value_column = 1, .period_column = -1, .period = "2026" };
  g_autoptr (QvTableMatch) match = qv_table_match (table, &plan, codes, G_N_ELEMENTS (codes));

  g_assert_cmpint (match->format.decimal, ==, ',');
  g_assert_cmpint (match->format.group, ==, '.');
  g_assert_cmpuint (match->figures->len, ==, 2);
  g_assert_cmpuint (get_figure (match, 0)->territory, ==, 0);
  g_assert_cmpfloat (get_figure (match, 0)->value, ==, 1200.5);
  g_assert_cmpstr (get_figure (match, 0)->period, ==, "2026");
  g_assert_cmpuint (get_figure (match, 1)->territory, ==, 1);
  g_assert_cmpuint (match->n_matched, ==, 4);
  g_assert_cmpuint (match->unmatched->len, ==, 1);
  g_assert_cmpstr (match->unmatched->pdata[0], ==, "999");
  g_assert_cmpuint (match->padded->len, ==, 1);
  g_assert_cmpstr (match->padded->pdata[0], ==, "2");
  g_assert_cmpuint (match->rows_no_code->len, ==, 1);
  g_assert_cmpuint (g_array_index (match->rows_no_code, guint, 0), ==, 3);
  g_assert_cmpuint (match->rows_missing->len, ==, 1);
  g_assert_cmpuint (g_array_index (match->rows_missing, guint, 0), ==, 2);
  g_assert_cmpuint (match->rows_bad->len, ==, 1);
  g_assert_cmpuint (g_array_index (match->rows_bad, guint, 0), ==, 5);
  g_assert_cmpuint (match->without_figure->len, ==, 4);
  g_assert_false (match->is_refused);
}

/* In a spreadsheet the point is the decimal point; a text may mean thousands, which is told. */
static void
test_match_typed (void)
{
  static const char *const rows[] = { "code;rate", "01;12.345", "02;7", NULL };
  static const char *const only[] = { "code;rate", "01;-", "02;12.345", NULL };
  static const char *const codes[] = { "01", "02" };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (QvTable) table = make_table (rows);
      g_autoptr (QvTable) ambiguous = make_table (only);
      const QvTablePlan plan = { .value_column = 1, .period_column = -1, .is_typed = i == 1 };
      g_autoptr (QvTableMatch) match = qv_table_match (table, &plan, codes, G_N_ELEMENTS (codes));
      g_autoptr (QvTableMatch) unclear = qv_table_match (ambiguous, &plan, codes, G_N_ELEMENTS (codes));

      g_assert_cmpfloat (get_figure (match, 0)->value, ==, i == 1 ? 12.345 : 12345.0);
      g_assert_cmpfloat (get_figure (match, 1)->value, ==, 7.0);
      g_assert_false (match->format.is_ambiguous);
      g_assert_cmpfloat (get_figure (unclear, 0)->value, ==, i == 1 ? 12.345 : 12345.0);
      g_assert_true (unclear->format.is_ambiguous);
      g_assert_cmpuint (unclear->ambiguous_row, ==, 1);
    }
}

/* A row whose period cannot be read is not one without a number. */
static void
test_match_periods (void)
{
  static const char *const rows[] = { "code;year;pop", "01;2023/24;10", "01;2021;:", "01;2022;12", NULL };
  static const char *const codes[] = { "01" };
  g_autoptr (QvTable) table = make_table (rows);
  const QvTablePlan plan = { .value_column = 2, .period_column = 1 };
  g_autoptr (QvTableMatch) match = qv_table_match (table, &plan, codes, G_N_ELEMENTS (codes));

  g_assert_cmpuint (match->figures->len, ==, 1);
  g_assert_cmpuint (match->rows_bad->len, ==, 0);
  g_assert_cmpuint (match->rows_missing->len, ==, 1);
  g_assert_cmpuint (match->rows_no_period->len, ==, 1);
  g_assert_cmpuint (g_array_index (match->rows_no_period, guint, 0), ==, 0);
}

static void
test_match_zeros (void)
{
  static const char *const rows[] = { "code;pop", "1;10", "2;20", "02;21", "007;70", NULL };
  static const char *const codes[] = { "01", "001", "02", "7" };
  g_autoptr (QvTable) table = make_table (rows);
  const QvTablePlan plan = { .code_column = 0, .value_column = 1, .period_column = -1 };
  g_autoptr (QvTableMatch) match = qv_table_match (table, &plan, codes, G_N_ELEMENTS (codes));

  /* "1" could be 01 or 001; "2" cannot be 02, which has a row of its own; zeros too many are not zeros lost.
   */
  g_assert_cmpuint (match->padded->len, ==, 0);
  g_assert_cmpuint (match->unmatched->len, ==, 3);
  g_assert_cmpuint (match->figures->len, ==, 1);
  g_assert_cmpuint (get_figure (match, 0)->territory, ==, 2);
  g_assert_cmpfloat (get_figure (match, 0)->value, ==, 21.0);
}

static void
test_match_duplicates (void)
{
  static const char *const rows[] = { "code;year;pop", "59350;2021;100", "59350;2021;100", "59350;2020;90",
                                      "63113;2021;7",  "63113;2021;8",   "63113;2021;9",   NULL };
  static const char *const codes[] = { "59350", "63113" };
  static const struct
  {
    QvDuplicateRule rule;
    double value; /* of 63113, NAN for none */
    double other; /* of 59350 in 2021 */
  } rules[] = { { QV_DUPLICATE_RULE_REFUSE, 7.0, 100.0 },
                { QV_DUPLICATE_RULE_FIRST, 7.0, 100.0 },
                { QV_DUPLICATE_RULE_LAST, 9.0, 100.0 },
                { QV_DUPLICATE_RULE_SUM, 24.0, 200.0 },
                { QV_DUPLICATE_RULE_LEAVE_OUT, NAN, 100.0 } };
  g_autoptr (QvTable) table = make_table (rows);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const QvTablePlan plan = {
        .code_column = 0, .value_column = 2, .period_column = 1, .duplicates = rules[i].rule
      };
      g_autoptr (QvTableMatch) match = qv_table_match (table, &plan, codes, G_N_ELEMENTS (codes));
      gboolean has = !isnan (rules[i].value);

      g_assert_cmpuint (match->duplicates->len, ==, 3);
      g_assert_true (g_array_index (match->duplicates, QvTableDuplicate, 0).is_same);
      g_assert_false (g_array_index (match->duplicates, QvTableDuplicate, 1).is_same);
      g_assert_cmpuint (g_array_index (match->duplicates, QvTableDuplicate, 1).first_row, ==, 3);
      g_assert_cmpuint (g_array_index (match->duplicates, QvTableDuplicate, 1).row, ==, 4);
      g_assert_cmpint (match->is_refused, ==, rules[i].rule == QV_DUPLICATE_RULE_REFUSE);
      g_assert_cmpuint (match->figures->len, ==, has ? 3 : 2);
      g_assert_cmpstr (get_figure (match, 0)->period, ==, "2020");
      g_assert_cmpfloat (get_figure (match, 1)->value, ==, rules[i].other);
      if (has)
        g_assert_cmpfloat (get_figure (match, 2)->value, ==, rules[i].value);
    }
}

/* Rows as text, ";" between cells; the header first. */
static void
transpose (const char *const *rows, guint n_rows, QvColumn *out, char **store, guint *out_n)
{
  g_auto (GStrv) header = g_strsplit (rows[0], ";", -1);
  guint n = g_strv_length (header);

  for (guint c = 0; c < n; c++)
    {
      const char **values = g_new0 (const char *, n_rows);

      for (guint r = 1; r < n_rows; r++)
        {
          g_auto (GStrv) cells = g_strsplit (rows[r], ";", -1);

          values[r - 1] = g_intern_string (cells[c]);
        }
      out[c] = (QvColumn){ .name = g_intern_string (header[c]), .values = values };
      store[c] = (char *) values;
    }
  *out_n = n;
}

static void
test_guess_layer (void)
{
  static const char *const iris[] = { "CODE_IRIS;INSEE_COM;NOM_COM;NOM_IRIS;TYP_IRIS",
                                      "630140101;63014;Aubière;Ville Centre;H",
                                      "630140102;63014;Aubière;Les Cézeaux;A",
                                      "631130301;63113;Clermont-Ferrand;Delille;H" };
  static const char *const zones[] = { "ZONASTAT", "01", "02", "03" };
  static const char *const circo[] = { "NCIRCO;DENOM", "1;Centro - Crocetta", "2;Santa Rita - Mirafiori",
                                       "3;San Paolo" };
  static const char *const only_names[] = { "pop;quartiere", "10;Aurora", "20;Centro", "10;Mirafiori Sud" };
  QvColumn fields[8];
  char *store[8];
  QvLayerGuess guess;
  guint n;

  transpose (iris, G_N_ELEMENTS (iris), fields, store, &n);
  qv_guess_layer (fields, n, 3, &guess);
  g_assert_cmpint (guess.code, ==, 0);
  g_assert_cmpint (guess.name, ==, 3);
  g_assert_cmpint (guess.parent, ==, 1);
  for (guint i = 0; i < n; i++)
    g_free (store[i]);
  transpose (zones, G_N_ELEMENTS (zones), fields, store, &n);
  qv_guess_layer (fields, n, 3, &guess);
  g_assert_cmpint (guess.code, ==, 0);
  g_assert_cmpint (guess.name, ==, 0);
  g_assert_cmpint (guess.parent, ==, -1);
  g_free (store[0]);
  transpose (circo, G_N_ELEMENTS (circo), fields, store, &n);
  qv_guess_layer (fields, n, 3, &guess);
  g_assert_cmpint (guess.code, ==, 0);
  g_assert_cmpint (guess.name, ==, 1);
  g_assert_cmpint (guess.parent, ==, -1);
  g_free (store[0]);
  g_free (store[1]);
  transpose (only_names, G_N_ELEMENTS (only_names), fields, store, &n);
  qv_guess_layer (fields, n, 3, &guess);
  g_assert_cmpint (guess.name, ==, 1);
  g_free (store[0]);
  g_free (store[1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/number/columns", test_number_columns);
  g_test_add_func ("/table/number/cells", test_number_cells);
  g_test_add_func ("/table/periods", test_periods);
  g_test_add_func ("/table/match", test_match);
  g_test_add_func ("/table/match/typed", test_match_typed);
  g_test_add_func ("/table/match/periods", test_match_periods);
  g_test_add_func ("/table/match/zeros", test_match_zeros);
  g_test_add_func ("/table/match/duplicates", test_match_duplicates);
  g_test_add_func ("/table/guess/layer", test_guess_layer);
  return g_test_run ();
}
