/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What people make out of notes in words of their own (turning round, merging), and links between two. */

#include "config.h"

#include "qv-notes-panel-private.h"

#include <glib/gi18n.h>

#include "qv-note-weaving.h"

static QvId
get_composed (QvNotesPanel *self)
{
  return self->composed != NULL ? qv_item_get_id (self->composed->pdata[0]) : QV_ID_NONE;
}

static void
detach_composer (QvNotesPanel *self)
{
  if (self->composer_row != NULL)
    qv_note_row_set_extra (QV_NOTE_ROW (self->composer_row), NULL);
  self->composer_row = NULL;
}

/* @row shows @shown from now on, or nothing: the entry that belongs to a note goes where the note goes. */
void
_qv_notes_panel_host_composer (QvNotesPanel *self, GtkWidget *row, QvOutlineRow *shown)
{
  gboolean is_host = shown != NULL && self->composed != NULL &&
                     qv_outline_row_get_kind (shown) == QV_OUTLINE_NOTE &&
                     qv_outline_row_get_id (shown) == get_composed (self);

  if (self->composer_row == row && !is_host)
    detach_composer (self);
  if (!is_host || self->composer_row == row)
    return;
  detach_composer (self);
  self->composer_row = row;
  qv_note_row_set_extra (QV_NOTE_ROW (row), GTK_WIDGET (self->composer));
}

void
_qv_notes_panel_end_composing (QvNotesPanel *self)
{
  GtkWidget *list_item = self->composer_row != NULL ? gtk_widget_get_parent (self->composer_row) : NULL;

  if (list_item != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->composer)) != NULL)
    gtk_widget_grab_focus (list_item);
  detach_composer (self);
  g_clear_pointer (&self->composed, g_ptr_array_unref);
  if (self->composer != NULL)
    g_signal_handlers_disconnect_by_data (self->composer, self);
  g_clear_object (&self->composer);
}

static void
composed_cb (QvNoteComposer *composer, const char *text, QvHelix helix, QvId author, QvNotesPanel *self)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_ref (self->composed);

  if (notes->len == 1)
    _qv_notes_panel_apply (self, qv_note_turn (notes->pdata[0], text, helix, author, NULL),
                           _ ("Note turned round"));
  else
    {
      g_autofree char *said =
          g_strdup_printf (ngettext ("%u note merged", "%u notes merged", notes->len), notes->len);

      _qv_notes_panel_apply (self, qv_note_merge (notes, text, NULL), said);
    }
  _qv_notes_panel_end_composing (self);
}

static gboolean
focus_composer_cb (gpointer data)
{
  QvNotesPanel *self = data;

  if (self->composer != NULL && self->composer_row != NULL)
    qv_note_composer_focus_entry (self->composer);
  return G_SOURCE_REMOVE;
}

/* Opens the entry below the first of @notes. */
static void
begin_composing (
    QvNotesPanel *self, GPtrArray *notes, const char *title, const char *text, gboolean has_speaker)
{
  QvId id = qv_item_get_id (notes->pdata[0]);
  GtkWidget *row;

  _qv_notes_panel_end_composing (self);
  self->composer =
      QV_NOTE_COMPOSER (g_object_ref_sink (qv_note_composer_new (self->participants, &self->keys)));
  self->composed = g_ptr_array_ref (notes);
  g_signal_connect (self->composer, "composed", G_CALLBACK (composed_cb), self);
  g_signal_connect_swapped (self->composer, "cancelled", G_CALLBACK (_qv_notes_panel_end_composing), self);
  qv_note_composer_begin (self->composer, title, text, has_speaker);
  qv_notes_panel_reveal_note (self, id);
  row = _qv_notes_panel_find_row (self, id);
  if (QV_IS_NOTE_ROW (row))
    {
      _qv_notes_panel_host_composer (self, row, qv_note_row_get_row (QV_NOTE_ROW (row)));
      qv_note_composer_focus_entry (self->composer);
    }
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, 80, focus_composer_cb, g_object_ref (self), g_object_unref);
}

static gboolean
can_turn (GPtrArray *notes)
{
  return notes->len == 1 && qv_note_can_turn (qv_note_get_kind (notes->pdata[0]), NULL);
}

static void
turn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  if (!can_turn (notes) || !_qv_notes_panel_is_in_use (self))
    return;
  begin_composing (self, notes,
                   qv_note_get_kind (notes->pdata[0]) == QV_NOTE_KIND_PROBLEM
                       ? _ ("Turned round: what becomes possible?")
                       : _ ("Turned round: what solves it?"),
                   "", TRUE);
}

/* The words of all, one below the other, for people to find what they have in common. */
static char *
join_texts (GPtrArray *notes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            qv_item_get_text (notes->pdata[i], QV_NOTE_TEXT));
  return g_string_free (text, FALSE);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (notes->len < 2 || !_qv_notes_panel_is_in_use (self))
    return;
  title = g_strdup_printf (ngettext ("What does %u note say together?",
                                     "What do these %u notes say together?", notes->len),
                           notes->len);
  text = join_texts (notes);
  begin_composing (self, notes, title, text, FALSE);
}

