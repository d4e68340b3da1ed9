/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-picture-layer.h"
#include "qv-picture.h"
#include "qv-territory-set.h"

G_BEGIN_DECLS

struct _QvPictureLayer
{
  ShumateLayer parent_instance;

  GListModel *territories;
  GSignalGroup *territories_signals;
  guint reload_id;
  GCancellable *load_cancellable;
  QvTerritorySet *set;
  QvThematic *thematic;
  GCancellable *background_cancellable;
  QvBackground *background;
  gboolean over_tiles;
  double magnification;
  QvPictureLayer *source; /* (not owned) (nullable): whose contents are shown */

  QvMapScene *scene;
  QvPicture *picture;
  GCancellable *draw_cancellable;
  gboolean is_drawing;
  gint64 smooth_duration; /* of the last smooth drawing; -1 before the first */
  gint64 moved;
  guint rest_id;

  QvId selected;
  QvId hovered;
  QvPath *selected_path; /* in pixels of the picture */
  QvPath *hovered_path;
};

void _qv_picture_layer_get_window (QvPictureLayer *self, QvView *window);

G_END_DECLS
