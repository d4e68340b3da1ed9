/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-vote-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qv-ballot-list.h"
#include "qv-ballot-setup.h"
#include "qv-hand-over.h"
#include "qv-helix-mark.h"
#include "qv-look.h"
#include "qv-results-list.h"
#include "qv-seat-card.h"
#include "qv-seat-ring.h"
#include "qv-vote-model.h"
#include "qv-wording.h"

#define NORMAL 1200
#define MEDIUM 900
#define BALLOT_WIDTH 412

typedef enum
{
  FORM_NONE,
  FORM_NARROW, /* one pane at a time */
  FORM_MEDIUM, /* the seats, and beside them the ballot or the results */
  FORM_NORMAL,
} Form;

struct _QvVoteView
{
  GtkWidget parent_instance;

  GtkStack *stack; /* loading, setup, vote, handed */
  QvBallotSetup *setup;
  QvHandOver *hand_over;
  GtkWidget *seats_pane;
  GtkWidget *ballot_pane;
  GtkWidget *results_pane;
  GtkDropDown *ballot_drop;
  GtkLabel *ballot_title;
  QvSeatRing *ring;
  GtkLabel *n_voted_label;
  GtkLabel *of_label;
  GtkLabel *voted_label;
  AdwBin *turn_bin;
  AdwBin *turn_bin_narrow;
  GtkWidget *turn_box;
  QvSeatCard *card;
  GtkWidget *next_button;
  QvHelixMark *next_mark;
  GtkLabel *next_label;
  GtkWidget *previous_button;
  GtkToggleButton *absent_button;
  GtkWidget *hand_over_button;
  GtkSwitch *projector_switch;
  GtkLabel *projector_label;
  GtkWidget *close_button;
  GtkLabel *ballot_label;
  GtkLabel *last_key;
  GtkWidget *keys_box;
  QvBallotList *ballot;
  GtkLabel *refusal;
  QvResultsList *results;
  AdwViewStack *panes; /* its pages only name the panes */
  AdwViewStackPage *seats_page;
  AdwViewStackPage *ballot_page;
  AdwViewSwitcherBar *switcher_bar;

  QvVoteModel *model;
  GArray *ballots; /* (element-type QvId), in the order of the switch */
  Form form;
  guint form_source;
  gboolean is_showing;
  gboolean is_setting_up;
};

G_DEFINE_FINAL_TYPE (QvVoteView, qv_vote_view, GTK_TYPE_WIDGET)

enum
{
  DONE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
name_seat (QvParticipant *seat)
{
  return qv_wording_for_seat (qv_participant_get_helix (seat),
                              qv_item_get_int (QV_ITEM (seat), QV_PARTICIPANT_SEAT));
}

static gboolean
is_open (QvVoteView *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);

  return poll != NULL && !poll->is_closed;
}

static gboolean
is_on (QvVoteView *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

static void
show_panes (QvVoteView *self)
{
  const char *pane = adw_view_stack_get_visible_child_name (self->panes);
  gboolean has_ballot = is_open (self);
  gboolean is_narrow = self->form == FORM_NARROW;

  if (qv_vote_model_get_poll (self->model) == NULL)
    return;
  gtk_widget_set_visible (self->seats_pane, !is_narrow || g_strcmp0 (pane, "seats") == 0);
  gtk_widget_set_visible (self->ballot_pane,
                          has_ballot && (self->form == FORM_NORMAL || g_strcmp0 (pane, "ballot") == 0));
  gtk_widget_set_visible (self->results_pane, self->form == FORM_NORMAL || g_strcmp0 (pane, "results") == 0 ||
                                                  (!has_ballot && !is_narrow));
  adw_view_stack_page_set_visible (self->seats_page, is_narrow);
  adw_view_stack_page_set_visible (self->ballot_page, has_ballot);
  adw_view_switcher_bar_set_reveal (self->switcher_bar,
                                    is_narrow || (self->form == FORM_MEDIUM && has_ballot));
}

static void
pane_changed_cb (QvVoteView *self)
{
  if (self->model != NULL)
    show_panes (self);
}

static void
move_child (AdwBin *from, AdwBin *to)
{
  g_autoptr (GtkWidget) child = adw_bin_get_child (from);

  if (child == NULL || from == to)
    {
      g_steal_pointer (&child);
      return;
    }
  g_object_ref (child);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, child);
}

