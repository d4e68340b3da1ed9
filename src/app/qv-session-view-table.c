/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The clock, the agenda and the balance of the Table view. */

#include "config.h"

#include "qv-session-view-private.h"

#include <glib/gi18n.h>

#include "qv-wording.h"

/* The floor is given to a seat that has not been heard. */
void
_qv_session_view_seat_chosen_cb (QvSessionView *self, int helix, int seat)
{
  qv_capture_set_speaker (self->capture, (QvHelix) helix, seat);
  qv_capture_focus_entry (self->capture);
}

/* What is captured belongs to the step during which it was said. */
void
_qv_session_view_step_changed_cb (QvSessionView *self, QvId step)
{
  qv_capture_set_step (self->capture, step);
}

/* Wide enough for the whole agenda, unless it was folded; a rail elsewhere, unless it was opened. */
void
_qv_session_view_show_agenda (QvSessionView *self)
{
  QvAgendaPanelForm form = self->form == QV_SESSION_FORM_WIDE || self->form == QV_SESSION_FORM_NARROW
                               ? QV_AGENDA_PANEL_FULL
                               : QV_AGENDA_PANEL_RAIL;

  if (self->agenda_wanted >= 0 && self->form != QV_SESSION_FORM_NARROW)
    form = (QvAgendaPanelForm) self->agenda_wanted;
  qv_agenda_panel_set_form (self->agenda_panel, form);
}

void
_qv_session_view_agenda_form_cb (QvSessionView *self, int form)
{
  self->agenda_wanted = form;
  _qv_session_view_show_agenda (self);
  _qv_session_view_queue_keep (self);
}

static void
clock_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);

  qv_agenda_panel_do (self->agenda_panel, name + strlen ("session.clock-"), 5);
}

static void
agenda_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);

  if (self->form == QV_SESSION_FORM_NARROW)
    adw_view_stack_set_visible_child_name (self->stack, "agenda");
  else
    _qv_session_view_agenda_form_cb (self,
                                     qv_agenda_panel_get_form (self->agenda_panel) == QV_AGENDA_PANEL_RAIL
                                         ? QV_AGENDA_PANEL_FULL
                                         : QV_AGENDA_PANEL_RAIL);
}

/* F7: the one who is chosen in the entry has the floor, or gives it back. */
static void
speak_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);
  g_autofree char *who = NULL;
  g_autofree char *status = NULL;
  QvHelix helix;
  QvId participant;

  if (!_qv_session_view_is_on_table (self))
    return;
  qv_capture_get_speaker (self->capture, &helix, &participant);
  if (!qv_agenda_panel_speak (self->agenda_panel, helix, participant))
    {
      qv_capture_say (self->capture, _ ("Nobody has the floor."));
      return;
    }
  who = qv_wording_for_seat (helix, qv_note_context_get_seat (self->context, participant));
  /* Translators: a speaking turn has begun: "Has the floor: Residents, seat 2" */
  status = g_strdup_printf (_ ("Has the floor: %s"), who);
  qv_capture_say (self->capture, status);
}

/* Before any entry and any list, where F7 would hide the cursor and Ctrl+Page Down would move it. */
void
_qv_session_view_watch_keys (QvSessionView *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_F7, 0, "session.speak" },
    { GDK_KEY_F8, 0, "session.clock-toggle" },
    { GDK_KEY_F8, GDK_SHIFT_MASK, "session.clock-give" },
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "session.clock-next" },
    { GDK_KEY_KP_Page_Down, GDK_CONTROL_MASK, "session.clock-next" },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "session.clock-previous" },
    { GDK_KEY_KP_Page_Up, GDK_CONTROL_MASK, "session.clock-previous" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key,
                                                                                    keys[i].modifiers),
                                                            gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
_qv_session_view_install_table_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "session.speak", NULL, speak_action);
  gtk_widget_class_install_action (widget_class, "session.agenda", NULL, agenda_action);
  gtk_widget_class_install_action (widget_class, "session.clock-toggle", NULL, clock_key);
  gtk_widget_class_install_action (widget_class, "session.clock-give", NULL, clock_key);
  gtk_widget_class_install_action (widget_class, "session.clock-next", NULL, clock_key);
  gtk_widget_class_install_action (widget_class, "session.clock-previous", NULL, clock_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "session.agenda", NULL);
}
