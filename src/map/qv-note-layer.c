/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes on the map. Few are buttons of their own; many merge into pills, so that there are never more
 * than a couple of hundred widgets. While the map is moved only the sheet that holds the buttons moves; they
 * are placed anew when the zoom changes or when the view leaves the part of the map for which they were
 * placed. */
#define G_LOG_DOMAIN "qv-map"

#include "config.h"

#include <math.h>

#include "qv-geometry.h"
#include "qv-look.h"
#include "qv-note-layer-private.h"
#include "qv-note-pin.h"
#include "qv-viewport.h"
#include "qv-wording.h"

#define MARGIN 0.25 /* of the view, on all sides, for which pins are placed beforehand */
#define SLICE 2000  /* notes read in one go, so that the main loop stays free */
#define MAX_DROPS 3 /* more notes than this at once come from a file or an undo, not from a hand */

G_DEFINE_FINAL_TYPE (QvNoteLayer, qv_note_layer, SHUMATE_TYPE_LAYER)

enum
{
  SIGNAL_NOTE_ACTIVATED,
  SIGNAL_CLUSTER_ACTIVATED,
  SIGNAL_PLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void queue_update (QvNoteLayer *self);

/* Returns whether it has a place of its own. A line or an area stands for itself; its pin stands on it. */
static gboolean
read_geometry (QvNoteEntry *entry)
{
  g_autoptr (QvGeometry) geometry = NULL;
  gint32 bounds[4];

  entry->x = entry->y = NAN;
  g_clear_pointer (&entry->shape, qv_shape_unref);
  g_object_get (entry->item, "geometry", &geometry, NULL);
  if (geometry == NULL)
    return FALSE;
  entry->shape = qv_shape_new (geometry);
  if (entry->shape != NULL)
    {
      qv_shape_get_anchor (entry->shape, &entry->x, &entry->y);
      return TRUE;
    }
  qv_geometry_get_bounds (geometry, bounds);
  entry->x = qv_project_x (((double) bounds[0] + bounds[2]) / 2.0 / QV_GEOMETRY_SCALE);
  entry->y = qv_project_y (((double) bounds[1] + bounds[3]) / 2.0 / QV_GEOMETRY_SCALE);
  return TRUE;
}

/* The point of the territory was never said by anybody, so it is shown and not stored. */
static void
read_place (QvNoteLayer *self, QvNoteEntry *entry)
{
  double x, y;

  entry->is_stale = FALSE;
  entry->has_point = read_geometry (entry);
  if (entry->has_point || self->point_func == NULL ||
      qv_item_get_int (entry->item, QV_NOTE_TERRITORY) == QV_ID_NONE ||
      !self->point_func (entry->item, &x, &y, self->point_data))
    return;
  entry->x = x;
  entry->y = y;
}

static void
read_entry (QvNoteLayer *self, QvNoteEntry *entry)
{
  QvNote *note = QV_NOTE (entry->item);
  gboolean was_placed = !isnan (entry->x) && entry->id != QV_ID_NONE;

  entry->id = qv_item_get_id (entry->item);
  entry->helix = qv_note_get_helix (note);
  entry->kind = qv_note_get_kind (note);
  read_place (self, entry);
  if (self->was_read && !was_placed && !isnan (entry->x))
    g_array_append_val (self->dropping, entry->id);
}

static void
forget_points (QvNoteLayer *self)
{
  g_clear_pointer (&self->points, qv_point_layer_unref);
  queue_update (self);
}

static void
note_changed_cb (QvItem *item, GParamSpec *pspec, QvNoteLayer *self)
{
  /* Also those that are to be read again. */
  for (guint i = 0; i < self->entries->len; i++)
    {
      QvNoteEntry *entry = &g_array_index (self->entries, QvNoteEntry, i);

      if (entry->item == item)
        {
          read_entry (self, entry);
          forget_points (self);
          return;
        }
    }
}

static void
clear_entry (gpointer data)
{
  QvNoteEntry *entry = data;

  if (entry->notify_id != 0)
    g_signal_handler_disconnect (entry->item, entry->notify_id);
  g_clear_object (&entry->item);
  g_clear_pointer (&entry->shape, qv_shape_unref);
}

static void
notes_changed_cb (GListModel *model, guint position, guint removed, guint added, QvNoteLayer *self)
{
  g_autoptr (GArray) fresh = g_array_sized_new (FALSE, TRUE, sizeof (QvNoteEntry), added);

  g_array_set_size (fresh, added);
  if (removed > 0)
    g_array_remove_range (self->entries, position, removed);
  if (added > 0)
    g_array_insert_vals (self->entries, position, fresh->data, added);
  self->n_read = MIN (self->n_read, position);
  forget_points (self);
}

static void
participants_changed_cb (QvNoteLayer *self)
{
  g_hash_table_remove_all (self->seats);
  for (guint i = 0; self->participants != NULL && i < g_list_model_get_n_items (self->participants); i++)
    {
      g_autoptr (QvItem) participant = g_list_model_get_item (self->participants, i);
      QvId id = qv_item_get_id (participant);
      gint64 seat = qv_item_get_int (participant, QV_PARTICIPANT_SEAT);

      g_hash_table_insert (self->seats, g_memdup2 (&id, sizeof id), GINT_TO_POINTER ((int) seat));
    }
  forget_points (self);
}

/* Returns whether all notes have been read. */
static gboolean
read_slice (QvNoteLayer *self)
{
  guint end = MIN (self->n_read + SLICE, self->entries->len);

  for (; self->n_read < end; self->n_read++)
    {
      QvNoteEntry *entry = &g_array_index (self->entries, QvNoteEntry, self->n_read);

      if (entry->item != NULL)
        {
          if (entry->is_stale)
            read_place (self, entry);
          continue;
        }
      entry->item = g_list_model_get_item (self->notes, self->n_read);
      entry->notify_id = g_signal_connect (entry->item, "notify", G_CALLBACK (note_changed_cb), self);
      entry->x = NAN;
      read_entry (self, entry);
    }
  return self->n_read == self->entries->len;
}

static void
make_points (QvNoteLayer *self)
{
  g_autofree QvPoint *points = g_new (QvPoint, MAX (self->n_read, 1));
  guint n_points = 0;

  g_clear_pointer (&self->shapes, qv_note_shapes_free);
  for (guint i = 0; i < self->n_read; i++)
    {
      const QvNoteEntry *entry = &g_array_index (self->entries, QvNoteEntry, i);

      if (!isnan (entry->x))
        points[n_points++] = (QvPoint){ entry->id, entry->x, entry->y, entry->helix, i };
      if (entry->shape == NULL)
        continue;
      if (self->shapes == NULL)
        self->shapes = qv_note_shapes_new ();
      qv_note_shapes_add (self->shapes, entry->id, entry->helix, entry->shape);
    }
  self->points = qv_point_layer_new (points, n_points);
}

static void
set_up_single (QvNoteLayer *self, QvNotePin *pin, const QvPoint *point)
{
  const QvNoteEntry *entry = &g_array_index (self->entries, QvNoteEntry, point->data);
  QvId author = qv_item_get_int (entry->item, QV_NOTE_AUTHOR);
  gint64 seat = GPOINTER_TO_INT (g_hash_table_lookup (self->seats, &author));
  const char *place = self->place_func != NULL ? self->place_func (entry->item, self->place_data) : NULL;
  g_autofree char *name = qv_wording_for_note (entry->kind, entry->helix, seat, place);

  qv_note_pin_set_note (pin, entry->id, entry->helix, entry->kind, name);
  qv_note_pin_set_vague (pin, !entry->has_point);
  for (guint i = 0; i < self->dropping->len && self->dropping->len <= MAX_DROPS; i++)
    if (g_array_index (self->dropping, QvId, i) == entry->id)
      qv_note_pin_drop (pin);
}

static void
activated_cb (GtkButton *button, QvNoteLayer *self)
{
  QvNotePin *pin = QV_NOTE_PIN (button);
  g_autoptr (GArray) ids = NULL;
  GdkRectangle bounds = { 0 };
  graphene_rect_t rect;

  if (qv_note_pin_get_note (pin) != QV_ID_NONE)
    {
      g_signal_emit (self, signals[SIGNAL_NOTE_ACTIVATED], 0, qv_note_pin_get_note (pin));
      return;
    }
  if (self->clusters == NULL || qv_note_pin_get_cluster (pin) >= self->clusters->clusters->len)
    return;
  ids = g_array_new (FALSE, FALSE, sizeof (QvId));
  qv_point_clusters_get_ids (self->clusters,
                             &g_array_index (self->clusters->clusters, QvPointCluster,
                                             qv_note_pin_get_cluster (pin)),
                             ids);
  if (gtk_widget_compute_bounds (GTK_WIDGET (pin), GTK_WIDGET (self), &rect))
    bounds = (GdkRectangle){ (int) rect.origin.x, (int) rect.origin.y, (int) rect.size.width,
                             (int) rect.size.height };
  g_signal_emit (self, signals[SIGNAL_CLUSTER_ACTIVATED], 0, ids, &bounds);
}

static GtkWidget *
take_pin (QvNoteLayer *self, GHashTable *before, QvId key)
{
  g_autofree QvId *own_key = NULL;
  gpointer pin = NULL;

  if (g_hash_table_steal_extended (before, &key, (gpointer *) &own_key, &pin))
    return pin;
  if (self->spare->len > 0)
    {
      pin = g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
      gtk_widget_set_visible (pin, TRUE);
      return pin;
    }
  pin = qv_note_pin_new ();
  g_signal_connect_object (pin, "clicked", G_CALLBACK (activated_cb), self, 0);
  gtk_fixed_put (GTK_FIXED (self->sheet), pin, 0.0, 0.0);
  return pin;
}

static void
place_pin (QvNoteLayer *self, GHashTable *before, guint index, const QvPoint *selected)
{
  const QvPointCluster *cluster = &g_array_index (self->clusters->clusters, QvPointCluster, index);
  GtkWidget *pin = take_pin (self, before, cluster->key);
  int width, height;
  double x, y;

  qv_note_pin_set_magnification (QV_NOTE_PIN (pin), self->magnification);
  if (cluster->n == 1)
    set_up_single (self, QV_NOTE_PIN (pin), qv_point_clusters_get_first (self->clusters, cluster));
  else
    qv_note_pin_set_cluster (QV_NOTE_PIN (pin), cluster->n_by_helix, index);
  qv_note_pin_set_selected (QV_NOTE_PIN (pin), qv_point_clusters_has (self->clusters, cluster, selected));
  gtk_widget_measure (pin, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (pin, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  qv_view_to_pixels (&self->sheet_view, cluster->x, cluster->y, &x, &y);
  gtk_fixed_move (GTK_FIXED (self->sheet), pin, round (x) - width / 2, round (y) - height / 2);
  g_hash_table_insert (self->pins, g_memdup2 (&cluster->key, sizeof cluster->key), pin);
}

static gboolean
is_in_reach (const QvNoteLayer *self, const QvPointCluster *cluster, double margin)
{
  double x, y;

  qv_view_to_pixels (&self->sheet_view, cluster->x, cluster->y, &x, &y);
  return x >= -margin && y >= -margin && x < self->sheet_view.width + margin &&
         y < self->sheet_view.height + margin;
}

static double
get_margin (const QvNoteLayer *self)
{
  return MARGIN * MAX (self->sheet_view.width, self->sheet_view.height);
}

static void
draw_shapes (QvNoteLayer *self)
{
  g_clear_pointer (&self->shapes_node, gsk_render_node_unref);
  if (self->shapes != NULL)
    self->shapes_node = qv_note_shapes_draw (self->shapes, &self->sheet_view, get_margin (self),
                                             qv_look_get_palette_for (GTK_WIDGET (self)), self->magnification,
                                             gtk_widget_get_scale_factor (GTK_WIDGET (self)), self->selected);
}

static void
place_pins (QvNoteLayer *self)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->pins);
  gboolean was_full = self->clusters != NULL && self->clusters->is_full;
  const QvPoint *selected =
      self->selected != QV_ID_NONE ? qv_point_layer_find (self->points, self->selected) : NULL;
  QvPinSizes sizes;
  QvView view;
  GHashTableIter iter;
  gpointer pin;

  self->pins = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  qv_viewport_get_view (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self),
                        &self->sheet_view);
  g_clear_pointer (&self->clusters, qv_point_clusters_free);
  /* As far from each other as pins that are so much larger need. */
  view = self->sheet_view;
  view.scale /= self->magnification;
  view.width = (int) (view.width / self->magnification);
  view.height = (int) (view.height / self->magnification);
  self->clusters =
      qv_point_clusters_new (self->points, &view, get_margin (self) / self->magnification, was_full);
  qv_note_pin_get_sizes (GTK_WIDGET (self), self->magnification, &sizes);
  qv_point_clusters_make_room (self->clusters, &view, &sizes);
  for (guint i = 0; i < self->clusters->clusters->len; i++)
    if (is_in_reach (self, &g_array_index (self->clusters->clusters, QvPointCluster, i), get_margin (self)))
      place_pin (self, before, i, selected);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &pin))
    {
      gtk_widget_set_visible (pin, FALSE);
      g_ptr_array_add (self->spare, pin);
    }
  g_array_set_size (self->dropping, 0);
  draw_shapes (self);
  g_signal_emit (self, signals[SIGNAL_PLACED], 0);
}

