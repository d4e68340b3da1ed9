/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library: opens and closes it, owns the thread that writes, lends out connections that read. */
#define G_LOG_DOMAIN "qv-store"

#include "config.h"

#include "qv-store-private.h"

#include <stdlib.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define CHECKPOINT_PAGES 1000
#define CHECKPOINT_PAGES_BUSY 8000
#define MAX_IDLE_READERS 4

G_DEFINE_FINAL_TYPE (QvStore, qv_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (QvStoreError, qv_store_error)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One piece of work for the writer: for a task, or for a thread that waits. */
typedef struct
{
  QvStoreWork work;
  gpointer data;
  GTask *task;

  GMutex mutex;
  GCond cond;
  gboolean is_done;
  gboolean ok;
  GError *error;
} Job;

/* What a main context is to hear: which rows changed, and that a task is done. */
typedef struct
{
  QvStore *store;
  GArray *rows; /* (nullable) */
  GTask *task;  /* (nullable) */
  gboolean ok;
  GError *error;
} Delivery;

static Job quit_job;

/* The task or the delivery may hold the last reference to the store, whose end waits for the writer's thread:
 * so they are dropped where the callback runs, never in that thread. */
static void
free_delivery (gpointer data)
{
  Delivery *delivery = data;

  g_clear_object (&delivery->task);
  g_clear_pointer (&delivery->rows, g_array_unref);
  g_clear_object (&delivery->store);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *delivery = data;

  if (delivery->rows != NULL)
    g_signal_emit (delivery->store, signals[CHANGED], 0, delivery->rows);
  if (delivery->task != NULL && delivery->ok)
    g_task_return_boolean (delivery->task, TRUE);
  else if (delivery->task != NULL)
    g_task_return_error (delivery->task, g_steal_pointer (&delivery->error));
  return G_SOURCE_REMOVE;
}

/* Always through a source of its own: g_main_context_invoke() would emit in the writer's thread when nobody
 * runs the main context. */
static void
deliver (GMainContext *context, Delivery *delivery)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, delivery, free_delivery);
  g_source_set_static_name (source, "[quadrivio] store done");
  g_source_attach (source, context);
}

/* In one delivery where both go to the same context, which so wakes up once. */
static void
tell (QvStore *self, GArray *rows, GTask *task, gboolean ok, GError *error)
{
  GMainContext *task_context = task != NULL ? g_task_get_context (task) : NULL;
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->store = g_object_ref (self);
  delivery->rows = rows;
  if (task != NULL && rows != NULL && task_context != self->context)
    {
      deliver (self->context, delivery);
      tell (self, NULL, task, ok, error);
      return;
    }
  delivery->task = task;
  delivery->ok = ok;
  delivery->error = error;
  deliver (task != NULL ? task_context : self->context, delivery);
}

/* To be told, with the end of the work under way, that these rows were committed. */
void
_qv_store_emit_changed (QvStore *self, GArray *rows)
{
  g_assert (self->committed == NULL);

  self->committed = g_array_ref (rows);
}

/* (transfer full) @rows: (nullable): what the work committed */
static void
finish_job (QvStore *self, Job *job, GArray *rows, gboolean ok, GError *error)
{
  if (job->task != NULL || rows != NULL)
    tell (self, rows, job->task, ok, job->task != NULL ? error : NULL);
  if (job->task != NULL)
    {
      g_free (job);
      return;
    }
  g_mutex_lock (&job->mutex);
  job->ok = ok;
  job->error = error;
  job->is_done = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

/* After the acknowledgement, so that nobody waits for it; postponed while there is other work. */
static void
checkpoint (QvStore *self)
{
  int limit = g_async_queue_length (self->jobs) > 0 ? CHECKPOINT_PAGES_BUSY : CHECKPOINT_PAGES;

  if (self->writer == NULL || self->wal_pages < limit)
    return;
  sqlite3_wal_checkpoint_v2 (self->writer->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  self->wal_pages = 0;
}

static gpointer
run_writer (gpointer data)
{
  QvStore *self = data;

  for (Job *job = g_async_queue_pop (self->jobs); job != &quit_job; job = g_async_queue_pop (self->jobs))
    {
      GError *error = NULL;
      gboolean ok = job->task == NULL ||
                    !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &error);

      ok = ok && _qv_rescue_check (self, &error);
      if (ok)
        ok = job->work (self, job->data, &error);
      finish_job (self, job, g_steal_pointer (&self->committed), ok, error);
      checkpoint (self);
    }
  _qv_rescue_check (self, NULL);
  return NULL;
}

static gboolean
push_job (QvStore *self, Job *job, GError **error)
{
  gboolean ok;

  g_mutex_lock (&self->mutex);
  ok = !self->is_closed && self->thread != NULL;
  if (ok)
    g_async_queue_push (self->jobs, job);
  g_mutex_unlock (&self->mutex);
  if (!ok)
    g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                         self->is_foreign ? _ ("This library is open for reading only.")
                                          : _ ("The library has been closed."));
  return ok;
}

