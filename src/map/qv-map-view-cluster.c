/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens when a pill of several notes is activated: the map goes nearer, or lists the notes if no zoom
 * would part them. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-helix-mark.h"
#include "qv-map-view-private.h"
#include "qv-projection.h"

#define ROOM 0.5 /* share of the view that the notes of a pill fill after going nearer */

static gboolean
get_extent (QvMapView *self, GArray *notes, double extent[4])
{
  extent[0] = extent[1] = INFINITY;
  extent[2] = extent[3] = -INFINITY;
  for (guint i = 0; i < notes->len; i++)
    {
      double longitude, latitude;

      if (!qv_note_layer_get_location (self->notes, g_array_index (notes, QvId, i), &longitude, &latitude))
        continue;
      extent[0] = MIN (extent[0], qv_project_x (longitude));
      extent[1] = MIN (extent[1], qv_project_y (latitude));
      extent[2] = MAX (extent[2], qv_project_x (longitude));
      extent[3] = MAX (extent[3], qv_project_y (latitude));
    }
  return extent[0] <= extent[2];
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), qv_helix_mark_new (QV_HELIX_NONE, -1));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  QvNote *note = gtk_list_item_get_item (item);
  GtkWidget *mark = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  qv_helix_mark_set_helix (QV_HELIX_MARK (mark), qv_note_get_helix (note));
  qv_helix_mark_set_kind (QV_HELIX_MARK (mark), (int) qv_note_get_kind (note));
  qv_helix_mark_set_pixel_size (QV_HELIX_MARK (mark), 20);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (gtk_list_item_get_child (item))),
                      qv_item_get_text (QV_ITEM (note), QV_NOTE_TEXT));
}

static void
activate_row_cb (GtkListView *view, guint position, QvMapView *self)
{
  g_autoptr (QvItem) note = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)), position);

  gtk_popover_popdown (GTK_POPOVER (self->cluster_popover));
  qv_map_view_set_selected_note (self, qv_item_get_id (note));
  g_signal_emit (self, _qv_map_view_signals[QV_MAP_VIEW_SIGNAL_NOTE_ACTIVATED], 0, qv_item_get_id (note));
}

static GListStore *
collect_notes (QvMapView *self, GArray *ids)
{
  GListStore *store = g_list_store_new (QV_TYPE_NOTE);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (wanted, &g_array_index (ids, QvId, i));
  for (guint i = 0; self->note_model != NULL && i < g_list_model_get_n_items (self->note_model); i++)
    {
      g_autoptr (QvItem) note = g_list_model_get_item (self->note_model, i);
      QvId id = qv_item_get_id (note);

      if (g_hash_table_contains (wanted, &id))
        g_list_store_append (store, note);
    }
  return store;
}

static void
list_notes (QvMapView *self, GArray *notes, const GdkRectangle *bounds)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (
                                gtk_no_selection_new (G_LIST_MODEL (collect_notes (self, notes)))),
                            factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Notes at this place"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (activate_row_cb), self, 0);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 280);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);

  if (self->cluster_popover == NULL)
    {
      self->cluster_popover = gtk_popover_new ();
      gtk_widget_set_parent (self->cluster_popover, GTK_WIDGET (self));
    }
  gtk_popover_set_child (GTK_POPOVER (self->cluster_popover), scrolled);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->cluster_popover), bounds);
  gtk_popover_popup (GTK_POPOVER (self->cluster_popover));
}

/**
 * _qv_map_view_show_cluster:
 * @self: a map
 * @notes: (element-type QvId): the notes of a pill
 * @bounds: where the pill is
 */
void
_qv_map_view_show_cluster (QvMapView *self, GArray *notes, const GdkRectangle *bounds)
{
  double zoom = shumate_viewport_get_zoom_level (self->viewport);
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double extent[4], side, nearer;

  if (!get_extent (self, notes, extent))
    return;
  side = MAX ((extent[2] - extent[0]) / width, (extent[3] - extent[1]) / height);
  nearer = side > 0.0 ? log2 (ROOM / side / QV_TILE_SIZE) : INFINITY;
  if (nearer > shumate_viewport_get_max_zoom_level (self->viewport) + 2.0 || nearer < zoom + 0.2)
    {
      list_notes (self, notes, bounds);
      return;
    }
  qv_map_view_set_view (self, qv_unproject_x ((extent[0] + extent[2]) / 2.0),
                        qv_unproject_y ((extent[1] + extent[3]) / 2.0), nearer);
}
