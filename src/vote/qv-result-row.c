/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-result-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-helix-mark.h"
#include "qv-wording.h"

typedef struct
{
  GtkWidget *box;
  QvHelixMark *mark;
  GtkLabel *figure;
  GtkProgressBar *bar;
} Cell;

struct _QvResultRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *middle;
  GtkLabel *letter;
  GtkLabel *text;
  GtkLabel *detail;
  GtkWidget *cells_box;
  GtkLabel *total;
  GtkLabel *tied;
  Cell cells[QV_N_HELICES];

  QvSupport support;
};

G_DEFINE_FINAL_TYPE (QvResultRow, qv_result_row, GTK_TYPE_LIST_BOX_ROW)

static void
make_cell (QvResultRow *self, QvHelix helix)
{
  Cell *cell = &self->cells[helix - 1];
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  cell->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  cell->mark = QV_HELIX_MARK (qv_helix_mark_new (helix, -1));
  cell->figure = GTK_LABEL (gtk_label_new (NULL));
  cell->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  qv_helix_mark_set_pixel_size (cell->mark, 12);
  gtk_widget_add_css_class (GTK_WIDGET (cell->figure), "figure");
  gtk_widget_add_css_class (GTK_WIDGET (cell->figure), "numeric");
  gtk_widget_add_css_class (cell->box, qv_helix_to_word (helix));
  gtk_widget_set_valign (cell->box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (cell->mark));
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (cell->figure));
  gtk_box_append (GTK_BOX (cell->box), top);
  gtk_box_append (GTK_BOX (cell->box), GTK_WIDGET (cell->bar));
  gtk_box_append (GTK_BOX (self->cells_box), cell->box);
}

