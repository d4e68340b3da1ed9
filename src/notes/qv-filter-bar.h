/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-note-filter.h"

G_BEGIN_DECLS

#define QV_TYPE_FILTER_BAR (qv_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (QvFilterBar, qv_filter_bar, QV, FILTER_BAR, GtkWidget)

void       qv_filter_bar_set     (QvFilterBar *self, QvNoteFilter *filter, GListModel *notes);
void       qv_filter_bar_recount (QvFilterBar *self);

G_END_DECLS
