/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-balance-cell.h"

#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-wording.h"

struct _QvBalanceCell
{
  GtkWidget parent_instance;

  GtkWidget *box;
  QvHelixMark *mark;
  GtkLabel *name;
  GtkLabel *count;
  GtkProgressBar *bar;
  GtkProgressBar *short_bar;
  GtkWidget *bottom;
  GtkLabel *heard;
  GtkLabel *short_heard;
  GtkLabel *last;

  QvHelix helix;
};

G_DEFINE_FINAL_TYPE (QvBalanceCell, qv_balance_cell, GTK_TYPE_WIDGET)

static void
qv_balance_cell_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_BALANCE_CELL);
  G_OBJECT_CLASS (qv_balance_cell_parent_class)->dispose (object);
}

static void
qv_balance_cell_class_init (QvBalanceCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_balance_cell_dispose;

  g_type_ensure (QV_TYPE_HELIX_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/table/qv-balance-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, box);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, mark);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, name);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, count);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, bar);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, short_bar);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, bottom);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, heard);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, short_heard);
  gtk_widget_class_bind_template_child (widget_class, QvBalanceCell, last);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "balancecell");
}

static void
qv_balance_cell_init (QvBalanceCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qv_balance_cell_new (QvHelix helix)
{
  QvBalanceCell *self = g_object_new (QV_TYPE_BALANCE_CELL, NULL);

  self->helix = helix;
  qv_helix_mark_set_helix (self->mark, helix);
  gtk_label_set_label (self->name, qv_helix_get_title (helix));
  gtk_widget_add_css_class (GTK_WIDGET (self), qv_helix_to_word (helix));
  return GTK_WIDGET (self);
}

/* When it was last heard, in words; as rough as one would say it. */
static char *
format_last (gint64 last, gint64 now)
{
  gint64 minutes = (now - last) / G_TIME_SPAN_MINUTE;

  if (last == 0)
    /* Translators: of a helix: nobody of it has spoken. Keep it short. */
    return g_strdup (_ ("not yet"));
  if (minutes < 1)
    /* Translators: of a helix: it was heard just now. */
    return g_strdup (_ ("now"));
  if (minutes < 120)
    /* Translators: of a helix: when it was last heard. Keep it short. */
    return g_strdup_printf (ngettext ("%d min ago", "%d min ago", (gulong) minutes), (int) minutes);
  return g_strdup ("");
}

/**
 * qv_balance_cell_show:
 * @self: a cell
 * @hearing: who has been heard
 * @is_behind: whether its helix deserves the facilitator's attention
 * @now: the time, in microseconds since 1970
 */
void
qv_balance_cell_show (QvBalanceCell *self, const QvHearing *hearing, gboolean is_behind, gint64 now)
{
  guint n_seats, n_heard;
  g_autofree char *count = NULL, *heard = NULL, *short_heard = NULL, *last = NULL, *name = NULL;
  double share;

  g_return_if_fail (QV_IS_BALANCE_CELL (self));

  n_seats = hearing->n_seats[self->helix];
  n_heard = hearing->n_heard[self->helix];
  share = n_seats > 0 ? (double) n_heard / n_seats : 0.0;
  count = g_strdup_printf ("%u", hearing->n_notes[self->helix]);
  /* Translators: of the seats of a helix, so many have said something. Keep it short. */
  heard = n_seats > 0 ? g_strdup_printf (_ ("%u of %u heard"), n_heard, n_seats) : g_strdup (_ ("no seats"));
  short_heard = n_seats > 0 ? g_strdup_printf ("%u/%u", n_heard, n_seats) : g_strdup ("–");
  last = format_last (hearing->last[self->helix], now);
  /* Translators: for a screen reader: helix, number of notes, "1 of 3 heard", "14 min ago" */
  name = g_strdup_printf (_ ("%s: %s notes, %s, %s"), qv_helix_get_title (self->helix), count, heard, last);

  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->heard, heard);
  gtk_label_set_label (self->short_heard, short_heard);
  gtk_label_set_label (self->last, last);
  gtk_progress_bar_set_fraction (self->bar, share);
  gtk_progress_bar_set_fraction (self->short_bar, share);
  qv_helix_mark_set_outline (self->mark, n_seats == 0 && hearing->n_notes[self->helix] == 0);
  /* A new tooltip asks the X server where the pointer is, and waits. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self)), name) != 0)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
    }
  if (is_behind)
    gtk_widget_add_css_class (GTK_WIDGET (self), "behind");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "behind");
}

/**
 * qv_balance_cell_set_compact:
 * @self: a cell
 * @compact: whether it takes one line, without names
 */
void
qv_balance_cell_set_compact (QvBalanceCell *self, gboolean compact)
{
  g_return_if_fail (QV_IS_BALANCE_CELL (self));

  gtk_widget_set_visible (GTK_WIDGET (self->name), !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !compact);
  gtk_widget_set_visible (self->bottom, !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->short_bar), compact);
  gtk_widget_set_visible (GTK_WIDGET (self->short_heard), compact);
}