/* On a closed ballot there is nothing to be given; where only one pane has room, it is that of the results.
 */
static void
choose_pane (QvVoteView *self)
{
  const char *pane = adw_view_stack_get_visible_child_name (self->panes);

  if (qv_vote_model_get_poll (self->model) == NULL)
    return;
  if (!is_open (self) && g_strcmp0 (pane, "ballot") == 0)
    adw_view_stack_set_visible_child_name (self->panes, "results");
  if (self->form == FORM_MEDIUM && g_strcmp0 (pane, "seats") == 0)
    adw_view_stack_set_visible_child_name (self->panes, is_open (self) ? "ballot" : "results");
}

static gboolean
change_form_cb (gpointer data)
{
  QvVoteView *self = data;
  gboolean is_narrow = self->form == FORM_NARROW;

  self->form_source = 0;
  move_child (is_narrow ? self->turn_bin : self->turn_bin_narrow,
              is_narrow ? self->turn_bin_narrow : self->turn_bin);
  qv_ballot_setup_set_compact (self->setup, is_narrow);
  qv_results_list_set_compact (self->results, is_narrow);
  gtk_widget_set_hexpand (self->seats_pane, is_narrow);
  gtk_widget_set_hexpand (self->ballot_pane, self->form != FORM_NORMAL);
  gtk_widget_set_size_request (self->ballot_pane,
                               self->form == FORM_NORMAL
                                   ? (int) (BALLOT_WIDTH * qv_look_get_text_scale (GTK_WIDGET (self)))
                                   : -1,
                               -1);
  choose_pane (self);
  show_panes (self);
  qv_vote_view_focus (self);
  return G_SOURCE_REMOVE;
}

static void
qv_vote_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  /* The form follows the size, so what the present form needs must not hold the window open. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 360 : 300;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1366 : 700;
  *minimum_baseline = *natural_baseline = -1;
}

static void
qv_vote_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvVoteView *self = QV_VOTE_VIEW (widget);
  int effective = (int) (width / qv_look_get_text_scale (widget)), minimum_width, minimum_height;
  Form form = effective >= NORMAL ? FORM_NORMAL : effective >= MEDIUM ? FORM_MEDIUM : FORM_NARROW;

  if (form != self->form)
    {
      self->form = form;
      if (self->form_source == 0)
        self->form_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, change_form_cb, self, NULL);
    }
  gtk_widget_measure (GTK_WIDGET (self->stack), GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL,
                      NULL);
  minimum_width = MAX (minimum_width, width);
  gtk_widget_measure (GTK_WIDGET (self->stack), GTK_ORIENTATION_VERTICAL, minimum_width, &minimum_height,
                      NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->stack), minimum_width, MAX (minimum_height, height), -1, NULL);
}

static const char *
describe_seat (QvVoteView *self, QvParticipant *seat, gboolean is_closed)
{
  if (is_closed)
    return NULL;
  if (qv_vote_model_has_voted (self->model, qv_item_get_id (QV_ITEM (seat))))
    /* Translators: of a seat at the table */
    return ngettext ("has voted", "have voted", 1);
  if (!qv_vote_model_is_present (self->model, seat))
    /* Translators: of a seat at the table */
    return _ ("absent");
  /* Translators: of a seat at the table */
  return _ ("has not voted yet");
}

