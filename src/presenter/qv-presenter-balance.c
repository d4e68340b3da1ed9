/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-balance.h"

#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-presenter-parts.h"

#define MARK_SIZE 76.0

typedef struct
{
  GtkWidget *mark;
  GtkWidget *name;
  GtkWidget *bar;
  GtkWidget *heard;
  GtkWidget *count;
} Row;

struct _QvPresenterBalance
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  Row rows[QV_N_HELICES];
};

G_DEFINE_FINAL_TYPE (QvPresenterBalance, qv_presenter_balance, GTK_TYPE_WIDGET)

static void
qv_presenter_balance_dispose (GObject *object)
{
  g_clear_pointer (&QV_PRESENTER_BALANCE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_presenter_balance_parent_class)->dispose (object);
}

static void
qv_presenter_balance_class_init (QvPresenterBalanceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_presenter_balance_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "presenterbalance");
}

static void
add_row (QvPresenterBalance *self, guint index)
{
  Row *row = &self->rows[index];
  QvHelix helix = (QvHelix) (index + 1);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->mark = qv_presenter_make_mark (helix, -1, MARK_SIZE);
  row->name = qv_presenter_make_label (NULL, "name", FALSE);
  row->bar = gtk_progress_bar_new ();
  row->heard = qv_presenter_make_label (NULL, "heard", FALSE);
  row->count = qv_presenter_make_label (NULL, "count", FALSE);
  gtk_label_set_xalign (GTK_LABEL (row->count), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (row->count), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_widget_set_valign (middle, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->bar, qv_helix_to_word (helix));
  gtk_widget_add_css_class (card, "balance-row");
  gtk_widget_set_vexpand (card, TRUE);
  gtk_box_append (GTK_BOX (middle), row->name);
  gtk_box_append (GTK_BOX (middle), row->bar);
  gtk_box_append (GTK_BOX (middle), row->heard);
  gtk_box_append (GTK_BOX (card), row->mark);
  gtk_box_append (GTK_BOX (card), middle);
  gtk_box_append (GTK_BOX (card), row->count);
  gtk_box_append (GTK_BOX (self->box), card);
}

static void
qv_presenter_balance_init (QvPresenterBalance *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->title = qv_presenter_make_label (NULL, "question", TRUE);
  gtk_box_append (GTK_BOX (self->box), self->title);
  for (guint i = 0; i < QV_N_HELICES; i++)
    add_row (self, i);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static char *
describe (const QvHearing *hearing, guint helix, const QvCatalogue *words)
{
  if (hearing->n_seats[helix] == 0)
    return g_strdup (qv_catalogue_get (words, "nobody at the table"));
  /* Translators: how many people of a helix have said something: "3 of 4 heard" */
  return g_strdup_printf (qv_catalogue_get (words, "%u of %u heard"), hearing->n_heard[helix],
                          hearing->n_seats[helix]);
}

/**
 * qv_presenter_balance_show:
 * @self: a page
 * @source: what is shown
 */
void
qv_presenter_balance_show (QvPresenterBalance *self, QvPresenterSource *source)
{
  const QvCatalogue *words = qv_presenter_source_get_words (source);
  g_auto (QvHearing) hearing = { 0 };
  guint greatest = 1;

  qv_presenter_source_hear (source, &hearing);
  gtk_label_set_label (GTK_LABEL (self->title), qv_catalogue_get (words, "Who has been heard?"));
  for (guint i = 1; i <= QV_N_HELICES; i++)
    greatest = MAX (greatest, hearing.n_notes[i]);
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      Row *row = &self->rows[i];
      g_autofree char *count = g_strdup_printf ("%u", hearing.n_notes[i + 1]);
      g_autofree char *heard = describe (&hearing, i + 1, words);

      qv_helix_mark_set_outline (QV_HELIX_MARK (row->mark),
                                 hearing.n_seats[i + 1] == 0 && hearing.n_notes[i + 1] == 0);
      gtk_label_set_label (GTK_LABEL (row->name),
                           qv_presenter_source_get_helix_title (source, (QvHelix) (i + 1)));
      gtk_label_set_label (GTK_LABEL (row->heard), heard);
      gtk_label_set_label (GTK_LABEL (row->count), count);
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (row->bar), (double) hearing.n_notes[i + 1] / greatest);
    }
}
