/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double consensus_tastle_wierman (const guint *counts, guint n_grades);
double consensus_kendall_w      (const double *rank_sums, guint n_items, guint n_judges, double ties);
double consensus_group_informed (const guint *agrees, const guint *seats, guint n_groups);

G_END_DECLS
