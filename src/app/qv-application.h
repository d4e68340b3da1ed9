/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-store.h"
#include "qv-view-keeper.h"

G_BEGIN_DECLS

#define QV_TYPE_APPLICATION (qv_application_get_type ())
G_DECLARE_FINAL_TYPE (QvApplication, qv_application, QV, APPLICATION, AdwApplication)

QvApplication *qv_application_new              (GSettings *settings);
GSettings     *qv_application_get_settings     (QvApplication *self);
const char    *qv_application_get_library_path (QvApplication *self);
QvStore       *qv_application_get_store        (QvApplication *self);
QvViewKeeper  *qv_application_get_keeper       (QvApplication *self);
void           qv_application_open_library     (QvApplication *self);
void           qv_application_close_library    (QvApplication *self);
void           qv_application_rebuild_window   (QvApplication *self);

G_END_DECLS
