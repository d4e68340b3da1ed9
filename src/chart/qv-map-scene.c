/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture of the map shows, and the colour of each territory in it. */
#define G_LOG_DOMAIN "qv-chart"

#include "config.h"

#include "qv-map-scene.h"

#include <math.h>

#define DEFAULT_OPACITY 0.74
#define PLAIN_OPACITY 0.35
#define DEFAULT_FONT "Cantarell, Sans 11" /* of a picture without a window */
#define DEFAULT_RESOLUTION 96.0

/**
 * qv_map_scene_new:
 * @palette: its colours
 *
 * Returns: (transfer full): a scene with nothing in it, to be filled before it is drawn
 */
QvMapScene *
qv_map_scene_new (const QvPalette *palette)
{
  QvMapScene *self = g_new0 (QvMapScene, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->palette = palette;
  self->opacity = DEFAULT_OPACITY;
  self->resolution = DEFAULT_RESOLUTION;
  self->magnification = 1.0;
  self->font = pango_font_description_from_string (DEFAULT_FONT);
  return self;
}

/**
 * qv_map_scene_ref:
 * @self: a scene
 *
 * Returns: (transfer full): the same
 */
QvMapScene *
qv_map_scene_ref (QvMapScene *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * qv_map_scene_unref:
 * @self: (transfer full): a scene
 */
void
qv_map_scene_unref (QvMapScene *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->layer, qv_territory_layer_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  g_clear_pointer (&self->ranking, qv_thematic_unref);
  g_clear_pointer (&self->background, qv_background_unref);
  g_clear_pointer (&self->tiles, qv_tile_pack_unref);
  g_clear_pointer (&self->font, pango_font_description_free);
  g_free (self->fills);
  g_free (self->no_fills);
  g_free (self->rough_fills);
  g_free (self);
}

static gboolean
has_ground (const QvMapScene *self)
{
  return self->background != NULL || self->tiles != NULL || self->over_tiles;
}

static guint32
choose_fill (QvMapScene *self, QvId territory)
{
  const QvThematic *thematic = self->thematic;
  double value;
  int class_index;

  if (thematic == NULL || thematic->measure == QV_MEASURE_COUNT)
    return qv_colour_to_argb (self->palette->plain, has_ground (self) ? PLAIN_OPACITY : 1.0);
  if (!qv_thematic_find (thematic, territory, &value))
    return QV_FILL_HATCH;
  class_index = qv_thematic_get_class (thematic, value);
  if (class_index == QV_NO_CLASS)
    return QV_FILL_HATCH;
  return qv_colour_to_argb (qv_palette_get_class (self->palette, (guint) class_index, thematic->n_classes),
                            self->opacity);
}

static guint32
lay_on_paper (QvMapScene *self, guint32 fill)
{
  guint32 paper = qv_colour_to_argb (self->palette->paper, 1.0);
  guint32 rest = 255 - (fill >> 24);
  guint32 result = 0;

  if (fill == QV_FILL_HATCH || self->over_tiles)
    return fill;
  for (guint shift = 0; shift <= 24; shift += 8)
    result |= (((fill >> shift) & 0xff) + (((paper >> shift) & 0xff) * rest + 127) / 255) << shift;
  return result;
}

static void
prepare (QvMapScene *self)
{
  guint n = self->layer != NULL ? qv_territory_layer_get_n (self->layer) : 0;

  if (!g_once_init_enter (&self->is_prepared))
    return;
  self->fills = g_new (guint32, MAX (n, 1));
  self->no_fills = g_new0 (guint32, MAX (n, 1));
  self->rough_fills = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      self->fills[i] = choose_fill (self, qv_territory_layer_get_id (self->layer, i));
      self->rough_fills[i] = lay_on_paper (self, self->fills[i]);
    }
  g_once_init_leave (&self->is_prepared, 1);
}

/**
 * qv_map_scene_get_style:
 * @self: a scene
 * @pixel_scale: pixels of the picture for each of the screen's
 * @out_style: (out caller-allocates): colours and lines; good while the scene is
 */
void
qv_map_scene_get_style (QvMapScene *self, double pixel_scale, QvRasterStyle *out_style)
{
  const QvPalette *palette = self->palette;
  gboolean is_high_contrast = (palette->flags & QV_PALETTE_HIGH_CONTRAST) != 0;

  prepare (self);
  *out_style = (QvRasterStyle){
    .fills = self->fills,
    .hatch_ground = qv_colour_to_argb (palette->hatch_ground, self->opacity),
    .hatch_line = qv_colour_to_argb (palette->hatch_line, 0.8),
    .casing = qv_colour_to_argb (palette->zone_casing, 0.9),
    .casing_width = MIN ((is_high_contrast ? 4.0 : 2.6) * pixel_scale, 8.0),
    .line = qv_colour_to_argb (palette->zone_line, 1.0),
    .line_width = MIN ((is_high_contrast ? 2.0 : 0.9) * pixel_scale, 8.0),
  };
}

/**
 * qv_map_scene_get_rough_style:
 * @self: a scene
 * @pixel_scale: pixels of the picture for each of the screen's
 * @out_style: (out caller-allocates): colours and lines as they look on paper; good while the scene is
 */
void
qv_map_scene_get_rough_style (QvMapScene *self, double pixel_scale, QvRasterStyle *out_style)
{
  qv_map_scene_get_style (self, pixel_scale, out_style);
  out_style->fills = self->rough_fills;
  out_style->outside = self->over_tiles ? 0 : qv_colour_to_argb (self->palette->paper, 1.0);
  out_style->hatch_ground = lay_on_paper (self, out_style->hatch_ground);
  out_style->casing = lay_on_paper (self, out_style->casing);
  out_style->hatch_line = lay_on_paper (self, out_style->hatch_line);
}

/**
 * qv_map_scene_get_n_missing:
 * @self: a scene
 *
 * Returns: how many territories have no figure, 0 if no figures are shown
 */
guint
qv_map_scene_get_n_missing (QvMapScene *self)
{
  guint n_missing = 0;
  double value;

  if (self->layer == NULL || self->thematic == NULL)
    return 0;
  for (guint i = 0; i < qv_territory_layer_get_n (self->layer); i++)
    n_missing += !qv_thematic_find (self->thematic, qv_territory_layer_get_id (self->layer, i), &value);
  return n_missing;
}
