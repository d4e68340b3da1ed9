/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-vote.h"

#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-presenter-parts.h"
#include "qv-wording.h"

#define MARK_SIZE 36.0
/* Heights by which as much is shown as fits, with texts of the usual size. */
#define ROOM 800.0
#define LARGE 1.4
#define HEADING 62.0
#define ROW 74.0
#define LINE 46.0
#define LETTERS_A_LINE 30 /* beside the marks */
#define LETTERS_ALONE 56
#define MOST_LINES 3

struct _QvPresenterVote
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *list;
  GtkWidget *rest;
};

G_DEFINE_FINAL_TYPE (QvPresenterVote, qv_presenter_vote, GTK_TYPE_WIDGET)

static void
qv_presenter_vote_dispose (GObject *object)
{
  g_clear_pointer (&QV_PRESENTER_VOTE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_presenter_vote_parent_class)->dispose (object);
}

static void
qv_presenter_vote_class_init (QvPresenterVoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_presenter_vote_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "presentervote");
}

static void
qv_presenter_vote_init (QvPresenterVote *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->title = qv_presenter_make_label (NULL, "question", TRUE);
  self->subtitle = qv_presenter_make_label (NULL, "subtitle", TRUE);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->rest = qv_presenter_make_label (NULL, "rest", TRUE);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->subtitle);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->rest);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static const char *
get_group (QvSupport support, const QvCatalogue *words)
{
  switch (support)
    {
    case QV_SUPPORT_ALL:
      /* Translators: ideas that all four helices are for */
      return qv_catalogue_get (words, "Agreed by all four");
    case QV_SUPPORT_SOME:
      /* Translators: ideas that two or three of the helices are for */
      return qv_catalogue_get (words, "Two or three helices");
    case QV_SUPPORT_ONE:
      /* Translators: ideas that one of the helices is for */
      return qv_catalogue_get (words, "One helix only");
    case QV_SUPPORT_NONE:
    default:
      /* Translators: ideas that none of the helices is for */
      return qv_catalogue_get (words, "No helix yet");
    }
}

static const char *
explain (QvBallotMethod method, const QvCatalogue *words)
{
  switch (method)
    {
    case QV_BALLOT_METHOD_RANKING:
      return qv_catalogue_get (words, "Mean ranks, 1 is best. A picture of the table, not a decision.");
    case QV_BALLOT_METHOD_GRADIENTS:
      return qv_catalogue_get (words, "Mean agreement from 1 to 5. A picture of the table, not a decision.");
    case QV_BALLOT_METHOD_DOTS:
    default:
      return qv_catalogue_get (words, "Dots by helix. A picture of the table, not a decision.");
    }
}

/* What a helix gave: dots, or means of ranks or grades; %NULL for nothing. */
static char *
format_helix (const QvTally *tally, const QvTallyRow *row, guint helix)
{
  if (tally->method == QV_BALLOT_METHOD_DOTS)
    return row->amounts[helix] > 0 ? g_strdup_printf ("%d", (int) row->amounts[helix]) : NULL;
  if (tally->method == QV_BALLOT_METHOD_RANKING)
    return tally->seats[helix] > 0
               ? qv_wording_for_number ((double) row->amounts[helix] / (2.0 * tally->seats[helix]), 1)
               : NULL;
  return row->votes[helix] > 0 ? qv_wording_for_number ((double) row->amounts[helix] / row->votes[helix], 1)
                               : NULL;
}

/* Large letters leave room for who is for it and the sum. */
static GtkWidget *
make_result (const QvTally *tally, const QvTallyRow *row, gboolean is_large)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *total = tally->method == QV_BALLOT_METHOD_DOTS ? g_strdup_printf ("%d", (int) row->amount)
                                                                  : qv_wording_for_number (row->mean, 1);
  GtkWidget *label = qv_presenter_make_label (total, "total", FALSE);

  for (guint i = 1; i <= QV_N_HELICES; i++)
    {
      g_autofree char *given = format_helix (tally, row, i);
      GtkWidget *mark = qv_presenter_make_mark ((QvHelix) i, -1, MARK_SIZE);
      GtkWidget *number = qv_presenter_make_label (given != NULL ? given : "0", "given", FALSE);

      qv_helix_mark_set_outline (QV_HELIX_MARK (mark), given == NULL);
      if (given == NULL && tally->method != QV_BALLOT_METHOD_DOTS)
        gtk_label_set_label (GTK_LABEL (number), "–");
      gtk_label_set_ellipsize (GTK_LABEL (number), PANGO_ELLIPSIZE_NONE);
      qv_presenter_set_size (number, 58.0, -1.0);
      gtk_box_append (GTK_BOX (box), mark);
      gtk_widget_set_visible (number, !is_large);
      gtk_box_append (GTK_BOX (box), number);
    }
  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  qv_presenter_set_size (label, 84.0, -1.0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "result");
  return box;
}

