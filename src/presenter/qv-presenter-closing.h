/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-presenter-source.h"

G_BEGIN_DECLS

/**
 * QvPresenterClosing:
 *
 * The last page: who does what by when.
 */
#define QV_TYPE_PRESENTER_CLOSING (qv_presenter_closing_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterClosing, qv_presenter_closing, QV, PRESENTER_CLOSING, GtkWidget)

void qv_presenter_closing_show (QvPresenterClosing *self, QvPresenterSource *source, gboolean is_large);

G_END_DECLS
