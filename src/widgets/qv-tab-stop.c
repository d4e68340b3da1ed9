/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-tab-stop.h"

struct _QvTabStop
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (QvTabStop, qv_tab_stop, GTK_TYPE_WIDGET)

enum
{
  ENTER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The item of the list that @widget is or lies in. */
static GtkWidget *
find_list_item (GtkWidget *widget)
{
  while (widget != NULL && !GTK_IS_LIST_BASE (gtk_widget_get_parent (widget)))
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* From what has the keyboard within a row to the next in the row. */
static gboolean
move_in_row (GtkWidget *focus, GtkDirectionType direction)
{
  GtkWidget *item = find_list_item (focus);

  return item != NULL && item != focus &&
         gtk_widget_child_focus (gtk_widget_get_first_child (item), direction);
}

static gboolean
qv_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_entered = FALSE;

  if (child == NULL)
    return FALSE;
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (child, direction);
  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return move_in_row (focus, direction);
  g_signal_emit (widget, signals[ENTER], 0, &is_entered);
  return is_entered;
}

static void
qv_tab_stop_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (qv_tab_stop_parent_class)->dispose (object);
}

static void
qv_tab_stop_class_init (QvTabStopClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_tab_stop_dispose;
  widget_class->focus = qv_tab_stop_focus;

  signals[ENTER] = g_signal_new ("enter", QV_TYPE_TAB_STOP, G_SIGNAL_RUN_LAST, 0,
                                 g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
qv_tab_stop_init (QvTabStop *self)
{
}
