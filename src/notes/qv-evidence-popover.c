/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

#include "config.h"

#include "qv-evidence-popover.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-wording.h"

#define N_STANCES 3

struct _QvEvidencePopover
{
  GtkPopover parent_instance;

  GtkWidget *stances[N_STANCES];
  GtkWidget *list_box;
  GtkWidget *empty;
  GtkWidget *remove_button;
  GPtrArray *offers; /* (nullable) (element-type QvEvidenceOffer), in the order of the rows */
};

G_DEFINE_FINAL_TYPE (QvEvidencePopover, qv_evidence_popover, GTK_TYPE_POPOVER)

static const char *const stance_words[N_STANCES] = { "supports", "contradicts", "asks" };

static guint chosen_signal;
static guint removed_signal;

/* Without a figure a note can only ask for one. */
static const char *
get_stance (QvEvidencePopover *self, QvEvidenceOffer *offer)
{
  for (guint i = 0; isfinite (offer->value) && i < N_STANCES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->stances[i])))
      return stance_words[i];
  return "asks";
}

static void
activated_cb (GtkListBox *list_box, GtkListBoxRow *row, QvEvidencePopover *self)
{
  QvEvidenceOffer *offer = self->offers->pdata[gtk_list_box_row_get_index (row)];

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, offer, get_stance (self, offer));
}

static void
remove_clicked_cb (QvEvidencePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, removed_signal, 0);
}

static void
qv_evidence_popover_finalize (GObject *object)
{
  g_clear_pointer (&QV_EVIDENCE_POPOVER (object)->offers, g_ptr_array_unref);
  G_OBJECT_CLASS (qv_evidence_popover_parent_class)->finalize (object);
}

static void
qv_evidence_popover_class_init (QvEvidencePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_evidence_popover_finalize;
  chosen_signal = g_signal_new ("chosen", QV_TYPE_EVIDENCE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  removed_signal = g_signal_new ("removed", QV_TYPE_EVIDENCE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static GtkWidget *
make_stances (QvEvidencePopover *self)
{
  /* Translators: what a figure says of a note */
  const char *const titles[N_STANCES] = { N_ ("_Supports"), N_ ("_Contradicts"), N_ ("_Asks for Data") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < N_STANCES; i++)
    {
      self->stances[i] = gtk_toggle_button_new_with_mnemonic (_ (titles[i]));
      gtk_widget_set_hexpand (self->stances[i], TRUE);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->stances[i]),
                                     GTK_TOGGLE_BUTTON (self->stances[0]));
      gtk_box_append (GTK_BOX (box), self->stances[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->stances[0]), TRUE);
  return box;
}

static void
qv_evidence_popover_init (QvEvidencePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "max-content-height", 280, NULL);

  self->list_box = gtk_list_box_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list_box), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list_box), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Indicators"), -1);
  gtk_widget_add_css_class (self->list_box, "navigation-sidebar");
  g_signal_connect (self->list_box, "row-activated", G_CALLBACK (activated_cb), self);
  self->empty =
      g_object_new (GTK_TYPE_LABEL, "label", _ ("This session has no indicators yet."), "wrap", TRUE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list_box);
  gtk_box_append (GTK_BOX (box), make_stances (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->empty);
  self->remove_button = gtk_button_new_with_mnemonic (_ ("_Without Evidence"));
  gtk_widget_set_visible (self->remove_button, FALSE);
  g_signal_connect_swapped (self->remove_button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->remove_button);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
qv_evidence_popover_new (void)
{
  return g_object_new (QV_TYPE_EVIDENCE_POPOVER, NULL);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
format_figure (QvEvidenceOffer *offer)
{
  g_autofree char *number = NULL;

  if (!isfinite (offer->value))
    return g_strdup (_ ("no figure here"));
  number = qv_wording_for_number (offer->value, qv_wording_get_decimals (&offer->value, 1));
  return g_strconcat (number, has_text (offer->unit) ? " " : "", has_text (offer->unit) ? offer->unit : "",
                      has_text (offer->period) ? " · " : "", has_text (offer->period) ? offer->period : "",
                      NULL);
}

static void
add_row (QvEvidencePopover *self, QvEvidenceOffer *offer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2,
                                 "margin-top", 6, "margin-bottom", 6, NULL);
  g_autofree char *figure = format_figure (offer);
  g_autofree char *name = g_strdup_printf ("%s: %s", offer->name, figure);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", offer->name, "xalign", 0.0, "wrap", TRUE, NULL);
  GtkWidget *detail = g_object_new (GTK_TYPE_LABEL, "label", figure, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list_box), row);
}

/**
 * qv_evidence_popover_open:
 * @self: a popover with a parent
 * @offers: (element-type QvEvidenceOffer): what can be chosen
 */
void
qv_evidence_popover_open (QvEvidencePopover *self, GPtrArray *offers)
{
  GtkWidget *child;
  GtkListBoxRow *first;

  g_return_if_fail (QV_IS_EVIDENCE_POPOVER (self));

  while ((child = gtk_widget_get_first_child (self->list_box)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list_box), child);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  self->offers = g_ptr_array_ref (offers);
  for (guint i = 0; i < offers->len; i++)
    add_row (self, offers->pdata[i]);
  gtk_widget_set_visible (self->empty, offers->len == 0);
  gtk_popover_popup (GTK_POPOVER (self));
  first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list_box), 0);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

/**
 * qv_evidence_popover_set_removable:
 * @self: a popover
 * @removable: whether something is chosen already, which can be taken back
 */
void
qv_evidence_popover_set_removable (QvEvidencePopover *self, gboolean removable)
{
  g_return_if_fail (QV_IS_EVIDENCE_POPOVER (self));

  gtk_widget_set_visible (self->remove_button, removable);
}
