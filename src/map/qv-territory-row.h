/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-item.h"

G_BEGIN_DECLS

/**
 * QvTerritoryRow:
 *
 * A territory as a row of the table that stands for the map. Properties, read only: "code", "name", "value" (double, NaN for no
 * data), "value-text", "class" (int from 1, 0 for none), "class-text", "rank" (uint from 1, 0 for none),
 * "rank-text", "notes" (uint), "notes-text".
 */
#define QV_TYPE_TERRITORY_ROW (qv_territory_row_get_type ())
G_DECLARE_FINAL_TYPE (QvTerritoryRow, qv_territory_row, QV, TERRITORY_ROW, GObject)

QvTerritoryRow *qv_territory_row_new        (QvItem *territory);
QvId            qv_territory_row_get_id     (QvTerritoryRow *self);
double          qv_territory_row_get_value  (QvTerritoryRow *self);
void            qv_territory_row_set_value  (QvTerritoryRow *self, double value, int decimals, const char *unit,
                                             guint class_number);
void            qv_territory_row_set_rank   (QvTerritoryRow *self, guint rank);
void            qv_territory_row_set_notes  (QvTerritoryRow *self, guint n_notes);

G_END_DECLS
