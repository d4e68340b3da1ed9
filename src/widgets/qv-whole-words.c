/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choices whose words are not cut after twenty letters, as libadwaita does with all of them. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-whole-words.h"

#define MAX_CHARS 48

static GtkWidget *
make_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars",
                       MAX_CHARS, "valign", GTK_ALIGN_CENTER, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, make_label ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_box_append (GTK_BOX (box), make_label ());
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

/* The check mark stands at what is selected, also while the list is open. */
static void
show_check (AdwComboRow *row, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *check = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_widget_set_opacity (check,
                          adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item) ? 1.0 : 0.0);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (show_check), item, 0);
  show_check (row, NULL, item);
}

static void
unbind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  g_signal_handlers_disconnect_by_func (row, show_check, item);
}

/**
 * qv_whole_words_in:
 * @row: a row to choose from a #GtkStringList
 *
 * Shows the words of @row whole where there is room.
 */
void
qv_whole_words_in (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) lines = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect_object (lines, "setup", G_CALLBACK (setup_line_cb), row, 0);
  g_signal_connect_object (lines, "bind", G_CALLBACK (bind_line_cb), row, 0);
  g_signal_connect_object (lines, "unbind", G_CALLBACK (unbind_line_cb), row, 0);
  adw_combo_row_set_factory (row, factory);
  adw_combo_row_set_list_factory (row, lines);
}
