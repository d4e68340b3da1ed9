/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvStamp:
 *
 * A picture that many frames show without a change, kept where the window's renderer needs it.
 */
typedef struct _QvStamp QvStamp;

QvStamp *qv_stamp_new      (cairo_surface_t *image, gboolean is_opaque);
void     qv_stamp_free     (QvStamp *self);
void     qv_stamp_snapshot (QvStamp *self, GtkWidget *widget, GtkSnapshot *snapshot, double x, double y, double stretch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvStamp, qv_stamp_free)

G_END_DECLS
