/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-notes"

/* New notes on their way to the disk: written one after the other, in the order they were said, and kept here
 * until COMMIT has returned. While writing fails nothing is lost and nothing overtakes: the first note is
 * tried again and the others wait behind it.
 */

#include "config.h"

#include "qv-note-queue.h"

#include <glib/gi18n.h>

#define RETRY_SECONDS 5

struct _QvNoteQueue
{
  GObject parent_instance;

  QvId round_table; /* or QV_ID_NONE */

  QvStore *store;
  GListModel *written;
  GListStore *waiting; /* QvNote, oldest first */
  GHashTable *done;    /* ids that are written but not yet in @written */
  GHashTable *backing; /* id of a note that is not written → the QvRecord of the evidence that goes with it */
  char *problem;
  guint retry_source;
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (QvNoteQueue, qv_note_queue, G_TYPE_OBJECT)

enum
{
  PROP_N_WAITING = 1,
  PROP_PROBLEM,
  N_PROPS
};

enum
{
  SAVED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void write_next (QvNoteQueue *self);

static gboolean
is_done (QvNoteQueue *self, QvId id)
{
  return g_hash_table_contains (self->done, &id);
}

/* The oldest note that is not written, or NULL. Those that are written stand before it. */
static QvItem *
ref_next (QvNoteQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (G_LIST_MODEL (self->waiting), i);

      if (!is_done (self, qv_item_get_id (item)))
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
forget (QvNoteQueue *self, QvId id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (G_LIST_MODEL (self->waiting), i);

      if (qv_item_get_id (item) == id)
        {
          g_list_store_remove (self->waiting, i);
          break;
        }
    }
  g_hash_table_remove (self->done, &id);
}

static void
set_problem (QvNoteQueue *self, const char *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);
}

static gboolean
retry_cb (gpointer data)
{
  QvNoteQueue *self = data;

  self->retry_source = 0;
  write_next (self);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  QvNoteQueue *queue;
  QvId id;
} QueuedNote;

static QueuedNote *
queued_note_new (QvNoteQueue *self, QvId id)
{
  QueuedNote *note = g_new (QueuedNote, 1);

  note->queue = g_object_ref (self);
  note->id = id;
  return note;
}

static void
queued_note_free (gpointer data)
{
  QueuedNote *note = data;

  g_object_unref (note->queue);
  g_free (note);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QueuedNote, queued_note_free)

/* For the note that was undone before the live list ever showed it. */
static gboolean
settle_cb (gpointer data)
{
  QueuedNote *note = data;

  forget (note->queue, note->id);
  return G_SOURCE_REMOVE;
}

static void
acknowledge (QvNoteQueue *self, QvId id)
{
  g_hash_table_add (self->done, g_memdup2 (&id, sizeof id));
  g_hash_table_remove (self->backing, &id);
  g_idle_add_full (G_PRIORITY_LOW, settle_cb, queued_note_new (self, id), queued_note_free);
  set_problem (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WAITING]);
  g_signal_emit (self, signals[SAVED], 0, id);
}

/* What the note refers to may have gone meanwhile; its words must not go with it. */
static gboolean
drop_references (QvNoteQueue *self, QvId id)
{
  const guint references[] = { QV_NOTE_AUTHOR, QV_NOTE_STEP, QV_NOTE_TERRITORY };
  g_autoptr (QvItem) item = ref_next (self);
  g_autoptr (QvRecord) record = qv_record_copy (qv_item_get_record (item));
  gboolean changed = FALSE;

  g_assert (record->id == id);
  if (g_hash_table_remove (self->backing, &id))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (!qv_record_is_null (record, references[i]))
      {
        qv_record_take (record, references[i], (QvValue){ .type = QV_VALUE_NULL });
        changed = TRUE;
      }
  if (changed)
    qv_item_update (item, record);
  return changed;
}

static void
write_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (QueuedNote) note = data;
  QvNoteQueue *self = note->queue;
  g_autoptr (GError) error = NULL;

  self->is_writing = FALSE;
  if (qv_store_apply_finish (QV_STORE (source), result, &error))
    {
      acknowledge (self, note->id);
      write_next (self);
    }
  else if (g_error_matches (error, QV_STORE_ERROR, QV_STORE_ERROR_INVALID) &&
           drop_references (self, note->id))
    write_next (self);
  else
    {
      set_problem (self, error->message);
      if (self->retry_source == 0)
        self->retry_source = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
    }
}

static void
write_next (QvNoteQueue *self)
{
  g_autoptr (QvItem) next = NULL;
  g_autoptr (QvRecord) record = NULL;
  const QvRecord *evidence;
  QvEdit *edit;
  QueuedNote *note;

  if (self->is_writing || self->retry_source != 0 || (next = ref_next (self)) == NULL)
    return;

  record = qv_record_copy (qv_item_get_record (next));
  /* Translators: names what can be undone, as in "Undo Add note". */
  edit = qv_edit_new (_ ("Add note"), qv_record_get_int (record, QV_NOTE_SESSION));
  note = queued_note_new (self, record->id);
  evidence = g_hash_table_lookup (self->backing, &record->id);
  qv_edit_insert (edit, g_steal_pointer (&record));
  if (evidence != NULL)
    qv_edit_insert (edit, qv_record_copy (evidence));
  self->is_writing = TRUE;
  qv_store_apply_async (self->store, edit, NULL, write_cb, note);
}

static void
written_changed_cb (GListModel *written, guint position, guint removed, guint added, QvNoteQueue *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->waiting)) == 0)
    return;
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (written, i);
      QvId id = qv_item_get_id (item);

      forget (self, id);
    }
}

