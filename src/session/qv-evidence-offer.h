/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-figures.h"

G_BEGIN_DECLS

/**
 * QvEvidenceOffer:
 *
 * What one indicator says of one territory now: its last figure there. It is counted by reference.
 */
typedef struct
{
  QvId indicator;
  QvId territory; /* or %QV_ID_NONE */
  char *name;
  char *unit;   /* (nullable) */
  char *period; /* (nullable) */
  double value; /* NAN: there is none */
  QvFigures *figures; /* of all territories in @period */
} QvEvidenceOffer;

QvEvidenceOffer *qv_evidence_offer_ref   (QvEvidenceOffer *offer);
void       qv_evidence_offer_unref       (QvEvidenceOffer *offer);
void       qv_evidence_offer_move        (QvEvidenceOffer *offer, QvId territory);
QvRecord  *qv_evidence_offer_freeze      (const QvEvidenceOffer *offer, QvId session, QvId note, const char *stance);
void       qv_evidence_offer_list_async  (QvStore *store, QvId session, QvId territory, QvId indicator, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *qv_evidence_offer_list_finish (GAsyncResult *result, GError **error);

G_END_DECLS
