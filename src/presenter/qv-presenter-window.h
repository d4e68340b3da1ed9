/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-presenter-view.h"

G_BEGIN_DECLS

/**
 * QvPresenterWindow:
 *
 * The window on the projector: full screen on the monitor that the facilitator's window is not on; where there is but one, a window that is
 * moved by any part of it. F11 makes it full screen or not.
 */
#define QV_TYPE_PRESENTER_WINDOW (qv_presenter_window_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterWindow, qv_presenter_window, QV, PRESENTER_WINDOW, AdwApplicationWindow)

GtkWidget       *qv_presenter_window_new      (QvPresenterSource *source, GActionGroup *actions);
QvPresenterView *qv_presenter_window_get_view (QvPresenterWindow *self);
void             qv_presenter_window_show     (QvPresenterWindow *self, GtkWindow *facilitator);

G_END_DECLS
