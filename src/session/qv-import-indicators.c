/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table becomes the observations of one indicator, matched to the territories of a level by their codes. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-import-private.h"

#include <glib/gi18n.h>

#include "qv-column-guess.h"
#include "qv-text.h"

typedef struct
{
  QvImportWork *work;
  QvTable *table;
  QvTableMatch *match;
  GPtrArray *territories; /* (element-type QvRecord) */
  const char **codes;     /* of @territories */
} Reader;

static const char *
cell (Reader *reader, guint row, int column)
{
  const char *text = qv_table_get_cell (reader->table, row, (guint) column);

  return text != NULL ? text : "";
}

/* Rows are counted as a spreadsheet does. */
static void
report_rows (Reader *reader, QvImportIssueType type, GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      guint row = g_array_index (rows, guint, i);
      guint number = qv_table_get_number (reader->table, row);
      const char *code = cell (reader, row, reader->work->plan->code);

      if (*code != '\0')
        qv_import_report_add (reader->work->import->report, type, _ ("row %u %s"), number, code);
      else
        qv_import_report_add (reader->work->import->report, type, _ ("row %u"), number);
    }
}

static void
report_duplicates (Reader *reader)
{
  for (guint i = 0; i < reader->match->duplicates->len; i++)
    {
      const QvTableDuplicate *duplicate = &g_array_index (reader->match->duplicates, QvTableDuplicate, i);
      int value = reader->work->plan->value;

      qv_import_report_add (reader->work->import->report,
                            duplicate->is_same ? QV_IMPORT_ISSUE_SAME_TWICE : QV_IMPORT_ISSUE_CONTRADICTION,
                            /* Translators: "59350 2026: row 3 says 12, row 9 says 14" */
                            _ ("%s %s: row %u says %s, row %u says %s"), reader->codes[duplicate->territory],
                            duplicate->period, qv_table_get_number (reader->table, duplicate->first_row),
                            cell (reader, duplicate->first_row, value),
                            qv_table_get_number (reader->table, duplicate->row),
                            cell (reader, duplicate->row, value));
    }
}

/* Whether "12.345" is twelve or twelve thousand makes all the difference, so a guess is told. */
static void
report_format (Reader *reader)
{
  QvImportReport *report = reader->work->import->report;
  const char *figure = cell (reader, reader->match->ambiguous_row, reader->work->plan->value);

  if (!reader->match->format.is_ambiguous)
    return;
  if (reader->match->format.group != 0)
    qv_import_report_add (report, QV_IMPORT_ISSUE_REMARK,
                          /* Translators: %s is a figure such as 12.345, which could be twelve or twelve
                           * thousand. */
                          _ ("“%s” was read as thousands. If it has decimals, write it as “%s0” in the file "
                             "and import that again."),
                          figure, figure);
  else
    qv_import_report_add (
        report, QV_IMPORT_ISSUE_REMARK,
        _ ("“%s” was read with decimals. If it is thousands, take the point out of it in the "
           "file and import that again."),
        figure);
}

static void
report_match (Reader *reader)
{
  QvImportReport *report = reader->work->import->report;
  QvTableMatch *match = reader->match;

  report->n_rows = qv_table_get_n_rows (reader->table);
  report->n_taken = match->is_refused ? 0 : match->figures->len;
  report->refused = match->is_refused;
  for (guint i = 0; i < match->unmatched->len; i++)
    qv_import_report_add (report, QV_IMPORT_ISSUE_CODE_WITHOUT_TERRITORY, "%s",
                          (const char *) g_ptr_array_index (match->unmatched, i));
  for (guint i = 0; i < match->padded->len; i++)
    qv_import_report_add (report, QV_IMPORT_ISSUE_PADDED_CODE, "%s",
                          (const char *) g_ptr_array_index (match->padded, i));
  for (guint i = 0; i < match->without_figure->len; i++)
    {
      guint territory = g_array_index (match->without_figure, guint, i);
      const QvRecord *record = g_ptr_array_index (reader->territories, territory);

      qv_import_report_add (report, QV_IMPORT_ISSUE_TERRITORY_WITHOUT_FIGURE, "%s %s",
                            reader->codes[territory], qv_record_get_text (record, QV_TERRITORY_NAME));
    }
  report_duplicates (reader);
  report_rows (reader, QV_IMPORT_ISSUE_NO_CODE, match->rows_no_code);
  report_rows (reader, QV_IMPORT_ISSUE_NO_NUMBER, match->rows_missing);
  report_rows (reader, QV_IMPORT_ISSUE_NO_NUMBER, match->rows_bad);
  report_rows (reader, QV_IMPORT_ISSUE_NO_PERIOD, match->rows_no_period);
  report_format (reader);
}