/* Runs @work in the writer's thread and waits for it. */
gboolean
_qv_store_run (QvStore *self, QvStoreWork work, gpointer data, GError **error)
{
  Job job = { .work = work, .data = data };

  g_assert (g_thread_self () != self->thread);

  if (!push_job (self, &job, error))
    return FALSE;
  g_mutex_lock (&job.mutex);
  while (!job.is_done)
    g_cond_wait (&job.cond, &job.mutex);
  g_mutex_unlock (&job.mutex);
  g_mutex_clear (&job.mutex);
  g_cond_clear (&job.cond);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.ok;
}

/* Runs @work with the data of @task (transfer full) in the writer's thread; the task returns a boolean. */
void
_qv_store_run_async (QvStore *self, GTask *task, QvStoreWork work)
{
  Job *job = g_new0 (Job, 1);
  GError *error = NULL;

  job->work = work;
  job->data = g_task_get_task_data (task);
  job->task = task;
  if (!push_job (self, job, &error))
    finish_job (self, job, NULL, FALSE, error);
}

/* Lends a connection that only reads, to one thread at a time. Several can be out at once. */
QvDb *
_qv_store_acquire_reader (QvStore *self, GError **error)
{
  g_autoptr (QvDb) db = NULL;
  gboolean is_closed;

  g_mutex_lock (&self->mutex);
  is_closed = self->is_closed;
  db = g_queue_pop_tail (&self->readers);
  g_mutex_unlock (&self->mutex);
  if (is_closed)
    {
      g_set_error_literal (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED, _ ("The library has been closed."));
      return NULL;
    }
  if (db != NULL)
    return g_steal_pointer (&db);

  db = _qv_db_open (self->path, SQLITE_OPEN_READONLY, error);
  if (db == NULL || !_qv_db_exec (db, "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0", error))
    return NULL;
  if (self->is_foreign)
    sqlite3_db_config (db->sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return g_steal_pointer (&db);
}

void
_qv_store_release_reader (QvStore *self, QvDb *db)
{
  gboolean keep;

  if (db == NULL)
    return;
  g_mutex_lock (&self->mutex);
  keep = !self->is_closed && self->readers.length < MAX_IDLE_READERS && !_qv_rescue_is_lost (db);
  if (keep)
    g_queue_push_tail (&self->readers, db);
  g_mutex_unlock (&self->mutex);
  if (!keep)
    _qv_db_free (db);
}

/* Closes the idle readers, so that nothing holds on to old pages. */
void
_qv_store_drop_readers (QvStore *self)
{
  QvDb *db;

  g_mutex_lock (&self->mutex);
  while ((db = g_queue_pop_tail (&self->readers)) != NULL)
    _qv_db_free (db);
  g_mutex_unlock (&self->mutex);
}

static void
qv_store_finalize (GObject *object)
{
  QvStore *self = QV_STORE (object);

  qv_store_close (self);
  g_async_queue_unref (self->jobs);
  for (guint i = 0; i < QV_N_ENTITIES; i++)
    g_free (self->columns[i]);
  g_mutex_clear (&self->mutex);
  g_main_context_unref (self->context);
  g_free (self->path);

  G_OBJECT_CLASS (qv_store_parent_class)->finalize (object);
}

static void
qv_store_class_init (QvStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_store_finalize;

  /**
   * QvStore::changed:
   * @self: the store
   * @rows: (element-type QvRowChange): which rows a committed transaction touched, each once
   */
  signals[CHANGED] = g_signal_new ("changed", QV_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

static void
qv_store_init (QvStore *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->readers);
  self->jobs = g_async_queue_new ();
  self->lock_fd = -1;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_FAILED,
                   /* Translators: a folder and the system's reason. */
                   _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (code));
      return FALSE;
    }
  return TRUE;
}

