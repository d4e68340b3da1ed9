/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-gdal-rows.h"

#include "qv-csv-reader.h"
#include "qv-gdal-setup.h"
#include "qv-json-rows.h"

#include <glib/gi18n.h>
#include <ogr_api.h>
#include <string.h>

#define N_PROBED 40

struct _QvRows
{
  QvCsvReader *csv;
  QvJsonRows *json;
  OGRLayerH layer;
  guint n_rows; /* of the layer */
  guint n_read;
  GPtrArray *names;
  GQueue ahead;   /* (element-type GPtrArray): rows that were read to find the header */
  GQueue numbers; /* (element-type guint): of those */
  guint number;   /* of the row that was read last, as a spreadsheet counts */
  gboolean is_sheet;
  guint n_skipped; /* rows above the header */
  guint n_outside; /* cells to the right of the last column that has a name */
};

/**
 * qv_field_to_text:
 * @feature: a feature
 * @definition: that of its layer
 * @index: of the field
 *
 * Returns: (transfer full) (nullable): the value as clean text: whole numbers without decimals, %NULL where
 * it is empty
 */
char *
qv_field_to_text (OGRFeatureH feature, OGRFeatureDefnH definition, int index)
{
  const char *text;
  g_autofree char *converted = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (!OGR_F_IsFieldSetAndNotNull (feature, index))
    return NULL;
  if (OGR_Fld_GetType (OGR_FD_GetFieldDefn (definition, index)) == OFTReal)
    text = g_ascii_formatd (number, sizeof number, "%.15g", OGR_F_GetFieldAsDouble (feature, index));
  else
    text = OGR_F_GetFieldAsString (feature, index);
  if (!g_utf8_validate (text, -1, NULL))
    {
      converted = g_convert_with_fallback (text, -1, "UTF-8", "CP1252", "\xef\xbf\xbd", NULL, NULL, NULL);
      if (converted != NULL)
        text = converted;
    }
  return qv_cell_clean (text, strlen (text));
}

static gboolean
read_feature (QvRows *self, GPtrArray *cells, GError **error)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (self->layer);
  OGRFeatureH feature;
  int n = OGR_FD_GetFieldCount (definition);

  CPLErrorReset ();
  feature = OGR_L_GetNextFeature (self->layer);
  if (feature == NULL)
    {
      if (CPLGetLastErrorType () >= CE_Failure)
        g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The file cannot be read to its end: %s"),
                     qv_gdal_get_last_error ());
      return FALSE;
    }
  g_ptr_array_set_size (cells, 0);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (cells, qv_field_to_text (feature, definition, i));
  self->n_read++;
  self->number = self->is_sheet ? (guint) OGR_F_GetFID (feature) : self->n_read + 1;
  OGR_F_Destroy (feature);
  return TRUE;
}

static gboolean
read_row (QvRows *self, GPtrArray *cells, GError **error)
{
  gboolean has_row;

  if (self->csv == NULL && self->json == NULL)
    return read_feature (self, cells, error);
  has_row = self->csv != NULL ? qv_csv_reader_next (self->csv, cells, error)
                              : qv_json_rows_next (self->json, cells, error);
  self->number = self->csv != NULL ? qv_csv_reader_get_number (self->csv) : ++self->n_read + 1;
  return has_row;
}

static guint
count_filled (GPtrArray *row, guint *width)
{
  guint n = 0;

  for (guint i = 0; i < row->len; i++)
    if (row->pdata[i] != NULL)
      {
        n++;
        *width = MAX (*width, i + 1);
      }
  return n;
}

/* Whether a row is figures and no names: all of its cells are numbers and they are not years. */
static gboolean
has_only_figures (GPtrArray *row)
{
  gboolean are_years = TRUE;

  for (guint i = 0; i < row->len; i++)
    {
      const char *cell = row->pdata[i];

      if (cell == NULL)
        continue;
      if (strspn (cell, "0123456789.,-+ ") != strlen (cell))
        return FALSE;
      are_years =
          are_years && strlen (cell) == 4 && (g_str_has_prefix (cell, "19") || g_str_has_prefix (cell, "20"));
    }
  return !are_years;
}

static void
name_columns (QvRows *self, GPtrArray *header, guint width)
{
  for (guint i = 0; i < width; i++)
    {
      const char *name = header != NULL && i < header->len ? header->pdata[i] : NULL;

      /* Translators: the name of a column of a table that has none; %u is its number. */
      g_ptr_array_add (self->names,
                       name != NULL ? g_strdup (name) : g_strdup_printf (_ ("Column %u"), i + 1));
    }
}

static GPtrArray *
pop_ahead (QvRows *self)
{
  GPtrArray *row = g_queue_pop_head (&self->ahead);

  if (row != NULL)
    self->number = GPOINTER_TO_UINT (g_queue_pop_head (&self->numbers));
  return row;
}

/* Titles and remarks above a table fill few cells; the header is the first row that fills half as many as the
 * fullest. */
static gboolean
find_header (QvRows *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint most = 0, width = 0;

  while (self->ahead.length < N_PROBED)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      if (!read_row (self, row, &local))
        {
          g_ptr_array_unref (row);
          break;
        }
      g_queue_push_tail (&self->ahead, row);
      g_queue_push_tail (&self->numbers, GUINT_TO_POINTER (self->number));
      most = MAX (most, count_filled (row, &width));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  while (self->ahead.length > 0 && count_filled (g_queue_peek_head (&self->ahead), &width) * 2 < most)
    {
      g_ptr_array_unref (pop_ahead (self));
      self->n_skipped++;
    }
  if (self->ahead.length == 0)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The table is empty."));
      return FALSE;
    }
  if (has_only_figures (g_queue_peek_head (&self->ahead)))
    name_columns (self, NULL, width);
  else
    {
      g_autoptr (GPtrArray) header = pop_ahead (self);

      name_columns (self, header, width);
    }
  return TRUE;
}

