/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-gdal-helper.h"
#include "qv-id.h"

G_BEGIN_DECLS

#define QV_TYPE_IMPORT_FILE (qv_import_file_get_type ())

/**
 * QvImportKind:
 *
 * What a file can be brought in as. The words of qv_import_kind_to_word() are those of the command line's `--as`.
 */
typedef enum
{
  QV_IMPORT_UNKNOWN,
  QV_IMPORT_SESSION,      /* session XML */
  QV_IMPORT_LIBRARY,      /* another Quadrivio library */
  QV_IMPORT_TERRITORIES,  /* a vector layer: areas or points with codes and names */
  QV_IMPORT_INDICATORS,   /* a table with a column of territory codes and columns of figures */
  QV_IMPORT_PARTICIPANTS, /* a table of people with their helix */
  QV_IMPORT_TILES,        /* a raster tile pack */
  QV_IMPORT_EXTRACT,      /* an OpenStreetMap extract, for a background */
} QvImportKind;

/**
 * QvImportFile:
 *
 * A file that somebody wants to bring in, looked at but not yet read: what it is, judged by its content, and what is in it.
 * Immutable and reference-counted; any thread.
 */
typedef struct
{
  char *path;
  char *name;         /* for people: the file's name, valid UTF-8 */
  QvImportKind kind;
  QvSource *source;   /* (nullable): layers and fields, of TERRITORIES, INDICATORS and PARTICIPANTS */
  QvId session;       /* of session XML */
} QvImportFile;

GType         qv_import_file_get_type       (void) G_GNUC_CONST;
const char   *qv_import_kind_to_word        (QvImportKind kind);
gboolean      qv_import_kind_from_word      (const char *word, QvImportKind *out_kind);

GPtrArray    *qv_import_list_folder         (const char *path, GError **error);
QvImportKind  qv_import_detect              (const char *path, GError **error);
QvImportFile *qv_import_file_inspect        (const char *path, QvImportKind kind, GCancellable *cancellable, GError **error);
void          qv_import_file_inspect_async  (const char *path, QvImportKind kind, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
QvImportFile *qv_import_file_inspect_finish (GAsyncResult *result, GError **error);
QvImportFile *qv_import_file_ref            (QvImportFile *self);
void          qv_import_file_unref          (QvImportFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvImportFile, qv_import_file_unref)

G_END_DECLS
