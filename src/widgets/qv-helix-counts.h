/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvHelixCounts:
 *
 * "■ 4 ▲ 3 ◇ 0 ● 6": how many of each helix; the shape of one that is absent is an outline.
 */
#define QV_TYPE_HELIX_COUNTS (qv_helix_counts_get_type ())
G_DECLARE_FINAL_TYPE (QvHelixCounts, qv_helix_counts, QV, HELIX_COUNTS, GtkWidget)

GtkWidget *qv_helix_counts_new            (void);
void       qv_helix_counts_set_counts     (QvHelixCounts *self, const guint counts[QV_N_HELICES]);
void       qv_helix_counts_set_hide_zeros (QvHelixCounts *self, gboolean hide_zeros);

G_END_DECLS
