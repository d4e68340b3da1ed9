/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend of a thematic map. What is drawn comes from src/chart, so that prints have the same one. */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-legend-view.h"

#include <math.h>

#include "qv-look.h"

#define LEAST_WIDTH 160 /* pixels; narrower, and its words are shortened */

struct _QvLegendView
{
  GtkWidget parent_instance;

  QvThematic *thematic;
  guint n_missing;
  QvLegendForm form;
  double largest_radius;
};

G_DEFINE_FINAL_TYPE (QvLegendView, qv_legend_view, GTK_TYPE_WIDGET)

static QvLegend
get_legend (QvLegendView *self)
{
  return (QvLegend){ .thematic = self->thematic,
                     .form = self->form,
                     .has_missing = self->n_missing > 0,
                     .largest_radius = self->largest_radius };
}

static void
update (QvLegendView *self)
{
  g_autofree char *name = NULL;

  if (self->thematic != NULL)
    name = qv_thematic_describe (self->thematic, self->n_missing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name ? name : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
qv_legend_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  QvLegendView *self = QV_LEGEND_VIEW (widget);
  QvLegend legend = get_legend (self);
  double width = 0.0, height = 0.0;

  if (self->thematic != NULL)
    qv_legend_measure (&legend, gtk_widget_get_pango_context (widget), &width, &height);
  *minimum = *natural = (int) ceil (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

static void
qv_legend_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvLegendView *self = QV_LEGEND_VIEW (widget);
  QvLegend legend = get_legend (self);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->thematic == NULL)
    return;
  legend.room = width;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height));
  qv_legend_draw (&legend, cr, gtk_widget_get_pango_context (widget), qv_look_get_palette ());
  cairo_destroy (cr);
}

static void
qv_legend_view_finalize (GObject *object)
{
  g_clear_pointer (&QV_LEGEND_VIEW (object)->thematic, qv_thematic_unref);
  G_OBJECT_CLASS (qv_legend_view_parent_class)->finalize (object);
}

static void
qv_legend_view_class_init (QvLegendViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qv_legend_view_finalize;
  widget_class->measure = qv_legend_view_measure;
  widget_class->snapshot = qv_legend_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "legend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
qv_legend_view_init (QvLegendView *self)
{
  self->largest_radius = 20.0;
  qv_look_watch (GTK_WIDGET (self), NULL);
}

/**
 * qv_legend_view_set_thematic:
 * @self: a legend
 * @thematic: (nullable): what it explains
 */
void
qv_legend_view_set_thematic (QvLegendView *self, QvThematic *thematic)
{
  g_return_if_fail (QV_IS_LEGEND_VIEW (self));

  if (thematic != NULL)
    qv_thematic_ref (thematic);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = thematic;
  update (self);
}

/**
 * qv_legend_view_set_n_missing:
 * @self: a legend
 * @n_missing: how many territories of the map have no figure
 */
void
qv_legend_view_set_n_missing (QvLegendView *self, guint n_missing)
{
  g_return_if_fail (QV_IS_LEGEND_VIEW (self));

  if (self->n_missing == n_missing)
    return;
  self->n_missing = n_missing;
  update (self);
}

/**
 * qv_legend_view_set_form:
 * @self: a legend
 * @form: how much of it is shown
 */
void
qv_legend_view_set_form (QvLegendView *self, QvLegendForm form)
{
  g_return_if_fail (QV_IS_LEGEND_VIEW (self));

  if (self->form == form)
    return;
  self->form = form;
  update (self);
}

/**
 * qv_legend_view_set_largest_radius:
 * @self: a legend
 * @radius: of the circle that stands for the greatest figure, in pixels
 */
void
qv_legend_view_set_largest_radius (QvLegendView *self, double radius)
{
  g_return_if_fail (QV_IS_LEGEND_VIEW (self));

  self->largest_radius = radius;
  update (self);
}
