/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-presenter"

#include "config.h"

#include "qv-presenter-legend.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-legend.h"
#include "qv-look.h"
#include "qv-presenter-parts.h"

#define SWATCH_WIDTH 74.0
#define SWATCH_HEIGHT 28.0
#define N_CIRCLES 3

struct _QvPresenterLegend
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkWidget *title;
  GtkWidget *swatches;
  GtkWidget *less;
  GtkWidget *more;
  GtkWidget *hatch;
  GtkWidget *none;
  QvThematic *thematic;
};

G_DEFINE_FINAL_TYPE (QvPresenterLegend, qv_presenter_legend, GTK_TYPE_WIDGET)

static void
outline (cairo_t *cr, const QvPalette *palette)
{
  qv_palette_set_source (cr, palette->text, 0.25);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

static void
draw_classes (QvPresenterLegend *self, cairo_t *cr, const QvPalette *palette, int width, int height)
{
  guint n = self->thematic->n_classes;

  for (guint i = 0; i < n; i++)
    {
      double left = floor (width * (double) i / n), right = floor (width * (i + 1.0) / n);

      cairo_rectangle (cr, left + 0.5, 0.5, right - left - (i + 1 == n ? 1.0 : 0.0), height - 1.0);
      qv_palette_set_source (cr, qv_palette_get_class (palette, i, n), 1.0);
      cairo_fill_preserve (cr);
      outline (cr, palette);
    }
}

static void
draw_circles (cairo_t *cr, const QvPalette *palette, int width, int height)
{
  for (guint i = 0; i < N_CIRCLES; i++)
    {
      double radius = height / 2.0 * (0.35 + 0.65 * i / (N_CIRCLES - 1)) - 1.0;
      double x = height / 2.0 + (width - height) * (double) i / (N_CIRCLES - 1);

      cairo_new_path (cr);
      cairo_arc (cr, x, height / 2.0, radius, 0.0, 2.0 * G_PI);
      qv_palette_set_source (cr, qv_palette_get_class (palette, 3, 5), 0.74);
      cairo_fill_preserve (cr);
      outline (cr, palette);
    }
}

static void
draw_swatches_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  QvPresenterLegend *self = data;
  const QvPalette *palette = qv_look_get_palette_for (GTK_WIDGET (area));

  if (self->thematic == NULL)
    return;
  if (self->thematic->measure == QV_MEASURE_COUNT)
    draw_circles (cr, palette, width, height);
  else
    draw_classes (self, cr, palette, width, height);
}

static void
draw_hatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const QvPalette *palette = qv_look_get_palette_for (GTK_WIDGET (area));

  qv_legend_draw_hatch (cr, palette, 0.0, 0.0, width, height);
  cairo_rectangle (cr, 0.5, 0.5, width - 1.0, height - 1.0);
  outline (cr, palette);
}

static void
qv_presenter_legend_dispose (GObject *object)
{
  g_clear_pointer (&QV_PRESENTER_LEGEND (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_presenter_legend_parent_class)->dispose (object);
}

static void
qv_presenter_legend_finalize (GObject *object)
{
  g_clear_pointer (&QV_PRESENTER_LEGEND (object)->thematic, qv_thematic_unref);
  G_OBJECT_CLASS (qv_presenter_legend_parent_class)->finalize (object);
}

static void
qv_presenter_legend_class_init (QvPresenterLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qv_presenter_legend_dispose;
  G_OBJECT_CLASS (klass)->finalize = qv_presenter_legend_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "presenterlegend");
}

static GtkWidget *
make_area (QvPresenterLegend *self, GtkDrawingAreaDrawFunc func, double width)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), func, self, NULL);
  qv_presenter_set_size (area, width, SWATCH_HEIGHT);
  qv_look_watch (area, NULL);
  return area;
}

static void
qv_presenter_legend_init (QvPresenterLegend *self)
{
  GtkGrid *grid;

  self->grid = gtk_grid_new ();
  grid = GTK_GRID (self->grid);
  self->title = qv_presenter_make_label (NULL, "title", TRUE);
  self->swatches = make_area (self, draw_swatches_cb, 5.0 * SWATCH_WIDTH);
  self->less = qv_presenter_make_label (NULL, NULL, FALSE);
  self->more = qv_presenter_make_label (NULL, NULL, FALSE);
  self->hatch = make_area (self, draw_hatch_cb, SWATCH_WIDTH);
  self->none = qv_presenter_make_label (NULL, NULL, FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->less), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (self->more), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (self->none), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (self->more), 1.0f);
  gtk_widget_set_hexpand (self->more, TRUE);
  gtk_widget_set_halign (self->hatch, GTK_ALIGN_START);
  gtk_grid_attach (grid, self->title, 0, 0, 3, 1);
  gtk_grid_attach (grid, self->swatches, 0, 1, 2, 1);
  gtk_grid_attach (grid, self->hatch, 2, 1, 1, 1);
  gtk_grid_attach (grid, self->less, 0, 2, 1, 1);
  gtk_grid_attach (grid, self->more, 1, 2, 1, 1);
  gtk_grid_attach (grid, self->none, 2, 2, 1, 1);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * qv_presenter_legend_show:
 * @self: a legend
 * @thematic: (nullable): the figures on the map
 * @has_missing: whether some territory has none
 * @source: for its words
 */
void
qv_presenter_legend_show (QvPresenterLegend *self,
                          QvThematic *thematic,
                          gboolean has_missing,
                          QvPresenterSource *source)
{
  const QvCatalogue *words = qv_presenter_source_get_words (source);

  if (thematic != NULL)
    qv_thematic_ref (thematic);
  g_clear_pointer (&self->thematic, qv_thematic_unref);
  self->thematic = thematic;
  gtk_widget_set_visible (GTK_WIDGET (self), thematic != NULL);
  gtk_label_set_label (GTK_LABEL (self->title), thematic != NULL ? thematic->title : "");
  /* Translators: at the pale end of a ramp of colours */
  gtk_label_set_label (GTK_LABEL (self->less), qv_catalogue_get (words, "less"));
  /* Translators: at the dark end of a ramp of colours */
  gtk_label_set_label (GTK_LABEL (self->more), qv_catalogue_get (words, "more"));
  gtk_label_set_label (GTK_LABEL (self->none), qv_catalogue_get (words, "no data"));
  has_missing = has_missing && thematic != NULL && thematic->measure == QV_MEASURE_RATE;
  gtk_widget_set_visible (self->hatch, has_missing);
  gtk_widget_set_visible (self->none, has_missing);
  gtk_widget_queue_draw (self->swatches);
}
