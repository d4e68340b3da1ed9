/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-agenda.h"
#include "qv-projector-trial.h"
#include "qv-store.h"

G_BEGIN_DECLS

/* An indicator that the session has chosen, and what there is of it. */
typedef struct
{
  QvRecord *indicator;
  QvId choice;         /* the row of session_indicator */
  char *observatory;   /* (nullable): its name */
  char *first_period;  /* (nullable) */
  char *last_period;   /* (nullable) */
  guint n_periods;
  double *series;      /* (array length=n_periods): sum of counts, median of rates */
  guint n_values;      /* territories with a figure in the last period */
  guint n_territories; /* of its level */
} QvPreparedIndicator;

/**
 * QvPreparation:
 *
 * All that is prepared of one session, read at one moment. Does not change.
 */
typedef struct
{
  QvRecord *session;
  GPtrArray *steps;          /* (element-type QvRecord) in order of the agenda */
  QvAgenda *agenda;
  GPtrArray *participants;   /* (element-type QvRecord) by helix and seat */
  GHashTable *people;        /* (element-type gint64 QvRecord): of a participant, the person */
  GHashTable *consents;      /* (element-type gint64 QvRecord): of a participant, the newest consent */
  GHashTable *organisations; /* (element-type gint64 QvRecord) */
  GHashTable *territories;   /* (element-type gint64 QvRecord): those that participants come from */
  GPtrArray *tables;         /* (element-type QvRecord) */
  GPtrArray *indicators;     /* (element-type QvPreparedIndicator) in their order */
  GPtrArray *known_indicators; /* (element-type QvRecord): all that the library has */
  GPtrArray *themes;         /* (element-type QvRecord) in their order */
  GPtrArray *levels;         /* (element-type QvRecord) */
  GPtrArray *backgrounds;    /* (element-type QvRecord) */
  guint n_territories;       /* of the session's level */
  gint64 background_size;    /* bytes of the background's file on this disk; -1: it is not there */
  gint64 saved;              /* when something of the session was last written, in microseconds; 0: never */
  QvProjectorTrial projector; /* of this computer */
  gint64 last_backup;        /* microseconds, or 0 */
  gint64 free_bytes;         /* on the disk of the library; -1: unknown */
  int n_refs;
} QvPreparation;

QvPreparation *qv_preparation_read        (QvStore *store, QvId session, const QvPreparation *previous, GError **error);
void           qv_preparation_read_async  (QvStore *store, QvId session, QvPreparation *previous, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
QvPreparation *qv_preparation_read_finish (GAsyncResult *result, GError **error);
QvPreparation *qv_preparation_ref         (QvPreparation *self);
void           qv_preparation_unref       (QvPreparation *self);

const char    *qv_preparation_get_name    (const QvPreparation *self, const QvRecord *participant);
const char    *qv_preparation_get_organisation (const QvPreparation *self, const QvRecord *participant);
gboolean       qv_preparation_has_consent (const QvPreparation *self, QvId participant);
gboolean       qv_preparation_lacks_consent (const QvPreparation *self, const QvRecord *participant);
guint          qv_preparation_count_lacking_consents (const QvPreparation *self, gboolean only_present);
const char    *qv_preparation_get_consent_version (const QvPreparation *self);
gboolean       qv_preparation_is_coming   (const QvRecord *participant);
void           qv_preparation_count_seats (const QvPreparation *self, guint n_seats[QV_N_HELICES + 1],
                                           guint n_confirmed[QV_N_HELICES + 1]);
guint          qv_preparation_get_target  (const QvPreparation *self, QvHelix helix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPreparation, qv_preparation_unref)

G_END_DECLS
