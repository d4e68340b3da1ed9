/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect FILE: what is in a file, as JSON. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-commands.h"

#include "qv-gdal-input.h"
#include "qv-gdal-rows.h"

#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

#define N_SAMPLES 100

static void
append_text (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

static void
append_member (GString *out, const char *name, const char *text)
{
  append_text (out, name);
  g_string_append_c (out, ':');
  if (text != NULL)
    append_text (out, text);
  else
    g_string_append (out, "null");
  g_string_append_c (out, ',');
}

/* @samples has an array of texts for each of @names. */
static void
append_layer (GString *out,
              const char *name,
              gboolean has_geometry,
              guint n_rows,
              GPtrArray *names,
              GPtrArray **samples)
{
  if (out->str[out->len - 1] == '}')
    g_string_append_c (out, ',');
  g_string_append_c (out, '{');
  append_member (out, "name", name);
  g_string_append_printf (out, "\"geometry\":%s,\"rows\":%u,\"fields\":[", has_geometry ? "true" : "false",
                          n_rows);
  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (out, i > 0 ? ",{" : "{");
      append_member (out, "name", names->pdata[i]);
      g_string_append (out, "\"samples\":[");
      for (guint j = 0; j < samples[i]->len; j++)
        {
          if (j > 0)
            g_string_append_c (out, ',');
          append_text (out, samples[i]->pdata[j] != NULL ? samples[i]->pdata[j] : "");
        }
      g_string_append (out, "]}");
    }
  g_string_append (out, "]}");
}

static void
add_samples (GPtrArray **samples, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (samples[i], g_steal_pointer (&cells->pdata[i]));
}

static gboolean
inspect_table (GString *out, QvInput *input, const char *sheet, char **out_encoding, GError **error)
{
  g_autoptr (QvRows) rows = qv_rows_new (input, sheet, error);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autofree GPtrArray **samples = NULL;
  GPtrArray *names;
  guint n = 0;

  if (rows == NULL)
    return FALSE;
  names = qv_rows_get_names (rows);
  samples = g_new0 (GPtrArray *, names->len + 1);
  for (guint i = 0; i < names->len; i++)
    samples[i] = g_ptr_array_new_with_free_func (g_free);
  for (; qv_rows_next (rows, cells, &local); n++)
    if (n < N_SAMPLES)
      add_samples (samples, cells);
  if (local == NULL)
    append_layer (out, sheet, FALSE, n, names, samples);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_unref (samples[i]);
  *out_encoding = g_strdup (qv_rows_get_encoding (rows));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
inspect_layer (GString *out, OGRLayerH layer)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_fields = (guint) OGR_FD_GetFieldCount (definition);
  g_autofree GPtrArray **samples = g_new0 (GPtrArray *, n_fields + 1);
  gint64 n_rows = OGR_L_GetFeatureCount (layer, TRUE);
  gboolean has_geometry = OGR_L_GetGeomType (layer) != wkbNone;
  OGRFeatureH feature = NULL;

  for (guint i = 0; i < n_fields; i++)
    {
      g_ptr_array_add (names, g_strdup (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, (int) i))));
      samples[i] = g_ptr_array_new_with_free_func (g_free);
    }
  OGR_L_ResetReading (layer);
  for (guint n = 0; n < N_SAMPLES && (feature = OGR_L_GetNextFeature (layer)) != NULL; n++)
    {
      for (guint i = 0; i < n_fields; i++)
        g_ptr_array_add (samples[i], qv_field_to_text (feature, definition, (int) i));
      OGR_F_Destroy (feature);
    }
  append_layer (out, OGR_L_GetName (layer), has_geometry, (guint) CLAMP (n_rows, 0, G_MAXINT), names,
                samples);
  for (guint i = 0; i < n_fields; i++)
    g_ptr_array_unref (samples[i]);
  return has_geometry;
}

static char *
get_title (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static gboolean
inspect_layers (GString *out, QvInput *input, gboolean *is_table, GError **error)
{
  g_autofree char *encoding = NULL;

  for (int i = 0; i < GDALDatasetGetLayerCount (input->dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (input->dataset, i);

      if (input->kind == QV_INPUT_LAYERS)
        *is_table &= !inspect_layer (out, layer);
      else if (OGR_L_GetFeatureCount (layer, TRUE) > 0 &&
               !inspect_table (out, input, OGR_L_GetName (layer), &encoding, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
qv_command_inspect (char **args, GError **error)
{
  g_autoptr (QvInput) input = qv_input_open (args[0], error);
  g_autoptr (GString) layers = g_string_new ("[");
  g_autoptr (GString) out = g_string_new ("{");
  g_autofree char *encoding = NULL;
  g_autofree char *title = get_title (args[0]);
  gboolean is_table = TRUE;
  gboolean ok;

  if (input == NULL)
    return FALSE;
  if (input->dataset != NULL)
    ok = inspect_layers (layers, input, &is_table, error);
  else
    ok = inspect_table (layers, input, title, &encoding, error);
  if (!ok)
    return FALSE;
  append_member (out, "driver", input->driver);
  append_member (out, "encoding", encoding);
  g_string_append_printf (out, "\"table\":%s,\"layers\":%s]}\n", is_table ? "true" : "false", layers->str);
  fputs (out->str, stdout);
  return TRUE;
}
