/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The theme and the tags of the notes that are chosen. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <glib/gi18n.h>

#include "qv-note-words.h"
#include "qv-tags-popover.h"
#include "qv-theme-popover.h"

static void
theme_chosen_cb (QvThemePopover *popover, const char *theme, QvNotesPanel *self)
{
  if (self->named != NULL)
    _qv_notes_panel_apply (self, qv_notes_set_theme (self->named, theme),
                           *theme != '\0' ? _ ("Theme changed") : _ ("Theme removed"));
  qv_notes_panel_focus_list (self);
}

static void
tags_chosen_cb (QvTagsPopover *popover, const char *tags, QvNotesPanel *self)
{
  if (self->named != NULL)
    _qv_notes_panel_apply (self, qv_notes_set_tags (self->named, self->named_tags, tags), _ ("Tags changed"));
  qv_notes_panel_focus_list (self);
}

/* Takes what is chosen now; FALSE if that is nothing. */
static gboolean
take_chosen (QvNotesPanel *self)
{
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  if (notes->len == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  g_clear_pointer (&self->named, g_ptr_array_unref);
  self->named = g_steal_pointer (&notes);
  return TRUE;
}

static void
theme_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autofree char *theme = NULL;
  g_auto (GStrv) themes = NULL;

  if (!take_chosen (self))
    return;
  if (self->theme_popover == NULL)
    {
      self->theme_popover = qv_theme_popover_new ();
      gtk_widget_set_parent (self->theme_popover, widget);
      g_signal_connect (self->theme_popover, "chosen", G_CALLBACK (theme_chosen_cb), self);
    }
  theme = qv_notes_dup_common_theme (self->named);
  themes = qv_note_words_list_themes (self->themes, self->all);
  _qv_notes_panel_point_to (self, self->theme_popover, qv_item_get_id (self->named->pdata[0]));
  qv_theme_popover_open (QV_THEME_POPOVER (self->theme_popover), (const char *const *) themes, theme);
}

static void
tags_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_auto (GStrv) known = NULL;

  if (!take_chosen (self))
    return;
  if (self->tags_popover == NULL)
    {
      self->tags_popover = qv_tags_popover_new ();
      gtk_widget_set_parent (self->tags_popover, widget);
      g_signal_connect (self->tags_popover, "chosen", G_CALLBACK (tags_chosen_cb), self);
    }
  g_free (self->named_tags);
  self->named_tags = qv_notes_dup_common_tags (self->named);
  known = qv_note_words_list_tags (self->all);
  _qv_notes_panel_point_to (self, self->tags_popover, qv_item_get_id (self->named->pdata[0]));
  qv_tags_popover_open (QV_TAGS_POPOVER (self->tags_popover), (const char *const *) known, self->named_tags,
                        self->named->len);
}

void
_qv_notes_panel_install_words (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "note.theme", NULL, theme_action);
  gtk_widget_class_install_action (widget_class, "note.tags", NULL, tags_action);
}

void
_qv_notes_panel_update_words (QvNotesPanel *self)
{
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.theme", notes->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.tags", notes->len > 0);
}

void
_qv_notes_panel_drop_words (QvNotesPanel *self)
{
  g_clear_pointer (&self->theme_popover, gtk_widget_unparent);
  g_clear_pointer (&self->tags_popover, gtk_widget_unparent);
  g_clear_pointer (&self->named, g_ptr_array_unref);
  g_clear_pointer (&self->named_tags, g_free);
}
