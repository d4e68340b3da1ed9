/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "qv-preparation.h"

G_BEGIN_DECLS

typedef enum
{
  QV_SHEET_AGENDA,
  QV_SHEET_SEATS,   /* a card for each seat, to be cut out and folded */
  QV_SHEET_CONSENT, /* a page for each participant, to be signed */
  QV_SHEET_MAP,     /* territories and background without notes, for notes on paper */
} QvSheet;

/**
 * QvSheetPages:
 *
 * The pages of a sheet, drawn once: a file and a printer get the same. Sizes are in points.
 */
typedef struct
{
  double width;
  double height;
  GPtrArray *surfaces; /* (element-type cairo_surface_t): a recording for each page */
} QvSheetPages;

gboolean      qv_sheet_from_word     (const char *word, QvSheet *out_sheet);
QvSheetPages *qv_sheet_pages_new     (QvStore *store, const QvPreparation *preparation, QvSheet sheet, GCancellable *cancellable,
                                      GError **error);
void          qv_sheet_pages_new_async (QvStore *store, QvPreparation *preparation, QvSheet sheet, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
QvSheetPages *qv_sheet_pages_new_finish (GAsyncResult *result, GError **error);
void          qv_sheet_pages_draw    (const QvSheetPages *self, guint page, cairo_t *cr);
void          qv_sheet_pages_free    (QvSheetPages *self);

gboolean      qv_sheet_write         (QvStore *store, const QvPreparation *preparation, QvSheet sheet, const char *path,
                                      GCancellable *cancellable, GError **error);
void          qv_sheet_write_async   (QvStore *store, QvPreparation *preparation, QvSheet sheet, const char *path,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      qv_sheet_write_finish  (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvSheetPages, qv_sheet_pages_free)

G_END_DECLS
