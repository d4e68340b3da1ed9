/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-id.h"

G_BEGIN_DECLS

/**
 * QvViewKeeper:
 *
 * What the window shows of a library's sessions, in a small file beside the library, so that it comes back after a crash. The
 * data themselves are in the library; without this file nothing is lost but where one was looking.
 */
#define QV_TYPE_VIEW_KEEPER (qv_view_keeper_get_type ())
G_DECLARE_FINAL_TYPE (QvViewKeeper, qv_view_keeper, QV, VIEW_KEEPER, GObject)

QvViewKeeper *qv_view_keeper_new         (const char *library);
void          qv_view_keeper_load_async  (QvViewKeeper *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean      qv_view_keeper_is_loaded   (QvViewKeeper *self);
QvId          qv_view_keeper_take_left   (QvViewKeeper *self);
void          qv_view_keeper_set_open    (QvViewKeeper *self, QvId session);
GVariant     *qv_view_keeper_get_view    (QvViewKeeper *self, QvId session);
void          qv_view_keeper_set_view    (QvViewKeeper *self, QvId session, GVariant *view);
void          qv_view_keeper_flush       (QvViewKeeper *self);

G_END_DECLS
