/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-gdal-output.h"

#include "qv-gdal-setup.h"

#include <glib/gi18n.h>
#include <ogr_srs_api.h>

#define MAX_NOTES 10000

typedef struct
{
  guint feature;
  QvNoteSeverity severity;
  char *code;
  char *message;
} Note;

struct _QvOutput
{
  GDALDatasetH dataset;
  OGRLayerH layer;
  OGRFeatureH feature; /* one for all rows: making it is half of the work */
  guint n_fields;
  guint n_features;
  guint number; /* of the last row */
  guint next;   /* the least that the next row may have */
  GPtrArray *names;
  GPtrArray *notes;
};

static void
free_note (Note *note)
{
  g_free (note->code);
  g_free (note->message);
  g_free (note);
}

static gboolean
fail (GError **error)
{
  g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FAILED,
               /* Translators: %s is what the library that writes geodata says, in English. */
               _ ("What was read cannot be written: %s"), qv_gdal_get_last_error ());
  return FALSE;
}

static gboolean
add_field (OGRLayerH layer, const char *name, OGRFieldType type)
{
  OGRFieldDefnH field = OGR_Fld_Create (name, type);
  OGRErr result = OGR_L_CreateField (layer, field, FALSE);

  OGR_Fld_Destroy (field);
  return result == OGRERR_NONE;
}

static OGRLayerH
make_table (
    GDALDatasetH dataset, const char *name, const char *const *columns, const OGRFieldType *types, guint n)
{
  OGRLayerH layer = GDALDatasetCreateLayer (dataset, name, NULL, wkbNone, NULL);

  for (guint i = 0; layer != NULL && i < n; i++)
    if (!add_field (layer, columns[i], types[i]))
      return NULL;
  return layer;
}

static gboolean
make_layer (QvOutput *self, gboolean has_geometry)
{
  static const char *const options[] = { "SPATIAL_INDEX=NO", "GEOMETRY_NAME=geom", "FID=fid", NULL };
  OGRSpatialReferenceH wgs84 = OSRNewSpatialReference (NULL);

  OSRImportFromEPSG (wgs84, 4326);
  OSRSetAxisMappingStrategy (wgs84, OAMS_TRADITIONAL_GIS_ORDER);
  self->layer = GDALDatasetCreateLayer (self->dataset, "layer", has_geometry ? wgs84 : NULL,
                                        has_geometry ? wkbUnknown : wkbNone, (char **) options);
  OSRDestroySpatialReference (wgs84);
  for (guint i = 0; self->layer != NULL && i < self->n_fields; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%u", i + 1);

      if (!add_field (self->layer, name, OFTString))
        return FALSE;
    }
  return self->layer != NULL;
}

/**
 * qv_output_new:
 * @path: a file that does not exist yet
 * @has_geometry: whether it is a layer rather than a table
 * @names: (element-type utf8): the names of the fields
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: (transfer full) (nullable): the output, with no rows yet
 */
QvOutput *
qv_output_new (const char *path, gboolean has_geometry, GPtrArray *names, GError **error)
{
  static const char *const options[] = { "ADD_GPKG_OGR_CONTENTS=NO", NULL };
  g_autoptr (QvOutput) self = g_new0 (QvOutput, 1);

  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_note);
  self->names = g_ptr_array_ref (names);
  self->n_fields = names->len;
  self->dataset = GDALCreate (GDALGetDriverByName ("GPKG"), path, 0, 0, 0, GDT_Unknown, (char **) options);
  if (self->dataset == NULL || GDALDatasetStartTransaction (self->dataset, FALSE) != OGRERR_NONE ||
      !make_layer (self, has_geometry))
    {
      fail (error);
      return NULL;
    }
  self->feature = OGR_F_Create (OGR_L_GetLayerDefn (self->layer));
  return g_steal_pointer (&self);
}

