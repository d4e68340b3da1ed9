/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWindow *qv_shortcuts_new (GtkWindow *parent, GSettings *settings, const char *section);

G_END_DECLS
