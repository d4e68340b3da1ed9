/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-session-list.h"

G_BEGIN_DECLS

/**
 * QvLibraryPage:
 *
 * The sessions of the library. What is done with them are actions of the window ("win.open-session" and others), which rows
 * name. Properties: "folded" (boolean, read-only: the sidebar lies over the list), "sidebar-shown", "search-mode" (boolean), "order"
 * (int, QvSessionOrder).
 */
#define QV_TYPE_LIBRARY_PAGE (qv_library_page_get_type ())
G_DECLARE_FINAL_TYPE (QvLibraryPage, qv_library_page, QV, LIBRARY_PAGE, GtkWidget)

void           qv_library_page_set_store     (QvLibraryPage *self, QvStore *store);
QvSessionList *qv_library_page_get_list      (QvLibraryPage *self);
void           qv_library_page_set_last_copy (QvLibraryPage *self, gint64 time);

G_END_DECLS
