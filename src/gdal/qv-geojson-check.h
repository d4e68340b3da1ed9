/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-json-reader.h"

G_BEGIN_DECLS

/**
 * QvGeojsonFacts:
 *
 * What was seen in a GeoJSON that is sound enough to be read. Counts are of features.
 */
typedef struct
{
  guint n_features;
  guint n_wound;      /* with a ring that runs the wrong way round (RFC 7946, 3.1.6) */
  guint first_wound;  /* number of the first of them, from 1 */
  guint n_height;     /* with positions of three or more numbers */
  gboolean has_crs;   /* a "crs" member other than WGS 84 */
} QvGeojsonFacts;

typedef void (*QvGeojsonProgressFunc) (double fraction);

gboolean qv_geojson_check (const char *data, gsize size, QvGeojsonFacts *out_facts, QvGeojsonProgressFunc progress,
                           GError **error);

G_END_DECLS
