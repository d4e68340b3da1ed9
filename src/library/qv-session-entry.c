/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-library"

#include "config.h"

#include "qv-session-entry.h"

#include <stdio.h>

#define DEFAULT_MINUTES 180
/* A session that nobody ended is over after a day. */
#define FORGOTTEN_AFTER (24 * G_TIME_SPAN_HOUR)
/* Whoever travels with the computer is followed after so long. */
#define ZONE_HOLDS G_TIME_SPAN_MINUTE

struct _QvSessionEntry
{
  GObject parent_instance;

  QvEntryKind kind;
  char *title;
  QvSession *session;
  QvSessionState state;
  gint64 time;
  guint edge;
  gboolean is_loading;
  gboolean is_loaded;
  QvSessionCounts counts;
};

G_DEFINE_FINAL_TYPE (QvSessionEntry, qv_session_entry, G_TYPE_OBJECT)

enum
{
  PROP_COUNTS_LOADED = 1,
  PROP_EDGE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* GLib reads the file of the local zone anew each time that it is asked for, and a list asks for each
 * session. */
static GTimeZone *
get_zone (void)
{
  static GTimeZone *zone = NULL;
  static gint64 asked = 0;
  gint64 now = g_get_monotonic_time ();

  if (zone == NULL || now - asked > ZONE_HOLDS)
    {
      g_clear_pointer (&zone, g_time_zone_unref);
      zone = g_time_zone_new_local ();
      asked = now;
    }
  return zone;
}

/**
 * qv_session_get_planned:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): when it is planned to start, in local time, or %NULL for a draft
 */
GDateTime *
qv_session_get_planned (QvSession *session)
{
  const char *text = qv_item_get_text (QV_ITEM (session), QV_SESSION_STARTS);
  int year = 0, month = 0, day = 0, hour = 0, minute = 0;

  if (text == NULL || sscanf (text, "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute) < 3)
    return NULL;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return NULL;
  return g_date_time_new (get_zone (), year, month, day, CLAMP (hour, 0, 23), CLAMP (minute, 0, 59), 0);
}

/**
 * qv_session_get_state:
 * @session: a session
 * @now: microseconds since 1970 UTC
 *
 * Returns: where it stands between plan and past
 */
QvSessionState
qv_session_get_state (QvSession *session, gint64 now)
{
  QvItem *item = QV_ITEM (session);
  gint64 started = qv_item_get_int (item, QV_SESSION_STARTED);
  gint64 minutes = qv_item_get_int (item, QV_SESSION_MINUTES);
  g_autoptr (GDateTime) planned = NULL;
  gint64 start;
  gint64 end;

  if (qv_item_get_int (item, QV_SESSION_ENDED) > 0)
    return QV_SESSION_STATE_PAST;
  if (started > 0)
    return now - started < FORGOTTEN_AFTER ? QV_SESSION_STATE_RUNNING : QV_SESSION_STATE_PAST;
  planned = qv_session_get_planned (session);
  if (planned == NULL)
    return QV_SESSION_STATE_DRAFT;
  start = g_date_time_to_unix (planned) * G_USEC_PER_SEC;
  end = start + CLAMP (minutes > 0 ? minutes : DEFAULT_MINUTES, 1, 100000) * G_TIME_SPAN_MINUTE;
  if (now < start)
    return QV_SESSION_STATE_UPCOMING;
  return now < end ? QV_SESSION_STATE_RUNNING : QV_SESSION_STATE_PAST;
}

static void
read_counts (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  QvSessionEntry *self = source;
  QvStore *store = task_data;
  QvId id = qv_item_get_id (QV_ITEM (self->session));
  g_autofree QvSessionCounts *counts = g_new0 (QvSessionCounts, 1);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) participants = NULL;
  g_autoptr (GError) error = NULL;

  if (!qv_store_count_notes (store, id, counts->notes, &error) ||
      (steps = qv_store_list (store, QV_ENTITY_STEP, QV_STEP_SESSION, id, &error)) == NULL ||
      (participants = qv_store_list (store, QV_ENTITY_PARTICIPANT, QV_PARTICIPANT_SESSION, id, &error)) ==
          NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  counts->n_steps = steps->len;
  for (guint i = 0; i < participants->len; i++)
    {
      QvHelix helix;

      if (qv_helix_from_word (qv_record_get_text (participants->pdata[i], QV_PARTICIPANT_HELIX), &helix))
        counts->participants[helix]++;
    }
  g_task_return_pointer (task, g_steal_pointer (&counts), g_free);
}

static void
counts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  QvSessionEntry *self = QV_SESSION_ENTRY (source);
  g_autofree QvSessionCounts *counts = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_loading = FALSE;
  if (counts == NULL)
    return;
  self->counts = *counts;
  self->is_loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNTS_LOADED]);
}

static void
qv_session_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  QvSessionEntry *self = QV_SESSION_ENTRY (object);

  if (prop_id == PROP_COUNTS_LOADED)
    g_value_set_boolean (value, self->is_loaded);
  else
    g_value_set_uint (value, self->edge);
}

