/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-indicator-board.h"
#include "qv-indicator-series.h"

G_BEGIN_DECLS

struct _QvIndicatorBoard
{
  GObject parent_instance;

  QvStore *store;
  QvId session;
  GListModel *indicators; /* those of the session's level */
  GArray *chosen;         /* QvId, those of the session in their order */
  gboolean is_beside;     /* shows figures of one indicator, and no map */
  GCancellable *reading;

  QvIndicator *indicator;
  QvId first;   /* what to show once it is there, or QV_ID_NONE: the session's first */
  char *period; /* (nullable) the one that the user wants; NULL: the last */
  ClassificationMethod method;
  guint n_classes; /* 0: as many as suit the look */

  QvIndicatorSeries *series; /* (nullable) of @indicator */
  GCancellable *loading;
  QvThematic *thematic; /* (nullable) */
  int decimals;
};

const QvFigures *_qv_indicator_board_get_figures (QvIndicatorBoard *self);

G_END_DECLS
