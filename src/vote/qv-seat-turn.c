/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-seat-turn.h"

#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-seat-card.h"
#include "qv-wording.h"

struct _QvSeatTurn
{
  GtkWidget parent_instance;

  GtkWidget *box;
  QvSeatCard *card;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  QvHelixMark *next_mark;
  GtkLabel *next_label;
  GtkToggleButton *absent_button;

  QvVoteModel *model;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (QvSeatTurn, qv_seat_turn, GTK_TYPE_WIDGET)

static void
show_next (QvSeatTurn *self, QvParticipant *next)
{
  gint64 number = qv_item_get_int (QV_ITEM (next), QV_PARTICIPANT_SEAT);
  g_autofree char *name = qv_wording_for_seat (qv_participant_get_helix (next), number);
  /* Translators: %s is a seat: "Residents, seat 5" */
  g_autofree char *tooltip = g_strdup_printf (_ ("Next: %s"), name);
  g_autofree char *figure = g_strdup_printf ("%d", (int) number);

  qv_helix_mark_set_helix (self->next_mark, qv_participant_get_helix (next));
  gtk_label_set_label (self->next_label, figure);
  gtk_widget_set_tooltip_text (self->next_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
}

static void
refresh (QvSeatTurn *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  QvParticipant *seat = qv_vote_model_get_seat (self->model);
  g_autoptr (QvParticipant) next = qv_vote_model_find_next (self->model, 1, FALSE);
  gboolean has_next = next != NULL && next != seat;

  gtk_widget_set_visible (self->box, poll != NULL && !poll->is_closed && seat != NULL);
  gtk_widget_set_sensitive (self->next_button, has_next);
  gtk_widget_set_sensitive (self->previous_button, has_next);
  self->is_showing = TRUE;
  if (seat != NULL)
    gtk_toggle_button_set_active (self->absent_button, !qv_vote_model_is_present (self->model, seat));
  self->is_showing = FALSE;
  if (has_next)
    show_next (self, next);
}

static void
next_clicked_cb (QvSeatTurn *self)
{
  qv_vote_model_step (self->model, 1);
}

static void
previous_clicked_cb (QvSeatTurn *self)
{
  qv_vote_model_step (self->model, -1);
}

static void
absent_toggled_cb (QvSeatTurn *self)
{
  if (!self->is_showing)
    qv_vote_model_set_present (self->model, !gtk_toggle_button_get_active (self->absent_button));
}

static void
qv_seat_turn_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_SEAT_TURN);
  g_clear_object (&QV_SEAT_TURN (object)->model);
  G_OBJECT_CLASS (qv_seat_turn_parent_class)->dispose (object);
}

static void
qv_seat_turn_class_init (QvSeatTurnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_seat_turn_dispose;
  g_type_ensure (QV_TYPE_HELIX_MARK);
  g_type_ensure (QV_TYPE_SEAT_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/vote/qv-seat-turn.ui");
  gtk_widget_class_bind_template_child (widget_class, QvSeatTurn, box);
  gtk_widget_class_bind_template_child (widget_class, QvSeatTurn, card);
  gtk_widget_class_bind_template_child (widget_class, QvSeatTurn, previous_button);
  gtk_widget_class_bind_template_child (widget_class, QvSeatTurn, next_button);
  gtk_widget_class_bind_template_child (widget_class, QvSeatTurn, next_mark);
  gtk_widget_class_bind_template_child (widget_class, QvSeatTurn, next_label);
  gtk_widget_class_bind_template_child (widget_class, QvSeatTurn, absent_button);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, absent_toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "seatturn");
}

static void
qv_seat_turn_init (QvSeatTurn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qv_seat_turn_set_model:
 * @self: a turn
 * @model: whose turn it is; to be set once
 */
void
qv_seat_turn_set_model (QvSeatTurn *self, QvVoteModel *model)
{
  g_return_if_fail (QV_IS_SEAT_TURN (self) && self->model == NULL);

  self->model = g_object_ref (model);
  qv_seat_card_set_model (self->card, model);
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
