/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qv-edit.h"
#include "qv-item.h"

G_BEGIN_DECLS

GPtrArray *qv_seating_sort (GListModel *participants);
gboolean   qv_seating_move (GPtrArray *order, guint from, guint to, QvEdit *edit);
gboolean   qv_seating_mix  (GPtrArray *order, QvEdit *edit);

G_END_DECLS