static gboolean
update_cb (gpointer data)
{
  QvNoteLayer *self = data;

  if (!read_slice (self))
    return G_SOURCE_CONTINUE;
  self->was_read = TRUE;
  self->update_id = 0;
  if (gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return G_SOURCE_REMOVE;
  if (self->points == NULL)
    make_points (self);
  place_pins (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
queue_update (QvNoteLayer *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

/* Where the sheet lies in the view now. */
static gboolean
get_shift (QvNoteLayer *self, double *dx, double *dy)
{
  QvView view;

  qv_viewport_get_view (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self), &view);
  qv_view_to_pixels (&view, self->sheet_view.left, self->sheet_view.top, dx, dy);
  return fabs (view.scale / self->sheet_view.scale - 1.0) < 1e-9 && view.width == self->sheet_view.width &&
         view.height == self->sheet_view.height && MAX (fabs (*dx), fabs (*dy)) <= get_margin (self);
}

static void
moved_cb (QvNoteLayer *self)
{
  double dx, dy;

  if (self->points != NULL && self->clusters != NULL && !get_shift (self, &dx, &dy))
    place_pins (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
qv_note_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  QvNoteLayer *self = QV_NOTE_LAYER (widget);
  gboolean is_covered;
  int sheet_width, sheet_height;
  double dx, dy;

  is_covered = get_shift (self, &dx, &dy);
  gtk_widget_measure (self->sheet, GTK_ORIENTATION_HORIZONTAL, -1, &sheet_width, NULL, NULL, NULL);
  gtk_widget_measure (self->sheet, GTK_ORIENTATION_VERTICAL, -1, &sheet_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->sheet, sheet_width, sheet_height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) round (dx),
                                                                            (float) round (dy))));
  if (self->clusters == NULL || !is_covered)
    queue_update (self);
}

static void
qv_note_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  QvNoteLayer *self = QV_NOTE_LAYER (widget);
  double dx, dy;

  if (self->shapes_node != NULL)
    {
      get_shift (self, &dx, &dy);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) round (dx), (float) round (dy)));
      gtk_snapshot_append_node (snapshot, self->shapes_node);
      gtk_snapshot_restore (snapshot);
    }
  gtk_widget_snapshot_child (widget, self->sheet, snapshot);
}

