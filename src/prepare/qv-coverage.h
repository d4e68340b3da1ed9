/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvCoverage:
 *
 * How far the four helices are round the table: confirmed seats of those aimed at, and a word of warning. Signal "add-wanted" (int helix).
 */
#define QV_TYPE_COVERAGE (qv_coverage_get_type ())
G_DECLARE_FINAL_TYPE (QvCoverage, qv_coverage, QV, COVERAGE, GtkBox)

GtkWidget *qv_coverage_new (QvPrepareContext *context);

G_END_DECLS
