/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The entry is what counts; the pills below it put their word in or take it out. */

#include "config.h"

#include "qv-tags-popover.h"

#include <glib/gi18n.h>

#include "qv-note-words.h"
#include "qv-wrap-layout.h"

#define MAX_LENGTH 400 /* characters of all tags */
#define WIDTH 300

struct _QvTagsPopover
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *pills;
  GtkWidget *scrolled;
  GtkWidget *hint;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (QvTagsPopover, qv_tags_popover, GTK_TYPE_POPOVER)

static guint chosen_signal;

static const char *
get_tag (GtkWidget *pill)
{
  return g_object_get_data (G_OBJECT (pill), "tag");
}

static void
update_pills (QvTagsPopover *self)
{
  g_auto (GStrv) words = qv_note_tags_split (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (self->is_updating)
    return;
  self->is_updating = TRUE;
  for (GtkWidget *pill = gtk_widget_get_first_child (self->pills); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill),
                                  g_strv_contains ((const char *const *) words, get_tag (pill)));
  self->is_updating = FALSE;
}

static void
toggled_cb (GtkToggleButton *pill, QvTagsPopover *self)
{
  g_auto (GStrv) words = qv_note_tags_split (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GString) text = g_string_new (NULL);
  const char *tag = get_tag (GTK_WIDGET (pill));

  if (self->is_updating)
    return;
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_str_equal (words[i], tag))
      g_string_append_printf (text, "%s ", words[i]);
  if (gtk_toggle_button_get_active (pill))
    g_string_append_printf (text, "%s ", tag);
  self->is_updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text->str);
  self->is_updating = FALSE;
}

static void
finish (QvTagsPopover *self)
{
  g_autofree char *tags = qv_note_tags_tidy (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, tags);
}

static void
qv_tags_popover_class_init (QvTagsPopoverClass *klass)
{
  chosen_signal = g_signal_new ("chosen", QV_TYPE_TAGS_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qv_tags_popover_init (QvTagsPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Keep"));

  self->entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _ ("Tags: words with spaces between"),
                              "max-length", MAX_LENGTH, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tags"),
                                  -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update_pills), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (finish), self);
  self->pills = g_object_new (GTK_TYPE_BOX, "layout-manager", qv_wrap_layout_new (4), NULL);
  self->scrolled =
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                    "propagate-natural-height", TRUE, "max-content-height", 160, "child", self->pills, NULL);
  self->hint = g_object_new (GTK_TYPE_LABEL, "label", _ ("Tags that only some of the notes have stay."),
                             "wrap", TRUE, "xalign", 0.0, "max-width-chars", 34, NULL);
  gtk_widget_add_css_class (self->hint, "caption");
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (finish), self);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
qv_tags_popover_new (void)
{
  return g_object_new (QV_TYPE_TAGS_POPOVER, NULL);
}

static void
add_pill (QvTagsPopover *self, const char *tag)
{
  g_autofree char *title = g_strconcat ("#", tag, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "max-width-chars", 24, NULL);
  GtkWidget *pill = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (pill), label);
  gtk_widget_add_css_class (pill, "filter-pill");
  gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (pill), "tag", g_strdup (tag), g_free);
  g_signal_connect (pill, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->pills), pill);
}

/**
 * qv_tags_popover_open:
 * @self: a popover with a parent
 * @known: the tags that the session has
 * @tags: (nullable): those of the notes; of several notes those that all have
 * @n_notes: of how many notes
 */
void
qv_tags_popover_open (QvTagsPopover *self, const char *const *known, const char *tags, guint n_notes)
{
  GtkWidget *pill;

  g_return_if_fail (QV_IS_TAGS_POPOVER (self));

  while ((pill = gtk_widget_get_first_child (self->pills)) != NULL)
    gtk_box_remove (GTK_BOX (self->pills), pill);
  for (guint i = 0; known[i] != NULL; i++)
    add_pill (self, known[i]);
  gtk_widget_set_visible (self->scrolled, known[0] != NULL);
  gtk_widget_set_visible (self->hint, n_notes > 1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), tags != NULL ? tags : "");
  update_pills (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}
