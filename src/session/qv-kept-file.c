/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-kept-file.h"

#include <glib/gstdio.h>

struct _QvKeptFile
{
  GObject parent_instance;

  char *path;
  guint revision; /* of what was said last */

  GMutex mutex;
  guint written; /* the revision on the disk; guarded by @mutex */
};

G_DEFINE_FINAL_TYPE (QvKeptFile, qv_kept_file, G_TYPE_OBJECT)

typedef struct
{
  char *content; /* (nullable): NULL for no file */
  guint revision;
} Page;

static Page *
make_page (QvKeptFile *self, const char *content)
{
  Page *page = g_new0 (Page, 1);

  page->content = g_strdup (content);
  page->revision = ++self->revision;
  return page;
}

static void
free_page (gpointer data)
{
  Page *page = data;

  g_free (page->content);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, free_page)

static void
write_page (QvKeptFile *self, const Page *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (page->revision <= self->written)
    return;
  self->written = page->revision;
  if (page->content == NULL)
    g_unlink (self->path);
  else if (!g_file_set_contents_full (self->path, page->content, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                      &error))
    g_debug ("not kept: %s", error->message);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  write_page (source, data);
  g_task_return_boolean (task, TRUE);
}

static void
qv_kept_file_finalize (GObject *object)
{
  QvKeptFile *self = QV_KEPT_FILE (object);

  g_mutex_clear (&self->mutex);
  g_free (self->path);
  G_OBJECT_CLASS (qv_kept_file_parent_class)->finalize (object);
}

static void
qv_kept_file_class_init (QvKeptFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qv_kept_file_finalize;
}

static void
qv_kept_file_init (QvKeptFile *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * qv_kept_file_new:
 * @path: where it is; its name is one that the library's next opening sweeps halves of
 *
 * Returns: (transfer full): a file that nothing was said of yet
 */
QvKeptFile *
qv_kept_file_new (const char *path)
{
  QvKeptFile *self = g_object_new (QV_TYPE_KEPT_FILE, NULL);

  self->path = g_strdup (path);
  return self;
}

const char *
qv_kept_file_get_path (QvKeptFile *self)
{
  g_return_val_if_fail (QV_IS_KEPT_FILE (self), NULL);

  return self->path;
}

/**
 * qv_kept_file_write:
 * @self: a file
 * @content: (nullable): what it holds from now on; %NULL: it goes
 *
 * Does not wait for the disk.
 */
void
qv_kept_file_write (QvKeptFile *self, const char *content)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (QV_IS_KEPT_FILE (self));

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, qv_kept_file_write);
  g_task_set_task_data (task, make_page (self, content), free_page);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * qv_kept_file_write_now:
 * @self: a file
 * @content: (nullable): see qv_kept_file_write()
 *
 * Waits for the disk. For the end of what is kept.
 */
void
qv_kept_file_write_now (QvKeptFile *self, const char *content)
{
  g_autoptr (Page) page = NULL;

  g_return_if_fail (QV_IS_KEPT_FILE (self));

  page = make_page (self, content);
  write_page (self, page);
}
