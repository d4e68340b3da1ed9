/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-results-list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-figures-help.h"
#include "qv-helix-mark.h"
#include "qv-result-row.h"
#include "qv-wording.h"

struct _QvResultsList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *hidden_page;
  GtkListBox *list;
  GtkLabel *agreement;
  GtkLabel *absent;
  GtkMenuButton *help_button;

  QvVoteModel *model;
  QvBallotMethod explained; /* by the popover of the button */
  gboolean explains_groups;
  GPtrArray *rows; /* (element-type QvResultRow) */
  gboolean is_compact;
};

G_DEFINE_FINAL_TYPE (QvResultsList, qv_results_list, GTK_TYPE_WIDGET)

/* Where every seat ranks every idea, all helices are for all of them, and there are no groups. */
static gboolean
has_groups (QvResultsList *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  const QvTally *tally = qv_vote_model_get_tally (self->model);

  return poll != NULL &&
         (poll->method != QV_BALLOT_METHOD_RANKING || (poll->budget > 0 && poll->budget < tally->rows->len));
}

static const char *
get_group_title (QvSupport support)
{
  switch (support)
    {
    case QV_SUPPORT_ALL:
      return _ ("Agreed by all four");
    case QV_SUPPORT_SOME:
      return _ ("Three or two helices");
    case QV_SUPPORT_ONE:
      return _ ("One helix only");
    case QV_SUPPORT_NONE:
    default:
      /* Translators: ideas that no helix is for */
      return _ ("No helix");
    }
}

static const char *
get_group_remark (QvSupport support, QvBallotMethod method)
{
  if (support == QV_SUPPORT_ONE)
    return _ ("worth asking why");
  if (support != QV_SUPPORT_ALL)
    return "";
  return method == QV_BALLOT_METHOD_GRADIENTS ? _ ("in every helix more than half gave 4 or 5")
         : method == QV_BALLOT_METHOD_RANKING ? _ ("every helix ranked it")
                                              : _ ("every helix gave at least one dot");
}

/* Whether the helix is for one of the ideas that one helix only is for. */
static gboolean
is_alone (const QvTally *tally, guint helix)
{
  for (guint i = 0; i < tally->rows->len; i++)
    {
      const QvTallyRow *row = tally->rows->pdata[i];

      if (row->support == QV_SUPPORT_ONE && row->is_for[helix])
        return TRUE;
    }
  return FALSE;
}

/* Shapes say at a glance how many helices: those that are not for it are outlines. Of two or three it is not
 * said which, as they differ from idea to idea. */
static GtkWidget *
make_shapes (const QvTally *tally, QvSupport support)
{
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "spacing", 4, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  for (guint helix = 1; helix <= QV_N_HELICES; helix++)
    {
      GtkWidget *mark = qv_helix_mark_new ((QvHelix) helix, -1);
      gboolean is_filled = support == QV_SUPPORT_ALL ||
                           (support == QV_SUPPORT_SOME && helix != QV_HELIX_COMPANIES) ||
                           (support == QV_SUPPORT_ONE && is_alone (tally, helix));

      qv_helix_mark_set_pixel_size (QV_HELIX_MARK (mark), 10);
      qv_helix_mark_set_outline (QV_HELIX_MARK (mark), !is_filled);
      gtk_box_append (GTK_BOX (box), mark);
    }
  return box;
}

static GtkWidget *
make_header (QvResultsList *self, QvSupport support)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remark =
      gtk_label_new (get_group_remark (support, qv_vote_model_get_tally (self->model)->method));

  gtk_box_append (GTK_BOX (group), make_shapes (qv_vote_model_get_tally (self->model), support));
  gtk_box_append (GTK_BOX (group), gtk_label_new (get_group_title (support)));
  gtk_widget_add_css_class (group, "group");
  gtk_widget_add_css_class (group, qv_support_to_word (support));
  gtk_label_set_ellipsize (GTK_LABEL (remark), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (remark, "dim-label");
  gtk_widget_add_css_class (remark, "small");
  gtk_widget_add_css_class (header, "group-header");
  gtk_box_append (GTK_BOX (header), group);
  gtk_box_append (GTK_BOX (header), remark);
  return header;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  QvResultsList *self = data;
  QvSupport support = qv_result_row_get_support (QV_RESULT_ROW (row));

  if (!has_groups (self) || (before != NULL && qv_result_row_get_support (QV_RESULT_ROW (before)) == support))
    gtk_list_box_row_set_header (row, NULL);
  else
    gtk_list_box_row_set_header (row, make_header (self, support));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Each group is a card of its own. */
static void
round_groups (QvResultsList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, (int) i + 1);

      set_class (GTK_WIDGET (row), "first", i == 0 || gtk_list_box_row_get_header (row) != NULL);
      set_class (GTK_WIDGET (row), "last", next == NULL || gtk_list_box_row_get_header (next) != NULL);
    }
}

static char *
format_subtitle (QvResultsList *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  const QvTally *tally = qv_vote_model_get_tally (self->model);
  guint n_seats;

  qv_vote_model_count_voted (self->model, &n_seats);
  if (tally->method == QV_BALLOT_METHOD_GRADIENTS)
    /* Translators: of results: the figures are mean grades */
    return g_strdup (_ ("mean grade, 1 no … 5 yes"));
  if (tally->method == QV_BALLOT_METHOD_RANKING)
    /* Translators: of results: the figures are mean ranks */
    return g_strdup (_ ("mean rank, 1 is the best; longer bars are better"));
  if (poll->budget > 0 && !poll->is_closed)
    /* Translators: of results: dots given, dots that all seats have together, and what the bars mean */
    return g_strdup_printf (_ ("%d of %d dots · bars: share of each helix's own dots"), (int) tally->amount,
                            (int) (n_seats * poll->budget));
  return g_strdup_printf (ngettext ("%d dot · bars: share of each helix's own dots",
                                    "%d dots · bars: share of each helix's own dots", (gulong) tally->amount),
                          (int) tally->amount);
}