static gboolean
open_layer (QvRows *self, QvInput *input, const char *sheet, GError **error)
{
  OGRFeatureDefnH definition;

  self->layer = qv_input_get_layer (input, sheet, error);
  if (self->layer == NULL)
    return FALSE;
  self->n_rows = (guint) MAX (OGR_L_GetFeatureCount (self->layer, TRUE), 0);
  OGR_L_ResetReading (self->layer);
  self->is_sheet = input->kind == QV_INPUT_SHEETS;
  if (self->is_sheet)
    return find_header (self, error);
  definition = OGR_L_GetLayerDefn (self->layer);
  if (OGR_FD_GetFieldCount (definition) > QV_MAX_COLUMNS)
    {
      g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT, _ ("The table has more than %d columns."),
                   QV_MAX_COLUMNS);
      return FALSE;
    }
  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    g_ptr_array_add (self->names,
                     g_utf8_make_valid (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)), -1));
  return TRUE;
}

/**
 * qv_rows_new:
 * @input: an open file, which has to outlive the rows
 * @sheet: (nullable): name of a sheet or layer, %NULL for the first
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: (transfer full) (nullable): the rows of the table, before the first below the header
 */
QvRows *
qv_rows_new (QvInput *input, const char *sheet, GError **error)
{
  g_autoptr (QvRows) self = g_new0 (QvRows, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  switch (input->kind)
    {
    case QV_INPUT_TEXT:
      self->csv = qv_csv_reader_new (input->data, input->size, error);
      if (self->csv == NULL || !find_header (self, error))
        return NULL;
      break;
    case QV_INPUT_JSON:
      self->json = qv_json_rows_new (input->data, input->size, error);
      if (self->json == NULL)
        return NULL;
      g_ptr_array_unref (self->names);
      self->names = g_ptr_array_ref (qv_json_rows_get_names (self->json));
      break;
    case QV_INPUT_SHEETS:
    case QV_INPUT_LAYERS:
    default:
      if (!open_layer (self, input, sheet, error))
        return NULL;
      break;
    }
  return g_steal_pointer (&self);
}

void
qv_rows_free (QvRows *self)
{
  g_queue_clear_full (&self->ahead, (GDestroyNotify) g_ptr_array_unref);
  g_queue_clear (&self->numbers);
  g_clear_pointer (&self->csv, qv_csv_reader_free);
  g_clear_pointer (&self->json, qv_json_rows_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
qv_rows_get_names (QvRows *self)
{
  return self->names;
}

/**
 * qv_rows_get_encoding:
 * @self: rows
 *
 * Returns: (transfer none) (nullable): of a table as text, see qv_csv_reader_get_encoding()
 */
const char *
qv_rows_get_encoding (QvRows *self)
{
  return self->csv != NULL ? qv_csv_reader_get_encoding (self->csv) : NULL;
}

/**
 * qv_rows_get_n_skipped:
 * @self: rows
 *
 * Returns: how many rows above the header were taken for titles and left out
 */
guint
qv_rows_get_n_skipped (QvRows *self)
{
  return self->n_skipped;
}

/**
 * qv_rows_get_n_outside:
 * @self: rows
 *
 * Returns: how many cells read so far stood beyond the last column and were left out
 */
guint
qv_rows_get_n_outside (QvRows *self)
{
  return self->n_outside;
}

/**
 * qv_rows_get_number:
 * @self: rows
 *
 * Returns: where the row stands that qv_rows_next() gave: its number in the file from 1, empty rows and those
 * above the header counted too. Where the file keeps the names of its columns elsewhere, the first row is 2.
 */
guint
qv_rows_get_number (QvRows *self)
{
  return self->number;
}

double
qv_rows_get_share (QvRows *self)
{
  if (self->csv != NULL)
    return qv_csv_reader_get_share (self->csv);
  if (self->json != NULL)
    return qv_json_rows_get_share (self->json);
  return self->n_rows > 0 ? (double) self->n_read / self->n_rows : 1.0;
}

/**
 * qv_rows_next:
 * @self: rows
 * @cells: (element-type utf8): an array that frees its elements; receives one cell for each name, %NULL for
 * empty
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Rows with nothing in them are passed over.
 *
 * Returns: %FALSE at the end, or with @error set
 */
gboolean
qv_rows_next (QvRows *self, GPtrArray *cells, GError **error)
{
  guint width = self->names->len, ignored = 0;

  do
    {
      g_autoptr (GPtrArray) row = pop_ahead (self);

      if (row != NULL)
        {
          g_ptr_array_set_size (cells, 0);
          g_ptr_array_extend_and_steal (cells, g_steal_pointer (&row));
        }
      else if (!read_row (self, cells, error))
        return FALSE;
    }
  while (count_filled (cells, &ignored) == 0);
  for (guint i = width; i < cells->len; i++)
    self->n_outside += cells->pdata[i] != NULL;
  g_ptr_array_set_size (cells, (int) width);
  return TRUE;
}
