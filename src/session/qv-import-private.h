/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-import.h"

G_BEGIN_DECLS

struct _QvImport
{
  GObject parent_instance;

  QvStore *store;
  QvImportFile *file;
  QvImportKind kind;
  QvImportReport *report;
  QvId result;
  char *label;

  QvEdit *edit;     /* of territories, indicators, participants and backgrounds */
  char *made_file;  /* of a background, removed unless committed */
  char *file_path;  /* that it gets once it is */
  int fd;           /* of a session */
  QvStore *foreign; /* another library */
  QvMergeNews *news; /* (nullable): of a session or library that was merged */
};

/**
 * QvImportWork:
 *
 * What the readers of each kind get: the import to fill and how to tell about progress.
 */
typedef struct
{
  QvImport *import;
  const QvImportPlan *plan;
  const QvSourceLayer *layer; /* (nullable) */
  QvImportProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} QvImportWork;

gboolean   _qv_import_territories   (QvImportWork *work, GError **error);
gboolean   _qv_import_indicators    (QvImportWork *work, GError **error);
gboolean   _qv_import_participants  (QvImportWork *work, GError **error);
gboolean   _qv_import_background    (QvImportWork *work, GError **error);
gboolean   _qv_import_check_session (QvImportWork *work, GError **error);
gboolean   _qv_import_merge         (QvImport *import, GCancellable *cancellable, GError **error);

gboolean   _qv_import_check_column  (QvImportWork *work, int column, gboolean required, const char *what, GError **error);
GPtrArray *_qv_import_list_all      (QvStore *store, QvEntity entity, GError **error);
void       _qv_import_name_file     (QvImportFile *file, GError **error);
void       _qv_import_set_changed   (QvImportWork *work, const QvRecord *old, const QvRecord *new);

G_END_DECLS
