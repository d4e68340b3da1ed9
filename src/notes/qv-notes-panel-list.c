/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The rows of the list: what they show, what is clicked, and what is dropped on them. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include "qv-note-commands.h"
#include "qv-note-weaving.h"

/* (transfer none) (nullable): the row of a note or cluster, if it is near what is seen. */
GtkWidget *
_qv_notes_panel_find_row (QvNotesPanel *self, QvId id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      QvOutlineRow *row = gtk_list_item_get_item (g_ptr_array_index (self->rows, i));

      if (row != NULL && qv_outline_row_get_id (row) == id)
        return gtk_list_item_get_child (g_ptr_array_index (self->rows, i));
    }
  return NULL;
}

/* Lets @popover, a child of the panel, point to the row of a note or cluster, if it is near what is seen. */
void
_qv_notes_panel_point_to (QvNotesPanel *self, GtkWidget *popover, QvId id)
{
  GtkWidget *row = _qv_notes_panel_find_row (self, id);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                  (int) bounds.size.width, (int) bounds.size.height });
}

static QvOutlineRow *
get_row (GtkWidget *widget)
{
  return QV_IS_NOTE_ROW (widget)      ? qv_note_row_get_row (QV_NOTE_ROW (widget))
         : QV_IS_CLUSTER_ROW (widget) ? qv_cluster_row_get_row (QV_CLUSTER_ROW (widget))
                                      : NULL;
}

/* What lies at a point of the list, or NULL. */
static GtkWidget *
pick_row (QvNotesPanel *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self->list_view))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (QV_IS_NOTE_ROW (widget) || QV_IS_CLUSTER_ROW (widget))
        return widget;
      if (QV_IS_NOTE_ROW (child) || QV_IS_CLUSTER_ROW (child))
        return child;
      widget = gtk_widget_get_parent (widget);
    }
  return NULL;
}

static void
edited_cb (QvNoteRow *row, const char *text, QvNotesPanel *self)
{
  QvNote *note = qv_note_row_get_note (row);

  if (note != NULL)
    _qv_notes_panel_apply (self, qv_note_edit_text (note, text), NULL);
}

static void
place_clicked_cb (QvNoteRow *row, QvNotesPanel *self)
{
  QvNote *note = qv_note_row_get_note (row);

  if (note != NULL)
    g_signal_emit_by_name (self, "place-note", qv_item_get_id (QV_ITEM (note)));
}

static void
toggled_cb (GtkWidget *widget, QvNotesPanel *self)
{
  QvOutlineRow *row = get_row (widget);

  if (row != NULL)
    qv_note_outline_set_expanded (self->outline, qv_outline_row_get_id (row),
                                  !qv_outline_row_get_look (row)->is_expanded);
}

static void
renamed_cb (QvClusterRow *row, const char *name, QvNotesPanel *self)
{
  QvCluster *cluster = qv_outline_row_get_cluster (qv_cluster_row_get_row (row));

  if (cluster != NULL)
    _qv_notes_panel_apply (self, qv_cluster_rename (cluster, name), NULL);
}

/* Shows the menu of what is chosen over @row. */
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

/* The menu is for all that is chosen if the row is among that, else for the row alone. */
static gboolean
open_menu (QvNotesPanel *self, GtkWidget *widget, double x, double y)
{
  QvOutlineRow *row = get_row (widget);
  guint position;

  if (row == NULL || !qv_note_outline_find (self->outline, qv_outline_row_get_id (row), &position))
    return FALSE;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    _qv_notes_panel_choose (self, qv_outline_row_get_id (row));
  _qv_notes_panel_show_menu (self, widget, x, y);
  return TRUE;
}

