/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-parts.h"

#include <math.h>

#include "qv-helix-mark.h"

#define SIZE_KEY "qv-presenter-size"
#define MOST_FEW 4

typedef struct
{
  double width, height; /* below 0: whatever it needs */
} Size;

/**
 * qv_presenter_make_label:
 * @text: any text
 * @style: (nullable): a class of the stylesheet
 * @wraps: whether it may take several lines; otherwise it is shortened
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
qv_presenter_make_label (const char *text, const char *style, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (wraps)
    gtk_label_set_lines (GTK_LABEL (label), 2);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * qv_presenter_set_size:
 * @widget: a widget
 * @width: that it asks for, or -1
 * @height: that it asks for, or -1
 */
void
qv_presenter_set_size (GtkWidget *widget, double width, double height)
{
  Size *size = g_new (Size, 1);

  *size = (Size){ width, height };
  g_object_set_data_full (G_OBJECT (widget), SIZE_KEY, size, g_free);
}

/**
 * qv_presenter_make_mark:
 * @helix: whose shape
 * @kind: of the note whose glyph is in it, or -1
 * @size: of the shape
 *
 * Returns: (transfer floating): a mark
 */
GtkWidget *
qv_presenter_make_mark (QvHelix helix, int kind, double size)
{
  GtkWidget *mark = qv_helix_mark_new (helix, kind);

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  qv_presenter_set_size (mark, size, size);
  return mark;
}

/**
 * qv_presenter_make_card:
 * @note: a note
 * @size: of its mark
 * @lines: at most
 *
 * Returns: (transfer floating): what it says, and of which helix it is
 */
GtkWidget *
qv_presenter_make_card (QvNote *note, double size, int lines)
{
  const char *text = qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = qv_presenter_make_label (text != NULL ? text : "", "text", TRUE);

  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (card, "note-card");
  gtk_box_append (GTK_BOX (card),
                  qv_presenter_make_mark (qv_note_get_helix (note), (int) qv_note_get_kind (note), size));
  gtk_box_append (GTK_BOX (card), label);
  return card;
}

/**
 * qv_presenter_set_few:
 * @cards: a list of cards
 * @n: how many there are
 * @is_large: whether letters are large already
 *
 * Makes few cards larger, because there is room.
 */
void
qv_presenter_set_few (GtkWidget *cards, guint n, gboolean is_large)
{
  if (n <= MOST_FEW && !is_large)
    gtk_widget_add_css_class (cards, "few");
  else
    gtk_widget_remove_css_class (cards, "few");
}

/**
 * qv_presenter_clear:
 * @box: a #GtkBox
 *
 * Takes everything out of it.
 */
void
qv_presenter_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/**
 * qv_presenter_renew_cards:
 * @cards: (inout): a box of cards in a #GtkBox
 *
 * Puts an empty box in its place. GTK asks a box once whether its height follows its width, and one that was
 * empty then would get too little for cards whose words take several lines.
 */
void
qv_presenter_renew_cards (GtkWidget **cards)
{
  GtkWidget *parent = gtk_widget_get_parent (*cards), *before = gtk_widget_get_prev_sibling (*cards);
  GtkWidget *fresh = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (fresh, "cards");
  gtk_box_remove (GTK_BOX (parent), *cards);
  gtk_box_insert_child_after (GTK_BOX (parent), fresh, before);
  *cards = fresh;
}

/**
 * qv_presenter_fit:
 * @widget: a widget with what is in it
 * @unit: pixels of the screen for one of a window that is 1920 wide
 *
 * Gives sizes to what cannot have them from the stylesheet.
 */
void
qv_presenter_fit (GtkWidget *widget, double unit)
{
  const Size *size = g_object_get_data (G_OBJECT (widget), SIZE_KEY);

  if (size != NULL && QV_IS_HELIX_MARK (widget))
    qv_helix_mark_set_pixel_size (QV_HELIX_MARK (widget), (int) round (size->width * unit));
  else if (size != NULL)
    gtk_widget_set_size_request (widget, size->width < 0.0 ? -1 : (int) round (size->width * unit),
                                 size->height < 0.0 ? -1 : (int) round (size->height * unit));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    qv_presenter_fit (child, unit);
}
