/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QV_STORE_VERSION 2

extern const char *const _qv_migrations[QV_STORE_VERSION];

G_END_DECLS
