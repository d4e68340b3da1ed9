/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-outline-row.h"

G_BEGIN_DECLS

/**
 * QvClusterRow:
 *
 * The head of a cluster, or the heading of a section of the list. Signals: "renamed" (string name); "toggled" when its notes are
 * to be shown or hidden.
 */
#define QV_TYPE_CLUSTER_ROW (qv_cluster_row_get_type ())
G_DECLARE_FINAL_TYPE (QvClusterRow, qv_cluster_row, QV, CLUSTER_ROW, GtkWidget)

GtkWidget    *qv_cluster_row_new          (void);
QvOutlineRow *qv_cluster_row_get_row      (QvClusterRow *self);
void          qv_cluster_row_set_row      (QvClusterRow *self, QvOutlineRow *row);
void          qv_cluster_row_set_column   (QvClusterRow *self);
void          qv_cluster_row_begin_rename (QvClusterRow *self);
void          qv_cluster_row_end_rename   (QvClusterRow *self, gboolean keep);

G_END_DECLS
