/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvEvidenceOffer:
 *
 * What one indicator says of one territory now: its last figure there.
 */
typedef struct
{
  QvId indicator;
  QvId territory; /* or %QV_ID_NONE */
  char *name;
  char *unit;   /* (nullable) */
  char *period; /* (nullable) */
  double value; /* NAN: there is none */
} QvEvidenceOffer;

void       qv_evidence_offer_free        (QvEvidenceOffer *offer);
void       qv_evidence_offer_list_async  (QvStore *store, QvId session, QvId territory, QvId indicator, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *qv_evidence_offer_list_finish (GAsyncResult *result, GError **error);

G_END_DECLS
