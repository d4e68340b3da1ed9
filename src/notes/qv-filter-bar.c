/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* Pills that filter the notes by kind and helix, each with its number, and one for themes and tags. What
 * nobody used has none. */

#include "config.h"

#include "qv-filter-bar.h"

#include <glib/gi18n.h>

#include "qv-theme-filter.h"
#include "qv-wording.h"
#include "qv-wrap-layout.h"

typedef struct
{
  GtkWidget *button;
  GtkLabel *label;
  guint count;
  char *shown; /* (nullable): what its tooltip says */
} Pill;

struct _QvFilterBar
{
  GtkWidget parent_instance;

  Pill all;
  Pill kinds[QV_N_NOTE_KINDS];
  Pill helices[QV_N_HELICES + 1];
  GtkWidget *themes;
  QvNoteFilter *filter;
  GListModel *notes;
  guint recount_source;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (QvFilterBar, qv_filter_bar, GTK_TYPE_WIDGET)

static const QvNoteKind kind_order[QV_N_NOTE_KINDS] = {
  QV_NOTE_KIND_PROBLEM,  QV_NOTE_KIND_OPPORTUNITY, QV_NOTE_KIND_CHALLENGE,
  QV_NOTE_KIND_SOLUTION, QV_NOTE_KIND_OBSERVATION,
};

static void
update_pill (Pill *pill, const char *name, gboolean is_active)
{
  g_autofree char *number = g_strdup_printf ("%u", pill->count);
  /* Translators: name of a filter and how many notes it lets through: "Problem: 21" */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s: %u"), name, pill->count);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill->button), is_active);
  gtk_widget_set_visible (pill->button, pill->count > 0 || is_active);
  /* A new tooltip asks the X server where the pointer is, and waits. */
  if (g_strcmp0 (pill->shown, tooltip) == 0)
    return;
  g_free (pill->shown);
  pill->shown = g_strdup (tooltip);
  gtk_label_set_label (pill->label, number);
  gtk_widget_set_tooltip_text (pill->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pill->button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

static void
update (QvFilterBar *self)
{
  g_autofree char *words = qv_note_filter_format_words (self->filter);
  gboolean is_all = *words == '\0';
  /* Translators: the filter that lets every note through, with their number: "All 38" */
  g_autofree char *all = g_strdup_printf (_ ("All %u"), self->all.count);

  self->is_updating = TRUE;
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    {
      gboolean is_active = qv_note_filter_has_kind (self->filter, (QvNoteKind) i);

      update_pill (&self->kinds[i], qv_note_kind_get_title ((QvNoteKind) i), is_active);
      is_all = is_all && !is_active;
    }
  for (guint i = 0; i <= QV_N_HELICES; i++)
    {
      gboolean is_active = qv_note_filter_has_helix (self->filter, (QvHelix) i);

      update_pill (&self->helices[i], qv_helix_get_title ((QvHelix) i), is_active);
      is_all = is_all && !is_active;
    }
  qv_theme_filter_update (QV_THEME_FILTER (self->themes));
  gtk_label_set_label (self->all.label, all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all.button), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->all.button), is_all);
  self->is_updating = FALSE;
}

static void
toggled_cb (GtkToggleButton *button, QvFilterBar *self)
{
  gboolean is_active = gtk_toggle_button_get_active (button);

  if (self->is_updating)
    return;
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    if (self->kinds[i].button == GTK_WIDGET (button))
      qv_note_filter_set_kind (self->filter, (QvNoteKind) i, is_active);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    if (self->helices[i].button == GTK_WIDGET (button))
      qv_note_filter_set_helix (self->filter, (QvHelix) i, is_active);
  if (self->all.button == GTK_WIDGET (button))
    qv_note_filter_clear (self->filter);
  update (self);
}

static void
add_pill (QvFilterBar *self, Pill *pill, const char *icon_name, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  pill->button = gtk_toggle_button_new ();
  pill->label = GTK_LABEL (gtk_label_new (NULL));
  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (pill->label));
  gtk_button_set_child (GTK_BUTTON (pill->button), box);
  gtk_widget_add_css_class (pill->button, "filter-pill");
  if (css_class != NULL)
    gtk_widget_add_css_class (pill->button, css_class);
  gtk_widget_set_parent (pill->button, GTK_WIDGET (self));
  g_signal_connect (pill->button, "toggled", G_CALLBACK (toggled_cb), self);
}

