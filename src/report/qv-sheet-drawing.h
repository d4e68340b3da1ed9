/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-preparation.h"

G_BEGIN_DECLS

void _qv_sheet_draw_agenda  (GPtrArray *pages, const QvPreparation *preparation);
void _qv_sheet_draw_seats   (GPtrArray *pages, const QvPreparation *preparation);
void _qv_sheet_draw_consent (GPtrArray *pages, const QvPreparation *preparation);

G_END_DECLS
