/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What can be done to the notes of the list, by menu and by key. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <glib/gi18n.h>

#include "qv-note-commands.h"
#include "qv-note-row.h"

typedef struct
{
  QvNotesPanel *panel;
  char *said;
} Applying;

static void
apply_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Applying *applying = data;
  g_autoptr (QvNotesPanel) self = applying->panel;
  g_autofree char *said = applying->said;
  g_autoptr (GError) error = NULL;

  if (!qv_store_apply_finish (QV_STORE (source), result, &error))
    g_signal_emit_by_name (self, "failed", error->message);
  else if (said != NULL)
    g_signal_emit_by_name (self, "done", said);
}

/* Writes @edit; "done" follows with what is @said of it, if anything. */
void
_qv_notes_panel_apply (QvNotesPanel *self, QvEdit *edit, const char *said)
{
  Applying *applying;

  if (edit == NULL)
    return;
  applying = g_new (Applying, 1);
  applying->panel = g_object_ref (self);
  applying->said = g_strdup (said);
  qv_store_apply_async (self->store, edit, NULL, apply_cb, applying);
}

/**
 * qv_notes_panel_reveal_note:
 * @self: a panel
 * @note: a note
 *
 * Unfolds what hides it and scrolls to it, if the filters let it through.
 */
void
qv_notes_panel_reveal_note (QvNotesPanel *self, QvId note)
{
  guint position;

  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  if (!qv_note_outline_reveal (self->outline, note, &position))
    return;
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->slice)))
    _qv_notes_panel_show_all (self);
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

  if (QV_IS_NOTE_ROW (row))
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
  if (QV_IS_NOTE_ROW (row))
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

  found = _qv_notes_panel_ref_note (self, note);
  if (found != NULL && !qv_note_context_is_waiting (self->context, note))
    _qv_notes_panel_apply (self, qv_note_delete (found), _ ("Note deleted"));
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
  g_autoptr (QvNote) found = NULL;
  const char *said;

  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  found = _qv_notes_panel_ref_note (self, note);
  if (found == NULL)
    return;
  if (geometry == NULL && territory == QV_ID_NONE)
    said = _ ("Note taken off the map");
  else
    said = qv_note_is_placed (found) ? _ ("Note moved") : _ ("Note placed");
  _qv_notes_panel_apply (self, qv_note_edit_place (found, territory, geometry), said);
}

/**
 * qv_notes_panel_focus_list:
 * @self: a panel
 *
 * Gives the keyboard to what is chosen, or to the list's first row.
 */
void
qv_notes_panel_focus_list (QvNotesPanel *self)
{
  QvOutlineRow *first;
  GtkWidget *row;

  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  first = _qv_notes_panel_get_first (self);
  row = first != NULL ? _qv_notes_panel_find_row (self, qv_outline_row_get_id (first)) : NULL;
  if (row == NULL || !gtk_widget_grab_focus (gtk_widget_get_parent (row)))
    gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);
}

void
qv_notes_panel_focus_filters (QvNotesPanel *self)
{
  g_return_if_fail (QV_IS_NOTES_PANEL (self));

  gtk_widget_child_focus (GTK_WIDGET (self->filter_bar), GTK_DIR_TAB_FORWARD);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  QvOutlineRow *row = _qv_notes_panel_get_first (self);

  if (row != NULL && qv_outline_row_get_cluster (row) != NULL)
    _qv_notes_panel_begin_rename (self, qv_outline_row_get_id (row));
  else
    qv_notes_panel_begin_edit (self, qv_notes_panel_get_selected_note (self));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  g_autofree char *said = NULL;

  if (notes->len == 0)
    return;
  said = g_strdup_printf (ngettext ("%u note deleted", "%u notes deleted", notes->len), notes->len);
  _qv_notes_panel_apply (self, qv_notes_delete (notes), notes->len > 1 ? said : _ ("Note deleted"));
}

static void
place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  g_signal_emit_by_name (self, "place-note", qv_notes_panel_get_selected_note (self));
}

static void
project_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);

  g_signal_emit_by_name (self, "project-note", qv_notes_panel_get_selected_note (self));
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
  QvOutlineRow *first = _qv_notes_panel_get_first (self);
  GtkWidget *row = first != NULL ? _qv_notes_panel_find_row (self, qv_outline_row_get_id (first)) : NULL;

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
  gtk_widget_class_install_action (widget_class, "note.project", NULL, project_action);
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
  QvOutlineRow *row = _qv_notes_panel_get_first (self);
  QvNote *note = row != NULL ? qv_outline_row_get_note (row) : NULL;
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  gboolean is_one = notes->len == 1 && note == notes->pdata[0];

  _qv_notes_panel_allow (self, "note.edit",
                         (is_one && !qv_note_is_veiled (note)) || (row != NULL && note == NULL));
  _qv_notes_panel_allow (self, "note.delete", notes->len > 0);
  _qv_notes_panel_allow (self, "note.place", is_one);
  _qv_notes_panel_allow (self, "note.unplace", is_one && qv_note_is_placed (note));
  /* What is veiled or put aside is not for the room. */
  _qv_notes_panel_allow (self, "note.project",
                         is_one && !qv_note_is_veiled (note) &&
                             qv_item_get_int (QV_ITEM (note), QV_NOTE_PARKED) == 0);
  _qv_notes_panel_allow (self, "note.menu", row != NULL);
  _qv_notes_panel_allow (self, "notes.search", self->store != NULL);
  _qv_notes_panel_allow (self, "notes.clear-filters", self->store != NULL);
  if (self->store == NULL)
    return;
  _qv_notes_panel_update_weaving (self);
  _qv_notes_panel_update_composing (self);
  _qv_notes_panel_update_evidence (self);
  _qv_notes_panel_update_words (self);
}