/* Once the vote is closed nobody knows who voted. */
static void
show_ring (QvVoteView *self)
{
  GPtrArray *order = qv_vote_model_get_order (self->model);
  g_autofree QvSeat *seats = g_new0 (QvSeat, order->len + 1);
  QvParticipant *current = qv_vote_model_get_seat (self->model);
  gboolean is_closed = !is_open (self);

  for (guint i = 0; i < order->len; i++)
    {
      QvId id = qv_item_get_id (order->pdata[i]);

      seats[i].participant = id;
      seats[i].helix = qv_participant_get_helix (order->pdata[i]);
      seats[i].number = (int) qv_item_get_int (order->pdata[i], QV_PARTICIPANT_SEAT);
      seats[i].mark = is_closed                                   ? QV_SEAT_MARK_FILLED
                      : qv_vote_model_has_voted (self->model, id) ? QV_SEAT_MARK_CHECK
                                                                  : QV_SEAT_MARK_OUTLINE;
      seats[i].detail = describe_seat (self, order->pdata[i], is_closed);
    }
  qv_seat_ring_set_seats (self->ring, seats, order->len);
  qv_seat_ring_set_current (self->ring,
                            current != NULL && !is_closed ? qv_item_get_id (QV_ITEM (current)) : QV_ID_NONE);
}

static void
show_voted (QvVoteView *self)
{
  guint n_seats, n_voted = qv_vote_model_count_voted (self->model, &n_seats);
  g_autofree char *figure = g_strdup_printf ("%u", n_voted);
  /* Translators: after the number of seats that have voted: "11 of 16" */
  g_autofree char *of = g_strdup_printf (_ ("of %u"), n_seats);

  gtk_label_set_label (self->n_voted_label, figure);
  gtk_label_set_label (self->of_label, of);
  gtk_widget_set_visible (GTK_WIDGET (self->of_label), is_open (self));
  /* Translators: under "11 of 16": that many seats of the table */
  gtk_label_set_label (self->voted_label,
                       ngettext ("has voted", "have voted", is_open (self) ? n_seats : n_voted));
  if (is_open (self) && n_voted == n_seats && n_voted > 0)
    gtk_widget_add_css_class (self->close_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->close_button, "suggested-action");
}

static void
show_turn (QvVoteView *self)
{
  QvParticipant *seat = qv_vote_model_get_seat (self->model);
  g_autoptr (QvParticipant) next = qv_vote_model_find_next (self->model, 1, FALSE);
  gboolean has_next = next != NULL && next != seat;
  g_autofree char *name = NULL, *tooltip = NULL, *number = NULL;

  gtk_widget_set_visible (self->turn_box, is_open (self) && seat != NULL);
  gtk_widget_set_visible (self->hand_over_button, is_open (self) && seat != NULL);
  gtk_widget_set_sensitive (self->next_button, has_next);
  gtk_widget_set_sensitive (self->previous_button, has_next);
  if (seat != NULL)
    gtk_toggle_button_set_active (self->absent_button, !qv_vote_model_is_present (self->model, seat));
  if (!has_next)
    return;
  name = name_seat (next);
  /* Translators: %s is a seat: "Residents, seat 5" */
  tooltip = g_strdup_printf (_ ("Next: %s"), name);
  number = g_strdup_printf ("%d", (int) qv_item_get_int (QV_ITEM (next), QV_PARTICIPANT_SEAT));
  qv_helix_mark_set_helix (self->next_mark, qv_participant_get_helix (next));
  gtk_label_set_label (self->next_label, number);
  gtk_widget_set_tooltip_text (self->next_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
}

static void
show_ballot (QvVoteView *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  QvParticipant *seat = qv_vote_model_get_seat (self->model);
  g_autofree char *name = seat != NULL ? name_seat (seat) : g_strdup ("–");
  /* Translators: %s is a seat: "Research, seat 3" */
  g_autofree char *title = g_strdup_printf (_ ("Ballot · %s"), name);
  g_autofree char *last = qv_tally_letter (MIN (poll->options->len, 26) - 1);

  gtk_label_set_label (self->ballot_label, seat != NULL ? title : _ ("No seats at the table yet"));
  gtk_label_set_label (self->last_key, last);
  gtk_widget_set_visible (self->keys_box, self->form != FORM_NARROW && poll->options->len > 0);
  gtk_label_set_label (self->refusal, "");
}

static void
show_projector (QvVoteView *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  gboolean is_released = qv_record_get_int (poll->ballot, QV_BALLOT_RELEASED) != 0;

  gtk_switch_set_active (self->projector_switch, is_released);
  gtk_label_set_label (self->projector_label, qv_vote_model_is_hidden (self->model)
                                                  ? _ ("Hidden until the vote is closed")
                                              : is_released ? _ ("Everybody sees them")
                                                            : _ ("Only you see them"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->projector_switch), !qv_vote_model_is_hidden (self->model));
  gtk_widget_set_visible (self->close_button, is_open (self));
  gtk_widget_set_sensitive (self->close_button, !qv_vote_model_is_closing (self->model));
}

static char *
name_ballot (QvItem *ballot)
{
  const char *title = qv_item_get_text (ballot, QV_BALLOT_TITLE);

  if (qv_record_is_null (qv_item_get_record (ballot), QV_BALLOT_CLOSED))
    return g_strdup (title);
  /* Translators: a vote that is closed; %s is its title */
  return g_strdup_printf (_ ("%s (closed)"), title);
}

/* The switch among several ballots, in the order in which they were made. */
static void
show_ballots (QvVoteView *self)
{
  GListModel *list = qv_vote_model_get_ballots (self->model);
  guint n = g_list_model_get_n_items (list), at = 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->ballots, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) ballot = g_list_model_get_item (list, i);
      g_autofree char *name = name_ballot (ballot);
      QvId id = qv_item_get_id (ballot);

      g_array_append_val (self->ballots, id);
      gtk_string_list_append (names, name);
      if (id != qv_vote_model_get_ballot (self->model))
        continue;
      at = i;
      gtk_label_set_label (self->ballot_title, name);
    }
  gtk_drop_down_set_model (self->ballot_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->ballot_drop, at);
  gtk_widget_set_visible (GTK_WIDGET (self->ballot_drop), n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->ballot_title), n == 1);
}

