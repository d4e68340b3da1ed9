/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-map-scene.h"
#include "qv-shape.h"
#include "qv-symbol.h"

G_BEGIN_DECLS

typedef enum
{
  QV_MAP_ROUGH,  /* colours only, as fast as can be: while the map moves */
  QV_MAP_SMOOTH, /* everything */
} QvMapQuality;

typedef struct
{
  QvId id;
  double longitude;
  double latitude;
  QvHelix helix;
  QvNoteKind kind;
  gboolean is_vague; /* somewhere in the territory at whose point it stands */
  QvShape *shape;    /* (nullable): the line or area on which it stands */
} QvMapNote;

typedef enum
{
  QV_MAP_FURNITURE_NONE = 0,
  QV_MAP_FURNITURE_LEGEND = 1 << 0,
  QV_MAP_FURNITURE_SCALE = 1 << 1,
  QV_MAP_FURNITURE_ALL = QV_MAP_FURNITURE_LEGEND | QV_MAP_FURNITURE_SCALE,
} QvMapFurniture;

/**
 * QvMapPage:
 *
 * What a still picture of the map has beside the scene.
 */
typedef struct
{
  const QvMapNote *notes;  /* (nullable) (array length=n_notes) */
  guint n_notes;
  const char *attribution; /* (nullable) */
  QvMapFurniture furniture;
} QvMapPage;

GArray  *qv_map_notes_new         (void);
void     qv_map_note_set_geometry (QvMapNote *note, QvGeometry *geometry);

gboolean qv_map_drawing_find_place (const QvMapScene *scene, QvId territory, QvMapNote *note);
gboolean qv_map_drawing_paint (QvMapScene *scene, const QvView *view, double pixel_scale, QvMapQuality quality,
                               QvIdRaster *raster, cairo_surface_t *surface, GCancellable *cancellable, GError **error);
void     qv_map_drawing_fit   (QvMapScene *scene, const QvMapPage *page, int width, int height, QvView *out_view);
gboolean qv_map_drawing_draw  (QvMapScene *scene, const QvMapPage *page, const QvView *view, cairo_t *cr,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
