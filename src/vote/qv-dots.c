/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dots in the colour of a helix: those given full, those left as rings. */
#define G_LOG_DOMAIN "qv-vote"

#include "config.h"

#include "qv-dots.h"

#include "qv-look.h"

/* More are said as a figure by whoever shows them. */
#define MOST 10

struct _QvDots
{
  GtkWidget parent_instance;

  QvHelix helix;
  guint n_full;
  guint n_all;
  int pixel_size;
};

G_DEFINE_FINAL_TYPE (QvDots, qv_dots, GTK_TYPE_WIDGET)

static void
qv_dots_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  QvDots *self = QV_DOTS (widget);
  int n = (int) MIN (self->n_all, MOST), gap = self->pixel_size / 4;

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? self->pixel_size
                        : n > 0                                 ? n * (self->pixel_size + gap) - gap
                                                                : 0;
}

static void
qv_dots_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvDots *self = QV_DOTS (widget);
  const QvPalette *palette = qv_look_get_palette ();
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double size = self->pixel_size, step = self->pixel_size + self->pixel_size / 4;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height));

  qv_palette_set_source (cr, palette->helix[self->helix], 1.0);
  cairo_set_line_width (cr, 2.0);
  for (guint i = 0; i < MIN (self->n_all, MOST); i++)
    {
      double x = i * step + size / 2.0;

      cairo_new_sub_path (cr);
      cairo_arc (cr, is_rtl ? width - x : x, height / 2.0, size / 2.0 - 1.0, 0.0, 2.0 * G_PI);
      if (i < self->n_full)
        cairo_fill_preserve (cr);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
qv_dots_class_init (QvDotsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = qv_dots_measure;
  widget_class->snapshot = qv_dots_snapshot;
  gtk_widget_class_set_css_name (widget_class, "dots");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
qv_dots_init (QvDots *self)
{
  self->pixel_size = 18;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  qv_look_watch (GTK_WIDGET (self), NULL);
}

/**
 * qv_dots_show:
 * @self: dots
 * @helix: whose colour they have
 * @n_full: how many are given
 * @n_all: how many there are; no more than ten are drawn
 * @pixel_size: how large each is
 */
void
qv_dots_show (QvDots *self, QvHelix helix, guint n_full, guint n_all, int pixel_size)
{
  g_return_if_fail (QV_IS_DOTS (self));

  if (self->helix == helix && self->n_full == n_full && self->n_all == n_all &&
      self->pixel_size == pixel_size)
    return;
  self->helix = helix;
  self->n_full = n_full;
  self->n_all = n_all;
  self->pixel_size = pixel_size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
