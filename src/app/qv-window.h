/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-application.h"

G_BEGIN_DECLS

#define QV_TYPE_WINDOW (qv_window_get_type ())
G_DECLARE_FINAL_TYPE (QvWindow, qv_window, QV, WINDOW, AdwApplicationWindow)

QvWindow  *qv_window_new              (QvApplication *application);
void       qv_window_set_store        (QvWindow *self, QvStore *store);
void       qv_window_set_error        (QvWindow *self, const GError *error);
void       qv_window_open_session     (QvWindow *self, QvId session);
void       qv_window_recover_session  (QvWindow *self, QvId session);
void       qv_window_close_session    (QvWindow *self);
QvId       qv_window_get_session      (QvWindow *self);
void       qv_window_import_files     (QvWindow *self, GListModel *files);
void       qv_window_import_folder (QvWindow *self, const char *path);
void       qv_window_add_toast        (QvWindow *self, AdwToast *toast);
void       qv_window_set_accels       (GtkApplication *application);

G_END_DECLS