static GtkWidget *
make_row (guint at, const QvRecord *option, GtkWidget *result)
{
  g_autofree char *letter = qv_tally_letter (at);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *tile = qv_presenter_make_label (letter, "letter", FALSE);
  GtkWidget *text =
      qv_presenter_make_label (qv_record_get_text (option, QV_BALLOT_OPTION_TEXT), "text", TRUE);

  gtk_label_set_xalign (GTK_LABEL (tile), 0.5f);
  gtk_label_set_ellipsize (GTK_LABEL (tile), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (tile, GTK_ALIGN_CENTER);
  gtk_label_set_lines (GTK_LABEL (text), MOST_LINES);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), tile);
  gtk_box_append (GTK_BOX (row), text);
  if (result != NULL)
    gtk_box_append (GTK_BOX (row), result);
  gtk_widget_add_css_class (row, "note-card");
  gtk_widget_add_css_class (row, "idea");
  return row;
}

static double
get_height (const QvRecord *option, guint letters)
{
  glong length = g_utf8_strlen (qv_record_get_text (option, QV_BALLOT_OPTION_TEXT), -1);

  return ROW + LINE * (double) (CLAMP ((length + (glong) letters - 1) / (glong) letters, 1, MOST_LINES) - 1);
}

static void
show_rest (QvPresenterVote *self, guint n, const QvCatalogue *words)
{
  g_autofree char *text =
      g_strdup_printf (qv_catalogue_get_plural (words, "and %u more", "and %u more", n), n);

  gtk_label_set_label (GTK_LABEL (self->rest), text);
  gtk_widget_set_visible (self->rest, n > 0);
}

static void
show_results (QvPresenterVote *self, QvPoll *poll, QvPresenterSource *source, double room, gboolean is_large)
{
  const QvCatalogue *words = qv_presenter_source_get_words (source);
  g_autoptr (QvTally) tally = qv_tally_new (poll);
  int group = -1;
  guint n_left = 0;

  gtk_label_set_label (GTK_LABEL (self->subtitle), explain (tally->method, words));
  for (guint i = 0; i < tally->rows->len; i++)
    {
      const QvTallyRow *row = tally->rows->pdata[i];
      const QvRecord *option = poll->options->pdata[row->at];
      gboolean is_new = (int) row->support != group;

      if (!qv_presenter_source_may_show (source, option))
        continue;
      room -= get_height (option, LETTERS_A_LINE) + (is_new ? HEADING : 0.0);
      if (room < 0.0)
        {
          n_left++;
          continue;
        }
      if (is_new)
        gtk_box_append (GTK_BOX (self->list),
                        qv_presenter_make_label (get_group (row->support, words), "group", FALSE));
      group = (int) row->support;
      gtk_box_append (GTK_BOX (self->list), make_row (row->at, option, make_result (tally, row, is_large)));
    }
  show_rest (self, n_left, words);
}

static void
show_ideas (QvPresenterVote *self, QvPoll *poll, QvPresenterSource *source, double room)
{
  const QvCatalogue *words = qv_presenter_source_get_words (source);
  guint n_left = 0;

  gtk_label_set_label (GTK_LABEL (self->subtitle),
                       qv_catalogue_get (words, "The results are shown once all have voted."));
  for (guint i = 0; i < poll->options->len; i++)
    {
      const QvRecord *option = poll->options->pdata[i];

      if (qv_poll_get_root (poll, i) != i || !qv_presenter_source_may_show (source, option))
        continue;
      room -= get_height (option, LETTERS_ALONE);
      if (room < 0.0)
        n_left++;
      else
        gtk_box_append (GTK_BOX (self->list), make_row (i, option, NULL));
    }
  show_rest (self, n_left, words);
}

/**
 * qv_presenter_vote_show:
 * @self: a page
 * @source: what is shown
 * @ballot: a ballot, or %QV_ID_NONE: the newest
 * @is_large: whether there is room for fewer
 */
void
qv_presenter_vote_show (QvPresenterVote *self, QvPresenterSource *source, QvId ballot, gboolean is_large)
{
  const QvCatalogue *words = qv_presenter_source_get_words (source);
  gboolean is_released;
  g_autoptr (QvPoll) poll = qv_presenter_source_make_poll (source, ballot, &is_released);
  double room = is_large ? ROOM / LARGE - LINE : ROOM;
  const char *title = poll != NULL ? qv_record_get_text (poll->ballot, QV_BALLOT_TITLE) : NULL;

  qv_presenter_renew_cards (&self->list);
  if (title == NULL || *title == '\0')
    title =
        poll != NULL ? qv_catalogue_get (words, "Vote") : qv_catalogue_get (words, "There is no vote yet");
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->subtitle, poll != NULL);
  gtk_widget_set_visible (self->rest, FALSE);
  if (poll != NULL && is_released)
    show_results (self, poll, source, room, is_large);
  else if (poll != NULL)
    show_ideas (self, poll, source, room);
  qv_presenter_set_few (self->list, poll != NULL ? poll->options->len : 0, is_large);
}
