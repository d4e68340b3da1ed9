/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What can be done to the notes of the list, by menu and by key. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <glib/gi18n.h>

#include "qv-note-commands.h"
#include "qv-note-row.h"

/* The note at @out_position of what is shown, or NULL. */
QvNote *
_qv_notes_panel_find_note (QvNotesPanel *self, QvId note, guint *out_position)
{
  guint n = self->shown != NULL ? g_list_model_get_n_items (self->shown) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->shown, i);

      if (QV_IS_NOTE (item) && qv_item_get_id (QV_ITEM (item)) == note)
        {
          if (out_position != NULL)
            *out_position = i;
          return QV_NOTE (g_steal_pointer (&item));
        }
    }
  return NULL;
}

GtkWidget *
_qv_notes_panel_find_row (QvNotesPanel *self, QvId note)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = gtk_list_item_get_child (g_ptr_array_index (self->rows, i));
      QvNote *shown = qv_note_row_get_note (QV_NOTE_ROW (row));

      if (shown != NULL && qv_item_get_id (QV_ITEM (shown)) == note)
        return row;
    }
  return NULL;
}

typedef struct
{
  QvNotesPanel *panel;
  char *label;
  gboolean tell;
} Applying;

static void
apply_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Applying *applying = data;
  g_autoptr (QvNotesPanel) self = applying->panel;
  g_autofree char *label = applying->label;
  g_autoptr (GError) error = NULL;

  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    g_signal_emit_by_name (self, "failed", error->message);
  else if (applying->tell)
    g_signal_emit_by_name (self, "done", label);
}

/* Writes @edit; with @tell, "done" follows. */
void
_qv_notes_panel_apply (QvNotesPanel *self, QvEdit *edit, gboolean tell)
{
  Applying *applying;

  if (edit == NULL)
    return;
  applying = g_new (Applying, 1);
  applying->panel = g_object_ref (self);
  applying->label = g_strdup (edit->label);
  applying->tell = tell;
  qv_store_apply_async (self->store, edit, NULL, apply_cb, applying);
}

/**
 * qv_notes_panel_reveal_note:
 * @self: a panel
 * @note: a note
 *
 * Scrolls to it if the filters let it through.
 */
void
qv_notes_panel_reveal_note (QvNotesPanel *self, QvId note)
{
  g_autoptr (QvNote) found = NULL;
  guint position;

  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  found = _qv_notes_panel_find_note (self, note, &position);
  if (found != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

typedef struct
{
  QvNotesPanel *panel;
  QvId note;
} Editing;

static void
free_editing (gpointer data)
{
  Editing *editing = data;

  g_object_unref (editing->panel);
  g_free (editing);
}

/* The row of a note far down exists only after the list has scrolled to it. */
static gboolean
begin_edit_cb (gpointer data)
{
  Editing *editing = data;
  GtkWidget *row = _qv_notes_panel_find_row (editing->panel, editing->note);

  if (row != NULL)
    qv_note_row_begin_edit (QV_NOTE_ROW (row));
  return G_SOURCE_REMOVE;
}

/**
 * qv_notes_panel_begin_edit:
 * @self: a panel
 * @note: a note
 *
 * Lets its words be changed in its row.
 */
void
qv_notes_panel_begin_edit (QvNotesPanel *self, QvId note)
{
  GtkWidget *row;
  Editing *editing;

  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  if (qv_note_context_is_waiting (self->context, note))
    return;
  qv_notes_panel_set_selected_note (self, note);
  row = _qv_notes_panel_find_row (self, note);
  if (row != NULL)
    {
      qv_note_row_begin_edit (QV_NOTE_ROW (row));
      return;
    }
  qv_notes_panel_reveal_note (self, note);
  editing = g_new (Editing, 1);
  editing->panel = g_object_ref (self);
  editing->note = note;
  g_timeout_add_full (G_PRIORITY_DEFAULT, 50, begin_edit_cb, editing, free_editing);
}

/**
 * qv_notes_panel_delete_note:
 * @self: a panel
 * @note: a note
 */
void
qv_notes_panel_delete_note (QvNotesPanel *self, QvId note)
{
  g_autoptr (QvNote) found = NULL;

  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  found = _qv_notes_panel_find_note (self, note, NULL);
  if (found != NULL && !qv_note_context_is_waiting (self->context, note))
    _qv_notes_panel_apply (self, qv_note_delete (found), TRUE);
}

/**
 * qv_notes_panel_place_note:
 * @self: a panel
 * @note: a note
 * @territory: what it lies in, or %QV_ID_NONE
 * @geometry: (nullable): where; %NULL with no @territory takes it off the map
 *
 * Writes both in one edit.
 */
void
qv_notes_panel_place_note (QvNotesPanel *self, QvId note, QvId territory, QvGeometry *geometry)
{
  guint n;

  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  /* The note may be hidden by a filter and still be on the map. */
  n = g_list_model_get_n_items (self->all);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvNote) item = g_list_model_get_item (self->all, i);

      if (qv_item_get_id (QV_ITEM (item)) == note)
        {
          _qv_notes_panel_apply (self, qv_note_edit_place (item, territory, geometry), TRUE);
          return;
        }
    }
}

