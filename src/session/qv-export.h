/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

typedef enum
{
  QV_EXPORT_FORMAT_XML,        /* session XML */
  QV_EXPORT_FORMAT_HTML,       /* the same as a page for reading */
  QV_EXPORT_FORMAT_GEOPACKAGE, /* all but people and what they do: layers and tables */
  QV_EXPORT_FORMAT_GEOJSON,    /* notes as features */
  QV_EXPORT_FORMAT_CSV,        /* notes as a table; texts that look like formulas begin with an apostrophe */
  QV_EXPORT_FORMAT_CSV_CLUSTERS,
  QV_EXPORT_FORMAT_CSV_RESULTS, /* of closed ballots by idea */
  QV_EXPORT_FORMAT_CSV_VOTES,   /* of closed ballots by idea and helix */
  QV_EXPORT_FORMAT_CSV_COMMITMENTS,
} QvExportFormat;

gboolean qv_export_format_from_path (const char *path, QvExportFormat *out_format);
gboolean qv_export_choose_table     (const char *word, QvExportFormat *inout_format);
const char *qv_export_explain_formats (const char *path);

gboolean qv_export_session          (QvStore *store, QvId session, const char *path, QvExportFormat format,
                                     QvExportFlags flags, GCancellable *cancellable, GError **error);
void     qv_export_session_async    (QvStore *store, QvId session, const char *path, QvExportFormat format,
                                     QvExportFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean qv_export_session_finish   (GAsyncResult *result, GError **error);

G_END_DECLS