static void
qv_note_layer_constructed (GObject *object)
{
  QvNoteLayer *self = QV_NOTE_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (qv_note_layer_parent_class)->constructed (object);
  viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_signal_connect_object (viewport, "notify::longitude", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify::latitude", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify::zoom-level", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}

static void
qv_note_layer_dispose (GObject *object)
{
  QvNoteLayer *self = QV_NOTE_LAYER (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->notes_signals);
  g_clear_object (&self->participants_signals);
  g_clear_object (&self->notes);
  g_clear_object (&self->participants);
  g_array_set_size (self->entries, 0);
  self->n_read = 0;
  g_clear_pointer (&self->sheet, gtk_widget_unparent);
  G_OBJECT_CLASS (qv_note_layer_parent_class)->dispose (object);
}

static void
qv_note_layer_finalize (GObject *object)
{
  QvNoteLayer *self = QV_NOTE_LAYER (object);

  g_array_unref (self->entries);
  g_array_unref (self->dropping);
  g_hash_table_unref (self->seats);
  g_hash_table_unref (self->pins);
  g_ptr_array_unref (self->spare);
  g_clear_pointer (&self->clusters, qv_point_clusters_free);
  g_clear_pointer (&self->points, qv_point_layer_unref);
  g_clear_pointer (&self->shapes, qv_note_shapes_free);
  g_clear_pointer (&self->shapes_node, gsk_render_node_unref);
  G_OBJECT_CLASS (qv_note_layer_parent_class)->finalize (object);
}

static void
qv_note_layer_class_init (QvNoteLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = qv_note_layer_constructed;
  object_class->dispose = qv_note_layer_dispose;
  object_class->finalize = qv_note_layer_finalize;
  widget_class->size_allocate = qv_note_layer_size_allocate;
  widget_class->snapshot = qv_note_layer_snapshot;
  signals[SIGNAL_NOTE_ACTIVATED] = g_signal_new ("note-activated", QV_TYPE_NOTE_LAYER, G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_PLACED] =
      g_signal_new ("placed", QV_TYPE_NOTE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLUSTER_ACTIVATED] =
      g_signal_new ("cluster-activated", QV_TYPE_NOTE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_ARRAY, GDK_TYPE_RECTANGLE);
}

static void
qv_note_layer_init (QvNoteLayer *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (QvNoteEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->sheet_view.scale = QV_TILE_SIZE;
  self->magnification = 1.0;
  self->dropping = g_array_new (FALSE, FALSE, sizeof (QvId));
  self->seats = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pins = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->spare = g_ptr_array_new ();
  self->sheet = gtk_fixed_new ();
  gtk_widget_set_parent (self->sheet, GTK_WIDGET (self));
  qv_look_watch (GTK_WIDGET (self), G_CALLBACK (queue_update));
  self->notes_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect (self->notes_signals, "items-changed", G_CALLBACK (notes_changed_cb), self);
  self->participants_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->participants_signals, "items-changed",
                                  G_CALLBACK (participants_changed_cb), self);
}

/**
 * qv_note_layer_new:
 * @viewport: of the map
 *
 * Returns: (transfer floating): a layer without notes
 */
QvNoteLayer *
qv_note_layer_new (ShumateViewport *viewport)
{
  return g_object_new (QV_TYPE_NOTE_LAYER, "viewport", viewport, NULL);
}

/**
 * qv_note_layer_set_notes:
 * @self: a layer
 * @notes: (nullable): a list of #QvNote, watched from now on
 */
void
qv_note_layer_set_notes (QvNoteLayer *self, GListModel *notes)
{
  g_return_if_fail (QV_IS_NOTE_LAYER (self));

  if (self->notes == notes)
    return;
  g_array_set_size (self->entries, 0);
  self->n_read = 0;
  self->was_read = FALSE;
  g_set_object (&self->notes, notes);
  g_signal_group_set_target (self->notes_signals, notes);
  if (notes != NULL)
    notes_changed_cb (notes, 0, 0, g_list_model_get_n_items (notes), self);
  forget_points (self);
}

/**
 * qv_note_layer_set_participants:
 * @self: a layer
 * @participants: (nullable): a list of #QvParticipant, by which pins say the seat
 */
void
qv_note_layer_set_participants (QvNoteLayer *self, GListModel *participants)
{
  g_return_if_fail (QV_IS_NOTE_LAYER (self));

  if (!g_set_object (&self->participants, participants))
    return;
  g_signal_group_set_target (self->participants_signals, participants);
  participants_changed_cb (self);
}

/**
 * qv_note_layer_set_place_func:
 * @self: a layer
 * @func: (nullable): names the territory of a note
 * @data: for @func
 */
void
qv_note_layer_set_place_func (QvNoteLayer *self, QvPlaceNameFunc func, gpointer data)
{
  g_return_if_fail (QV_IS_NOTE_LAYER (self));

  self->place_func = func;
  self->place_data = data;
  forget_points (self);
}

/**
 * qv_note_layer_set_point_func:
 * @self: a layer
 * @func: (nullable): says where in its territory a note is shown that has no point of its own
 * @data: for @func
 */
void
qv_note_layer_set_point_func (QvNoteLayer *self, QvPlacePointFunc func, gpointer data)
{
  g_return_if_fail (QV_IS_NOTE_LAYER (self));

  self->point_func = func;
  self->point_data = data;
  qv_note_layer_forget_points (self);
}

/**
 * qv_note_layer_forget_points:
 * @self: a layer
 *
 * To be called when the territories are others than before.
 */
void
qv_note_layer_forget_points (QvNoteLayer *self)
{
  g_return_if_fail (QV_IS_NOTE_LAYER (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      QvNoteEntry *entry = &g_array_index (self->entries, QvNoteEntry, i);

      entry->is_stale = !entry->has_point;
    }
  self->n_read = 0;
  self->was_read = FALSE;
  forget_points (self);
}

/**
 * qv_note_layer_set_selected:
 * @self: a layer
 * @note: the chosen note, or %QV_ID_NONE
 */
void
qv_note_layer_set_selected (QvNoteLayer *self, QvId note)
{
  g_return_if_fail (QV_IS_NOTE_LAYER (self));

  if (self->selected == note)
    return;
  self->selected = note;
  queue_update (self);
}

/**
 * qv_note_layer_set_magnification:
 * @self: a layer
 * @magnification: how many times as large pins are
 */
void
qv_note_layer_set_magnification (QvNoteLayer *self, double magnification)
{
  g_return_if_fail (QV_IS_NOTE_LAYER (self));

  if (self->magnification == magnification)
    return;
  self->magnification = magnification;
  queue_update (self);
}
