/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-ballot-row.h"

#include <glib/gi18n.h>

#include "qv-dots.h"
#include "qv-tally.h"

struct _QvBallotRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  GtkLabel *letter;
  GtkLabel *text;
  GtkLabel *merged;
  QvDots *dots;
  GtkLabel *number;
  GtkWidget *buttons;
  GtkWidget *take_button;
  GtkWidget *give_button;
  GtkWidget *grades;
  GtkToggleButton *grade_buttons[QV_POLL_N_GRADES];

  gboolean is_showing;
  QvHelix helix;
};

G_DEFINE_FINAL_TYPE (QvBallotRow, qv_ballot_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  GIVE,
  TAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take_clicked_cb (QvBallotRow *self)
{
  g_signal_emit (self, signals[TAKE], 0);
}

static void
give_clicked_cb (QvBallotRow *self)
{
  g_signal_emit (self, signals[GIVE], 0, 0u);
}

/* The button that is down already takes its grade back. */
static void
grade_toggled_cb (GtkToggleButton *button, QvBallotRow *self)
{
  if (self->is_showing)
    return;
  for (guint i = 0; i < QV_POLL_N_GRADES; i++)
    if (self->grade_buttons[i] == button && gtk_toggle_button_get_active (button))
      g_signal_emit (self, signals[GIVE], 0, i + 1);
    else if (self->grade_buttons[i] == button)
      g_signal_emit (self, signals[TAKE], 0);
}

static void
make_grades (QvBallotRow *self)
{
  /* Translators: the five gradients of agreement, from 1 to 5. */
  const char *const names[QV_POLL_N_GRADES] = { N_ ("No"), N_ ("Rather not"), N_ ("Neither yes nor no"),
                                                N_ ("Rather yes"), N_ ("Yes") };

  for (guint i = 0; i < QV_POLL_N_GRADES; i++)
    {
      char figure[] = { (char) ('1' + i), '\0' };
      GtkWidget *button = gtk_toggle_button_new_with_label (figure);
      /* Translators: a grade and what it means: "4: Rather yes" */
      g_autofree char *name = g_strdup_printf (_ ("%u: %s"), i + 1, gettext (names[i]));

      gtk_widget_set_tooltip_text (button, name);
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (grade_toggled_cb), self, 0);
      gtk_box_append (GTK_BOX (self->grades), button);
      self->grade_buttons[i] = GTK_TOGGLE_BUTTON (button);
    }
}

static void
qv_ballot_row_dispose (GObject *object)
{
  /* The template takes the child away, which the row of GTK would take away once more. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_BALLOT_ROW);
  G_OBJECT_CLASS (qv_ballot_row_parent_class)->dispose (object);
}

static void
qv_ballot_row_class_init (QvBallotRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_ballot_row_dispose;

  signals[GIVE] =
      g_signal_new ("give", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[TAKE] = g_signal_new ("take", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (QV_TYPE_DOTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/vote/qv-ballot-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, box);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, letter);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, text);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, merged);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, dots);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, number);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, take_button);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, give_button);
  gtk_widget_class_bind_template_child (widget_class, QvBallotRow, grades);
  gtk_widget_class_bind_template_callback (widget_class, take_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_clicked_cb);
}

static void
qv_ballot_row_init (QvBallotRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_grades (self);
}

GtkWidget *
qv_ballot_row_new (void)
{
  return g_object_new (QV_TYPE_BALLOT_ROW, NULL);
}

static void
show_given (QvBallotRow *self, QvBallotMethod method, QvHelix helix, gint64 value)
{
  gboolean has_dots = method == QV_BALLOT_METHOD_DOTS && value > 0 && value <= 4;
  g_autofree char *number = g_strdup_printf ("%d", (int) value);

  qv_dots_show (self->dots, helix, (guint) CLAMP (value, 0, 4), (guint) CLAMP (value, 0, 4), 18);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), has_dots);
  gtk_label_set_label (self->number, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number),
                          method != QV_BALLOT_METHOD_GRADIENTS && value > 0 && !has_dots);
  for (guint i = 0; i < QV_POLL_N_GRADES; i++)
    gtk_toggle_button_set_active (self->grade_buttons[i], value == i + 1);
}

static void
colour (QvBallotRow *self, QvHelix helix, gboolean is_given)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), qv_helix_to_word (self->helix));
  self->helix = helix;
  gtk_widget_add_css_class (GTK_WIDGET (self), qv_helix_to_word (helix));
  if (is_given)
    gtk_widget_add_css_class (GTK_WIDGET (self), "given");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "given");
}

static void
name_buttons (QvBallotRow *self, QvBallotMethod method, const char *letter)
{
  gboolean is_ranking = method == QV_BALLOT_METHOD_RANKING;
  /* Translators: %s is the letter of an idea */
  g_autofree char *take =
      g_strdup_printf (is_ranking ? _ ("Take back the rank of %s") : _ ("Take back a dot from %s"), letter);
  /* Translators: %s is the letter of an idea */
  g_autofree char *give =
      g_strdup_printf (is_ranking ? _ ("Give %s the next rank") : _ ("Give %s a dot"), letter);

  gtk_widget_set_tooltip_text (self->take_button, take);
  gtk_widget_set_tooltip_text (self->give_button, give);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take_button), GTK_ACCESSIBLE_PROPERTY_LABEL, take,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->give_button), GTK_ACCESSIBLE_PROPERTY_LABEL, give,
                                  -1);
}

/**
 * qv_ballot_row_show:
 * @self: a row
 * @poll: an open ballot
 * @at: index of the option
 * @helix: of the seat
 * @value: what the seat gave the idea, see qv_poll_read_seat()
 * @can_give: whether it may give (more)
 */
void
qv_ballot_row_show (QvBallotRow *self, QvPoll *poll, guint at, QvHelix helix, gint64 value, gboolean can_give)
{
  g_autofree char *letter = qv_tally_letter (at);
  guint root = qv_poll_get_root (poll, at);
  gboolean has_grades = poll->method == QV_BALLOT_METHOD_GRADIENTS;

  g_return_if_fail (QV_IS_BALLOT_ROW (self));

  self->is_showing = TRUE;
  gtk_label_set_label (self->letter, letter);
  gtk_label_set_label (self->text, qv_record_get_text (poll->options->pdata[at], QV_BALLOT_OPTION_TEXT));
  gtk_widget_set_visible (GTK_WIDGET (self->merged), root != at);
  if (root != at && root != QV_POLL_NONE)
    {
      g_autofree char *other = qv_tally_letter (root);
      /* Translators: of an idea that was merged into another; %s is the other's letter */
      g_autofree char *merged = g_strdup_printf (_ ("Counts with %s"), other);

      gtk_label_set_label (self->merged, merged);
    }
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  has_grades ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->grades, has_grades && root == at);
  gtk_widget_set_visible (self->buttons, !has_grades && root == at);
  gtk_widget_set_sensitive (self->take_button, value > 0);
  gtk_widget_set_sensitive (self->give_button, can_give);
  name_buttons (self, poll->method, letter);
  show_given (self, poll->method, helix, value);
  colour (self, helix, value > 0);
  self->is_showing = FALSE;
}

/**
 * qv_ballot_row_set_marked:
 * @self: a row
 * @marked: whether its letter was pressed, and a grade is to follow
 */
void
qv_ballot_row_set_marked (QvBallotRow *self, gboolean marked)
{
  g_return_if_fail (QV_IS_BALLOT_ROW (self));

  if (marked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "marked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "marked");
}
