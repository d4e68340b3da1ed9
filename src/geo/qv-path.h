/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QvPath:
 *
 * Rings or lines in pixels of a view, cut to it and simplified for it, to be stroked or filled (even-odd). Ring i has the points
 * ends[i-1]…ends[i]. Where a ring is cut, its new edges lie outside the view.
 */
typedef struct
{
  gboolean closed;
  GArray *ends;   /* of guint32: points up to the end of each ring or line */
  GArray *points; /* of float: x, y */
} QvPath;

QvPath *qv_path_new  (gboolean closed);
void    qv_path_free (QvPath *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPath, qv_path_free)

G_END_DECLS
