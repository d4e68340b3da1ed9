/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ogr_api.h>

#include "qv-json-reader.h"

G_BEGIN_DECLS

/**
 * QvShapeMends:
 *
 * What was done to a geometry to make it one that Quadrivio draws.
 */
typedef enum
{
  QV_SHAPE_CROSSED_ITSELF = 1 << 0,  /* rings that cross themselves or each other were mended */
  QV_SHAPE_COLLAPSED = 1 << 1,       /* nothing with an extent was left of it */
  QV_SHAPE_ANTIMERIDIAN = 1 << 2,    /* cut where it crosses 180° */
  QV_SHAPE_COLLECTION = 1 << 3,      /* only the areas of a mixed collection were kept */
  QV_SHAPE_HEIGHT = 1 << 4,          /* heights or measures were dropped */
  QV_SHAPE_CURVES = 1 << 5,          /* curves became lines */
} QvShapeMends;

gboolean qv_shape_mend (OGRGeometryH *geometry, OGRCoordinateTransformationH transformation, QvShapeMends *out_mends,
                        GError **error);

G_END_DECLS