static void
show_page (QvVoteView *self, const char *page)
{
  if (is_on (self, page))
    return;
  gtk_stack_set_visible_child_name (self->stack, page);
  qv_vote_view_focus (self);
}

static void
refresh (QvVoteView *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);

  if (poll == NULL && !qv_vote_model_is_loaded (self->model))
    return;
  if (poll == NULL)
    {
      if (!is_on (self, "setup"))
        qv_ballot_setup_begin (self->setup, FALSE);
      show_page (self, "setup");
      return;
    }
  self->is_showing = TRUE;
  show_ballots (self);
  show_ring (self);
  show_voted (self);
  show_turn (self);
  show_ballot (self);
  show_projector (self);
  choose_pane (self);
  show_panes (self);
  self->is_showing = FALSE;
  if (is_on (self, "handed") || self->is_setting_up)
    return;
  show_page (self, "vote");
}

static void
seat_activated_cb (QvVoteView *self, QvId participant)
{
  if (!is_open (self))
    return;
  qv_vote_model_set_seat (self->model, participant);
  if (self->form != FORM_NORMAL)
    adw_view_stack_set_visible_child_name (self->panes, "ballot");
  gtk_widget_grab_focus (GTK_WIDGET (self->ballot));
}

static void
moved_cb (QvVoteView *self, int step)
{
  qv_vote_model_step (self->model, step);
}

static void
next_clicked_cb (QvVoteView *self)
{
  qv_vote_model_step (self->model, 1);
}

static void
previous_clicked_cb (QvVoteView *self)
{
  qv_vote_model_step (self->model, -1);
}

static void
absent_toggled_cb (QvVoteView *self)
{
  if (!self->is_showing)
    qv_vote_model_set_present (self->model, !gtk_toggle_button_get_active (self->absent_button));
}

static void
projector_switched_cb (QvVoteView *self)
{
  if (!self->is_showing)
    qv_vote_model_release (self->model, gtk_switch_get_active (self->projector_switch));
}

