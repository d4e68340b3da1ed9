/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hand draws on the map before it is the place of a note. */
#define G_LOG_DOMAIN "qv-geo"

#include "config.h"

#include "qv-sketch.h"

#include <glib/gi18n.h>
#include <math.h>

#include "qv-geo-error.h"
#include "qv-outline.h"

struct _QvSketch
{
  QvGeometryType kind;
  GArray *coords; /* of gint32: longitude and latitude in units of 1e-7 degree */
};

QvSketch *
qv_sketch_new (QvGeometryType kind)
{
  QvSketch *self = g_new0 (QvSketch, 1);

  self->kind = kind;
  self->coords = g_array_new (FALSE, FALSE, sizeof (gint32));
  return self;
}

void
qv_sketch_free (QvSketch *self)
{
  g_array_unref (self->coords);
  g_free (self);
}

QvGeometryType
qv_sketch_get_kind (const QvSketch *self)
{
  return self->kind;
}

/**
 * qv_sketch_set_kind:
 * @self: a sketch
 * @kind: what it becomes; its corners stay
 */
void
qv_sketch_set_kind (QvSketch *self, QvGeometryType kind)
{
  self->kind = kind;
}

guint
qv_sketch_get_n (const QvSketch *self)
{
  return self->coords->len / 2;
}

void
qv_sketch_get_point (const QvSketch *self, guint index, double *out_longitude, double *out_latitude)
{
  g_return_if_fail (index < qv_sketch_get_n (self));

  *out_longitude = g_array_index (self->coords, gint32, 2 * index) / QV_GEOMETRY_SCALE;
  *out_latitude = g_array_index (self->coords, gint32, 2 * index + 1) / QV_GEOMETRY_SCALE;
}

/**
 * qv_sketch_add:
 * @self: a sketch
 * @longitude: degrees
 * @latitude: degrees; what lies off the globe is moved to its edge
 *
 * Returns: whether it is another place than the last corner
 */
gboolean
qv_sketch_add (QvSketch *self, double longitude, double latitude)
{
  const gint32 point[2] = { (gint32) lround (CLAMP (longitude, -180.0, 180.0) * QV_GEOMETRY_SCALE),
                            (gint32) lround (CLAMP (latitude, -90.0, 90.0) * QV_GEOMETRY_SCALE) };
  guint n = self->coords->len;

  if (n > 0 && g_array_index (self->coords, gint32, n - 2) == point[0] &&
      g_array_index (self->coords, gint32, n - 1) == point[1])
    return FALSE;
  g_array_append_vals (self->coords, point, 2);
  return TRUE;
}

/**
 * qv_sketch_take_back:
 * @self: a sketch
 *
 * Returns: whether there was a corner to take back
 */
gboolean
qv_sketch_take_back (QvSketch *self)
{
  if (self->coords->len == 0)
    return FALSE;
  g_array_set_size (self->coords, self->coords->len - 2);
  return TRUE;
}

/**
 * qv_sketch_smooth:
 * @self: a sketch
 * @from: the first corner of a stretch that was drawn freehand, up to the last
 * @tolerance: degrees
 *
 * Keeps the corners of the stretch that its form needs.
 */
void
qv_sketch_smooth (QvSketch *self, guint from, double tolerance)
{
  const guint32 one = 1;
  guint32 n = qv_sketch_get_n (self);
  g_autoptr (QvGeometry) stretch = NULL;
  g_autoptr (QvGeometry) simple = NULL;
  const gint32 *coords;

  if (n < from + 3)
    return;
  n -= from;
  stretch = qv_geometry_new (QV_GEOMETRY_LINE, &one, 1, &n, 1,
                             &g_array_index (self->coords, gint32, 2 * from), n, NULL);
  simple = qv_outline_simplify (stretch, tolerance * QV_GEOMETRY_SCALE);
  coords = qv_geometry_get_coords (simple, &n);
  g_array_set_size (self->coords, 2 * from);
  g_array_append_vals (self->coords, coords, 2 * n);
}

/**
 * qv_sketch_is_enough:
 * @self: a sketch
 *
 * Returns: whether it has the corners that its kind needs
 */
gboolean
qv_sketch_is_enough (const QvSketch *self)
{
  guint needed = self->kind == QV_GEOMETRY_AREA ? 3 : self->kind == QV_GEOMETRY_LINE ? 2 : 1;

  return qv_sketch_get_n (self) >= needed;
}

static gboolean
check_outline (const QvSketch *self, GError **error)
{
  const guint32 n = qv_sketch_get_n (self);
  const gint32 *coords = (const gint32 *) (gconstpointer) self->coords->data;

  if (!qv_outlines_cross (coords, &n, 1))
    return TRUE;
  g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_SHAPE,
                       _ ("The outline crosses itself. Take corners back and draw it another way."));
  return FALSE;
}

/**
 * qv_sketch_finish:
 * @self: a sketch
 * @error: return location for a #QvGeoError: %QV_GEO_ERROR_SHAPE with a sentence for the one who draws
 *
 * Returns: (transfer full) (nullable): what was drawn; @self stays as it is
 */
QvGeometry *
qv_sketch_finish (const QvSketch *self, GError **error)
{
  const guint32 one = 1;
  const gint32 *coords = (const gint32 *) (gconstpointer) self->coords->data;
  guint32 n = qv_sketch_get_n (self);

  if (!qv_sketch_is_enough (self))
    {
      g_set_error_literal (error, QV_GEO_ERROR, QV_GEO_ERROR_SHAPE,
                           self->kind == QV_GEOMETRY_LINE   ? _ ("A line needs two points at least.")
                           : self->kind == QV_GEOMETRY_AREA ? _ ("An area needs three corners at least.")
                                                            : _ ("No place was set."));
      return NULL;
    }
  if (self->kind == QV_GEOMETRY_POINT)
    return qv_geometry_new (QV_GEOMETRY_POINT, &one, 1, &one, 1, &coords[2 * (n - 1)], 1, error);
  /* Who ends an outline where it began has drawn that corner twice. */
  if (self->kind == QV_GEOMETRY_AREA && n > 3 && coords[0] == coords[2 * n - 2] &&
      coords[1] == coords[2 * n - 1])
    {
      g_autoptr (QvSketch) open = qv_sketch_new (self->kind);

      g_array_append_vals (open->coords, coords, 2 * (n - 1));
      return qv_sketch_finish (open, error);
    }
  if (self->kind == QV_GEOMETRY_AREA && !check_outline (self, error))
    return NULL;
  return qv_geometry_new (self->kind, &one, 1, &n, 1, coords, n, error);
}
