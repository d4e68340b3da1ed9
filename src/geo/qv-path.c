/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rings or lines in pixels, for whoever strokes them. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-path.h"

QvPath *
qv_path_new (gboolean closed)
{
  QvPath *path = g_new0 (QvPath, 1);

  path->closed = closed;
  path->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  path->points = g_array_new (FALSE, FALSE, sizeof (float));
  return path;
}

void
qv_path_free (QvPath *path)
{
  g_array_unref (path->ends);
  g_array_unref (path->points);
  g_free (path);
}
