/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* A row of the list of notes. It shows and edits; what was edited is for the panel to write. */

#include "config.h"

#include "qv-note-row.h"

#include <glib/gi18n.h>

#include "qv-helix-mark.h"
#include "qv-note-commands.h"
#include "qv-wording.h"

struct _QvNoteRow
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkStack *text_stack;
  QvHelixMark *mark;
  GtkWidget *text_view;
  GtkTextBuffer *buffer;
  GtkLabel *details;
  GtkWidget *place_button;
  GtkImage *tick;
  GtkLabel *heading;
  GtkLabel *heading_count;

  QvNoteContext *context;
  QvNote *note;
  gboolean is_editing;
};

G_DEFINE_FINAL_TYPE (QvNoteRow, qv_note_row, GTK_TYPE_WIDGET)

enum
{
  PROP_NOTE = 1,
  N_PROPS
};

enum
{
  EDITED,
  PLACE_CLICKED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Gives the list item, which GTK leaves without a name, what a screen reader should say. */
static void
name_list_item (QvNoteRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = qv_note_context_format_name (self->context, self->note);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
refresh (QvNoteRow *self)
{
  g_autofree char *details = NULL;
  g_autofree char *kind = NULL;
  gboolean is_waiting;

  if (self->note == NULL)
    return;
  details = qv_note_context_format_details (self->context, self->note);
  is_waiting = qv_note_context_is_waiting (self->context, qv_item_get_id (QV_ITEM (self->note)));
  kind = qv_wording_for_note (qv_note_get_kind (self->note), qv_note_get_helix (self->note), 0, NULL);

  qv_helix_mark_set_helix (self->mark, qv_note_get_helix (self->note));
  qv_helix_mark_set_kind (self->mark, (int) qv_note_get_kind (self->note));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark), kind);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (self->place_button, !qv_note_is_placed (self->note));
  gtk_image_set_from_icon_name (self->tick,
                                is_waiting ? "content-loading-symbolic" : "object-select-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->tick), is_waiting ? _ ("Not saved yet") : _ ("Saved"));
  if (is_waiting)
    gtk_widget_remove_css_class (GTK_WIDGET (self->tick), "saved");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->tick), "saved");
  name_list_item (self);
}

static void
place_clicked_cb (QvNoteRow *self)
{
  g_signal_emit (self, signals[PLACE_CLICKED], 0);
}

static gboolean
edit_key_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType modifiers,
             QvNoteRow *self)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (is_enter && (modifiers & GDK_SHIFT_MASK) == 0)
    qv_note_row_end_edit (self, TRUE);
  else if (keyval == GDK_KEY_Escape)
    qv_note_row_end_edit (self, FALSE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
edit_focus_left_cb (QvNoteRow *self)
{
  /* The window may only have lost the keyboard for a moment, to a menu or another program. */
  if (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) != self->text_view)
    qv_note_row_end_edit (self, TRUE);
}

static gboolean
has_theme (QvNoteRow *self, const char *theme)
{
  return theme != NULL && *theme != '\0';
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, QvNoteRow *self)
{
  if (self->note == NULL || self->is_editing)
    return NULL;
  return gdk_content_provider_new_typed (QV_TYPE_NOTE, self->note);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, QvNoteRow *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->mark));

  gtk_drag_source_set_icon (source, paintable, 8, 8);
}

static void
qv_note_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvNoteRow *self = QV_NOTE_ROW (object);

  switch (prop_id)
    {
    case PROP_NOTE:
      g_value_set_object (value, self->note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_note_row_dispose (GObject *object)
{
  QvNoteRow *self = QV_NOTE_ROW (object);

  if (self->note != NULL)
    g_signal_handlers_disconnect_by_data (self->note, self);
  g_clear_object (&self->note);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), QV_TYPE_NOTE_ROW);
  G_OBJECT_CLASS (qv_note_row_parent_class)->dispose (object);
}

