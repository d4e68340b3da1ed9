/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-types.h"

G_BEGIN_DECLS

/**
 * QvCoverageMeter:
 *
 * A bar with a segment for each seat of a helix: filled are those that are taken.
 */
#define QV_TYPE_COVERAGE_METER (qv_coverage_meter_get_type ())
G_DECLARE_FINAL_TYPE (QvCoverageMeter, qv_coverage_meter, QV, COVERAGE_METER, GtkWidget)

GtkWidget *qv_coverage_meter_new  (QvHelix helix);
void       qv_coverage_meter_show (QvCoverageMeter *self, guint n_taken, guint n_seats);

G_END_DECLS
