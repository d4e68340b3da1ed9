/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

/**
 * QvPlaceSearch:
 *
 * The territories of a level, to be found by what of their name or code is typed: case, accents and hyphens do not matter. Does not change.
 */
typedef struct _QvPlaceSearch QvPlaceSearch;

QvPlaceSearch *qv_place_search_load        (QvStore *store, QvId level, GError **error);
void           qv_place_search_load_async  (QvStore *store, QvId level, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
QvPlaceSearch *qv_place_search_load_finish (GAsyncResult *result, GError **error);
GPtrArray     *qv_place_search_find        (const QvPlaceSearch *self, const char *words, guint limit, guint *out_n);
void           qv_place_search_free        (QvPlaceSearch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QvPlaceSearch, qv_place_search_free)

G_END_DECLS
