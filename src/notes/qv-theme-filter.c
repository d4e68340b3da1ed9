/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* There can be any number of themes and tags, so they stand in a popover, made anew each time it opens. The
 * pill itself says what was chosen, and is there only where notes have a theme or a tag.
 */

#include "config.h"

#include "qv-theme-filter.h"

#include <glib/gi18n.h>

#include "qv-note-words.h"

struct _QvThemeFilter
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *box; /* in the popover */
  QvNoteFilter *filter;
  GListModel *notes;
};

G_DEFINE_FINAL_TYPE (QvThemeFilter, qv_theme_filter, GTK_TYPE_WIDGET)

static gboolean
is_tag (gpointer check)
{
  return g_object_get_data (G_OBJECT (check), "is-tag") != NULL;
}

static void
toggled_cb (GtkCheckButton *check, QvThemeFilter *self)
{
  const char *word = g_object_get_data (G_OBJECT (check), "word");
  gboolean wanted = gtk_check_button_get_active (check);

  if (is_tag (check))
    qv_note_filter_set_tag (self->filter, word, wanted);
  else
    qv_note_filter_set_theme (self->filter, word, wanted);
}

static guint
count (QvThemeFilter *self, const char *word, gboolean among_tags)
{
  guint n_notes = g_list_model_get_n_items (self->notes);
  guint n = 0;

  for (guint i = 0; i < n_notes; i++)
    {
      g_autoptr (QvNote) note = g_list_model_get_item (self->notes, i);

      n += among_tags ? qv_note_has_tag (note, word)
                      : g_strcmp0 (qv_item_get_text (QV_ITEM (note), QV_NOTE_THEME), word) == 0;
    }
  return n;
}

static void
add_check (QvThemeFilter *self, const char *word, gboolean among_tags)
{
  g_autofree char *shown = among_tags ? g_strconcat ("#", word, NULL) : g_strdup (word);
  /* Translators: name of a filter and how many notes it lets through: "Problem: 21" */
  g_autofree char *title = g_strdup_printf (_ ("%s: %u"), shown, count (self, word, among_tags));
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "max-width-chars", 32, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), among_tags
                                                             ? qv_note_filter_has_tag (self->filter, word)
                                                             : qv_note_filter_has_theme (self->filter, word));
  g_object_set_data_full (G_OBJECT (check), "word", g_strdup (word), g_free);
  if (among_tags)
    g_object_set_data (G_OBJECT (check), "is-tag", GINT_TO_POINTER (TRUE));
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), check);
}

static void
add_group (QvThemeFilter *self, const char *title, char **words, gboolean among_tags)
{
  GtkWidget *heading;

  if (words[0] == NULL)
    return;
  heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_box_append (GTK_BOX (self->box), heading);
  for (guint i = 0; words[i] != NULL; i++)
    add_check (self, words[i], among_tags);
}

static void
fill (QvThemeFilter *self)
{
  g_auto (GStrv) themes = qv_note_words_list_themes (NULL, self->notes);
  g_auto (GStrv) tags = qv_note_words_list_tags (self->notes);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  add_group (self, _ ("Themes"), themes, FALSE);
  add_group (self, _ ("Tags"), tags, TRUE);
}

static void
qv_theme_filter_dispose (GObject *object)
{
  QvThemeFilter *self = QV_THEME_FILTER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_object (&self->notes);
  G_OBJECT_CLASS (qv_theme_filter_parent_class)->dispose (object);
}

static gboolean
qv_theme_filter_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (QV_THEME_FILTER (widget)->button, direction);
}

static void
qv_theme_filter_class_init (QvThemeFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_theme_filter_dispose;
  widget_class->focus = qv_theme_filter_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "themefilter");
}

static void
qv_theme_filter_init (QvThemeFilter *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "max-content-height", 320, NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_size_request (self->box, 220, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  g_signal_connect_swapped (popover, "map", G_CALLBACK (fill), self);
  self->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 12,
                              "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("qv-tag-symbolic"));
  gtk_box_append (GTK_BOX (content), self->label);
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "child", content, "popover", popover, "tooltip-text",
                               _ ("Themes and tags"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Themes and tags"), -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
qv_theme_filter_new (void)
{
  return g_object_new (QV_TYPE_THEME_FILTER, NULL);
}

/**
 * qv_theme_filter_set:
 * @self: a pill
 * @filter: what it changes
 * @notes: the #QvNote whose themes and tags they are
 */
void
qv_theme_filter_set (QvThemeFilter *self, QvNoteFilter *filter, GListModel *notes)
{
  g_return_if_fail (QV_IS_THEME_FILTER (self));
  g_return_if_fail (self->filter == NULL);

  self->filter = g_object_ref (filter);
  self->notes = g_object_ref (notes);
}

static gboolean
has_words (QvThemeFilter *self)
{
  guint n = g_list_model_get_n_items (self->notes);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) note = g_list_model_get_item (self->notes, i);

      if (qv_item_get_text (note, QV_NOTE_THEME) != NULL || qv_item_get_text (note, QV_NOTE_TAGS) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A new tooltip asks the X server where the pointer is, and waits. */
static void
set_name (QvThemeFilter *self, const char *name)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->button), name) == 0)
    return;
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * qv_theme_filter_update:
 * @self: a pill
 *
 * To be called when the filter or the notes have changed.
 */
void
qv_theme_filter_update (QvThemeFilter *self)
{
  g_autofree char *words = NULL;
  g_autofree char *tooltip = NULL;

  g_return_if_fail (QV_IS_THEME_FILTER (self));

  words = qv_note_filter_format_words (self->filter);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_widget_set_visible (self->label, *words != '\0');
  if (*words != '\0')
    {
      /* Translators: what the list of notes is filtered by: "Themes and tags: Mobility, #tram" */
      tooltip = g_strdup_printf (_ ("Themes and tags: %s"), words);
      gtk_widget_add_css_class (GTK_WIDGET (self), "active");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
  set_name (self, tooltip != NULL ? tooltip : _ ("Themes and tags"));
  gtk_widget_set_visible (GTK_WIDGET (self), *words != '\0' || has_words (self));
}
