/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-map-view.h"
#include "qv-presenter-source.h"

G_BEGIN_DECLS

/**
 * QvPresenterPage:
 *
 * What is on the projector.
 */
typedef enum
{
  QV_PRESENTER_SHOWS_WORKSHOP, /* question, map, newest notes */
  QV_PRESENTER_SHOWS_NOTE,     /* one note, large */
  QV_PRESENTER_SHOWS_VOTE,
  QV_PRESENTER_SHOWS_BALANCE,
  QV_PRESENTER_SHOWS_BREAK,
  QV_PRESENTER_SHOWS_CLOSING,
  QV_PRESENTER_N_PAGES,
} QvPresenterPage;

/**
 * QvPresenterState:
 *
 * How the facilitator wants the projector to be.
 */
typedef struct
{
  QvPresenterPage page;
  gboolean is_blank;
  gboolean is_large;
  gboolean is_dark;
  QvId note; /* for QV_PRESENTER_SHOWS_NOTE; the newest if it may not be seen */
  QvId ballot; /* for QV_PRESENTER_SHOWS_VOTE; the newest if it is not there */
} QvPresenterState;

/**
 * QvPresenterView:
 *
 * What the room sees. All sizes follow the width that it is given.
 */
#define QV_TYPE_PRESENTER_VIEW (qv_presenter_view_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterView, qv_presenter_view, QV, PRESENTER_VIEW, GtkWidget)

GtkWidget *qv_presenter_view_new       (QvPresenterSource *source);
void       qv_presenter_view_set_state (QvPresenterView *self, const QvPresenterState *state);
QvMapView *qv_presenter_view_get_map   (QvPresenterView *self);

G_END_DECLS
