/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What can be said of a note beside its words while it is written: the theme, which stays for the next one,
 * and the figure that speaks for or against it, which is read again when the place changes and frozen when
 * the note is saved.
 */

#include "config.h"

#include "qv-capture-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-evidence-popover.h"
#include "qv-look.h"
#include "qv-note-words.h"
#include "qv-theme-popover.h"
#include "qv-wording.h"
#include "qv-wrap-layout.h"

#define SPACING 6

/* Lets @popover, a child of the entry, point to @anchor, or to what stands for it while that is not seen. */
void
_qv_capture_point_to (QvCapture *self, GtkWidget *popover, GtkWidget *anchor)
{
  GtkWidget *seen = gtk_widget_get_visible (anchor) ? anchor : self->more_button;
  graphene_rect_t bounds;

  if (gtk_widget_get_mapped (seen) && gtk_widget_compute_bounds (seen, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                  (int) bounds.size.width, (int) bounds.size.height });
  else
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), NULL);
}

/* Makes a popover of the entry's own, after which the keyboard is in the entry again. */
void
_qv_capture_adopt (QvCapture *self, GtkWidget *popover)
{
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (qv_capture_focus_entry), self);
}

static void
show_theme (QvCapture *self)
{
  g_autofree char *tooltip = NULL;

  if (self->theme != NULL)
    /* Translators: %s is a theme */
    tooltip = g_strdup_printf (_ ("The next notes belong to “%s” (Ctrl+T)"), self->theme);
  gtk_label_set_label (self->theme_label, self->theme != NULL ? self->theme : "");
  gtk_widget_set_visible (GTK_WIDGET (self->theme_label), self->theme != NULL);
  gtk_widget_set_visible (self->theme_button, self->is_wide || self->theme != NULL);
  gtk_widget_set_tooltip_text (self->theme_button,
                               tooltip != NULL ? tooltip : _ ("Theme of the next notes (Ctrl+T)"));
  qv_look_set_class (self->theme_button, "set", self->theme != NULL);
}

/* @theme may be empty for none. */
void
_qv_capture_set_theme (QvCapture *self, const char *theme)
{
  g_free (self->theme);
  self->theme = theme != NULL && *theme != '\0' ? g_strdup (theme) : NULL;
  show_theme (self);
  _qv_capture_queue_draft (self);
}

static void
theme_chosen_cb (QvThemePopover *popover, const char *theme, QvCapture *self)
{
  _qv_capture_set_theme (self, theme);
  qv_capture_focus_entry (self);
}

static void
theme_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCapture *self = QV_CAPTURE (widget);
  g_auto (GStrv) themes = qv_note_words_list_themes (self->themes, self->notes);

  if (self->theme_popover == NULL)
    {
      self->theme_popover = qv_theme_popover_new ();
      _qv_capture_adopt (self, self->theme_popover);
      g_signal_connect (self->theme_popover, "chosen", G_CALLBACK (theme_chosen_cb), self);
    }
  _qv_capture_unfold (self);
  _qv_capture_point_to (self, self->theme_popover, self->theme_button);
  qv_theme_popover_open (QV_THEME_POPOVER (self->theme_popover), (const char *const *) themes, self->theme);
}

static char *
format_figure (QvEvidenceOffer *offer)
{
  g_autofree char *number = NULL;

  if (!isfinite (offer->value))
    return g_strdup (_ ("data?"));
  number = qv_wording_for_number (offer->value, qv_wording_get_decimals (&offer->value, 1));
  return offer->unit != NULL && *offer->unit != '\0' ? g_strdup_printf ("%s %s", number, offer->unit)
                                                     : g_steal_pointer (&number);
}

