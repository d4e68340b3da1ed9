/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Most of a frame's time would go into handing the same pixels to the display again. Where windows are drawn
 * by the X server it gets them once; where they are drawn by a graphics card, that does. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include "qv-stamp.h"

#include <gsk/gskcairorenderer.h>

struct _QvStamp
{
  cairo_surface_t *image;
  cairo_surface_t *source; /* for the cairo renderer */
  GdkTexture *texture;     /* (nullable): for the others */
};

/* The same bytes, read without their alpha: copying is quicker than blending. */
static cairo_surface_t *
make_opaque (cairo_surface_t *image)
{
  cairo_surface_t *opaque =
      cairo_image_surface_create_for_data (cairo_image_surface_get_data (image), CAIRO_FORMAT_RGB24,
                                           cairo_image_surface_get_width (image),
                                           cairo_image_surface_get_height (image),
                                           cairo_image_surface_get_stride (image));
  double scale_x, scale_y;

  cairo_surface_get_device_scale (image, &scale_x, &scale_y);
  cairo_surface_set_device_scale (opaque, scale_x, scale_y);
  return opaque;
}

/**
 * qv_stamp_new:
 * @image: an image of %CAIRO_FORMAT_ARGB32 that changes no more; its device scale says how many of its pixels
 * are one of the screen's
 * @is_opaque: whether nothing shines through
 *
 * Returns: (transfer full): a stamp of it
 */
QvStamp *
qv_stamp_new (cairo_surface_t *image, gboolean is_opaque)
{
  QvStamp *self = g_new0 (QvStamp, 1);

  g_return_val_if_fail (cairo_image_surface_get_format (image) == CAIRO_FORMAT_ARGB32, NULL);

  self->image = cairo_surface_reference (image);
  self->source = is_opaque ? make_opaque (image) : cairo_surface_reference (image);
  return self;
}

/**
 * qv_stamp_free:
 * @self: (transfer full): a stamp
 */
void
qv_stamp_free (QvStamp *self)
{
  g_clear_pointer (&self->source, cairo_surface_destroy);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  g_clear_object (&self->texture);
  g_free (self);
}

static void
get_size (QvStamp *self, int *width, int *height)
{
  double scale_x, scale_y;

  cairo_surface_get_device_scale (self->image, &scale_x, &scale_y);
  *width = (int) (cairo_image_surface_get_width (self->image) / scale_x);
  *height = (int) (cairo_image_surface_get_height (self->image) / scale_y);
}

static GdkTexture *
make_texture (QvStamp *self)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (self->image);
  int height = cairo_image_surface_get_height (self->image);
  g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (self->image), stride * (gsize) height,
                                  (GDestroyNotify) cairo_surface_destroy,
                                  cairo_surface_reference (self->image));

  return gdk_memory_texture_new (cairo_image_surface_get_width (self->image), height, GDK_MEMORY_DEFAULT,
                                 bytes, stride);
}

static void
draw (QvStamp *self, GtkWidget *widget, GtkSnapshot *snapshot, double x, double y, double stretch)
{
  int width, height;
  graphene_rect_t part;
  cairo_t *cr;

  get_size (self, &width, &height);
  part = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (width * stretch), (float) (height * stretch));
  if (!graphene_rect_intersection (&part,
                                   &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) gtk_widget_get_width (widget),
                                                        (float) gtk_widget_get_height (widget)),
                                   &part))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &part);
  cairo_translate (cr, x, y);
  cairo_scale (cr, stretch, stretch);
  cairo_set_source_surface (cr, self->source, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/**
 * qv_stamp_snapshot:
 * @self: a stamp
 * @widget: the widget that is drawn, in a window
 * @snapshot: where
 * @x: of the left edge; a whole pixel of the screen when @stretch is 1
 * @y: of the upper edge
 * @stretch: how many times as large
 *
 * Draws what of the stamp lies on @widget.
 */
void
qv_stamp_snapshot (
    QvStamp *self, GtkWidget *widget, GtkSnapshot *snapshot, double x, double y, double stretch)
{
  int width, height;

  if (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (gtk_widget_get_native (widget))))
    {
      draw (self, widget, snapshot, x, y, stretch);
      return;
    }
  if (self->texture == NULL)
    self->texture = make_texture (self);
  get_size (self, &width, &height);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (width * stretch),
                                                    (float) (height * stretch)));
}
