/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layer FILE LAYER OUT.gpkg: any vector layer as text and valid geometry in WGS 84. */
#define G_LOG_DOMAIN "qv-gdal"

#include "config.h"

#include "qv-commands.h"

#include "qv-csv-reader.h"
#include "qv-gdal-input.h"
#include "qv-gdal-output.h"
#include "qv-gdal-rows.h"
#include "qv-gdal-setup.h"
#include "qv-gdal-shape.h"

#include <glib/gi18n.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

typedef struct
{
  QvInput *input;
  OGRLayerH layer;
  OGRFeatureDefnH definition;
  OGRCoordinateTransformationH transformation; /* (nullable) */
  QvOutput *output;
  guint n_height;
  guint n_curves;
} Work;

static void
clear_work (Work *self)
{
  g_clear_pointer (&self->transformation, OCTDestroyCoordinateTransformation);
  g_clear_pointer (&self->output, qv_output_free);
  g_clear_pointer (&self->input, qv_input_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

/* A layer that does not say its system is taken for degrees only where its numbers could be nothing else. */
static gboolean
assume_degrees (Work *self, GError **error)
{
  OGREnvelope box;

  if (OGR_L_GetExtent (self->layer, &box, TRUE) == OGRERR_NONE && fabs (box.MinX) <= 180.0 &&
      fabs (box.MaxX) <= 180.0 && fabs (box.MinY) <= 90.0 && fabs (box.MaxY) <= 90.0)
    {
      qv_output_note (self->output, 0, QV_NOTE_INFO, "assumed-wgs84",
                      _ ("The layer does not name its coordinate system; its numbers were taken for "
                         "longitude and latitude."));
      return TRUE;
    }
  g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                       _ ("The layer does not name its coordinate system, and its numbers are not degrees. A "
                          "Shapefile needs its .prj file beside it."));
  return FALSE;
}

/* Whether the systems differ by nothing that a map shows: WGS 84 with a height, or under another name. */
static gboolean
is_same_degrees (OGRSpatialReferenceH a, OGRSpatialReferenceH b)
{
  return OSRIsSame (a, b) ||
         (OSRIsGeographic (a) && OSRGetAngularUnits (a, NULL) == OSRGetAngularUnits (b, NULL) &&
          g_strcmp0 (OSRGetAttrValue (a, "DATUM", 0), OSRGetAttrValue (b, "DATUM", 0)) == 0 &&
          g_strcmp0 (OSRGetAttrValue (a, "PRIMEM", 0), OSRGetAttrValue (b, "PRIMEM", 0)) == 0);
}

static gboolean
set_up_transformation (Work *self, GError **error)
{
  OGRSpatialReferenceH from = OGR_L_GetSpatialRef (self->layer);
  OGRSpatialReferenceH wgs84;
  gboolean ok = TRUE;

  if (from == NULL)
    return OGR_L_GetGeomType (self->layer) == wkbNone || OGR_L_GetFeatureCount (self->layer, TRUE) == 0 ||
           assume_degrees (self, error);
  wgs84 = OSRNewSpatialReference (NULL);
  OSRImportFromEPSG (wgs84, 4326);
  OSRSetAxisMappingStrategy (wgs84, OAMS_TRADITIONAL_GIS_ORDER);
  OSRSetAxisMappingStrategy (from, OAMS_TRADITIONAL_GIS_ORDER);
  if (!is_same_degrees (from, wgs84))
    {
      self->transformation = OCTNewCoordinateTransformation (from, wgs84);
      ok = self->transformation != NULL;
      if (!ok)
        g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                     _ ("The layer's coordinate system “%s” cannot be brought to longitude and latitude."),
                     OSRGetName (from));
      else
        {
          /* Translators: %s is the name of a coordinate system such as RGF93 / Lambert-93. */
          g_autofree char *message =
              g_strdup_printf (_ ("Positions were brought from “%s” to longitude and latitude."),
                               OSRGetName (from));

          qv_output_note (self->output, 0, QV_NOTE_INFO, "reprojected", message);
        }
    }
  OSRDestroySpatialReference (wgs84);
  return ok;
}

