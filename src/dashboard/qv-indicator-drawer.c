/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-dashboard"

/* The session's indicators side by side. Figures are read only once somebody looks at them. */

#include "config.h"

#include "qv-indicator-drawer.h"

#include <glib/gi18n.h>

#include "qv-indicator-card.h"

#define FILLING 4 /* cards, from which on they share all the room that there is */

struct _QvIndicatorDrawer
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *box;
  GPtrArray *cards; /* (element-type QvIndicatorCard), children of the buttons in @box */
  GArray *shown;    /* QvId, their indicators */

  QvIndicatorBoard *board;
  QvId territory;
  gboolean is_brief;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (QvIndicatorDrawer, qv_indicator_drawer, GTK_TYPE_WIDGET)

static void
toggled_cb (GtkToggleButton *button, QvIndicatorDrawer *self)
{
  if (self->is_updating || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < self->cards->len; i++)
    if (gtk_widget_is_ancestor (self->cards->pdata[i], GTK_WIDGET (button)))
      qv_indicator_board_set_indicator (self->board, g_array_index (self->shown, QvId, i));
}

static GtkToggleButton *
get_button (QvIndicatorDrawer *self, guint index)
{
  return GTK_TOGGLE_BUTTON (gtk_widget_get_parent (self->cards->pdata[index]));
}

static void
show_pressed (QvIndicatorDrawer *self)
{
  QvIndicator *indicator = qv_indicator_board_get_indicator (self->board);
  QvId id = indicator != NULL ? qv_item_get_id (QV_ITEM (indicator)) : QV_ID_NONE;

  self->is_updating = TRUE;
  for (guint i = 0; i < self->cards->len; i++)
    gtk_toggle_button_set_active (get_button (self, i), g_array_index (self->shown, QvId, i) == id);
  self->is_updating = FALSE;
}

/* What is dropped on a note is the indicator; where it goes reads its figure. */
static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, QvIndicator *indicator)
{
  return gdk_content_provider_new_typed (QV_TYPE_INDICATOR, indicator);
}

static void
make_draggable (GtkWidget *button, QvIndicator *indicator)
{
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), indicator, 0);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (source));
}

static void
add_card (QvIndicatorDrawer *self, QvIndicator *indicator)
{
  QvId id = qv_item_get_id (QV_ITEM (indicator));
  const char *name = qv_item_get_text (QV_ITEM (indicator), QV_INDICATOR_NAME);
  g_autoptr (QvIndicatorBoard) board = qv_indicator_board_new_beside (self->board, id);
  GtkWidget *card = g_object_new (QV_TYPE_INDICATOR_CARD, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "child", card, "focus-on-click", FALSE, "hexpand",
                                    TRUE, "tooltip-text", name, NULL);

  gtk_widget_add_css_class (button, "indicator-button");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, card, NULL,
                                  -1);
  if (self->cards->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), get_button (self, 0));
  qv_indicator_card_set_board (QV_INDICATOR_CARD (card), board);
  qv_indicator_card_set_territory (QV_INDICATOR_CARD (card), self->territory);
  qv_indicator_card_set_brief (QV_INDICATOR_CARD (card), self->is_brief);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  make_draggable (button, indicator);
  gtk_box_append (GTK_BOX (self->box), button);
  g_ptr_array_add (self->cards, card);
  g_array_append_val (self->shown, id);
}

static gboolean
is_as_shown (QvIndicatorDrawer *self, GPtrArray *indicators)
{
  if (indicators->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < indicators->len; i++)
    if (qv_item_get_id (indicators->pdata[i]) != g_array_index (self->shown, QvId, i))
      return FALSE;
  return TRUE;
}

static void
clear (QvIndicatorDrawer *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->cards, 0);
  g_array_set_size (self->shown, 0);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

static void
update (QvIndicatorDrawer *self)
{
  g_autoptr (GPtrArray) indicators = NULL;

  if (self->board == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  indicators = qv_indicator_board_list_chosen (self->board);
  if (!is_as_shown (self, indicators))
    {
      clear (self);
      for (guint i = 0; i < indicators->len; i++)
        add_card (self, indicators->pdata[i]);
      /* One card as wide as the map would say no more. */
      gtk_widget_set_halign (self->box, indicators->len < FILLING ? GTK_ALIGN_START : GTK_ALIGN_FILL);
    }
  show_pressed (self);
}

static void
qv_indicator_drawer_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (qv_indicator_drawer_parent_class)->map (widget);
  update (QV_INDICATOR_DRAWER (widget));
}

static void
qv_indicator_drawer_dispose (GObject *object)
{
  QvIndicatorDrawer *self = QV_INDICATOR_DRAWER (object);

  if (self->scrolled != NULL)
    clear (self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->board);
  G_OBJECT_CLASS (qv_indicator_drawer_parent_class)->dispose (object);
}

static void
qv_indicator_drawer_finalize (GObject *object)
{
  QvIndicatorDrawer *self = QV_INDICATOR_DRAWER (object);

  g_ptr_array_unref (self->cards);
  g_array_unref (self->shown);
  G_OBJECT_CLASS (qv_indicator_drawer_parent_class)->finalize (object);
}

static void
qv_indicator_drawer_class_init (QvIndicatorDrawerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_indicator_drawer_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_indicator_drawer_finalize;
  widget_class->map = qv_indicator_drawer_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "indicatordrawer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
qv_indicator_drawer_init (QvIndicatorDrawer *self)
{
  self->cards = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (QvId));
  self->box = g_object_new (GTK_TYPE_BOX, "spacing", 10, "homogeneous", TRUE, NULL);
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "vscrollbar-policy", GTK_POLICY_NEVER, "child",
                                 self->box, NULL);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Indicators"), -1);
}

/**
 * qv_indicator_drawer_set_board:
 * @self: a drawer
 * @board: whose indicators it shows; to be called once
 */
void
qv_indicator_drawer_set_board (QvIndicatorDrawer *self, QvIndicatorBoard *board)
{
  g_return_if_fail (QV_IS_INDICATOR_DRAWER (self));
  g_return_if_fail (self->board == NULL);

  self->board = g_object_ref (board);
  g_signal_connect_object (board, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "chosen-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * qv_indicator_drawer_set_territory:
 * @self: a drawer
 * @territory: for which it shows the values, or %QV_ID_NONE for the medians of all
 */
void
qv_indicator_drawer_set_territory (QvIndicatorDrawer *self, QvId territory)
{
  g_return_if_fail (QV_IS_INDICATOR_DRAWER (self));

  self->territory = territory;
  for (guint i = 0; i < self->cards->len; i++)
    qv_indicator_card_set_territory (self->cards->pdata[i], territory);
}

/**
 * qv_indicator_drawer_set_brief:
 * @self: a drawer
 * @is_brief: whether its cards are low
 */
void
qv_indicator_drawer_set_brief (QvIndicatorDrawer *self, gboolean is_brief)
{
  g_return_if_fail (QV_IS_INDICATOR_DRAWER (self));

  self->is_brief = is_brief;
  for (guint i = 0; i < self->cards->len; i++)
    qv_indicator_card_set_brief (self->cards->pdata[i], is_brief);
}
