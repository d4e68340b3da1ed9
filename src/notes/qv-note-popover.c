/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The card over the pin of a note. */

#include "config.h"

#include "qv-note-popover.h"

#include "qv-helix-mark.h"
#include "qv-note-weaving.h"
#include "qv-wording.h"

struct _QvNotePopover
{
  GtkPopover parent_instance;

  QvHelixMark *mark;
  GtkLabel *kind;
  GtkLabel *who;
  GtkLabel *text;
  GtkWidget *evidence_box;
  GtkLabel *evidence;
  GtkWidget *turn_button;
  GtkWidget *project_button;

  QvNote *note;
  QvNoteContext *context;
};

G_DEFINE_FINAL_TYPE (QvNotePopover, qv_note_popover, GTK_TYPE_POPOVER)

static void
show_evidence (QvNotePopover *self)
{
  GPtrArray *evidence = qv_note_context_get_evidence (self->context, qv_item_get_id (QV_ITEM (self->note)));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      g_autofree char *one = qv_note_context_format_evidence (self->context, evidence->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", one);
    }
  gtk_label_set_text (self->evidence, text->str);
  gtk_widget_set_visible (self->evidence_box, text->len > 0);
}

static void
refresh (QvNotePopover *self)
{
  QvHelix helix = qv_note_get_helix (self->note);
  QvNoteKind kind = qv_note_get_kind (self->note);
  gint64 seat =
      qv_note_context_get_seat (self->context, qv_item_get_int (QV_ITEM (self->note), QV_NOTE_AUTHOR));
  g_autofree char *speaker = qv_wording_for_seat (helix, seat);
  g_autofree char *time = qv_note_format_time (self->note);
  g_autofree char *who = g_strdup_printf ("%s · %s", speaker, time);
  g_autofree char *name = qv_note_context_format_name (self->context, self->note);

  qv_helix_mark_set_helix (self->mark, helix);
  qv_helix_mark_set_kind (self->mark, (int) kind);
  gtk_label_set_label (self->kind, qv_note_kind_get_title (kind));
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->text, qv_note_get_shown_text (self->note));
  gtk_widget_set_visible (self->turn_button, qv_note_can_turn (kind, NULL));
  gtk_widget_set_sensitive (self->turn_button, !qv_note_is_veiled (self->note));
  gtk_widget_set_sensitive (self->project_button,
                            !qv_note_is_veiled (self->note) &&
                                qv_item_get_int (QV_ITEM (self->note), QV_NOTE_PARKED) == 0);
  show_evidence (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
turn_cb (QvNotePopover *self)
{
  g_signal_emit_by_name (self, "turn");
}

static void
group_cb (QvNotePopover *self)
{
  g_signal_emit_by_name (self, "group");
}

static void
edit_cb (QvNotePopover *self)
{
  g_signal_emit_by_name (self, "edit");
}

static void
move_cb (QvNotePopover *self)
{
  g_signal_emit_by_name (self, "move");
}

static void
project_cb (QvNotePopover *self)
{
  g_signal_emit_by_name (self, "project");
}

static void
delete_cb (QvNotePopover *self)
{
  g_signal_emit_by_name (self, "delete");
}

static void
qv_note_popover_dispose (GObject *object)
{
  QvNotePopover *self = QV_NOTE_POPOVER (object);

  g_clear_object (&self->note);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_NOTE_POPOVER);
  G_OBJECT_CLASS (qv_note_popover_parent_class)->dispose (object);
}

static void
qv_note_popover_class_init (QvNotePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const char *const names[] = { "turn", "group", "edit", "move", "project", "delete" };

  G_OBJECT_CLASS (klass)->dispose = qv_note_popover_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_new (names[i], QV_TYPE_NOTE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (QV_TYPE_HELIX_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/quadrivio/Quadrivio/notes/qv-note-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, mark);
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, kind);
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, who);
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, text);
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, evidence_box);
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, evidence);
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, turn_button);
  gtk_widget_class_bind_template_child (widget_class, QvNotePopover, project_button);
  gtk_widget_class_bind_template_callback (widget_class, turn_cb);
  gtk_widget_class_bind_template_callback (widget_class, group_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
qv_note_popover_init (QvNotePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
qv_note_popover_new (void)
{
  return g_object_new (QV_TYPE_NOTE_POPOVER, NULL);
}

/**
 * qv_note_popover_set_note:
 * @self: a popover
 * @note: what it shows
 * @context: where it looks up the seat
 */
void
qv_note_popover_set_note (QvNotePopover *self, QvNote *note, QvNoteContext *context)
{
  g_return_if_fail (QV_IS_NOTE_POPOVER (self));

  g_set_object (&self->context, context);
  if (self->note != note)
    {
      if (self->note != NULL)
        g_signal_handlers_disconnect_by_data (self->note, self);
      g_set_object (&self->note, note);
      g_signal_connect_object (note, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
    }
  refresh (self);
}

QvNote *
qv_note_popover_get_note (QvNotePopover *self)
{
  g_return_val_if_fail (QV_IS_NOTE_POPOVER (self), NULL);

  return self->note;
}
