/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-notes-panel.h"

G_BEGIN_DECLS

/**
 * QvCardWall:
 *
 * The notes of a session as cards on a wall, one column for each cluster. It shows what the panel shows and chooses what the panel
 * chooses; what is done to a card is done by the panel.
 *
 * Actions: those of the panel, of which note.edit and note.menu are for what is on the wall.
 */
#define QV_TYPE_CARD_WALL (qv_card_wall_get_type ())
G_DECLARE_FINAL_TYPE (QvCardWall, qv_card_wall, QV, CARD_WALL, GtkWidget)

void       qv_card_wall_set_panel    (QvCardWall *self, QvNotesPanel *panel);
gboolean   qv_card_wall_is_used      (QvCardWall *self);
void       qv_card_wall_begin_rename (QvCardWall *self, QvId cluster);

G_END_DECLS
