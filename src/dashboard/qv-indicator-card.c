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
  GtkLabel *name;
  GtkLabel *value;
  GtkLabel *rank;
  GtkLabel *difference;
  GtkLabel *brief;
  GtkWidget *bottom;
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

/* "+4.4": between two shares it is points, so it goes without the unit. */
static char *
format_brief (QvIndicatorCard *self, double value)
{
  double difference = value - qv_indicator_board_get_median (self->board);
  g_autofree char *number = qv_indicator_board_format_number (self->board, fabs (difference));

  return g_strdup_printf ("%s%s", difference < 0.0 ? "−" : "+", number);
}

static char *
format_difference (QvIndicatorCard *self, const char *brief)
{
  g_autofree char *median =
      qv_indicator_board_format (self->board, qv_indicator_board_get_median (self->board));

  /* Translators: how far a value lies from the middle one, and the middle one; short: "+4.4 · median 31.2 %"
   */
  return g_strdup_printf (_ ("%s · median %s"), brief, median);
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
  g_autofree char *brief = format_brief (self, value);
  g_autofree char *difference = format_difference (self, brief);

  gtk_label_set_label (self->brief, brief);
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
  gtk_label_set_label (self->brief, "");
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
    qv_spark_draw (cr, qv_look_get_palette (), self->values,
                   self->territory != QV_ID_NONE ? self->medians : NULL, self->n_values, width, height);
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
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, name);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, value);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, rank);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, difference);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, brief);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, bottom);
  gtk_widget_class_bind_template_child (widget_class, QvIndicatorCard, spark);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "indicatorcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
qv_indicator_card_init (QvIndicatorCard *self)
{
  qv_look_load_style ("/org/quadrivio/Quadrivio/dashboard/dashboard.css");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->spark, draw_spark, self, NULL);
  qv_look_watch (GTK_WIDGET (self->spark), NULL);
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
 * qv_indicator_card_set_brief:
 * @self: a card
 * @is_brief: whether it leaves out its place among the others, and makes its name smaller
 */
void
qv_indicator_card_set_brief (QvIndicatorCard *self, gboolean is_brief)
{
  g_return_if_fail (QV_IS_INDICATOR_CARD (self));

  gtk_widget_set_visible (self->bottom, !is_brief);
  gtk_widget_set_visible (GTK_WIDGET (self->brief), is_brief);
  gtk_widget_remove_css_class (GTK_WIDGET (self->name), is_brief ? "heading" : "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->name), is_brief ? "caption" : "heading");
  gtk_widget_remove_css_class (GTK_WIDGET (self->value), is_brief ? "title-2" : "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), is_brief ? "heading" : "title-2");
  gtk_drawing_area_set_content_height (self->spark, is_brief ? 22 : 34);
}
