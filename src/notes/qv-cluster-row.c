/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* What stands above notes in the list: the name of a cluster with who is in it, or what a section holds. */

#include "config.h"

#include "qv-cluster-row.h"

#include <glib/gi18n.h>

#include "qv-helix-counts.h"
#include "qv-look.h"

struct _QvClusterRow
{
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkWidget *image;
  GtkWidget *name;
  GtkWidget *number;
  GtkWidget *counts;
  GtkWidget *entry; /* (nullable): while it is renamed */

  QvOutlineRow *row; /* (nullable) */
  gboolean is_column;
};

G_DEFINE_FINAL_TYPE (QvClusterRow, qv_cluster_row, GTK_TYPE_WIDGET)

enum
{
  RENAMED,
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_heading (QvOutlineRow *row)
{
  QvOutlineType type = qv_outline_row_get_kind (row);

  return type == QV_OUTLINE_PARKED  ? _ ("Parking lot")
         : type == QV_OUTLINE_APART ? _ ("Not in a cluster")
                                    : _ ("Not on the map yet");
}

/* What a screen reader says; the list item has no name of its own. */
static void
name_list_item (QvClusterRow *self, const char *name, guint n_notes)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *count = g_strdup_printf (ngettext ("%u note", "%u notes", n_notes), n_notes);
  g_autofree char *text = g_strdup_printf ("%s, %s", name, count);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
refresh (QvClusterRow *self)
{
  QvCluster *cluster = qv_outline_row_get_cluster (self->row);
  const QvOutlineLook *look = qv_outline_row_get_look (self->row);
  const char *name =
      cluster != NULL ? qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME) : get_heading (self->row);
  g_autofree char *number = g_strdup_printf ("%u", look->n_notes);

  qv_look_set_class (GTK_WIDGET (self), "cluster", cluster != NULL && !self->is_column);
  qv_look_set_class (GTK_WIDGET (self), "last", look->is_last && !self->is_column);
  qv_look_set_class (self->name, "heading", cluster != NULL || self->is_column);
  qv_look_set_class (self->name, "caption-heading", cluster == NULL && !self->is_column);
  gtk_widget_set_visible (self->expander, cluster != NULL && !self->is_column);
  gtk_widget_set_visible (self->image, cluster == NULL && !self->is_column);
  gtk_widget_set_visible (self->number, cluster == NULL && !self->is_column);
  gtk_widget_set_visible (self->counts, cluster != NULL || self->is_column);
  gtk_widget_set_hexpand (self->name, cluster != NULL || self->is_column);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image),
                                qv_outline_row_get_kind (self->row) == QV_OUTLINE_PARKED
                                    ? "folder-symbolic"
                                    : "mark-location-symbolic");
  gtk_button_set_icon_name (GTK_BUTTON (self->expander),
                            look->is_expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  look->is_expanded ? _ ("Hide its notes") : _ ("Show its notes"), -1);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->number), number);
  if (cluster != NULL || self->is_column)
    qv_helix_counts_set_counts (QV_HELIX_COUNTS (self->counts), look->counts + 1);
  name_list_item (self, name, look->n_notes);
}

static void
toggle_cb (QvClusterRow *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

static gboolean
rename_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType modifiers,
               QvClusterRow *self)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    qv_cluster_row_end_rename (self, TRUE);
  else if (keyval == GDK_KEY_Escape)
    qv_cluster_row_end_rename (self, FALSE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
rename_left_cb (QvClusterRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->entry != NULL && focus != self->entry &&
      (focus == NULL || !gtk_widget_is_ancestor (focus, self->entry)))
    qv_cluster_row_end_rename (self, TRUE);
}

static void
qv_cluster_row_dispose (GObject *object)
{
  QvClusterRow *self = QV_CLUSTER_ROW (object);
  GtkWidget *child;

  qv_cluster_row_set_row (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (qv_cluster_row_parent_class)->dispose (object);
}

static void
qv_cluster_row_class_init (QvClusterRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_cluster_row_dispose;
  signals[RENAMED] = g_signal_new ("renamed", QV_TYPE_CLUSTER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOGGLED] =
      g_signal_new ("toggled", QV_TYPE_CLUSTER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "clusterrow");
}

static void
qv_cluster_row_init (QvClusterRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  self->expander = gtk_button_new ();
  gtk_widget_add_css_class (self->expander, "flat");
  gtk_widget_add_css_class (self->expander, "expander");
  gtk_widget_set_valign (self->expander, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->expander, FALSE);
  g_signal_connect_swapped (self->expander, "clicked", G_CALLBACK (toggle_cb), self);
  self->image = g_object_new (GTK_TYPE_IMAGE, "pixel-size", 14, NULL);
  self->name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "wrap", TRUE,
                             "wrap-mode", PANGO_WRAP_WORD_CHAR, "lines", 2, NULL);
  self->number = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->number, "caption");
  gtk_widget_add_css_class (self->number, "dim-label");
  self->counts = qv_helix_counts_new ();
  qv_helix_counts_set_hide_zeros (QV_HELIX_COUNTS (self->counts), TRUE);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  gtk_widget_set_parent (self->number, GTK_WIDGET (self));
  gtk_widget_set_parent (self->counts, GTK_WIDGET (self));
}

