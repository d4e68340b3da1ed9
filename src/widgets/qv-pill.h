/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  QV_PILL_PLAIN,    /* "Draft" */
  QV_PILL_OUTLINED, /* "Report ready" */
  QV_PILL_SUCCESS,  /* "Ready" */
  QV_PILL_WARNING,  /* "No company yet" */
  QV_PILL_ERROR,
} QvPillStyle;

#define QV_TYPE_PILL_STYLE (qv_pill_style_get_type ())
GType qv_pill_style_get_type (void) G_GNUC_CONST;

/**
 * QvPill:
 *
 * A small rounded label that says a state in words, with an icon. Properties: "label", "icon-name", "style" (QvPillStyle).
 */
#define QV_TYPE_PILL (qv_pill_get_type ())
G_DECLARE_FINAL_TYPE (QvPill, qv_pill, QV, PILL, GtkWidget)

GtkWidget *qv_pill_new           (const char *label, const char *icon_name, QvPillStyle style);
void       qv_pill_set_label     (QvPill *self, const char *label);
void       qv_pill_set_icon_name (QvPill *self, const char *icon_name);
void       qv_pill_set_style     (QvPill *self, QvPillStyle style);

G_END_DECLS
