/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * QvColumns:
 *
 * A main child and, where there is room for both, a side child beside it. Properties: "main", "side", "side-width" (px), "threshold"
 * (px from which the side is shown), "side-first" (boolean: before the main child).
 */
#define QV_TYPE_COLUMNS (qv_columns_get_type ())
G_DECLARE_FINAL_TYPE (QvColumns, qv_columns, QV, COLUMNS, GtkWidget)

G_END_DECLS
