/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others ask the notes on the map: where one is, what lies at a place. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <math.h>

#include "qv-note-layer-private.h"
#include "qv-viewport.h"

/**
 * qv_note_layer_get_bounds:
 * @self: a layer
 * @note: a note
 * @out_bounds: (out): where its pin is, in the layer's coordinates
 *
 * Returns: whether the note, or the pill that it is in, is on the map now
 */
gboolean
qv_note_layer_get_bounds (QvNoteLayer *self, QvId note, GdkRectangle *out_bounds)
{
  const QvPoint *point;
  QvView view;

  g_return_val_if_fail (QV_IS_NOTE_LAYER (self), FALSE);

  if (self->clusters == NULL)
    return FALSE;
  qv_viewport_get_view (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self), &view);
  point = qv_point_layer_find (self->clusters->layer, note);
  for (guint i = 0; point != NULL && i < self->clusters->clusters->len; i++)
    {
      const QvPointCluster *cluster = &g_array_index (self->clusters->clusters, QvPointCluster, i);
      GtkWidget *pin = g_hash_table_lookup (self->pins, &cluster->key);
      GtkRequisition size;
      double x, y;

      if (pin == NULL || !qv_point_clusters_has (self->clusters, cluster, point))
        continue;
      /* From the place and not from the widget, which goes there only with the next frame. */
      gtk_widget_get_preferred_size (pin, &size, NULL);
      qv_view_to_pixels (&view, cluster->x, cluster->y, &x, &y);
      *out_bounds = (GdkRectangle){ (int) round (x) - size.width / 2, (int) round (y) - size.height / 2,
                                    size.width, size.height };
      return TRUE;
    }
  return FALSE;
}

/**
 * qv_note_layer_get_location:
 * @self: a layer
 * @note: a note
 * @longitude: (out): where it is, in degrees
 * @latitude: (out): where it is, in degrees
 *
 * Returns: whether the note has a place
 */
gboolean
qv_note_layer_get_location (QvNoteLayer *self, QvId note, double *longitude, double *latitude)
{
  g_return_val_if_fail (QV_IS_NOTE_LAYER (self), FALSE);

  for (guint i = 0; i < self->n_read; i++)
    {
      const QvNoteEntry *entry = &g_array_index (self->entries, QvNoteEntry, i);

      if (entry->id != note || isnan (entry->x))
        continue;
      *longitude = qv_unproject_x (entry->x);
      *latitude = qv_unproject_y (entry->y);
      return TRUE;
    }
  return FALSE;
}

/**
 * qv_note_layer_get_fit:
 * @self: a layer
 * @bounds: (out caller-allocates) (array fixed-size=4): left, top, right, bottom of all notes in world units,
 * never less than a street
 *
 * Returns: whether any note has a place
 */
gboolean
qv_note_layer_get_fit (QvNoteLayer *self, double bounds[4])
{
  const double least = 1e-5;
  double x, y;

  g_return_val_if_fail (QV_IS_NOTE_LAYER (self), FALSE);

  bounds[0] = bounds[1] = INFINITY;
  bounds[2] = bounds[3] = -INFINITY;
  for (guint i = 0; i < self->n_read; i++)
    {
      const QvNoteEntry *entry = &g_array_index (self->entries, QvNoteEntry, i);

      if (isnan (entry->x))
        continue;
      bounds[0] = MIN (bounds[0], entry->x);
      bounds[1] = MIN (bounds[1], entry->y);
      bounds[2] = MAX (bounds[2], entry->x);
      bounds[3] = MAX (bounds[3], entry->y);
    }
  if (bounds[0] > bounds[2])
    return FALSE;
  x = MAX (least - (bounds[2] - bounds[0]), 0.0) / 2.0;
  y = MAX (least - (bounds[3] - bounds[1]), 0.0) / 2.0;
  bounds[0] -= x;
  bounds[1] -= y;
  bounds[2] += x;
  bounds[3] += y;
  return TRUE;
}

/**
 * qv_note_layer_find_at:
 * @self: a layer
 * @x: pixels of the layer
 * @y: pixels of the layer
 *
 * Returns: the note whose line or area is there, or %QV_ID_NONE
 */
QvId
qv_note_layer_find_at (QvNoteLayer *self, double x, double y)
{
  QvView view;

  g_return_val_if_fail (QV_IS_NOTE_LAYER (self), QV_ID_NONE);

  if (self->shapes == NULL)
    return QV_ID_NONE;
  qv_viewport_get_view (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self), &view);
  return qv_note_shapes_find_at (self->shapes, &view, x, y);
}
