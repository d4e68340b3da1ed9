/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-table.h"

G_BEGIN_DECLS

#define QV_TABLE_MAX_CELLS 5000000

QvTable *qv_table_file_read (const char *path, GError **error);

G_END_DECLS
