/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-note-layer.h"
#include "qv-note-shapes.h"
#include "qv-point-layer.h"

G_BEGIN_DECLS

typedef struct
{
  QvItem *item;
  QvId id;
  double x, y; /* world units; NaN: not on the map */
  QvHelix helix;
  QvNoteKind kind;
  gboolean has_point; /* of its own, not its territory's */
  QvShape *shape;     /* (nullable): the line or area that it is about */
  gboolean is_stale;  /* the territories are others than when it was read */
  gulong notify_id;
} QvNoteEntry;

struct _QvNoteLayer
{
  ShumateLayer parent_instance;

  GtkWidget *sheet;
  GListModel *notes;
  GSignalGroup *notes_signals;
  GListModel *participants;
  GSignalGroup *participants_signals;
  GHashTable *seats; /* id of participant → number of seat */
  GArray *entries;   /* (element-type QvNoteEntry), as in notes */
  guint n_read;      /* entries before this one have been read */
  gboolean was_read; /* all were, once */
  guint update_id;
  QvPlaceNameFunc place_func;
  gpointer place_data;
  QvPlacePointFunc point_func;
  gpointer point_data;
  QvId selected;
  double magnification;

  QvPointLayer *points;      /* (nullable): of the entries, by their number */
  QvPointClusters *clusters; /* (nullable): those that have pins */
  GHashTable *pins;          /* key of a cluster → QvNotePin on the sheet */
  GPtrArray *spare;
  GArray *dropping; /* ids of notes that have just got their place */
  QvView sheet_view;
  QvNoteShapes *shapes;       /* (nullable): lines and areas of the entries */
  GskRenderNode *shapes_node; /* (nullable): of them, for sheet_view */
};

G_END_DECLS
