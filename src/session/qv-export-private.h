/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-export.h"
#include "qv-gpkg-writer.h"

G_BEGIN_DECLS

/* What the layers are for: a GeoPackage with everything, a format of features, or a table. */
typedef enum
{
  QV_LAYERS_PACKAGE,
  QV_LAYERS_FEATURES,
  QV_LAYERS_TABLE,
} QvLayersPurpose;

/* qv-export-layers.c */
gboolean _qv_export_write_layers (QvStore *store, QvId session, const char *path, const char *shown_name,
                                  QvLayersPurpose purpose, QvExportFlags flags, GCancellable *cancellable, GError **error);

/* qv-export-notes.c: cells of every table */
QvValue _qv_export_make_text   (QvLayersPurpose purpose, const char *text);
char   *_qv_export_format_time (gint64 time);

/* qv-export-notes.c: the layer of notes, with what each refers to by name */
#define QV_EXPORT_NOTES_LAYER "notes"

typedef struct _QvNotesExport QvNotesExport;

QvNotesExport *_qv_notes_export_new  (QvGpkgWriter *writer, QvLayersPurpose purpose, QvExportFlags flags, GError **error);
gboolean       _qv_notes_export_take (QvNotesExport *self, const QvRecord *record, GError **error);
void           _qv_notes_export_free (QvNotesExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvNotesExport, _qv_notes_export_free)

/* qv-export-places.c: territories with the figures of the session's indicators */
typedef struct _QvPlacesExport QvPlacesExport;

QvPlacesExport *_qv_places_export_new  (QvStore *store, const QvRecord *session, QvGpkgWriter *writer, GError **error);
gboolean        _qv_places_export_take (QvPlacesExport *self, const QvRecord *record, GError **error);
void            _qv_places_export_free (QvPlacesExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPlacesExport, _qv_places_export_free)

/* qv-export-outcomes.c: clusters, results and totals of closed ballots, commitments */
typedef struct _QvOutcomesExport QvOutcomesExport;

QvOutcomesExport *_qv_outcomes_export_new    (QvGpkgWriter *writer, QvLayersPurpose purpose, GError **error);
gboolean          _qv_outcomes_export_take   (QvOutcomesExport *self, const QvRecord *record, GError **error);
gboolean          _qv_outcomes_export_finish (QvOutcomesExport *self, GError **error);
void              _qv_outcomes_export_free   (QvOutcomesExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvOutcomesExport, _qv_outcomes_export_free)

G_END_DECLS
