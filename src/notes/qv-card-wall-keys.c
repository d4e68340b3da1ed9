/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* How one gets about on the wall, and what is done there by key, by menu and by dragging along its edges. */

#include "config.h"

#include "qv-card-wall-private.h"
#include "qv-notes-panel-private.h"

#define EDGE 48         /* px from the edge, within which a drag scrolls */
#define EDGE_SPEED 14.0 /* px in each frame */

/* (transfer none) (nullable) */
QvCardColumn *
_qv_card_wall_get_column (QvCardWall *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns));

  while (child != NULL && index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child != NULL ? QV_CARD_COLUMN (child) : NULL;
}

/* (transfer none) (nullable): the column in which the keyboard is */
QvCardColumn *
_qv_card_wall_get_focus_column (QvCardWall *self, guint *out_index)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child;
  guint index = 0;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL && focus != NULL;
       child = gtk_widget_get_next_sibling (child), index++)
    if (gtk_widget_is_ancestor (focus, child))
      {
        if (out_index != NULL)
          *out_index = index;
        return QV_CARD_COLUMN (child);
      }
  return NULL;
}

static QvNoteRow *
find_row (GtkWidget *widget, GtkWidget *end)
{
  for (; widget != NULL && widget != end; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (QV_IS_NOTE_ROW (widget))
        return QV_NOTE_ROW (widget);
      if (QV_IS_NOTE_ROW (child))
        return QV_NOTE_ROW (child);
      if (GTK_IS_LIST_VIEW (widget))
        return NULL;
    }
  return NULL;
}

/* (transfer none) (nullable): the card on which the keyboard is */
QvNoteRow *
_qv_card_wall_get_focus_row (QvCardWall *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->columns))
             ? find_row (focus, GTK_WIDGET (self->columns))
             : NULL;
}

static gboolean
is_writing (QvCardWall *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* To the card beside, or from head to head. */
static void
step_sideways (QvCardWall *self, int step)
{
  QvNoteRow *row = _qv_card_wall_get_focus_row (self);
  QvCardColumn *column, *beside;
  graphene_rect_t bounds;
  guint index, position;

  column = _qv_card_wall_get_focus_column (self, &index);
  if (column == NULL || (step < 0 && index == 0))
    return;
  beside = _qv_card_wall_get_column (self, (guint) ((int) index + step));
  if (beside == NULL)
    return;
  qv_card_column_wake (beside);
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (column), &bounds) &&
      qv_card_column_find_at (beside, bounds.origin.y + bounds.size.height / 2.0, &position))
    qv_card_column_focus_card (beside, position, TRUE);
  else
    qv_card_column_focus_head (beside);
  _qv_card_wall_show_column (self, (guint) ((int) index + step));
}

/* The card goes to the column beside its own, with the others that are chosen if it is one of them. */
static void
move_sideways (QvCardWall *self, int step)
{
  QvNoteRow *row = _qv_card_wall_get_focus_row (self);
  QvNote *note = row != NULL ? qv_note_row_get_note (row) : NULL;
  QvCardColumn *beside;
  guint index;

  if (note == NULL || _qv_card_wall_get_focus_column (self, &index) == NULL || (step < 0 && index == 0))
    return;
  beside = _qv_card_wall_get_column (self, (guint) ((int) index + step));
  if (beside != NULL)
    _qv_notes_panel_drop_note (self->panel, qv_card_pile_get_heading (qv_card_column_get_pile (beside)),
                               note);
}

/* Between the head and the first card; the rest is the list's. */
static gboolean
step_over_edge (QvCardWall *self, guint keyval)
{
  QvCardColumn *column = _qv_card_wall_get_focus_column (self, NULL);
  QvNoteRow *row = _qv_card_wall_get_focus_row (self);

  if (column == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Down && qv_card_column_has_head_focus (column))
    return qv_card_column_focus_card (column, 0, TRUE);
  if (keyval == GDK_KEY_Up && row != NULL && row == qv_card_column_find_row (column, 0))
    {
      qv_card_column_focus_head (column);
      return TRUE;
    }
  if (keyval == GDK_KEY_End && row != NULL)
    return qv_card_column_focus_card (column, qv_card_pile_get_n_cards (qv_card_column_get_pile (column)) - 1,
                                      TRUE);
  return FALSE;
}

