/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-palette.h"

G_BEGIN_DECLS

const QvPalette *qv_look_get_palette (void);
const QvPalette *qv_look_get_palette_for (GtkWidget *widget);
void             qv_look_force       (GtkWidget *widget, gboolean is_dark);
void             qv_look_watch       (GtkWidget *widget, GCallback callback);
void             qv_look_load_style  (const char *resource);
void             qv_look_set_class   (GtkWidget *widget, const char *css_class, gboolean is_set);
double           qv_look_get_text_scale (GtkWidget *widget);

G_END_DECLS