static gboolean
make_indicator (QvImportWork *work, GError **error)
{
  const QvImportPlan *plan = work->plan;
  g_autofree char *name = qv_text_normalize (plan->indicator_name != NULL ? plan->indicator_name : "");
  const struct
  {
    guint field;
    const char *text;
  } texts[] = {
    { QV_INDICATOR_NAME, name },
    { QV_INDICATOR_UNIT, plan->unit },
    { QV_INDICATOR_MEASURE, plan->measure },
    { QV_INDICATOR_POLARITY, "neutral" },
    { QV_INDICATOR_SOURCE, plan->source },
    { QV_INDICATOR_LICENCE, plan->licence },
  };
  g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_INDICATOR, qv_id_new ());

  qv_record_set_int (record, QV_INDICATOR_LEVEL, plan->level);
  if (plan->observatory != QV_ID_NONE)
    qv_record_set_int (record, QV_INDICATOR_OBSERVATORY, plan->observatory);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].text != NULL && *texts[i].text != '\0')
      qv_record_set_text (record, texts[i].field, texts[i].text);
  if (!qv_record_validate (record, error))
    return FALSE;
  work->import->result = record->id;
  work->import->report->what = g_strdup (name);
  qv_edit_insert (work->import->edit, g_steal_pointer (&record));
  return TRUE;
}

static char *
make_key (QvId territory, const char *period)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", territory, period);
}

/* The observations that an indicator already has, by territory and period. */
static GHashTable *
load_observations (QvImportWork *work, GError **error)
{
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) qv_record_free);
  g_autoptr (GPtrArray) records = NULL;

  if (work->plan->indicator == QV_ID_NONE)
    return g_steal_pointer (&known);
  records = qv_store_list (work->import->store, QV_ENTITY_OBSERVATION, QV_OBSERVATION_INDICATOR,
                           work->plan->indicator, error);
  if (records == NULL)
    return NULL;
  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      QvRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (known,
                           make_key (qv_record_get_int (record, QV_OBSERVATION_TERRITORY),
                                     qv_record_get_text (record, QV_OBSERVATION_PERIOD)),
                           record);
    }
  return g_steal_pointer (&known);
}

static gboolean
add_figures (Reader *reader, GError **error)
{
  QvImportWork *work = reader->work;
  QvImport *import = work->import;
  g_autoptr (GHashTable) known = load_observations (work, error);

  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < reader->match->figures->len && !import->report->refused; i++)
    {
      const QvTableFigure *figure = &g_array_index (reader->match->figures, QvTableFigure, i);
      const QvRecord *territory = g_ptr_array_index (reader->territories, figure->territory);
      g_autofree char *key = make_key (territory->id, figure->period);
      g_autoptr (QvRecord) record = qv_record_new (QV_ENTITY_OBSERVATION, qv_id_new ());
      const QvRecord *old = g_hash_table_lookup (known, key);

      qv_record_set_int (record, QV_OBSERVATION_INDICATOR, import->result);
      qv_record_set_int (record, QV_OBSERVATION_TERRITORY, territory->id);
      qv_record_set_text (record, QV_OBSERVATION_PERIOD, figure->period);
      qv_record_set_real (record, QV_OBSERVATION_VALUE, figure->value);
      if (!qv_record_validate (record, error))
        return FALSE;
      if (old != NULL)
        {
          _qv_import_set_changed (work, old, record);
          continue;
        }
      import->report->n_new++;
      qv_edit_insert (import->edit, g_steal_pointer (&record));
    }
  return TRUE;
}

