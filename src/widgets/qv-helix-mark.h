/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvHelixMark:
 *
 * The shape of a helix, with the glyph of a kind of note in it if "kind" is not -1. Properties: "helix" (QvHelix), "kind" (int),
 * "outline" (boolean), "pixel-size" (int, 16).
 */
#define QV_TYPE_HELIX_MARK (qv_helix_mark_get_type ())
G_DECLARE_FINAL_TYPE (QvHelixMark, qv_helix_mark, QV, HELIX_MARK, GtkWidget)

GtkWidget *qv_helix_mark_new            (QvHelix helix, int kind);
void       qv_helix_mark_set_helix      (QvHelixMark *self, QvHelix helix);
void       qv_helix_mark_set_kind       (QvHelixMark *self, int kind);
void       qv_helix_mark_set_outline    (QvHelixMark *self, gboolean outline);
void       qv_helix_mark_set_number     (QvHelixMark *self, int number);
void       qv_helix_mark_set_pixel_size (QvHelixMark *self, int pixel_size);

G_END_DECLS
