/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * QvWholeFileFunc:
 * @fd: of an empty file beside the one that is wanted, for reading and writing
 * @temporary: its path
 * @data: of whoever asked
 *
 * Returns: whether all of the content was written
 */
typedef gboolean (*QvWholeFileFunc) (int fd, const char *temporary, gpointer data, GCancellable *cancellable, GError **error);

gboolean qv_whole_file_write (const char *path, QvWholeFileFunc func, gpointer data, GCancellable *cancellable, GError **error);
gboolean qv_whole_file_fail  (const char *path, int code, GError **error);

G_END_DECLS
