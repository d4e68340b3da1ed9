/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvMapChoices:
 *
 * What the session has on its map: territories, base map, indicators in their order; and its themes.
 */
#define QV_TYPE_MAP_CHOICES (qv_map_choices_get_type ())
G_DECLARE_FINAL_TYPE (QvMapChoices, qv_map_choices, QV, MAP_CHOICES, GtkBox)

GtkWidget *qv_map_choices_new (QvPrepareContext *context);
void       qv_map_choices_do  (QvMapChoices *self, const char *action);

G_END_DECLS