void
qv_notes_panel_focus_list (QvNotesPanel *self)
{
  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);
}

void
qv_notes_panel_focus_filters (QvNotesPanel *self)
{
  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  gtk_widget_child_focus (GTK_WIDGET (self->filter_bar), GTK_DIR_TAB_FORWARD);
}

/* Shows the menu of the selected note over @row. */
void
_qv_notes_panel_show_menu (QvNotesPanel *self, GtkWidget *row, double x, double y)
{
  graphene_point_t point;
  GdkRectangle rectangle;

  if (!gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  rectangle = (GdkRectangle){ (int) point.x, (int) point.y, 1, 1 };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &rectangle);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  qv_notes_panel_begin_edit (self, qv_notes_panel_get_selected_note (self));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  qv_notes_panel_delete_note (self, qv_notes_panel_get_selected_note (self));
}

static void
place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  g_signal_emit_by_name (self, "place-note", qv_notes_panel_get_selected_note (self));
}

static void
unplace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  qv_notes_panel_place_note (self, qv_notes_panel_get_selected_note (self), QV_ID_NONE, NULL);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  GtkWidget *row = _qv_notes_panel_find_row (self, qv_notes_panel_get_selected_note (self));

  if (row != NULL)
    _qv_notes_panel_show_menu (self, row, gtk_widget_get_width (row) / 2.0,
                               gtk_widget_get_height (row) / 2.0);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_filters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  qv_note_filter_clear (self->filter);
  gtk_toggle_button_set_active (self->search_button, FALSE);
}

void
_qv_notes_panel_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "note.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "note.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "note.place", NULL, place_action);
  gtk_widget_class_install_action (widget_class, "note.unplace", NULL, unplace_action);
  gtk_widget_class_install_action (widget_class, "note.menu", NULL, menu_action);
  gtk_widget_class_install_property_action (widget_class, "note.kind", "note-kind");
  gtk_widget_class_install_property_action (widget_class, "note.helix", "note-helix");
  gtk_widget_class_install_action (widget_class, "notes.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "notes.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_property_action (widget_class, "notes.order", "order");
}

/* The one place that says what is possible now. */
void
_qv_notes_panel_update_actions (QvNotesPanel *self)
{
  QvId id = qv_notes_panel_get_selected_note (self);
  g_autoptr (QvNote) note = id != QV_ID_NONE ? _qv_notes_panel_find_note (self, id, NULL) : NULL;
  gboolean is_written = note != NULL && !qv_note_context_is_waiting (self->context, id);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.edit", is_written);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.delete", is_written);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.place", is_written);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.unplace", is_written && qv_note_is_placed (note));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.menu", note != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notes.search", self->store != NULL);
}
