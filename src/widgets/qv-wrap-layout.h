/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QV_TYPE_WRAP_LAYOUT (qv_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (QvWrapLayout, qv_wrap_layout, QV, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *qv_wrap_layout_new         (int spacing);
void              qv_wrap_layout_set_shrinks (QvWrapLayout *self, gboolean shrinks);
void              qv_wrap_layout_begin_line  (GtkWidget *child);
GtkWidget        *qv_wrap_box_new            (int spacing, gboolean shrinks);

G_END_DECLS
