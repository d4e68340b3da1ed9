/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-note-filter.h"

G_BEGIN_DECLS

/**
 * QvThemeFilter:
 *
 * A pill of the filter bar that opens the themes and tags of the notes, each with its number.
 */
#define QV_TYPE_THEME_FILTER (qv_theme_filter_get_type ())
G_DECLARE_FINAL_TYPE (QvThemeFilter, qv_theme_filter, QV, THEME_FILTER, GtkWidget)

GtkWidget *qv_theme_filter_new    (void);
void       qv_theme_filter_set    (QvThemeFilter *self, QvNoteFilter *filter, GListModel *notes);
void       qv_theme_filter_update (QvThemeFilter *self);

G_END_DECLS
