/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-app"

/* What is shown changes with every move of the map; it is written half a second after a change. */

#include "config.h"

#include "qv-view-keeper.h"

#include <inttypes.h>

#include "qv-kept-file.h"

#define WINDOW "window"
#define VIEWS "views"
#define OPEN "open"
#define DELAY_MS 500
#define MAX_VIEWS 100
/* A session that ends the program as it opens is not opened again at every start. */
#define TRUST_SECONDS 5

struct _QvViewKeeper
{
  GObject parent_instance;

  QvKeptFile *kept;
  GKeyFile *file;
  QvId left;      /* what was open when the program ended without closing it */
  QvId recovered; /* what was opened for that reason and is not trusted yet */
  gboolean is_loaded;
  gboolean is_changed; /* since it was read */
  guint write_source;
  guint trust_source;
};

G_DEFINE_FINAL_TYPE (QvViewKeeper, qv_view_keeper, G_TYPE_OBJECT)

static gboolean
write_cb (gpointer data)
{
  QvViewKeeper *self = data;
  g_autofree char *content = g_key_file_to_data (self->file, NULL, NULL);

  self->write_source = 0;
  qv_kept_file_write (self->kept, content);
  return G_SOURCE_REMOVE;
}

static void
queue_write (QvViewKeeper *self)
{
  self->is_changed = TRUE;
  if (self->write_source == 0)
    self->write_source = g_timeout_add (DELAY_MS, write_cb, self);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  QvViewKeeper *self = source;
  GKeyFile *file = g_key_file_new ();

  /* Where nothing was kept yet, or nothing that can be read, all is shown as at first. */
  g_key_file_load_from_file (file, qv_kept_file_get_path (self->kept), G_KEY_FILE_NONE, NULL);
  g_task_return_pointer (task, file, (GDestroyNotify) g_key_file_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  QvViewKeeper *self = QV_VIEW_KEEPER (source);
  GTask *waiting = data;
  g_autoptr (GKeyFile) file = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *left = g_key_file_get_string (file, WINDOW, OPEN, NULL);

  self->is_loaded = TRUE;
  if (!self->is_changed)
    {
      g_key_file_unref (self->file);
      self->file = g_steal_pointer (&file);
      if (left == NULL || !qv_id_parse (left, &self->left))
        self->left = QV_ID_NONE;
    }
  g_task_return_boolean (waiting, TRUE);
  g_object_unref (waiting);
}

static void
qv_view_keeper_finalize (GObject *object)
{
  QvViewKeeper *self = QV_VIEW_KEEPER (object);

  g_clear_handle_id (&self->write_source, g_source_remove);
  g_clear_handle_id (&self->trust_source, g_source_remove);
  g_key_file_unref (self->file);
  g_clear_object (&self->kept);
  G_OBJECT_CLASS (qv_view_keeper_parent_class)->finalize (object);
}

static void
qv_view_keeper_class_init (QvViewKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_view_keeper_finalize;
}

static void
qv_view_keeper_init (QvViewKeeper *self)
{
  self->file = g_key_file_new ();
}

/**
 * qv_view_keeper_new:
 * @library: path of a library
 *
 * Returns: (transfer full): a keeper that knows nothing yet
 */
QvViewKeeper *
qv_view_keeper_new (const char *library)
{
  QvViewKeeper *self = g_object_new (QV_TYPE_VIEW_KEEPER, NULL);
  g_autofree char *path = NULL;

  path = g_strconcat (library, "-view", NULL);
  self->kept = qv_kept_file_new (path);
  return self;
}

/**
 * qv_view_keeper_load_async:
 * @self: a keeper
 * @callback: (scope async): called when it knows what was kept, if anything was
 * @user_data: for @callback
 */
void
qv_view_keeper_load_async (QvViewKeeper *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (QV_IS_VIEW_KEEPER (self));

  task = g_task_new (self, NULL, loaded_cb, g_task_new (self, NULL, callback, user_data));
  g_task_set_source_tag (task, qv_view_keeper_load_async);
  g_task_run_in_thread (task, load_in_thread);
}

gboolean
qv_view_keeper_is_loaded (QvViewKeeper *self)
{
  g_return_val_if_fail (QV_IS_VIEW_KEEPER (self), FALSE);

  return self->is_loaded;
}

static void
write_now (QvViewKeeper *self)
{
  g_autofree char *content = g_key_file_to_data (self->file, NULL, NULL);

  g_clear_handle_id (&self->write_source, g_source_remove);
  qv_kept_file_write_now (self->kept, content);
}

/**
 * qv_view_keeper_take_left:
 * @self: a keeper
 *
 * Forgets it on disk too, and waits for the disk: it counts as open again some seconds after it was set as
 * such.
 *
 * Returns: the session that was open when the program last ended without closing it, or %QV_ID_NONE; told
 * once
 */
QvId
qv_view_keeper_take_left (QvViewKeeper *self)
{
  g_return_val_if_fail (QV_IS_VIEW_KEEPER (self), QV_ID_NONE);

  if (self->left == QV_ID_NONE)
    return QV_ID_NONE;
  self->recovered = self->left;
  self->left = QV_ID_NONE;
  g_key_file_remove_key (self->file, WINDOW, OPEN, NULL);
  self->is_changed = TRUE;
  write_now (self);
  return self->recovered;
}

static void
mark_open (QvViewKeeper *self, QvId session)
{
  g_autofree char *old = g_key_file_get_string (self->file, WINDOW, OPEN, NULL);
  g_autofree char *id = NULL;

  if (session != QV_ID_NONE)
    id = g_strdup_printf ("%" PRId64, session);
  if (g_strcmp0 (old, id) == 0)
    return;
  if (id != NULL)
    g_key_file_set_string (self->file, WINDOW, OPEN, id);
  else
    g_key_file_remove_key (self->file, WINDOW, OPEN, NULL);
  queue_write (self);
}

static gboolean
trust_cb (gpointer data)
{
  QvViewKeeper *self = data;

  self->trust_source = 0;
  mark_open (self, self->recovered);
  self->recovered = QV_ID_NONE;
  return G_SOURCE_REMOVE;
}

/**
 * qv_view_keeper_set_open:
 * @self: a keeper
 * @session: the session that is open now, or %QV_ID_NONE
 */
void
qv_view_keeper_set_open (QvViewKeeper *self, QvId session)
{
  g_return_if_fail (QV_IS_VIEW_KEEPER (self));

  g_clear_handle_id (&self->trust_source, g_source_remove);
  if (session != QV_ID_NONE && session == self->recovered)
    self->trust_source = g_timeout_add_seconds (TRUST_SECONDS, trust_cb, self);
  else
    mark_open (self, session);
}

/**
 * qv_view_keeper_get_view:
 * @self: a keeper
 * @session: a session
 *
 * Returns: (transfer full) (nullable): how it was shown last: a dictionary a{sv}
 */
GVariant *
qv_view_keeper_get_view (QvViewKeeper *self, QvId session)
{
  g_autofree char *key = g_strdup_printf ("%" PRId64, session);
  g_autofree char *text = NULL;

  g_return_val_if_fail (QV_IS_VIEW_KEEPER (self), NULL);

  text = g_key_file_get_string (self->file, VIEWS, key, NULL);
  return text != NULL ? g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL) : NULL;
}

