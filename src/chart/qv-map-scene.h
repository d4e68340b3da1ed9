/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "qv-background.h"
#include "qv-id-raster.h"
#include "qv-thematic.h"
#include "qv-tile-pack.h"

G_BEGIN_DECLS

#define QV_MAP_CIRCLE_RADIUS 26.0 /* of the greatest count */
#define QV_MAP_POINT_RADIUS 4.5   /* of a territory that is only a point, where nothing is counted */

/**
 * QvMapScene:
 *
 * Everything that a picture of the map shows but the notes: territories, their figures, what lies under them, and the look. Filled by
 * whoever makes it, unchanging once it is drawn; any thread may draw it.
 */
typedef struct
{
  QvTerritoryLayer *layer;     /* (nullable) */
  GPtrArray *names;            /* (nullable) (element-type utf8): of the layer's territories, for labels */
  QvThematic *thematic;        /* (nullable) */
  QvBackground *background;    /* (nullable) */
  const QvPalette *palette;
  double opacity;              /* of the territories, 0..1 */
  gboolean over_tiles;         /* no paper is drawn, because tiles lie below */
  QvTilePack *tiles;           /* (nullable): those that a still picture draws itself */
  PangoFontDescription *font;
  double resolution;           /* dots per inch, by which points become pixels */
  gboolean names_points;       /* those that are only a point have a name though no figure is shown */
  QvThematic *ranking;         /* (nullable): which of them are named first: the greatest */
  double magnification;        /* how many times as large names and circles are, to be read from far away */

  /*< private >*/
  gatomicrefcount ref_count;
  gsize is_prepared;
  guint32 *fills;
  guint32 *no_fills;
  guint32 *rough_fills;
} QvMapScene;

QvMapScene *qv_map_scene_new           (const QvPalette *palette);
QvMapScene *qv_map_scene_ref           (QvMapScene *self);
void        qv_map_scene_unref         (QvMapScene *self);
void        qv_map_scene_get_style     (QvMapScene *self, double pixel_scale, QvRasterStyle *out_style);
void        qv_map_scene_get_rough_style (QvMapScene *self, double pixel_scale, QvRasterStyle *out_style);
guint       qv_map_scene_get_n_missing (QvMapScene *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvMapScene, qv_map_scene_unref)

G_END_DECLS
