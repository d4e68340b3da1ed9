/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-table"

#include "config.h"

#include "qv-commitment-list.h"

#include <glib/gi18n.h>

#include "qv-commitments.h"

struct _QvCommitmentList
{
  GObject parent_instance;

  QvStore *store;
  QvId session;
  GListModel *commitments;   /* of all sessions */
  GListModel *sessions;      /* all */
  GListModel *organisations; /* all */
  GHashTable *returned;      /* (element-type QvId) that were open at some time since this was made */
  guint source;
};

G_DEFINE_FINAL_TYPE (QvCommitmentList, qv_commitment_list, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GPtrArray *
list_records (GListModel *items)
{
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (records, (gpointer) qv_item_get_record (item));
    }
  return records;
}

static const QvRecord *
find (GListModel *items, QvId id)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (items, i);

      if (qv_item_get_id (item) == id)
        return qv_item_get_record (item);
    }
  return NULL;
}

static GPtrArray *
pick_returning (QvCommitmentList *self)
{
  g_autoptr (GPtrArray) commitments = list_records (self->commitments);
  g_autoptr (GPtrArray) sessions = list_records (self->sessions);

  return qv_commitments_pick_returning (commitments, sessions, self->session);
}

static gboolean
changed_cb (gpointer data)
{
  QvCommitmentList *self = data;
  g_autoptr (GPtrArray) returning = pick_returning (self);

  self->source = 0;
  for (guint i = 0; i < returning->len; i++)
    {
      const QvRecord *record = returning->pdata[i];

      g_hash_table_add (self->returned, g_memdup2 (&record->id, sizeof record->id));
    }
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_change (QvCommitmentList *self)
{
  if (self->source == 0)
    self->source = g_idle_add (changed_cb, self);
}

/* The live lists hear of it in the same turn, perhaps after this. */
static void
store_changed_cb (QvStore *store, GArray *rows, QvCommitmentList *self)
{
  for (guint i = 0; i < rows->len; i++)
    {
      QvEntity entity = g_array_index (rows, QvRowChange, i).entity;

      if (entity == QV_ENTITY_COMMITMENT || entity == QV_ENTITY_SESSION || entity == QV_ENTITY_NOTE)
        queue_change (self);
    }
}

static void
qv_commitment_list_dispose (GObject *object)
{
  QvCommitmentList *self = QV_COMMITMENT_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->commitments);
  g_clear_object (&self->sessions);
  g_clear_object (&self->organisations);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (qv_commitment_list_parent_class)->dispose (object);
}

static void
qv_commitment_list_finalize (GObject *object)
{
  g_hash_table_unref (QV_COMMITMENT_LIST (object)->returned);
  G_OBJECT_CLASS (qv_commitment_list_parent_class)->finalize (object);
}

