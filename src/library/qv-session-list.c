/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-session-list.h"

#include <glib/gi18n.h>

struct _QvSessionList
{
  GObject parent_instance;

  QvStore *store;
  GListModel *sessions;
  GListModel *deleted;
  GPtrArray *entries;
  QvSessionFilter filter;
  char *collection;
  char **words;
  QvSessionOrder order;
  gint64 now;
  gboolean is_loaded;
  GArray *states; /* (element-type QvSessionState) of the sessions, in their order */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QvSessionList,
                               qv_session_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
fold (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);
  GString *plain = g_string_new (NULL);
  g_autofree char *result = NULL;

  /* Without the marks, so that "mobilite" finds "Mobilité". */
  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  result = g_string_free (plain, FALSE);
  return g_utf8_casefold (result, -1);
}

static gboolean
is_found (QvSessionList *self, QvSession *session)
{
  const guint fields[] = { QV_SESSION_TITLE, QV_SESSION_PLACE, QV_SESSION_TABLE, QV_SESSION_QUESTION,
                           QV_SESSION_COLLECTION };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *folded = NULL;

  if (self->words == NULL || self->words[0] == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = qv_item_get_text (QV_ITEM (session), fields[i]);

      if (text != NULL)
        g_string_append_printf (all, "%s\n", text);
    }
  folded = fold (all->str);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
passes (QvSession *session, QvSessionState state, QvSessionFilter filter, const char *collection)
{
  switch (filter)
    {
    case QV_SESSION_FILTER_RUNNING:
      return state == QV_SESSION_STATE_RUNNING;
    case QV_SESSION_FILTER_UPCOMING:
      return state == QV_SESSION_STATE_UPCOMING || state == QV_SESSION_STATE_DRAFT;
    case QV_SESSION_FILTER_PAST:
      return state == QV_SESSION_STATE_PAST;
    case QV_SESSION_FILTER_COLLECTION:
      return g_strcmp0 (qv_item_get_text (QV_ITEM (session), QV_SESSION_COLLECTION), collection) == 0;
    case QV_SESSION_FILTER_ALL:
    case QV_SESSION_FILTER_WASTEBASKET:
    default:
      return TRUE;
    }
}

static int
compare_texts (QvSession *a, QvSession *b, guint field)
{
  const char *x = qv_item_get_text (QV_ITEM (a), field);
  const char *y = qv_item_get_text (QV_ITEM (b), field);

  if (x == NULL || y == NULL)
    return (x == NULL) - (y == NULL);
  return g_utf8_collate (x, y);
}

static int
compare_entries_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  QvSessionList *self = user_data;
  QvSessionEntry *x = *(QvSessionEntry *const *) a;
  QvSessionEntry *y = *(QvSessionEntry *const *) b;
  QvSession *first = qv_session_entry_get_session (x);
  QvSession *second = qv_session_entry_get_session (y);
  int result = 0;

  if (self->order == QV_SESSION_ORDER_PLACE)
    result = compare_texts (first, second, QV_SESSION_PLACE);
  if (self->order == QV_SESSION_ORDER_TITLE)
    result = compare_texts (first, second, QV_SESSION_TITLE);
  if (result == 0)
    {
      gint64 s = qv_session_entry_get_time (x);
      gint64 t = qv_session_entry_get_time (y);
      gboolean is_past = qv_session_entry_get_state (x) == QV_SESSION_STATE_PAST;

      result = is_past ? (s < t) - (s > t) : (s > t) - (s < t);
    }
  if (result == 0)
    result = compare_texts (first, second, QV_SESSION_TITLE);
  return result != 0 ? result
                     : (qv_item_get_id (QV_ITEM (first)) > qv_item_get_id (QV_ITEM (second)) ? 1 : -1);
}

static void
add_group (QvSessionList *self, GPtrArray *into, GPtrArray *group, const char *title)
{
  if (group->len == 0)
    return;
  g_ptr_array_sort_with_data (group, compare_entries_cb, self);
  if (title != NULL)
    g_ptr_array_add (into, qv_session_entry_new_heading (title));
  for (guint i = 0; i < group->len; i++)
    g_ptr_array_add (into, g_object_ref (group->pdata[i]));
}

static QvSessionState
get_state (QvSessionList *self, guint position)
{
  return g_array_index (self->states, QvSessionState, position);
}

static void
find_states (QvSessionList *self)
{
  guint n = g_list_model_get_n_items (self->sessions);

  g_array_set_size (self->states, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QvSession) session = g_list_model_get_item (self->sessions, i);

      g_array_index (self->states, QvSessionState, i) = qv_session_get_state (session, self->now);
    }
}

