/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-preparation.h"

G_BEGIN_DECLS

typedef enum
{
  QV_SHEET_AGENDA,
  QV_SHEET_SEATS,   /* a card for each seat, to be cut out and folded */
  QV_SHEET_CONSENT, /* a page for each participant, to be signed */
  QV_SHEET_MAP,     /* territories and background without notes, for notes on paper */
} QvSheet;

gboolean qv_sheet_from_word     (const char *word, QvSheet *out_sheet);
gboolean qv_sheet_write         (QvStore *store, const QvPreparation *preparation, QvSheet sheet, const char *path,
                                 GCancellable *cancellable, GError **error);
void     qv_sheet_write_async   (QvStore *store, QvPreparation *preparation, QvSheet sheet, const char *path,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean qv_sheet_write_finish  (GAsyncResult *result, GError **error);

G_END_DECLS
