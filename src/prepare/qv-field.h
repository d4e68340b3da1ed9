/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with a field's new text when the user has left it. */
typedef void (*QvFieldFunc) (GtkWidget *field, const char *text, gpointer data);

GtkWidget *_qv_field_new_line    (const char *name, QvFieldFunc func, gpointer data);
GtkWidget *_qv_field_new_text    (const char *name, QvFieldFunc func, gpointer data);
void       _qv_field_show        (GtkWidget *field, const char *text);
void       _qv_field_finish      (GtkWidget *field);
GtkWidget *_qv_field_add_label   (const char *title, GtkWidget *field);
GtkWidget *_qv_field_new_minutes (const char *name);
GtkWidget *_qv_field_new_choice  (const char *const *words);
GtkWidget *_qv_field_new_scope   (void);
const char *_qv_field_get_scope  (GtkWidget *choice);
const char *_qv_field_get_scope_title (const char *scope);

G_END_DECLS
