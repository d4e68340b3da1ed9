/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qv-table.h"

G_BEGIN_DECLS

void _qv_table_take_notes (QvTable *self, GPtrArray *notes /* transfer full */);

G_END_DECLS