static void
qv_session_entry_finalize (GObject *object)
{
  QvSessionEntry *self = QV_SESSION_ENTRY (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qv_session_entry_parent_class)->finalize (object);
}

static void
qv_session_entry_class_init (QvSessionEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qv_session_entry_get_property;
  object_class->finalize = qv_session_entry_finalize;
  props[PROP_COUNTS_LOADED] = g_param_spec_boolean ("counts-loaded", NULL, NULL, FALSE, flags);
  props[PROP_EDGE] = g_param_spec_uint ("edge", NULL, NULL, 0, 3, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
qv_session_entry_init (QvSessionEntry *self)
{
}

static gint64
time_of (QvSession *session)
{
  gint64 started = qv_item_get_int (QV_ITEM (session), QV_SESSION_STARTED);
  g_autoptr (GDateTime) planned = qv_session_get_planned (session);

  if (planned != NULL)
    return g_date_time_to_unix (planned) * G_USEC_PER_SEC;
  return started > 0 ? started : G_MAXINT64;
}

QvSessionEntry *
qv_session_entry_new_heading (const char *title)
{
  QvSessionEntry *self = g_object_new (QV_TYPE_SESSION_ENTRY, NULL);

  self->kind = QV_ENTRY_HEADING;
  self->title = g_strdup (title);
  return self;
}

QvSessionEntry *
qv_session_entry_new (QvEntryKind kind, QvSession *session, QvSessionState state)
{
  QvSessionEntry *self = g_object_new (QV_TYPE_SESSION_ENTRY, NULL);

  self->kind = kind;
  self->session = g_object_ref (session);
  self->state = state;
  self->time = time_of (session);
  return self;
}

QvEntryKind
qv_session_entry_get_kind (QvSessionEntry *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ENTRY (self), QV_ENTRY_HEADING);

  return self->kind;
}

/**
 * qv_session_entry_get_title:
 * @self: an entry
 *
 * Returns: (transfer none): the heading, or the session's title
 */
const char *
qv_session_entry_get_title (QvSessionEntry *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ENTRY (self), NULL);

  return self->session != NULL ? qv_item_get_text (QV_ITEM (self->session), QV_SESSION_TITLE) : self->title;
}

QvSession *
qv_session_entry_get_session (QvSessionEntry *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ENTRY (self), NULL);

  return self->session;
}

QvSessionState
qv_session_entry_get_state (QvSessionEntry *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ENTRY (self), QV_SESSION_STATE_DRAFT);

  return self->state;
}

/**
 * qv_session_entry_get_time:
 * @self: an entry of a session
 *
 * Returns: when the session was planned, or else started, at the time that the entry was made: microseconds
 * since 1970 UTC, %G_MAXINT64 for neither
 */
gint64
qv_session_entry_get_time (QvSessionEntry *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ENTRY (self), 0);

  return self->time;
}

guint
qv_session_entry_get_edge (QvSessionEntry *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ENTRY (self), 0);

  return self->edge;
}

void
qv_session_entry_set_edge (QvSessionEntry *self, guint edge)
{
  g_return_if_fail (QV_IS_SESSION_ENTRY (self));

  if (self->edge == edge)
    return;
  self->edge = edge;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDGE]);
}

/**
 * qv_session_entry_equal:
 * @a: an entry
 * @b: another
 *
 * Returns: whether both say the same line of the list
 */
gboolean
qv_session_entry_equal (QvSessionEntry *a, QvSessionEntry *b)
{
  return a->kind == b->kind && a->session == b->session && a->state == b->state &&
         g_strcmp0 (a->title, b->title) == 0;
}

/**
 * qv_session_entry_load_counts:
 * @self: an entry of a session
 * @store: the library
 *
 * Reads the counts in a thread, if that has not been done; "counts-loaded" is notified when they are there.
 */
void
qv_session_entry_load_counts (QvSessionEntry *self, QvStore *store)
{
  g_return_if_fail (QV_IS_SESSION_ENTRY (self));

  if (!self->is_loaded)
    qv_session_entry_reload_counts (self, store);
}

void
qv_session_entry_reload_counts (QvSessionEntry *self, QvStore *store)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (QV_IS_SESSION_ENTRY (self));

  if (self->is_loading || self->session == NULL || store == NULL)
    return;
  self->is_loading = TRUE;
  task = g_task_new (self, NULL, counts_read_cb, NULL);
  g_task_set_source_tag (task, qv_session_entry_reload_counts);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, read_counts);
}

/**
 * qv_session_entry_get_counts:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what is counted in the session, once it has been read
 */
const QvSessionCounts *
qv_session_entry_get_counts (QvSessionEntry *self)
{
  g_return_val_if_fail (QV_IS_SESSION_ENTRY (self), NULL);

  return self->is_loaded ? &self->counts : NULL;
}