/* W of all rankings, or why it cannot be told. */
static char *
format_agreement (const QvTally *tally)
{
  g_autofree char *figure = NULL;

  if (tally->method != QV_BALLOT_METHOD_RANKING || tally->n_seats == 0)
    return g_strdup ("");
  if (tally->n_seats < QV_TALLY_FEW)
    return g_strdup (_ ("Too few votes to say how alike the rankings are."));
  if (isnan (tally->kendall_w))
    return g_strdup ("");
  figure = qv_wording_for_number (tally->kendall_w, 2);
  /* Translators: Kendall's coefficient of concordance, W, of the rankings of all seats */
  return g_strdup_printf (
      _ ("Kendall's W is %s: 0 if the rankings have nothing in common, 1 if all are the same."), figure);
}

/* Whose silence the figures cannot show. */
static char *
format_absent (const QvTally *tally)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 1; i <= QV_N_HELICES; i++)
    if (tally->seats[i] == 0)
      g_ptr_array_add (names, (gpointer) qv_helix_get_title ((QvHelix) i));
  if (names->len == 0 || names->len == QV_N_HELICES)
    return g_strdup ("");
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  /* Translators: %s is one helix or several: "Companies, Residents" */
  return g_strdup_printf (_ ("No vote of: %s. The figures speak of the others only."), list);
}

static void
show_remark (GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (label), *sentence != '\0');
}

static void
show_remarks (QvResultsList *self, const QvTally *tally, gboolean is_hidden)
{
  g_autofree char *agreement = is_hidden ? g_strdup ("") : format_agreement (tally);
  g_autofree char *absent = is_hidden ? g_strdup ("") : format_absent (tally);

  show_remark (self->agreement, agreement);
  show_remark (self->absent, absent);
  gtk_widget_set_visible (GTK_WIDGET (self->help_button), !is_hidden);
  if (gtk_menu_button_get_popover (self->help_button) != NULL && self->explained == tally->method &&
      self->explains_groups == has_groups (self))
    return;
  self->explained = tally->method;
  self->explains_groups = has_groups (self);
  qv_figures_help_show (self->help_button, self->explained, self->explains_groups);
}

static void
set_n_rows (QvResultsList *self, guint n_rows)
{
  while (self->rows->len > n_rows)
    {
      gtk_list_box_remove (self->list, self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  while (self->rows->len < n_rows)
    {
      GtkWidget *row = qv_result_row_new ();

      qv_result_row_set_compact (QV_RESULT_ROW (row), self->is_compact);
      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
refresh (QvResultsList *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  const QvTally *tally = qv_vote_model_get_tally (self->model);
  gboolean is_hidden = qv_vote_model_is_hidden (self->model);
  g_autofree char *subtitle = NULL;

  if (tally == NULL)
    return;
  subtitle = is_hidden ? g_strdup ("") : format_subtitle (self);
  gtk_label_set_label (self->title, poll->is_closed ? _ ("Final results")
                                    : is_hidden     ? _ ("Results")
                                                    : _ ("Live results"));
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (self->hidden_page, is_hidden);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !is_hidden);
  set_n_rows (self, is_hidden ? 0 : tally->rows->len);
  for (guint i = 0; i < self->rows->len; i++)
    qv_result_row_show (self->rows->pdata[i], poll, tally, i);
  gtk_list_box_invalidate_headers (self->list);
  round_groups (self);
  show_remarks (self, tally, is_hidden);
}

static gboolean
qv_results_list_grab_focus (GtkWidget *widget)
{
  QvResultsList *self = QV_RESULTS_LIST (widget);

  return self->rows->len > 0 && gtk_widget_grab_focus (self->rows->pdata[0]);
}

static void
qv_results_list_dispose (GObject *object)
{
  QvResultsList *self = QV_RESULTS_LIST (object);

  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_RESULTS_LIST);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (qv_results_list_parent_class)->dispose (object);
}

static void
qv_results_list_finalize (GObject *object)
{
  g_ptr_array_unref (QV_RESULTS_LIST (object)->rows);
  G_OBJECT_CLASS (qv_results_list_parent_class)->finalize (object);
}

static void
qv_results_list_class_init (QvResultsListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qv_results_list_dispose;
  object_class->finalize = qv_results_list_finalize;
  widget_class->grab_focus = qv_results_list_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/vote/qv-results-list.ui");
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, box);
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, title);
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, subtitle);
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, hidden_page);
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, list);
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, agreement);
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, absent);
  gtk_widget_class_bind_template_child (widget_class, QvResultsList, help_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "resultslist");
}

static void
qv_results_list_init (QvResultsList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
}

/**
 * qv_results_list_set_model:
 * @self: a list
 * @model: whose ballot is shown; to be set once
 */
void
qv_results_list_set_model (QvResultsList *self, QvVoteModel *model)
{
  g_return_if_fail (QV_IS_RESULTS_LIST (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * qv_results_list_set_compact:
 * @self: a list
 * @compact: whether there is little room
 */
void
qv_results_list_set_compact (QvResultsList *self, gboolean compact)
{
  g_return_if_fail (QV_IS_RESULTS_LIST (self));

  self->is_compact = compact;
  for (guint i = 0; i < self->rows->len; i++)
    qv_result_row_set_compact (self->rows->pdata[i], compact);
}
