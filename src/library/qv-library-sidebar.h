/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-session-list.h"

G_BEGIN_DECLS

/**
 * QvLibrarySidebar:
 *
 * Which sessions the library page shows, how many there are of each, and when the library was last copied. Signals: "chosen" when
 * another line is chosen, "activated" when a line is clicked or entered.
 */
#define QV_TYPE_LIBRARY_SIDEBAR (qv_library_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (QvLibrarySidebar, qv_library_sidebar, QV, LIBRARY_SIDEBAR, GtkWidget)

void            qv_library_sidebar_set_list        (QvLibrarySidebar *self, QvSessionList *list);
QvSessionFilter qv_library_sidebar_get_filter      (QvLibrarySidebar *self);
const char     *qv_library_sidebar_get_collection  (QvLibrarySidebar *self);
void            qv_library_sidebar_set_last_copy   (QvLibrarySidebar *self, gint64 time);
char           *qv_library_sidebar_describe_copy   (gint64 time, gint64 now);

G_END_DECLS
