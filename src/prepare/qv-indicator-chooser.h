/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvIndicatorChooser:
 *
 * The indicators of the library that the session has not chosen yet, to be searched.
 */
#define QV_TYPE_INDICATOR_CHOOSER (qv_indicator_chooser_get_type ())
G_DECLARE_FINAL_TYPE (QvIndicatorChooser, qv_indicator_chooser, QV, INDICATOR_CHOOSER, GtkPopover)

GtkWidget *qv_indicator_chooser_new (QvPrepareContext *context);

G_END_DECLS
