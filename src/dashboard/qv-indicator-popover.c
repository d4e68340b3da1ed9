/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-dashboard"

/* Which indicator the map shows, in which period and in which classes. */

#include "config.h"

#include "qv-indicator-popover.h"

#include <glib/gi18n.h>

struct _QvIndicatorPopover
{
  GtkPopover parent_instance;

  GtkListBox *list_box;
  GtkWidget *settings;
  GtkDropDown *period_drop;
  GtkDropDown *method_drop;
  GtkSpinButton *classes_spin;

  QvIndicatorBoard *board;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (QvIndicatorPopover, qv_indicator_popover, GTK_TYPE_POPOVER)

/* Those that make classes without more to ask. */
static const ClassificationMethod methods[] = {
  CLASSIFICATION_FISHER_JENKS,       CLASSIFICATION_QUANTILE,  CLASSIFICATION_EQUAL_INTERVAL,
  CLASSIFICATION_STANDARD_DEVIATION, CLASSIFICATION_HEAD_TAIL, CLASSIFICATION_PRETTY,
};

static QvId
get_row_indicator (GtkListBoxRow *row)
{
  const QvId *id = g_object_get_data (G_OBJECT (row), "qv-indicator");

  return id != NULL ? *id : QV_ID_NONE;
}

static void
add_row (QvIndicatorPopover *self, QvId indicator, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  QvIndicator *shown = qv_indicator_board_get_indicator (self->board);
  QvId shown_id = shown != NULL ? qv_item_get_id (QV_ITEM (shown)) : QV_ID_NONE;

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (check, indicator == shown_id ? 1.0 : 0.0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "qv-indicator", g_memdup2 (&indicator, sizeof indicator), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list_box, row);
}

static void
add_rows (QvIndicatorPopover *self, gboolean chosen)
{
  GListModel *indicators = qv_indicator_board_get_indicators (self->board);
  guint n = g_list_model_get_n_items (indicators);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) indicator = g_list_model_get_item (indicators, i);
      QvId id = qv_item_get_id (indicator);

      if (qv_indicator_board_is_chosen (self->board, id) == chosen)
        add_row (self, id, qv_item_get_text (indicator, QV_INDICATOR_NAME));
    }
}

static void
update_list (QvIndicatorPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);
  add_rows (self, TRUE);
  add_rows (self, FALSE);
  /* Translators: a map on which no indicator is shown */
  add_row (self, QV_ID_NONE, _ ("No indicator"));
}

static const char *
get_section (QvIndicatorPopover *self, GtkListBoxRow *row)
{
  QvId id = get_row_indicator (row);

  if (id == QV_ID_NONE)
    return "";
  return qv_indicator_board_is_chosen (self->board, id) ? _ ("In this session") : _ ("More in the library");
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  QvIndicatorPopover *self = data;
  const char *section = get_section (self, row);
  GtkWidget *label;

  if (before != NULL && g_str_equal (get_section (self, before), section))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (section);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "indicator-section");
  gtk_list_box_row_set_header (row,
                               *section != '\0' ? label : gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

static void
update_periods (QvIndicatorPopover *self)
{
  const char *const *periods = qv_indicator_board_get_periods (self->board);
  const char *period = qv_indicator_board_get_period (self->board);
  g_autoptr (GtkStringList) list = gtk_string_list_new (periods);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; periods != NULL && periods[i] != NULL; i++)
    if (g_strcmp0 (periods[i], period) == 0)
      selected = i;
  gtk_drop_down_set_model (self->period_drop, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->period_drop, selected);
}

static void
update (QvIndicatorPopover *self)
{
  gboolean has_indicator = qv_indicator_board_get_indicator (self->board) != NULL;

  self->is_updating = TRUE;
  update_list (self);
  update_periods (self);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (methods[i] == qv_indicator_board_get_method (self->board))
      gtk_drop_down_set_selected (self->method_drop, i);
  gtk_spin_button_set_value (self->classes_spin, qv_indicator_board_get_n_classes (self->board));
  gtk_widget_set_visible (self->settings, has_indicator);
  self->is_updating = FALSE;
}

static void
board_changed_cb (QvIndicatorPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
row_activated_cb (GtkListBox *list_box, GtkListBoxRow *row, QvIndicatorPopover *self)
{
  QvId id = get_row_indicator (row);

  if (id != QV_ID_NONE)
    qv_indicator_board_add (self->board, id);
  qv_indicator_board_set_indicator (self->board, id);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
period_cb (QvIndicatorPopover *self)
{
  guint selected = gtk_drop_down_get_selected (self->period_drop);
  GListModel *model = gtk_drop_down_get_model (self->period_drop);

  if (!self->is_updating && selected != GTK_INVALID_LIST_POSITION)
    qv_indicator_board_set_period (self->board,
                                   gtk_string_list_get_string (GTK_STRING_LIST (model), selected));
}

static void
method_cb (QvIndicatorPopover *self)
{
  guint selected = gtk_drop_down_get_selected (self->method_drop);

  if (!self->is_updating && selected < G_N_ELEMENTS (methods))
    qv_indicator_board_set_method (self->board, methods[selected]);
}

static void
classes_cb (QvIndicatorPopover *self)
{
  if (!self->is_updating)
    qv_indicator_board_set_n_classes (self->board,
                                      (guint) gtk_spin_button_get_value_as_int (self->classes_spin));
}

static void
qv_indicator_popover_map (GtkWidget *widget)
{
  update (QV_INDICATOR_POPOVER (widget));
  GTK_WIDGET_CLASS (qv_indicator_popover_parent_class)->map (widget);
}

static void
qv_indicator_popover_dispose (GObject *object)
{
  QvIndicatorPopover *self = QV_INDICATOR_POPOVER (object);

  g_clear_object (&self->board);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_INDICATOR_POPOVER);
  G_OBJECT_CLASS (qv_indicator_popover_parent_class)->dispose (object);
}

static void
qv_indicator_popover_class_init (QvIndicatorPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_indicator_popover_dispose;
  widget_class->map = qv_indicator_popover_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/dashboard/qv-indicator-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorPopover, list_box);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorPopover, settings);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorPopover, period_drop);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorPopover, method_drop);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorPopover, classes_spin);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_cb);
  gtk_widget_class_bind_template_callback (widget_class, classes_cb);
}

static void
qv_indicator_popover_init (QvIndicatorPopover *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    gtk_string_list_append (titles, qv_classification_get_title (methods[i]));
  gtk_drop_down_set_model (self->method_drop, G_LIST_MODEL (titles));
  gtk_list_box_set_header_func (self->list_box, header_cb, self, NULL);
  self->is_updating = FALSE;
}

/**
 * qv_indicator_popover_set_board:
 * @self: a popover
 * @board: what it changes; to be called once
 */
void
qv_indicator_popover_set_board (QvIndicatorPopover *self, QvIndicatorBoard *board)
{
  g_return_if_fail (QV_IS_INDICATOR_POPOVER (self));
  g_return_if_fail (self->board == NULL);

  self->board = g_object_ref (board);
  g_signal_connect_object (board, "changed", G_CALLBACK (board_changed_cb), self, G_CONNECT_SWAPPED);
}