static void
show_evidence (QvCapture *self)
{
  QvEvidenceOffer *offer = self->offer;
  g_autofree char *figure = offer != NULL ? format_figure (offer) : NULL;
  g_autofree char *tooltip = NULL;

  if (offer != NULL)
    tooltip = g_strdup_printf ("%s%s%s: %s", offer->name, offer->period != NULL ? " · " : "",
                               offer->period != NULL ? offer->period : "", figure);
  gtk_label_set_label (self->evidence_name, offer != NULL ? offer->name : "");
  gtk_label_set_label (self->evidence_figure, figure != NULL ? figure : "");
  gtk_widget_set_visible (GTK_WIDGET (self->evidence_name), offer != NULL && self->is_wide);
  gtk_widget_set_visible (GTK_WIDGET (self->evidence_figure), offer != NULL);
  gtk_widget_set_tooltip_text (self->evidence_button,
                               tooltip != NULL ? tooltip : _ ("Evidence: what an indicator says (Ctrl+E)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->evidence_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip != NULL ? tooltip : _ ("Evidence"), -1);
  qv_look_set_class (self->evidence_button, "set", offer != NULL);
}

/* What backs the note that is written; NULL for nothing. */
void
_qv_capture_set_evidence (QvCapture *self, QvEvidenceOffer *offer, const char *stance)
{
  if (offer == NULL && self->offer == NULL)
    return;
  if (offer != NULL)
    qv_evidence_offer_ref (offer);
  g_clear_pointer (&self->offer, qv_evidence_offer_unref);
  g_free (self->stance);
  self->offer = offer;
  self->stance = g_strdup (stance);
  if (offer != NULL)
    qv_evidence_offer_move (offer, self->place_territory);
  show_evidence (self);
  _qv_capture_queue_draft (self);
}

/* The note is about another place now. */
void
_qv_capture_move_evidence (QvCapture *self)
{
  if (self->offer == NULL)
    return;
  qv_evidence_offer_move (self->offer, self->place_territory);
  show_evidence (self);
}

/* (transfer full) (nullable): the row that goes with @note */
QvRecord *
_qv_capture_make_evidence (QvCapture *self, QvId note)
{
  return self->offer != NULL ? qv_evidence_offer_freeze (self->offer, self->session, note, self->stance)
                             : NULL;
}

static void
evidence_chosen_cb (QvEvidencePopover *popover, QvEvidenceOffer *offer, const char *stance, QvCapture *self)
{
  _qv_capture_set_evidence (self, offer, stance);
  qv_capture_focus_entry (self);
}

static void
evidence_removed_cb (QvCapture *self)
{
  _qv_capture_set_evidence (self, NULL, NULL);
  qv_capture_focus_entry (self);
}

static void
offers_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvCapture) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = qv_evidence_offer_list_finish (result, &error);

  if (self->queue == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (offers == NULL)
    {
      qv_capture_say (self, error->message);
      return;
    }
  if (self->evidence_popover == NULL)
    {
      self->evidence_popover = qv_evidence_popover_new ();
      _qv_capture_adopt (self, self->evidence_popover);
      g_signal_connect (self->evidence_popover, "chosen", G_CALLBACK (evidence_chosen_cb), self);
      g_signal_connect_swapped (self->evidence_popover, "removed", G_CALLBACK (evidence_removed_cb), self);
    }
  _qv_capture_point_to (self, self->evidence_popover, self->evidence_button);
  qv_evidence_popover_set_removable (QV_EVIDENCE_POPOVER (self->evidence_popover), self->offer != NULL);
  qv_evidence_popover_open (QV_EVIDENCE_POPOVER (self->evidence_popover), offers);
}

static void
evidence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvCapture *self = QV_CAPTURE (widget);

  if (self->queue == NULL)
    return;
  _qv_capture_unfold (self);
  qv_evidence_offer_list_async (qv_note_queue_get_store (self->queue), self->session, self->place_territory,
                                QV_ID_NONE, NULL, offers_read_cb, g_object_ref (self));
}

static void
draft_offer_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QvCapture) self = data;
  g_autoptr (GPtrArray) offers = qv_evidence_offer_list_finish (result, NULL);
  g_autofree char *stance = g_steal_pointer (&self->draft_stance);

  if (self->queue != NULL && offers != NULL && offers->len > 0 && self->offer == NULL)
    _qv_capture_set_evidence (self, offers->pdata[0], stance);
}

/* Evidence of a draft: its figure is read anew, as it was not frozen yet. */
void
_qv_capture_restore_evidence (QvCapture *self, QvId indicator, const char *stance)
{
  if (self->queue == NULL)
    return;
  g_free (self->draft_stance);
  self->draft_stance = g_strdup (stance);
  qv_evidence_offer_list_async (qv_note_queue_get_store (self->queue), self->session, self->place_territory,
                                indicator, NULL, draft_offer_read_cb, g_object_ref (self));
}

void
_qv_capture_bind_details (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QvCapture, evidence_button);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, evidence_name);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, evidence_figure);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, theme_button);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, theme_label);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, silent_button);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, more_button);
  gtk_widget_class_bind_template_child (widget_class, QvCapture, save_label);
  gtk_widget_class_install_action (widget_class, "capture.theme", NULL, theme_action);
  gtk_widget_class_install_action (widget_class, "capture.evidence", NULL, evidence_action);
}

void
_qv_capture_set_up_details (QvCapture *self)
{
  GtkLayoutManager *layout = qv_wrap_layout_new (SPACING);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) silent = g_property_action_new ("silent", self->silent_button, "active");

  qv_wrap_layout_set_shrinks (QV_WRAP_LAYOUT (layout), TRUE);
  gtk_widget_set_layout_manager (self->details_box, layout);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (silent));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entry", G_ACTION_GROUP (actions));
  /* What was chosen there is about the note that is written next. */
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->more_button)), "closed",
                           G_CALLBACK (qv_capture_focus_entry), self, G_CONNECT_SWAPPED);
  self->is_wide = TRUE;
  show_theme (self);
  show_evidence (self);
}

void
_qv_capture_drop_details (QvCapture *self)
{
  g_clear_pointer (&self->theme_popover, gtk_widget_unparent);
  g_clear_pointer (&self->evidence_popover, gtk_widget_unparent);
  g_clear_pointer (&self->offer, qv_evidence_offer_unref);
  g_clear_pointer (&self->stance, g_free);
  g_clear_pointer (&self->draft_stance, g_free);
  g_clear_pointer (&self->theme, g_free);
  g_clear_object (&self->themes);
  g_clear_object (&self->notes);
}

/**
 * qv_capture_set_themes:
 * @self: a capture panel
 * @themes: (nullable): the #QvSessionTheme of the session
 * @notes: (nullable): its #QvNote, whose themes are offered too
 */
void
qv_capture_set_themes (QvCapture *self, GListModel *themes, GListModel *notes)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  g_set_object (&self->themes, themes);
  g_set_object (&self->notes, notes);
}

/**
 * qv_capture_set_wide:
 * @self: a capture panel
 * @wide: whether there is room for more than the shortest words
 */
void
qv_capture_set_wide (QvCapture *self, gboolean wide)
{
  g_return_if_fail (QV_IS_CAPTURE (self));

  if (self->is_wide == wide)
    return;
  self->is_wide = wide;
  gtk_label_set_label (self->save_label, wide ? _ ("Save Note") : _ ("Save"));
  show_theme (self);
  show_evidence (self);
}
