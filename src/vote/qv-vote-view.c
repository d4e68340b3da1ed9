/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-vote-view-private.h"

#include <glib/gi18n.h>

#include "qv-look.h"
#include "qv-slot.h"
#include "qv-wording.h"

G_DEFINE_FINAL_TYPE (QvVoteView, qv_vote_view, GTK_TYPE_WIDGET)

enum
{
  DONE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_HANDED_OVER = 1,
  PROP_BALLOT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
pane_changed_cb (QvVoteView *self)
{
  if (self->model != NULL)
    _qv_vote_view_show_panes (self);
}

static void
seat_activated_cb (QvVoteView *self, QvId participant)
{
  if (!_qv_vote_view_is_open (self))
    return;
  qv_vote_model_set_seat (self->model, participant);
  if (self->form != QV_VOTE_FORM_NORMAL)
    adw_view_stack_set_visible_child_name (self->panes, "ballot");
  gtk_widget_grab_focus (GTK_WIDGET (self->ballot));
}

static void
moved_cb (QvVoteView *self, int step)
{
  qv_vote_model_step (self->model, step);
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
  _qv_vote_view_show_page (self, "setup");
}

static void
setup_cancelled_cb (QvVoteView *self)
{
  self->is_setting_up = FALSE;
  _qv_vote_view_refresh (self);
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
  _qv_vote_view_show_page (self, "vote");
  _qv_vote_view_refresh (self);
}

static void
close_response_cb (QvVoteView *self, const char *response)
{
  if (g_strcmp0 (response, "close") == 0)
    qv_vote_model_close (self->model);
  qv_vote_view_focus (self);
}

/* The total of a helix hides nobody where it is one seat's. */
static void
warn_of_lone_seats (QvVoteView *self, GString *body)
{
  QvPoll *poll = qv_vote_model_get_poll (self->model);
  g_autofree QvPollCount *count = poll != NULL ? qv_poll_count (poll) : NULL;
  const char *start = "\n\n";

  for (guint helix = 0; count != NULL && helix <= QV_N_HELICES; helix++)
    if (count->seats[helix] == 1)
      {
        g_string_append (body, start);
        /* Translators: %s is a helix, such as "Companies" */
        g_string_append_printf (body, _ ("%s: one seat has voted, so the total will be that seat’s vote."),
                                qv_helix_get_title ((QvHelix) helix));
        start = "\n";
      }
}

static void
close_clicked_cb (QvVoteView *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Close this vote?"), NULL));
  guint n_seats, n_voted = qv_vote_model_count_voted (self->model, &n_seats), n_silent = n_seats - n_voted;
  g_autoptr (GString) body =
      g_string_new (_ ("This is final. From then on only totals by helix are kept: nobody can see or "
                       "change what a seat gave, "
                       "and what was done in this session until then cannot be undone any more."));

  warn_of_lone_seats (self, body);
  g_string_append_printf (body, "\n\n%s",
                          _ ("Copies that were put in other folders before, such as on a USB stick, still "
                             "hold what each seat gave: delete them there."));
  if (n_silent > 0)
    {
      g_string_append (body, "\n\n");
      g_string_append_printf (
          body, ngettext ("%u seat has not voted yet.", "%u seats have not voted yet.", n_silent), n_silent);
    }
  adw_message_dialog_set_body (dialog, body->str);
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
  if (_qv_vote_view_is_on (self, "handed"))
    return qv_hand_over_press (self->hand_over, controller, key, code, state);
  return _qv_vote_view_is_on (self, "vote") &&
         qv_ballot_list_press (self->ballot, controller, key, code, state);
}

static void
refused_cb (QvVoteView *self, const char *sentence)
{
  _qv_vote_view_refuse (self, sentence);
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
  _qv_vote_view_refresh (self);
  adw_view_stack_set_visible_child_name (self->panes, "ballot");
  qv_vote_view_focus (self);
}

static void
page_shown_cb (QvVoteView *self)
{
  if (self->model != NULL && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    _qv_vote_view_show_close (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HANDED_OVER]);
}

static void
qv_vote_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvVoteView *self = QV_VOTE_VIEW (object);

  switch (prop_id)
    {
    case PROP_HANDED_OVER:
      g_value_set_boolean (value, qv_vote_view_is_handed_over (self));
      break;
    case PROP_BALLOT:
      g_value_set_int64 (value, self->shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_vote_view_dispose (GObject *object)
{
  QvVoteView *self = QV_VOTE_VIEW (object);

  g_clear_handle_id (&self->form_source, g_source_remove);
  if (self->header_bin != NULL)
    adw_bin_set_child (self->header_bin, NULL);
  g_clear_object (&self->header_bin);
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
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, turn);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, hand_over_button);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, projector_switch);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, projector_label);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, close_bin);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, close_button);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, ballot_label);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, last_key);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, keys_box);
  gtk_widget_class_bind_template_child (widget_class, QvVoteView, no_keys);
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
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, seat_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
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

  object_class->get_property = qv_vote_view_get_property;
  object_class->dispose = qv_vote_view_dispose;
  object_class->finalize = qv_vote_view_finalize;
  widget_class->measure = _qv_vote_view_measure;
  widget_class->size_allocate = _qv_vote_view_size_allocate;

  signals[DONE] =
      g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] =
      g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  props[PROP_HANDED_OVER] =
      g_param_spec_boolean ("handed-over", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_BALLOT] =
      g_param_spec_int64 ("ballot", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (QV_TYPE_BALLOT_LIST);
  g_type_ensure (QV_TYPE_BALLOT_SETUP);
  g_type_ensure (QV_TYPE_HAND_OVER);
  g_type_ensure (QV_TYPE_RESULTS_LIST);
  g_type_ensure (QV_TYPE_SEAT_RING);
  g_type_ensure (QV_TYPE_SEAT_TURN);
  g_type_ensure (QV_TYPE_SLOT);
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
  self->header_bin = ADW_BIN (g_object_ref_sink (adw_bin_new ()));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  make_panes (self);
  gtk_widget_set_visible (self->close_button, FALSE);
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
  qv_seat_turn_set_model (self->turn, self->model);
  qv_ballot_list_set_model (self->ballot, self->model);
  qv_results_list_set_model (self->results, self->model);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (_qv_vote_view_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * qv_vote_view_get_header:
 * @self: a view
 *
 * Returns: (transfer none): what the view wants in the header of the window while it is shown; empty where
 * there is no room
 */
GtkWidget *
qv_vote_view_get_header (QvVoteView *self)
{
  g_return_val_if_fail (QV_IS_VOTE_VIEW (self), NULL);

  return GTK_WIDGET (self->header_bin);
}

/**
 * qv_vote_view_focus:
 * @self: a view
 *
 * Gives the keyboard to the ballot, to the results once it is closed, or to what can be chosen.
 */
void
qv_vote_view_focus (QvVoteView *self)
{
  g_return_if_fail (QV_IS_VOTE_VIEW (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (_qv_vote_view_is_on (self, "vote") && _qv_vote_view_is_open (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->ballot));
  else if (!_qv_vote_view_is_on (self, "vote") || !gtk_widget_get_mapped (self->results_pane) ||
           !gtk_widget_grab_focus (GTK_WIDGET (self->results)))
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

  return self->stack != NULL && _qv_vote_view_is_on (self, "handed");
}
