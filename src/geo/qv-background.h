/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-geo-error.h"
#include "qv-path.h"
#include "qv-projection.h"

G_BEGIN_DECLS

typedef enum
{
  QV_BACKGROUND_BUILT_UP,
  QV_BACKGROUND_GREEN,
  QV_BACKGROUND_STREAM,
  QV_BACKGROUND_WATER,
  QV_BACKGROUND_ROAD_MINOR,
  QV_BACKGROUND_ROAD_MIDDLE,
  QV_BACKGROUND_ROAD_MAJOR,
  QV_BACKGROUND_RAIL,
  QV_BACKGROUND_TRAM,
  QV_BACKGROUND_BOUNDARY,
  QV_N_BACKGROUND_ROLES,
} QvBackgroundRole;

/**
 * QvBackground:
 *
 * What lies under the data: streets, rivers and woods of a background file, in flat arrays, in the order of drawing of QvBackgroundRole.
 * Never changes once it is read; any thread may use it.
 */
typedef struct _QvBackground QvBackground;

QvBackground *qv_background_open            (const char *path, GCancellable *cancellable, GError **error);
QvBackground *qv_background_ref             (QvBackground *self);
void          qv_background_unref           (QvBackground *self);
const char   *qv_background_get_attribution (QvBackground *self);
gboolean      qv_background_get_bounds      (QvBackground *self, double bounds[4]);
guint         qv_background_get_n_shapes    (QvBackground *self, QvBackgroundRole role);
QvPath       *qv_background_get_lines       (QvBackground *self, QvBackgroundRole role, const QvView *view);
QvPath       *qv_background_get_areas       (QvBackground *self, QvBackgroundRole role, const QvView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvBackground, qv_background_unref)

G_END_DECLS