static void
qv_note_queue_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvNoteQueue *self = QV_NOTE_QUEUE (object);

  switch (prop_id)
    {
    case PROP_N_WAITING:
      g_value_set_uint (value, qv_note_queue_get_n_waiting (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qv_note_queue_dispose (GObject *object)
{
  QvNoteQueue *self = QV_NOTE_QUEUE (object);

  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->written);
  G_OBJECT_CLASS (qv_note_queue_parent_class)->dispose (object);
}

static void
qv_note_queue_finalize (GObject *object)
{
  QvNoteQueue *self = QV_NOTE_QUEUE (object);

  g_clear_object (&self->waiting);
  g_clear_pointer (&self->done, g_hash_table_unref);
  g_clear_pointer (&self->backing, g_hash_table_unref);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (qv_note_queue_parent_class)->finalize (object);
}

static void
qv_note_queue_class_init (QvNoteQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qv_note_queue_get_property;
  object_class->dispose = qv_note_queue_dispose;
  object_class->finalize = qv_note_queue_finalize;

  props[PROP_N_WAITING] =
      g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SAVED] = g_signal_new ("saved", QV_TYPE_NOTE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
qv_note_queue_init (QvNoteQueue *self)
{
  self->waiting = g_list_store_new (QV_TYPE_NOTE);
  self->done = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->backing =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) qv_record_free);
}

/**
 * qv_note_queue_new:
 * @store: the library
 * @written: the live list of the session's notes
 *
 * Returns: (transfer full): an empty queue
 */
QvNoteQueue *
qv_note_queue_new (QvStore *store, GListModel *written)
{
  QvNoteQueue *self = g_object_new (QV_TYPE_NOTE_QUEUE, NULL);

  self->store = g_object_ref (store);
  self->written = g_object_ref (written);
  /* After those who show both lists in one have heard of the first change. */
  g_signal_connect_object (written, "items-changed", G_CALLBACK (written_changed_cb), self, G_CONNECT_AFTER);
  return self;
}

/**
 * qv_note_queue_set_round_table:
 * @self: a queue
 * @table: the table at which notes are captured from now on, or %QV_ID_NONE
 */
void
qv_note_queue_set_round_table (QvNoteQueue *self, QvId table)
{
  g_return_if_fail (QV_IS_NOTE_QUEUE (self));

  self->round_table = table;
}

/**
 * qv_note_queue_add:
 * @self: a queue
 * @note: (transfer full): a new note
 * @evidence: (transfer full) (nullable): what speaks for or against it
 *
 * Writes @note after all that were added before it, and @evidence in the same edit. "saved" is emitted with
 * the note's id when it is on the disk. Should the indicator have gone meanwhile, the note is written
 * without.
 */
void
qv_note_queue_add (QvNoteQueue *self, QvRecord *note, QvRecord *evidence)
{
  g_autoptr (QvRecord) owned = note;
  g_autoptr (QvItem) item = NULL;

  g_return_if_fail (QV_IS_NOTE_QUEUE (self));
  g_return_if_fail (note->entity == QV_ENTITY_NOTE);

  if (self->round_table != QV_ID_NONE && qv_record_is_null (owned, QV_NOTE_ROUND_TABLE))
    qv_record_set_int (owned, QV_NOTE_ROUND_TABLE, self->round_table);
  if (evidence != NULL)
    g_hash_table_insert (self->backing, g_memdup2 (&owned->id, sizeof owned->id), evidence);
  item = qv_item_new (owned);
  g_list_store_append (self->waiting, item);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WAITING]);
  write_next (self);
}

/**
 * qv_note_queue_retry:
 * @self: a queue
 *
 * Tries at once what would be tried in a few seconds.
 */
void
qv_note_queue_retry (QvNoteQueue *self)
{
  g_return_if_fail (QV_IS_NOTE_QUEUE (self));

  g_clear_handle_id (&self->retry_source, g_source_remove);
  write_next (self);
}

/**
 * qv_note_queue_get_store:
 * @self: a queue
 *
 * Returns: (transfer none): the library that it writes to
 */
QvStore *
qv_note_queue_get_store (QvNoteQueue *self)
{
  g_return_val_if_fail (QV_IS_NOTE_QUEUE (self), NULL);

  return self->store;
}

/**
 * qv_note_queue_get_waiting:
 * @self: a queue
 *
 * Returns: (transfer none): the #QvNote that the live list does not show yet
 */
GListModel *
qv_note_queue_get_waiting (QvNoteQueue *self)
{
  return G_LIST_MODEL (self->waiting);
}

/**
 * qv_note_queue_get_n_waiting:
 * @self: a queue
 *
 * Returns: how many notes are not on the disk
 */
guint
qv_note_queue_get_n_waiting (QvNoteQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));
  guint waiting = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (G_LIST_MODEL (self->waiting), i);

      waiting += !is_done (self, qv_item_get_id (item));
    }
  return waiting;
}

/**
 * qv_note_queue_get_problem:
 * @self: a queue
 *
 * Returns: (nullable): why the last write failed, while it is not mended
 */
const char *
qv_note_queue_get_problem (QvNoteQueue *self)
{
  return self->problem;
}

/**
 * qv_note_queue_is_waiting:
 * @self: a queue
 * @note: a note's id
 *
 * Returns: whether the note is not on the disk yet
 */
gboolean
qv_note_queue_is_waiting (QvNoteQueue *self, QvId note)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (G_LIST_MODEL (self->waiting), i);

      if (qv_item_get_id (item) == note)
        return !is_done (self, note);
    }
  return FALSE;
}
