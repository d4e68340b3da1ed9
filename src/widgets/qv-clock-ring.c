/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-widgets"

#include "config.h"

#include "qv-clock-ring.h"

#include <math.h>

#define WIDTH 9.0
#define WIDTH_COMPACT 6.0

struct _QvClockRing
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *time;
  GtkLabel *detail;
  double share;
  gboolean is_compact;
};

G_DEFINE_FINAL_TYPE (QvClockRing, qv_clock_ring, GTK_TYPE_WIDGET)

static void
set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

/* The text colour of the widget's style is that of what is left. */
static void
qv_clock_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvClockRing *self = QV_CLOCK_RING (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double line = self->is_compact ? WIDTH_COMPACT : WIDTH;
  double radius = MIN (width, height) / 2.0 - line / 2.0 - 1.0;
  GdkRGBA color;
  cairo_t *cr;

  if (radius > 0.0)
    {
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
      cairo_set_line_width (cr, line);
      set_color (cr, &color, 0.16);
      cairo_arc (cr, width / 2.0, height / 2.0, radius, 0.0, 2.0 * G_PI);
      cairo_stroke (cr);
      set_color (cr, &color, 1.0);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      if (self->share > 0.0)
        {
          cairo_arc (cr, width / 2.0, height / 2.0, radius, -G_PI / 2.0,
                     -G_PI / 2.0 + 2.0 * G_PI * MIN (self->share, 1.0));
          cairo_stroke (cr);
        }
      cairo_destroy (cr);
    }
  gtk_widget_snapshot_child (widget, self->box, snapshot);
}

/* A square that grows with its text. */
static void
qv_clock_ring_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  QvClockRing *self = QV_CLOCK_RING (widget);
  int width;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  *minimum = *natural = self->is_compact ? MAX (72, width + 22) : MAX (196, width + 56);
  *minimum_baseline = *natural_baseline = -1;
}

static void
qv_clock_ring_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvClockRing *self = QV_CLOCK_RING (widget);
  int box_width, box_height;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &box_width, NULL, NULL);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, box_width, NULL, &box_height, NULL, NULL);
  gtk_widget_size_allocate (self->box,
                            &(GtkAllocation){ (width - box_width) / 2, (height - box_height) / 2, box_width,
                                              box_height },
                            -1);
}

static void
qv_clock_ring_dispose (GObject *object)
{
  g_clear_pointer (&QV_CLOCK_RING (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_clock_ring_parent_class)->dispose (object);
}

static void
qv_clock_ring_class_init (QvClockRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_clock_ring_dispose;
  widget_class->snapshot = qv_clock_ring_snapshot;
  widget_class->measure = qv_clock_ring_measure;
  widget_class->size_allocate = qv_clock_ring_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "clockring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TIMER);
}

static void
qv_clock_ring_init (QvClockRing *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->time = GTK_LABEL (gtk_label_new (NULL));
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "time");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "detail");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->time));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->detail));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * qv_clock_ring_show:
 * @self: a ring
 * @time: what is left: "12:24"
 * @detail: of what: "left of 30 min"
 * @share: the part that is left, from 0 to 1
 * @style: how pressing it is
 */
void
qv_clock_ring_show (
    QvClockRing *self, const char *time, const char *detail, double share, QvClockRingStyle style)
{
  const char *classes[] = { NULL, "warning", "error" };
  g_autofree char *name = NULL;

  g_return_if_fail (QV_IS_CLOCK_RING (self));

  name = g_strdup_printf ("%s %s", time, detail);
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->detail, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = QV_CLOCK_RING_WARNING; i < G_N_ELEMENTS (classes); i++)
    if (i == style)
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  /* A second of a long step moves the ring by less than can be seen. */
  if (fabs (self->share - share) < 0.0005 && (share > 0.0 || self->share <= 0.0))
    return;
  self->share = share;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * qv_clock_ring_set_compact:
 * @self: a ring
 * @compact: whether it is small and says the time alone
 */
void
qv_clock_ring_set_compact (QvClockRing *self, gboolean compact)
{
  g_return_if_fail (QV_IS_CLOCK_RING (self));

  self->is_compact = compact;
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !compact);
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
