/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-session-entry.h"

G_BEGIN_DECLS

/**
 * QvRunningCard:
 *
 * The session that runs now, with a picture of its map and the way back to it.
 */
#define QV_TYPE_RUNNING_CARD (qv_running_card_get_type ())
G_DECLARE_FINAL_TYPE (QvRunningCard, qv_running_card, QV, RUNNING_CARD, GtkWidget)

GtkWidget *qv_running_card_new       (void);
void       qv_running_card_set_entry (QvRunningCard *self, QvSessionEntry *entry, QvStore *store);

G_END_DECLS
