/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvWidgetFunc:
 *
 * Does something with a widget.
 */
typedef void (*QvWidgetFunc) (GtkWidget *widget);

void qv_after_frame (GtkWidget *widget, QvWidgetFunc func);

G_END_DECLS