static void
qv_result_row_dispose (GObject *object)
{
  /* The template takes the child away, which the row of GTK would take away once more. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_RESULT_ROW);
  G_OBJECT_CLASS (qv_result_row_parent_class)->dispose (object);
}

static void
qv_result_row_class_init (QvResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_result_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/vote/qv-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QvResultRow, middle);
  gtk_widget_class_bind_template_child (widget_class, QvResultRow, letter);
  gtk_widget_class_bind_template_child (widget_class, QvResultRow, text);
  gtk_widget_class_bind_template_child (widget_class, QvResultRow, detail);
  gtk_widget_class_bind_template_child (widget_class, QvResultRow, cells_box);
  gtk_widget_class_bind_template_child (widget_class, QvResultRow, total);
  gtk_widget_class_bind_template_child (widget_class, QvResultRow, tied);
}

static void
qv_result_row_init (QvResultRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 1; i <= QV_N_HELICES; i++)
    make_cell (self, (QvHelix) i);
}

GtkWidget *
qv_result_row_new (void)
{
  return g_object_new (QV_TYPE_RESULT_ROW, NULL);
}

/* Share of the helix's own dots. */
static double
get_share (const QvTally *tally, const QvTallyRow *row, guint helix)
{
  gint64 sum = 0;

  for (guint i = 0; i < tally->rows->len; i++)
    sum += ((QvTallyRow *) tally->rows->pdata[i])->amounts[helix];
  return sum > 0 ? (double) row->amounts[helix] / (double) sum : 0.0;
}

/* The largest share fills its bar, and all bars have one scale. */
static double
get_largest_share (const QvTally *tally)
{
  double largest = 0.0;

  for (guint i = 0; i < tally->rows->len; i++)
    for (guint helix = 1; helix <= QV_N_HELICES; helix++)
      largest = MAX (largest, get_share (tally, tally->rows->pdata[i], helix));
  return largest > 0.0 ? largest : 1.0;
}

/* Of ranks and grades, the mean of the helix; NaN where it gave none. */
static double
get_mean (const QvTally *tally, const QvTallyRow *row, guint helix)
{
  if (tally->method == QV_BALLOT_METHOD_RANKING)
    return tally->seats[helix] > 0 ? (double) row->amounts[helix] / (2.0 * tally->seats[helix]) : NAN;
  return row->votes[helix] > 0 ? (double) row->amounts[helix] / row->votes[helix] : NAN;
}

static double
get_fraction (const QvTally *tally, const QvTallyRow *row, guint helix)
{
  double mean = get_mean (tally, row, helix);
  double n = tally->rows->len;

  if (tally->method == QV_BALLOT_METHOD_DOTS)
    return get_share (tally, row, helix) / get_largest_share (tally);
  if (isnan (mean))
    return 0.0;
  return tally->method == QV_BALLOT_METHOD_GRADIENTS ? (mean - 1.0) / (QV_POLL_N_GRADES - 1)
         : n > 1.0                                   ? (n - mean) / (n - 1.0)
                                                     : 1.0;
}

static char *
format_mean (double mean)
{
  return isnan (mean) ? g_strdup ("–") : qv_wording_for_number (mean, 1);
}

static char *
name_cell (const QvTally *tally, const QvTallyRow *row, guint helix, const char *figure)
{
  const char *title = qv_helix_get_title ((QvHelix) helix);

  if (tally->method == QV_BALLOT_METHOD_DOTS)
    /* Translators: a helix, its dots, and which part of all dots that it gave: "Research: 3, 20 % of its own
     * dots" */
    return g_strdup_printf (_ ("%s: %s, %d %% of its own dots"), title, figure,
                            (int) lround (100.0 * get_share (tally, row, helix)));
  if (tally->method == QV_BALLOT_METHOD_GRADIENTS)
    /* Translators: a helix and the mean of the grades that it gave, from 1 to 5 */
    return g_strdup_printf (_ ("%s: mean grade %s"), title, figure);
  /* Translators: a helix and the mean of the ranks that it gave; 1 is the best */
  return g_strdup_printf (_ ("%s: mean rank %s"), title, figure);
}

static void
show_cell (QvResultRow *self, const QvTally *tally, const QvTallyRow *row, guint helix)
{
  Cell *cell = &self->cells[helix - 1];
  gboolean is_dots = tally->method == QV_BALLOT_METHOD_DOTS;
  gboolean is_silent =
      tally->method == QV_BALLOT_METHOD_RANKING ? tally->seats[helix] == 0 : row->votes[helix] == 0;
  g_autofree char *figure = is_dots ? g_strdup_printf ("%" G_GINT64_FORMAT, row->amounts[helix])
                                    : format_mean (get_mean (tally, row, helix));
  g_autofree char *name = name_cell (tally, row, helix, figure);

  qv_helix_mark_set_outline (cell->mark, is_silent);
  gtk_label_set_label (cell->figure, figure);
  gtk_progress_bar_set_fraction (cell->bar, CLAMP (get_fraction (tally, row, helix), 0.0, 1.0));
  gtk_widget_set_tooltip_text (cell->box, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (is_silent)
    gtk_widget_add_css_class (cell->box, "silent");
  else
    gtk_widget_remove_css_class (cell->box, "silent");
}

static char *
list_merged (const QvTallyRow *row)
{
  GString *letters = g_string_new (NULL);

  for (guint i = 0; i < row->with->len; i++)
    {
      g_autofree char *letter = qv_tally_letter (g_array_index (row->with, guint, i));

      g_string_append_printf (letters, "%s%s", i > 0 ? ", " : "", letter);
    }
  return g_string_free (letters, FALSE);
}

/* Whether figures of agreement would say more than there is. */
static gboolean
is_few (const QvTally *tally, const QvTallyRow *row)
{
  guint n = tally->method == QV_BALLOT_METHOD_GRADIENTS ? row->n_votes : tally->n_seats;

  return n < QV_TALLY_FEW;
}

static char *
format_detail (const QvTally *tally, const QvTallyRow *row)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *merged = list_merged (row);

  if (*merged != '\0')
    /* Translators: other ideas that count with this one, as they were merged: "with B, D" */
    g_ptr_array_add (parts, g_strdup_printf (_ ("with %s"), merged));
  if (row->n_votes > 0 && is_few (tally, row) && !(isnan (row->consensus) && isnan (row->group_informed)))
    /* Translators: in the place of figures of agreement. Short: it stands in a narrow row. */
    g_ptr_array_add (parts, g_strdup (_ ("too few votes")));
  else if (!isnan (row->consensus))
    /* Translators: Tastle and Wierman's consensus: how much the grades of one idea agree with each other.
     * Short: it stands in a narrow row. */
    g_ptr_array_add (parts, g_strdup_printf (_ ("same grade %d %%"), (int) lround (100.0 * row->consensus)));
  if (!isnan (row->group_informed) && !is_few (tally, row))
    /* Translators: group-informed consensus: the chance that one seat of each helix, taken at random, are all
     * for the idea. Short: it stands in a narrow row. */
    g_ptr_array_add (parts, g_strdup_printf (row->group_informed < 0.005 ? _ ("across helices below %d %%")
                                                                         : _ ("across helices %d %%"),
                                             MAX ((int) lround (100.0 * row->group_informed), 1)));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * qv_result_row_show:
 * @self: a row
 * @poll: the ballot
 * @tally: its result
 * @index: which of its rows
 */
void
qv_result_row_show (QvResultRow *self, const QvPoll *poll, const QvTally *tally, guint index)
{
  const QvTallyRow *row = tally->rows->pdata[index];
  g_autofree char *letter = qv_tally_letter (row->at);
  g_autofree char *detail = format_detail (tally, row);
  g_autofree char *total = tally->method == QV_BALLOT_METHOD_DOTS
                               ? g_strdup_printf ("%" G_GINT64_FORMAT, row->amount)
                               : format_mean (row->mean);
  const char *text = qv_record_get_text (poll->options->pdata[row->at], QV_BALLOT_OPTION_TEXT);
  g_autofree char *name = g_strdup_printf ("%s: %s · %s", letter, text, total);

  g_return_if_fail (QV_IS_RESULT_ROW (self));

  self->support = row->support;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_label (self->letter, letter);
  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0' && row->n_votes > 0);
  gtk_label_set_label (self->total, total);
  gtk_widget_set_visible (GTK_WIDGET (self->tied), row->is_tied && row->n_votes > 0);
  for (guint i = 1; i <= QV_N_HELICES; i++)
    show_cell (self, tally, row, i);
  if (row->support == QV_SUPPORT_ALL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "all");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "all");
}

/**
 * qv_result_row_set_compact:
 * @self: a row
 * @compact: whether the bars stand below the words
 */
void
qv_result_row_set_compact (QvResultRow *self, gboolean compact)
{
  g_return_if_fail (QV_IS_RESULT_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->middle),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (self->cells_box, compact);
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
}

QvSupport
qv_result_row_get_support (QvResultRow *self)
{
  return self->support;
}
