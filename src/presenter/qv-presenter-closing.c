/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-closing.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "qv-presenter-parts.h"

#define MOST_ROWS 6
#define MOST_LARGE_ROWS 4

struct _QvPresenterClosing
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *thanks;
  GtkWidget *title;
  GtkWidget *list;
  GtkWidget *rest;
};

G_DEFINE_FINAL_TYPE (QvPresenterClosing, qv_presenter_closing, GTK_TYPE_WIDGET)

static void
qv_presenter_closing_dispose (GObject *object)
{
  g_clear_pointer (&QV_PRESENTER_CLOSING (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_presenter_closing_parent_class)->dispose (object);
}

static void
qv_presenter_closing_class_init (QvPresenterClosingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_presenter_closing_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "presenterclosing");
}

static void
qv_presenter_closing_init (QvPresenterClosing *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->thanks = qv_presenter_make_label (NULL, "question", TRUE);
  self->title = qv_presenter_make_label (NULL, "subtitle", TRUE);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->rest = qv_presenter_make_label (NULL, "rest", TRUE);
  gtk_box_append (GTK_BOX (self->box), self->thanks);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->rest);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static char *
format_due (const char *due, const QvCatalogue *words)
{
  int year, month, day;
  g_autofree char *date = NULL;

  if (due == NULL || sscanf (due, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return NULL;
  /* Translators: a date in figures: day, month and year, in the order and with the signs of the language */
  date = g_strdup_printf (qv_catalogue_get (words, "%1$d/%2$d/%3$d"), day, month, year);
  /* Translators: the day by which something will be done: "by 30/9/2026" */
  return g_strdup_printf (qv_catalogue_get (words, "by %s"), date);
}

static GtkWidget *
make_row (QvItem *commitment, const QvCatalogue *words)
{
  const char *who = qv_item_get_text (commitment, QV_COMMITMENT_WHO);
  const char *what = qv_item_get_text (commitment, QV_COMMITMENT_WHAT);
  g_autofree char *due = format_due (qv_item_get_text (commitment, QV_COMMITMENT_DUE), words);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *who_label = qv_presenter_make_label (who != NULL ? who : "", "who", TRUE);
  GtkWidget *what_label = qv_presenter_make_label (what != NULL ? what : "", "text", TRUE);
  GtkWidget *due_label = qv_presenter_make_label (due != NULL ? due : "", "due", FALSE);

  gtk_label_set_ellipsize (GTK_LABEL (due_label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (who_label, TRUE);
  gtk_widget_add_css_class (line, "line");
  gtk_box_append (GTK_BOX (line), who_label);
  gtk_box_append (GTK_BOX (line), due_label);
  gtk_box_append (GTK_BOX (row), line);
  gtk_box_append (GTK_BOX (row), what_label);
  gtk_widget_add_css_class (row, "note-card");
  gtk_widget_add_css_class (row, "promise");
  return row;
}

/**
 * qv_presenter_closing_show:
 * @self: a page
 * @source: what is shown
 * @is_large: whether there is room for fewer
 */
void
qv_presenter_closing_show (QvPresenterClosing *self, QvPresenterSource *source, gboolean is_large)
{
  const QvCatalogue *words = qv_presenter_source_get_words (source);
  g_autoptr (GPtrArray) commitments = qv_presenter_source_list_commitments (source);
  guint n = MIN (commitments->len, is_large ? MOST_LARGE_ROWS : MOST_ROWS);
  g_autofree char *rest = NULL;

  gtk_label_set_label (GTK_LABEL (self->thanks), qv_catalogue_get (words, "Thank you for this conversation"));
  gtk_label_set_label (GTK_LABEL (self->title),
                       n > 0 ? qv_catalogue_get (words, "What we have promised each other")
                             : qv_presenter_source_get_title (source));
  qv_presenter_renew_cards (&self->list);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->list), make_row (commitments->pdata[i], words));
  qv_presenter_set_few (self->list, n, is_large);
  gtk_widget_set_visible (self->rest, commitments->len > n);
  rest = g_strdup_printf (qv_catalogue_get_plural (words, "and %u more", "and %u more", commitments->len - n),
                          commitments->len - n);
  gtk_label_set_label (GTK_LABEL (self->rest), rest);
}