static void
qv_commitment_list_class_init (QvCommitmentListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qv_commitment_list_dispose;
  object_class->finalize = qv_commitment_list_finalize;
  signals[CHANGED] = g_signal_new ("changed", QV_TYPE_COMMITMENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
qv_commitment_list_init (QvCommitmentList *self)
{
  self->returned = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * qv_commitment_list_new:
 * @store: the library
 * @session: a session
 *
 * Returns: (transfer full): what concerns it; empty until the library was read
 */
QvCommitmentList *
qv_commitment_list_new (QvStore *store, QvId session)
{
  QvCommitmentList *self = g_object_new (QV_TYPE_COMMITMENT_LIST, NULL);

  self->store = g_object_ref (store);
  self->session = session;
  self->commitments = qv_store_watch (store, QV_ENTITY_COMMITMENT, QV_STORE_ALL, QV_ID_NONE);
  self->sessions = qv_store_watch (store, QV_ENTITY_SESSION, QV_STORE_ALL, QV_ID_NONE);
  self->organisations = qv_store_watch (store, QV_ENTITY_ORGANISATION, QV_STORE_ALL, QV_ID_NONE);
  g_signal_connect_object (self->commitments, "items-changed", G_CALLBACK (queue_change), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sessions, "items-changed", G_CALLBACK (queue_change), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  return self;
}

QvStore *
qv_commitment_list_get_store (QvCommitmentList *self)
{
  g_return_val_if_fail (QV_IS_COMMITMENT_LIST (self), NULL);

  return self->store;
}

QvId
qv_commitment_list_get_session (QvCommitmentList *self)
{
  g_return_val_if_fail (QV_IS_COMMITMENT_LIST (self), QV_ID_NONE);

  return self->session;
}

static int
compare_own (gconstpointer a, gconstpointer b)
{
  return qv_commitment_compare (*(const QvRecord *const *) a, *(const QvRecord *const *) b);
}

/* Those that were ticked here stay in sight, to be taken back. */
static void
add_returned (QvCommitmentList *self, GPtrArray *all)
{
  g_autoptr (GPtrArray) returning = pick_returning (self);

  g_ptr_array_extend (all, returning, NULL, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (self->commitments); i++)
    {
      g_autoptr (QvItem) item = g_list_model_get_item (self->commitments, i);
      QvRecord *record = (QvRecord *) qv_item_get_record (item);

      if (g_hash_table_contains (self->returned, &record->id) && !g_ptr_array_find (all, record, NULL))
        g_ptr_array_add (all, record);
    }
}

/**
 * qv_commitment_list_get_all:
 * @self: a list
 *
 * Returns: (transfer container) (element-type QvRecord): the session's own commitments in their order, then
 * those that returned
 */
GPtrArray *
qv_commitment_list_get_all (QvCommitmentList *self)
{
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *all = g_ptr_array_new ();

  g_return_val_if_fail (QV_IS_COMMITMENT_LIST (self), all);

  records = list_records (self->commitments);
  for (guint i = 0; i < records->len; i++)
    if (qv_record_get_int (records->pdata[i], QV_COMMITMENT_SESSION) == self->session)
      g_ptr_array_add (all, records->pdata[i]);
  g_ptr_array_sort (all, compare_own);
  add_returned (self, all);
  return all;
}

/**
 * qv_commitment_list_find:
 * @self: a list
 * @commitment: an id
 *
 * Returns: (transfer none) (nullable): the commitment, until the library changes
 */
const QvRecord *
qv_commitment_list_find (QvCommitmentList *self, QvId commitment)
{
  g_return_val_if_fail (QV_IS_COMMITMENT_LIST (self), NULL);

  return find (self->commitments, commitment);
}

const QvRecord *
qv_commitment_list_find_session (QvCommitmentList *self, QvId session)
{
  g_return_val_if_fail (QV_IS_COMMITMENT_LIST (self), NULL);

  return find (self->sessions, session);
}

/**
 * qv_commitment_list_get_organisations:
 * @self: a list
 *
 * Returns: (transfer container) (element-type QvRecord): the organisations that the library knows
 */
GPtrArray *
qv_commitment_list_get_organisations (QvCommitmentList *self)
{
  g_return_val_if_fail (QV_IS_COMMITMENT_LIST (self), NULL);

  return list_records (self->organisations);
}

/**
 * qv_commitment_list_describe_returning:
 * @self: a list
 *
 * Returns: (transfer full) (nullable): a localised sentence for the opening: "3 commitments of 12 May 2026
 * are open"; %NULL where none returns
 */
char *
qv_commitment_list_describe_returning (QvCommitmentList *self)
{
  g_autoptr (GPtrArray) returning = NULL;
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;
  QvId first;

  g_return_val_if_fail (QV_IS_COMMITMENT_LIST (self), NULL);

  returning = pick_returning (self);
  if (returning->len == 0)
    return NULL;
  first = qv_record_get_int (returning->pdata[0], QV_COMMITMENT_SESSION);
  for (guint i = 1; i < returning->len; i++)
    if (qv_record_get_int (returning->pdata[i], QV_COMMITMENT_SESSION) != first)
      return g_strdup_printf (ngettext ("%u commitment of earlier sessions is open",
                                        "%u commitments of earlier sessions are open", returning->len),
                              returning->len);
  time = qv_session_get_day (find (self->sessions, first));
  day = qv_due_format (time);
  /* Translators: %s is the day of an earlier session: 12 May 2026 */
  return g_strdup_printf (ngettext ("%u commitment of %s is open", "%u commitments of %s are open",
                                    returning->len),
                          returning->len, day);
}
