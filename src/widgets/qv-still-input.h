/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void qv_still_input_wheel (GtkWidget *widget);
void qv_still_input_undo  (GtkWidget *spin);

G_END_DECLS
