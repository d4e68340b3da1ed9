/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-map-view.h"
#include "qv-presenter-source.h"

G_BEGIN_DECLS

/**
 * QvPresenter:
 *
 * Steers the projector from the window of the facilitator. Its actions are those of its properties: "shown" and "blank" (boolean), "page"
 * ("workshop", "note", "vote", "balance", "break", "closing"), "large", "dark" and "frozen" (boolean: the map does not follow). "note"
 * (int64) is the note that is chosen, "ballot" (int64) the vote that is.
 */
#define QV_TYPE_PRESENTER (qv_presenter_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenter, qv_presenter, QV, PRESENTER, GObject)

QvPresenter  *qv_presenter_new         (QvStore *store, QvSession *session, const QvPresenterLists *lists, QvMapView *map);
void          qv_presenter_close       (QvPresenter *self);
GActionGroup *qv_presenter_get_actions (QvPresenter *self);
GtkWindow    *qv_presenter_get_window  (QvPresenter *self);

G_END_DECLS
