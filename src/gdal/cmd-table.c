/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table FILE SHEET OUT.gpkg: the rows of any table as text. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-commands.h"

#include "qv-gdal-output.h"
#include "qv-gdal-rows.h"
#include "qv-gdal-setup.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CELLS 5000000

static void
note_reading (QvRows *rows, QvOutput *output)
{
  const char *encoding = qv_rows_get_encoding (rows);
  guint n_skipped = qv_rows_get_n_skipped (rows);
  guint n_outside = qv_rows_get_n_outside (rows);

  if (encoding != NULL && strcmp (encoding, "UTF-8") != 0)
    {
      /* Translators: %s is the name of a character encoding such as CP1252. */
      g_autofree char *message = g_strdup_printf (_ ("The table's characters were read as %s."), encoding);

      qv_output_note (output, 0, QV_NOTE_INFO, "encoding", message);
    }
  if (n_skipped > 0)
    {
      g_autofree char *message =
          g_strdup_printf (ngettext ("%u row above the names of the columns was left out.",
                                     "%u rows above the names of the columns were left out.", n_skipped),
                           n_skipped);

      qv_output_note (output, 0, QV_NOTE_INFO, "rows-above", message);
    }
  if (n_outside > 0)
    {
      g_autofree char *message =
          g_strdup_printf (ngettext ("%u cell to the right of the last named column was left out.",
                                     "%u cells to the right of the last named column were left out.",
                                     n_outside),
                           n_outside);

      qv_output_note (output, 0, QV_NOTE_INFO, "cells-outside", message);
    }
}

gboolean
qv_command_table (char **args, GError **error)
{
  g_autoptr (QvInput) input = qv_input_open (args[0], error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (QvRows) rows = NULL;
  g_autoptr (QvOutput) output = NULL;

  if (input == NULL)
    return FALSE;
  rows = qv_rows_new (input, *args[1] != '\0' ? args[1] : NULL, error);
  if (rows == NULL)
    return FALSE;
  output = qv_output_new (args[2], FALSE, qv_rows_get_names (rows), error);
  if (output == NULL)
    return FALSE;
  while (qv_rows_next (rows, cells, &local))
    {
      if ((guint64) (qv_output_get_count (output) + 1) * cells->len > MAX_CELLS)
        {
          g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT, _ ("The table has more than %d cells."),
                       MAX_CELLS);
          return FALSE;
        }
      qv_output_set_next (output, qv_rows_get_number (rows));
      if (!qv_output_add (output, (const char *const *) cells->pdata, NULL, error))
        return FALSE;
      if (qv_output_get_count (output) % 256 == 0)
        qv_gdal_report_share (qv_rows_get_share (rows));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  note_reading (rows, output);
  return qv_output_finish (output, error);
}
