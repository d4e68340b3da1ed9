/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Figures that speak for or against a note, as they are when they are linked. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <glib/gi18n.h>

#include "qv-evidence-popover.h"
#include "qv-note-weaving.h"

typedef struct
{
  QvNotesPanel *panel;
  QvNote *note;
  gboolean is_dropped; /* one indicator, which needs no choice */
} Request;

static void
free_request (Request *request)
{
  g_object_unref (request->panel);
  g_object_unref (request->note);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, free_request)

static void
link_offer (QvNotesPanel *self, QvNote *note, QvEvidenceOffer *offer, const char *stance)
{
  _qv_notes_panel_apply (self,
                         qv_note_back (note, offer->indicator, offer->territory, offer->period, offer->value,
                                       stance),
                         _ ("Evidence linked"));
}

static void
chosen_cb (QvEvidencePopover *popover, QvEvidenceOffer *offer, const char *stance, QvNotesPanel *self)
{
  if (self->backed != NULL)
    link_offer (self, self->backed, offer, stance);
  qv_notes_panel_focus_list (self);
}

static void
open_popover (QvNotesPanel *self, QvNote *note, GPtrArray *offers)
{
  if (self->evidence_popover == NULL)
    {
      self->evidence_popover = qv_evidence_popover_new ();
      gtk_widget_set_parent (self->evidence_popover, GTK_WIDGET (self));
      g_signal_connect (self->evidence_popover, "chosen", G_CALLBACK (chosen_cb), self);
    }
  g_set_object (&self->backed, note);
  _qv_notes_panel_point_to (self, self->evidence_popover, qv_item_get_id (QV_ITEM (note)));
  qv_evidence_popover_open (QV_EVIDENCE_POPOVER (self->evidence_popover), offers);
}

static void
offers_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  QvNotesPanel *self = request->panel;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = qv_evidence_offer_list_finish (result, &error);

  if (offers == NULL)
    g_signal_emit_by_name (self, "failed", error->message);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  else if (!request->is_dropped)
    open_popover (self, request->note, offers);
  else if (offers->len > 0)
    {
      QvEvidenceOffer *offer = offers->pdata[0];

      link_offer (self, request->note, offer, offer->value == offer->value ? "supports" : "asks");
    }
}

static void
read_offers (QvNotesPanel *self, QvNote *note, QvId indicator)
{
  Request *request = g_new (Request, 1);

  request->panel = g_object_ref (self);
  request->note = g_object_ref (note);
  request->is_dropped = indicator != QV_ID_NONE;
  qv_evidence_offer_list_async (self->store, self->session,
                                qv_item_get_int (QV_ITEM (note), QV_NOTE_TERRITORY), indicator, NULL,
                                offers_read_cb, request);
}

/* @indicator was dropped on @note. */
void
_qv_notes_panel_drop_indicator (QvNotesPanel *self, QvNote *note, QvIndicator *indicator)
{
  if (!qv_note_context_is_waiting (self->context, qv_item_get_id (QV_ITEM (note))))
    read_offers (self, note, qv_item_get_id (QV_ITEM (indicator)));
}

static void
evidence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  if (notes->len == 1 && _qv_notes_panel_is_in_use (self))
    read_offers (self, notes->pdata[0], QV_ID_NONE);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  GPtrArray *evidence;
  QvEdit *edit;

  if (notes->len != 1)
    return;
  evidence = qv_note_context_get_evidence (self->context, qv_item_get_id (notes->pdata[0]));
  if (evidence == NULL)
    return;
  /* Translators: names what can be undone. */
  edit = qv_edit_new (_ ("Remove evidence"), self->session);
  for (guint i = 0; i < evidence->len; i++)
    qv_edit_delete (edit, QV_ENTITY_EVIDENCE, qv_item_get_id (evidence->pdata[i]));
  _qv_notes_panel_apply (self, edit, _ ("Evidence removed"));
}

void
_qv_notes_panel_install_evidence (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "note.evidence", NULL, evidence_action);
  gtk_widget_class_install_action (widget_class, "note.remove-evidence", NULL, remove_action);
}

void
_qv_notes_panel_update_evidence (QvNotesPanel *self)
{
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  GPtrArray *evidence =
      notes->len == 1 ? qv_note_context_get_evidence (self->context, qv_item_get_id (notes->pdata[0])) : NULL;

  _qv_notes_panel_allow (self, "note.evidence", notes->len == 1);
  _qv_notes_panel_allow (self, "note.remove-evidence", evidence != NULL);
}
