/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "qv-store.h"

G_BEGIN_DECLS

typedef enum
{
  QV_AGENDA_PANEL_FULL,
  QV_AGENDA_PANEL_RAIL,
} QvAgendaPanelForm;

/**
 * QvAgendaPanel:
 *
 * The clock of the workshop and its agenda. Actions: clock.start, clock.toggle, clock.next,
 * clock.give (int32 minutes), clock.shorten, clock.end, clock.reopen.
 *
 * Signals: "done" (string) with what was done and can be undone, "failed" (string) with a sentence, "form-wanted" (int form) when the
 * rail is to be opened or the panel folded, "step-changed" (int64 step).
 */
#define QV_TYPE_AGENDA_PANEL (qv_agenda_panel_get_type ())
G_DECLARE_FINAL_TYPE (QvAgendaPanel, qv_agenda_panel, QV, AGENDA_PANEL, GtkWidget)

void qv_agenda_panel_set_session (QvAgendaPanel *self, QvStore *store, QvSession *session, GListModel *steps, GListModel *turns);
void qv_agenda_panel_set_round_table (QvAgendaPanel *self, QvId round_table);
void qv_agenda_panel_set_silent  (QvAgendaPanel *self, const char *silent);
void qv_agenda_panel_set_low     (QvAgendaPanel *self, gboolean is_low);
void qv_agenda_panel_set_form    (QvAgendaPanel *self, QvAgendaPanelForm form);
QvAgendaPanelForm qv_agenda_panel_get_form (QvAgendaPanel *self);
gboolean qv_agenda_panel_speak   (QvAgendaPanel *self, QvHelix helix, QvId participant);
void qv_agenda_panel_do          (QvAgendaPanel *self, const char *action, int minutes);

G_END_DECLS
