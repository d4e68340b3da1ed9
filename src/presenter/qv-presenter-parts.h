/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-presenter-source.h"

G_BEGIN_DECLS

/*
 * What the pages of the projector are made of. Sizes are in pixels of a window that is 1920 wide; qv_presenter_fit() makes them those of the
 * window as it is.
 */
GtkWidget *qv_presenter_make_label (const char *text, const char *style, gboolean wraps);
GtkWidget *qv_presenter_make_mark  (QvHelix helix, int kind, double size);
GtkWidget *qv_presenter_make_card  (QvNote *note, double size, int lines);
void       qv_presenter_set_few    (GtkWidget *cards, guint n, gboolean is_large);
void       qv_presenter_clear      (GtkWidget *box);
void       qv_presenter_renew_cards (GtkWidget **cards);
void       qv_presenter_fit        (GtkWidget *widget, double unit);
void       qv_presenter_set_size   (GtkWidget *widget, double width, double height);

G_END_DECLS
