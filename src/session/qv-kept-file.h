/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * QvKeptFile:
 *
 * A small file beside the library that changes often, such as the note that is being written. It is written whole by threads that take
 * turns; what was said last stays, and a file that cannot be written disturbs nobody.
 */
#define QV_TYPE_KEPT_FILE (qv_kept_file_get_type ())
G_DECLARE_FINAL_TYPE (QvKeptFile, qv_kept_file, QV, KEPT_FILE, GObject)

QvKeptFile *qv_kept_file_new       (const char *path);
const char *qv_kept_file_get_path  (QvKeptFile *self);
void        qv_kept_file_write     (QvKeptFile *self, const char *content);
void        qv_kept_file_write_now (QvKeptFile *self, const char *content);

G_END_DECLS
