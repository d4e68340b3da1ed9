/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the view says of a ballot: who sits round the table, whose turn it is, what the projector shows. */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include <glib/gi18n.h>

#include "qv-vote-view-private.h"
#include "qv-wording.h"

gboolean
_qv_vote_view_is_open (QvVoteView *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);

  return poll != NULL && !poll->is_closed;
}

gboolean
_qv_vote_view_is_on (QvVoteView *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

static char *
name_seat (QvParticipant *seat)
{
  return qv_wording_for_seat (qv_participant_get_helix (seat),
                              qv_item_get_int (QV_ITEM (seat), QV_PARTICIPANT_SEAT));
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
  gboolean is_closed = !_qv_vote_view_is_open (self);

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
  gtk_widget_set_visible (GTK_WIDGET (self->of_label), _qv_vote_view_is_open (self));
  /* Translators: under "11 of 16": that many seats of the table */
  gtk_label_set_label (self->voted_label, ngettext ("has voted", "have voted",
                                                    _qv_vote_view_is_open (self) ? n_seats : n_voted));
  if (_qv_vote_view_is_open (self) && n_voted == n_seats && n_voted > 0)
    gtk_widget_add_css_class (self->close_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->close_button, "suggested-action");
}

/* @sentence: why the seat cannot give that; empty for nothing */
void
_qv_vote_view_refuse (QvVoteView *self, const char *sentence)
{
  gtk_label_set_label (self->refusal, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), *sentence != '\0');
}

static void
show_ballot (QvVoteView *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  QvParticipant *seat = qv_vote_model_get_seat (self->model);
  g_autofree char *name = seat != NULL ? name_seat (seat) : g_strdup ("–");
  /* Translators: %s is a seat: "Research, seat 3" */
  g_autofree char *title = g_strdup_printf (_ ("Ballot · %s"), name);
  g_autofree char *last = qv_tally_letter (MIN (poll->options->len, QV_VOTING_MOST_IDEAS) - 1);

  gtk_label_set_label (self->ballot_label, seat != NULL ? title : _ ("No seats at the table yet"));
  gtk_label_set_label (self->last_key, last);
  gtk_widget_set_visible (self->keys_box, self->form != QV_VOTE_FORM_NARROW && poll->options->len > 0);
  gtk_widget_set_visible (self->no_keys, poll->options->len > QV_VOTING_MOST_IDEAS);
  _qv_vote_view_refuse (self, "");
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

/* In place and only where something is different: whoever chooses a ballot is still asking the list. */
static void
put_names (QvVoteView *self, const char *const *names)
{
  GListModel *list = gtk_drop_down_get_model (self->ballot_drop);
  guint n = g_list_model_get_n_items (list);
  gboolean is_same = n == g_strv_length ((char **) names);

  for (guint i = 0; i < n && is_same; i++)
    is_same = g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (list), i), names[i]);
  if (!is_same)
    gtk_string_list_splice (GTK_STRING_LIST (list), 0, n, names);
}

/* The switch among several ballots, in the order in which they were made. */
static void
show_ballots (QvVoteView *self)
{
  GListModel *list = qv_vote_model_get_ballots (self->model);
  guint n = g_list_model_get_n_items (list), at = 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_array_set_size (self->ballots, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) ballot = g_list_model_get_item (list, i);
      QvId id = qv_item_get_id (ballot);

      g_array_append_val (self->ballots, id);
      g_ptr_array_add (names, name_ballot (ballot));
      if (id != qv_vote_model_get_ballot (self->model))
        continue;
      at = i;
      gtk_label_set_label (self->ballot_title, names->pdata[i]);
    }
  g_ptr_array_add (names, NULL);
  put_names (self, (const char *const *) names->pdata);
  gtk_drop_down_set_selected (self->ballot_drop, at);
  gtk_widget_set_visible (GTK_WIDGET (self->ballot_drop), n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->ballot_title), n == 1);
}

void
_qv_vote_view_show_page (QvVoteView *self, const char *page)
{
  if (_qv_vote_view_is_on (self, page))
    return;
  gtk_stack_set_visible_child_name (self->stack, page);
  qv_vote_view_focus (self);
}

/* Where a vote is made, or a seat votes alone, none is closed. */
void
_qv_vote_view_show_close (QvVoteView *self)
{
  gtk_widget_set_visible (self->close_button,
                          _qv_vote_view_is_open (self) && _qv_vote_view_is_on (self, "vote"));
}

void
_qv_vote_view_refresh (QvVoteView *self)
{
  const QvPoll *poll = qv_vote_model_get_poll (self->model);
  gboolean is_open = _qv_vote_view_is_open (self);
  gboolean was_closed = self->was_open && !is_open && self->shown == qv_vote_model_get_ballot (self->model);

  if (poll == NULL && !qv_vote_model_is_loaded (self->model))
    return;
  if (self->shown != qv_vote_model_get_ballot (self->model))
    {
      self->shown = qv_vote_model_get_ballot (self->model);
      g_object_notify (G_OBJECT (self), "ballot");
    }
  self->was_open = is_open;
  if (poll == NULL)
    {
      if (!_qv_vote_view_is_on (self, "setup"))
        qv_ballot_setup_begin (self->setup, FALSE);
      _qv_vote_view_show_page (self, "setup");
      return;
    }
  self->is_showing = TRUE;
  show_ballots (self);
  show_ring (self);
  show_voted (self);
  gtk_widget_set_visible (self->hand_over_button,
                          _qv_vote_view_is_open (self) && qv_vote_model_get_seat (self->model) != NULL);
  show_ballot (self);
  show_projector (self);
  _qv_vote_view_show_close (self);
  _qv_vote_view_choose_pane (self);
  _qv_vote_view_show_panes (self);
  self->is_showing = FALSE;
  if (_qv_vote_view_is_on (self, "handed") || self->is_setting_up)
    return;
  _qv_vote_view_show_page (self, "vote");
  /* What had the keyboard is gone. */
  if (was_closed)
    qv_vote_view_focus (self);
}