static void
ballot_chosen_cb (QvVoteView *self)
{
  guint at = gtk_drop_down_get_selected (self->ballot_drop);

  if (!self->is_showing && at < self->ballots->len)
    qv_vote_model_set_ballot (self->model, g_array_index (self->ballots, QvId, at));
}

static void
new_clicked_cb (QvVoteView *self)
{
  self->is_setting_up = TRUE;
  qv_ballot_setup_begin (self->setup, TRUE);
  show_page (self, "setup");
}

static void
setup_cancelled_cb (QvVoteView *self)
{
  self->is_setting_up = FALSE;
  refresh (self);
}

static void
hand_over_clicked_cb (QvVoteView *self)
{
  gtk_stack_set_visible_child_name (self->stack, "handed");
  qv_hand_over_begin (self->hand_over);
}

static void
hand_over_ended_cb (QvVoteView *self)
{
  show_page (self, "vote");
  refresh (self);
}

static void
close_response_cb (QvVoteView *self, const char *response)
{
  if (g_strcmp0 (response, "close") == 0)
    qv_vote_model_close (self->model);
  qv_vote_view_focus (self);
}

static void
close_clicked_cb (QvVoteView *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Close this vote?"), NULL));
  guint n_seats, n_voted = qv_vote_model_count_voted (self->model, &n_seats), n_silent = n_seats - n_voted;
  g_autofree char *silent = n_silent == 0
                                ? g_strdup ("")
                                : g_strdup_printf (ngettext ("%u seat has not voted yet.",
                                                             "%u seats have not voted yet.", n_silent),
                                                   n_silent);
  g_autofree char *body =
      g_strdup_printf ("%s%s%s",
                       _ ("This is final. From then on only totals by helix are kept: nobody can see or "
                          "change what a seat gave, "
                          "and what was done in this session until then cannot be undone any more."),
                       n_silent > 0 ? "\n\n" : "", silent);

  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "close", _ ("Close _Vote"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, QvVoteView *self)
{
  if (is_on (self, "handed"))
    return qv_hand_over_press (self->hand_over, controller, key, code, state);
  return is_on (self, "vote") && qv_ballot_list_press (self->ballot, controller, key, code, state);
}

static void
refused_cb (QvVoteView *self, const char *sentence)
{
  gtk_label_set_label (self->refusal, sentence);
  qv_hand_over_refuse (self->hand_over, sentence);
}

static void
done_cb (QvVoteView *self, const char *label)
{
  g_signal_emit (self, signals[DONE], 0, label);
}

static void
failed_cb (QvVoteView *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
opened_cb (QvVoteView *self)
{
  self->is_setting_up = FALSE;
  refresh (self);
  adw_view_stack_set_visible_child_name (self->panes, "ballot");
  qv_vote_view_focus (self);
}

static void
qv_vote_view_dispose (GObject *object)
{
  QvVoteView *self = QV_VOTE_VIEW (object);

  g_clear_handle_id (&self->form_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_VOTE_VIEW);
  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);
  G_OBJECT_CLASS (qv_vote_view_parent_class)->dispose (object);
}

static void
qv_vote_view_finalize (GObject *object)
{
  g_array_unref (QV_VOTE_VIEW (object)->ballots);
  G_OBJECT_CLASS (qv_vote_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, stack);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, setup);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, hand_over);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, seats_pane);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, ballot_pane);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, results_pane);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, ballot_drop);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, ballot_title);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, ring);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, turn_bin);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, turn_bin_narrow);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, turn_box);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, card);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, next_button);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, next_mark);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, next_label);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, previous_button);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, absent_button);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, hand_over_button);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, projector_switch);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, projector_label);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, close_button);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, ballot_label);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, last_key);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, keys_box);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, ballot);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, refusal);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, results);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, panes);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, switcher_bar);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, pane_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, seat_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, absent_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, projector_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, ballot_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, hand_over_ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
