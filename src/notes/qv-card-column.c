/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* A column of the wall. Its list gets cards as they come near what is seen, a few in each frame. */

#include "config.h"

#include "qv-card-column.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-notes-panel-private.h"

#define CARDS_AT_FIRST 5
#define CARDS_PER_FRAME 1
#define CARDS_AT_ONCE 200 /* that GTK makes, whatever the list's length */

struct _QvCardColumn
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *empty;
  GtkWidget *scroller;
  GtkListView *list_view;

  QvNotesPanel *panel;
  QvNoteOutline *outline;
  QvCardPile *pile;
  GPtrArray *rows;        /* (element-type GtkListItem) bound now, unowned */
  GtkWidget *drop_widget; /* (nullable), unowned: what a drag is over */
  guint grow_source;
};

G_DEFINE_FINAL_TYPE (QvCardColumn, qv_card_column, GTK_TYPE_WIDGET)

/* Whether the end of what has been let in is less than a page away. */
static gboolean
needs_more (QvCardColumn *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  guint limit = qv_card_pile_get_limit (self->pile);

  return limit > 0 && limit < qv_card_pile_get_n_cards (self->pile) &&
         gtk_adjustment_get_value (adjustment) + 2 * gtk_adjustment_get_page_size (adjustment) >
             gtk_adjustment_get_upper (adjustment);
}

static gboolean
grow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  QvCardColumn *self = QV_CARD_COLUMN (widget);
  guint limit = qv_card_pile_get_limit (self->pile) + CARDS_PER_FRAME;

  if (needs_more (self))
    {
      qv_card_pile_set_limit (self->pile, limit > CARDS_AT_ONCE ? G_MAXUINT : limit);
      return G_SOURCE_CONTINUE;
    }
  self->grow_source = 0;
  return G_SOURCE_REMOVE;
}

static void
grow (QvCardColumn *self)
{
  if (self->grow_source == 0 && needs_more (self))
    self->grow_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static void
toggled_cb (QvNoteRow *row, QvCardColumn *self)
{
  QvOutlineRow *shown = qv_note_row_get_row (row);

  if (shown != NULL)
    qv_note_outline_set_expanded (self->outline, qv_outline_row_get_id (shown),
                                  !qv_outline_row_get_look (shown)->is_expanded);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, QvCardColumn *self)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  if (child == NULL)
    {
      child = _qv_notes_panel_make_note_row (self->panel);
      qv_note_row_set_card (QV_NOTE_ROW (child));
      g_signal_connect_object (child, "toggled", G_CALLBACK (toggled_cb), self, 0);
      gtk_list_item_set_child (list_item, child);
    }
  qv_note_row_set_row (QV_NOTE_ROW (child), gtk_list_item_get_item (list_item));
  g_ptr_array_add (self->rows, list_item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, QvCardColumn *self)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  g_ptr_array_remove_fast (self->rows, list_item);
  if (self->drop_widget == child)
    self->drop_widget = NULL;
  qv_note_row_set_row (QV_NOTE_ROW (child), NULL);
}

/* Enter chooses a card; one that is chosen is edited, as in the list. */
static void
activate_cb (GtkListView *view, guint position, QvCardColumn *self)
{
  g_autoptr (QvOutlineRow) row = g_list_model_get_item (G_LIST_MODEL (self->pile), position);
  QvNoteRow *card = qv_card_column_find_row (self, position);

  if (row == NULL || _qv_notes_panel_link_to (self->panel, row))
    return;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->pile), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->pile), position, TRUE);
  else if (card != NULL && !qv_note_context_is_waiting (self->panel->context, qv_outline_row_get_id (row)))
    qv_note_row_begin_edit (card);
}

static void
set_drop_widget (QvCardColumn *self, GtkWidget *widget)
{
  if (self->drop_widget == widget)
    return;
  if (self->drop_widget != NULL)
    gtk_widget_remove_css_class (self->drop_widget, "drop");
  self->drop_widget = widget;
  if (widget != NULL)
    gtk_widget_add_css_class (widget, "drop");
}

static GtkWidget *
pick_card (QvCardColumn *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (QV_IS_NOTE_ROW (widget))
        return widget;
      if (QV_IS_NOTE_ROW (child))
        return child;
      widget = gtk_widget_get_parent (widget);
    }
  return NULL;
}

/* A note goes to the column, or together with a card of no cluster; a figure goes to a card. */
static GtkWidget *
find_target (QvCardColumn *self, const GValue *value, double x, double y)
{
  GtkWidget *card = pick_card (self, x, y);
  QvOutlineType type = qv_outline_row_get_kind (qv_card_pile_get_heading (self->pile));
  QvNote *note;

  if (value == NULL)
    return NULL;
  if (!G_VALUE_HOLDS (value, QV_TYPE_NOTE))
    return card;
  note = g_value_get_object (value);
  if (card != NULL && type == QV_OUTLINE_APART)
    return qv_note_row_get_note (QV_NOTE_ROW (card)) != note ? card : NULL;
  return qv_card_pile_find (self->pile, qv_item_get_id (QV_ITEM (note)), NULL) ? NULL : GTK_WIDGET (self);
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, QvCardColumn *self)
{
  GtkWidget *widget = find_target (self, gtk_drop_target_get_value (target), x, y);

  set_drop_widget (self, widget);
  return widget != NULL ? GDK_ACTION_COPY : 0;
}

