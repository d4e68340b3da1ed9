/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvTemplatePopover:
 *
 * Agendas to start from, to come after the steps that are there or instead of them.
 */
#define QV_TYPE_TEMPLATE_POPOVER (qv_template_popover_get_type ())
G_DECLARE_FINAL_TYPE (QvTemplatePopover, qv_template_popover, QV, TEMPLATE_POPOVER, GtkPopover)

GtkWidget *qv_template_popover_new (QvPrepareContext *context);

G_END_DECLS
