/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-exchange"

#include "config.h"

#include "qv-gdal-helper.h"

#include "qv-exchange-error.h"
#include "qv-gdal-process.h"
#include "qv-text.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define N_SECONDS 60

static void
free_field (gpointer data)
{
  QvSourceField *field = data;

  g_free (field->name);
  g_strfreev (field->samples);
  g_free (field);
}

static void
free_layer (gpointer data)
{
  QvSourceLayer *layer = data;

  g_free (layer->name);
  g_clear_pointer (&layer->fields, g_ptr_array_unref);
  g_free (layer);
}

void
qv_source_free (QvSource *self)
{
  g_free (self->driver);
  g_free (self->encoding);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_free (self);
}

static QvSourceField *
read_field (JsonObject *object)
{
  QvSourceField *field = g_new0 (QvSourceField, 1);
  JsonArray *samples = json_object_get_array_member (object, "samples");
  guint n = json_array_get_length (samples);

  field->name = qv_text_normalize (json_object_get_string_member_with_default (object, "name", ""));
  field->samples = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    field->samples[i] = qv_text_normalize (json_array_get_string_element (samples, i));
  return field;
}

/* A layer's name goes back to the helper, so it stays as it is. */
static QvSourceLayer *
read_layer (JsonObject *object)
{
  QvSourceLayer *layer = g_new0 (QvSourceLayer, 1);
  JsonArray *fields = json_object_get_array_member (object, "fields");

  layer->name = g_strdup (json_object_get_string_member_with_default (object, "name", ""));
  layer->has_geometry = json_object_get_boolean_member_with_default (object, "geometry", FALSE);
  layer->n_rows = (guint) CLAMP (json_object_get_int_member_with_default (object, "rows", 0), 0, G_MAXINT);
  layer->fields = g_ptr_array_new_with_free_func (free_field);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    g_ptr_array_add (layer->fields, read_field (json_array_get_object_element (fields, i)));
  return layer;
}

static QvSource *
read_source (const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (QvSource) self = g_new0 (QvSource, 1);
  const char *start = strchr (text, '{');
  JsonObject *root;
  JsonArray *layers;

  if (start == NULL || !json_parser_load_from_data (parser, start, -1, NULL))
    {
      g_set_error_literal (error, QV_EXCHANGE_ERROR, QV_EXCHANGE_ERROR_HELPER,
                           _ ("The program that reads geodata gave no answer that can be understood."));
      return NULL;
    }
  root = json_node_get_object (json_parser_get_root (parser));
  self->driver = g_strdup (json_object_get_string_member_with_default (root, "driver", ""));
  self->encoding = g_strdup (json_object_get_string_member_with_default (root, "encoding", NULL));
  self->is_table = json_object_get_boolean_member_with_default (root, "table", FALSE);
  self->layers = g_ptr_array_new_with_free_func (free_layer);
  layers = json_object_get_array_member (root, "layers");
  for (guint i = 0; i < json_array_get_length (layers); i++)
    g_ptr_array_add (self->layers, read_layer (json_array_get_object_element (layers, i)));
  return g_steal_pointer (&self);
}

/**
 * qv_gdal_inspect:
 * @path: a file
 * @cancellable: (nullable): ends the helper
 * @error: return location for a #GError of %QV_EXCHANGE_ERROR
 *
 * Looks at what is in a layer or table without reading all of it; GeoJSON is checked to its end.
 *
 * Returns: (transfer full) (nullable): its layers or sheets
 */
QvSource *
qv_gdal_inspect (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  const char *args[] = { "inspect", absolute, NULL };
  QvGdalRun run = { .args = args, .n_seconds = N_SECONDS, .cancellable = cancellable };
  g_autofree char *text = NULL;

  return _qv_gdal_run (&run, &text, error) ? read_source (text, error) : NULL;
}
