/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "qv-classification.h"
#include "qv-store.h"
#include "qv-thematic.h"

G_BEGIN_DECLS

/**
 * QvMapPicture:
 *
 * What a picture of the map shows. What is left at 0 or %NULL is as the session has it: its first indicator, of the last period, and the
 * territories of that.
 */
typedef struct
{
  QvId session;   /* or QV_ID_NONE: no notes and no background */
  QvId level;
  QvId indicator;
  const char *period;
  ClassificationMethod method;
  guint n_classes;
  int width;      /* in pixels; in points for SVG and PDF */
  int height;
  gboolean is_plain; /* no indicator */
  gboolean is_dark;
  gboolean has_no_notes;
} QvMapPicture;

#define QV_MAP_PICTURE_INIT { .method = CLASSIFICATION_FISHER_JENKS, .n_classes = 5, .width = 1600, .height = 1000 }

gboolean qv_map_picture_is_path      (const char *path);
gboolean qv_map_picture_write        (QvStore *store, const QvMapPicture *picture, const char *path, GCancellable *cancellable,
                                      GError **error);
gboolean qv_map_picture_draw         (QvStore *store, const QvMapPicture *picture, cairo_t *cr, GCancellable *cancellable,
                                      GError **error);
void     qv_map_picture_write_async  (QvStore *store, const QvMapPicture *picture, const char *path, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean qv_map_picture_write_finish (GAsyncResult *result, GError **error);

void        qv_map_picture_load_thematic_async  (QvStore *store, const QvMapPicture *picture, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
QvThematic *qv_map_picture_load_thematic_finish (GAsyncResult *result, QvId *out_level, GError **error);

G_END_DECLS
