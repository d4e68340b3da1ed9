/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of text for paper. They are recorded, so that a file and a printer get the same drawing. */
#define G_LOG_DOMAIN "qv-report"

#include "config.h"

#include "qv-sheet-page.h"

#include <pango/pangocairo.h>

#define POINTS_PER_INCH 72.0

static void
open_page (QvSheetWriter *self)
{
  const cairo_rectangle_t extents = { 0.0, 0.0, self->width, self->height };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);

  g_ptr_array_add (self->pages, surface);
  self->cr = cairo_create (surface);
  self->y = QV_SHEET_MARGIN;
}

/**
 * _qv_sheet_begin:
 * @self: (out caller-allocates): a writer, at the top of a first page
 * @pages: (element-type cairo_surface_t): gets the pages
 * @width: of the paper, in points
 * @height: of the paper
 */
void
_qv_sheet_begin (QvSheetWriter *self, GPtrArray *pages, double width, double height)
{
  *self = (QvSheetWriter){ .pages = pages, .width = width, .height = height };
  open_page (self);
}

void
_qv_sheet_end (QvSheetWriter *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
}

void
_qv_sheet_next_page (QvSheetWriter *self)
{
  _qv_sheet_end (self);
  open_page (self);
}

/**
 * _qv_sheet_keep:
 * @self: a writer
 * @height: of what is not to be torn apart
 *
 * Goes to the next page where that does not fit on this one any more.
 */
void
_qv_sheet_keep (QvSheetWriter *self, double height)
{
  if (self->y > QV_SHEET_MARGIN && self->y + height > self->height - QV_SHEET_MARGIN)
    _qv_sheet_next_page (self);
}

static PangoLayout *
make_layout (cairo_t *cr, const char *font, const char *text, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  /* Sizes are in points, and so is the page. */
  pango_cairo_context_set_resolution (pango_layout_get_context (layout), POINTS_PER_INCH);
  pango_layout_context_changed (layout);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
_qv_sheet_measure (QvSheetWriter *self, const char *font, const char *text, double width)
{
  g_autoptr (PangoLayout) layout = make_layout (self->cr, font, text, width);

  return get_height (layout);
}

/**
 * _qv_sheet_draw_text:
 * @cr: a page
 * @font: as Pango names it
 * @text: what to write
 * @x: its left end
 * @y: its top
 * @width: after which it goes on in the next line
 * @max_lines: of each paragraph; what is more is left out and marked so; 0: all
 *
 * Returns: the height
 */
double
_qv_sheet_draw_text (
    cairo_t *cr, const char *font, const char *text, double x, double y, double width, int max_lines)
{
  g_autoptr (PangoLayout) layout = make_layout (cr, font, text, width);

  if (max_lines > 0)
    {
      pango_layout_set_height (layout, -max_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return get_height (layout);
}

/**
 * _qv_sheet_add:
 * @self: a writer
 * @font: as Pango names it
 * @text: what to write; goes on, on the next page, where this one is full
 * @x: its left end
 * @width: of its lines
 * @after: what is left free below
 */
void
_qv_sheet_add (QvSheetWriter *self, const char *font, const char *text, double x, double width, double after)
{
  g_autoptr (PangoLayout) layout = make_layout (self->cr, font, text, width);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle line;
      int top, bottom;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &line);
      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      height = (double) (bottom - top) / PANGO_SCALE;
      _qv_sheet_keep (self, height);
      cairo_move_to (self->cr, x + (double) line.x / PANGO_SCALE,
                     self->y + (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE);
      pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (iter));
      self->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  self->y += after;
}
