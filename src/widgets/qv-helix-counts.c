/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of each helix there are, in one row of shapes and figures. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-helix-counts.h"

#include "qv-helix-mark.h"
#include "qv-wording.h"

struct _QvHelixCounts
{
  GtkWidget parent_instance;

  GtkWidget *cells[QV_N_HELICES];
  GtkWidget *marks[QV_N_HELICES];
  GtkWidget *labels[QV_N_HELICES];
  guint counts[QV_N_HELICES];
  gboolean hide_zeros;
};

G_DEFINE_FINAL_TYPE (QvHelixCounts, qv_helix_counts, GTK_TYPE_WIDGET)

/* Not before there is something to count: of the rows that a window starts with none has been counted yet. */
static void
make_cells (QvHelixCounts *self)
{
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      self->cells[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      self->marks[i] = qv_helix_mark_new ((QvHelix) (i + 1), -1);
      qv_helix_mark_set_pixel_size (QV_HELIX_MARK (self->marks[i]), 13);
      self->labels[i] = gtk_label_new ("0");
      gtk_label_set_width_chars (GTK_LABEL (self->labels[i]), 2);
      gtk_label_set_xalign (GTK_LABEL (self->labels[i]), 0.0f);
      gtk_widget_add_css_class (self->labels[i], "numeric");
      gtk_box_append (GTK_BOX (self->cells[i]), self->marks[i]);
      gtk_box_append (GTK_BOX (self->cells[i]), self->labels[i]);
      gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
    }
}

static void
update (QvHelixCounts *self)
{
  GString *name = g_string_new (NULL);

  if (self->cells[0] == NULL)
    make_cells (self);
  for (guint i = 0; i < QV_N_HELICES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", self->counts[i]);

      gtk_label_set_text (GTK_LABEL (self->labels[i]), text);
      gtk_widget_set_visible (self->cells[i], self->counts[i] > 0 || !self->hide_zeros);
      qv_helix_mark_set_outline (QV_HELIX_MARK (self->marks[i]), self->counts[i] == 0);
      g_string_append_printf (name, "%s%s %u", i == 0 ? "" : ", ", qv_helix_get_title ((QvHelix) (i + 1)),
                              self->counts[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  g_string_free (name, TRUE);
}

static void
qv_helix_counts_dispose (GObject *object)
{
  QvHelixCounts *self = QV_HELIX_COUNTS (object);

  for (guint i = 0; i < QV_N_HELICES; i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  G_OBJECT_CLASS (qv_helix_counts_parent_class)->dispose (object);
}

static void
qv_helix_counts_class_init (QvHelixCountsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_helix_counts_dispose;
  gtk_widget_class_set_css_name (widget_class, "helixcounts");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qv_helix_counts_init (QvHelixCounts *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * qv_helix_counts_new:
 *
 * Returns: (transfer floating): a widget that shows nothing until it is given counts
 */
GtkWidget *
qv_helix_counts_new (void)
{
  return g_object_new (QV_TYPE_HELIX_COUNTS, NULL);
}

/**
 * qv_helix_counts_set_counts:
 * @self: a widget
 * @counts: (array fixed-size=4): how many of authorities, research, companies and residents
 */
void
qv_helix_counts_set_counts (QvHelixCounts *self, const guint counts[QV_N_HELICES])
{
  g_return_if_fail (QV_IS_HELIX_COUNTS (self));

  memcpy (self->counts, counts, sizeof self->counts);
  update (self);
}

/**
 * qv_helix_counts_set_hide_zeros:
 * @self: a widget
 * @hide_zeros: whether a helix with none is left out; by default it stays as an outline, because silence is
 * to be seen
 */
void
qv_helix_counts_set_hide_zeros (QvHelixCounts *self, gboolean hide_zeros)
{
  g_return_if_fail (QV_IS_HELIX_COUNTS (self));

  self->hide_zeros = hide_zeros;
  update (self);
}
