/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small editors of one value. A text is written when the user leaves it or presses Enter, as one edit, and
 * not at every letter.
 */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-field.h"

#include <glib/gi18n.h>

#include "qv-still-input.h"

#define MAX_MINUTES 600

static const char *const scopes[] = { "notes", "quotations", "pictures" };

typedef struct
{
  QvFieldFunc func;
  gpointer data;
  char *shown; /* what the library holds */
} Field;

static void
free_field (gpointer data)
{
  Field *field = data;

  g_free (field->shown);
  g_free (field);
}

static Field *
get_field (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "qv-field");
}

static char *
get_text (GtkWidget *widget)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * _qv_field_finish:
 * @widget: a field
 *
 * Writes what stands in @widget, if it is not what the library holds.
 */
void
_qv_field_finish (GtkWidget *widget)
{
  Field *field = get_field (widget);
  g_autofree char *text = get_text (widget);

  if (g_strcmp0 (text, field->shown) == 0)
    return;
  g_free (field->shown);
  field->shown = g_strdup (text);
  field->func (widget, text, field->data);
}

static void
left_cb (GtkEventController *controller, GtkWidget *widget)
{
  _qv_field_finish (widget);
}

static GtkWidget *
prepare (GtkWidget *widget, const char *name, QvFieldFunc func, gpointer data)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  Field *field = g_new0 (Field, 1);

  field->func = func;
  field->data = data;
  field->shown = g_strdup ("");
  g_object_set_data_full (G_OBJECT (widget), "qv-field", field, free_field);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), widget, 0);
  gtk_widget_add_controller (widget, focus);
  /* The window is closed, or the row folded, while the keyboard is still in the field. */
  g_signal_connect (widget, "unmap", G_CALLBACK (_qv_field_finish), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return widget;
}

/**
 * _qv_field_new_line:
 * @name: what it is for
 * @func: called when the text was changed
 * @data: for @func
 *
 * Returns: (transfer floating): an editor of one line
 */
GtkWidget *
_qv_field_new_line (const char *name, QvFieldFunc func, gpointer data)
{
  GtkWidget *entry = prepare (gtk_entry_new (), name, func, data);

  g_signal_connect (entry, "activate", G_CALLBACK (_qv_field_finish), NULL);
  gtk_widget_set_hexpand (entry, TRUE);
  return entry;
}

/**
 * _qv_field_new_text:
 * @name: what it is for
 * @func: called when the text was changed
 * @data: for @func
 *
 * Returns: (transfer floating): an editor of several lines
 */
GtkWidget *
_qv_field_new_text (const char *name, QvFieldFunc func, gpointer data)
{
  GtkWidget *view = prepare (gtk_text_view_new (), name, func, data);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  /* Tab leaves it: there are no tables in what is asked. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "text-field");
  gtk_widget_set_hexpand (view, TRUE);
  return view;
}

/**
 * _qv_field_show:
 * @widget: a field
 * @text: (nullable): what the library holds
 *
 * Leaves alone what is being written.
 */
void
_qv_field_show (GtkWidget *widget, const char *text)
{
  Field *field = get_field (widget);
  g_autofree char *now = get_text (widget);

  text = text != NULL ? text : "";
  if (g_strcmp0 (now, field->shown) != 0)
    return;
  g_free (field->shown);
  field->shown = g_strdup (text);
  if (g_strcmp0 (now, text) == 0)
    return;
  if (GTK_IS_EDITABLE (widget))
    {
      gtk_editable_set_text (GTK_EDITABLE (widget), text);
      /* Undo in the entry takes back what was typed, not what the library holds. */
      gtk_editable_set_enable_undo (GTK_EDITABLE (widget), FALSE);
      gtk_editable_set_enable_undo (GTK_EDITABLE (widget), TRUE);
    }
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
}

/**
 * _qv_field_add_label:
 * @title: what the field is for
 * @field: (transfer floating): a widget
 *
 * Returns: (transfer floating): both, the title above
 */
GtkWidget *
_qv_field_add_label (const char *title, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
  return box;
}

/**
 * _qv_field_new_minutes:
 * @name: what it is for
 *
 * Returns: (transfer floating): a #GtkSpinButton whose figure stands between the buttons
 */
GtkWidget *
_qv_field_new_minutes (const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0.0, MAX_MINUTES, 5.0);
  GtkWidget *text = gtk_widget_get_first_child (spin);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 3);
  gtk_editable_set_alignment (GTK_EDITABLE (spin), 0.5f);
  if (GTK_IS_TEXT (text) && GTK_IS_BUTTON (gtk_widget_get_next_sibling (text)))
    gtk_widget_insert_after (text, spin, gtk_widget_get_next_sibling (text));
  qv_still_input_wheel (spin);
  qv_still_input_undo (spin);
  gtk_widget_add_css_class (spin, "minutes");
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return spin;
}

/**
 * _qv_field_new_choice:
 * @words: ends in %NULL
 *
 * Returns: (transfer floating): a #GtkDropDown that can be searched where it is long
 */
GtkWidget *
_qv_field_new_choice (const char *const *words)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  if (g_strv_length ((char **) words) > 12)
    {
      g_autoptr (GtkExpression) expression =
          gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

      gtk_drop_down_set_expression (GTK_DROP_DOWN (choice), expression);
      gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
    }
  return choice;
}

const char *
_qv_field_get_scope_title (const char *scope)
{
  /* Translators: to what a participant agrees; each includes those before it */
  if (g_strcmp0 (scope, "pictures") == 0)
    return _ ("Notes, quotations, pictures");
  if (g_strcmp0 (scope, "quotations") == 0)
    return _ ("Notes and quotations");
  return _ ("Notes without names");
}

/* Returns: a choice of the scope of a consent */
GtkWidget *
_qv_field_new_scope (void)
{
  const char *words[G_N_ELEMENTS (scopes) + 1] = { NULL };
  GtkWidget *choice;

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    words[i] = _qv_field_get_scope_title (scopes[i]);
  choice = _qv_field_new_choice (words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Scope of the consent"), -1);
  return choice;
}

const char *
_qv_field_get_scope (GtkWidget *choice)
{
  return scopes[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), G_N_ELEMENTS (scopes) - 1)];
}
