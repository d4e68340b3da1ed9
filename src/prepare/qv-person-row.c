/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-person-row.h"

#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-person-details.h"
#include "qv-pill.h"
#include "qv-preparing.h"
#include "qv-wording.h"

struct _QvPersonRow
{
  GtkListBoxRow parent_instance;

  QvHelixMark *mark;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *button;
  QvPill *pill;
  GtkRevealer *revealer;
  QvPersonDetails *details;

  QvPrepareContext *context;
  QvId participant;
};

G_DEFINE_FINAL_TYPE (QvPersonRow, qv_person_row, GTK_TYPE_LIST_BOX_ROW)

static const QvRecord *
find_participant (QvPersonRow *self)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);

  return preparation != NULL ? qv_record_find (preparation->participants, self->participant, NULL) : NULL;
}

static void
confirm_clicked_cb (QvPersonRow *self)
{
  const QvRecord *participant = find_participant (self);
  gboolean is_confirmed;

  if (participant == NULL)
    return;
  is_confirmed = qv_record_get_int (participant, QV_PARTICIPANT_CONFIRMED) != 0;
  qv_prepare_context_apply (self->context,
                            qv_preparing_set (qv_prepare_context_get (self->context),
                                              is_confirmed ? _ ("Take back confirmation")
                                                           : _ ("Confirm participant"),
                                              QV_ENTITY_PARTICIPANT, self->participant,
                                              QV_PARTICIPANT_CONFIRMED, qv_value_int (!is_confirmed)));
}

static GtkWidget *
make_texts (QvPersonRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0.0f);
  gtk_label_set_xalign (self->subtitle, 0.0f);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "small");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->subtitle));
  return box;
}

static void
qv_person_row_finalize (GObject *object)
{
  g_clear_object (&QV_PERSON_ROW (object)->context);
  G_OBJECT_CLASS (qv_person_row_parent_class)->finalize (object);
}

static void
qv_person_row_class_init (QvPersonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_person_row_finalize;
}

static void
qv_person_row_init (QvPersonRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->mark = QV_HELIX_MARK (qv_helix_mark_new (QV_HELIX_NONE, -1));
  qv_helix_mark_set_pixel_size (self->mark, 22);
  self->pill = QV_PILL (qv_pill_new ("", NULL, QV_PILL_PLAIN));
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), GTK_WIDGET (self->pill));
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "pill-button");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (confirm_clicked_cb), self, G_CONNECT_SWAPPED);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_widget_add_css_class (header, "person-header");
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (header), make_texts (self));
  gtk_box_append (GTK_BOX (header), self->button);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->revealer));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "person-row");
}

/**
 * qv_person_row_new:
 * @context: what is prepared
 * @participant: id of a participant
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
qv_person_row_new (QvPrepareContext *context, QvId participant)
{
  QvPersonRow *self = g_object_new (QV_TYPE_PERSON_ROW, NULL);

  self->context = g_object_ref (context);
  self->participant = participant;
  return GTK_WIDGET (self);
}

QvId
qv_person_row_get_participant (QvPersonRow *self)
{
  g_return_val_if_fail (QV_IS_PERSON_ROW (self), QV_ID_NONE);

  return self->participant;
}

static void
show_state (QvPersonRow *self, const QvRecord *participant)
{
  gboolean is_confirmed = qv_record_get_int (participant, QV_PARTICIPANT_CONFIRMED) != 0;
  gboolean is_present = qv_record_get_int (participant, QV_PARTICIPANT_PRESENT) != 0;
  const char *label = is_present ? _ ("Present") : is_confirmed ? _ ("Confirmed") : _ ("To confirm");
  const char *tip = is_confirmed ? _ ("Take back confirmation") : _ ("Confirm participant");
  g_autofree char *name = g_strdup_printf ("%s. %s", label, tip);

  qv_pill_set_label (self->pill, label);
  qv_pill_set_icon_name (self->pill,
                         is_confirmed || is_present ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  qv_pill_set_style (self->pill, is_confirmed || is_present ? QV_PILL_SUCCESS : QV_PILL_WARNING);
  qv_helix_mark_set_outline (self->mark, !is_confirmed && !is_present);
  gtk_widget_set_tooltip_text (self->button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * qv_person_row_show:
 * @self: a row
 *
 * Shows the participant as prepared now.
 */
void
qv_person_row_show (QvPersonRow *self)
{
  const QvPreparation *preparation = qv_prepare_context_get (self->context);
  const QvRecord *participant = find_participant (self);
  QvHelix helix = QV_HELIX_NONE;
  const char *name, *organisation;
  g_autofree char *seat = NULL, *subtitle = NULL, *spoken = NULL;
  gint64 number;

  if (participant == NULL)
    return;
  qv_helix_from_word (qv_record_get_text (participant, QV_PARTICIPANT_HELIX), &helix);
  number = qv_record_get_int (participant, QV_PARTICIPANT_SEAT);
  name = qv_preparation_get_name (preparation, participant);
  organisation = qv_preparation_get_organisation (preparation, participant);
  seat = qv_wording_for_seat (helix, number);
  if (organisation != NULL && name != NULL)
    subtitle = g_strdup_printf ("%s · %s", qv_helix_get_title (helix), name);
  else
    subtitle =
        g_strdup (organisation != NULL || name != NULL ? qv_helix_get_title (helix) : _ ("No name yet"));
  qv_helix_mark_set_helix (self->mark, helix);
  qv_helix_mark_set_number (self->mark, (int) number);
  gtk_label_set_text (self->title, organisation != NULL ? organisation : name != NULL ? name : seat);
  gtk_label_set_text (self->subtitle, subtitle);
  spoken = g_strdup_printf ("%s, %s, %s", gtk_label_get_text (self->title), seat, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  show_state (self, participant);
  if (self->details != NULL)
    qv_person_details_show (self->details, participant);
}

/**
 * qv_person_row_set_open:
 * @self: a row
 * @open: whether all that is known shows
 */
void
qv_person_row_set_open (QvPersonRow *self, gboolean open)
{
  const QvRecord *participant = find_participant (self);

  g_return_if_fail (QV_IS_PERSON_ROW (self));

  if (open && self->details == NULL && participant != NULL)
    {
      self->details = QV_PERSON_DETAILS (qv_person_details_new (self->context, self->participant));
      gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->details));
      qv_person_details_show (self->details, participant);
    }
  gtk_revealer_set_reveal_child (self->revealer, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

gboolean
qv_person_row_is_open (QvPersonRow *self)
{
  g_return_val_if_fail (QV_IS_PERSON_ROW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