static gboolean
choose_head (QvCardWall *self)
{
  QvCardColumn *column = _qv_card_wall_get_focus_column (self, NULL);

  if (column == NULL || !qv_card_column_has_head_focus (column))
    return FALSE;
  qv_card_column_choose_cluster (column);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        QvCardWall *self)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int step = (keyval == GDK_KEY_Right) != is_rtl ? 1 : -1;

  modifiers &= gtk_accelerator_get_default_mod_mask ();
  if (is_writing (self) || (modifiers & ~GDK_CONTROL_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right)
    {
      if (_qv_card_wall_get_focus_column (self, NULL) == NULL)
        return GDK_EVENT_PROPAGATE;
      if (modifiers != 0)
        move_sideways (self, step);
      else
        step_sideways (self, step);
      return GDK_EVENT_STOP;
    }
  if (modifiers != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape && self->panel->link_source != QV_ID_NONE)
    return gtk_widget_activate_action (GTK_WIDGET (self->panel), "note.stop-linking", NULL);
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space)
    return choose_head (self);
  return step_over_edge (self, keyval);
}

void
_qv_card_wall_watch_keys (QvCardWall *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

static void
show_menu (QvCardWall *self, GtkWidget *widget, double x, double y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &point))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The menu is for all that is chosen if the card is among that, else for the card alone. */
static gboolean
open_menu (QvCardWall *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *column = widget != NULL ? gtk_widget_get_ancestor (widget, QV_TYPE_CARD_COLUMN) : NULL;
  QvNoteRow *row = widget != NULL ? find_row (widget, GTK_WIDGET (self)) : NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  QvId id;

  if (row != NULL)
    {
      id = qv_outline_row_get_id (qv_note_row_get_row (row));
      g_ptr_array_add (rows, qv_note_row_get_row (row));
      if (!g_hash_table_contains (qv_card_deck_get_chosen (self->deck), &id))
        _qv_notes_panel_choose_rows (self->panel, rows, QV_CARD_CHOICE_ONLY);
      gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
    }
  else if (column != NULL && qv_outline_row_get_cluster (qv_card_pile_get_heading (
                                 qv_card_column_get_pile (QV_CARD_COLUMN (column)))) != NULL)
    {
      qv_card_column_focus_head (QV_CARD_COLUMN (column));
      qv_card_column_choose_cluster (QV_CARD_COLUMN (column));
    }
  else
    return FALSE;
  show_menu (self, GTK_WIDGET (self), x, y);
  return TRUE;
}

static void
right_click_cb (GtkGestureClick *gesture, int n_press, double x, double y, QvCardWall *self)
{
  if (self->deck != NULL && open_menu (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_press_cb (GtkGestureLongPress *gesture, double x, double y, QvCardWall *self)
{
  if (self->deck != NULL)
    open_menu (self, x, y);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  QvCardWall *self = QV_CARD_WALL (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->scroll_speed);
  return G_SOURCE_CONTINUE;
}

static void
set_scroll_speed (QvCardWall *self, double speed)
{
  self->scroll_speed = speed;
  if (speed == 0.0 && self->scroll_source != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_source);
      self->scroll_source = 0;
    }
  else if (speed != 0.0 && self->scroll_source == 0)
    self->scroll_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
drag_motion_cb (GtkDropControllerMotion *controller, double x, double y, QvCardWall *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  set_scroll_speed (self, x < EDGE ? -EDGE_SPEED : x > width - EDGE ? EDGE_SPEED : 0.0);
}

static void
drag_leave_cb (QvCardWall *self)
{
  set_scroll_speed (self, 0.0);
}

void
_qv_card_wall_watch_pointer (QvCardWall *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *drag = gtk_drop_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (right_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_press_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  g_signal_connect (drag, "motion", G_CALLBACK (drag_motion_cb), self);
  g_signal_connect_swapped (drag, "leave", G_CALLBACK (drag_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), drag);
}

/* The name of the cluster that is chosen, or the words of the card. */
static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCardWall *self = QV_CARD_WALL (widget);
  QvOutlineRow *row = _qv_notes_panel_get_first (self->panel);
  QvCardColumn *column = _qv_card_wall_get_focus_column (self, NULL);
  QvNoteRow *card = _qv_card_wall_get_focus_row (self);
  QvNote *note = card != NULL ? qv_note_row_get_note (card) : NULL;

  if (column != NULL && qv_card_column_has_head_focus (column))
    qv_card_column_begin_rename (column);
  else if (note != NULL &&
           !qv_note_context_is_waiting (self->panel->context, qv_item_get_id (QV_ITEM (note))))
    qv_note_row_begin_edit (card);
  else if (row != NULL && qv_outline_row_get_cluster (row) != NULL)
    qv_card_wall_begin_rename (self, qv_outline_row_get_id (row));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCardWall *self = QV_CARD_WALL (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (_qv_card_wall_get_focus_column (self, NULL) == NULL)
    return;
  choose_head (self);
  show_menu (self, focus, gtk_widget_get_width (focus) / 2.0, gtk_widget_get_height (focus) / 2.0);
}

void
_qv_card_wall_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "note.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "note.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "note.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "note.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "note.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "note.delete", NULL);
}
