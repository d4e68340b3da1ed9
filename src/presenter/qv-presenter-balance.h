/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-presenter-source.h"

G_BEGIN_DECLS

/**
 * QvPresenterBalance:
 *
 * The page that says how much each helix has contributed and how many of its seats have been heard.
 */
#define QV_TYPE_PRESENTER_BALANCE (qv_presenter_balance_get_type ())
G_DECLARE_FINAL_TYPE (QvPresenterBalance, qv_presenter_balance, QV, PRESENTER_BALANCE, GtkWidget)

void qv_presenter_balance_show (QvPresenterBalance *self, QvPresenterSource *source);

G_END_DECLS
