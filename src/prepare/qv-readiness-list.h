/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvReadinessList:
 *
 * What is missing for the day, each with one button that mends it or shows where.
 */
#define QV_TYPE_READINESS_LIST (qv_readiness_list_get_type ())
G_DECLARE_FINAL_TYPE (QvReadinessList, qv_readiness_list, QV, READINESS_LIST, GtkBox)

GtkWidget *qv_readiness_list_new (QvPrepareContext *context, GtkWidget *button);

G_END_DECLS
