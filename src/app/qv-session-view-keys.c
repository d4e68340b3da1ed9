/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* The keys of a session, and what they do. */

#include "config.h"

#include "qv-session-view-private.h"

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qv_session_view_undo (QV_SESSION_VIEW (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qv_session_view_redo (QV_SESSION_VIEW (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);

  if (!_qv_session_view_is_on_table (self))
    return;
  g_object_set (self, "notes-shown", TRUE, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->notes_panel), "notes.search", NULL);
}

static void
place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);

  if (_qv_session_view_is_on_table (self))
    qv_capture_open_place (self->capture);
}

static gboolean
contains_focus (QvSessionView *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* F6: entry → notes → map → entry. Elsewhere there is nothing to go to. */
static void
next_panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvSessionView *self = QV_SESSION_VIEW (widget);

  if (!_qv_session_view_is_on_table (self))
    return;
  if (contains_focus (self, GTK_WIDGET (self->capture)))
    {
      g_object_set (self, "notes-shown", TRUE, NULL);
      qv_notes_panel_focus_filters (self->notes_panel);
    }
  else if (contains_focus (self, GTK_WIDGET (self->notes_panel)))
    {
      adw_view_stack_set_visible_child_name (self->stack, "map");
      gtk_widget_child_focus (gtk_stack_get_visible_child (self->map_stack), GTK_DIR_TAB_FORWARD);
    }
  else
    qv_capture_focus_entry (self->capture);
}

void
_qv_session_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "session.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "session.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "session.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "session.place", NULL, place_action);
  gtk_widget_class_install_action (widget_class, "session.next-panel", NULL, next_panel_action);
  gtk_widget_class_install_property_action (widget_class, "session.notes", "notes-shown");
  gtk_widget_class_install_property_action (widget_class, "session.drawer", "drawer-shown");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "session.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "session.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "session.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "session.place", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "session.drawer", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, GDK_SHIFT_MASK, "session.notes", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "session.next-panel", NULL);
  _qv_session_view_install_table_actions (widget_class);
  _qv_session_view_install_commitments (widget_class);
  _qv_session_view_install_tables (widget_class);
  _qv_session_view_install_projector_keys (widget_class);
}

/**
 * qv_session_view_use_settings:
 * @self: a view
 * @settings: those of the program
 *
 * Takes the keys that say who speaks from @settings, now and whenever they change.
 */
void
qv_session_view_use_settings (QvSessionView *self, GSettings *settings)
{
  g_return_if_fail (QV_IS_SESSION_VIEW (self));

  g_settings_bind (settings, "helix-keys", self->capture, "helix-keys", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "helix-keys", self->notes_panel, "helix-keys", G_SETTINGS_BIND_GET);
}