/**
 * _qv_store_resolve:
 * @path: a file that need not exist
 *
 * Returns: (transfer full): its name with no symbolic link in it: one library has one name, and so one lock
 */
char *
_qv_store_resolve (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real = realpath (path, NULL);
  g_autofree char *real_folder = real == NULL ? realpath (folder, NULL) : NULL;

  if (real != NULL)
    return real;
  return real_folder != NULL ? g_build_filename (real_folder, name, NULL) : g_strdup (path);
}

static QvStore *
open_in_context (const char *path, QvStoreOpenFlags flags, GMainContext *context, GError **error)
{
  g_autoptr (QvStore) self = g_object_new (QV_TYPE_STORE, NULL);

  self->context = g_main_context_ref (context);
  if ((flags & QV_STORE_OPEN_MUST_EXIST) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, QV_STORE_ERROR, QV_STORE_ERROR_NOT_FOUND,
                   /* Translators: %s is a file name. */
                   _ ("There is no library “%s”."), path);
      return NULL;
    }
  if (!make_folder (path, error))
    return NULL;
  self->path = _qv_store_resolve (path);
  self->lock_fd = _qv_schema_lock (self->path, error);
  if (self->lock_fd < 0)
    return NULL;
  _qv_restore_sweep (self->path);
  if (!_qv_schema_open (self, error))
    return NULL;

  self->thread = g_thread_new ("store-writer", run_writer, self);
  return g_steal_pointer (&self);
}

/**
 * qv_store_open:
 * @path: the library's file; made with its folder where it does not exist
 * @flags: how
 * @error: return location for a #GError of %QV_STORE_ERROR: NOT_FOUND, NEWER, FOREIGN, DAMAGED, BUSY, FULL or
 * FAILED
 *
 * Returns: (transfer full): the library
 */
QvStore *
qv_store_open (const char *path, QvStoreOpenFlags flags, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_return_val_if_fail (path != NULL, NULL);

  return open_in_context (path, flags, context, error);
}

typedef struct
{
  char *path;
  QvStoreOpenFlags flags;
  GMainContext *context;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_main_context_unref (opening->context);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  QvStore *store = open_in_context (opening->path, opening->flags, opening->context, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * qv_store_open_async:
 * @path: see qv_store_open()
 * @flags: how
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * "changed" will be emitted in the thread-default main context of the caller.
 */
void
qv_store_open_async (const char *path,
                     QvStoreOpenFlags flags,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (path != NULL);

  opening->path = g_strdup (path);
  opening->flags = flags;
  opening->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, qv_store_open_async);
  g_task_set_task_data (task, opening, free_opening);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * qv_store_open_finish:
 * @result: what the callback got
 * @error: return location, see qv_store_open()
 *
 * Returns: (transfer full): the library
 */
QvStore *
qv_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, qv_store_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A library of somebody else's, from a copy that has been checked; reads only. */
QvStore *
_qv_store_new_foreign (const char *copy)
{
  QvStore *self = g_object_new (QV_TYPE_STORE, NULL);

  self->path = g_strdup (copy);
  self->context = g_main_context_ref_thread_default ();
  self->is_foreign = TRUE;
  return self;
}

/**
 * qv_store_close:
 * @self: the library
 *
 * Waits for the work under way, then closes the file. Whatever is asked of @self afterwards fails.
 */
void
qv_store_close (QvStore *self)
{
  gboolean was_closed;

  g_return_if_fail (QV_IS_STORE (self));

  g_mutex_lock (&self->mutex);
  was_closed = self->is_closed;
  self->is_closed = TRUE;
  g_mutex_unlock (&self->mutex);
  if (was_closed)
    return;

  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, &quit_job);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  _qv_store_drop_readers (self);
  g_clear_pointer (&self->writer, _qv_db_free);
  if (self->is_foreign && self->path != NULL)
    g_unlink (self->path);
  if (self->lock_fd >= 0)
    g_close (self->lock_fd, NULL);
  self->lock_fd = -1;
}

gboolean
_qv_store_is_closed (QvStore *self)
{
  gboolean is_closed;

  g_mutex_lock (&self->mutex);
  is_closed = self->is_closed;
  g_mutex_unlock (&self->mutex);
  return is_closed;
}

const char *
qv_store_get_path (QvStore *self)
{
  g_return_val_if_fail (QV_IS_STORE (self), NULL);

  return self->path;
}
