/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-ballot-list.h"

#include <glib/gi18n.h>

#include "qv-ballot-row.h"
#include "qv-digit-key.h"
#include "qv-wording.h"

#define NONE G_MAXUINT
#define N_GRADES 5

struct _QvBallotList
{
  GtkWidget parent_instance;

  GtkListBox *list;
  QvVoteModel *model;
  GPtrArray *rows; /* (element-type QvBallotRow), by option */
  guint marked;    /* option whose grade is to follow, or NONE */
};

G_DEFINE_FINAL_TYPE (QvBallotList, qv_ballot_list, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
find_row (QvBallotList *self, QvBallotRow *row)
{
  guint at = NONE;

  g_ptr_array_find (self->rows, row, &at);
  return at;
}

static void
give_cb (QvBallotRow *row, guint value, QvBallotList *self)
{
  qv_vote_model_give (self->model, find_row (self, row), value);
}

static void
take_cb (QvBallotRow *row, QvBallotList *self)
{
  qv_vote_model_take (self->model, find_row (self, row));
}

static void
set_n_rows (QvBallotList *self, guint n_rows)
{
  while (self->rows->len > n_rows)
    {
      gtk_list_box_remove (self->list, self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  while (self->rows->len < n_rows)
    {
      GtkWidget *row = qv_ballot_row_new ();

      g_signal_connect_object (row, "give", G_CALLBACK (give_cb), self, 0);
      g_signal_connect_object (row, "take", G_CALLBACK (take_cb), self, 0);
      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
mark (QvBallotList *self, guint at)
{
  self->marked = at;
  for (guint i = 0; i < self->rows->len; i++)
    qv_ballot_row_set_marked (self->rows->pdata[i], i == at);
}

static gboolean
may_give (const QvPoll *poll, gint64 value, guint n_given, guint n_ideas)
{
  const guint limit =
      poll->method == QV_BALLOT_METHOD_RANKING && (poll->budget == 0 || poll->budget > n_ideas)
          ? n_ideas
          : poll->budget;

  if (poll->method == QV_BALLOT_METHOD_GRADIENTS)
    return TRUE;
  if (value > 0 && (poll->method == QV_BALLOT_METHOD_RANKING || !poll->stacking))
    return FALSE;
  return limit == 0 || n_given < limit;
}

static void
name_list (QvBallotList *self, QvParticipant *seat)
{
  g_autofree char *who = seat != NULL
                             ? qv_wording_for_seat (qv_participant_get_helix (seat),
                                                    qv_item_get_int (QV_ITEM (seat), QV_PARTICIPANT_SEAT))
                             : g_strdup ("");
  /* Translators: %s is a seat: "Research, seat 3" */
  g_autofree char *name = g_strdup_printf (_ ("Ballot of %s; press letters"), who);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
refresh (QvBallotList *self)
{
  QvPoll *poll = qv_vote_model_get_poll (self->model);
  QvParticipant *seat = qv_vote_model_get_seat (self->model);
  g_autofree gint64 *values = NULL;
  guint n_given, n_ideas = 0;
  QvHelix helix = seat != NULL ? qv_participant_get_helix (seat) : QV_HELIX_NONE;

  if (poll == NULL || poll->is_closed)
    {
      set_n_rows (self, 0);
      return;
    }
  set_n_rows (self, poll->options->len);
  values = g_new0 (gint64, poll->options->len + 1);
  n_given = qv_vote_model_read_seat (self->model, values);
  for (guint i = 0; i < poll->options->len; i++)
    n_ideas += qv_poll_get_root (poll, i) == i;
  for (guint i = 0; i < self->rows->len; i++)
    qv_ballot_row_show (self->rows->pdata[i], poll, i, helix, values[i],
                        seat != NULL && may_give (poll, values[i], n_given, n_ideas));
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), seat != NULL && !qv_vote_model_is_closing (self->model));
  name_list (self, seat);
}

static gboolean
press_letter (QvBallotList *self, guint letter, gboolean is_taken)
{
  QvPoll *poll = qv_vote_model_get_poll (self->model);

  if (letter >= self->rows->len)
    return FALSE;
  mark (self, NONE);
  if (is_taken)
    qv_vote_model_take (self->model, letter);
  else if (poll->method == QV_BALLOT_METHOD_GRADIENTS)
    mark (self, letter);
  else
    qv_vote_model_give (self->model, letter, 0);
  return TRUE;
}

static gboolean
press_backspace (QvBallotList *self)
{
  if (self->marked != NONE)
    mark (self, NONE);
  else if (!qv_vote_model_take_last (self->model))
    g_signal_emit (self, signals[MOVED], 0, -1);
  return TRUE;
}

/**
 * qv_ballot_list_press:
 * @self: a ballot
 * @controller: that heard the key
 * @key: the key as typed
 * @code: of the key itself
 * @state: what is held
 *
 * Returns: whether the key means something to the ballot
 */
gboolean
qv_ballot_list_press (
    QvBallotList *self, GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state)
{
  GdkModifierType held =
      state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK);
  guint lower = gdk_keyval_to_lower (key);
  int grade;

  g_return_val_if_fail (QV_IS_BALLOT_LIST (self), FALSE);

  if ((held & ~GDK_SHIFT_MASK) != 0 || self->rows->len == 0)
    return FALSE;
  if (lower >= GDK_KEY_a && lower <= GDK_KEY_z)
    return press_letter (self, lower - GDK_KEY_a, (held & GDK_SHIFT_MASK) != 0);
  if (key == GDK_KEY_BackSpace)
    return press_backspace (self);
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    {
      mark (self, NONE);
      g_signal_emit (self, signals[MOVED], 0, 1);
      return TRUE;
    }
  grade = self->marked != NONE ? qv_digit_key_read (controller, key, code) : 0;
  if (grade < 1 || grade > N_GRADES)
    return FALSE;
  qv_vote_model_give (self->model, self->marked, (guint) grade);
  mark (self, NONE);
  return TRUE;
}

static void
qv_ballot_list_dispose (GObject *object)
{
  QvBallotList *self = QV_BALLOT_LIST (object);

  g_ptr_array_set_size (self->rows, 0);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_object (&self->model);
  G_OBJECT_CLASS (qv_ballot_list_parent_class)->dispose (object);
}

static void
qv_ballot_list_finalize (GObject *object)
{
  g_ptr_array_unref (QV_BALLOT_LIST (object)->rows);
  G_OBJECT_CLASS (qv_ballot_list_parent_class)->finalize (object);
}

static void
qv_ballot_list_class_init (QvBallotListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qv_ballot_list_dispose;
  object_class->finalize = qv_ballot_list_finalize;

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "ballotlist");
}

static void
qv_ballot_list_init (QvBallotList *self)
{
  self->rows = g_ptr_array_new ();
  self->marked = NONE;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * qv_ballot_list_set_model:
 * @self: a ballot
 * @model: whose ballot; to be set once
 */
void
qv_ballot_list_set_model (QvBallotList *self, QvVoteModel *model)
{
  g_return_if_fail (QV_IS_BALLOT_LIST (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
