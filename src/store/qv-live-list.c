/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model of the rows of one entity that follows the journal: filled by a thread, then kept up to date
 * by re-reading the rows that "changed" names. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-live-list.h"

#include "qv-store-private.h"

/* So many rows are read at once without being felt; more are read again by a thread. */
#define MAX_ROWS_AT_ONCE 1000

struct _QvLiveList
{
  GObject parent_instance;

  QvStore *store;
  QvEntity entity;
  guint field;
  QvId value;
  int position_field; /* what orders the items before their ids, or -1 */

  GSequence *items;  /* (element-type QvItem) */
  GHashTable *iters; /* id → GSequenceIter; keys are in the items' records */
  GCancellable *loading;
  gboolean is_loaded;
};

static void qv_live_list_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QvLiveList,
                               qv_live_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, qv_live_list_init_model))

enum
{
  PROP_LOADED = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* What a thread brings back. */
typedef struct
{
  GSequence *items;
  GHashTable *iters;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->iters, g_hash_table_unref);
  g_clear_pointer (&load->items, g_sequence_free);
  g_free (load);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  int position_field = GPOINTER_TO_INT (data);
  const QvRecord *x = qv_item_get_record ((QvItem *) a);
  const QvRecord *y = qv_item_get_record ((QvItem *) b);

  if (position_field >= 0)
    {
      gint64 p = qv_record_get_int (x, (guint) position_field);
      gint64 q = qv_record_get_int (y, (guint) position_field);

      if (p != q)
        return p < q ? -1 : 1;
    }
  return (x->id > y->id) - (x->id < y->id);
}

static void
remember (GHashTable *iters, GSequenceIter *iter)
{
  const QvRecord *record = qv_item_get_record (g_sequence_get (iter));
  gint64 *key = g_new (gint64, 1);

  *key = record->id;
  g_hash_table_insert (iters, key, iter);
}

static gboolean
matches (QvLiveList *self, const QvRecord *record)
{
  return !qv_record_is_deleted (record) &&
         (self->field == QV_STORE_ALL || qv_record_get_int (record, self->field) == self->value);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  QvLiveList *self = source;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = qv_store_list (self->store, self->entity, self->field, self->value, &error);
  Load *load;

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  load = g_new0 (Load, 1);
  load->items = g_sequence_new (g_object_unref);
  load->iters = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < records->len; i++)
    remember (load->iters, g_sequence_append (load->items, qv_item_new (g_ptr_array_index (records, i))));
  g_task_return_pointer (task, load, free_load);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvLiveList *self = QV_LIVE_LIST (source);
  g_autoptr (GError) error = NULL;
  Load *load = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean was_loaded;
  guint n_old, n_new;

  if (load == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !_qv_store_is_closed (self->store))
        g_warning ("a list could not be read: %s", error->message);
      return;
    }

  g_clear_object (&self->loading);
  n_old = (guint) g_sequence_get_length (self->items);
  n_new = (guint) g_sequence_get_length (load->items);
  {
    g_autoptr (GSequence) old_items = self->items;
    g_autoptr (GHashTable) old_iters = self->iters;

    self->items = g_steal_pointer (&load->items);
    self->iters = g_steal_pointer (&load->iters);
    was_loaded = self->is_loaded;
    self->is_loaded = TRUE;
    if (n_old > 0 || n_new > 0)
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, n_new);
  }
  free_load (load);
  if (!was_loaded)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

/* Reads all rows in a thread. A read that was under way, and may have begun before the latest commit, is
 * dropped. */
static void
load (QvLiveList *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, load_cb, NULL);
  g_task_set_source_tag (task, load);
  g_task_run_in_thread (task, load_in_thread);
}

/* Puts new items, sorted, into their places; each run of neighbours is told once. */
static void
insert_items (QvLiveList *self, GPtrArray *added)
{
  gpointer order = GINT_TO_POINTER (self->position_field);

  for (guint i = 0; i < added->len;)
    {
      QvItem *first = g_ptr_array_index (added, i);
      GSequenceIter *next = g_sequence_search (self->items, first, compare_items, order);
      guint at = (guint) g_sequence_iter_get_position (next);
      guint n = 0;

      for (; i < added->len; i++, n++)
        {
          QvItem *item = g_ptr_array_index (added, i);

          if (!g_sequence_iter_is_end (next) && compare_items (item, g_sequence_get (next), order) > 0)
            break;
          remember (self->iters, g_sequence_insert_before (next, g_object_ref (item)));
        }
      g_list_model_items_changed (G_LIST_MODEL (self), at, 0, n);
    }
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return g_sequence_iter_compare (*(GSequenceIter *const *) a, *(GSequenceIter *const *) b);
}

static void
remove_items (QvLiveList *self, GPtrArray *removed)
{
  g_ptr_array_sort (removed, compare_positions);
  for (guint i = removed->len; i > 0;)
    {
      GSequenceIter *last = g_ptr_array_index (removed, i - 1);
      GSequenceIter *first = last;
      guint n = 1;

      for (i--; i > 0 && g_ptr_array_index (removed, i - 1) == g_sequence_iter_prev (first); i--, n++)
        first = g_ptr_array_index (removed, i - 1);
      for (GSequenceIter *iter = first;; iter = g_sequence_iter_next (iter))
        {
          QvId id = qv_item_get_id (g_sequence_get (iter));

          g_hash_table_remove (self->iters, &id);
          if (iter == last)
            break;
        }
      {
        guint at = (guint) g_sequence_iter_get_position (first);

        g_sequence_remove_range (first, g_sequence_iter_next (last));
        g_list_model_items_changed (G_LIST_MODEL (self), at, n, 0);
      }
    }
}

