/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-dashboard"

/* One indicator in one territory, on a card. */

#include "config.h"

#include "qv-indicator-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "qv-look.h"
#include "qv-spark.h"

struct _QvIndicatorCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *body;
  GtkLabel *name;
  GtkLabel *value;
  GtkLabel *rank;
  GtkLabel *difference;
  GtkDrawingArea *spark;

  QvIndicatorBoard *board;
  QvId territory;
  double *values;
  double *medians;
  guint n_values;
};

G_DEFINE_FINAL_TYPE (QvIndicatorCard, qv_indicator_card, GTK_TYPE_WIDGET)

/* Ordinals differ by language; each of the four is a whole phrase, so that a language with one form
 * translates all alike. */
static char *
format_rank (guint rank, guint n)
{
  guint last = rank % 10, tens = rank % 100;

  if (last == 1 && tens != 11)
    /* Translators: place among territories, highest first: "1st of 8", "21st of 95" */
    return g_strdup_printf (_ ("%ust of %u"), rank, n);
  if (last == 2 && tens != 12)
    /* Translators: place among territories: "2nd of 8", "22nd of 95" */
    return g_strdup_printf (_ ("%und of %u"), rank, n);
  if (last == 3 && tens != 13)
    /* Translators: place among territories: "3rd of 8", "23rd of 95" */
    return g_strdup_printf (_ ("%urd of %u"), rank, n);
  /* Translators: place among territories: "4th of 8", "11th of 95" */
  return g_strdup_printf (_ ("%uth of %u"), rank, n);
}

static char *
format_difference (QvIndicatorCard *self, double value)
{
  double median = qv_indicator_board_get_median (self->board);
  g_autofree char *median_text = qv_indicator_board_format (self->board, median);
  g_autofree char *difference = qv_indicator_board_format (self->board, fabs (value - median));

  /* Translators: how far a value lies from the middle one: sign, distance, median: "+4.4 % vs median 31.2 %"
   */
  return g_strdup_printf (_ ("%s%s vs median %s"), value < median ? "−" : "+", difference, median_text);
}

static void
describe (QvIndicatorCard *self)
{
  g_autofree char *text =
      g_strdup_printf ("%s: %s. %s. %s", gtk_label_get_label (self->name), gtk_label_get_label (self->value),
                       gtk_label_get_label (self->rank), gtk_label_get_label (self->difference));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_territory (QvIndicatorCard *self, double value)
{
  guint n;
  guint rank = qv_indicator_board_get_rank (self->board, value, &n);
  g_autofree char *value_text = qv_indicator_board_format (self->board, value);
  g_autofree char *rank_text = format_rank (rank, n);
  g_autofree char *difference = format_difference (self, value);

  gtk_label_set_label (self->value, value_text);
  gtk_label_set_label (self->rank, rank_text);
  gtk_label_set_label (self->difference, difference);
}

static void
show_median (QvIndicatorCard *self)
{
  double median = qv_indicator_board_get_median (self->board);
  g_autofree char *value_text = qv_indicator_board_format (self->board, median);
  g_autofree char *of = NULL;
  guint n;

  qv_indicator_board_get_rank (self->board, median, &n);
  /* Translators: below a figure: it is the middle one of so many territories */
  of = g_strdup_printf (ngettext ("Median of %u territory", "Median of %u territories", n), n);
  gtk_label_set_label (self->value, value_text);
  gtk_label_set_label (self->rank, of);
  gtk_label_set_label (self->difference, "");
}

static void
update (QvIndicatorCard *self)
{
  QvIndicator *indicator = qv_indicator_board_get_indicator (self->board);
  double value;

  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->medians, g_free);
  self->n_values = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), indicator != NULL);
  if (indicator == NULL)
    return;
  gtk_label_set_label (self->name, qv_item_get_text (QV_ITEM (indicator), QV_INDICATOR_NAME));
  if (self->territory != QV_ID_NONE && qv_indicator_board_get_value (self->board, self->territory, &value))
    show_territory (self, value);
  else if (self->territory == QV_ID_NONE && qv_indicator_board_has_figures (self->board))
    show_median (self);
  else
    {
      gtk_label_set_label (self->value, "–");
      gtk_label_set_label (self->rank, _ ("No data"));
      gtk_label_set_label (self->difference, "");
    }
  self->n_values =
      qv_indicator_board_copy_series (self->board, self->territory, &self->values, &self->medians);
  gtk_widget_set_visible (GTK_WIDGET (self->spark), self->n_values > 1);
  gtk_widget_queue_draw (GTK_WIDGET (self->spark));
  describe (self);
}

static void
draw_spark (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  QvIndicatorCard *self = data;

  if (self->n_values > 1)
    qv_spark_draw (cr, qv_look_get_palette (), self->values, self->medians, self->n_values, width, height);
}

static void
qv_indicator_card_dispose (GObject *object)
{
  QvIndicatorCard *self = QV_INDICATOR_CARD (object);

  g_clear_object (&self->board);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_INDICATOR_CARD);
  G_OBJECT_CLASS (qv_indicator_card_parent_class)->dispose (object);
}

static void
qv_indicator_card_finalize (GObject *object)
{
  QvIndicatorCard *self = QV_INDICATOR_CARD (object);

  g_free (self->values);
  g_free (self->medians);
  G_OBJECT_CLASS (qv_indicator_card_parent_class)->finalize (object);
}

static void
qv_indicator_card_class_init (QvIndicatorCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_indicator_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_indicator_card_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/dashboard/qv-indicator-card.ui");
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, box);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, body);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, name);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, value);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, rank);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, difference);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, spark);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "indicatorcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* What is dropped on a note is the indicator; where it goes reads its figure. */
static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, QvIndicatorCard *self)
{
  QvIndicator *indicator = self->board != NULL ? qv_indicator_board_get_indicator (self->board) : NULL;

  return indicator != NULL ? gdk_content_provider_new_typed (QV_TYPE_INDICATOR, indicator) : NULL;
}

static void
qv_indicator_card_init (QvIndicatorCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  qv_look_load_style ("/org/quadrivio/Quadrivio/dashboard/dashboard.css");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->spark, draw_spark, self, NULL);
  qv_look_watch (GTK_WIDGET (self->spark), NULL);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/**
 * qv_indicator_card_set_board:
 * @self: a card
 * @board: whose indicator it shows; to be called once
 */
void
qv_indicator_card_set_board (QvIndicatorCard *self, QvIndicatorBoard *board)
{
  g_return_if_fail (QV_IS_INDICATOR_CARD (self));
  g_return_if_fail (self->board == NULL);

  self->board = g_object_ref (board);
  g_signal_connect_object (board, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * qv_indicator_card_set_territory:
 * @self: a card
 * @territory: for which it shows the value, or %QV_ID_NONE for the median of all
 */
void
qv_indicator_card_set_territory (QvIndicatorCard *self, QvId territory)
{
  g_return_if_fail (QV_IS_INDICATOR_CARD (self));

  if (self->territory == territory)
    return;
  self->territory = territory;
  if (self->board != NULL)
    update (self);
}

/**
 * qv_indicator_card_set_one_line:
 * @self: a card
 * @one_line: whether it leaves out what is not the value
 */
void
qv_indicator_card_set_one_line (QvIndicatorCard *self, gboolean one_line)
{
  g_return_if_fail (QV_IS_INDICATOR_CARD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  one_line ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}
