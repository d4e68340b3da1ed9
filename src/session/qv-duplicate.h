/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-store.h"

G_BEGIN_DECLS

QvEdit *qv_duplicate_session (QvStore *store, QvId session, const char *title, const char *label, QvId *out_copy,
                              GError **error);

G_END_DECLS
