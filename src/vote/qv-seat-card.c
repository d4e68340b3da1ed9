/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-seat-card.h"

#include <glib/gi18n.h>

#include "qv-dots.h"
#include "qv-helix-mark.h"
#include "qv-wording.h"

#define MOST_DOTS 8

struct _QvSeatCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  QvHelixMark *mark;
  GtkLabel *name;
  QvDots *dots;
  GtkLabel *left;

  QvVoteModel *model;
};

G_DEFINE_FINAL_TYPE (QvSeatCard, qv_seat_card, GTK_TYPE_WIDGET)

static char *
format_left (const QvPoll *poll, guint n_given, guint n_ideas)
{
  guint budget = poll->budget;

  if (poll->method == QV_BALLOT_METHOD_GRADIENTS)
    return g_strdup_printf (ngettext ("%d of %d idea graded", "%d of %d ideas graded", n_ideas),
                            (int) n_given, (int) n_ideas);
  if (poll->method == QV_BALLOT_METHOD_RANKING)
    {
      budget = budget > 0 ? MIN (budget, n_ideas) : n_ideas;
      return g_strdup_printf (ngettext ("%d of %d idea ranked", "%d of %d ideas ranked", budget),
                              (int) n_given, (int) budget);
    }
  if (budget == 0)
    return g_strdup_printf (ngettext ("%d dot given", "%d dots given", n_given), (int) n_given);
  return g_strdup_printf (ngettext ("%d dot left", "%d dots left", budget - n_given),
                          (int) (budget - n_given));
}

static void
refresh (QvSeatCard *self)
{
  QvPoll *poll = qv_vote_model_get_poll (self->model);
  QvParticipant *seat = qv_vote_model_get_seat (self->model);
  g_autofree gint64 *values = NULL;
  g_autofree char *name = NULL, *left = NULL;
  guint n_given, n_ideas = 0;
  gint64 number;

  gtk_widget_set_visible (self->box, poll != NULL && !poll->is_closed && seat != NULL);
  if (!gtk_widget_get_visible (self->box))
    return;
  values = g_new0 (gint64, poll->options->len + 1);
  n_given = qv_vote_model_read_seat (self->model, values);
  for (guint i = 0; i < poll->options->len; i++)
    n_ideas += qv_poll_get_root (poll, i) == i;
  number = qv_item_get_int (QV_ITEM (seat), QV_PARTICIPANT_SEAT);
  name = qv_wording_for_seat (qv_participant_get_helix (seat), number);
  left = format_left (poll, n_given, n_ideas);
  qv_helix_mark_set_helix (self->mark, qv_participant_get_helix (seat));
  qv_helix_mark_set_number (self->mark, (int) number);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->left, left);
  qv_dots_show (self->dots, qv_participant_get_helix (seat), n_given, poll->budget, 24);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), poll->method == QV_BALLOT_METHOD_DOTS &&
                                                       poll->budget > 0 && poll->budget <= MOST_DOTS);
}

static void
qv_seat_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_SEAT_CARD);
  g_clear_object (&QV_SEAT_CARD (object)->model);
  G_OBJECT_CLASS (qv_seat_card_parent_class)->dispose (object);
}

static void
qv_seat_card_class_init (QvSeatCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_seat_card_dispose;
  g_type_ensure (QV_TYPE_DOTS);
  g_type_ensure (QV_TYPE_HELIX_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/vote/qv-seat-card.ui");
  gtk_widget_class_bind_template_child (widget_class, QvSeatCard, box);
  gtk_widget_class_bind_template_child (widget_class, QvSeatCard, mark);
  gtk_widget_class_bind_template_child (widget_class, QvSeatCard, name);
  gtk_widget_class_bind_template_child (widget_class, QvSeatCard, dots);
  gtk_widget_class_bind_template_child (widget_class, QvSeatCard, left);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "seatcard");
}

static void
qv_seat_card_init (QvSeatCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qv_seat_card_set_model:
 * @self: a card
 * @model: whose turn it shows; to be set once
 */
void
qv_seat_card_set_model (QvSeatCard *self, QvVoteModel *model)
{
  g_return_if_fail (QV_IS_SEAT_CARD (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
