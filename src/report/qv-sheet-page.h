/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define QV_SHEET_WIDTH 595.0  /* points: A4 upright */
#define QV_SHEET_HEIGHT 842.0
#define QV_SHEET_MARGIN 48.0
#define QV_SHEET_TEXT_WIDTH (QV_SHEET_WIDTH - 2.0 * QV_SHEET_MARGIN)

/**
 * QvSheetWriter:
 *
 * Fills pages from top to bottom. What does not fit goes on, on the next one.
 */
typedef struct
{
  GPtrArray *pages; /* (element-type cairo_surface_t): recordings */
  double width;
  double height;
  cairo_t *cr; /* of the page that is being filled */
  double y;
} QvSheetWriter;

void   _qv_sheet_begin      (QvSheetWriter *self, GPtrArray *pages, double width, double height);
void   _qv_sheet_end        (QvSheetWriter *self);
void   _qv_sheet_next_page  (QvSheetWriter *self);
void   _qv_sheet_keep       (QvSheetWriter *self, double height);
void   _qv_sheet_add        (QvSheetWriter *self, const char *font, const char *text, double x, double width, double after);
double _qv_sheet_measure    (QvSheetWriter *self, const char *font, const char *text, double width);
double _qv_sheet_draw_text  (cairo_t *cr, const char *font, const char *text, double x, double y, double width, int max_lines);

G_END_DECLS
