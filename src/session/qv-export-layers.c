/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session as layers and tables. */
#define G_LOG_DOMAIN "qv-session"

#include "config.h"

#include "qv-export-private.h"

#include <glib/gi18n.h>

typedef struct
{
  QvGpkgWriter *writer;
  QvNotesExport *notes;
  QvPlacesExport *places;     /* (nullable): of a package */
  QvOutcomesExport *outcomes; /* (nullable): of a package and of tables */
  int agenda;
  GCancellable *cancellable;
} Layers;

static gboolean
write_session (QvGpkgWriter *writer, const QvRecord *session, GError **error)
{
  static const QvGpkgColumn columns[] = {
    { "title", QV_GPKG_TEXT, FALSE },      { "question", QV_GPKG_TEXT, FALSE },
    { "place", QV_GPKG_TEXT, FALSE },      { "table_name", QV_GPKG_TEXT, FALSE },
    { "series", QV_GPKG_TEXT, FALSE },     { "starts", QV_GPKG_TEXT, FALSE },
    { "minutes", QV_GPKG_INTEGER, FALSE }, { "language", QV_GPKG_TEXT, FALSE },
  };
  static const guint fields[] = { QV_SESSION_TITLE,   QV_SESSION_QUESTION,   QV_SESSION_PLACE,
                                  QV_SESSION_TABLE,   QV_SESSION_COLLECTION, QV_SESSION_STARTS,
                                  QV_SESSION_MINUTES, QV_SESSION_LANGUAGE };
  const QvGpkgLayer layer = {
    .name = "session", .title = _ ("Session"), .columns = columns, .n_columns = G_N_ELEMENTS (columns)
  };
  QvValue values[G_N_ELEMENTS (columns)];
  int number = qv_gpkg_writer_add_layer (writer, &layer, error);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    values[i] = session->values[fields[i]];
  return number >= 0 && qv_gpkg_writer_add_row (writer, number, values, NULL, NULL, error);
}

static const QvGpkgColumn agenda_columns[] = {
  { "position", QV_GPKG_INTEGER, FALSE }, { "title", QV_GPKG_TEXT, FALSE },
  { "method", QV_GPKG_TEXT, FALSE },      { "prompt", QV_GPKG_TEXT, FALSE },
  { "minutes", QV_GPKG_INTEGER, FALSE },
};

static gboolean
add_step (Layers *self, const QvRecord *step, GError **error)
{
  static const guint fields[] = { QV_STEP_POSITION, QV_STEP_TITLE, QV_STEP_METHOD, QV_STEP_PROMPT,
                                  QV_STEP_MINUTES };
  QvValue values[G_N_ELEMENTS (agenda_columns)];

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    values[i] = step->values[fields[i]];
  return qv_gpkg_writer_add_row (self->writer, self->agenda, values, NULL, NULL, error);
}

static gboolean
add_package (Layers *self, QvStore *store, const QvRecord *session, GError **error)
{
  const QvGpkgLayer agenda = { .name = "agenda",
                               .title = _ ("Agenda"),
                               .columns = agenda_columns,
                               .n_columns = G_N_ELEMENTS (agenda_columns) };

  self->places = _qv_places_export_new (store, session, self->writer, error);
  if (self->places == NULL)
    return FALSE;
  self->agenda = qv_gpkg_writer_add_layer (self->writer, &agenda, error);
  return self->agenda >= 0 && write_session (self->writer, session, error);
}

static gboolean
take_record (const QvRecord *record, gpointer data, GError **error)
{
  Layers *self = data;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (qv_record_is_deleted (record))
    return TRUE;
  if (self->places != NULL && record->entity == QV_ENTITY_STEP && !add_step (self, record, error))
    return FALSE;
  return (self->places == NULL || _qv_places_export_take (self->places, record, error)) &&
         (self->outcomes == NULL || _qv_outcomes_export_take (self->outcomes, record, error)) &&
         _qv_notes_export_take (self->notes, record, error);
}

/**
 * _qv_export_write_layers:
 * @store: the library
 * @session: the session
 * @path: a file that is empty or not there
 * @shown_name: what messages call it
 * @purpose: which layers
 * @flags: with or without names
 * @cancellable: (nullable): to give up
 * @error: return location for a #QvStoreError, #QvExchangeError or #GIOErrorEnum
 *
 * Returns: whether the GeoPackage is complete
 */
gboolean
_qv_export_write_layers (QvStore *store,
                         QvId session,
                         const char *path,
                         const char *shown_name,
                         QvLayersPurpose purpose,
                         QvExportFlags flags,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (QvRecord) record = qv_store_get_record (store, QV_ENTITY_SESSION, session, error);
  g_autoptr (QvGpkgWriter) writer = record != NULL ? qv_gpkg_writer_new (path, shown_name, error) : NULL;
  g_autoptr (QvNotesExport) notes = NULL;
  g_autoptr (QvPlacesExport) places = NULL;
  g_autoptr (QvOutcomesExport) outcomes = NULL;
  Layers layers = { .writer = writer, .cancellable = cancellable };
  gboolean done;

  if (writer == NULL)
    return FALSE;
  notes = layers.notes = _qv_notes_export_new (writer, purpose, flags, error);
  done = notes != NULL && (purpose != QV_LAYERS_PACKAGE || add_package (&layers, store, record, error));
  places = layers.places;
  if (done && purpose != QV_LAYERS_FEATURES)
    outcomes = layers.outcomes = _qv_outcomes_export_new (writer, purpose, error);
  return done && (outcomes != NULL || purpose == QV_LAYERS_FEATURES) &&
         qv_store_export_session (store, session, flags, take_record, &layers, error) &&
         (outcomes == NULL || _qv_outcomes_export_finish (outcomes, error)) &&
         qv_gpkg_writer_finish (writer, error);
}