static void
right_click_cb (GtkGestureClick *gesture, int n_press, double x, double y, QvNotesPanel *self)
{
  GtkWidget *row = pick_row (self, x, y);
  graphene_point_t point;

  if (row != NULL &&
      gtk_widget_compute_point (GTK_WIDGET (self->list_view), row,
                                &GRAPHENE_POINT_INIT ((float) x, (float) y), &point) &&
      open_menu (self, row, point.x, point.y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_press_cb (GtkGestureLongPress *gesture, double x, double y, QvNotesPanel *self)
{
  open_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
watch_touch (QvNotesPanel *self, GtkWidget *row)
{
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_press_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (press));
}

/* Returns: (transfer floating): a row that writes what is changed in it */
GtkWidget *
_qv_notes_panel_make_note_row (QvNotesPanel *self)
{
  GtkWidget *row = qv_note_row_new (self->context);

  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, 0);
  g_signal_connect_object (row, "place-clicked", G_CALLBACK (place_clicked_cb), self, 0);
  return row;
}

/* Returns: (transfer floating): a row that writes the name that it is given */
GtkWidget *
_qv_notes_panel_make_cluster_row (QvNotesPanel *self)
{
  GtkWidget *row = qv_cluster_row_new ();

  g_signal_connect_object (row, "renamed", G_CALLBACK (renamed_cb), self, 0);
  return row;
}

static void
set_child (QvNotesPanel *self, GtkListItem *list_item, GtkWidget *row)
{
  watch_touch (self, row);
  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, QvNotesPanel *self)
{
  QvOutlineRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  gboolean has_id = qv_outline_row_get_id (row) != QV_ID_NONE;

  if (qv_outline_row_get_kind (row) == QV_OUTLINE_NOTE)
    {
      if (!QV_IS_NOTE_ROW (child))
        set_child (self, list_item, _qv_notes_panel_make_note_row (self));
      qv_note_row_set_row_asleep (QV_NOTE_ROW (gtk_list_item_get_child (list_item)), row);
      _qv_notes_panel_queue_wake (self);
    }
  else
    {
      if (!QV_IS_CLUSTER_ROW (child))
        set_child (self, list_item, _qv_notes_panel_make_cluster_row (self));
      qv_cluster_row_set_row (QV_CLUSTER_ROW (gtk_list_item_get_child (list_item)), row);
    }
  /* A heading is chosen like a row, though nothing can be done with it: the arrows stop before a row that
   * cannot be. */
  gtk_list_item_set_activatable (list_item, has_id);
  _qv_notes_panel_host_composer (self, gtk_list_item_get_child (list_item), row);
  g_ptr_array_add (self->rows, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, QvNotesPanel *self)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  g_ptr_array_remove_fast (self->rows, list_item);
  if (self->drop_row == child)
    self->drop_row = NULL;
  _qv_notes_panel_host_composer (self, child, NULL);
  if (QV_IS_NOTE_ROW (child))
    qv_note_row_set_row (QV_NOTE_ROW (child), NULL);
  else if (QV_IS_CLUSTER_ROW (child))
    qv_cluster_row_set_row (QV_CLUSTER_ROW (child), NULL);
}

static void
activate_cb (GtkListView *view, guint position, QvNotesPanel *self)
{
  g_autoptr (QvOutlineRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  QvId id = row != NULL ? qv_outline_row_get_id (row) : QV_ID_NONE;

  if (row == NULL || id == QV_ID_NONE || _qv_notes_panel_link_to (self, row))
    return;
  if (qv_outline_row_get_kind (row) == QV_OUTLINE_NOTE)
    qv_notes_panel_begin_edit (self, id);
  else
    qv_note_outline_set_expanded (self->outline, id, !qv_outline_row_get_look (row)->is_expanded);
}

/* The keyboard goes to what is chosen, or to where it was; else the first note is chosen. */
static gboolean
enter_cb (QvNotesPanel *self)
{
  QvOutlineRow *chosen = _qv_notes_panel_get_first (self);
  GtkWidget *row = chosen != NULL ? _qv_notes_panel_find_row (self, qv_outline_row_get_id (chosen)) : NULL;
  guint n = self->selection != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;

  if (row != NULL)
    return gtk_widget_grab_focus (gtk_widget_get_parent (row));
  if (chosen != NULL)
    return gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvOutlineRow) first = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      QvId id = qv_outline_row_get_id (first);

      if (id == QV_ID_NONE)
        continue;
      _qv_notes_panel_choose (self, id);
      row = _qv_notes_panel_find_row (self, id);
      return row != NULL && gtk_widget_grab_focus (gtk_widget_get_parent (row));
    }
  return FALSE;
}

/* → and ← unfold and fold; Escape gives up linking. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        QvNotesPanel *self)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  QvOutlineRow *row = _qv_notes_panel_get_first (self);

  if (keyval == GDK_KEY_Escape && self->link_source != QV_ID_NONE)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "note.stop-linking", NULL);
      return GDK_EVENT_STOP;
    }
  if ((keyval != GDK_KEY_Left && keyval != GDK_KEY_Right) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || row == NULL ||
      !qv_outline_row_get_look (row)->has_more)
    return GDK_EVENT_PROPAGATE;
  qv_note_outline_set_expanded (self->outline, qv_outline_row_get_id (row),
                                (keyval == GDK_KEY_Right) != is_rtl);
  return GDK_EVENT_STOP;
}

static void
set_drop_row (QvNotesPanel *self, GtkWidget *row)
{
  if (self->drop_row == row)
    return;
  if (self->drop_row != NULL)
    gtk_widget_remove_css_class (self->drop_row, "drop");
  self->drop_row = row;
  if (row != NULL)
    gtk_widget_add_css_class (row, "drop");
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, QvNotesPanel *self)
{
  GtkWidget *widget = pick_row (self, x, y);
  QvOutlineRow *row = widget != NULL ? get_row (widget) : NULL;
  const GValue *value = gtk_drop_target_get_value (target);
  QvNote *dragged = value != NULL && G_VALUE_HOLDS (value, QV_TYPE_NOTE) ? g_value_get_object (value) : NULL;

  if (row == NULL || qv_outline_row_get_kind (row) == QV_OUTLINE_UNPLACED ||
      (dragged != NULL && qv_outline_row_get_note (row) == dragged))
    widget = NULL;
  set_drop_row (self, widget);
  return widget != NULL ? GDK_ACTION_COPY : 0;
}

static void
drop_leave_cb (GtkDropTarget *target, QvNotesPanel *self)
{
  set_drop_row (self, NULL);
}

static gboolean
is_among (GPtrArray *notes, QvNote *note)
{
  return g_ptr_array_find (notes, note, NULL);
}

/* What is dragged: the note, with the others that are chosen if it is one of them. */
static GPtrArray *
list_dragged (QvNotesPanel *self, QvNote *note)
{
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  if (!is_among (notes, note))
    {
      g_ptr_array_set_size (notes, 0);
      if (!qv_note_context_is_waiting (self->context, qv_item_get_id (QV_ITEM (note))))
        g_ptr_array_add (notes, g_object_ref (note));
    }
  return g_steal_pointer (&notes);
}

/* @note was dropped on @row, the row of a note or the head of what it goes to. */
gboolean
_qv_notes_panel_drop_note (QvNotesPanel *self, QvOutlineRow *row, QvNote *note)
{
  g_autoptr (GPtrArray) notes = list_dragged (self, note);
  QvNote *onto = qv_outline_row_get_note (row);
  QvId cluster;

  if (notes->len == 0 || note == onto)
    return FALSE;
  if (qv_outline_row_get_kind (row) == QV_OUTLINE_PARKED)
    {
      _qv_notes_panel_park (self, notes, TRUE);
      return TRUE;
    }
  if (qv_outline_row_get_kind (row) == QV_OUTLINE_APART)
    {
      _qv_notes_panel_leave (self, notes);
      return TRUE;
    }
  if (onto == NULL)
    {
      _qv_notes_panel_join (self, qv_outline_row_get_id (row), notes);
      return TRUE;
    }
  cluster = qv_item_get_int (QV_ITEM (onto), QV_NOTE_CLUSTER);
  if (cluster != QV_ID_NONE && !is_among (notes, onto))
    _qv_notes_panel_join (self, cluster, notes);
  else
    {
      if (!is_among (notes, onto))
        g_ptr_array_insert (notes, 0, g_object_ref (onto));
      _qv_notes_panel_group (self, notes);
    }
  return TRUE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QvNotesPanel *self)
{
  GtkWidget *widget = pick_row (self, x, y);
  QvOutlineRow *row = widget != NULL ? get_row (widget) : NULL;

  set_drop_row (self, NULL);
  if (row == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, QV_TYPE_NOTE))
    return _qv_notes_panel_drop_note (self, row, g_value_get_object (value));
  if (qv_outline_row_get_note (row) == NULL)
    return FALSE;
  _qv_notes_panel_drop_indicator (self, qv_outline_row_get_note (row), g_value_get_object (value));
  return TRUE;
}

void
_qv_notes_panel_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
}

void
_qv_notes_panel_set_up_list (QvNotesPanel *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_drop_target_set_gtypes (target, (GType[]){ QV_TYPE_NOTE, QV_TYPE_INDICATOR }, 2);
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (target));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), key);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (right_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (click));
}