GtkWidget *
qv_cluster_row_new (void)
{
  return g_object_new (QV_TYPE_CLUSTER_ROW, NULL);
}

QvOutlineRow *
qv_cluster_row_get_row (QvClusterRow *self)
{
  g_return_val_if_fail (QV_IS_CLUSTER_ROW (self), NULL);

  return self->row;
}

/**
 * qv_cluster_row_set_row:
 * @self: a row
 * @row: (nullable): what it shows, a row of a cluster or a heading
 */
void
qv_cluster_row_set_row (QvClusterRow *self, QvOutlineRow *row)
{
  g_return_if_fail (QV_IS_CLUSTER_ROW (self));

  if (self->row == row)
    return;
  qv_cluster_row_end_rename (self, TRUE);
  if (self->row != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->row, self);
      if (qv_outline_row_get_cluster (self->row) != NULL)
        g_signal_handlers_disconnect_by_data (qv_outline_row_get_cluster (self->row), self);
    }
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  g_signal_connect_object (row, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  if (qv_outline_row_get_cluster (row) != NULL)
    g_signal_connect_object (qv_outline_row_get_cluster (row), "notify", G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * qv_cluster_row_set_column:
 * @self: a row
 *
 * Makes it the head of a column, which is not folded: the name over up to two lines, below it who is in it
 * and who is not.
 */
void
qv_cluster_row_set_column (QvClusterRow *self)
{
  GtkLayoutManager *layout;

  g_return_if_fail (QV_IS_CLUSTER_ROW (self));

  self->is_column = TRUE;
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  gtk_widget_set_halign (self->counts, GTK_ALIGN_START);
  qv_helix_counts_set_hide_zeros (QV_HELIX_COUNTS (self->counts), FALSE);
}

/**
 * qv_cluster_row_begin_rename:
 * @self: the row of a cluster
 *
 * Lets the name be changed in its place. Enter keeps, Escape gives up.
 */
void
qv_cluster_row_begin_rename (QvClusterRow *self)
{
  GtkEventController *key, *focus;
  QvCluster *cluster;

  g_return_if_fail (QV_IS_CLUSTER_ROW (self));

  cluster = self->row != NULL ? qv_outline_row_get_cluster (self->row) : NULL;
  if (cluster == NULL || self->entry != NULL)
    return;
  self->entry = gtk_entry_new ();
  key = gtk_event_controller_key_new ();
  focus = gtk_event_controller_focus_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->entry), qv_item_get_text (QV_ITEM (cluster), QV_CLUSTER_NAME));
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 120);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the cluster"), -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (rename_key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (rename_left_cb), self);
  gtk_widget_add_controller (self->entry, key);
  gtk_widget_add_controller (self->entry, focus);
  gtk_widget_insert_after (self->entry, GTK_WIDGET (self), self->name);
  gtk_widget_set_visible (self->name, FALSE);
  gtk_widget_grab_focus (self->entry);
}

/**
 * qv_cluster_row_end_rename:
 * @self: a row
 * @keep: whether to emit "renamed" with what was written
 */
void
qv_cluster_row_end_rename (QvClusterRow *self, gboolean keep)
{
  GtkWidget *list_item;
  GtkWidget *entry;
  g_autofree char *name = NULL;

  g_return_if_fail (QV_IS_CLUSTER_ROW (self));

  if (self->entry == NULL)
    return;
  entry = g_steal_pointer (&self->entry);
  name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  list_item = gtk_widget_get_parent (GTK_WIDGET (self));
  if (list_item != NULL && gtk_widget_get_focus_child (entry) != NULL)
    gtk_widget_grab_focus (list_item);
  gtk_widget_unparent (entry);
  gtk_widget_set_visible (self->name, TRUE);
  if (keep)
    g_signal_emit (self, signals[RENAMED], 0, name);
}