/* (transfer full) (element-type QvNoteLink): those from and to @note */
static GPtrArray *
list_links (QvNotesPanel *self, QvId note)
{
  GPtrArray *links = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (self->links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) link = g_list_model_get_item (self->links, i);

      if (qv_item_get_int (link, QV_NOTE_LINK_SOURCE) == note ||
          qv_item_get_int (link, QV_NOTE_LINK_TARGET) == note)
        g_ptr_array_add (links, g_steal_pointer (&link));
    }
  return links;
}

static gboolean
is_merged (QvNotesPanel *self)
{
  QvOutlineRow *row = _qv_notes_panel_get_first (self);

  return row != NULL && qv_outline_row_get_note (row) != NULL && qv_outline_row_get_look (row)->has_more;
}

static void
split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  g_autoptr (GPtrArray) links = NULL;

  if (notes->len != 1 || !is_merged (self))
    return;
  links = list_links (self, qv_item_get_id (notes->pdata[0]));
  _qv_notes_panel_apply (self, qv_note_split (notes->pdata[0], links), _ ("Note split again"));
}

static void
set_linking (QvNotesPanel *self, QvId source, const char *relation)
{
  self->link_source = source;
  self->link_relation = relation;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->link_bar), source != QV_ID_NONE);
  gtk_list_view_set_single_click_activate (self->list_view, FALSE);
  if (source != QV_ID_NONE)
    {
      gtk_label_set_text (self->link_label, g_str_equal (relation, "supports")
                                                ? _ ("Choose the note that it supports, then Enter")
                                                : _ ("Choose the note that it contradicts, then Enter"));
      qv_notes_panel_focus_list (self);
    }
}

static void
link_notes (QvNotesPanel *self, QvNote *source, QvNote *target, const char *relation)
{
  _qv_notes_panel_apply (self, qv_note_link_make (source, target, relation), _ ("Notes linked"));
}

/* Whether a note was waiting for its counterpart; @row is that, or nothing happens. */
gboolean
_qv_notes_panel_link_to (QvNotesPanel *self, QvOutlineRow *row)
{
  g_autoptr (QvNote) source = NULL;
  QvNote *target = row != NULL ? qv_outline_row_get_note (row) : NULL;
  const char *relation = self->link_relation;

  if (self->link_source == QV_ID_NONE)
    return FALSE;
  source = _qv_notes_panel_ref_note (self, self->link_source);
  if (source != NULL && target == source)
    return TRUE;
  set_linking (self, QV_ID_NONE, NULL);
  if (source != NULL && target != NULL)
    link_notes (self, source, target, relation);
  return TRUE;
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  const char *relation = g_str_has_suffix (name, "supports") ? "supports" : "contradicts";
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  if (notes->len == 2)
    link_notes (self, notes->pdata[0], notes->pdata[1], relation);
  else if (notes->len == 1)
    set_linking (self, qv_item_get_id (notes->pdata[0]), relation);
}

static void
stop_linking_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_linking (QV_NOTES_PANEL (widget), QV_ID_NONE, NULL);
}

static void
unlink_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QvNotesPanel *self = QV_NOTES_PANEL (widget);
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);
  GPtrArray *links;

  if (notes->len != 1)
    return;
  links = qv_note_context_get_links (self->context, qv_item_get_id (notes->pdata[0]));
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *relation = qv_item_get_text (links->pdata[i], QV_NOTE_LINK_RELATION);

      if (g_str_equal (relation, "supports") || g_str_equal (relation, "contradicts"))
        _qv_notes_panel_apply (self, qv_note_link_remove (links->pdata[i]), _ ("Link removed"));
    }
}

void
_qv_notes_panel_install_composing (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "note.turn", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "note.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "note.split", NULL, split_action);
  gtk_widget_class_install_action (widget_class, "note.supports", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "note.contradicts", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "note.unlink", NULL, unlink_action);
  gtk_widget_class_install_action (widget_class, "note.stop-linking", NULL, stop_linking_action);
}

static gboolean
has_links (QvNotesPanel *self, QvId note)
{
  GPtrArray *links = qv_note_context_get_links (self->context, note);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *relation = qv_item_get_text (links->pdata[i], QV_NOTE_LINK_RELATION);

      if (g_str_equal (relation, "supports") || g_str_equal (relation, "contradicts"))
        return TRUE;
    }
  return FALSE;
}

void
_qv_notes_panel_update_composing (QvNotesPanel *self)
{
  g_autoptr (GPtrArray) notes = _qv_notes_panel_list_chosen (self);

  _qv_notes_panel_allow (self, "note.turn", can_turn (notes));
  _qv_notes_panel_allow (self, "note.merge", notes->len > 1);
  _qv_notes_panel_allow (self, "note.split", notes->len == 1 && is_merged (self));
  _qv_notes_panel_allow (self, "note.supports", notes->len == 1 || notes->len == 2);
  _qv_notes_panel_allow (self, "note.contradicts", notes->len == 1 || notes->len == 2);
  _qv_notes_panel_allow (self, "note.unlink",
                         notes->len == 1 && has_links (self, qv_item_get_id (notes->pdata[0])));
}
