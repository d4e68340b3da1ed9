/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figures of a result mean, in plain words, and where the formulas come from. */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-figures-help.h"

#include <glib/gi18n.h>

#include "qv-tally.h"

#define WIDTH 40
#define MOST_WIDTH 54

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_WIDTH);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

/* @source: (nullable): a formula and who gave it, which is the same in all languages */
static void
add_figure (GtkBox *box, const char *name, const char *meaning, const char *source)
{
  add_label (box, name, "heading");
  add_label (box, meaning, NULL);
  if (source != NULL)
    add_label (box, source, "figure-source");
}

static void
add_dots (GtkBox *box)
{
  add_figure (
      box, _ ("Bars"),
      _ ("Each bar is a share of the helix's own dots, so that a helix with few seats is seen as well "
         "as one with many. The longest bar of all fills its place."),
      NULL);
}

static void
add_ranking (GtkBox *box)
{
  add_figure (box, _ ("Mean rank"),
              _ ("1 is the best. Ideas that a seat left out share the middle of the ranks that were left."),
              NULL);
  add_figure (
      box, _ ("Kendall's W"),
      _ ("How alike all rankings are: 1 if all seats put the ideas in the same order, 0 if the orders "
         "have nothing in common. Ideas that a seat left out count as tied."),
      "W = 12 S ∕ (m² (n³ − n) − m T) · M. G. Kendall, B. Babington Smith 1939, “The Problem of m "
      "Rankings”, Annals of Mathematical Statistics 10");
}

static void
add_gradients (GtkBox *box)
{
  add_figure (box, _ ("For an idea"),
              _ ("A helix is for an idea when more than half of its seats that graded it gave 4 or 5."),
              NULL);
  add_figure (
      box, _ ("Same grade"),
      /* xgettext:no-c-format */
      _ ("How much the grades of one idea agree with each other: 100 % if all gave the same, 0 % if one "
         "half said 1 and the other 5. It does not say whether they are for it."),
      "1 + Σ p log₂ (1 − |X − μ| ∕ d) · W. J. Tastle, M. J. Wierman 2007, “Consensus and dissention: A "
      "measure of ordinal dispersion”, International Journal of Approximate Reasoning 45");
}

static void
add_groups (GtkBox *box)
{
  add_figure (
      box, _ ("Across helices"),
      _ ("The chance that seats taken at random, one of each helix, are all for the idea. Few seats say less "
         "than many. Where a helix has not voted, it is the mean of the others, and can only be compared "
         "within this vote."),
      "Π (A + 1) ∕ (S + 2) · C. Small et al. 2021, “Polis: Scaling deliberation by mapping high dimensional "
      "opinion spaces”, RECERCA 26");
}

static GtkWidget *
make_help (QvBallotMethod method, gboolean has_groups)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *few = g_strdup_printf (
      ngettext ("Below %d vote they are left out: a single seat would change them too much.",
                "Below %d votes they are left out: a single seat would change them too much.", QV_TALLY_FEW),
      QV_TALLY_FEW);

  add_label (GTK_BOX (box), _ ("What the figures mean"), "title-4");
  switch (method)
    {
    case QV_BALLOT_METHOD_RANKING:
      add_ranking (GTK_BOX (box));
      break;
    case QV_BALLOT_METHOD_GRADIENTS:
      add_gradients (GTK_BOX (box));
      break;
    case QV_BALLOT_METHOD_DOTS:
    default:
      add_dots (GTK_BOX (box));
      break;
    }
  if (has_groups)
    add_groups (GTK_BOX (box));
  add_figure (GTK_BOX (box), _ ("Few votes"), few, NULL);
  gtk_widget_add_css_class (box, "figures-help");
  return box;
}

/**
 * qv_figures_help_show:
 * @button: what opens the explanation
 * @method: how was voted
 * @has_groups: whether ideas are grouped by the helices that are for them
 *
 * Gives the button the explanation of the figures that stand in such a result.
 */
void
qv_figures_help_show (GtkMenuButton *button, QvBallotMethod method, gboolean has_groups)
{
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkWidget *scroller;

  if (popover == NULL)
    {
      popover = gtk_popover_new ();
      gtk_menu_button_set_popover (button, popover);
    }
  scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                           "propagate-natural-height", TRUE, "max-content-height", 520, "child",
                           make_help (method, has_groups), NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
}