static gboolean
recount_cb (gpointer data)
{
  QvFilterBar *self = data;
  guint n = g_list_model_get_n_items (self->notes);

  self->recount_source = 0;
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    self->kinds[i].count = 0;
  for (guint i = 0; i <= QV_N_HELICES; i++)
    self->helices[i].count = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvNote) note = g_list_model_get_item (self->notes, i);

      self->kinds[qv_note_get_kind (note)].count++;
      self->helices[qv_note_get_helix (note)].count++;
    }
  self->all.count = n;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
clear_pill (Pill *pill)
{
  g_clear_pointer (&pill->button, gtk_widget_unparent);
  g_clear_pointer (&pill->shown, g_free);
}

static void
qv_filter_bar_dispose (GObject *object)
{
  QvFilterBar *self = QV_FILTER_BAR (object);

  g_clear_handle_id (&self->recount_source, g_source_remove);
  clear_pill (&self->all);
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    clear_pill (&self->kinds[i]);
  for (guint i = 0; i <= QV_N_HELICES; i++)
    clear_pill (&self->helices[i]);
  g_clear_pointer (&self->themes, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_object (&self->notes);
  G_OBJECT_CLASS (qv_filter_bar_parent_class)->dispose (object);
}

static void
qv_filter_bar_class_init (QvFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_filter_bar_dispose;
  gtk_widget_class_set_css_name (widget_class, "filterbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
qv_filter_bar_init (QvFilterBar *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), qv_wrap_layout_new (3));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filter notes"),
                                  -1);
  add_pill (self, &self->all, NULL, NULL);
  for (guint i = 0; i < QV_N_NOTE_KINDS; i++)
    add_pill (self, &self->kinds[kind_order[i]], qv_note_kind_get_icon (kind_order[i]), NULL);
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    add_pill (self, &self->helices[i], qv_helix_get_icon ((QvHelix) i), qv_helix_to_word ((QvHelix) i));
  qv_wrap_layout_begin_line (self->helices[QV_HELIX_AUTHORITIES].button);
  add_pill (self, &self->helices[QV_HELIX_NONE], qv_helix_get_icon (QV_HELIX_NONE), NULL);
  self->themes = qv_theme_filter_new ();
  gtk_widget_set_parent (self->themes, GTK_WIDGET (self));
}

/**
 * qv_filter_bar_set:
 * @self: a filter bar
 * @filter: what the pills change
 * @notes: the #QvNote that are counted
 */
void
qv_filter_bar_set (QvFilterBar *self, QvNoteFilter *filter, GListModel *notes)
{
  g_return_if_fail (QV_IS_FILTER_BAR (self));
  g_return_if_fail (self->filter == NULL);

  self->filter = g_object_ref (filter);
  self->notes = g_object_ref (notes);
  qv_theme_filter_set (QV_THEME_FILTER (self->themes), filter, notes);
  g_signal_connect_object (notes, "items-changed", G_CALLBACK (qv_filter_bar_recount), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (filter, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  recount_cb (self);
}

/**
 * qv_filter_bar_recount:
 * @self: a filter bar
 *
 * To be called when notes have changed in place. They are counted once before the next frame, however often
 * this is called.
 */
void
qv_filter_bar_recount (QvFilterBar *self)
{
  g_return_if_fail (QV_IS_FILTER_BAR (self));

  if (self->recount_source == 0)
    self->recount_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, recount_cb, self, NULL);
}
