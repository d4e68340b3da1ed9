/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvLibraryAside:
 *
 * The templates that a session can start from, and what can be brought in.
 */
#define QV_TYPE_LIBRARY_ASIDE (qv_library_aside_get_type ())
G_DECLARE_FINAL_TYPE (QvLibraryAside, qv_library_aside, QV, LIBRARY_ASIDE, GtkWidget)

GtkWidget  *qv_library_aside_new       (void);
GMenuModel *qv_library_aside_make_menu (void);

G_END_DECLS
