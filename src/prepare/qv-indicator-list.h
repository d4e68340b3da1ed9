/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qv-prepare-context.h"

G_BEGIN_DECLS

#define QV_TYPE_INDICATOR_LIST (qv_indicator_list_get_type ())
G_DECLARE_FINAL_TYPE (QvIndicatorList, qv_indicator_list, QV, INDICATOR_LIST, AdwBin)

GtkWidget *qv_indicator_list_new (QvPrepareContext *context);

G_END_DECLS
