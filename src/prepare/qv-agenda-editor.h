/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-prepare-context.h"

G_BEGIN_DECLS

/**
 * QvAgendaEditor:
 *
 * The agenda of a session that is prepared: its steps in order, with the times that follow.
 */
#define QV_TYPE_AGENDA_EDITOR (qv_agenda_editor_get_type ())
G_DECLARE_FINAL_TYPE (QvAgendaEditor, qv_agenda_editor, QV, AGENDA_EDITOR, GtkBox)

GtkWidget *qv_agenda_editor_new (QvPrepareContext *context);
void       qv_agenda_editor_do  (QvAgendaEditor *self, const char *action);

G_END_DECLS