static void
note_mends (Work *self, guint feature, QvShapeMends mends)
{
  static const struct
  {
    QvShapeMends mend;
    QvNoteSeverity severity;
    const char *code;
    const char *message;
  } notes[] = {
    { QV_SHAPE_CROSSED_ITSELF, QV_NOTE_REPAIRED, "self-crossing",
      N_ ("Its outline crossed itself and was mended.") },
    { QV_SHAPE_ANTIMERIDIAN, QV_NOTE_REPAIRED, "antimeridian",
      N_ ("It crossed the antimeridian and was cut there.") },
    { QV_SHAPE_COLLECTION, QV_NOTE_REPAIRED, "collection",
      N_ ("Points and lines beside its areas were left out.") },
    { QV_SHAPE_COLLAPSED, QV_NOTE_NO_GEOMETRY, "collapsed",
      N_ ("Its outline has no extent and was left out.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (mends & notes[i].mend)
      qv_output_note (self->output, feature, notes[i].severity, notes[i].code, _ (notes[i].message));
  self->n_height += (mends & QV_SHAPE_HEIGHT) != 0;
  self->n_curves += (mends & QV_SHAPE_CURVES) != 0;
}

static gboolean
add_feature (Work *self, OGRFeatureH feature, GError **error)
{
  guint number = qv_output_get_count (self->output) + 1;
  int n = OGR_FD_GetFieldCount (self->definition);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  OGRGeometryH geometry = OGR_F_StealGeometry (feature);
  QvShapeMends mends = 0;

  for (int i = 0; i < n; i++)
    g_ptr_array_add (values, qv_field_to_text (feature, self->definition, i));
  if (geometry != NULL && !qv_shape_mend (&geometry, self->transformation, &mends, &local))
    {
      OGR_G_DestroyGeometry (geometry);
      g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("Feature %u: %s"), number, local->message);
      return FALSE;
    }
  note_mends (self, number, mends);
  if (geometry == NULL && !(mends & QV_SHAPE_COLLAPSED))
    qv_output_note (self->output, number, QV_NOTE_NO_GEOMETRY, "no-geometry", _ ("It has no geometry."));
  return qv_output_add (self->output, (const char *const *) values->pdata, geometry, error);
}

static gboolean
add_features (Work *self, GError **error)
{
  gint64 total = OGR_L_GetFeatureCount (self->layer, TRUE);
  double start = self->input->is_geojson ? 0.2 : 0.0;
  OGRFeatureH feature;

  OGR_L_ResetReading (self->layer);
  CPLErrorReset ();
  while ((feature = OGR_L_GetNextFeature (self->layer)) != NULL)
    {
      gboolean ok = add_feature (self, feature, error);

      OGR_F_Destroy (feature);
      if (!ok)
        return FALSE;
      if (total > 0)
        qv_gdal_report_share (start + (1.0 - start) * qv_output_get_count (self->output) / (double) total);
      CPLErrorReset ();
    }
  if (CPLGetLastErrorType () >= CE_Failure)
    {
      g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT, _ ("The file cannot be read to its end: %s"),
                   qv_gdal_get_last_error ());
      return FALSE;
    }
  if (self->input->is_geojson && qv_output_get_count (self->output) != self->input->facts.n_features)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                           _ ("Some features of the file cannot be read."));
      return FALSE;
    }
  return TRUE;
}

static void
note_count (Work *self, guint n, QvNoteSeverity severity, const char *code, const char *format)
{
  g_autofree char *message = NULL;

  if (n == 0)
    return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (format, n);
#pragma GCC diagnostic pop
  qv_output_note (self->output, 0, severity, code, message);
}

static void
note_whole (Work *self)
{
  guint n_wound = self->input->facts.n_wound;
  guint n_height = MAX (self->input->facts.n_height, self->n_height);

  note_count (self, n_wound, QV_NOTE_REPAIRED, "winding",
              ngettext ("The rings of %u feature ran the wrong way round and were turned.",
                        "The rings of %u features ran the wrong way round and were turned.", n_wound));
  note_count (self, n_height, QV_NOTE_INFO, "height",
              ngettext ("The heights of %u feature were left out.",
                        "The heights of %u features were left out.", n_height));
  note_count (self, self->n_curves, QV_NOTE_INFO, "curves",
              ngettext ("The curves of %u feature became short lines.",
                        "The curves of %u features became short lines.", self->n_curves));
}

static gboolean
get_names (Work *self, GPtrArray *names, GError **error)
{
  int n;

  self->definition = OGR_L_GetLayerDefn (self->layer);
  n = OGR_FD_GetFieldCount (self->definition);
  if (n > QV_MAX_COLUMNS)
    {
      g_set_error (error, QV_READ_ERROR, QV_READ_ERROR_LIMIT, _ ("The layer has more than %d fields."),
                   QV_MAX_COLUMNS);
      return FALSE;
    }
  for (int i = 0; i < n; i++)
    g_ptr_array_add (names,
                     g_utf8_make_valid (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (self->definition, i)), -1));
  return TRUE;
}

gboolean
qv_command_layer (char **args, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (Work) self = { 0 };

  self.input = qv_input_open (args[0], error);
  if (self.input == NULL)
    return FALSE;
  if (self.input->kind != QV_INPUT_LAYERS)
    {
      g_set_error_literal (error, QV_READ_ERROR, QV_READ_ERROR_FORMAT,
                           _ ("The file is a table, not a layer with geometry."));
      return FALSE;
    }
  self.layer = qv_input_get_layer (self.input, *args[1] != '\0' ? args[1] : NULL, error);
  if (self.layer == NULL || !get_names (&self, names, error))
    return FALSE;
  self.output = qv_output_new (args[2], TRUE, names, error);
  if (self.output == NULL || !set_up_transformation (&self, error) || !add_features (&self, error))
    return FALSE;
  note_whole (&self);
  return qv_output_finish (self.output, error);
}
