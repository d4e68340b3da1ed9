/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-prepare"

#include "config.h"

#include "qv-coverage-meter.h"

#include "qv-look.h"

#define HEIGHT 8
#define GAP 3
/* Beyond, segments would be too narrow to count. */
#define MAX_SEGMENTS 24

struct _QvCoverageMeter
{
  GtkWidget parent_instance;

  QvHelix helix;
  guint n_taken;
  guint n_seats;
};

G_DEFINE_FINAL_TYPE (QvCoverageMeter, qv_coverage_meter, GTK_TYPE_WIDGET)

static void
trace_segment (cairo_t *cr, double x, double y, double width, double height)
{
  double radius = MIN (2.0, MIN (width, height) / 2.0);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2.0, 0.0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0.0, G_PI / 2.0);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2.0, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_segment (cairo_t *cr, double x, double y, double width, gboolean is_filled)
{
  if (is_filled)
    {
      trace_segment (cr, x, y, width, HEIGHT);
      cairo_fill (cr);
      return;
    }
  cairo_set_line_width (cr, 1.5);
  trace_segment (cr, x + 0.75, y + 0.75, MAX (width - 1.5, 1.0), HEIGHT - 1.5);
  cairo_stroke (cr);
}

static void
qv_coverage_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvCoverageMeter *self = QV_COVERAGE_METER (widget);
  double width = gtk_widget_get_width (widget), y = (gtk_widget_get_height (widget) - HEIGHT) / 2.0;
  guint n = MAX (self->n_seats, self->n_taken);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width,
                                                                (float) gtk_widget_get_height (widget)));

  qv_palette_set_source (cr, qv_look_get_palette ()->helix[self->helix], 1.0);
  if (n > MAX_SEGMENTS)
    {
      double taken = width * self->n_taken / n;

      draw_segment (cr, 0.0, y, width, FALSE);
      draw_segment (cr, is_mirrored ? width - taken : 0.0, y, taken, TRUE);
    }
  for (guint i = 0; i < n && n <= MAX_SEGMENTS; i++)
    {
      double segment = (width - (n - 1) * GAP) / n;
      double x = (is_mirrored ? n - 1 - i : i) * (segment + GAP);

      draw_segment (cr, x, y, segment, i < self->n_taken);
    }
  cairo_destroy (cr);
}

static void
qv_coverage_meter_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : HEIGHT;
}

static void
qv_coverage_meter_class_init (QvCoverageMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = qv_coverage_meter_snapshot;
  widget_class->measure = qv_coverage_meter_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
qv_coverage_meter_init (QvCoverageMeter *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  qv_look_watch (GTK_WIDGET (self), NULL);
}

GtkWidget *
qv_coverage_meter_new (QvHelix helix)
{
  QvCoverageMeter *self = g_object_new (QV_TYPE_COVERAGE_METER, NULL);

  self->helix = helix;
  return GTK_WIDGET (self);
}

/**
 * qv_coverage_meter_show:
 * @self: a meter
 * @n_taken: seats that are taken
 * @n_seats: seats that are aimed at; may be fewer
 */
void
qv_coverage_meter_show (QvCoverageMeter *self, guint n_taken, guint n_seats)
{
  g_return_if_fail (QV_IS_COVERAGE_METER (self));

  self->n_taken = n_taken;
  self->n_seats = n_seats;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