static void
drop_leave_cb (QvCardColumn *self)
{
  set_drop_widget (self, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, QvCardColumn *self)
{
  GtkWidget *widget = find_target (self, value, x, y);
  QvOutlineRow *row;

  set_drop_widget (self, NULL);
  if (widget == NULL)
    return FALSE;
  gtk_widget_grab_focus (self->head);
  row = QV_IS_NOTE_ROW (widget) ? qv_note_row_get_row (QV_NOTE_ROW (widget))
                                : qv_card_pile_get_heading (self->pile);
  if (G_VALUE_HOLDS (value, QV_TYPE_NOTE))
    return _qv_notes_panel_drop_note (self->panel, row, g_value_get_object (value));
  _qv_notes_panel_drop_indicator (self->panel, qv_outline_row_get_note (row), g_value_get_object (value));
  return TRUE;
}

static void
head_clicked_cb (QvCardColumn *self)
{
  gtk_widget_grab_focus (self->head);
  qv_card_column_choose_cluster (self);
}

static void
name_list (QvCardColumn *self)
{
  QvOutlineRow *heading = qv_card_pile_get_heading (self->pile);
  QvCluster *cluster = qv_outline_row_get_cluster (heading);
  g_autofree char *name = NULL;

  if (cluster != NULL)
    /* Translators: what a screen reader says of a column of cards; %s is the name of a cluster of notes */
    name = g_strdup_printf (_ ("Notes of “%s”"), qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME));
  else
    name = g_strdup (qv_outline_row_get_kind (heading) == QV_OUTLINE_PARKED ? _ ("Notes in the parking lot")
                                                                            : _ ("Notes in no cluster"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
qv_card_column_dispose (GObject *object)
{
  QvCardColumn *self = QV_CARD_COLUMN (object);
  GtkWidget *child;

  if (self->grow_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->grow_source);
  self->grow_source = 0;
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  self->list_view = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->pile);
  g_clear_object (&self->outline);
  g_clear_object (&self->panel);
  G_OBJECT_CLASS (qv_card_column_parent_class)->dispose (object);
}

static void
qv_card_column_finalize (GObject *object)
{
  g_ptr_array_unref (QV_CARD_COLUMN (object)->rows);
  G_OBJECT_CLASS (qv_card_column_parent_class)->finalize (object);
}

static void
qv_card_column_class_init (QvCardColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qv_card_column_dispose;
  object_class->finalize = qv_card_column_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cardcolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_list (QvCardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list_view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  g_signal_connect (self->list_view, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "notes");
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand",
                                 TRUE, "child", self->list_view, NULL);
}

static void
make_head (QvCardColumn *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->head = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_BUTTON, "focusable", TRUE,
                             "css-name", "columnhead", NULL);
  self->title = _qv_notes_panel_make_cluster_row (self->panel);
  qv_cluster_row_set_column (QV_CLUSTER_ROW (self->title));
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (self->head), self->title);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (head_clicked_cb), self);
  gtk_widget_add_controller (self->head, GTK_EVENT_CONTROLLER (click));
}

static void
watch_drops (QvCardColumn *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, (GType[]){ QV_TYPE_NOTE, QV_TYPE_INDICATOR }, 2);
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
qv_card_column_init (QvCardColumn *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/**
 * qv_card_column_new:
 * @panel: the panel of the same notes
 * @outline: what @pile is made from
 * @pile: what is shown
 *
 * Returns: (transfer floating): a column, whose cards are made when it is woken
 */
GtkWidget *
qv_card_column_new (QvNotesPanel *panel, QvNoteOutline *outline, QvCardPile *pile)
{
  QvCardColumn *self = g_object_new (QV_TYPE_CARD_COLUMN, NULL);
  GtkAdjustment *adjustment;

  self->panel = g_object_ref (panel);
  self->outline = g_object_ref (outline);
  self->pile = g_object_ref (pile);
  make_head (self);
  make_list (self);
  self->empty = g_object_new (GTK_TYPE_LABEL, "label", _ ("No notes"), "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  gtk_widget_set_parent (self->empty, GTK_WIDGET (self));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  watch_drops (self);
  qv_cluster_row_set_row (QV_CLUSTER_ROW (self->title), qv_card_pile_get_heading (pile));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (grow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (grow), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (pile));
  qv_card_column_refresh (self);
  return GTK_WIDGET (self);
}

QvCardPile *
qv_card_column_get_pile (QvCardColumn *self)
{
  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), NULL);

  return self->pile;
}

/**
 * qv_card_column_share_height:
 * @self: a column
 * @heads: what makes the heads of all columns equally high
 */
void
qv_card_column_share_height (QvCardColumn *self, GtkSizeGroup *heads)
{
  g_return_if_fail (QV_IS_CARD_COLUMN (self));

  gtk_size_group_add_widget (heads, self->head);
}