/* "T1 2024" is the same quarter in a dialog as in a table. What is no period, such as "2019-2021", is a name.
 */
static char *
name_period (const char *text)
{
  g_autofree char *name = qv_text_normalize (text != NULL ? text : "");
  char *period = qv_period_normalize (name);

  return period != NULL ? period : g_steal_pointer (&name);
}

static gboolean
match_table (Reader *reader, GError **error)
{
  QvImportWork *work = reader->work;
  const QvImportPlan *plan = work->plan;
  g_autofree char *period = name_period (plan->period);
  const QvTablePlan table_plan = { .code_column = plan->code,
                                   .value_column = plan->value,
                                   .period_column = plan->period_column,
                                   .period = period,
                                   .is_typed = g_strcmp0 (work->import->file->source->driver, "CSV") != 0,
                                   .duplicates = plan->duplicates };
  GPtrArray *notes = qv_table_get_notes (reader->table);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const QvSourceNote *note = g_ptr_array_index (notes, i);

      qv_import_report_add (work->import->report, QV_IMPORT_ISSUE_REMARK, "%s", note->message);
    }
  reader->codes = g_new0 (const char *, reader->territories->len + 1);
  for (guint i = 0; i < reader->territories->len; i++)
    reader->codes[i] = qv_record_get_text (g_ptr_array_index (reader->territories, i), QV_TERRITORY_CODE);
  reader->match = qv_table_match (reader->table, &table_plan, reader->codes, reader->territories->len);
  report_match (reader);
  if (reader->match->n_matched > 0)
    return TRUE;

  g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_EMPTY,
               _ ("No code of “%s” is one of the territories'; another column or level may fit."),
               work->import->file->name);
  return FALSE;
}

static gboolean
check_plan (QvImportWork *work, GError **error)
{
  const QvImportPlan *plan = work->plan;

  if (work->layer == NULL || plan->level == QV_ID_NONE)
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN,
                   _ ("“%s” needs a level of territories whose codes it has."), work->import->file->name);
      return FALSE;
    }
  if (!_qv_import_check_column (work, plan->code, TRUE, _ ("code of the territory"), error) ||
      !_qv_import_check_column (work, plan->value, TRUE, _ ("figure"), error) ||
      !_qv_import_check_column (work, plan->period_column, FALSE, "", error))
    return FALSE;
  if (plan->period_column < 0 && (plan->period == NULL || *plan->period == '\0'))
    {
      g_set_error (error, QV_IMPORT_ERROR, QV_IMPORT_ERROR_PLAN,
                   _ ("“%s” does not say which period its figures are of."), work->import->file->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_indicator (QvImportWork *work, GError **error)
{
  g_autoptr (QvRecord) record =
      qv_store_get_record (work->import->store, QV_ENTITY_INDICATOR, work->plan->indicator, error);

  if (record == NULL)
    return FALSE;
  work->import->result = record->id;
  work->import->report->what = g_strdup (qv_record_get_text (record, QV_INDICATOR_NAME));
  return TRUE;
}

gboolean
_qv_import_indicators (QvImportWork *work, GError **error)
{
  QvImport *import = work->import;
  Reader reader = { .work = work };
  gboolean done = FALSE;

  if (!check_plan (work, error))
    return FALSE;
  import->edit = qv_edit_new (_ ("Import indicator"), QV_ID_NONE);
  if (work->plan->indicator != QV_ID_NONE ? !find_indicator (work, error) : !make_indicator (work, error))
    return FALSE;

  reader.table = qv_gdal_read_table (import->file->path, work->layer->name, work->progress,
                                     work->progress_data, work->cancellable, error);
  if (reader.table != NULL)
    reader.territories =
        qv_store_list (import->store, QV_ENTITY_TERRITORY, QV_TERRITORY_LEVEL, work->plan->level, error);
  if (reader.territories != NULL)
    done = match_table (&reader, error) && add_figures (&reader, error);

  g_clear_pointer (&reader.match, qv_table_match_free);
  g_clear_pointer (&reader.table, qv_table_free);
  g_clear_pointer (&reader.territories, g_ptr_array_unref);
  g_free (reader.codes);
  return done;
}
