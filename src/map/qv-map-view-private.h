/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-legend-view.h"
#include "qv-map-view.h"
#include "qv-note-layer.h"
#include "qv-picture-layer.h"
#include "qv-place-card.h"
#include "qv-scale-bar.h"
#include "qv-sketch.h"

G_BEGIN_DECLS

struct _QvMapView
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *overlay;
  ShumateMap *map;
  GtkWidget *cross_hair;
  GtkWidget *legend_card;
  QvLegendView *legend;
  GtkWidget *scale_card;
  GtkLabel *attribution;
  QvScaleBar *scale;
  GtkWidget *zoom_card;
  QvPlaceCard *place_card;
  GtkEventController *click;

  ShumateViewport *viewport;
  ShumateMapLayer *tiles;
  QvPictureLayer *picture;
  QvNoteLayer *notes;
  GListModel *note_model;
  GtkWidget *cluster_popover;
  QvThematic *thematic;
  GFile *tiles_file;
  char *background_attribution;
  char *tiles_attribution;
  QvId selected_note;
  QvId selected_territory;
  gboolean was_fitted;
  gboolean was_fitted_roughly; /* to the background, until territories come */
  double fit[3]; /* longitude, latitude and zoom that showed all last */
  int fit_width; /* in what room */
  int fit_height;
  guint refit_id;
  gboolean fit_waits; /* until the view has a size and the territories have come */
  guint form_id;

  QvMapView *source; /* (not owned) (nullable): the map that is followed */
  guint follow_id;
  gboolean is_bare; /* nothing but the map and whom it comes from */

  double pointer_x, pointer_y;
  double press_x, press_y; /* where the pointer went down: a drag is no click */
  QvId placing;
  double cross_x, cross_y; /* of the cross-hair, in pixels of the view */
  gboolean cross_has_walked; /* by the arrows, since the last corner */
  QvSketch *sketch;        /* (nullable): what is drawn while a place is waited for */
  guint first_freehand;    /* corner of the sketch where the stretch at hand begins */
};

enum
{
  QV_MAP_VIEW_SIGNAL_PLACE,
  QV_MAP_VIEW_SIGNAL_PLACE_CANCELLED,
  QV_MAP_VIEW_SIGNAL_NOTE_ACTIVATED,
  QV_MAP_VIEW_SIGNAL_TERRITORY_ACTIVATED,
  QV_MAP_VIEW_SIGNAL_NOTE_DROPPED,
  QV_MAP_VIEW_SIGNAL_VIEW_CHANGED,
  QV_MAP_VIEW_SIGNAL_CONTENTS_CHANGED,
  QV_MAP_VIEW_N_SIGNALS,
};

extern guint _qv_map_view_signals[QV_MAP_VIEW_N_SIGNALS];

void     _qv_map_view_tell_contents (QvMapView *self);
void     _qv_map_view_stop_following (QvMapView *self);
void     _qv_map_view_update_attribution (QvMapView *self);
void     _qv_map_view_update_scale  (QvMapView *self);
void     _qv_map_view_update_legend (QvMapView *self);
void     _qv_map_view_update_form   (QvMapView *self);
gboolean _qv_map_view_place_card    (GtkOverlay *overlay, GtkWidget *card, GdkRectangle *place, QvMapView *self);
void     _qv_map_view_init_gestures (QvMapView *self);
gboolean _qv_map_view_handle_key    (QvMapView *self, guint keyval, GdkModifierType state);
gboolean _qv_map_view_get_direction (guint keyval, int *dx, int *dy);
void     _qv_map_view_pan           (QvMapView *self, double dx, double dy);
void     _qv_map_view_zoom          (QvMapView *self, double steps);
void     _qv_map_view_get_place     (QvMapView *self, double x, double y, double *longitude, double *latitude);
void     _qv_map_view_init_placing  (QvMapView *self);
gboolean _qv_map_view_handle_placing_key (QvMapView *self, guint keyval, GdkModifierType state);
void     _qv_map_view_click_place   (QvMapView *self, int n_press, double x, double y);
void     _qv_map_view_finish_place  (QvMapView *self);
void     _qv_map_view_take_back     (QvMapView *self);
void     _qv_map_view_show_cluster  (QvMapView *self, GArray *notes, const GdkRectangle *bounds);

G_END_DECLS