/* The views that were set longest ago stand first. */
static void
drop_oldest (QvViewKeeper *self)
{
  gsize n = 0;
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, VIEWS, &n, NULL);

  for (gsize i = 0; i + MAX_VIEWS < n; i++)
    g_key_file_remove_key (self->file, VIEWS, keys[i], NULL);
}

/**
 * qv_view_keeper_set_view:
 * @self: a keeper
 * @session: a session
 * @view: a dictionary a{sv}; consumed if it is floating
 */
void
qv_view_keeper_set_view (QvViewKeeper *self, QvId session, GVariant *view)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (view);
  g_autofree char *key = g_strdup_printf ("%" PRId64, session);
  g_autofree char *text = g_variant_print (owned, TRUE);
  g_autofree char *old = NULL;

  g_return_if_fail (QV_IS_VIEW_KEEPER (self));

  old = g_key_file_get_string (self->file, VIEWS, key, NULL);
  if (g_strcmp0 (old, text) == 0)
    return;
  g_key_file_remove_key (self->file, VIEWS, key, NULL);
  g_key_file_set_string (self->file, VIEWS, key, text);
  drop_oldest (self);
  queue_write (self);
}

/**
 * qv_view_keeper_flush:
 * @self: a keeper
 *
 * Waits for the disk: what is known is written when this returns. For the end of the program.
 */
void
qv_view_keeper_flush (QvViewKeeper *self)
{
  g_return_if_fail (QV_IS_VIEW_KEEPER (self));

  if (self->is_changed)
    write_now (self);
}
