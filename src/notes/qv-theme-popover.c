/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* A few letters find a theme, the arrows go through what is found, Enter takes it. What no theme is called
 * yet can be taken as a new one.
 */

#include "config.h"

#include "qv-theme-popover.h"

#include <glib/gi18n.h>

#include "qv-text.h"

#define MAX_LENGTH 80 /* characters of a theme */

struct _QvThemePopover
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkWidget *scrolled;
  GtkListBox *list_box;
  char **themes;
  char *present;
};

G_DEFINE_FINAL_TYPE (QvThemePopover, qv_theme_popover, GTK_TYPE_POPOVER)

static guint chosen_signal;

static const char *
get_theme (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "theme");
}

static void
add_row (QvThemePopover *self, const char *theme, const char *title, gboolean is_present)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 32, NULL);

  gtk_box_append (GTK_BOX (box), label);
  if (is_present)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "theme", g_strdup (theme), g_free);
  gtk_list_box_append (self->list_box, row);
  if (is_present)
    gtk_list_box_select_row (self->list_box, GTK_LIST_BOX_ROW (row));
}

static gboolean
matches (const char *theme, const char *folded)
{
  g_autofree char *theme_folded = g_utf8_casefold (theme, -1);

  return strstr (theme_folded, folded) != NULL;
}

static gboolean
is_called (const char *theme, const char *folded)
{
  g_autofree char *theme_folded = g_utf8_casefold (theme, -1);

  return g_str_equal (theme_folded, folded);
}

/* Whoever wants none writes that. */
static gboolean
wants_none (QvThemePopover *self, const char *folded)
{
  g_autofree char *none_folded = g_utf8_casefold (_ ("No theme"), -1);

  return *folded == '\0' ? *self->present != '\0' : g_str_has_prefix (none_folded, folded);
}

/* The themes that have what is typed in their names; none at all; and what is typed, if nothing is called
 * that.
 */
static void
update_rows (QvThemePopover *self)
{
  g_autofree char *typed = qv_text_normalize (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  gboolean is_known = *typed == '\0';
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);
  for (guint i = 0; self->themes[i] != NULL; i++)
    {
      if (matches (self->themes[i], folded))
        add_row (self, self->themes[i], self->themes[i], g_str_equal (self->themes[i], self->present));
      is_known = is_known || is_called (self->themes[i], folded);
    }
  if (wants_none (self, folded))
    add_row (self, "", _ ("No theme"), FALSE);
  is_known = is_known || is_called (_ ("No theme"), folded);
  if (!is_known)
    {
      /* Translators: makes a new theme of what was typed: "New theme “Mobility”" */
      g_autofree char *title = g_strdup_printf (_ ("New theme “%s”"), typed);

      add_row (self, typed, title, FALSE);
    }
  if (gtk_list_box_get_selected_row (self->list_box) == NULL)
    gtk_list_box_select_row (self->list_box, gtk_list_box_get_row_at_index (self->list_box, 0));
  gtk_widget_set_visible (self->scrolled, gtk_widget_get_first_child (GTK_WIDGET (self->list_box)) != NULL);
}

static void
choose (QvThemePopover *self, GtkListBoxRow *row)
{
  g_autofree char *theme = g_strdup (get_theme (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, theme);
}

static void
activated_cb (GtkListBox *list_box, GtkListBoxRow *row, QvThemePopover *self)
{
  choose (self, row);
}

static void
entry_activate_cb (QvThemePopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);

  if (row != NULL)
    choose (self, row);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        QvThemePopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  gboolean is_down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  gboolean is_up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if ((!is_down && !is_up) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list_box, gtk_list_box_row_get_index (row) + (is_down ? 1 : -1));
  if (row != NULL)
    gtk_list_box_select_row (self->list_box, row);
  return GDK_EVENT_STOP;
}

static void
qv_theme_popover_finalize (GObject *object)
{
  QvThemePopover *self = QV_THEME_POPOVER (object);

  g_strfreev (self->themes);
  g_free (self->present);
  G_OBJECT_CLASS (qv_theme_popover_parent_class)->finalize (object);
}

static void
qv_theme_popover_class_init (QvThemePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_theme_popover_finalize;
  chosen_signal = g_signal_new ("chosen", QV_TYPE_THEME_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qv_theme_popover_init (QvThemePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *key = gtk_event_controller_key_new ();

  self->themes = g_new0 (char *, 1);
  self->present = g_strdup ("");
  self->entry =
      g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _ ("Theme"), "max-length", MAX_LENGTH,
                    "primary-icon-name", "qv-tag-symbolic", "primary-icon-activatable", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Theme"),
                                  -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, key);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update_rows), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);

  self->list_box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list_box, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Themes"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list_box), "navigation-sidebar");
  g_signal_connect (self->list_box, "row-activated", G_CALLBACK (activated_cb), self);
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE, "max-content-height", 260, "child",
                                 self->list_box, NULL);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_widget_set_size_request (box, 260, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
qv_theme_popover_new (void)
{
  return g_object_new (QV_TYPE_THEME_POPOVER, NULL);
}

/**
 * qv_theme_popover_open:
 * @self: a popover with a parent
 * @themes: what can be chosen
 * @present: (nullable): what is chosen now
 */
void
qv_theme_popover_open (QvThemePopover *self, const char *const *themes, const char *present)
{
  g_return_if_fail (QV_IS_THEME_POPOVER (self));

  g_strfreev (self->themes);
  self->themes = g_strdupv ((char **) themes);
  g_free (self->present);
  self->present = g_strdup (present != NULL ? present : "");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update_rows (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
}
