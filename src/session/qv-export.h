/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

typedef enum
{
  QV_EXPORT_FORMAT_XML,  /* session XML */
  QV_EXPORT_FORMAT_HTML, /* the same as a page for reading */
} QvExportFormat;

gboolean qv_export_format_from_path (const char *path, QvExportFormat *out_format);

gboolean qv_export_session          (QvStore *store, QvId session, const char *path, QvExportFormat format,
                                     QvExportFlags flags, GCancellable *cancellable, GError **error);
void     qv_export_session_async    (QvStore *store, QvId session, const char *path, QvExportFormat format,
                                     QvExportFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean qv_export_session_finish   (GAsyncResult *result, GError **error);

G_END_DECLS