static GPtrArray *
collect (QvSessionList *self)
{
  gboolean is_waste = self->filter == QV_SESSION_FILTER_WASTEBASKET;
  GListModel *model = is_waste ? self->deleted : self->sessions;
  g_autoptr (GPtrArray) running = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) upcoming = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) past = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (QvSession) session = g_list_model_get_item (model, i);
      QvSessionState state = is_waste ? qv_session_get_state (session, self->now) : get_state (self, i);
      gboolean is_card = state == QV_SESSION_STATE_RUNNING && !is_waste;
      GPtrArray *group = is_card ? running : state == QV_SESSION_STATE_PAST ? past : upcoming;

      if (passes (session, state, self->filter, self->collection) && is_found (self, session))
        g_ptr_array_add (is_waste ? past : group,
                         qv_session_entry_new (is_card ? QV_ENTRY_CARD : QV_ENTRY_SESSION, session, state));
    }
  add_group (self, entries, running, NULL);
  add_group (self, entries, upcoming, _ ("Upcoming"));
  add_group (self, entries, past, is_waste ? _ ("Wastebasket") : _ ("Past"));
  return entries;
}

static void
mark_edges (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      guint edge = QV_ENTRY_EDGE_NONE;

      if (qv_session_entry_get_kind (entries->pdata[i]) != QV_ENTRY_SESSION)
        continue;
      if (i == 0 || qv_session_entry_get_kind (entries->pdata[i - 1]) != QV_ENTRY_SESSION)
        edge |= QV_ENTRY_EDGE_FIRST;
      if (i + 1 == entries->len || qv_session_entry_get_kind (entries->pdata[i + 1]) != QV_ENTRY_SESSION)
        edge |= QV_ENTRY_EDGE_LAST;
      qv_session_entry_set_edge (entries->pdata[i], edge);
    }
}

/* Entries that stay are kept, with what has been counted for them; only the stretch that differs is told. */
static void
update (QvSessionList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->entries);
  g_autoptr (GPtrArray) new = NULL;
  guint n_head = 0;
  guint n_tail = 0;

  find_states (self);
  new = collect (self);
  while (n_head < old->len &&
         n_head < new->len &&qv_session_entry_equal (old->pdata[n_head], new->pdata[n_head]))
    n_head++;
  while (n_head + n_tail < old->len &&
         n_head + n_tail < new->len &&qv_session_entry_equal (old->pdata[old->len - 1 - n_tail],
                                                              new->pdata[new->len - 1 - n_tail]))
    n_tail++;
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < new->len; i++)
    {
      gboolean is_tail = i >= new->len - n_tail;
      gpointer entry = i < n_head ? old->pdata[i]
                       : is_tail  ? old->pdata[old->len - new->len + i]
                                  : new->pdata[i];

      g_ptr_array_add (self->entries, g_object_ref (entry));
    }
  mark_edges (self->entries);
  if (n_head + n_tail < old->len || n_head + n_tail < new->len)
    g_list_model_items_changed (G_LIST_MODEL (self), n_head, old->len - n_head - n_tail,
                                new->len - n_head - n_tail);
  g_signal_emit (self, signals[COUNTED], 0);
}

static void
sessions_changed_cb (QvSessionList *self)
{
  self->is_loaded = TRUE;
  update (self);
}

static void
loaded_cb (QvSessionList *self)
{
  if (self->is_loaded)
    return;
  self->is_loaded = TRUE;
  g_signal_emit (self, signals[COUNTED], 0);
}

static void
reload_counts (QvSessionList *self, QvId session)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      QvSession *item = qv_session_entry_get_session (self->entries->pdata[i]);

      if (item != NULL && qv_item_get_id (QV_ITEM (item)) == session &&
          qv_session_entry_get_counts (self->entries->pdata[i]) != NULL)
        qv_session_entry_reload_counts (self->entries->pdata[i], self->store);
    }
}

static void
store_changed_cb (QvSessionList *self, GArray *rows)
{
  QvId last = QV_ID_NONE;
  gboolean is_session_changed = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const QvRowChange *row = &g_array_index (rows, QvRowChange, i);

      is_session_changed |= row->entity == QV_ENTITY_SESSION;
      if (row->session != QV_ID_NONE && row->session != last)
        reload_counts (self, last = row->session);
    }
  if (is_session_changed)
    update (self);
}