qv_vote_view_class_init (QvVoteViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = qv_vote_view_dispose;
  object_class->finalize = qv_vote_view_finalize;
  widget_class->measure = qv_vote_view_measure;
  widget_class->size_allocate = qv_vote_view_size_allocate;

  signals[DONE] =
      g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] =
      g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (QV_TYPE_BALLOT_LIST);
  g_type_ensure (QV_TYPE_BALLOT_SETUP);
  g_type_ensure (QV_TYPE_HAND_OVER);
  g_type_ensure (QV_TYPE_HELIX_MARK);
  g_type_ensure (QV_TYPE_RESULTS_LIST);
  g_type_ensure (QV_TYPE_SEAT_CARD);
  g_type_ensure (QV_TYPE_SEAT_RING);
  qv_look_load_style ("/org/quadrivio/Quadrivio/vote/vote.css");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/vote/qv-vote-view.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_set_css_name (widget_class, "voteview");
}

static void
make_panes (QvVoteView *self)
{
  self->ballot_page = adw_view_stack_add_titled_with_icon (self->panes, adw_bin_new (), "ballot",
                                                           _ ("Ballot"), "object-select-symbolic");
  self->seats_page = adw_view_stack_add_titled_with_icon (self->panes, adw_bin_new (), "seats", _ ("Seats"),
                                                          "system-users-symbolic");
  adw_view_stack_add_titled_with_icon (self->panes, adw_bin_new (), "results", _ ("Results"),
                                       "view-list-symbolic");
}

static GtkWidget *
make_ring_child (QvVoteView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  self->of_label = GTK_LABEL (gtk_label_new (NULL));
  self->n_voted_label = GTK_LABEL (gtk_label_new (NULL));
  self->voted_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->n_voted_label), "n-voted");
  gtk_label_set_wrap (self->voted_label, TRUE);
  gtk_label_set_justify (self->voted_label, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->voted_label), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->of_label), "of-seats");
  gtk_widget_set_valign (GTK_WIDGET (self->n_voted_label), GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (GTK_WIDGET (self->of_label), GTK_ALIGN_BASELINE);
  gtk_widget_set_halign (figures, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (figures), GTK_WIDGET (self->n_voted_label));
  gtk_box_append (GTK_BOX (figures), GTK_WIDGET (self->of_label));
  gtk_box_append (GTK_BOX (box), figures);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->voted_label));
  return box;
}

static void
qv_vote_view_init (QvVoteView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->ballots = g_array_new (FALSE, FALSE, sizeof (QvId));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  make_panes (self);
  qv_seat_ring_set_child (self->ring, make_ring_child (self));
  /* After the widgets that have the focus, so that Space still presses a button that was walked to. */
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * qv_vote_view_new:
 * @store: the library
 * @session: whose votes
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
qv_vote_view_new (QvStore *store, QvSession *session)
{
  QvVoteView *self = g_object_new (QV_TYPE_VOTE_VIEW, NULL);

  self->model = qv_vote_model_new (store, qv_item_get_id (QV_ITEM (session)));
  qv_ballot_setup_set_model (self->setup, self->model);
  qv_hand_over_set_model (self->hand_over, self->model);
  qv_seat_card_set_model (self->card, self->model);
  qv_ballot_list_set_model (self->ballot, self->model);
  qv_results_list_set_model (self->results, self->model);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * qv_vote_view_focus:
 * @self: a view
 *
 * Gives the keyboard to the ballot, or to what can be chosen.
 */
void
qv_vote_view_focus (QvVoteView *self)
{
  g_return_if_fail (QV_IS_VOTE_VIEW (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (is_on (self, "vote") && is_open (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->ballot));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/**
 * qv_vote_view_is_handed_over:
 * @self: a view
 *
 * Returns: whether a seat has the screen, and nothing of what others did may be undone by it
 */
gboolean
qv_vote_view_is_handed_over (QvVoteView *self)
{
  g_return_val_if_fail (QV_IS_VOTE_VIEW (self), FALSE);

  return is_on (self, "handed");
}