/* Whether @item would leave its place when it becomes @record. */
static gboolean
moves (QvLiveList *self, QvItem *item, const QvRecord *record)
{
  return self->position_field >= 0 && qv_item_get_int (item, (guint) self->position_field) !=
                                          qv_record_get_int (record, (guint) self->position_field);
}

static void
sort_row (QvLiveList *self, QvId id, GPtrArray *removed, GPtrArray *added)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QvRecord) record = qv_store_get_record (self->store, self->entity, id, &error);
  GSequenceIter *iter = g_hash_table_lookup (self->iters, &id);
  gboolean is_member = record != NULL && matches (self, record);

  if (record == NULL && !g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND))
    return;
  if (iter != NULL && is_member && !moves (self, g_sequence_get (iter), record))
    qv_item_update (g_sequence_get (iter), record);
  else if (iter != NULL && is_member)
    {
      QvItem *item = g_object_ref (g_sequence_get (iter));

      g_ptr_array_add (removed, iter);
      g_object_set_data_full (G_OBJECT (item), "qv-next-record", g_steal_pointer (&record),
                              (GDestroyNotify) qv_record_free);
      g_ptr_array_add (added, item);
    }
  else if (iter != NULL)
    g_ptr_array_add (removed, iter);
  else if (is_member)
    g_ptr_array_add (added, qv_item_new (record));
}

static int
compare_added (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_items (*(gconstpointer *) a, *(gconstpointer *) b, data);
}

static void
store_changed_cb (QvLiveList *self, GArray *rows, QvStore *store)
{
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) added = NULL;
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += g_array_index (rows, QvRowChange, i).entity == self->entity;
  if (n == 0)
    return;
  /* Rows that are deleted cannot be got one by one. */
  if (self->loading != NULL || n > MAX_ROWS_AT_ONCE ||
      self->field == qv_entity_get_info (self->entity)->n_fields - 1)
    {
      load (self);
      return;
    }

  removed = g_ptr_array_new ();
  added = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      QvRowChange *row = &g_array_index (rows, QvRowChange, i);

      if (row->entity == self->entity)
        sort_row (self, row->id, removed, added);
    }
  remove_items (self, removed);
  for (guint i = 0; i < added->len; i++)
    {
      GObject *item = g_ptr_array_index (added, i);
      g_autoptr (QvRecord) record = g_object_steal_data (item, "qv-next-record");

      if (record != NULL)
        qv_item_update (QV_ITEM (item), record);
    }
  g_ptr_array_sort_with_data (added, compare_added, GINT_TO_POINTER (self->position_field));
  insert_items (self, added);
}

static GType
qv_live_list_get_item_type (GListModel *model)
{
  return QV_TYPE_ITEM;
}

static guint
qv_live_list_get_n_items (GListModel *model)
{
  return (guint) g_sequence_get_length (QV_LIVE_LIST (model)->items);
}

static gpointer
qv_live_list_get_item (GListModel *model, guint position)
{
  GSequenceIter *iter = g_sequence_get_iter_at_pos (QV_LIVE_LIST (model)->items, (int) position);

  return g_sequence_iter_is_end (iter) ? NULL : g_object_ref (g_sequence_get (iter));
}

static void
qv_live_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADED)
    g_value_set_boolean (value, QV_LIVE_LIST (object)->is_loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qv_live_list_dispose (GObject *object)
{
  QvLiveList *self = QV_LIVE_LIST (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_live_list_parent_class)->dispose (object);
}

static void
qv_live_list_finalize (GObject *object)
{
  QvLiveList *self = QV_LIVE_LIST (object);

  g_hash_table_unref (self->iters);
  g_sequence_free (self->items);
  G_OBJECT_CLASS (qv_live_list_parent_class)->finalize (object);
}

static void
qv_live_list_class_init (QvLiveListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qv_live_list_get_property;
  object_class->dispose = qv_live_list_dispose;
  object_class->finalize = qv_live_list_finalize;
  props[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qv_live_list_init (QvLiveList *self)
{
  self->items = g_sequence_new (g_object_unref);
  self->iters = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
qv_live_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = qv_live_list_get_item_type;
  iface->get_n_items = qv_live_list_get_n_items;
  iface->get_item = qv_live_list_get_item;
}

/**
 * qv_store_watch:
 * @self: the library
 * @entity: one that has an item type, see #QvItem
 * @field: index of a field that holds a reference or a whole number, or %QV_STORE_ALL; "deleted" with the
 * value 1 asks for the deleted rows
 * @value: what the field must hold; %QV_ID_NONE: nothing
 *
 * A live list of the rows that are not deleted, by position where they have one, else by id. It is empty at
 * first: a thread reads the rows, and then "items-changed" comes once, and the boolean property "loaded" is
 * notified, also where there are none. Afterwards rows come, change and go in place, one by one or in runs;
 * an item stays the same object while it is in the list. Call it in the thread that opened the library.
 *
 * Returns: (transfer full): a #GListModel of #QvItem
 */
GListModel *
qv_store_watch (QvStore *self, QvEntity entity, guint field, QvId value)
{
  QvLiveList *list;

  g_return_val_if_fail (QV_IS_STORE (self), NULL);
  g_return_val_if_fail (field == QV_STORE_ALL || field < qv_entity_get_info (entity)->n_fields, NULL);

  list = g_object_new (QV_TYPE_LIVE_LIST, NULL);
  list->store = g_object_ref (self);
  list->entity = entity;
  list->field = field;
  list->value = value;
  list->position_field = qv_entity_find_field (entity, "position");
  g_signal_connect_object (self, "changed", G_CALLBACK (store_changed_cb), list, G_CONNECT_SWAPPED);
  load (list);

  return G_LIST_MODEL (list);
}
