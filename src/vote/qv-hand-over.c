/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-hand-over.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-ballot-list.h"
#include "qv-helix-mark.h"
#include "qv-seat-card.h"
#include "qv-wording.h"

struct _QvHandOver
{
  GtkWidget parent_instance;

  GtkStack *stack; /* pass, vote, over */
  QvHelixMark *mark;
  GtkLabel *pass_label;
  GtkWidget *start_button;
  GtkWidget *back_button;
  QvSeatCard *card;
  GtkLabel *refusal;
  QvBallotList *ballot;

  QvVoteModel *model;
  GHashTable *asked; /* ids of those who have had the screen, as gint64 */
  QvId next;         /* who is to get it */
};

G_DEFINE_FINAL_TYPE (QvHandOver, qv_hand_over, GTK_TYPE_WIDGET)

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_voting (QvHandOver *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "vote") == 0;
}

static void
ask_for (QvHandOver *self, QvParticipant *seat)
{
  g_autofree char *who = NULL, *sentence = NULL;
  gint64 number;

  if (seat == NULL)
    {
      self->next = QV_ID_NONE;
      gtk_stack_set_visible_child_name (self->stack, "over");
      gtk_widget_grab_focus (self->back_button);
      return;
    }
  number = qv_item_get_int (QV_ITEM (seat), QV_PARTICIPANT_SEAT);
  who = qv_wording_for_seat (qv_participant_get_helix (seat), number);
  /* Translators: %s is a seat: "Residents, seat 5" */
  sentence = g_strdup_printf (_ ("Pass the screen to %s"), who);
  self->next = qv_item_get_id (QV_ITEM (seat));
  g_hash_table_add (self->asked, g_memdup2 (&self->next, sizeof self->next));
  qv_helix_mark_set_helix (self->mark, qv_participant_get_helix (seat));
  qv_helix_mark_set_number (self->mark, (int) number);
  gtk_label_set_label (self->pass_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, "pass");
  gtk_widget_grab_focus (self->start_button);
}

/* Who gave nothing has had the turn all the same, and is not asked again. */
static gboolean
is_due (QvHandOver *self, QvParticipant *seat)
{
  QvId id = qv_item_get_id (QV_ITEM (seat));

  return qv_vote_model_is_present (self->model, seat) && !qv_vote_model_has_voted (self->model, id) &&
         !g_hash_table_contains (self->asked, &id);
}

static void
pass_on (QvHandOver *self)
{
  GPtrArray *order = qv_vote_model_get_order (self->model);
  QvParticipant *present = qv_vote_model_get_seat (self->model);
  guint at = 0;

  if (present != NULL)
    g_ptr_array_find (order, present, &at);
  for (guint i = 1; i <= order->len; i++)
    if (is_due (self, order->pdata[(at + i) % order->len]))
      {
        ask_for (self, order->pdata[(at + i) % order->len]);
        return;
      }
  ask_for (self, NULL);
}

static void
start_clicked_cb (QvHandOver *self)
{
  gtk_label_set_label (self->refusal, "");
  qv_vote_model_set_seat (self->model, self->next);
  gtk_stack_set_visible_child_name (self->stack, "vote");
  gtk_widget_grab_focus (GTK_WIDGET (self->ballot));
}

/* Whoever is not there or does not want to is passed over. */
static void
skip_clicked_cb (QvHandOver *self)
{
  qv_vote_model_set_seat (self->model, self->next);
  pass_on (self);
}

static void
done_clicked_cb (QvHandOver *self)
{
  pass_on (self);
}

static void
back_response_cb (QvHandOver *self, const char *response)
{
  if (g_strcmp0 (response, "back") == 0)
    g_signal_emit (self, signals[ENDED], 0);
}

/* What is behind is for the facilitator alone, so nobody gets there by the way. */
static void
back_clicked_cb (QvHandOver *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = adw_message_dialog_new (
      window, _ ("Is the screen back with the facilitator?"),
      _ ("Behind this page are the ballots of all seats. Only the facilitator goes there."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Go On Voting"), "back",
                                    _ ("_I Am the Facilitator"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (back_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* In the hands of a seat, Backspace goes to nobody else's ballot. */
static void
moved_cb (QvHandOver *self, int step)
{
  if (step > 0)
    pass_on (self);
}

static void
changed_cb (QvHandOver *self)
{
  QvPoll *poll = qv_vote_model_get_poll (self->model);

  gtk_label_set_label (self->refusal, "");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (poll == NULL || poll->is_closed))
    g_signal_emit (self, signals[ENDED], 0);
}

static void
qv_hand_over_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QV_TYPE_HAND_OVER);
  g_clear_object (&QV_HAND_OVER (object)->model);
  G_OBJECT_CLASS (qv_hand_over_parent_class)->dispose (object);
}

static void
qv_hand_over_finalize (GObject *object)
{
  g_hash_table_unref (QV_HAND_OVER (object)->asked);
  G_OBJECT_CLASS (qv_hand_over_parent_class)->finalize (object);
}

static void
qv_hand_over_class_init (QvHandOverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_hand_over_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_hand_over_finalize;

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (QV_TYPE_BALLOT_LIST);
  g_type_ensure (QV_TYPE_HELIX_MARK);
  g_type_ensure (QV_TYPE_SEAT_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/vote/qv-hand-over.ui");
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, stack);
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, mark);
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, pass_label);
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, start_button);
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, back_button);
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, card);
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, refusal);
  gtk_widget_class_bind_template_child (widget_class, QvHandOver, ballot);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "handover");
}

static void
qv_hand_over_init (QvHandOver *self)
{
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qv_hand_over_set_model:
 * @self: a screen
 * @model: what is voted on; to be set once
 */
void
qv_hand_over_set_model (QvHandOver *self, QvVoteModel *model)
{
  g_return_if_fail (QV_IS_HAND_OVER (self) && self->model == NULL);

  self->model = g_object_ref (model);
  qv_seat_card_set_model (self->card, model);
  qv_ballot_list_set_model (self->ballot, model);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * qv_hand_over_begin:
 * @self: a screen that is shown
 *
 * Asks for the seat whose turn it is, or the next that has not voted.
 */
void
qv_hand_over_begin (QvHandOver *self)
{
  QvParticipant *seat;

  g_return_if_fail (QV_IS_HAND_OVER (self));

  g_hash_table_remove_all (self->asked);
  seat = qv_vote_model_get_seat (self->model);
  if (seat != NULL && is_due (self, seat))
    ask_for (self, seat);
  else
    pass_on (self);
}

/**
 * qv_hand_over_refuse:
 * @self: a screen
 * @sentence: why the seat cannot give what it wanted
 */
void
qv_hand_over_refuse (QvHandOver *self, const char *sentence)
{
  g_return_if_fail (QV_IS_HAND_OVER (self));

  gtk_label_set_label (self->refusal, sentence);
}

/**
 * qv_hand_over_press:
 * @self: a screen
 * @controller: that heard the key
 * @key: the key as typed
 * @code: of the key itself
 * @state: what is held
 *
 * Returns: whether the key means something here
 */
gboolean
qv_hand_over_press (
    QvHandOver *self, GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state)
{
  g_return_val_if_fail (QV_IS_HAND_OVER (self), FALSE);

  return is_voting (self) && qv_ballot_list_press (self->ballot, controller, key, code, state);
}