static void
qv_note_row_class_init (QvNoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qv_note_row_get_property;
  object_class->dispose = qv_note_row_dispose;

  props[PROP_NOTE] =
      g_param_spec_object ("note", NULL, NULL, QV_TYPE_NOTE,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[EDITED] = g_signal_new ("edited", QV_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PLACE_CLICKED] = g_signal_new ("place-clicked", QV_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);

  g_type_ensure (QV_TYPE_HELIX_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/quadrivio/Quadrivio/notes/qv-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, stack);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, text_stack);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, mark);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, text_view);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, details);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, place_button);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, tick);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, heading);
  gtk_widget_class_bind_template_child (widget_class, QvNoteRow, heading_count);
  gtk_widget_class_bind_template_callback (widget_class, place_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_theme);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "noterow");
}

static void
qv_note_row_init (QvNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qv_note_row_new:
 * @context: where the row looks up seats and places
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
qv_note_row_new (QvNoteContext *context)
{
  QvNoteRow *self = g_object_new (QV_TYPE_NOTE_ROW, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

QvNote *
qv_note_row_get_note (QvNoteRow *self)
{
  g_return_val_if_fail (QV_IS_NOTE_ROW (self), NULL);

  return self->note;
}

/**
 * qv_note_row_set_note:
 * @self: a row
 * @note: (nullable): what it shows
 *
 * Ends editing of the note that it showed before, and keeps its words.
 */
void
qv_note_row_set_note (QvNoteRow *self, QvNote *note)
{
  g_return_if_fail (QV_IS_NOTE_ROW (self));

  qv_note_row_end_edit (self, TRUE);
  if (self->note == note)
    return;
  if (self->note != NULL)
    g_signal_handlers_disconnect_by_data (self->note, self);
  g_set_object (&self->note, note);
  if (note != NULL)
    {
      g_signal_connect_object (note, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      gtk_stack_set_visible_child_name (self->stack, "note");
      refresh (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE]);
}

/**
 * qv_note_row_set_heading:
 * @self: a row
 * @heading: what the section is called
 * @count: how many notes it has
 */
void
qv_note_row_set_heading (QvNoteRow *self, const char *heading, guint count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);

  g_return_if_fail (QV_IS_NOTE_ROW (self));

  qv_note_row_set_note (self, NULL);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->heading_count, number);
  gtk_stack_set_visible_child_name (self->stack, "heading");
}

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

void
qv_note_row_set_edges (QvNoteRow *self, QvNoteRowEdges edges)
{
  g_return_if_fail (QV_IS_NOTE_ROW (self));

  set_css_class (GTK_WIDGET (self), "first", edges & QV_NOTE_ROW_FIRST);
  set_css_class (GTK_WIDGET (self), "last", edges & QV_NOTE_ROW_LAST);
}

/**
 * qv_note_row_begin_edit:
 * @self: a row that shows a note
 *
 * Lets the words be changed in their place. Enter keeps, Escape gives up.
 */
void
qv_note_row_begin_edit (QvNoteRow *self)
{
  GtkTextIter end;

  g_return_if_fail (QV_IS_NOTE_ROW (self));

  if (self->note == NULL || self->is_editing)
    return;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, qv_item_get_text (QV_ITEM (self->note), QV_NOTE_TEXT), -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_place_cursor (self->buffer, &end);
  self->is_editing = TRUE;
  gtk_stack_set_visible_child_name (self->text_stack, "edit");
  gtk_widget_grab_focus (self->text_view);
}

/**
 * qv_note_row_end_edit:
 * @self: a row
 * @keep: whether to emit "edited" with what was written
 */
void
qv_note_row_end_edit (QvNoteRow *self, gboolean keep)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  GtkWidget *list_item;

  g_return_if_fail (QV_IS_NOTE_ROW (self));

  if (!self->is_editing)
    return;
  self->is_editing = FALSE;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  list_item = gtk_widget_get_parent (GTK_WIDGET (self));
  if (list_item != NULL && gtk_widget_has_focus (self->text_view))
    gtk_widget_grab_focus (list_item);
  gtk_stack_set_visible_child_name (self->text_stack, "label");
  if (keep)
    g_signal_emit (self, signals[EDITED], 0, text);
}

gboolean
qv_note_row_is_editing (QvNoteRow *self)
{
  g_return_val_if_fail (QV_IS_NOTE_ROW (self), FALSE);

  return self->is_editing;
}
