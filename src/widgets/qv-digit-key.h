/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int qv_digit_key_get  (guint keyval);
int qv_digit_key_read (GtkEventControllerKey *controller, guint keyval, guint keycode);

G_END_DECLS
