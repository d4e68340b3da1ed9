/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scale of the map as a widget. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-scale-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-look.h"
#include "qv-scale.h"

#define LONGEST 100.0

struct _QvScaleBar
{
  GtkWidget parent_instance;

  double metres_per_pixel;
};

G_DEFINE_FINAL_TYPE (QvScaleBar, qv_scale_bar, GTK_TYPE_WIDGET)

static void
qv_scale_bar_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  double width, height;

  /* As wide as its widest label, so that the card does not breathe while the map zooms. */
  qv_scale_measure (gtk_widget_get_pango_context (widget), 5000.0, LONGEST, &width, &height);
  *minimum = *natural = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height);
}

static void
qv_scale_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvScaleBar *self = QV_SCALE_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height));

  qv_scale_draw (cr, gtk_widget_get_pango_context (widget), qv_look_get_palette (), self->metres_per_pixel,
                 LONGEST);
  cairo_destroy (cr);
}

static void
qv_scale_bar_class_init (QvScaleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = qv_scale_bar_measure;
  widget_class->snapshot = qv_scale_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "scalebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qv_scale_bar_init (QvScaleBar *self)
{
  qv_look_watch (GTK_WIDGET (self), NULL);
}

/**
 * qv_scale_bar_set_metres_per_pixel:
 * @self: a scale bar
 * @metres_per_pixel: of the map, in the middle of the view
 */
void
qv_scale_bar_set_metres_per_pixel (QvScaleBar *self, double metres_per_pixel)
{
  double before, after;

  g_return_if_fail (QV_IS_SCALE_BAR (self));

  if (fabs (self->metres_per_pixel - metres_per_pixel) < 1e-9)
    return;
  before = qv_scale_get_length (self->metres_per_pixel, LONGEST);
  after = qv_scale_get_length (metres_per_pixel, LONGEST);
  self->metres_per_pixel = metres_per_pixel;
  if (before < after || before > after)
    {
      g_autofree char *label = qv_scale_get_label (after);
      /* Translators: the scale of the map as spoken: "Scale: 2 km". */
      g_autofree char *name = g_strdup_printf (_ ("Scale: %s"), label);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