/**
 * qv_card_column_wake:
 * @self: a column
 *
 * Lets cards in; to be called when it comes to where it is seen.
 */
void
qv_card_column_wake (QvCardColumn *self)
{
  g_return_if_fail (QV_IS_CARD_COLUMN (self));

  qv_card_pile_set_limit (self->pile, CARDS_AT_FIRST);
}

gboolean
qv_card_column_is_awake (QvCardColumn *self)
{
  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), FALSE);

  return qv_card_pile_get_limit (self->pile) > 0;
}

/**
 * qv_card_column_refresh:
 * @self: a column
 *
 * To be called after the cards were dealt out anew.
 */
void
qv_card_column_refresh (QvCardColumn *self)
{
  g_return_if_fail (QV_IS_CARD_COLUMN (self));

  gtk_widget_set_visible (self->empty, qv_card_pile_get_n_cards (self->pile) == 0);
  name_list (self);
  grow (self);
}

/**
 * qv_card_column_find_row:
 * @self: a column
 * @position: of a card
 *
 * Returns: (transfer none) (nullable): its widget, if it has one now
 */
QvNoteRow *
qv_card_column_find_row (QvCardColumn *self, guint position)
{
  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_list_item_get_position (self->rows->pdata[i]) == position)
      return QV_NOTE_ROW (gtk_list_item_get_child (self->rows->pdata[i]));
  return NULL;
}

/**
 * qv_card_column_find_at:
 * @self: a column
 * @y: a height, from its top
 * @out_position: (out): the card that is nearest to it
 *
 * Returns: whether there is any
 */
gboolean
qv_card_column_find_at (QvCardColumn *self, double y, guint *out_position)
{
  double nearest = G_MAXDOUBLE;

  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkListItem *item = self->rows->pdata[i];
      graphene_rect_t bounds;
      double distance;

      if (!gtk_widget_compute_bounds (gtk_list_item_get_child (item), GTK_WIDGET (self), &bounds))
        continue;
      distance = fabs (bounds.origin.y + bounds.size.height / 2.0 - y);
      if (distance >= nearest)
        continue;
      nearest = distance;
      *out_position = gtk_list_item_get_position (item);
    }
  return nearest < G_MAXDOUBLE;
}

gboolean
qv_card_column_has_head_focus (QvCardColumn *self)
{
  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), FALSE);

  return gtk_widget_has_focus (self->head);
}

void
qv_card_column_focus_head (QvCardColumn *self)
{
  g_return_if_fail (QV_IS_CARD_COLUMN (self));

  gtk_widget_grab_focus (self->head);
}

/**
 * qv_card_column_reveal:
 * @self: a column
 * @position: of a card
 *
 * Scrolls to it, and lets it in first.
 *
 * Returns: whether it has a widget now
 */
gboolean
qv_card_column_reveal (QvCardColumn *self, guint position)
{
  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), FALSE);

  qv_card_pile_set_limit (self->pile, position + 1);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  grow (self);
  return qv_card_column_find_row (self, position) != NULL;
}

/**
 * qv_card_column_choose_cluster:
 * @self: a column
 *
 * Chooses its cluster, if it is of one.
 */
void
qv_card_column_choose_cluster (QvCardColumn *self)
{
  QvId id;

  g_return_if_fail (QV_IS_CARD_COLUMN (self));

  id = qv_outline_row_get_id (qv_card_pile_get_heading (self->pile));
  if (id != QV_ID_NONE)
    _qv_notes_panel_choose (self->panel, id);
}

/**
 * qv_card_column_focus_card:
 * @self: a column
 * @position: of a card
 * @choose: whether it is chosen, too, and alone
 *
 * Gives it the keyboard.
 *
 * Returns: whether it could be done
 */
gboolean
qv_card_column_focus_card (QvCardColumn *self, guint position, gboolean choose)
{
  QvNoteRow *row;

  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), FALSE);

  if (!qv_card_column_reveal (self, position))
    return FALSE;
  row = qv_card_column_find_row (self, position);
  /* Not the model's own function, so that Shift and the arrows go on from there. */
  if (choose)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.select-item", "(ubb)", position, FALSE,
                                FALSE);
  return gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

/**
 * qv_card_column_begin_rename:
 * @self: a column
 *
 * Returns: whether it has the name of a cluster, which is edited now
 */
gboolean
qv_card_column_begin_rename (QvCardColumn *self)
{
  g_return_val_if_fail (QV_IS_CARD_COLUMN (self), FALSE);

  if (qv_outline_row_get_cluster (qv_card_pile_get_heading (self->pile)) == NULL)
    return FALSE;
  qv_cluster_row_begin_rename (QV_CLUSTER_ROW (self->title));
  return TRUE;
}

/**
 * qv_card_column_set_head_chosen:
 * @self: a column
 * @is_chosen: whether its cluster is among what is chosen
 */
void
qv_card_column_set_head_chosen (QvCardColumn *self, gboolean is_chosen)
{
  g_return_if_fail (QV_IS_CARD_COLUMN (self));

  if (is_chosen)
    gtk_widget_add_css_class (self->head, "chosen");
  else
    gtk_widget_remove_css_class (self->head, "chosen");
}
