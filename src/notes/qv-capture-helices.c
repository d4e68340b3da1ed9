/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* The four buttons that say who speaks, each with the cap of its key. */

#include "config.h"

#include "qv-capture-private.h"

#include <glib/gi18n.h>

#include "qv-wording.h"

static void
toggled_cb (GtkToggleButton *button, QvCapture *self)
{
  QvHelix helix = QV_HELIX_NONE;

  if (self->is_updating)
    return;
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    if (self->helix_buttons[i] == GTK_WIDGET (button) && gtk_toggle_button_get_active (button))
      helix = (QvHelix) i;
  _qv_capture_set_helix (self, helix);
  qv_capture_focus_entry (self);
}

static void
add_button (QvCapture *self, QvHelix helix)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (qv_helix_get_title (helix));
  GtkWidget *key = gtk_label_new (NULL);

  gtk_widget_add_css_class (key, "hint-key");
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (qv_helix_get_icon (helix)));
  gtk_box_append (GTK_BOX (line), key);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "helix-key");
  gtk_widget_add_css_class (button, qv_helix_to_word (helix));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  qv_helix_get_title (helix), -1);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->helix_box), button);
  self->helix_buttons[helix] = button;
  self->key_labels[helix] = GTK_LABEL (key);
}

void
_qv_capture_add_helices (QvCapture *self)
{
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    add_button (self, (QvHelix) i);
  _qv_capture_show_keys (self);
}

/* The caps and the tooltips say the keys as they are set. */
void
_qv_capture_show_keys (QvCapture *self)
{
  for (guint i = QV_HELIX_AUTHORITIES; i <= QV_N_HELICES; i++)
    {
      g_autofree char *key = qv_helix_keys_format_key (&self->keys, (QvHelix) i);
      g_autofree char *tooltip = NULL;

      gtk_label_set_text (self->key_labels[i], key);
      /* Translators: "Residents (4 in the empty entry, Alt+4 at any time)"; the first key may be set
       * otherwise */
      tooltip = g_strdup_printf (_ ("%s (%s in the empty entry, Alt+%u at any time)"),
                                 qv_helix_get_title ((QvHelix) i), key, i);
      gtk_widget_set_tooltip_text (self->helix_buttons[i], tooltip);
    }
}
