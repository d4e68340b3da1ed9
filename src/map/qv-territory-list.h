/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-thematic.h"

G_BEGIN_DECLS

/**
 * QvTerritoryList:
 *
 * What the map says, without a map: a table of territories with code, name, value, class, rank and number of notes, sortable
 * by each. Property "selected-territory" (int64) goes both ways; signal "territory-activated" (int64).
 */
#define QV_TYPE_TERRITORY_LIST (qv_territory_list_get_type ())
G_DECLARE_FINAL_TYPE (QvTerritoryList, qv_territory_list, QV, TERRITORY_LIST, GtkWidget)

void       qv_territory_list_set_territories        (QvTerritoryList *self, GListModel *territories);
void       qv_territory_list_set_thematic           (QvTerritoryList *self, QvThematic *thematic);
void       qv_territory_list_set_notes              (QvTerritoryList *self, GListModel *notes);
void       qv_territory_list_set_selected_territory (QvTerritoryList *self, QvId territory);

G_END_DECLS