static GType
get_item_type (GListModel *model)
{
  return QV_TYPE_SESSION_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return QV_SESSION_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  QvSessionList *self = QV_SESSION_LIST (model);

  return position < self->entries->len ? g_object_ref (self->entries->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
qv_session_list_finalize (GObject *object)
{
  QvSessionList *self = QV_SESSION_LIST (object);

  g_clear_object (&self->store);
  g_clear_object (&self->sessions);
  g_clear_object (&self->deleted);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->states, g_array_unref);
  g_clear_pointer (&self->collection, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (qv_session_list_parent_class)->finalize (object);
}

static void
qv_session_list_class_init (QvSessionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_session_list_finalize;
  signals[COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
qv_session_list_init (QvSessionList *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->states = g_array_new (FALSE, TRUE, sizeof (QvSessionState));
  self->now = g_get_real_time ();
}

/**
 * qv_session_list_new_for_models:
 * @sessions: (transfer full): a list of #QvSession
 * @deleted: (transfer full) (nullable): those in the wastebasket
 *
 * Returns: (transfer full): the list
 */
QvSessionList *
qv_session_list_new_for_models (GListModel *sessions, GListModel *deleted)
{
  QvSessionList *self = g_object_new (QV_TYPE_SESSION_LIST, NULL);

  self->sessions = sessions;
  self->deleted = deleted;
  self->is_loaded = TRUE;
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (sessions_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (deleted != NULL)
    g_signal_connect_object (deleted, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * qv_session_list_new:
 * @store: the library
 *
 * Returns: (transfer full): the list of its sessions
 */
QvSessionList *
qv_session_list_new (QvStore *store)
{
  QvSessionList *self =
      qv_session_list_new_for_models (qv_store_watch (store, QV_ENTITY_SESSION, QV_STORE_ALL, 0),
                                      qv_store_watch (store, QV_ENTITY_SESSION, QV_SESSION_DELETED, 1));

  self->store = g_object_ref (store);
  self->is_loaded = FALSE;
  g_signal_connect_object (self->sessions, "notify::loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

/**
 * qv_session_list_is_loaded:
 * @self: the list
 *
 * Returns: whether the sessions have been read, so that an empty list means that there are none; "counted" is
 * emitted when they are
 */
gboolean
qv_session_list_is_loaded (QvSessionList *self)
{
  g_return_val_if_fail (QV_IS_SESSION_LIST (self), FALSE);

  return self->is_loaded;
}

/**
 * qv_session_list_set_filter:
 * @self: the list
 * @filter: which sessions
 * @collection: (nullable): of which collection, for %QV_SESSION_FILTER_COLLECTION
 */
void
qv_session_list_set_filter (QvSessionList *self, QvSessionFilter filter, const char *collection)
{
  g_return_if_fail (QV_IS_SESSION_LIST (self));

  if (self->filter == filter && g_strcmp0 (self->collection, collection) == 0)
    return;
  self->filter = filter;
  g_free (self->collection);
  self->collection = g_strdup (collection);
  update (self);
}

/**
 * qv_session_list_set_search:
 * @self: the list
 * @words: (nullable): words that all have to be in title, place, table, question or collection
 */
void
qv_session_list_set_search (QvSessionList *self, const char *words)
{
  g_autofree char *folded = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;

  g_return_if_fail (QV_IS_SESSION_LIST (self));

  folded = fold (words);
  parts = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (kept, g_strdup (parts[i]));
  g_ptr_array_add (kept, NULL);
  g_strfreev (self->words);
  self->words = (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
  update (self);
}

void
qv_session_list_set_order (QvSessionList *self, QvSessionOrder order)
{
  g_return_if_fail (QV_IS_SESSION_LIST (self));

  if (self->order == order)
    return;
  self->order = order;
  update (self);
}

/**
 * qv_session_list_refresh:
 * @self: the list
 * @now: microseconds since 1970 UTC
 *
 * Moves sessions whose time has come to the group where they belong.
 */
void
qv_session_list_refresh (QvSessionList *self, gint64 now)
{
  g_return_if_fail (QV_IS_SESSION_LIST (self));

  self->now = now;
  update (self);
}

/**
 * qv_session_list_count:
 * @self: the list
 * @filter: which sessions
 * @collection: (nullable): of which collection
 *
 * Returns: how many there are, whatever is being searched
 */
guint
qv_session_list_count (QvSessionList *self, QvSessionFilter filter, const char *collection)
{
  guint n = 0;

  g_return_val_if_fail (QV_IS_SESSION_LIST (self), 0);

  if (filter == QV_SESSION_FILTER_WASTEBASKET)
    return self->deleted != NULL ? g_list_model_get_n_items (self->deleted) : 0;
  for (guint i = 0; i < self->states->len; i++)
    {
      g_autoptr (QvSession) session = g_list_model_get_item (self->sessions, i);

      n += session != NULL && passes (session, get_state (self, i), filter, collection) ? 1 : 0;
    }
  return n;
}

static int
collate_cb (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * qv_session_list_get_collections:
 * @self: the list
 *
 * Returns: (transfer full): the collections that sessions belong to, in the order of the alphabet
 */
char **
qv_session_list_get_collections (QvSessionList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();

  g_return_val_if_fail (QV_IS_SESSION_LIST (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->sessions); i++)
    {
      g_autoptr (QvItem) session = g_list_model_get_item (self->sessions, i);
      const char *name = qv_item_get_text (session, QV_SESSION_COLLECTION);

      /* The set borrows the name from the item, which the model keeps for as long as this takes. */
      if (name != NULL && *name != '\0' && g_hash_table_add (seen, (gpointer) name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, collate_cb);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * qv_session_list_find:
 * @self: the list
 * @id: a session
 *
 * Returns: (transfer full) (nullable): the session, if it is there and not in the wastebasket
 */
QvSession *
qv_session_list_find (QvSessionList *self, QvId id)
{
  g_return_val_if_fail (QV_IS_SESSION_LIST (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->sessions); i++)
    {
      g_autoptr (QvSession) session = g_list_model_get_item (self->sessions, i);

      if (qv_item_get_id (QV_ITEM (session)) == id)
        return g_steal_pointer (&session);
    }
  return NULL;
}
