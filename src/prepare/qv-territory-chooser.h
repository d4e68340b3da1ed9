/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvTerritoryChooser:
 *
 * The territories of the session's level, to be searched by name or code.
 *
 * Signals: "chosen" (int64 territory): %QV_ID_NONE for none.
 */
#define QV_TYPE_TERRITORY_CHOOSER (qv_territory_chooser_get_type ())
G_DECLARE_FINAL_TYPE (QvTerritoryChooser, qv_territory_chooser, QV, TERRITORY_CHOOSER, GtkPopover)

GtkWidget *qv_territory_chooser_new (QvPrepareContext *context);

G_END_DECLS