void
qv_output_free (QvOutput *self)
{
  g_clear_pointer (&self->feature, OGR_F_Destroy);
  g_clear_pointer (&self->dataset, GDALClose);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

/**
 * qv_output_add:
 * @self: an output
 * @values: text of each field, %NULL for empty; valid UTF-8
 * @geometry: (transfer full) (nullable): the geometry
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Returns: whether the row was written
 */
gboolean
qv_output_add (QvOutput *self, const char *const *values, OGRGeometryH geometry, GError **error)
{
  self->n_features++;
  self->number = MAX (self->number + 1, self->next);
  OGR_F_SetFID (self->feature, self->number);
  for (guint i = 0; i < self->n_fields; i++)
    if (values[i] != NULL)
      OGR_F_SetFieldString (self->feature, (int) i, values[i]);
    else
      OGR_F_SetFieldNull (self->feature, (int) i);
  OGR_F_SetGeometryDirectly (self->feature, geometry);
  return OGR_L_CreateFeature (self->layer, self->feature) == OGRERR_NONE || fail (error);
}

/**
 * qv_output_set_next:
 * @self: an output
 * @number: of the next row, where that is not one more than of the row before
 */
void
qv_output_set_next (QvOutput *self, guint number)
{
  self->next = number;
}

/**
 * qv_output_note:
 * @self: an output
 * @feature: number of the feature from 1, or 0 for the whole file
 * @severity: what it means
 * @code: a word for programs
 * @message: a localised sentence
 */
void
qv_output_note (QvOutput *self, guint feature, QvNoteSeverity severity, const char *code, const char *message)
{
  Note *note;

  if (self->notes->len == MAX_NOTES)
    return;
  note = g_new0 (Note, 1);
  note->feature = feature;
  note->severity = severity;
  note->code = g_strdup (code);
  note->message = g_strdup (message);
  g_ptr_array_add (self->notes, note);
}

guint
qv_output_get_count (QvOutput *self)
{
  return self->n_features;
}

static gboolean
write_names (QvOutput *self)
{
  static const char *const columns[] = { "position", "name" };
  static const OGRFieldType types[] = { OFTInteger, OFTString };
  OGRLayerH table = make_table (self->dataset, "quadrivio_field", columns, types, 2);
  gboolean ok = table != NULL;

  for (guint i = 0; ok && i < self->names->len; i++)
    {
      OGRFeatureH row = OGR_F_Create (OGR_L_GetLayerDefn (table));

      OGR_F_SetFieldInteger (row, 0, (int) i + 1);
      OGR_F_SetFieldString (row, 1, self->names->pdata[i]);
      ok = OGR_L_CreateFeature (table, row) == OGRERR_NONE;
      OGR_F_Destroy (row);
    }
  return ok;
}

static gboolean
write_notes (QvOutput *self)
{
  static const char *const words[] = { "repaired", "no-geometry", "info" };
  static const char *const columns[] = { "feature", "severity", "code", "message" };
  static const OGRFieldType types[] = { OFTInteger, OFTString, OFTString, OFTString };
  OGRLayerH table = make_table (self->dataset, "quadrivio_report", columns, types, 4);
  gboolean ok = table != NULL;

  for (guint i = 0; ok && i < self->notes->len; i++)
    {
      const Note *note = self->notes->pdata[i];
      OGRFeatureH row = OGR_F_Create (OGR_L_GetLayerDefn (table));

      if (note->feature > 0)
        OGR_F_SetFieldInteger (row, 0, (int) note->feature);
      OGR_F_SetFieldString (row, 1, words[note->severity]);
      OGR_F_SetFieldString (row, 2, note->code);
      OGR_F_SetFieldString (row, 3, note->message);
      ok = OGR_L_CreateFeature (table, row) == OGRERR_NONE;
      OGR_F_Destroy (row);
    }
  return ok;
}

/**
 * qv_output_finish:
 * @self: an output
 * @error: return location for a #GError of %QV_READ_ERROR
 *
 * Writes names and notes, and commits.
 *
 * Returns: whether everything is in the file
 */
gboolean
qv_output_finish (QvOutput *self, GError **error)
{
  if (!write_names (self) || !write_notes (self) ||
      GDALDatasetCommitTransaction (self->dataset) != OGRERR_NONE)
    return fail (error);
  g_clear_pointer (&self->feature, OGR_F_Destroy);
  CPLErrorReset ();
  g_clear_pointer (&self->dataset, GDALClose);
  return CPLGetLastErrorType () < CE_Failure || fail (error);
}
